from graph.samples import at, reading

from kg.knowledge.media import is_medium, known_media, media_nouns
from kg.reading.reading import Chain, Quotation, Reading
from kg.story.articles.citations import cited, media


def test_who_is_a_medium() -> None:
    assert is_medium(["Izvestia"]) and is_medium(["The Economist"]) and is_medium(["Harbour Herald"])
    assert is_medium(["Volna"], ["newspaper"])
    assert not is_medium(["Brisk Oil"]) and not is_medium(["Herald"]) and not is_medium(["News"])
    assert known_media() and media_nouns() and not known_media() & media_nouns()


def with_hearer(*names: str) -> Reading:
    read = reading()
    chains = (*read.chains[:4], Chain("Organization", names))
    return Reading(read.sentences, read.mentions, chains, read.times, read.quotations, read.events, read.relations)


def test_what_is_told_to_a_medium_is_of_its_origin() -> None:
    assert cited(with_hearer("Reuters"), "The North") == {0: 4}


def test_what_is_told_to_the_publisher_is_its_own() -> None:
    assert media(with_hearer("The Reuters"), "Reuters") == set()
    assert cited(with_hearer("Reuters"), "Reuters") == {}


def test_what_is_told_to_others_is_the_article_s_own() -> None:
    assert cited(with_hearer("Brisk Oil"), None) == {}


def test_who_spoke_to_a_medium_goes_on_speaking_to_it() -> None:
    read = with_hearer("Reuters")
    more = Quotation((at("met Ode Fell"),), read.sentences[0], "Indirect", at("Mara Lund"), 0)
    both = Reading(read.sentences, read.mentions, read.chains, read.times, (*read.quotations, more), read.events)
    assert cited(both, None) == {0: 4, 1: 4}
