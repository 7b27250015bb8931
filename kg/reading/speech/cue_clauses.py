"""Which clauses are the content of a cue verb: those that the parse hangs from it, and those that it has torn off."""

from __future__ import annotations

from kg.knowledge.speech import cue_of, speech_verbs
from kg.reading.text.tree import SUBJECTS, Tree


def that_clause(tree: Tree, i: int) -> bool:
    """Whether a verb that no list knows has a clause with "that" and somebody who does it: few others can."""
    t = tree.t
    for child in tree.children[i]:
        if t.deps[child] == "ccomp" and child > i:
            mark = tree.find(child, ("mark",))
            return mark is not None and t.lower[mark] == "that"
    return False


def inverted_subject(tree: Tree, i: int) -> int | None:
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


def behind_source(tree: Tree, verb: int, subject: int) -> int | None:
    """Who speaks in "According to the agency Norpress, a minister, Anna Berg, said …", where the parse takes the source.

    Args:
        tree: the parse.
        verb: the cue.
        subject: what the parse has as its subject.

    Returns:
        The last noun or name before the verb, where a source and a comma stand before it; else the subject.
    """
    t = tree.t
    start = t.starts[t.sentences[verb]]
    to = next((k for k in range(subject, start, -1) if t.lower[k - 1 : k + 1] == ["according", "to"]), None)
    if to is None or subject > verb:
        return subject
    comma = next((k for k in range(to, verb) if t.words[k] == ","), None)
    if comma is None or comma < subject:
        return subject
    last = next((k for k in range(verb - 1, comma, -1) if t.pos[k] in ("NOUN", "PROPN", "PRON")), None)
    return last


def lost_clause(tree: Tree, i: int, hearer: int | None) -> set[int]:
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


def _anothers_words(tree: Tree, i: int, content: set[int]) -> set[int]:
    """What is in ``content`` by the parse alone: a clause behind it in which the article tells what somebody else says.

    "He said it is safe, although Berg insists that it is not": no one tells of others what they answer, if the parse does.
    """
    t = tree.t
    found: set[int] = set()
    for verb in sorted(content):
        if t.deps[verb] != "advcl" or verb < i or t.tags[verb] not in ("VBD", "VBZ", "VBP"):
            continue
        mark = tree.find(verb, ("mark",))
        cue = cue_of(speech_verbs(), t.lemmas[verb], t.lower[verb])
        subject = tree.find(verb, SUBJECTS)
        if mark is None or subject is None or cue is None or cue.kind != "speech" or "quote" not in cue.frames:
            continue
        if t.lower[mark] in ("while", "although", "though", "whereas") and t.pos[subject] in ("PROPN", "NOUN"):
            whole = tree.subtree(verb)
            if verb > min(whole) > i and content - whole:
                found |= whole
    return found


def content_clauses(tree: Tree, i: int, clauses: list[int]) -> set[int]:
    """The content clauses of the verb ``i`` with the conditions before them ("said that if they came, he would go")."""
    t = tree.t
    content: set[int] = set()
    last = i
    if min(clauses) < i < max(clauses) and any(t.words[k] == ";" for k in range(min(clauses), i)):
        clauses = [c for c in clauses if c > i]  # "The hall is full; Berg said it is too small"
    after = [c for c in clauses if c > i and any(t.lower[m] == "that" for m in tree.children[c] if t.deps[m] == "mark")]
    behind = [c for c in clauses if c > i]
    if after and min(behind) < min(after):
        after = behind  # "says he repeated what others had told -- that they left"
    for clause in after or clauses:
        content |= tree.subtree(clause)
        last = max(last, clause)
    for child in tree.children[i]:
        if i < child < last and t.deps[child] == "advcl" and tree.find(child, ("mark", "advmod")) is not None:
            content |= tree.subtree(child)
    content -= _anothers_words(tree, i, content)
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
