"""A dossier: all sentences, each with a footnote to its article; Markdown in which text stays text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from kg.api import Story
from kg.errors import KgError
from kg.graph.asking.sparql import ask
from kg.views.records.dossier import Dossier
from kg.views.records.markdown import address, escape
from kg.views.records.show import show

from .. import stories

SENTENCE = "Mara Lindqvist met Tomáš Verhoeven in Tallinn at noon."


def asker(store: Any) -> Callable[..., Any]:
    return lambda text, **values: ask(store, text, values, trusted=True)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    query = asker(stories.small().store())
    return Dossier(show(query, stories.entity_iri("mara"), sentences=None), store="harbour")


def test_markdown(dossier: Dossier) -> None:
    lines = dossier.markdown.splitlines()
    assert lines[:3] == ["# Mara Lindqvist", "", "Person. 5 mentions in 3 articles of 2 independent origins."]
    assert "- Mara Lindqvist (2 articles)[^1][^2]" in lines
    label = "talks: Mara Lindqvist, Tomáš Verhoeven · Tallinn · 12 March 2031"
    assert f"- 12 Mar 2031: **{label}** (happened; 3 articles of 2 origins)" in lines
    assert f"  > {SENTENCE}[^1][^2]" in lines  # the wire report and its copy, once
    assert "  > Lindqvist and Verhoeven are to meet in Tallinn. (planned)[^3]" in lines
    assert "[^1]: Cobalt talks open, The Harbour Wire, 2031-03-13, <https://harbour.example/cobalt>" in lines
    assert "2. Cobalt talks open, agency says, North Gazette, 2031-03-14, of the same origin as 1" in lines
    assert lines[-1] == "From 3 articles of harbour, by kg."


def test_every_note_has_its_article(dossier: Dossier) -> None:
    used = set(re.findall(r"\[\^(\d+)\](?!:)", dossier.markdown))
    told = re.findall(r"^\[\^(\d+)\]:", dossier.markdown, re.M)
    assert used == set(told) == {"1", "2", "3"}
    assert len(told) == 3
    quotes = [line for line in dossier.markdown.splitlines() if line.startswith("  > ")]
    assert quotes and all(re.search(r"\[\^\d+\]$", line) for line in quotes)


def test_the_page_holds_the_same(dossier: Dossier) -> None:
    page = dossier.html
    assert "default-src 'none'" in html.unescape(page) and "@media print" in page
    plain = html.unescape(re.sub(r"<[^>]*>", "", page))
    quotes = [line[4:] for line in dossier.markdown.splitlines() if line.startswith("  > ")]
    for quote in quotes:
        assert re.sub(r"( \([^)]*\))?(\[\^\d+\])+$", "", quote) in plain
    assert not re.search(r"""(src|href)=["']?(https?:)?//(?!harbour\.example)""", page)


def test_it_is_saved_as_its_suffix_says(dossier: Dossier, tmp_path: Path) -> None:
    assert dossier.save(tmp_path / "m.html").read_text("utf8") == dossier.html
    assert dossier.save(tmp_path / "m.MD").read_text("utf8") == dossier.markdown
    with pytest.raises(KgError, match="KG042"):
        dossier.save(tmp_path / "m.pdf")
    with pytest.raises(KgError, match="KG045"):
        dossier.save(tmp_path / "none" / "m.md")
    assert "<h3>Mara Lindqvist" in dossier._repr_html_()


NASTY = [
    *stories.HOSTILE,
    *("1. one", "12) two", "- three", "+ four", "= five", "# six", "> seven", "    eight", "| a | b |", "a\n\n# nine"),
    *("*em* **st** `code`", "[x](javascript:alert(1))", "![i](https://evil.example/i.png)", "<https://evil.example>"),
    *(
        "[^1]: note",
        "[x]: https://evil.example",
        "&lt;b&gt; &amp; &#60;",
        "~~~ ten",
        "```",
        "---",
        "***",
        "===",
        "\\",
        "a\\",
    ),
    *("https://evil.example/x", "$x$", "a  \nb", "\u202eabc", "{.cls}"),
]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("frame", ["{}", "- {}", "  > {}", "**{}**", "# {}", "x {} y"])
def test_escaped_text_reads_as_itself(text: str, frame: str) -> None:
    made = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(frame.format(escape(text)))
    )
    tags = set(re.findall(r"<(\w+)", made))
    assert tags <= {"p", "ul", "li", "blockquote", "strong", "h1"}
    read = " ".join(html.unescape(re.sub(r"<[^>]*>", "", made)).split())
    wanted = " ".join(text.replace("\u202e", "\\u202e").split())
    if frame != "**{}**" or "<strong>" in made:
        assert read == " ".join(frame.strip("#*-> ").format(wanted).split())


def test_addresses() -> None:
    assert address("https://x.example/a b>c") == "<https://x.example/a%20b%3Ec>"
    assert address("javascript:alert(1)") == "javascript:alert(1)"
    assert address("urn:x") == "urn:x"
    assert address(None) == address("") == ""


def test_hostile_dossiers() -> None:
    query = asker(stories.hostile().store())
    for number in range(len(stories.HOSTILE)):
        made = Dossier(show(query, stories.entity_iri(f"h{number}"), sentences=None), store="<b>")
        rendered = MarkdownIt("commonmark", {"html": True}).render(made.markdown)
        assert set(re.findall(r"<(\w+)", rendered)) <= {
            "h1",
            "h2",
            "p",
            "ul",
            "ol",
            "li",
            "blockquote",
            "strong",
            "a",
            "hr",
        }
        assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', rendered))
        assert not re.search(r"<(script|img|svg|b)\b", made.html)


def test_from_a_store(small_store: Path) -> None:
    with Story(small_store) as story:
        made = story.dossier("Lund")
        assert "> Mara Lund, envoy of Brisk Oil, met Ode Fell in Oslo on 3 May.[^1][^2]" in made.markdown
        assert "of small, by kg." in made.markdown
        (told,) = [e for e in made.record.events if e.event_type == "Meet"]
        found = story.event(told.iri)
        assert found.label == told.label == story.event(told.label).label
        assert [s.label for s in found.slots if s.how == "place"] == ["Oslo"]
        assert "<h3" in found._repr_html_()
        with pytest.raises(KgError, match="KG040"):
            story.event("a wedding on the moon")
        with pytest.raises(KgError, match="KG040"):
            story.event("…")
