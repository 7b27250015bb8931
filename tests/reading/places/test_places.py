import pytest
import spacy
from spacy.tokens import Doc

from kg.knowledge import gazetteer
from kg.reading.places.places import Places
from kg.reading.text.annotations import DocChain, DocMention, annotated


@pytest.fixture(scope="module")
def vocab():
    return spacy.blank("en").vocab


def read(vocab, text, *names, groups=()):
    """A doc with a chain for each name, and a mention wherever its words stand."""
    words = text.split()
    doc = Doc(vocab, words=words)
    noted = annotated(doc)
    for name in (*names, *groups):
        noted.chains.append(DocChain("Group" if name in groups else "Place", [name]))
        parts = name.split()
        for i in range(len(words)):
            if words[i : i + len(parts)] == parts:
                end = i + len(parts)
                noted.mentions.append(DocMention(i, end, end - 1, "Named", "Place", len(noted.chains) - 1))
    Places()(doc)
    return {c.names[0]: (c.place, c.country_code) for c in noted.chains}


def test_the_best_known_place_by_default(vocab):
    assert read(vocab, "Talks in Paris ended .", "Paris")["Paris"] == ("Q90", "FR")


def test_a_state_beside_the_name(vocab):
    for text in (
        "A barn in Paris , Texas , burnt .",
        "A barn in Paris , Tex. burnt .",
        "The Texas town of Paris slept .",
    ):
        assert read(vocab, text, "Paris")["Paris"] == ("geonames:4717560", "US")


def test_the_articles_other_places_decide(vocab):
    found = read(
        vocab,
        "The Paris school board met . Buses from Bonham , Honey Grove and Sulphur Springs came . Dallas sent help .",
        "Paris", "Bonham", "Honey Grove", "Sulphur Springs", "Dallas",
    )  # fmt: skip
    assert found["Paris"] == ("geonames:4717560", "US")


def test_country_or_state(vocab):
    assert read(vocab, "Georgia and Armenia met in Tbilisi .", "Georgia", "Armenia", "Tbilisi")["Georgia"][1] == "GE"
    found = read(vocab, "Georgia , Alabama and Florida , from Atlanta on", "Georgia", "Alabama", "Florida", "Atlanta")
    assert found["Georgia"] == ("Q1428", "US")


def test_washington_is_the_capital(vocab):
    assert read(vocab, "Washington and Moscow agreed .", "Washington", "Moscow")["Washington"] == ("Q61", "US")


def test_nationalities_give_countries(vocab):
    found = read(vocab, "The Russian side and Muslims spoke .", groups=("Russian", "Muslims"))
    assert found == {"Russian": (None, "RU"), "Muslims": (None, None)}


def test_nothing_is_linked_where_nothing_fits(vocab):
    found = read(vocab, "In Qwertyburg near Mars nothing happened .", "Qwertyburg", "Mars")
    assert found == {"Qwertyburg": (None, None), "Mars": (None, None)}


@pytest.mark.parametrize("text", ["", " ", "\n", "Paris", "🙂 , , ("])
def test_odd_texts(vocab, text):
    doc = spacy.blank("en")(text)
    annotated(doc).chains.append(DocChain("Place", ["Paris", "", ",", " ( "]))
    annotated(doc).mentions += [DocMention(i, i + 1, i, "Named", "Place", 0) for i in range(len(doc))]
    Places()(doc)


def test_a_country_gives_way_to_a_town_only_where_the_text_says_so(vocab):
    found = read(vocab, "China praised Portland and Boston in Maine .", "China", "Portland", "Boston", "Maine")
    assert found["China"] == ("Q148", "CN")
    assert read(vocab, "A fair in Lebanon , Ohio , began .", "Lebanon", "Ohio")["Lebanon"][1] == "US"


def chained(vocab, text, *named):
    """The chains after linking; named: (name, class)."""
    words = text.split()
    doc = Doc(vocab, words=words)
    noted = annotated(doc)
    for number, (name, cls) in enumerate(named):
        noted.chains.append(DocChain(cls, [name]))
        parts = name.split()
        for i in range(len(words)):
            if words[i : i + len(parts)] == parts:
                end = i + len(parts)
                noted.mentions.append(DocMention(i, end, end - 1, "Named", cls, number))
    Places()(doc)
    return {c.names[0]: c for c in noted.chains}


def test_names_say_where_things_are(vocab):
    named = [
        ("Kentucky State Police", "Organization"),
        ("University of Michigan", "Organization"),
        ("South Philadelphia", "Place"),
        ("Bonham Fire Station", "Place"),
        ("Bonham", "Place"),
        ("Brisk Oil", "Organization"),
        ("Mara Paris", "Person"),
    ]
    found = chained(
        vocab,
        "Kentucky State Police called the University of Michigan from South Philadelphia . In Bonham , Texas , Bonham Fire "
        "Station burnt . Brisk Oil paid Mara Paris .",
        *named,
    )
    within = {name: chain.within for name, chain in found.items()}
    assert within["Kentucky State Police"] == "Q1603"
    assert within["University of Michigan"] == "Q1166"
    assert within["South Philadelphia"] == "Q1345"
    assert within["Bonham Fire Station"] == found["Bonham"].place
    assert within["Brisk Oil"] is within["Mara Paris"] is within["Bonham"] is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Bonham residents voted on it .", True),
        ("A Bonham man was hurt .", True),
        ("Bonham , Texas , voted .", True),
        ("Ann Poe , 41 , of Bonham , was hurt .", True),
        ("BONHAM — The mayor spoke .", True),
        ("Bonham voted on it .", False),
    ],
)
def test_towns_read_as_people(vocab, text, place):
    name = "BONHAM" if "BONHAM" in text else "Bonham"
    assert (chained(vocab, text, (name, "Person"))[name].entity_class == "Place") is place


def read_as(vocab, publisher, text, *names):
    """As ``chained``, for an article of this publisher."""
    words = text.split()
    doc = Doc(vocab, words=words)
    noted = annotated(doc)
    noted.publisher = publisher
    for number, (name, cls) in enumerate(names):
        noted.chains.append(DocChain(cls, [name]))
        parts = name.split()
        for i in range(len(words)):
            if words[i : i + len(parts)] == parts:
                end = i + len(parts)
                noted.mentions.append(DocMention(i, end, end - 1, "Named", cls, number))
    Places()(doc)
    return {c.names[0]: c for c in noted.chains}


def test_local_news_means_the_town_of_its_state(vocab):
    text = "Firefighters from Springfield came ."
    for publisher, region in (("www.news-leader.com", "Q1581"), ("springfieldnewssun.com", "Q1397"), (None, None)):
        place = gazetteer.place(read_as(vocab, publisher, text, ("Springfield", "Place"))["Springfield"].place or "")
        assert (place.region if place else None) == region


def test_a_paper_named_after_its_town(vocab):
    text = "The Lebanon council met . Harrisburg , Pennsylvania , sent a guest ."
    names = [("Lebanon", "Place"), ("Harrisburg", "Place"), ("Pennsylvania", "Place")]
    assert read_as(vocab, None, text, *names)["Lebanon"].country_code == "LB"
    assert read_as(vocab, "The Lebanon Leader", text, *names)["Lebanon"].country_code == "US"


def test_a_town_is_no_person_where_it_is_gone_to(vocab):
    assert (
        read_as(vocab, None, "She lives near Madison now .", ("Madison", "Person"))["Madison"].entity_class == "Place"
    )
    found = read_as(vocab, None, "Lamar County Commissioners met .", ("Lamar County Commissioners", "Person"))
    assert found["Lamar County Commissioners"].entity_class == "Organization"


def test_an_organisation_of_a_nation(vocab):
    names = [("French Football Federation", "Organization"), ("French Embassy", "Organization")]
    found = read_as(vocab, None, "The French Football Federation wrote to the French Embassy .", *names)
    assert found["French Football Federation"].within == "Q142"
    assert found["French Embassy"].within is None


def test_a_small_town_in_a_papers_name_is_none_by_itself(vocab):
    """There is a Continental, and an Antwerp, in Ohio; an article that names the state may well mean them."""
    belgian = read_as(vocab, "Continental Review", "She trades metals in Antwerp .", ("Antwerp", "Place"))
    assert gazetteer.place(belgian["Antwerp"].place).country_code == "BE"
    names = [("Antwerp", "Place"), ("Ohio", "Place")]
    local = read_as(vocab, "Continental Review", "The school board of Antwerp met . Ohio pays half .", *names)
    assert gazetteer.place(local["Antwerp"].place).country_code == "US"


def test_a_list_of_states_is_no_town_in_a_state(vocab):
    found = read(
        vocab, "Envoys from Maine , New York , New Jersey and Utah met .", "Maine", "New York", "New Jersey", "Utah"
    )
    assert found["Maine"] == ("Q724", "US")
    assert read(vocab, "He lives in Lebanon , Ohio .", "Lebanon", "Ohio")["Lebanon"][0] == "geonames:4516412"


def test_abbreviations_and_common_words_are_no_far_towns_and_regions(vocab):
    assert read(vocab, "He leads the APAC region from Slough .", "APAC", "Slough")["APAC"] == (None, None)
    found = read(vocab, "The court for the Western District of Virginia sits .", "Western District", "Virginia")
    assert found["Western District"] == (None, None)
    assert found["Virginia"] == ("Q1370", "US")


def test_whose_town_it_is_and_what_is_no_town(vocab):
    found = read(
        vocab, "Flights to Bulgaria 's Burgas and to Spain 's Reus begin .", "Bulgaria", "Burgas", "Spain", "Reus"
    )
    assert found["Burgas"][1] == "BG" and found["Reus"][1] == "ES"
    assert read(vocab, "Talks end after St Patrick 's Day in March .", "St Patrick")["St Patrick"] == (None, None)
    assert read(vocab, "It began under the Obama administration .", "Obama")["Obama"] == (None, None)


def test_common_words_and_ways_called_after_elsewhere(vocab):
    assert read(vocab, "He was seen in the Gay Village of Toronto .", "Gay Village", "Toronto")["Gay Village"] == (None, None)
    assert read(vocab, "They won at Cotton Tree , Australia .", "Cotton Tree", "Australia")["Cotton Tree"] == (None, None)
    words = "She walked along Pennsylvania Avenue in Washington ."
    doc = Doc(vocab, words=words.split())
    noted = annotated(doc)
    noted.chains.append(DocChain("Place", ["Pennsylvania Avenue"]))
    noted.mentions.append(DocMention(3, 5, 4, "Named", "Place", 0))
    Places()(doc)
    assert noted.chains[0].within is None
