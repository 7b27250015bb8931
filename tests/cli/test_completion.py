"""What ``kg completion`` writes, and what a shell is offered with it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner

from kg.api import Story
from kg.cli.main import group


def offered(*words: str, begun: str) -> list[str]:
    complete = BashComplete(group, {}, "kg", "_KG_COMPLETE")
    return [item.value for item in complete.get_completions(list(words), begun)]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_of_its_shell(shell: str) -> None:
    result = CliRunner().invoke(group, ["completion", shell])
    assert result.exit_code == 0 and "_KG_COMPLETE" in result.output and f"{shell}_complete" in result.output
    if program := shutil.which(shell):
        done = subprocess.run([program, "-n"], input=result.output, text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr


def test_commands_questions_and_names(small_store: Path) -> None:
    assert "export" in offered(begun="ex")
    assert "who-met-whom" in offered("query", begun="who-m")
    every = offered("show", "-s", str(small_store), begun="")
    assert every
    word = every[0].split()[-1]
    assert every[0] in offered("show", "-s", str(small_store), begun=word[:3].lower())
    assert offered("show", "-s", str(small_store / "none"), begun="") == []


def test_no_name_is_offered_that_a_shell_would_run(small_store: Path) -> None:
    for name in ("Mara $(echo x)", "Mara; echo x", "Mara `echo x`", "Mara > x", "Mara\u202e", "Mara *"):
        with Story(small_store) as story:
            story.rename(next(str(row["label"]) for row in story.entities("Person")), name)
        assert not [label for label in offered("show", "-s", str(small_store), begun="") if set(label) & set("$;`>*\u202e")]
