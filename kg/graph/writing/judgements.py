"""What people decided, kept for good: a table of its own beside the articles, and the named graph kg:judgements."""

from __future__ import annotations

import calendar
import datetime
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.articles.cleaning import one_line
from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.graph.vocabulary import Iris, digest
from kg.graph.writing.claims import claim_iris
from kg.graph.writing.ntriples import boolean, date_time, literal
from kg.reading.reading import Reading
from kg.story.judgements import OF_EVENTS, PAIRED, Anchor

SCHEMA = """
CREATE TABLE IF NOT EXISTS judgement (
    ordinal INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, kind TEXT NOT NULL, layer TEXT NOT NULL,
    article TEXT NOT NULL, begin INTEGER NOT NULL, end INTEGER NOT NULL, words TEXT NOT NULL, name TEXT NOT NULL,
    right_article TEXT, right_begin INTEGER, right_end INTEGER, right_words TEXT, right_name TEXT,
    claim TEXT, value TEXT, reason TEXT, by TEXT, made TEXT NOT NULL, retracted TEXT);
CREATE INDEX IF NOT EXISTS judgement_article ON judgement (article);
CREATE INDEX IF NOT EXISTS judgement_right ON judgement (right_article) WHERE right_article IS NOT NULL;
"""

_END = f" <{v.JUDGEMENTS}> ."
_PROPERTY = {
    "rename": v.PREF_LABEL,
    "retype": v.A,
    "status": v.STATUS,
    "date": v.HAS_TIME,
    "place": v.HAS_PLACE,
}
"""What a correction of each kind is a correction of."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a judgement is anchored on.

    Attributes:
        article: key of the article.
        span: the mention, the trigger, or the words of the claim.
        words: as they stand there.
        name: what the story calls it now.
        layer: "entity", "event" or "claim".
        claim: local part of a claim's IRI, of a rejected claim alone.
    """

    article: str
    span: tuple[int, int]
    words: str
    name: str
    layer: str = "entity"
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision of a person.

    Attributes:
        id: local part of its IRI.
        ordinal: its number in order of making; the later outranks the earlier.
        kind: same, different, rename, retype, reject, status, date or place.
        left, right: what it is about; right of a comparison, or the mention that a value is given by.
        value: a name, a class, a status, or "first/last".
        reason, by: why and who.
        made, retracted: times (xsd:dateTime); retracted is None while it stands.
    """

    id: str
    ordinal: int
    kind: str
    left: Target
    right: Target | None
    value: str | None
    reason: str | None
    by: str | None
    made: str
    retracted: str | None = None


def now() -> str:
    """The present moment as an xsd:dateTime; the only clock of a store is in what people do to it."""
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def interval(value: str) -> str:
    """A date as a person gives it, as first and last day with a slash between.

    Args:
        value: YYYY, YYYY-MM or YYYY-MM-DD, or two of them with a slash between.

    Raises:
        KgError: KG044.
    """
    first, _, last = value.partition("/")
    days = _days(first.strip(), value), _days((last or first).strip(), value)
    if days[0][0] > days[1][1]:
        raise KgError(Code.BAD_INTERVAL, value=value)
    return f"{days[0][0]}/{days[1][1]}"


def _days(text: str, whole: str) -> tuple[str, str]:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    try:
        if match is None:
            raise ValueError
        year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
        first = datetime.date(year, month, day)
        if match[3]:
            last = first
        else:
            last = datetime.date(year, month if match[2] else 12, 1)
            last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    except ValueError:
        raise KgError(Code.BAD_INTERVAL, value=whole) from None
    return first.isoformat(), last.isoformat()


class Judgements:
    """The judgements of a store.

    Args:
        connection: the store's; changes happen inside its caller's transaction.
        iris: IRIs of data.
    """

    def __init__(self, connection: sqlite3.Connection, iris: Iris) -> None:
        self.c, self.iris = connection, iris
        for statement in SCHEMA.split(";"):
            if statement.strip():
                connection.execute(statement)

    def add(
        self,
        kind: str,
        left: Target,
        right: Target | None = None,
        *,
        value: str | None = None,
        reason: str | None = None,
        by: str | None = None,
        made: str | None = None,
    ) -> Judgement:
        """Keep a decision.

        Args:
            kind, left, right, value, reason, by: as in :class:`Judgement`; words are kept in one line, without control
                characters.
            made: when; now by default.
        """
        value, reason, by = (one_line(told) if told else told for told in (value, reason, by))
        made = made or max(now(), self._latest())  # also where the clock was set back
        ordinal = 1 + (self.c.execute("SELECT max(ordinal) FROM judgement").fetchone()[0] or 0)
        identity = digest(kind, *map(str, (left, right, value, made, ordinal)))
        ends = (left.article, *left.span, left.words, left.name)
        other = (right.article, *right.span, right.words, right.name) if right else (None,) * 5
        self.c.execute(
            f"INSERT INTO judgement VALUES ({','.join('?' * 20)})",
            (ordinal, identity, kind, left.layer, *ends, *other, left.claim, value, reason, by, made, None),
        )
        return self.get(identity)

    def retract(self, identity: str, *, at: str | None = None) -> Judgement:
        """Take a decision back; it stays on record.

        Raises:
            KgError: KG060 when no standing judgement is called so.
        """
        done = self.c.execute(
            "UPDATE judgement SET retracted = ? WHERE id = ? AND retracted IS NULL", (at or max(now(), self._latest()), identity)
        )
        if not done.rowcount:
            raise KgError(Code.NO_JUDGEMENT, name=identity)
        return self.get(identity)

    def _latest(self) -> str:
        """When something was last decided or taken back; "" where nothing was."""
        made, retracted = self.c.execute("SELECT max(made), max(retracted) FROM judgement").fetchone()
        return max(made or "", retracted or "")

    def get(self, identity: str) -> Judgement:
        """One judgement by its id.

        Raises:
            KgError: KG060.
        """
        for found in self._select("WHERE id = ?", (identity,)):
            return found
        raise KgError(Code.NO_JUDGEMENT, name=identity)

    def find(self, name: str | None) -> Judgement:
        """A standing judgement by its id, the beginning of it, or its IRI; the last one made without a name.

        Raises:
            KgError: KG060 when there is none, or more than one begins so; KG090 when none stands at all.
        """
        standing = [j for j in self.all() if j.retracted is None]
        if name is None:
            if not standing:
                raise KgError(Code.USAGE, why="No judgement stands that could be taken back")
            return standing[-1]
        start = name.rsplit("/", 1)[-1]
        found = [j for j in standing if start and j.id.startswith(start)]
        if len(found) != 1:
            raise KgError(Code.NO_JUDGEMENT, name=name)
        return found[0]

    def all(self) -> list[Judgement]:
        """All judgements in the order in which they were made, those taken back included."""
        return list(self._select("ORDER BY ordinal", ()))

    def _select(self, rest: str, values: Iterable[object]) -> Iterator[Judgement]:
        for row in self.c.execute(f"SELECT * FROM judgement {rest}", tuple(values)).fetchall():
            ordinal, identity, kind, layer, *more = row
            article, begin, end, words, name, *other, claim, value, reason, by, made, retracted = more
            left = Target(article, (begin, end), words, name, layer, claim)
            right = None
            if other[0] is not None:
                right_layer = layer if kind in PAIRED else "entity"
                right = Target(other[0], (other[1], other[2]), other[3], other[4], right_layer)
            yield Judgement(identity, ordinal, kind, left, right, value, reason, by, made, retracted)

    def anchors(self, article: str, reading: Callable[[], Reading]) -> list[Anchor]:
        """The ends of standing judgements in one article.

        Args:
            article: its key.
            reading: gives its reading, asked for where a claim was rejected.
        """
        rows = list(self._select("WHERE (article = ? OR right_article = ?) AND retracted IS NULL", (article, article)))
        found = []
        for j in sorted(rows, key=lambda j: j.ordinal):
            claim = self._claim(article, reading(), j.left.claim) if j.left.claim else None
            for side, target in ((0, j.left), (1, j.right)):
                if target is None or target.article != article or (j.kind == "reject" and claim is None):
                    continue
                layer = target.layer if j.kind in OF_EVENTS or j.kind == "reject" else "entity"
                found.append(
                    Anchor(j.id, j.ordinal, j.kind, side, layer, target.span, target.words, j.value or "", claim)
                )
        return found

    def _claim(self, article: str, reading: Reading, local: str) -> tuple[str, int] | None:
        """The claim whose IRI ends so, as kind and index into the reading."""
        names = claim_iris(self.iris, article, reading)
        wanted = self.iris.claim(article, local)
        for kind, iris in (("event", names.events), ("relation", names.relations), ("quotation", names.quotations)):
            if wanted in iris:
                return kind, iris.index(wanted)
        return None

    # ------------------------------------------------------------------ the named graph

    def lines(self, judgement: Judgement) -> list[str]:
        """A judgement as lines of N-Quads in kg:judgements."""
        node = f"<{self.iris.base}judgement/{judgement.id}>"
        left, right = judgement.left, judgement.right
        if judgement.kind in PAIRED:
            assert right is not None
            said = [
                (v.A, f"<{v.JUDGEMENT}>"),
                (v.LEFT, self._mention(left)),
                (v.RIGHT, self._mention(right)),
                (v.LEFT_NAME, literal(left.name)),
                (v.RIGHT_NAME, literal(right.name)),
                (v.VERDICT, f"<{v.KG}{judgement.kind.capitalize()}>"),
            ]
        else:
            said = [(v.A, f"<{v.CORRECTION}>"), (v.TARGET, self._target(left))]
            if judgement.kind == "reject":
                said.append((v.REJECTED, boolean(True)))
            else:
                said += [(v.PROPERTY, f"<{_PROPERTY[judgement.kind]}>"), (v.VALUE, self._value(judgement))]
        said.append((v.GENERATED_AT, date_time(judgement.made)))
        if judgement.reason:
            said.append((v.REASON, literal(judgement.reason)))
        if judgement.by:
            said.append((v.WAS_ATTRIBUTED_TO, literal(judgement.by)))
        if judgement.retracted:
            said.append((v.RETRACTED_AT, date_time(judgement.retracted)))
        return [f"{node} <{predicate}> {term}{_END}" for predicate, term in said]

    def _mention(self, target: Target) -> str:
        return f"<{self.iris.span(target.article, target.span)}>"

    def _target(self, target: Target) -> str:
        return f"<{self.iris.claim(target.article, target.claim)}>" if target.claim else self._mention(target)

    def _value(self, judgement: Judgement) -> str:
        if judgement.right is not None:
            return self._mention(judgement.right)
        value = judgement.value or ""
        if judgement.kind == "retype":
            return f"<{v.ENTITY_CLASS_IRIS[value]}>"
        return f"<{v.KG}{value}>" if judgement.kind == "status" else literal(value)
