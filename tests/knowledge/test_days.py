"""Days beside days."""

from datetime import date

from kg.knowledge.days import moved


def test_days_end_with_the_calendar():
    assert moved(date(2024, 2, 28), 2) == date(2024, 3, 1)
    assert moved(date(2024, 3, 1), -1) == date(2024, 2, 29)
    assert moved(date.max, 1) == date.max
    assert moved(date.min, -1) == date.min
