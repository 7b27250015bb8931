"""Days as people write them."""

from __future__ import annotations

import datetime

import pytest

from kg.knowledge.written_days import written_day, written_days


@pytest.mark.parametrize(
    ("first", "last", "long", "short"),
    [
        ("2025-03-31", "2025-03-31", "31 March 2025", "31 Mar 2025"),
        ("2025-03-24", "2025-03-30", "24–30 March 2025", "24–30 Mar 2025"),
        ("2024-02-01", "2024-02-29", "February 2024", "Feb 2024"),
        ("2025-02-01", "2025-04-30", "February–April 2025", "Feb–Apr 2025"),
        ("2025-01-01", "2025-12-31", "2025", "2025"),
        ("2025-03-24", "2025-04-03", "24 March 2025 – 3 April 2025", "24 Mar – 3 Apr 2025"),
        ("2024-12-30", "2025-01-02", "30 December 2024 – 2 January 2025", "30 Dec 2024 – 2 Jan 2025"),
        ("9999-01-01", "9999-12-31", "9999", "9999"),
    ],
)
def test_stretches_of_days(first: str, last: str, long: str, short: str) -> None:
    begin, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    assert written_days(begin, end) == long
    assert written_days(begin, end, short=True) == short


def test_one_day() -> None:
    assert written_day(datetime.date(2031, 5, 3)) == "3 May 2031"
