import pytest

from kg.reading.names.teams import make_teams
from kg.reading.text.annotations import Annotations, DocChain, DocMention

SPORT = " The coach praised the squad after the match ; the season and the championship go on ."


def read(text, name="Norway"):
    words = text.split()
    noted = Annotations(chains=[DocChain("Place", [name], place="Q20", country_code="NO")])
    noted.mentions = [DocMention(i, i + 1, i, "Named", "Place", 0) for i, word in enumerate(words) if word == name]
    make_teams(noted, words)
    return noted


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Norway beat the visitors ." + SPORT, True),
        ("They lost against Norway ." + SPORT, True),
        ("Norway 's captain wept ." + SPORT, True),
        ("Norway 3-1 ." + SPORT, True),
        ("Norway has n't won since May ." + SPORT, True),
        ("Rain fell in Norway ." + SPORT, False),
        ("Norway beat the visitors in Norway ." + SPORT, False),
        ("Norway beat its own target for growth .", False),
    ],
)
def test_what_beats_and_loses_in_an_article_about_sport(text, team):
    noted = read(text)
    assert (noted.chains[0].entity_class == "Organization") is team
    assert {m.entity_class for m in noted.mentions} == {noted.chains[0].entity_class}
    if team:
        assert (noted.chains[0].place, noted.chains[0].within) == (None, "Q20")


def test_odd_texts():
    for text in ("", "Norway", SPORT, "Norway Norway beat"):
        make_teams(read(text), text.split())
