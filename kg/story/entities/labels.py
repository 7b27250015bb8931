"""Labels of entities, looked up once each."""

from __future__ import annotations

from collections.abc import Mapping

from kg.story.entities.places import place_of
from kg.story.index import Index


class Labels:
    """Entity id → label, looked up once each; "" for what has no name and stays within its article."""

    def __init__(self, index: Index, known: Mapping[str, str] | None = None) -> None:
        self.index = index
        self.known = dict(known or {})

    def __call__(self, identity: str) -> str:
        if identity not in self.known:
            found = self.index.labels([identity])
            known = place_of(identity)
            self.known[identity] = found.get(identity) or (known.name if known else "")
        return self.known[identity]
