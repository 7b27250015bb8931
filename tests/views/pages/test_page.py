from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from networkx import MultiDiGraph

from kg.errors import KgError
from kg.views.html.cell import cell
from kg.views.html.document import json_for_script
from kg.views.networks.drawing import LIMIT
from kg.views.networks.network import network
from kg.views.pages.page import page

from .. import stories


class Elements(HTMLParser):
    """Elements of a page with their text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1][2].append(data)

    def of(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attrs, "".join(text)) for name, attrs, text in self.found if name == tag]


def graph(name: str = "small", **options: Any) -> MultiDiGraph:
    return network(stories.asker(getattr(stories, name)().store()), **options)


def data_of(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Elements(text).of("script")[0][1])
    return found


def test_policy_allows_only_what_is_inside() -> None:
    elements = Elements(page(graph()))
    policy = next(a["content"] for a, _ in elements.of("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy and "http" not in policy

    def hashed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    scripts = elements.of("script")
    assert [a.get("type") for a, _ in scripts] == ["application/json", None, None]
    assert all(hashed(text) in policy for _, text in scripts[1:])
    assert [hashed(text) in policy for _, text in elements.of("style")] == [True]


def test_nothing_comes_from_elsewhere() -> None:
    text = page(graph())
    for tag, attributes, _ in Elements(text).found:
        for name in ("src", "href", "srcset", "action", "data", "background", "poster"):
            value = attributes.get(name)
            assert value is None or value.startswith("data:"), (tag, value)
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
    assert "sourceMappingURL" not in text
    assert "@import" not in text and "url(" not in Elements(text).of("style")[0][1]
    for tag in ("link", "img", "iframe", "object", "base", "form"):
        assert all(a.get("rel") == "icon" for a, _ in Elements(text).of(tag)), tag


def test_data() -> None:
    data = data_of(page(graph(), title="Cobalt & co"))
    assert data["title"] == "Cobalt & co"
    labels = [node["label"] for node in data["nodes"]]
    mara = labels.index("Mara Lindqvist")
    assert data["vis"]["nodes"][mara]["label"] == "Mara Lindqvist"
    assert data["vis"]["nodes"][mara]["shape"] == "dot"
    assert data["vis"]["options"]["physics"] == {"enabled": False}
    assert all({"x", "y"} <= node.keys() for node in data["vis"]["nodes"])
    assert len(data["vis"]["edges"]) == len(data["edges"])
    talks = next(n for n in data["nodes"] if n["label"].startswith("talks"))
    sentence, marks, status, said_by = talks["evidence"][0]
    article, text = data["sentences"][sentence]
    assert text[marks[0] : marks[1]] == "met"
    assert data["articles"][article] == [
        "Cobalt talks open",
        "The Harbour Wire",
        "13 Mar 2031",
        "https://harbour.example/cobalt",
    ]
    assert (status, said_by) == ("Occurred", None)
    assert talks["when"] == "12 Mar 2031"
    assert len({text for _, text in data["sentences"]}) < len(data["sentences"]) + 1


def test_marks_count_as_javascript_does() -> None:
    world = stories.World()
    world.entity("a", "Person", "Ann")
    world.entity("b", "Person", "Bo")
    world.event("e", "Meet", "meeting: Ann, Bo")
    world.article("Smiles", None, None, [("e", "🙂🙂 {agent:a|Ann} {!|met} {recipient:b|Bo}.")])
    data = data_of(page(network(stories.asker(world.store()))))
    event = next(n for n in data["nodes"] if n["kind"] == "event")
    sentence, marks, _, _ = event["evidence"][0]
    units = data["sentences"][sentence][1].encode("utf-16-le")
    assert units[marks[0] * 2 : marks[1] * 2].decode("utf-16-le") == "met"


def test_one_line_between_two() -> None:
    data = data_of(page(graph("affair", events=False)))
    pairs = [frozenset((edge["from"], edge["to"])) for edge in data["edges"]]
    assert len(pairs) == len(set(pairs))


def test_same_graph_same_page() -> None:
    assert page(graph("affair")) == page(graph("affair"))


def test_size() -> None:
    assert len(page(graph("affair")).encode()) < 700_000


def test_hostile_text_stays_text() -> None:
    plain, hostile = (
        Elements(page(graph(name), title=title, source=title))
        for name, title in (("small", "x"), ("hostile", stories.HOSTILE[0]))
    )
    assert [tag for tag, _, _ in plain.found] == [tag for tag, _, _ in hostile.found]
    data = json.loads(hostile.of("script")[0][1])
    assert set(stories.HOSTILE[:3]) <= {node["label"] for node in data["nodes"]}


def test_json_for_script() -> None:
    value = {"a</script><!--": ["&amp;", "\u2028\u2029", "\ud800", None, 1]}
    text = json_for_script(value)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"a</script><!--": ["&amp;", "\u2028\u2029", "?", None, 1]}
    text.encode("utf-8")


def test_too_large() -> None:
    many: MultiDiGraph = MultiDiGraph()
    many.add_nodes_from(range(LIMIT + 1))
    with pytest.raises(KgError, match=r"KG043.*kg explore"):
        page(many)


def test_an_empty_network() -> None:
    data = data_of(page(network(stories.asker(stories.World().store()))))
    assert data["nodes"] == [] and data["total"] == 0


def test_cell() -> None:
    text = page(graph("hostile"), title='"quoted" <b>')
    frames = Elements(cell(text, height=480)).found
    assert [tag for tag, _, _ in frames] == ["iframe", "p", "small", "code"]  # a line for those that show no frames
    assert frames[0][1]["srcdoc"] == text
    assert "allow-same-origin" not in str(frames[0][1]["sandbox"])
    assert "height:480px" in str(frames[0][1]["style"])


def test_every_placeholder_is_filled() -> None:
    text = page(graph(), title="a {{data}} b")
    assert "a {{data}} b" in html.unescape(Elements(text).of("title")[0][1])
    assert len(re.findall(r"\{\{\w+\}\}", text.replace("a {{data}} b", ""))) == 0
