"""Speech by dashes, as continental and translated papers set it, and posts that are set off with their author below.

A paragraph that begins with a dash is what somebody says up to the attribution ("— The ore lies deep. Nobody has tried,
the expert noted."); a dash behind the attribution takes the speech up again. A stray closing mark before the attribution
changes nothing. Where no attribution stands in the paragraph, the end of the paragraph before ("he told the paper:") may
give it; else nobody is known to speak.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.reading.speech.cues import Attribution
from kg.reading.text.quotation_marks import MARKS, Marked
from kg.reading.text.tokens import Tokens
from kg.reading.text.tree import TokenSpan

DASHES = frozenset(["—", "–", "―", "--", "-"])
_ENDS = frozenset([".", "!", "?", "…", "..."])
_FINITE = frozenset(["VBD", "VBZ", "VBP"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART", "ADP", "ADV", "SYM"])
_SHORTEST = 3
"""Tokens that a speech has at least."""
_LONGEST = 30
"""Tokens that an attribution has at most."""


def dash_speeches(
    t: Tokens, paragraphs: Sequence[TokenSpan], by_cue: Mapping[int, Attribution]
) -> list[tuple[Marked, int]]:
    """The stretches that are spoken by dashes, each with the token of its cue.

    Args:
        t: tokens.
        paragraphs: token ranges.
        by_cue: attributions by the token of their cue.

    Returns:
        In order of the text; the pieces of one broken speech share a cue.
    """
    found: list[tuple[Marked, int]] = []
    for number, (begin, end) in enumerate(paragraphs):
        start = _opening(t, begin, end)
        if start is None:
            continue
        pieces = _pieces(t, start, end, by_cue)
        if not pieces:
            cue = _introduced(t, paragraphs, number, by_cue)
            pieces = [(start, end, cue)] if cue is not None else []
        for piece_start, piece_end, cue in pieces:
            first, last = _trimmed(t, piece_start, piece_end)
            if last - first >= _SHORTEST or (found and found[-1][1] == cue and last > first):
                found.append((Marked(first, last, number), cue))
    return found


def _opening(t: Tokens, begin: int, end: int) -> int | None:
    """Where the speech of a paragraph that begins with a dash begins; None elsewhere."""
    while begin < end and t.space[begin]:
        begin += 1
    if begin + 1 >= end or t.words[begin] not in DASHES:
        return None
    first = begin + 1
    while first < end and (t.space[first] or t.words[first] in MARKS):
        first += 1
    return first if first < end and (t.words[first][:1].isupper() or t.words[first][:1].isdigit()) else None


def _pieces(t: Tokens, start: int, end: int, by_cue: Mapping[int, Attribution]) -> list[tuple[int, int, int]]:
    """What is spoken in a paragraph from ``start``: stretches before, and behind a dash after, its attributions."""
    found: list[tuple[int, int, int]] = []
    at: int | None = start
    i = start
    while i < end and at is not None:
        one = by_cue.get(i)
        edge = (
            _edge(t, at, one)
            if one is not None and one.quote and one.kind == "speech" and t.tags[i] in _FINITE
            else None
        )
        if edge is None:
            i += 1
            continue
        stop = _stop(t, i, end)
        if stop is None:
            i += 1
            continue
        found.append((at, edge, i))
        again = stop + 1
        while again < end and t.space[again]:
            again += 1
        if again < end and t.words[again] in DASHES:
            at = again + 1  # "…, she said. — We are tired."
            i = at
            rest = _pieces(t, at, end, by_cue)
            found.extend(rest or [(at, end, found[-1][2])])
            return found
        if again < end and t.words[edge] == "," and _goes_on(t, again, end, by_cue):
            found.append((again, end, i))
        at = None
    return found


def _goes_on(t: Tokens, start: int, end: int, by_cue: Mapping[int, Attribution]) -> bool:
    """Whether what stands behind an attribution by commas is the same speech: the paragraph tells of nobody else who speaks.

    Papers that set the attribution off by dashes set the speech behind it off, too; those that use commas do not.
    """
    if t.lower[start] in ("he", "she") or not t.words[start][:1].isupper():
        return False
    for i in range(start, end):
        one = by_cue.get(i)
        if one is None or one.kind != "speech" or t.tags[i] not in _FINITE or one.speaker_head is None:
            continue
        if t.lower[one.speaker_head] not in ("i", "we", "you", "they") and t.words[one.speaker_head] != "who":
            return False
    return True


def _edge(t: Tokens, start: int, one: Attribution) -> int | None:
    """Where the speech ends before an attribution (", the expert noted", "— said Berg"): a mark, then only who speaks."""
    cue = one.cue
    i = cue - 1
    while i > start and cue - i < _LONGEST:
        word = t.words[i]
        if word in DASHES or word in (",", "!", "?", "…") or word in MARKS:
            if word == "," and t.pos[i + 1] in ("NOUN", "PROPN", "DET") and _apposition(t, start, i):
                i -= 1
                continue
            edge = i + 1 if word in ("!", "?", "…") else i
            return edge if edge - start >= _SHORTEST else None
        if word == "." and not any(k > cue for k in one.content):  # a sentence of its own: "The expert noted."
            return i + 1 if i + 1 - start >= _SHORTEST else None
        if t.pos[i] not in _NOMINAL and not t.space[i]:
            return None
        i -= 1
    return None


def _apposition(t: Tokens, start: int, comma: int) -> bool:
    """Whether a comma stands inside who speaks ("…, Anna Berg, the minister, said"): behind a name, behind a comma or dash."""
    i = comma - 1
    if t.pos[i] != "PROPN":
        return False
    while i > start and t.pos[i] == "PROPN":
        i -= 1
    return t.words[i] in DASHES or t.words[i] == ","


def _stop(t: Tokens, cue: int, end: int) -> int | None:
    """The end of the sentence of an attribution, where nothing else is told in it; a dash ends it too."""
    for i in range(cue + 1, min(end, cue + _LONGEST)):
        if t.words[i] in _ENDS:
            return i
        if t.words[i] in DASHES and t.words[i - 1] != "-" and t.words[i] != "-":
            return i - 1
        if t.breaks[i]:
            return i
        if t.tags[i] in _FINITE and t.deps[i] not in ("relcl", "advcl", "acl") and t.pos[i] in ("VERB", "AUX"):
            return None
    return end - 1 if end - cue < _LONGEST else None


def _introduced(
    t: Tokens, paragraphs: Sequence[TokenSpan], number: int, by_cue: Mapping[int, Attribution]
) -> int | None:
    """The cue at the end of the paragraph before, where that ends with a colon."""
    if not number:
        return None
    begin, end = paragraphs[number - 1]
    last = end - 1
    while last > begin and t.space[last]:
        last -= 1
    if t.words[last] != ":":
        return None
    for i in range(last - 1, max(begin, last - _LONGEST) - 1, -1):
        if t.words[i] in _ENDS:
            return None
        one = by_cue.get(i)
        if one is not None and one.quote and one.speaker is not None:
            return i
    return None


def _trimmed(t: Tokens, first: int, last: int) -> TokenSpan:
    while first < last and (t.space[first] or t.words[first] in MARKS or t.words[first] in DASHES):
        first += 1
    while last > first and (
        t.space[last - 1] or t.words[last - 1] in MARKS or t.words[last - 1] in DASHES or t.words[last - 1] == ","
    ):
        last -= 1
    return first, last


def posts(t: Tokens, paragraphs: Sequence[TokenSpan]) -> list[tuple[Marked, TokenSpan]]:
    """Posts set off with their author below: "We will sail. — Anna Berg (@berg) May 3, 2026", each with its author's name.

    Args:
        t: tokens.
        paragraphs: token ranges.
    """
    found: list[tuple[Marked, TokenSpan]] = []
    for number, (begin, end) in enumerate(paragraphs):
        dash = next((i for i in range(begin, end) if t.words[i] in DASHES and _author(t, i, end)), None)
        if dash is None:
            continue
        name = _author(t, dash, end)
        first, last = _trimmed(t, begin, dash)
        at = number
        if first >= last and number:
            at = number - 1
            first, last = _trimmed(t, *paragraphs[at])
        if name is not None and last - first >= _SHORTEST:
            found.append((Marked(first, last, at), name))
    return found


def _author(t: Tokens, dash: int, end: int) -> TokenSpan | None:
    """The name between a dash and "(@handle)"; None elsewhere."""
    start = dash + 1
    while start < end and t.space[start]:
        start += 1
    i = start
    while i < end and i - start < 8 and t.words[i][:1].isupper():
        i += 1
    if i == start or i + 1 >= end or t.words[i] != "(":
        return None
    return (start, i) if t.words[i + 1].startswith("@") else None
