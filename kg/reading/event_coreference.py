"""``kg_event_coreference``: which claims of one article tell of one event."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.reading.annotations import annotations


@Language.factory("kg_event_coreference", assigns=["doc._.kg"])
def create_event_coreference(nlp: Language, name: str) -> EventCoreference:
    return EventCoreference()


class EventCoreference:
    """Numbers ``event`` of each of ``annotations(doc).events``."""

    def __call__(self, doc: Doc) -> Doc:
        for number, event in enumerate(annotations(doc).events):
            event.event = number
        return doc
