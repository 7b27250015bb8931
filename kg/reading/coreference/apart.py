"""What bears one name in an article and is not one: a region and its chief town, two towns, two persons of other ages."""

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


def persons_apart(words: list[str], named: Sequence[tuple[int, DocMention]]) -> dict[int, Apart]:
    """Persons of one name whom the text tells apart by their ages ("Ivan Petrov, 34", "Ivan Petrov, 61").

    Args:
        words: of the article.
        named: its named mentions with their numbers, in order.
    """
    by_name: dict[str, list[tuple[int, DocMention]]] = {}
    for index, mention in named:
        if mention.entity_class == "Person" and mention.end - mention.start > 1:
            by_name.setdefault(" ".join(words[mention.start : mention.end]), []).append((index, mention))
    found: dict[int, Apart] = {}
    for name, mentions in by_name.items():
        ages = {i: age for i, m in mentions if (age := _age(words, m.end))}
        if len(set(ages.values())) > 1:
            last = ages[min(ages)]
            for index, _ in mentions:
                last = ages.get(index, last)
                found[index] = Apart(last, name)
    return found


def _age(words: list[str], end: int) -> str:
    """The age behind a name (", 34,"), or nothing."""
    told = words[end : end + 3]
    one = len(told) == 3 and told[0] == "," and told[1].isdigit() and len(told[1]) == 2 and told[2] in (",", ".")
    return told[1] if one else ""


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
