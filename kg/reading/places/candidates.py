"""Towns that were read as people or organisations."""

from __future__ import annotations

from kg.knowledge import gazetteer
from kg.knowledge.gazetteer import Place
from kg.knowledge.place_options import candidates, lies_within, places_beside
from kg.knowledge.publishers import Home
from kg.knowledge.word_sets import word_set
from kg.reading.text.annotations import Annotations, DocMention

TOWN = 400
"""Inhabitants from which what stands behind "in" is a town rather than what else its name may mean."""
DASHES = frozenset(("-", "–", "—", "--"))
LISTED = frozenset(("counties", "county", "cos", "parishes"))


def reclaim_towns(noted: Annotations, words: list[str], home: Home | None = None) -> None:
    """Makes places of names that were read as persons or organisations and that the text uses as towns: in a dateline, after
    the name of whoever lives there, before those who live or work there ("a Winona man"), behind "in" or "near", or within a
    region beside them; and of towns that the publisher is named after. What has a county in its name is no person."""
    by_chain: dict[int, list[DocMention]] = {}
    for mention in noted.mentions:
        by_chain.setdefault(mention.chain, []).append(mention)
    for number, mentions in by_chain.items():
        chain = noted.chains[number]
        if chain.entity_class == "Place" or chain.country_code or not chain.names or chain.titles:
            continue
        if len({gazetteer.name_key(n) for n in chain.names}) > 1 or any(m.kind != "Named" for m in mentions):
            continue
        options = [p for p in candidates(chain.names[0]) if p.exact]
        if chain.entity_class == "Person" and _county_in(chain.names[0]) and not options:
            chain.entity_class, chain.gender = "Organization", None
            for mention in mentions:
                mention.entity_class = "Organization"
        known = home is not None and any(p.cls == "city" for p in options) and home.named_after(chain.names[0])
        county = any(p.cls == "county" for p in options) and _county_in(chain.names[0])
        if options and (known or county or any(_as_town(words, m, options) for m in mentions)):
            chain.entity_class, chain.gender = "Place", None
            for mention in mentions:
                mention.entity_class = "Place"


def _county_in(name: str) -> bool:
    """Whether a name holds that of a county ("Lamar County Commissioners")."""
    words = name.split()
    return any(
        word in ("County", "Parish")
        and any(p.cls == "county" for p in gazetteer.lookup(" ".join(words[max(0, i - n) : i + 1])))
        for i, word in enumerate(words)
        for n in (1, 2)
        if i
    )


def _as_town(words: list[str], mention: DocMention, options: list[Place]) -> bool:
    start, end = mention.start, mention.end
    after = words[end] if end < len(words) else ""
    before = words[start - 1] if start else "\n"
    if after.lower() in word_set("locals"):
        return True
    if before.lower() in word_set("in towns") and after not in ("'s", "’s"):
        return any(p.population >= TOWN for p in options)
    if after in DASHES and (before.isspace() or before in ".!?") and words[start].isupper():
        return end + 1 < len(words) and words[end + 1][:1].isupper()
    if after in (",", "and", "or", "counties") and any(w in LISTED for w in words[end : end + 10]):
        return any(p.cls == "county" for p in gazetteer.lookup(" ".join(words[start:end]) + " County"))
    if before == "of" and start > 2 and after in (",", ".") and words[start - 2] == "," and words[start - 3].isdigit():
        return True  # "Ann Poe, 41, of Winona,"
    return any(
        lies_within(option, outer) for outer in places_beside(words, mention.start, mention.end) for option in options
    )
