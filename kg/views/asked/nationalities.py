"""Nationalities with their countries: "the Russians" and "Russian" count, and are drawn, with Russia.

In the graph a nationality stays an entity of its own, which lies in its country; whoever looks at a picture asks for both.
"""

from __future__ import annotations

from kg.graph import vocabulary as v
from kg.views.asked.rows import EntityRow


def with_countries(
    entities: dict[str, EntityRow], keep: str | None = None
) -> tuple[dict[str, EntityRow], dict[str, str]]:
    """Let nationalities be their countries.

    Args:
        entities: of a story, by IRI.
        keep: an entity that stays whatever it is.

    Returns:
        The entities without nationalities whose country is among them, and for each nationality left out its country. What names
        a country counts its mentions, and is named by as many articles and origins, at least, as its nationality.
    """
    home = {}
    for iri, row in entities.items():
        if row.entity_class != "Group" or iri == keep:
            continue
        around = [end for predicate, end in row.ties if predicate == v.CONTAINED_IN_PLACE and end in entities]
        if len(around) == 1 and _is_country(entities[around[0]], entities):
            home[iri] = around[0]
    for iri, country in sorted(home.items()):
        people, land = entities[iri], entities[country]
        land.mentions += people.mentions
        land.articles, land.origins = max(land.articles, people.articles), max(land.origins, people.origins)
        land.names = sorted({*land.names, people.label, *people.names} - {land.label})
    left = {iri: row for iri, row in entities.items() if iri not in home}
    for row in left.values():
        ends = {(predicate, home.get(end, end)) for predicate, end in row.ties}
        row.ties = sorted(tie for tie in ends if tie[1] != row.iri)
    return left, home


def _is_country(row: EntityRow, entities: dict[str, EntityRow]) -> bool:
    """Whether a place lies in no other place of the story, or in a state of which it is a country (Scotland)."""
    around = [end for predicate, end in row.ties if predicate == v.CONTAINED_IN_PLACE and end in entities]
    return row.entity_class == "Place" and all(
        not any(p == v.CONTAINED_IN_PLACE for p, _ in entities[end].ties) for end in around
    )
