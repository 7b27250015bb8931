"""Named entities of a whole document at once are those of the model's own recognizer."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.articles.sources import read_articles
from kg.reading.pipeline import DEFAULT_MODEL, load
from kg.reading.text import entities

pytestmark = pytest.mark.model

ODD = """Angela Merkel met Emmanuel Macron of France in Paris on 3 May 2021. Berlin\n\nParis   New York

The European Union paid $3.5 million to the Bank of England for the Golden Gate Bridge of San Francisco, "he" said: UN. The"""


def told(doc: Doc) -> list[tuple[str, str, str]]:
    return [(token.text, token.ent_iob_, token.ent_type_) for token in doc]


def test_they_are_the_models_own(own: Language) -> None:
    ours = load(DEFAULT_MODEL, components=())
    assert "kg_entities" in ours.pipe_names and "ner" not in ours.pipe_names
    texts = [ODD, "", " ", "Paris", *(article.text for article in read_articles(["corpus/articles"]))][:12]
    with own.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
        own.add_pipe("kg_layout", before="parser")
        assert [told(doc) for doc in ours.pipe(texts)] == [told(doc) for doc in own.pipe(texts)]
        own.remove_pipe("kg_layout")
    assert sum(len(doc.ents) for doc in ours.pipe(texts)) > 100


def test_what_others_found_is_kept(own: Language) -> None:
    doc = own.make_doc("The crew of Northern Light met Anna Berg in Oslo.")
    doc.set_ents([Span(doc, 3, 5, "PRODUCT")], default="unmodified")
    found = entities.Entities(own.get_pipe("ner"))(doc)  # type: ignore[arg-type]
    assert ("Northern Light", "PRODUCT") in [(e.text, e.label_) for e in found.ents] and len(found.ents) > 1


def test_recognizers_that_decide_otherwise_are_left_to_spacy(own: Language) -> None:
    assert entities.fitting(own.get_pipe("ner"))
    blank = spacy.blank("en")
    assert not entities.fitting(blank.add_pipe("beam_ner")) and not entities.fitting(blank.add_pipe("entity_ruler"))
    wider = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": True,
             "hidden_width": 8, "maxout_pieces": 2, "use_upper": True,
             "tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 8, "depth": 1,
                         "embed_size": 20, "window_size": 1, "maxout_pieces": 2, "subword_features": True}}  # fmt: skip
    assert not entities.fitting(blank.add_pipe("ner", config={"model": wider}))
