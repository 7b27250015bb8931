"""A store's graph as JSON-LD that people can read: our prefixes, typed values without their types, a named graph in a block.

The context (``ontology/context.jsonld``) is written into each file, so that no reader has to fetch one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import IO, Any

import pyoxigraph as ox

from kg.graph import vocabulary as v

Quads = Callable[[Iterable[Any]], Iterable[Any]]

_LOCAL = re.compile(r"[A-Za-z_][\w-]*")
_RELATIVE = re.compile(r"[A-Za-z][^:?]*(?:#[^#]*)?")
_INTEGER = re.compile(r"0|-?[1-9]\d{0,14}")
_NUMBERS = re.compile(r"\d+")
_LAYERS = (v.STORY, v.JUDGEMENTS, v.ONTOLOGY)


@cache
def context() -> dict[str, Any]:
    """Prefixes, and what the values of each property are; without a base, which is a store's own."""
    found: dict[str, Any] = json.loads((files("kg.ontology") / "context.jsonld").read_text("utf8"))["@context"]
    return found


def write_jsonld(out: IO[bytes], graph: ox.Store, base: str, also: Quads = lambda quads: quads) -> int:
    """Write all graphs, each as one block ``{"@id": …, "@graph": […]}``: articles first, then story, judgements, ontology.

    Args:
        out: where to.
        graph: the store's.
        base: of its data; IRIs that begin so are shortened.
        also: adds quads to those of one subject.
    Returns:
        How many statements were written.
    """
    writer = _Writer(base, also, _schemes(graph))
    out.write(b'{\n"@context": ' + _json({"@base": base, **writer.context}).encode() + b',\n"@graph": [')
    quads_of: Callable[..., Iterable[Any]] = graph.quads_for_pattern
    default = sorted({quad.subject.value for quad in quads_of(None, None, None, ox.DefaultGraph())})
    named = [name.value for name in graph.named_graphs()]
    first = True
    for name in sorted(named, key=lambda iri: (_LAYERS.index(iri) + 1 if iri in _LAYERS else 0, iri)):
        out.write((b"" if first else b",") + f'\n{{"@id": {_json(writer.iri(name))}, "@graph": ['.encode())
        first = False
        node = ox.NamedNode(name)
        subjects = {quad.subject for quad in quads_of(None, None, None, node)}
        for number, subject in enumerate(sorted(subjects, key=lambda term: _place(term, name))):
            text = ",\n".join(map(_json, writer.described(quads_of(subject, None, None, node))))
            out.write((b",\n" if number else b"\n") + text.encode())
        out.write(b"\n]}")
    for iri in default:
        for described in writer.described(quads_of(ox.NamedNode(iri), None, None, ox.DefaultGraph())):
            out.write((b"\n" if first else b",\n") + _json(described).encode())
            first = False
    out.write(b"\n]\n}\n")
    return writer.count


def _schemes(graph: ox.Store) -> list[str]:
    """Schemes of addresses in the store that are also names of prefixes ("geo:37,-122"): they would be taken for those."""
    found = set()
    for predicate in (v.URL, v.SAME_AS):
        quads: Iterable[Any] = graph.quads_for_pattern(None, ox.NamedNode(predicate), None)
        for quad in quads:
            scheme, colon, rest = quad.object.value.partition(":")
            if colon and scheme in v.PREFIXES and not rest.startswith("//"):
                found.add(scheme)
    return sorted(found)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _place(term: Any, graph: str) -> tuple[object, ...]:
    """The article before its spans, spans in the order of the text, all else by name."""
    iri = term.value
    rank = 0 if iri == graph else 1 if iri.startswith(f"{graph}#") else 2
    return rank, [int(n) for n in _NUMBERS.findall(iri.rpartition("#")[2])] if rank == 1 else [], iri


class _Writer:
    """Args: the base of data; what adds quads; prefixes that must go by another name."""

    def __init__(self, base: str, also: Quads, taken: Collection[str] = ()) -> None:
        self.base, self.also, self.count = base, also, 0
        renamed = {name: f"{name}_" if name in taken else name for name in v.PREFIXES}
        self.context = {_renamed(key, renamed): _renamed(told, renamed) for key, told in context().items()}
        self.types = {key: told["@type"] for key, told in self.context.items() if isinstance(told, dict)}
        self.prefixes = sorted(
            ((renamed[name], space) for name, space in v.PREFIXES.items()), key=lambda pair: -len(pair[1])
        )
        self.string = self.named(v.XSD + "string")

    def iri(self, iri: str) -> str:
        """Relative to the base, by a prefix, or whole."""
        if iri.startswith(self.base) and _RELATIVE.fullmatch(rest := iri[len(self.base) :]):
            return rest
        return self.named(iri)

    def named(self, iri: str) -> str:
        """By a prefix, or whole: what names of properties and classes must be."""
        for prefix, space in self.prefixes:
            if iri.startswith(space) and _LOCAL.fullmatch(rest := iri[len(space) :]):
                return f"{prefix}:{rest}"
        return iri

    def described(self, quads: Iterable[Any]) -> Iterator[dict[str, Any]]:
        """One object a subject: its classes, then its properties by name."""
        by_subject: dict[str, dict[str, list[Any]]] = {}
        for quad in self.also(quads):
            self.count += 1
            subject = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else f"_:{quad.subject.value}"
            properties = by_subject.setdefault(subject, {})
            if quad.predicate.value == v.A and isinstance(quad.object, ox.NamedNode):
                properties.setdefault("@type", []).append(self.named(quad.object.value))
            else:
                name = self.named(quad.predicate.value)
                properties.setdefault(name, []).append(self.value(quad.object, self.types.get(name)))
        for subject, properties in by_subject.items():
            told = {name: _one(values) for name, values in sorted(properties.items())}
            yield {"@id": subject if subject.startswith("_:") else self.iri(subject), **told}

    def value(self, term: Any, kind: str | None) -> Any:
        if isinstance(term, ox.NamedNode | ox.BlankNode):
            name = self.iri(term.value) if isinstance(term, ox.NamedNode) else f"_:{term.value}"
            return name if kind == "@id" else {"@id": name}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        datatype = term.datatype.value
        if datatype == v.INTEGER and kind is None and _INTEGER.fullmatch(term.value):
            return int(term.value)
        if datatype == v.XSD + "boolean" and kind is None and term.value in ("true", "false"):
            return term.value == "true"
        name = self.named(datatype)
        if kind == name or (kind is None and name == self.string):
            return term.value
        return {"@value": term.value, "@type": name}


def _renamed(name: Any, names: Mapping[str, str]) -> Any:
    if isinstance(name, dict):
        return {key: _renamed(value, names) for key, value in name.items()}
    prefix, colon, rest = name.partition(":")
    if name in names:
        return names[name]
    return f"{names[prefix]}:{rest}" if colon and prefix in names else name


def _one(values: list[Any]) -> Any:
    """A single value alone, several as a list in a fixed order."""
    return values[0] if len(values) == 1 else sorted(values, key=_json)
