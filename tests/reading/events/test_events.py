"""Triggers, their types, and the Statements of quotations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge import events as lexicon
from kg.reading.events.events import Events
from kg.reading.events.senses import SAME, headline_verb
from kg.reading.text.annotations import DocQuotation, annotated

TOPS = {
    "Agree", "Consult", "Support", "Cooperate", "Aid", "Concede", "Retreat", "Request", "Accuse", "Reject", "Threaten",
    "Protest", "Sanction", "Mobilize", "Coerce", "Assault", "Statement", "Appoint", "Elect", "Transact", "Invest",
    "Produce", "Report", "Legislate", "Justice", "Harm", "Disaster", "Move", "Other",
}  # fmt: skip


def told(doc):
    Events()(doc)
    return [(doc[e.start : e.end].text, e.lemma, e.event_type) for e in annotated(doc).events]


def test_noun_of_a_light_verb_is_the_trigger(parsed):
    assert told(parsed("Ministers held talks with envoys in Oslo .")) == [("talks", "talk", "Consult")]


def test_objects_tell_senses_apart(parsed):
    assert told(parsed("The firm fired its director .")) == [("fired", "fire", "Dismiss")]
    assert told(parsed("Rebels fired two rockets .")) == [("fired", "fire", "Attack")]


def test_a_label_is_no_event(parsed):
    assert "talk" not in [lemma for _, lemma, _ in told(parsed("The talks format pleased nobody ."))]


def test_auxiliaries_are_no_events(parsed):
    assert told(parsed("Police will arrest the driver .")) == [("arrest", "arrest", "Arrest")]


def test_a_quotation_is_one_statement_at_its_cue(parsed):
    doc = parsed("The mayor denied that the council had met .")
    annotated(doc).quotations = [DocQuotation([(3, 8)], "Indirect", (0, 9), speaker=(0, 2), cue=(2, 3))]
    Events()(doc)
    statement, met = annotated(doc).events
    assert (statement.event_type, statement.speech, statement.quotation) == ("Statement", 0, None)
    assert (met.event_type, met.speech, met.quotation) == ("Meet", None, 0)


def test_an_act_done_by_speaking_is_an_event_beside_the_statement(parsed):
    doc = parsed("Norland agreed to meet Anna .")
    annotated(doc).quotations = [DocQuotation([(2, 5)], "Indirect", (0, 6), speaker=(0, 1), cue=(1, 2))]
    Events()(doc)
    assert [(e.event_type, e.speech) for e in annotated(doc).events] == [
        ("Statement", 0),
        ("Agree", None),
        ("Meet", None),
    ]


def test_what_is_thought_is_no_statement(parsed):
    doc = parsed("Norland plans to open a mine .")
    annotated(doc).quotations = [DocQuotation([(2, 6)], "Indirect", (0, 7), cue=(1, 2), kind="intent")]
    Events()(doc)
    first = annotated(doc).events[0]
    assert (first.event_type, first.speech) == ("Plan", 0)


@pytest.mark.parametrize(("word", "verb"), [("wins", "win"), ("killed", "kill"), ("banned", "ban"), ("always", None)])
def test_verbs_of_capitalised_headlines(word, verb):
    assert headline_verb(word) == verb


def test_lexicon_and_scheme_agree():
    known = lexicon.event_types()
    tops = {name for name, kind in known.items() if not kind.broader}
    assert tops == TOPS
    used = {row[0] for row in lexicon.rows("event_lexicon.tsv")} - {SAME}
    used |= {row[-1] for name in ("event_acts.tsv", "wordnet_types.tsv") for row in lexicon.rows(name)}
    assert used <= set(known)
    named = {t for row in lexicon.rows("event_lexicon.tsv") if ":~" in row[2] for t in row[2].split("~")[1].split("|")}
    assert named - {"*"} <= set(known)
    assert all(set(kind.broader) <= set(known) and lexicon.top_types(name) for name, kind in known.items())


def test_what_wordnet_says():
    assert lexicon.verb_of_noun("announcement") == "announce"
    assert lexicon.noun_shares("table") == (0, 0, 0)
    assert lexicon.verb_class("walk") == "motion"


@pytest.mark.model
@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_never_fails(text):
    from kg.reading import pipeline

    pipeline.load(components=("kg_events", "kg_arguments", "kg_factuality", "kg_event_coreference"))(text)


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("Norland met their demands .", "met", "Concede"),  # no meeting
        ("Rebels exploded a series of bombs .", "exploded", "Bomb"),
        ("Police dispersed the crowd .", "dispersed", "Coerce"),
    ],
)
def test_political_senses_by_their_objects(parsed, sentence, word, kind):
    doc = parsed(sentence)
    Events()(doc)
    assert [e.event_type for e in annotated(doc).events if doc[e.head].text == word] == [kind]


def test_the_field_of_an_office_is_no_event(parsed):
    assert [text for text, _, _ in told(parsed("The envoy for trade and cooperation left ."))] == ["left"]


@pytest.mark.parametrize(
    ("sentence", "cue", "begin", "kind"),
    [
        ("Norland announced it will lift the ban .", 1, 2, "Promise"),
        ("Norland said it would shell Oslo .", 1, 2, "Threaten"),
        ("Norland said Ostria must withdraw .", 1, 2, "Demand"),
        ("Norland vowed not to negotiate .", 1, 2, "Reject"),
    ],
)
def test_saying_what_will_or_must_be_done_is_an_act(parsed, sentence, cue, begin, kind):
    doc = parsed(sentence)
    quotation = DocQuotation([(begin, len(doc) - 1)], "Indirect", (0, len(doc)), (0, 1), 0, cue=(cue, cue + 1))
    annotated(doc).quotations = [quotation]
    Events()(doc)
    assert [e.event_type for e in annotated(doc).events if e.head == cue] == ["Statement", kind]


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("Rebels began to shell Oslo .", "began", "Bomb"),  # of the type of what was begun
        ("The council halted talks .", "halted", "BreakRelations"),
        ("Anna sent a mission of inspectors .", "sent", "Investigate"),
        ("The driver absconded .", "absconded", "Flee"),  # WordNet knows it, the lexicon does not
    ],
)
def test_types_by_types_and_by_wordnet(parsed, sentence, word, kind):
    doc = parsed(sentence)
    Events()(doc)
    assert [e.event_type for e in annotated(doc).events if doc[e.head].text == word] == [kind]


def test_lemmas_that_the_model_cuts():
    assert [lexicon.verb_lemma(*pair) for pair in (("stag", "staged"), ("hop", "hopped"), ("visit", "visited"))] == [
        "stage",
        "hop",
        "visit",
    ]
