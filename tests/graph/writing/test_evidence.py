import dataclasses
import re

import pyoxigraph as ox

from graph.samples import IRIS, TEXT, article, at, reading
from kg.graph import vocabulary as v
from kg.graph.vocabulary import Iris
from kg.graph.writing.claims import claim_iris
from kg.graph.writing.evidence import evidence_quads, shared_quads
from kg.reading.reading import EventClaim, Mention, Quotation, Reading

KEY = article().key


def said(lines: list[str]) -> dict[str, dict[str, set[str]]]:
    """Subject → predicate → objects."""
    found: dict[str, dict[str, set[str]]] = {}
    for quad in ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS):
        found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, set()).add(quad.object.value)
    return found


def graph() -> dict[str, dict[str, set[str]]]:
    return said(evidence_quads(article(), reading(), IRIS, run="r1"))


def span(words: str, start: int = 0) -> str:
    return IRIS.span(KEY, at(words, start))


def test_each_line_once_and_all_in_the_articles_graph() -> None:
    lines = evidence_quads(article(), reading(), IRIS)
    assert len(lines) == len(set(lines))
    assert all(line.endswith(f" <{IRIS.article(KEY)}> .") for line in lines)
    assert not any("_:" in line.split(" ", 2)[0] for line in lines)
    assert lines == evidence_quads(article(), reading(), IRIS)


def test_the_article() -> None:
    node = graph()[IRIS.article(KEY)]
    assert node[v.IS_STRING] == {TEXT}
    assert node[v.SHA256] == {article().sha256}
    assert node[v.URL] == {"urn:test:one"}
    assert node[v.A] == {v.NEWS_ARTICLE, v.CONTEXT}
    assert node[v.WAS_GENERATED_BY] == {IRIS.run("r1")}
    assert v.DATE_PUBLISHED not in said(evidence_quads(article(published=None), reading(), IRIS))[IRIS.article(KEY)]


def test_every_span_is_its_words() -> None:
    for node, properties in graph().items():
        found = re.search(r"#char=(\d+),(\d+)$", node)
        if found:
            assert properties[v.ANCHOR_OF] == {TEXT[int(found[1]) : int(found[2])]}
            assert properties[v.MENTION_KIND]


def test_everything_that_is_pointed_at_is_described() -> None:
    nodes = graph()
    for properties in list(nodes.values()):
        for objects in properties.values():
            for target in objects:
                assert "#char=" not in target or target in nodes


def test_kinds_of_spans() -> None:
    nodes = graph()

    def kinds(words: str, start: int = 0) -> set[str]:
        return {kind.removeprefix(v.KG) for kind in nodes[span(words, start)][v.MENTION_KIND]}

    assert kinds("Mara Lund") == {"Named"}
    assert kinds("told") == {"Trigger", "Cue"}
    assert kinds("3 May") == {"Time"}
    assert kinds("45 tonnes") == {"Phrase"}
    assert kinds("We may sell 45 tonnes in June,") == {"Quote"}


def test_an_event_claim() -> None:
    claim = graph()[claim_iris(IRIS, KEY, reading()).events[0]]
    assert claim[v.A] == {v.CLAIM}
    assert claim[v.TRIGGER] == {span("met")}
    assert claim[v.PARTICIPANT_SPAN] == {span("Mara Lund"), span("Ode Fell")}
    assert claim[v.STATUS] == {v.KG + "Occurred"}
    assert not {v.CERTAINTY, v.POLARITY, v.TENSE, v.SPEAKER} & claim.keys()


def test_a_quotation_and_what_is_said_in_it() -> None:
    nodes, names = graph(), claim_iris(IRIS, KEY, reading())
    inside, speaking = nodes[names.events[1]], nodes[names.quotations[0]]
    assert names.quotations[0] == names.events[2]
    for claim in (inside, speaking):
        assert claim[v.SPEAKER] == {span("Lund", TEXT.index('"'))}
        assert claim[v.ADDRESSEE] == {span("the Herald")}
        assert claim[v.CUE] == {span("told")}
        assert claim[v.CONTENT] == {span("We may sell 45 tonnes in June,")}
    assert speaking[v.QUOTATION] == {v.KG + "Direct"}
    assert speaking[v.PARTICIPANT_SPAN] == {span("the Herald")}
    assert v.RECIPIENT_SPAN not in speaking
    assert v.QUOTATION not in inside
    assert inside[v.CERTAINTY] == {v.KG + "Possible"}
    assert inside[v.TENSE] == {v.KG + "Future"}
    assert inside[v.AMOUNT] == {"45"}
    assert inside[v.UNIT] == {"tonne"}


def test_a_quotation_that_no_event_tells_has_a_claim_of_its_own() -> None:
    read = reading()
    alone = Reading(read.sentences, read.mentions, read.chains, read.times, read.quotations)
    name = claim_iris(IRIS, KEY, alone).quotations[0]
    claim = said(evidence_quads(article(), alone, IRIS))[name]
    assert claim[v.EVENT_TYPE] == {v.TYPE + "Statement"}
    assert claim[v.TRIGGER] == claim[v.CUE] == {span("told")}
    assert claim[v.AGENT_SPAN] == claim[v.SPEAKER]


def test_what_is_thought_in_the_articles_words_is_an_attitude() -> None:
    read = reading()
    for kind, manner, wanted in (
        ("belief", "Attitude", "Attitude"),
        ("intent", "Direct", "Direct"),
        ("evidence", "Attitude", "Attitude"),
    ):
        quotation = dataclasses.replace(read.quotations[0], kind=kind, quotation=manner)
        alone = Reading(read.sentences, read.mentions, read.chains, read.times, (quotation,))
        claim = said(evidence_quads(article(), alone, IRIS))[claim_iris(IRIS, KEY, alone).quotations[0]]
        assert claim.get(v.QUOTATION) == {v.KG + wanted}
        assert claim[v.SPEAKER]
        assert claim[v.CONTENT]


def test_a_quotation_within_another_points_at_it() -> None:
    whole = (0, len(TEXT))
    quotations = (
        Quotation((whole,), whole, "Indirect", cue=at("told")),
        Quotation((at("We may sell"),), whole, "Direct", cue=at("met")),
    )
    events = (
        EventClaim(at("told"), "tell", "Statement", whole, speech=0),
        EventClaim(at("met"), "say", "Statement", whole, quotation=0, speech=1),
    )
    read = Reading((whole,), quotations=quotations, events=events)
    names = claim_iris(IRIS, KEY, read)
    assert said(evidence_quads(article(), read, IRIS))[names.quotations[1]][v.WITHIN] == {names.quotations[0]}


def test_a_tie() -> None:
    claim = graph()[claim_iris(IRIS, KEY, reading()).relations[0]]
    assert claim[v.SUBJECT] == {span("Mara Lund")}
    assert claim[v.PREDICATE] == {v.JOB_TITLE}
    assert claim[v.OBJECT] == {"envoy"}
    assert claim[v.ORGANIZATION_SPAN] == {span("Brisk Oil")}
    assert claim[v.STATUS] == {v.KG + "Ongoing"}
    read = reading()
    former = dataclasses.replace(read, relations=(dataclasses.replace(read.relations[0], former=True),))
    name = claim_iris(IRIS, KEY, former).relations[0]
    assert said(evidence_quads(article(), former, IRIS))[name][v.STATUS] == {v.KG + "Occurred"}


def test_claims_on_the_same_words_stay_apart_whatever_their_order() -> None:
    whole = (0, len(TEXT))
    one = EventClaim(at("met"), "meet", "Meet", whole)
    other = EventClaim(at("met"), "meet", "Visit", whole)
    names = claim_iris(IRIS, KEY, Reading((whole,), events=(one, other))).events
    turned = claim_iris(IRIS, KEY, Reading((whole,), events=(other, one))).events
    assert names[0] != names[1]
    assert names == turned[::-1]


def test_one_span_that_is_several_things() -> None:
    place = at("Oslo")
    read = Reading(
        mentions=(Mention(place, place, "Named", "Place", 0), Mention(place, place, "Nominal", "Organization", 0)),
        events=(EventClaim(place, "oslo", "Other", place),),
    )
    node = said(evidence_quads(article(), read, IRIS))[IRIS.span(KEY, place)]
    assert {kind.removeprefix(v.KG) for kind in node[v.MENTION_KIND]} == {"Named", "Nominal", "Trigger"}
    assert node[v.ENTITY_CLASS] == {v.PLACE}


def test_an_empty_reading() -> None:
    assert evidence_quads(article(), Reading(), Iris("https://example.org/kg/"))


def test_what_articles_share_is_said_once() -> None:
    lines = shared_quads(IRIS, publishers=["The North", "the  north", "The South"], runs=[("r1", "kg 1", "m 1")])
    assert len([line for line in lines if v.NAME in line]) == 2
    assert all(line.endswith(f"<{v.STORY}> .") for line in lines)
