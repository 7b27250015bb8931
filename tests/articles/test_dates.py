from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.dates import parse_date, parse_moment


@pytest.mark.parametrize(
    "value",
    [
        "2025-03-31",
        "20250331",
        "2025/03/31",
        "2025-03-31T11:42:00+01:00",
        "2025-03-31 23:59",
        "31 March 2025",
        "March 31, 2025",
        "Monday 31 March 2025",
        "Mon, 31 Mar 2025 10:00:00 GMT",
        "31/03/2025",
        "3/31/2025",
        "31.03.2025",
    ],
)
def test_dates(value: str) -> None:
    assert parse_date(value) == "2025-03-31"


@pytest.mark.parametrize(
    "value",
    [
        *("", "2025", "2025-03", "March 2025", "31 March", "Monday", "03/04/2025", "2025-02-30", "2025-13-01"),
        *("0001-01-01", "yesterday", "10:30", "1743379200", "31 Mar 25", "2025-03-31-extra", "not a date 2025"),
        *("May we 2025", "x" * 500),
    ],
)
def test_what_is_no_date(value: str) -> None:
    assert parse_date(value) is None


def test_day_and_month_alike() -> None:
    assert parse_date("04/04/2025") == "2025-04-04"


@given(st.text(max_size=60))
def test_never_raises(value: str) -> None:
    found = parse_date(value)
    assert found is None or len(found) == 10


@given(st.dates(min_value=date(1500, 1, 1)))
def test_iso_round_trip(day: date) -> None:
    assert parse_date(day.isoformat()) == day.isoformat()
    assert parse_date(f"{day.day} {day:%B} {day.year}") == day.isoformat()


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-03-04T09:00:00+01:00", "2026-03-04T08:00:00Z"),
        ("2026-03-04T09:00:00Z", "2026-03-04T09:00:00Z"),
        ("2026-03-04T09:00:00.123456Z", "2026-03-04T09:00:00Z"),
        ("2026-03-04 09:00", "2026-03-04T09:00:00Z"),
        ("20260304090000", "2026-03-04T09:00:00Z"),
        ("Wed, 04 Mar 2026 09:00:00 -0500", "2026-03-04T14:00:00Z"),
        ("2026-03-04", "2026-03-04"),
        ("4 March 2026", "2026-03-04"),
        ("0001-01-01T00:00:00Z", None),
        ("Mon, 01 Jan 0001 00:00:00 +0000", None),
        ("Mon, 30 Nov -0001 00:00:00 +0000", None),
        ("Wed, 04 Mar 2026 10:00:00 GMT+0100", "2026-03-04T09:00:00Z"),
        ("soon", None),
        ("", None),
    ],
)
def test_moments(value: str, moment: str | None) -> None:
    assert parse_moment(value) == moment
