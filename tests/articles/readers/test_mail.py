import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from kg.articles.article import Article
from kg.articles.sources import read_articles
from kg.errors import Code, KgError

WORDS = "Anna Berg met Ivan Petrov in Geneva on Monday, two officials told the paper."


def message(*, html: bool = True, plain: bool = True, **headers: str) -> EmailMessage:
    made = EmailMessage()
    told = {
        "From": '"Fjord Post" <news@fjord.example>',
        "To": "reader@home.example",
        "Subject": "Berg meets Petrov",
        "Date": "Wed, 04 Mar 2026 23:30:00 -0500",
        "Message-ID": "<a1b2@fjord.example>",
    }
    for name, value in {**told, **{n.replace("_", "-"): v for n, v in headers.items()}}.items():
        made[name] = value
    if plain:
        made.set_content(f"{WORDS}\n\nRead more <https://fjord.example/x>\n\n-- \nFjord Media\n")
    if html:
        cell = f"<td><p>{WORDS}</p><p>So it is in Bærum.</p></td>"
        body = f"<html><body><style>p {{}}</style><table><tr>{cell}</tr></table></body></html>"
        made.add_alternative(body, subtype="html", cte="quoted-printable") if plain else made.set_content(
            body, subtype="html"
        )
    return made


def read(path: Path) -> tuple[list[Article], list[KgError]]:
    errors: list[KgError] = []
    return list(read_articles([path], on_error=errors.append)), errors


@pytest.mark.parametrize(("html", "plain"), [(True, True), (True, False), (False, True)])
@pytest.mark.parametrize("name", ["a.eml", "a.txt", "a"])
def test_a_newsletter(tmp_path: Path, html: bool, plain: bool, name: str) -> None:
    (tmp_path / name).write_bytes(message(html=html, plain=plain).as_bytes())
    (article,), errors = read(tmp_path / name)
    assert errors == []
    assert (article.headline, article.published, article.publisher) == ("Berg meets Petrov", "2026-03-04", "Fjord Post")
    assert article.url == "mid:a1b2@fjord.example"
    assert WORDS in article.text and ("Bærum" in article.text) is html
    assert "Fjord Media" not in article.text and "https" not in article.text


def test_lists_archives_and_odd_headers(tmp_path: Path) -> None:
    headers = {"List_Id": "The Fjord Brief <brief.fjord.example>", "Archived_At": "<https://fjord.example/brief/7>"}
    (tmp_path / "a.eml").write_bytes(message(Subject="Fwd: =?utf-8?q?B=C3=A6rum_talks?=", **headers).as_bytes())
    (article,), _ = read(tmp_path / "a.eml")
    assert (article.headline, article.publisher) == ("Bærum talks", "The Fjord Brief")
    assert article.url == "https://fjord.example/brief/7"


@pytest.mark.parametrize("given", ["a <", "<", '"', "=?utf-8?b?////?= <", "<a@", "(", ";"])
def test_headers_that_cannot_be_taken_apart_stand_as_they_are(tmp_path: Path, given: str) -> None:
    names = ("From", "To", "List-Id", "Content-Type", "Content-Disposition", "Subject", "Archived-At")
    (tmp_path / "a.eml").write_text("".join(f"{name}: {given}\n" for name in names) + f"\n{WORDS}\n")
    (article,), errors = read(tmp_path / "a.eml")
    assert WORDS in article.text
    assert all(error.code.is_note for error in errors)


@pytest.mark.parametrize("name", ["punycode", "rot13", "nonsense", "unicode_escape"])
def test_what_is_no_encoding_of_texts_is_not_used(tmp_path: Path, name: str) -> None:
    data = bytes(message(html=False)).replace(b'charset="utf-8"', f'charset="{name}"'.encode())
    assert name.encode() in data
    (tmp_path / "a.eml").write_bytes(data)
    (article,), _ = read(tmp_path / "a.eml")
    assert WORDS in article.text


def test_attachments_are_named_and_messages_within_are_read(tmp_path: Path) -> None:
    outer = message(Subject="See this", html=False)
    outer.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="talks.pdf")
    outer.add_attachment(message(Subject="Berg signs", html=False))
    (tmp_path / "a.eml").write_bytes(outer.as_bytes())
    articles, errors = read(tmp_path / "a.eml")
    assert [a.headline for a in articles] == ["See this", "Berg signs"]
    assert [e.code for e in errors] == [Code.PASSED_OVER] and "talks.pdf" in str(errors[0])


def test_a_box_of_messages(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "a.mbox")
    for number in (1, 2):
        one = message(Subject=f"Letter {number}", html=False)
        one.set_payload(f"{WORDS}\n\nFrom Oslo they went on, and the sun shone on all {number} of them.\n")
        box.add(one)
    empty = message(html=False)
    empty.set_payload("")
    box.add(empty)
    box.close()
    articles, errors = read(tmp_path / "a.mbox")
    assert [a.headline for a in articles] == ["Letter 1", "Letter 2"]
    assert articles[1].text.endswith("\n\nFrom Oslo they went on, and the sun shone on all 2 of them.")
    assert [e.code for e in errors] == [Code.NO_TEXT]
