"""What role stands where, by type of event; verbs whose subject undergoes; capitals and nationalities."""

from __future__ import annotations

import functools

from kg.knowledge import gazetteer
from kg.knowledge.events import rows, top_types


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, listed in rows("event_role_words.tsv"):
        found.setdefault(name, set()).update(word.strip() for word in listed.split(","))
    return {name: frozenset(values) for name, values in found.items()}


def words(name: str) -> frozenset[str]:
    """The list ``name`` of ``event_role_words.tsv``."""
    return _lists().get(name, frozenset())


@functools.cache
def reciprocal(event_type: str) -> bool:
    """Whether the parties of such an event are equals: participants, not agent and victim."""
    return event_type in words("reciprocal types")


@functools.cache
def has_topic(event_type: str) -> bool:
    """Whether a noun before the event's noun is what it is about ("trade talks", "contract dispute")."""
    return event_type in words("topic types")


@functools.cache
def undergoes(lemma: str, event_type: str) -> bool:
    """Whether the subject of an active verb undergoes what it says ("died", "prices fell")."""
    return lemma in words("subject undergoes") or event_type in words("subject undergoes types")


@functools.cache
def possessor(event_type: str) -> str:
    """The role of a noun's possessor: "Russia's invasion" agent, "his arrest" recipient."""
    return "recipient" if event_type in words("possessor undergoes types") else "agent"


@functools.cache
def of_role(event_type: str) -> str:
    """The role of what stands after a noun and "of": "arrest of" recipient, "visit of" agent."""
    if reciprocal(event_type):
        return "participant"
    return "agent" if event_type in words("of agent types") else "recipient"


@functools.cache
def _prepositions() -> dict[tuple[str, str, str], str]:
    found: dict[tuple[str, str, str], str] = {}
    for types, prepositions, classes, role in rows("event_prepositions.tsv"):
        for name in types.split("|"):
            for preposition in prepositions.split("|"):
                for group in classes.split("|"):
                    found.setdefault((name, preposition, group), role)
    return found


@functools.cache
def role(event_type: str, preposition: str, entity_class: str | None) -> str | None:
    """The role of what stands after ``preposition`` beside an event of this type, or None.

    Args:
        entity_class: of the filler, lower case; None for no entity.
    """
    table = _prepositions()
    for name in (event_type, *top_types(event_type), "*"):
        for group in (entity_class or "none", "*"):
            found = table.get((name, preposition, group))
            if found is not None:
                return None if found == "-" else found
    return None


@functools.cache
def demonym(word: str) -> str | None:
    """ISO code of the country whose people or things are called so ("Russian"), or None."""
    return gazetteer.country_of_demonym(word)


@functools.cache
def capital_or_country(name: str) -> tuple[str | None, str]:
    """ISO code of the country of this name or with this capital (or None), and which of the two it is."""
    plain = name.removeprefix("the ").removeprefix("The ")
    country = gazetteer.country_named(plain)
    if country:
        return country.country_code, "country"
    return gazetteer.capital_country(plain), "capital"


@functools.cache
def country_acts(role: str, event_type: str) -> bool:
    """Whether who fills this role of such an event may be a state, so that a capital there stands for its country."""
    if role not in ("agent", "participant", "recipient"):
        return False
    listed = words("states undergo types" if role == "recipient" else "states act types")
    return event_type in listed or (
        bool(listed.intersection(top_types(event_type))) and event_type not in words("cities act types")
    )


def excluded(event_type: str, role: str, entity_class: str) -> bool:
    """Whether an event of a type cannot have somebody in a role: no place dies, nobody makes an earthquake.

    Args:
        event_type: of the event.
        role: agent, recipient or participant.
        entity_class: of who would have it.
    """
    if entity_class == "Place" and role != "agent":
        return event_type in words("befalls the living types")
    return role == "agent" and event_type in words("nature types")
