#!/bin/bash
# followthemoney 4.11.2: `ftm aggregate` takes the last dot of an id and what follows it for a signature and cuts both off. Entities whose ids
# differ behind a dot alone ("event-43.2" and "event-43.7", as numbered editions or decimal keys have it) become one, with the
# properties of both: here two calls become one call on two days. `ftm validate` finds nothing wrong with the file, nothing is printed,
# and the exit code is 0. Ids of another form (hyphens, hashes) stay as they are.
#
# Output seen:
#   in   event-43.2 ['2025-02-12']
#   in   event-43.7 ['2025-03-18']
#   in   event-44 ['2025-03-20']
#   out  event-43 ['2025-02-12', '2025-03-18']
#   out  event-44 ['2025-03-20']
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check followthemoney==4.11.2
cd "$folder"
for told in "event-43.2 2025-02-12" "event-43.7 2025-03-18" "event-44 2025-03-20"; do
  set -- $told
  echo "{\"id\": \"$1\", \"schema\": \"Event\", \"properties\": {\"name\": [\"Call\"], \"startDate\": [\"$2\"]}}"
done > in.json
env/bin/ftm validate -i in.json -o valid.json
env/bin/ftm aggregate -i valid.json -o out.json
"$folder/env/bin/python" - <<'P'
import json
def read(name):
    return [(one["id"], sorted(one["properties"]["startDate"])) for one in map(json.loads, open(name))]
for name in ("in", "out"):
    for identity, days in read(f"{name}.json"):
        print(f"{name:4}", identity, days)
assert read("out.json") == [("event-43", ["2025-02-12", "2025-03-18"]), ("event-44", ["2025-03-20"])], "it changed"
P
