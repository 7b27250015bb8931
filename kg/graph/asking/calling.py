"""What people call the nodes of a store: labels, names, headlines; an untitled article by its first words and its file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.graph.untitled import untitled_name

Files = Callable[[Collection[str]], Mapping[str, str]]
"""From keys of articles to the files that they came from."""

_NAMES = """SELECT ?n ?name ?text WHERE {{ VALUES ?n {{ {iris} }}
  {{ ?n skos:prefLabel|rdfs:label|schema:headline|schema:name ?name }} UNION
  {{ ?n nif:isString ?whole BIND(SUBSTR(?whole, 1, 200) AS ?text) FILTER NOT EXISTS {{ ?n schema:headline ?h }} }} UNION
  {{ ?n nif:anchorOf ?name }} }}"""
MANY = 2_000


@dataclass(frozen=True, slots=True)
class Naming:
    """What people call the nodes of one store.

    Args:
        query: asks the graph; terms have a ``value``.
        base: of the store's IRIs.
        files: of articles.
    """

    query: Callable[[str], Iterable[Any]]
    base: str
    files: Files | None = None

    def is_node(self, iri: str) -> bool:
        """Whether an IRI is of a node of the store."""
        return iri.startswith(self.base)

    def __call__(self, iris: Collection[str]) -> dict[str, str]:
        """Names of some nodes; those that have none are left out."""
        found: dict[str, set[str]] = {}
        begun: dict[str, str] = {}
        listed = sorted(iri for iri in iris if not set(iri) & set('<>"{}|\\^` '))
        for at in range(0, len(listed), MANY):
            block = " ".join(f"<{iri}>" for iri in listed[at : at + MANY])
            for row in self.query(_NAMES.format(iris=block)):
                if row["name"] is not None:
                    found.setdefault(row["n"].value, set()).add(" ".join(row["name"].value.split()))
                elif row["text"] is not None:
                    begun[row["n"].value] = row["text"].value
        names = {iri: min(sorted(them), key=len) for iri, them in found.items()}
        keys = {iri: iri.rpartition("/")[2] for iri in begun}
        sources = self.files(sorted(keys.values())) if self.files and keys else {}
        return names | {iri: untitled_name(text, sources.get(keys[iri])) for iri, text in begun.items()}
