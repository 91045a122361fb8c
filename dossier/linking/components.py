"""Connected components of a graph, by union-find."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def connected_components(
    nodes: Sequence[Node], edges: Iterable[tuple[Node, Node]], accept: Callable[[Node, Node], bool] | None = None
) -> list[list[Node]]:
    """Every node in its component, a node without edges alone; components and their nodes in the order of `nodes`.

    With `accept`, an edge counts only where it returns true; it is not called for two nodes that are already connected,
    so that an expensive comparison runs only where it can change the result.
    """
    parent = {node: node for node in nodes}

    def root(node: Node) -> Node:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for first, second in edges:
        first_root, second_root = root(first), root(second)
        if first_root != second_root and (accept is None or accept(first, second)):
            parent[second_root] = first_root
    components: dict[Node, list[Node]] = {}
    for node in nodes:
        components.setdefault(root(node), []).append(node)
    return list(components.values())
