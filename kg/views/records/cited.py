"""A sentence with the article it stands in, as plain values, and how several of them are put together for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """An article.

    Attributes:
        iri: of it.
        headline, publisher, date, url: as far as known.
        origin: IRI of the article or report that it shares with its copies; its own where it has none.
        beginning: first words of the text, where it has no headline.
    """

    iri: str
    headline: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    origin: str = ""
    beginning: str | None = None

    @property
    def title(self) -> str:
        """What people call it: its headline, else its first words, else its IRI."""
        return self.headline or (f"“{self.beginning} …”" if self.beginning else self.iri)


@dataclass(frozen=True, slots=True)
class Cited:
    """Something with the sentence it rests on and where that stands.

    Attributes:
        text: what is told, in short.
        sentence: the words, in one line.
        article: IRI.
        headline, date: of the article; ``title`` is what it is called where it has no headline.
        marks: (begin, end) in ``sentence`` of the words that tell it.
        status: what this place says of an event ("Planned").
        said_by, said_to: who says so, when it is not the article itself, and to whom.
        claim: IRI, where it is one.
    """

    text: str
    sentence: str
    article: str
    headline: str | None
    date: str | None
    title: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    status: str | None = None
    said_by: str | None = None
    said_to: str | None = None
    claim: str | None = None


def span(first: str | None, last: str | None) -> str:
    """An interval as people write it."""
    if not first:
        return ""
    return first if first == last else f"{first} – {last}"


def local(iri: str) -> str:
    """The last piece of an IRI."""
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]


def one_line(text: str) -> str:
    """Text without line ends and runs of blanks."""
    return " ".join(text.split())


def joined(cited: Iterable[Cited]) -> list[list[Cited]]:
    """Sentences that several articles have alike (a wire report and its copies) together, in the order of the first."""
    found: dict[tuple[str, str | None, str | None], list[Cited]] = {}
    for one in cited:
        found.setdefault((one.sentence, one.status, one.said_by), []).append(one)
    return list(found.values())


def numbers(sources: Sequence[Source]) -> dict[str, int]:
    """The number of each source in a list, by IRI, from 1."""
    return {source.iri: at for at, source in enumerate(sources, 1)}


def pieces(cited: Cited) -> list[tuple[str, bool]]:
    """A sentence in pieces, with whether each is marked."""
    found, at = [], 0
    for begin, end in cited.marks:
        found += [(cited.sentence[at:begin], False), (cited.sentence[begin:end], True)]
        at = end
    return [(words, marked) for words, marked in [*found, (cited.sentence[at:], False)] if words]
