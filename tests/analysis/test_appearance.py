"""Sizes by a measure and colours by community, on a picture."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.analysis.appearance import COLOURED, measure
from kg.analysis.links import entity_network
from kg.views.networks.drawing import appearance, draw
from kg.views.networks.network import network
from kg.views.pages.page import page

from .worlds import ask, iri


def drawn(**options: str) -> Any:
    query = ask()
    graph = network(query, events=False)
    measure(graph, entity_network(query), **options)
    return graph


def test_sizes() -> None:
    graph = drawn(size_by="degree")
    nodes = {node["label"]: node for node in draw(graph)["nodes"]}
    sizes = {node["label"]: node["size"] for node in draw(graph)["vis"]["nodes"]}
    assert nodes["Norland"]["measure"] == 4 and nodes["Gro Vik"]["measure"] == 0
    assert sizes["Norland"] > sizes["Cleo Dahl"] > sizes["Gro Vik"]
    assert draw(graph)["sizeBy"] == "degree" and draw(graph)["communities"] is None


def test_colours() -> None:
    graph = drawn(colour_by="community")
    number = {key: graph.nodes[iri(key)]["community"] for key in ("dag", "eva", "finn", "hal", "firm", "gro")}
    assert number["dag"] == number["eva"] == number["finn"] and number["hal"] == number["firm"] != number["dag"]
    assert number["gro"] == COLOURED + 1  # linked by a denial alone
    named = draw(graph)["communities"]
    assert 2 <= len(named) <= COLOURED and named[number["hal"] - 1] in ("Hal Nor", "Hal & Sons")
    assert len(appearance()["communities"]) == COLOURED + 1
    assert measure(network(ask()), entity_network(ask())) is None  # neither asked for: nothing changes


@pytest.mark.browser
def test_in_a_browser(tmp_path: Path) -> None:
    from views.browser import complaints, open_browser, requests, screen, visit

    query = ask()
    graph = network(query, events=False)
    measure(graph, entity_network(query), size_by="strength", colour_by="community")
    with open_browser() as driver:
        screen(driver)
        address = visit(driver, page(graph), tmp_path)
        legend = driver.find_element("id", "legend").text
        assert "COMMUNITIES" in legend.upper() and "The larger, the more strength." in legend
        box = driver.find_element("css selector", "#legend fieldset:nth-of-type(2) input")
        before = len(re.findall(r"\d+ names?", driver.find_element("id", "panel").text))
        box.click()
        hint = driver.find_element("id", "hint").text
        assert "filtered away" in hint and before
        assert complaints(driver) == []
        assert [url for url in requests(driver) if not url.startswith("data:")] == [address.as_uri()]


def test_the_command(small_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kg.cli.main import main

    out = tmp_path / "page.html"
    with pytest.raises(SystemExit) as stopped:
        main(["view", "-s", str(small_store), "-o", str(out), "--size-by", "pagerank", "--colour-by", "community"])
    assert not stopped.value.code, capsys.readouterr().err
    data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', out.read_text("utf8"))[1])  # type: ignore[index]
    assert data["sizeBy"] == "pagerank" and data["communities"]
