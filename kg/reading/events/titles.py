"""``kg_titles``: what each telling of an event would be called: who, verb, whom or what, where it matters.

From the clause of the event's word (:mod:`kg.reading.events.clauses`), with names for pronouns and in the present tense; what
is told by somebody says so. Where there is no such clause, from the noun's phrase ("Visit of …"), else from the sentence, cut
where a clause ends. Each has a score, so that the story can choose among the tellings of an event.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import event_roles as roles
from kg.knowledge.inflection import present
from kg.knowledge.word_sets import word_set
from kg.reading.events.clauses import LONG, Clause, Clauses, capital
from kg.reading.events.noun_titles import NounTitles
from kg.reading.events.verb_groups import is_plural
from kg.reading.events.weights import grouped
from kg.reading.events.wording import LONGEST_NAME, Wording, Writing
from kg.reading.text.annotations import Annotations, DocEvent, annotated
from kg.reading.text.syntax import Syntax, syntax

_PRONOUNS = {"m": "he", "f": "she", "Organization": "it", "Place": "it"}
_SAID_SO = word_set("tells how it is said")
"""Verbs that tell how somebody says it; all others are "says"."""
_CUT = frozenset((",", ";", ":", "—", "–", "--"))
_THEN = frozenset(("after", "before", "during", "following", "since", "until", "amid", "ahead", "despite", "on"))
_PLACES = frozenset(("in", "at", "near", "off", "outside", "on"))
SENTENCE = 22
LONGEST = 30
"""Words of a sentence that stands as a title."""


@Language.factory("kg_titles", assigns=["doc._.kg"])
def create_titles(nlp: Language, name: str) -> Titles:
    return Titles()


class Titles:
    """Fills ``title`` and ``title_score`` of each of ``annotations(doc).events``."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        if noted.events:
            made = _Made(syntax(doc), noted)
            found = {id(e): made.titles(e, claims) for claims in grouped(noted.events) for e in claims}
            # the same words are the title of one event alone: of the one that they tell best
            owner: dict[str, int] = {}
            best = sorted((-score, e.start, title, e.event) for e in noted.events for title, score in found[id(e)])
            for _, _, title, number in best:
                owner.setdefault(title, number)
            for event in noted.events:
                own = [f for f in found[id(event)] if owner[f[0]] == event.event]
                shared = [(title, score / 2) for title, score in found[id(event)][:1]]
                event.title, event.title_score = max([*own, *shared], key=lambda f: f[1], default=("", 0.0))
        return doc


class _Made:
    """The titles of one article's events."""

    def __init__(self, tree: Syntax, noted: Annotations) -> None:
        self.tree, self.noted, self.t = tree, noted, tree.tokens
        self.wording = Wording(tree, noted)
        self.clauses = Clauses(self.wording)
        self.nouns = NounTitles(self.wording)

    def titles(self, event: DocEvent, claims: list[DocEvent]) -> list[tuple[str, float]]:
        """What one telling may be called, the best first, and how good that is; ``claims`` are all of its happening."""
        made = [
            self._of_headline(event),
            self._of_clause(event),
            self.nouns.of_phrase(event),
            self.nouns.of_slots(event, claims),
        ]
        found = [f for f in (*made, self._of_sentence(event)) if f is not None and f[1] > 0] or [self._of_long(event)]
        titles = [(capital(text.split(" ")), round(score, 3)) for text, score in found]
        return sorted((f for f in titles if f[0]), key=lambda f: -f[1])

    # ------------------------------------------------------------------ the headline

    def _of_headline(self, event: DocEvent) -> tuple[str, float] | None:
        """The headline, where it is a sentence whose verb or subject or object tells the event."""
        t, end = self.t, self.noted.headline_end
        if event.head >= end or event.speech is not None:
            return None
        inside = [i for i in range(end) if not t.space[i]]
        verb, way = self.clauses.above(event.head)
        verbs = [
            i for i in inside if t.pos[i] in ("VERB", "AUX") and self.tree.first(i, "nsubj", "nsubjpass") is not None
        ]
        if verb not in verbs or len(way) > 3 or not 4 <= len(inside) <= LONG + 4:
            return None
        if any(t.words[i] in (":", "?", "|", "…", "!") for i in inside):
            return None
        if any(t.pos[i] == "PRON" and t.deps[i] in ("nsubj", "nsubjpass", "dobj") for i in inside):
            return None
        text = "".join(
            t.words[i] + (" " if t.spaced[i] else "") for i in range(inside[0], inside[-1] + 1) if not t.space[i]
        )
        direct = 0.2 if event.head == verb else 0.1 if t.heads[event.head] == verb else -0.1
        return text.strip(" .").replace("“", "").replace("”", "").replace('"', ""), 0.85 + direct

    # ------------------------------------------------------------------ the clause

    def _of_clause(self, event: DocEvent) -> tuple[str, float] | None:
        t = self.t
        if event.speech is not None and t.pos[event.head] not in ("VERB", "AUX"):
            return None
        verb, way = self.clauses.above(event.head)
        if t.pos[verb] not in ("VERB", "AUX"):
            return None
        clause = self.clauses.clause(verb, way)
        if clause is None or not event.head <= max(clause.tokens, default=-1):
            return None
        words = [*clause.words]
        score = self._score(event, clause)
        place = self._place(event, clause)
        if place and len(words) + len(place) <= LONG:
            words += place
            score += 0.05
        said = self._said_by(event, clause)
        if said is not None:
            words[-1] += ","
            words += said
            score -= 0.1
        elif event.quotation is not None:
            score -= 0.35
        score -= 0.04 * max(0, len(words) - LONG) + 0.1 * max(0, 4 - len(words))
        return " ".join(words), score

    def _score(self, event: DocEvent, clause: Clause) -> float:
        """How good a clause is as the title of an event."""
        t = self.t
        score = 0.6 + 0.1 * clause.said.named - 0.5 * min(clause.said.unclear, 2)
        if not clause.more:
            score -= 0.15
        if clause.verb == event.head:
            score += 0.15
        elif t.heads[event.head] == clause.verb and t.deps[event.head] in ("nsubj", "nsubjpass", "dobj"):
            score += 0.08
        elif t.pos[event.head] in ("VERB", "AUX"):
            score += 0.05
        else:
            score -= 0.4 if self._beside(event.head, clause) else 0.25
        if not clause.more and t.lemmas[clause.verb].lower() in roles.words("needs object"):
            score -= 0.35 if clause.words[-2:-1] not in (["is"], ["are"]) else 0.0
        if clause.open:
            score -= 0.4
        if not clause.said.named and clause.words[0].lower() in ("the", "this", "that", "these", "those", "its"):
            score -= 0.2
        if not clause.said.named and t.pos[clause.verb] == "VERB" and len(clause.words) < 5:
            score -= 0.05
        return score

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

    def _said_by(self, event: DocEvent, clause: Clause) -> list[str] | None:
        """ "Norland says", where somebody tells the event."""
        if event.quotation is None:
            return None
        t, q = self.t, self.noted.quotations[event.quotation]
        if q.speaker is None or (q.cue is not None and any(i in clause.tokens for i in range(*q.cue))):
            return None if q.speaker is None else []
        said, words = Writing(), list[str]()
        mention = self.noted.mentions[q.speaker_mention] if q.speaker_mention is not None else None
        plural = False
        if mention is not None:
            plural = is_plural(self.tree, mention.head)
            if 0 <= mention.chain < len(self.noted.chains):
                chain = self.noted.chains[mention.chain]
                plural = plural or (mention.kind == "Pronoun" and chain.plural)
                if mention.chain in clause.said.chains:
                    words = [_PRONOUNS.get(chain.gender or chain.entity_class, "they")]
                    plural = words == ["they"]
                elif chain.names and len(chain.names[0].split()) <= LONGEST_NAME:
                    words, plural = chain.names[0].split(), False
            if not words:
                name = self.wording.called(mention, said)
                words = name.split() if name else self.wording.write(range(mention.start, mention.end), said)
        else:
            words = self.wording.write(range(*q.speaker), said)
        if said.unclear or not words or len(words) > 6:
            return None
        cue = ""
        if q.cue is not None:
            cue = next((t.lemmas[i].lower() for i in range(*q.cue) if t.pos[i] == "VERB"), "")
        plural = plural or "and" in words
        return [*words, present(cue if cue in _SAID_SO else "say", plural)]

    # ------------------------------------------------------------------ nouns and sentences

    def _of_long(self, event: DocEvent) -> tuple[str, float]:
        """A clause however long, the sentence's where it is no other; the event's word alone where there is none."""
        verb, way = self.clauses.above(event.head)
        clause = self.clauses.clause(verb, way, LONGEST) if self.t.pos[verb] in ("VERB", "AUX") else None
        return (" ".join(clause.words), 0.1) if clause is not None else ("", 0.0)

    def _of_sentence(self, event: DocEvent) -> tuple[str, float] | None:
        """The sentence; of a long one the part around the event, cut where clauses end."""
        t = self.t
        number = t.sentences[event.head]
        start = t.starts[number]
        end = t.starts[number + 1] if number + 1 < len(t.starts) else len(t.words)
        cuts = [start - 1, *(i for i in range(start, end) if t.words[i] in _CUT), end]
        after = next(k for k, cut in enumerate(cuts) if cut > event.head or k == len(cuts) - 1)
        first = last = after
        while first > 1 and cuts[last] - cuts[first - 2] - 1 <= SENTENCE:
            first -= 1
        while last < len(cuts) - 1 and cuts[last + 1] - cuts[first - 1] - 1 <= SENTENCE:
            last += 1
        if cuts[last] - cuts[first - 1] > 2 * SENTENCE:
            return None
        said = Writing()
        begin = next((i for i in range(cuts[first - 1] + 1, cuts[last]) if not t.space[i]), cuts[last])
        if begin < cuts[last] and t.tags[begin] in ("VBD", "VBZ", "VBP") and begin > start:
            return None  # who does it stands before
        words = self.wording.write(range(cuts[first - 1] + 1, cuts[last]), said)
        if not 2 < len(words) <= SENTENCE + 8:
            return None
        short = 0.05 * (len(words) < 5) + 0.1 * any(t.words[i] == "?" for i in range(max(start, end - 4), end))
        return " ".join(words), max(0.25 - 0.05 * said.unclear - short, 0.01)
