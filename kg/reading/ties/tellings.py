"""Relations as they are told: their sentence, the fullest telling of each, the quotation that each stands in."""

from __future__ import annotations

from kg.reading.text.annotations import Annotations, DocRelation
from kg.reading.text.tokens import Tokens
from kg.reading.text.tree import TokenSpan


def sentence_around(t: Tokens, i: int) -> TokenSpan:
    """The sentence of token ``i``, without white space at its ends."""
    number = t.sentences[i]
    start = t.starts[number]
    end = t.starts[number + 1] if number + 1 < len(t.starts) else len(t.words)
    while start < end - 1 and t.space[start]:
        start += 1
    while end > start + 1 and t.space[end - 1]:
        end -= 1
    return start, end


def finished(found: list[DocRelation], noted: Annotations) -> list[DocRelation]:
    """One telling of each tie, in order of the text, with the quotation that it stands in."""

    def chain(number: int | None) -> tuple[str, int]:
        if number is None:
            return "none", -1
        m = noted.mentions[number]
        return ("chain", m.chain) if m.chain >= 0 else ("mention", number)

    best: dict[tuple[object, ...], DocRelation] = {}
    for x in found:
        key = (chain(x.subject), x.predicate, x.object_literal or chain(x.object_mention), x.former)
        keys = [key, (*key, chain(x.organization))]
        old = best.get(keys[1])
        if old is None or _weight(x) > _weight(old):
            best[keys[1]] = x
    kept = list(best.values())
    told = {(chain(x.subject), x.predicate, x.object_literal, x.former) for x in kept if x.organization is not None}
    kept = [
        x
        for x in kept
        if x.organization is not None
        or x.predicate != "schema:jobTitle"
        or (chain(x.subject), x.predicate, x.object_literal, x.former) not in told
    ]
    within: list[tuple[int, int, int]] = []
    for number, quotation in enumerate(noted.quotations):
        width = sum(end - start for start, end in quotation.content)
        within.extend((start, end, number) for start, end in quotation.content if width)
    widths = [sum(end - start for start, end in q.content) for q in noted.quotations]
    for x in kept:
        holding = [n for start, end, n in within if start <= x.object[0] < end]
        x.quotation = min(holding, key=lambda n: (widths[n], n)) if holding else None
    return sorted(kept, key=lambda x: (x.object, x.predicate, x.subject))


def _weight(x: DocRelation) -> tuple[bool, bool, bool]:
    return x.organization is not None, x.since is not None or x.until is not None, x.object_literal is not None
