"""Which time dates which event: by syntax, with a reason that can be told.

The rules, in order of strength; an event takes the first that gives it a time:

- *attached*: the time hangs on the event itself, as an adverbial ("met Monday"), after a preposition ("met in May"),
  or within its noun phrase ("Monday's vote");
- *object*, *subject*: it hangs on a verb that only lends its time to an event noun ("gave a speech Monday", "the vote
  was held Monday", "the trial begins Monday", "the accord signed in May");
- *complement*: it hangs on a verb that is no event itself and whose infinitive is ("is to meet Monday");
- *coordination*: it stands before coordinated verbs, or, no longer than a month, behind the first of them, where the later has
  no subject of its own ("In May, it bought A and sold B"; "it bought A on Monday and sold B");
- *deed*: a day that is over goes from what was agreed or plotted to the verb that happened (:mod:`kg.reading.events.deed_days`);
- *participle*: a participle clause tells what came with it ("crashed in May, killing two").

Times with days come before "now" and "recently"; what is still to come does not date what a verb tells as past.

What somebody says is not dated by when it is said, nor the saying by what is said: complement clauses with a subject of
their own and relative clauses pass no time on. "Before Monday", "after May", "until June" date nothing. An event without
a time in its clause gets none; the day of publication is never put in its place.
"""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from kg.knowledge.time_words import words
from kg.reading.events.deed_days import deed_of
from kg.reading.text.annotations import DocTime, annotated
from kg.reading.text.tokens import Tokens, tokens

MOVING = frozenset(words("moving"))
NEW_DAY = frozenset(["to", "until", "till", "for"])
LIGHT = frozenset(words("light"))
OCCURRING = frozenset(words("occurring"))
APART = frozenset(words("apart"))
REFERRING = frozenset(words("referring"))
OBJECTS = frozenset(["dobj", "obj", "attr", "oprd"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
WITHIN_NOUN = frozenset(["compound", "poss", "nmod", "amod", "nummod"])
VERBS = frozenset(["VERB", "AUX"])
NOUNS = frozenset(["NOUN", "PROPN"])
SPANS = frozenset(["next", "last", "past", "coming"])
PERFECT = frozenset(["has", "have", "had", "'ve"])
AHEAD = frozenset(["next", "coming"])
CLIMB = 6
BRIEF = 31
"""Days of a time behind a verb that dates the verb joined to it, too; of a year ("born in 1940 and educated") it is not so."""


def link_times(doc: Doc) -> dict[int, tuple[int, str]]:
    """The time that dates each event of a document, where one does.

    Args:
        doc: with ``annotations(doc).events`` and ``.times``.

    Returns:
        By index of the event: index of its time, and the rule that gave it (see the module).
    """
    noted = annotated(doc)
    heads = [event.head for event in noted.events]
    return link(tokens(doc), heads, noted.times, noted.published)


def link(
    read: Tokens, events: list[int], times: list[DocTime], published: str | None = None
) -> dict[int, tuple[int, str]]:
    """The time that dates each event.

    Args:
        read: the tokens.
        events: index of the head token of each event.
        times: time expressions.
        published: ISO date of publication, or None.
    """
    if not events or not times:
        return {}
    return _Linker(read, events, times, published[:10] if published else None).link()


class _Linker:
    def __init__(self, read: Tokens, events: list[int], times: list[DocTime], published: str | None) -> None:
        self.read, self.times, self.published = read, times, published
        self.events: dict[int, int] = {}
        self.told: dict[int, list[int]] = {}
        for k, head in enumerate(events):
            self.events.setdefault(head, k)
            self.told.setdefault(head, []).append(k)  # a saying and the act that it is, of one word
        self.found: dict[int, tuple[int, str]] = {}  # by head token of the event: index of the time, rule
        self.lent: dict[int, int] = {}  # by token of a verb: index of the time that hangs on it
        self.dating: set[int] = {read.sentences[t.start] for t in times}

    def link(self) -> dict[int, tuple[int, str]]:
        children = self.children()
        order = sorted(range(len(self.times)), key=lambda k: (self.times[k].first is None, k))
        for k in order:
            if self.dates(self.times[k]):
                self.attach(k, self.times[k], children)
        for verb in sorted(self.lent):
            self.lend(verb, self.lent[verb], children)
        for verb in sorted(self.lent):
            self.share(verb, self.lent[verb], children)
        self.to_deeds(children)
        return {k: link for head, link in sorted(self.found.items()) for k in self.told[head]}

    def to_deeds(self, children: dict[int, list[int]]) -> None:
        """Give a day that is over to what happened, where it hangs on what was only agreed, promised or plotted then."""
        for head, (k, _) in sorted(self.found.items()):
            deed = deed_of(self.read, children, head, self.times[k], self.published)
            if deed is not None:
                del self.found[head]
                self.give(deed, k, "deed")

    def dates(self, time: DocTime) -> bool:
        """Whether a time expression can date at all: points in time, and stretches counted from now."""
        if time.type in ("date", "time"):
            return True
        return time.type == "duration" and not SPANS.isdisjoint(self.read.lower[time.start : time.end])

    def children(self) -> dict[int, list[int]]:
        """The dependents of each token, in sentences with times."""
        found: dict[int, list[int]] = {}
        for i, head in enumerate(self.read.heads):
            if head != i and self.read.sentences[i] in self.dating:
                found.setdefault(head, []).append(i)
        return found

    # ------------------------------------------------------------ rules

    def attach(self, k: int, time: DocTime, children: dict[int, list[int]]) -> None:
        """Climb from the time to what it hangs on."""
        read = self.read
        at = self.root(time)
        if read.deps[at] == "appos" or self.is_subject(at, children):
            return
        for _ in range(CLIMB):
            above = read.heads[at]
            if above == at:
                return
            if read.lower[at] in APART or read.lower[above] in APART:
                return
            inside = read.deps[at] in WITHIN_NOUN and read.pos[above] in NOUNS
            at = self.clause_before(at, above)
            if self.refers(at, time):
                self.to_object(at, k, children)
                return
            if self.lies_ahead(time) and self.is_past(at, children):
                if self.new_day(at, time):
                    self.lent.setdefault(at, k)
                return
            if at in self.events:
                self.found.setdefault(at, (k, "attached"))
            if read.pos[at] in VERBS:
                self.lent.setdefault(at, k)
                return
            if at in self.events or (inside and read.deps[at] not in WITHIN_NOUN):
                return

    def new_day(self, verb: int, time: DocTime) -> bool:
        """Whether a time is the day that something is moved to ("postponed the vote to 3 June")."""
        read = self.read
        return read.lemmas[verb] in MOVING and time.start > 0 and read.lower[time.start - 1] in NEW_DAY

    def refers(self, verb: int, time: DocTime) -> bool:
        """Whether a verb in the present tense tells of something earlier, whose time stands behind it ("follows a raid last
        week")."""
        read = self.read
        present = read.tags[verb] in ("VBZ", "VBP") and read.lemmas[verb] in REFERRING
        past = time.last is not None and self.published is not None and time.last < self.published
        return present and past and time.start > verb

    def to_object(self, verb: int, k: int, children: dict[int, list[int]]) -> None:
        """Date the noun that a verb refers to."""
        for child in children.get(verb, ()):
            if self.read.deps[child] in OBJECTS and child < self.times[k].start:
                self.give(child, k, "object")

    def clause_before(self, at: int, verb: int) -> int:
        """``verb``, or the relative clause of its subject that the words at ``at`` follow ("those who met on Monday left")."""
        read = self.read
        if not at < verb or read.deps[at] not in ("prep", "npadvmod") or not at or read.pos[verb] not in VERBS:
            return verb
        before = at - 1
        for _ in range(CLIMB):
            above = read.heads[before]
            if read.deps[before] in ("relcl", "acl") and read.deps[above] in SUBJECTS and read.heads[above] == verb:
                return before
            if above == before or read.pos[before] == "PUNCT":
                return verb
            before = above
        return verb

    def is_subject(self, at: int, children: dict[int, list[int]]) -> bool:
        """Whether a time is itself what a clause is about ("Sunday was chosen"), and not merely parsed so."""
        deps = self.read.deps
        if deps[at] not in SUBJECTS:
            return False
        return sum(deps[c] in SUBJECTS for c in children.get(self.read.heads[at], ())) == 1

    def is_past(self, verb: int, children: dict[int, list[int]]) -> bool:
        if self.read.tags[verb] != "VBN":
            return self.read.tags[verb] == "VBD"
        return any(self.read.lower[c] in PERFECT for c in children.get(verb, ()))

    def lies_ahead(self, time: DocTime) -> bool:
        if time.type == "duration":
            return not AHEAD.isdisjoint(self.read.lower[time.start : time.end])
        return time.first is not None and self.published is not None and time.first > self.published

    def root(self, time: DocTime) -> int:
        """The token of an expression on which its others hang."""
        for i in range(time.end - 1, time.start - 1, -1):
            if not time.start <= self.read.heads[i] < time.end:
                return i
        return time.end - 1

    def lend(self, verb: int, k: int, children: dict[int, list[int]]) -> None:
        """From a verb to the event noun that it tells of, or to its infinitive."""
        read = self.read
        lemma = read.lemmas[verb]
        moved = self.new_day(verb, self.times[k])
        for child in children.get(verb, ()):
            dep = read.deps[child]
            if dep in OBJECTS and (moved or lemma in LIGHT or verb not in self.events):
                self.give(child, k, "object")
            elif dep in SUBJECTS and (lemma in OCCURRING if dep == "nsubj" else lemma in OCCURRING or lemma in LIGHT):
                self.give(child, k, "subject")
            elif dep == "xcomp" and verb not in self.events and read.pos[child] in VERBS:
                self.give(child, k, "complement")
        if read.deps[verb] in ("acl", "relcl") and (lemma in LIGHT or lemma in OCCURRING):
            self.give(read.heads[verb], k, "subject")
        if read.deps[verb] == "xcomp" and read.lemmas[read.heads[verb]] in OCCURRING:
            for child in children.get(read.heads[verb], ()):
                if read.deps[child] in SUBJECTS:
                    self.give(child, k, "subject")

    def share(self, verb: int, k: int, children: dict[int, list[int]]) -> None:
        """From a dated verb to verbs coordinated with it and to participles that hang on it."""
        read, time = self.read, self.times[k]
        for child in children.get(verb, ()):
            if read.pos[child] not in VERBS or child in self.lent or child < verb:
                continue
            own = any(read.deps[c] in SUBJECTS for c in children.get(child, ()))
            if read.deps[child] == "conj" and (time.start < verb or (not own and self.brief(time))):
                self.give(child, k, "coordination")
                self.lent[child] = k
                self.share(child, k, children)
            elif (
                read.deps[child] == "advcl"
                and read.tags[child] == "VBG"
                and not own
                and time.first
                and time.start < child
            ):
                marked = any(read.deps[c] in ("mark", "prep") and c < child for c in children.get(child, ()))
                if not marked:
                    self.give(child, k, "participle")

    def brief(self, time: DocTime) -> bool:
        """Whether it is so short that what is told next may have happened in it, too ("arrested Monday and charged")."""
        if not (time.first and time.last):
            return True
        return (date.fromisoformat(time.last[:10]) - date.fromisoformat(time.first[:10])).days <= BRIEF

    def give(self, head: int, k: int, rule: str) -> None:
        if head in self.events:
            self.found.setdefault(head, (k, rule))
