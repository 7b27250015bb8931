"""Quotation marks of a text, matched: which stretches of tokens stand between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

OPENING = {"“": "”", "„": "“”", "«": "»", "``": "''", "‘": "’"}
DOUBLE = {'"': '"', "''": "''", "＂": "＂"}
CLOSING = frozenset(["”", "»", '"', "''", "’", "'", "＂", "‘‘"])
MARKS = frozenset([*OPENING, *DOUBLE, *CLOSING])
DOUBLE_CHARACTERS = frozenset('“”„«»"＂')
BEFORE_OPENING = frozenset(["(", "[", "—", "–", "--", "-", "―", "‘", "'"])
SINGLE = frozenset(["'", "’", "‘"])
ENDS = frozenset([".", ",", "!", "?", "…", "...", "—", "–", "-", "--", ";", ":"])
LONGEST_SINGLE = 120
"""Tokens that a quotation in single marks may have; apostrophes are taken for marks beyond that."""


@dataclass(slots=True)
class Marked:
    """A stretch between quotation marks.

    Attributes:
        start, end: tokens inside the marks, end exclusive.
        paragraph: number of the paragraph it stands in.
        single: whether in single marks.
        open: whether its paragraph ends before it is closed (the next paragraph may go on with it).
        inner: whether it lies within another one.
    """

    start: int
    end: int
    paragraph: int
    single: bool = False
    open: bool = False
    inner: bool = False


def mark_of(word: str) -> str:
    """The quotation mark that a token is or holds beside other marks ("”—"); empty where none."""
    if word in MARKS:
        return word
    if len(word) < 5 and not word.isalnum():
        found = [c for c in word if c in DOUBLE_CHARACTERS]
        if len(found) == 1 and not any(c.isalnum() for c in word):
            return found[0]
    return ""


def matched(words: Sequence[str], spaced: Sequence[bool], paragraphs: Sequence[tuple[int, int]]) -> list[Marked]:
    """Match the quotation marks, paragraph by paragraph, in order of their start; inner ones are marked so.

    Args:
        words: texts of the tokens.
        spaced: whether white space follows each token.
        paragraphs: token ranges.
    """
    found: list[Marked] = []
    all_marks = {i: mark for i, word in enumerate(words) if (mark := mark_of(word))}
    for number, (begin, end) in enumerate(paragraphs):
        marks = {i: all_marks[i] for i in range(begin, end) if i in all_marks}
        if marks:
            found.extend(_paragraph(words, spaced, (begin, end), number, marks))
    return found


def _paragraph(
    words: Sequence[str], spaced: Sequence[bool], within: tuple[int, int], number: int, marks: dict[int, str]
) -> list[Marked]:
    begin, end = within
    doubles: list[Marked] = []
    open_marks: list[int] = []  # outermost first
    for i, mark in marks.items():
        if mark in SINGLE:
            continue
        before = i == begin or spaced[i - 1] or words[i - 1] in BEFORE_OPENING or words[i - 1].isspace()
        after = i + 1 >= end or spaced[i] or words[i + 1].isspace()
        opened = marks[open_marks[-1]] if open_marks else ""
        if mark in OPENING:
            opens = True
        elif words[i].endswith("?"):
            opens = False  # what a wrong decoding left of a closing mark
        elif mark in DOUBLE:
            held = any(marks[o] in DOUBLE for o in open_marks)
            opens = not held if before == after else before and not after
            if opens and held:
                opens = False
        else:
            opens = i == begin and not after  # a closing mark where only an opening one can stand
        if opens and (not opened or opened != mark):
            open_marks.append(i)
        elif not opens and open_marks:
            fits = [o for o in open_marks if (marks[o] in DOUBLE) == (mark in DOUBLE)] or open_marks
            start = fits[-1]
            del open_marks[open_marks.index(start) :]
            if not open_marks:
                doubles.append(Marked(start + 1, i, number))
    if open_marks:
        doubles.append(Marked(open_marks[0] + 1, end, number, open=True))
    singles = _singles(words, spaced, within, number, [i for i, m in marks.items() if m in SINGLE])
    for one in singles:
        one.inner = any(d.start <= one.start and one.end <= d.end for d in doubles)
    for one in doubles:
        one.inner = any(s.start <= one.start and one.end <= s.end and not one.open for s in singles)
    return sorted([*doubles, *singles], key=lambda m: (m.start, -m.end))


def _singles(
    words: Sequence[str], spaced: Sequence[bool], within: tuple[int, int], number: int, candidates: list[int]
) -> list[Marked]:
    begin, end = within
    found = []
    at = 0
    while at < len(candidates):
        i = candidates[at]
        at += 1
        before = i == begin or spaced[i - 1] or words[i - 1] in ("(", "[", "“", '"', "—", "–") or words[i - 1].isspace()
        if not before or i + 1 >= end or spaced[i] or words[i] == "’" or not words[i + 1][0].isalpha():
            continue
        best = -1
        for later in range(at, len(candidates)):
            j = candidates[later]
            if j - i > LONGEST_SINGLE or (words[j] == "‘" and words[i] == "‘"):
                break
            if words[j] == "‘" or spaced[j - 1] or j == i + 1:
                continue
            closes = j + 1 >= end or spaced[j] or not words[j + 1][0].isalnum()
            if not closes:
                continue
            sure = words[j - 1] in ENDS or j + 1 >= end or words[j + 1] in ENDS
            if sure or best < 0:
                best = later
            if sure:
                break
        if best >= 0:
            found.append(Marked(i + 1, candidates[best], number, single=True))
            at = best + 1
    return found
