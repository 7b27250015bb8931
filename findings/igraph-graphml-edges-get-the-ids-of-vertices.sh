#!/bin/bash
# igraph 1.0.0 (python-igraph) reads the GraphML that networkx 3.6.1 writes of a multigraph with wrong ids of edges: the first edge of the
# file gets the id of the first vertex, the second that of the second, and so on. Labels, ends and all other data are right, so that
# counts, degrees and pictures look as they should; only a join of edges with a table by their ids goes wrong, without an error.
# networkx writes the key of an edge as the attribute "id" of <edge>, which GraphML provides for it. An id that is kept once more as data
# (`<data>`, in networkx an attribute of another name) comes through.
#
# Output seen:
#   written e1 a -> b, read as a
#   written e3 a -> c, read as b
#   written e2 b -> c, read as c
#   as data: ['e1', 'e3', 'e2']
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check networkx==3.6.1 igraph==1.0.0
cd "$folder"
"$folder/env/bin/python" - <<'P'
import igraph
import networkx
graph = networkx.MultiDiGraph()
graph.add_nodes_from("abc")
for one, other, key in (("a", "b", "e1"), ("b", "c", "e2"), ("a", "c", "e3")):
    graph.add_edge(one, other, key=key, edge_id=key)
networkx.write_graphml(graph, "story.graphml")
read = igraph.Graph.Read_GraphML("story.graphml")
for edge in read.es:
    print("written", edge["edge_id"], read.vs[edge.source]["id"], "->", read.vs[edge.target]["id"] + ", read as", edge["id"])
print("as data:", read.es["edge_id"])
assert read.es["id"] == ["a", "b", "c"] and read.es["edge_id"] == ["e1", "e3", "e2"], "it changed"
P
