#!/bin/bash
# trafilatura 2.3.1: in what `--json` (output_format="json") writes, "source" is the page's address and "source-hostname" the name of the
# site ("Fjord Post"), not a host; the host is "hostname". Its own Document object calls the three "url", "sitename" and "hostname".
# Whoever takes "source" for the publisher, as NewsAPI, mediastack and others use it, files each article under a publisher of its own.
#
# Output seen:
#   source          https://fjord.example/berg
#   source-hostname Fjord Post
#   hostname        fjord.example
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check --upgrade pip
"$folder/env/bin/pip" install -q --disable-pip-version-check trafilatura==2.3.1
"$folder/env/bin/python" - <<'P'
import json
import trafilatura
words = "Anna Berg, the foreign minister of Norway, met Ivan Petrov in Geneva on Monday, two officials told the paper."
page = (
    '<html><head><title>Berg meets Petrov</title><meta property="og:site_name" content="Fjord Post"></head>'
    f"<body><article><h1>Berg meets Petrov</h1><p>{words}</p><p>{words.replace('Monday', 'Tuesday')}</p></article></body></html>"
)
told = json.loads(trafilatura.extract(page, output_format="json", with_metadata=True, url="https://fjord.example/berg"))
for name in ("source", "source-hostname", "hostname"):
    print(f"{name:15}", told[name])
assert told["source"] == "https://fjord.example/berg" and told["source-hostname"] == "Fjord Post", "it changed"
assert told["hostname"] == "fjord.example" and "url" not in told and "sitename" not in told, "it changed"
P
