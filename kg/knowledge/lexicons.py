"""Word lists about people, organisations, places and groups: readers of ``data/*.tsv``, each read once.

All keys are lower case unless the docstring says otherwise. Lines that begin with ``#`` are remarks.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kg.knowledge.transliteration import fold

DATA = Path(__file__).parent / "data"


class Acronym(NamedTuple):
    """What a well-known acronym stands for: long forms, best first, and entity class."""

    long_forms: tuple[str, ...]
    entity_class: str


class Group(NamedTuple):
    """A name for a set of people: kind (see ``groups``); ISO code or None."""

    kind: str
    country_code: str | None


def rows(name: str) -> Iterator[list[str]]:
    """The fields of each line of ``data/<name>`` that is no remark."""
    for line in (DATA / name).read_text("utf8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@functools.cache
def given_names() -> MappingProxyType[str, str]:
    """Given name (folded: small plain Latin letters) → "m", "f" or "mf"."""
    return MappingProxyType({row[0]: row[1] for row in rows("given_names.tsv")})


@functools.cache
def surnames() -> frozenset[str]:
    """Surnames (folded). Many are English words or given names as well: evidence only beside other signs."""
    return frozenset(row[0] for row in rows("surnames.txt"))


@functools.cache
def surnames_first() -> frozenset[str]:
    """Surnames (folded) that stand before the given name: Chinese, Korean, Vietnamese."""
    return frozenset(row[0] for row in rows("surnames_first.txt"))


def gender_of_given_name(name: str) -> str | None:
    """ "m" or "f" where the given name is clearly borne by men or women, else None. ``name`` as written."""
    key = fold(name)
    found = given_names().get(key)
    if found is None and "-" in key:
        found = given_names().get(key.split("-", 1)[0])
    return found if found in ("m", "f") else None


@functools.cache
def titles() -> MappingProxyType[str, tuple[str | None, str]]:
    """Title before a name (may be several words: "prime minister") → (gender or None, kind).

    Kinds: honorific, office, rank, religious, academic, noble, medical.
    """
    return MappingProxyType({row[0]: (row[1] or None, row[2]) for row in rows("titles.tsv")})


@functools.cache
def roles() -> MappingProxyType[str, str | None]:
    """Lemma of a noun for a person ("spokeswoman", "envoy") → gender or None."""
    return MappingProxyType({row[0]: (row[1] or None if len(row) > 1 else None) for row in rows("roles.tsv")})


@functools.cache
def organisation_heads() -> MappingProxyType[str, str]:
    """Word that heads or ends an organisation's name → kind (government, company, legal, …)."""
    return MappingProxyType({row[0]: row[1] for row in rows("organisation_heads.tsv")})


@functools.cache
def facility_heads() -> MappingProxyType[str, str]:
    """Word that ends or begins a place's name → kind (building, transport, site, nature, street, region)."""
    return MappingProxyType({row[0]: row[1] for row in rows("facilities.tsv")})


@functools.cache
def thing_heads() -> frozenset[str]:
    """Last words of names of events, works, laws, products and other things ("festival", "act")."""
    return frozenset(row[0] for row in rows("thing_heads.tsv"))


@functools.cache
def known_organizations() -> frozenset[str]:
    """Well-known organisations by their usual names, as written (``known_organizations.txt``)."""
    return frozenset(name for row in rows("known_organizations.txt") for name in row[0].split("|"))


@functools.cache
def known_things() -> frozenset[str]:
    """Well-known events, works, products and other things by name, as written (``known_things.txt``)."""
    return frozenset(name for row in rows("known_things.txt") for name in row[0].split("|"))


@functools.cache
def acronyms() -> MappingProxyType[str, Acronym]:
    """Well-known acronym as written ("NATO") → what it stands for."""
    return MappingProxyType({row[0]: Acronym(tuple(row[1].split("|")), row[2]) for row in rows("acronyms.tsv")})


@functools.cache
def acronyms_of() -> MappingProxyType[str, str]:
    """Long form of a well-known acronym, lower case → acronym; dotted ones left out."""
    return MappingProxyType({long.lower(): k for k, v in acronyms().items() if "." not in k for long in v.long_forms})


@functools.cache
def groups() -> MappingProxyType[str, Group]:
    """Nationality, religion, ethnicity, party …, adjective or noun, as written ("Kurdish") → Group.

    Kinds: nationality, religion, ethnicity, politics, region, language.
    """
    found = {word: Group("nationality", row[0]) for row in rows("demonyms.tsv") for word in row[1].split("|")}
    for row in rows("groups.tsv"):
        found.setdefault(row[0], Group(row[1], (row[2] or None) if len(row) > 2 else None))
    return MappingProxyType(found)


def group_noun(name: str) -> str:
    """What a group is filed under: "Democrat" of Democrats and Democratic; a name itself where no other form is known."""
    found = _group_nouns().get(name, name)
    return found[:-1] if found == name and name.endswith("s") and name[:-1] in groups() else found


@functools.cache
def _group_nouns() -> MappingProxyType[str, str]:
    return MappingProxyType({form: row[0] for row in rows("group_forms.tsv") for form in row[1].split("|")})


@functools.cache
def _group_countries(kind: str | None) -> MappingProxyType[str, str]:
    return MappingProxyType(
        {w.lower(): g.country_code for w, g in groups().items() if g.country_code and kind in (None, g.kind)}
    )


def country_of_demonym(word: str) -> str | None:
    """ISO code of the country whose people or things are called so ("Russian", "Danes"), or None."""
    return _group_countries("nationality").get(word.lower())


def country_of_group(word: str) -> str | None:
    """ISO code of the country whose people, or a part of them, are called so ("Russian", "Chechen", "Tories"), or None."""
    return _group_countries(None).get(word.lower())


@functools.cache
def nicknames() -> MappingProxyType[str, frozenset[int]]:
    """Given name (folded) → numbers of the groups of names that stand for one another."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows("nicknames.tsv")):
        for name in (row[0], *row[1].split()):
            found.setdefault(name, set()).add(number)
    return MappingProxyType({name: frozenset(numbers) for name, numbers in found.items()})
