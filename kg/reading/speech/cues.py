"""What one cue tells, and how its span, its speaker and its addressee are read off the parse."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.reading.text.tree import TokenSpan, Tree

RELATIVE = frozenset(["who", "which", "that", "whom"])
CUE_PARTS = frozenset(["aux", "auxpass", "neg", "advmod"])
EXPLETIVE = frozenset(["it", "there"])
UTTERANCES = frozenset(
    ["interview", "statement", "conversation", "talk", "speech", "comment", "remark", "letter", "call", "briefing"]
)
HEARERS = frozenset(["to", "with"])


@dataclass(slots=True)
class Attribution:
    """One cue with what belongs to it, in tokens.

    Attributes:
        cue: the cue's head word.
        kind: see ``kg.knowledge.speech``.
        quote: whether a direct quotation may be its content.
        span: of the cue.
        speaker, speaker_head: who says it; None where nobody is named.
        addressee: whom it is said to.
        content: tokens of what is said.
        known: mention of the speaker, where it is not the one at ``speaker`` (a label).
        frame: by which frame the content was found (see the data files).
    """

    cue: int
    kind: str
    quote: bool
    span: TokenSpan
    speaker: TokenSpan | None = None
    speaker_head: int | None = None
    addressee: TokenSpan | None = None
    content: set[int] = field(default_factory=set)
    frame: str = "quote"
    known: int | None = None


def span_of_cue(tree: Tree, i: int, after: int | None = None) -> TokenSpan:
    """The cue with its auxiliaries, adverbs and particle, as far as they stand beside it."""
    t, heads = tree.t, tree.t.heads
    start = i
    while start and heads[start - 1] == i and t.deps[start - 1] in CUE_PARTS and t.lower[start - 1] not in RELATIVE:
        start -= 1
    while start < i and t.deps[start] == "advmod" and t.tags[start] in ("WRB",):
        start += 1
    start = _chain(tree, i, start)
    end = i + 1
    if end < tree.n and heads[end] == i and t.deps[end] == "prt":
        end += 1
    if after is not None and after == end:
        return start, end + 1
    while end < tree.n and heads[end] == i and t.tags[end] == "RB" and t.deps[end] == "advmod":
        end += 1  # "said sarcastically"
    return start, _occasion(tree, i, end)


def _chain(tree: Tree, i: int, start: int) -> int:
    """Where the cue begins with the verbs above it ("went on to say", "was able to say", "kept saying")."""
    t, above = tree.t, tree.t.heads[i]
    if t.deps[i] != "xcomp" or above >= start or not (t.lower[start] == "to" or t.tags[i] == "VBG"):
        return start
    between = range(above + 1, start)
    if t.pos[above] == "VERB" and len(between) < 2 and all(t.deps[k] in ("prt", "prep") for k in between):
        return span_of_cue(tree, above)[0]
    copula = t.heads[above]
    beside = copula < above and all(t.deps[k] in ("neg", "advmod") for k in range(copula + 1, above))
    if t.deps[above] == "acomp" and not between and beside:
        return span_of_cue(tree, copula)[0]
    return start


def _occasion(tree: Tree, i: int, end: int) -> int:
    """Where the cue ends with the occasion that stands behind it ("said in an interview")."""
    t = tree.t
    if end < tree.n and t.heads[end] == i and t.lower[end] in ("in", "at", "during"):
        inner = tree.find(end, ("pobj",))
        if inner is not None and t.lemmas[inner] in UTTERANCES and inner - end < 5:
            return inner + 1
    return end


def give_speaker(tree: Tree, one: Attribution, head: int) -> None:
    """Make the phrase around ``head`` the speaker of ``one``.

    Relative clauses belong to it where it stands before its verb, where it is inverted and a name ("said Berg, who …"), and
    behind "according to"; elsewhere the parse gives it clauses that belong to others.
    """
    t = tree.t
    before = head < one.cue and tree.heads[head] == one.cue
    inverted = head > one.cue and t.pos[head] == "PROPN"
    one.speaker_head = head
    one.speaker = tree.phrase(head, one.cue, relatives=before or inverted or one.frame == "according")


def addressee_of(tree: Tree, i: int) -> TokenSpan | None:
    """ "to reporters", "in an interview with the daily"."""
    t = tree.t
    for child in tree.children[i]:
        if t.deps[child] not in ("prep", "dative"):
            continue
        inner = tree.find(child, ("pobj",))
        if inner is None:
            continue
        person = t.pos[inner] in ("PROPN", "PRON") or t.lemmas[inner] in ("reporter", "journalist")
        if person and t.lower[child] == "to":
            return tree.phrase(inner, relatives=False)
        if t.lower[child] in ("in", "during") and t.lemmas[inner] in UTTERANCES:
            for deeper in [*tree.children[inner], *tree.children[i]]:
                if t.lower[deeper] in HEARERS and t.deps[deeper] in ("prep", "dative") and deeper > inner:
                    hearer = tree.find(deeper, ("pobj",))
                    if hearer is not None:
                        return tree.phrase(hearer, relatives=False)
    return None
