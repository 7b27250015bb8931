"""States that a phrase names beside its head: "US-Russian talks", "the Russian and American delegations", "both sides"."""

from __future__ import annotations

import re

from kg.knowledge import event_roles as roles
from kg.reading.text.syntax import Syntax

Named = tuple[int, str]
"""A token and the ISO code of the country it names."""

_MODIFIERS = ("amod", "compound", "nmod", "poss", "npadvmod", "conj", "nummod")
_JOINED = re.compile(r"[-‐‑–—/]")
_LINKS = frozenset(("-", "‐", "‑", "–", "—", "/", "and", "&"))


def code_of(word: str) -> str | None:
    """ISO code of the country that ``word`` names: its name, capital or nationality."""
    return roles.demonym(word) or roles.capital_or_country(word)[0]


def before(tree: Syntax, noun: int) -> list[Named]:
    """The states joined before an event's noun ("U.S.-Russia talks", "Russian and American talks"): two or more, or none."""
    t = tree.tokens
    if noun and t.pos[noun - 1] not in ("PROPN", "ADJ", "NOUN", "X"):
        return []
    found: dict[str, int] = {}
    joined = False
    at = noun - 1
    while at >= 0 and t.sentences[at] == t.sentences[noun] and noun - at < 10:
        word = t.words[at]
        if word.lower() in _LINKS:
            joined = joined or bool(found)
        elif not _under(tree, at, noun):
            break
        else:
            if not word[:1].isupper() and not found:
                at -= 1
                continue
            parts = [word] if code_of(word) else _JOINED.split(word)
            codes = [code for part in parts if part and (code := code_of(part))]
            if not codes:
                if found:
                    break
            elif found and not (joined or len(codes) > 1):
                break
            else:
                joined = len(codes) > 1
                for code in codes:
                    found.setdefault(code, at)
        at -= 1
    return [(i, code) for code, i in reversed(found.items())] if len(found) > 1 else []


def _under(tree: Syntax, i: int, noun: int) -> bool:
    heads = tree.tokens.heads
    for _ in range(4):
        if heads[i] == noun:
            return True
        if heads[i] == i or heads[i] > noun:
            return False
        i = heads[i]
    return False


def within(tree: Syntax, head: int) -> list[Named]:
    """The states that a description of people or bodies names: "delegations of Russia and the US", "Russian and US envoys"."""
    t = tree.tokens
    found: dict[str, int] = {}
    todo = [c for c in tree.children[head] if t.deps[c] in _MODIFIERS[:4]]
    for c in tree.children[head]:
        if t.deps[c] == "prep" and t.lower[c] in ("of", "from"):
            todo.extend(d for d in tree.children[c] if t.deps[d] == "pobj")
    for i in todo:
        if t.deps[i] in ("amod", "compound", "nmod", "poss", "conj", "pobj"):
            number = tree.mention_of.get(i)
            name = t.words[i]
            if number is not None and t.pos[i] == "PROPN":
                mention = tree.mentions[number]
                name = " ".join(t.words[mention.start : mention.end])
            code = code_of(name)
            if code:
                found.setdefault(code, i)
        todo.extend(c for c in tree.children[i] if t.deps[c] in ("conj", "npadvmod") and c not in todo)
        if len(todo) > 8:
            break
    return [(i, code) for code, i in found.items()] if len(found) > 1 else []


def both(tree: Syntax, head: int) -> bool:
    """Whether a phrase means two states known from before: "the two sides", "both countries", "officials of both states"."""
    t = tree.tokens
    for i in (head, *(d for c in tree.children[head] if t.deps[c] == "prep" for d in tree.children[c])):
        if t.lemmas[i].lower() in roles.words("states") and any(
            t.lower[c] in ("two", "both") for c in tree.children[i]
        ):
            return i == head or t.lower[t.heads[i]] in ("of", "from")
    return False
