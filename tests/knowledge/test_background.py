"""How rare words are."""

from __future__ import annotations

from kg.knowledge.background import rarity, small_words, stem, stems
from kg.knowledge.build_background import small


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


def test_words_that_news_writes_small():
    assert {"imagine", "buy", "vote"} <= small_words()
    assert not {"london", "obama", "monday"} & small_words()
    texts = ["The ferry sailed. Ferries sail from Norvik, and the ferry from Norvik is late."] * 2
    assert "ferry" in small(texts) and "norvik" not in small(texts) and "ferries" not in small(texts)
