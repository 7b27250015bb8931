import random

from hypothesis import given
from hypothesis import strategies as st

from kg.articles.article import Article
from kg.articles.copies import (
    Filed,
    Sketch,
    are_copies,
    band_keys,
    common_keys,
    containment,
    find_copies,
    is_copy,
    resemblance,
    sketch,
    sketch_text,
)


def words(seed: int, count: int) -> str:
    numbers = random.Random(seed)
    return " ".join(f"w{numbers.randrange(20_000)}" for _ in range(count))


REPORT = words(1, 400)


def test_stable_and_small() -> None:
    one = sketch_text(words(7, 3000))
    assert len(one.to_bytes()) <= 1024
    assert Sketch.from_bytes(one.to_bytes()) == one
    assert (
        sketch_text("The pier at Lindvik will be rebuilt").to_bytes().hex()
        == sketch_text("the PIER, at Lindvik,\nwill be rebuilt!").to_bytes().hex()
    )
    assert band_keys(sketch_text("one two three four five six")) == ["680d6ddd", "7bdb7519"]


def test_cut_and_edited_copies() -> None:
    whole = sketch_text(REPORT)
    parts = REPORT.split()
    cut = sketch_text(" ".join(parts[:160]))
    edited = sketch_text(words(2, 120) + " " + " ".join(parts[40:300]) + " " + words(3, 60))
    assert containment(whole, cut) > 0.95 and is_copy(whole, cut)
    assert 0.4 < containment(whole, edited) < 0.8 and is_copy(whole, edited)
    assert set(band_keys(whole)) & set(band_keys(cut)) and set(band_keys(whole)) & set(band_keys(edited))


def test_other_reports() -> None:
    assert resemblance(sketch_text(REPORT), sketch_text(words(5, 400))) < 0.02
    background = " ".join(REPORT.split()[:120])
    one, two = sketch_text(background + " " + words(8, 200)), sketch_text(background + " " + words(9, 200))
    assert is_copy(one, two)
    assert not is_copy(one, two, same_outlet=True)
    assert not is_copy(one, two, days_apart=10)


def test_quotations_do_not_count() -> None:
    said = words(11, 90)
    one = sketch_text(f'{words(12, 100)}. He said: "{said}" and {words(13, 20)}')
    two = sketch_text(f"{words(14, 100)}. She heard: “{said}” {words(15, 20)}")
    assert not is_copy(one, two)


def test_a_transcript_holds_every_report_of_it() -> None:
    parts = words(16, 4000).split()
    report = sketch_text(words(17, 200) + " " + " ".join(parts[:100]))
    assert not is_copy(sketch_text(" ".join(parts)), report)


def test_templates_of_an_outlet() -> None:
    template = words(20, 300)
    articles = {str(i): Filed(sketch_text(words(30 + i, 100) + " " + template), "P", "2024-03-05") for i in range(8)}
    assert is_copy(articles["0"].sketch, articles["1"].sketch, same_outlet=True)
    common = common_keys([one.sketch for one in articles.values()])
    assert not are_copies(articles["0"], articles["1"], common=common)
    assert find_copies(articles) == []


def test_find_copies_is_a_function_of_the_set() -> None:
    cut = " ".join(REPORT.split()[:200])
    articles = {
        "a": Filed(sketch_text(REPORT), "P", "2024-03-05"),
        "b": Filed(sketch_text(cut), "Q", "2024-03-06"),
        "c": Filed(sketch_text(words(6, 300)), None, None),
        "d": Filed(sketch_text(cut + words(7, 30)), None, None),
    }
    assert find_copies(articles) == [("a", "b"), ("a", "d"), ("b", "d")]
    assert find_copies(dict(reversed(articles.items()))) == find_copies(articles)


def test_headline_and_boilerplate_do_not_count() -> None:
    text = "A headline of many words here\n\n" + REPORT
    assert sketch(Article(text, headline_span=(0, 29))) == sketch_text(REPORT)
    end = len(REPORT)
    assert sketch(Article(REPORT + "\nRead more", boilerplate=((end + 1, end + 10),))) == sketch_text(REPORT)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_texts(one: str, two: str) -> None:
    a, b = sketch_text(one), sketch_text(two)
    assert resemblance(a, b) == resemblance(b, a)
    assert containment(a, b) == containment(b, a)
    assert 0 <= resemblance(a, b) <= containment(a, b) <= 1
    assert not a.size or resemblance(a, a) == 1
    assert is_copy(a, b) == is_copy(b, a)
    assert Sketch.from_bytes(a.to_bytes()) == a
