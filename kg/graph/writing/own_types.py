"""A user's own types as the store's ontology describes them: lines of N-Quads in ``kg:ontology``."""

from __future__ import annotations

from kg.graph import vocabulary as v
from kg.graph.writing.event_types import label
from kg.graph.writing.ntriples import literal
from kg.knowledge.own_types import OwnTypes

_END = f" <{v.ONTOLOGY}> ."
SCHEME = v.TYPE + "own"
"""The scheme of event types of the user's own; ``ontology/event-types.ttl`` describes it."""


def own_type_quads(types: OwnTypes) -> list[str]:
    """What the types are called, what they are, and what of ours they are below.

    Returns:
        Lines of N-Quads: event types as ``skos:Concept`` with ``skos:broader``, classes with ``rdfs:subClassOf``.
    """
    lines: list[str] = []

    def say(subject: str, *said: tuple[str, str]) -> None:
        lines.extend(f"<{subject}> <{predicate}> {term}{_END}" for predicate, term in said)

    for name, kind in types.events.items():
        iri = v.TYPE + name
        say(iri, (v.A, f"<{v.CONCEPT}>"), (v.PREF_LABEL, f"{literal(label(name))}@en"), (v.SKOS + "inScheme", f"<{SCHEME}>"))
        say(iri, (v.SKOS + "broader", f"<{v.TYPE}{kind.broader}>"))
        if kind.definition:
            say(iri, (v.SKOS + "definition", f"{literal(kind.definition)}@en"))
    for name, kind in types.classes.items():
        iri = v.TYPE + name
        say(iri, (v.A, f"<{v.RDFS}Class>"), (v.LABEL, f"{literal(label(name))}@en"))
        say(iri, (v.RDFS + "subClassOf", f"<{v.ENTITY_CLASS_IRIS[kind.broader]}>"))
        if kind.definition:
            say(iri, (v.RDFS + "comment", f"{literal(kind.definition)}@en"))
    return lines
