"""The explorer's page asked in SPARQL, in a real browser, from a file: nothing is asked of anyone else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph.asking.queries import named_queries
from kg.graph.asking.sparql_text import bind
from kg.graph.asking.terms import Iri, to_term
from kg.graph.vocabulary import DEFAULT_BASE, PREFIXES
from kg.views.html.cell import cell
from kg.views.html.document import policy
from kg.views.networks.explorer_data import explorer_data
from kg.views.networks.network import network
from kg.views.pages.explorer_page import explorer_page
from kg.views.pages.explorer_sparql import sparql_blocks

from .. import stories
from ..browser import Reader, complaints, press, requests, screen, visit

pytestmark = pytest.mark.browser


def made(name: str) -> str:
    store = getattr(stories, name)().store()
    data = explorer_data(stories.asker(store), network(stories.asker(store)))
    data.setdefault("start", [])
    return explorer_page(data, title="Asked", blocks=sparql_blocks(store, base=DEFAULT_BASE), wasm=True)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {name: made(name) for name in ("small", "hostile")}


class Asked(Reader):
    """The panel as a reader uses it."""

    def write(self, query: str) -> None:
        self.js("sparql.pick(''); sparql.editor.set(arguments[0])", query)

    def ask(self, query: str | None = None) -> list[list[str]]:
        """Ask by the button; the rows of the table."""
        if query is not None:
            self.write(query)
        self.js("document.querySelector('.sparql button.primary').click()")
        self.wait("!document.querySelector('.sparql button.primary').disabled")
        rows: list[list[str]] = self.js(
            "return [...document.querySelectorAll('.results tbody tr')].map((r) => [...r.children].map((c) => c.innerText))"
        )
        return rows

    def status(self) -> str:
        text: str = self.js("return document.querySelector('.sparql .status').textContent")
        return text

    def offered(self, where: str = ".editor") -> list[str]:
        found: list[str] = self.js(
            "return [...document.querySelectorAll(arguments[0] + ' .suggestions:not([hidden]) .text')].map((o) => o.textContent)",
            where,
        )
        return found


@pytest.fixture
def show(driver: Any, pages: dict[str, str], tmp_path: Path) -> Iterator[Any]:
    """Opens a page at the panel; afterwards it must have asked for nothing and complained of nothing."""
    opened: list[Path] = []

    def open_page(name: str = "small", **size: Any) -> Asked:
        screen(driver, **size)
        opened.append(visit(driver, pages[name], tmp_path))
        asked = Asked(driver)
        asked.wait("window.explorer")
        asked.js("explorer.actions.show('sparql')")
        asked.wait("window.sparql && sparql.words() && sparql.words().used")
        return asked

    yield open_page
    assert [line for line in complaints(driver) if "WebGL" not in line and "GL Driver" not in line] == []
    # the frame's own document is part of the page
    own = ("data:", "about:srcdoc")
    asked_for = {url.partition("#")[0] for url in requests(driver) if not url.startswith((*own, "about:blank"))}
    assert asked_for == {opened[-1].as_uri()}


def test_the_policy_is_exactly_so(pages: dict[str, str]) -> None:
    from kg.views.html.assets import asset

    script, engine, style = (asset(name).decode() for name in ("explorer.js", "sparql-engine.js", "explorer.css"))
    wanted = policy([script, engine], [style], wasm=True)
    assert f'http-equiv="Content-Security-Policy" content="{wanted}"' in pages["small"]
    assert wanted.count("'wasm-unsafe-eval'") == 1
    rest = wanted.replace("'wasm-unsafe-eval'", "")
    assert not any(word in rest for word in ("unsafe", "blob:", "http", "*", "worker", "frame", "connect"))
    assert "default-src 'none'" in wanted


def test_a_page_without_a_graph_has_no_such_panel(driver: Any, tmp_path: Path) -> None:
    store = stories.small().store()
    data = explorer_data(stories.asker(store), network(stories.asker(store)))
    data.setdefault("start", [])
    page = explorer_page(data)
    assert "wasm" not in page[: page.index("<style>")]
    visit(driver, page, tmp_path)
    asked = Asked(driver)
    asked.wait("window.explorer")
    assert asked.js("return document.getElementById('tab-sparql')") is None


def test_it_is_loaded_only_when_it_is_opened(driver: Any, pages: dict[str, str], tmp_path: Path) -> None:
    visit(driver, pages["small"], tmp_path)
    asked = Asked(driver)
    asked.wait("window.explorer")
    assert asked.js("return document.querySelectorAll('iframe').length") == 0
    asked.js("document.getElementById('tab-sparql').click()")
    asked.wait("window.sparql && sparql.words()")
    assert asked.js("return document.querySelectorAll('iframe').length") == 1


def test_in_a_cell(driver: Any, pages: dict[str, str], tmp_path: Path) -> None:
    """A frame in a frame: a notebook's cell is sandboxed, too."""
    screen(driver)
    visit(driver, f'<!DOCTYPE html><meta charset="utf-8"><p>before{cell(pages["small"])}<p>after', tmp_path)
    driver.switch_to.frame(0)
    try:
        asked = Asked(driver)
        asked.wait("window.explorer")
        asked.js("explorer.actions.show('sparql')")
        asked.wait("window.sparql && sparql.words()")
        assert asked.ask("SELECT ?x { ?x skos:prefLabel 'Tallinn' }")
    finally:
        driver.switch_to.default_content()


def test_a_query(show: Any) -> None:
    asked = show()
    assert "statements" in asked.status()
    rows = asked.ask("SELECT ?name ?who { ?who a schema:Person ; skos:prefLabel ?name } ORDER BY ?name")
    assert [name for name, _ in rows] == ["Ida Kallas", "Mara Lindqvist", "Tomáš Verhoeven"]
    assert asked.status().startswith("3 rows")
    # a row leads to the node, and what it rests on
    asked.js("document.querySelector('.results tbody tr:nth-child(2) button').click()")
    at = asked.js("return explorer.state.get().selected.at")
    assert asked.js("return explorer.data.nodes[arguments[0]].label", at) == "Mara Lindqvist"


def test_the_default_graph_is_the_union_and_a_graph_can_be_named(show: Any) -> None:
    asked = show()
    across = "?claim kg:about ?event ; kg:evidence ?span . ?event a sem:Event"  # story and evidence in one pattern
    assert int(asked.ask(f"SELECT (COUNT(*) AS ?n) {{ {across} }}")[0][0]) > 3
    assert asked.ask(f"SELECT (COUNT(*) AS ?n) FROM kg:story {{ {across} }}") == [["0"]]
    assert len(asked.ask("SELECT DISTINCT ?g { GRAPH ?g { ?a schema:headline ?h } }")) == 4


def test_all_forms(show: Any) -> None:
    asked = show()
    asked.ask("ASK { ?x a sem:Event }")
    assert asked.js("return document.querySelector('.results').innerText") == "Yes"
    rows = asked.ask("CONSTRUCT { ?a kg:agent ?b } WHERE { ?a kg:agent ?b }")
    assert rows and all(row[1] == "kg:agent" for row in rows)
    assert asked.ask("DESCRIBE ?x { ?x skos:prefLabel 'Tallinn' }")


def test_show_in_the_graph(show: Any) -> None:
    asked = show()
    asked.ask("SELECT ?label { ?event a sem:Event ; rdfs:label ?label }")
    button = "[...document.querySelectorAll('.sparql .bar button')].find((b) => b.textContent.startsWith('Show'))"
    assert asked.js(f"return {button}.disabled") is True
    asked.ask("CONSTRUCT { ?event kg:agent ?who } WHERE { ?event kg:agent ?who ; kg:status kg:Planned }")
    asked.js(f"{button}.click()")
    assert asked.js("return explorer.state.get().view") == "graph"
    drawn = asked.js("return explorer.shown().nodes.map((n) => explorer.data.nodes[n].label)")
    assert "Borealis Cobalt" in drawn
    assert not any("takeover" in label for label in drawn)


def test_what_is_drawn_can_be_asked_as_sparql(show: Any) -> None:
    asked = show()
    asked.js("explorer.actions.show('graph'); explorer.state.set({statuses: ['Denied']})")
    asked.js("document.getElementById('export').click()")
    asked.js("[...document.querySelectorAll('.menu button')].find((b) => b.textContent === 'Ask as SPARQL').click()")
    asked.wait("document.querySelectorAll('.results tbody tr').length")
    assert asked.js("return explorer.state.get().view") == "sparql"
    cells = asked.js("return document.querySelector('.results').innerText")
    assert "talks" in cells and "takeover" not in cells


def test_csv_holds_all_rows_and_no_formula(show: Any) -> None:
    asked = show()
    asked.driver.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["clipboardReadWrite"]})
    asked.ask(
        """SELECT ?a ?b { VALUES (?a ?b) { ("x,y" 1) ("say \\"so\\"" UNDEF) ("two\\nlines" <https://x.example/>)
        ("=1+1" -3) ("＝1+1" 2) ("\\n=1" "@x") } }"""
    )
    asked.js("[...document.querySelectorAll('.sparql .bar button')].find((b) => b.textContent.includes('CSV')).click()")
    asked.wait("document.getElementById('live').textContent === 'Table copied'")
    text = asked.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    formulas = "'=1+1,-3\r\n'＝1+1,2\r\n\"'\n=1\",'@x\r\n"
    assert text == 'a,b\r\n"x,y",1\r\n"say ""so""",\r\n"two\nlines",https://x.example/\r\n' + formulas


def test_a_limit_is_put_where_there_is_none(show: Any) -> None:
    asked = show()
    asked.js(
        "const s = document.querySelector('[aria-label=\"Most rows\"]'); s.value = '100'; s.dispatchEvent(new Event('change'))"
    )
    asked.ask("SELECT ?s { ?s ?p ?o } # of all of them")
    assert asked.status().startswith("The first 100 rows; there are more")
    asked.ask("SELECT ?s { ?s ?p ?o } LIMIT 120")
    assert asked.status().startswith("120 rows")


WRONG = [
    ("SELECT ?x {\n  ?x a sem:Event ;\n}}", "The query goes wrong at line 3, column 3."),
    ("SELECT ?x { ?x a nope:Thing }", "The prefix nope: is not known"),
    ("SELECT ?x { ?x a schmea:Person }", "did you mean schema:?"),
    ("SELECT ?x { SERVICE <https://x.example/> { ?x ?y ?z } }", "SERVICE would ask another server"),
    ("SELECT ?x FROM <https://x.example/> { ?x ?y ?z }", "This page holds no graph <https://x.example/>"),
    ("LOAD <https://x.example/>", "That would change the graph"),
    ("INSERT DATA { kg:a kg:b kg:c }", "That would change the graph"),
    ("Who met whom?", "A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE."),
    ("SELECT ?x { ?x kg:statsu kg:Planned }", "Nothing in this graph is called kg:statsu; did you mean kg:status"),
    ("SELECT (COUNT(*) AS ?n) { ?x a schema:Persn }", "did you mean schema:Person?"),
]


def test_what_is_wrong_is_a_sentence(show: Any) -> None:
    asked = show()
    for query, said in WRONG:
        asked.ask(query)
        assert said in asked.status(), query


def test_it_goes_on_after_an_error_and_can_be_stopped(show: Any) -> None:
    asked = show()
    asked.ask("SELECT ?x {")
    # some 10¹⁰ rows: no browser ends this soon
    asked.write("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STR(?c) < STR(?l)) }")
    asked.js("document.querySelector('.sparql button.primary').click()")
    ticks = asked.driver.execute_async_script(
        "let n = 0; const t = setInterval(() => { n += 1; }, 10); setTimeout(() => { clearInterval(t); arguments[0](n); }, 1000)"
    )
    assert ticks > 30, "the page stands still while a query runs"
    asked.js("[...document.querySelectorAll('.sparql .bar button')].find((b) => b.textContent === 'Stop').click()")
    asked.wait("!document.querySelector('.sparql button.primary').disabled")
    assert asked.status() == "Stopped."
    assert asked.ask("SELECT ?x { ?x skos:prefLabel 'Tallinn' }")


def test_what_is_no_node_can_be_asked_about(show: Any) -> None:
    asked = show()
    asked.ask("SELECT ?claim { ?claim kg:about ?event . ?event kg:status kg:Planned }")
    asked.js("document.querySelector('.results button.about').click()")
    asked.wait("!document.querySelector('.about-card').hidden")
    card = asked.js("return document.querySelector('.about-card').innerText")
    assert "kg:Claim" in card and "kg:reportedIn" in card and "Borealis Cobalt" in card
    asked.js(
        "[...document.querySelectorAll('.about-card dd button.about')].find((b) => b.textContent.includes('talks')).click()"
    )
    asked.wait("document.querySelector('.about-card').innerText.includes('schema:headline')")
    asked.js("[...document.querySelectorAll('.about-card button')].find((b) => b.textContent === 'Back').click()")
    asked.wait("document.querySelector('.about-card').innerText.includes('kg:reportedIn')")


def test_a_question_is_in_the_address(show: Any) -> None:
    asked = show()
    fill(asked, "events-of", entity="Mara Lindqvist", to="2031-12")
    rows = asked.ask()
    assert rows
    asked.wait("location.hash.includes('ask=')")
    address = asked.driver.current_url
    asked.ask("SELECT ?x { ?x a sem:Event }")
    asked.driver.get("about:blank")
    asked.driver.get(address)
    asked.wait("document.querySelectorAll('.results tbody tr').length")
    assert asked.js("return document.querySelector('.fields input').value") == "Mara Lindqvist"
    assert asked.js("return document.querySelectorAll('.results tbody tr').length") == len(rows)
    for hostile in ("ask=%7B", "ask=%5B1%5D", "ask=%7B%22name%22%3A1%2C%22text%22%3A2%7D", "ask=null"):
        asked.driver.get("about:blank")
        asked.driver.get(f"{address.partition('#')[0]}#view=sparql&{hostile}")
        asked.wait("window.sparql && sparql.words()")
        assert not asked.js("return document.querySelectorAll('.results tbody tr').length")


# ------------------------------------------------------------------ named queries


def test_every_named_query_is_there_and_runs(show: Any) -> None:
    asked = show()
    listed = asked.js("return [...document.querySelectorAll('#named option')].map((o) => o.value)")
    assert [name for name in listed if name] == list(named_queries())
    for name, query in named_queries().items():
        asked.js("sparql.pick(arguments[0])", name)
        asked.ask()
        wants = [parameter.name for parameter in query.parameters if parameter.required]
        if wants:
            assert asked.status() == f"This question needs a value for {wants[0]}."
        else:
            assert "row" in asked.status().lower(), (name, asked.status())


def test_a_named_query_with_a_name(show: Any) -> None:
    asked = show()
    asked.js("sparql.pick('events-of'); document.querySelector('.fields input').focus()")
    press(asked.driver, "verhoev")
    assert asked.offered(".fields") == ["Tomáš Verhoeven"]
    from selenium.webdriver.common.keys import Keys

    press(asked.driver, Keys.ENTER)
    assert asked.js("return document.querySelector('.fields input').value") == "Tomáš Verhoeven"
    rows = asked.ask()
    assert any("talks" in cell for row in rows for cell in row)
    assert not any("takeover" in cell for row in rows for cell in row)


def fill(asked: Asked, name: str, **given: str) -> None:
    asked.js("sparql.pick(arguments[0])", name)
    for field, value in given.items():
        asked.js(
            "const f = document.querySelector(`.fields input[name=${arguments[0]}]`); f.value = arguments[1];"
            "f.dispatchEvent(new Event('input'))",
            field,
            value,
        )


def test_values_as_people_write_them(show: Any) -> None:
    asked = show()
    fill(asked, "timeline", type="Consult")  # narrower types are meant, too
    rows = asked.ask()
    assert any("talks" in cell for row in rows for cell in row)
    assert any("happened" in row for row in rows)  # a status in words
    fill(asked, "timeline", **{"from": "2031-04", "least": "0"})  # titles of this story are no sentences
    later = asked.ask()
    fill(asked, "timeline", to="2031-04", least="0")
    assert 0 < len(later) <= len(asked.ask())
    for wrong, said in [
        ({"from": "31 April"}, "from is a date"),
        ({"to": "2031-02-30"}, "to is a date"),
        ({"type": "Negotiat"}, "did you mean negotiate?"),
    ]:
        fill(asked, "timeline", **wrong)
        asked.ask()
        assert said in asked.status()
    talks = asked.js(
        "return sparql.valuesOf({parameters: [{name: 'e', kind: 'event'}]}, {e: 'talks Tallinn'}, sparql.words()).e"
    )
    assert talks == [f"<{stories.event_iri('talks')}>"]
    for wrong_name, said in [
        ("Nobody At All", "Nobody and nothing is called"),
        ("Ida Kalas", "did you mean Ida Kallas"),
    ]:
        fill(asked, "events-of", entity=wrong_name)
        asked.ask()
        assert said in asked.status()


ATTACKS = [
    '" } UNION { ?s ?p ?o } #',
    "> } . ?s ?p ?o #",
    "\\",
    'x" . ?a ?b ?c . "',
    "https://x.example/> <b> <c> . <d",
    "line\nbreak\t\u0007\u2028",
]


def test_a_value_stays_a_value(show: Any) -> None:
    asked = show()
    text = "SELECT ?x { BIND(?value AS ?x) }"
    for attack in ATTACKS:
        fill(asked, "about-topic", words=attack)
        assert asked.ask() == []
        assert asked.status().startswith("No rows."), attack
        term = asked.js(
            "return sparql.valuesOf({parameters: [{name: 'value', kind: 'text'}]}, {value: arguments[0]}, {}).value[0]",
            attack,
        )
        assert term == str(to_term(attack))
        bound = asked.js("return sparql.bind(arguments[0], {value: [arguments[1]]})", text, term)
        assert bound == bind(text, {"value": [to_term(attack)]})


def test_values_are_bound_as_kg_query_binds_them(show: Any) -> None:
    asked = show()
    own = [
        "SELECT * { ?s ?p ?value { ?value ?b ?c FILTER(?value > 3) } OPTIONAL { { SELECT ?value { ?value ?e ?f } } } }",
        "CONSTRUCT { ?value ?p ?o } WHERE { ?value ?p ?o MINUS { ?o ?value 'a }' } }",
        "PREFIX x: <https://x.example/#> ASK { x:a ?p ?value . VALUES (?z) { (1) (UNDEF) } # ?value }\n }",
        "DESCRIBE ?value",
        'SELECT ?x { ?x <https://x.example/a#b> ?value ; ?y """a } "b" ?value""" }',
    ]
    terms = [to_term(Iri("https://x.example/1")), to_term("two")]
    for text in own:
        got = asked.js("return sparql.bind(arguments[0], {value: arguments[1]})", text, [str(term) for term in terms])
        assert got == bind(text, {"value": terms})
    for query in named_queries().values():
        names = [parameter.name for parameter in query.parameters]
        got = asked.js(
            "return sparql.bind(arguments[0], Object.fromEntries(arguments[1].map((name) => [name, arguments[2]])))",
            query.text,
            names,
            [str(term) for term in terms],
        )
        assert got == bind(query.text, dict.fromkeys(names, terms)), query.name


# ------------------------------------------------------------------ completion


def complete(asked: Asked, text: str) -> list[str]:
    """What is offered at the | of a text."""
    at = text.index("|")
    asked.js(
        "sparql.pick(''); sparql.editor.set(arguments[0]); const f = sparql.editor.field; f.focus();"
        "f.setSelectionRange(arguments[1], arguments[1]);"
        "f.dispatchEvent(new KeyboardEvent('keydown', {key: ' ', ctrlKey: true}))",
        text.replace("|", ""),
        at,
    )
    return asked.offered()


def test_completion_knows_this_graph(show: Any) -> None:
    asked = show()
    classes = complete(asked, "SELECT ?x { ?x a | }")
    assert "schema:Person" in classes and "sem:Event" in classes and "org:Membership" in classes
    assert "schema:Movie" not in classes and not any(name.startswith("kg:status") for name in classes)
    of_person = complete(asked, "SELECT ?x { ?x a schema:Person ; | }")
    assert "skos:prefLabel" in of_person[:6] and "kg:mentionCount" in of_person[:6]  # what persons have comes first
    assert complete(asked, "SELECT ?x { ?x kg:sta| }") == ["kg:status"]
    assert "sem:hasBeginTimeStamp" in complete(asked, "SELECT ?x { ?x begin| }")
    assert complete(asked, "SELECT ?x { ?x sem:eventType nego| }") == ["type:Negotiate"]
    assert complete(asked, "SELECT ?who ?where { ?w| }") == ["?who", "?where"]
    assert complete(asked, "SELECT ?x { ?x a sem:Event } ORD|") == ["ORDER BY"]
    complete(asked, "SELECT ?x { ?x kg:status | }")  # asks the graph which there are
    time.sleep(0.5)
    assert {"kg:Occurred", "kg:Planned", "kg:Denied"} <= set(complete(asked, "SELECT ?x { ?x kg:status | }"))
    for nothing in (
        'SELECT ?x { ?x rdfs:label "kg:sta|" }',
        "SELECT ?x { } # kg:sta|",
        "SELECT ?x { ?x rdfs:label 'kg:sta|",
    ):
        assert complete(asked, nothing) == []


def test_completion_by_keyboard(show: Any) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    asked = show()
    asked.js("sparql.editor.set(''); sparql.editor.field.focus()")
    press(asked.driver, "SELECT ?x { ?x a schema:Pe")
    assert asked.offered() == ["schema:Person"]
    press(asked.driver, Keys.ENTER, " }")
    assert asked.js("return sparql.editor.get()") == "SELECT ?x { ?x a schema:Person }"
    ActionChains(asked.driver).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()
    asked.wait("document.querySelectorAll('.results tbody tr').length === 3")


# ------------------------------------------------------------------ hostile text


def test_hostile_text_is_text(show: Any) -> None:
    asked = show("hostile")
    rows = asked.ask("SELECT ?label ?e ?alt { ?e skos:prefLabel ?label OPTIONAL { ?e skos:altLabel ?alt } }")
    assert set(stories.HOSTILE[:3]) <= {
        cell.replace("\n", "\u2028") if "alert(3)" in cell else cell for row in rows for cell in row
    } | set(asked.js("return sparql.answer().results.bindings.map((b) => b.label.value)"))
    asked.ask("SELECT ?u { ?a schema:url ?u }")
    hrefs = asked.js("return [...document.querySelectorAll('.results a')].map((a) => a.href)")
    assert hrefs and all(href.startswith("https://") for href in hrefs)
    asked.js("sparql.pick('events-of'); document.querySelector('.fields input').focus()")
    press(asked.driver, "bold")
    assert stories.HOSTILE[4] in asked.offered(".fields")
    complete(asked, "SELECT ?x { ?x skos:prefLabel '</script><img src=x onerror=alert(1)>' ; | }")
    assert (
        asked.js(
            "return document.querySelectorAll('#view-sparql img, #view-sparql script, #view-sparql svg[onload]').length"
        )
        == 0
    )


def test_the_frame_reaches_nothing(show: Any) -> None:
    """The page's policy holds in the frame, which cannot look into the page either."""
    asked = show()
    assert asked.js("return document.querySelector('iframe').contentDocument") is None
    frame = asked.js("return document.querySelector('iframe')")
    asked.driver.switch_to.frame(frame)
    try:
        said = asked.driver.execute_async_script(
            "const done = arguments[0]; document.addEventListener('securitypolicyviolation', (e) => done(e.effectiveDirective));"
            "fetch('https://x.example/').then(() => done('reached'), () => {})"
        )
        origin = asked.js("return self.origin")
    finally:
        asked.driver.switch_to.default_content()
    assert said == "connect-src" and origin == "null"


def test_prefixes_are_those_of_kg_query(show: Any) -> None:
    asked = show()
    assert asked.js("return explorer.data.prefixes") == PREFIXES
