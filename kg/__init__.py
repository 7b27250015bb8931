"""Turn a pile of news articles into an entity-and-event knowledge graph that a person can ask and look at.

import kg

story = kg.build("articles/", store="story")
story.query("SELECT ?name { ?who a schema:Person ; skos:prefLabel ?name }").to_frame()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.version import __version__

if TYPE_CHECKING:
    from kg.api import Story
    from kg.api import build_story as build
    from kg.api import open_story as open
    from kg.errors import KgError
    from kg.graph.asking.terms import Iri

__all__ = ["Iri", "KgError", "Story", "__version__", "build", "load_ipython_extension", "open"]

_LAZY = {
    "Story": ("kg.api", "Story"),
    "build": ("kg.api", "build_story"),
    "open": ("kg.api", "open_story"),
    "KgError": ("kg.errors", "KgError"),
    "Iri": ("kg.graph.asking.terms", "Iri"),
    "load_ipython_extension": ("kg.notebook", "load_ipython_extension"),
}


def __dir__() -> list[str]:
    """What one calls; completion offers nothing else."""
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    """Load what is asked for, and nothing before: ``kg --help`` must not wait for a language model."""
    if name in _LAZY:
        import importlib

        module, attribute = _LAZY[name]
        return getattr(importlib.import_module(module), attribute)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
