"""The sample corpus is well-formed, whatever the program makes of it. No model, no store, no network."""

import datetime
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import lxml.html
import pyoxigraph
import pytest
import yaml

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
ARTICLES = sorted((CORPUS / "articles").iterdir())
README = (CORPUS / "README.md").read_text(encoding="utf-8")
QUESTIONS = yaml.safe_load((CORPUS / "answers.yaml").read_text(encoding="utf-8"))
COMPARE = {"exact", "contains", "excludes", "ask"}
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.S)
BARE_TEXT = {"04-agency-clipping.txt", "15-tundra-post-undated.txt"}

PREFIXES = """
PREFIX kg: <https://kg.example/ns#>
PREFIX type: <https://kg.example/event-type/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX gaf: <http://groundedannotationframework.org/gaf#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX schema: <https://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX time: <http://www.w3.org/2006/time#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

REAL_PEOPLE = [
    "Dmitriev",
    "Dimitriyeff",
    "Dmitriyev",
    "Дмитриев",
    "Putin",
    "Trump",
    "Zelensky",
    "Macron",
    "Musk",
    "Khazanov",
    "Loshkarev",
]


def front_matter(path):
    found = FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    return (yaml.safe_load(found[1]), found[2]) if found else (None, path.read_text(encoding="utf-8"))


def records(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def files(*suffixes):
    return [pytest.param(path, id=path.name) for path in ARTICLES if path.suffix in suffixes]


def page_headline(path):
    page = lxml.html.fromstring(path.read_bytes())
    return page.findtext(".//h1").strip(), page.xpath("//link[@rel='canonical']/@href")


def urls():
    found = []
    for path in ARTICLES:
        if path.suffix == ".jsonl":
            found += [record["url"] for record in records(path)]
        elif path.suffix == ".html":
            found += page_headline(path)[1]
        elif (matter := front_matter(path)[0]) is not None:
            found.append(matter["url"])
    return found


def headlines():
    found = set()
    for path in ARTICLES:
        if path.suffix == ".jsonl":
            found |= {record["title"] for record in records(path)}
        elif path.suffix == ".html":
            found.add(page_headline(path)[0])
        elif (matter := front_matter(path)[0]) is not None:
            found.add(matter["title"])
    return found


# --- articles


def test_there_are_enough_articles_of_every_format():
    suffixes = [path.suffix for path in ARTICLES]
    assert set(suffixes) == {".txt", ".md", ".html", ".jsonl"}
    assert suffixes.count(".html") >= 4
    assert sum(len(records(path)) if path.suffix == ".jsonl" else 1 for path in ARTICLES) == 23


@pytest.mark.parametrize("path", files(".txt", ".md", ".html", ".jsonl"))
def test_every_article_is_listed_in_the_readme(path):
    assert f"`{path.name}`" in README


def test_the_readme_lists_only_files_that_exist():
    listed = set(re.findall(r"^\| `([^`]+)` \|", README, re.M)) - {"compare"} - COMPARE
    assert listed == {path.name for path in ARTICLES}


@pytest.mark.parametrize("path", files(".txt", ".md"))
def test_front_matter_parses(path):
    matter, body = front_matter(path)
    assert body.strip()
    if path.name in BARE_TEXT:
        assert matter is None
        return
    assert {"title", "date", "publisher", "author", "url", "language"} <= set(matter)
    assert set(matter) <= {"title", "date", "publisher", "author", "url", "language", "constructed"}
    assert isinstance(matter["date"], datetime.date)
    assert datetime.date(2025, 3, 24) <= matter["date"] <= datetime.date(2025, 4, 6)
    assert matter["language"] == "en"
    assert all(isinstance(matter[key], str) for key in ("title", "publisher", "author", "url"))


@pytest.mark.parametrize("path", files(".html"))
def test_pages_parse(path):
    class Balance(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open = []

        def handle_starttag(self, tag, attrs):
            if tag not in {"meta", "link", "img", "br", "input"}:
                self.open.append(tag)

        def handle_endtag(self, tag):
            assert self.open and self.open.pop() == tag, (tag, self.getpos())

    balance = Balance()
    balance.feed(path.read_text(encoding="utf-8"))
    balance.close()
    assert not balance.open
    headline, canonical = page_headline(path)
    assert headline and len(canonical) == 1
    page = lxml.html.fromstring(path.read_bytes())
    for script in page.xpath("//script[@type='application/ld+json']"):
        assert json.loads(script.text)["headline"] == headline
    assert page.xpath("//meta[@property='og:title']/@content") == [headline]


@pytest.mark.parametrize("path", files(".jsonl"))
def test_json_lines_parse(path):
    found = records(path)
    assert len(found) >= 2
    for record in found:
        assert set(record) == {"id", "url", "title", "date", "publisher", "author", "text", "language"}
        assert datetime.date(2025, 3, 24) <= datetime.date.fromisoformat(record["date"]) <= datetime.date(2025, 4, 6)
    assert len({record["id"] for record in found}) == len(found)


def test_addresses_are_unique_and_reserved():
    found = urls()
    assert len(found) == 21
    assert len(set(found)) == len(found)
    assert all(re.match(r"https://[a-z]+\.example/", url) for url in found)


def test_no_constructed_article_names_a_real_person():
    constructed = []
    for path in ARTICLES:
        if path.suffix in (".txt", ".md") and (front_matter(path)[0] or {}).get("constructed"):
            constructed.append(path.name)
            text = path.read_text(encoding="utf-8")
            assert [name for name in REAL_PEOPLE if name.casefold() in text.casefold()] == []
    assert constructed == ["18-lodestone-denial.md", "19-lodestone-cancelled.md"]


def test_the_copies_are_near_copies():
    def sentences(text):
        return {s.strip() for s in re.split(r"(?<=[.!?])\s+|\n+", text) if len(s.strip()) > 40}

    def text(name):
        path = CORPUS / "articles" / name
        if path.suffix == ".html":
            return "\n".join(
                p.text_content() for p in lxml.html.fromstring(path.read_bytes()).iterfind(".//article//p")
            )
        return front_matter(path)[1]

    wire = sentences(text("01-meridian-wire-rare-earths.txt"))
    copies = [
        text(name)
        for name in ("02-harbour-courier-rare-earths.md", "03-daily-ledger-rare-earths.html", "04-agency-clipping.txt")
    ]
    copies.append(records(CORPUS / "articles" / "21-newsroom-feed.jsonl")[0]["text"])
    for copy in copies:
        assert len(sentences(copy) & wire) >= 0.5 * len(sentences(copy))


# --- questions


def test_there_are_enough_questions_and_their_ids_are_unique():
    ids = [question["id"] for question in QUESTIONS]
    assert len(ids) >= 32
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)


@pytest.mark.parametrize("question", [pytest.param(q, id=q["id"]) for q in QUESTIONS])
def test_question_is_well_formed(question):
    assert (
        {"id", "question", "sparql", "answer", "compare"}
        <= set(question)
        <= {"id", "question", "sparql", "answer", "compare", "why"}
    )
    assert question["compare"] in COMPARE
    assert question["question"].endswith("?")
    assert isinstance(question.get("why", ""), str)
    results = pyoxigraph.Store().query(PREFIXES + question["sparql"])
    if question["compare"] == "ask":
        assert isinstance(question["answer"], bool)
        assert isinstance(results, pyoxigraph.QueryBoolean)
        return
    rows = question["answer"]
    assert isinstance(results, pyoxigraph.QuerySolutions)
    variables = [variable.value for variable in results.variables]
    assert rows and all(isinstance(row, list) and len(row) == len(variables) for row in rows)
    assert all(isinstance(cell, str) and cell for row in rows for cell in row)
    assert len({tuple(row) for row in rows}) == len(rows)
    if "headline" in variables:
        column = variables.index("headline")
        assert {row[column] for row in rows} <= headlines()


@pytest.mark.parametrize("question", [pytest.param(q, id=q["id"]) for q in QUESTIONS])
def test_headlines_in_queries_exist(question):
    for headline in re.findall(r'schema:headline "([^"]+)"', question["sparql"]):
        assert headline in headlines()


@pytest.mark.parametrize("question", [pytest.param(q, id=q["id"]) for q in QUESTIONS])
def test_query_uses_the_known_prefixes_only(question):
    from rdflib.plugins.sparql import prepareQuery

    assert not re.search(r"^\s*(PREFIX|BASE)\b", question["sparql"], re.M | re.I)
    assert not re.search(r"\b(SERVICE|FROM)\b", question["sparql"])
    prepareQuery(PREFIXES + question["sparql"])
