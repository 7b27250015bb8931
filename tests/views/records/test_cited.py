from kg.views.records.cited import Cited, folded


def cited(article: str, sentence: str, origin: str = "", status: str | None = "Occurred", by: str | None = None) -> Cited:
    return Cited(sentence, sentence, article, None, None, status=status, said_by=by, origin=origin)


def test_copies_are_folded_and_one_sentence_stands_for_an_origin() -> None:
    found = folded(
        [cited("a", "Lund may open the mine, he said.", "a", "Possible", "Lund"), cited("b", "Lund opened the mine.", "a"),
         cited("c", "Lund opened the mine at Tarn.", "a"), cited("d", "The mine is open.", "d")],
        "Occurred",
    )  # fmt: skip
    assert [(f.first.article, f.words) for f in found] == [("b", "+2 copies"), ("d", "")]


def test_what_retells_a_report_is_no_copy() -> None:
    (fold,) = folded([cited("a", "Lund opened the mine.", "a"), cited("b", "A pit began its work in winter.", "a")])
    assert fold.words == "+1 of the same origin"
    (fold,) = folded([cited("a", "Lund opened the mine."), cited("a", "It is deep.")])
    assert fold.words == "+1 sentence of this article"
