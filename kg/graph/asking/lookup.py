"""From a name, as a person writes it, to the entity that the store knows by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.knowledge.transliteration import fold

LEADS = 3
"""How many times as many articles the first candidate of a name must have as the second to be meant without a word."""

ALIKE = 70
"""Similarity, of 100, from which a name may be meant by another."""

LEAST = 66.0
"""The same once short names have been marked down; at 60 "Rusia" means "US"."""

_LABELS = f"""
SELECT ?entity ?label ?preferred ?n ?class ?mentions WHERE {{ GRAPH <{v.STORY}> {{
  {{ ?entity <{v.PREF_LABEL}> ?label . BIND(true AS ?preferred) }} UNION
  {{ ?entity <{v.ALT_LABEL}> ?label . BIND(false AS ?preferred) }}
  ?entity <{v.ARTICLE_COUNT}> ?n ; <{v.MENTION_COUNT}> ?mentions ; a ?class . }} }}
"""
_CLASS_OF = {iri: name for name, iri in v.ENTITY_CLASS_IRIS.items()}


@dataclass(frozen=True, slots=True)
class Known:
    """An entity that bears a name."""

    iri: str
    label: str
    preferred: bool
    articles: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody or something that may be meant by a name.

    Attributes:
        iri: of the entity.
        label: what it is called.
        entity_class: Person, Organization, Place, Group or Thing.
        articles, mentions: in how many articles it is named, and how often.
        name: of its names the one that is like what was asked for.
        score: how like, of 100.
    """

    iri: str
    label: str
    entity_class: str
    articles: int
    mentions: int
    name: str
    score: float

    def __str__(self) -> str:
        """ "Kirill Dmitriev (person, 14 articles)"; with the name that is like it where that is another one."""
        kind = "" if self.entity_class == "Thing" else f"{self.entity_class.lower()}, "
        also = "" if fold(self.name) in fold(self.label) else f', "{self.name}"'
        return f"{self.label} ({kind}{self.articles} article{'s' * (self.articles != 1)}{also})"


def _nearer(one: Suggestion, name: str) -> tuple[object, ...]:
    """Order of the names of one entity: the likest, in the script in which it was asked for, the preferred one."""
    return (-one.score, one.name.isascii() != name.isascii(), one.name != one.label, one.name)


class Names:
    """All names of a store's entities.

    Args:
        query: asks the store's graph, for solutions whose terms have a ``value``.
    """

    def __init__(self, query: Callable[[str], Any]) -> None:
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.label: dict[str, str] = {}
        self._about: dict[str, tuple[str, int, int]] = {}
        for row in query(_LABELS):
            label, kind = row["label"].value, _CLASS_OF.get(row["class"].value, "Thing")
            known = Known(row["entity"].value, label, row["preferred"].value == "true", int(row["n"].value))
            self.by_name[fold(label)].append(known)
            self._about[known.iri] = (kind, known.articles, int(row["mentions"].value))
            if known.preferred:
                self.label[known.iri] = known.label

    def find(self, name: str, kind: str | None = None) -> str:
        """The IRI of the entity called ``name``: preferred or other name, whatever the case and accents, or its IRI; where nobody
        is called just so, what has it as the first or last words of a name ("Lund" of "Mara Lund").

        Args:
            name: as a person writes it.
            kind: class that is meant where several of different classes bear the name ("Place").

        Raises:
            KgError: KG040 where nothing is called so (with what is called alike), KG041 where several are.
        """
        if name in self.label:
            return name
        wanted = fold(name)
        known = self.by_name.get(wanted) or self._part(wanted)
        known = [k for k in known if self._about[k.iri][0] == kind] or known
        found = sorted(known, key=lambda k: (not k.preferred, -k.articles, k.iri))
        if not found:
            raise KgError(Code.NO_ENTITY, name=name, hint=self._hint(name))
        best = max(found, key=lambda k: (k.articles, k.preferred, k.iri))
        others = [k for k in found if k.iri != best.iri]
        if any(k.articles * LEADS > best.articles for k in others) and not (
            best.preferred and not any(k.preferred for k in others)
        ):
            rivals = {k.iri: self._suggestion(k.iri, k.label, 100.0) for k in [best, *others]}
            choices = "; ".join(f"{rival} <{rival.iri}>" for rival in list(rivals.values())[:5])
            more = f"; and {len(rivals) - 5} more" if len(rivals) > 5 else ""
            raise KgError(Code.AMBIGUOUS_ENTITY, name=name, choices=choices + more)
        return best.iri

    def suggest(self, name: str, *, limit: int = 5) -> list[Suggestion]:
        """Who may be meant by a name, the likeliest first: by how like one of their names is to it, then by how often they are
        named.

        Args:
            name: as a person writes it: misspelt, cut short, in another order, with a title before it.
            limit: most suggestions.
        """
        wanted = fold(name).removeprefix("the ").strip()
        if not wanted:
            return []
        names = list(self.by_name)
        # words in another order, or a few of them (token_set); a slip in one of several words (WRatio, of parts of names);
        # a name broken off ("Loshk"), for which only the beginning of its words counts
        scored: dict[str, float] = {}
        for scorer, share in ((fuzz.WRatio, 1.0), (fuzz.token_set_ratio, 0.97)):
            for key, score, _ in process.extract(wanted, names, scorer=scorer, limit=10 * limit, score_cutoff=ALIKE):
                # a name of a few letters is part of many others
                short = min(1.0, 0.5 + min(len(key), len(wanted)) / (max(len(key), len(wanted)) + 4))
                scored[key] = max(scored.get(key, 0.0), score * share * short)
        for key in names:
            if len(wanted) >= 3 and any(word.startswith(wanted) for word in (key, *key.split())):
                scored[key] = max(scored.get(key, 0.0), 90.0)
        best: dict[str, Suggestion] = {}
        for key, score in scored.items():
            for known in self.by_name[key]:
                held, one = best.get(known.iri), self._suggestion(known.iri, known.label, round(score, 1))
                if score >= LEAST and (held is None or _nearer(one, name) < _nearer(held, name)):
                    best[known.iri] = one
        order = sorted(best.values(), key=lambda s: (-round(s.score / 4), -s.articles, -s.mentions, s.label, s.iri))
        return order[:limit]

    def _suggestion(self, iri: str, name: str, score: float) -> Suggestion:
        kind, articles, mentions = self._about[iri]
        return Suggestion(iri, self.label.get(iri, name), kind, articles, mentions, name, score)

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
        close = self.suggest(name, limit=3)
        return f"; did you mean {' or '.join(map(str, close))}" if close else ""
