"""``kg push`` against a store that runs: what is sent comes back, only what changed is sent again, what is gone is taken out.

    python tools/check_push.py URL STORE [--user NAME --password WORDS]

``URL`` is where the other store speaks the Graph Store Protocol; it should be empty. It was run against:

- Oxigraph, from PyPI: ``pip install oxigraph; oxigraph serve --location DIR --bind 127.0.0.1:7879``, ``http://127.0.0.1:7879/store``
- Virtuoso 7, from Debian (``virtuoso-opensource-7-bin``), after ``GRANT SPARQL_UPDATE TO "SPARQL";``
  ``DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);`` in ``isql-vt``: ``http://127.0.0.1:8890/sparql-graph-crud``
"""

from __future__ import annotations

import argparse
import sys

import pyoxigraph as ox

from kg.exchange.push import Remote, push, triples
from kg.graph.store.store import Store


def held(data: bytes, but: str = "") -> set[str]:
    """The statements of some N-Triples, each as one line, without those of the property ``but``."""
    return {str(q.triple) for q in ox.parse(data, format=ox.RdfFormat.N_TRIPLES) if q.predicate.value != but}


def main() -> int:
    """Print what was checked; 1 where something is not as it should be."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("store")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--but", default="", help="a property whose values the store is known to change")
    given = parser.parse_args()
    remote = Remote(given.url, given.user, given.password)
    with Store(given.store) as opened:
        base = opened.iris.base
        graph = ox.Store()
        graph.extend(opened.graph())
    names = sorted(g.value for g in graph.named_graphs() if isinstance(g, ox.NamedNode))
    failed = 0

    def check(what: str, right: bool, more: str = "") -> None:
        nonlocal failed
        failed += not right
        print(f"{'right' if right else 'WRONG'}: {what}{more if not right else ''}")

    first = push(graph, remote, base)
    check(f"{len(names)} graphs are sent", (first.sent, first.unchanged) == (len(names), 0), f" ({first})")
    again = push(graph, remote, base)
    check("nothing is sent twice", (again.sent, again.unchanged) == (0, len(names)), f" ({again})")
    differing = []
    for name in names:
        sent, found = held(triples(graph, name), given.but), held(remote.get(name) or b"", given.but)
        if sent != found:
            differing.append(f"\n  <{name}>: {sorted(sent - found)[:2]} came back as {sorted(found - sent)[:2]}")
    check("every statement comes back as it was sent", not differing, "".join(differing[:5]))
    article = next(name for name in names if "/article/" in name)
    graph.remove_graph(ox.NamedNode(article))
    changed = push(graph, remote, base)
    check("what is gone is taken out", (changed.sent, changed.removed) == (0, 1), f" ({changed})")
    check("and is not there any more", not held(remote.get(article) or b""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
