"""Identity: which mentions are one entity, which triggers one event; across documents where the gold is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from kg.articles.article import Span
from kg.evaluation.coreference import clusters, coreference
from kg.evaluation.document import Document, Read
from kg.evaluation.gold import GoldMention
from kg.evaluation.measures.triggers import paired
from kg.evaluation.mistakes import Mistakes
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Rows, jaccard, pair


@dataclass(frozen=True, slots=True)
class Labelled:
    """The mentions of one article.

    Attributes:
        gold: spans with the ids of what they denote.
        system: spans with what they denote (None: alone), and whether an unpaired one is to be ignored.
        pairs: index of gold → index of system.
    """

    gold: list[tuple[Span, Hashable]]
    system: list[tuple[Span, str | None, bool]]
    pairs: dict[int, int]


def identity(documents: Sequence[Document], scope: Scope, mistakes: Mistakes) -> Rows:
    """Rows ``identity`` (mentions paired by equal spans) and, where the gold marks heads, ``identity-head`` (or by spans
    around the head within the gold span); each also ``-matched``: on the mentions that both have."""
    chosen = [d for d in documents if d.gold.identified]
    if not chosen:
        return {}
    rows = _rows("identity", chosen, lambda d: _mentions(d, scope, by_head=False), mistakes)
    if any(m.head and m.head != m.span for d in chosen for m in d.gold.mentions or ()):
        silent = Mistakes(wanted=False)
        rows |= _rows("identity-head", chosen, lambda d: _mentions(d, scope, by_head=True), silent)
    return rows


def _mentions(doc: Document, scope: Scope, *, by_head: bool) -> Labelled:
    gold: dict[Span, GoldMention] = {}
    system: dict[Span, Read] = {}
    for mention in doc.marked(doc.gold.mentions):
        if mention.entity is not None:
            gold.setdefault(doc.trim(mention.span), mention)
    for read in doc.entities():
        if read.kind in scope.kinds:
            system.setdefault(doc.trim(read.span), read)

    def likeness(g: Span, s: Span) -> float:
        head = gold[g].head or g
        close = by_head and g[0] <= s[0] <= head[0] and head[1] <= s[1] <= g[1]
        return jaccard(g, s) if g == s or close else 0.0

    return Labelled(
        [(span, m.entity) for span, m in gold.items()],
        [(span, m.node, not scope.asks(m.kind, m.entity_class)) for span, m in system.items()],
        pair(list(gold), list(system), likeness),
    )


def events(documents: Sequence[Document], _: Scope, mistakes: Mistakes) -> Rows:
    """Rows ``events`` and ``events-matched``: identity of events by their triggers."""
    chosen = [d for d in documents if any(e.event is not None for e in d.gold.events or ())]

    def labelled(doc: Document) -> Labelled:
        found = paired(doc)
        return Labelled(
            [(span, found.meant[span].event or ("alone", doc.id, span)) for span in found.gold],
            [(span, found.said[span].event, False) for span in found.system],
            found.pairs,
        )

    return _rows("events", chosen, labelled, mistakes) if chosen else {}


def _rows(
    name: str, documents: Sequence[Document], labelled: Callable[[Document], Labelled], mistakes: Mistakes
) -> Rows:
    gold: dict[Hashable, Hashable] = {}
    system: dict[Hashable, Hashable] = {}
    common: set[Hashable] = set()
    spans: dict[Hashable, tuple[Document, Span]] = {}
    for doc in documents:
        found = labelled(doc)
        back = {j: i for i, j in found.pairs.items()}
        for i, (span, label) in enumerate(found.gold):
            gold[doc.id, i] = label if doc.gold.cross else (doc.id, label)
            spans[doc.id, i] = doc, span
        for j, (span, node, ignorable) in enumerate(found.system):
            key = (doc.id, back[j]) if j in back else (doc.id, "extra", span)
            if j in back or not ignorable:
                one: Hashable = node or ("alone", doc.id, span)
                system[key] = one if doc.gold.cross else (doc.id, one)
                if j not in back:
                    spans[key] = doc, span
        common |= {(doc.id, i) for i in found.pairs}
    rows = {f"{name}/{k}": row for k, row in coreference(clusters(gold), clusters(system)).items()}
    both = [clusters({k: v for k, v in side.items() if k in common}) for side in (gold, system)]
    rows |= {f"{name}-matched/{k}": row for k, row in coreference(*both).items()}
    if mistakes.wanted:
        _note(name, (gold, system), common, spans, mistakes)
    return rows


def _note(
    name: str,
    sides: tuple[dict[Hashable, Hashable], dict[Hashable, Hashable]],
    common: set[Hashable],
    spans: dict[Hashable, tuple[Document, Span]],
    mistakes: Mistakes,
) -> None:
    """Mentions on one side only; and those cut off from the rest of their cluster, or joined with another's."""
    gold, system = sides
    said: dict[Hashable, Counter[Hashable]] = defaultdict(Counter)
    meant: dict[Hashable, Counter[Hashable]] = defaultdict(Counter)
    words: dict[Hashable, str] = {}
    for key in sorted(common, key=repr):
        said[gold[key]][system[key]] += 1
        meant[system[key]][gold[key]] += 1
        doc, (begin, end) = spans[key]
        words.setdefault(("gold", gold[key]), doc.text[begin:end])

    def first(votes: Counter[Hashable]) -> Hashable:
        return min(votes, key=lambda v: (-votes[v], repr(v)))

    for key, label in gold.items():
        doc, span = spans[key]
        if key not in common:
            mistakes.note(name, "missed", doc.id, doc.text, span, wanted=label)
            continue
        if system[key] != first(said[label]):
            rest = first(said[label])
            mistakes.note(name, "cut off", doc.id, doc.text, span, wanted=f"{label} ({rest})", found=system[key])
        main = first(meant[system[key]])
        if main != label:
            other = " ".join(words["gold", main].split())
            mistakes.note(name, "joined", doc.id, doc.text, span, wanted=label, found=f"{main} ({other})")
    for key, label in system.items():
        if key not in common:
            doc, span = spans[key]
            mistakes.note(name, "spurious", doc.id, doc.text, span, found=label)
