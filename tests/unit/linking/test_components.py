"""Tests of connected components."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.linking.components import connected_components


def test_nodes_and_components_keep_the_order_given() -> None:
    """A node without edges is a component of its own; order is that of the nodes, not of the edges."""
    assert connected_components("cabde", [("e", "a"), ("a", "c")]) == [["c", "a", "e"], ["b"], ["d"]]
    assert connected_components([], []) == []


def test_accept_is_called_only_where_it_can_change_the_result() -> None:
    """A rejected edge connects nothing; an edge inside a component is not compared again."""
    calls = []

    def accept(first: int, second: int) -> bool:
        calls.append((first, second))
        return second != 3

    assert connected_components(range(4), [(0, 1), (1, 2), (0, 2), (2, 3)], accept) == [[0, 1, 2], [3]]
    assert calls == [(0, 1), (1, 2), (2, 3)]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_components_are_a_partition_that_no_edge_leaves(edges: list[tuple[int, int]]) -> None:
    """Every node is in one component, and both ends of every edge are in the same one, for every order of the edges."""
    components = connected_components(range(10), edges)
    assert sorted(node for component in components for node in component) == list(range(10))
    home = {node: number for number, component in enumerate(components) for node in component}
    assert all(home[first] == home[second] for first, second in edges)
    assert connected_components(range(10), edges[::-1]) == components
