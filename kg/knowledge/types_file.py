"""Files of a user's own types: a line a frame or a list of names, tab-separated; ``docs/types.md`` describes them for people."""

from __future__ import annotations

import functools
import hashlib
import re
from pathlib import Path

from kg.errors import Code, KgError
from kg.knowledge.conditions import Condition
from kg.knowledge.events import below, event_types
from kg.knowledge.names import name_key
from kg.knowledge.own_types import NO_TYPES, Narrower, OwnType, OwnTypes, squeezed

CLASSES = ("Person", "Organization", "Place", "Group", "Thing")
SLOTS = ("object", "subject", "of", "to", "with", "by", "for", "under", "mod", "near", "xcomp")
"""What may stand beside the word of a frame, as in the lexicon."""
_PARTS = {"verb": "v", "noun": "n"}
_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W_][\w'’.-]*)*")
LONGEST = 5_000_000
"""Bytes of a file: some 100,000 names."""


def read_types(path: str | Path) -> OwnTypes:
    """The types of a file.

    Args:
        path: the file, UTF-8; lines that are empty or begin with ``#`` are remarks.

    Raises:
        KgError: KG002 when it cannot be read, KG063 for the first line that is wrong.
    """
    try:
        data = Path(path).read_bytes()
        if len(data) > LONGEST:
            raise KgError(
                Code.BAD_TYPES, path=path, line=1, why=f"it has more than {LONGEST:,} bytes", remedy="split it"
            )
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise KgError(Code.UNREADABLE_FILE, path=path, why=error.strerror or error) from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise KgError(
            Code.BAD_TYPES, path=path, line=line, why="it is not UTF-8", remedy="save the file as UTF-8"
        ) from error
    return types_of(text, str(path))


def digest(types: OwnTypes) -> str:
    """A short hash of what types say; "" where there are none."""
    return hashlib.sha256(types.text.encode()).hexdigest()[:12] if types.text else ""


@functools.lru_cache(maxsize=8)
def types_of(text: str, path: str = "the types") -> OwnTypes:
    """The types that lines of text say.

    Args:
        text: lines of a file.
        path: what messages call it.

    Raises:
        KgError: KG063.
    """
    reader = _Reader()
    said = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            said.append("\t".join(reader.line(line)))
        except _Wrong as wrong:
            raise KgError(Code.BAD_TYPES, path=path, line=number, why=wrong.why, remedy=wrong.remedy) from None
    if not said:
        return NO_TYPES
    return OwnTypes(
        "\n".join(said), reader.events, reader.classes, reader.plain, reader.senses, reader.names, reader.keys
    )


class _Wrong(Exception):
    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(why)
        self.why, self.remedy = why, remedy


class _Reader:
    """Takes lines in one by one."""

    def __init__(self) -> None:
        self.events: dict[str, OwnType] = {}
        self.classes: dict[str, OwnType] = {}
        self.plain: dict[tuple[str, str], Narrower] = {}
        self.senses: dict[tuple[str, str], list[tuple[Condition, str]]] = {}
        self.names: dict[str, OwnType] = {}
        self.keys: dict[tuple[str, str], str] = {}

    def line(self, line: str) -> list[str]:
        """Take a line in.

        Returns:
            Its fields, tidied.
        """
        fields = [" ".join(field.split()) for field in line.split("\t")]
        while len(fields) > 4 and not fields[-1]:
            fields.pop()
        if not 4 <= len(fields) <= 6:
            raise _Wrong(
                f"it has {len(fields)} fields between tabs",
                "write kind, type, what it is below and words, and behind them what stands beside and a definition, or not",
            )
        kind, name, above, words, beside, definition = (*fields, "", "")[:6]
        if not _NAME.fullmatch(name):
            raise _Wrong(f"{name!r} is no name of a type", "write a capital, then letters and digits (DataBreach)")
        listed = list(dict.fromkeys(word.strip() for word in words.split("|")))
        if not all(listed):
            raise _Wrong("a word is empty", "write the words with | between them")
        if kind in _PARTS:
            self._frames(_PARTS[kind], OwnType(name, above, definition), listed, beside)
        elif kind == "name":
            if beside not in ("", "-"):
                raise _Wrong("a name has nothing beside it", "leave the fifth field empty or write -")
            self._named(OwnType(name, above, definition), listed)
        else:
            raise _Wrong(f"{kind!r} is no kind of line", "begin it with verb, noun or name")
        return [kind, name, above, "|".join(listed), beside or "-", definition]

    def _frames(self, pos: str, new: OwnType, words: list[str], beside: str) -> None:
        known, name, above = event_types(), new.name, new.broader
        if above not in known:
            near = next((n for n in known if n.lower() == above.lower()), "Meet")
            raise _Wrong(
                f"there is no event type {above!r}", f"name one of ours, such as {near} (docs/model.md lists them)"
            )
        if below(above, "Statement"):
            raise _Wrong("what is said is a Statement whatever its words", "put the type below another")
        if name in known:
            raise _Wrong(f"{name} is a type of ours", "call yours something else")
        if name in self.classes:
            raise _Wrong(f"{name} is a class already", "call the event type something else")
        _declare(self.events, new)
        narrow = Narrower.below(above, name)
        for word in words:
            lemma = word.lower().replace("’", "'")
            if not _WORD.fullmatch(lemma):
                raise _Wrong(f"{word!r} is no word", "write verbs and nouns as dictionaries list them")
            condition = _condition(beside) if beside not in ("", "-") else None
            if condition is None and pos == "n" and " " in lemma:  # "data breach": a breach of the kind
                first, lemma = lemma.rsplit(" ", 1)
                condition = Condition("mod", frozenset((first.rsplit(" ", 1)[-1],)), words=True)
            key = (lemma, pos)
            if condition is None:
                other = self.plain.get(key, narrow).own
                if other != name:
                    raise _Wrong(
                        f"{word!r} is of the type {other} already", "list it once, or say what stands beside it"
                    )
                self.plain[key] = narrow
            else:
                self.senses.setdefault(key, []).append((condition, narrow))

    def _named(self, new: OwnType, names: list[str]) -> None:
        name, above = new.name, new.broader
        if above not in CLASSES:
            raise _Wrong(f"there is no class {above!r}", f"name one of ours: {', '.join(CLASSES)}")
        if name in CLASSES:
            raise _Wrong(f"{name} is a class of ours", "call yours something else")
        if name in self.events or name in event_types():
            raise _Wrong(f"{name} is an event type already", "call the class something else")
        kind = _declare(self.classes, new)
        for written in names:
            before = self.names.setdefault(squeezed(written), kind)
            if before.name != name:
                raise _Wrong(f"{written!r} is of the class {before.name} already", "list it once")
            key = name_key(written, above)
            if not key:
                raise _Wrong(f"{written!r} is no name", "write it as articles do")
            self.keys[above, key] = name


def _declare(known: dict[str, OwnType], new: OwnType) -> OwnType:
    """Note a type; of one that is told in several lines the first definition stands."""
    before = known.get(new.name)
    if before and before.broader != new.broader:
        raise _Wrong(f"{new.name} is below {before.broader} already", "put it below one type alone")
    if before is None or (new.definition and not before.definition):
        known[new.name] = new
    return known[new.name]


def _condition(text: str) -> Condition:
    slot, colon, values = text.partition(":")
    if slot not in SLOTS or not colon or not values.strip("=~|"):
        raise _Wrong(
            f"{text!r} does not say what stands beside the word",
            "write for example object:=server|network, subject:organization or mod:=data (docs/types.md says more)",
        )
    found = Condition.parse(text)
    if found.types:
        unknown = sorted(found.values - set(event_types()) - {"*"})
    elif found.words:
        unknown = []
    else:
        unknown = sorted(found.values - {c.lower() for c in CLASSES})
    if unknown:
        classes = ", ".join(c.lower() for c in CLASSES)
        wanted = "an event type" if found.types else f"a class ({classes}); words have = before them"
        raise _Wrong(f"{unknown[0]!r} is not known beside a word", f"write {wanted}")
    return found
