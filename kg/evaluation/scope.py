"""What a gold file annotates: what the system finds beyond it is neither right nor wrong."""

from __future__ import annotations

from collections.abc import Iterable

from kg.evaluation.gold import GoldArticle, local

ENTITY_KINDS = ("named", "nominal", "pronoun")


class Scope:
    """Classes, kinds, roles and relation types that occur in a gold file, or that it says were looked for.

    Args:
        articles: all of the file, those that a limit leaves out included.
    """

    def __init__(self, articles: Iterable[GoldArticle]) -> None:
        classes: set[str | None] = set()
        kinds: set[str | None] = set()
        self.roles: set[str | None] = set()
        self.relations: set[str | None] = set()
        for article in articles:
            for mention in article.mentions or ():
                classes.add(mention.entity_class)
                kinds.add(mention.kind)
            self.roles |= {a.role for a in article.arguments or ()}
            self.relations |= {r.type for r in article.relations or ()}
            told = article.annotated
            classes |= set(told.get("classes", ()))
            kinds |= set(told.get("kinds", ()))
            self.roles |= set(told.get("roles", ()))
            self.relations |= {local(r) for r in told.get("relations", ())}
        self.classes: set[str] = {c for c in classes if c is not None}
        self.all_kinds = None in kinds or not kinds
        """Whether kinds are not told apart: then every mention counts, on both sides."""
        self.kinds: set[str] = set(ENTITY_KINDS) if self.all_kinds else {k for k in kinds if k is not None}

    def asks(self, kind: str, entity_class: str | None) -> bool:
        """Whether the file looks for mentions of this kind and class."""
        return kind in self.kinds and (not self.classes or entity_class is None or entity_class in self.classes)

    @property
    def has_roles(self) -> bool:
        return bool(self.roles - {None})

    @property
    def has_relations(self) -> bool:
        return bool(self.relations - {None})
