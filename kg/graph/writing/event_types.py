"""``ontology/event-types.ttl``, made of the list that the reading uses and of the codes of other schemes.

    python -m kg.graph.writing.event_types > ontology/event-types.ttl

A test holds the file against this module's output.
"""

from __future__ import annotations

import re
from importlib.resources import files

from kg.graph.vocabulary import TYPE
from kg.graph.writing.ntriples import literal
from kg.knowledge.events import event_types

SCHEME = TYPE + "scheme"
CODES = "https://kg.example/code/"
"""Codes of schemes that have no IRIs of their own get some here."""

CODE_SCHEMES = ("plover", "cameo", "ace")

_HEAD = """\
# Types of events (SKOS). Made by `python -m kg.graph.writing.event_types` of kg/knowledge/data/event_types.tsv and
# ontology/event-type-codes.tsv: change those, not this.
@prefix type: <https://kg.example/event-type/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix plover: <https://kg.example/code/plover/> .
@prefix cameo: <https://kg.example/code/cameo/> .
@prefix ace: <https://kg.example/code/ace/> .

type:scheme a skos:ConceptScheme ;
    skos:prefLabel "event types"@en ;
    skos:definition "What kinds of things happen in the news: PLOVER's political types, and types for the rest."@en .
type:own a skos:ConceptScheme ;
    skos:prefLabel "event types of one's own"@en ;
    skos:definition "Event types that a user adds to a store (kg build --types), each below one of ours."@en .
plover:scheme a skos:ConceptScheme ; skos:prefLabel "PLOVER: type, or type and mode"@en .
cameo:scheme a skos:ConceptScheme ; skos:prefLabel "CAMEO"@en .
ace:scheme a skos:ConceptScheme ; skos:prefLabel "ACE 2005 and ERE: type, or type and subtype"@en .
"""


def label(name: str) -> str:
    """The words of a type's name: "SignAgreement" is "sign agreement"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def codes() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Type → its codes in PLOVER, CAMEO and ACE/ERE."""
    found = {}
    for line in files("kg.ontology").joinpath("event-type-codes.tsv").read_text("utf8").splitlines():
        if line and not line.startswith("#"):
            name, *columns = line.split("\t")
            found[name] = tuple(tuple(c.split()) if c != "-" else () for c in columns)
    return found


def turtle() -> str:
    """The scheme as Turtle."""
    lines, matches, used = [_HEAD], codes(), set()
    for name, kind in event_types().items():
        said = [
            "a skos:Concept",
            f"skos:prefLabel {literal(label(name))}@en",
            f"skos:definition {literal(kind.definition)}@en",
            "skos:inScheme type:scheme",
        ]
        if kind.broader:
            said.append("skos:broader " + ", ".join(f"type:{b}" for b in kind.broader))
        else:
            said.append("skos:topConceptOf type:scheme")
        close = []
        for scheme, column in zip(CODE_SCHEMES, matches.get(name, ()), strict=False):
            for code in column:
                used.add((scheme, code))
                close.append(f"{scheme}:{_local(code)}")
        if close:
            said.append("skos:closeMatch " + ", ".join(close))
        lines.append(f"type:{name} " + " ;\n    ".join(said) + " .")
    tops = [f"type:{name}" for name, kind in event_types().items() if not kind.broader]
    lines.append("type:scheme skos:hasTopConcept " + ", ".join(tops) + " .\n")
    lines.extend(
        f"{scheme}:{_local(code)} a skos:Concept ; skos:inScheme {scheme}:scheme ; skos:notation {literal(code)} ."
        for scheme, code in sorted(used)
    )
    return "\n".join(lines) + "\n"


def _local(code: str) -> str:
    """A code as the local part of a prefixed name."""
    return code.replace("/", "-")


if __name__ == "__main__":
    print(turtle(), end="")
