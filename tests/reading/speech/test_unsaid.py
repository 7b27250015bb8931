"""What is told as a saying and is none, whose words end where another's begin, and who speaks where the parse is torn."""

import pytest

from kg.articles.article import Article
from kg.reading import pipeline, reader


def told(text: str) -> list[tuple[str, str, str]]:
    """Kind, who speaks by name ("" where nobody is sure), content, of each quotation."""
    reading = reader.read(Article(text), pipeline.load())
    found = []
    for q in reading.quotations:
        chain = None if q.speaker_mention is None else reading.chains[reading.mentions[q.speaker_mention].chain]
        name = "" if chain is None else chain.names[0] if chain.names else text[slice(*(q.speaker or (0, 0)))]
        found.append((q.quotation, name, " … ".join(text[a:b] for a, b in q.content)))
    return found


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # an aim, something shown, something done
        ("The Nordic Talent Program was set up to encourage students to tap into projects.", "students to tap into projects"),
        ("He led the Norwegian part of the mission symbolizing that the race was over.", "that the race was over"),
        (
            "On Friday the gas producer Norgas signed a letter of intent on selling gas to Ostria.",
            "selling gas to Ostria",
        ),
    ],
)  # fmt: skip
def test_no_saying(text: str, wanted: str) -> None:
    assert [how for how, _, what in told(text) if what == wanted] == ["Attitude"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The mayor has admitted the payments, according to the auditors, but the ministry keeps a rule of its own.",
            ("Indirect", "the auditors", "The mayor has admitted the payments"),
        ),
        (
            "The hall holds over 300 seats; reports said more than half of them were taken.",
            ("Indirect", "reports", "more than half of them were taken"),
        ),
        (
            "Oslo has explained that the radar is purely a defensive system, although Moscow insists that it will alter much.",
            ("Indirect", "Oslo", "that the radar is purely a defensive system"),
        ),
        (
            "He supported schools, and Ostria had a strong economy and, according to the Norland Post, was called the "
            "breadbasket of the south.",
            ("Indirect", "Norland Post", "was called the breadbasket of the south"),
        ),
    ],
)
def test_content_ends_where_another_begins(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


@pytest.mark.model
def test_a_source_before_the_speaker_is_not_the_speaker() -> None:
    text = (
        "According to the agency Norpress, the harbour master of Oslo, Erik Lund, said the ship will leave on Friday."
    )
    assert ("Indirect", "Erik Lund", "the ship will leave on Friday") in told(text)


@pytest.mark.model
def test_two_offices_before_one_name_are_one_person() -> None:
    text = 'Conservative Party leader and Prime Minister Erik Lund said he was "humbled" by the results.'
    assert [(who, what) for _, who, what in told(text)] == [("Erik Lund", 'he was "humbled" by the results')]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "A claim came from a woman, a niece of Berg's rival Clara Holm, who claimed Berg insulted her in 1998.",
        "The hotel and the nearby station were both evacuated and local police warned people in the area to stay inside.",
    ],
)
def test_nobody_speaks_where_another_may_be_meant(text: str) -> None:
    assert [(how, who) for how, who, _ in told(text)] == [("Attitude", "")]


@pytest.mark.model
def test_who_said_something_is_not_what_is_told() -> None:
    found = told('"This is not a court," a former judge said, according to Amnesty.')
    assert found == [("Direct", "a former judge", "This is not a court")]


@pytest.mark.model
def test_closing_marks_that_a_wrong_decoding_has_damaged() -> None:
    text = 'Lisa Holm plays. "We play in twenty towns,"?Lisa Holm said in May. "It is fantastic."?Teams have seven players.'
    assert told(text) == [("Direct", "Lisa Holm", "We play in twenty towns … It is fantastic.")]


@pytest.mark.model
def test_he_goes_on_to_speak_who_spoke() -> None:
    text = "Erik Lund said that he would soon meet the builder Anton Holm. He said that Norland would want to work with Holm."
    assert [who for _, who, _ in told(text)] == ["Erik Lund", "Erik Lund"]


DASHES = """The ores of the north may become the subject of a project, experts told the Norland Post.

— We have the ores, and we have roads, — says Erik Lund, director of the Institute of Geology. — What we lack is plants.

— It is too early to talk about sums, the expert noted. First, both sides must agree on who will own them. That takes a year.

Anna Berg, head of the Centre for Trade, does not agree with this.

— The talks will be over by the autumn. Nobody will wait for years, she said.

— The market is growing by ten per cent a year, — Berg added. — In five years there will be other suppliers.

Lund recalled that the first attempt failed in 2012.

— At that time there was no law that would allow it. Today there is, — he explained.
"""


@pytest.mark.model
def test_five_speeches_by_dashes_are_whole_and_have_their_speaker() -> None:
    direct = [(who, what) for how, who, what in told(DASHES) if how == "Direct"]
    assert direct == [
        ("Erik Lund", "We have the ores, and we have roads … What we lack is plants."),
        (
            "Erik Lund",
            "It is too early to talk about sums … First, both sides must agree on who will own them. That takes a year.",
        ),
        ("Anna Berg", "The talks will be over by the autumn. Nobody will wait for years"),
        ("Anna Berg", "The market is growing by ten per cent a year … In five years there will be other suppliers."),
        ("Erik Lund", "At that time there was no law that would allow it. Today there is"),
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The governor of Norland, Mike Dewar, announced the order was extended.",
            ("Mike Dewar", "the order was extended"),
        ),
        ("The party's leader, Jeremy Corb announced he will not run.", ("Jeremy Corb", "he will not run")),
        (
            "Vice President Mike Holm met the press. The president spoke, suggesting that the funds would be cut.",
            ("The president", "that the funds would be cut"),
        ),
        (
            "According to the Elm mayor, Dee Margo, during the weekend, police were looking into a document.",
            ("Dee Margo", "during the weekend, police were looking into a document"),
        ),
        (
            'Spokeswoman Sadie Holm wrote negotiating on the rule "would mean that the governor goes along with it."',
            ("Sadie Holm", 'negotiating on the rule "would mean that the governor goes along with it.'),
        ),
        (
            'Paula Nick heads it. "We had food for the customer," Nick says. "He liked it." She says that the rules remain.',
            ("Paula Nick", "that the rules remain"),
        ),
    ],
)
def test_who_speaks(text: str, wanted: tuple[str, str]) -> None:
    assert wanted in [(who, what) for _, who, what in told(text)]


@pytest.mark.model
def test_what_somebody_is_asked_is_not_what_they_say() -> None:
    assert told('He stood by Holm, saying "yes" when asked whether he should remain.')[-1][:2] == ("Attitude", "")


@pytest.mark.model
def test_a_heading_says_nothing_of_the_paragraph_below() -> None:
    text = (
        "As voices rise, companies maintain a steady hand with mergers\n\nThe voices have become louder and stronger."
    )
    assert told(text) == []


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "He leads a plan which critics say is dear.",
        "President Holm's recent assertion that he would give his minister, Erik Lund, the final say could mean much.",
        "The party, which advocates Norland becoming a state, won.",
        "Despite the rise of other views, Ostria continues to push for lower barriers and cheaper trade.",
    ],
)
def test_words_that_are_not_understood_alone_are_no_saying(text: str) -> None:
    assert {how for how, _, _ in told(text)} == {"Attitude"}
