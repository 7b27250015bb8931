#!/bin/bash
# newspaper4k 0.9.6: a whole date in the address wins over what the page says of itself. Of a story that was first put up on 17 April and
# published on 18 April, `publish_date` is the 17th at midnight, without a zone, although JSON-LD and article:published_time agree on
# the 18th with hour and zone. Of an address with year and month alone it is the page's. So dates of one site are with and without a zone,
# by the form of its addresses, and comparing two of them raises TypeError.
#
# Output seen:
#   https://fjord.example/2031/04/17/berg 2031-04-17 00:00:00
#   https://fjord.example/2031/04/berg 2031-04-18 08:30:00+00:00
#   https://fjord.example/berg 2031-04-18 08:30:00+00:00
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check --upgrade pip
"$folder/env/bin/pip" install -q --disable-pip-version-check newspaper4k==0.9.6 lxml_html_clean
"$folder/env/bin/python" -W ignore - <<'P'
import newspaper
words = "Anna Berg, the foreign minister of Norway, met Ivan Petrov in Geneva on Monday, two officials told the paper."
moment = "2031-04-18T08:30:00Z"
page = (
    f'<html><head><title>Berg meets Petrov</title><meta property="article:published_time" content="{moment}">'
    f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Berg meets Petrov", "datePublished": "{moment}"}}'
    f"</script></head><body><article><h1>Berg meets Petrov</h1><p>{words}</p><p>{words}</p></article></body></html>"
)
seen = []
for path in ("2031/04/17/berg", "2031/04/berg", "berg"):
    address = f"https://fjord.example/{path}"
    found = newspaper.article(address, input_html=page).publish_date
    print(address, found)
    seen.append(str(found))
assert seen == ["2031-04-17 00:00:00", "2031-04-18 08:30:00+00:00", "2031-04-18 08:30:00+00:00"], "it changed"
P
