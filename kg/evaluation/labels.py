"""Whether a gold file's labels are those that are scored: files of other programs have others, which would match nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.errors import Code, KgError
from kg.evaluation.gold import CLASSES, KEYS, GoldArticle
from kg.evaluation.scope import ENTITY_KINDS

ROLES = ("agent", "recipient", "participant", "place", "time", "topic", "instrument", "quantity", "other")
STATUSES = ("occurred", "ongoing", "planned", "proposed", "possible", "denied", "cancelled", "notoccurred", "unknown")
SHOWN = 12
"""Labels that a sentence names at most."""


def check_labels(path: object, articles: Sequence[GoldArticle], tell: Callable[[KgError], None]) -> None:
    """See that a file is labelled in words that are known.

    Args:
        path: of the file, as errors name it.
        articles: all of it.
        tell: is told once of labels that can match nothing.

    Raises:
        KgError: KG170 where no article has any key that holds labels.
    """
    if not any(getattr(article, key) is not None for article in articles for key in KEYS):
        others = sorted({key for article in articles for key in article.others})
        has = f" (its keys: {', '.join(others[:SHOWN])})" if others else ""
        raise KgError(Code.NO_LABELS, path=path, what=has)
    found: dict[tuple[str, str], None] = {}
    for article in articles:
        for mention in article.mentions or ():
            _note(found, "class", mention.entity_class, CLASSES)
            _note(found, "kind", mention.kind, ENTITY_KINDS)
        for event in article.events or ():
            _note(found, "status", event.status, STATUSES)
        for argument in article.arguments or ():
            _note(found, "role", argument.role, ROLES)
    if found:
        named = sorted(f"{sort} {label!r}" for sort, label in found)
        more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
        tell(KgError(Code.UNKNOWN_LABELS, path=path, what=", ".join(named[:SHOWN]) + more))


def _note(found: dict[tuple[str, str], None], sort: str, label: str | None, known: Sequence[str]) -> None:
    if label is not None and label not in known:
        found[sort, label] = None
