"""Files of tools for labelling as gold: Label Studio, doccano, brat, and WebAnno's TSV, which INCEpTION writes, too.

Each gives lines of ``docs/evaluation-format.md``. Offsets of doccano and of WebAnno's TSV count units of UTF-16, those of Label
Studio and brat code points; where a file repeats the words of a label, the words decide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import Code, KgError

CLASS_OF = {
    "per": "person", "person": "person", "people": "person", "pers": "person",
    "org": "organization", "organization": "organization", "organisation": "organization", "company": "organization",
    "corp": "organization", "corporation": "organization",
    "loc": "place", "location": "place", "gpe": "place", "place": "place", "fac": "place", "facility": "place", "geo": "place",
    "city": "place", "country": "place",
    "norp": "group", "group": "group", "nationality": "group",
    "misc": "thing", "thing": "thing", "product": "thing", "prod": "thing", "work_of_art": "thing", "law": "thing",
}  # fmt: skip
"""Usual labels of names, in small letters, as our classes; others stay as they are, and are named as unknown."""
TIMES = frozenset(("date", "time", "timex", "timex3", "tim"))
EVENTS = frozenset(("trigger", "event", "event_trigger", "eventtrigger"))
_TEXT_KEYS = ("text", "Text", "content", "body")
_ANN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t?(.*)")
_TOKEN = re.compile(r"\d+-\d+(?:\.\d+)?")
_MARK = re.compile(r"(.+?)(?:\[(\d+)\])?")
_NER = "NamedEntity"

Row = dict[str, Any]
Report = Callable[[KgError], None]


def rows_of(form: str, path: str | Path, report: Report) -> Iterator[tuple[int, Row]]:
    """A tool's file as lines of gold.

    Args:
        form: one of :data:`FORMS`.
        path: the file; of brat an ``.ann`` file or a folder of them, with the ``.txt`` beside each.
        report: told of what is left out (KG070).

    Returns:
        Number of the line, task or file, and the line of gold.

    Raises:
        KgError: KG002 when it cannot be read, KG070 where it is none of the tool's files.
    """
    try:
        yield from _guarded(FORMS[form](Path(path)), path, report)
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(Code.UNREADABLE_FILE, path=path, why=getattr(error, "strerror", None) or error) from error


def _guarded(found: Iterator[tuple[int, Callable[[], Row]]], path: str | Path, report: Report) -> Iterator[tuple[int, Row]]:
    for number, make in found:
        try:
            yield number, make()
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            why = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            report(KgError(Code.BAD_GOLD, path=path, line=number, why=why))


# ---------------------------------------------------------------------- what was labelled, as gold


def _line(name: str, text: str, labels: Iterable[tuple[int, int, str]], **more: Any) -> Row:
    """A line of gold out of labelled stretches in code points.

    A file that labels names alone says nothing of times and events.
    """
    line: Row = {"id": name, "text": text, "mentions": [], **{k: v for k, v in more.items() if v}}
    for begin, end, label in labels:
        low = label.strip().lower().replace(" ", "_").replace("-", "_").removeprefix("b_").removeprefix("i_")
        if low in TIMES:
            line.setdefault("times", []).append({"begin": begin, "end": end})
        elif low in EVENTS:
            line.setdefault("events", []).append({"begin": begin, "end": end})
        else:
            line["mentions"].append({"begin": begin, "end": end, "kind": "named", "class": CLASS_OF.get(low, low)})
    if not line["mentions"] and ("events" in line or "times" in line):
        del line["mentions"]
    return line


def _code_points(text: str) -> Callable[[int], int]:
    """From an offset in units of UTF-16 to one in code points.

    Raises:
        ValueError: where one lies inside a character or beyond the text.
    """
    if text.isascii() or max(text) < "\U00010000":
        return lambda at: at
    units: dict[int, int] = {}
    at = 0
    for number, character in enumerate(text):
        units[at] = number
        at += 2 if character > "\uffff" else 1
    units[at] = len(text)

    def found(offset: int) -> int:
        if offset not in units:
            raise ValueError(f"{offset} is no offset in units of UTF-16")
        return units[offset]

    return found


# ---------------------------------------------------------------------- the tools


def _label_studio(path: Path) -> Iterator[tuple[int, Callable[[], Row]]]:
    """Its JSON: a list of tasks, each with annotations; the first that was not cancelled counts."""
    found = json.loads(path.read_text("utf-8-sig"))
    if not isinstance(found, list):
        raise KgError(Code.BAD_GOLD, path=path, line=1, why="it is no list of tasks: export as JSON, not as JSON-MIN or CSV")
    for number, task in enumerate(found, 1):
        yield number, lambda task=task: _task(task)  # type: ignore[misc]


def _task(task: Row) -> Row:
    data = task["data"]
    text: str | None = next((data[key] for key in _TEXT_KEYS if isinstance(data.get(key), str)), None)
    if text is None:
        raise ValueError("its data has no text")
    done = [one for one in task.get("annotations") or task.get("completions") or () if not one.get("was_cancelled")]
    if not done:
        raise ValueError("nobody labelled it")
    labels = []
    for one in done[0]["result"]:
        value = one.get("value", {})
        for label in value.get("labels") or ():
            begin, end = int(value["start"]), int(value["end"])
            words = value.get("text")
            if words is not None and text[begin:end] != words:
                to = _code_points(text)
                begin, end = to(begin), to(end)
                if text[begin:end] != words:
                    raise ValueError(f"{words!r} does not stand at {value['start']}-{value['end']}")
            labels.append((begin, end, label))
    more = {key: data.get(key) for key in ("title", "date", "publisher")}
    return _line(str(task.get("id", "")) or text[:40], text, labels, **more)


def _doccano(path: Path) -> Iterator[tuple[int, Callable[[], Row]]]:
    """Its JSONL, with ``label`` (or ``labels``) as triples, or with ``entities`` and ``relations``."""
    with open(path, encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, lambda line=line, number=number: _document(json.loads(line), number)  # type: ignore[misc]


def _document(row: Row, number: int) -> Row:
    text = row["text"]
    listed: Any = row["label"] if "label" in row else row.get("labels")
    if listed is None:
        listed = [(e["start_offset"], e["end_offset"], e["label"]) for e in row["entities"]]
    spans = [(int(begin), int(end), str(label)) for begin, end, label in listed]
    try:
        to = _code_points(text)
        spans = [(to(begin), to(end), label) for begin, end, label in spans]
    except ValueError:
        if any(end > len(text) for _, end, _ in spans):
            raise
        # a project that counts characters as people see them
    more = {key: row.get(key) for key in ("title", "date", "publisher")}
    return _line(str(row.get("id", number)), text, spans, **more)


def _brat(path: Path) -> Iterator[tuple[int, Callable[[], Row]]]:
    """Stand-off: ``x.ann`` beside ``x.txt``."""
    files = sorted(path.glob("**/*.ann")) if path.is_dir() else [path]
    if not files:
        raise KgError(Code.BAD_GOLD, path=path, line=1, why="it is a folder without .ann files")
    for number, file in enumerate(files, 1):
        yield number, lambda file=file: _stand_off(file)  # type: ignore[misc]


def _stand_off(file: Path) -> Row:
    beside = file.with_suffix(".txt")
    if not beside.exists():
        raise ValueError(f"there is no {beside.name} beside {file.name}")
    text = beside.read_bytes().decode("utf-8")
    labels = []
    for line in file.read_text("utf-8").splitlines():
        found = _ANN.fullmatch(line)
        if found:
            ends = [int(n) for n in re.findall(r"\d+", found[3])]
            begin, end = min(ends), max(ends)
            if ";" not in found[3] and found[4] and text[begin:end].split() != found[4].split():
                raise ValueError(f"{found[4]!r} does not stand at {begin}-{end} of {beside.name}")
            labels.append((begin, end, found[2]))
    return _line(file.stem, text, labels)


def _webanno(path: Path) -> Iterator[tuple[int, Callable[[], Row]]]:
    """WebAnno's TSV 3: a token a line, with the values of the layer of named entities."""
    yield 1, lambda: _tsv(path)


def _tsv(path: Path) -> Row:
    column, at = None, 3
    text, size = "", 0
    tokens: list[tuple[int, int, str]] = []
    pending: list[str] = []
    for line in path.read_text("utf-8-sig").splitlines():
        if line.startswith(("#T_SP=", "#T_CH=", "#T_RL=")):
            layer, *features = line.partition("=")[2].split("|")
            if layer.endswith(_NER):
                named = [n for n, feature in enumerate(features) if feature in ("value", "label")]
                column = at + (named[0] if named else 0)
            at += max(1, len(features))
        elif line.startswith("#Text="):
            pending.append(line.partition("=")[2])
        elif _TOKEN.match(line):
            fields = line.split("\t")
            begin, end = (int(n) for n in fields[1].split("-"))
            if pending:  # lines between two sentences are not told but by where the next one begins
                text += " " * max(0, begin - size) + "\n".join(pending)
                size = begin + len("\n".join(pending).encode("utf-16-le")) // 2
                pending = []
            tokens.append((begin, end, fields[column] if column is not None and column < len(fields) else "_"))
    if column is None:
        raise ValueError("it has no layer of named entities")
    to = _code_points(text)
    spans: dict[tuple[str, str], list[int]] = {}
    for number, (begin, end, values) in enumerate(tokens):
        for value in values.split("|"):
            found = _MARK.fullmatch(value)
            if value in ("_", "*", "") or found is None:
                continue
            span = spans.setdefault((found[1], found[2] or f"token {number}"), [begin, end])
            span[1] = max(span[1], end)
    return _line(path.stem, text, ((to(begin), to(end), label) for (label, _), (begin, end) in spans.items()))


FORMS: dict[str, Callable[[Path], Iterator[tuple[int, Callable[[], Row]]]]] = {
    "label-studio": _label_studio,
    "doccano": _doccano,
    "brat": _brat,
    "webanno": _webanno,
}
"""Tools, by the name that ``kg evaluate --from`` gives them."""
