"""From a name, as a person writes it, to the entity that the store knows by it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.knowledge.transliteration import fold

LEADS = 3
"""How many times as many articles the first candidate of a name must have as the second to be meant without a word."""

_LABELS = f"""
SELECT ?entity ?label ?preferred ?n WHERE {{ GRAPH <{v.STORY}> {{
  {{ ?entity <{v.PREF_LABEL}> ?label . BIND(true AS ?preferred) }} UNION
  {{ ?entity <{v.ALT_LABEL}> ?label . BIND(false AS ?preferred) }}
  ?entity <{v.ARTICLE_COUNT}> ?n . }} }}
"""


@dataclass(frozen=True, slots=True)
class Known:
    """An entity that bears a name."""

    iri: str
    label: str
    preferred: bool
    articles: int


class Names:
    """All names of a store's entities.

    Args:
        graph: the store's graph.
    """

    def __init__(self, graph: ox.Store) -> None:
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.label: dict[str, str] = {}
        for entity, label, preferred, n in graph.query(_LABELS):  # type: ignore[union-attr]
            known = Known(entity.value, label.value, preferred.value == "true", int(n.value))
            self.by_name[fold(label.value)].append(known)
            if known.preferred:
                self.label[known.iri] = known.label

    def find(self, name: str) -> str:
        """The IRI of the entity called ``name``: preferred or other name, whatever the case and accents, or its IRI; where nobody
        is called just so, what has it as the first or last words of a name ("Lund" of "Mara Lund").

        Raises:
            KgError: KG040 where nothing is called so (with what is called alike), KG041 where several are.
        """
        if name in self.label:
            return name
        wanted = fold(name)
        known = self.by_name.get(wanted) or self._part(wanted)
        found = sorted(known, key=lambda k: (not k.preferred, -k.articles, k.iri))
        if not found:
            raise KgError(Code.NO_ENTITY, name=name, hint=self._hint(name))
        best = max(found, key=lambda k: (k.articles, k.preferred, k.iri))
        others = [k for k in found if k.iri != best.iri]
        if any(k.articles * LEADS > best.articles for k in others) and not (
            best.preferred and not any(k.preferred for k in others)
        ):
            choices = ", ".join(
                f"{self.label.get(k.iri, k.label)} <{k.iri}>" for k in dict.fromkeys([best, *others][:5])
            )
            raise KgError(Code.AMBIGUOUS_ENTITY, name=name, choices=choices)
        return best.iri

    def _part(self, wanted: str) -> list[Known]:
        """Each entity of which ``wanted`` is the first or the last words of a name."""
        found: dict[str, Known] = {}
        for full, bearers in self.by_name.items():
            if wanted and (full.endswith(f" {wanted}") or full.startswith(f"{wanted} ")):
                for known in bearers:
                    if known.iri not in found or known.preferred:
                        found[known.iri] = known
        return list(found.values())

    def _hint(self, name: str) -> str:
        close = process.extract(fold(name), list(self.by_name), scorer=fuzz.WRatio, limit=3, score_cutoff=75)
        labels = dict.fromkeys(self.label.get(self.by_name[key][0].iri, key) for key, _, _ in close)
        return f"; did you mean {' or '.join(labels)}" if labels else ""
