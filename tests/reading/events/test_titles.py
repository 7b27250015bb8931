"""What an event is called: who, verb, whom or what, where; nothing added, nothing lost that changes what is told."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kg.articles.article import Article
from kg.reading import pipeline, reader
from kg.reading.events.noun_titles import NounTitles
from kg.reading.events.titles import asks
from kg.reading.reading import EventClaim

pytestmark = pytest.mark.model


def claims(text: str, headline: str | None = None) -> dict[str, EventClaim]:
    """The claims of a text by their words, sayings apart; of several of one word the best titled."""
    whole = f"{headline}\n\n{text}" if headline else text
    article = Article(
        whole, headline=headline, headline_span=(0, len(headline)) if headline else None, published="2031-05-07"
    )
    found: dict[str, EventClaim] = {}
    for claim in reader.read(article, pipeline.load()).events:
        word = whole[slice(*claim.trigger)]
        if claim.speech is None and (word not in found or found[word].title_score < claim.title_score):
            found[word] = claim
    return found


@pytest.mark.parametrize(
    ("text", "word", "title"),
    [
        (
            "Anna Berg met the Norwegian minister in Oslo on Tuesday.",
            "met",
            "Anna Berg meets the Norwegian minister in Oslo",
        ),
        (
            "Two ferries were damaged in the port of Bergen on Monday.",
            "damaged",
            "Two ferries are damaged in the port of Bergen",
        ),
        ("Norway will sign the treaty next week.", "sign", "Norway to sign the treaty"),
        ("Norway might sign the treaty.", "sign", "Norway might sign the treaty"),
        ("Norway did not sign the treaty.", "sign", "Norway does not sign the treaty"),
        ("Norway has agreed to sign the treaty with Sweden.", "sign", "Norway agrees to sign the treaty with Sweden"),
        ("The company refused to pay the fine.", "pay", "The company refuses to pay the fine"),
        (
            "Ministers of Norway and Sweden have held talks in Oslo.",
            "talks",
            "Ministers of Norway and Sweden hold talks in Oslo",
        ),
    ],
)
def test_a_clause(text: str, word: str, title: str) -> None:
    assert claims(text)[word].title == title


def test_names_stand_for_pronouns() -> None:
    text = "Anna Berg arrived in Oslo on Monday. She met the prime minister and praised his work."
    found = claims(text)
    assert found["met"].title.startswith("Anna Berg ") and " the prime minister" in found["met"].title


def test_who_says_it_is_told() -> None:
    found = claims("The army shelled the town of Norvik on Monday, Anna Berg said.")
    assert found["shelled"].title.startswith("The army shell")
    assert ", Anna Berg sa" in found["shelled"].title


def test_no_dates_and_no_colons() -> None:
    found = claims("On 3 May 2031 the Norwegian parliament passed the budget law. In 2029 it rejected the tax law.")
    assert found
    for claim in found.values():
        assert "2031" not in claim.title and "2029" not in claim.title and ": " not in claim.title


def test_the_headline_is_the_title_of_what_it_tells() -> None:
    headline = "Norwegian minister Anna Berg resigns over budget row"
    assert claims("The minister left on Monday after months of protests.", headline)["resigns"].title == headline


def test_of_a_headline_with_a_colon_the_part_that_tells_it() -> None:
    headline = "Live blog: Norwegian minister Anna Berg resigns"
    assert claims("She left on Monday.", headline)["resigns"].title == "Norwegian minister Anna Berg resigns"


def test_a_name_beside_a_title_stays() -> None:
    found = claims("Former finance minister Anna Berg won the primary election in Bergen.")
    assert "minister Anna Berg w" in found["won"].title


def test_a_sentence_begins_with_what_it_tells() -> None:
    found = claims("However, the Norwegian government rejected the budget law (BL) of the Swedish minister in the end.")
    assert "However" not in found["rejected"].title and "BL" not in found["rejected"].title


def test_clear_titles_score_higher() -> None:
    found = claims("Anna Berg signed the treaty with Sweden in Oslo. They saw it there.")
    assert found["signed"].title_score > 2 * found["saw"].title_score


def test_a_condition_is_no_good_title() -> None:
    found = claims("If Norway signs the treaty, Sweden will follow. Norway signs the treaty with Iceland.")
    assert found["signs"].title == "Norway signs the treaty with Iceland"


def test_one_title_for_one_event() -> None:
    titles = [c.title for c in claims("An explosion at a mine in Norvik killed four men on Friday.").values()]
    assert len(titles) == len(set(titles))


def test_joined_verbs_share_their_object() -> None:
    found = claims("Ministers in Norway vowed to repeal and replace the fishing law.")
    assert found["vowed"].title == "Ministers in Norway vow to repeal and replace the fishing law"


def test_what_the_title_names_stays_a_pronoun_after_it() -> None:
    found = claims("The Norwegian government published its plans for a new harbour.")
    assert found["published"].title == "The Norwegian government publishes its plans for a new harbour"


def test_no_preposition_is_left_without_its_day() -> None:
    found = claims("The storm was downgraded to category two as of this morning.")
    assert found["downgraded"].title == "The storm is downgraded to category two"


def test_beside_two_states_a_person_is_no_third_party() -> None:
    equals: dict[object, str] = {"NO": "Norway", "SE": "Sweden", 0: "Anna Berg"}
    noted = SimpleNamespace(chains=[SimpleNamespace(entity_class="Person")])
    made = NounTitles(SimpleNamespace(tree=None, t=None, noted=noted))  # type: ignore[arg-type]
    assert made._of_a_kind(equals) == {"NO": "Norway", "SE": "Sweden"}
    assert made._of_a_kind({"NO": "Norway", 0: "Anna Berg"}) == {"NO": "Norway", 0: "Anna Berg"}


def test_what_a_vision_is_for_has_not_happened() -> None:
    assert (
        claims("Anna Berg told reporters of a vision for cooperation with Sweden.")["cooperation"].status == "Proposed"
    )


def test_what_is_known_already_is_called_in_full() -> None:
    text = (
        "A crash of two trams in Norvik injured nine passengers on Monday. "
        "Anna Berg, the mayor of Norvik, visited the site. The mayor said on Tuesday that the crash closed three streets."
    )
    assert "crash of two trams" in claims(text)["closed"].title


def test_a_condition_without_if_is_no_deed() -> None:
    title = claims("Should the strike in Norvik go on, the ferries will stay in port.")["strike"].title
    assert "should go on" not in title


def test_what_a_sentence_begins_with_keeps_its_place() -> None:
    text = (
        "Reportedly several thousand sailors turned out in Norvik. Before joining parliament, Anna Berg taught history."
    )
    found = claims(text)
    assert (
        "turn reportedly" not in found["turned"].title and "several thousand sailors" in found["turned"].title.lower()
    )
    assert found["taught"].title.startswith("Anna Berg teaches history")


def test_words_tied_by_hyphens_stay_whole() -> None:
    assert "well-known" in claims("Divers attached well-known yellow buoys to the wreck in Norvik.")["attached"].title


def test_of_whom_a_clause_beside_a_name_tells() -> None:
    assert claims("Anna Berg, a sailor who won the race in Norvik, left on Monday.")["won"].title.startswith(
        "Anna Berg "
    )


def test_what_somebody_says_of_themselves_may_stand_in_their_words() -> None:
    title = claims('"We have completely parted with the union," Anna Berg said.')["parted"].title
    assert title == "“We have completely parted with the union”, Anna Berg says"


def test_he_is_no_company() -> None:
    found = claims("Norvik Steel opened a mill in Bergen. He sold the mill to a Swedish bank.")
    assert not found["sold"].title.startswith("Norvik Steel")


def test_an_indirect_question_is_no_title() -> None:
    found = claims(
        "The conversation, if it comes about, would be about ships.",
        "Norvik and Sundal: what a conversation might be about",
    )
    assert not found["conversation"].title.startswith("What")
    assert asks("how the talks went") and not asks("WHO meets in Geneva") and not asks("Which")


def test_a_pronoun_joined_to_a_name_is_several() -> None:
    text = "Jonas Lind, whose wife Amal Lind expects twins, told Karl Lund that he and Amal have chosen baby names."
    assert claims(text)["chosen"].title == "Jonas Lind and Amal choose baby names, he says"


def test_they_whom_nobody_names_are_several() -> None:
    assert claims("The Lakers have signed Karl Lund. They beat Bergen on Friday.")["beat"].title == "They beat Bergen"


def test_joined_verbs_keep_their_and() -> None:
    found = claims("The Crew Falcon is scheduled to stay in Bergen during the week and return to Oslo on Friday.")
    assert found["return"].title == "The Crew Falcon is scheduled to stay in Bergen and return to Oslo"


def test_who_stands_right_before_a_joined_verb_is_its_subject() -> None:
    text = "The Acme company is also working with Nordal on cargo ships and its Petrel craft is scheduled to undergo a test."
    assert not any(c.title.startswith("The Acme company is scheduled") for c in claims(text).values())


def test_which_of_several_states_a_nation_is_stays_open() -> None:
    text = (
        "Prime Minister Karl Lund of Norway was ill. The prime ministers of Belgium, Spain and France were ill, too. "
        "His office agreed that the nation's hospitals would be closed on Saturday."
    )
    assert not any("France" in c.title and "hospitals" in c.title for c in claims(text).values())


@pytest.mark.parametrize(
    ("text", "word", "title"),
    [
        (
            "Anna Berg travelled to Oslo to sign a treaty with Ostria.",
            "travelled",
            "Anna Berg travels to Oslo to sign a treaty with Ostria",
        ),
        (
            "The chairman of Acme Company, Karl Lund, left. On Monday the company sold its mills in Ostria.",
            "sold",
            "Acme Company sells its mills in Ostria",
        ),
        (
            "Prime minister of Norland Anna Berg met Karl Lund in Oslo.",
            "met",
            "Prime minister of Norland Anna Berg meets Karl Lund in Oslo",
        ),
        (
            "The Norland Party (NP) won the election in Ostria.",
            "won",
            "The Norland Party wins the election in Ostria",
        ),
        ("Karl Hammons founded a school in Oslo.", "founded", "Karl Hammons founds a school in Oslo"),
        (
            "Anna Berg has always rejected the treaty with Ostria.",
            "rejected",
            "Anna Berg always rejects the treaty with Ostria",
        ),
    ],
    ids=["what for", "name with the noun", "office and name", "brackets", "name in s", "always"],
)
def test_what_a_clause_needs(text: str, word: str, title: str) -> None:
    assert claims(text)[word].title == title


def test_what_is_only_claimed_is_not_told_as_so() -> None:
    found = claims("Ostria rejected the claim that Norland had attacked its ships.")
    assert found["attacked"].title != "Norland attacks its ships"


def test_a_part_of_a_quotation_says_who_says_it() -> None:
    said = "“The closure would damage the schools of Norland,” Anna Berg said on Monday."
    found = claims(said, "Schools in Norland fear closure")
    assert "Anna Berg" in found["damage"].title
