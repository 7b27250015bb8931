"""Teams that go by the name of their country, state or town: "England beat Samoa" tells of no place.

Only in articles about sport, and only where what the text does with a name is done with teams at least twice as often as with
places: then the name is that of an organisation in the place.
"""

from __future__ import annotations

import re

from kg.knowledge import gazetteer
from kg.knowledge.word_sets import word_set
from kg.reading.text.annotations import Annotations, DocMention

ABOUT_SPORT = 4
"""Different words of sport from which an article is about it (tried: 3 takes in talk of "the final match of the season")."""
OVERWHELMS = 2
"""Times that signs of a team must outnumber those of a place."""
SIGNED = frozenset(("signed", "sign", "signs", "signing", "bought", "loan", "transfer"))
LOST = frozenset(
    ("lost to", "defeat by", "defeat to", "win over", "victory over", "win against", "draw with", "draw at")
)
RESULT_VERBS = frozenset(("beat", "drew", "thrashed", "defeated", "edged", "won", "lost"))
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
        return bool(word_set("team people") & set(after[1:3])) or result_at(words, mention.end + 1)
    return (
        before in word_set("against")
        or after[0] in word_set("team acts") | word_set("team people")
        or (after[0] in ("have", "has", "had") and bool(word_set("team acts") & set(after[1:3])))
        or after[0] in ("v", "vs", "versus")
        or result_at(words, mention.end)
    )


def _plays(words: list[str], mention: DocMention) -> bool:
    """Whether what stands beside a name tells that it plays, whatever the article is about: a result, "lost to", a signing."""
    before = [word.lower() for word in words[max(0, mention.start - 8) : mention.start]]
    after = [word.lower() for word in words[mention.end : mention.end + 3]] + ["", "", ""]
    if " ".join(before[-2:]) in LOST or after[:2] == ["lost", "to"]:
        return True
    if before[-1:] == ["from"] and bool(SIGNED & set(before)):
        return True
    if (
        after[0] in RESULT_VERBS
        or (before[-1:] == ["with"] and "drew" in before)
        or before[-1:] in (["beat"], ["thrashed"])
    ):
        return any(result_at(words, i) for i in range(max(0, mention.start - 5), mention.end + 7))
    return result_at(words, mention.end) or in_result(words, mention.end)


def result_at(words: list[str], i: int) -> bool:
    """Whether a result stands at a token ("2-1", in one token or in three)."""
    if i >= len(words):
        return False
    return bool(_RESULT.fullmatch(words[i])) or bool(_RESULT.fullmatch("".join(words[i : i + 3])))


def in_result(words: list[str], end: int) -> bool:
    """Whether a number behind a name is one of two of a result ("Norvik 3, Sund 1")."""
    if not _goals(words, end):
        return False
    for i in range(max(1, end - 6), min(len(words) - 1, end + 6)):
        if (
            i != end
            and _goals(words, i)
            and words[i - 1][:1].isupper()
            and "," in (words[min(i, end) + 1], words[max(i, end) + 1 : max(i, end) + 2])
        ):
            return True
    return False


def _goals(words: list[str], i: int) -> bool:
    return i < len(words) and words[i].isdigit() and len(words[i]) < 4


def _as_place(words: list[str], mention: DocMention) -> bool:
    before = words[mention.start - 1].lower() if mention.start else ""
    return before in IN or words[mention.end : mention.end + 1] == [","]


def make_teams(noted: Annotations, words: list[str]) -> None:
    """Turn the places of an article about sport that are teams into organisations.

    Args:
        noted: its mentions and chains.
        words: its tokens.
    """
    sport = about_sport(words)
    by_chain: dict[int, list[DocMention]] = {}
    for mention in noted.mentions:
        if mention.kind == "Named":
            by_chain.setdefault(mention.chain, []).append(mention)
    for number, mentions in sorted(by_chain.items()):
        chain = noted.chains[number]
        if chain.entity_class != "Place" or chain.place is None:
            continue
        place = gazetteer.place(chain.place)
        town = place is not None and place.cls in ("city", "county") and any(_plays(words, m) for m in mentions)
        if (sport and is_team(words, mentions)) or (town and sum(_as_place(words, m) for m in mentions) == 0):
            chain.entity_class, chain.within, chain.place, chain.country_code = "Organization", chain.place, None, None
            for mention in noted.mentions:
                if mention.chain == number:
                    mention.entity_class = "Organization"
