"""Speech with a label: "Name: what Name says" in headlines and transcripts, "What is said: Name", "X remarked: …"."""

from __future__ import annotations

from kg.reading.speech.cues import Attribution
from kg.reading.speech.page import Page
from kg.reading.text.quotation_marks import MARKS

VOICES = frozenset(
    [
        "poll", "report", "study", "survey", "source", "sources", "police", "expert", "experts", "official",
        "officials", "minister", "ministry", "analyst", "analysts", "reports", "court", "lawyer", "spokesman",
        "spokeswoman", "spokesperson", "pm", "president", "mayor", "company", "government", "un", "kremlin",
    ]
)  # fmt: skip
"""Common nouns that a headline puts before a colon to say who speaks."""


def add_labels(page: Page) -> None:
    """Add to ``page.by_cue`` what a headline or a transcript says as "Name: what Name says"."""
    t = page.t
    counts: dict[str, list[tuple[int, int, int]]] = {}
    for number, (begin, end) in enumerate(page.paragraphs):
        start = begin
        while start < end and (t.words[start] in MARKS or t.space[start]):
            start += 1
        if begin < page.noted.headline_end and _reversed(page, start, end):
            continue
        colon = start + 1
        while colon < min(start + 6, end - 1) and (t.words[colon][:1].isalpha() or t.words[colon] == "."):
            colon += 1
        if colon >= end - 1 or t.words[colon] != ":":
            continue
        if begin < page.noted.headline_end:
            if _voice(page, start, colon):
                _add_label(page, start, colon, end)
        elif all(t.words[i].isupper() for i in range(start, colon) if t.words[i].isalpha()):
            counts.setdefault(t.lower[colon - 1], []).append((start, colon, number))
    for places in counts.values():
        if len(places) > 1:
            for start, colon, number in places:
                _add_label(page, start, colon, page.paragraphs[number][1])


def _reversed(page: Page, start: int, end: int) -> bool:
    """A headline's "What is said: Name"."""
    t = page.t
    while end > start and (t.space[end - 1] or t.words[end - 1] == "."):
        end -= 1
    colon = next((i for i in range(end - 1, max(start + 2, end - 5), -1) if t.words[i] == ":"), -1)
    if colon < start + 3 or colon == end - 1:
        return False
    names = [m for m in page.noted.mentions if m.start == colon + 1 and m.end == end]
    if names:
        voice = names[0].kind == "Named" and names[0].entity_class in ("Person", "Organization")
    else:
        voice = all(t.ents[i] in ("PERSON", "ORG") for i in range(colon + 1, end))
    if voice:
        speaker = (colon + 1, end)
        page.by_cue[colon] = Attribution(
            colon, "speech", True, (colon, colon + 1), speaker, page.head_of(speaker), frame="label"
        )
        page.by_cue[colon].content = set(range(start, colon))
    return voice


def _add_label(page: Page, start: int, colon: int, end: int) -> None:
    one = label(page, start, colon)
    if one:
        one.content = set(range(colon + 1, end))
        page.by_cue[colon] = one


def _voice(page: Page, start: int, end: int) -> bool:
    """Whether a headline's first words name somebody who can speak, rather than its topic."""
    t = page.t
    for m in page.noted.mentions:
        if m.start <= end - 1 < m.end:
            named = m.entity_class in ("Person", "Organization") and m.kind == "Named"
            return named or t.lemmas[end - 1] in VOICES
    return t.ents[end - 1] in ("PERSON", "ORG") or t.lower[end - 1] in VOICES


def label(page: Page, start: int, end: int) -> Attribution | None:
    """ "Name:" before what Name says; ``end`` is where the colon stands."""
    t = page.t
    while start < end and (t.space[start] or t.words[start] in MARKS):
        start += 1
    words = range(start, end)
    shouted = all(t.words[i].isupper() or not t.words[i].isalpha() for i in words)
    if not 0 < end - start <= 6 or (not shouted and any(t.pos[i] in ("VERB", "AUX") for i in words)):
        return None
    if not shouted and not any(t.pos[i] in ("PROPN", "NOUN") for i in words):
        return None
    return Attribution(end, "speech", True, (end, end + 1), (start, end), page.head_of((start, end)), frame="label")


def before_colon(page: Page, start: int, end: int) -> Attribution | None:
    """ "X made the following remark:": any verb with a subject will do before a colon and a quotation."""
    t = page.t
    for i in range(end - 1, start - 1, -1):
        if t.pos[i] == "VERB" and page.free(i) and t.tags[i] in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB"):
            subject = page.tree.subject(i)
            if subject is None or not start <= subject < end:
                continue
            return Attribution(i, "speech", True, (i, i + 1), page.tree.phrase(subject, i), subject)
    return None
