import gzip
import io
import os
from pathlib import Path

import pytest

from kg.articles.article import Article
from kg.articles.sniffing import sniff
from kg.articles.sources import MOST_TOLD, read_articles
from kg.errors import Code, KgError


def names(articles: list[Article]) -> list[str]:
    return [Path(article.source).name for article in articles]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("Text of b.")
    (tmp_path / "a.md").write_text("---\ntitle: A\ndate: 2020-01-01\n---\nText *of* a.")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.html").write_text("<html><body><article><p>Text of c.</p></article></body></html>")
    (tmp_path / "sub" / "d.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    (tmp_path / "z.csv").write_text("no article")
    (tmp_path / "README.md").write_text("About this folder")
    (tmp_path / ".hidden.txt").write_text("no")
    with gzip.open(tmp_path / "e.jsonl.gz", "wt") as file:
        file.write('{"text": "Packed."}\n')
    return tmp_path


def test_folders_are_read_in_order(folder: Path) -> None:
    found = list(read_articles([folder]))
    assert names(found) == ["a.md", "b.txt", "e.jsonl.gz:1", "c.html", "d.jsonl:1", "d.jsonl:2"]


def test_globs_files_and_no_file_twice(folder: Path) -> None:
    found = list(read_articles([f"{folder}/*.txt", folder / "b.txt", f"{folder}/**/d.jsonl"]))
    assert names(found) == ["b.txt", "d.jsonl:1", "d.jsonl:2"]


def test_what_sources_do_not_tell(folder: Path) -> None:
    told = list(read_articles([folder / "a.md", folder / "b.txt"], date="5 May 2021", publisher="P"))
    assert [(a.published, a.publisher) for a in told] == [("2020-01-01", "P"), ("2021-05-05", "P")]
    with pytest.raises(KgError) as error:
        read_articles([folder], date="someday")
    assert error.value.code is Code.BAD_DATE


def test_a_broken_article_among_good_ones(folder: Path) -> None:
    (folder / "a.txt").write_text("---\ndate: never\n---\nText.")
    (folder / "c.txt").write_bytes(b"\x89PNG\r\n\x00\x01")
    (folder / "d.txt").write_text("")
    (folder / "f.jsonl.gz").write_bytes(b"\x1f\x8bbroken")
    os.symlink(folder / "nowhere", folder / "g.txt")
    errors: list[KgError] = []
    found = list(read_articles([folder, "nothing/here.txt", f"{folder}/*.nothing"], on_error=errors.append))
    assert len(found) == 6
    passed = [Code.PASSED_OVER, Code.PASSED_OVER]  # a README and a table of no articles
    expected = [Code.BAD_DATE, Code.PASSED_OVER, Code.NO_TEXT, Code.UNREADABLE_FILE, Code.UNREADABLE_FILE, *passed]
    assert [error.code for error in errors] == [*expected, Code.NO_ARTICLES, Code.NO_ARTICLES]
    with pytest.raises(KgError):
        list(read_articles([folder]))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, text in [
        (b"Plain words.", "Plain words."),
        (b'{"text": "One."}\n', "One."),
        (b"<!doctype html><html><body><p>A page.</p></body></html>", "A page."),
        (b'[\n {"text": "One."}]', "One."),
    ]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        (article,) = read_articles(["-"])
        assert article.text == text
        assert article.source.startswith("standard input")


def test_unknown_suffix_is_sniffed(folder: Path) -> None:
    (folder / "notes").write_text("Plain words.")
    (folder / "data").write_bytes(b"\x00\x01\x02" * 100)
    errors: list[KgError] = []
    found = list(read_articles([folder / "notes", folder / "data"], on_error=errors.append))
    assert [article.text for article in found] == ["Plain words."]
    assert [error.code for error in errors] == [Code.UNKNOWN_FORMAT]
    assert sniff(b"[Editor's note] Words.") == "text"


def test_one_url_twice_is_given_twice(folder: Path) -> None:
    for name in ("x.txt", "y.txt"):
        (folder / name).write_text(f"---\nurl: https://x.example/1\n---\nText of {name}.")
    keys = [article.key for article in read_articles([folder / "x.txt", folder / "y.txt"])]
    assert keys[0] == keys[1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipes_in_a_folder_are_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    expected = ["a.md", "b.txt", "e.jsonl.gz:1", "c.html", "d.jsonl:1", "d.jsonl:2"]
    assert names(list(read_articles([folder]))) == expected
    assert names(list(read_articles([f"{folder}/*.txt"]))) == ["b.txt"]


def test_names_of_files_that_are_no_text(tmp_path: Path) -> None:
    for name in (b"\xff.txt", b"\x1b[31m.txt", b"a\nb.txt"):
        try:
            (tmp_path / os.fsdecode(name)).write_text("Text.")
        except OSError:  # file systems of other kinds refuse them
            pytest.skip("the file system takes no such names")
    found = sorted(names(list(read_articles([tmp_path]))))
    assert found == ["\\udcff.txt", "\\x1b[31m.txt", "a b.txt"]


def test_what_a_folder_leads_to_elsewhere_stays_there(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside / "more", inside / "node_modules", inside / "python", outside):
        folder.mkdir(parents=True)
    for path in (inside / "more" / "a.txt", inside / "node_modules" / "b.txt", inside / "python" / "c.txt", outside / "d.txt"):
        path.write_text("The mayor of the old harbour spoke on Tuesday.")
    (inside / "python" / "pyvenv.cfg").touch()
    (inside / "same.txt").symlink_to("more/a.txt")
    (inside / "other.txt").symlink_to(outside / "d.txt")
    (inside / "machine.txt").symlink_to("/proc/self/environ")
    (inside / "folder").symlink_to(outside)
    os.mkfifo(inside / "pipe.txt")
    notes: list[KgError] = []
    assert [Path(a.source).name for a in read_articles([inside], on_error=notes.append)] == ["same.txt"]
    (note,) = notes
    for passed in ("folder/node_modules", "folder/python", "links that lead out of it", "links to folders"):
        assert passed in str(note)
    assert [Path(a.source).name for a in read_articles([inside / "other.txt"])] == ["other.txt"]  # somebody names it
    assert list(read_articles([f"{inside}/machine*"], on_error=notes.append)) == []


def test_a_reader_that_breaks_down_loses_its_file_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [a.text for a in read_articles([folder])]

    def broken(*_: object, **__: object) -> Article:
        raise IndexError("string index out of range")

    monkeypatch.setattr("kg.articles.sources.read_json", broken)
    (folder / "odd.json").write_text('{"text": "The mayor spoke."}')
    errors: list[KgError] = []
    assert [a.text for a in read_articles([folder], on_error=errors.append)] == wanted
    assert [e.code for e in errors if not e.code.is_note] == [Code.READING_FAILED]


def test_a_file_of_nothing_but_empty_records_is_told_in_few_words(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n" * 5_000 + "{\n" + '{"text": "Mara Lund met Ode Fell in Oslo."}\n' + "{}\n")
    told: list[KgError] = []
    (article,) = read_articles([tmp_path / "a.jsonl"], on_error=told.append)
    assert article.text.startswith("Mara") and len(told) == MOST_TOLD + 1
    assert "4,802 more" in str(told[-1]) and "× KG004" in str(told[-1]) and told[-1].code is Code.MORE_LEFT_OUT
