"""Where what is said begins and ends in its sentence.

The parse gives which clause is the content of a cue; where it is torn, too long or too short, the sentence's own marks tell more.
The clause of saying (speaker and cue) stands behind the content, amid it or before it:

- behind ("…, the source said."): the sentence up to it is what is said;
- before ("He said that …"): from the first word of the content to the end of the sentence, or to the first border;
- amid: as the parse has it.

A border is where the article goes on in its own voice: "but" or "although" with a subject and no "that" behind it, another
saying ("…, adding that", "…, as Berg said"), or who somebody is ("…, who has led the bank since May") at the end. Of such
coordinations in polnear 9 of 12 with "but" and a subject are outside what is said, of those with "and" 4 of 16.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.knowledge.speech import cue_of, speech_verbs
from kg.knowledge.word_sets import word_set
from kg.reading.speech.cues import Attribution
from kg.reading.text.quotation_marks import MARKS
from kg.reading.text.tree import SUBJECTS, TokenSpan, Tree

CLAUSAL = frozenset(["that", "quote", "parataxis"])
"""Frames whose content is a finite clause."""
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_PASSIVE_SUBJECTS = SUBJECTS | {"nsubjpass", "expl"}
_CIRCUMSTANCE = 12
"""Tokens behind a clause of saying, at its sentence's end, that may tell when and where it was said."""


def bounded(tree: Tree, one: Attribution, quoted: Sequence[int]) -> set[int]:
    """What an attribution's content is, by the marks of its sentence.

    Args:
        tree: the parse.
        one: the attribution, with the content that the parse gives.
        quoted: of each token, the number of the stretch in quotation marks that it is in, 0 outside.

    Returns:
        Tokens of the content; as it was, where nothing speaks for another.
    """
    t = tree.t
    content = {i for i in one.content if not t.space[i]}
    if content and one.frame == "according":
        return _without_and(tree, content, quoted)
    if not content or one.frame not in CLAUSAL or quoted[one.cue]:
        return one.content
    start, stop = _sentence(tree, one.cue)
    if min(content) < start or max(content) >= stop:
        return one.content
    if max(content) < one.cue:
        before = before_cue(tree, one)
        return content if before is None or not content & before else before
    around = _around(tree, one, start, stop)
    if around is not None and content & around:
        return _without_and(tree, around, quoted)
    return _behind(tree, content, stop, quoted) if min(content) > one.cue else _without_and(tree, content, quoted)


def _clause_of_saying(one: Attribution) -> TokenSpan:
    """Speaker and cue with what stands between them."""
    if one.speaker is None:
        return one.span
    return min(one.span[0], one.speaker[0]), max(one.span[1], one.speaker[1])


def before_cue(tree: Tree, one: Attribution) -> set[int] | None:
    """The sentence before the clause of saying, where this ends it ("…, the source said."); None elsewhere.

    Args:
        tree: the parse.
        one: the attribution.
    """
    t = tree.t
    start, stop = _sentence(tree, one.cue)
    first, last = _clause_of_saying(one)
    comma = first - 1
    while comma > start and t.words[comma] in MARKS:
        comma -= 1
    if one.speaker is None or comma <= start + 1 or t.words[comma] != ",":
        return None
    rest = range(last, stop)
    if len(rest) > _CIRCUMSTANCE or any(t.tags[k] in FINITE or t.words[k] in MARKS for k in rest):
        return None
    found = {k for k in range(start, comma) if not t.space[k]}
    return found if any(t.tags[k] in FINITE for k in found) else None


def _sentence(tree: Tree, i: int) -> TokenSpan:
    """The sentence of a token, without blanks and marks before it."""
    t = tree.t
    sentence = t.sentences[i]
    start = t.starts[sentence]
    stop = t.starts[sentence + 1] if sentence + 1 < len(t.starts) else tree.n
    while start < stop and (t.space[start] or t.words[start] in MARKS):
        start += 1
    return start, stop


def _around(tree: Tree, one: Attribution, start: int, stop: int) -> set[int] | None:
    """The sentence without the clause of saying that commas set off ("If it fails, he says, we go."); None elsewhere."""
    t = tree.t
    first, last = _clause_of_saying(one)
    if one.speaker is None or first <= start + 1 or last >= stop or t.words[first - 1] != "," or t.words[last] != ",":
        return None
    if t.tags[first - 2] in (
        "WDT",
        "WP",
        "CC",
        "IN",
    ):  # "the park, which, Berg said, is full": a part of the sentence alone
        return None
    found = {k for k in range(start, stop) if not first - 1 <= k <= last and not t.space[k]}
    for k in range(first - 2, start + 1, -1):
        if _is_border(tree, k):  # "They had resisted, but the air, he said, was bad"
            return {i for i in found if i > k}
    for k in range(last + 2, stop):
        if _is_border(tree, k):
            return {i for i in found if i < k}
    return found


def _behind(tree: Tree, content: set[int], stop: int, quoted: Sequence[int]) -> set[int]:
    """The content behind its clause of saying, up to the first border."""
    t = tree.t
    first, end = min(content), max(content) + 1
    for k in range(first + 1, end):
        if not quoted[k] and (_is_border(tree, k) or _is_aside(tree, k, end)):
            return {i for i in content if i < k} or content
    if end < stop and t.words[end] == ":" and not any(quoted[k] or t.words[k] in MARKS for k in range(end, stop)):
        return content | {k for k in range(end, stop) if not t.space[k]}  # what a colon announces belongs to it
    return content


def _is_border(tree: Tree, k: int) -> bool:
    """Whether the article's own voice, or another saying, goes on behind a comma."""
    t = tree.t
    if t.words[k - 1] != "," or k + 1 >= tree.n:
        return False
    word = t.lower[k]
    if word in word_set("turns against what was said"):
        return t.lower[k + 1] != "that" and _own_subject(tree, k + 1)
    if word == "as":
        near = range(k + 1, min(tree.n, k + 14))
        says = any(t.pos[i] == "VERB" and t.heads[i] < k and _says(tree, i) for i in near)
        return says and _own_subject(tree, k + 1)
    return t.tags[k] == "VBG" and _says(tree, k)


def _is_aside(tree: Tree, k: int, end: int) -> bool:
    """Whether the article tells behind the content who somebody is ("… talks with Anna Berg, who has led the bank since May")."""
    t = tree.t
    if t.lower[k] not in ("who", "whose") or t.words[k - 1] != "," or t.pos[k - 2] != "PROPN":
        return False
    top = k
    while t.heads[top] >= k and t.heads[top] != top:
        top = t.heads[top]
    return t.deps[top] == "relcl" and max(tree.subtree(top)) >= end - 1


def _says(tree: Tree, i: int) -> bool:
    """Whether a verb is one of saying."""
    cue = cue_of(speech_verbs(), tree.t.lemmas[i], tree.t.lower[i])
    return cue is not None and cue.kind == "speech" and "quote" in cue.frames


def _own_subject(tree: Tree, k: int) -> bool:
    """Whether a clause with a subject of its own begins at ``k``."""
    t = tree.t
    for i in range(k, min(tree.n, k + 14)):
        if t.words[i] in (",", ";", ".") or t.space[i]:
            return False
        if t.deps[i] in _PASSIVE_SUBJECTS:
            return True
        if t.pos[i] in ("VERB", "AUX") and t.tags[i] in FINITE:
            return False
    return False


def _without_and(tree: Tree, content: set[int], quoted: Sequence[int]) -> set[int]:
    """Without the "But" or "And" by which the article goes on before it tells what somebody says."""
    t = tree.t
    first = min(content)
    if t.tags[first] == "CC" and not quoted[first] and len(content) > 3 and first == t.starts[t.sentences[first]]:
        return content - {first}
    return content
