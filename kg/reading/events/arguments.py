"""``kg_arguments``: who does what to whom, where, when, on what: the fillers of each event's roles, from the parse.

For verbs: subjects and objects through passives, coordination, relative clauses, control and participles; for nouns:
possessives, compounds, adjectives of nationality and prepositions, and the clause of their light verb ("held talks with").
What a preposition means for which type of event is data (``event_prepositions.tsv``), as are verbs whose subject undergoes.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import event_roles as roles
from kg.knowledge import events as lexicon
from kg.reading.events.dating import link_times
from kg.reading.events.events import WEAK
from kg.reading.events.fillers import Fillers
from kg.reading.events.filling import ACTING, RELATIVES
from kg.reading.events.noun_arguments import NounFilling
from kg.reading.events.occurrences import elliptical
from kg.reading.events.senses import OBJECTS, light_verb_of
from kg.reading.events.subjects import is_passive, subject_of
from kg.reading.events.times import dated, finer, further_times, moves_to, stretch
from kg.reading.text.annotations import DocArgument, DocEvent, annotated
from kg.reading.text.syntax import Syntax, syntax

_DEPTH = 6
"""How far a missing subject is looked for up the tree."""


@Language.factory("kg_arguments", assigns=["doc._.kg"])
def create_arguments(nlp: Language, name: str) -> Arguments:
    return Arguments()


class Arguments:
    """Fills ``arguments`` of each event of ``annotations(doc).events``."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        if not noted.events:
            return doc
        tree = syntax(doc)
        linked = _link_times(doc)
        fillers = Fillers(tree, noted)
        again: list[DocEvent] = []
        pair: tuple[str, ...] = ()  # the two states last told of
        for number, event in enumerate(noted.events):
            reader = _Reader(tree, noted, fillers, event, pair)
            reader.read()
            reader.time(linked.get(number))
            event.arguments = reader.found
            pair = reader.states() or pair
            again.extend(reader.again())
        _inherit(tree, noted.events)
        weak = doc.user_data.get(WEAK, ())
        kept = [e for e in noted.events if e.head not in weak or e.speech is not None or _filled(e)]
        noted.events = sorted([*kept, *again], key=lambda e: (e.start, e.end, e.speech is None))
        return doc


def _filled(event: DocEvent) -> bool:
    return any(a.mention is not None or a.time is not None or a.country for a in event.arguments)


def _inherit(tree: Syntax, events: list[DocEvent]) -> None:
    """What they meet *in* is where, when and among whom they meet ("met in Oslo in May, in talks that …")."""
    t = tree.tokens
    of = {e.head: e for e in events}
    for event in events:
        i = event.head
        meant = of.get(elliptical(tree, i) or -1)
        if meant is not None:  # "the first took place in May": among those of whom the noun told
            event.arguments += [replace(a) for a in meant.arguments if a.role in ("agent", "participant", "recipient")]
        if t.deps[i] != "pobj" or t.lower[t.heads[i]] not in ("in", "for") or not roles.reciprocal(event.event_type):
            continue
        above = of.get(t.heads[t.heads[i]])
        if above is None or not roles.reciprocal(above.event_type):
            continue
        had = {a.role for a in event.arguments}
        event.arguments += [
            replace(a) for a in above.arguments if a.role not in had and a.role in ("time", "place", "participant")
        ]


def _link_times(doc: Doc) -> dict[int, int]:
    return {event: found[0] for event, found in link_times(doc).items()}


class _Reader(NounFilling):
    """Finds the arguments of one event."""

    def read(self) -> None:
        tree, event, t = self.tree, self.event, self.tree.tokens
        if event.speech is not None:
            self._speech()
            if self.found:
                self._told(event.head)
                return
        head = event.head
        if t.pos[head] in ("VERB", "AUX"):
            self._verb(head)
        else:
            light = light_verb_of(tree, head)
            self._noun(head, light)
            if light is not None:
                self._light(light, head)
            else:
                self._occurring(head)
            if light is None and not any(a.role == "agent" for a in self.found):
                self._supported(head)
        if roles.reciprocal(event.event_type) and not self._one_sided():
            self._reciprocal()

    def time(self, number: int | None) -> None:
        """Give the event the time that :mod:`kg.reading.events.dating` tied to it, and no other."""
        self.found = [a for a in self.found if a.role != "time"]
        when = self.when.get
        order = (when("postpone"), when("happen"), number, when("run"), when("plan"))
        number = next((n for n in order if n is not None), None)
        if number is not None:
            if self.tree.tokens.pos[self.event.head] == "VERB" and moves_to(
                self.tree, self.event.head, self.noted.times[number]
            ):
                return  # "put off to 20 May": not on 20 May
            number = finer(self.tree, self.noted.times, self.event.head, number)
            self.found = dated(self.found, self.noted.times, number)
            for further in stretch(self.tree, self.noted.times, number) if when("postpone") is None else ():
                time = self.noted.times[further]
                self.found.append(DocArgument("time", time.start, time.end, time.end - 1, time=further))

    def again(self) -> list[DocEvent]:
        """The event once more for each further day on which it happened."""
        return [
            replace(self.event, arguments=dated(self.found, self.noted.times, number))
            for number in further_times(self.tree, self.noted.times, self.event)
        ]

    def _verb(self, verb: int) -> None:
        tree, t = self.tree, self.tree.tokens
        passive = is_passive(tree, verb)
        self._subject(verb, passive)
        done = False
        for c in tree.children[verb]:
            dep = t.deps[c]
            if dep in OBJECTS:
                self._object(c)
                done = True
            elif dep == "dative":
                self.add("participant", c if t.pos[c] != "ADP" else self._object_of(c))
            elif dep == "agent":
                self.add("agent", self._object_of(c))
            elif dep == "conj" and passive and self._agentless(verb) and is_passive(tree, c):
                by = tree.first(c, "agent")  # "are chosen and bought by the state"
                if by is not None and tree.first(c, "nsubj", "nsubjpass") is None:
                    self.add("agent", self._object_of(by))
            elif dep == "ccomp" and not done and t.tags[c] in ("VB", "VBN", "VBG"):
                done = self._raised(c)
            elif dep in ("attr", "oprd") and t.pos[c] != "ADJ":
                there = any(t.deps[d] == "expl" for d in tree.children[verb])
                if there or self.event.event_type not in lexicon.words("little told"):
                    self.add("recipient" if there else "topic", c)
            elif dep == "advcl" and any(t.lower[d] in ("until", "till") for d in tree.children[c]):
                self._limit(c)
        if not done and not passive and t.deps[verb] == "relcl":
            self._gap(verb)
        self._prepositions(verb, tree.children[verb])
        self._where(verb)
        if roles.reciprocal(self.event.event_type) and not any(a.role == "place" for a in self.found):
            self._inner_place(verb)

    def _agentless(self, verb: int) -> bool:
        return self.tree.first(verb, "agent") is None

    def _where(self, verb: int) -> None:
        """The place that a clause tells of ("Oslo, where they met")."""
        t = self.tree.tokens
        if t.deps[verb] == "relcl" and any(
            t.lower[c] == "where" and t.deps[c] == "advmod" for c in self.tree.children[verb]
        ):
            place = t.heads[verb]
            if self.tree.entity_class(place) == "place":
                self.add("place", place)

    def _limit(self, clause: int) -> None:
        """The amount up to which something goes on ("until $5 million have been paid")."""
        t = self.tree.tokens
        for c in self.tree.children[clause]:
            if t.ents[c] in ("MONEY", "QUANTITY", "PERCENT") and t.deps[c] in ("nsubj", "nsubjpass", *OBJECTS):
                self._amount(*self.fillers.span(c), c)

    def _inner_place(self, verb: int) -> None:
        """Where they meet, which the parser hung on whom they meet ("met envoys of the union in Oslo")."""
        tree, t = self.tree, self.tree.tokens
        for child in tree.children[verb]:
            if child > verb and t.deps[child] in (*OBJECTS, "prep") and self._place_under(child):
                return

    def _place_under(self, at: int | None) -> bool:
        tree, t = self.tree, self.tree.tokens
        for _ in range(_DEPTH):
            if at is None:
                break
            for c in tree.children[at]:
                if c > at and t.deps[c] == "prep" and t.lower[c] in ("in", "at"):
                    target = self._object_of(c)
                    if target >= 0 and tree.entity_class(target) == "place" and target in tree.mention_of:
                        self.add("place", target)
                        return True
            down = ("pobj", "pcomp", "dobj") if t.deps[at] == "prep" or t.tags[at] == "VBG" else ("prep",)
            at = next((c for c in reversed(tree.children[at]) if c > at and t.deps[c] in down), None)
        return False

    def _subject(self, verb: int, passive: bool) -> None:
        subject = subject_of(self.tree, verb)
        if subject is None:
            return
        head, undergoes = subject
        if self.tree.tokens.lower[head] == "it" and self._expletive(verb, passive or undergoes):
            return
        if passive and self.event.lemma in roles.words("raising") and self._infinitive(verb):
            return
        if passive or undergoes or self._unmoved(verb, head):
            self.add("participant" if passive and self._receives(verb, head) else "recipient", head)
        else:
            self.add("agent", head)

    def _infinitive(self, verb: int) -> bool:
        """Whether an infinitive follows that says what."""
        tree, t = self.tree, self.tree.tokens
        return any(
            t.deps[c] == "xcomp" and any(t.lower[d] == "to" for d in tree.children[c]) for c in tree.children[verb]
        )

    def _expletive(self, verb: int, passive: bool) -> bool:
        """Whether "it" merely announces a clause ("it is expected that …")."""
        deps = self.tree.tokens.deps
        return any(deps[c] == "ccomp" or (passive and deps[c] == "xcomp") for c in self.tree.children[verb]) and (
            passive or self.event.lemma in roles.words("seeming")
        )

    def _unmoved(self, verb: int, subject: int) -> bool:
        """Whether the subject of an active verb undergoes what it says ("prices fell", "the plane landed")."""
        tree, t = self.tree, self.tree.tokens
        if any(t.deps[c] in (*OBJECTS, "xcomp", "ccomp") for c in tree.children[verb]):
            return False
        name, kind = self.event.lemma, self.event.event_type
        if roles.undergoes(name, kind):
            return True
        return self._moved(subject)

    def _raised(self, clause: int) -> bool:
        """The subject of an infinitive or participle is the governing verb's object ("let them go", "saw it built")."""
        tree, t = self.tree, self.tree.tokens
        finite = any(
            t.deps[d] == "mark"
            or (t.deps[d] == "aux" and t.tags[d] in ("MD", "VBD", "VBZ", "VBP"))
            or (t.deps[d] == "auxpass" and t.tags[d] in ("VBD", "VBZ", "VBP"))
            for d in tree.children[clause]
        )
        subject = tree.first(clause, "nsubj", "nsubjpass")
        if finite or subject is None:
            return False
        lets = t.lemmas[self.event.head].lower() in roles.words("lets")
        self.add("participant" if lets and self.tree.entity_class(subject) in ACTING else "recipient", subject)
        return True

    def _object(self, head: int) -> None:
        self.add("participant" if self._receives(self.event.head, head) else "recipient", head)
        tree, t = self.tree, self.tree.tokens
        if head in self.fillers.triggers:  # "signed a contract with", "filed a lawsuit against"
            for c in tree.children[head]:
                if t.deps[c] == "prep" and t.lower[c] in ("with", "against", "between"):
                    target = self._object_of(c)
                    if target >= 0 and self._role(t.lower[c], target, None) in ("participant", "recipient"):
                        self.add("participant", target)  # what is done is done to the contract, to the lawsuit

    def _gap(self, verb: int) -> None:
        """The object that a relative clause lacks is its antecedent ("the deal they signed")."""
        tree, t = self.tree, self.tree.tokens
        own = next((c for c in tree.children[verb] if t.deps[c] == "nsubj"), None)
        if own is not None and t.lower[own] not in RELATIVES:
            self.add("recipient", t.heads[verb])

    def _one_sided(self) -> bool:
        """Whether somebody does it to somebody: a verb with agent and object of unequal kinds ("discussed the plan")."""
        classes = {self.tree.entity_class(a.head) for a in self.found if a.role == "recipient"}
        return bool(classes) and not classes & {"person", "organization", "group", "place"}

    def _reciprocal(self) -> None:
        """The equals of a reciprocal event are participants."""
        actors = [a for a in self.found if a.role in ("agent", "recipient")]
        for a in actors:
            if self.tree.entity_class(a.head) in ("person", "organization", "group", "place", None):
                a.role = "participant"

    def _told(self, verb: int) -> None:
        """What is announced, where it is a thing and no clause ("unveiled the plane")."""
        t = self.tree.tokens
        if t.pos[verb] != "VERB":
            return
        for c in self.tree.children[verb]:
            if (t.deps[c] in OBJECTS or t.deps[c] == "nsubjpass") and c not in self.said:
                self.add("participant" if self._receives(verb, c) else "recipient", c)

    def _speech(self) -> None:
        quotation = self.noted.quotations[self.event.speech or 0]
        for role, span in (("agent", quotation.speaker), ("participant", quotation.addressee)):
            if span is not None:
                argument = self.fillers.of_span(role, span)
                kind = self.event.event_type if quotation.kind != "speech" else "Statement"
                argument.country = self.fillers.stands_for(argument.head, role, kind)
                self.found.append(argument)
                self.heads.add(argument.head)
                self.said.update(range(*span))
                for one in self._conjuncts(argument.head)[1:]:
                    other = self.fillers.argument(role, one) if one < span[1] else None
                    if other is not None:
                        other.country = self.fillers.stands_for(one, role, kind)
                        self.found.append(other)
