import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import phrases
from kg.articles.article import Article
from kg.articles.boilerplate import mark

PROSE = (
    "The harbour board of Lindvik voted on Tuesday to rebuild the north pier, which a storm had broken in January.",
    "Its chairwoman, Astrid Holm, said that the work would begin in May and cost about 12 million crowns.",
)


def masked(text: str, **fields: object) -> list[str]:
    article = mark(Article(text, **fields))  # type: ignore[arg-type]
    assert len(article.readable) == len(text)
    return [text[begin:end] for begin, end in article.boilerplate]


@pytest.mark.parametrize(
    "line",
    [
        "Menu",
        "  • Market Data",
        "Home | World | Sport",
        "\u00a0|\u00a0 Politics",
        "Share this article",
        "1.2k shares",
        "ADVERTISEMENT",
        "Harbour Shorts",
        "By Nils Berg",
        "By Nils Berg and Ida Moe, Lindvik Post",
        "BY NILS BERG",
        "Nils Berg, shipping correspondent",
        "Staff writer",
        "Additional reporting by Ida Moe",
        "Published: 5 March 2024",
        "Last updated at 10:22, 5 March 2024",
        "Photo: Lindvik Archive",
        "The pier after the storm. Photograph: Ida Moe/Post",
        "The pier after the storm (Pic: Lindvik archive)",
        "The pier. Source: A. Photographer, CC BY 2.0, via Wikimedia Commons",
        "Follow us on Twitter",
        "Sign up for our newsletter and never miss a ship!",
        "We use cookies to make this site better.",
        "Read more: Seven recipes for herring",
        "© 2024 Lindvik Post Ltd. All rights reserved.",
        "Be the first to comment",
        "Welcome to PierTimes",
        "3 min read",
    ],
)
def test_lines_that_are_no_article(line: str) -> None:
    for text in (f"{line}\n\n{PROSE[0]}\n\n{PROSE[1]}", f"{PROSE[0]}\n{PROSE[1]}\n{line}"):
        assert masked(text) == [line.strip()], text


@pytest.mark.parametrize(
    "line",
    [
        "LINDVIK, March 5 (Agency) —",
        "What the fishermen wanted",
        "Politics",
        "By Monday the pier was gone",
        "March 5, 2024",
        "By the sea, nobody waits for the board to decide.",
        "Share prices of harbour companies fell.",
        "Search parties found nobody.",
        "The board said: “We use what we have.”",
        "Source of the trouble: a weak foundation",
        "Menu prices rise in Lindvik",
        "1. The north pier",
    ],
)
def test_lines_of_the_article(line: str) -> None:
    assert masked(f"{PROSE[0]}\n\n{line}\n\n{PROSE[1]}") == []


def test_prose_is_never_a_byline_in_the_middle() -> None:
    assert masked(f"{PROSE[0]}\nBy Nils Berg\n{PROSE[1]}") == []


@pytest.mark.parametrize(
    ("stuck", "part"),
    [
        (PROSE[0] + "Menu", "Menu"),
        ("More Shorts" + PROSE[0], "More Shorts"),
        (PROSE[0] + "Subscribe to our newsletter, it is free!", "Subscribe to our newsletter, it is free!"),
        (PROSE[0] + "Herring prices climb as boats stay in", "Herring prices climb as boats stay in"),
        (PROSE[0] + " View Comments", "View Comments"),
        (PROSE[0] + " Ida J. Moe contributed to this report.", "Ida J. Moe contributed to this report."),
    ],
)
def test_what_sticks_to_a_sentence(stuck: str, part: str) -> None:
    assert masked(f"{stuck}\n{PROSE[1]}") == [part]


@pytest.mark.parametrize(
    "line",
    [
        "They stopped at St.Anna church and at the pier of the U.S.Navy yard",
        "The board meets on Tuesday.The chairwoman said so.",
        "They ordered it from Havn.Com and from nobody else",
    ],
)
def test_glued_sentences_stay(line: str) -> None:
    assert masked(f"{PROSE[0]}\n{line}\n{PROSE[1]}") == []


def test_a_page_with_everything() -> None:
    text = (
        "Menu\n\nSearch\n\n  |   Politics\n\nPier to be rebuilt in Lindvik\n\n"
        "Pier to be rebuilt in Lindvik. Source: A. B., CC BY 2.0, via Wikimedia Commons\n\n"
        f"By Nils Berg\nPublished: 5 March 2024\n\n{PROSE[0]}\n\n{PROSE[1]}\n\nShare\nWelcome to PierTimes\n\n"
        "Sign up for daily updates on the most important\nstories of the harbour."
    )
    article = mark(Article(text))
    assert article.headline == "Pier to be rebuilt in Lindvik"
    assert article.headline_span and text[slice(*article.headline_span)] == article.headline
    assert (article.published, article.author) == ("2024-03-05", "Nils Berg")
    assert article.readable.split() == f"{article.headline} {PROSE[0]} {PROSE[1]}".split()


def test_the_source_outranks_the_text() -> None:
    text = f"Pier rebuilt\n\nBy Nils Berg\nPublished: 5 March 2024\n\n{PROSE[0]}"
    told = Article(text, headline="Pier rebuilt", headline_span=(0, 12), published="2024-03-04", author="Ida Moe")
    article = mark(told)
    assert (article.published, article.author) == ("2024-03-04", "Ida Moe")


def test_updates_are_no_day_of_publication() -> None:
    assert mark(Article(f"Updated: 6 March 2024\n\n{PROSE[0]}")).published is None
    assert mark(Article(f"Pier to be rebuilt soon\n5 March 2024\n{PROSE[0]}")).published == "2024-03-05"


def test_a_headline_repeated() -> None:
    text = f"Pier to be rebuilt\n\nPIER TO BE REBUILT\n\n{PROSE[0]}"
    assert masked(text, headline="Pier to be rebuilt", headline_span=(0, 18)) == ["PIER TO BE REBUILT"]


def test_nothing_but_menus_is_left_alone() -> None:
    assert masked("Menu\nSearch") == []


def test_markdown() -> None:
    text = (
        f"# Pier to be **rebuilt**\n\n{PROSE[0]} See [the plan](https://x.example/p) now.\n\n![pier](p.png)\n\n"
        f"## Costs\n\n_{PROSE[1]}_\n"
    )
    article = mark(Article(text), markdown=True)
    assert article.readable.split() == f"Pier to be rebuilt {PROSE[0]} See the plan now. Costs {PROSE[1]}".split()
    assert article.headline and article.headline.startswith("Pier to be")


LINES = [*PROSE, "Menu", "By Nils Berg", "", "|", " • ", "Politics", "© 2024 X", "\r", "\u2028", "é\t"]


@given(st.lists(st.sampled_from(LINES)))
def test_offsets_are_true(parts: list[str]) -> None:
    text = "\n".join(parts)
    article = mark(Article(text), markdown=True)
    assert article.text == text
    assert len(article.readable) == len(text)
    at = 0
    for begin, end in article.boilerplate:
        assert at <= begin < end <= len(text)
        at = end
    assert all(a == b for a, b in zip(text, article.readable, strict=True) if not b.isspace())


@given(st.text(max_size=400), st.booleans())
def test_any_text(text: str, markdown: bool) -> None:
    article = mark(Article(text), markdown=markdown)
    assert len(article.readable) == len(text)
    if article.headline_span:
        assert text[slice(*article.headline_span)] == article.headline


def test_data_is_sorted_out() -> None:
    assert "menu" in phrases.menu() and "politics" in phrases.sections()
    assert not phrases.menu() & {"politics", "world"}
    assert all(pattern.shape.groups >= 0 for pattern in phrases.patterns())
