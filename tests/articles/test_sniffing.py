from pathlib import Path

import pytest

from kg.articles.sources import read_articles
from kg.errors import Code, KgError

OTHERS = {
    "subtitles.vtt": b"WEBVTT\n\n00:01.000 --> 00:04.000\nAnna Berg met Ivan Petrov.\n",
    "subtitles.srt": b"1\n00:00:01,000 --> 00:00:04,000\nAnna Berg met Ivan Petrov.\n",
    "calendar.ics": b"BEGIN:VCALENDAR\nSUMMARY:Anna Berg met Ivan Petrov.\nEND:VCALENDAR\n",
    "table.csv": b"name,place,day\nBerg,Geneva,Monday\nPetrov,Moscow,Tuesday\n",
    "sitemap.xml": b'<?xml version="1.0"?><urlset><url><loc>https://x.example/</loc></url></urlset>',
    "picture.png": b"\x89PNG\r\n\x1a\n\0\0",
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "paper.tex": b"\\documentclass{article}\n\\begin{document}Anna Berg met Ivan Petrov.\\end{document}",
    "book.epub": b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip",
    "page.ps": b"%!PS-Adobe-3.0\n(Anna Berg met Ivan Petrov.) show\n",
    "bookmarks.html": b"<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE><DL><DT><A HREF='x'>Berg met Petrov.</A></DL>",
    "refs.ris": b"TY  - NEWS\nTI  - Anna Berg met Ivan Petrov\nER  -\n",
}


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("suffix", ["", ".txt", ".html"])
def test_other_files_are_refused_once_whatever_their_name(name: str, suffix: str, tmp_path: Path) -> None:
    if name == "table.csv" and suffix:
        pytest.skip("lines with commas may be a text")
    (tmp_path / (name + suffix)).write_bytes(OTHERS[name])
    errors: list[KgError] = []
    assert list(read_articles([tmp_path / (name + suffix)], on_error=errors.append)) == []
    assert [error.code for error in errors] == [Code.UNKNOWN_FORMAT]


def test_in_folders_they_are_named_as_passed_over(tmp_path: Path) -> None:
    for name, data in OTHERS.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "a.txt").write_text("Anna Berg met Ivan Petrov.")
    errors: list[KgError] = []
    assert len(list(read_articles([tmp_path], on_error=errors.append))) == 1
    assert {error.code for error in errors} == {Code.PASSED_OVER}
    said = "\n".join(map(str, errors))
    assert all(Path(name).suffix in said or name in said for name in OTHERS)


TABLES = {
    ",": b"Title,Text,Date,Source,URL\nBerg meets Petrov,\"Anna Berg met Ivan Petrov, he said.\",2026-03-04,Fjord Post,https://fjord.example/1\n",
    "\t": b"title\tbody\tpublished\tpublisher\tlink\nBerg meets Petrov\tAnna Berg met Ivan Petrov, he said.\t2026-03-04\tFjord Post\thttps://fjord.example/1\n",
    ";": b"headline;content;pubDate;outlet;url\nBerg meets Petrov;Anna Berg met Ivan Petrov, he said.;2026-03-04;Fjord Post;https://fjord.example/1\n",
}  # fmt: skip


@pytest.mark.parametrize("sign", TABLES)
def test_tables_of_articles(sign: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TABLES[sign])
    (article,) = read_articles([tmp_path / "a.csv"])
    assert article.text == "Berg meets Petrov\n\nAnna Berg met Ivan Petrov, he said."
    assert (article.published, article.publisher, article.url) == (
        "2026-03-04",
        "Fjord Post",
        "https://fjord.example/1",
    )
    assert article.source.endswith("a.csv:1")


@pytest.mark.parametrize(
    "text",
    [
        "From Oslo to Geneva it is far.",
        "Date: 4 March 2026\nAnna Berg met Ivan Petrov.",
        "[Editor's note] Words.",
        "Subject: talks\n\nWords.",
    ],
)
def test_texts_stay_texts(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text)
    (article,) = read_articles([tmp_path / "a.txt"])
    assert article.text.endswith(text)
