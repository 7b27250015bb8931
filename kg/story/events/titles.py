"""The title of an event: what the best of its tellings calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.knowledge.events import verb_class
from kg.knowledge.inflection import present
from kg.knowledge.word_sets import word_set
from kg.story.story import Filler, Telling

ACTORS = 3
"""Actors named where no telling has a title."""

BY_OTHERS = 0.2
"""How much better the title of what somebody says must be than that of what an article tells itself."""

TOLD_SO = 0.3
"""What it is worth that all origins tell it by the same word: a telling that stands alone may tell something beside it."""


def title_of(tellings: Sequence[Telling]) -> tuple[str, float]:
    """The best title that tellings give, and how likely a person understands it alone and finds it true: the article's own
    voice before what others say, in the word that most origins use, then the shortest; "" and 0 without one.

    Args:
        tellings: claims of one status; their order does not matter.
    """
    titled = [t for t in tellings if t.title]
    if not titled:
        return "", 0.0
    origins = {t.origin for t in tellings}
    told: dict[str, set[str]] = {}
    for t in tellings:
        told.setdefault(t.lemma, set()).add(t.origin)
    best = max(
        titled,
        key=lambda t: (
            round(t.title_score - BY_OTHERS * (not t.own_voice) + TOLD_SO * len(told[t.lemma]) / len(origins), 2),
            -len(t.title),
            t.published or "",
            t.title,
        ),
    )
    return best.title, best.title_score


def built(words: str, lemma: str, fillers: Iterable[Filler], name: Callable[[str], str]) -> str:
    """What stands for a title where no telling has one: who does it, the word, to whom, where.

    Args:
        words, lemma: of the trigger.
        fillers: of its roles, the weightiest first; who takes part comes in order of role, with no pronouns.
        name: entity id → label, "" where it has none.
    """
    listed = list(fillers)
    done_by = _named([f for role in ("agent", "participant") for f in listed if f.role == role], name)
    done_to = [n for n in _named([f for f in listed if f.role == "recipient"], name) if n not in done_by]
    places = [n for n in _named([f for f in listed if f.role == "place"], name) if n not in (*done_by, *done_to)]
    where = f" in {places[0]}" if places else ""
    told = words.lower() not in (lemma, f"{lemma}s", f"{lemma}es") and verb_class(lemma.partition(" ")[0]) is not None
    if done_by and told:
        whole = f"{_all(done_by)} {present(lemma, len(done_by) > 1)}{f' {_all(done_to)}' if done_to else ''}{where}"
    else:
        who = _all([*done_by, *done_to])
        whole = f"{words}{f' of {who}' if who else ''}{where}"
    return whole[:1].upper() + whole[1:]


def _all(names: Sequence[str]) -> str:
    """ "A, B and C"; no more than :data:`ACTORS`."""
    shown = names[:ACTORS]
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def _named(fillers: Iterable[Filler], name: Callable[[str], str]) -> list[str]:
    pronouns = word_set("pronoun person") | word_set("pronoun thing") | word_set("pronoun they")
    labels = dict.fromkeys(name(f.entity) for f in fillers if f.entity)
    return [label for label in labels if label and label.lower() not in pronouns]
