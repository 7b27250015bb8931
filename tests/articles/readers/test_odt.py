"""Texts of OpenDocument, written here as LibreOffice and pandoc write them."""

import io
import zipfile
from pathlib import Path

import pytest

from kg.articles.article import Article
from kg.articles.readers.odt import MIMETYPE
from kg.articles.sources import read_articles
from kg.errors import Code, KgError

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "meta")
)
WORDS = [
    "The harbour board of Fell bought a second crane on Wednesday, its chairwoman Mara Lund said after a meeting.",
    "“We will unload twice as many ships,” Lund told reporters in the town hall. Olav Fell called the decision late.",
]
NOTE = "<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
BODY = f"""<text:tracked-changes><text:changed-region><text:deletion><text:p>It was struck out.</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Harbour board buys second crane</text:h><text:p>17 April 2031</text:p>
<text:p>{WORDS[0].replace("Mara Lund", '<text:span>Mara<text:s/></text:span>Lund')}{NOTE}</text:p><text:soft-page-break/>
<table:table><table:table-row><table:table-cell><text:p>{WORDS[1]}</text:p></table:table-cell></table:table-row></table:table>"""


def odt(body: str = BODY, *, manifest: str = "<m/>", mimetype: bytes = MIMETYPE) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", mimetype)
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr("content.xml", f"<office:document {SPACES}><office:body>{body}</office:body></office:document>")
        about = '<dc:title xmlns:dc="urn:dc">Harbour board buys second crane</dc:title>'
        about += "<meta:initial-creator>Ida Berg</meta:initial-creator>"
        packed.writestr("meta.xml", f"<office:document {SPACES}><office:meta>{about}</office:meta></office:document>")
    return file.getvalue()


def read(path: Path) -> tuple[list[Article], list[KgError]]:
    errors: list[KgError] = []
    return list(read_articles([path], on_error=errors.append)), errors


@pytest.mark.parametrize("name", ["a.odt", "a.txt", "a"])
def test_headline_day_author_text_and_pages(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(odt())
    (article,), errors = read(tmp_path / name)
    assert errors == []
    assert (article.headline, article.published, article.author) == ("Harbour board buys second crane", "2031-04-17", "Ida Berg")
    assert article.text.split("\n\n") == ["Harbour board buys second crane", "17 April 2031", *WORDS]
    assert article.page_of(article.text.index("We will")) == 2


def test_what_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    for data, code in (
        (odt(manifest="<m><encryption-data/></m>"), Code.LOCKED),
        (odt()[:-200], Code.BAD_DOCUMENT),
        (odt(""), Code.NO_TEXT),
        (odt(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), Code.UNKNOWN_FORMAT),
    ):
        path.write_bytes(data)
        articles, (error,) = read(path)
        assert (articles, error.code) == ([], code)
