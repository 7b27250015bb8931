"""What rises and falls: agencies that rate, currencies, raw materials and indices of shares are named for what they are."""

import pytest

from cases.reading import classes, of_case, of_text

pytestmark = pytest.mark.model


def test_case_of_ratings():
    article, reading = of_case("27-ratings.txt")
    found = classes(reading)
    assert {
        "Moody's": "Organization",
        "Standard & Poor's": "Organization",
        "Norvik Rail": "Organization",
    }.items() <= found.items()
    assert not {"NVR.OL", "Moody", "Poor"} & set(found)
    assert not [e for e in reading.events if article.text[slice(*e.trigger)] == "sell"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Macy's and Kohl's fell on Monday.", {"Macy's", "Kohl's"}),
        ("Lloyd's of London and Sotheby's said so.", {"Lloyd's of London", "Sotheby's"}),
        ("Moody's downgraded Italy. Moody's analysts said so.", {"Moody's", "Italy"}),
        ("The rating firm Moody's Investors Service lowered it.", {"Moody's Investors Service"}),
        ("Wendy's opened a shop in Oslo.", {"Wendy's", "Oslo"}),
        ("Wendy's car was stolen in Oslo.", {"Wendy", "Oslo"}),
    ],
)
def test_names_with_a_mark(text, names):
    assert set(classes(of_text(text))) == names


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("The Nikkei 225 fell 2.3% and the FTSE 100 rose on Tuesday.", {"Nikkei 225", "FTSE 100"}),
        ("The S&P 500 lost 12 points. The Dow fell.", {"S&P 500", "Dow"}),
        ("Germany's DAX gained while Hong Kong's Hang Seng dropped.", {"DAX", "Hang Seng"}),
        ("The dollar fell against the yen on Monday.", {"dollar", "yen"}),
        ("The U.S. dollar slipped. The Canadian dollar gained.", {"dollar", "Canadian dollar"}),
        ("Brent crude rose above $70 a barrel. Gold fell 1 percent.", {"Brent crude", "Gold"}),
        ("He paid 20 dollars and a dollar more for the gold coin.", set()),
        ("The euro zone grew, and the dollar amount rose. His oil fell into the sea.", set()),
    ],
)
def test_what_is_traded(text, things):
    assert {name for name, kind in classes(of_text(text)).items() if kind == "Thing"} == things


def test_case_of_results():
    found = classes(of_case("32-sports.txt")[1])
    clubs = {"Chelsea", "Barcelona", "Manchester United", "Leeds"}
    assert {name for name in clubs if found.get(name) == "Organization"} == clubs
    assert found["Madrid"] == "Place" and "Scorers" not in found
    assert not [name for name in found if any(c.isdigit() for c in name)]


@pytest.mark.parametrize(
    ("text", "clubs"),
    [
        ("Arsenal beat Liverpool 2-1 on Sunday.", {"Arsenal", "Liverpool"}),
        ("Everton sacked Ann Berg after a defeat by Burnley.", {"Everton", "Burnley"}),
        ("Bayern Munich drew 1-1 with Hamburg.", {"Bayern Munich", "Hamburg"}),
        ("The Boston Celtics defeated the Miami Heat 101-99.", {"Boston Celtics", "Miami Heat"}),
        ("Juventus 2, Napoli 0.", {"Juventus", "Napoli"}),
        ("Ann Berg flew from Leeds to Porto on Sunday.", set()),
    ],
)
def test_clubs(text, clubs):
    assert {name for name, kind in classes(of_text(text)).items() if kind == "Organization"} == clubs
