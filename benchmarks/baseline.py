"""The graph that plain spaCy gives: exact-string entities, verb-lemma events, dependency arguments. In memory, to be scored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

import pyoxigraph as ox
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.evaluation.facts import GOLD_URN
from kg.evaluation.gold import GoldArticle
from kg.graph import vocabulary as v

CLASSES = {
    "PERSON": v.PERSON,
    "ORG": v.ORGANIZATION,
    "GPE": v.PLACE,
    "LOC": v.PLACE,
    "FAC": v.PLACE,
    "NORP": v.GROUP,
    "PRODUCT": v.THING,
    "WORK_OF_ART": v.THING,
    "EVENT": v.THING,
    "LAW": v.THING,
}
"""Class of an entity by its spaCy label."""

ROLES = {
    "nsubj": v.AGENT_SPAN,
    "nsubjpass": v.RECIPIENT_SPAN,
    "dobj": v.RECIPIENT_SPAN,
    "obj": v.RECIPIENT_SPAN,
    "agent": v.AGENT_SPAN,
    "dative": v.RECIPIENT_SPAN,
}
"""Role of a verb's dependent."""


def graph_of(articles: Iterable[GoldArticle], nlp: Language) -> ox.Store:
    """The graph of gold articles.

    Args:
        articles: whose texts are read.
        nlp: a bare pipeline.
    """
    store = ox.Store()
    for article in articles:
        lines = _lines(article, nlp(article.text))
        store.bulk_extend(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))
    return store


def _lines(article: GoldArticle, doc: Doc) -> list[str]:
    name = quote(article.id, safe="")
    node = f"{v.DEFAULT_BASE}article/{name}"
    lines: list[str] = []

    def say(subject: str, predicate: str, term: str, graph: str = node) -> None:
        lines.append(f"<{subject}> <{predicate}> {term} <{graph}> .")

    def mention(span: tuple[int, int], kind: str, cls: str | None = None, denotes: str | None = None) -> str:
        own = f"{node}#char={span[0]},{span[1]}"
        say(own, v.MENTION_KIND, f"<{v.KG}{kind}>")
        if cls:
            say(own, v.ENTITY_CLASS, f"<{cls}>")
        if denotes:
            say(own, v.DENOTES, f"<{v.DEFAULT_BASE}{denotes}>", v.STORY)
        return own

    say(node, v.URL, f"<{GOLD_URN}{quote(article.id)}>")
    say(node, v.IS_STRING, json.dumps(article.text))
    inside: dict[int, str] = {}
    for entity in doc.ents:
        if entity.label_ in ("DATE", "TIME"):
            mention((entity.start_char, entity.end_char), "Time")
        elif entity.label_ in CLASSES:
            start, end = entity.start, entity.end
            start += doc[start].lower_ == "the" and end - start > 1
            end -= doc[end - 1].text in ("'s", "’s") and end - start > 1
            span = doc[start:end]
            identity = "entity/" + quote(span.text.lower(), safe="")
            own = mention((span.start_char, span.end_char), "Named", CLASSES[entity.label_], identity)
            inside.update(dict.fromkeys(range(entity.start, entity.end), own))
    for token in doc:
        if token.pos_ == "VERB" and not token.ent_type_:
            event = "event/" + quote(token.lemma_.lower(), safe="")
            trigger = mention((token.idx, token.idx + len(token)), "Trigger", None, event)
            claim = f"{node}/claim/{token.i}"
            say(claim, v.REPORTED_IN, f"<{node}>")
            say(claim, v.TRIGGER, f"<{trigger}>")
            for role, filler in _fillers(token):
                span = doc[filler.left_edge.i : filler.right_edge.i + 1]
                who = inside.get(filler.i) or mention((span.start_char, span.end_char), "Nominal")
                say(claim, role, f"<{who}>")
    return lines


def _fillers(verb: Token) -> Iterable[tuple[str, Token]]:
    for child in verb.children:
        if child.dep_ in ROLES:
            yield ROLES[child.dep_], next(child.children, child) if child.dep_ == "agent" else child
