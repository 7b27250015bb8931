"""Records (an entity, an event, an article) as HTML: one set of templates for the served page, the dossier and the cell.

Jinja escapes whatever comes from outside. A page brings its own style, allows nothing else, and has no script.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.graph.asking import words as wording
from kg.graph.asking.words import days as words
from kg.views.asked.wording import plural
from kg.views.html.document import framed, page_style, plain, web_file
from kg.views.records.cited import Cited, Source, folded, joined, numbers, pieces

Link = Callable[[str], str | None]
"""From an IRI to the address of its page; None where it has none."""

def no_link(iri: str) -> None:
    """The :data:`Link` of a file that has no other pages beside it."""


@functools.cache
def environment() -> Environment:
    """Where templates are found; every value in them is escaped."""
    loader = ChoiceLoader([PackageLoader("kg.views", "web"), PackageLoader("kg.server", "web")])
    found = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= {
        "tie": wording.tie,
        "status": wording.status,
        "class": wording.entity_class,
        "role": wording.role,
        "day": wording.day,
        "folded": folded,
        "count": plural,
        "web": web_address,
        "of": lambda number, articles: sorted({number[iri] for iri in articles if iri in number}),
        "same_origin": same_origin,
        "joined": joined,
        "by_text": by_text,
    }
    found.globals |= {"pieces": pieces, "days": words}
    return found


def style() -> Markup:
    """The style of all pages."""
    return Markup(page_style("record"))


def render(template: str, *, link: Link = no_link, level: int = 1, anchors: bool = True, **values: Any) -> str:
    """A template, filled.

    Args:
        template: name of a file in ``web/``.
        link: where IRIs lead.
        level: of the highest heading.
        anchors: whether notes lead to the list of sources (only one record of a document can have that).
        values: what it shows.
    """
    made = environment().get_template(template).render(link=link, h=level, anchors=anchors, **values)
    return plain(made)


def body(kind: str, record: Any, *, link: Link = no_link, level: int = 1, anchors: bool = True) -> Markup:
    """A record as a piece of HTML.

    Args:
        kind: entity, event or article.
        record: a :class:`kg.views.records.shown.Shown`, a :class:`kg.views.records.event.Event` or a
        :class:`kg.views.records.article.ShownArticle`. link, level, anchors: as in :func:`render`.
    """
    sources = record.sources if kind != "article" else [record.source]
    number = numbers(sources)
    return Markup(render(f"{kind}.html", link=link, level=level, anchors=anchors, record=record, number=number))


def fragment(kind: str, record: Any) -> str:
    """A record for a notebook's cell: its style touches nothing else there, and where it is left out the record still reads."""
    content = body(kind, record, level=3, anchors=False)
    return f'<div class="kg-record"><style>{web_file("fragment.css")}</style>\n{content}</div>'


def page(kind: str, record: Any, *, note: str = "") -> str:
    """A record as a page of its own that needs nothing but itself.

    Args:
        kind, record: as in :func:`body`.
        note: a line below everything.
    """
    return framed(render("record.html", content=body(kind, record), note=note), title=record.label, style=style())


def same_origin(sources: Sequence[Source], source: Source) -> Source:
    """The first of some sources that has the origin of one of them."""
    return next(one for one in sources if one.origin == source.origin)


def by_text(cited: Iterable[Cited]) -> list[tuple[str, list[Cited]]]:
    """Statements by what was said, in the order in which they were first told."""
    found: dict[str, list[Cited]] = {}
    for one in cited:
        found.setdefault(one.text, []).append(one)
    return list(found.items())


def web_address(url: str | None) -> str | None:
    """A link that may be followed by hand: to the web, and nowhere else."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
