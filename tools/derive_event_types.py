"""Derive kg/knowledge/data/wordnet_types.tsv from WordNet 3.0: the type of words that the event lexicon does not hold.

    apt-get install wordnet-base
    python tools/derive_event_types.py [/usr/share/wordnet] > kg/knowledge/data/wordnet_types.tsv
    python tools/derive_event_types.py --test [/usr/share/wordnet]

A verb or noun takes the type of the lexicon's words that share its senses, or whose senses are more general, narrower, sisters
or implied, each sense by its frequency and each relation by its weight (NEAR). Kept is what has more than half of all that
speaks for any type (BAR); what would be Other anyway is left out. ``--test`` takes each word out of the lexicon and asks for
its type: how often the top type is right, by how sure it is (at .5: .81 of verbs and of nouns, of half of them).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.knowledge.events import plain_type, rows, senses, top_types, words

NOTICE = """\
# The type of words that event_lexicon.tsv does not hold, by WordNet's senses: lemma, part of speech, type. Derived by
# tools/derive_event_types.py from WordNet 3.0:
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Used under the WordNet licence
# (https://wordnet.princeton.edu/license-and-commercial-use): free use, copying and change with this notice; no warranty."""
BAR = 0.5
"""Share of the votes, with PRIOR among them, that a top type needs."""
NARROW = 0.6
"""Share of its top type's votes that a narrower type needs."""
PRIOR = 0.15
NEAR = {"same": 1.0, "up": 0.5, "down": 0.5, "sister": 0.15, "higher": 0.2, "group": 0.7, "implied": 0.5}
MOST = 1.5
"""What one sense may at most give to one type."""
FILES = {"v": ("verb", "2"), "n": ("noun", "1")}
EVENTS = {"04", "11", "22"}
"""Lexicographer files of noun senses that are acts, events and processes."""

Synset = tuple[str, list[tuple[str, str, str]]]


class WordNet:
    """One part of speech: senses of a word with their shares, and what stands near a synset.

    Args:
        folder: of WordNet's files.
        pos: v or n.
    """

    def __init__(self, folder: Path, pos: str) -> None:
        self.pos = pos
        name, self.digit = FILES[pos]
        self.synsets: dict[str, Synset] = {}
        for line in (folder / f"data.{name}").read_text("latin-1").splitlines():
            if not line.startswith(" "):
                parts = line.split(" | ")[0].split()
                at = 4 + 2 * int(parts[3], 16)
                pointers = parts[at + 1 : at + 1 + 4 * int(parts[at])]
                listed = [(pointers[k], pointers[k + 1], pointers[k + 2]) for k in range(0, len(pointers), 4)]
                self.synsets[parts[0]] = (parts[1], listed)
        self.offsets: dict[str, list[str]] = {}
        for line in (folder / f"index.{name}").read_text("latin-1").splitlines():
            if not line.startswith(" "):
                parts = line.split()
                self.offsets[parts[0].replace("_", " ")] = parts[-int(parts[2]) :]
        self.counts: dict[tuple[str, int], int] = {}
        for line in (folder / "cntlist.rev").read_text("latin-1").splitlines():
            key, number, count = line.split()
            lemma, rest = key.split("%")
            if rest[0] == self.digit:
                self.counts[lemma.replace("_", " "), int(number)] = int(count)

    def shares(self, lemma: str) -> list[tuple[str, float]]:
        """Each sense of a word, and its share of the word's use."""
        offsets = self.offsets.get(lemma, [])
        weight = [self.counts.get((lemma, k + 1), 0) + (0.5 if k else 1.0) for k in range(len(offsets))]
        return [(offset, w / sum(weight)) for offset, w in zip(offsets, weight, strict=True)]

    def near(self, synset: str) -> Iterator[tuple[str, float]]:
        """Synsets near one, with the weight of how they are."""
        yield synset, NEAR["same"]
        for symbol, target, pos in self.synsets[synset][1]:
            if pos != self.pos:
                continue
            if symbol in ("@", "@i"):
                yield target, NEAR["up"]
                for further, other, same in self.synsets[target][1]:
                    if same == self.pos and further in ("~", "~i") and other != synset:
                        yield other, NEAR["sister"]
                    elif same == self.pos and further in ("@", "@i"):
                        yield other, NEAR["higher"]
            elif symbol in ("~", "~i"):
                yield target, NEAR["down"]
            elif symbol in ("*", ">", "+"):
                yield target, NEAR["implied"]
            elif symbol == "$":
                yield target, NEAR["group"]

    def happens(self, lemma: str) -> bool:
        """Whether a word names happenings in most of its use (nouns)."""
        return sum(share for offset, share in self.shares(lemma) if self.synsets[offset][0] in EVENTS) > 0.5


class Guesser:
    """Guesses types of words from the lexicon's words near them."""

    def __init__(self, net: WordNet) -> None:
        self.net = net
        lemmas = {
            lemma.strip() for row in rows("event_lexicon.tsv") if row[1] == net.pos for lemma in row[3].split(",")
        }
        self.known = {lemma: kind for lemma in sorted(lemmas) if (kind := plain_type(lemma, net.pos))}
        self.told: dict[str, dict[str, float]] = defaultdict(dict)
        for lemma in self.known:
            for synset, share in net.shares(lemma):
                self.told[synset][lemma] = share

    def guess(self, lemma: str) -> tuple[str, str, float] | None:
        """Type, top type and share of the votes; the word itself does not vote."""
        votes: Counter[str] = Counter()
        for synset, share in self.net.shares(lemma):
            here: Counter[str] = Counter()
            for other, weight in self.net.near(synset):
                for word, part in self.told.get(other, {}).items():
                    if word != lemma:
                        here[self.known[word]] += weight * part
            for kind, weight in here.items():
                votes[kind] += share * min(weight, MOST)
        tops: Counter[str] = Counter()
        for kind, weight in votes.items():
            tops[top_types(kind)[0]] += weight
        if not tops:
            return None
        top = max(tops, key=lambda t: (tops[t], t))
        kind = max((k for k in votes if top_types(k)[0] == top), key=lambda k: (votes[k], k))
        narrow = kind if votes[kind] >= NARROW * tops[top] else top
        return narrow, top, tops[top] / (sum(tops.values()) + PRIOR)


def main(folder: Path) -> None:
    print(NOTICE)
    for pos in FILES:
        net = WordNet(folder, pos)
        guesser = Guesser(net)
        for lemma in sorted(net.offsets):
            general = lemma in words("too general") or lemma in words("no noun")
            if (
                lemma.count(" ") > 1
                or general
                or plain_type(lemma, pos)
                or senses(lemma, pos)
                or not lemma.replace(" ", "").replace("-", "").isalpha()
            ):
                continue
            found = guesser.guess(lemma)
            if found and found[1] != "Other" and found[2] > BAR and (pos == "v" or net.happens(lemma)):
                print(lemma, pos, found[0], sep="\t")


def test(folder: Path) -> None:
    for pos in FILES:
        guesser = Guesser(WordNet(folder, pos))
        found = [(guess, kind) for lemma, kind in guesser.known.items() if (guess := guesser.guess(lemma))]
        for bar in (0.0, 0.4, 0.45, 0.5, 0.6):
            sure = [guess[1] == top_types(kind)[0] for guess, kind in found if guess[2] > bar and guess[1] != "Other"]
            print(pos, bar, len(sure), len(guesser.known), f"{sum(sure) / len(sure):.3f}")


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "--test"]
    (test if "--test" in sys.argv else main)(Path(arguments[0] if arguments else "/usr/share/wordnet"))
