"""What a story takes from people: ``story.same``, ``different``, ``rename``, ``retype``, ``reject``, ``correct``, ``undo``."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.articles.cleaning import one_line
from kg.articles.markup import seen
from kg.errors import Code, KgError, one_of
from kg.graph import vocabulary as v
from kg.reading.reading import STATUSES

if TYPE_CHECKING:
    from kg.analysis.doubts import Doubt
    from kg.analysis.sampling import Fact, Precision
    from kg.graph.asking.limited import LimitedGraph
    from kg.graph.asking.lookup import Names
    from kg.graph.asking.rows import Rows
    from kg.graph.asking.targets import Targets
    from kg.graph.asking.terms import Iri
    from kg.graph.store.store import Store
    from kg.graph.writing.judgements import Judgement, Target
    from kg.story.index import Join


SAMPLED = ("happening", "name", "quote", "position")


class Judging:
    """The part of a story that writes down, lists and takes back what people decide."""

    _store: Store

    @property
    def _graph(self) -> LimitedGraph:
        raise NotImplementedError

    @property
    def _names(self) -> Names:
        raise NotImplementedError

    def find(self, name: str, *, kind: str | None = None) -> Iri:
        raise NotImplementedError

    def refresh(self) -> None:
        raise NotImplementedError

    def _trusted(self, text: str, **values: Any) -> Rows:
        raise NotImplementedError

    @functools.cached_property
    def _targets(self) -> Targets:
        from kg.graph.asking.targets import Targets

        return Targets(self._graph, self._names, self._store.database, self._store.iris)

    def _judge(
        self,
        kind: str,
        left: Target,
        right: Target | None = None,
        *,
        value: str | None = None,
        reason: str | None,
        by: str | None,
    ) -> Judgement:
        with self._store.writing():
            judgement = self._store.judge(kind, left, right, value=value, reason=reason, by=by)
        self.refresh()
        return judgement

    def same(self, a: str, b: str, *, reason: str | None = None, by: str | None = None) -> Judgement:
        """Judge that two entities, or two events, are one.

        Args:
            a, b: names, labels of events, IRIs, or IRIs of single mentions.
            reason, by: why, and who says so.

        Raises:
            KgError: KG022, KG040, KG041, KG090.
        """
        return self._judge("same", *self._targets.pair(a, b), reason=reason, by=by)

    def different(self, a: str, b: str, *, reason: str | None = None, by: str | None = None) -> Judgement:
        """Judge that two mentions do not denote one entity, or two triggers not one event; as in :meth:`same`."""
        return self._judge("different", *self._targets.pair(a, b), reason=reason, by=by)

    def rename(self, name: str, label: str, *, reason: str | None = None, by: str | None = None) -> Judgement:
        """Give an entity another preferred name.

        Raises:
            KgError: KG022, KG037, KG040, KG041.
        """
        label = seen(one_line(label))
        if not label:
            raise KgError(Code.BAD_VALUE, value=label, parameter="the name", wanted="some words")
        return self._judge("rename", self._targets.entity(name), value=label, reason=reason, by=by)

    def retype(self, name: str, kind: str, *, reason: str | None = None, by: str | None = None) -> Judgement:
        """Give an entity another class.

        Args:
            name: any of its names.
            kind: Person, Organization, Place, Group or Thing.
            reason, by: why, and who says so.

        Raises:
            KgError: KG022, KG037, KG040, KG041.
        """
        one_of(kind, "the class", v.ENTITY_CLASS_IRIS)
        return self._judge("retype", self._targets.entity(name), value=kind, reason=reason, by=by)

    def reject(self, claim: str, *, reason: str | None = None, by: str | None = None) -> Judgement:
        """Judge that a claim is wrong: it stays in the evidence and counts for nothing in the story.

        Args:
            claim: its IRI.
            reason, by: why, and who says so.

        Raises:
            KgError: KG022, KG040.
        """
        return self._judge("reject", self._targets.claim(claim), reason=reason, by=by)

    def correct(
        self,
        event: str,
        *,
        date: str | None = None,
        place: str | None = None,
        status: str | None = None,
        reason: str | None = None,
        by: str | None = None,
    ) -> list[Judgement]:
        """Correct an event's date, place or status.

        Args:
            event: its label or IRI, or the IRI of one trigger.
            date: YYYY, YYYY-MM or YYYY-MM-DD, or two of them with a slash between.
            place: a name of the place.
            status: Occurred, Ongoing, Planned, Proposed, Possible, Denied, NotOccurred, Cancelled or Unknown.
            reason, by: why, and who says so.

        Returns:
            One judgement for each of the three that was given.

        Raises:
            KgError: KG022, KG037, KG040, KG041, KG044, KG090.
        """
        from kg.graph.writing.judgements import interval

        if status is not None:
            one_of(status, "the status", STATUSES)
        dated = interval(date) if date is not None else None
        target = self._targets.event(event)
        where = self._targets.entity(place) if place is not None else None
        if status is None and dated is None and where is None:
            raise KgError(Code.USAGE, why="Nothing to correct: give a date, a place or a status")
        found = []
        if status is not None:
            found.append(self._judge("status", target, value=status, reason=reason, by=by))
        if dated is not None:
            found.append(self._judge("date", target, value=dated, reason=reason, by=by))
        if where is not None:
            found.append(self._judge("place", target, where, reason=reason, by=by))
        return found

    def undo(self, judgement: str | None = None) -> Judgement:
        """Take a judgement back; it stays on record.

        Args:
            judgement: its id or the beginning of it; the last standing one by default.

        Raises:
            KgError: KG022, KG060.
        """
        with self._store.writing():
            undone = self._store.take_back(self._store.judgements.find(judgement))
        self.refresh()
        return undone

    def judgements(self) -> list[Judgement]:
        """What people decided, in order, what was taken back included."""
        return self._store.judgements.all()

    def why(self, name: str) -> list[Join]:
        """Why the names of an entity are held to be one: every join with its reason and score.

        Raises:
            KgError: KG040, KG041.
        """
        return self._store.index.joins(self._store.iris.local(self.find(name)))

    # ------------------------------------------------------------------ going through it

    def doubts(self, *, kinds: Iterable[str] = ("join", "apart", "class", "event")) -> list[Doubt]:
        """What is doubtful, the most doubtful first: names and tellings joined on little, look-alikes kept apart, classes in
        conflict, weighty happenings that one voice alone tells. :meth:`settle` writes down what you say of one.

        Args:
            kinds: join, apart, class, event.
        """
        from kg.analysis.doubts import doubts, of_index, settled

        iris, index = self._store.iris, self._store.index
        known = settled(self.judgements())
        return doubts(self._trusted, *of_index(index, iris), kinds=set(kinds), settled=known)

    def settle(self, doubt: Doubt, answer: str, *, by: str | None = None) -> Judgement:
        """Say what is right about a doubt; a judgement like any other, which :meth:`undo` takes back.

        Args:
            doubt: of :meth:`doubts`.
            answer: one of its ``answers``.
            by: who says so.

        Raises:
            KgError: KG022, KG037.
        """
        from kg.analysis.doubts import settle

        one_of(answer, "the answer", doubt.answers)
        made: Judgement = settle(self, doubt, answer, by=by)
        return made

    def sample(self, number: int = 50, *, kinds: Iterable[str] = SAMPLED, seed: int = 1) -> list[Fact]:
        """Facts at random, as many of each kind, for you to judge with :meth:`label`.

        Args:
            number: how many in all.
            kinds: happening, name, quote, position.
            seed: the same seed and story give the same facts.

        Raises:
            KgError: KG037.
        """
        from kg.analysis.sampling import KINDS, draw
        from kg.operations.labels import labels

        wanted = list(kinds)
        for kind in wanted:
            one_of(kind, "the kind", KINDS)
        judged = {(one["kind"], one["id"]) for one in labels(self._store)}
        return draw(self._trusted, wanted, number, seed, judged)

    def label(self, fact: Fact, verdict: str, *, by: str | None = None) -> None:
        """Say whether a fact is right or wrong; kept in the store, whatever is rebuilt.

        Raises:
            KgError: KG022, KG037.
        """
        from kg.operations.labels import label

        one_of(verdict, "the verdict", ("right", "wrong"))
        with self._store.writing():
            label(self._store, fact, verdict, by=by)

    def precision(self) -> list[Precision]:
        """How many of the judged facts are right, by kind and over all, with intervals at 95 %."""
        from kg.analysis.sampling import facts, precision
        from kg.operations.labels import labels

        given = labels(self._store)
        sizes = {kind: len(facts(self._trusted, kind)) for kind in {one["kind"] for one in given}}
        return precision(given, sizes)

    def gold(self) -> list[dict[str, Any]]:
        """The labels as lines of gold for ``kg evaluate``."""
        from kg.operations.labels import gold, labels

        return gold(self._store, labels(self._store))
