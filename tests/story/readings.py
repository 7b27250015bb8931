"""Articles with readings written by hand: ``{words:label}`` is a mention, ``[words:label]`` the trigger of an event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.articles.article import Article
from kg.articles.copies import sketch
from kg.graph.store.store import Store
from kg.knowledge.gazetteer import lookup
from kg.reading.reading import (
    Argument,
    Chain,
    EventClaim,
    Mention,
    Reading,
    RelationClaim,
    TimeExpression,
)

_MARKED = re.compile(r"\{([^:}]+):(\w+)\}|\[([^:\]]+):(\w+)\]")
_PRONOUNS = {"he", "she", "it", "they", "his", "her", "who", "him"}


def marked(
    text: str,
    chains: Mapping[str, dict[str, Any]],
    events: Mapping[str, dict[str, Any]] | None = None,
    *,
    positions: Sequence[tuple[str, str, str | None]] = (),
    published: str | None = "2025-04-01",
    publisher: str = "The Herald",
    url: str = "urn:test:1",
) -> tuple[Article, Reading]:
    """An article and its reading.

    Args:
        text: with mentions and triggers marked; one sentence.
        chains: label → fields of its Chain; ``cls`` is its class (Person by default); names are those of its mentions.
        events: label → ``type``, roles by label (``agent="a"``), ``date``, ``status``, ``voice`` …
        positions: (label of the person, title, label of the organisation or None).
        published, publisher, url: of the article.
    """
    plain, at = "", 0
    found: list[tuple[str, int, int, str]] = []
    for match in _MARKED.finditer(text):
        plain += text[at : match.start()]
        words, label = (match[1], match[2]) if match[1] else (match[3], match[4])
        found.append(("m" if match[1] else "e", len(plain), len(plain) + len(words), label))
        plain += words
        at = match.end()
    plain += text[at:]
    labels = list(dict.fromkeys(label for kind, _, _, label in found if kind == "m"))
    mentions = []
    names: dict[str, list[str]] = {label: [] for label in labels}
    for kind, begin, end, label in found:
        if kind == "m":
            words = plain[begin:end]
            form = "Pronoun" if words.lower() in _PRONOUNS else "Named" if words[0].isupper() else "Nominal"
            mentions.append(
                Mention((begin, end), (begin, end), form, chains[label].get("cls", "Person"), labels.index(label))
            )
            if form == "Named":
                names[label].append(words)
    made = []
    for label in labels:
        fields = {"entity_class": "Person", **chains[label]}
        fields["entity_class"] = fields.pop("cls", fields["entity_class"])
        if fields.pop("link", False):
            place = lookup(names[label][0])[0]
            fields |= {"place": place.id, "country_code": place.country_code}
        best = sorted(set(names[label]), key=lambda n: (-len(n.split()), -names[label].count(n), n))
        made.append(Chain(**{"names": tuple(best), **fields}))
    first_of = {label: next(i for i, m in enumerate(mentions) if m.chain == labels.index(label)) for label in labels}
    times: list[TimeExpression] = []
    claims = []
    whole = (0, len(plain))
    numbers = list(dict.fromkeys(label for kind, _, _, label in found if kind == "e"))
    for kind, begin, end, label in found:
        if kind != "e":
            continue
        told = dict((events or {})[label])
        arguments = []
        for role in ("agent", "recipient", "participant", "place"):
            for filler in filter(None, told.get(role, "").split()):
                mention = first_of[filler]
                arguments.append(Argument(role, mentions[mention].span, mention))
        if told.get("date"):
            times.append(
                TimeExpression(
                    (begin, end), "date", told["date"], None, told["date"], told["date"], "Explicit", "unitDay"
                )
            )
            arguments.append(Argument("time", (begin, end), time=len(times) - 1))
        claims.append(
            EventClaim(
                (begin, end),
                told.get("lemma", plain[begin:end]),
                told.get("type", "Meet"),
                whole,
                tuple(arguments),
                status=told.get("status", "Occurred"),
                event=numbers.index(label),
            )
        )
    relations = tuple(
        RelationClaim(
            first_of[person],
            "schema:jobTitle",
            mentions[first_of[person]].span,
            whole,
            object_literal=title,
            organization=first_of[where] if where else None,
        )
        for person, title, where in positions
    )
    reading = Reading(
        sentences=(whole,),
        mentions=tuple(mentions),
        chains=tuple(made),
        times=tuple(times),
        events=tuple(claims),
        relations=relations,
    )
    return Article(plain, published=published, publisher=publisher, url=url), reading


def person(name: str, number: int, **fields: Any) -> tuple[Article, Reading]:
    """An article that names one person."""
    return marked(f"{{{name}:a}} spoke at length on day {number}.", {"a": fields}, url=f"urn:test:{number}")


def named(name: str, cls: str, number: int, **fields: Any) -> tuple[Article, Reading]:
    """An article that names one thing of a class."""
    return person(name, number, cls=cls, **fields)


class Small:
    """A store of readings made by hand, without a graph on disk."""

    def __init__(self, path: Path, articles: Iterable[tuple[Article, Reading]] = ()) -> None:
        self.store = Store(path, create=True)
        self.store.database.add_run("r1", "kg 1", "model 1")
        self.put(articles)

    def put(self, articles: Iterable[tuple[Article, Reading]]) -> None:
        """Put articles in as one batch."""
        for article, reading in articles:
            self.store.database.put(article, reading, run="r1", sketch=sketch(article).to_bytes())
        self.store.resolve(show=False)

    def remove(self, article: Article) -> None:
        self.store.database.remove(self.store.database.find_article(article.key))
        self.store.resolve(show=False)

    def lines(self) -> list[str]:
        """The lines of the story layer."""
        return sorted(line for lines in self.store.parts.all() for line in lines if "/judgement/" not in line)

    def entities(self) -> dict[str, list[str]]:
        """Entity id → the names of the chains it is made of, with how many articles each."""
        found: dict[str, list[str]] = {}
        for entity, key in self.store.index.c.execute("SELECT entity, key FROM story_node ORDER BY entity, key"):
            found.setdefault(entity, []).append(key)
        return found

    def groups(self) -> list[list[str]]:
        """The keys of name forms, by entity."""
        return sorted(self.entities().values())

    def labels(self) -> list[tuple[str, str]]:
        """Label and class of every entity."""
        return sorted(self.store.index.c.execute("SELECT label, class FROM story_entity").fetchall())
