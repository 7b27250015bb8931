"""``kg completion``."""

from __future__ import annotations

import click

from kg.cli.common import say

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Write what a shell needs to complete commands, options, questions, stores and names.

    For bash: eval "$(kg completion bash)" in ~/.bashrc; for zsh likewise in ~/.zshrc; for fish see
    below.

    Example: kg completion fish > ~/.config/fish/completions/kg.fish
    """
    from click.shell_completion import get_completion_class

    from kg.cli.main import group

    made = get_completion_class(shell)
    assert made is not None
    complete = made(group, {}, "kg", "_KG_COMPLETE")
    say(complete.source_template % complete.source_vars())
