"""Claims of one article about events, resolved: who its chains are, and what each claim tells.

What is told of each event node is kept in the story's tables, so that an event of many articles is told anew without their
readings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from kg.story import local
from kg.story.articles import citations
from kg.story.entities.places import country_entity
from kg.story.events.independent import CITED, is_cited
from kg.story.index import Index
from kg.story.judgements import Anchors, Judged, judge
from kg.story.stored import Stored
from kg.story.story import EventTime, Filler, Telling

COUNTRY_ROLES = frozenset({"agent", "recipient", "participant"})
"""Roles in which a capital or a nationality may stand for its country."""

KEPT = 256
"""Articles kept in memory, with their claims."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Telling]).decode


class Tellings:
    """Resolves claims; what :meth:`of` gives holds from when the entities of all articles are settled.

    Args:
        index: the story's tables.
        load: article number → the stored article.
        anchors: article key → what people judged of it.
    """

    def __init__(self, index: Index, load: Callable[[int], Stored], anchors: Anchors = lambda key: ()) -> None:
        self.index, self.c = index, index.c

        def judged(number: int) -> Judged:
            stored = load(number)
            return judge(stored, anchors(stored.key))

        self.load = lru_cache(maxsize=KEPT)(judged)
        self.of = lru_cache(maxsize=KEPT)(self._resolve)

    def entities(self, stored: Judged) -> dict[int, str]:
        """Chain → entity, those without a node of their own included."""
        found = self.index.entity_of_chains(stored.id)
        begins = local.first_begin(stored.reading)
        for entity in stored.entities:
            if entity.chain not in found:
                found[entity.chain] = f"{stored.key}-{begins[entity.chain]}"
        return found

    def keep(self, told: Mapping[int, Sequence[Telling]]) -> None:
        """Note what is told of event nodes."""
        self.c.executemany(
            "INSERT OR REPLACE INTO story_telling VALUES (?, ?, ?)",
            [(node, any(is_cited(t.origin) for t in claims), _encode(claims)) for node, claims in told.items()],
        )

    def drop(self, article: int) -> None:
        """Forget what an article tells of its event nodes, before these go."""
        self.c.execute("DELETE FROM story_telling WHERE node IN (SELECT id FROM story_event WHERE article = ?)", (article,))

    def of_event(self, node: int) -> list[Telling]:
        """The claims behind one event node."""
        found = self.c.execute("SELECT told FROM story_telling WHERE node = ?", (node,)).fetchone()
        if found:
            return _decode(found[0])
        # as in stores of former versions
        article, number = self.c.execute("SELECT article, number FROM story_event WHERE id = ?", (node,)).fetchone()
        claims = zip(self.load(article).reading.events, self.of(article), strict=True)
        told = [telling for claim, telling in claims if claim.event == number]
        self.keep({node: told})
        return told

    def citing(self, nodes: Iterable[int]) -> set[int]:
        """The articles that have what they tell of some of these event nodes from a medium."""
        query = (
            "SELECT DISTINCT e.article FROM story_event e LEFT JOIN story_telling t ON t.node = e.id "
            "WHERE e.id IN (?) AND coalesce(t.cited, 1)"
        )
        return {article for (article,) in self.index.select(query, nodes)}

    def _resolve(self, number: int) -> tuple[Telling, ...]:
        """All claims of one article about events, in order of ``Reading.events``."""
        stored = self.load(number)
        reading, article = stored.reading, stored.article
        entity_of = self.entities(stored)
        origin, report = self.c.execute(
            "SELECT coalesce(s.source, a.origin), s.report FROM story_article a LEFT JOIN story_source s ON s.article = a.id "
            "WHERE a.id = ?",
            (number,),
        ).fetchone()
        chain_of = [m.chain for m in reading.mentions]
        times = [
            EventTime(" ".join(article.text[slice(*t.span)].split()), t.value, t.first, t.last, t.basis, t.granularity)
            for t in reading.times
        ]
        corrections = self._corrections(stored)
        from_whom = self._origins(stored, entity_of, origin, report)
        tellings = []
        for at, claim in enumerate(reading.events):
            fillers: list[Filler] = []
            around: list[Filler] = []
            for argument in claim.arguments:
                if argument.role == "time" or argument.doubtful:
                    continue
                if argument.mention is not None and reading.mentions[argument.mention].doubtful:
                    continue  # "it", "which": nobody knows whom
                chain = chain_of[argument.mention] if argument.mention is not None else None
                members = reading.chains[chain].members if chain is not None else ()
                if members and argument.role in COUNTRY_ROLES:
                    fillers += [Filler(argument.role, entity=entity_of[m]) for m in members if m in entity_of]
                    continue
                entity = entity_of.get(chain) if chain is not None else None
                if argument.country and argument.role in COUNTRY_ROLES:
                    entity = country_entity(argument.country) or entity
                if entity:
                    (around if argument.context else fillers).append(Filler(argument.role, entity=entity))
                elif argument.role == "topic" and argument.topic:
                    fillers.append(Filler("topic", topic=argument.topic))
                elif argument.role == "quantity":
                    fillers.append(Filler("quantity", words=" ".join(article.text[slice(*argument.span)].split())))
            tellings.append(
                Telling(
                    article=stored.key,
                    claim=at,
                    published=article.published,
                    origin=from_whom[at],
                    event_type=claim.event_type,
                    lemma=claim.lemma,
                    words=local.words(article, claim),
                    status=claim.status,
                    certainty=claim.certainty,
                    tense=claim.tense,
                    own_voice=claim.quotation is None,
                    times=tuple(
                        replace(times[a.time], basis="FromContext") if a.context else times[a.time]
                        for a in claim.arguments
                        if a.time is not None and not a.doubtful
                    ),
                    fillers=tuple(dict.fromkeys(fillers)),
                    corrections=corrections.get(claim.event, ()),
                    weight=claim.weight,
                    title=claim.title,
                    title_score=claim.title_score,
                    context=tuple(dict.fromkeys(around)),
                )
            )
        return tuple(tellings)

    @staticmethod
    def _origins(stored: Judged, entity_of: dict[int, str], own: str, report: str | None) -> list[str]:
        """The origin of each claim: the medium that the article has it from, else the article's own.

        What an article tells in its own voice of an event that it has from a medium (in its headline, above all) is from there,
        and so is all that an article tells that retells that medium's report.
        """
        reading = stored.reading
        cited = citations.cited(reading, stored.article.publisher)
        medium = {number: entity_of.get(chain) for number, chain in cited.items()}
        rest = citations.rests_on(stored.article, reading) if report else None
        retold = entity_of.get(rest.chain) if rest and rest.chain is not None else None
        if retold and report and report.startswith("held "):
            medium = {number: who for number, who in medium.items() if who != retold}
        elif retold:
            own = f"{CITED}{retold}"
        found = []
        of_event: dict[int, str] = {}
        for claim in reading.events:
            quotation = claim.speech if claim.speech is not None else claim.quotation
            source = medium.get(quotation) if quotation is not None else None
            found.append(f"{CITED}{source}" if source else own)
            if source:
                of_event.setdefault(claim.event, found[-1])
        return [
            of_event.get(claim.event, at) if at == own else at for claim, at in zip(reading.events, found, strict=True)
        ]

    def _corrections(self, stored: Judged) -> dict[int, tuple[tuple[int, str, str], ...]]:
        """In-article event number → what people corrected of that event."""
        found: dict[int, tuple[tuple[int, str, str], ...]] = {}
        for mark in stored.marks:
            anchor, value = mark.anchor, mark.anchor.value
            if anchor.layer != "event" or anchor.kind not in ("status", "date", "place"):
                continue
            if anchor.kind == "place":
                value = self.index.place_judged(anchor.judgement) or ""
            if value:
                found[mark.number] = (*found.get(mark.number, ()), (anchor.ordinal, anchor.kind, value))
        return found
