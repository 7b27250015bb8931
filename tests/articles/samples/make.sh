#!/bin/bash
# Makes the samples anew from page.html, in this folder, with the tools named in README.md: needs chromium, chromedriver, node, npm and python3.
set -eu
cd "$(dirname "$0")"
folder=$(mktemp -d); trap 'kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
python3 -m http.server -b 127.0.0.1 8913 >/dev/null 2>&1 & server=$!
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check -U pip
for tools in "selenium==4.45.0 warcio==1.8.1 wacz==0.6.0" trafilatura==2.3.1 newspaper4k==0.9.6 news-please==1.6.16 goose3==3.1.22; do
    # shellcheck disable=SC2086
    "$folder/env/bin/pip" install -q --disable-pip-version-check $tools
done
(cd "$folder" && npm init -y >/dev/null && npm install -s single-file-cli@2.0.83 @mozilla/readability@0.6.0 jsdom)

chromium --headless --no-sandbox --no-pdf-header-footer --print-to-pdf=chromium.pdf "file://$PWD/page.html" 2>/dev/null
single() { (cd "$folder" && npx single-file http://127.0.0.1:8913/page.html "$OLDPWD/$1" --browser-executable-path="$(command -v chromium)" --browser-args='["--no-sandbox"]' "${@:2}"); }
rm -f singlefile*.html  # it writes "(2)" beside what is there
single singlefile.html
single singlefile-packed.html --compress-content=true
cat > "$folder/read.mjs" <<'J'
import {Readability} from "@mozilla/readability"; import {JSDOM} from "jsdom"; import fs from "fs";
const page = new JSDOM(fs.readFileSync(process.argv[2], "utf8"), {url: "https://fjord.example/berg"});
fs.writeFileSync(process.argv[3], JSON.stringify(new Readability(page.window.document).parse()));
J
(cd "$folder" && node read.mjs "$OLDPWD/page.html" "$OLDPWD/readability.json")
"$folder/env/bin/python" - <<'P'
import io
import json
from pathlib import Path

from goose3 import Goose
from newspaper import article
from newsplease import NewsPlease
from selenium import webdriver
from trafilatura import extract
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

options = webdriver.ChromeOptions()
for one in ("--headless=new", "--no-sandbox"):
    options.add_argument(one)
browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
browser.get("http://127.0.0.1:8913/page.html")
saved = browser.execute_cdp_cmd("Page.captureSnapshot", {"format": "mhtml"})["data"]
Path("chromium.mhtml").write_bytes(saved.encode())
browser.quit()

page, address = Path("page.html").read_text(), "https://fjord.example/berg"
written = {
    "trafilatura": json.loads(extract(page, output_format="json", with_metadata=True, url=address)),
    "newspaper4k": json.loads(article(address, input_html=page).to_json(as_string=True)),
    "news-please": NewsPlease.from_html(page, url=address).get_serializable_dict(),
    "goose3": Goose().extract(raw_html=page).infos,
}
for name, told in written.items():
    Path(f"{name}.json").write_text(json.dumps(told, default=str))
for name, form in (("trafilatura.xml", "xml"), ("trafilatura.tei.xml", "xmltei"), ("trafilatura.md", "markdown")):
    Path(name).write_text(extract(page, output_format=form, with_metadata=True, url=address) + "\n")
with open("archive.warc.gz", "wb") as file:
    archive = WARCWriter(file, gzip=True)
    archive.write_record(archive.create_warcinfo_record("archive.warc.gz", {"software": "warcio"}))
    heads = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    when = {"WARC-Date": "2026-03-05T09:00:00Z"}
    archive.write_record(
        archive.create_warc_record(address, "response", payload=io.BytesIO(page.encode()), http_headers=heads, warc_headers_dict=when)
    )
P
rm -f archive.wacz; "$folder/env/bin/wacz" create -o archive.wacz archive.warc.gz
