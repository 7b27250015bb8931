"""Interviews and transcripts: paragraphs under labels ("Q:", "Berg:", "BERG:", "AB:", "[00:12] Berg:"), said by who is named.

A text is one where two paragraphs or more bear labels. A name, a surname or initials stand for the person of the article who
bears them; "A" and "Answer" for who is interviewed, as the headline or the introduction tells; "Q" for nobody in particular,
so that questions are nobody's words.
"""

from __future__ import annotations

import re

from kg.knowledge.word_sets import word_set
from kg.reading.speech.cues import Attribution
from kg.reading.speech.page import Page
from kg.reading.text.quotation_marks import MARKS
from kg.reading.text.tree import TokenSpan

_ASKS = frozenset(["q", "question", "interviewer", "reporter", "host", "moderator"])
_ANSWERS = frozenset(["a", "answer"])
_LONGEST = 5
"""Tokens of a label."""
_CODE = re.compile(r"^[\d:.\[\]()]+$")
_FEWEST = 2
"""Labels that make a transcript."""


def add_transcript(page: Page) -> None:
    """Add to ``page.by_cue`` what is said under the labels of an interview or a transcript."""
    labels = [(number, found) for number in range(len(page.paragraphs)) if (found := _label(page, number))]
    known = _Persons(page)
    told = [(number, span, known.of(page, span)) for number, span in labels]
    told = [
        one
        for one in told
        if one[2] is not None
        or _word(page, one[1]) in _ASKS | _ANSWERS
        or _initials(page, one[1])
        or _shouted_asker(page, *one[:2])
    ]
    if len(told) < _FEWEST:
        return
    for number, (start, end), who in told:
        if who is None:
            continue
        one = Attribution(end, "speech", True, (end, end + 1), (start, end), page.head_of((start, end)), frame="label")
        one.content = set(range(end + 1, page.paragraphs[number][1]))
        one.known = who
        page.by_cue[end] = one


def _initials(page: Page, span: TokenSpan) -> bool:
    """Whether a label is a few capitals, as of a paper that asks."""
    word = _word(page, span)
    return 1 < len(word) <= _LONGEST and all(w.isupper() or w == "." for w in page.t.words[span[0] : span[1]])


def _shouted_asker(page: Page, number: int, span: TokenSpan) -> bool:
    """Whether a label in capitals stands over a question: somebody asks whom the article names nowhere."""
    t = page.t
    end = page.paragraphs[number][1] - 1
    while end > span[1] and (t.space[end] or t.words[end] in MARKS):
        end -= 1
    return t.words[end] == "?" and all(w.isupper() for w in t.words[span[0] : span[1]])


def _word(page: Page, span: TokenSpan) -> str:
    return " ".join(page.t.lower[span[0] : span[1]]).replace(".", "").strip()


def _label(page: Page, number: int) -> TokenSpan | None:
    """The words before a colon at the beginning of a paragraph, without a time code; None where there are none."""
    t = page.t
    start, end = page.paragraphs[number]
    if start < page.noted.headline_end:
        return None
    while start < end and (t.space[start] or t.words[start] in MARKS or _CODE.match(t.words[start])):
        start += 1
    colon = start
    while colon < min(start + _LONGEST, end - 1) and (t.words[colon][:1].isupper() or t.words[colon] == "."):
        colon += 1
    return (start, colon) if start < colon < end - 1 and t.words[colon] == ":" else None


class _Persons:
    """The persons that an article names, as labels call them."""

    def __init__(self, page: Page) -> None:
        self.mentions: dict[str, int] = {}
        first: dict[int, int] = {}
        for number, m in enumerate(page.noted.mentions):
            if m.kind == "Named" and m.entity_class == "Person" and 0 <= m.chain < len(page.noted.chains):
                first.setdefault(m.chain, number)
        clashes = set()
        for chain, mention in first.items():
            for name in page.noted.chains[chain].names:
                for form in _forms(name):
                    if self.mentions.setdefault(form, mention) != mention:
                        clashes.add(form)
        for form in clashes:
            del self.mentions[form]
        self.interviewed = _interviewed(page)

    def of(self, page: Page, label: TokenSpan) -> int | None:
        """The mention of who a label means."""
        word = _word(page, label)
        if word in _ANSWERS:
            return self.interviewed
        return None if word in _ASKS else self.mentions.get(word)


def _forms(name: str) -> set[str]:
    words = [w for w in name.lower().replace(".", "").split() if w]
    forms = {" ".join(words)}
    if words:
        forms.add(words[-1])
    if len(words) > 1:
        forms.add("".join(w[0] for w in words))
    return forms


def _interviewed(page: Page) -> int | None:
    """The mention of the one person who, the headline or a sentence of the introduction tells, is interviewed or speaks."""
    t = page.t
    words = word_set("interviews")
    found: dict[int, int] = {}
    for number, m in enumerate(page.noted.mentions):
        if m.kind != "Named" or m.entity_class != "Person":
            continue
        above = t.heads[m.head]
        with_whom = t.lower[above] in ("with", "of") and t.lemmas[t.heads[above]].lower() in words
        speaks = t.deps[m.head] == "nsubj" and t.lemmas[above].lower() in words
        if with_whom or speaks:
            found.setdefault(m.chain, number)
    return next(iter(found.values())) if len(found) == 1 else None
