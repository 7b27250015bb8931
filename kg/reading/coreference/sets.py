"""``kg_sets``: whom "the two presidents" or "both countries" stand for, where the article leaves no doubt.

A plural definite phrase that counts its members ("the two …", "both …") is tied to that many entities of its kind: people whom
the article gives that title, countries that it last spoke of. Where more or fewer could be meant, nothing is tied.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.word_sets import word_set
from kg.reading.coreference.doubt import mark_doubtful
from kg.reading.coreference.pairs import join_pairs
from kg.reading.text.annotations import Annotations, annotated
from kg.reading.text.tokens import Tokens, tokens

COUNTS = {"two": 2, "both": 2, "three": 3, "2": 2, "3": 3}
NEAR = 4
"""Sentences back within which countries are looked for, before those that the whole article speaks of most."""

STATES = word_set("several states")
"""Lemmas that stand for states when counted ("country", "side", "capital")."""


@Language.factory("kg_sets", assigns=["doc._.kg"])
def create_sets(nlp: Language, name: str) -> Sets:
    return Sets()


class Sets:
    """Fills ``members`` of chains that are sets of other chains of ``annotated(doc).chains``."""

    def __call__(self, doc: Doc) -> Doc:
        noted, t = annotated(doc), tokens(doc)
        for mention in noted.mentions:
            if mention.kind != "Nominal" or noted.chains[mention.chain].names:
                continue
            chain = noted.chains[mention.chain]
            if chain.members:
                continue
            words = t.lower[mention.start : mention.end]
            count = next((COUNTS[w] for w in words[:2] if w in COUNTS), 0)
            lemma = t.lemmas[mention.head].lower()
            if not count or (words[0] not in ("the", "both", "these", "those") and words[0] not in COUNTS):
                continue
            if chain.entity_class == "Person" and t.tags[mention.head] == "NNS":
                chain.members = people(noted, lemma, count)
            elif lemma in STATES:
                chain.members = countries(noted, t, mention.start, count)
        join_pairs(noted, t)
        mark_doubtful(noted, t)
        return doc


def people(noted: Annotations, title: str, count: int) -> list[int]:
    """The chains of the ``count`` people to whom the article gives ``title``; none unless there are just so many."""
    found = [
        index
        for index, chain in enumerate(noted.chains)
        if chain.entity_class == "Person" and chain.names and any(title in held.split() for held in chain.titles)
    ]
    return found if len(found) == count else []


def countries(noted: Annotations, t: Tokens, before: int, count: int) -> list[int]:
    """The chains of the ``count`` countries that the text last spoke of before a token; none where more come as near."""
    own: dict[str, int] = {}
    for index, chain in enumerate(noted.chains):
        if chain.country_code and chain.entity_class == "Place" and _is_country(chain.place):
            own.setdefault(chain.country_code, index)
    seen: list[str] = []
    here = t.sentences[before]
    for mention in reversed(noted.mentions):
        if mention.start >= before or here - t.sentences[mention.start] > NEAR:
            continue
        code = noted.chains[mention.chain].country_code
        if code and code not in seen:
            seen.append(code)
        if len(seen) == count and t.sentences[mention.start] < here:
            break
    found = [own[code] for code in seen if code in own]
    return sorted(found) if len(seen) == count == len(found) else []


def _is_country(place: str | None) -> bool:
    from kg.knowledge.gazetteer import place as find

    known = find(place) if place else None
    return known is not None and known.cls == "country"
