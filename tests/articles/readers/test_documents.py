"""PDF, DOCX and RTF, and downloads of newspaper databases in them; made by reportlab and python-docx."""

import io
import textwrap
from pathlib import Path

import pytest
from docx import Document as Word
from docx.enum.text import WD_BREAK
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
)

from kg.articles.article import Article
from kg.articles.readers.databases import is_download
from kg.articles.sources import read_articles
from kg.errors import Code, KgError

PARAGRAPHS = [
    "Anna Berg, the foreign minister of Norway, met Ivan Petrov in Geneva on Monday, two officials told the paper.",
    "They talked for three hours about the sailors whom Russia has held since January, and about the ship.",
    "Petrov left for Moscow on Tuesday and will return in April, according to the Norwegian foreign ministry.",
]


def read(path: Path) -> tuple[list[Article], list[KgError]]:
    errors: list[KgError] = []
    return list(read_articles([path], on_error=errors.append)), errors


def pdf(pages: list[list[str]], *, title: str = "", head: str = "", password: str = "") -> bytes:
    file = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    story: list[Flowable] = []
    for page in pages:
        story += [part for words in page for part in (Paragraph(words, style), Spacer(1, 14))] + [PageBreak()]
    encrypted = {"encrypt": StandardEncryption(password)} if password else {}

    def running(canvas: Canvas, _: object) -> None:
        if head:
            canvas.drawString(72, 800, f"{head} - {canvas.getPageNumber()}")

    document = SimpleDocTemplate(file, title=title or None, **encrypted)
    document.build(story, onFirstPage=running, onLaterPages=running)
    return file.getvalue()


def test_pdf_with_pages(tmp_path: Path) -> None:
    pages = [["Berg meets Petrov", "By Tom Okafor", "4 March 2026", PARAGRAPHS[0]], PARAGRAPHS[1:2], PARAGRAPHS[2:]]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(pages, title="Berg meets Petrov - Fjord Post", head="Fjord Post"))
    (article,), errors = read(path)
    assert errors == []
    assert (article.headline, article.published, article.author) == ("Berg meets Petrov", "2026-03-04", "Tom Okafor")
    assert all(words in article.text for words in PARAGRAPHS) and "Fjord Post - 2" not in article.text
    assert [article.page_of(article.text.index(words)) for words in PARAGRAPHS] == [1, 2, 3]
    assert article.page_of(article.text.index("April")) == 3


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """The headline goes across; the right column ends above the left one, which is what leads the library astray."""
    file = io.BytesIO()
    style, (width, height) = getSampleStyleSheet()["Normal"], A4
    frames = [Frame(40, 40, width / 2 - 50, height - 140), Frame(width / 2 + 10, 40, width / 2 - 50, height - 140)]
    document = BaseDocTemplate(file, pagesize=A4)
    headed = lambda canvas, _: (canvas.setFont("Helvetica-Bold", 20), canvas.drawString(46, height - 70, "Berg meets Petrov"))  # noqa: E731
    document.addPageTemplates(PageTemplate(frames=frames, onPage=headed))
    words = [f"{n}. {PARAGRAPHS[n % 3]}" for n in range(1, 20)]
    document.build([part for one in words for part in (Paragraph(one, style), Spacer(1, 16))])
    (tmp_path / "a.pdf").write_bytes(file.getvalue())
    (article,), errors = read(tmp_path / "a.pdf")
    assert errors == []
    assert article.text.split("\n\n") == ["Berg meets Petrov", *words]


def test_a_paragraph_that_goes_on_on_the_next_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(
            [[PARAGRAPHS[0], "They talked for three hours"], ["about the sailors whom Russia has held.", PARAGRAPHS[2]]]
        )
    )
    (article,), _ = read(path)
    assert "They talked for three hours about the sailors whom Russia has held." in article.text
    assert article.page_of(article.text.index("about the sailors")) == 2


def test_lines_of_other_sizes_are_other_lines(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for size, at, words in ((20, 780, "Berg meets Petrov"), (10, 760, "By Tom Okafor"), (10, 747, "Published: 4 March 2026")):
        canvas.setFont("Times-Roman", size)
        canvas.drawString(60, at, words)
    at = 720
    for words in PARAGRAPHS:
        for line in textwrap.wrap(words, 48):
            canvas.drawString(60, at, line)
            at -= 12
        at -= 10
    canvas.save()
    (article,), _ = read(tmp_path / "a.pdf")
    assert (article.headline, article.published, article.author) == ("Berg meets Petrov", "2026-03-04", "Tom Okafor")
    assert all(words in article.text.split("\n\n") for words in PARAGRAPHS)


def test_scans_and_locked_files(tmp_path: Path) -> None:
    scan = Canvas(str(tmp_path / "scan.pdf"))
    for _ in range(2):
        scan.drawInlineImage(Image.new("L", (60, 80), 200), 0, 0, 500, 700)
        scan.showPage()
    scan.save()
    (tmp_path / "locked.pdf").write_bytes(pdf([PARAGRAPHS], password="secret"))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of the kind")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04word/document.xml and no more")
    codes = []
    for name in ("scan.pdf", "locked.pdf", "broken.pdf", "broken.docx"):
        articles, errors = read(tmp_path / name)
        assert articles == []
        codes += [error.code for error in errors]
    assert codes == [Code.SCANNED, Code.LOCKED, Code.BAD_DOCUMENT, Code.BAD_DOCUMENT]


def docx(paragraphs: list[str | None], *, title: str = "", table: tuple[str, ...] = ()) -> bytes:
    document = Word()
    document.core_properties.title = title
    document.core_properties.author = ""
    for words in paragraphs:
        if words is None:
            document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
        else:
            document.add_paragraph(words)
    if table:
        grid = document.add_table(1, len(table))
        for cell, words in zip(grid.rows[0].cells, table, strict=True):
            cell.text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_docx_with_pages_and_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    words = ["Berg meets Petrov", "Published: 4 March 2026", PARAGRAPHS[0], None, PARAGRAPHS[1]]
    path.write_bytes(
        docx(words, table=("Maria Lind was named finance minister.", "Kaare Dahl was named defence minister."))
    )
    (article,), errors = read(path)
    assert errors == [] and (article.headline, article.published) == ("Berg meets Petrov", "2026-03-04")
    assert article.text.endswith("Maria Lind was named finance minister.\n\nKaare Dahl was named defence minister.")
    assert [article.page_of(article.text.index(words)) for words in PARAGRAPHS[:2]] == [1, 2]


RTF = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}{\info{\title X}}{\header Fjord Post\par}\pard "
    rb"Berg meets Petrov\par By Tom Okafor\par\par "
    + PARAGRAPHS[0].encode()
    + rb"\par {\field{\*\fldinst HYPERLINK x}{\fldrslt They}} "
    rb"said \'93yes\'94 in B\'e6rum and \u321?\'f3d\u378? (\{x\}).\par}"
)


def test_rtf_in_a_code_page_that_there_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(RTF.replace(b"ansicpg1252", b"ansicpg1252999"))
    (article,), errors = read(tmp_path / "a.rtf")
    assert article.text and errors == []


def test_rtf(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(RTF)
    (article,), errors = read(tmp_path / "a.rtf")
    assert errors == [] and article.headline == "Berg meets Petrov"
    assert article.text.endswith("They said “yes” in Bærum and Łódź ({x}).") and PARAGRAPHS[0] in article.text
    assert "Fjord Post" not in article.text and "HYPERLINK" not in article.text


def nexis(number: int) -> list[str]:
    return [
        f"Berg meets Petrov, part {number}",
        "Fjord Post",
        f"March {number}, 2026 Wednesday",
        "Copyright 2026 Fjord Media All Rights Reserved",
        "Section: NEWS; Pg. 4",
        "Length: 52 words",
        "Byline: Tom Okafor",
        "Body",
        *PARAGRAPHS[:number],
        "Classification",
        "Language: ENGLISH",
        "Subject: FOREIGN MINISTERS (90%)",
        "Load-Date: March 9, 2026",
        "End of Document",
    ]


FACTIVA = """Berg meets Petrov, part {0}
By Tom Okafor
52 words
{0} March 2026
10:15 GMT
Fjord Post
FJORD
4
English
(c) 2026 Fjord Media. All Rights Reserved.

{1}

Document FJORD00020260304em340000{0}

"""

CODED = """HD  Berg meets Petrov, part {0}
BY  By Tom Okafor
WC  52 words
PD  {0} March 2026
SN  Fjord Post
SC  FJORD
LA  English
CY  (c) 2026 Fjord Media
LP
{2}
TD
{3}
NS  gdip : International Relations
AN  Document FJORD00020260304em340000{0}

"""

LEXIS = """                               {0} of 2 DOCUMENTS

                                   Fjord Post

                            March {0}, 2026 Wednesday

Berg meets Petrov, part {0}

BYLINE: Tom Okafor

SECTION: NEWS; Pg. 4

LENGTH: 52 words

{1}

LOAD-DATE: March 9, 2026

LANGUAGE: ENGLISH

                     Copyright 2026 Fjord Media
                             All Rights Reserved
"""


PROQUEST = """____________________________________________________________

Document {0} of 2

Berg meets Petrov, part {0}

Author: Tom Okafor

Publication info: Fjord Post ; Oslo [Oslo]. 0{0} Mar 2026: A4.

Full text: {1}

Subject: Talks

Publication title: Fjord Post

Publication date: Mar {0}, 2026

"""


def filled(shape: str) -> str:
    return "".join(
        shape.format(n, "\n\n".join(PARAGRAPHS[:n]), PARAGRAPHS[0], "\n\n".join(PARAGRAPHS[1:n])) for n in (1, 2)
    )


def as_rtf(text: str) -> bytes:
    return rb"{\rtf1\ansi " + text.replace("\n", "\\par\n").encode() + b"}"


def as_page(text: str) -> bytes:
    return ("<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n") if line) + "</body></html>").encode()


DOWNLOADS = {
    "nexis.docx": docx(nexis(1) + nexis(2)),
    "nexis.pdf": pdf([nexis(1), nexis(2)]),
    "nexis.rtf": as_rtf("\n".join(nexis(1) + nexis(2))),
    "lexis.txt": filled(LEXIS).encode(),
    "proquest.txt": filled(PROQUEST).encode(),
    "factiva.txt": filled(FACTIVA).encode(),
    "factiva.rtf": as_rtf(filled(FACTIVA)),
    "factiva.html": as_page(filled(FACTIVA)),
    "factiva-coded.txt": filled(CODED).encode(),
}


@pytest.mark.parametrize("name", DOWNLOADS)
def test_downloads_hold_many_articles(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(DOWNLOADS[name])
    articles, errors = read(tmp_path / name)
    assert errors == [] and len(articles) == 2
    for number, article in enumerate(articles, 1):
        assert article.headline == f"Berg meets Petrov, part {number}"
        assert (article.published, article.publisher, article.author) == (
            f"2026-03-0{number}",
            "Fjord Post",
            "Tom Okafor",
        )
        assert article.text.split("\n\n")[1:] == PARAGRAPHS[:number]
        assert article.source.endswith(f"{name}:{number}")
    if name == "nexis.pdf":
        assert [a.page_of(len(a.text) - 1) for a in articles] == [1, 2]


def test_words_of_these_lines_alone_are_no_download() -> None:
    assert not is_download("Body\n\nThe End of Document law.\n\n312 words\n\nDocument that.")
