"""The evidence graph of one article: the article, its mentions and its claims as read, as lines of N-Quads.

Everything stands in the graph named by the article's own IRI and points inside it, so that replacing the graph replaces
the article. What articles share (publishers, runs) is described by :func:`shared_quads`, in ``kg:story``.
What the IRI of a span says already is not said again; certainty, polarity and tense only where they are not the usual.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.articles.article import Article, Span
from kg.graph import vocabulary as v
from kg.graph.vocabulary import Iris, expand
from kg.graph.writing.claims import claim_iris
from kg.graph.writing.ntriples import date, decimal, foreign_iri, literal
from kg.reading.reading import Argument, EventClaim, Quotation, Reading, RelationClaim

_KIND = {kind: f" <{v.MENTION_KIND}> <{v.KG}{kind}> " for kind in v.MENTION_KINDS}
_CLASS = {name: f" <{v.ENTITY_CLASS}> <{iri}> " for name, iri in v.ENTITY_CLASS_IRIS.items()}
_BASIS = f" <{v.TIME_BASIS}> <{v.KG}"
_ROLE = {role: f"<{iri}>" for role, iri in v.ROLE_SPANS.items()}
_ACTORS = frozenset(("agent", "recipient", "participant"))
_STATEMENT = "Statement"
_ATTITUDE = "Attitude"


def evidence_quads(article: Article, reading: Reading, iris: Iris, *, run: str | None = None) -> list[str]:
    """The evidence graph of one article.

    Args:
        article: what was read.
        reading: what was read in it.
        iris: IRIs of data.
        run: key of the run that made the reading, if it is to be named.

    Returns:
        Lines of N-Quads (without line ends), each once, in an order that depends on the arguments alone.
    """
    writer = _Writer(article, reading, iris)
    writer.article(run)
    writer.mentions()
    writer.times()
    names = claim_iris(iris, article.key, reading)
    spoken = set()
    for event, name in zip(reading.events, names.events, strict=True):
        own = None
        if event.speech is not None and event.speech not in spoken:
            spoken.add(event.speech)
            own = reading.quotations[event.speech]
        outer = None if own is None or event.quotation is None else names.quotations[event.quotation]
        writer.event(event, name, own, outer)
    for number, quotation in enumerate(reading.quotations):
        if number not in spoken:
            writer.quotation(quotation, names.quotations[number])
    for relation, name in zip(reading.relations, names.relations, strict=True):
        writer.relation(relation, name)
    writer.spans()
    return writer.lines


def shared_quads(iris: Iris, *, publishers: Iterable[str] = (), runs: Iterable[tuple[str, str, str]] = ()) -> list[str]:
    """What articles share, for ``kg:story``.

    Args:
        iris: IRIs of data.
        publishers: names as the articles give them; of spellings that differ in case and blanks alone one is kept.
        runs: key, software and model of each run.

    Returns:
        Sorted lines of N-Quads, each once.
    """
    lines = set()
    names: dict[str, str] = {}
    for name in sorted(publishers):
        names.setdefault(iris.publisher(name), name)
    for node, name in names.items():
        lines.add(f"<{node}> <{v.A}> <{v.ORGANIZATION}> <{v.STORY}> .")
        lines.add(f"<{node}> <{v.NAME}> {literal(name)} <{v.STORY}> .")
    for key, software, model in runs:
        node = iris.run(key)
        lines.add(f"<{node}> <{v.A}> <{v.ACTIVITY}> <{v.STORY}> .")
        lines.add(f"<{node}> <{v.SOFTWARE}> {literal(software)} <{v.STORY}> .")
        lines.add(f"<{node}> <{v.MODEL}> {literal(model)} <{v.STORY}> .")
    return sorted(lines)


class _Writer:
    """Collects the lines of one article, and the spans that they point at with their kinds."""

    def __init__(self, article: Article, reading: Reading, iris: Iris) -> None:
        self.source, self.reading, self.iris = article, reading, iris
        self.node = iris.article(article.key)
        self.start = f"<{self.node}#char="
        self.end = f" <{self.node}> ."
        self.lines: list[str] = []
        self.kinds: dict[Span, dict[str, None]] = {}
        self.sentences = frozenset(reading.sentences)

    def point(self, span: Span, kind: str | None = None) -> str:
        """The term of a span, noted as of ``kind``; without one it is a phrase unless known as something else."""
        kinds = self.kinds.get(span)
        if kinds is None:
            kinds = self.kinds[span] = {}
        if kind is not None:
            kinds[kind] = None
        return f"{self.start}{span[0]},{span[1]}>"

    def article(self, run: str | None) -> None:
        a, node = self.source, f"<{self.node}>"
        said = [
            (v.A, f"<{v.NEWS_ARTICLE}>"),
            (v.A, f"<{v.CONTEXT}>"),
            (v.IS_STRING, literal(a.text)),
            (v.SHA256, f'"{a.sha256}"'),
        ]
        if a.language:
            said.append((v.IN_LANGUAGE, literal(a.language)))
        if a.headline:
            said.append((v.HEADLINE, literal(a.headline)))
        if a.published:
            said.append((v.DATE_PUBLISHED, date(a.published)))
        if a.publisher:
            said.append((v.PUBLISHER, f"<{self.iris.publisher(a.publisher)}>"))
        if a.author:
            said.append((v.AUTHOR, literal(a.author)))
        if a.url:
            said.append((v.URL, foreign_iri(a.url)))
        if run:
            said.append((v.WAS_GENERATED_BY, f"<{self.iris.run(run)}>"))
        self.lines.extend(f"{node} <{predicate}> {value}{self.end}" for predicate, value in said)

    def mentions(self) -> None:
        lines, end, seen = self.lines, self.end, set()
        for mention in self.reading.mentions:
            node = self.point(mention.span, mention.kind)
            if mention.span not in seen:
                seen.add(mention.span)
                lines.append(f"{node}{_CLASS[mention.entity_class]}{end[1:]}")

    def times(self) -> None:
        lines, end, seen = self.lines, self.end, set()
        for time in self.reading.times:
            if time.span in seen:
                continue
            seen.add(time.span)
            node = self.point(time.span, "Time")
            if time.value:
                lines.append(f"{node} <{v.TIME_VALUE}> {literal(time.value)}{end}")
            if time.modifier:
                lines.append(f"{node} <{v.TIME_MODIFIER}> {literal(time.modifier)}{end}")
            if time.first:
                lines.append(f"{node} <{v.BEGIN}> {date(time.first)}{end}")
            if time.last:
                lines.append(f"{node} <{v.END}> {date(time.last)}{end}")
            lines.append(f"{node}{_BASIS}{time.basis}>{end}")

    def event(self, event: EventClaim, name: str, own: Quotation | None, outer: str | None) -> None:
        said = self.opening(event.evidence, event.status)
        said[f"<{v.TRIGGER}> {self.point(event.trigger, 'Trigger')}"] = None
        said[f"<{v.EVENT_TYPE}> <{v.TYPE}{event.event_type}>"] = None
        self.arguments(event.arguments, said)
        if event.certainty != "Certain":
            said[f"<{v.CERTAINTY}> <{v.KG}{event.certainty}>"] = None
        if event.polarity != "Positive":
            said[f"<{v.POLARITY}> <{v.KG}{event.polarity}>"] = None
        if event.tense != "Past":
            said[f"<{v.TENSE}> <{v.KG}{event.tense}>"] = None
        if own is not None:
            self.speaking(own, said, agent=not any(a.role == "agent" for a in event.arguments))
            said[f"<{v.QUOTATION}> <{v.KG}{own.quotation if event.event_type == _STATEMENT else _ATTITUDE}>"] = None
            if outer is not None:
                said[f"<{v.WITHIN}> <{outer}>"] = None
        elif event.quotation is not None:
            self.voice(self.reading.quotations[event.quotation], said, around=event.trigger)
        self.write(name, said)

    def arguments(self, arguments: Iterable[Argument], said: dict[str, None]) -> None:
        mentions, measured = self.reading.mentions, False
        for argument in arguments:
            span = argument.span if argument.mention is None else mentions[argument.mention].span
            if argument.context and argument.role in _ACTORS:
                said[f"<{v.CONTEXT_SPAN}> {self.point(span)}"] = None
                continue
            said[f"{_ROLE[argument.role]} {self.point(span)}"] = None
            if argument.context:
                basis = v.TIME_BASIS if argument.role == "time" else v.PLACE_BASIS
                said[f"<{basis}> <{v.KG}FromContext>"] = None
            # Amount and unit are the claim's: only the first quantity that parses gives them, or they would not pair.
            if argument.amount is not None and not measured:
                amount = decimal(argument.amount)
                if amount is not None:
                    measured = True
                    said[f"<{v.AMOUNT}> {amount}"] = None
                    if argument.unit:
                        said[f"<{v.UNIT}> {literal(argument.unit)}"] = None

    def quotation(self, quotation: Quotation, name: str) -> None:
        """The claim of a quotation that no event claim tells."""
        said = self.opening(quotation.evidence, "Occurred")
        said[f"<{v.EVENT_TYPE}> <{v.TYPE}{_STATEMENT}>"] = None
        if quotation.cue is not None:
            said[f"<{v.TRIGGER}> {self.point(quotation.cue, 'Trigger')}"] = None
        self.speaking(quotation, said, agent=True)
        said[f"<{v.QUOTATION}> <{v.KG}{quotation.quotation}>"] = None
        self.write(name, said)

    def speaking(self, quotation: Quotation, said: dict[str, None], *, agent: bool) -> None:
        """What the claim of a quotation itself says beside that of any claim inside it."""
        self.voice(quotation, said)
        mentions = self.reading.mentions
        if agent and quotation.speaker is not None:
            who = quotation.speaker_mention
            said[f"<{v.AGENT_SPAN}> {self.point(quotation.speaker if who is None else mentions[who].span)}"] = None
        if quotation.addressee is not None:
            who = quotation.addressee_mention
            whom = self.point(quotation.addressee if who is None else mentions[who].span)
            said.pop(f"<{v.RECIPIENT_SPAN}> {whom}", None)
            said[f"<{v.PARTICIPANT_SPAN}> {whom}"] = None

    def voice(self, quotation: Quotation, said: dict[str, None], *, around: Span | None = None) -> None:
        """Who says so; of a quotation that is broken up, a claim inside it names the piece ``around`` its words alone."""
        content = quotation.content
        if around is not None:
            content = tuple(c for c in content if c[0] <= around[0] and around[1] <= c[1]) or content
        if quotation.speaker is not None:
            said[f"<{v.SPEAKER}> {self.point(quotation.speaker)}"] = None
        if quotation.addressee is not None:
            said[f"<{v.ADDRESSEE}> {self.point(quotation.addressee)}"] = None
        if quotation.cue is not None:
            said[f"<{v.CUE}> {self.point(quotation.cue, 'Cue')}"] = None
        for piece in content:
            said[f"<{v.CONTENT}> {self.point(piece, 'Quote')}"] = None

    def relation(self, relation: RelationClaim, name: str) -> None:
        """A tie that is said to hold is ongoing and present; one that is said to be over has occurred."""
        mentions, times = self.reading.mentions, self.reading.times
        said = self.opening(relation.evidence, "Occurred" if relation.former else "Ongoing")
        if not relation.former:
            said[f"<{v.TENSE}> <{v.KG}Present>"] = None
        said[f"<{v.SUBJECT}> {self.point(mentions[relation.subject].span)}"] = None
        said[f"<{v.PREDICATE}> <{expand(relation.predicate)}>"] = None
        if relation.object_mention is not None:
            said[f"<{v.OBJECT}> {self.point(mentions[relation.object_mention].span)}"] = None
        elif relation.object_literal is not None:
            said[f"<{v.OBJECT}> {literal(relation.object_literal)}"] = None
        else:
            said[f"<{v.OBJECT}> {self.point(relation.object_span)}"] = None
        if relation.organization is not None:
            said[f"<{v.ORGANIZATION_SPAN}> {self.point(mentions[relation.organization].span)}"] = None
        if relation.since is not None:
            said[f"<{v.SINCE_SPAN}> {self.point(times[relation.since].span)}"] = None
        if relation.until is not None:
            said[f"<{v.UNTIL_SPAN}> {self.point(times[relation.until].span)}"] = None
        if relation.quotation is not None:
            self.voice(self.reading.quotations[relation.quotation], said)
        self.write(name, said)

    def opening(self, evidence: Span, status: str) -> dict[str, None]:
        """What every claim says, as predicates with their objects, in order and each once."""
        kind = "Sentence" if evidence in self.sentences else None
        return {
            f"<{v.A}> <{v.CLAIM}>": None,
            f"<{v.REPORTED_IN}> <{self.node}>": None,
            f"<{v.EVIDENCE}> {self.point(evidence, kind)}": None,
            f"<{v.STATUS}> <{v.KG}{status}>": None,
        }

    def write(self, name: str, said: dict[str, None]) -> None:
        end = self.end
        self.lines.extend([f"<{name}> {x}{end}" for x in said])

    def spans(self) -> None:
        """The words and kinds of all spans that were pointed at."""
        lines, text, start, end = self.lines, self.source.text, self.start, self.end
        anchor, phrase = f" <{v.ANCHOR_OF}> ", {"Phrase": None}
        for (begin, stop), kinds in self.kinds.items():
            node = f"{start}{begin},{stop}>"
            lines.append(f"{node}{anchor}{literal(text[begin:stop])}{end}")
            for kind in kinds or phrase:
                lines.append(f"{node}{_KIND[kind]}{end[1:]}")
