import networkx as nx
import pytest

from kg.views.networks.layout import Box, layout

GRAPHS = {
    "one": nx.empty_graph(1),
    "apart": nx.empty_graph(9),
    "pair": nx.path_graph(2),
    "path": nx.path_graph(12),
    "star": nx.star_graph(40),
    "clique": nx.complete_graph(15),
    "parts": nx.disjoint_union_all([nx.star_graph(9), nx.cycle_graph(6), nx.path_graph(2), nx.empty_graph(1)]),
    "tree": nx.balanced_tree(3, 4),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_no_two_boxes_overlap(name: str) -> None:
    graph = GRAPHS[name]
    boxes = {node: Box(30 + node % 5 * 8, 12, 30 + node % 5 * 8, 12 + node % 3 * 15) for node in graph}
    points = layout(graph, boxes)
    assert list(points) == list(graph)
    nodes = list(graph)
    for at, a in enumerate(nodes):
        for b in nodes[at + 1 :]:
            (ax, ay), (bx, by) = points[a], points[b]
            apart = (
                ax + boxes[a].right <= bx - boxes[b].left or bx + boxes[b].right <= ax - boxes[a].left
                or ay + boxes[a].bottom <= by - boxes[b].top or by + boxes[b].bottom <= ay - boxes[a].top
            )  # fmt: skip
            assert apart, (a, b)


def test_nothing_to_lay_out() -> None:
    assert layout(nx.Graph(), {}) == {}


def test_twice_the_same() -> None:
    graph = GRAPHS["tree"]
    boxes = {node: Box(40, 15, 40, 15) for node in graph}
    assert layout(graph, boxes) == layout(graph, boxes)


def test_neighbours_are_nearer_than_strangers() -> None:
    graph = GRAPHS["path"]
    points = layout(graph, {node: Box(10, 10, 10, 10) for node in graph})

    def distance(a: int, b: int) -> float:
        return ((points[a][0] - points[b][0]) ** 2 + (points[a][1] - points[b][1]) ** 2) ** 0.5

    assert distance(0, 1) < distance(0, 5) < distance(0, 11)
