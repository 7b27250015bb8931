"""``kg_titles``: what each telling of an event would be called: who, verb, whom or what, where it matters.

From the clause of the event's word (:mod:`kg.reading.events.clauses`), with names for pronouns and in the present tense; what
is told by somebody says so. Where there is no such clause, from the noun's phrase ("Visit of …"), else from the sentence, cut
where a clause ends. Each has a score, so that the story can choose among the tellings of an event.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import events as lexicon
from kg.knowledge.inflection import present
from kg.knowledge.word_sets import word_set
from kg.reading.events.clauses import LONG, TOO_LONG, Clause, Clauses, capital
from kg.reading.events.noun_titles import NounTitles
from kg.reading.events.title_features import Candidate, title_features
from kg.reading.events.verb_groups import is_plural
from kg.reading.events.weights import beside_title, grouped
from kg.reading.events.wording import KEPT_ADVERBS, LONGEST_NAME, Wording, Writing
from kg.reading.text.annotations import Annotations, DocEvent, annotated
from kg.reading.text.syntax import Syntax, syntax

_PRONOUNS = {"m": "he", "f": "she", "Organization": "it", "Place": "it"}
_SAID_SO = word_set("tells how it is said")
"""Verbs that tell how somebody says it; all others are "says"."""
_BREAKS = frozenset((";", ":", "—", "–", "--"))
_STROKES = frozenset((":", "|", "—", "–", "--"))
_THEN = frozenset(("after", "before", "during", "following", "since", "until", "amid", "ahead", "despite", "on"))
_CLOCK = re.compile(r"^\d{1,2}[:.]\d\d (?=[A-Z])")
"""The hour that stands before a report of a live blog."""
_ASIDES = frozenset(
    ("after all", "for example", "for instance", "in fact", "of course", "in addition", "in turn", "in short")
)
_LINKS = frozenset(("however", "meanwhile", "moreover", "furthermore", "also", "thus", "therefore", "instead"))
_PLACES = frozenset(("in", "at", "near", "off", "outside", "on"))
LIGHT = 0.2
"""What a happening must weigh to get all kinds of candidates (half of all words do)."""
FULL = 6
"""Tellings of a happening that get all of them."""
SENTENCE = 22
LONGEST = 30
"""Words of a sentence that stands as a title."""
_CLAUSES = (("clause", LONG, TOO_LONG), ("full", LONG + 3, TOO_LONG + 3), ("long", SENTENCE, SENTENCE + 2))
"""Kinds of clauses: how many words they aim at, and how many they may have at most."""
LEAST = 0.1
"""How good a title of its own an event must have; one with less shares the title of another."""
OVERLONG = 0.01
"""What a word beyond a dozen costs a title."""
REMARK = 0.5
"""What the title that a remark on a happening gives is worth beside one that tells it."""
AS_TOLD = 0.05
"""What it costs to be the sentence as it stands, in its own tense."""
DIRECT = 0.3
"""How much nearer a clause is to the event that its verb tells than to others in it."""

HEAVY = 0.5
"""How much nearer it is to what weighs most."""
SAYING = 0.5
"""How much further it is from what is a mere saying, which no list shows."""

_ASKING = word_set("begins an indirect question")


@Language.factory("kg_titles", assigns=["doc._.kg"])
def create_titles(nlp: Language, name: str) -> Titles:
    return Titles()


class Titles:
    """Fills ``title`` and ``title_score`` of each of ``annotations(doc).events``; ``weight`` goes by how clear it is, too."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        if noted.events:
            made = Candidates(syntax(doc), noted)
            groups = grouped(noted.events)
            found = {id(e): made.ranked(e, claims) for claims in groups for e in claims}
            # the same words are the title of one event alone: of the one that they tell best
            owner: dict[str, int] = {}
            best = sorted(
                (-_nearness(e) - one.rank - DIRECT * one.direct, e.start, one.text, e.event)
                for e in noted.events
                for one in found[id(e)]
            )
            served: set[int] = set()
            for _, _, title, number in best:
                if title not in owner and number not in served:
                    owner[title] = number
                    served.add(number)
            for _, _, title, number in best:
                owner.setdefault(title, number)
            for event in noted.events:
                own = [one for one in found[id(event)] if owner[one.text] == event.event]
                if own and (own[0].score >= LEAST or len(own) == len(found[id(event)])):
                    event.title, event.title_score = own[0].text, own[0].score
                elif found[id(event)]:
                    event.title, event.title_score = found[id(event)][0].text, found[id(event)][0].score / 2
            for claims in groups:
                weight = beside_title(claims[0].weight, max(e.title_score for e in claims))
                for event in claims:
                    event.weight = weight
        return doc


def _nearness(event: DocEvent) -> float:
    """How much rather an event has a title than others that the same words tell."""
    return -SAYING if event.event_type == "Statement" else HEAVY * event.weight


@dataclass(frozen=True, slots=True)
class Titled:
    """What an event may be called, how good that is, and whether its word is the verb of it."""

    text: str
    score: float
    rank: float
    direct: bool = False


def quality(features: Iterable[str]) -> float:
    """How likely a person understands a title with these features alone and finds it true to the text, to three decimals."""
    weights = lexicon.title_weights()
    odds = math.fsum(weights.get(name, 0.0) for name in ("bias", *features))
    return round(1 / (1 + math.exp(-odds)), 3)


def asks(text: str) -> bool:
    """Whether a title would be a question, open or indirect ("what a deal might bring"): it tells no event; "WHO" is a name."""
    word, _, more = text.partition(" ")
    return bool(more) and word[:1].lower() + word[1:] in _ASKING


class Candidates:
    """What the events of one article may be called."""

    def __init__(self, tree: Syntax, noted: Annotations) -> None:
        self.tree, self.noted, self.t = tree, noted, tree.tokens
        self.wording = Wording(tree, noted)
        self.clauses = Clauses(self.wording)
        self.nouns = NounTitles(self.wording)
        self._found: dict[tuple[int, int, bool], list[Candidate]] = {}  # of stretches of sentences

    def ranked(self, event: DocEvent, claims: list[DocEvent]) -> list[Titled]:
        """What one telling may be called, the best first, and how good that is; ``claims`` are all of its happening."""
        best: dict[str, Titled] = {}
        for one in self.all(event, claims):
            score = quality(title_features(self.wording, event, one))
            if self._remarks(event, one):
                score = round(score * REMARK, 3)
            over = max(0, len(one.text.split()) - LONG)
            rank = score - OVERLONG * over - AS_TOLD * (one.kind in ("sentence", "part"))
            direct = "its verb" in one.extra if one.clause is None else one.clause.verb == event.head
            titled = Titled(one.text, score, rank, direct)
            if one.text not in best or rank > best[one.text].rank:
                best[one.text] = titled
        return sorted(best.values(), key=lambda one: (-one.rank, len(one.text), one.text))

    def _remarks(self, event: DocEvent, one: Candidate) -> bool:
        """Whether a clause says what to think of the happening that its subject names ("the call was the first in years")."""
        if one.clause is None or self.t.heads[event.head] != one.clause.verb or self.t.lemmas[one.clause.verb] != "be":
            return False
        beside = {self.t.deps[c] for c in self.tree.children[one.clause.verb]}
        return self.t.deps[event.head] == "nsubj" and not beside.isdisjoint(("attr", "acomp"))

    def all(self, event: DocEvent, claims: list[DocEvent]) -> list[Candidate]:
        """All candidates of one telling; of what hardly matters, and of tellings far back, the first kind that gives one."""
        if event.weight < LIGHT or event not in claims[:FULL]:
            made = self._simple(event, claims)
        else:
            clauses = self._of_clause(event, _CLAUSES)
            cores = {self._core(one) for one in clauses}
            made = [
                self._of_headline(event),
                *clauses,
                self.nouns.of_phrase(event),
                self.nouns.of_doer(event),
                self.nouns.of_slots(event, claims),
                *(
                    self._attributed(event, one)
                    for one in self._of_sentence(event, full=True)
                    if self._core(one) not in cores
                ),
                self._of_quotation(event),
            ]
        told = [one for one in made if one is not None and not asks(one.text)]
        found = told or [one for one in (self._of_long(event),) if one is not None and not asks(one.text)]
        named = [(one, capital(_CLOCK.sub("", one.text).split(" "))) for one in found]
        return [one if one.text == text else replace(one, text=text) for one, text in named if text]

    def _simple(self, event: DocEvent, claims: list[DocEvent]) -> list[Candidate | None]:
        """The first kind of candidate that a telling has."""
        return (
            [*self._of_clause(event, _CLAUSES[:1])]
            or [one for one in (self.nouns.of_phrase(event), self.nouns.of_slots(event, claims)) if one is not None]
            or [self._attributed(event, one) for one in self._of_sentence(event, full=False)]
        )

    # ------------------------------------------------------------------ the headline

    def _of_headline(self, event: DocEvent) -> Candidate | None:
        """The headline, or the part of it beside a colon or a stroke, where it is a sentence that tells the event."""
        t, end = self.t, self.noted.headline_end
        if event.head >= end or event.speech is not None:
            return None
        cuts = [-1, *(i for i in range(end) if t.words[i] in _STROKES), end]
        after = next(k for k, cut in enumerate(cuts) if cut > event.head)
        inside = [i for i in range(cuts[after - 1] + 1, cuts[after]) if not t.space[i]]
        if not 4 <= len(inside) <= LONG + 8 or any(t.words[i] in ("?", "…", "!") for i in inside):
            return None
        verbs = [i for i in inside if t.pos[i] in ("VERB", "AUX")]
        if not verbs or any(t.pos[i] == "PRON" and t.deps[i] in ("nsubj", "nsubjpass", "dobj") for i in inside):
            return None
        verb, _ = self.clauses.above(event.head)
        text = "".join(
            t.words[i] + (" " if t.spaced[i] else "") for i in range(inside[0], inside[-1] + 1) if not t.space[i]
        )
        text = text.strip(" .,").replace("“", "").replace("”", "").replace('"', "")
        place = self._headline_place(cuts, after, inside)
        if place:
            text += f" in {place}"
        direct = "its verb" if event.head == verb else "of its verb" if t.heads[event.head] == verb else "below"
        told = self.tree.first(verb, "nsubj", "nsubjpass") in inside
        said = Writing()
        self.wording.write(inside, said)
        extra = (direct, "whole" if len(cuts) == 2 else "in part", "told" if told else "untold")
        return Candidate(text, "headline", frozenset(inside), said, extra=extra)

    def _headline_place(self, cuts: list[int], after: int, inside: list[int]) -> str | None:
        """The place that stands alone before the colon of a headline ("Norland: Minister resigns"), where the rest names none."""
        if after != 2 or self.t.words[cuts[1]] != ":":
            return None
        before = [i for i in range(cuts[1]) if not self.t.space[i]]
        named = [m for m in self.noted.mentions if m.kind == "Named" and m.entity_class == "Place" and m.start <= inside[-1]]
        alone = next((m for m in named if before and (m.start, m.end) == (before[0], before[-1] + 1)), None)
        if alone is None or alone.chain < 0 or any(m.start in inside for m in named):
            return None
        return self.wording.name(alone.chain)

    # ------------------------------------------------------------------ the clause

    def _of_clause(self, event: DocEvent, kinds: Iterable[tuple[str, int, int]]) -> list[Candidate]:
        """The clause of an event in few words, with what is known already in full, and in more where they leave less out."""
        t = self.t
        if event.speech is not None and t.pos[event.head] not in ("VERB", "AUX"):
            return []
        verb, way = self.clauses.above(event.head)
        if t.pos[verb] not in ("VERB", "AUX"):
            return []
        found: list[Candidate] = []
        for kind, aim, most in kinds:
            if kind == "full" and not (found and self.wording.tells_as_known(found[0].tokens)):
                continue
            if kind == "long" and found and found[0].clause is not None and found[0].clause.whole:
                continue  # nothing more to say
            clause = self.clauses.clause(verb, way, most, aim, fuller=kind == "full")
            if clause is None or not event.head <= max(clause.tokens, default=-1):
                continue
            if kind == "full" and not clause.said.in_full:
                continue
            if kind == "long" and found and clause.tokens == found[0].tokens:
                continue
            words = [*clause.words]
            place = self._place(event, clause)
            if place and len(words) + len(place) <= aim:
                words += place
            said = self._said_by(event, clause.tokens, clause.said.chains, " ".join(clause.words))
            if not said and self.clauses.only_alleged(verb):
                continue
            if said:
                words[-1] += ","
                words += said
            extra = ["beside"] if verb != event.head and self._beside(event.head, clause) else []
            if said and self._doubtful_speaker(event):
                extra.append("doubtful speaker")
            found.append(Candidate(" ".join(words), kind, clause.tokens, clause.said, clause, bool(said), tuple(extra)))
        return found

    def _beside(self, i: int, clause: Clause) -> bool:
        """Whether the clause only says that it was then ("after the meeting")."""
        t = self.t
        while i != clause.verb and t.heads[i] != i:
            if t.deps[i] == "prep" and t.lower[i] in _THEN:
                return True
            i = t.heads[i]
        return False

    def _place(self, event: DocEvent, clause: Clause) -> list[str]:
        """Where it happens, where the clause does not say it."""
        t = self.t
        places = [a for a in event.arguments if a.role == "place" and a.mention is not None]
        if not places or any(a.head in clause.tokens for a in places):
            return []
        chain_of = self.noted.mentions
        for a in places:
            mention = chain_of[a.mention]  # type: ignore[index]
            names = self.noted.chains[mention.chain].names if mention.chain >= 0 else []
            if (
                mention.kind != "Named"
                or mention.chain in clause.said.chains
                or not names
                or mention.entity_class != "Place"
            ):
                continue
            before = t.lower[mention.start - 1] if mention.start else ""
            the = before == "the"
            if the and mention.start > 1:
                before = t.lower[mention.start - 2]
            name = " ".join(t.words[mention.start : mention.end])
            if name.lower() in " ".join(clause.words).lower():
                continue
            return [before if before in _PLACES else "in", *(["the"] if the else []), *name.split()]
        return []

    def _doubtful_speaker(self, event: DocEvent) -> bool:
        """Whether it is not sure whom a pronoun names that says so."""
        speaker = self.noted.quotations[event.quotation].speaker_mention if event.quotation is not None else None
        return speaker is not None and self.noted.mentions[speaker].doubtful

    def _said_by(self, event: DocEvent, tokens: frozenset[int], named: set[int], text: str) -> list[str] | None:
        """ "Norland says", where somebody tells the event."""
        if event.quotation is None:
            return None
        t, q = self.t, self.noted.quotations[event.quotation]
        if q.speaker is None or (q.cue is not None and any(i in tokens for i in range(*q.cue))):
            return None if q.speaker is None else []
        said, words = Writing(), list[str]()
        mention = self.noted.mentions[q.speaker_mention] if q.speaker_mention is not None else None
        plural = False
        if mention is not None:
            plural = is_plural(self.tree, mention.head)
            if 0 <= mention.chain < len(self.noted.chains):
                chain = self.noted.chains[mention.chain]
                plural = plural or (mention.kind == "Pronoun" and chain.plural)
                if mention.chain in named:
                    words = [_PRONOUNS.get(chain.gender or chain.entity_class, "they")]
                    plural = words == ["they"]
                elif chain.names and len(chain.names[0].split()) <= LONGEST_NAME:
                    words = chain.names[0].split()
                    plural = chain.plural and chain.entity_class not in ("Person", "Place")
            if not words:
                name = self.wording.called(mention, said)
                words = name.split() if name else self.wording.write(range(mention.start, mention.end), said)
        else:
            words = self.wording.write(range(*q.speaker), said)
        if said.unclear or not words or len(words) > 6:
            return None
        if len(words) > 1 and text.lower().startswith(" ".join(words).lower()):
            words = ["they" if plural else "it"]
        cue = ""
        if q.cue is not None:
            cue = next((t.lemmas[i].lower() for i in range(*q.cue) if t.pos[i] == "VERB"), "")
        plural = plural or "and" in words
        return [*words, present(cue if cue in _SAID_SO else "say", plural)]

    # ------------------------------------------------------------------ nouns and sentences

    def _of_long(self, event: DocEvent) -> Candidate | None:
        """A clause however long, where there is no other title."""
        verb, way = self.clauses.above(event.head)
        told = self.t.pos[verb] in ("VERB", "AUX") and not self.clauses.only_alleged(verb)
        clause = self.clauses.clause(verb, way, LONGEST) if told else None
        return (
            Candidate(" ".join(clause.words), "last", clause.tokens, clause.said, clause)
            if clause is not None
            else None
        )

    def _of_sentence(self, event: DocEvent, *, full: bool) -> list[Candidate]:
        """The sentence where it is short, and of a long one the part around the event that has a verb and its subject, cut where
        clauses end.
        """
        t = self.t
        number = t.sentences[event.head]
        start = t.starts[number]
        end = t.starts[number + 1] if number + 1 < len(t.starts) else len(t.words)
        if event.head < self.noted.headline_end:
            return []
        while end > start and (t.space[end - 1] or t.words[end - 1] in (".", "!")):
            end -= 1
        strokes = [i for i in range(start, end) if t.words[i] in _BREAKS]
        start = max((i + 1 for i in strokes if i < event.head), default=start)
        end = min((i for i in strokes if i > event.head), default=end)
        if end - start <= SENTENCE + 4:
            kind = "part" if strokes else "sentence"
            return self._parts(range(start, end), kind, full=full)
        commas = (i for i in range(start, end) if t.words[i] == "," and i not in self.wording.bracketed)
        cuts = [start - 1, *commas, end]
        after = next(k for k, cut in enumerate(cuts) if cut > event.head or k == len(cuts) - 1)
        first = last = after
        while first > 1 and cuts[last] - cuts[first - 2] - 1 <= SENTENCE:
            first -= 1
        while last < len(cuts) - 1 and cuts[last + 1] - cuts[first - 1] - 1 <= SENTENCE:
            last += 1
        if cuts[last] - cuts[first - 1] > SENTENCE + 6:
            return []
        return self._parts(range(cuts[first - 1] + 1, cuts[last]), "part", full=full)

    def _attributed(self, event: DocEvent, one: Candidate) -> Candidate:
        """A part of a sentence with who says so, where that stands elsewhere in it."""
        said = self._said_by(event, one.tokens, one.said.chains, one.text)
        return replace(one, text=f"{one.text.rstrip(',')}, {' '.join(said)}", by=True) if said else one

    def _of_quotation(self, event: DocEvent) -> Candidate | None:
        """What somebody says of themselves, in their own words: "“We want guards,” Anna Berg says"."""
        t = self.t
        if event.quotation is None:
            return None
        q = self.noted.quotations[event.quotation]
        span = next((s for s in q.content if s[0] <= event.head < s[1]), None)
        if q.quotation == "Indirect" or span is None or q.speaker_mention is None:
            return None
        number = t.sentences[event.head]
        start = max(span[0], t.starts[number])
        end = min(span[1], t.starts[number + 1] if number + 1 < len(t.starts) else len(t.words))
        inside = [i for i in range(start, end) if not t.space[i]]
        while inside and t.pos[inside[0]] in ("PUNCT", "CCONJ"):
            inside = inside[1:]
        while inside and (t.pos[inside[-1]] == "PUNCT" or not t.words[inside[-1]].strip("\"“”’'.,")):
            inside = inside[:-1]
        mention = self.noted.mentions[q.speaker_mention]
        chain = self.noted.chains[mention.chain] if mention.chain >= 0 else None
        if not chain or not chain.names or chain.entity_class == "Place" or mention.doubtful or not 3 < len(inside) <= SENTENCE:
            return None
        firsts = word_set("pronoun I") | word_set("pronoun we")
        told = any(t.deps[i] in ("nsubj", "nsubjpass") and t.heads[i] in inside for i in inside)
        if not told or not any(t.lower[i] in firsts for i in inside):
            return None
        text = "".join(t.words[i] + (" " if t.spaced[i] else "") for i in inside).strip()
        if any(mark in text for mark in '"“”([?'):
            return None
        name = self.wording.name(mention.chain)
        said = Writing()
        said.named = True
        said.chains.add(mention.chain)
        plural = chain.plural and chain.entity_class != "Person"
        title = f"“{text[:1].upper()}{text[1:]}”, {name} {present('say', plural)}"
        return Candidate(title, "quotation", frozenset(inside), said, by=True)

    def _parts(self, kept: range, kind: str, *, full: bool) -> list[Candidate]:
        """A part of a sentence as it stands, and with what is known already called in full."""
        key = (kept.start, kept.stop, full)
        if key not in self._found:
            self._found[key] = self._parts_of(kept, kind, full=full)
        return self._found[key]

    def _parts_of(self, kept: range, kind: str, *, full: bool) -> list[Candidate]:
        whole = self._part(kept, kind, Writing())
        if whole is None or not full:
            return [] if whole is None else [whole]
        if not self.wording.tells_as_known(kept):
            return [whole]
        told = self._part(kept, kind, Writing(fuller=True))
        return [whole] if told is None or not told.said.in_full else [whole, told]

    def _part(self, kept: range, kind: str, said: Writing) -> Candidate | None:
        t = self.t
        idle: set[int] = set()
        depth = 0
        for i in kept:
            depth += t.words[i] in "([" and bool(t.words[i])
            if depth or (self.wording.is_date(i) and t.heads[i] in kept):
                idle |= {i} if depth else self._under(i)
            depth -= t.words[i] in ")]" and depth > 0
        inside = sorted(self.clauses.whole({i for i in kept if not t.space[i] and i not in idle}))
        clock = self.tree.time_of
        while len(inside) > 1 and (
            t.pos[inside[0]] in ("CCONJ", "PUNCT")
            or self._links(inside)
            or (inside[0] in clock and t.pos[inside[0]] in ("NUM", "PUNCT"))
        ):
            inside = inside[1:]  # "But", "However,"
        if inside and t.lower[inside[0]] in ("who", "which", "whose", "while", "that"):
            return None  # whom it tells of stands before
        if inside and t.deps[inside[0]] == "mark" and t.heads[t.heads[inside[0]]] not in inside:
            return None  # what it is told beside stands elsewhere
        whole = kind != "part" or any(
            t.pos[i] in ("VERB", "AUX") and self.tree.first(i, "nsubj", "nsubjpass") in inside for i in inside
        )
        if not whole or not inside or (kind == "part" and t.tags[inside[0]] in ("VBD", "VBZ", "VBP", "VBN", "VB")):
            return None  # who does it stands before
        words = self.wording.write(inside, said, commas=True)
        if not 2 < len(words) <= SENTENCE + 4:
            return None
        return Candidate(" ".join(words), kind, frozenset(inside), said)

    def _links(self, inside: list[int]) -> bool:
        """Whether a sentence begins with a word that only links it to the one before ("However, …")."""
        t = self.t
        first, following = inside[:2]
        linked = t.pos[first] == "ADV" and t.words[following] == "," and t.lower[first] not in KEPT_ADVERBS
        aside = len(inside) > 4 and t.words[inside[2]] == "," and f"{t.lower[first]} {t.lower[following]}" in _ASIDES
        return linked or aside or t.lower[first] in _LINKS

    def _core(self, one: Candidate | None) -> frozenset[int]:
        """The words of a candidate that tell something."""
        if one is None:
            return frozenset()
        t = self.t
        return frozenset(i for i in one.tokens if t.pos[i] != "PUNCT" and not t.space[i])

    def _under(self, i: int) -> set[int]:
        """A token with all that hangs on it."""
        return {i}.union(*(self._under(c) for c in self.tree.children[i]))
