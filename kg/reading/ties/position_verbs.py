"""Positions told by verbs: "is the mayor", "was named minister", "who heads the fund"."""

from __future__ import annotations

from kg.knowledge.positions import leading_verbs, position_words
from kg.reading.names.title_phrases import Title
from kg.reading.ties.position_claims import Claims

BE = frozenset(["be"])
VAGUE = frozenset(["leader", "head", "boss", "author", "defender", "captain", "manager", "chief"])
"""What describes somebody rather than names a position, where nothing says of what."""


def predicate(claims: Claims, head: int) -> bool:
    """ "Berg is the mayor", "Berg was named minister", "Berg served as chairman"."""
    t = claims.t
    dep, verb = t.deps[head], t.heads[head]
    if dep == "pobj" and t.lower[verb] == "as":
        dep, verb = "as", t.heads[verb]
    if (
        verb == head
        or t.pos[verb] not in ("VERB", "AUX")
        or dep not in ("attr", "oprd", "as", "dobj", "xcomp", "ccomp")
    ):
        return False
    lemma = t.lemmas[verb]
    children = claims.tree.children[verb]
    if any(t.deps[c] == "neg" or t.lower[c] in ("never", "if", "whether") for c in children) or any(
        t.tags[c] == "MD" for c in children
    ):
        return False
    if _conditional(claims, verb):
        return False
    passive = any(t.deps[c] in ("auxpass", "nsubjpass") for c in children) or (
        t.deps[verb] == "acl" and t.tags[verb] == "VBN"
    )
    subject: int | None = None
    former = until = False
    if lemma in BE and dep == "attr":
        subject = claims.tree.subject(verb)
        former = t.tags[verb] == "VBD" and t.deps[verb] == "ROOT"
    elif lemma in position_words("become") and dep in ("attr", "dobj", "oprd", "xcomp"):
        subject = claims.tree.subject(verb)
        if t.tags[verb] == "VB":
            return False
    elif lemma in position_words("elect") and dep in ("oprd", "as", "attr", "dobj", "xcomp"):
        if t.tags[verb] == "VB" or (passive and _future(claims, verb)):
            return False
        subject = _named_to(claims, verb, head, passive=passive)
    elif lemma in position_words("serve") and dep == "as":
        subject = claims.tree.subject(verb)
        former = t.tags[verb] == "VBD"
    elif lemma in position_words("leave") and dep == "as" and t.tags[verb] in ("VBD", "VBN"):
        subject = claims.tree.subject(verb)
        former = until = True
    elif lemma in position_words("remove") and dep == "as" and t.tags[verb] in ("VBD", "VBN"):
        subject = _named_to(claims, verb, head, passive=passive)
        former = until = True
    if subject is None:
        return False
    number = claims.person(subject)
    if number is None and t.lower[subject] in ("who", "that") and t.deps[verb] == "relcl":
        number = claims.person(t.heads[verb])
    if number is None:
        return False
    title = claims.titles.read(head)
    if title is None or t.tags[head] in ("NNS", "NNPS") or _vague(claims, title):
        return False
    return claims.add(number, title, former=former, verb=verb, until=until)


def _conditional(claims: Claims, verb: int) -> bool:
    """Whether a clause, or the one it is coordinated with, only supposes."""
    t = claims.t
    for _ in range(3):
        if any(t.lower[c] in ("if", "unless", "whether") for c in claims.tree.children[verb]):
            return True
        if t.deps[verb] not in ("conj", "xcomp") or t.heads[verb] == verb:
            return False
        verb = t.heads[verb]
    return False


def _vague(claims: Claims, title: Title) -> bool:
    """Predicates that describe rather than name a position ("is a leader", "was a good captain")."""
    return title.organization is None and title.literal in VAGUE


def _future(claims: Claims, verb: int) -> bool:
    t = claims.t
    return any(t.lower[c] in ("to", "being") for c in claims.tree.children[verb])


def _named_to(claims: Claims, verb: int, head: int, *, passive: bool) -> int | None:
    t = claims.t
    if passive:
        found = claims.tree.find(verb, ("nsubjpass",))
        if found is not None:
            return found
        return t.heads[verb] if t.deps[verb] == "acl" else None
    found = claims.tree.find(verb, ("dobj",))
    if found is not None and found != head:
        return found
    # "appointed Anna Berg chief executive", where the parse makes the name a modifier of the title
    return next(
        (c for c in claims.tree.children[head] if c in claims.titles.named and t.deps[c] in ("nmod", "compound")), None
    )


def leading(claims: Claims) -> None:
    """ "Berg, who heads the fund"."""
    t = claims.t
    verbs = leading_verbs()
    for i, lemma in enumerate(t.lemmas):
        if lemma not in verbs or t.pos[i] != "VERB" or t.tags[i] not in ("VBZ", "VBD", "VBG", "VBN"):
            continue
        children = claims.tree.children[i]
        if any(t.deps[c] in ("neg", "auxpass", "prt") or t.tags[c] == "MD" for c in children):
            continue
        target = claims.tree.find(i, ("dobj",))
        subject = claims.tree.find(i, ("nsubj",))
        if subject is not None and t.lower[subject] in ("who", "that") and t.deps[i] == "relcl":
            subject = t.heads[i]
        if target is None or subject is None:
            continue
        number, organization = claims.person(subject), claims.titles.organization_at(target)
        if number is None or organization is None:
            continue
        if claims.noted.mentions[organization].entity_class != "Organization":
            continue
        if t.tags[i] == "VBN" and not any(t.lower[c] in ("has", "have", "'s") for c in children):
            continue
        title = Title(i, (i, i + 1), verbs[lemma], i, i + 1, organization, t.tags[i] == "VBD", "office")
        claims.add(number, title, verb=i)
