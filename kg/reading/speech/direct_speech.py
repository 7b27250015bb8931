"""Direct speech: which stretches between quotation marks are somebody's words, and the cue that stands beside each."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.reading.speech.cues import Attribution
from kg.reading.speech.interviews import add_transcript
from kg.reading.speech.page import DASHES, Page
from kg.reading.speech.speech_labels import add_labels, before_colon, label
from kg.reading.text.annotations import Annotations
from kg.reading.text.quotation_marks import MARKS, Marked, mark_of

FAR = 45
"""Tokens between a quotation and its cue, at most."""
SENTENCES_ABOVE = 1
"""Sentences above a quotation without cue in which the cue of what is told before it may stand (tried: 1 to 4, alike)."""
SENTENCE_ENDS = frozenset([".", "!", "?", "…"])
_TELLING = frozenset(["tell", "inform", "remind", "assure"])
"""Cues behind which those stand who are told, not who speaks."""


class DirectSpeech(Page):
    """The cues of one document, and which stretch between quotation marks is whose words.

    Attributes:
        spoken: attribution of each stretch of ``outer`` that is speech, by its number.
    """

    def __init__(self, doc: Doc, noted: Annotations) -> None:
        super().__init__(doc, noted)
        self.introducing: set[int] = set()  # paragraphs that end with a colon before a quotation
        self.spoken: dict[int, Attribution] = {}
        add_labels(self)
        add_transcript(self)
        self._attribute()
        self._blocks()

    def _attribute(self) -> None:
        """Give each stretch of speech its cue: behind it, before it, that of the speech before, or one ahead of it."""
        previous: Attribution | None = None
        last: Marked | None = None
        for number, mark in enumerate(self.outer, 1):
            same = last is not None and last.paragraph == mark.paragraph
            continues = last is not None and last.open and last.paragraph == mark.paragraph - 1
            if number in self.dashed:
                dashed = self.dashed[number]
                if self.t.pos[dashed.cue] == "VERB" and dashed.cue > mark.start:
                    self._complete(dashed, mark.end, dashed.cue)
                self.spoken[number] = dashed
                previous, last = dashed, mark
                continue
            if not self._speech(mark):
                continue
            one = self._after(mark) or self._before(mark)
            if one is None and previous is not None and (same or continues):
                one = previous
            elif one is None:
                one = self._introduced(mark) or self._said_above(mark)
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
            return mark.end - mark.start > (1 if self._goes_on_below(mark) else 4)
        final = t.words[mark.end - 1]
        stopped = final in SENTENCE_ENDS or final in (",", "—", "–", "-", "--", "...")
        comma = after < end and t.words[after] == ","
        first = t.words[mark.start]
        capital = first[:1].isupper() or not first[:1].isalpha()
        if capital and any(t.words[k] in SENTENCE_ENDS for k in range(mark.start + 1, mark.end - 1)):
            return True  # several sentences
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

    def _goes_on_below(self, mark: Marked) -> bool:
        """Whether the next paragraph begins with a mark, as it does where one speech goes on."""
        if mark.paragraph + 1 >= len(self.paragraphs):
            return False
        return mark_of(self.t.words[self.paragraphs[mark.paragraph + 1][0]]) != ""

    def _ends_after(self, mark: Marked, end: int) -> bool:
        """Whether a quotation is not merely the beginning of a longer clause."""
        t = self.t
        i = mark.end + 1
        while i < end and t.space[i]:
            i += 1
        return i >= end or t.pos[i] == "PUNCT" or i in self.by_cue or i + 1 in self.by_cue or i + 2 in self.by_cue

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
        if t.words[mark.end].endswith("?") and final == ".":
            return None  # a damaged mark: no blank tells the next sentence
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
        first = next((i for i in range(dash + 1, end) if not t.space[i]), end)
        span = self.noun_phrase(first)
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
        if i >= start and t.words[i] == ")":  # "Rep. Mo Berg (R-Ala.) told the paper"
            opened = next((k for k in range(i - 1, max(start, i - 9), -1) if t.words[k] == "("), i + 1)
            i = opened - 1
        if i >= start and t.pos[i] in ("NOUN", "PROPN", "PRON", "NUM"):
            one.speaker, one.speaker_head = self.tree.trim(start, i + 1), i
            return
        i = cue + 1
        found = None if t.lemmas[cue].lower() in _TELLING else self.noun_phrase(i)
        if found and t.ents[found[0]] in ("DATE", "TIME"):  # "…," Berg, a lawyer, said Monday
            found = self.noun_phrase(start) if start < cue else None
        if found:
            one.speaker, one.speaker_head = self.with_apposition(found), self.head_of(found)
        elif head is not None and (not self.free(head) or head < start - FAR):
            one.speaker = one.speaker_head = None

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
        # of "He said, in remarks published by the daily, "…"" the verb above, where there is one
        best: Attribution | None = None
        stop = i
        while i >= begin and self.free(i) and not (t.words[i] in SENTENCE_ENDS and t.pos[i] == "PUNCT"):
            one = self.by_cue.get(i)
            if one is not None and one.quote:
                if best is not None:
                    one.content -= self.tree.subtree(best.cue)
                inside = [c for c in one.content if i < c <= stop]
                if not inside or final == ":" or stop - i < 5:
                    best = best or one
                    if not (t.tags[i] == "VBN" and t.deps[i] in ("acl", "advcl")):
                        best = one
                        break
            i -= 1
        if best is None and final == ":":
            while i >= begin and self.free(i) and t.words[i] not in SENTENCE_ENDS:
                i -= 1
            return label(self, i + 1, stop + 1) or before_colon(self, i + 1, stop + 1)
        if best is not None and best.speaker is None:
            subject = self.tree.any_subject(best.cue)
            if subject is not None and self.free(subject):
                best.speaker_head, best.speaker = subject, self.tree.phrase(subject, best.cue)
        if best is not None and best.speaker_head is not None and not self.free(best.speaker_head):
            best.speaker = best.speaker_head = None
        return best

    def _said_above(self, mark: Marked) -> Attribution | None:
        """The cue of the sentence before, in the same paragraph: X said that … "…"."""
        t = self.t
        sentence = t.sentences[mark.start]
        for i in range(mark.start - 1, self.paragraphs[mark.paragraph][0] - 1, -1):
            one = self.by_cue.get(i)
            if one is None or not one.quote or one.kind != "speech" or t.sentences[i] == sentence or not self.free(i):
                continue
            if one.speaker is None or t.tags[i] not in ("VBD", "VBZ", "VBP") or t.deps[i] not in ("ROOT", "conj"):
                continue
            return one if t.sentences[i] >= sentence - SENTENCES_ABOVE else None
        return None

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
