"""``kg_factuality``: how sure the one who speaks is that an event happens, did, or will: certainty, polarity, tense, status.

Read from the verb group (auxiliaries, negation, tense), then from what governs it, up the tree: intention ("plan to"),
proposal ("called for"), denial ("refused to"), report ("said that"), condition, purpose, question (FactBank's scheme, with the
effects of words as data: ``event_factuality.tsv``). An event noun takes its state from the verb that carries it ("talks will
be held"), from the word that governs it ("cancelled the visit") and from its adjectives ("planned talks").
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import events as lexicon
from kg.knowledge.factuality import effect
from kg.reading.events.corrections import drop_notices, taken_back
from kg.reading.events.denials import denied_by_somebody
from kg.reading.events.infinitives import (
    bidden,
    hypothetical,
    inverted,
    obligation,
    planned_by_noun,
    purpose,
    ranked,
    reported,
    supposed,
    verb_above,
)
from kg.reading.events.occurrences import occurrences
from kg.reading.events.plans import told_as_plan
from kg.reading.events.senses import light_verb_of
from kg.reading.events.state import State, of_occurrences, under, withdrawn
from kg.reading.events.turns import (
    counterfactual,
    habitual,
    measured_off,
    none_at_all,
    perceived,
    said_in_passing,
    valued,
    wished,
)
from kg.reading.text.annotations import Annotations, DocEvent, annotated
from kg.reading.text.questions import asks_future, questions
from kg.reading.text.syntax import Syntax, syntax

_DEPTH = 10
_VERBS = ("VERB", "AUX")
TRIES = frozenset(("try", "attempt", "strive"))
"""Verbs that leave open whether it came about, whoever tells it."""


@Language.factory("kg_factuality", assigns=["doc._.kg"])
def create_factuality(nlp: Language, name: str) -> Factuality:
    return Factuality()


class Factuality:
    """Sets certainty, polarity, tense and status of each of ``annotations(doc).events``."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        if noted.events:
            reader = _Reader(syntax(doc), noted)
            drop_notices(reader.tree, noted)
            for event in noted.events:
                state = reader.event(event)
                if state.status == "Planned" and state.certainty == "Certain" and not told_as_plan(reader.tree, event.head):
                    state = replace(state, certainty="Underspecified")  # somebody is after it, and nobody says that it will be
                if taken_back(reader.tree, event):
                    event.certainty, event.polarity, event.tense, event.status = withdrawn(state)
                    continue
                if state.status == "Denied" and not denied_by_somebody(reader.tree, noted, event):
                    state = replace(state, status="NotOccurred")
                event.certainty, event.polarity = state.certainty, state.polarity
                event.tense, event.status = state.tense, state.status
        return doc


class _Reader:
    def __init__(self, tree: Syntax, noted: Annotations) -> None:
        self.tree, self.noted = tree, noted
        self.states: dict[int, State] = {}
        self.types = {e.head: e.event_type for e in noted.events if tree.tokens.pos[e.head] == "VERB"}
        self.questions = questions(tree)
        self.spoken = [s for q in noted.quotations if q.quotation == "Direct" for s in q.content]

    def event(self, event: DocEvent) -> State:
        t = self.tree.tokens
        state = self.state(self._same_deed(event))
        if said_in_passing(self.tree, event.head):
            return under(state, "Unknown")
        if state.status in ("Planned", "Denied", "Proposed", "Ongoing") and hypothetical(
            self.tree, self._same_deed(event)
        ):
            return replace(state, status="Possible", certainty="Possible")
        if state.status in ("Occurred", "Ongoing", "Planned", "Denied") and bidden(self.tree, event.head):
            return under(state, "Unknown")  # who is told to do what is not told to have done it
        if state.status == "Occurred" and state.tense == "Present" and event.event_type in ("State", "Think", "Want"):
            state = replace(state, status="Ongoing")
        if state.status == "Occurred" and state.tense == "Untensed" and t.pos[event.head] in ("NOUN", "PROPN"):
            state = replace(state, tense="Past")  # what a noun names and what has occurred is past
        if (
            state.status == "Planned"
            and t.sentences[event.head] in self.questions
            and asks_future(self.tree, event.head)
        ):
            return under(state, "Unknown")  # "Will there be a vote?"
        if (
            state.status in ("Occurred", "Ongoing")
            and t.sentences[event.head] in self.questions
            and event.speech is None
            and self._asked(self._same_deed(event))
        ):
            return under(state, "Unknown")
        if state.status in ("Occurred", "Ongoing") and (t.tags[event.head] not in ("VBD",)) and self._later(event):
            return replace(state, status="Planned", tense="Future")
        return state

    def _asked(self, verb: int) -> bool:
        """Whether a verb is what its sentence asks: its main verb, or the one behind a label or a "yes or no" auxiliary."""
        t = self.tree.tokens
        if t.pos[verb] != "VERB" or t.deps[verb] in ("relcl", "advcl", "csubj"):
            return False
        if t.deps[verb] in ("ROOT", "conj", "ccomp"):
            return True
        first = next((c for c in self.tree.children[verb] if t.deps[c] in ("aux", "auxpass")), None)
        subject = next((c for c in self.tree.children[verb] if t.deps[c] in ("nsubj", "nsubjpass")), None)
        return first is not None and subject is not None and first < subject

    def _same_deed(self, event: DocEvent) -> int:
        """The word whose state an event has: of a noun that its verb does ("sign the treaty"), the verb; else its own."""
        t = self.tree.tokens
        verb = t.heads[event.head]
        if t.pos[event.head] != "NOUN" or t.deps[event.head] not in ("dobj", "obj", "nsubjpass"):
            return event.head
        return verb if self.types.get(verb) == event.event_type else event.head

    def _later(self, event: DocEvent) -> bool:
        """Whether the event's time begins after the article was published."""
        published = self.noted.published
        for a in event.arguments:
            if a.time is not None and published:
                first = self.noted.times[a.time].first
                if first and first > published:
                    return True
        return False

    # -------------------------------------------------------------- states

    def state(self, i: int, depth: int = 0) -> State:
        found = self.states.get(i)
        if found is None:
            if depth > _DEPTH:
                return State()
            self.states[i] = State()  # a broken tree must not loop
            t = self.tree.tokens
            if t.pos[i] in _VERBS:
                found = self._verb(i, depth)
            elif t.pos[i] == "ADJ":
                found = self._adjective(i, depth)
            else:
                found = self._noun(i, depth)
            self.states[i] = found
        return found

    def _lemma(self, i: int, of: int | None = None) -> list[str]:
        """The lemma, before it with particle or preposition, but not with one that stands behind its object ``of``."""
        t = self.tree.tokens
        lemma = t.lemmas[i].lower()
        small = [c for c in self.tree.children[i] if t.deps[c] == "prt" or (t.deps[c] == "prep" and (of is None or c < of))]
        return [f"{lemma} {t.lower[c]}" for c in small] + [lemma]

    def _effect(self, i: int, place: str = "complement", of: int | None = None) -> str | None:
        for name in self._lemma(i, of):
            found = effect(place, name)
            if found:
                return found
        return None

    def _verb(self, i: int, depth: int) -> State:
        t, tree = self.tree.tokens, self.tree
        tag = t.tags[i]
        auxiliaries = [c for c in tree.children[i] if t.deps[c] in ("aux", "auxpass")]
        head, dep = t.heads[i], t.deps[i]
        coordinated = dep == "conj" and t.pos[head] in _VERBS
        if coordinated and tag == "VBD" and t.tags[head] in ("VB", "VBG"):  # joined to the governing clause
            coordinated, dep, head = False, "ROOT", i
        shared = (
            coordinated
            and not auxiliaries
            and not self._subject(i)
            and (tag == t.tags[head] or tag in ("VB", "VBN", "VBG"))
        )
        state = State()
        if shared:
            state = self.state(head, depth + 1)
            if any(t.deps[c] == "neg" for c in tree.children[head]) and state.status == "Denied":
                state = State(tense=state.tense)  # "did not go and resigned": the negation is rarely shared
        else:
            state = self._group(i, tag, auxiliaries)
            if counterfactual(tree, i):
                state = State(status="Denied", polarity="Negative")
            elif habitual(tree, i):
                state = State()
            elif perceived(tree, i):
                state = State(tense="Present")
        state = self._adverbs(i, state)
        if not shared:
            at, relation = (head, t.deps[head]) if coordinated and not self._subject(i) else (i, dep)
            if coordinated and at == head:
                i_governed, head = head, t.heads[head]
                dep = relation
                state = self._governed(i_governed, head, dep, state, depth)
            else:
                state = self._governed(i, head, dep, state, depth)
        if t.lower[max(0, i - 2) : i] == ["rather", "than"] and state.status not in ("Denied", "Cancelled"):
            state = under(state, "Denied")  # "rather than pay, it sued"
        if inverted(tree, i):
            state = replace(under(state, "Possible"), certainty="Underspecified", polarity="Positive")
        for c in tree.children[i]:
            if t.deps[c] == "mark":
                found = effect("mark", t.lower[c])
                past = t.lower[c] in ("until", "till") and state.tense == "Past"  # "they fought until help came"
                if found and not past and state.status in ("Occurred", "Ongoing", "Planned"):
                    state = under(state, found)
                    if found == "Possible":  # a condition says nothing of how sure it is (FactBank's Uu)
                        state = replace(state, certainty="Underspecified")
        return state

    def _finite(self, i: int) -> bool:
        """Whether the clause of verb ``i`` has a tense of its own."""
        t = self.tree.tokens
        if t.tags[i] in ("VBD", "VBZ", "VBP"):
            return True
        return any(
            t.deps[c] in ("aux", "auxpass") and t.tags[c] in ("VBD", "VBZ", "VBP", "MD") for c in self.tree.children[i]
        )

    def _subject(self, i: int) -> bool:
        deps = self.tree.tokens.deps
        return any(deps[c] in ("nsubj", "nsubjpass", "expl") for c in self.tree.children[i])

    def _group(self, i: int, tag: str, auxiliaries: list[int]) -> State:
        """What the verb with its auxiliaries says."""
        t = self.tree.tokens
        words = [t.lower[c] for c in auxiliaries]
        for word in words:
            modal = effect("modal", word)
            if word == "'d" and tag == "VBN":
                modal = None
            if modal == "Conditional":
                return State("Underspecified", "Positive", "Future", "Conditional")
            if modal == "Planned":
                return State("Certain", "Positive", "Future", "Planned")
            if modal:
                return under(State(tense="Future"), modal)
        if "to" in words:
            return State("Certain", "Positive", "Untensed", "Infinitive")
        first = auxiliaries[0] if auxiliaries else i
        present = t.tags[first] in ("VBZ", "VBP") and t.lower[first] not in ("have", "has", "'ve")
        if (tag == "VBG" and any(t.lemmas[c].lower() == "be" for c in auxiliaries)) or (tag == "VBN" and "being" in words):
            now = t.tags[first] in ("VBZ", "VBP")  # "is being examined", "has been fighting"
            return State(tense="Present" if now else "Past", status="Ongoing" if now else "Occurred")
        if present:
            return State(tense="Present")
        return State(tense="Untensed") if not auxiliaries and tag in ("VBG", "VB", "VBN") else State()

    def _adverbs(self, i: int, state: State) -> State:
        t = self.tree.tokens
        for c in self.tree.children[i]:
            dep = t.deps[c]
            if dep == "neg" or (dep in ("advmod", "preconj", "cc") and effect("adverb", t.lower[c]) == "Denied"):
                if c + 1 < len(t.lower) and t.lower[c + 1] in ("only", "just", "merely", "necessarily"):
                    state = under(state, "Unknown") if t.lower[c + 1] == "necessarily" else state
                    continue
                state = replace(state, status="Denied", polarity="Negative")
            elif dep == "advmod":
                found = effect("adverb", t.lower[c])
                if found:
                    state = under(state, found)
            elif dep in ("nsubj", "nsubjpass", "dobj") and self._no(c):
                state = replace(state, status="Denied", polarity="Negative")
        return state

    def _no(self, noun: int) -> bool:
        t = self.tree.tokens
        return t.lower[noun] in ("nobody", "none", "nothing", "neither") or any(
            t.deps[c] in ("det", "neg") and t.lower[c] in ("no", "neither") for c in self.tree.children[noun]
        )

    def _governed(self, i: int, head: int, dep: str, state: State, depth: int) -> State:
        """``state`` of the clause at ``i``, under what governs it."""
        t, tree = self.tree.tokens, self.tree
        infinitive = state.status == "Infinitive"
        conditional = state.status == "Conditional"
        if (conditional or (state.status == "Planned" and not infinitive)) and supposed(self.tree, i):
            state = replace(state, status="Possible", certainty="Possible")  # "if it succeeds, prices will fall"
        elif conditional and (dep == "relcl" or self._spoken(i)) and not reported(self.tree, i):
            state = replace(state, status="Possible", certainty="Possible")  # "people who would do anything"
        elif conditional:
            state = replace(state, status="Planned", certainty="Probable")
        if infinitive:
            state = replace(state, status="Planned", tense="Future")
        if head == i:
            if conditional:
                return replace(state, status="Possible", certainty="Possible")
            return state
        pos = t.pos[head]
        if infinitive and measured_off(tree, i, head):
            return under(state, "Unknown")
        if dep in ("xcomp", "ccomp", "oprd", "acomp", "csubj", "csubjpass", "nsubj") and pos in (*_VERBS, "ADJ"):
            return self._complement(i, head, state, infinitive, depth)
        if dep == "advcl":
            if infinitive and t.pos[head] in _VERBS:
                objects = any(t.deps[c] in ("dobj", "obj") for c in tree.children[head])
                if t.lemmas[head].lower() == "be" or (not objects and self._effect(head)):
                    return self._complement(i, head, state, True, depth)
                habit = t.tags[head] in ("VBZ", "VBP") and head >= self.noted.headline_end
                return purpose(state, self.state(head, depth + 1), simple_present=habit)
            if (
                t.tags[i] in ("VBG", "VBN")
                and not self._subject(i)
                and not [c for c in tree.children[i] if t.deps[c] in ("aux", "mark")]
                and not self._of_noun_before(i)
            ):
                above = self.state(head, depth + 1)
                if above.status in ("Planned", "Proposed", "Possible") and state.polarity == "Positive":
                    return replace(above, tense=above.tense)
            return state
        if dep in ("acl", "relcl"):
            if pos in ("NOUN", "PROPN") and infinitive:
                found = effect("noun", t.lemmas[head].lower())
                if found and found != "Planned" and self._never(head):
                    return under(state, "Unknown")
                if found and (self._no(head) or none_at_all(self.tree, head)):  # "had no plans to close", "no reason to go"
                    return under(replace(state, status="Occurred"), "Denied" if found == "Planned" else "Unknown")
                if (
                    found
                    and t.deps[head] in ("dobj", "obj", "nsubjpass")
                    and self._effect(t.heads[head]) == "Cancelled"
                ):
                    return under(replace(state, status="Occurred"), "Cancelled")  # "dropped the plan to move"
                if found:
                    return under(replace(state, status="Occurred"), found)
                return self._behind_noun(i, head, state, depth)
            found = effect("noun", t.lemmas[head].lower()) if conditional and dep == "acl" else None
            return under(state, found) if found == "Possible" else state  # "a chance that it would rain"
        if dep == "pcomp":
            return self._after_preposition(i, head, state, depth)
        if dep in ("amod", "compound"):
            return state
        return replace(state, status="Possible", certainty="Possible") if conditional and dep == "ROOT" else state

    def _behind_noun(self, i: int, noun: int, state: State, depth: int) -> State:
        """An infinitive behind a noun that says nothing of plans ("the first to leave", "tools to dig with")."""
        if ranked(self.tree, noun):
            above = verb_above(self.tree, noun)
            told = State() if above is None else self.state(above, depth + 1)
            return replace(told, polarity="Positive") if told.status not in ("Denied", "Cancelled") else state
        return state if planned_by_noun(self.tree, noun, i) else under(state, "Unknown")

    def _of_noun_before(self, i: int) -> bool:
        """Whether a participle tells of the noun before its comma what is planned ("the next talks, expected in May")."""
        t = self.tree.tokens
        planned = t.tags[i] == "VBN" and t.lemmas[i].lower() in lexicon.words("planned")
        return planned and i > 1 and t.words[i - 1] == "," and t.pos[i - 2] in ("NOUN", "PROPN")

    def _complement(self, i: int, head: int, state: State, infinitive: bool, depth: int) -> State:
        t = self.tree.tokens
        what = self._effect(head)
        above = self.state(head, depth + 1)
        if infinitive and wished(self.tree, head):
            return under(state, "Possible")
        if infinitive and t.lemmas[head].lower() == "go" and t.tags[head] == "VBG":
            return self._going_to(head, state)
        if infinitive and self._came_about(head):
            return State()
        if t.deps[i] in ("csubj", "csubjpass") and t.tags[i] == "VBG" and t.lemmas[head].lower() == "be":
            return under(state, "Unknown")  # "deploying drones is a decision"
        if infinitive and (t.deps[i] in ("csubj", "csubjpass") or valued(self.tree, head)):
            return under(state, "Unknown")  # "to attack them is wrong", "it is in their interest to stay"
        if infinitive and what is None and t.pos[head] == "ADJ":
            return under(state, "Unknown")  # "is not easy to build", "are scared to go out"
        judged = False
        if what is None and t.lemmas[head].lower() == "be":
            adjective = next((c for c in self.tree.children[head] if t.deps[c] in ("acomp", "attr")), None)
            judged = adjective is not None
            if adjective is not None:
                what = effect("complement", t.lower[adjective]) or effect("noun", t.lemmas[adjective].lower())
            elif infinitive:
                what = "Planned"  # "is to meet"
        negative = above.status in ("Denied", "Cancelled")
        finite = not infinitive and self._finite(i)
        if what is None or what == "Same":
            if finite:
                return state
            if infinitive and t.lemmas[head].lower() == "have":
                if any(t.lower[c] == "yet" for c in self.tree.children[head]):
                    return replace(state, status="Denied", polarity="Negative")
                return obligation(state, above, past=t.tags[head] in ("VBD", "VBN"))
            if infinitive and judged:
                return under(state, "Unknown")  # "it is hard to see", "it would be nice to see"
            if infinitive and t.lemmas[head].lower() == "remain":
                return under(state, "Unknown")  # "remains to be seen"
            if infinitive or t.tags[i] in ("VBG", "VB", "VBN"):
                return above if above.status != "Occurred" else state
            return state
        if finite and what in ("Denied", "Cancelled") and t.lemmas[head].lower() not in lexicon.words("denies clauses"):
            return state
        if what == "Report":
            if infinitive:
                return replace(above, tense="Untensed") if above.status == "Occurred" else above
            return under(state, "Unknown") if negative else state
        if what == "Occurred":
            if finite:
                doubted = negative and t.lemmas[head].lower() in lexicon.words("concedes")
                return under(state, "Unknown") if doubted else state  # "does not accept that it is so"
            if infinitive or t.tags[i] in ("VB", "VBG"):
                return above
            return state
        if what == "Ongoing":
            return state if finite else above
        if what in ("Planned", "Proposed", "Possible", "Probable"):
            if what == "Probable" and infinitive:
                return replace(above, certainty="Probable")
            if negative:
                return replace(state, status="Denied" if what == "Planned" else "Unknown", polarity="Negative")
            if above.status == "Possible" and what != "Probable":
                return under(state, "Possible")
            if above.status == "Unknown" and infinitive and t.tags[head] == "VBG":
                return above  # "trying to sell them would be hard"
            passive = any(t.deps[c] == "auxpass" for c in self.tree.children[head])
            if infinitive and passive and t.lemmas[head].lower() in lexicon.words("left open by a passive"):
                return under(state, "Possible")
            if finite and what == "Probable" and state.status == "Occurred" and self._says_i(head):
                return under(state, "Unknown")  # "I think it had to do with that"
            if infinitive and what == "Planned" and above.status in ("Occurred", "Unknown") and self._tried(head):
                return replace(state, status="Possible", certainty="Underspecified")
            if (
                state.status in ("Occurred", "Ongoing")
                and state.tense in ("Past", "Present")
                and (t.tags[i] == "VBD" or (finite and t.tags[i] == "VBN") or self._tells(head))
                and what in ("Planned", "Proposed")
            ):
                return state  # "agreed that it had failed"
            if what == "Proposed" and state.polarity == "Negative":
                return under(state, "Unknown")  # "urged them not to go"
            if what == "Planned" and state.polarity == "Negative":
                return state
            return under(state, what)
        if negative:  # "did not deny"
            return under(state, "Unknown")
        if above.status == "Possible" and what in ("Denied", "Cancelled"):
            return under(state, "Unknown")  # "may be banned from working there"
        if above.status in ("Planned", "Proposed") and what in ("Denied", "Cancelled"):
            return under(state, "Denied")
        return under(state, what)

    def _going_to(self, verb: int, state: State) -> State:
        """The state of what somebody is, was or is not going to do."""
        t = self.tree.tokens
        be = [t.lower[c] for c in self.tree.children[verb] if t.deps[c] == "aux"]
        if any(t.deps[c] == "neg" for c in self.tree.children[verb]):
            return replace(state, status="Denied", polarity="Negative", tense="Future")
        if ("was" in be or "were" in be) and not reported(self.tree, verb):
            return under(state, "Unknown")
        return under(state, "Planned")

    def _came_about(self, i: int) -> bool:
        """Whether a word says in the past that what it governs came about ("was able to flee")."""
        t = self.tree.tokens
        if t.lemmas[i].lower() == "be":
            verb, word = i, next((c for c in self.tree.children[i] if t.deps[c] == "acomp"), i)
        else:
            verb, word = (t.heads[i] if t.pos[i] == "ADJ" else i), i
        if t.lemmas[word].lower() not in lexicon.words("came about in the past") or t.tags[verb] != "VBD":
            return False
        return not any(t.deps[c] in ("neg", "aux") for c in (*self.tree.children[verb], *self.tree.children[word]))

    def _says_i(self, verb: int) -> bool:
        """Whether it is "I" or "we" who think so."""
        t = self.tree.tokens
        return any(t.deps[c] == "nsubj" and t.lower[c] in ("i", "we") for c in self.tree.children[verb])

    def _never(self, noun: int) -> bool:
        """Whether the verb above a noun is denied ("never felt the need to go")."""
        t = self.tree.tokens
        verb = t.heads[noun]
        return t.deps[noun] in ("dobj", "obj", "nsubjpass") and any(
            t.deps[c] == "neg" or t.lower[c] == "never" for c in self.tree.children[verb]
        )

    def _tried(self, verb: int) -> bool:
        """Whether somebody tried or wanted, once ("tried to flee"); what is told of a plan in the past tense may hold yet."""
        t = self.tree.tokens
        lemma = t.lemmas[verb].lower()
        if t.tags[verb] == "VBG" and lemma in TRIES and not any(t.deps[c] == "aux" for c in self.tree.children[verb]):
            return True  # "while trying to enter"
        had = t.tags[verb] == "VBN" and any(t.lower[c] in ("had", "'d") for c in self.tree.children[verb])
        past = (t.tags[verb] == "VBD" or had) and lemma in lexicon.words("past leaves open")
        return past and (lemma in TRIES or not reported(self.tree, verb))

    def _spoken(self, i: int) -> bool:
        """Whether a word stands between quotation marks, as it was said."""
        return any(start <= i < end for start, end in self.spoken)

    def _tells(self, verb: int) -> bool:
        """Whether a verb with a finite clause only reports it ("told them that …", against "told them to …")."""
        return self.tree.tokens.lemmas[verb].lower() in lexicon.words("tells clauses")

    def _after_preposition(self, i: int, preposition: int, state: State, depth: int) -> State:
        """An event after a preposition, itself after a verb, noun or adjective."""
        t = self.tree.tokens
        head = t.heads[preposition]
        word = t.lower[preposition]
        first = t.lower[preposition - 1] if preposition else ""
        effects = (effect("preposition", word), effect("preposition", f"{first} {word}"))
        if "Denied" in effects and (word != "against" or t.pos[i] == "VERB"):
            return under(state, "Denied")
        if head == preposition:
            return state
        if t.pos[head] in _VERBS or t.pos[head] == "ADJ":
            what = effect("complement", f"{t.lemmas[head].lower()} {word}")
            sure = word == "about" and t.pos[head] == "ADJ"  # "confident about using it"
            if what is None and not sure and word in ("of", "from", "to", "for", "on", "in", "about"):
                what = (
                    self._effect(head)
                    if t.pos[i] == "VERB"
                    or t.lemmas[head].lower() in ("agree", "plan", "prepare", "call", "appeal", "hope", "wait", "ask")
                    else None
                )
            if what and what not in ("Report", "Occurred", "Same"):
                return self._complement(i, head, state, False, depth)
            return state
        if t.pos[i] != "VERB" and any(t.deps[c] == "poss" for c in self.tree.children[i]):
            return state  # "chances for the firm's operations": they go on
        what = effect("noun", t.lemmas[head].lower()) if word in ("of", "for", "to", "on", "from", "about") else None
        if what in ("Proposed", "Possible") and (self._no(head) or self._never(head)):
            return under(state, "Unknown")  # "no suggestion of a threat"
        if (
            what
            and (t.pos[i] == "VERB" or word in ("of", "for", "to") or (word == "on" and self._dealt(head, word)))
            and (t.pos[i] == "VERB" or what in ("Denied", "Cancelled", "Possible", "Proposed", "Planned"))
        ):
            if t.pos[i] != "VERB" and what == "Planned" and not self._dealt(head, word):
                return state
            return under(state, what)
        return state

    def _dealt(self, noun: int, preposition: str) -> bool:
        """Whether what follows a noun of planning is yet to come: "a plan for", "an agreement on the withdrawal"."""
        lemma = self.tree.tokens.lemmas[noun].lower()
        if preposition == "on":
            return lemma in lexicon.words("deal on")
        return lexicon.plain_type(lemma, "n") is not None

    # -------------------------------------------------------------- nouns, adjectives

    def _noun(self, i: int, depth: int) -> State:
        t, tree = self.tree.tokens, self.tree
        state = State(tense="Untensed")
        head, dep = t.heads[i], t.deps[i]
        if dep == "conj" and t.pos[head] in ("NOUN", "PROPN"):
            state = self.state(head, depth + 1)
        light = light_verb_of(tree, i)
        said = () if light is not None else occurrences(tree, i)
        if light is not None:
            state = self.state(light, depth + 1)
        elif self._averted(i):
            return under(state, "Denied")
        elif said:
            verbs = [(o.kind, t.lemmas[o.verb].lower(), self.state(o.verb, depth + 1)) for o in said]
            state = of_occurrences(verbs, state)
        elif dep in ("dobj", "obj", "attr", "nsubjpass") and t.pos[head] in _VERBS:
            what = self._effect(head, of=i if dep in ("dobj", "obj") else None)  # "called the election for her"
            if t.lemmas[head].lower() in lexicon.words("meets what is there") and self.state(head, depth + 1).status == "Planned":
                return under(state, "Unknown")  # "a unit to fight crime": there is crime
            if what not in (None, "Report", "Occurred", "Same", "Probable") and dep != "attr":
                if what == "Denied" and t.lemmas[head].lower() in lexicon.words("ends") and not self._indefinite(i):
                    return State(tense="Untensed")  # "stopped the fight": it had begun
                if (
                    what not in ("Planned", "Possible")
                    or self._indefinite(i)
                    or t.lemmas[head].lower()
                    in ("plan", "schedule", "expect", "postpone", "delay", "arrange", "await", "set", "prepare")
                ):
                    state = self._complement(i, head, state, False, depth)
            elif what is None and self._indefinite(i):
                above = self.state(head, depth + 1)
                if above.status in ("Planned", "Possible", "Proposed") or (above.status == "Denied" and dep == "dobj"):
                    state = replace(above, tense="Untensed") if above.status != "Denied" else state
        elif dep == "pobj":
            state = self._after_preposition(i, head, state, depth)
        happened = (
            (light is not None or bool(said)) and state.status in ("Occurred", "Ongoing") and state.tense != "Untensed"
        )
        for c in tree.children[i]:
            if t.deps[c] in ("amod", "compound", "advmod"):
                found = effect("adjective", t.lower[c])
                if found and not (happened and found in ("Planned", "Cancelled")):  # "the planned visit took place"
                    state = under(state, found)
            elif t.deps[c] in ("det", "neg") and t.lower[c] in ("no", "neither"):
                if not (said and state.polarity == "Negative"):  # the verb has it already
                    state = under(state, "Denied")
            elif t.deps[c] in ("acl", "relcl") and t.pos[c] == "VERB" and t.deps[c] == "acl" and t.tags[c] != "VBN":
                inner = self._group(c, t.tags[c], [d for d in tree.children[c] if t.deps[d] in ("aux", "auxpass")])
                if inner.status == "Infinitive" and any(t.deps[d] == "auxpass" for d in tree.children[c]):
                    state = under(state, "Planned")  # "a meeting to be held in May"
            elif t.deps[c] == "acl" and t.tags[c] == "VBN":
                found = effect("adjective", t.lower[c]) or ("Planned" if t.lower[c] in ("set", "due") else None)
                if found and not happened:  # "the summit, cancelled in March, was held"
                    state = under(state, found)
        return state

    def _averted(self, noun: int) -> bool:
        """Whether a verb says of an event's noun that it was kept from happening ("the strike was averted")."""
        t = self.tree.tokens
        verb = t.heads[noun]
        if t.deps[noun] not in ("dobj", "obj", "nsubjpass") or t.pos[verb] not in _VERBS:
            return False
        return (
            any(name in lexicon.words("averts") for name in self._lemma(verb)) and self.state(verb).status == "Occurred"
        )

    def _indefinite(self, i: int) -> bool:
        """Whether a noun is new in the text: without "the", "this", a possessor."""
        t = self.tree.tokens
        return not any(
            t.deps[c] == "poss" or (t.deps[c] == "det" and t.lower[c] in ("the", "this", "that", "these", "those"))
            for c in self.tree.children[i]
        )

    def _adjective(self, i: int, depth: int) -> State:
        t = self.tree.tokens
        head = t.heads[i]
        if t.deps[i] in ("acomp", "attr") and t.pos[head] in _VERBS:
            return self.state(head, depth + 1)
        return State(tense="Present")
