"""What sort of event a word tells, by the lexicon and by what stands beside it; light verbs and their nouns."""

from __future__ import annotations

from kg.knowledge import events as lexicon
from kg.knowledge.own_types import Narrower
from kg.reading.text.syntax import Syntax

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "obj")
PARTICLES = ("prt",)
SAME = "^"
"""In place of a type in the lexicon: the type of the word that fulfils the condition."""
_PREPOSITIONS = {
    "to": frozenset(("to", "into", "from", "in", "at", "towards", "toward", "through", "across", "out", "of")),
    "with": frozenset(("with",)),
    "by": frozenset(("by", "on", "over", "via", "through")),
    "of": frozenset(("of",)),
    "for": frozenset(("for",)),
    "under": frozenset(("under",)),
}


def noun_lemma(tree: Syntax, i: int) -> str:
    """The lemma of a noun in lower case; of a capitalised one, by cutting a plural the lexicon knows."""
    t = tree.tokens
    lemma = t.lemmas[i].lower()
    if i > 1 and t.words[i - 1] == "-":
        joined = f"{t.lower[i - 2]}-{lemma}"  # "sit-down"
        if lexicon.plain_type(joined, "n"):
            return joined
    if t.pos[i] == "PROPN" or lexicon.plain_type(lemma, "n") is None:
        for form in (lemma, lemma.removesuffix("s"), lemma.removesuffix("es")):
            if lexicon.plain_type(form, "n"):
                return form
    return lemma


def headline_verb(word: str) -> str | None:
    """The verb that a word of a capitalised headline may be a form of ("checks", "killed"), or None."""
    for ending in ("s", "es", "ed", "d", "ing"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)]
            for form in (stem, stem + "e") if ending == "ing" else (stem,):
                if lexicon.plain_type(form, "v"):
                    return form
            if len(stem) > 3 and stem[-1] == stem[-2] and lexicon.plain_type(stem[:-1], "v"):
                return stem[:-1]
    return None


def light_object(tree: Syntax, i: int, lemma: str) -> int | None:
    """The noun that names the event where verb ``i`` is light ("held talks", "reached a deal"), or None."""
    t = tree.tokens
    noun = None
    particle = next((t.lower[c] for c in tree.children[i] if t.deps[c] in PARTICLES), None)
    name = f"{lemma} {particle}" if particle else lemma
    if name in lexicon.words("light"):
        noun = tree.first(i, *OBJECTS)
        if noun is None and t.deps[i] in ("acl", "relcl") and t.tags[i] == "VBN" and t.heads[i] < i:
            noun = t.heads[i]  # "the talks held in Paris"
        elif noun is None and tree.first(i, "auxpass") is not None:
            noun = tree.first(i, "nsubjpass")
    if noun is None:
        for c in tree.children[i]:
            if t.deps[c] == "prep" and f"{lemma} {t.lower[c]}" in lexicon.words("light"):
                noun = tree.first(c, "pobj")
    if noun is not None and t.lower[noun] == "one" and name in ("hold", "have", "stage"):
        return noun if earlier(tree, noun) is not None else None
    if noun is None or t.pos[noun] != "NOUN" or _in_a_work(tree, noun):
        return None
    what = noun_lemma(tree, noun)
    kind = lexicon.plain_type(what, "n")
    if what in lexicon.words("light object") or isinstance(kind, Narrower):
        return noun
    if kind is None or kind in lexicon.words("not light"):
        return None
    shares = lexicon.noun_shares(what)
    return noun if shares[0] + shares[1] >= 6 and what not in lexicon.words("no noun") else None


def _in_a_work(tree: Syntax, i: int) -> bool:
    """Whether a word stands in the name of a thing of several words ("Murder in the Barn")."""
    number = tree.covering.get(i)
    if number is None:
        return False
    name = tree.mentions[number]
    return name.kind == "Named" and name.entity_class == "Thing" and name.end - name.start > 1


def earlier(tree: Syntax, one: int) -> int | None:
    """The event noun of this or the sentence before for which "one" stands ("Will there be a vote? They may hold one")."""
    t = tree.tokens
    for i in range(one - 1, max(-1, one - 40), -1):
        if t.sentences[i] < t.sentences[one] - 2:
            break
        lemma = t.lemmas[i].lower()
        if t.pos[i] == "NOUN" and lemma in lexicon.words("light object") and lexicon.plain_type(lemma, "n"):
            return i
    return None


def light_verb_of(tree: Syntax, i: int) -> int | None:
    """The light verb that carries the event noun ``i``, or None."""
    t = tree.tokens
    head = t.heads[i]
    if t.deps[i] == "pobj":
        head = t.heads[head]
    for verb in (head, *(c for c in tree.children[i] if t.deps[c] in ("acl", "relcl"))):
        if t.pos[verb] == "VERB" and light_object(tree, verb, t.lemmas[verb].lower()) == i:
            return verb
    return None


def verb_type(tree: Syntax, i: int, lemma: str) -> tuple[str, str | None]:
    """Lemma (with its particle or preposition where the lexicon has it so) and type of a verb."""
    t = tree.tokens
    names = [lemma]
    parted = 0
    for c in tree.children[i]:
        if t.deps[c] == "prep" and any(d in tree.time_of for d in tree.children[c]):
            continue  # "fired 200 workers on Monday" is no firing on somebody
        if t.deps[c] in ("prt", "prep", "advmod", "agent") and c > i:
            two = f"{lemma} {t.lower[c]}"
            if lexicon.plain_type(two, "v") or lexicon.senses(two, "v"):
                names.insert(0 if t.deps[c] == "prt" else parted, two)
                parted += t.deps[c] == "prt"  # "went off on Tuesday" is no going on
        elif t.deps[c] in OBJECTS or t.deps[c] in ("acomp", "oprd"):
            two = f"{lemma} {t.lemmas[c].lower()}"
            if lexicon.plain_type(two, "v") or lexicon.senses(two, "v"):
                names.insert(0, two)
    for condition, kind in lexicon.senses(lemma, "v"):
        if condition.slot == "by" and _holds(tree, i, condition):
            return lemma, kind
    for name in names:
        for condition, kind in lexicon.senses(name, "v"):
            found = _holds(tree, i, condition)
            if found:
                return name, found if kind == SAME else kind
        plain = lexicon.plain_type(name, "v")
        if plain and (name != lemma or not _phrasal(tree, i, plain)):
            return name, plain
    return lemma, None


def _phrasal(tree: Syntax, i: int, kind: str) -> bool:
    """Whether a verb with a particle that the lexicon does not know with it means something else than the verb alone: "grow up",
    "drop out", "catch up". What moves keeps its type ("fly off"); a user's own type holds whatever stands beside the word.
    """
    t = tree.tokens
    parted = any(c > i and (t.deps[c] in PARTICLES or t.lower[c] == "out") for c in tree.children[i])
    return parted and not isinstance(kind, Narrower) and not lexicon.below(kind, "Move")


def noun_type(tree: Syntax, i: int, lemma: str) -> str | None:
    """Type of a noun that names an event, or None."""
    for condition, kind in lexicon.senses(lemma, "n"):
        found = _holds(tree, i, condition)
        if found:
            return found if kind == SAME else kind
    if lemma in lexicon.words("bears its modifier"):  # "mediation mission", "peace effort", "bombing campaign"
        for c in tree.children[i]:
            if tree.tokens.deps[c] in ("compound", "amod", "nmod") and tree.tokens.pos[c] in ("NOUN", "VERB"):
                told = lexicon.plain_type(noun_lemma(tree, c), "n")
                if told is not None and lexicon.top_types(told)[0] != "Other":
                    return told
    plain = lexicon.plain_type(lemma, "n")
    if plain is None:
        verb = lexicon.verb_of_noun(lemma)
        plain = lexicon.plain_type(verb, "v") if verb else None
    return plain


def guessed_type(tree: Syntax, i: int, lemma: str) -> str | None:
    """The type of a word that the lexicon does not hold, by its senses in WordNet, or None."""
    t = tree.tokens
    if t.pos[i] != "VERB":
        verb = lexicon.verb_of_noun(lemma)
        return lexicon.guessed_type(lemma, "n") or (lexicon.guessed_type(verb, "v") if verb else None)
    particle = next((t.lower[c] for c in tree.children[i] if t.deps[c] in PARTICLES), None)
    if particle is not None:
        return lexicon.guessed_type(f"{lemma} {particle}", "v")
    return lexicon.guessed_type(lemma, "v")


def _holds(tree: Syntax, i: int, condition: lexicon.Condition) -> str | None:
    """What fulfils a condition: the type of a word where it asks for types, else "yes"; None where nothing does."""
    t = tree.tokens
    slot = condition.slot
    passive = any(t.deps[c] in ("auxpass", "nsubjpass") for c in tree.children[i])
    fillers: list[int] = []
    if slot == "near":
        number = t.sentences[i]
        start = t.starts[max(0, number - 1)]
        end = t.starts[number + 1] if number + 1 < len(t.starts) else len(t.words)
        return "yes" if any(t.lemmas[c].lower() in condition.values for c in range(start, end) if c != i) else None
    if slot == "mod":
        fillers = [c for c in tree.children[i] if t.deps[c] in ("compound", "amod", "nmod")]
    elif slot == "xcomp":
        fillers = _governed(tree, i)
    else:
        for c in tree.children[i]:
            dep = t.deps[c]
            if slot == "object" and (dep in OBJECTS or dep == "nsubjpass"):
                fillers.append(c)
            elif slot == "subject" and dep in ("nsubj", "agent"):
                fillers.extend([c] if dep == "nsubj" else tree.children[c])
            elif dep in ("prep", "agent") and t.lower[c] in _PREPOSITIONS.get(slot, ()):
                fillers.extend(d for x in tree.children[c] for d in ((x,) if t.deps[x] != "prep" else tree.children[x]))
        if slot == "object" and not fillers and t.tags[i] == "VBN" and t.deps[i] in ("acl", "amod"):
            fillers.append(t.heads[i])
        if slot == "subject" and not fillers and not passive and t.deps[i] in ("acl", "relcl"):
            fillers.append(t.heads[i])
    if condition.types:
        return next((kind for c in fillers if (kind := _of_type(tree, c, condition.values))), None)
    if condition.words:
        met = any(t.lemmas[c].lower() in condition.values for c in (*fillers, *_measured(tree, fillers)))
    else:
        met = any(tree.entity_class(c) in condition.values for c in fillers)
    return "yes" if met else None


def _governed(tree: Syntax, i: int) -> list[int]:
    """Verbs that a verb governs: "began to shell", "resorted to throwing"."""
    t = tree.tokens
    below = [c for c in tree.children[i] if t.deps[c] in ("xcomp", "prep")]
    return [
        v
        for c in below
        for v in ([c] if t.deps[c] == "xcomp" else tree.children[c])
        if t.pos[v] == "VERB" and t.deps[v] != "pobj"
    ]


def _of_type(tree: Syntax, i: int, wanted: frozenset[str]) -> str | None:
    """The type of the event that a word tells, where it is one of ``wanted`` or below one."""
    t = tree.tokens
    for at in (i, *_measured(tree, [i])):
        if t.pos[at] == "VERB":
            kind = verb_type(tree, at, t.lemmas[at].lower())[1]
        elif t.pos[at] in ("NOUN", "PROPN"):
            kind = noun_type(tree, at, noun_lemma(tree, at))
        else:
            kind = None
        if kind is not None and ("*" in wanted or any(lexicon.below(kind, name) for name in wanted)):
            return kind
    return None


def _measured(tree: Syntax, fillers: list[int]) -> list[int]:
    """What stands after the "of" of words that only measure ("a series of bombs")."""
    t = tree.tokens
    return [
        d
        for head in fillers
        if t.pos[head] == "NUM"
        or any(t.lemmas[head].lower() in lexicon.words(x) for x in ("event measure", "type measure"))
        for c in tree.children[head]
        if t.deps[c] == "prep" and t.lower[c] == "of"
        for d in tree.children[c]
        if t.deps[d] == "pobj"
    ]
