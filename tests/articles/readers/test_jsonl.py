import json

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles.markup import is_marked_up, seen
from kg.articles.readers.jsonl import read_json, read_lines, read_record
from kg.errors import Code, KgError


def lines(*records: object) -> list[bytes]:
    return [(r if isinstance(r, bytes) else json.dumps(r).encode()) + b"\n" for r in records]


def test_fields_and_their_other_names() -> None:
    errors: list[KgError] = []
    articles = list(
        read_lines(
            lines(
                {"id": "7", "title": "A b", "date": "2020-01-02", "publisher": "P Q", "author": "R",
                 "text": "Words here."},
                {"headline": "C d", "published": "2020-01-03T10:00Z", "source": {"name": "S"}, "body": "More words.",
                 "link": "https://x.example/1", "authors": ["A", "B"], "lang": "en-US"},
            ),
            source="f.jsonl",
            on_error=errors.append,
        )
    )  # fmt: skip
    assert not errors
    first, second = articles
    assert first.text == "A b\n\nWords here."
    assert (first.published, first.publisher, first.author, first.source) == ("2020-01-02", "P Q", "R", "f.jsonl:1")
    assert first.url == "urn:kg:P%20Q:7"
    assert second.text == "C d\n\nMore words."
    assert (second.published, second.publisher, second.author) == ("2020-01-03", "S", "A, B")
    assert (second.url, second.language) == ("https://x.example/1", "en-US")


def test_id_alone_is_no_address() -> None:
    assert read_record({"id": "7", "text": "Words."}, "f", 1).url is None
    assert read_record({"id": "tag:x.example,2020:7", "text": "Words."}, "f", 1).url == "tag:x.example,2020:7"


def test_bad_lines_are_reported_and_passed_over() -> None:
    errors: list[KgError] = []
    data = lines(b"{not json", {"text": "Good one."}, {"title": "no text"}, [1], {"text": "x", "date": "soon"})
    data += lines(b"", {"text": " "})
    data += [b"[" * 100_000, *lines({"text": "Good two."})]
    articles = list(read_lines(data, source="f", on_error=errors.append))
    assert [article.text for article in articles] == ["Good one.", "Good two."]
    codes = [error.code for error in errors]
    bad = Code.BAD_JSON_LINE
    assert codes == [bad, bad, bad, Code.BAD_DATE, Code.NO_TEXT, bad]
    assert "Line 1 of f" in str(errors[0])


def test_html_in_a_field() -> None:
    record = {"text": "<p>One <b>bold</b> word.</p><p>Two &amp; three.<br>Four</p><script>x()</script>"}
    assert read_record(record, "f", 1).text == "One bold word.\n\nTwo & three.\n\nFour"


def test_json_file() -> None:
    errors: list[KgError] = []
    data = json.dumps([{"text": "One."}, 3, {"text": "Two."}], indent=1).encode()
    assert [a.text for a in read_json(data, source="f", on_error=errors.append)] == ["One.", "Two."]
    assert len(errors) == 1
    assert [a.text for a in read_json(b'{"text": "One."}', source="f", on_error=errors.append)] == ["One."]


@given(st.text(st.characters(), max_size=200).filter(lambda text: any(map(str.isalnum, text)) and not is_marked_up(text)))
@settings(deadline=None)  # the first text that is no English loads a model
def test_no_word_is_lost(text: str) -> None:
    article = read_record({"text": text, "title": "Some title"}, "f", 1)
    kept = article.text.removeprefix("Some title\n\n")
    wanted = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    wanted = seen(wanted)
    assert len(kept) == len(wanted)
    for before, after in zip(wanted, kept, strict=True):
        assert before == after or before in "\v\f\x7f\ufffe\uffff" or before < " " or "\x80" <= before <= "\x9f"


def test_a_headline_and_a_text_that_are_too_long_together():
    errors = []
    line = json.dumps({"title": "a" * 600_000, "text": "b" * 600_000}).encode()
    assert list(read_lines([line], source="x.jsonl", on_error=errors.append)) == []
    assert [e.code for e in errors] == [Code.TOO_LARGE]
    assert "x.jsonl:1 is too large for an article (1200002 characters, the limit is 1000000)" in str(errors[0])
