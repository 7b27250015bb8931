"""Who says what, read from the parse: cue verbs and nouns with their subject, addressee and content.

:func:`attributions` gives one :class:`Attribution` for each cue; ``kg.reading.quotations`` joins them with what stands
between quotation marks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.knowledge.speech import Cue, speech_adjectives, speech_nouns, speech_verbs
from kg.reading.tree import SUBJECTS, TokenSpan, Tree

RELATIVE = frozenset(["who", "which", "that", "whom"])
CUE_PARTS = frozenset(["aux", "auxpass", "neg", "advmod"])
EXPLETIVE = frozenset(["it", "there"])
CITED = frozenset(
    [
        "source", "official", "person", "people", "insider", "witness", "diplomat", "expert", "report", "document",
        "aide", "memo", "statement", "agency", "media", "newspaper", "data", "record", "police", "spokesman",
        "spokeswoman",
    ]
)  # fmt: skip
"""What one cites as a source, rather than as a reason."""
BLAMED = frozenset(["of", "for"])
NO_CUES = frozenset(
    ["ensure", "make", "happen", "seem", "appear", "cause", "let", "help", "keep", "have", "get", "be", "do", "take"]
)
"""Verbs whose clauses with "that" are not something said, thought or shown."""
ANY_VERB = Cue("speech", frozenset(["that"]), frozenset())
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
            cue = verbs.get(lemma) or verbs.get(t.lower[i])
            if t.lower[i] == "according":
                one = _according(tree, i)
            elif cue:
                one = _verb(tree, i, cue)
            elif lemma not in NO_CUES and _that_clause(tree, i):
                one = _verb(tree, i, ANY_VERB)
            else:
                continue
        elif pos == "NOUN" and lemma in nouns:
            one = _noun(tree, i, nouns[lemma])
        elif (pos == "ADJ" or t.deps[i] == "acomp") and lemma in adjectives:
            one = _adjective(tree, i, adjectives[lemma])
        elif t.lower[i] == "according":
            one = _according(tree, i)
        else:
            continue
        if one:
            found.append(one)
    return found


def _that_clause(tree: Tree, i: int) -> bool:
    """Whether a verb that no list knows has a clause with "that" and somebody who does it: few others can."""
    t = tree.t
    for child in tree.children[i]:
        if t.deps[child] == "ccomp" and child > i:
            mark = tree.find(child, ("mark",))
            return mark is not None and t.lower[mark] == "that"
    return False


def _span_of_cue(tree: Tree, i: int, after: int | None = None) -> TokenSpan:
    """The cue with its auxiliaries, adverbs and particle, as far as they stand beside it."""
    t, heads = tree.t, tree.t.heads
    start = i
    while start and heads[start - 1] == i and t.deps[start - 1] in CUE_PARTS and t.lower[start - 1] not in RELATIVE:
        start -= 1
    while start < i and t.deps[start] == "advmod" and t.tags[start] in ("WRB",):
        start += 1
    above = start - 1
    if t.deps[i] == "xcomp" and start and t.lower[start] == "to" and above == heads[i] and t.pos[above] == "VERB":
        start = _span_of_cue(tree, start - 1)[0]  # "continued to insist"
    end = i + 1
    if end < tree.n and heads[end] == i and t.deps[end] == "prt":
        end += 1
    if after is not None and after == end:
        end += 1
    return start, end


def _verb(tree: Tree, i: int, cue: Cue) -> Attribution | None:
    t = tree.t
    dep = t.deps[i]
    if dep in ("amod", "compound", "aux", "auxpass", "nmod"):
        return None
    frames = cue.frames
    kids = tree.children[i]
    by_dep: dict[str, int] = {}
    for child in kids:
        by_dep.setdefault(t.deps[child], child)
    passive = "nsubjpass" in by_dep or "auxpass" in by_dep or (dep == "acl" and t.tags[i] == "VBN")
    if dep == "advcl" and t.lower[i].endswith("ed") and min(tree.subtree(i)) == i and t.heads[i] > i:
        passive = True  # "Asked about it, he said …"
    one = Attribution(i, cue.kind, "quote" in frames, _span_of_cue(tree, i))
    content: set[int] = set()
    obj = by_dep.get("dobj", by_dep.get("dative"))
    clauses = [c for c in kids if t.deps[c] == "ccomp"]
    clause = clauses[0] if clauses else None
    infinitive = by_dep.get("xcomp")
    if clause is not None and ("that" in frames or "smallc" in frames or ("quote" in frames)):
        content = _clauses(tree, i, clauses)
        one.frame = "that"
    elif infinitive is not None:
        gerund = t.tags[infinitive] == "VBG"
        to = any(t.lower[c] == "to" and t.deps[c] == "aux" for c in tree.children[infinitive])
        if (to and frames & {"to", "objto"}) or (gerund and "ing" in frames) or (not to and "smallc" in frames) or (
            to and "smallc" in frames
        ):  # fmt: skip
            content = tree.subtree(infinitive)
            one.frame = "to" if to else "ing"
            if obj is not None and obj > i and frames & {"smallc", "objto"}:
                content |= tree.subtree(obj)
            elif passive and by_dep.get("nsubjpass") is not None:
                content |= tree.subtree(by_dep["nsubjpass"])
        elif "that" in frames and not to:
            content = tree.subtree(infinitive)
    if not content and "oprd" in by_dep and frames & {"smallc", "as"}:
        content = tree.subtree(by_dep["oprd"])
        one.frame = "smallc"
        for other in ("dobj", "nsubjpass"):
            if other in by_dep:
                content |= tree.subtree(by_dep[other])
    preposition = None
    if not content:
        for child in kids:
            if t.deps[child] not in ("prep", "prt", "agent") or child < i:
                continue
            word = t.lower[child]
            inner = tree.find(child, ("pobj", "pcomp"))
            if inner is None:
                continue
            if word in cue.prepositions:
                preposition = child
                content = tree.subtree(inner)
                one.frame = "prep"
                if obj is not None and i < obj < child and word in BLAMED:
                    content |= tree.subtree(child) | tree.subtree(obj)  # "accused them of lying"
                    preposition = None
                break
            if word == "as" and "as" in frames:
                content = tree.subtree(child)
                one.frame = "as"
                for other in ("dobj", "nsubjpass"):
                    if other in by_dep:
                        content |= tree.subtree(by_dep[other])
                break
    if not content and "np" in frames:
        one.frame = "np"
        if obj is not None and t.deps[obj] == "dobj":
            content = tree.subtree(obj)
        elif passive and "nsubjpass" in by_dep:
            content = tree.subtree(by_dep["nsubjpass"])
    if not content and cue.kind == "speech" and "that" in frames and not passive:
        content = _lost_clause(tree, i, obj if "addr" in frames else None)
        if content:
            one.frame = "that"
    if not content and "smallc" in frames and obj is not None and tree.find(obj, ("appos",)) is not None:
        one.frame = "smallc"
        content = tree.subtree(obj)  # "called the plan "a disaster"", as the parse has it
    if not content and dep == "parataxis":
        one.frame = "parataxis"
        content = tree.subtree(tree.t.heads[i]) - tree.subtree(i)
    if preposition is not None:
        one.span = _span_of_cue(tree, i, preposition)
    # who
    subject = tree.subject(i) if not passive else tree.agent(i)
    behind = _inverted(tree, i) if "quote" in frames and "addr" not in frames else None
    if behind is not None:
        subject = behind
        if not content or subject in content or min(content) > i:
            start = t.starts[t.sentences[i]]
            content = {k for k in range(start, i - 1) if not t.space[k]}
            one.frame = "that"
    if subject is not None and (subject in content and t.deps[subject] != "nsubjpass"):
        content -= tree.subtree(subject)
    if subject is not None and t.lower[subject] in EXPLETIVE and cue.kind != "speech" and t.lower[subject] == "there":
        return None
    if subject is not None:
        _speaker(tree, one, subject)
    # to whom
    if obj is not None and content and "addr" in frames and obj not in content:
        one.addressee = tree.phrase(obj, relatives=False)
    elif passive and "addr" in frames and "nsubjpass" in by_dep and by_dep["nsubjpass"] not in content:
        one.addressee = tree.phrase(by_dep["nsubjpass"], relatives=False)
    else:
        one.addressee = _addressee(tree, i)
    content -= set(range(*one.span))
    one.content = content
    if not content and not one.quote:
        return None
    return one


def _inverted(tree: Tree, i: int) -> int | None:
    """The subject behind the cue in "…, says X", as far as the sentence ends with it; None elsewhere."""
    t = tree.t
    number = t.sentences[i]
    start = t.starts[number]
    if i - start < 3 or t.words[i - 1] != "," or t.tags[i] not in ("VBD", "VBZ", "VBP"):
        return None
    before = any(t.deps[child] in SUBJECTS and child < i for child in tree.children[i])
    for child in tree.children[i]:
        if child > i and (t.deps[child] == "nsubj" or (t.deps[child] == "dobj" and not before)):
            first = min(tree.subtree(child))
            if first != i + 1 or (t.tags[child] == "PRP" and t.deps[child] == "dobj"):
                continue
            after = max(tree.subtree(child)) + 1
            end = t.starts[number + 1] if number + 1 < len(t.starts) else tree.n
            if not any(t.pos[k] in ("VERB", "AUX") for k in range(after, end)):
                return child
    return None


def _lost_clause(tree: Tree, i: int, hearer: int | None) -> set[int]:
    """What the parse has torn off: "X said that …" to the end of the sentence, or "…, X said." from its start."""
    t = tree.t
    number = t.sentences[i]
    start = t.starts[number]
    end = t.starts[number + 1] if number + 1 < len(t.starts) else tree.n
    at = i + 1 if hearer is None or hearer < i else max(i + 1, tree.phrase(hearer, relatives=False)[1])
    if at < end and t.lower[at] == "that" and t.pos[at] in ("SCONJ", "PRON") and end - at > 3:
        return set(range(at, end))
    if t.deps[i] in ("ROOT", "conj", "dep") and t.tags[i] in ("VBD", "VBZ", "VBP"):
        rest = [k for k in range(i + 1, end) if t.pos[k] in ("VERB", "NOUN") and t.ents[k] not in ("DATE", "TIME")]
        subject = tree.find(i, SUBJECTS)
        if not rest and subject is not None:
            left = min(tree.subtree(subject))
            told = any(t.pos[k] in ("VERB", "AUX") for k in range(start, left))
            if told and left - 1 > start + 2 and t.words[left - 1] == ",":
                return set(range(start, left - 1))
    return set()


def _clauses(tree: Tree, i: int, clauses: list[int]) -> set[int]:
    """The content clauses of the verb ``i`` with the conditions before them ("said that if they came, he would go")."""
    t = tree.t
    content: set[int] = set()
    last = i
    after = [c for c in clauses if c > i and any(t.lower[m] == "that" for m in tree.children[c] if t.deps[m] == "mark")]
    for clause in after or clauses:
        content |= tree.subtree(clause)
        last = max(last, clause)
    for child in tree.children[i]:
        if i < child < last and t.deps[child] == "advcl" and tree.find(child, ("mark", "advmod")) is not None:
            content |= tree.subtree(child)
    first = min(content)
    if first < i and tree.find(i, SUBJECTS) is not None:
        # "In spring, he said, they met": what stands before belongs to what is said
        subject = tree.phrase(tree.find(i, SUBJECTS) or i, i)
        edge = subject[0] - 1
        if edge > 0 and t.words[edge] == "," and i + 1 < tree.n and t.words[i + 1] == ",":
            start = t.starts[t.sentences[i]]
            content |= {k for k in tree.subtree(i) if start <= k < edge}
        elif edge > 0 and t.words[edge] == "," and subject[1] <= i and t.deps[i] in ("ROOT", "conj", "ccomp"):
            # "They came, and he went, she said": all that stands before, where nobody else speaks in it
            start = t.starts[t.sentences[i]]
            verbs = speech_verbs()
            if not any(t.pos[k] == "VERB" and t.lemmas[k] in verbs and k not in content for k in range(start, edge)):
                content |= {k for k in range(start, edge) if not t.space[k]}
    elif first > i and tree.find(i, SUBJECTS) is not None and i + 1 < tree.n and t.words[i + 1] == ",":
        subject = tree.phrase(tree.find(i, SUBJECTS) or i, i)
        if subject[0] > 0 and t.words[subject[0] - 1] == ",":
            start = t.starts[t.sentences[i]]
            content |= {k for k in tree.subtree(i) if start <= k < subject[0] - 1}
    return content if i not in content else set()


def _speaker(tree: Tree, one: Attribution, head: int) -> None:
    before = head < one.cue and tree.t.heads[head] == one.cue
    one.speaker_head = head
    one.speaker = tree.phrase(head, one.cue, relatives=before or one.frame == "according")


def _addressee(tree: Tree, i: int) -> TokenSpan | None:
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


def _according(tree: Tree, i: int) -> Attribution | None:
    """ "according to X": the clause it hangs from is the content."""
    t = tree.t
    to = i + 1
    if to >= tree.n or t.lower[to] != "to":
        return None
    source = tree.find(to, ("pobj",)) or tree.find(i, ("pobj",))
    if source is None:
        return None
    one = Attribution(i, "speech", True, (i, to + 1), frame="according")
    _speaker(tree, one, source)
    if one.speaker:
        one.speaker = max(to + 1, one.speaker[0]), one.speaker[1]
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
            if t.lower[child] == "citing":
                one.content -= tree.subtree(child)
    return one


def _citing(tree: Tree, i: int) -> Attribution | None:
    """ "…, citing two officials": whoever is cited says what the clause before says."""
    t = tree.t
    source = tree.find(i, ("dobj", "pobj"))
    if source is None or t.heads[i] == i or t.heads[i] > i:
        return None
    if t.lemmas[source] not in CITED and t.ents[source] not in ("PERSON", "ORG"):
        return None
    one = Attribution(i, "speech", False, (i, i + 1), frame="according")
    _speaker(tree, one, source)
    top = t.heads[i]
    told = [c for c in tree.children[top] if t.deps[c] == "ccomp" and c < i]
    one.content = set().union(*(tree.subtree(c) for c in told)) if told else tree.subtree(top) - tree.subtree(i)
    for child in tree.children[top]:
        if t.lower[child] == "according" or (t.deps[child] == "punct" and child > top):
            one.content -= tree.subtree(child)
    return one


def _noun(tree: Tree, i: int, cue: Cue) -> Attribution | None:
    t = tree.t
    content: set[int] = set()
    one = Attribution(i, cue.kind, False, (i, i + 1), frame="noun")
    for child in tree.children[i]:
        dep = t.deps[child]
        if child < i:
            continue
        if dep in ("acl", "ccomp", "relcl") and "that" in cue.frames:
            mark = tree.find(child, ("mark",))
            if mark is not None and t.lower[mark] in ("that", "whether"):
                content = tree.subtree(child)
        if not content and dep in ("acl", "xcomp") and "to" in cue.frames:
            aux = tree.find(child, ("aux",))
            if aux is not None and t.lower[aux] == "to":
                content = tree.subtree(child)
        if not content and dep == "prep" and t.lower[child] in cue.prepositions:
            inner = tree.find(child, ("pobj", "pcomp"))
            if inner is not None:
                content = tree.subtree(inner)
                if child == i + 1:
                    one.span = i, i + 2
        if content:
            break
    if not content:
        return None
    one.content = content
    owner = tree.find(i, ("poss",))
    if owner is None:
        by = next((c for c in tree.children[i] if t.deps[c] == "prep" and t.lower[c] in ("by", "from")), None)
        owner = tree.find(by, ("pobj",)) if by is not None else None
    verb = t.heads[i]
    if owner is None and t.deps[i] == "dobj" and t.pos[verb] == "VERB":
        owner = tree.subject(verb)
        if owner is not None and i - verb <= 4:
            one.span = _span_of_cue(tree, verb)[0], one.span[1]
    if owner is None:
        return None
    one.speaker_head = owner
    start, end = tree.phrase(owner, relatives=False)
    if end > start + 1 and t.tags[end - 1] == "POS":
        end -= 1
    one.speaker = start, end
    return one


def _adjective(tree: Tree, i: int, cue: Cue) -> Attribution | None:
    """ "X is sure that", "X was willing to"."""
    t = tree.t
    verb = t.heads[i]
    if t.deps[i] not in ("acomp", "ROOT", "conj") or (t.deps[i] != "ROOT" and t.pos[verb] not in ("AUX", "VERB")):
        return None
    subject = tree.subject(verb) if t.deps[i] != "ROOT" else None
    if subject is None or t.lower[subject] in EXPLETIVE:
        return None
    content: set[int] = set()
    start = verb if verb < i and all(t.deps[k] in ("advmod", "neg", "aux") for k in range(verb + 1, i)) else i
    one = Attribution(i, cue.kind, False, (start, i + 1), frame="adjective")
    for child in [*tree.children[i], *tree.children[verb]]:
        if child < i:
            continue
        dep = t.deps[child]
        infinitive = dep == "xcomp" and any(t.lower[c] == "to" for c in tree.children[child])
        if (dep == "ccomp" and "that" in cue.frames) or (infinitive and "to" in cue.frames):
            content = tree.subtree(child)
        elif dep == "prep" and t.lower[child] in cue.prepositions:
            inner = tree.find(child, ("pobj", "pcomp"))
            if inner is not None:
                content = tree.subtree(inner)
                if child == i + 1:
                    one.span = start, i + 2
        if content:
            break
    if not content or i in content:
        return None
    one.content = content
    _speaker(tree, one, subject)
    return one
