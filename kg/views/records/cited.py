"""A sentence with the article it stands in, as plain values, and how several of them are put together for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz


@dataclass(frozen=True, slots=True)
class Source:
    """An article.

    Attributes:
        iri: of it.
        headline, publisher, date, url: as far as known.
        origin: IRI of the article or report that it shares with its copies; its own where it has none.
        beginning: its first words, as it is called where it has no headline.
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
        return self.headline or self.beginning or self.iri


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
        origin: IRI of the article or report that the article shares with its copies; "" for its own.
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
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Fold:
    """One sentence for an origin, with what else articles of that origin have of it.

    Attributes:
        first: the sentence that stands for all.
        more: the others, in their order.
    """

    first: Cited
    more: tuple[Cited, ...]

    @property
    def copies(self) -> str:
        """The other articles in words: "+7 copies", "+2 of the same origin" where they tell it otherwise."""
        others = {c.article for c in self.more} - {self.first.article}
        if not others:
            return ""
        copied = all(
            fuzz.token_set_ratio(c.sentence, self.first.sentence) >= COPIED for c in self.more if c.article in others
        )
        return f"+{len(others)} {'cop' + ('y' if len(others) == 1 else 'ies') if copied else 'of the same origin'}"

    @property
    def words(self) -> str:
        """All that is folded, in words."""
        here = sum(c.article == self.first.article for c in self.more)
        own = f"+{here} sentence{'s' * (here != 1)} of this article" if here else ""
        return ", ".join(filter(None, (self.copies, own)))


COPIED = 60
"""Similarity of sentences, of 100, from which the one is a copy of the other; below, it retells the same report."""


def folded(cited: Iterable[Cited], status: str | None = None) -> list[Fold]:
    """Sentences by origin, each origin with one: the first that agrees with ``status`` in the article's own voice, else the first
    that agrees, else the first.
    """
    by_origin: dict[str, list[Cited]] = {}
    for one in cited:
        by_origin.setdefault(one.origin or one.article, []).append(one)
    found = []
    for told in by_origin.values():
        best = min(range(len(told)), key=lambda at: (status is not None and told[at].status != status,
                                                     told[at].said_by is not None, at))  # fmt: skip
        found.append(Fold(told[best], tuple(c for at, c in enumerate(told) if at != best)))
    return found


def span(first: str | None, last: str | None) -> str:
    """An interval as people write it."""
    if not first:
        return ""
    return first if first == last else f"{first} – {last}"


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
