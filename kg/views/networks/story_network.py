"""A story as a networkx graph that says in a line what it holds."""

from __future__ import annotations

from networkx import MultiDiGraph


class StoryNetwork(MultiDiGraph):
    """A ``networkx.MultiDiGraph``, which a cell shows by what is in it."""

    def __repr__(self) -> str:
        kinds = [kind for _, kind in self.nodes(data="kind")]
        events = kinds.count("event")
        told = [f"{len(kinds) - events:,} entities", f"{events:,} events", f"{self.number_of_edges():,} edges"]
        return f"<Network: {', '.join(told)}>"
