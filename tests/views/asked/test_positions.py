from kg.views.asked.positions import ToldPosition, held


def told(role: str, where: str, origin: str, sentence: str = "", last: str | None = None) -> ToldPosition[str]:
    return ToldPosition(role, where, None, last, sentence, origin, origin)


def test_wordings_of_one_position_are_one_line() -> None:
    found = held([told("chief executive", "Brisk Bank", "a"), told("head", "Brisk Bank", "b"), told("head", "Brisk Bank", "c"),
                  told("chief executive", "", "d")])  # fmt: skip
    assert [h.text for h in found] == ["chief executive, Brisk Bank (also head)"] or [h.text for h in found] == [
        "head, Brisk Bank (also chief executive)"
    ]
    assert found[0].origins == {"a", "b", "c", "d"}


def test_present_ones_come_first() -> None:
    found = held(
        [told("banker", "", "a", "Ilić, a former banker, runs the port."), told("banker", "", "b", "the former city banker"),
         told("mayor", "", "c", "Mayor Ilić spoke."), told("judge", "Tarn", "c", last="2029-01-01")]
    )  # fmt: skip
    assert [h.text for h in found] == ["mayor", "former judge, Tarn, until 1 Jan 2029", "former banker"]


def test_one_garbled_source_is_called_so() -> None:
    found = held([*(told("head", "Brisk Bank", o) for o in "abc"), told("head", "Brisk Bench", "d")])
    assert [h.text for h in found] == ["head, Brisk Bank", "head, Brisk Bench – one source alone says so"]
    assert not held([told("head", "Brisk Bench", "d")])[0].lone
