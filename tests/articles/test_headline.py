import pytest

from kg.articles.headline import find_headline, folded

PROSE = "The harbour board of Lindvik voted on Tuesday to rebuild the north pier, which a storm had broken."


def first(line: str, gap: str = "\n\n", prose: str = PROSE) -> str | None:
    text = line + gap + prose
    span = find_headline(text, [(0, len(line)), (len(line) + len(gap), len(text))])
    return text[slice(*span)] if span else None


@pytest.mark.parametrize("line", ["Pier to be rebuilt", "Lindvik: “No money for a pier”", "Will the pier stand?"])
def test_headlines(line: str) -> None:
    assert first(line) == line


@pytest.mark.parametrize(
    "line",
    [
        *("The pier is to be rebuilt.", "He said:", "LINDVIK, March 5 (AP) --", "pier and sea together", "Pier"),
        *("x " * 40, "Dear readers,"),
    ],
)
def test_first_lines_that_are_none(line: str) -> None:
    assert first(line) is None


def test_without_a_blank_line() -> None:
    assert first("Pier to be rebuilt", "\n") == "Pier to be rebuilt"
    wrapped = "The harbour board of Lindvik voted on\nTuesday that the pier which a storm had broken\nwould be rebuilt."
    ends = [i for i, c in enumerate(wrapped) if c == "\n"] + [len(wrapped)]
    begins = [0, *(end + 1 for end in ends[:-1])]
    assert find_headline(wrapped, list(zip(begins, ends, strict=True))) is None


def test_folded() -> None:
    assert folded("The “Pier”, now!") == folded("the pier now")
