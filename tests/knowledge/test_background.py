"""How rare words are."""

from __future__ import annotations

from kg.knowledge.background import rarity, stem, stems


def test_stems_file_forms_of_a_word_together():
    assert len({stem(w) for w in ("plan", "plans", "planned", "planning")}) == 1
    assert len({stem(w) for w in ("city", "cities")}) == 1
    assert stem("glasses") == stem("glass")
    assert [stem(w) for w in ("king", "red", "news", "2031", "a")] == ["king", "red", "new", "2031", "a"]


def test_stems_of_a_text():
    assert stems("The ferry's crew met, twice!") == ["the", "ferry", "s", "crew", "met", "twic"]
    assert stems("") == []


def test_what_news_rarely_says_is_rare():
    assert rarity("the") < 0.1 < rarity(stem("president")) < rarity(stem("lighthouse")) <= rarity("brakel")
