"""``kg_events``: which words tell events, and of which type.

Candidates are main verbs and nouns that the lexicon or WordNet knows as names of happenings. A small linear model
(``trigger_weights.tsv``, made by :mod:`tools.train_triggers`) over the word's type, WordNet classes and place in the
sentence decides; the type comes from the lexicon, by what stands beside the word. In light verb constructions ("held talks")
the noun is the trigger. Each quotation gets an event of type Statement at its cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import events as lexicon
from kg.knowledge.own_types import Narrower, active
from kg.knowledge.word_sets import word_set
from kg.reading.events.occurrences import elliptical, measured, occurrences
from kg.reading.events.senses import (
    OBJECTS,
    SUBJECTS,
    earlier,
    guessed_type,
    headline_verb,
    light_object,
    noun_lemma,
    noun_type,
    verb_type,
)
from kg.reading.events.spoken import act_of
from kg.reading.speech.voices import ATTITUDE
from kg.reading.text.annotations import Annotations, DocEvent, annotated
from kg.reading.text.quotation_marks import MARKS
from kg.reading.text.syntax import Syntax, syntax

RATINGS = word_set("rating of a share")
"""What banks call shares, between marks: nobody sells where a bank says "sell"."""

WORKS = word_set("work of art")
MONTHS = frozenset(("march", "may", "august"))
"""Months that are verbs or adjectives as well."""

_NAMED = frozenset(
    ("Summit", "Conference", "Ceremony", "Award", "Compete", "Fight", "Storm", "Earthquake", "Election", "Perform")
)
"""Types of events that have names ("World War"); other nouns within names are no events ("Treaty of Rome")."""
_PREDICATES = frozenset(("acomp", "oprd", "ROOT", "attr", "conj", "ccomp"))
_SUFFIXES = ("tion", "sion", "ment", "ing", "al", "ance", "ence", "ure", "age", "ion", "ity", "ness", "er", "or", "ist")
BARS = {(False, True): 0.0, (False, False): -0.3, (True, True): 0.5, (True, False): 1.5}
"""Log odds above which a candidate is a trigger, by whether its type tells little ("is", "need", "plan") and whether it is a
verb. Set so that on sets that mark fewer events than the training set precision nears recall."""
BARE = 1.0
"""How much more an event needs that names nobody, no thing, place or time (:mod:`kg.reading.events.arguments` drops it else)."""
_LOWEST = min(BARS.values())
OWN_BAR = -4.0
"""The same for words for which a user has a type of their own: what they name, they mean."""
WEAK = "kg_weak_events"
"""Key in ``Doc.user_data`` of the set of heads of events that need an argument to stay."""


@Language.factory("kg_events", assigns=["doc._.kg"])
def create_events(nlp: Language, name: str) -> Events:
    return Events()


class Events:
    """Fills ``annotations(doc).events`` with triggers, types and quotations; arguments and factuality come later."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        tree = syntax(doc)

        found = {}
        weak = doc.user_data[WEAK] = set()
        lowest = OWN_BAR if active().events else _LOWEST
        for i, features in candidates(tree):
            odds = score(features)
            if odds > lowest:
                event = make_event(tree, i)
                little = event.event_type in lexicon.words("little told")
                bar = OWN_BAR if isinstance(event.event_type, Narrower) else BARS[little, tree.tokens.pos[i] == "VERB"]
                if odds > bar:
                    found[event.head] = event
                    if odds < bar + BARE:
                        weak.add(event.head)
        drop_occurrences(tree, found)
        acts = quote(noted, tree, found)
        weak -= {i for q in noted.quotations if q.cue is not None for i in range(*q.cue)}  # who does it is told
        noted.events = sorted([*found.values(), *acts], key=lambda e: (e.start, e.end, e.speech is None))
        return doc


def drop_occurrences(tree: Syntax, found: dict[int, DocEvent]) -> None:
    """Leave out verbs that merely say that an event noun happens or is planned ("talks are expected to take place")."""
    pos = tree.tokens.pos
    for noun in [i for i in found if pos[i] in ("NOUN", "PROPN") or elliptical(tree, i) is not None]:
        for occurrence in occurrences(tree, noun):
            verb = occurrence.verb
            silent = occurrence.kind == "run" and tree.tokens.lemmas[verb].lower() in lexicon.words(
                "no verb of its own"
            )
            if silent or occurrence.kind in ("happen", "plan"):
                found.pop(verb, None)


def score(features: list[str]) -> float:
    """Log odds that a candidate with these features is a trigger."""
    if features[0] == "adjective":
        return 1.0  # the few that the lexicon names
    weights = lexicon.trigger_weights()
    return sum(weights.get(name, 0.0) for name in features)


# ---------------------------------------------------------------- candidates and their features


def candidates(tree: Syntax) -> Iterator[tuple[int, list[str]]]:
    """Token indices that may be triggers, each with the features that decide."""
    t = tree.tokens
    capital_sentences = _title_case(tree)
    for i, pos in enumerate(t.pos):
        if (t.lower[i] in RATINGS and _between_marks(t.words, i)) or _names_a_work(tree, i, capital_sentences):
            continue
        if i in tree.time_of and t.words[i][:1].isupper() and t.lower[i] in MONTHS:
            continue  # "the night of March 2-3"
        if i and f"{t.lower[i - 1]} {t.lower[i]}" in lexicon.words("no event together"):
            continue  # "came under fire"
        if pos == "VERB":
            # "the Siberian holding Zolotaya": a noun
            noun = t.tags[i] == "VBG" and i and t.pos[i - 1] in ("ADJ", "DET") and t.deps[i] in ("pcomp", "acl")
            # "is going to help" tells of the help
            noun = noun or (t.tags[i] == "VBG" and t.lower[i] == "going" and tree.first(i, "xcomp") is not None)
            if t.deps[i] not in ("aux", "auxpass") and t.words[i][:1].isalnum() and t.lemmas[i] != "be" and not noun:
                yield i, _verb_features(tree, i)
        elif pos == "NOUN" or (pos == "PROPN" and t.sentences[i] in capital_sentences) or pos == "PROPN":
            found = _noun_features(tree, i, t.sentences[i] in capital_sentences)
            if found:
                yield i, found
        elif (t.lower[i] in lexicon.words("stands for an event") and elliptical(tree, i) is not None) or (
            pos == "ADJ" and t.deps[i] in _PREDICATES and lexicon.plain_type(t.lower[i], "a")
        ):
            yield i, ["adjective"]


def _names_a_work(tree: Syntax, i: int, capital_sentences: set[int]) -> bool:
    """Whether a word is part of the name of a film, a book or a band: behind such a noun ("the film Kill the King"), or a verb
    with a capital inside a name of several words.

    Args:
        tree: of the document.
        i: the word.
        capital_sentences: sentences in which every word has a capital, which tells nothing there.
    """
    t = tree.tokens
    behind = i - 1 if i and t.words[i - 1] in ("The", "A", "An") else i
    if t.words[i][:1].isupper() and i and t.lemmas[behind - 1].lower() in WORKS and behind > t.starts[t.sentences[i]]:
        return True
    number = tree.covering.get(i)
    if number is None or tree.mentions[number].kind != "Named":
        return False
    name = tree.mentions[number]
    if t.lower[name.start - 1 : name.start] and t.lemmas[name.start - 1].lower() in WORKS:
        return True
    verb = t.pos[i] == "VERB" and t.words[i][:1].isupper() and name.end - name.start > 1
    return verb and i > name.start - 1 and t.sentences[i] not in capital_sentences


def _between_marks(words: list[str], i: int) -> bool:
    """Whether a word stands alone in quotation marks."""
    return 0 < i < len(words) - 1 and words[i - 1] in MARKS and words[i + 1] in MARKS


def _title_case(tree: Syntax) -> set[int]:
    """Sentences in which nearly every word has a capital: headlines."""
    t = tree.tokens
    total: dict[int, int] = {}
    small: dict[int, int] = {}
    for word, number in zip(t.words, t.sentences, strict=True):
        if len(word) > 3 and word[0].isalpha():
            total[number] = total.get(number, 0) + 1
            if word[0].islower():
                small[number] = small.get(number, 0) + 1
    return {number for number, count in total.items() if count > 2 and small.get(number, 0) <= count * 0.2}


def _verb_features(tree: Syntax, i: int) -> list[str]:
    t = tree.tokens
    lemma, tag, dep = t.lemmas[i].lower(), t.tags[i], t.deps[i]
    kind = verb_type(tree, i, lemma)[1]
    names = {t.deps[c] for c in tree.children[i]}
    found = ["v", f"v.tag={tag}", f"v.dep={dep}", f"v.type={_coarse(kind)}", f"v.wn={lexicon.verb_class(lemma)}"]
    if names.intersection(SUBJECTS):
        found.append("v.subject")
    if "dobj" in names:
        found.append("v.object")
    if "aux" in names or "auxpass" in names:
        found.append("v.aux")
    if i and t.words[i - 1] in ("-", "–"):
        found.append("v.hyphen")
    if lemma in lexicon.words("no verb"):
        found.append(f"v.no={lemma}" if lemma in ("have", "be", "accord", "include", "base") else "v.no")
    if dep in ("amod", "compound"):
        found.append(f"v.amod.{tag}")
    elif dep == "prep":
        found.append("v.as preposition")
    if t.ents[i]:
        found.append("v.entity")
    if light_object(tree, i, lemma) is not None:
        found.append("v.light")
    return found


def _noun_features(tree: Syntax, i: int, capitals: bool) -> list[str]:
    t = tree.tokens
    lemma = noun_lemma(tree, i)
    shares = lexicon.noun_shares(lemma)
    kind = lexicon.plain_type(lemma, "n")
    if kind is None:
        for condition, name in lexicon.senses(lemma, "n"):
            if condition.slot != "near":
                kind = name
        if kind is None and lexicon.senses(lemma, "n"):
            kind = noun_type(tree, i, lemma)
    verb = None
    if capitals and (kind is None or t.pos[i] == "PROPN"):
        verb = headline_verb(t.lower[i])
    if t.pos[i] == "PROPN" and not capitals and (kind is None or _is_somebody(tree, i)):
        return []
    if kind is None and verb is None and not any(shares):
        return []
    if not capitals and kind not in _NAMED and _in_name(tree, i):
        return []
    if (lemma in lexicon.words("event measure") and measured(tree, i)) or _in_title(tree, i):
        return []
    dep, head = t.deps[i], t.heads[i]
    found = ["n", f"n.dep={dep}", f"n.type={_coarse(kind)}", f"n.happening={shares[0]}"]
    if kind:
        found.append("n.typed")
        if shares[0] + shares[1] > 6:
            found.append("n.typed happening")
    if shares[0] + shares[1] + shares[2] >= 8:
        found.append("n.sure")
    found.append(f"n.telling={shares[1] // 3}")
    found.append(f"n.state={shares[2] // 3}")
    source = lexicon.verb_of_noun(lemma)
    if source:
        found.append("n.derived")
        if source != lemma:
            found.append("n.derived other")
    found.append(next((f"n.ends={s}" for s in _SUFFIXES if lemma.endswith(s)), "n.ends="))
    if t.pos[i] == "PROPN":
        found.append("n.proper" if not capitals else "n.proper headline")
    if t.ents[i]:
        found.append(f"n.entity={'event' if t.ents[i] == 'EVENT' else 'other'}")
    if verb:
        found.append(f"n.headline verb {t.lower[i][-1]}")
    if t.tags[i] in ("NNS", "NNPS"):
        found.append("n.plural")
    if lemma in lexicon.words("no noun"):
        found.append("n.no")
    bare = True
    for c in tree.children[i]:
        name = t.deps[c]
        if name == "prep":
            found.append(
                f"n.prep={t.lower[c]}"
                if t.lower[c] in ("of", "on", "for", "with", "between", "against", "by", "to", "in")
                else "n.prep"
            )
        elif name == "det":
            bare = False
            found.append(f"n.det={t.lower[c]}" if t.lower[c] in ("the", "a", "an", "this", "any", "no") else "n.det")
        elif name in ("poss", "nummod", "amod", "relcl", "acl", "compound"):
            bare = bare and name not in ("poss", "nummod")
            found.append(f"n.has={name}")
    if bare:
        found.append("n.bare")
    if dep == "compound" or (dep in ("nmod", "amod") and head > i):
        label = t.lemmas[head].lower()
        found.append("n.label" if label in lexicon.words("label") else "n.compound")
        if lexicon.plain_type(label, "n"):
            found.append("n.compound of event")
    elif dep in OBJECTS and t.pos[head] == "VERB":
        verb_lemma = t.lemmas[head].lower()
        if verb_lemma in lexicon.words("light"):
            found.append("n.light")
        found.append(f"n.object of {lexicon.verb_class(verb_lemma)}")
    elif dep == "pobj":
        preposition = t.lower[head]
        if preposition in lexicon.words("event preposition"):
            found.append("n.after")
        elif preposition in ("in", "of", "for", "to", "with", "on", "at", "by", "from", "about", "into", "as", "under"):
            found.append(f"n.in={preposition}")
    elif dep in SUBJECTS and t.lemmas[head].lower() in lexicon.words("happen"):
        found.append("n.happens")
    return found


def _is_somebody(tree: Syntax, i: int) -> bool:
    """Whether a capitalised noun is the name of somebody ("Sessions resigned")."""
    number = tree.covering.get(i)
    named = number is not None and tree.mentions[number].kind == "Named"
    return named and tree.entity_class(tree.mentions[number or 0].head) == "person"


def _in_name(tree: Syntax, i: int) -> bool:
    """Whether a noun is a part of a name: it and a neighbour have capitals, in a sentence that does not capitalise all."""
    t = tree.tokens
    if not t.words[i][:1].isupper():
        return False
    before = (
        i
        and t.sentences[i - 1] == t.sentences[i]
        and t.words[i - 1][:1].isupper()
        and t.pos[i - 1] in ("PROPN", "ADJ", "NOUN")
    )
    at = i + 2 if i + 1 < len(t.words) and t.lower[i + 1] in ("of", "and", "for", "on") else i + 1
    after = at < len(t.words) and t.sentences[at] == t.sentences[i] and t.words[at][:1].isupper()
    first = not i or t.sentences[i - 1] != t.sentences[i]
    return bool((before and not first) or (after and t.pos[i] == "PROPN"))


def _in_title(tree: Syntax, i: int) -> bool:
    """Whether a noun tells the field of an office ("envoy for investment and trade", "ministry of transport")."""
    t = tree.tokens
    at = i
    while t.deps[at] == "conj" and t.heads[at] < at:
        at = t.heads[at]
    if t.deps[at] != "pobj" or t.lower[t.heads[at]] not in ("of", "for", "on"):
        return False
    office = t.lemmas[t.heads[t.heads[at]]].lower()
    bare = not any(t.deps[c] in ("det", "poss", "nummod", "relcl") for head in (at, i) for c in tree.children[head])
    return bare and office in lexicon.words("office")


def _coarse(kind: str | None) -> str:
    if kind is None:
        return "none"
    top = lexicon.top_types(kind)[0]
    return kind if top == "Other" else top


def make_event(tree: Syntax, i: int) -> DocEvent:
    """The event that token ``i`` tells; where it is a light verb, its noun's."""
    t = tree.tokens
    if t.pos[i] == "VERB":
        lemma = t.lemmas[i].lower()
        noun = light_object(tree, i, lemma)
        if noun is not None and t.lower[noun] == "one":
            meant = earlier(tree, noun)
            if meant is not None:
                return replace(make_event(tree, meant), start=noun, end=noun + 1, head=noun)
        if noun is not None:
            return make_event(tree, noun)
        name, kind = verb_type(tree, i, lemma)
        end = i + 1
        if " " in name and i + 1 < len(t.words) and t.lower[i + 1] == name.split(" ")[1] and t.deps[i + 1] == "prt":
            end = i + 2
        return DocEvent(i, end, i, name, kind or guessed_type(tree, i, lemma) or "Other")
    meant = elliptical(tree, i)
    if meant is not None:
        return replace(make_event(tree, meant), start=i, end=i + 1, head=i)
    if t.pos[i] == "ADJ":
        return DocEvent(i, i + 1, i, t.lower[i], lexicon.plain_type(t.lower[i], "a") or "Other")
    lemma = noun_lemma(tree, i)
    kind = noun_type(tree, i, lemma)
    if kind is None or t.pos[i] == "PROPN":
        verb = headline_verb(t.lower[i])
        if verb:
            return DocEvent(i, i + 1, i, verb, lexicon.plain_type(verb, "v") or "Other")
    return DocEvent(
        i - 2 if "-" in lemma and t.words[i - 1] == "-" else i,
        i + 1,
        i,
        lemma,
        kind or guessed_type(tree, i, lemma) or "Other",
    )


# ---------------------------------------------------------------- quotations


def quote(noted: Annotations, tree: Syntax, found: dict[int, DocEvent]) -> list[DocEvent]:
    """Give each quotation its Statement, and each event inside one its number (of the innermost).

    Returns:
        Acts done by speaking ("demanded", "agreed"), events of their own on the same word as the Statement.
    """
    t = tree.tokens
    heads: dict[int, int] = {}
    acts: dict[int, DocEvent] = {}
    for number, quotation in enumerate(noted.quotations):
        if quotation.cue is None:
            continue
        start, end = quotation.cue
        head = next((i for i in range(start, end) if not start <= t.heads[i] < end or t.heads[i] == i), start)
        head = next((i for i in range(start, end) if i in found), head)
        if head in heads:
            continue  # a cue that several pieces share is one saying
        heads[head] = number
        event = found.get(head)
        if event is None and quotation.speaker is None and t.lower[head] not in ("according", "accord"):
            continue  # "talks are expected": nobody in particular expects
        if event is None:
            lemma = "say" if t.lower[head] in ("according", "accord") else t.lemmas[head].lower()
            event = found[head] = DocEvent(start, end, head, lemma, "Other")
        said = quotation.kind == "speech" and quotation.quotation != ATTITUDE
        if said and event.event_type in lexicon.words("acts by speech"):
            kind = act_of(tree, quotation, intended=True) if event.event_type == "Promise" else None
            acts[head] = replace(event, event_type=kind or event.event_type, arguments=[])
        elif quotation.kind == "speech" and event.event_type in lexicon.words("mere saying"):
            done = act_of(tree, quotation)
            if done is not None:
                acts[head] = replace(event, event_type=done, arguments=[])
        deed = not said and quotation.kind == "speech" and event.event_type != "Other"
        if (
            deed
        ):  # "discussed the plan", "attacked the port": an event of its own, with a claim of the attitude beside it
            acts[head] = replace(event, arguments=[])
        event.speech = number
        if not said and not deed and event.event_type != "Other":
            continue  # what is thought, wanted or shown keeps the type of its cue
        meant = act_of(tree, quotation, intended=True) if quotation.kind == "intent" else None
        event.event_type = meant or "Statement"
    size: dict[int, int] = {}
    for number, quotation in enumerate(noted.quotations):
        width = sum(end - start for start, end in quotation.content)
        for start, end in quotation.content:
            for i in range(start, end):
                event = found.get(i)
                if event is not None and event.speech != number and width < size.get(i, 1 << 30):
                    event.quotation = number
                    size[i] = width
    for i, act in acts.items():
        act.quotation = found[i].quotation
    return list(acts.values())
