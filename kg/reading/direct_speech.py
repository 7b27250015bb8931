"""Direct speech: which stretches between quotation marks are somebody's words, and the cue that stands beside each."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.reading.annotations import Annotations
from kg.reading.attribution import attributions
from kg.reading.cues import RELATIVE, Attribution
from kg.reading.layout import hard_wrapped
from kg.reading.quotation_marks import DOUBLE_CHARACTERS, MARKS, Marked, mark_of, matched
from kg.reading.tokens import Tokens, tokens
from kg.reading.tree import TokenSpan, Tree

FAR = 45
"""Tokens between a quotation and its cue, at most."""
LONG = 4
"""Words beyond which a stretch in marks is taken for speech even without a stop at its end."""
DASHES = frozenset(["—", "–", "--", "-", "―"])
SENTENCE_ENDS = frozenset([".", "!", "?", "…"])
VOICES = frozenset(
    [
        "poll", "report", "study", "survey", "source", "sources", "police", "expert", "experts", "official",
        "officials", "minister", "ministry", "analyst", "analysts", "reports", "court", "lawyer", "spokesman",
        "spokeswoman", "spokesperson", "pm", "president", "mayor", "company", "government", "un", "kremlin",
    ]
)  # fmt: skip
"""Common nouns that a headline puts before a colon to say who speaks."""


def paragraphs(doc: Doc, t: Tokens) -> list[TokenSpan]:
    """Token ranges of the paragraphs, without the line ends between them."""
    found = []
    start = 0
    wrapped: bool | None = None
    for i, blank in enumerate(t.breaks):
        if not blank:
            continue
        if t.words[i].count("\n") == 1:
            if wrapped is None:
                wrapped = hard_wrapped(doc.text)
            if wrapped:
                continue
        if i > start:
            found.append((start, i))
        start = i + 1
    if len(t.words) > start:
        found.append((start, len(t.words)))
    return found


class DirectSpeech:
    """The quotation marks of one document, its cues, and which belong together.

    Attributes:
        outer: stretches in marks that lie in no other.
        quoted: of each token, the number (from 1) of the stretch of ``outer`` that it is in, 0 outside.
        by_cue: attributions by the token of their cue.
        spoken: attribution of each stretch of ``outer`` that is speech, by its number.
    """

    def __init__(self, doc: Doc, noted: Annotations) -> None:
        self.noted = noted
        self.t = tokens(doc)
        self.tree = Tree(self.t)
        self.paragraphs = paragraphs(doc, self.t)
        self.quoted = [0] * len(doc)  # number of the quotation mark pair a token is in, from 1
        self.spaced = [bool(token.whitespace_) for token in doc]
        marks: list[Marked] = []
        text = doc.text
        if any(mark in text for mark in (*DOUBLE_CHARACTERS, "'", "‘", "``")):
            marks = matched(self.t.words, self.spaced, self.paragraphs)
        self.outer = [m for m in marks if not m.inner]
        for number, mark in enumerate(self.outer, 1):
            for i in range(mark.start, mark.end):
                self.quoted[i] = number
        self.introducing: set[int] = set()  # paragraphs that end with a colon before a quotation
        self.by_cue = {one.cue: one for one in attributions(self.tree)}
        self.spoken: dict[int, Attribution] = {}
        self._labels()
        self._attribute()
        self._blocks()

    def _attribute(self) -> None:
        """Give each stretch of speech its cue: behind it, before it, that of the speech before, or one ahead of it."""
        previous: Attribution | None = None
        last: Marked | None = None
        for number, mark in enumerate(self.outer, 1):
            same = last is not None and last.paragraph == mark.paragraph
            continues = last is not None and last.open and last.paragraph == mark.paragraph - 1
            if not self._speech(mark):
                continue
            one = self._after(mark) or self._before(mark)
            if one is None and previous is not None and (same or continues):
                one = previous
            elif one is None:
                one = self._introduced(mark)
            if one is None:
                previous, last = None, mark
                continue
            self.spoken[number] = one
            previous, last = one, mark

    def _blocks(self) -> None:
        """A paragraph without marks after "X added:" is what X added."""
        t = self.t
        for number, (begin, end) in enumerate(self.paragraphs[:-1]):
            last = end - 1
            while last > begin and t.space[last]:
                last -= 1
            if t.words[last] != ":" or number in self.introducing:
                continue
            start, stop = self.paragraphs[number + 1]
            if stop - start < 4 or not self.free(start):
                continue
            one = self.by_cue.get(last - 1)
            if one is not None and one.quote and not one.content and one.speaker is not None:
                one.content = set(range(start, stop))
                one.frame = "block"

    def _speech(self, mark: Marked) -> bool:
        """Whether a stretch in marks is speech of its own, rather than words within a sentence."""
        t = self.t
        begin, end = self.paragraphs[mark.paragraph]
        if mark.end - mark.start < 1:
            return False
        before = mark.start - 2
        while before >= begin and t.space[before]:
            before -= 1
        after = mark.end + 1
        if mark.open:
            return mark.end - mark.start > 4
        final = t.words[mark.end - 1]
        stopped = final in SENTENCE_ENDS or final in (",", "—", "–", "-", "--", "...")
        comma = after < end and t.words[after] == ","
        first = t.words[mark.start]
        capital = first[:1].isupper() or not first[:1].isalpha()
        if before < begin:
            return stopped or comma or (mark.end - mark.start > 3 and self._ends_after(mark, end))
        previous = t.words[before]
        if previous in (":",):
            return capital or mark.end - mark.start > 3
        if previous in (",", "—", "–", "--", "-"):
            return stopped or comma or (capital and mark.end - mark.start > 3)
        if previous in SENTENCE_ENDS or previous in MARKS or previous == ")":
            return stopped or comma or (mark.end - mark.start > 4 and self._ends_after(mark, end))
        cue = self.by_cue.get(before)
        if cue is not None and cue.quote:
            return capital and mark.end - mark.start > 1
        return capital and stopped and mark.end - mark.start > 5

    def _ends_after(self, mark: Marked, end: int) -> bool:
        """Whether a quotation is not merely the beginning of a longer clause."""
        t = self.t
        i = mark.end + 1
        while i < end and t.space[i]:
            i += 1
        return i >= end or t.pos[i] == "PUNCT" or i in self.by_cue or i + 1 in self.by_cue or i + 2 in self.by_cue

    def free(self, i: int) -> bool:
        """Whether token ``i`` is outside all quotation marks."""
        return not self.quoted[i] and self.t.words[i] not in MARKS

    def _after(self, mark: Marked) -> Attribution | None:
        """The cue behind the quotation: "…", said X / "…", X said."""
        t = self.t
        if mark.open:
            return None
        end = min(self.paragraphs[mark.paragraph][1], mark.end + FAR)
        final = t.words[mark.end - 1]
        i = mark.end + 1
        while i < end and (t.words[i] == "," or (t.space[i] and not t.breaks[i])):
            final = "," if t.words[i] == "," else final
            i += 1
        if mark_of(t.words[mark.end])[:1] and t.words[mark.end][-1] in DASHES:
            return self._signed(mark.end)
        start = i
        if i < end and t.words[i] in DASHES:
            return self._signed(i)
        nominal = False  # a subject has been seen
        while i < end and self.free(i):
            word = t.words[i]
            if word in SENTENCE_ENDS or word in (";", ":") or t.breaks[i]:
                return None
            one = self.by_cue.get(i)
            if one is None and t.pos[i] == "VERB" and t.words[i][0].isupper():
                nominal = True  # a name taken for a verb
                i += 1
                continue
            if t.pos[i] == "VERB" or (t.pos[i] == "AUX" and t.deps[i] in ("ROOT", "conj", "ccomp", "parataxis")):
                if t.deps[i] == "relcl" and nominal and one is None:
                    i += 1
                    continue
                if t.deps[i] in ("amod", "compound", "acl") and t.tags[i] in ("VBN", "VBG") and i != start:
                    i += 1
                    continue
                break
            nominal = nominal or t.pos[i] in ("NOUN", "PROPN", "PRON")
            i += 1
        if i >= end or not self.free(i):
            return None
        one = self.by_cue.get(i)
        if one is None or not one.quote:
            return None
        if final == ".":
            # a new sentence, unless it is nothing but the attribution
            if any(c > i and not self.quoted[c] for c in one.content):
                return None
        elif any(c > i and not self.quoted[c] for c in one.content) and nominal and final not in (",",):
            return None
        self._complete(one, start, i)
        return one

    def _signed(self, dash: int) -> Attribution | None:
        """A dash and a name at the end of the paragraph, behind a quotation."""
        t = self.t
        end = dash + 1
        while end < self.tree.n and not t.breaks[end]:
            end += 1
        span = self._noun_phrase(dash + 1)
        if end - dash > 25 or span is None or not any(t.pos[i] == "PROPN" for i in range(*span)):
            return None
        if any(t.pos[i] in ("VERB", "AUX") and t.deps[i] in ("ROOT", "ccomp") for i in range(dash + 1, end)):
            return None
        return Attribution(dash, "speech", True, (dash, dash + 1), span, span[1] - 1)

    def _complete(self, one: Attribution, start: int, cue: int) -> None:
        """Find the speaker beside the cue where the parse gives none there."""
        t = self.t
        head = one.speaker_head
        if head is not None and one.speaker is not None and self.free(head) and abs(head - cue) <= FAR and (
            head >= start
        ):  # fmt: skip
            while one.speaker[1] > one.speaker[0] and not self.free(one.speaker[1] - 1):
                one.speaker = one.speaker[0], one.speaker[1] - 1
            if one.speaker[0] < start and cue > start:
                one.speaker = start, one.speaker[1]
            if one.speaker[0] < one.speaker[1]:
                return
        i = cue - 1
        while i >= start and t.deps[i] in ("aux", "advmod", "neg", "auxpass"):
            i -= 1
        if i >= start and t.pos[i] in ("NOUN", "PROPN", "PRON", "NUM"):
            one.speaker, one.speaker_head = self.tree.trim(start, i + 1), i
            return
        i = cue + 1
        found = self._noun_phrase(i)
        if found and t.ents[found[0]] in ("DATE", "TIME"):  # "…," Berg, a lawyer, said Monday
            found = self._noun_phrase(start) if start < cue else None
        if found:
            one.speaker, one.speaker_head = self._with_apposition(found), self.head_of(found)
        elif head is not None and (not self.free(head) or head < start - FAR):
            one.speaker = one.speaker_head = None

    def _noun_phrase(self, start: int) -> TokenSpan | None:
        """A noun phrase that begins at ``start``, read off the tags."""
        t = self.t
        i = start
        last = -1
        while i < self.tree.n and i < start + 12 and self.free(i) and not t.breaks[i]:
            pos = t.pos[i]
            if pos in ("NOUN", "PROPN", "PRON"):
                last = i
            elif pos not in ("DET", "ADJ", "NUM", "PART"):
                break
            i += 1
        return (start, last + 1) if last >= 0 else None

    def _with_apposition(self, span: TokenSpan) -> TokenSpan:
        """A name with what it is said to be ("Anna Berg, a lawyer in Oslo"), up to the next mark or relative clause."""
        t = self.t
        end = span[1]
        if t.pos[end - 1] != "PROPN" or end + 1 >= self.tree.n or t.words[end] != ",":
            return span
        i = end + 1
        if t.pos[i] not in ("DET", "NOUN", "ADJ", "PRON", "PROPN") or t.lower[i] in RELATIVE:
            return span
        while i < self.tree.n and i < end + 25 and self.free(i) and not t.breaks[i]:
            if t.pos[i] in ("PUNCT", "VERB", "AUX", "SCONJ") and t.words[i] not in ("-", "’"):
                break
            i += 1
        ended = i >= self.tree.n or t.breaks[i] or t.pos[i] == "PUNCT"
        return (span[0], i) if ended else span

    def head_of(self, span: TokenSpan) -> int:
        """The head word of a phrase."""
        heads = self.t.heads
        return next((i for i in range(*span) if not span[0] <= heads[i] < span[1]), span[1] - 1)

    def _before(self, mark: Marked) -> Attribution | None:
        """The cue before the quotation: X said: "…"."""
        begin = max(self.paragraphs[mark.paragraph][0], mark.start - 1 - FAR)
        return self._leading(begin, mark.start - 2)

    def _leading(self, begin: int, i: int) -> Attribution | None:
        t = self.t
        while i >= begin and t.space[i]:
            i -= 1
        if i < begin:
            return None
        final = t.words[i]
        if final in SENTENCE_ENDS or final in MARKS:
            return None
        if final in (",", ":", "—", "–", "-", "--"):
            i -= 1
        elif i not in self.by_cue and final.lower() not in ("that",):
            near = [k for k in range(max(begin, i - 4), i) if k in self.by_cue and self.by_cue[k].quote]
            if not near:
                return None
        best: Attribution | None = None
        stop = i
        while i >= begin and self.free(i) and not (t.words[i] in SENTENCE_ENDS and t.pos[i] == "PUNCT"):
            one = self.by_cue.get(i)
            if one is not None and one.quote:
                inside = [c for c in one.content if i < c <= stop]
                if not inside or final == ":" or stop - i < 5:
                    best = one
                    break
            i -= 1
        if best is None and final == ":":
            while i >= begin and self.free(i) and t.words[i] not in SENTENCE_ENDS:
                i -= 1
            return self._label(i + 1, stop + 1) or self._colon(i + 1, stop + 1)
        if best is not None and best.speaker is None:
            subject = self.tree.any_subject(best.cue)
            if subject is not None and self.free(subject):
                best.speaker_head, best.speaker = subject, self.tree.phrase(subject, best.cue)
        if best is not None and best.speaker_head is not None and not self.free(best.speaker_head):
            best.speaker = best.speaker_head = None
        return best

    def _label(self, start: int, end: int) -> Attribution | None:
        """ "Name:" before what Name says; ``end`` is where the colon stands."""
        t = self.t
        while start < end and (t.space[start] or t.words[start] in MARKS):
            start += 1
        words = range(start, end)
        shouted = all(t.words[i].isupper() or not t.words[i].isalpha() for i in words)
        if not 0 < end - start <= 6 or (not shouted and any(t.pos[i] in ("VERB", "AUX") for i in words)):
            return None
        if not shouted and not any(t.pos[i] in ("PROPN", "NOUN") for i in words):
            return None
        return Attribution(end, "speech", True, (end, end + 1), (start, end), self.head_of((start, end)), frame="label")

    def _colon(self, start: int, end: int) -> Attribution | None:
        """ "X made the following remark:": any verb with a subject will do before a colon and a quotation."""
        t = self.t
        for i in range(end - 1, start - 1, -1):
            if t.pos[i] == "VERB" and self.free(i) and t.tags[i] in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB"):
                subject = self.tree.subject(i)
                if subject is None or not start <= subject < end:
                    continue
                return Attribution(i, "speech", True, (i, i + 1), self.tree.phrase(subject, i), subject)
        return None

    def _labels(self) -> None:
        """ "Name: what Name says", in headlines and transcripts."""
        t = self.t
        counts: dict[str, list[tuple[int, int, int]]] = {}
        for number, (begin, end) in enumerate(self.paragraphs):
            start = begin
            while start < end and (t.words[start] in MARKS or t.space[start]):
                start += 1
            if begin < self.noted.headline_end and self._reversed(start, end):
                continue
            colon = start + 1
            while colon < min(start + 6, end - 1) and (t.words[colon][:1].isalpha() or t.words[colon] == "."):
                colon += 1
            if colon >= end - 1 or t.words[colon] != ":":
                continue
            if begin < self.noted.headline_end:
                if self._voice(start, colon):
                    self._add_label(start, colon, end)
            elif all(t.words[i].isupper() for i in range(start, colon) if t.words[i].isalpha()):
                counts.setdefault(t.lower[colon - 1], []).append((start, colon, number))
        for places in counts.values():
            if len(places) > 1:
                for start, colon, number in places:
                    self._add_label(start, colon, self.paragraphs[number][1])

    def _reversed(self, start: int, end: int) -> bool:
        """A headline's "What is said: Name"."""
        t = self.t
        while end > start and (t.space[end - 1] or t.words[end - 1] == "."):
            end -= 1
        colon = next((i for i in range(end - 1, max(start + 2, end - 5), -1) if t.words[i] == ":"), -1)
        if colon < start + 3 or colon == end - 1:
            return False
        names = [m for m in self.noted.mentions if m.start == colon + 1 and m.end == end]
        if names:
            voice = names[0].kind == "Named" and names[0].entity_class in ("Person", "Organization")
        else:
            voice = all(t.ents[i] in ("PERSON", "ORG") for i in range(colon + 1, end))
        if voice:
            speaker = (colon + 1, end)
            self.by_cue[colon] = Attribution(
                colon, "speech", True, (colon, colon + 1), speaker, self.head_of(speaker), frame="label"
            )
            self.by_cue[colon].content = set(range(start, colon))
        return voice

    def behind_dateline(self, start: int, end: int) -> int:
        """Where a stretch begins without the dateline ("KYIV, June 3 (Agency) —") of its paragraph."""
        t = self.t
        if not t.words[start].isupper() or len(t.words[start]) < 3 or (start and not t.breaks[start - 1]):
            return start
        for i in range(start + 1, min(end - 1, start + 14)):
            if t.words[i] in DASHES and not (t.words[i] == "-" and t.words[i - 1].isalpha() and not self.spaced[i]):
                return i + 1
            if t.pos[i] in ("VERB", "AUX"):
                break
        return start

    def _add_label(self, start: int, colon: int, end: int) -> None:
        one = self._label(start, colon)
        if one:
            one.content = set(range(colon + 1, end))
            self.by_cue[colon] = one

    def _voice(self, start: int, end: int) -> bool:
        """Whether a headline's first words name somebody who can speak, rather than its topic."""
        t = self.t
        for m in self.noted.mentions:
            if m.start <= end - 1 < m.end:
                named = m.entity_class in ("Person", "Organization") and m.kind == "Named"
                return named or t.lemmas[end - 1] in VOICES
        return t.ents[end - 1] in ("PERSON", "ORG") or t.lower[end - 1] in VOICES

    def _introduced(self, mark: Marked) -> Attribution | None:
        """The cue at the end of the paragraph before: X continued:"""
        if mark.paragraph == 0 or mark.start - 1 > self.paragraphs[mark.paragraph][0]:
            return None
        begin, end = self.paragraphs[mark.paragraph - 1]
        last = end - 1
        while last > begin and self.t.space[last]:
            last -= 1
        if self.t.words[last] != ":":
            return None
        self.introducing.add(mark.paragraph - 1)
        return self._leading(max(begin, last - FAR), last)
