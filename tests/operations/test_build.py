"""Building: incremental, repeatable, whole after any interruption. The readings come from the store of the corpus."""

import fcntl
import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from graph.samples import TEXT, reading
from interrupted import from_store

import kg
from kg.articles.copies import sketch
from kg.articles.sources import read_articles
from kg.engines.engine import Here
from kg.errors import Code, KgError
from kg.graph.store.store import Store
from kg.graph.writing.evidence import evidence_quads
from kg.operations.build import build, rebuild, remove

pytestmark = pytest.mark.model
CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"
FILES = sorted(CORPUS.iterdir())
FEW = [f for f in FILES if f.name[:2] in ("01", "02", "04", "05", "08", "11", "16", "18", "20", "21")]
SCRIPT = Path(__file__).parents[1] / "interrupted.py"


def dump(path: Path) -> list[str]:
    """The canonical N-Quads of a store."""
    with Store(path) as store:
        return sorted(str(quad) for quad in store.graph())


def differences(path: Path, wanted: list[str]) -> list[str]:
    """What two graphs do not share, a few lines of it."""
    found = dump(path)
    return [f"- {x}" for x in sorted(set(wanted) - set(found))][:5] + [f"+ {x}" for x in sorted(set(found) - set(wanted))][:5]


@pytest.fixture
def read(corpus_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads the corpus, and the article that was read by hand (with whatever follows it), without a model."""
    known = from_store(corpus_store)

    def read_one(article):
        if article.text.startswith(TEXT):
            return reading(), sketch(article).to_bytes()
        try:
            return known(article)
        except KeyError as error:
            return KgError(Code.READING_FAILED, path=article.source, why=str(error))

    here = Here(lambda articles: [read_one(article) for article in articles])
    monkeypatch.setattr("kg.operations.build.engine_for", lambda *_, **__: here)


@pytest.fixture
def few(read: None, tmp_path: Path) -> list[str]:
    """The graph of some articles, built at once."""
    assert build(FEW, tmp_path / "few", jobs=1).read == 12
    return dump(tmp_path / "few")


# ------------------------------------------------------------------ the same articles, the same graph


@pytest.mark.parametrize("seed", range(3))
def test_order_and_pieces_change_nothing(few: list[str], tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    files = rng.sample(FEW, len(FEW))
    at = 0
    while at < len(files):
        size = rng.choice((1, 1, 2, 4))
        build(files[at : at + size], tmp_path / "pieces", jobs=1)
        at += size
    assert differences(tmp_path / "pieces", few) == []


def test_what_is_removed_leaves_nothing_behind(few: list[str], tmp_path: Path) -> None:
    gone = random.Random(7).sample(FEW, 4)
    build([f for f in FEW if f not in gone], tmp_path / "without", jobs=1)
    store = tmp_path / "few"
    for file in gone:
        for article in read_articles([file]):
            remove(store, article.key)
    assert differences(store, dump(tmp_path / "without")) == []
    build(gone, store, jobs=1)
    assert differences(store, few) == []


def test_rebuild_changes_nothing(few: list[str], tmp_path: Path) -> None:
    rebuild(tmp_path / "few")
    assert differences(tmp_path / "few", few) == []


@pytest.mark.parametrize("damage", ["graph", "snapshots", "graph.generation"])
def test_a_lost_graph_is_made_again(few: list[str], tmp_path: Path, damage: str) -> None:
    lost = tmp_path / "few" / damage
    shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    if damage == "graph":
        shutil.rmtree(tmp_path / "few" / "snapshots")
    assert differences(tmp_path / "few", few) == []


def test_processes_change_nothing(corpus_store: Path, tmp_path: Path) -> None:
    report = build([CORPUS], tmp_path / "store", jobs=2)
    assert (report.read, report.errors) == (23, [])
    assert differences(tmp_path / "store", dump(corpus_store)) == []


def test_reading_again_changes_nothing(corpus_copy: Path, corpus_store: Path) -> None:
    report = rebuild(corpus_copy, reread=True, jobs=1)
    assert (report.read, report.errors) == (23, [])
    assert differences(corpus_copy, dump(corpus_store)) == []


# ------------------------------------------------------------------ incremental


def test_what_is_in_already_is_skipped(corpus_copy: Path, read: None) -> None:
    before = Store(corpus_copy)
    generation = before.database.generation
    before.close()
    report = build([CORPUS], corpus_copy, jobs=1)
    assert (report.read, report.skipped, report.errors) == (0, 23, [])
    with Store(corpus_copy) as after:
        assert after.database.generation == generation


def written(path: Path, words: str, date: str) -> Path:
    path.write_text(json.dumps({"text": words, "url": "urn:test:one", "date": date, "publisher": "The North"}))
    return path


def test_a_changed_article_replaces_its_own_evidence_and_nothing_else(few: list[str], tmp_path: Path) -> None:
    store = tmp_path / "few"
    first = written(tmp_path / "first.jsonl", TEXT, "2025-06-01")
    build([first], store, jobs=1)
    with_first = dump(store)
    later = written(tmp_path / "later.jsonl", TEXT + " So much is known.", "2025-06-02")
    report = build([later], store, jobs=1)
    assert (report.read, report.skipped) == (1, 0)
    with Store(store) as opened:
        (row,) = [r for r in opened.database.rows() if r.article.url == "urn:test:one"]
        assert row.article.published == "2025-06-02"
        own = opened.iris.article(row.key)
        assert set(evidence_quads(row.article, row.reading, opened.iris, run=row.run)) == {
            f"{line} ." for line in dump(store) if line.endswith(f"<{own}>")
        }
    assert {x for x in dump(store) if own not in x} == {x for x in with_first if own not in x}
    # an earlier version does not come back, whichever comes first
    assert build([first], store, jobs=1).skipped == 1
    build([*FEW, later], tmp_path / "other", jobs=1)
    assert differences(tmp_path / "other", dump(store)) == []
    remove(store, "urn:test:one")
    assert differences(store, few) == []


def test_two_versions_at_once(read: None, tmp_path: Path) -> None:
    versions = [
        written(tmp_path / "a.jsonl", TEXT, "2025-06-01"),
        written(tmp_path / "b.jsonl", TEXT + " So much is known.", "2025-06-02"),
    ]
    build(versions, tmp_path / "one", jobs=1)
    build(versions[::-1], tmp_path / "two", jobs=1)
    assert differences(tmp_path / "two", dump(tmp_path / "one")) == []
    with Store(tmp_path / "one") as store:
        assert [row.article.published for row in store.database.rows()] == ["2025-06-02"]


def corrected(path: Path, words: str, modified: str | None = None) -> Path:
    path.write_text(
        json.dumps({"text": words, "url": "urn:test:one", "date": "2025-06-01", "publisher": "N", "dateModified": modified})
    )
    return path


def texts(store: Path) -> list[str]:
    with Store(store) as opened:
        return [row.article.text for row in opened.database.rows()]


def test_a_correction_of_the_same_day_replaces_what_it_corrects(read: None, tmp_path: Path) -> None:
    first = corrected(tmp_path / "first.jsonl", TEXT)
    for n, words in enumerate([TEXT + " In Basel.", TEXT + " In Bern.", TEXT + " Not in Bern."]):
        store = tmp_path / f"s{n}"  # three, so that no order of hashes can be what decides
        second = corrected(tmp_path / f"{n}.jsonl", words)
        build([first], store, jobs=1)
        assert build([second], store, jobs=1).read == 1
        assert texts(store) == [words]
        assert build([first, second], store, jobs=1).skipped == 2  # what was in once does not come back
        build([first, second], tmp_path / f"t{n}", jobs=1)
        assert differences(tmp_path / f"t{n}", dump(store)) == []


def test_what_was_modified_later_stands_whatever_comes_first(read: None, tmp_path: Path) -> None:
    old = corrected(tmp_path / "old.jsonl", TEXT, "2025-06-01T10:00:00+02:00")
    new = corrected(tmp_path / "new.jsonl", TEXT + " In Basel.", "2025-06-01T09:00:00Z")
    again = corrected(tmp_path / "again.jsonl", TEXT, "2025-06-01T10:00:00Z")
    for order in ([old, new], [new, old]):
        store = tmp_path / f"{order[0].stem}-first"
        for path in order:
            build([path], store, jobs=1)
        assert texts(store) == [TEXT + " In Basel."]
    # what was the same at a later moment is known to have been
    store = tmp_path / "old-again"
    for path in (old, again, new):
        build([path], store, jobs=1)
    assert texts(store) == [TEXT]


@pytest.mark.model
def test_an_article_in_another_language_is_kept_and_not_read(tmp_path: Path) -> None:
    words = "Die Ministerin Anna Berg traf Iwan Petrow am Montag in Genf. Sie redeten drei Stunden lang über die Seeleute."
    (tmp_path / "de.txt").write_text(words)
    store = tmp_path / "store"
    report = build([tmp_path / "de.txt"], store, jobs=1)
    assert (report.read, report.kept, [e.code for e in report.errors]) == (0, 1, [Code.OTHER_LANGUAGE])
    with Store(store) as opened:
        (row,) = opened.database.rows()
        assert row.article.language == "de" and row.reading.events == row.reading.mentions == ()
        (hit,) = opened.database.search("Seeleute")
        assert hit.sentence == "Sie redeten drei Stunden lang über die Seeleute."
    again = build([tmp_path / "de.txt"], store, jobs=1)
    assert (again.skipped, again.errors) == (1, [])
    insisted = build([tmp_path / "de.txt"], store, jobs=1, any_language=True)
    assert (insisted.read, insisted.errors) == (1, [])
    with Store(store) as opened:
        (row,) = opened.database.rows()
        assert row.article.language == "de" and not row.article.foreign


def test_a_broken_article_among_good_ones(read: None, tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{TEXT} No. {n}.", "url": f"urn:test:{n}", "date": "2025-06-01"}) for n in range(100)]
    lines[41] = '{"text": "the line breaks off'
    (tmp_path / "feed.jsonl").write_text("\n".join(lines))
    report = build([tmp_path / "feed.jsonl"], tmp_path / "store", jobs=1)
    assert report.read == 99
    assert [(e.code, e.fields["line"]) for e in report.errors] == [(Code.BAD_JSON_LINE, 42)]


def test_an_article_that_cannot_be_read(read: None, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("Nobody has read this before.")
    report = build([*FEW[:2], tmp_path / "odd.txt"], tmp_path / "store", jobs=1)
    assert report.read == 2
    assert [e.code for e in report.errors] == [Code.READING_FAILED]
    with Store(tmp_path / "store") as store:
        assert len(store.database.numbers()) == 2


def test_progress_is_told(read: None, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    build(FEW[:3], tmp_path / "store", jobs=1, progress=lambda *step: told.append(step))
    assert told == [(phase, n, 3) for phase in ("reading", "resolving") for n in range(4)]


@pytest.mark.parametrize("change", ["rename", "retype"])
def test_a_place_in_which_others_lie_has_one_label_and_class(few: list[str], tmp_path: Path, change: str) -> None:
    """What was changed by hand stands alone, the graph is that of a rebuild, and taken back it is as before."""
    with kg.open(tmp_path / "few") as story:
        inside = story.query("SELECT DISTINCT ?in ?name { ?x schema:containedInPlace ?in . ?in rdfs:label ?name } ORDER BY ?in")
        outer = [row["in"] for row in inside]
        assert len(outer) > 4
        named = {row["entity"] for row in story.entities("Place")}
        for iri in outer:
            if iri in named:
                _ = story.rename(iri, "Elsewhere") if change == "rename" else story.retype(iri, "Organization")
        for row in story.query("SELECT ?x (COUNT(DISTINCT ?l) AS ?n) { ?x skos:prefLabel ?l } GROUP BY ?x"):
            assert row["n"] == 1
        told = "VALUES ?class { schema:Person schema:Place schema:Organization kg:Group kg:Thing } ?x a ?class"
        assert story.query(f"SELECT ?x {{ {told} }} GROUP BY ?x HAVING(COUNT(DISTINCT ?class) > 1)").to_frame().empty
        changed = dump(tmp_path / "few")
        assert changed != few
    rebuild(tmp_path / "few")
    assert differences(tmp_path / "few", changed) == []


# ------------------------------------------------------------------ one writer


def test_a_locked_store(corpus_copy: Path, read: None, tmp_path: Path) -> None:
    with open(corpus_copy / "lock", "w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        for change in (lambda: build(FEW, corpus_copy), lambda: rebuild(corpus_copy), lambda: remove(corpus_copy, "x")):
            with pytest.raises(KgError) as raised:
                change()
            assert raised.value.code is Code.STORE_LOCKED
        with Store(corpus_copy) as store:  # reading goes on
            assert len(store.graph())


def test_the_base_stays(read: None, tmp_path: Path) -> None:
    build(FEW[:1], tmp_path / "store", jobs=1, base="https://news.example/")
    assert any("<https://news.example/entity/" in line for line in dump(tmp_path / "store"))
    assert build(FEW[:2], tmp_path / "store", jobs=1, base="https://news.example/").read == 1
    with pytest.raises(KgError) as raised:
        build(FEW[:2], tmp_path / "store", jobs=1, base="https://other.example/")
    assert raised.value.code is Code.OTHER_BASE


# ------------------------------------------------------------------ interruptions


def interrupted(source: Path, store: Path, kill_at: int, seconds: float = 0.0) -> list[str]:
    call = [sys.executable, str(SCRIPT), str(source), str(kill_at), str(seconds), "build", "-q"]
    return [*call, *map(str, FEW), "-s", str(store), "--jobs", "1"]


@pytest.fixture(scope="module")
def steps(corpus_store: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many steps an unbroken build has."""
    store = tmp_path_factory.mktemp("steps") / "store"
    done = subprocess.run(interrupted(corpus_store, store, 0), capture_output=True, text=True, check=True, timeout=120)
    return int(done.stdout.split()[-1])


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.8, 0.9, 0.98])
def test_killed_at_any_step(few: list[str], corpus_store: Path, tmp_path: Path, steps: int, share: float) -> None:
    """Killed, then the same command again: the graph of an unbroken run. The steps: see ``interrupted.STEPS``."""
    store = tmp_path / "killed"
    done = subprocess.run(interrupted(corpus_store, store, max(1, round(steps * share))), check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    build(FEW, store, jobs=1)
    assert differences(store, few) == []


def test_killed_while_a_later_article_comes_in(few: list[str], corpus_store: Path, tmp_path: Path) -> None:
    """The same, where the graph on disk is changed and not made."""
    store = tmp_path / "killed"
    build(FEW[:6], store, jobs=1)
    for kill_at in (19, 25, 29, 33):
        subprocess.run(interrupted(corpus_store, store, kill_at), check=False, capture_output=True, timeout=120)
    build(FEW, store, jobs=1)
    assert differences(store, few) == []


def test_stopped_by_control_c(few: list[str], corpus_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "stopped"
    process = subprocess.Popen(
        interrupted(corpus_store, store, -1, 0.3), stderr=subprocess.PIPE, text=True, preexec_fn=heed_control_c  # noqa: PLW1509
    )
    wait_for_articles(store, 2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped. What was stored stays; the same command goes on from there." in err
    assert "Traceback" not in err
    with Store(store) as opened:
        assert 2 <= len(opened.database.numbers()) < 12
    assert build(FEW, store, jobs=1).skipped >= 2
    assert differences(store, few) == []


def test_stopped_by_control_c_in_two_processes(tmp_path: Path) -> None:
    store = tmp_path / "stopped"
    lines = [json.dumps({"text": f"Mara Lund met Ode Fell in Oslo. {n}. " * 40, "url": f"urn:test:{n}"}) for n in range(300)]
    (tmp_path / "feed.jsonl").write_text("\n".join(lines))
    process = subprocess.Popen(
        [sys.executable, "-m", "kg.cli.main", "build", str(tmp_path / "feed.jsonl"), "-s", str(store), "--jobs", "2"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_control_c,  # noqa: PLW1509
    )
    wait_for_articles(store, 2)
    import os

    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.strip() == "Stopped. What was stored stays; the same command goes on from there."
    with pytest.raises(ProcessLookupError):  # nobody is left
        for _ in range(100):
            os.killpg(process.pid, 0)
            time.sleep(0.1)


def heed_control_c() -> None:
    """A runner in the background may have had its children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for_articles(store: Path, number: int) -> None:
    import sqlite3

    for _ in range(600):
        time.sleep(0.1)
        if (store / "articles.sqlite").exists():
            connection = sqlite3.connect(store / "articles.sqlite")
            try:
                if connection.execute("SELECT count(*) FROM article").fetchone()[0] >= number:
                    return
            except sqlite3.OperationalError:
                pass
            finally:
                connection.close()
    raise AssertionError("no article came in")


# ------------------------------------------------------------------ promises of the graph, on the corpus


def test_no_triple_stands_in_two_graphs(corpus_store: Path) -> None:
    with Store(corpus_store) as store:
        triples = Counter(str(quad.triple) for quad in store.graph())
    assert [t for t, n in triples.items() if n > 1] == []


def test_there_are_no_blank_nodes(corpus_store: Path) -> None:
    assert [line for line in dump(corpus_store) if "_:" in line.split('"')[0]] == []


def test_the_corpus_keeps_the_rules(corpus_store: Path) -> None:
    from kg.graph.store.verification import verify
    from kg.graph.validation import validate

    with Store(corpus_store) as store:
        assert validate(store.graph()) == []
        assert verify(store, store.graph())[0] == 23
