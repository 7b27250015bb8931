"""What tests of the command line share."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from kg.cli.main import main


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[str, str]]:
    """Runs the command line in this process: arguments and ``given`` on standard input → standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("KG_STORE", raising=False)

    def run(*arguments: object, code: int = 0, given: str | None = None) -> tuple[str, str]:
        if given is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        with pytest.raises(SystemExit) as stopped:
            main([str(a) for a in arguments])
        said = capsys.readouterr()
        assert stopped.value.code == code, said.err
        return said.out, said.err

    return run
