"""Places of one article that bear one name: a region and its chief town, two towns ("Paris, Texas", "Paris, France")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.knowledge.gazetteer import Place
from kg.knowledge.place_options import candidates, lies_within, places_beside
from kg.knowledge.region_kinds import kind_beside, told_apart
from kg.reading.text.annotations import DocMention


@dataclass(frozen=True, slots=True)
class Apart:
    """What keeps a place apart from others of its name.

    Attributes:
        key: the same for the same place.
        name: what to call it: with the kind, if that is what tells it ("Donetsk region").
    """

    key: str
    name: str


def places_apart(words: list[str], named: Sequence[tuple[int, DocMention]]) -> dict[int, Apart]:
    """Places that the text tells apart from others of their name.

    Args:
        words: of the article.
        named: its named mentions with their numbers, in order.

    Returns:
        Number of a mention → what keeps it apart; only of those that something does.
    """
    found: dict[int, Apart] = {}
    by_name: dict[str, list[tuple[int, DocMention]]] = {}
    for index, mention in named:
        if mention.entity_class != "Place":
            continue
        name = " ".join(words[mention.start : mention.end])
        kind = kind_beside(words, mention.start, mention.end)
        if kind and told_apart(name, kind):
            behind = words[mention.end] if words[mention.end].lower() == kind else kind
            found[index] = Apart("region", f"{name} {behind}")
        else:
            by_name.setdefault(name.lower(), []).append((index, mention))
    for mentions in by_name.values():
        if len(mentions) > 1:
            found |= _of_one_name(words, mentions)
    return found


def _of_one_name(words: list[str], mentions: Sequence[tuple[int, DocMention]]) -> dict[int, Apart]:
    """Mentions of one name by the region or country that the text names beside them, where it names several."""
    name = " ".join(words[mentions[0][1].start : mentions[0][1].end])
    options = candidates(name)
    beside: dict[int, Place] = {}
    for index, mention in mentions:
        outer = [o for o in places_beside(words, mention.start, mention.end) if any(lies_within(p, o) for p in options)]
        if outer:
            beside[index] = outer[0]
    wholes = list({p.id: p for p in beside.values()}.values())
    if len(wholes) < 2 or any(lies_within(a, b) or lies_within(b, a) for a in wholes for b in wholes if a is not b):
        return {}
    last = beside[min(beside)]
    found = {}
    for index, _ in mentions:
        last = beside.get(index, last)
        found[index] = Apart(last.id, name)
    return found
