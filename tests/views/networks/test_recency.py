from kg.views.networks.recency import recency


def test_what_was_told_last_is_recent() -> None:
    found = recency({"new": "2031-05-01", "old": "2031-01-01", "mid": "2031-04-01"})
    assert found["new"] == 1.0 and found["new"] > found["mid"] > found["old"] > 0
    # a quarter of the time halves it
    assert abs(found["mid"] - 0.5) < 0.01


def test_a_story_of_some_days_is_all_of_today() -> None:
    assert recency({"a": "2031-05-01", "b": "2031-05-02"})["a"] > 0.75
    assert recency({}) == {}
