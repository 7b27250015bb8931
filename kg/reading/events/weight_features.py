"""What of a happening tells how much it matters in its article: features of :mod:`kg.reading.events.weights`.

All are general: where its words stand and what governs them, what kind of event it is, who takes part, whether it has a day
and a place, whether the headline speaks of it.
"""

from __future__ import annotations

import datetime
from collections import Counter

from kg.knowledge import events as lexicon
from kg.knowledge.background import rarity, stem
from kg.knowledge.days import moved
from kg.knowledge.word_likeness import vector
from kg.reading.text.annotations import Annotations, DocEvent
from kg.reading.text.syntax import Syntax

ACTORS = ("agent", "recipient", "participant")
_CONDITIONS = frozenset(("if", "unless", "whether", "should"))
_MODALS = frozenset(("would", "could", "might", "may", "can", "should", "must"))
_GOVERNED = ("xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp", "csubj")
_QUANTITIES = frozenset(("CARDINAL", "MONEY", "PERCENT", "QUANTITY"))
_PARTS = {"VERB": "v", "NOUN": "n"}
_YEAR = 365
_COMMON = 2.0
"""A stem rarer than this in news (:func:`kg.knowledge.background.rarity`) says what an article is about."""


class Frame:
    """What of an article all its happenings are held against.

    Attributes:
        headline: the stems of its headline (else of its first sentence).
        counts: how often each stem stands in it.
        told: how often each chain is mentioned; ``chains``: those that the headline mentions.
        vectors: what WordNet says of the headline's verbs and nouns.
        order: event word → how many others of its sentence stand before it.
        claims: of each happening, by its number; ``most_claims``: of one happening; ``size``: how many happenings there are.
        kindred: number of a happening → those that are likely the same.
        past: sentences that name a day more than a year before publication.
    """

    def __init__(self, tree: Syntax, noted: Annotations) -> None:
        t = tree.tokens
        self.tree, self.noted = tree, noted
        self.stems = [stem(w) if w.isalnum() else "" for w in t.lower]
        self.counts = Counter(s for s in self.stems if s)
        self.end = noted.headline_end
        starts = [s for s in t.starts if s >= self.end]
        self.body = t.sentences[starts[0]] if starts else 0
        self.length = max(len(t.starts) - self.body, 1)
        last = self.end or (t.starts[1] if len(t.starts) > 1 else len(t.words))
        self.headline = {s for s in self.stems[:last] if s and rarity(s) > _COMMON}
        self.lead = {
            self.stems[i]
            for i in range(self.end, len(t.words))
            if t.sentences[i] == self.body and self.stems[i] and rarity(self.stems[i]) > _COMMON
        }
        self.told = Counter(m.chain for m in noted.mentions)
        self.most = max(self.told.values(), default=1)
        self.day = datetime.date.fromisoformat(noted.published) if noted.published else None
        self.chains = {m.chain for m in noted.mentions if m.end <= last and m.chain >= 0}
        words = [(t.lemmas[i].lower(), _PARTS[t.pos[i]]) for i in range(last) if t.pos[i] in _PARTS]
        self.vectors = [v for lemma, part in words if (v := vector(lemma, part)) is not None]
        self.order: dict[int, int] = {}
        in_sentence: Counter[int] = Counter()
        for i in sorted({e.head for e in noted.events}):
            self.order[i] = in_sentence[t.sentences[i]]
            in_sentence[t.sentences[i]] += 1
        self.claims: dict[int, list[DocEvent]] = {}
        for event in noted.events:
            self.claims.setdefault(event.event, []).append(event)
        self.most_claims, self.size = max(map(len, self.claims.values()), default=1), len(self.claims)
        self.kindred: dict[int, list[int]] = {}
        for a, b in noted.kindred:
            self.kindred.setdefault(a, []).append(b)
            self.kindred.setdefault(b, []).append(a)
        self.past = {
            t.sentences[time.start]
            for time in noted.times
            if self.day and time.last and datetime.date.fromisoformat(time.last[:10]) < moved(self.day, -_YEAR)
        }
        self._of_sentence: dict[int, frozenset[str]] = {}

    def of_sentence(self, number: int) -> frozenset[str]:
        """The stems of a sentence that say what it is about."""
        found = self._of_sentence.get(number)
        if found is None:
            starts = self.tree.tokens.starts
            end = starts[number + 1] if number + 1 < len(starts) else len(self.stems)
            found = frozenset(s for s in self.stems[starts[number] : end] if s and rarity(s) > _COMMON)
            self._of_sentence[number] = found
        return found

    def days(self, claims: list[DocEvent]) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day of a happening, where a telling has one."""
        for event in claims:
            for a in event.arguments:
                if a.time is not None:
                    time = self.noted.times[a.time]
                    if time.first and time.last:
                        return datetime.date.fromisoformat(time.first[:10]), datetime.date.fromisoformat(time.last[:10])
        return None


def happening(frame: Frame, claims: list[DocEvent]) -> list[str]:
    """The features of one happening, of which ``claims`` tell, in order of the text: what each telling is, what all are together,
    and how it stands to those that are likely the same."""
    found: Counter[str] = Counter()
    for event in claims:
        found.update(set(_of_claim(frame, event)))
    several = len(claims)
    features = {f"any {name}" for name in found} | {f"all {name}" for name, n in found.items() if n == several}
    features.add(f"claims={min(several, 5)}")
    features.add(f"share of claims={3 * several // frame.most_claims}")
    features.add(f"happenings={sum(frame.size >= border for border in (12, 25, 50))}")
    features |= _of_all(frame, claims)
    features |= _beside_kindred(frame, claims)
    return sorted(features)


def _beside_kindred(frame: Frame, claims: list[DocEvent]) -> set[str]:
    """Features of a happening beside those that are likely the same told once more."""
    others = [frame.claims[number] for number in frame.kindred.get(claims[0].event, ())]
    found = {f"kindred={min(len(others), 3)}"}
    if any(len(other) > len(claims) for other in others):
        found.add("kindred told more")
    if any(min(e.head for e in other) < min(e.head for e in claims) for other in others):
        found.add("kindred told before")
    if any(other[0].head < frame.end for other in others):
        found.add("kindred in headline")
    return found


def _of_all(frame: Frame, claims: list[DocEvent]) -> set[str]:
    """Features of the happening as a whole."""
    noted, t = frame.noted, frame.tree.tokens
    found: set[str] = set()
    body = [t.sentences[e.head] - frame.body for e in claims if e.head >= frame.end]
    if body:
        first = min(body)
        found.add(f"first={first if first < 4 else '4-6' if first < 7 else '7-12' if first < 13 else '13'}")
        found.add(f"part={min(int(4 * first / frame.length), 3)}")
        found.add(f"sentences={min(len(set(body)), 4)}")
    else:
        found.add("first=none")
    kinds = Counter(e.event_type for e in claims)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    found |= {f"type={kind}"} | {f"top={top}" for top in lexicon.top_types(kind)}
    roles: dict[str, set[object]] = {}
    for event in claims:
        for a in event.arguments:
            named = a.country is not None or (
                a.mention is not None
                and noted.mentions[a.mention].chain >= 0
                and bool(noted.chains[noted.mentions[a.mention].chain].names)
            )
            key: object = a.country or (noted.mentions[a.mention].chain if a.mention is not None else t.lemmas[a.head])
            roles.setdefault(a.role, set()).add(key)
            if named and a.role in ACTORS:
                roles.setdefault("named", set()).add(key)
                if a.mention is not None:
                    share = frame.told[noted.mentions[a.mention].chain] / frame.most
                    found.add(f"actor share={'high' if share > 0.66 else 'middle' if share > 0.25 else 'low'}")
    if any(
        a.mention is not None and a.role in ACTORS and noted.mentions[a.mention].chain in frame.chains
        for e in claims
        for a in e.arguments
    ):
        found.add("actor in headline")
    for role, keys in roles.items():
        found |= {role, f"{role}={min(len(keys), 3)}"}
    found.add(f"slots={sum(role in roles for role in ('agent', 'recipient', 'participant', 'place', 'time'))}")
    found.add(f"distance={_distance(frame, claims)}")
    return found


def _distance(frame: Frame, claims: list[DocEvent]) -> str:
    """How far its day is from the day of publication."""
    known = frame.days(claims)
    if known is None:
        return "none"
    if frame.day is None:
        return "unknown"
    first, last = known
    if last < frame.day:
        days = (frame.day - last).days
        return (
            "day"
            if days < 3
            else "week"
            if days < 10
            else "month"
            if days < 40
            else "year"
            if days < 400
            else "long ago"
        )
    if first > frame.day:
        return "ahead" if (first - frame.day).days < 400 else "far ahead"
    return "now" if (last - first).days < 40 else "wide"


def _of_claim(frame: Frame, event: DocEvent) -> list[str]:
    """Features of one telling."""
    tree, noted, t = frame.tree, frame.noted, frame.tree.tokens
    i = event.head
    verb = t.pos[i] in ("VERB", "AUX")
    part = "v" if verb else "n" if t.pos[i] in ("NOUN", "PROPN") else "a"
    lemma = event.lemma.lower()
    root = lemma if verb else lexicon.verb_of_noun(lemma) or lemma
    found = [part, f"{part} dep={t.deps[i]}", f"status={event.status}", f"tense={event.tense}"]
    found.append(f"{part} class={lexicon.verb_class(root.split(' ')[0])}")
    if i < frame.end:
        found.append("headline")
        if t.heads[i] == i:
            found.append("headline root")
    elif t.heads[i] == i:
        found.append("root")
    found += [f"certainty={event.certainty}", f"polarity={event.polarity}"]
    if event.quotation is not None:
        quotation = noted.quotations[event.quotation]
        found += ["said", f"said {quotation.quotation} {quotation.kind}"]
    else:
        found.append("own voice")
    own = stem(t.lower[i])
    if i >= frame.end and own in frame.headline:
        found.append("word in headline")
    rare = rarity(own)
    found.append(f"rare={int(rare)}")
    count = frame.counts[own]
    found.append(f"count={min(count, 4)}")
    order = frame.order[i]
    found += [f"order={min(order, 4)}", f"kind {event.event_type} {event.status}"]
    if t.sentences[i] in frame.past:
        found.append("long past in sentence")
    if i >= frame.end:
        first, voice = t.sentences[i] - frame.body, "own" if event.quotation is None else "said"
        found.append(f"{'lead' if first < 2 else 'top' if first < 6 else 'body'} {voice} {min(order, 2)}")
        like = vector(lemma, "v" if verb else "n")
        if frame.vectors and like is not None:
            best = max(float(v @ like) for v in frame.vectors)
            found.append(
                f"like headline={'same' if best > 0.85 else 'kin' if best > 0.6 else 'far' if best > 0.35 else 'no'}"
            )
    sentence = frame.of_sentence(t.sentences[i])
    for name, words in (("headline", frame.headline), ("lead", frame.lead)):
        if words and i >= frame.end:
            share = len(sentence & words) / len(words)
            found.append(f"of {name}={'much' if share > 0.5 else 'some' if share > 0.2 else 'little'}")
    if lemma in lexicon.words("too general"):
        found.append("too general")
    if event.event_type in lexicon.words("little told"):
        found.append("little told")
    found += _under(tree, i)
    if verb:
        found += _verb(tree, i)
    else:
        found += _noun(tree, i)
    if any(t.ents[k] in _QUANTITIES for a in event.arguments if a.role in ACTORS for k in range(a.start, a.end)):
        found.append("counted actor")
    return found


def _under(tree: Syntax, i: int) -> list[str]:
    """What governs it."""
    t = tree.tokens
    found = []
    at, depth = i, 0
    while t.heads[at] != at and depth < 8:
        if t.deps[at] in _GOVERNED and f"under {t.deps[at]}" not in found:
            found.append(f"under {t.deps[at]}")
            above = t.heads[at]
            if t.pos[above] == "VERB":
                found.append(f"under class={lexicon.verb_class(t.lemmas[above].lower())}")
        at, depth = t.heads[at], depth + 1
        if any(t.deps[c] == "mark" and t.lower[c] in _CONDITIONS for c in tree.children[at]):
            found.append("conditional")
    found.append(f"depth={min(depth, 5)}")
    return found


def _verb(tree: Syntax, i: int) -> list[str]:
    t = tree.tokens
    found = [f"tag={t.tags[i]}"]
    aux = [t.lower[c] for c in tree.children[i] if t.deps[c] in ("aux", "auxpass")]
    if _MODALS & set(aux):
        found.append("modal")
    if "will" in aux or "'ll" in aux:
        found.append("will")
    if any(t.deps[c] == "auxpass" for c in tree.children[i]):
        found.append("passive")
    if t.tags[i] == "VBN" and {"had", "'d"} & set(aux):
        found.append("pluperfect")
    if t.tags[i] == "VBN" and {"has", "have", "'ve", "'s"} & set(aux):
        found.append("perfect")
    if t.tags[i] == "VB" and "to" in aux:
        found.append("infinitive")
    if any(t.deps[c] == "mark" and t.lower[c] in _CONDITIONS for c in tree.children[i]):
        found.append("conditional")
    if any(t.deps[c] == "neg" for c in tree.children[i]):
        found.append("negated")
    subject = tree.first(i, "nsubj", "nsubjpass")
    if subject is None:
        found.append("no subject")
    else:
        number = tree.mention_of.get(subject)
        kind = tree.mentions[number].kind if number is not None else t.pos[subject]
        found.append(f"subject={kind}")
        bare = not any(t.deps[c] in ("det", "poss", "nummod") for c in tree.children[subject])
        if t.tags[subject] == "NNS" and bare:
            found.append("generic subject")
            if t.tags[i] in ("VBP", "VB") or _MODALS & set(aux):
                found.append("general truth")
        if t.lower[subject] in ("i", "we", "you"):
            found.append(f"subject {t.lower[subject]}")
        if t.lower[subject] in ("it", "that", "this", "there", "which"):
            found.append("subject it")
    if tree.first(i, "dobj") is not None:
        found.append("object")
    return found


def _noun(tree: Syntax, i: int) -> list[str]:
    t = tree.tokens
    children = tree.children[i]
    det = next((t.lower[c] for c in children if t.deps[c] == "det"), "none")
    found = [
        f"det={det if det in ('the', 'a', 'an', 'this', 'that', 'no', 'any', 'none') else 'other'}",
        f"tag={t.tags[i]}",
    ]
    for dep in ("poss", "compound", "amod", "nummod", "prep"):
        if any(t.deps[c] == dep for c in children):
            found.append(f"noun has {dep}")
    if t.deps[i] == "pobj":
        found.append(f"after {t.lower[t.heads[i]]}")
    above = t.heads[i]
    if t.pos[above] == "VERB" and t.deps[i] in ("nsubj", "dobj", "nsubjpass"):
        found.append(f"{t.deps[i]} class={lexicon.verb_class(t.lemmas[above].lower())}")
    return found
