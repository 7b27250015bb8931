"""How places are written short ("Calif.", "ON"), and which of several towns of one name is meant where nothing says."""

from __future__ import annotations

import functools

from kg.knowledge import gazetteer, lexicons


@functools.cache
def postal_codes() -> dict[str, str]:
    """Two-letter codes and dotted short forms of US states and Canadian provinces, as written after a town → place
    id."""
    found = {}
    for row in lexicons.rows("region_aliases.tsv"):
        place = next((p for name in row[1].split("|") for p in gazetteer.lookup(name) if p.cls == "region"), None)
        if place is None:
            continue
        if row[0].startswith("US."):
            found[row[0][3:]] = place.id
        for name in row[1].split("|"):
            if "." in name:
                found[name] = place.id
    return found


@functools.cache
def town_defaults() -> dict[str, str]:
    return {gazetteer.name_key(row[0]): row[1] for row in lexicons.rows("place_defaults.tsv")}
