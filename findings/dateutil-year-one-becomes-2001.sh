#!/bin/bash
# python-dateutil 2.9.0.post0 reads the year "0001" as 2001, also where it stands as four digits in a full RFC 822 date.
#
# Go's zero time, .NET's DateTime.MinValue and some systems behind feeds write "Mon, 01 Jan 0001 00:00:00 +0000" for "no date known".
# Whoever hands such a pubDate to dateutil gets a plausible day 2000 years later, without an error; a graph then holds an article of
# 1 January 2001. email.utils of the standard library does the same (years below 69 are taken for two digits of this century), and
# datetime.fromisoformat does not. The same for WordPress's "Mon, 30 Nov -0001": dateutil gives 30 November 2001.
#
# Output seen:
#   dateutil  Mon, 01 Jan 0001 00:00:00 +0000 -> 2001-01-01
#   dateutil  Mon, 30 Nov -0001 00:00:00 +0000 -> 2001-11-30
#   email     Mon, 01 Jan 0001 00:00:00 +0000 -> 2001-01-01
#   iso       0001-01-01T00:00:00 -> 0001-01-01
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check python-dateutil==2.9.0.post0
"$folder/env/bin/python" - <<'P'
from datetime import datetime
from email.utils import parsedate_to_datetime
from dateutil import parser
zero, minus = "Mon, 01 Jan 0001 00:00:00 +0000", "Mon, 30 Nov -0001 00:00:00 +0000"
seen = [
    ("dateutil", zero, parser.parse(zero).date().isoformat()),
    ("dateutil", minus, parser.parse(minus, ignoretz=True).date().isoformat()),
    ("email   ", zero, parsedate_to_datetime(zero).date().isoformat()),
    ("iso     ", "0001-01-01T00:00:00", datetime.fromisoformat("0001-01-01T00:00:00").date().isoformat()),
]
for tool, given, got in seen:
    print(tool, given, "->", got)
assert [got for _, _, got in seen] == ["2001-01-01", "2001-11-30", "2001-01-01", "0001-01-01"], "it changed"
P
