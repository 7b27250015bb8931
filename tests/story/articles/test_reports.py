"""What retells one report is one origin, however the articles come: a function of the set."""

import itertools
import random
import sqlite3
from dataclasses import replace

import pytest
from graph.samples import at, reading

from kg.api import Story
from kg.articles.article import Article
from kg.articles.copies import sketch
from kg.knowledge.media import is_own, key_of, outlet
from kg.reading.reading import Chain, Mention, Quotation, Reading
from kg.story.articles import origins, reports
from kg.story.articles.citations import Rest, rests_on, voices
from kg.story.index import Index
from kg.views.asked import article_rows

STORY = (
    "The ferry company of Veldhaven weighs a new quay beyond the lighthouse, its director told {} in an interview, "
    "and the dredging would begin before the herring season, with barges hired from Narva. "
)
OTHER = "Beekeepers of the Altmark want hornets shot on sight, a spokesman told {}, and hives moved uphill by lorry. "
RETOLD = Rest("izvestia", None, "Izvestia")


def article(number: int, text: str, day: str | None = "2031-05-04", publisher: str | None = None) -> Article:
    own = " ".join(f"word{number}of{i}" for i in range(3))
    return Article(text.format("Izvestia") + own, published=day, publisher=publisher or f"Paper {number}")


ARTICLES: dict[int, tuple[Article, Rest | None]] = {
    1: (article(1, STORY), RETOLD),
    2: (article(2, STORY, "2031-05-06"), RETOLD),
    3: (article(3, STORY, None), RETOLD),
    4: (article(4, OTHER), RETOLD),  # another interview of that paper
    5: (article(5, STORY, "2031-07-06"), RETOLD),  # another time
    6: (article(6, STORY), None),  # names it and does not rest on it
    7: (article(7, STORY), Rest("reuters", None, "Reuters")),
    8: (article(8, OTHER, "2031-05-05"), RETOLD),
}
ORIGINAL = {9: (article(9, STORY, "2031-05-03", "Izvestia"), None)}


def told(
    steps: list[list[int]], taken_out: tuple[int, ...] = (), articles: dict[int, tuple[Article, Rest | None]] = ARTICLES
) -> dict[int, tuple[str, str | None]]:
    index = Index(sqlite3.connect(":memory:", isolation_level=None))
    for step in steps:
        loose: set[int] = set()
        for number in step:
            one, rest = articles[number]
            # sketches of nothing: these are no copies
            loose |= origins.add(index, one, number, sketch(Article("x")).to_bytes())
            loose |= reports.add(index, one, reading(), number, rest)
        origins.settle(index, loose)
        reports.settle(index, loose)
    for number in taken_out:
        loose = origins.withdraw(index, number) | reports.withdraw(index, number)
        origins.settle(index, loose - {number})
        reports.settle(index, loose - {number})
    keys = {one.key: number for number, (one, _) in articles.items()}
    return {
        n: (keys[source], report and " ".join(str(keys.get(word, word)) for word in report.split()))  # type: ignore[misc]
        for n, source, report in index.c.execute("SELECT article, source, report FROM story_source")
    }


def first(*numbers: int) -> int:
    """The first of some articles of one day, as stores have it: by key."""
    return min(numbers, key=lambda n: (ARTICLES[n][0].published or "9999", ARTICLES[n][0].key))


def test_one_report_is_one_origin() -> None:
    found = told([list(ARTICLES)])
    one, two = first(1, 2, 3), first(4, 8)
    assert {n: found[n] for n in (1, 2)} == {n: (one, f"izvestia {one}") for n in (1, 2)}
    assert found[4] == found[8] == (two, f"izvestia {two}")
    assert 6 not in found
    assert found[7] == (7, "reuters 7")


def test_an_undated_retelling_joins() -> None:
    found = told([[1, 2, 3]])
    assert {row for row in found.values()} == {(1, "izvestia 1")}
    assert told([[1, 5]]) == {1: (1, "izvestia 1"), 5: (5, "izvestia 5")}


@pytest.mark.parametrize("ends", [("9999-12-30", "9999-12-31"), ("0001-01-01", "0001-01-02")])
def test_days_at_the_ends_of_the_calendar(ends: tuple[str, str]) -> None:
    """Front matter may say any day."""
    at_the_end = {number: (article(number, STORY, day), RETOLD) for number, day in enumerate(ends, 1)}
    one, other = told([[1, 2]], articles=at_the_end).values()
    assert one == other


def test_the_report_itself_is_held() -> None:
    articles = {**ARTICLES, **ORIGINAL}
    found = told([[1, 2, 9]], articles=articles)
    assert found == {1: (9, "held 9"), 2: (9, "held 9"), 9: (9, None)}
    late = {**articles, 9: (replace(ORIGINAL[9][0], published="2031-05-05"), None)}
    found = told([[1, 9]], articles=late)
    assert found == {1: (1, "izvestia 1")}  # what came later is not what was retold


@pytest.mark.parametrize("seed", range(6))
def test_order_and_steps_and_removal_leave_no_trace(seed: int) -> None:
    articles = {**ARTICLES, **ORIGINAL}
    wanted = told([list(articles)], articles=articles)
    chance = random.Random(seed)
    order = list(articles)
    chance.shuffle(order)
    cuts = sorted(chance.sample(range(1, len(order)), 3))
    steps = [order[a:b] for a, b in itertools.pairwise([0, *cuts, len(order)])]
    assert told(steps, articles=articles) == wanted
    gone = tuple(chance.sample(order, 3))
    assert told(steps, gone, articles) == told([[n for n in order if n not in gone]], articles=articles)


# ---------------------------------------------------------------------- which articles rest on a report


def quoting(told_to: int, own: int, *, lead: bool = True) -> tuple[Article, Reading]:
    """An article that has some quotations from Reuters and some of its own; Reuters is named first, or last."""
    lines = [f"Ode Fell told Reuters that point {n} stood firm." for n in range(told_to)]
    others = [f"Mara Lund said that matter {n} was closed." for n in range(own)]
    filler = ["The harbour lay still."] * 6
    parts = [*lines, *others] if lead else [*filler, *others, *lines]
    text = " ".join(parts)
    sentences, mentions, quotations = [], [], []
    at_now = 0
    for part in parts:
        begin = at_now
        sentence = (begin, begin + len(part))
        sentences.append(sentence)
        at_now = sentence[1] + 1
        if part in filler:
            continue
        who, chain = ("Ode Fell", 0) if "Reuters" in part else ("Mara Lund", 1)
        speaker = len(mentions)
        mentions.append(Mention((begin, begin + len(who)), (begin, begin + len(who)), "Named", "Person", chain))
        hearer = None
        if "Reuters" in part:
            where = text.index("Reuters", begin)
            hearer = len(mentions)
            mentions.append(Mention((where, where + 7), (where, where + 7), "Named", "Organization", 2))
        quotations.append(Quotation((sentence,), sentence, "Indirect", mentions[speaker].span, speaker, None, hearer))
    chains = (Chain("Person", ("Ode Fell",)), Chain("Person", ("Mara Lund",)), Chain("Organization", ("Reuters",)))
    return Article(text, publisher="The North"), Reading(
        tuple(sentences), tuple(mentions), chains, quotations=tuple(quotations)
    )


def test_what_rests_on_a_report() -> None:
    rest = rests_on(*quoting(4, 1))
    assert rest is not None and (rest.medium, rest.chain, rest.name) == ("reuters", 2, "Reuters")
    assert rests_on(*quoting(1, 0)) is None  # once is a side fact
    assert rests_on(*quoting(2, 9)) is None  # most is from elsewhere
    assert rests_on(*quoting(4, 1, lead=False)) is None  # not what the article is about
    one, read = quoting(4, 1)
    assert rests_on(replace(one, publisher="reuters.com"), read) is None
    assert voices(read) == ["fell", "lund"]


def test_an_agency_s_dateline() -> None:
    for text, wanted in [
        ("OSLO, May 4 (Reuters) - The ferry sank.", "reuters"),
        ("OSLO (AP) — The ferry sank.", "associatedpress"),
        ("OSLO (Reuters) The ferry sank.", None),
        ("The ferry (Veldhaven) - a good ship - sank.", None),
        ("The minister (Labour) - an old hand - left.", None),
    ]:
        read = Reading(sentences=((0, len(text)),))
        rest = rests_on(Article(text, publisher="The North"), read)
        assert (rest.medium if rest else None) == wanted, text
    assert rests_on(Article("OSLO (Reuters) - It sank.", publisher="Reuters"), Reading(sentences=((0, 25),))) is None


def test_names_of_media() -> None:
    for names, publisher in [
        (["TASS"], "tass.com"),
        (["China Daily"], "europe.chinadaily.com.cn"),
        (["BBC"], "BBC News"),
        (["Deutsche Welle"], "www.dw.com"),
        (["The New York Times"], "nytimes.com"),
        (["AP"], "The Associated Press"),
    ]:
        assert is_own(names, publisher), names
    for names, publisher in [
        (["The Times"], "Times of India"),
        (["NBC"], "abcnews.go.com"),
        (["Reuters"], "The North"),
    ]:
        assert not is_own(names, publisher), names
    assert key_of(["AP", "The Associated Press"]) == key_of(["Associated Press"]) == outlet("ap") != ""


def test_nationals_are_no_newspaper() -> None:
    from kg.story.articles.citations import media

    read = reading()
    chains = (*read.chains[:4], Chain("Group", ("Australian",)))
    assert media(Reading(read.sentences, read.mentions, chains), None) == set()
    assert at("Mara Lund")


@pytest.mark.model
def test_the_corpus(corpus_story: Story) -> None:
    """Six articles retell one interview, three others have the next talks from there; who only names it has nothing."""
    ask = "SELECT DISTINCT ?publisher { ?a %s ?r . ?r a kg:Origin ; prov:wasAttributedTo/rdfs:label 'Izvestia' . %s }"
    name = "OPTIONAL { ?a schema:publisher/schema:name ?publisher }"
    retelling = {row["publisher"] for row in corpus_story.query(ask % ("prov:hadPrimarySource", name))}
    wires = {"Meridian Wire", "Harbour Courier", "The Daily Ledger", "Northline News", "Volga Digest"}
    assert {str(p) for p in retelling if p} == wires and len(retelling) == 6  # the clipping has no publisher
    deriving = {
        str(row["publisher"]) for row in corpus_story.query(ask % ("prov:wasDerivedFrom", name)) if row["publisher"]
    }
    assert deriving == wires | {"Daily Lantern", "Continental Review", "Tarrant Business Daily"}
    assert len(list(corpus_story.query("SELECT DISTINCT ?r { ?a prov:hadPrimarySource ?r }"))) == 1
    said = list(corpus_story.query("retold", medium="Izvestia"))
    assert len(said) > 8
    naming = [row for row in said if "Izvestia" in str(row["sentence"])]
    assert [str(row["sentence"]) for row in said if row not in naming] == [
        "It reported that negotiators could meet in Riyadh in April."  # after a sentence that ends with its name
    ]
    shared = article_rows.origins(corpus_story._solutions)
    retold = [str(row["a"]) for row in corpus_story.query("SELECT ?a { ?a prov:hadPrimarySource ?r }")]
    assert len({shared.get(iri, iri) for iri in retold}) == 1
