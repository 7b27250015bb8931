"""What readers may say on pages: commands for a terminal, which do what ``kg review`` does, whatever the store is called."""

from __future__ import annotations

import re
import shlex
import shutil
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from werkzeug.test import Client

from kg.analysis.answers import command
from kg.api import Story
from kg.cli.main import group
from kg.server.application import Application
from kg.server.library import Library

from .test_pages import HTML

BUTTON = re.compile(r'<button [^>]*data-about="([^"]*)" data-command="([^"]*)" data-says="([^"]*)">([^<]*)</button>')


def said(page: str) -> list[tuple[str, str, str, str]]:
    """Of each button: what it is about, its command, what it says, its word."""
    return [tuple(map(unescape, found)) for found in BUTTON.findall(page)]  # type: ignore[misc]


def run(line: str) -> str:
    words = shlex.split(line)
    assert words[0] == "kg"
    done = CliRunner().invoke(group, words[1:])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.model
def test_commands_of_the_review_settle_what_they_are_about(corpus_copy: Path, tmp_path: Path) -> None:
    store = tmp_path / "it's $HOME; a story"
    shutil.move(corpus_copy, store)
    library = Library(store, queries=1)
    text = Client(Application(library)).get("/review", headers=HTML).text
    library.close()
    buttons = said(text)
    with Story(store) as story:
        ids = {d.id for d in story.doubts()}
    assert {about for about, *_ in buttons} <= ids and len(buttons) >= 20
    chosen = [next(b for b in buttons if b[3] == word) for word in ("Same", "Right")]
    chosen.append(next(b for b in buttons if b[3].startswith("Wrong:")))
    for _, line, _, _ in chosen:
        run(line)
    with Story(store) as story:
        assert {about for about, *_ in chosen} & {d.id for d in story.doubts()} == set()
        assert [j.kind for j in story.judgements()] == ["same", "status", "retype"]


def test_an_event_is_right_or_wrong_and_a_sentence_may_be_read_wrongly(small_store: Path) -> None:
    library = Library(small_store, queries=1)
    client = Client(Application(library))
    event = re.search(r'href="(/event/[^"]+)"', client.get("/query?name=happened&set-least=0", headers=HTML).text)
    assert event is not None
    text = client.get(unescape(event[1]), headers=HTML).text
    library.close()
    right, wrong, rejected, *_ = said(text)
    assert (right[3], wrong[3], rejected[3]) == ("Right", "Wrong", "Read wrongly")
    assert right[0] == wrong[0] != rejected[0] == shlex.split(rejected[1])[2]
    assert "reject" in run(rejected[1])
    assert 'data-kind="event"' in text and shlex.quote(str(small_store)) in text


def test_words_of_a_command_are_quoted() -> None:
    assert command("a b", "same", "x'y", "$z") == "kg same 'x'\"'\"'y' '$z' -s 'a b'"


def test_what_is_new(small_library: Library) -> None:
    client = Client(Application(small_library))
    text = client.get("/new", headers=HTML).text
    assert "What is new" in text and "2 new articles" in text
    assert "1 new article" in client.get("/new?since=2025-06-02", headers=HTML).text
    assert client.get("/new?since=neverday", headers=HTML).status_code == 400
    assert "What is new" not in client.get("/", headers=HTML).text  # all is new: the brief tells it
