"""Derive kg/knowledge/data/noun_classes.tsv from WordNet 3.0: which nouns point to people, organisations, places ….

    apt-get install wordnet-base
    python tools/derive_noun_classes.py [/usr/share/wordnet] > kg/knowledge/data/noun_classes.tsv

A noun gets the class that most of its use has: each sense weighs its count in WordNet's tagged texts plus one over its
rank, and senses that name no entity (acts, states, ideas, times …) weigh against it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

LEXICOGRAPHER = {
    5: "Thing", 6: "Thing", 13: "Thing", 17: "Thing", 20: "Thing", 27: "Thing", 14: "Group", 15: "Place", 18: "Person",
}  # fmt: skip
"""Classes of WordNet's lexicographer files (animal, artifact, food, object, plant, substance; group; location; person)."""

ROOTS = {
    # first word of the synset, its lexicographer file: class of everything below it (the nearest ancestor decides)
    ("organization", 14): "Organization",
    ("institution", 14): "Organization",
    ("polity", 14): "Organization",
    ("party", 14): "Organization",
    ("enterprise", 14): "Organization",
    ("collection", 14): "",
    ("arrangement", 14): "",
    ("biological_group", 14): "",
    ("system", 14): "",
    ("subgroup", 14): "Group",
    ("country", 14): "Place",
    ("building", 6): "Place",
    ("facility", 6): "Place",
    ("way", 6): "Place",
    ("room", 6): "Place",
    ("area", 6): "Place",
    ("establishment", 6): "Organization",
    ("housing", 6): "Place",
    ("body_of_water", 17): "Place",
    ("land", 17): "Place",
    ("geological_formation", 17): "Place",
    ("document", 10): "Thing",
    ("publication", 10): "Thing",
    ("written_record", 10): "Thing",
    ("software", 10): "Thing",
    ("medium", 6): "Organization",
    ("direction", 15): "",
    ("point", 15): "",
    ("line", 15): "",
    ("money", 21): "Thing",
    ("share", 21): "Thing",
    ("causal_agent", 3): "",
}  # fmt: skip

LEAST_SHARE = 0.4
"""Least share of a noun's use that its class must have (0.3 lets in many acts and states, 0.5 loses "leader", "firm")."""


def main(folder: str = "/usr/share/wordnet") -> None:
    synsets: dict[str, tuple[int, str, list[str]]] = {}
    for line in Path(folder, "data.noun").read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split("|")[0].split()
        at = 4 + 2 * int(fields[3], 16)
        pointers = [fields[i + 1] for i in range(at + 1, at + 1 + 4 * int(fields[at]), 4) if fields[i] in ("@", "@i")]
        synsets[fields[0]] = int(fields[1]), fields[4].lower(), pointers

    known: dict[str, str] = {}

    def class_of(offset: str) -> str:
        if offset not in known:
            file, word, above = synsets[offset]
            found = ROOTS.get((word, file))
            if found is None:
                known[offset] = ""
                inherited = class_of(above[0]) if above and synsets[above[0]][0] == file else None
                found = LEXICOGRAPHER.get(file, "") if inherited is None else inherited
                if inherited == "" and file in (5, 13, 17, 20, 27, 18):
                    found = LEXICOGRAPHER[file]
            known[offset] = found
        return known[offset]

    counts: dict[tuple[str, int], int] = defaultdict(int)
    for line in Path(folder, "cntlist.rev").read_text("latin-1").splitlines():
        key, sense, count = line.split()
        lemma, kind = key.split("%")
        if kind.startswith("1:"):
            counts[lemma, int(sense)] += int(count)

    for line in sorted(Path(folder, "index.noun").read_text("latin-1").splitlines()):
        if line.startswith(" "):
            continue
        fields = line.split()
        lemma, senses = fields[0], fields[-int(fields[2]) :]
        if not lemma.replace("-", "").isalpha() or len(lemma) < 3:
            continue
        weights: dict[str, float] = defaultdict(float)
        for rank, offset in enumerate(senses, 1):
            weights[class_of(offset)] += counts[lemma, rank] + 1 / rank
        total = sum(weights.values())
        best = max(sorted(weights), key=lambda name: weights[name])
        rare = not any(counts[lemma, rank] for rank in range(1, len(senses) + 1))
        if not best or weights[best] / total < LEAST_SHARE:
            continue
        if best in ("Thing", "Group") and rare and synsets[senses[0]][0] not in (6, 14):
            continue  # species, chemicals
        print(lemma, best, f"{weights[best] / total:.2f}", sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
