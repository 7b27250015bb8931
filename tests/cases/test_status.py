"""Statuses: what is asked, not done, planned, taken back, put off, called off, or true if something else is."""

import pytest

from cases.reading import of_case, of_text
from cases.told import events
from kg.articles.sources import read_articles
from kg.reading.pipeline import load
from kg.reading.reader import read

pytestmark = pytest.mark.model


def told(text: str) -> dict[str, str]:
    """Word → status, of the last event that each word tells."""
    return {e.word: e.status for e in events(text, of_text(text))}


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        # questions
        ("Did the minister sign the treaty in Oslo?", "sign", "Unknown"),
        ("Did the minister sign the treaty in Oslo?", "treaty", "Unknown"),
        ("Will Norvik Rail sell its ferries next year?", "sell", "Unknown"),
        # not done: by a noun, an adverb, a verb, a preposition
        ("There was no agreement between Norway and Russia after the talks.", "agreement", "NotOccurred"),
        ("The two sides failed to reach an agreement in Geneva on Monday.", "agreement", "NotOccurred"),
        ("The minister hardly spoke with reporters after the vote.", "spoke", "NotOccurred"),
        ("Instead of visiting Oslo, Berg flew to Bergen on Monday.", "visiting", "NotOccurred"),
        ("Without signing the treaty, Petrov left Geneva on Monday.", "treaty", "NotOccurred"),
        ("The rebels refused to lay down their arms.", "lay down", "NotOccurred"),
        ("Police prevented demonstrators from entering the building.", "entering", "NotOccurred"),
        ("The strike planned for Monday was averted.", "strike", "NotOccurred"),
        # denied: somebody says that it is not so
        ("The army denied shelling the village.", "shelling", "Denied"),
        ("Anna Berg did not meet Ivan Petrov, the ministry said.", "meet", "Denied"),
        # nouns under a plan or an agreement
        ("The navy announced plans for an attack on the port.", "attack", "Planned"),
        ("Norway and Russia reached an agreement on the withdrawal of troops.", "withdrawal", "Planned"),
        # implicatives
        ("The storm caused the ferry to sink near Bergen.", "sink", "Occurred"),
        ("The police forced Anna Berg to leave the hall.", "leave", "Occurred"),
        # conditions
        ("If Russia attacked Norway, the alliance would send troops.", "attacked", "Possible"),
        ("Had the guards closed the gate, the prisoners would not have escaped.", "closed", "Possible"),
        ("It was unclear whether the rebels attacked the convoy.", "attacked", "Possible"),
        # called off, put off, held after all
        ("The minister called off her visit to Sweden.", "visit", "Cancelled"),
        ("The trial of Lars Hansen was postponed until 20 May.", "trial", "Planned"),
        ("The summit in Oslo, cancelled in March, was held on Monday after all.", "summit", "Occurred"),
        # kinds tried when they were done
        ("Rather than pay the fine, Norvik Rail sued the city on Monday.", "pay", "NotOccurred"),
        ("The drought led farmers to sell their land.", "sell", "Occurred"),
        ("The council never approved the tunnel.", "approved", "NotOccurred"),
        ("No ferries sailed on Monday.", "sailed", "NotOccurred"),
        ("Both countries signed a pact on the exchange of prisoners.", "exchange", "Planned"),
        ("A coup was foiled in May.", "coup", "NotOccurred"),
        ("The election, put off twice, took place on Sunday.", "election", "Occurred"),
        ("Claims that Ivan Petrov bribed a judge are untrue.", "bribed", "Denied"),
        # taken back
        ("Reports that Anna Berg had resigned were false.", "resigned", "Denied"),
        ("The paper withdrew its report that Norvik Rail had bribed officials.", "bribed", "Denied"),
        ("Correction: An earlier version of this article said that Maria Lind was injured in the crash.", "injured", "Denied"),
        ("Correction: An earlier version of this article said that Maria Lind was injured in the crash.", "crash", "Occurred"),
    ],
)
def test_statuses(text, word, status):
    assert told(text)[word] == status


def test_a_correction_takes_back_and_is_no_event():
    article, reading = of_case("01-retract.txt")
    found = {(e.word, e.status) for e in events(article.text, reading)}
    assert ("met", "Occurred") in found and ("killed", "Denied") in found and ("arrested", "Denied") in found
    assert {word for word, _ in found} & {"corrected", "stated", "amended", "remove", "claim", "said"} == set()


def test_a_retraction_of_the_next_day():
    from cases.reading import FOLDER

    first, second = read_articles([FOLDER / "01b-retract-next-day.jsonl"])
    assert {e.status for e in events(first.text, read(first, load())) if e.word == "arrested"} == {"Occurred"}
    later = [e for e in events(second.text, read(second, load())) if e.word == "arrested"]
    assert later[0].status == "Denied" and "Occurred" not in {e.status for e in later}


def test_the_new_day_of_a_plan_lies_ahead():
    article, reading = of_case("03-plan-moved.txt")
    talks = [e for e in events(article.text, reading) if e.word == "talks"]
    assert [(e.status, e.days) for e in talks] == [("Planned", {"2026-05-20"})]
    article, reading = of_case("03b-future-cancelled.txt")
    found = {e.word: e for e in events(article.text, reading)}
    assert (found["talks"].status, found["talks"].days) == ("Cancelled", {"2026-05-20"})
    assert (found["election"].status, found["election"].days) == ("Planned", {"2026-06-12"})


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("The trial of Lars Hansen was pushed back from 3 May to 7 June.", "trial", "2026-06-07"),
        ("The vote has been put back until 9 April.", "vote", "2026-04-09"),
        ("The government postponed the vote to 3 June.", "vote", "2026-06-03"),
    ],
)
def test_plans_that_move(text, word, day):
    found = {e.word: e for e in events(text, of_text(text))}
    assert (found[word].status, found[word].days) == ("Planned", {day})
    assert not any(e.days for e in found.values() if e.word != word)


def test_what_is_going_to_be_is_planned():
    text = "Norway is going to close the harbour."
    found = {e.word: e.status for e in events(text, of_text(text))}
    assert found == {"close": "Planned"}


def test_a_day_that_is_over_dates_the_deed():
    article, reading = of_case("04-weekday-after-infinitive.txt")
    found = {e.word: e for e in events(article.text, reading)}
    assert found["agreed"].days == {"2026-03-02"} and found["buy"].days == set()
    article, reading = of_case("04b-weekday-plot.txt")
    found = {e.word: e for e in events(article.text, reading)}
    assert found["kill"].days == set()
    assert "2026-03-02" in {d for e in events(article.text, reading) if e.word == "charged" for d in e.days}


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("If the minister does not resign on Monday, the party will vote.", "resign", "Possible"),
        ("The question is if this is how the president will rule Norway.", "rule", "Possible"),
        ("Never give them your money in Oslo.", "give", "Unknown"),
        ("I think the state tried to send a message to Berg.", "send", "Possible"),
        ("We need to invest in roads.", "invest", "Proposed"),
        ("The party urged states not to delay their elections.", "delay", "Unknown"),
        ("It remains to be seen whether they will meet.", "seen", "Unknown"),
        ("She dropped her vow to move the embassy to Oslo.", "move", "Unknown"),
        ("Anna Berg was able to negotiate a truce.", "negotiate", "Occurred"),
        ("The fire reportedly started in Oslo.", "started", "Occurred"),
        ("We have never felt the need to consult a doctor in Oslo.", "consult", "Unknown"),
        ("A majority is needed to impeach a judge in Oslo.", "impeach", "Possible"),
        ("The bank may be banned from trading with Norway.", "trading", "Unknown"),
    ],
)
def test_what_is_not_planned(text, word, status):
    assert {e.status for e in events(text, of_text(text)) if e.word == word} == {status}
