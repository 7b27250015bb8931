"""From what a person names (a name, an IRI, a mention, a claim) to the words in an article that a judgement is anchored on."""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.graph.asking.limited import LimitedGraph
from kg.graph.asking.lookup import Names
from kg.graph.store.database import Database
from kg.graph.vocabulary import Iris
from kg.graph.writing.judgements import Target
from kg.knowledge.transliteration import fold

_MENTION = re.compile(r"(?:.*/)?article/([^/#]+)#char=(\d+),(\d+)")
_KINDS = ("Named", "Nominal", "Pronoun")
_STORY = ox.NamedNode(v.STORY)
_DENOTES = ox.NamedNode(v.DENOTES)
_ANCHOR_OF = ox.NamedNode(v.ANCHOR_OF)
_KIND = ox.NamedNode(v.MENTION_KIND)


class Targets:
    """Finds what judgements are anchored on.

    Args:
        graph: the store's graph.
        names: of its entities.
        database: where the texts are.
        iris: IRIs of data.
    """

    def __init__(self, graph: ox.Store | LimitedGraph, names: Names, database: Database, iris: Iris) -> None:
        self.graph: Any = graph  # its terms are of many classes; those asked for here have values
        self.names, self.database, self.iris = names, database, iris

    def entity(self, name: str) -> Target:
        """A mention of the entity called so: of those that bear the very name the first, else the first named one.

        Args:
            name: any of its names, its IRI, or the IRI of one mention ("…article/KEY#char=10,18").

        Raises:
            KgError: KG040, KG041.
        """
        mention = _MENTION.fullmatch(name)
        if mention:
            return self._mention(name, mention)
        iri = self.names.find(name)
        ranked = []
        for quad in self.graph.quads_for_pattern(None, _DENOTES, ox.NamedNode(iri), _STORY):
            found = _MENTION.fullmatch(quad.subject.value)
            if found:
                words = self._words(quad.subject)
                kind = self._kind(quad.subject)
                rank = (fold(words) != fold(name), kind, found[1], int(found[2]), int(found[3]))
                ranked.append((rank, words))
        if not ranked:
            raise KgError(Code.NO_ENTITY, name=name, hint=" by any article")
        (_, _, key, begin, end), words = min(ranked)
        return Target(key, (begin, end), words, self.names.label.get(iri, words))

    def event(self, name: str) -> Target:
        """A trigger of an event.

        Args:
            name: the event's IRI, its label, or the IRI of one trigger.

        Raises:
            KgError: KG040 where nothing is called so, KG041 where several events are.
        """
        mention = _MENTION.fullmatch(name)
        if mention:
            return self._mention(name, mention, layer="event")
        if "://" in name:
            nodes = [ox.NamedNode(name)]
        else:
            labelled = self.graph.quads_for_pattern(None, ox.NamedNode(v.LABEL), ox.Literal(name), _STORY)
            nodes = sorted((q.subject for q in labelled if "/event/" in q.subject.value), key=lambda n: n.value)
        if len(nodes) > 1:
            choices = ", ".join(f"<{n.value}>" for n in nodes[:5])
            raise KgError(Code.AMBIGUOUS_ENTITY, name=name, choices=choices)
        spans = [q.subject for n in nodes for q in self.graph.quads_for_pattern(None, _DENOTES, n, _STORY)]
        found = [(m[1], int(m[2]), int(m[3]), s) for s in spans if (m := _MENTION.fullmatch(s.value))]
        if not found:
            raise KgError(
                Code.NO_ENTITY, name=name, hint="; events are named by their labels or IRIs (`kg query events`)"
            )
        key, begin, end, span = min(found, key=lambda f: f[:3])
        label = next(iter(self.graph.quads_for_pattern(nodes[0], ox.NamedNode(v.LABEL), None, _STORY)), None)
        words = self._words(span)
        return Target(key, (begin, end), words, label.object.value if label else words, "event")

    def pair(self, left: str, right: str) -> tuple[Target, Target]:
        """Two entities, or two events, to be judged the same or different.

        Raises:
            KgError: KG040, KG041; KG090 where both are the same mention.
        """
        try:
            found = self.entity(left), self.entity(right)
        except KgError as error:
            if error.code is not Code.NO_ENTITY:
                raise
            try:
                found = self.event(left), self.event(right)
            except KgError:
                raise error from None
        if found[0].layer != found[1].layer:
            raise KgError(Code.USAGE, why=f"{left} and {right} are not of one kind: name two entities or two events")
        if (found[0].article, found[0].span) == (found[1].article, found[1].span):
            raise KgError(Code.USAGE, why=f"{left} and {right} are one mention: name two, by the IRIs of their spans")
        return found

    def claim(self, name: str) -> Target:
        """A claim by its IRI.

        Raises:
            KgError: KG040 where there is none.
        """
        node = ox.NamedNode(name) if "://" in name else ox.NamedNode(f"{self.iris.base}claim/{name}")
        start = f"{self.iris.base}claim/"
        evidence = next(iter(self.graph.quads_for_pattern(node, ox.NamedNode(v.EVIDENCE), None, None)), None)
        if evidence is None or not node.value.startswith(start):
            raise KgError(Code.NO_ENTITY, name=name, hint="; claims are named by their IRIs (`kg query claims-of`)")
        key, _, local = node.value[len(start) :].partition("/")
        found = _MENTION.fullmatch(evidence.object.value)
        assert found is not None
        words = self._words(evidence.object)
        return Target(key, (int(found[2]), int(found[3])), words, words, "claim", local)

    def _mention(self, name: str, found: re.Match[str], layer: str = "entity") -> Target:
        node = ox.NamedNode(self.iris.span(found[1], (int(found[2]), int(found[3]))))
        for quad in self.graph.quads_for_pattern(node, _DENOTES, None, _STORY):
            event = "/event/" in quad.object.value
            if layer == "event" and not event:
                continue
            words = self._words(node)
            label = self.names.label.get(quad.object.value, words)
            return Target(found[1], (int(found[2]), int(found[3])), words, label, "event" if event else "entity")
        raise KgError(Code.NO_ENTITY, name=name, hint=": no mention stands there")

    def _words(self, span: ox.NamedNode) -> str:
        found = next(iter(self.graph.quads_for_pattern(span, _ANCHOR_OF, None, None)), None)
        return found.object.value if found else ""

    def _kind(self, span: ox.NamedNode) -> int:
        kinds = {q.object.value.rpartition("#")[2] for q in self.graph.quads_for_pattern(span, _KIND, None, None)}
        return min((i for i, kind in enumerate(_KINDS) if kind in kinds), default=len(_KINDS))
