"""Codes of errors are unique, well-formed, raised somewhere, and documented."""

import pickle
import re
from pathlib import Path

from kg.errors import Code, KgError

ROOT = Path(__file__).resolve().parent.parent
LATER = {"NO_JUDGEMENT", "BAD_AUTHORITY", "BAD_GOLD"}
"""Of commands that are not there yet."""


def test_codes_are_unique() -> None:
    numbers = [code.number for code in Code]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"KG\d{3}", number) for number in numbers)
    assert numbers == sorted(numbers)


def test_sentences_end_as_sentences_do() -> None:
    for code in Code:
        assert code.sentence.endswith((".", "?")), code


def test_every_code_is_raised() -> None:
    source = "\n".join(path.read_text("utf8") for path in (ROOT / "kg").rglob("*.py"))
    unused = {code.name for code in Code if f"Code.{code.name}" not in source}
    assert unused <= LATER


def test_the_message_holds_code_and_fields() -> None:
    error = KgError(Code.NO_STORE, path="s")
    assert str(error) == "[KG020] There is no store at s: build one with `kg build ARTICLES -s s`."
    assert error.code is Code.NO_STORE and error.fields == {"path": "s"}


def test_a_message_is_one_line_without_what_a_terminal_would_obey() -> None:
    error = KgError(Code.NO_TEXT, path="a\x1b[31m\n\u202eb\udcff\x9b.txt")
    assert str(error).startswith("[KG005] a\\x1b[31m \\u202eb\\udcff\\x9b.txt has")
    assert error.fields["path"] == "a\x1b[31m\n\u202eb\udcff\x9b.txt"


def test_an_error_comes_whole_out_of_another_process() -> None:
    error = KgError(Code.BAD_JSON_LINE, line=3, path=Path("x.jsonl"), why=ValueError("no"))
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.code, copy.fields["line"]) == (str(error), error.code, 3)
