"""Cue verbs ("said that", "urged him to", "called it a mistake") with subject, addressee and content."""

from __future__ import annotations

from kg.knowledge.speech import Cue
from kg.knowledge.word_sets import word_set
from kg.reading.speech.cue_clauses import behind_source, content_clauses, inverted_subject, lost_clause
from kg.reading.speech.cues import Attribution, addressee_of, give_speaker, span_of_cue
from kg.reading.text.tree import SUBJECTS, TokenSpan, Tree

MODIFIERS = frozenset(["amod", "compound", "aux", "auxpass", "nmod"])
BLAMED = frozenset(["of", "for", "with"])
"""After these stands what the object is accused of, blamed for, charged with: object and phrase are the content."""
ASKING = word_set("begins an indirect question") | {"when", "if"}
FINITE = frozenset(["VBD", "VBZ", "VBP"])
WRITTEN = frozenset(
    ["letter", "statement", "tweet", "memo", "email", "note", "message", "petition", "editorial", "paper"]
)
"""What one writes, with a participle that tells what it says ("sent a letter urging")."""


def of_verb(tree: Tree, i: int, cue: Cue) -> Attribution | None:
    """What the verb ``i`` tells, with who tells it; None where it is no cue of anything."""
    if tree.t.deps[i] in MODIFIERS or (cue.frames == {"quote"} and tree.find(i, ("xcomp",)) is not None):
        return None  # "Asia continues to push for trade"
    return _CueVerb(tree, i, cue).attribution()


class _CueVerb:
    """One cue verb and its dependents, the first of each relation."""

    def __init__(self, tree: Tree, i: int, cue: Cue) -> None:
        t = tree.t
        self.tree = tree
        self.t = t
        self.i = i
        self.cue = cue
        self.frames = cue.frames
        self.kids = tree.children[i]
        self.by_dep: dict[str, int] = {}
        for child in self.kids:
            self.by_dep.setdefault(t.deps[child], child)
        dep = t.deps[i]
        self.named = dep == "acl" and t.tags[i] == "VBN" and t.pos[i - 1] == "PROPN" and t.heads[i] == i - 1
        # "Berg called the plan "a mistake"", as the parse has it
        self.named = self.named and ("dobj" in self.by_dep or t.pos[self.by_dep.get("oprd", i)] == "NOUN")
        self.participle = dep == "acl" and t.tags[i] == "VBN" and not self.named
        self.passive = "nsubjpass" in self.by_dep or "auxpass" in self.by_dep or self.participle
        if dep == "advcl" and t.lower[i].endswith("ed") and min(tree.subtree(i)) == i and t.heads[i] > i:
            self.passive = True  # "Asked about it, he said …"
        if (
            dep == "advcl"
            and t.tags[i] in ("VBN", "VBD")
            and t.lower[i - 1] in ("when", "if", "once", "until", "unless")
        ):
            self.passive = True  # "when asked whether …"
        if dep == "advcl" and t.tags[i] == "VBN" and t.lower[i - 1] == "as" and not SUBJECTS & self.by_dep.keys():
            self.passive = True  # "as predicted": nobody named
        self.object = self.by_dep.get("dobj", self.by_dep.get("dative"))
        self.one = Attribution(i, cue.kind, "quote" in self.frames, span_of_cue(tree, i))
        self.preposition: int | None = None

    def attribution(self) -> Attribution | None:
        t, one, i = self.t, self.one, self.i
        content = (
            self._clause()
            or self._complement()
            or self._behind_preposition()
            or self._object()
            or self._torn()
            or self._around()
            or self._form()
        )
        if self.preposition is not None:
            one.span = span_of_cue(self.tree, i, self.preposition)
        subject = self._subject()
        if subject is not None:
            subject = behind_source(self.tree, i, subject)
        behind = inverted_subject(self.tree, i) if "quote" in self.frames and "addr" not in self.frames else None
        if behind is not None:
            subject = behind
            if not content or subject in content or min(content) > i:
                start = t.starts[t.sentences[i]]
                content = {k for k in range(start, i - 1) if not t.space[k]}
                one.frame = "that"
        if subject is not None:
            if subject in content and t.deps[subject] != "nsubjpass":
                content -= self.tree.subtree(subject)
            if t.lower[subject] == "there" and self.cue.kind != "speech":
                return None
            give_speaker(self.tree, one, subject)
        one.addressee = self._addressee(content)
        content -= set(range(*one.span))
        one.content = content
        return one if content or one.quote else None

    def _clause(self) -> set[int]:
        """A finite clause, a question, an infinitive or a gerund."""
        t, tree, one, frames = self.t, self.tree, self.one, self.frames
        clauses = [c for c in self.kids if t.deps[c] == "ccomp"]
        if clauses and frames & {"that", "smallc", "quote"}:
            one.frame = "that"
            return content_clauses(tree, self.i, clauses)
        infinitive = self.by_dep.get("xcomp")
        beside = self.i + 1
        if infinitive is not None and t.deps[beside] == "prep" and t.heads[beside] == self.i < infinitive:
            hearer = tree.find(beside, ("pobj",))  # "called on the council to act"
            if hearer is not None and t.lower[beside] in self.cue.prepositions:
                one.frame, self.preposition = "to", beside
                return tree.subtree(hearer) | tree.subtree(infinitive)
        if infinitive is None:
            return self._question() if "that" in frames else set()
        gerund = t.tags[infinitive] == "VBG"
        to = any(t.lower[c] == "to" and t.deps[c] == "aux" for c in tree.children[infinitive])
        fits = frames & {"to", "objto", "smallc"} if to else "smallc" in frames or (gerund and "ing" in frames)
        if fits:
            one.frame = "to" if to else "ing"
            content = tree.subtree(infinitive)
            if self.object is not None and self.object > self.i and frames & {"smallc", "objto"}:
                content |= tree.subtree(self.object)
            elif self.passive and "nsubjpass" in self.by_dep:
                content |= tree.subtree(self.by_dep["nsubjpass"])
            return content
        return tree.subtree(infinitive) if "that" in frames and not to else set()

    def _question(self) -> set[int]:
        """ "have not said when they will come": a question that the parse takes for a circumstance."""
        clause = self.by_dep.get("advcl")
        if clause is not None and self.i + 1 < self.tree.n and self.t.lower[self.i + 1] in ASKING:
            content = self.tree.subtree(clause)
            if min(content) == self.i + 1:
                self.one.frame = "that"
                return content
        return set()

    def _with_patient(self, content: set[int]) -> set[int]:
        """``content`` with the object of the verb, or the subject of its passive."""
        for dep in ("dobj", "nsubjpass"):
            if dep in self.by_dep:
                content |= self.tree.subtree(self.by_dep[dep])
        return content

    def _complement(self) -> set[int]:
        """ "called it a mistake"."""
        if "oprd" in self.by_dep and self.frames & {"smallc", "as"}:
            self.one.frame = "smallc"
            return self._with_patient(self.tree.subtree(self.by_dep["oprd"]))
        return set()

    def _behind_preposition(self) -> set[int]:
        """ "called for calm", "accused them of lying", "described it as unfair"."""
        t, tree = self.t, self.tree
        for child in self.kids:
            if t.deps[child] not in ("prep", "prt", "agent") or child < self.i:
                continue
            word = t.lower[child]
            inner = tree.find(child, ("pobj", "pcomp"))
            if inner is None and not (word == "as" and tree.find(child, ("amod", "acomp", "prep"))):
                continue
            if word == "as" and "as" in self.frames:
                self.one.frame = "as"
                return self._with_patient(tree.subtree(child))
            if word in self.cue.prepositions and inner is not None:
                self.one.frame = "prep"
                if self.object is not None and self.i < self.object < child and word in BLAMED:
                    return tree.subtree(child) | tree.subtree(self.object)
                self.preposition = child
                return tree.subtree(inner)
        return set()

    def _object(self) -> set[int]:
        """Its object, what a passive is said of, or what a participle stands by ("a view echoed by the mayor")."""
        if "np" not in self.frames:
            return set()
        self.one.frame = "np"
        if self.object is not None and self.t.deps[self.object] == "dobj":
            return self.tree.subtree(self.object)
        if self.passive and "nsubjpass" in self.by_dep:
            return self.tree.subtree(self.by_dep["nsubjpass"])
        if self.participle and "agent" in self.by_dep:
            return self.tree.subtree(self.t.heads[self.i]) - self.tree.subtree(self.i)
        return self._antecedent()

    def _antecedent(self) -> set[int]:
        """What a relative clause leaves out: "the pills that he praised"."""
        t, tree, i = self.t, self.tree, self.i
        if t.deps[i] != "relcl" or self.passive:
            return set()
        pronoun = next((c for c in self.kids if c < i and t.tags[c] in ("WDT", "WP")), None)
        if pronoun is not None:
            return {pronoun} if t.deps[pronoun] not in ("nsubj", "nsubjpass") else set()
        return tree.subtree(tree.heads[i]) - tree.subtree(i)

    def _torn(self) -> set[int]:
        """What the parse has torn off the verb."""
        if self.cue.kind == "speech" and "that" in self.frames and not self.passive:
            content = lost_clause(self.tree, self.i, self.object if "addr" in self.frames else None)
            if content:
                self.one.frame = "that"
                return content
        if "smallc" in self.frames and self.object is not None and self.tree.find(self.object, ("appos",)) is not None:
            self.one.frame = "smallc"
            return self.tree.subtree(self.object)  # "called the plan "a disaster"", as the parse has it
        return set()

    def _around(self) -> set[int]:
        """The clause in which the verb stands as an aside ("…, he added, …"; "As she said, …")."""
        t = self.t
        as_clause = t.deps[self.i] == "advcl" and any(
            t.lower[c] == "as" and t.deps[c] in ("mark", "advmod") for c in self.kids
        )
        if not as_clause and t.deps[self.i] != "parataxis":
            return set()
        self.one.frame = "parataxis"
        return self.tree.subtree(self.t.heads[self.i]) - self.tree.subtree(self.i)

    def _form(self) -> set[int]:
        """ "thinks so", "said as much": words that stand for a content told before."""
        after = self.i + 1
        if "that" not in self.frames or after >= self.tree.n:
            return set()
        words = self.t.lower[after : after + 3]
        self.one.frame = "that"
        if words[0] in ("so", "otherwise") and self.t.pos[after] == "ADV" and self.t.heads[after] == self.i:
            return {after}
        return {after, after + 1} if words[:2] == ["as", "much"] and words[2:] != ["as"] else set()

    def _subject(self) -> int | None:
        """Who tells it: the subject, the agent of a passive, else the noun before a finite verb."""
        t, tree, i = self.t, self.tree, self.i
        if self.passive:
            return tree.agent(i)
        head = tree.heads[i]
        if self.named:
            return head
        if t.deps[i] == "acl" and t.lemmas[head] in WRITTEN and t.deps[head] == "dobj":
            writer = tree.subject(tree.heads[head])
            if writer is not None and tree.heads[head] < i:
                self.one.span = span_of_cue(tree, tree.heads[head])[0], self.one.span[1]
                return writer
        subject = tree.subject(i)
        if subject is not None and t.deps[i] == "xcomp" and t.lower[subject] == "it" and t.pos[head] in ("ADJ", "AUX"):
            return None  # "it is fair to say that": nobody's words
        if subject is None and self.cue.kind == "speech" and t.tags[i] in FINITE and t.deps[i] != "conj":
            before = i - 1
            while before > 0 and t.deps[before] in ("aux", "advmod", "neg"):
                before -= 1
            if before >= 0 and t.pos[before] in ("PROPN", "NOUN", "PRON") and t.sentences[before] == t.sentences[i]:
                return before
        return subject

    def _addressee(self, content: set[int]) -> TokenSpan | None:
        hearer = self.object if content else None
        if "addr" in self.frames and hearer is not None and hearer not in content:
            return self.tree.phrase(hearer, relatives=False)
        hearer = self.by_dep.get("nsubjpass")
        if "addr" in self.frames and self.passive and hearer is not None and hearer not in content:
            return self.tree.phrase(hearer, relatives=False)
        return addressee_of(self.tree, self.i)
