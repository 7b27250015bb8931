"""Parsed sentences for the tests of the event components, built by hand so that no model is needed."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from kg.reading.text.annotations import DocChain, DocMention, annotated

NLP = spacy.blank("en")
NAMES = {
    "Anna": "Person",
    "Boris": "Person",
    "Carla": "Person",
    "Norland": "Place",
    "Ostria": "Place",
    "Oslo": "Place",
    "Norway": "Place",
    "envoys": "Person",
    "envoy": "Person",
    "Ministers": "Person",
    "director": "Person",
    "driver": "Person",
    "Police": "Organization",
    "council": "Organization",
}
SENTENCES = (Path(__file__).parent / "parsed_sentences.txt").read_text("utf8").splitlines()[1:]


def build(*sentences: str) -> Doc:
    """A doc of the sentences with these words, with a mention and chain for each name."""
    rows, heads, starts = [], [], []
    for sentence in sentences:
        line = next(s for s in SENTENCES if " ".join(w.split("|")[0] for w in s.split()) == sentence)
        begin = len(rows)
        for word in line.split():
            rows.append(word.split("|"))
            heads.append(begin + int(rows[-1][5]))
            starts.append(len(rows) - 1 == begin)
    doc = Doc(
        NLP.vocab,
        words=[r[0] for r in rows],
        lemmas=[r[1] for r in rows],
        pos=[r[2] for r in rows],
        tags=[r[3] for r in rows],
        deps=[r[4] for r in rows],
        heads=heads,
    )
    noted = annotated(doc)
    known: dict[str, int] = {}
    for i, row in enumerate(rows):
        if row[0] in NAMES:
            if row[0] not in known:
                known[row[0]] = len(noted.chains)
                noted.chains.append(DocChain(NAMES[row[0]], names=[row[0]]))
            kind = "Named" if row[2] == "PROPN" else "Nominal"
            noted.mentions.append(DocMention(i, i + 1, i, kind, NAMES[row[0]], known[row[0]]))
    return doc


@pytest.fixture(scope="session")
def parsed():
    """:func:`build`."""
    return build
