"""Kinds of input that went wrong in reading by hand: tables, teasers, credits, clubs, countries, dates, words, sayings."""

import pytest

from cases.reading import classes, dates, of_text, place_of
from cases.told import events, sayings
from kg.articles.article import Article
from kg.articles.boilerplate import mark

PERSON, PLACE, ORGANIZATION, THING = "Person", "Place", "Organization", "Thing"


@pytest.mark.parametrize(
    ("text", "passed_over"),
    [
        (
            "The law was passed on Monday. READ MORE: Lund's bill 'a big step' The council views it as illegal.",
            "READ MORE: Lund's bill 'a big step'",
        ),
        ("The law was passed. Read more: Losing it all in Elm Norway knows this well. The talks go on.",
         "Read more: Losing it all in Elm Norway knows this well."),
        ("Kaare Dahl left Oslo. Send Facebook Twitter Google+ Whatsapp Digg Permalink http://x.example/2Z In the end Lund won.",
         "Send Facebook Twitter Google+ Whatsapp Digg Permalink http://x.example/2Z"),
        ("The crew left on Monday and came back on Tuesday night. AFP PHOTO / MARIA LIND", "AFP PHOTO / MARIA LIND"),
        ("The queen spoke to the people. Nuestras acciones estarán dirigidas a ese fin y siempre estará primero. They clapped.",
         "Nuestras acciones estarán dirigidas a ese fin y siempre estará primero."),
        ("Rank Name Country Points\n\n1 Kaare Dahl Norway 210\n\n2 Aino Salo Finland 198\n\nThe race was held in Elm on Sunday.",
         "Rank Name Country Points\n\n1 Kaare Dahl Norway 210\n\n2 Aino Salo Finland 198"),
        ("The plant in Elm burned on Monday.\n\nАвтор: Иван Берг", "Автор: Иван Берг"),
    ],
)  # fmt: skip
def test_what_is_passed_over_inside_a_text(text, passed_over):
    marked = mark(Article(text=text))
    assert [text[slice(*span)].strip() for span in marked.boilerplate] == [passed_over]


@pytest.mark.parametrize(
    "text",
    [
        "He posted it on Facebook, Twitter and Instagram on Monday.",
        "Ursula von der Elm met Ana de la Cruz in Oslo.",
        "1. Kaare Dahl wins the race.\n\n2. He wins again.",
    ],
)
def test_what_is_read(text):
    assert mark(Article(text=text)).boilerplate == ()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Juventus lost to Roma in Turin on Saturday.", {"Juventus": ORGANIZATION, "Roma": ORGANIZATION, "Turin": PLACE}),
        ("Bayern Munich sold Uwe Krause to Valencia.",
         {"Bayern Munich": ORGANIZATION, "Uwe Krause": PERSON, "Valencia": ORGANIZATION}),
        ("Jean—Claude Martin met Anna—Maria Lind in Paris.",
         {"Jean-Claude Martin": PERSON, "Anna-Maria Lind": PERSON, "Paris": PLACE}),
        ("A UAV hit the depot. Two IEDs were found. Rare earth metals (REM) are dear. REM prices rose.", {}),
        ("Prosecutor Remi Crosson du Bois spoke. Ursula von der Elm left.",
         {"Remi Crosson du Bois": PERSON, "Ursula von der Elm": PERSON}),
        ("The Siberian holding Zolotaya Rybka fell. The newsletter Mirewatch told it.",
         {"Siberian": "Group", "Zolotaya Rybka": ORGANIZATION, "Mirewatch": ORGANIZATION}),
        ("Ann Lind leads the Department of Justice.", {"Ann Lind": PERSON, "Department of Justice": ORGANIZATION}),
        ("Will Norvik Rail close the plant? Norvik Rail said so.", {"Norvik Rail": ORGANIZATION}),
        ("A quake hit Kursk Oblast.", {"Kursk Oblast": PLACE}),
        ("Lakeside Foods (OSE: LKS) fell.", {"Lakeside Foods": ORGANIZATION}),
        ("Friday Okonofua was arrested in Lagos.", {"Friday Okonofua": PERSON, "Lagos": PLACE}),
        ("Anna March sued August Bergman. Nurse April Kepner spoke.",
         {"Anna March": PERSON, "August Bergman": PERSON, "April Kepner": PERSON}),
        ("EVA STRAND met Kaare Dahl. Strand left.", {"Eva Strand": PERSON, "Strand": PERSON, "Kaare Dahl": PERSON}),
    ],
)  # fmt: skip
def test_names(text, names):
    assert classes(of_text(text)) == names


@pytest.mark.model
def test_a_given_name_behind_a_hyphen_is_no_time():
    reading = of_text("Park Won-soon, the mayor of Seoul, was found dead on Friday.")
    assert classes(reading)["Park Won-soon"] == PERSON
    assert dates(reading) == [("2026-02-27", "2026-02-27")]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("Niger's president said that Nigeria is large.", "Niger", "NE country"),
        ("Floods hit the Autonomous Region of Sardinia.", "Autonomous Region of Sardinia", "IT region"),
        ("Benin, Nigeria join the bloc. The presidents of Nigeria and Benin signed.", "Benin", "BJ country"),
        ("Envoys met in Vienna. A congressman from Georgia joined the talks.", "Georgia", "US region"),
        ("The choir sang in Georgia.", "Georgia", "GE country"),
        ("Floods hit the Free State of Saxony.", "Free State of Saxony", "DE region"),
        ("Washington said nothing. The American ships left.", "Washington", "US city"),
    ],
)
def test_places(text, name, where):
    assert place_of(of_text(text), name) == where


@pytest.mark.model
def test_two_towns_told_by_in():
    reading = of_text("She moved from Birmingham, Alabama, to Birmingham in England in 2019.")
    assert len([c for c in reading.chains if "Birmingham" in c.names]) == 2


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The vote is on the 15th.", "2026-03-15"),
        ("The ferry will sail Thursday week.", "2026-03-12"),
        ("The strike will start a week on Monday.", "2026-03-16"),
        ("The bank will open a week from tomorrow.", "2026-03-12"),
        ("Shells fell overnight on March 2.", "2026-03-02"),
        ("The bombs fell on Epiphany.", "2026-01-06"),
        ("The new line opens in six months.", "2026-09-01"),
    ],
)
def test_days(text, day):
    assert [first for first, _ in dates(of_text(text))] == [day]


@pytest.mark.model
def test_a_day_alone_follows_the_day_before_it():
    assert [first for first, _ in dates(of_text("She was born on 3 May and died on the 9th."))] == [
        "2025-05-03",
        "2025-05-09",
    ]


@pytest.mark.model
def test_what_has_happened_did_not_on_a_day_to_come():
    text = "Kaare Dahl and Maria Lind talked for an hour in Elm. They will meet again in Vienna on Friday."
    assert {e.word: e.days for e in events(text, of_text(text))}["talked"] == frozenset()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("The minister came under fire for the law.", "came", "Criticize"),
        ("The bank shot down the offer on Tuesday.", "shot down", "Reject"),
        ("Sales exploded in January.", "exploded", "Increase"),
        ("The firm fired 200 workers on Monday.", "fired", "Dismiss"),
        ("The envoy dropped a bomb on TV yesterday: talks may resume.", "dropped", "Announce"),
        ("Planes dropped bombs on the town on Monday.", "dropped", "Bomb"),
        ("Arsenal massacred Everton in the final match of the season.", "massacred", "Win"),
    ],
)
def test_words(text, word, kind):
    assert {e.word: e.kind for e in events(text, of_text(text))}[word] == kind


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The film Kill the King opened in Oslo.",
        "Her novel War at Sea won the prize.",
        "The show Die Young ended on Monday.",
    ],
)
def test_titles_of_works_tell_no_event(text):
    assert not {"Kill", "War", "Die"} & {e.word for e in events(text, of_text(text))}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The village is called Happy by its people.", []),
        ("The king rejected Maria Lind as prime minister.", []),
        ("Saint Augustine said that the heart is restless.", []),
        ("Karl Lund (1818-1883) said that wars may be just.", []),
        ('"[I]f it is a planet then it is important," Anna Berg said.',
         [("Anna Berg", "[I]f it is a planet then it is important")]),
        ('"We need more nurses," Nina Holm said. "They are tired.\n\n"If the state does not pay, the wards will close."',
         [("Nina Holm", "We need more nurses | They are tired. | If the state does not pay, the wards will close.")]),
        ("Interview with Eva Strand, mayor of Bergen\n\nJENSEN: Why did the dam break?\n\nSTRAND: We were warned in March.",
         [("Eva Strand", "We were warned in March")]),
        ('"We will insist on it," Rep. Mo Berg (R-Ala.) told The Harbour Post on Wednesday.',
         [("Mo Berg", "We will insist on it")]),
        ("First, after Berg left the room, Lund claimed the paper was unfair.", [("Lund", "the paper was unfair")]),
        ("Lund said Berg was a nice woman.-He admits being surprised.", [("Lund", "Berg was a nice woman")]),
    ],
)  # fmt: skip
def test_sayings(text, said):
    assert [(s.speaker, s.words) for s in sayings(text, of_text(text))] == said


@pytest.mark.model
def test_the_president_in_a_town_is_not_that_towns_nor_heads_a_founder_what_he_founded():
    text = "She often meets the president in Oslo. Ann Lind, the founder of the Harbour Trust, left."
    assert not [r for r in of_text(text).relations if r.predicate == "kg:inChargeOf"]
