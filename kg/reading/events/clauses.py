"""The clause that tells an event, as a title: who, verb, whom or what, where; a dozen words where they suffice.

From the event's word the way leads up to the verb whose subject does it, so that nothing is lost on it: "agrees to meet",
"denies having met", "fails to agree", "may sign". What is not needed goes first: asides and dates, then prepositions, the last
ones first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.knowledge import event_roles as roles
from kg.knowledge.word_sets import word_set
from kg.reading.events.subjects import is_passive, subject_of
from kg.reading.events.verb_groups import auxiliaries, group, is_plural
from kg.reading.events.wording import KEPT_ADVERBS, MOST, Wording, Writing

LONG = 12
"""Words of a title, as far as possible."""
SHORT = 6
"""Words of an object that stands whole under a verb that is governed by another."""
TOO_LONG = 17
"""Words beyond which a clause is no title."""
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_OBJECTS = ("dobj", "obj", "dative", "attr", "acomp", "oprd", "agent", "prt", "expl")
_CONDITIONS = frozenset(("if", "unless", "whether", "until", "lest"))
_NOT_SO = frozenset(("without", "instead", "rather"))
_WHEN = frozenset(("after", "before", "while", "since", "by", "when", "until", "upon", "on"))
_RELATIVES = word_set("begins a relative clause")
_BOUND = frozenset(("as", "of", "into"))
"""Prepositions without which the verb before them tells something else ("dubbed it as", "accused them of")."""
_SOMEBODY = frozenset(("person", "organization", "place", "group"))
_LOOSE = word_set("small word in a title")
_FINITE = ("VBD", "VBZ", "VBP")
_ASKED = frozenset(("what", "which", "whom", "who"))
_SEVERAL = frozenset(("they", "we", "these", "those"))
_KNOWN_SO = frozenset(("fact", "news"))
_DEPTH = 8


@dataclass(slots=True)
class Clause:
    """A clause that may be a title.

    Attributes:
        words: what it says.
        verb: the verb whose clause it is.
        tokens: those of the text that stand in it.
        more: whether it tells more than who and the verb.
        open: whether it holds under a condition, or is asked.
        said: whom it names.
        whole: whether nothing of what it may say was left out.
    """

    words: list[str]
    verb: int
    tokens: frozenset[int]
    more: bool
    open: bool
    said: Writing
    whole: bool


class Clauses:
    """Makes the clauses of one article's events."""

    def __init__(self, wording: Wording) -> None:
        self.wording, self.tree, self.t = wording, wording.tree, wording.t
        self._made: dict[tuple[int, frozenset[int], int, int, bool], Clause | None] = {}
        t = self.t
        self.leading = frozenset(  # prepositions that lead a phrase
            i for i, dep in enumerate(t.deps) if dep == "prep" and t.pos[i] in ("ADP", "SCONJ") and self.tree.children[i]
        )

    # ------------------------------------------------------------------ which verb

    def above(self, i: int) -> tuple[int, frozenset[int]]:
        """The word whose clause tells what token ``i`` tells, and the tokens from there down to ``i``."""
        t = self.t
        way, at = [i], i
        for _ in range(_DEPTH):
            head = t.heads[at]
            if head == at or (t.pos[at] in ("VERB", "AUX") and self._stands_alone(at)):
                break
            at = head
            way.append(at)
        return at, frozenset(way)

    def _stands_alone(self, verb: int) -> bool:
        """Whether a verb tells something by itself, by its own subject or one that is understood without its governor."""
        t, tree = self.t, self.tree
        dep, head = t.deps[verb], t.heads[verb]
        to = any(t.lower[c] == "to" and t.deps[c] == "aux" for c in tree.children[verb])
        if dep in ("ROOT", "parataxis") or (dep == "relcl" and not to):
            return True
        helps = [c for c in tree.children[verb] if t.deps[c] in ("aux", "auxpass")]
        finite = any(t.tags[i] in (*_FINITE, "MD") for i in (verb, *helps))
        if tree.first(verb, *_SUBJECTS, "expl") is not None and (finite or not (to or dep in ("ccomp", "xcomp"))):
            return True
        if dep == "conj":
            return t.pos[head] not in ("VERB", "AUX") or finite or self._stands_alone(head)
        if dep == "acl":
            return not to
        if dep == "advcl":
            return not to and not any(t.lower[c] in _NOT_SO for c in tree.children[verb])
        if dep == "pcomp":
            return t.lower[head] in _WHEN and t.pos[t.heads[head]] in ("VERB", "AUX")
        return dep == "ccomp" and finite

    # ------------------------------------------------------------------ the clause

    def clause(
        self, verb: int, way: frozenset[int], most: int = TOO_LONG, aim: int = LONG, *, fuller: bool = False
    ) -> Clause | None:
        """The clause of ``verb``.

        Args:
            verb: token.
            way: tokens that must stand in it.
            most: words beyond which there is none.
            aim: words down to which what is not needed goes.
            fuller: whether what is known already ("the company", "the attack") is called in full.
        """
        key = (verb, way, most, aim, fuller)
        if key not in self._made:
            self._made[key] = self._clause(verb, way, most, aim, fuller=fuller)
        return self._made[key]

    def _clause(self, verb: int, way: frozenset[int], most: int, aim: int, *, fuller: bool) -> Clause | None:
        t, tree = self.t, self.tree
        who = self._subject(verb)
        if who is None or self._turned(verb):
            return None
        subject, undergoes = who
        way = way - {verb}
        own = t.heads[subject] == verb and t.deps[subject] in (*_SUBJECTS, "expl")
        several = self._several(subject)
        given = self._given(verb)
        undergone = is_passive(tree, verb) if own else undergoes or self._undergone(verb)
        form = group(
            tree,
            verb,
            is_plural(tree, subject) if several is None else several,
            passive=t.tags[verb] in ("VBN", "VBD") and undergone and given is None,
            same_subject=own and several is None,
        )
        left = self.wording.phrase(subject, way, inner=False)
        core, optional, is_open = self._parts(verb, way, subject, form.tokens)
        if given is not None:
            core -= {c for c in tree.children[verb] if t.lower[c] in _RELATIVES}
        wider = [part for part in self.wording.layers(subject, way) if part]
        core, optional = self.whole(core), [self.whole(part) for part in optional]
        if len(core) + len(left) > MOST:
            return None
        chosen = [*wider, *(part for part in optional if part)]
        parts, of_subject = len(chosen), len(wider)
        while len(left.union(core, *chosen)) > MOST:
            chosen.pop()
        while True:
            said = Writing(fuller=fuller)
            before, rest = left.union(*chosen[:of_subject]), core.union(*chosen[of_subject:])
            words = self.wording.write(before, said)
            early = {i for i in rest if i < min(before)} if own else set()  # what the sentence begins with
            between = {i for i in rest if max(before) < i < verb} if own else set()
            between |= {i for i in early if t.heads[i] == verb and t.deps[i] == "advmod"}
            if not own:
                between |= {i for i in rest if i < verb and t.heads[i] == verb and t.deps[i] == "advmod"}
            words += _placed(self.wording.write(between, said), form.words.split())
            if given is not None:
                words += self.wording.write(self.wording.phrase(given, inner=False), said)
            words += self.wording.write(rest - early - between, said)
            words += self.wording.write(early - between, said)
            if len(words) <= aim or not chosen:
                break
            chosen.pop()
        if len(words) > most or (len(words) > 1 and words[-1].lower() in _ASKED):
            return None  # "what", of which something is told: its place is before
        tokens = frozenset(before | rest | form.tokens)
        last = max(tokens)
        if (t.lower[last] in _LOOSE and t.deps[last] != "prt") or self._lacks_object(verb, given):
            said.unclear += 1  # what belongs to it stands elsewhere
        more, is_open = bool(rest) or given is not None, is_open or self._asked(verb)
        return Clause(words, verb, tokens, more, is_open, said, len(chosen) == parts)

    def _parts(
        self, verb: int, way: frozenset[int], subject: int, group_tokens: frozenset[int]
    ) -> tuple[set[int], list[set[int]], bool]:
        """What stands beside subject and verb: what must, what may (the first first), and whether a condition does."""
        t, tree = self.t, self.tree
        core = self._shared_object(verb)
        optional: list[set[int]] = []
        is_open = any(t.deps[c] == "mark" and t.lower[c] in _CONDITIONS for c in tree.children[verb])
        late: list[set[int]] = []
        objects = 0
        for c in tree.children[verb]:
            dep, must = t.deps[c], c in way
            if (
                c == subject
                or c in group_tokens
                or dep in (*_SUBJECTS, "punct", "mark", "cc", "preconj", "aux", "auxpass")
            ):
                continue
            if t.pos[c] in ("VERB", "AUX") and (dep in ("xcomp", "ccomp") or must) and dep != "conj":
                if c > verb or must:
                    core |= self._below(c, way)
                    objects += 1
            elif dep in _OBJECTS or (must and dep != "conj"):
                small = self.wording.phrase(c, way, inner=False)
                core |= small
                objects += dep not in ("prt", "expl")
                optional += self.wording.layers(c, way)
                late += [self._below(d, way) for d in tree.children[c] if t.deps[d] == "acl" and self._tells_more(d)]
            elif dep == "neg" or (dep == "advmod" and t.lower[c] in KEPT_ADVERBS):
                core |= self.wording.phrase(c, way)
            elif dep == "conj" and must:
                core |= self._below(c, way) | self._link(c)
            elif dep in ("prep", "npadvmod") and c > verb and not self.wording.is_date(c) and not self._with_more(c):
                small = self.wording.phrase(c, way, inner=False)
                if (c == verb + 1 and not objects) or t.lower[c] in _BOUND:
                    core |= small
                    objects += 1
                else:
                    optional.append(small)
                optional += self.wording.layers(c, way)
            elif dep == "advcl" and any(t.lower[d] in _CONDITIONS for d in tree.children[c]):
                is_open = True
            elif dep == "advcl" and self._purpose(c, verb):
                late.append(self._below(c, way))
        return core, [*optional, *late], is_open

    def _below(self, verb: int, way: frozenset[int]) -> set[int]:
        """What a verb under the clause's verb adds: itself with its objects, and its prepositions."""
        t, tree = self.t, self.tree
        found = {verb} | self._shared_object(verb)
        for c in tree.children[verb]:
            dep = t.deps[c]
            if t.pos[c] in ("VERB", "AUX") and (c in way or dep in ("xcomp", "ccomp")):
                found |= self._below(c, way) | (self._link(c) if dep == "conj" else set())
            elif c in way or dep in (*_OBJECTS, *_SUBJECTS, "aux", "auxpass", "neg"):
                whole = self.wording.phrase(c, way)
                found |= whole if len(whole) <= SHORT else self.wording.phrase(c, way, inner=False)
            elif (dep == "mark" and t.lower[c] in ("that", "to", "whether", "if", "for")) or (
                dep == "advmod" and (t.lower[c] in KEPT_ADVERBS or t.tags[c] == "WRB")
            ):
                found.add(c)
            elif dep == "prep" and c > verb and not self.wording.is_date(c):
                found |= self.wording.phrase(c, way, inner=False)
            elif dep == "advcl" and self._purpose(c, verb):
                found |= self._below(c, way)
        return found

    def _with_more(self, prep: int) -> bool:
        """Whether "with" behind a comma tells what happens beside ("…, with talks beginning today")."""
        t = self.t
        return t.lower[prep] == "with" and prep > 0 and t.words[prep - 1] == ","

    def _tells_more(self, verb: int) -> bool:
        """Whether a clause says what its noun is about ("plans to leave", "reports that it leaves", "a law banning it")."""
        t = self.t
        that = any(t.deps[c] == "mark" and t.lower[c] == "that" for c in self.tree.children[verb])
        return that or t.tags[verb] in ("VB", "VBG")

    def _purpose(self, verb: int, governor: int) -> bool:
        """Whether an infinitive behind a verb says, with no comma of that verb, what for ("travels to Oslo to sign a treaty")."""
        t = self.t
        to = next((c for c in self.tree.children[verb] if t.deps[c] == "aux" and t.lower[c] == "to"), None)
        if to is None or verb < governor or t.words[to - 1] in ("–", "—"):
            return False
        return t.words[to - 1] != "," or t.heads[to - 1] != governor

    def _link(self, verb: int) -> set[int]:
        """The "and" that joins a verb to the one before it."""
        t = self.t
        return {c for c in self.tree.children[t.heads[verb]] if t.deps[c] == "cc" and c < verb}

    def whole(self, tokens: set[int]) -> set[int]:
        """The tokens without prepositions of which nothing is left ("as of" a day that is left out)."""
        while True:
            idle = {i for i in tokens & self.leading if not tokens.intersection(self.tree.children[i])}
            if not idle:
                return tokens
            tokens = tokens - idle

    def _shared_object(self, verb: int) -> set[int]:
        """The verbs joined to a verb that has no object of its own, up to the one that has it ("repeal and replace the law")."""
        t, tree = self.t, self.tree
        if any(t.deps[c] in (*_OBJECTS, "ccomp", "xcomp", "prep") for c in tree.children[verb]):
            return set()
        found: set[int] = set()
        at = verb
        for _ in range(3):
            other = next((c for c in tree.children[at] if t.deps[c] == "conj" and t.pos[c] == "VERB" and c > at), None)
            if other is None or t.tags[other] != t.tags[verb] or tree.first(other, *_SUBJECTS) is not None:
                return set()
            found |= {other, *(c for c in tree.children[at] if t.deps[c] == "cc")}
            given = tree.first(other, "dobj")
            if given is not None:
                return found | self.wording.phrase(given, inner=False)
            at = other
        return set()

    def _subject(self, verb: int) -> tuple[int, bool] | None:
        tree, t = self.tree, self.t
        found = subject_of(tree, verb)
        if found is None:
            own = tree.first(verb, "csubj", "expl")
            return None if own is None else (own, False)
        subject, undergoes = found
        if self._joined_late(verb):
            return None
        understood = t.heads[subject] != verb and t.deps[verb] in ("advcl", "pcomp")
        if understood and tree.entity_class(subject) not in _SOMEBODY and t.pos[subject] != "PRON":
            return None  # who is understood is somebody
        top = verb
        while t.deps[top] == "conj" and t.pos[t.heads[top]] in ("VERB", "AUX"):
            top = t.heads[top]
        if t.lower[subject] in _RELATIVES and t.deps[top] == "relcl":
            subject = t.heads[top]
        name = t.heads[subject]
        if t.deps[subject] == "appos" and t.heads[subject] != verb and t.pos[name] == "PROPN" and name < subject:
            subject = name  # "Anna Berg, a minister who …"
        return subject, undergoes

    def _joined_late(self, verb: int) -> bool:
        """Whether a noun stands right before a joined verb with an auxiliary: its subject, which hangs elsewhere ("works with
        Acme on ships and its tugs are scheduled to sail").
        """
        t = self.t
        helps = [c for c in self.tree.children[verb] if t.deps[c] in ("aux", "auxpass") and c < verb]
        if t.deps[verb] != "conj" or not helps or self.tree.first(verb, *_SUBJECTS) is not None or not min(helps):
            return False
        before = min(helps) - 1
        return t.pos[before] in ("NOUN", "PROPN") and t.deps[before] == "conj"

    def _undergone(self, verb: int) -> bool:
        """Whether a past form without its own subject and without an object is a participle ("…, later confirmed dead")."""
        if self.t.lemmas[verb].lower() not in roles.words("needs object") or auxiliaries(self.tree, verb):
            return False
        return not any(self.t.deps[c] in ("dobj", "ccomp", "xcomp", "dative") for c in self.tree.children[verb])

    def _several(self, subject: int) -> bool | None:
        """Whether the name that stands for a pronoun means several; None where the subject is no pronoun alone."""
        number = self.tree.mention_of.get(subject)
        noted = self.wording.noted
        if number is None or noted.mentions[number].kind != "Pronoun":
            return None
        if any(self.t.deps[c] == "conj" for c in self.tree.children[subject]):
            return None  # "he and Amal": several, whoever he is
        chain = noted.mentions[number].chain
        if not 0 <= chain < len(noted.chains):
            return self.t.lower[subject] in _SEVERAL
        one = noted.chains[chain].entity_class == "Person" and bool(noted.chains[chain].names)
        nobody = not noted.chains[chain].names and not self.wording.nominals.get(chain)
        return (noted.chains[chain].plural and not one) or (nobody and self.t.lower[subject] in _SEVERAL)

    def _given(self, verb: int) -> int | None:
        """What a relative clause tells of, where that is its object ("the car that police found")."""
        t, tree = self.t, self.tree
        own = tree.first(verb, "nsubj", "nsubjpass")
        if (
            t.deps[verb] != "relcl"
            or own is None
            or t.lower[own] in _RELATIVES
            or tree.first(verb, "nsubjpass") is not None
        ):
            return None
        objects = [c for c in tree.children[verb] if t.deps[c] in ("dobj", "ccomp", "xcomp", "acomp", "attr")]
        if any(t.lower[c] in ("that", "which", "whom", "who") for c in objects):
            return t.heads[verb]
        bare = not objects and not any(t.lower[c] in _RELATIVES for c in tree.children[verb])
        return t.heads[verb] if bare and t.lemmas[verb].lower() in roles.words("needs object") else None

    def _lacks_object(self, verb: int, given: int | None) -> bool:
        """Whether what a relative clause tells of is perhaps its object ("the haul they undertook")."""
        t, tree = self.t, self.tree
        own = tree.first(verb, "nsubj", "nsubjpass")
        if t.deps[verb] != "relcl" or given is not None or own is None or t.lower[own] in _RELATIVES:
            return False
        return not any(t.deps[c] in ("dobj", "ccomp", "xcomp", "acomp", "attr", "prep") for c in tree.children[verb])

    def _asked(self, verb: int) -> bool:
        t = self.t
        number = t.sentences[verb]
        end = t.starts[number + 1] if number + 1 < len(t.starts) else len(t.words)
        who = self.tree.first(verb, *_SUBJECTS)
        if any(t.words[i] == "?" for i in range(max(verb, end - 4), end)):
            return True
        return who is not None and t.lower[who] == "what"

    def only_alleged(self, verb: int) -> bool:
        """Whether a clause is what a noun says or thinks ("the claim that she left"): nobody vouches for it."""
        t, head = self.t, self.t.heads[verb]
        if t.deps[verb] not in ("acl", "ccomp", "relcl") or t.pos[head] != "NOUN" or t.lemmas[head] in _KNOWN_SO:
            return False
        return any(t.deps[c] == "mark" and t.lower[c] == "that" for c in self.tree.children[verb])

    def _turned(self, verb: int) -> bool:
        """Whether an auxiliary stands before the subject, as in questions and in conditions ("Should they agree, …")."""
        who = self.tree.first(verb, *_SUBJECTS)
        return who is not None and any(self.t.deps[c] == "aux" and c < who for c in self.tree.children[verb])


def _placed(adverbs: list[str], verb: list[str]) -> list[str]:
    """A verb's group with the adverbs that stand before the verb: behind its first word, and "not", where it has several."""
    if len(verb) < 2 or verb[0] == "to":
        return [*adverbs, *verb]
    first = 1 + (verb[1] == "not")
    return [*verb[:first], *adverbs, *verb[first:]]


def capital(words: Iterable[str]) -> str:
    """The words as a title: joined, the first letter a capital."""
    text = " ".join(words).strip(" ,;:-–")
    text = text.rstrip(".") if text.count(".") == 1 else text
    return text[:1].upper() + text[1:]
