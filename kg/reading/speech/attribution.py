"""Who says what, read from the parse: cue verbs, nouns and adjectives, "according to" and "citing".

:func:`attributions` gives one :class:`~kg.reading.speech.cues.Attribution` for each cue;
``kg.reading.speech.quotations`` joins them with what stands between quotation marks.
"""

from __future__ import annotations

from kg.knowledge.speech import Cue, cue_of, speech_adjectives, speech_nouns, speech_verbs
from kg.reading.speech.cue_clauses import that_clause
from kg.reading.speech.cue_verbs import of_verb
from kg.reading.speech.cue_words import LIGHT_VERBS, of_adjective, of_noun
from kg.reading.speech.cues import EXPLETIVE, Attribution, give_speaker
from kg.reading.text.tree import Tree

CITED = frozenset(
    [
        "source", "official", "person", "people", "insider", "witness", "diplomat", "expert", "report", "document",
        "aide", "memo", "statement", "agency", "media", "newspaper", "data", "record", "police", "spokesman",
        "spokeswoman",
    ]
)  # fmt: skip
"""What one cites as a source, rather than as a reason."""
VIEWS = frozenset(["opinion", "view", "word", "estimation", "judgment", "judgement", "telling", "assessment"])
"""What somebody says or thinks, behind "in" and its owner ("in his opinion")."""
NO_CUES = frozenset(
    ["ensure", "make", "happen", "seem", "appear", "cause", "let", "help", "keep", "have", "get", "be", "do", "take"]
)
"""Verbs whose clauses with "that" are not something said, thought or shown."""
ANY_VERB = Cue("evidence", frozenset(["that"]), frozenset())
"""A verb that no list knows: somebody shows or thinks it; whether it is said cannot be told."""


def attributions(tree: Tree) -> list[Attribution]:
    """All cues with a content, or that may have a direct quotation, in order of the text."""
    t = tree.t
    verbs, nouns, adjectives = speech_verbs(), speech_nouns(), speech_adjectives()
    found = []
    for i, lemma in enumerate(t.lemmas):
        pos = t.pos[i]
        if t.lower[i] == "citing" and (one := _citing(tree, i)):
            found.append(one)
            continue
        if pos == "VERB":
            cue = cue_of(verbs, lemma, t.lower[i])
            if t.lower[i] == "according":
                one = _according(tree, i)
            elif cue:
                one = None if _light(tree, i) else of_verb(tree, i, cue)
            elif lemma not in NO_CUES and that_clause(tree, i):
                subject = tree.subject(i)
                if subject is not None and t.lower[subject] in EXPLETIVE:
                    continue  # "it looks clear that"
                one = of_verb(tree, i, ANY_VERB)
            else:
                continue
        elif pos == "NOUN" and lemma in nouns:
            one = of_noun(tree, i, nouns[lemma])
        elif (pos == "ADJ" or t.deps[i] == "acomp") and lemma in adjectives:
            one = of_adjective(tree, i, adjectives[lemma])
        elif t.lower[i] == "according":
            one = _according(tree, i)
        elif t.lower[i] == "in" and t.deps[i] == "prep":
            one = _in_view(tree, i)
        else:
            continue
        if one:
            found.append(one)
    return found


def _according(tree: Tree, i: int) -> Attribution | None:
    """ "according to X": the clause it hangs from is the content."""
    t = tree.t
    to = i + 1
    if to >= tree.n or t.lower[to] != "to":
        return None
    source = tree.find(to, ("pobj",)) or tree.find(i, ("pobj",)) or _noun_after(tree, to)
    if source is None:
        return None
    one = Attribution(i, "speech", True, (i, to + 1), frame="according")
    give_speaker(tree, one, source)
    if one.speaker:
        one.speaker = max(to + 1, one.speaker[0]), one.speaker[1]
    if t.heads[i] == i:  # the parse has taken it for the main verb
        number = t.sentences[i]
        end = t.starts[number + 1] if number + 1 < len(t.starts) else tree.n
        said = set(range(t.starts[number], i)) or set(range(one.speaker[1] if one.speaker else to + 1, end))
        one.content = {k for k in said if not t.space[k]}
        return one
    own = tree.subtree(i) | tree.subtree(to)
    top = t.heads[i] if t.heads[i] != i else None
    hops = 0
    while top is not None and t.pos[top] not in ("VERB", "AUX") and t.heads[top] != top and hops < 6:
        top = t.heads[top]
        hops += 1
    if top is not None and top not in own:
        while t.deps[top] in ("relcl", "acl", "advcl", "pcomp", "xcomp") and t.heads[top] != top and hops < 8:
            if t.deps[top] == "relcl":
                break
            top = t.heads[top]
            hops += 1
        one.content = tree.subtree(top) - own
        for child in tree.children[top]:
            if t.lower[child] == "citing" or (top < i < child and t.deps[child] in ("cc", "conj")):
                one.content -= tree.subtree(child)  # "…, according to Berg, but …": the article goes on
        _named_behind(tree, one)
        _joined_behind(tree, one)
    return one


def _joined_behind(tree: Tree, one: Attribution) -> None:
    """ "They came and, according to Berg, went": what stands behind "and" is told, not what stands before it."""
    t = tree.t
    i = one.cue
    if one.speaker is None or t.words[i - 1 : i] != [","] or t.tags[i - 2] != "CC" or i - 2 < t.starts[t.sentences[i]]:
        return
    number = t.sentences[i]
    stop = t.starts[number + 1] if number + 1 < len(t.starts) else tree.n
    behind = {k for k in range(one.speaker[1], stop) if not t.space[k]}
    if any(t.pos[k] in ("VERB", "AUX") for k in behind):
        one.content = behind


def _named_behind(tree: Tree, one: Attribution) -> None:
    """ "According to the agency Norpress, a minister said": up to the comma all is the source, whatever the parse has."""
    t = tree.t
    i = one.cue
    if one.speaker is None or i > t.starts[t.sentences[i]] + 1:
        return
    end = one.speaker[1]
    comma = next((k for k in range(end, min(tree.n, end + 8)) if t.words[k] == "," or t.breaks[k]), end)
    if comma == end and t.words[comma] == ",":  # "According to the mayor, Ann Lee, …"
        last = next((k for k in range(comma + 1, min(tree.n, comma + 5)) if t.pos[k] != "PROPN"), comma)
        if last > comma + 1 and t.words[last] == "," and t.pos[one.speaker_head or i] == "NOUN":
            one.speaker, one.speaker_head = (one.speaker[0], last), last - 1
            one.content = {k for k in one.content if k > last or k < i}
        return
    if comma > end and t.words[comma] == "," and all(t.pos[k] == "PROPN" for k in range(end, comma)):
        one.speaker, one.speaker_head = (one.speaker[0], comma), comma - 1
        one.content = {k for k in one.content if k > comma}


def _light(tree: Tree, i: int) -> bool:
    """Whether a verb only carries a cue noun, its object ("expressed deep concern about")."""
    t = tree.t
    if t.lemmas[i] not in LIGHT_VERBS:
        return False
    noun = tree.find(i, ("dobj",))
    cue = None if noun is None else speech_nouns().get(t.lemmas[noun])
    one = of_noun(tree, noun, cue) if noun is not None and cue is not None else None
    return one is not None and one.speaker is not None and one.span[0] <= i


def _in_view(tree: Tree, i: int) -> Attribution | None:
    """ "in Berg's opinion": the clause it hangs from is the content."""
    t = tree.t
    noun = tree.find(i, ("pobj",))
    owner = None if noun is None else tree.find(noun, ("poss",))
    if noun is None or owner is None or t.lemmas[noun] not in VIEWS or noun - i > 8:
        return None
    if noun + 1 < tree.n and t.pos[noun + 1] not in ("PUNCT", "SPACE"):
        return None  # "in his view of the world"
    top = t.heads[i]
    if t.pos[top] not in ("VERB", "AUX"):
        return None
    one = Attribution(noun, "speech", False, (i, noun + 1), frame="according")
    one.speaker_head = owner
    start, end = tree.phrase(owner, noun, relatives=False)
    one.speaker = start, end - (end > start + 1 and t.tags[end - 1] == "POS")
    one.content = tree.subtree(top) - tree.subtree(i)
    return one


def _noun_after(tree: Tree, start: int) -> int | None:
    """The last of the nouns and names that stand behind ``start``, read off the tags."""
    t = tree.t
    last = None
    for i in range(start + 1, min(tree.n, start + 8)):
        if t.pos[i] in ("NOUN", "PROPN", "PRON"):
            last = i
        elif t.pos[i] not in ("DET", "ADJ", "NUM", "PART") and i > start + 1:
            break
    return last


def _citing(tree: Tree, i: int) -> Attribution | None:
    """ "…, citing two officials": whoever is cited says what the clause before says."""
    t = tree.t
    source = tree.find(i, ("dobj", "pobj"))
    if source is None or t.heads[i] == i or t.heads[i] > i:
        return None
    if t.lemmas[source] not in CITED and t.ents[source] not in ("PERSON", "ORG"):
        return None
    one = Attribution(i, "speech", False, (i, i + 1), frame="according")
    give_speaker(tree, one, source)
    top = t.heads[i]
    told = [c for c in tree.children[top] if t.deps[c] == "ccomp" and c < i]
    one.content = set().union(*(tree.subtree(c) for c in told)) if told else tree.subtree(top) - tree.subtree(i)
    for child in tree.children[top]:
        if t.lower[child] == "according" or (t.deps[child] == "punct" and child > top):
            one.content -= tree.subtree(child)
    return one
