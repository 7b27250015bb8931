import datetime

import pytest

from kg.errors import KgError
from kg.graph.asking.words import days as words
from kg.views.asked.dates import first_day, last_day


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031", "2031-01-01", "2031-12-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2031-04-05", "2031-04-05", "2031-04-05"),
        (datetime.date(2031, 4, 5), "2031-04-05", "2031-04-05"),
        (None, None, None),
    ],
)
def test_days(value: str | datetime.date | None, first: str | None, last: str | None) -> None:
    assert (first_day(value), last_day(value)) == (first, last)


@pytest.mark.parametrize("value", ["", "soon", "2031-13", "2031-02-30", "31", "2031-1-1", "20310101", "٢٠٣١"])
def test_bad_days(value: str) -> None:
    if value == "٢٠٣١":  # digits of another script are digits
        assert first_day(value) == "2031-01-01"
        return
    with pytest.raises(KgError, match="KG044"):
        first_day(value)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2031-03-12", "2031-03-12", "12 Mar 2031"),
        ("2031-04-11", "2031-04-20", "11–20 Apr 2031"),
        ("2031-04-01", "2031-04-30", "Apr 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2031-01-01", "2031-03-31", "Jan–Mar 2031"),
        ("2031-04-28", "2031-05-02", "28 Apr – 2 May 2031"),
        ("2030-12-28", "2031-01-02", "28 Dec 2030 – 2 Jan 2031"),
        ("2031-03-12", None, "since 12 Mar 2031"),
        (None, "2031-03-12", "until 12 Mar 2031"),
        (None, None, ""),
        ("-0044-03-15", "nonsense", ""),
    ],
)
def test_words(first: str | None, last: str | None, shown: str) -> None:
    assert words(first, last) == shown
