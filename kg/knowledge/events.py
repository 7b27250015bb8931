"""What words tell events, of which type: readers of the event lexicon and of what WordNet says of nouns and verbs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kg.knowledge.conditions import Condition
from kg.knowledge.own_types import active

DATA = Path(__file__).parent / "data"
_DOUBLES = re.compile(r"(?<![aeiou])[aeiou][^aeiouwxy]$")
"""Of verbs that double their last consonant before -ed and -ing."""


def rows(name: str) -> Iterator[list[str]]:
    """The fields of each line of ``data/<name>`` that is no remark."""
    for line in (DATA / name).read_text("utf8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@dataclass(frozen=True, slots=True)
class EventType:
    """A concept of the scheme: its broader concepts (none of a top concept) and definition."""

    name: str
    broader: tuple[str, ...]
    definition: str


@functools.cache
def event_types() -> MappingProxyType[str, EventType]:
    """Name → event type, in the order of ``event_types.tsv``."""
    return MappingProxyType(
        {
            row[0]: EventType(row[0], tuple(row[1].split()) if row[1] != "-" else (), row[2])
            for row in rows("event_types.tsv")
        }
    )


@functools.cache
def top_types(name: str) -> tuple[str, ...]:
    """The top concepts above an event type, the first named first; the type itself where it is one."""
    known = event_types().get(name)
    if known is None:
        return ("Other",)
    if not known.broader:
        return (known.name,)
    found = [top for broader in known.broader for top in top_types(broader)]
    return tuple(dict.fromkeys(found))


@functools.cache
def _lexicon() -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], list[tuple[Condition, str]]]]:
    plain: dict[tuple[str, str], str] = {}
    senses: dict[tuple[str, str], list[tuple[Condition, str]]] = {}
    for name, pos, condition, lemmas in rows("event_lexicon.tsv"):
        for lemma in lemmas.split(","):
            key = (lemma.strip(), pos)
            if condition == "-":
                plain.setdefault(key, name)
            else:
                senses.setdefault(key, []).append((Condition.parse(condition), name))
    return plain, senses


def plain_type(lemma: str, pos: str) -> str | None:
    """The type of a word whatever stands beside it, or None; a user's own (:mod:`kg.knowledge.own_types`) comes first.

    Args:
        lemma: a verb may be "step down".
        pos: v, n or a.
    """
    return active().plain.get((lemma, pos)) or _lexicon()[0].get((lemma, pos))


def senses(lemma: str, pos: str) -> list[tuple[Condition, str]]:
    """The senses of a word that depend on what stands beside it, in the order in which they are to be tried; where a user has a
    type of their own for the word whatever stands beside it, theirs alone."""
    own = active()
    mine = own.senses.get((lemma, pos), [])
    return mine if (lemma, pos) in own.plain else [*mine, *_lexicon()[1].get((lemma, pos), [])]


@functools.cache
def _guessed() -> dict[tuple[str, str], str]:
    return {(lemma, pos): name for lemma, pos, name in rows("wordnet_types.tsv")}


def guessed_type(lemma: str, pos: str) -> str | None:
    """The type of a word that the lexicon does not hold, by those near it in WordNet, or None. ``pos``: v or n."""
    return _guessed().get((lemma, pos))


@functools.cache
def below(name: str, above: str) -> bool:
    """Whether an event type is ``above`` or stands below it."""
    known = event_types().get(name)
    return name == above or (known is not None and any(below(b, above) for b in known.broader))


@functools.cache
def _wordnet() -> tuple[dict[str, tuple[int, int, int]], dict[str, str], dict[str, str]]:
    nouns, derived, verbs = {}, {}, {}
    for row in rows("wordnet_events.tsv"):
        if row[1] == "v":
            verbs[row[0]] = row[2]
        else:
            nouns[row[0]] = (int(row[2][0]), int(row[2][1]), int(row[2][2]))
            if len(row) > 3:
                derived[row[0]] = row[3]
    return nouns, derived, verbs


def noun_shares(lemma: str) -> tuple[int, int, int]:
    """Tenths of a noun's senses that are happenings, that tell something, that are states (WordNet)."""
    return _wordnet()[0].get(lemma, (0, 0, 0))


def verb_of_noun(lemma: str) -> str | None:
    """The verb a noun is derived from ("announcement" → "announce"), or None."""
    return _wordnet()[1].get(lemma)


def verb_class(lemma: str) -> str | None:
    """What a verb is about (WordNet's lexicographer file: motion, stative, …), or None where it is no verb."""
    return _wordnet()[2].get(lemma)


@functools.cache
def verb_lemma(lemma: str, form: str) -> str:
    """The lemma of a verb's form, where the model cut it off ("stag" of "staged") or left too much ("wiretappe")."""
    if form in (lemma + "ed", lemma + "ing") and _DOUBLES.search(lemma) and verb_class(lemma + "e") is not None:
        return lemma + "e"  # of "stag" it would be "stagged"
    if verb_class(lemma) is None and lemma.endswith("e"):
        bare = lemma[:-1]
        for stem in (bare, bare[:-1] if bare[-1:] == bare[-2:-1] else bare):
            if verb_class(stem) is not None:
                return stem
    return lemma


@functools.cache
def words(name: str) -> frozenset[str]:
    """The list ``name`` of ``event_words.tsv`` (light verbs, nouns that name no event, …)."""
    return _word_lists().get(name, frozenset())


@functools.cache
def _word_lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, listed in rows("event_words.tsv"):
        found.setdefault(name, set()).update(word.strip() for word in listed.split(","))
    return {name: frozenset(values) for name, values in found.items()}


@functools.cache
def trigger_weights() -> MappingProxyType[str, float]:
    """Feature → weight of the model that tells triggers from other words (see kg.reading.events.events)."""
    return MappingProxyType({name: float(weight) for name, weight in rows("trigger_weights.tsv")})


@functools.cache
def happening_weights() -> MappingProxyType[str, float]:
    """Feature → weight of the model that tells how much a happening matters (see kg.reading.events.weights)."""
    return MappingProxyType({name: float(weight) for name, weight in rows("event_weights.tsv")})


@functools.cache
def title_weights() -> MappingProxyType[str, float]:
    """Feature → weight of the model that tells good titles from others (see kg.reading.events.titles)."""
    return MappingProxyType({name: float(weight) for name, weight in rows("title_weights.tsv")})
