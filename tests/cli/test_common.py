"""Tables on wide and on narrow terminals."""

import pytest

from kg.cli.common import print_table

COLUMNS = ["who", "day", "event"]
ROWS = [
    ("Ada Holmgren, Viktor Saar, the ferry owners", "2031-05-06", "https://kg.example/id/event/0123456789abcdef-17"),
    ("", "2031-05-07", "https://kg.example/id/event/fedcba9876543210-2"),
]


def printed(columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    print_table(COLUMNS, ROWS)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_a_table_has_a_row_in_a_line_where_there_is_room(monkeypatch, capsys) -> None:
    head, first, second = printed(140, monkeypatch, capsys)
    assert head.split() == COLUMNS
    assert first.split("  ")[0] == ROWS[0][0]
    assert second.split() == list(ROWS[1][1:])


def test_a_cell_is_broken_where_the_pieces_stay_readable(monkeypatch, capsys) -> None:
    lines = printed(90, monkeypatch, capsys)
    assert lines[0].split() == COLUMNS
    assert len(lines) == 5


def test_rows_become_blocks_on_a_narrow_terminal(monkeypatch, capsys) -> None:
    assert printed(60, monkeypatch, capsys) == [
        f"who    {ROWS[0][0]}",
        "day    2031-05-06",
        f"event  {ROWS[0][2]}",
        "",
        "day    2031-05-07",
        f"event  {ROWS[1][2]}",
    ]


def test_narrow_columns_stay_a_table_on_any_terminal(monkeypatch, capsys) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    print_table(["kind", "events"], [("consult", "10"), ("agree", "1")])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines] == [["kind", "events"], ["consult", "10"], ["agree", "1"]]


def test_a_table_without_rows_is_its_heading(monkeypatch, capsys) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    print_table(COLUMNS, [])
    assert capsys.readouterr().out.split() == COLUMNS
