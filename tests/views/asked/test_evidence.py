from hypothesis import given
from hypothesis import strategies as st

from kg.views.asked.article_rows import ArticleRow
from kg.views.asked.evidence import LONGEST, Sources, Telling, span_of


def sources(text: str) -> Sources:
    return Sources({"a": ArticleRow("a", "H", None, "2031-01-01", None)}, {}, lambda of: dict.fromkeys(of, text))


def shown(text: str, telling: Telling) -> tuple[str, list[str]]:
    found = sources(text)
    found.load([telling])
    evidence = found.show(telling)
    assert evidence is not None
    return evidence["sentence"], [evidence["sentence"][b:e] for b, e in evidence["highlights"]]


def test_spans() -> None:
    assert span_of("https://x/article/1#char=3,17") == ("https://x/article/1", 3, 17)
    assert span_of("https://x/article/1#line=3") is None


def test_the_sentence_of_a_mention_is_found() -> None:
    text = "A headline\n\nFirst one. Then Mara came. “Why?” Nobody knew.\nNew line"
    begin = text.index("Mara")
    assert shown(text, Telling("a", None, ((begin, begin + 4),))) == ("Then Mara came.", ["Mara"])
    begin = text.index("Nobody")
    assert shown(text, Telling("a", None, ((begin, begin + 6),)))[0] == "Nobody knew."
    assert shown(text, Telling("a", None, ((0, 1),)))[0] == "A headline"
    assert shown(text, Telling("a", None, ((len(text) - 4, len(text)),)))[0] == "New line"


def test_words_just_outside_the_clause_are_taken_in() -> None:
    text = "In Tallinn, Mara met Tomas."
    assert shown(text, Telling("a", (12, 26), ((3, 10), (17, 20)))) == (
        "In Tallinn, Mara met Tomas."[3:26],
        ["Tallinn", "met"],
    )


def test_long_sentences_are_cut_around_the_words() -> None:
    text = "word " * 1000 + "TRIGGER " + "word " * 1000
    at = text.index("TRIGGER")
    sentence, marks = shown(text, Telling("a", (0, len(text)), ((at, at + 7),)))
    assert marks == ["TRIGGER"]
    assert len(sentence) <= LONGEST
    assert sentence.startswith("word") and sentence.endswith("word")


def test_overlapping_marks_are_joined() -> None:
    assert shown("one two three", Telling("a", (0, 13), ((0, 7), (4, 13)))) == ("one two three", ["one two three"])


def test_without_its_text_nothing_is_shown() -> None:
    assert Sources({}, {}, lambda of: {}).show(Telling("gone", (0, 1), ())) is None


@given(
    st.text(max_size=80),
    st.integers(-5, 90),
    st.integers(-5, 90),
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=3),
)
def test_any_offsets(text: str, begin: int, end: int, marks: list[tuple[int, int]]) -> None:
    sentence, words = shown(text, Telling("a", (begin, end), tuple(marks)))
    assert sentence in text
    assert all(words)


@given(st.text(min_size=1, max_size=80), st.data())
def test_any_mention(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    sentence, _ = shown(text, Telling("a", None, ((begin, end),)))
    assert text[begin:end].strip() in sentence
