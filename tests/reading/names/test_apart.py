"""Names that stand side by side, stand for other kinds than they look like, or are parts of other names."""

import pytest

from kg.articles.article import Article
from kg.reading import pipeline, reader


def named(text: str) -> dict[str, tuple[str, str]]:
    """Each name as it stands → its class, and what its chain is called."""
    reading = reader.read(Article(text), pipeline.load())
    found = {}
    for m in reading.mentions:
        if m.kind == "Named":
            chain = reading.chains[m.chain]
            found[text[slice(*m.span)]] = (chain.entity_class, chain.names[0])
    return found


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a place and a person
        ("The envoy to the office in Geneva Alexei Borodin spoke.", {"Geneva": "Place", "Alexei Borodin": "Person"}),
        ("The Russian ambassador in France Alexander Orlin said so.", {"France": "Place", "Alexander Orlin": "Person"}),
        # a first name that looks like a people
        ("Holm beat Berg before forcing Ciprian Tatarescu into a smart save.", {"Ciprian Tatarescu": "Person"}),
        ("Han Meilan, designer of the stamp set, said the people love roosters.", {"Han Meilan": "Person"}),
        # small words between hyphens
        ("Bruno Bard, the mayor of Aulnay-sous-Bois, spoke.", {"Aulnay-sous-Bois": "Place"}),
        ("Bruno Bard spoke in Stratford-upon-Avon on Friday.", {"Stratford-upon-Avon": "Place"}),
        # what a noun with an article calls
        ("On Monday, the Iranian news agency Fars reported that 36 people were named.", {"Fars": "Organization"}),
        ("On Monday, state-owned Iranian news agency Fars reported arrests.", {"Fars": "Organization"}),
        ("The company Altyn Oxides was founded in 2010. Altyn Oxides sells ores.", {"Altyn Oxides": "Organization"}),
        ("The company Altyn Oxides and the deposit Zolotaya Dolina were named by the minister.", {"Zolotaya Dolina": "Place"}),
        ("He fled with his parents to a smaller city called Garia.", {"Garia": "Place"}),
        ("The march was organised by campaign group Harbour Communities First.", {"Harbour Communities First": "Organization"}),
        # brands, works, what a word in the name tells; a word that only looks like a place
        ("The chain sells fashion brands Ralph Laurin and Giorgio Armono.", {"Giorgio Armono": "Organization"}),
        ('His orchestra works on Mozart\'s "Don Gianni." It is high culture.', {"Don Gianni": "Thing"}),
        ("It is told to the Elm Tower Society. The Elm Tower was fined.", {"Elm Tower": "Organization"}),
        ("The couple are parents to Mackynzie, 7, Michael, 5, Marcus, 3, and Meredith.", {"Marcus": "Person"}),
        ("They did not have an Aadhar card or a bank account.", {"Aadhar": "Thing"}),
        # a letter behind a common word
        ('"Milk has much of it (Vitamin C)," Hamish Banks says. "All is well," he added.', {"Vitamin C": "Thing"}),
    ],
)  # fmt: skip
def test_class(text: str, wanted: dict[str, str]) -> None:
    assert {name: kind for name, (kind, _) in named(text).items() if name in wanted} == wanted


@pytest.mark.model
def test_the_adjective_of_an_office_is_no_name() -> None:
    found = named("UK Ambassador and Deputy Permanent Representative Peter Holm responded. He left.")
    assert "Peter Holm" in found and "Permanent" not in found


@pytest.mark.model
def test_a_body_within_a_body_is_another() -> None:
    text = "House of Commons Speaker John Bard spoke. According to the House of Commons Library, most breaks are short."
    found = named(text)
    assert found["House of Commons"][1] != found["House of Commons Library"][1]


@pytest.mark.model
def test_a_people_within_a_people_is_another() -> None:
    found = named("Turkish Cypriot and Greek Cypriot leaders met. The Cypriot president spoke.")
    assert len({found[name][1] for name in ("Turkish Cypriot", "Greek Cypriot", "Cypriot")}) == 3


@pytest.mark.model
def test_the_first_of_two_surnames_stands_for_both() -> None:
    found = named("Governor Pedro Ruizal was sworn in. Pedro R. Ruizal Urrutia, the secretary, did not speak.")
    assert found["Pedro Ruizal"][1] == found["Pedro R. Ruizal Urrutia"][1]
    found = named("Pedro Ruizal Ortega met Pedro Ruizal Urrutia in May.")
    assert found["Pedro Ruizal Ortega"][1] != found["Pedro Ruizal Urrutia"][1]
