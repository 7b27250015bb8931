"""Who and what is named: whole names, without what stands beside them, of the right class, and once."""

import pytest

from cases.reading import classes, of_text
from kg.knowledge.also_called import usual_key
from kg.knowledge.institutions import institution
from kg.story.local import node_key

PERSON, PLACE, ORGANIZATION, THING = "Person", "Place", "Organization", "Thing"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chairman Devin Lund, R-Utah, spoke to Jeanne Berg, D-New Hampshire.",
         {"Devin Lund": PERSON, "Utah": PLACE, "Jeanne Berg": PERSON, "New Hampshire": PLACE}),
        ("The US Ambassador to the UN Nina Haley spoke.", {"US": PLACE, "Nina Haley": PERSON}),
        ("The Minister for Public Expenditure and Reform Pascal Donohue left.", {"Pascal Donohue": PERSON}),
        ("Gloria La Rica spoke. La Rica said that she would go.", {"Gloria La Rica": PERSON, "La Rica": PERSON}),
        ("Joe Berg and Ann Lind met in Oslo. The Berg-Lind debate was held.",
         {"Joe Berg": PERSON, "Berg": PERSON, "Ann Lind": PERSON, "Lind": PERSON, "Oslo": PLACE}),
        ("The actor Sacha Baron Kohn left.", {"Sacha Baron Kohn": PERSON}),
        ('She married the agent Pasquale "Pat" Di Cecco.', {'Pasquale "Pat" Di Cecco': PERSON}),
        ("The plant in Oslo makes the Auris and the Avensis models.", {"Oslo": PLACE, "Auris": THING, "Avensis": THING}),
        ("The author of the memoirs Black Knight and White Knight died.", {"Black Knight": THING, "White Knight": THING}),
        ("The China Writers' Association met in Oslo.", {"China Writers' Association": ORGANIZATION, "Oslo": PLACE}),
        ("Ann Lind Fine Gael said so.", {"Ann Lind": PERSON, "Fine Gael": ORGANIZATION}),
        ("Afterwards, Ann Berg ran for office. Meanwhile, Bo Lind left.", {"Ann Berg": PERSON, "Bo Lind": PERSON}),
        ("He praised rights management (RM). The RM was old.", {}),
        ("An unmanned aerial vehicle (UAV) fell. The UAV burned.", {}),
        ("Tropical Storm Carla grew. Carla moved north. Hurricane Carla hit Oslo.",
         {"Storm Carla": THING, "Carla": THING, "Hurricane Carla": THING, "Oslo": PLACE}),
        ("Nominated were Anna Berg Peter Lund Thomas Holm and Clara Lind.",
         {"Anna Berg": PERSON, "Peter Lund": PERSON, "Thomas Holm": PERSON, "Clara Lind": PERSON}),
        ("The ambassador to China Andrei Belov met reporters.", {"China": PLACE, "Andrei Belov": PERSON}),
        ("The director of Amnesty International Anna Berg said so.",
         {"Amnesty International": ORGANIZATION, "Anna Berg": PERSON}),
        ("Geraldine Berg the Harbour Party nominee left.", {"Geraldine Berg": PERSON, "Harbour Party": ORGANIZATION}),
        ("The ferry from Crete and Cyprus was late.", {"Crete": PLACE, "Cyprus": PLACE}),
    ],
)  # fmt: skip
def test_names(text, names):
    assert classes(of_text(text)) == names


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("The Norvik Rail Company (XRF) said so. Later XRF left Oslo.", {"Norvik Rail Company", "XRF"}),
        ("Hurricane Carla hit Oslo. Carla moved north.", {"Hurricane Carla", "Carla"}),
        (
            "The US Senate has confirmed it. The United States welcomed it. US officials said so.",
            {"United States", "US"},
        ),
        ("The picture shows Anwar Berg, his US counterpart Jimmy Lind and Ann Dahl in Oslo.", {"Anwar Berg"}),
        ("The GitHub Trust met in Oslo. GitHub said so.", {"GitHub"}),
    ],
)
def test_one_chain(text, one):
    assert one in [set(chain.names) for chain in of_text(text).chains]


@pytest.mark.model
def test_a_shouted_line_names_nobody():
    text = "Read our news.\n\nJUDGE IN CASEY DAHL CASE SAYS MOM LIKELY KILLED HER CHILD\n\nThe judge spoke in Oslo on Monday."
    found = classes(of_text(text + " He said that the case was closed for good, and that nobody would appeal."))
    assert set(found) <= {"Oslo", "Casey Dahl"}


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["He spoke of his dealings in Turkey and China. Iowa voted.", "She flew to Peru from Ohio."]
)
def test_a_country_is_no_town_of_its_name(text):
    chains = [c for c in of_text(text).chains if c.names and c.names[0] in ("Turkey", "China", "Peru")]
    assert chains and all(c.place and c.place.startswith("Q") for c in chains)


@pytest.mark.parametrize(
    ("key", "kind", "usual"),
    [("vw", ORGANIZATION, "volkswagen"), ("gop", ORGANIZATION, "republican party"), ("covid", THING, "covid 19")],
)
def test_what_is_also_called_otherwise(key, kind, usual):
    assert usual_key(key, kind) == usual


def test_departments_and_parties_are_of_a_country():
    assert institution("U.S. Department of Health and Human Services") == ("department health human services", "US")
    assert institution("United States Democratic Party") == ("democratic party", "US")


@pytest.mark.model
def test_two_names_of_one_company_are_one_node():
    keys = {node_key(c) for c in of_text("VW fell on Monday in Oslo. Shares of Volkswagen rose.").chains if c.names}
    assert keys & {"volkswagen", "vw"} == {"volkswagen"}
