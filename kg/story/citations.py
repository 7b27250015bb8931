"""Which claims an article has from another medium ("told the newspaper Izvestia", "NBC reports"): they are of that origin."""

from __future__ import annotations

from kg.knowledge.media import is_medium, plain
from kg.reading.reading import Reading


def media(reading: Reading, publisher: str | None) -> set[int]:
    """Chains that are media, other than the publisher itself."""
    own = plain(publisher) if publisher else ""
    return {
        number
        for number, chain in enumerate(reading.chains)
        if chain.names
        and chain.entity_class != "Person"
        and own not in {plain(name) for name in chain.names}
        and is_medium(chain.names, chain.titles)
    }


def cited(reading: Reading, publisher: str | None) -> dict[int, int]:
    """Quotation → the chain of the medium that its content was taken from.

    A medium that says something, or to which something is said; who speaks to a medium has said to it all that the
    article quotes of him without naming another hearer. What is said within a quotation is from where that is from.
    """
    known = media(reading, publisher)
    if not known:
        return {}
    chain_of = [m.chain for m in reading.mentions]

    def chain(mention: int | None) -> int | None:
        return chain_of[mention] if mention is not None else None

    told: dict[int, int] = {}
    for quotation in reading.quotations:
        speaker, hearer = chain(quotation.speaker_mention), chain(quotation.addressee_mention)
        if speaker is not None and hearer in known:
            told.setdefault(speaker, hearer)
    found: dict[int, int] = {}
    for number, quotation in enumerate(reading.quotations):
        speaker, hearer = chain(quotation.speaker_mention), chain(quotation.addressee_mention)
        if speaker in known:
            found[number] = speaker
        elif hearer in known:
            found[number] = hearer
        elif hearer is None and speaker in told:
            found[number] = told[speaker]
    outer = {e.speech: e.quotation for e in reading.events if e.speech is not None and e.quotation is not None}
    for number in range(len(reading.quotations)):
        at, seen = number, {number}
        while at not in found and at in outer and outer[at] not in seen:
            at = outer[at]
            seen.add(at)
        if at in found:
            found.setdefault(number, found[at])
    return found
