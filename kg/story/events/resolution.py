"""Which tellings in which articles are of one event, brought up to date: only components that changed tellings reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import msgspec
import numpy as np

from kg.knowledge.background import rarity, stems
from kg.knowledge.events import verb_of_noun
from kg.reading.reading import EventClaim, Reading
from kg.story import local
from kg.story.articles.subjects import Subjects
from kg.story.blocks import Blocks
from kg.story.entities.places import containers
from kg.story.events import sameness, signatures
from kg.story.events.claims import Tellings
from kg.story.events.clusters import cluster
from kg.story.events.sentence_words import COMMON, words_said, words_told
from kg.story.events.signatures import Signature
from kg.story.events.summary import interval_of, type_of
from kg.story.index import Index
from kg.story.judgements import corrected, regroup
from kg.story.stored import Stored
from kg.story.story import Telling

LEAD = 3
"""Sentences, the headline among them, that tell what an article is about."""

AHEAD = frozenset(("Planned", "Proposed", "Possible"))
"""Statuses of what is told as yet to come."""

KEPT = 20_000
"""Signatures kept in memory."""

NEAR_KEPT = 2_000
"""Articles of which it is kept in memory what their events are looked for under."""

KINDRED = 0.6
"""How alike the words of two tellings must be, where they are not the same (tried .5 to .75)."""

SHARED = 2
"""Words that the sentences of two such tellings must have in common."""

NAMED = 12
"""Words kept of what an event's agents, and its recipients, are called."""

DENIED = frozenset(("Denied", "NotOccurred", "Cancelled"))
"""Statuses of what did not happen."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Signature).decode


@dataclass(frozen=True, slots=True)
class Sought:
    """What an article's event nodes are looked for under.

    Attributes:
        by_key: a word, or a kind and its day → the nodes; ``by_word``: a word of their sentences → the nodes.
        vectors: what WordNet says of the words of each node, those it knows none of left out.
    """

    by_key: Mapping[str, Sequence[int]]
    by_word: Mapping[str, Sequence[int]]
    vectors: Mapping[int, np.ndarray]


@dataclass(frozen=True, slots=True)
class _Node:
    """An event of one article.

    Attributes:
        name: what its IRI ends in.
        told: whether it stands in the story by itself; others do where another article tells them too.
    """

    number: int
    name: str
    told: bool
    claims: tuple[int, ...]


def nodes_of(reading: Reading, roots: Mapping[int, tuple[str, ...]]) -> list[_Node]:
    """The events of an article that may be those of another: all that are told, and of the rest those that words can join."""
    names = local.event_names(reading)
    groups: dict[int, list[int]] = {}
    for at, claim in enumerate(reading.events):
        if claim.event >= 0:  # others a person rejected
            groups.setdefault(claim.event, []).append(at)
    found = []
    for number, claims in groups.items():
        first = reading.events[claims[0]]
        if number in names:
            found.append(_Node(number, names[number], True, tuple(claims)))
        elif signatures.joinable((reading.events[c].event_type for c in claims), roots[number]):
            found.append(_Node(number, f"{first.trigger[0]}.0.{number}", False, tuple(claims)))
    return found


def roots_of(reading: Reading) -> dict[int, tuple[str, ...]]:
    """In-article event number → the verbs behind its triggers, sorted."""
    found: dict[int, set[str]] = {}
    for claim in reading.events:
        found.setdefault(claim.event, set()).add(verb_of_noun(claim.lemma) or claim.lemma)
    return {number: tuple(sorted(roots)) for number, roots in found.items()}


class EventResolver:
    """Keeps event nodes, edges and clusters.

    Args:
        index: the story's tables.
        tellings: claims, resolved.
        broader: event type → the type above it.
    """

    def __init__(self, index: Index, tellings: Tellings, broader: Mapping[str, str]) -> None:
        self.index, self.c, self.tellings, self.broader = index, index.c, tellings, dict(broader)
        self.subjects = Subjects(index)
        self.blocks = Blocks(index.c, "story_event_block", signatures.MANY)
        self._signatures: dict[int, Signature] = {}

    def withdraw(self, article: int, touched: set[int], gone: set[str]) -> None:
        """Take an article's events out."""
        for node, event in self.c.execute("SELECT id, event FROM story_event WHERE article = ?", (article,)).fetchall():
            touched |= set(self.index.neighbours("story_event_edge", node))
            self.c.execute("DELETE FROM story_event_edge WHERE a = ? OR b = ?", (node, node))
            touched |= self.blocks.withdraw(node)
            self._signatures.pop(node, None)
            gone |= {event} - {None}
        self.tellings.drop(article)
        self.c.execute("DELETE FROM story_event WHERE article = ?", (article,))
        self.subjects.withdraw(article)

    def resolve(
        self, dirty: set[int], touched: set[int], again: set[int], gone: set[str], beside: Iterable[int] = ()
    ) -> dict[str, list[int]]:
        """Join the events of dirty articles; ``dirty`` grows by the articles whose events bear another IRI now.

        Args:
            dirty: articles whose claims may be resolved otherwise than before; each was entered (:meth:`enter`).
            touched: event nodes to be joined again.
            again: event nodes to be told anew.
            gone: grows by the events that are no more.
            beside: articles that are near others than before.

        Returns:
            Event id → event nodes, for every event of several articles that must be told anew.
        """
        for (node,) in self.index.select("SELECT id FROM story_event WHERE article IN (?)", beside):
            touched.add(node)
        self._connect(touched)
        for number in sorted(dirty):
            touched |= self.index.judged_beside("story_event_edge", number)
        shared: dict[str, list[int]] = {}
        done: set[int] = set()
        for start in sorted(touched | again):
            if start not in done:
                component = self.index.component("story_event_edge", start)
                done |= component
                self._cluster(component, dirty, gone, shared)
        return shared

    def enter(self, number: int, touched: set[int]) -> set[int]:
        """Bring an article's nodes up to date; those that changed are ``touched``.

        Returns:
            The nodes that were there before.
        """
        c, stored = self.c, self.tellings.load(number)
        tellings, reading = self.tellings.of(number), stored.reading
        known = {
            n: (i, s)
            for i, n, s in c.execute("SELECT id, number, signature FROM story_event WHERE article = ?", (number,))
        }
        roots = roots_of(reading)
        before: set[int] = set()
        said: dict[int, list[Telling]] = {}
        found = {}
        for event in nodes_of(reading, roots):
            told = [tellings[i] for i in event.claims]
            found[event] = told, self._signature(stored, event, told, roots[event.number])
        _count_rivals(found)
        for event, (told, signature) in found.items():
            data = _encode(signature)
            if event.number not in known:
                begin = reading.events[event.claims[0]].trigger[0]
                node: int = c.execute(
                    "INSERT INTO story_event (article, number, begin, name, told, roots, signature) VALUES (?,?,?,?,?,?,?)",
                    (number, event.number, begin, event.name, event.told, "|".join(signatures.sought(signature)), data),
                ).lastrowid  # type: ignore[assignment]
            else:
                node, was = known[event.number]
                before.add(node)
                if was == data:
                    said[node] = told
                    continue
                touched |= set(self.index.neighbours("story_event_edge", node))
                c.execute(
                    "UPDATE story_event SET roots = ?, signature = ? WHERE id = ?",
                    ("|".join(signatures.sought(signature)), data, node),
                )
                self._signatures.pop(node, None)
            said[node] = told
            touched |= self.blocks.file(node, signatures.keys(signature))
            touched.add(node)
        self.tellings.keep(said)
        return before

    def _connect(self, touched: set[int]) -> None:
        """Draw the edges of touched nodes anew."""
        index, c = self.index, self.c
        by_article: dict[int, list[int]] = {}
        for article, node in index.select("SELECT article, id FROM story_event WHERE id IN (?)", set(touched)):
            by_article.setdefault(article, []).append(node)
        touched &= {n for nodes in by_article.values() for n in nodes}
        ends: set[int] = set()
        for node in sorted(touched):
            ends.update(index.neighbours("story_event_edge", node))
            c.execute("DELETE FROM story_event_edge WHERE a = ? OR b = ?", (node, node))
        sought = lru_cache(maxsize=NEAR_KEPT)(self._sought)
        for article in sorted(by_article):
            for node, other, alike in self.candidates(article, set(by_article[article]), touched, sought):
                found = sameness.compare(self._signatures[node], self._signatures[other], alike)
                if found:
                    x, y = min(node, other), max(node, other)
                    c.execute("INSERT OR REPLACE INTO story_event_edge VALUES (?, ?, ?, ?)", (x, y, *found))
        touched |= ends

    def candidates(
        self,
        article: int,
        own: set[int],
        touched: Collection[int] = (),
        sought: Callable[[int], Sought] | None = None,
    ) -> list[tuple[int, int, float]]:
        """Pairs of event nodes to be looked at: own, that of another article, and how alike the articles are; their signatures
        are at hand then.

        Args:
            article: whose nodes.
            own: those of its nodes that are asked about.
            touched: nodes that are all asked about: of two such the first article names the pair.
            sought: article → what its nodes are looked for under.
        """
        sought = sought or self._sought
        near, mine = self.subjects.near(article), sought(article)
        pairs = {(n, o, there) for there in near for n, o in on_one_subject(own, mine, sought(there))}
        pairs |= self._in_one_block(own)
        drawn = sorted((n, o, there) for n, o, there in pairs if there > article or o not in touched)
        self._need({n for node, other, _ in drawn for n in (node, other)})
        for there in sorted({there for _, _, there in drawn} - near.keys()):
            near[there] = self.subjects.alike(article, there)
        return [(node, other, near[there]) for node, other, there in drawn if there != article]

    def signature(self, node: int) -> Signature:
        """What identity of an event node looks at."""
        self._need({node})
        return self._signatures[node]

    def _sought(self, article: int) -> Sought:
        """The event nodes of an article, by what they are looked for under."""
        nodes = dict(self.c.execute("SELECT id, roots FROM story_event WHERE article = ?", (article,)))
        self._need(nodes)
        by_key: dict[str, list[int]] = {}
        by_word: dict[str, list[int]] = {}
        vectors = {}
        for node, roots in nodes.items():
            for root in filter(None, roots.split("|")):
                by_key.setdefault(root, []).append(node)
            signature = self._signatures[node]
            known = None if signature.speech else sameness.vectors(signature.roots)
            if known is not None:
                vectors[node] = known
                for word in signature.words:
                    by_word.setdefault(word, []).append(node)
        return Sought(by_key, by_word, vectors)

    def _in_one_block(self, own: set[int]) -> set[tuple[int, int, int]]:
        mates = self.blocks.mates(sorted(own))
        others = {other for found in mates.values() for other in found}
        where = dict(self.index.select("SELECT id, article FROM story_event WHERE id IN (?)", others))
        return {(node, other, where[other]) for node, found in mates.items() for other in found}

    def _need(self, nodes: Iterable[int]) -> None:
        """Have the signatures of nodes at hand."""
        if len(self._signatures) > KEPT:
            self._signatures.clear()
        missing = {n for n in nodes if n not in self._signatures}  # a set less the keys would walk all of them
        for node, data in self.index.select("SELECT id, signature FROM story_event WHERE id IN (?)", missing):
            self._signatures[node] = _decode(data)

    def _cluster(self, component: set[int], dirty: set[int], gone: set[str], together: dict[str, list[int]]) -> None:
        """Name the events of one component, and note what is different."""
        index, c = self.index, self.c
        rows = {
            i: (article, event, told, f"{key}-{name}", (published or "9999", key, f"{begin:09}", name), shared)
            for i, article, event, told, shared, published, key, begin, name in index.select(
                "SELECT e.id, e.article, e.event, e.told, e.shared, a.published, a.key, e.begin, e.name "
                "FROM story_event e JOIN story_article a ON a.id = e.article WHERE e.id IN (?)",
                component,
            )
        }
        groups = [list(rows)]
        if len(rows) > 1:
            self._need(rows)
            edges = set(index.select("SELECT a, b, score FROM story_event_edge WHERE a IN (?)", rows))
            order = {i: r[4] for i, r in rows.items()}
            groups = cluster({i: self._signatures[i] for i in rows}, edges, order)
            verdicts = index.verdicts("story_event_edge", rows)
            groups = regroup(groups, verdicts, order) if verdicts else groups
        for group in groups:
            alone = len(group) == 1
            identity = None if alone and not rows[group[0]][2] else rows[group[0]][3]
            # an event that several articles tell stands for itself, that of one stands with its article
            moved = [n for n in group if rows[n][1] != identity or bool(rows[n][5]) == alone]
            gone |= {rows[n][1] for n in moved if rows[n][1]}
            c.executemany(
                "UPDATE story_event SET event = ?, shared = ? WHERE id = ?", [(identity, not alone, n) for n in moved]
            )
            dirty |= {rows[n][0] for n in moved}
            if identity is None:
                continue
            c.executemany(
                "INSERT OR REPLACE INTO story_history VALUES (?, ?)",
                [(rows[n][1], identity) for n in moved if rows[n][1] and rows[n][1] != identity],
            )
            if alone:
                gone.add(identity)  # told with its article, no longer on its own
            else:
                together[identity] = group

    def _signature(self, stored: Stored, event: _Node, told: list[Telling], roots: tuple[str, ...]) -> Signature:
        told = list(corrected(told))

        def named(role: str) -> tuple[str, ...]:
            found = {f.entity for t in told for f in t.fillers if f.entity and f.role == role}
            return tuple(sorted(e for e in found if not local.is_nameless(e)))

        event_type, (first, last) = type_of(told, self.broader), interval_of(told)
        top = event_type
        while top in self.broader:
            top = self.broader[top]
        reading, text = stored.reading, stored.article.text
        claims = [reading.events[i] for i in event.claims]
        said = [c.speech for c in claims if c.speech is not None]
        lead = reading.sentences[:LEAD][-1][1] if reading.sentences else 0
        places = named("place")
        months = {time.label.lower() for t in told for time in t.times if signatures.month_of(time.label)}
        return Signature(
            event_type=event_type,
            top=top,
            roots=roots,
            agents=named("agent"),
            recipients=named("recipient"),
            participants=named("participant"),
            places=places,
            containers=tuple(sorted({c for p in places for c in containers(p)})),
            first=first,
            last=last,
            published=stored.article.published,
            ahead=all(t.status in AHEAD or (t.status == "Unknown" and t.tense == "Future") for t in told),
            speech=bool(said),
            lead=min(c.trigger[0] for c in claims) < lead,
            words=words_said(text, reading, said) if said else words_told(text, claims),
            month=min(months) if len(months) == 1 else None,
            own=any(z.basis != "FromContext" and (z.first, z.last) == (first, last) for t in told for z in t.times),
            denied=any(t.status in DENIED for t in told),
            who=_called(text, claims, "agent"),
            whom=_called(text, claims, "recipient"),
        )


def on_one_subject(own: set[int], mine: Sought, theirs: Sought) -> set[tuple[int, int]]:
    """Pairs of nodes to be looked at, in two articles on one subject: with the same word, or of one kind and day; or with words
    that are alike and sentences that have words in common.

    Args:
        own: the nodes of the first that count.
        mine, theirs: what the nodes of either are looked for under.
    """
    pairs = {
        (node, other)
        for key in mine.by_key.keys() & theirs.by_key.keys()
        for node in mine.by_key[key]
        if node in own
        for other in theirs.by_key[key]
    }
    shared: Counter[tuple[int, int]] = Counter(
        (node, other)
        for word in mine.by_word.keys() & theirs.by_word.keys()
        for node in mine.by_word[word]
        if node in own
        for other in theirs.by_word[word]
    )
    return pairs | {
        (node, other)
        for (node, other), n in shared.items()
        if n >= SHARED
        and (node, other) not in pairs
        and float((mine.vectors[node] @ theirs.vectors[other].T).max()) > KINDRED
    }


def _count_rivals(found: dict[_Node, tuple[list[Telling], Signature]]) -> None:
    """Note of each event of an article how many others bear one of its words, its type, its top concept."""
    roots = Counter(root for _, s in found.values() for root in s.roots)
    types, tops = Counter(s.event_type for _, s in found.values()), Counter(s.top for _, s in found.values())
    for event, (told, s) in found.items():
        rivals = max(roots[root] for root in s.roots) - 1
        found[event] = told, replace(s, rivals=rivals, kin=types[s.event_type] - 1, kin_top=tops[s.top] - 1)


def _called(text: str, claims: Sequence[EventClaim], role: str) -> tuple[str, ...]:
    """What the fillers of a role are called: stems, the rarest first."""
    spans = {a.span for c in claims for a in c.arguments if a.role == role and not a.context}
    words = {w for span in spans for w in stems(text[slice(*span)]) if len(w) > 1 and rarity(w) > COMMON}
    return tuple(sorted(words, key=lambda w: (-rarity(w), w))[:NAMED])
