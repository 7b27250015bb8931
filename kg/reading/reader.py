"""Article → Reading."""

from __future__ import annotations

import re
from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc

from kg.articles.article import Article, Span
from kg.knowledge.own_types import own_name
from kg.knowledge.publishers import host_of
from kg.reading import reading as r
from kg.reading.text.annotations import Annotations, DocTime, annotated
from kg.reading.text.casing import legible
from kg.reading.text.tokens import tokens

NO_WORD = re.compile(r"\S{400,}")
"""What goes on so long without a blank is no word but data, or marks in a row; a tokenizer takes the square of its length."""


def prepare(article: Article, nlp: Language) -> Doc:
    """The tokens of what is to be read of ``article``, with what the components need to know of it."""
    doc = nlp.make_doc(legible(NO_WORD.sub(lambda found: " " * len(found[0]), article.readable)))
    noted = annotated(doc)
    noted.published = article.published
    noted.publisher = article.publisher or host_of(article.url) or None
    if article.headline_span:
        end = article.headline_span[1]
        noted.headline_end = next((t.i for t in doc if t.idx >= end), len(doc))
    return doc


def read(article: Article, nlp: Language) -> r.Reading:
    """Read one article: a pure function of its text, headline, date, publisher (else its url's host), and of the pipeline.

    Together, spaCy would read several in a tenth less of its time; but then numbers that it decides by would depend, in the last
    bit, on the articles beside (:mod:`kg.reading.text.products`).
    """
    return sentences_alone(article) if article.foreign else to_reading(nlp(prepare(article, nlp)))


def sentences_alone(article: Article) -> r.Reading:
    """The reading of an article in a language that is not read: its sentences, roughly, so that they can be searched."""
    return r.Reading(tuple(found.span() for found in _ROUGH_SENTENCE.finditer(article.readable)))


_ROUGH_SENTENCE = re.compile(r"\S(?:[^\n.!?。！？।؟]|[.!?](?=\S))*[.!?。！？।؟]*")
"""From mark to mark, or line end: of any language that has such marks."""


def _pointed_at(noted: Annotations) -> set[int | None]:
    """Mentions that a claim or a quotation points at. Others of nameless chains of one mention say nothing and are left out."""
    pointed: set[int | None] = {a.mention for e in noted.events for a in e.arguments}
    for q in noted.quotations:
        pointed |= {q.speaker_mention, q.addressee_mention}
    for x in noted.relations:
        pointed |= {x.subject, x.object_mention, x.organization}
    return pointed


def to_reading(doc: Doc) -> r.Reading:
    """The reading that the components left on ``doc``."""
    noted: Annotations = annotated(doc)
    begins = [t.idx for t in doc]
    lower = tokens(doc).lower
    ends = [t.idx + len(t) for t in doc]

    def span(start: int, end: int) -> Span:
        return begins[start], ends[end - 1]

    def maybe(tokens: tuple[int, int] | None) -> Span | None:
        return span(*tokens) if tokens else None

    def time_span(time: DocTime) -> Span:
        return time.characters or span(time.start, time.end)

    sentences = []
    sentence_of: dict[int, Span] = {}
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start < end:
            sentences.append(span(start, end))
            for i in range(sentence.start, sentence.end):
                sentence_of[i] = sentences[-1]
    counts = Counter(m.chain for m in noted.mentions)
    times = tuple(
        r.TimeExpression(time_span(t), t.type, t.value, t.modifier, t.first, t.last, t.basis, t.granularity)
        for t in noted.times
    )
    pointed = _pointed_at(noted)
    kept = [
        i for i, m in enumerate(noted.mentions) if i in pointed or noted.chains[m.chain].names or counts[m.chain] > 1
    ]
    at: dict[int | None, int] = {old: new for new, old in enumerate(kept)}
    mentions = tuple(
        r.Mention(
            span(
                m.start + 1 if m.kind == "Nominal" and m.start < m.head and lower[m.start] in ("a", "an") else m.start,
                m.end,
            ),
            span(m.head_start if m.head_start >= 0 else m.head, m.head + 1),
            m.kind,
            m.entity_class,
            m.chain,
            m.doubtful,
        )
        for m in (noted.mentions[i] for i in kept)
    )
    chains = tuple(
        r.Chain(
            c.entity_class,
            tuple(c.names),
            c.gender,
            c.plural,
            tuple(c.titles),
            tuple(c.organizations),
            tuple(c.countries),
            c.place,
            c.country_code,
            c.head_lemma,
            c.within,
            tuple(c.members),
        )
        for c in noted.chains
    )
    quotations = tuple(
        r.Quotation(
            tuple(span(*part) for part in q.content),
            span(*q.sentences),
            q.quotation,
            maybe(q.speaker),
            at.get(q.speaker_mention),
            maybe(q.addressee),
            at.get(q.addressee_mention),
            maybe(q.cue),
            q.kind,
        )
        for q in noted.quotations
    )
    events = tuple(
        r.EventClaim(
            span(e.start, e.end),
            e.lemma,
            own_name(e.event_type),
            sentence_of[e.head],
            tuple(
                r.Argument(
                    a.role,
                    times[a.time].span if a.time is not None else span(a.start, a.end),
                    at.get(a.mention),
                    a.time,
                    a.country,
                    a.topic,
                    a.amount,
                    a.unit,
                    a.context,
                    a.doubtful,
                )
                for a in e.arguments
            ),
            e.certainty,
            e.polarity,
            e.tense,
            e.status,
            e.quotation,
            e.speech,
            e.event,
            weight=e.weight,
            title=e.title,
            title_score=e.title_score,
        )
        for e in noted.events
    )
    relations = tuple(
        r.RelationClaim(
            at[x.subject],
            x.predicate,
            span(*x.object),
            span(*x.sentence),
            at.get(x.object_mention),
            x.object_literal,
            at.get(x.organization),
            x.since,
            x.until,
            x.former,
            x.quotation,
        )
        for x in noted.relations
    )
    return r.Reading(tuple(sentences), mentions, chains, times, quotations, events, relations)
