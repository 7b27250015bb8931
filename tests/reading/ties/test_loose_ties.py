"""Who is where, other words for it, who heads it: whole sentences with the model."""

import pytest

from kg.articles.article import Article
from kg.reading import pipeline, reader
from kg.reading.text.annotations import annotated

COMPONENTS = ("kg_times", "kg_names", "kg_mentions", "kg_coreference", "kg_places", "kg_positions")
LOOSE = ("kg:coLocated", "kg:isSynonymOf", "kg:inChargeOf")


def told(text: str) -> set[tuple[str, str, str]]:
    nlp = pipeline.load(components=COMPONENTS)
    noted = annotated(doc := nlp(reader.prepare(Article(text, published="2025-03-31"), nlp)))

    def words(number: int) -> str:
        return doc[noted.mentions[number].start : noted.mentions[number].end].text

    return {
        (words(x.subject), x.predicate.removeprefix("kg:"), words(x.object_mention))
        for x in noted.relations
        if x.predicate in LOOSE
    }


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Refugees in Jordan wait for work permits.", ("Refugees", "coLocated", "Jordan")),
        ("Anna Berg met reporters in Oslo and Bergen.", ("Anna Berg", "coLocated", "Bergen")),
        ("The soldiers were killed in Norway.", ("The soldiers", "coLocated", "Norway")),
        ("The Nordic Development Fund (NDF) paid for it.", ("Nordic Development Fund", "isSynonymOf", "NDF")),
        ("Anna Berg, the chief executive of Volvo, left.", ("Anna Berg", "inChargeOf", "Volvo")),
        ("Anna Berg, the managing director of Volvo, left.", ("Anna Berg", "inChargeOf", "Volvo")),
    ],
)
def test_sentences(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg did not live in Oslo.",
        "Anna Berg may work in Oslo.",
        "Anna Berg wants to live in Oslo.",
        "Anna Berg believes in Norway.",
        "Anna Berg, the deputy director of Volvo, left.",
        "Anna Berg, the chief economist of Volvo, left.",
        "Anna Berg, the finance director of Volvo, left.",
        "It is important in Norway.",
        "Oslo in Norway is large.",
    ],
)
def test_what_is_not_so_or_said_otherwise(text: str) -> None:
    assert told(text) == set()


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["The chain lowered its limits in all stores.", "The stake in Norland Fields is for sale."]
)
def test_nobody_is_in_many_nameless_places_and_nothing_held_is_in_what_it_is_of(text: str) -> None:
    assert [tie for tie in told(text) if "kg:coLocated" in tie] == []
