"""``kg_names``: the names of an article, from the model's named entities and the evidence of the whole article."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.reading.annotations import DocMention, annotations
from kg.reading.tokens import tokens

LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "NORP": "Group",
    "PRODUCT": "Thing",
    "WORK_OF_ART": "Thing",
    "EVENT": "Thing",
    "LAW": "Thing",
}


@Language.factory("kg_names", requires=["doc.ents"])
def create_names(nlp: Language, name: str) -> Names:
    return Names()


class Names:
    def __call__(self, doc: Doc) -> Doc:
        noted = annotations(doc)
        t = tokens(doc)
        found = []
        for entity in doc.ents:
            name = LABELS.get(entity.label_)
            start, end = entity.start, entity.end
            while start < end and (t.space[start] or t.lower[start] == "the"):
                start += 1
            while end > start and (t.space[end - 1] or t.lower[end - 1] in ("'s", "’s", "'")):
                end -= 1
            if name and start < end:
                found.append(DocMention(start, end, end - 1, "Named", name, head_start=start))
        noted.mentions = found
        return doc
