import plistlib
from pathlib import Path

import pytest

from kg.articles.sources import read_articles
from kg.errors import Code, KgError

PAGE = (Path(__file__).parent.parent / "samples" / "page.html").read_bytes()


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
@pytest.mark.parametrize("name", ["a.webarchive", "a"])
def test_a_page_that_safari_saved(tmp_path: Path, form: plistlib.PlistFormat, name: str) -> None:
    page = PAGE.replace(b'<link rel="canonical" href="https://fjord.example/berg">', b"")
    main = {
        "WebResourceData": page,
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://fjord.example/berg?x=1",
    }
    (tmp_path / name).write_bytes(plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=form))
    (article,) = read_articles([tmp_path / name])
    assert (article.headline, article.published, article.publisher) == ("Berg meets Petrov", "2026-03-04", "Fjord Post")
    assert article.url == "https://fjord.example/berg?x=1" and "Bærum" in article.text


@pytest.mark.parametrize("what", [{}, {"WebMainResource": {}}, {"WebMainResource": {"WebResourceData": "text"}}, [1]])
def test_what_is_none(tmp_path: Path, what: object) -> None:
    (tmp_path / "a.webarchive").write_bytes(plistlib.dumps(what, fmt=plistlib.FMT_BINARY))
    errors: list[KgError] = []
    assert list(read_articles([tmp_path / "a.webarchive"], on_error=errors.append)) == []
    assert [error.code for error in errors] == [Code.BAD_DOCUMENT]
    main = {"WebResourceData": b"x", "WebResourceMIMEType": "image/png"}
    (tmp_path / "b.webarchive").write_bytes(plistlib.dumps({"WebMainResource": main}))
    assert list(read_articles([tmp_path / "b.webarchive"], on_error=errors.append)) == []
    assert errors[-1].code is Code.NOTHING_IN_IT
