"""Which of several times an event has, and events that happened on several days ("on 12 February and again on 18 March")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kg.knowledge import events as lexicon
from kg.reading.text.annotations import DocArgument, DocEvent, DocTime
from kg.reading.text.syntax import Syntax

_THROUGH = frozenset(("to", "-", "–", "—", "through", "until", "till"))
_NEW = frozenset(("to", "until", "till", "for", "into"))
_AND = frozenset(("and", "&", ","))


def dated(arguments: list[DocArgument], times: list[DocTime], number: int) -> list[DocArgument]:
    """Copies of ``arguments`` with the time ``number`` in place of any other."""
    time = times[number]
    kept = [replace(a) for a in arguments if a.role != "time"]
    return [*kept, DocArgument("time", time.start, time.end, max(time.start, time.end - 1), time=number)]


def with_new_day(tree: Syntax, verb: int) -> list[int]:
    """The dependents of a verb of putting off, with the "to" that the parse hangs on "from" or on the old day ("put off from
    12 April to 20 May").
    """
    t = tree.tokens
    found = list(tree.children[verb])
    for c in tree.children[verb]:
        if t.deps[c] == "prep" and t.lower[c] == "from":
            below = [c, *(d for d in tree.children[c] if t.deps[d] == "pobj")]
            found += [d for b in below for d in tree.children[b] if t.deps[d] == "prep" and t.lower[d] in _NEW]
    return found


def moves_to(tree: Syntax, verb: int, time: DocTime) -> bool:
    """Whether a time is the day that a verb of putting off, moving or extending moves something from or to, not its own day."""
    t = tree.tokens
    names = {
        t.lemmas[verb].lower(),
        *(f"{t.lemmas[verb].lower()} {t.lower[c]}" for c in tree.children[verb] if c == verb + 1),
    }
    if not names & (lexicon.words("put off") | lexicon.words("extends")):
        return False
    at = time.start - 1
    return at >= 0 and t.lower[at] in _NEW | {"from"}


def stretch(tree: Syntax, times: list[DocTime], number: int) -> list[int]:
    """The further days of a stretch of days that the time ``number`` belongs to: "9 and 10 April", "from 5 to 9 May"."""
    if not _is_day(times[number]):
        return []
    lower = tree.tokens.lower
    found = [number]
    for step in (-1, 1):
        at = number
        while 0 <= at + step < len(times):
            one, other = sorted((at, at + step))
            between = lower[times[one].end : times[other].start]
            if len(between) != 1 or not (_is_day(times[at + step]) and _follows(times[one], times[other])):
                break
            before = lower[times[one].start - 1] if times[one].start else ""
            through = between[0] in _THROUGH or (between[0] == "and" and before == "between")
            if not through and not (between[0] in _AND and _adjoin(times[one], times[other])):
                break
            at += step
            found.append(at)
    return sorted(found[1:])


def further_times(tree: Syntax, times: list[DocTime], event: DocEvent) -> list[int]:
    """Further times at which the same happened: days joined by "and" that do not follow one another, or "and again"."""
    first = next((a.time for a in event.arguments if a.time is not None), None)
    if first is None or event.speech is not None:
        return []
    t, time = tree.tokens, times[first]
    for c in tree.children[event.head]:
        if t.deps[c] == "prep" and c > time.end and t.lower[c - 1] == "again" and t.lower[c - 2] == "and":
            said = [tree.time_of[d] for d in tree.children[c] if d in tree.time_of]
            if said:
                return said[:1]
    if not _is_day(time):
        return []
    head = next((i for i in range(time.start, time.end) if not time.start <= t.heads[i] < time.end), time.end - 1)
    known = {first, *stretch(tree, times, first)}
    todo = [head, t.heads[head]] if t.deps[head] == "pobj" else [head]
    found: list[int] = []
    for i in todo:
        joined = [c for c in tree.children[i] if t.deps[c] == "conj"]
        todo.extend(joined)
        for number in (tree.time_of.get(d) for c in joined for d in (c, *tree.children[c])):
            if number is None or number in known or number in found:
                continue
            if _is_day(times[number]) and not _adjoin(time, times[number]):
                found.append(number)
    return found


def finer(tree: Syntax, times: list[DocTime], head: int, number: int) -> int:
    """The time ``number`` of the event at ``head``, or a day within it: of "twice this year, on February 12 and …" the day."""
    time = times[number]
    if time.first is None or time.last is None or _is_day(time):
        return number
    t = tree.tokens
    for c in tree.children[head]:
        if t.deps[c] == "prep" and t.lower[c] == "on":
            target = tree.first(c, "pobj")
            other = number if target is None else tree.time_of.get(target, number)
            day = times[other].first
            if day and _is_day(times[other]) and time.first <= day <= time.last:
                return other
    return number


def _follows(one: DocTime, other: DocTime) -> bool:
    return bool(one.first and other.first and one.first < other.first)


def _is_day(time: DocTime) -> bool:
    return time.first is not None and time.first == time.last


def _adjoin(one: DocTime, other: DocTime) -> bool:
    """Whether two days follow one another: then it may have lasted two days."""
    days = [date.fromisoformat(x.first[:10]) for x in (one, other) if x.first]
    return len(days) < 2 or abs((days[0] - days[1]).days) < 2
