"""What the sources of a story tell differently: for each happening and slot the values, who says so, and what kind it is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kg.errors import Code, KgError
from kg.views.asked.disagreeing import Kind
from kg.views.records.cited import Source
from kg.views.records.citing import Citing, Query
from kg.views.records.differences import differences
from kg.views.records.lines import Head, heads
from kg.views.records.reports_denied import reports_denied
from kg.views.records.show import event_claims
from kg.views.records.shown import Difference

KINDS = tuple(kind.value for kind in Kind)
COLUMNS = (
    "what",
    "when",
    "slot",
    "kind",
    "value",
    "sentence",
    "publisher",
    "published",
    "headline",
    "event",
    "article",
)


@dataclass(slots=True)
class Disagreements(Sequence[Difference]):
    """Differences between the origins of a story; in Jupyter they show themselves.

    Attributes:
        found: the weightiest happening first; of one happening contradictions first.
        heads: the happenings, by IRI.
        sources: the articles.
        label: title of the page.
    """

    found: list[Difference]
    heads: dict[str, Head]
    sources: list[Source]
    label: str = "What sources tell differently"

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, at: Any) -> Any:
        return self.found[at]

    def __repr__(self) -> str:
        return f"<Disagreements: {len(self)}>"

    def _rows(self) -> Iterator[tuple[str | None, ...]]:
        publisher = {source.iri: source.publisher for source in self.sources}
        for one in self.found:
            for value, cited in one.values:
                for c in cited:
                    yield (one.label, self.heads[one.event].when, one.what, one.kind, value, c.sentence,
                           publisher.get(c.article), c.date, c.title, one.event, c.article)  # fmt: skip

    def write(self, form: str) -> str:
        """As data: json, jsonl or csv (a row for each sentence, without IRIs)."""
        if form == "csv":
            out = io.StringIO()
            writer = csv.writer(out)
            writer.writerow(COLUMNS[:-2])
            writer.writerows(["" if x is None else x for x in row[:-2]] for row in self._rows())
            return out.getvalue()
        objects = [asdict(one) for one in self.found]
        if form == "jsonl":
            return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)
        return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"

    def to_frame(self) -> Any:
        """A row for each sentence, as a pandas data frame."""
        import pandas

        frame = pandas.DataFrame([row[:-2] for row in self._rows()], columns=list(COLUMNS[:-2])).fillna("")
        frame["published"] = pandas.to_datetime(frame["published"], errors="coerce")
        return frame

    @property
    def html(self) -> str:
        """A page of its own."""
        from kg.views.records.record import page

        return page("disagreements", self)

    def _repr_html_(self) -> str:
        from kg.views.records.record import fragment

        return fragment("disagreements", self)


def disagreements(
    query: Query, *, kinds: Iterable[str] = ("contradiction",), known: Mapping[str, Head] | None = None
) -> Disagreements:
    """Find them.

    Args:
        query: asks the store.
        kinds: of :data:`KINDS`.
        known: the events of the story, where they were asked for already.

    Raises:
        KgError: KG037 for a kind that there is not.
    """
    wanted = list(kinds)
    for kind in wanted:
        if kind not in KINDS:
            raise KgError(Code.BAD_VALUE, value=kind, parameter="the kind", wanted=" or ".join(KINDS))
    known = heads(query) if known is None else known
    several = {iri: head for iri, head in known.items() if head.origins > 1 and head.top != "Statement"}
    ordered = sorted(several.values(), key=lambda h: (-h.weight, -h.origins, h.title, h.iri))
    citing = Citing(query)
    claims = event_claims(query, several)
    citing.load(place.article for places in claims.values() for place in places)
    labels = {head.iri: head.title for head in ordered}
    found = differences(query, citing, labels, claims, kinds=[k for k in Kind if k.value in wanted])
    if Kind.CONTRADICTION.value in wanted:
        within = reports_denied(query, citing, known)
        several |= {one.event: known[one.event] for one in within}
        found += within
    told = {c.article for one in found for _, cited in one.values for c in cited}
    return Disagreements(found, several, [s for s in citing.all() if s.iri in told])
