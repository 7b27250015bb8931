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
BETWEEN_TEAMS = frozenset(
    ("beat", "thrashed", "edged", "lost to", "drew with", "defeat by", "win over", "victory over")
)
"""What stands between two teams: where one side is known as an organisation, so is the other."""
MOVED = frozenset(("signed", "sold", "bought", "loaned", "signs", "sells"))
"""What is done to a player between two clubs."""
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


def _opponents(words: list[str], mention: DocMention, clubs: dict[int, int]) -> bool:
    """Whether who is on the other side ("beat", "lost to") is an organisation.

    Args:
        words: of the article.
        mention: that may be a team.
        clubs: where names of organisations begin, and where each ends.
    """
    for size in (1, 2):
        i = mention.end + size
        if " ".join(words[mention.end : i]).lower() in BETWEEN_TEAMS:
            return (i + 1 if words[i : i + 1] == ["the"] else i) in clubs
        before = mention.start - (1 if words[mention.start - 1 : mention.start] == ["the"] else 0)
        if " ".join(words[before - size : before]).lower() in BETWEEN_TEAMS:
            return before - size in clubs.values()
    return False


def _transferred(words: list[str], mention: DocMention, clubs: dict[int, int], people: dict[int, int]) -> bool:
    """Whether a name is that of the club which a player goes to or comes from: "Norvik sold Lind to Sund"."""
    if not mention.start or words[mention.start - 1] not in ("to", "from"):
        return False
    start = next((i for i, end in people.items() if end == mention.start - 1), None)
    return start is not None and start > 1 and words[start - 1] in MOVED and start - 1 in clubs.values()


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
    named = [m for m in noted.mentions if m.kind == "Named"]
    clubs = {m.start: m.end for m in named if m.entity_class == "Organization"}
    people = {m.start: m.end for m in named if m.entity_class == "Person"}
    towns = clubs | {m.start: m.end for m in named if _a_town(noted, m)}  # "Elm beat Ash": towns do not
    by_chain: dict[int, list[DocMention]] = {}
    for mention in noted.mentions:
        if mention.kind == "Named":
            by_chain.setdefault(mention.chain, []).append(mention)
    for number, mentions in sorted(by_chain.items()):
        chain = noted.chains[number]
        if chain.entity_class == "Organization" or (chain.entity_class == "Place" and chain.place is None):
            continue
        sides = towns if all(_a_town(noted, m) for m in mentions) else clubs
        if _a_club(words, mentions, sides, people, person=chain.entity_class == "Person"):
            _becomes_team(noted, number)
            continue
        if chain.entity_class != "Place":
            continue
        place = gazetteer.place(chain.place or "")
        town = place is not None and place.cls in ("city", "county") and any(_plays(words, m) for m in mentions)
        if (sport and is_team(words, mentions)) or (town and sum(_as_place(words, m) for m in mentions) == 0):
            _becomes_team(noted, number)


def _a_town(noted: Annotations, mention: DocMention) -> bool:
    """Whether a mention is that of a town."""
    place = gazetteer.place(noted.chains[mention.chain].place or "") if mention.entity_class == "Place" else None
    return place is not None and place.cls == "city"


def _a_club(
    words: list[str], mentions: list[DocMention], clubs: dict[int, int], people: dict[int, int], *, person: bool
) -> bool:
    """Whether what bears a name plays against an organisation or trades players with one, and is told of like no place or person.

    Args:
        words: of the article.
        mentions: of the name.
        clubs, people: where names of organisations and persons begin, and where each ends.
        person: whether the name was read as a person's: then of one word, as persons who beat somebody have two, and a place's.
    """
    if person and any(m.end - m.start > 1 or not gazetteer.lookup(words[m.start]) for m in mentions):
        return False
    if any(_as_place(words, m) for m in mentions):
        return False
    return any(_opponents(words, m, clubs) or _transferred(words, m, clubs, people) for m in mentions)


def _becomes_team(noted: Annotations, number: int) -> None:
    chain = noted.chains[number]
    chain.entity_class, chain.within, chain.place, chain.country_code = "Organization", chain.place, None, None
    chain.gender = None
    for mention in noted.mentions:
        if mention.chain == number:
            mention.entity_class = "Organization"
