"""What a text takes back: its own corrections ("this article was amended to remove a claim that …"), retractions, and reports
that it calls false.

What is taken back is denied, by the paper or by who calls it false; the notice itself is no event, and nobody's saying.
"""

from __future__ import annotations

from kg.knowledge import events as lexicon
from kg.knowledge.speech import cue_of, speech_verbs
from kg.reading.text.annotations import Annotations, DocEvent, DocQuotation
from kg.reading.text.syntax import Syntax

_CLIMB = 6
_VERBS = ("VERB", "AUX")
_CLAUSES = (
    "ccomp",
    "acl",
    "relcl",
    "xcomp",
    "conj",
    "advcl",
    "dobj",
    "pobj",
    "prep",
    "nsubjpass",
    "nsubj",
    "pcomp",
    "appos",
    "parataxis",
)


def taken_back(tree: Syntax, event: DocEvent) -> bool:
    """Whether what governs an event takes it back ("wrongly reported that …", "reports that … were false")."""
    t = tree.tokens
    at = event.head
    if t.deps[at] == "pobj" and t.pos[t.heads[t.heads[at]]] in _VERBS:
        return False  # "was hurt in the crash": the crash stays
    for _ in range(_CLIMB):
        above = t.heads[at]
        if above == at or t.deps[at] not in _CLAUSES:
            return False
        if t.pos[above] in _VERBS and t.deps[at] in ("ccomp", "xcomp", "parataxis", "dobj") and misreports(tree, above):
            return True
        lemma = t.lemmas[above].lower()
        clause = t.deps[at] in ("acl", "relcl", "ccomp") or (
            t.deps[at] in ("prep", "pobj") and t.lower[at] in ("of", "about")
        )
        if lemma in lexicon.words("taken back claim") and clause and called_false(tree, above):
            return True
        at = above
    return False


def misreports(tree: Syntax, verb: int) -> bool:
    """Whether a verb of saying tells what was said by mistake, or in a version that was corrected."""
    t = tree.tokens
    if cue_of(speech_verbs(), t.lemmas[verb], t.lower[verb]) is None and t.lemmas[verb].lower() not in lexicon.words(
        "notice verb"
    ):
        return False
    adverbs = {t.lower[c] for c in tree.children[verb] if t.deps[c] == "advmod"}
    if adverbs & lexicon.words("takes back wrongly") or t.lemmas[verb].lower() == "misstate":
        return True
    subjects = [c for c in tree.children[verb] if t.deps[c] in ("nsubj", "nsubjpass")]
    subject = next((c for c in subjects if t.lemmas[c].lower() in lexicon.words("notice version")), None)
    if subject is None:
        return False
    if adverbs & lexicon.words("told before"):
        return True
    return any(t.lower[c] in ("earlier", "previous", "original", "initial") for c in tree.children[subject])


def called_false(tree: Syntax, noun: int) -> bool:
    """Whether a claim or report is called false, or withdrawn."""
    t = tree.tokens
    if any(t.lower[c] in lexicon.words("not so") for c in tree.children[noun] if t.deps[c] in ("amod", "compound")):
        return True
    above, dep = t.heads[noun], t.deps[noun]
    if above == noun:
        return False
    if dep == "nsubj" and t.lemmas[above].lower() in ("be", "prove", "turn", "remain"):
        negated = any(t.deps[c] == "neg" for c in tree.children[above])
        said = {t.lower[c] for c in tree.children[above] if t.deps[c] in ("acomp", "attr", "oprd")}
        return bool(said & ({"true", "correct", "accurate"} if negated else lexicon.words("not so")))
    if dep in ("dobj", "nsubjpass") and t.lemmas[above].lower() in lexicon.words("takes back claim"):
        return not any(t.deps[c] == "neg" for c in tree.children[above])
    if dep == "pobj":
        verb = t.heads[above]
        if t.lower[above] == "to" and t.lower[verb] == "contrary":
            return True
        return t.lower[above] == "for" and t.lemmas[verb].lower() in ("apologise", "apologize")
    return False


def is_notice(tree: Syntax, verb: int) -> bool:
    """Whether a verb tells what the paper does with its own text ("this article was amended", "it previously stated")."""
    t = tree.tokens
    if t.lemmas[verb].lower() not in lexicon.words("notice verb"):
        return False
    subjects = [c for c in tree.children[verb] if t.deps[c] in ("nsubj", "nsubjpass")]
    subject = next((c for c in subjects if t.lemmas[c].lower() in lexicon.words("notice version")), None)
    if subject is None:
        above = t.heads[verb]
        return t.deps[verb] in ("xcomp", "advcl", "conj") and above != verb and is_notice(tree, above)
    own = t.lemmas[subject].lower() in lexicon.words("notice version")
    this = any(t.lower[c] in ("this", "earlier", "previous", "original") for c in tree.children[subject])
    return own and (this or misreports(tree, verb))


def drop_notices(tree: Syntax, noted: Annotations) -> None:
    """Take out of the events and quotations what the paper says of its own text."""
    t = tree.tokens
    gone = {e.head for e in noted.events if t.pos[e.head] in _VERBS and is_notice(tree, e.head)}
    claims = lexicon.words("taken back claim")
    gone |= {
        e.head
        for e in noted.events
        if t.pos[e.head] == "NOUN" and t.lemmas[e.head].lower() in claims and is_notice(tree, t.heads[e.head])
    }
    if not gone:
        return
    lost = {e.speech for e in noted.events if e.head in gone and e.speech is not None}
    noted.events = [e for e in noted.events if e.head not in gone]
    number = {}
    kept: list[DocQuotation] = []
    for old, quotation in enumerate(noted.quotations):
        if old not in lost:
            number[old] = len(kept)
            kept.append(quotation)
    noted.quotations = kept
    for event in noted.events:
        event.quotation = number.get(event.quotation) if event.quotation is not None else None
        event.speech = number.get(event.speech) if event.speech is not None else None
