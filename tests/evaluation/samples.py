"""A small gold file of our own writing, and a graph that reads it in part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FIRST = (
    "Marta Kovac, the finance minister of Slovenia, met Omar Haddad in Cairo on 3 May 2024. She called the talks useful. "
    "“We will sign the contract next week,” Haddad told reporters. The port workers did not strike."
)
SECOND = (
    "Haddad flew home from Cairo on Sunday. Slovenia and Egypt may sign a contract in June, the minister said. "
    "Egypt denied that it had cancelled the meeting."
)


def at(text: str, words: str, nth: int = 0) -> list[int]:
    """Where ``words`` stand in ``text`` for the nth time."""
    begin = -1
    for _ in range(nth + 1):
        begin = text.index(words, begin + 1)
    return [begin, begin + len(words)]


def item(text: str, words: str, nth: int = 0, **more: Any) -> dict[str, Any]:
    begin, end = at(text, words, nth)
    return {"begin": begin, "end": end, **more}


def mention(text: str, words: str, cls: str, entity: str, *, nth: int = 0, kind: str = "named") -> dict[str, Any]:
    return item(text, words, nth, kind=kind, entity=entity, **{"class": cls})


def gold() -> list[dict[str, Any]]:
    """Two gold articles that are labelled for everything."""
    a, b = FIRST, SECOND
    cairo = {"wikidata": "Q85", "geonames": 360630, "lat": 30.06, "lon": 31.25}
    return [
        {
            "id": "one/1",
            "title": "Minister in Cairo",
            "date": "2024-05-04",
            "publisher": "Test Post",
            "language": "en",
            "text": a,
            "cross": True,
            "scored": [[0, len(a)]],
            "mentions": [
                mention(a, "Marta Kovac", "person", "K"),
                mention(a, "Slovenia", "place", "S"),
                mention(a, "Omar Haddad", "person", "H"),
                mention(a, "Cairo", "place", "C"),
                mention(a, "She", "person", "K", kind="pronoun"),
                mention(a, "Haddad", "person", "H", nth=1),
                {
                    **mention(a, "the finance minister of Slovenia", "person", "K", kind="nominal"),
                    "head": at(a, "minister"),
                },
            ],
            "events": [
                item(a, "met", event="T", status="occurred"),
                item(a, "talks", event="T", status="occurred"),
                item(a, "sign", event="G", status="planned"),
                item(a, "told", event="V", status="occurred"),
                item(a, "strike", event="X", status="denied"),
            ],
            "arguments": [
                {"event": at(a, "met"), "filler": at(a, "Marta Kovac"), "role": "agent"},
                {"event": at(a, "met"), "filler": at(a, "Omar Haddad"), "role": "recipient"},
                {"event": at(a, "met"), "filler": at(a, "Cairo"), "role": "place"},
                {"event": at(a, "met"), "filler": at(a, "3 May 2024"), "role": "time"},
                {"event": at(a, "sign"), "filler": at(a, "the contract"), "head": at(a, "contract"), "role": "other"},
            ],
            "times": [
                item(a, "3 May 2024", type="date", value="2024-05-03"),
                item(a, "next week", type="date", value="2024-W19"),
            ],
            "links": [item(a, "Cairo", **cairo), item(a, "Slovenia", wikidata=["Q215", "Q999999"])],
            "quotes": [
                {"source": [at(a, "Haddad", 1)], "cue": [at(a, "told")], "content": [at(a, "We will sign the contract")]}
            ],
            "relations": [{"subject": at(a, "Marta Kovac"), "object": at(a, "Slovenia"), "type": "worksFor"}],
        },
        {
            "id": "one 2",
            "title": "After Cairo",
            "date": "2024-05-06",
            "text": b,
            "cross": True,
            "mentions": [
                mention(b, "Haddad", "person", "H"),
                mention(b, "Cairo", "place", "C"),
                mention(b, "Slovenia", "place", "S"),
                mention(b, "Egypt", "place", "E"),
                mention(b, "Egypt", "place", "E", nth=1),
                mention(b, "it", "place", "E", kind="pronoun"),
            ],
            "events": [
                item(b, "flew", event="F", status="occurred"),
                item(b, "sign", event="G", status="possible"),
                item(b, "said", event="W", status="occurred"),
                item(b, "meeting", event="T"),
            ],
            "links": [item(b, "Cairo", **cairo, coref=True)],
        },
    ]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf8")
    return path
