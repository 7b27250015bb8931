"""What the sentence around a time expression tells: whether it is one at all, and whether it lies ahead."""

from __future__ import annotations

from kg.knowledge.time_words import words
from kg.reading.text.tokens import Tokens
from kg.reading.times.grammar import Expression
from kg.reading.times.lexer import HYPHENS, Words

COMING = frozenset(words("coming"))
TIMETABLE = frozenset(words("timetable"))
ARRANGED = frozenset(words("arranged"))
"""What is held on a day that was arranged ("agreed to meet on Monday")."""
ARRANGING = frozenset(words("arranging"))
CALLED_OFF = frozenset(words("called off"))
MOVING = frozenset(words("moving"))
NEW_DAY = frozenset(["to", "until", "till", "for"])
FUTURE_AUXILIARIES = frozenset(words("future"))
TIME_PREPOSITIONS = frozenset(words("before date"))
SPAN_PREPOSITIONS = frozenset(words("before span"))
CLOCK_PREPOSITIONS = frozenset(words("before clock"))
COUNTED = frozenset(["NOUN", "NUM", "SYM"])
NOT_A_YEAR = frozenset(words("no year"))
CLIMB = 8


def is_time(found: Expression, words: Words, read: Tokens) -> bool:
    """Whether an expression that is one by its form alone only in some sentences is one in this."""
    first = words.token[found.start]
    if found.festival == "moving" and read.ents[first] in ("PERSON", "ORG", "GPE"):
        return False
    if found.season is not None and found.year is None and _in_a_name(words.token[found.end - 1], read):
        return False
    if found.era and not any(
        read.words[words.token[k]].isupper() for k in range(found.start, found.end) if not words.lower[k][0].isdecimal()
    ):
        return "century" in words.lower[found.start : found.end]
    if found.certain:
        return not _in_a_title(found, first, read)
    last = words.token[found.end - 1]
    before = words.lower[found.start - 1] if found.start else ""
    after = words.lower[found.end] if found.end < len(words.lower) else ""
    tag, dated = read.tags[first], read.ents[first] in ("DATE", "TIME")
    if found.kind == "date":
        if found.year is not None and found.month is None and found.quarter is None:
            if found.value is not None:
                return read.ents[first] in ("DATE", "CARDINAL", "")
            return _is_year(found, words, read, before, after)
        if found.month is not None:
            if (
                found.day is None
                and found.relation is None
                and before not in TIME_PREPOSITIONS
                and read.ents[first] != "DATE"
            ):
                return False
            name = next(
                (words.token[k] for k in range(found.start, found.end) if read.words[words.token[k]][:1].isupper()),
                None,
            )
            if name is None or found.day is not None or found.relation is not None:
                return name is not None
            return read.tags[name][:3] in ("", "NNP") or read.ents[name] == "DATE"
        if found.season is not None:
            return (
                dated
                and tag.startswith("NN")
                and (before in TIME_PREPOSITIONS or after in ("", ".", ","))
                and after not in HYPHENS
            )
        if found.half is not None:
            return found.year is not None or found.years is not None
        return read.words[first][:1].isupper()
    if found.kind == "unit":
        return (
            before in TIME_PREPOSITIONS
            or found.unit in ("WE", "Q")
            or (dated and read.pos[last] == "NOUN" and before in ("", ","))
        )
    if found.kind == "deictic":
        return before in ("in", "during", "later", "earlier", "of", "through") or found.modifier is not None
    if found.kind == "duration":
        if after in HYPHENS:
            return False
        if before in SPAN_PREPOSITIONS:
            return found.amount != "X" or before != "of"
        if found.amount == "X":
            if before in ("the", "first"):
                return after in ("before", "after", "since", "that", "leading")
            return after in ("of", "before", "after") and before not in ("those", "these", "his", "her", "its", "their")
        pos = read.pos[words.token[found.start - 1]] if found.start else ""
        return (
            pos not in COUNTED
            and before not in ("%", "percent", "per", "times", "once", "twice")
            and (dated or pos == "VERB")
        )
    if found.kind == "clock":
        return before in CLOCK_PREPOSITIONS
    return _is_reference(found, words, read, before, after)


def _is_year(found: Expression, words: Words, read: Tokens, before: str, after: str) -> bool:
    first = words.token[found.start]
    last = words.token[found.end - 1]
    year = found.year or 0
    if (after[:1].isdecimal() and after not in ("1", "2")) or (before.isdecimal() and len(before) > 2):
        return False  # telephone numbers
    if before in NOT_A_YEAR or (read.words[first - 1] in "$£€#" if first else False) or after in ("%", "percent"):
        return False
    if found.end - found.start == 1 and words.lower[found.start].startswith("'"):
        return before in TIME_PREPOSITIONS or read.ents[first] == "DATE"
    dated = read.ents[last] == "DATE"
    if after in HYPHENS and found.end + 1 < len(words.lower) and words.lower[found.end + 1].isdecimal():
        return 1500 <= year <= 2100 and (dated or before in TIME_PREPOSITIONS)
    if dated:
        return True
    head = read.heads[last]
    if (
        read.deps[last] == "nummod"
        and head > last
        and read.tags[head] == "NNS"
        and read.ents[last] != "DATE"
        and before != "the"
    ):
        return False
    if 1900 <= year <= 2039:
        return read.ents[last] in ("", "EVENT", "LAW", "ORG", "CARDINAL", "WORK_OF_ART") and (
            before in TIME_PREPOSITIONS or read.ents[last] != "CARDINAL" or before in ("the", "(", ",")
        )
    return 1500 <= year < 1900 and before in TIME_PREPOSITIONS and read.pos[head] != "NOUN"


def _in_a_name(token: int, read: Tokens) -> bool:
    """Whether a season is part of a name ("Winter Olympics")."""
    texts = read.words[token : token + 2]
    return len(texts) == 2 and all(text[:1].isupper() for text in texts) and not texts[0].isupper()


def _in_a_title(found: Expression, first: int, read: Tokens) -> bool:
    """Whether it is written as a name is ("This Week" of a programme)."""
    if found.kind == "set" and found.end == found.start + 1:
        return read.pos[first] == "PROPN" and read.words[first][:1].isupper() and first not in read.starts
    if found.kind == "deictic" and first and read.lower[first - 1] == "'s" and read.words[first][:1].isupper():
        return True
    if found.kind not in ("deictic", "unit", "duration") or read.ents[first] not in (
        "ORG",
        "WORK_OF_ART",
        "PRODUCT",
        "EVENT",
        "FAC",
    ):
        return False
    return (
        first not in read.starts
        and read.words[first][:1] not in "abcdefghijklmnopqrstuvwxyz"
        and read.pos[first] in ("PROPN", "DET", "NUM")
    )


def _is_reference(found: Expression, words: Words, read: Tokens, before: str, after: str) -> bool:
    word = words.lower[found.start]
    first = words.token[found.start]
    if before and before in HYPHENS:
        return False  # "Park Won-soon"
    if word == "now":
        return not (after == "," and (read.heads[first] == first or first in read.starts)) and after != "that"
    if words.lower[found.end : found.end + 1] and words.lower[found.end] in HYPHENS:
        return False
    if word == "soon":
        return before not in ("as", "too", "how", "so", "very") and after not in ("as", "after")
    return True


def direction(token: int, start: int, read: Tokens) -> int:
    """Whether the words that govern a token speak of the past (-1), of the future (1), or do not tell (0).

    The nearest verb above it decides: its auxiliaries, else its form, else the verb above that one. Of a time within a
    noun phrase ("Wednesday's ruling") an infinitive tells nothing.

    Args:
        token: head of the time expression.
        start: its first token.
        read: the tokens.
    """
    before = read.lower[start - 1] if start else ""
    if before == "since":
        return -1
    if (before in NEW_DAY and _moved(token, read)) or _called_off(token, read):
        return 1
    told = _told(token, read)
    if told == 0 and before == "on" and _set_for(start, read):
        return 1
    if before in ("until", "till", "through"):
        return 1 if told >= 0 else 0
    return told


def _set_for(start: int, read: Tokens) -> bool:
    """Whether a present "is" puts something on a day ("the vote is on the 15th"): it lies ahead.

    Args:
        start: first token of the time, behind "on".
        read: the tokens.
    """
    return start > 1 and read.lower[start - 2] in ("is", "are", "’s", "'s") and read.pos[start - 2] == "AUX"


def deed_dated(token: int, read: Tokens) -> bool:
    """Whether a weekday behind an infinitive dates the deed above it, which happened ("agreed to buy … on Monday", "were charged
    with plotting to kill … on Monday"), rather than what is to come ("agreed to meet on Monday", "plans to buy … on Monday").

    Args:
        token: head of the time expression.
        read: the tokens.
    """
    at, inner = token, ""
    for _ in range(CLIMB):
        above = read.heads[at]
        if above == at:
            return False
        at = above
        if read.lemmas[at] in COMING:
            return False
        if read.pos[at] not in ("VERB", "AUX"):
            continue
        if read.tags[at] in ("VB", "VBG"):
            inner = inner or read.lemmas[at].lower()
            if _tense(at, read) == 1 and not _tense_is_infinitive(at, read):
                return False  # "will buy"
            continue
        arranged = inner in ARRANGED and read.lemmas[at].lower() in ARRANGING
        return bool(inner) and not arranged and _tense(at, read) == -1
    return False


def _moved(token: int, read: Tokens) -> bool:
    """Whether a time is the new day of what is put off, brought forward or extended: it lies ahead, whatever the tense."""
    at = token
    for _ in range(CLIMB):
        above = read.heads[at]
        if above == at:
            return False
        if read.pos[above] in ("VERB", "AUX"):
            return read.lemmas[above] in MOVING
        at = above
    return False


def _called_off(token: int, read: Tokens) -> bool:
    """Whether a time belongs to the noun of what is called off ("the talks of 20 May were cancelled")."""
    preposition = read.heads[token]
    noun = read.heads[preposition]
    if (
        read.deps[preposition] != "prep"
        or read.pos[noun] != "NOUN"
        or read.lower[preposition] not in ("on", "of", "for")
    ):
        return False
    verb = read.heads[noun]
    if read.lemmas[verb] not in CALLED_OFF or read.deps[noun] not in ("nsubjpass", "dobj"):
        return False
    return read.lemmas[verb] not in ("call", "put") or read.lower[verb + 1 : verb + 2] in (["off"], ["back"])


def _told(token: int, read: Tokens) -> int:
    """What the verbs above a token tell."""
    heads, lemmas, lower = read.heads, read.lemmas, read.lower
    at = token
    inside = False
    for _ in range(CLIMB):
        above = heads[at]
        if above == at:
            return 0
        inside = inside or (
            read.deps[at] in ("compound", "poss", "nmod", "amod") and read.pos[above] in ("NOUN", "PROPN")
        )
        if lemmas[above] in COMING and not (lower[above] == "due" and lower[above + 1 : above + 2] == ["to"]):
            return -1 if _perfect(above, read) else 1
        if read.pos[above] in ("VERB", "AUX"):
            told = _tense(above, read, direct=at == token or (read.deps[at] == "prep" and heads[token] == at))
            if told is not None:
                return 0 if inside and told > 0 and _tense_is_infinitive(above, read) else told
        at = above
    return 0


def _perfect(word: int, read: Tokens) -> bool:
    """Whether a word like "due" or "scheduled" stands under "had"."""
    above = read.heads[word]
    return any(read.lower[k] == "had" and read.heads[k] in (word, above) for k in range(max(0, word - 6), word))


def _tense_is_infinitive(verb: int, read: Tokens) -> bool:
    return any(read.tags[k] == "TO" and read.heads[k] == verb for k in range(max(0, verb - 4), verb))


def _tense(verb: int, read: Tokens, direct: bool = False) -> int | None:
    """The direction that one verb group tells; None where the verb above it must be asked.

    Args:
        verb: its head.
        read: the tokens.
        direct: whether the time hangs on this verb itself.
    """
    heads, lower, tags = read.heads, read.lower, read.tags
    sentence = read.sentences[verb]
    start = read.starts[sentence]
    stop = read.starts[sentence + 1] if sentence + 1 < len(read.starts) else len(heads)
    helpers = [
        k
        for k in range(max(start, verb - 12), min(stop, verb + 1))
        if heads[k] == verb and read.deps[k] in ("aux", "auxpass")
    ]
    forms = {lower[k] for k in helpers}
    if forms & FUTURE_AUXILIARIES:
        return -1 if "have" in forms and not forms & {"will", "'ll"} else 1
    if "could" in forms:
        return 0
    if "to" in forms or any(tags[k] == "TO" for k in helpers):
        return 1 if "have" not in forms else -1
    if forms & {"has", "have", "had", "'ve", "'d"}:
        return -1
    if forms & {"was", "were", "did"}:
        return -1
    tag = tags[verb]
    if tag == "VBD":
        return -1
    if forms & {"is", "are", "'s", "'re", "am"}:
        return 1 if tag == "VBG" else 0
    if tag == "VBN":
        return -1
    if tag == "VBG":
        return None
    if tag in ("VBZ", "VBP"):
        return 1 if direct and read.lemmas[verb] in TIMETABLE else 0
    if tag == "VB":
        return None if read.deps[verb] in ("ccomp", "xcomp", "advcl") else 1
    return None
