"""Derive kg/knowledge/data/word_likeness.tsv from WordNet 3.0: how alike words for happenings are.

    apt-get install wordnet-base; pip install scikit-learn==1.9.1
    python -m tools.derive_word_likeness [/usr/share/wordnet]

Each verb, and each noun that can name an event, is described by its senses, those above them, the verbs its senses derive from,
and the words of their definitions, each weighted by how often the sense was tagged and how few words share it; a truncated
singular value decomposition makes vectors of it ("quake" and "earthquake" 1.0, "heist" and "robbery" 0.9, "say" and "kill" 0.0).
"""

from __future__ import annotations

import base64
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from kg.knowledge import events as lexicon
from kg.knowledge.background import rarity, stem
from kg.knowledge.word_likeness import SCALE

OUT = Path(__file__).parents[1] / "kg" / "knowledge" / "data" / "word_likeness.tsv"
WIDTH = 64
SENSES = 6
ABOVE = 5
STOP = frozenset((
    "a", "an", "the", "of", "or", "and", "to", "in", "on", "for", "with", "by", "from", "at", "as", "is", "are", "be",
    "that", "which", "who", "whom", "whose", "it", "its", "this", "these", "those", "not", "no", "some", "any", "one",
    "two", "other", "another", "into", "out", "up", "off", "over", "under", "than", "then", "so", "such", "very", "more",
    "most", "make", "cause", "do", "have", "has", "been", "being", "was", "were", "used", "using", "especially", "usually",
    "etc", "someone", "something",
))  # fmt: skip
HAPPENING, OTHERS = frozenset(("04", "11", "22", "19")), frozenset(("10", "12", "21", "26", "07"))
NOTICE = """\
# How alike words for happenings are: lemma, v or n, a vector of signed bytes in base64. Derived by
# tools/derive_word_likeness.py from WordNet 3.0:
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Used under the WordNet licence
# (https://wordnet.princeton.edu/license-and-commercial-use): free use, copying and change with this notice; no warranty.
"""

Sense = tuple[str, str]


class WordNet:
    """Synsets, senses by lemma, and how often each was tagged."""

    def __init__(self, folder: Path) -> None:
        self.words: dict[Sense, list[str]] = {}
        self.pointers: dict[Sense, list[tuple[str, Sense]]] = {}
        self.gloss: dict[Sense, str] = {}
        self.file: dict[Sense, str] = {}
        for pos, name in (("n", "noun"), ("v", "verb"), ("a", "adj")):
            for line in (folder / f"data.{name}").read_text("latin-1").splitlines():
                if line.startswith(" "):
                    continue
                head, _, gloss = line.partition(" | ")
                p = head.split()
                count = int(p[3], 16)
                at = 4 + 2 * count
                key = pos, p[0]
                self.words[key] = [p[4 + 2 * i].lower() for i in range(count)]
                self.pointers[key] = [
                    (p[at + 1 + 4 * i], (p[at + 3 + 4 * i], p[at + 2 + 4 * i])) for i in range(int(p[at]))
                ]
                self.gloss[key], self.file[key] = gloss.split('; "')[0], p[1]
        self.count: dict[tuple[str, str, int], int] = defaultdict(int)
        for line in (folder / "cntlist.rev").read_text("latin-1").splitlines():
            key_, number, times = line.split()
            lemma, rest = key_.split("%")
            pos = {"1": "n", "2": "v"}.get(rest[0], "")
            self.count[pos, lemma, int(number)] = int(times)
        self.senses: dict[tuple[str, str], list[Sense]] = {}
        for pos, name in (("n", "noun"), ("v", "verb")):
            for line in (folder / f"index.{name}").read_text("latin-1").splitlines():
                if not line.startswith(" "):
                    p = line.split()
                    self.senses[p[0], pos] = [(pos, offset) for offset in p[-int(p[2]) :]]

    def tagged(self, lemma: str, pos: str) -> int:
        return sum(self.count[pos, lemma, i + 1] for i in range(len(self.senses[lemma, pos])))


def described(net: WordNet, lemma: str, pos: str) -> Counter[object]:
    """What describes a word, with weights."""
    found: Counter[object] = Counter()
    senses = net.senses[lemma, pos][:SENSES]
    weights = [net.count[pos, lemma, i + 1] + 0.5 for i in range(len(senses))]
    if pos == "n":
        weights = [
            w * (1 if net.file[s] in HAPPENING else 0.5 if net.file[s] in OTHERS else 0.1)
            for w, s in zip(weights, senses, strict=True)
        ]
    total = sum(weights)

    def above(sense: Sense, weight: float, depth: int) -> None:
        found["sense", sense] = max(found["sense", sense], weight)
        if depth < ABOVE:
            for symbol, other in net.pointers[sense]:
                if symbol == "@" and other[0] in "nv":
                    above(other, weight * 0.7, depth + 1)

    for w, sense in zip(weights, senses, strict=True):
        weight = math.sqrt(w / total)
        above(sense, weight, 0)
        for symbol, other in net.pointers[sense]:
            if other[0] not in "nv":
                continue
            if symbol == "+":
                above(other, weight * 0.9, 1)
            elif symbol in ("$", ">", "*"):
                above(other, weight * 0.6, 1)
            elif symbol == "~":
                found["sense", other] = max(found["sense", other], weight * 0.3)
        texts = [(net.gloss[sense], 0.6)]
        texts += [(net.gloss[other], 0.3) for symbol, other in net.pointers[sense] if symbol in "@+$>*"]
        for text, share in texts:
            for word in set(re.findall("[a-z]+", text.lower())) - STOP:
                found["word", stem(word)] = max(found["word", stem(word)], weight * share)
        for word in net.words[sense]:
            key = "word", stem(word.split("_")[0])
            found[key] = max(found[key], weight * 0.6)
    found["word", stem(lemma.split("_", maxsplit=1)[0])] = 1
    return found


def main(folder: str = "/usr/share/wordnet") -> None:
    from scipy.sparse import csr_matrix  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from sklearn.decomposition import TruncatedSVD  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from sklearn.preprocessing import normalize  # type: ignore[import-not-found, import-untyped, unused-ignore]

    net = WordNet(Path(folder))
    listed = {
        (lemma.strip().replace(" ", "_"), pos)
        for _, pos, _, lemmas in lexicon.rows("event_lexicon.tsv")
        for lemma in lemmas.split(",")
    }
    kept = []
    for lemma, pos in net.senses:
        happens = (lemma, pos) in listed or pos == "v" or sum(lexicon.noun_shares(lemma)) >= 3
        known = (lemma, pos) in listed or "_" not in lemma or (pos == "v" and net.tagged(lemma, pos))
        if happens and known:
            kept.append((lemma, pos))
    found = [described(net, *word) for word in kept]
    shared = Counter(key for one in found for key in one)
    index = {key: i for i, key in enumerate(sorted((k for k, n in shared.items() if n > 1), key=repr))}
    rows, columns, values = [], [], []
    for i, one in enumerate(found):
        for key, weight in one.items():
            if key in index:
                rows.append(i)
                columns.append(index[key])
                values.append(weight * math.log(len(kept) / shared[key]))
    matrix = normalize(csr_matrix((values, (rows, columns)), shape=(len(kept), len(index))))
    vectors = normalize(TruncatedSVD(WIDTH, random_state=0).fit_transform(matrix))
    lines = []
    for (lemma, pos), row in zip(kept, vectors, strict=True):
        share = sum(lexicon.noun_shares(lemma)[:2]) if pos == "n" else 9
        common = net.tagged(lemma, pos) and share >= 3
        if (lemma, pos) in listed or common or (pos == "n" and share >= 6 and rarity(stem(lemma)) < 5.2):
            data = base64.b64encode(np.round(row * SCALE).astype(np.int8).tobytes()).decode()
            lines.append(f"{lemma.replace('_', ' ')}\t{pos}\t{data}")
    OUT.write_text(NOTICE + "\n".join(sorted(lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
