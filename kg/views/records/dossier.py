"""A dossier: everything known of one entity in one file, every sentence cited, as a page that prints well or as Markdown."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

from kg.errors import Code, KgError
from kg.files import write_whole
from kg.graph.asking import words as wording
from kg.graph.asking.words import days as words
from kg.views.asked.wording import plural
from kg.views.records.cited import Cited, joined, numbers
from kg.views.records.markdown import address, escape
from kg.views.records.record import by_text, fragment, page, same_origin
from kg.views.records.shown import Shown

SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}


class Dossier:
    """Everything known of one entity; in Jupyter it shows itself.

    Args:
        record: with all sentences, as :func:`kg.views.records.show.show` gathers them.
        store: name of the store, for the last line.
    """

    def __init__(self, record: Shown, *, store: str = "") -> None:
        self.record = record
        self.title = record.label
        self.note = f"From {plural(len(record.sources), 'article')}" + (f" of {store}" if store else "") + ", by kg."

    def __repr__(self) -> str:
        return f"<Dossier: {self.title}, {len(self.record.sources)} sources>"

    @functools.cached_property
    def html(self) -> str:
        """The whole page, which needs nothing but itself; the same story gives the same page."""
        return page("entity", self.record, note=self.note)

    @functools.cached_property
    def markdown(self) -> str:
        """The same in Markdown, with a footnote for each article."""
        return _Markdown(self.record, self.note).text()

    def save(self, path: str | Path) -> Path:
        """Write it, in UTF-8, in the format that the suffix names.

        Args:
            path: a name that ends in .html, .htm, .md or .markdown.

        Returns:
            The path.

        Raises:
            KgError: KG042 for another suffix, KG045 when it cannot be written.
        """
        target = Path(path)
        form = SUFFIXES.get(target.suffix.lower())
        if form is None:
            raise KgError(Code.BAD_SUFFIX, path=path, known=".html or .md")
        text = self.html if form == "html" else self.markdown
        try:
            write_whole(target, text)
        except OSError as error:
            raise KgError(Code.UNWRITABLE_FILE, path=path, why=error.strerror or error) from error
        return target

    def _repr_html_(self) -> str:
        return fragment("entity", self.record)


class _Markdown:
    """Writes a record in Markdown, part by part; each part is a list of lines."""

    def __init__(self, record: Shown, note: str) -> None:
        self.record, self.note = record, note
        self.number = numbers(record.sources)

    def text(self) -> str:
        r = self.record
        told = f"{plural(r.mentions, 'mention')} in {plural(r.articles, 'article')} of {plural(r.origins, 'independent origin')}"
        kinds = ", ".join(wording.entity_class(name) for name in (r.entity_class, r.own_class) if name)
        lines = [f"# {escape(r.label)}", "", f"{kinds.capitalize()}. {told}."]
        if r.position:
            lines += ["", f"Latitude {r.position[1]:.4f}, longitude {r.position[0]:.4f}."]
        if r.links:
            lines += ["", *(f"- {address(link)}" for link in r.links)]
        lines += self.part("Names", (self.name(name, articles) for name, articles in r.names.items()))
        lines += self.part("Positions", ([f"- {escape(p.text)}", *self.told(p.cited)] for p in r.positions))
        lines += self.part("Ties", (self.tie(at) for at in range(len(r.ties))))
        lines += self.part("Events", (self.event(at) for at in range(len(r.events))))
        lines += self.part("Where sources differ", (self.difference(at) for at in range(len(r.differences))))
        lines += self.part("Said", self.statements(r.said))
        lines += self.part(f"Said of {escape(r.label)}", self.statements(r.said_of_it))
        near = (
            [f"- {escape(o.label)} ({wording.entity_class(o.entity_class)}, {plural(o.events, 'event')})"]
            for o in r.companions
        )
        lines += self.part("In the same events", near)
        places = ([f"- {escape(o.label)} ({plural(o.events, 'event')})"] for o in r.places)
        lines += self.part("Places of its events", places)
        lines += self.part("Sources", ([self.source(at)] for at in range(len(r.sources))))
        lines += ["", *(f"[^{n}]: {self.article(at)}" for at, n in enumerate(self.number.values()))]
        return "\n".join([*lines, "", "---", "", escape(self.note), ""])

    def part(self, title: str, items: Iterable[list[str]]) -> list[str]:
        lines = [line for item in items for line in item]
        return ["", f"## {title}", "", *lines] if lines else []

    def notes(self, articles: Iterable[str]) -> str:
        return "".join(f"[^{n}]" for n in sorted({self.number[a] for a in articles if a in self.number}))

    def name(self, name: str, articles: list[str]) -> list[str]:
        return [f"- {escape(name)} ({plural(len(articles), 'article')}){self.notes(articles)}"]

    def tie(self, at: int) -> list[str]:
        t = self.record.ties[at]
        source = "" if t.cited else " (from the gazetteer)"
        return [f"- {wording.tie(t.how)} {escape(t.label)}{source}", *self.told(t.cited)]

    def told(self, cited: Iterable[Cited], status: str | None = None) -> list[str]:
        lines = []
        for alike in joined(cited):
            first = alike[0]
            says = [wording.status(first.status)] if first.status and first.status != status else []
            says += [f"says {escape(first.said_by)}"] if first.said_by else []
            says += [f"to {escape(first.said_to)}"] if first.said_to else []
            tail = f" ({', '.join(says)})" if says else ""
            lines += ["", f"  > {escape(first.sentence)}{tail}{self.notes(c.article for c in alike)}"]
        return [*lines, ""] if lines else []

    def event(self, at: int) -> list[str]:
        e = self.record.events[at]
        facts = [
            wording.status(e.status),
            f"{plural(e.articles, 'article')} of {plural(e.origins, 'origin')}",
        ]
        when = words(e.first, e.last) or "undated"
        return [f"- {when}: **{escape(e.label)}** ({'; '.join(facts)})", *self.told(e.cited, e.status)]

    def difference(self, at: int) -> list[str]:
        d = self.record.differences[at]
        lines = [f"- {d.what}: **{escape(d.label)}** ({d.kind})"]
        for value, cited in d.values:
            lines += ["", f"  {escape(value)}", *self.told(cited, value)]
        return lines

    def statements(self, found: Iterable[Cited]) -> Iterable[list[str]]:
        for text, cited in by_text(found):
            yield [f"- {escape(text)}", *self.told(cited)]

    def source(self, at: int) -> str:
        source = self.record.sources[at]
        first = same_origin(self.record.sources, source)
        same = "" if first.iri == source.iri else f", of the same origin as {self.number[first.iri]}"
        return f"{at + 1}. {self.article(at)}{same}"

    def article(self, at: int) -> str:
        source = self.record.sources[at]
        parts = [source.title, *filter(None, (source.publisher, source.date))]
        return ", ".join([*map(escape, parts), *filter(None, [address(source.url)])])
