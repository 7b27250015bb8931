"""Teams that go by the name of their country, state or town: "England beat Samoa" tells of no place.

Only in articles about sport, and only where what the text does with a name is done with teams at least twice as often as with
places: then the name is that of an organisation in the place.
"""

from __future__ import annotations

import re

from kg.knowledge.word_sets import word_set
from kg.reading.text.annotations import Annotations, DocMention

ABOUT_SPORT = 4
"""Different words of sport from which an article is about it (tried: 3 takes in talk of "the final match of the season")."""
OVERWHELMS = 2
"""Times that signs of a team must outnumber those of a place."""
IN = frozenset(("across", "in", "into", "near", "throughout", "toward", "towards", "visited", "within"))
_RESULT = re.compile(r"\d{1,3}[-–]\d{1,3}")


def about_sport(words: list[str]) -> bool:
    """Whether a text is about sport."""
    return len(word_set("sport") & {word.lower() for word in words}) >= ABOUT_SPORT


def is_team(words: list[str], mentions: list[DocMention]) -> bool:
    """Whether all that bears a place's name in an article about sport is a team."""
    team = sum(_as_team(words, m) for m in mentions)
    place = sum(_as_place(words, m) for m in mentions)
    return team > 0 and team >= OVERWHELMS * place


def _as_team(words: list[str], mention: DocMention) -> bool:
    before = words[mention.start - 1].lower() if mention.start else ""
    after = [word.lower() for word in words[mention.end : mention.end + 3]] + ["", "", ""]
    if after[0] in ("'s", "’s"):
        return bool(word_set("team people") & set(after[1:3])) or bool(_RESULT.fullmatch(after[1]))
    return (
        before in word_set("against")
        or after[0] in word_set("team acts") | word_set("team people")
        or (after[0] in ("have", "has", "had") and bool(word_set("team acts") & set(after[1:3])))
        or after[0] in ("v", "vs", "versus")
        or bool(_RESULT.fullmatch(after[0]))
    )


def _as_place(words: list[str], mention: DocMention) -> bool:
    before = words[mention.start - 1].lower() if mention.start else ""
    return before in IN or words[mention.end : mention.end + 1] == [","]


def make_teams(noted: Annotations, words: list[str]) -> None:
    """Turn the places of an article about sport that are teams into organisations.

    Args:
        noted: its mentions and chains.
        words: its tokens.
    """
    if not about_sport(words):
        return
    by_chain: dict[int, list[DocMention]] = {}
    for mention in noted.mentions:
        if mention.kind == "Named":
            by_chain.setdefault(mention.chain, []).append(mention)
    for number, mentions in sorted(by_chain.items()):
        chain = noted.chains[number]
        if chain.entity_class == "Place" and chain.place is not None and is_team(words, mentions):
            chain.entity_class, chain.within, chain.place, chain.country_code = "Organization", chain.place, None, None
            for mention in noted.mentions:
                if mention.chain == number:
                    mention.entity_class = "Organization"
