"""What tells the status of a claim: its grammar, what governs it, when it is, how its happening is told elsewhere.

All features are names. Words stand in them where grammar has few of them (auxiliaries, prepositions, adverbs, marks) or
where a list of ours says that they bear on factuality.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from kg.knowledge.events import verb_class
from kg.knowledge.factuality import effect
from kg.reading.text.annotations import Annotations, DocEvent
from kg.reading.text.questions import questions
from kg.reading.text.syntax import Syntax

_VERBS = frozenset(("VERB", "AUX"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_AUXILIARIES = frozenset(("aux", "auxpass"))
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_DETERMINERS = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "no", "any", "every", "each", "another", "some")
)
GRAMMAR = 1
"""Place among the features of a claim of the one that gives the status by grammar."""
_TOP = 2
"""Sentences of the body that count as its lead."""
_CLIMB = 6
_HEAVY, _LIGHT = 0.3, 0.1
"""Weights (``kg:weight``) from which a happening is likely what the article is about, and below which it hardly is."""
_CROSSED = ("other is", "alone", "det ", "v time", "n time", "n day", "n type")
"""Beginnings of features that mean another thing of what an article is about than of what it mentions."""


class Frame:
    """What of an article the features of its claims share.

    Args:
        tree: of the document.
        noted: its annotations; events have the status that grammar gives them, and the number of their happening.
    """

    __slots__ = ("body", "days", "governors", "last", "noted", "of_head", "questions", "tree")

    def __init__(self, tree: Syntax, noted: Annotations) -> None:
        t = tree.tokens
        self.tree, self.noted = tree, noted
        self.of_head = {e.head: e for e in reversed(noted.events)}
        self.questions = questions(tree)
        end = noted.headline_end
        self.body = t.sentences[end] if end < len(t.words) else 0
        self.last = t.sentences[-1] if t.words else 0
        self.days: dict[int, str] = {}
        self.governors: dict[int, list[str]] = {}
        for time in noted.times:
            self.days.setdefault(t.sentences[time.start], self.when(time.first, time.last))

    def when(self, first: str | None, last: str | None) -> str:
        """How days lie to the day of publication."""
        day = self.noted.published
        if not (first and last and day):
            return "unknown"
        if first[:10] > day:
            return "ahead"
        return "past" if last[:10] < day else "now"


def of_happening(frame: Frame, claims: Sequence[DocEvent]) -> list[list[str]]:
    """The features of each claim of one happening, in order."""
    own = [_of_claim(frame, event) for event in claims]
    if len(claims) == 1:
        own[0].append("alone")
    else:
        _add_others(frame, claims, own)
    return [_weighed(event, names) for event, names in zip(claims, own, strict=True)]


@functools.lru_cache(maxsize=4096)
def _crosses(name: str) -> bool:
    return name.startswith(_CROSSED)


def _weighed(event: DocEvent, names: list[str]) -> list[str]:
    """Features, the grammar's and those of ``_CROSSED`` once more by the weight of the happening."""
    weight = "H" if event.weight >= _HEAVY else "L" if event.weight < _LIGHT else "M"
    crossed = [weight + name for name in names if _crosses(name)]
    return [*names, *crossed, f"{weight}bias", weight + names[GRAMMAR]]


def _add_others(frame: Frame, claims: Sequence[DocEvent], own: Sequence[list[str]]) -> None:
    """Add to the features of each claim how the others of its happening are told."""
    pos = frame.tree.tokens.pos
    told = [f"{'v' if pos[e.head] in _VERBS else 'n'} {e.status}" for e in claims]
    whens = [_when(frame, e) for e in claims]
    for number, found in enumerate(own):
        others = {name for k, name in enumerate(told) if k != number}
        found += [f"other {name}" for name in sorted(others)]
        found += [f"other is {name[2:]}" for name in sorted(others)]
        if claims[number] is not claims[-1]:
            found.append(f"last {told[-1]}")
        if claims[number] is not claims[0]:
            found.append(f"first {told[0]}")
        found += [f"other time {name}" for name in sorted({w for k, w in enumerate(whens) if k != number} - {"none"})]


def _when(frame: Frame, event: DocEvent) -> str:
    """When a claim says that it is: ahead of the publication, past, now."""
    for a in event.arguments:
        if a.time is not None:
            time = frame.noted.times[a.time]
            return frame.when(time.first, time.last)
    return "none"


def _of_claim(frame: Frame, event: DocEvent) -> list[str]:
    noted, t = frame.noted, frame.tree.tokens
    i = event.head
    verb = t.pos[i] in _VERBS
    part = "v" if verb else "n" if t.pos[i] in _NOUNS else "a"
    status, kind = event.status, event.event_type
    found = [
        "bias",
        f"{part} {status}",
        f"{status} {event.tense} {event.certainty}",
        f"{part} type {kind}",
        f"{status} type {kind}",
    ]
    if event.quotation is None:
        voice = "own"
    else:
        quotation = noted.quotations[event.quotation]
        voice = f"{quotation.quotation} {quotation.kind}"
    found.append(f"voice {voice}")
    found.append(f"{status} {voice}")
    if event.speech is not None:
        found.append("speech")
    sentence = t.sentences[i]
    if i < noted.headline_end:
        place = "headline"
    else:
        at = sentence - frame.body
        place = "lead" if at < _TOP else "end" if sentence >= frame.last - 1 else "body"
    found.append(f"{part} {place}")
    found.append(f"{status} {place}")
    when = _when(frame, event)
    found += [f"{part} time {when}", f"{status} time {when}"]
    day = frame.days.get(sentence, "none")
    found += [f"{part} day {day}", f"{status} day {day}"]
    if sentence in frame.questions:
        found.append(f"{part} asked")
        found.append(f"{status} asked")
    found += _verb(frame, i) if verb else _noun(frame, i, event)
    found += _governor(frame, i, part, status)
    return found


def _group(tree: Syntax, i: int) -> str:
    """The auxiliaries of a verb, with its form."""
    t = tree.tokens
    return " ".join([*(t.lower[c] for c in tree.children[i] if t.deps[c] in _AUXILIARIES), t.tags[i]])


def _verb(frame: Frame, i: int) -> list[str]:
    """Features of a verb."""
    tree, t = frame.tree, frame.tree.tokens
    found = [f"group {_group(tree, i)}", f"v {t.tags[i]}"]
    subject = None
    for c in tree.children[i]:
        dep = t.deps[c]
        if dep in _AUXILIARIES:
            found.append(f"aux {t.lower[c]}")
        elif dep == "neg":
            found.append("negated")
        elif dep == "advmod":
            found.append(f"adverb {t.lower[c]}")
        elif dep == "mark":
            found.append(f"mark {t.lower[c]}")
        elif dep in _SUBJECTS:
            subject = c
    if subject is None:
        found.append(f"no subject {t.tags[i]}")
    else:
        number = tree.mention_of.get(subject)
        found.append(f"subject {tree.mentions[number].kind if number is not None else t.pos[subject]}")
        if t.pos[subject] == "PRON":
            found.append(f"subject {t.lower[subject]}")
    return found


def _noun(frame: Frame, i: int, event: DocEvent) -> list[str]:
    """Features of a noun or an adjective."""
    tree, t = frame.tree, frame.tree.tokens
    found = [f"n {t.tags[i]}"]
    what = effect("noun", event.lemma)
    if what:
        found.append(f"noun is {what}")
    determined = "none"
    for c in tree.children[i]:
        dep = t.deps[c]
        if dep == "det":
            determined = t.lower[c] if t.lower[c] in _DETERMINERS else "other"
        elif dep == "poss":
            determined = "poss"
        elif dep in ("amod", "compound", "nummod", "acl", "relcl"):
            bears = effect("adjective", t.lower[c]) if dep in ("amod", "compound") else t.tags[c]
            found.append(f"n {dep} {bears}")
            if dep == "amod" and bears:
                found.append(f"adjective {t.lower[c]}")
    found += [f"det {determined}", f"det {determined} {event.status}", f"det {determined} {t.tags[i]} {t.deps[i]}"]
    return found


def _governor(frame: Frame, i: int, part: str, status: str) -> list[str]:
    """What a word hangs on, and the verbs above that."""
    tree, t = frame.tree, frame.tree.tokens
    dep, head = t.deps[i], t.heads[i]
    found = [f"{part} dep {dep}", f"{status} dep {dep}"]
    if head == i:
        return found
    way = dep
    if t.deps[i] in ("pobj", "pcomp") and t.pos[head] in ("ADP", "SCONJ", "PART"):
        word = t.lower[head]
        found += [f"{part} after {word}", f"{status} after {word}"]
        way, head = word, t.heads[head]
    known = frame.governors.get(head)
    if known is None:
        known = frame.governors[head] = _of_governor(frame, head)
    found += [f"{part} {way} {name}" for name in known]
    found += known
    above = head
    for _ in range(_CLIMB):  # the finite verb above
        if t.pos[above] in _VERBS and (t.tags[above] in ("VBD", "VBZ", "VBP") or _finite(tree, above)):
            found.append(f"{part} clause {_group(tree, above)}")
            event = frame.of_head.get(above)
            if event is not None and above != head:
                found.append(f"{part} clause is {event.status}")
            break
        if t.heads[above] == above:
            break
        above = t.heads[above]
    return found


def _finite(tree: Syntax, verb: int) -> bool:
    t = tree.tokens
    return any(t.deps[c] in _AUXILIARIES and t.tags[c] in ("VBD", "VBZ", "VBP", "MD") for c in tree.children[verb])


def _of_governor(frame: Frame, head: int) -> list[str]:
    """Features of a word as one that governs."""
    tree, t = frame.tree, frame.tree.tokens
    lemma = t.lemmas[head].lower()
    if t.pos[head] in _VERBS or t.pos[head] == "ADJ":
        what = effect("complement", lemma)
        found = [f"under {lemma}"] if what else [f"under class {verb_class(lemma)}"]
        found.append(f"under {what} {_group(tree, head)}")
    else:
        what = effect("noun", lemma)
        found = [f"of {lemma}"] if what else []
    event = frame.of_head.get(head)
    found += [f"under effect {what}", f"under {'none' if event is None else event.status}"]
    if event is not None:
        found.append(f"under type {event.event_type}")
    return found
