"""Derives ``data/wordnet_events.tsv`` from WordNet 3.0: which nouns can name events, what verbs are about.

    python -m kg.knowledge.build_events [FOLDER]

FOLDER holds WordNet's ``index.noun data.noun index.verb data.verb cntlist.rev`` (Debian: ``apt-get install wordnet-base``,
``/usr/share/wordnet``). Run by hand when the format changes; what it writes is kept in the repository, under WordNet's
licence, which allows it with the notice that the file begins with.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).parent / "data" / "wordnet_events.tsv"
HAPPENING = {"04", "11", "22"}  # lexicographer files: acts, events, processes
TELLING = {"10"}  # communication: events where a verb is derived from the same sense ("announcement")
STATE = {
    "12",
    "19",
    "21",
    "24",
    "26",
    "07",
    "09",
}  # feeling, phenomenon, possession, relation, state, attribute, cognition
VERB_FILES = (
    "body", "change", "cognition", "communication", "competition", "consumption", "contact", "creation", "emotion",
    "motion", "perception", "possession", "social", "stative", "weather",
)  # fmt: skip
NOTICE = """\
# Which nouns can name events and what verbs are about. Derived by kg/knowledge/build_events.py from WordNet 3.0:
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Used under the WordNet licence
# (https://wordnet.princeton.edu/license-and-commercial-use): free use, copying and change with this notice; no warranty.
# noun: lemma, n, three digits (tenths of its senses, weighted by frequency, that are acts/events/processes; that tell
#       something and derive from a verb; that are states and derive from a verb or adjective), verb it derives from
# verb: lemma, v, lexicographer file of its most frequent senses
"""


def synsets(path: Path) -> dict[str, tuple[str, set[str], list[str], bool]]:
    """Of each synset of a data file: lexicographer file, verbs it derives from (by offset), words, from an adjective."""
    found = {}
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split(" | ")[0].split()
        count = int(parts[3], 16)
        words = [parts[4 + 2 * i].lower() for i in range(count)]
        at = 4 + 2 * count
        pointers = parts[at + 1 : at + 1 + 4 * int(parts[at])]
        verbs, adjective = set(), False
        for i in range(0, len(pointers), 4):
            symbol, target, pos, ends = pointers[i : i + 4]
            if symbol == "+" and pos == "v":
                verbs.add(f"{target}:{int(ends[:2], 16)}:{int(ends[2:], 16)}")
            adjective |= symbol == "+" and pos == "a"
        found[parts[0]] = (parts[1], verbs, words, adjective)
    return found


def senses(path: Path) -> dict[str, list[str]]:
    """Lemma → synset offsets, most frequent sense first, of single small words."""
    found = {}
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split()
        if parts[0].replace("-", "").isalpha():
            found[parts[0]] = parts[-int(parts[2]) :]
    return found


def counts(path: Path) -> dict[tuple[str, str, int], int]:
    """(lemma, part of speech, sense number) → how often it was tagged in SemCor."""
    found = {}
    for line in path.read_text(encoding="latin-1").splitlines():
        key, number, count = line.split()
        lemma, rest = key.split("%", 1)
        found[lemma, rest[0], int(number)] = int(count)
    return found


def digit(share: float) -> str:
    return str(min(9, int(share * 10)))


def rows(folder: Path) -> list[str]:
    tagged = counts(folder / "cntlist.rev")
    nouns, verbs = synsets(folder / "data.noun"), synsets(folder / "data.verb")
    out = []
    for lemma, offsets in senses(folder / "index.noun").items():
        shares, total = [0.0, 0.0, 0.0], 0.0
        derived: dict[str, float] = defaultdict(float)
        for rank, offset in enumerate(offsets, 1):
            weight = tagged.get((lemma, "1", rank), 0) + 1 / rank
            file, related, words, adjective = nouns[offset]
            own = {x for x in related if words[int(x.split(":")[1]) - 1] == lemma}
            total += weight
            if file in HAPPENING:
                shares[0] += weight
            elif file in TELLING and own:
                shares[1] += weight
            elif file in STATE and (own or adjective):
                shares[2] += weight
            if file in HAPPENING | TELLING | STATE:
                for x in own:
                    target, _, index = x.split(":")
                    derived[verbs[target][2][int(index) - 1]] += weight
        digits = "".join(digit(x / total) for x in shares)
        if digits != "000":
            # of several verbs the one that looks most like the noun, then the more frequent sense
            best = min(derived, key=lambda v: (-common(v, lemma), -derived[v], v), default="")
            out.append(f"{lemma}\tn\t{digits}\t{best}".rstrip("\t"))
    for lemma, offsets in senses(folder / "index.verb").items():
        files: dict[str, float] = defaultdict(float)
        for rank, offset in enumerate(offsets, 1):
            files[verbs[offset][0]] += tagged.get((lemma, "2", rank), 0) + 1 / rank
        best = min(files, key=lambda f: (-files[f], f))
        out.append(f"{lemma}\tv\t{VERB_FILES[int(best) - 29]}")
    return sorted(out)


def common(a: str, b: str) -> int:
    """Length of the common beginning of two words."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


if __name__ == "__main__":
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet")
    OUT.write_text(NOTICE + "\n".join(rows(source)) + "\n", encoding="utf-8")
