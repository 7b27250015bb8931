"""The parse of a document, downwards: children, subtrees, phrases, subjects."""

from __future__ import annotations

from collections.abc import Iterable

from kg.knowledge.speech import cue_of, speech_verbs
from kg.reading.text.tokens import Tokens

TokenSpan = tuple[int, int]

SUBJECTS = frozenset(["nsubj", "csubj"])
PUNCTUATION = frozenset(["PUNCT", "SPACE"])
DASHES = frozenset(["—", "–", "--", "―"])
LONG_PHRASE = 40
"""Tokens after its head beyond which a phrase loses its relative clauses."""


class Tree:
    """The parse of a document, downwards."""

    __slots__ = ("children", "heads", "n", "t")

    def __init__(self, t: Tokens) -> None:
        self.t = t
        self.n = len(t.words)
        self.heads = list(t.heads)
        for i, dep in enumerate(t.deps):
            if dep == "conj" and t.tags[i] in ("VBD", "VBZ", "VBP"):
                self.heads[i] = self._equal(i)
            elif dep == "advcl" and t.tags[i] == "VBG" and i and t.words[i - 1] == ",":
                self.heads[i] = self._told_by(i)
        self.children: list[list[int]] = [[] for _ in range(self.n)]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)

    def _equal(self, verb: int) -> int:
        """What a finite verb is coordinated with.

        "He said he would go and warned them": where the parse joins "warned" to "go", which has an auxiliary, the verb
        above with the same form is meant.
        """
        t = self.t
        head = t.heads[verb]
        above = t.heads[head]
        if t.tags[head] not in ("VB", "VBN", "VBG") or t.deps[head] not in ("ccomp", "xcomp") or above > head:
            return head
        own_subject = any(t.heads[k] == verb and t.deps[k] in ("nsubj", "nsubjpass") for k in range(head, verb))
        if t.deps[head] == "ccomp" and not any(
            t.heads[k] == head and t.deps[k] in ("aux", "auxpass") for k in range(above, head)
        ):
            return head  # "said a man came and went": a finite form, whatever its tag
        return above if t.tags[above] == t.tags[verb] and not own_subject else head

    def _told_by(self, participle: int) -> int:
        """What a participle of saying goes with: "They said the bridge fell, adding that …" is what they add."""
        t = self.t
        head = t.heads[participle]
        above = t.heads[head]
        if t.deps[head] != "ccomp" or above >= head or t.pos[above] != "VERB":
            return head
        verbs = speech_verbs()
        for verb in (participle, above):
            cue = cue_of(verbs, t.lemmas[verb], t.lower[verb])
            if cue is None or cue.kind != "speech" or "quote" not in cue.frames:
                return head
        return above

    def subtree(self, i: int) -> set[int]:
        """``i`` with all that hangs from it."""
        found = {i}
        todo = [i]
        while todo:
            for child in self.children[todo.pop()]:
                if child not in found:
                    found.add(child)
                    todo.append(child)
        return found

    def find(self, i: int, deps: Iterable[str]) -> int | None:
        """The first child of ``i`` by one of ``deps``."""
        t = self.t
        return next((c for c in self.children[i] if t.deps[c] in deps), None)

    def phrase(self, head: int, without: int | None = None, *, relatives: bool = True) -> TokenSpan:
        """The stretch around ``head`` that its subtree covers without gaps, marks at its ends left off.

        Args:
            head: of a noun phrase.
            without: a token outside the phrase whatever the parse says (the cue).
            relatives: whether relative clauses after the head belong to it.
        """
        t = self.t
        inside = self.subtree(head)
        if not relatives:
            for child in self.children[head]:
                if child > head and t.deps[child] in ("relcl", "acl", "advcl", "ccomp", "parataxis"):
                    inside -= self.subtree(child)
        if without is not None and without in inside:
            inside -= self.subtree(without)
            inside.add(head)
        start, end = head, head + 1
        while start - 1 in inside and not t.breaks[start - 1] and t.words[start - 1] not in DASHES:
            start -= 1
        while end in inside and not t.breaks[end]:
            end += 1
        if end - head > LONG_PHRASE:
            relative = [k for k in inside if head < k < end and t.deps[k] in ("relcl", "acl", "advcl")]
            if relative:
                end = min(end, max(head + 1, min(min(self.subtree(k)) for k in relative)))
        if end - 1 > head and t.ents[end - 1] in ("DATE", "TIME"):  # "a panel in May said"
            for k in self.children[head]:
                if t.deps[k] == "prep" and head < k and end - 5 < k and t.ents[k + 1] == t.ents[end - 1]:
                    end = k
        return self.trim(start, end)

    def trim(self, start: int, end: int) -> TokenSpan:
        """The stretch without marks and blanks at its ends."""
        t = self.t
        first, last = start, end
        while start < end and (t.pos[start] in PUNCTUATION or t.lower[start] == "and"):
            start += 1
        while end > start and (t.pos[end - 1] in PUNCTUATION and t.words[end - 1] != ")"):
            end -= 1
        return (start, end) if start < end else (first, last)

    def subject(self, verb: int, depth: int = 0) -> int | None:
        """The head of the phrase that is the active subject of ``verb``, through coordination and control."""
        t = self.t
        passive = False
        for child in self.children[verb]:
            dep = t.deps[child]
            if dep in SUBJECTS and t.ents[child] not in ("DATE", "TIME"):
                return child
            passive = passive or dep in ("nsubjpass", "auxpass")
        if passive:
            return self.agent(verb)
        dep, head = t.deps[verb], self.heads[verb]
        if head == verb or depth > 4:
            return None
        if dep == "conj" and t.pos[head] in ("VERB", "AUX"):
            return self.find(head, ("nsubjpass",)) if self.find(head, ("auxpass",)) else self.subject(head, depth + 1)
        if dep == "xcomp":
            if t.deps[head] == "acomp":  # "was ready to go"
                return self.any_subject(t.heads[head], depth + 1)
            controlled = self.find(head, ("dobj", "dative")) if t.pos[head] == "VERB" else None
            return controlled if controlled is not None else self.any_subject(head, depth + 1)
        if dep == "acl" and t.tags[verb] == "VBG":
            return head
        if dep == "advcl" and t.pos[head] in ("VERB", "AUX"):
            return self.any_subject(head, depth + 1)
        if dep == "pcomp":
            above = t.heads[head]
            for _ in range(3):  # "was in the lead in saying"
                if t.pos[above] in ("VERB", "AUX") or t.deps[above] not in ("acomp", "pobj", "prep", "attr", "dobj"):
                    break
                above = t.heads[above]
            if t.pos[above] in ("VERB", "AUX"):
                return self.any_subject(above, depth + 1)
        return None

    def any_subject(self, verb: int, depth: int = 0) -> int | None:
        """As :meth:`subject`, passive ones included."""
        found = self.find(verb, ("nsubjpass",))
        return found if found is not None else self.subject(verb, depth)

    def agent(self, verb: int) -> int | None:
        """Who does it, of a passive."""
        by = self.find(verb, ("agent",))
        return self.find(by, ("pobj",)) if by is not None else None
