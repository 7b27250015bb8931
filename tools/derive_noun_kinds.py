"""Derive kg/knowledge/data/noun_kinds.tsv from WordNet 3.0: by which more general nouns a noun may be taken up.

    apt-get install wordnet-base
    python tools/derive_noun_kinds.py [/usr/share/wordnet] > kg/knowledge/data/noun_kinds.tsv

"A jet crashed … The aircraft": a jet is an aircraft. Kept are nouns with an entity class (noun_classes.tsv) and those of
their ancestors' words that news uses so (KINDS), over the first two senses.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.knowledge.nouns import noun_classes

KINDS = frozenset(
    [
        "aircraft",
        "plane",
        "airplane",
        "vehicle",
        "car",
        "ship",
        "vessel",
        "boat",
        "craft",
        "device",
        "phone",
        "weapon",
        "gun",
        "firearm",
        "bomb",
        "explosive",
        "drug",
        "medicine",
        "product",
        "machine",
        "computer",
        "building",
        "structure",
        "facility",
        "road",
        "bridge",
        "company",
        "firm",
        "bank",
        "newspaper",
        "publication",
        "document",
        "book",
        "film",
        "movie",
        "organization",
        "organisation",
        "institution",
        "agency",
        "party",
        "union",
        "school",
        "hospital",
        "animal",
        "dog",
        "cat",
        "bird",
        "fish",
        "plant",
        "tree",
        "fruit",
        "metal",
        "mineral",
        "fuel",
        "oil",
        "gas",
        "clothing",
        "garment",
        "jewelry",
        "jewellery",
        "gem",
        "instrument",
        "vaccine",
        "virus",
        "disease",
        "container",
        "ball",
        "official",
        "officer",
        "leader",
        "ruler",
        "politician",
        "lawmaker",
        "legislator",
        "lawyer",
        "criminal",
        "offender",
        "killer",
        "thief",
        "athlete",
        "player",
        "soldier",
        "worker",
        "employee",
        "scientist",
        "doctor",
        "artist",
        "performer",
        "actor",
        "musician",
        "singer",
        "writer",
        "journalist",
        "businessman",
        "executive",
        "relative",
        "woman",
        "man",
        "child",
        "boy",
        "girl",
        "driver",
        "pilot",
        "teacher",
        "student",
        "body",
        "settlement",
        "city",
        "town",
        "village",
        "country",
        "island",
        "mountain",
        "river",
        "lake",
        "sea",
        "desert",
        "region",
        "area",
        "restaurant",
        "shop",
        "store",
        "church",
        "software",
        "program",
        "currency",
    ]
)
TOO_GENERAL = frozenset(["body", "area", "structure", "program", "party"])


def main(folder: str = "/usr/share/wordnet") -> None:
    synsets: dict[str, tuple[list[str], list[str]]] = {}
    for line in Path(folder, "data.noun").read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split("|")[0].split()
        count = int(fields[3], 16)
        at = 4 + 2 * count
        words = [fields[4 + 2 * i].lower() for i in range(count)]
        above = [fields[i + 1] for i in range(at + 1, at + 1 + 4 * int(fields[at]), 4) if fields[i] in ("@", "@i")]
        synsets[fields[0]] = words, above

    def ancestors(offset: str) -> set[str]:
        words, above = synsets[offset]
        return set(words).union(*map(ancestors, above)) if above else set(words)

    classes = noun_classes()
    for line in Path(folder, "index.noun").read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        lemma = fields[0]
        if lemma not in classes or lemma in TOO_GENERAL:
            continue
        kinds = {k for offset in fields[-int(fields[2]) :][:2] for k in ancestors(offset)} & KINDS - TOO_GENERAL - {
            lemma
        }
        kinds = {k for k in kinds if classes.get(k) == classes[lemma]}
        if kinds:
            print(lemma, " ".join(sorted(kinds)), sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
