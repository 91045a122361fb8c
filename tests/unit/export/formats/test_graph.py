"""Graphs read back by networkx."""

import io

import networkx as nx
import pytest

from dossier.export.context import ExportContext
from dossier.export.formats.graph import gexf, graphml, links


def test_graphml_comes_back(context: ExportContext) -> None:
    """Nodes with their words, hostile ones too; weights are numbers."""
    graph = nx.parse_graphml("".join(graphml(context)))
    assert not graph.is_directed()
    assert set(graph) == {"p1", "p2", "s1"}
    assert graph.nodes["s1"]["label"] == 'West<land> & "Sons"'
    assert graph.nodes["p1"]["mentions"] == 2
    assert graph.edges["p1", "p2"]["weight"] == 2.0
    assert graph.edges["p1", "p2"]["events"] == 1


def test_gexf_says_the_same(context: ExportContext) -> None:
    """Labels, attributes and weights as in GraphML."""
    graph = nx.read_gexf(io.BytesIO("".join(gexf(context)).encode()), version="1.2draft")
    other = nx.parse_graphml("".join(graphml(context)))
    assert {n: d["label"] for n, d in graph.nodes(data=True)} == {n: d["label"] for n, d in other.nodes(data=True)}
    assert {n: d.get("side") for n, d in graph.nodes(data=True)} == {n: d.get("side") for n, d in other.nodes(data=True)}
    assert graph.edges["p1", "p2"]["weight"] == other.edges["p1", "p2"]["weight"]
    assert graph.edges["p1", "p2"]["articles"] == other.edges["p1", "p2"]["articles"]


@pytest.mark.parametrize("write", [graphml, gexf])
def test_an_empty_graph_is_one(nothing: ExportContext, write: object) -> None:
    """No nodes, no edges, still well-formed."""
    assert callable(write)
    text = "".join(write(nothing))
    graph = nx.parse_graphml(text) if write is graphml else nx.read_gexf(io.BytesIO(text.encode()), version="1.2draft")
    assert len(graph) == 0


def test_a_link_counts_paragraphs_and_events(context: ExportContext) -> None:
    """One paragraph that names both, one event with both, in one article."""
    ((pair, link),) = links(context).items()
    assert pair == ("p1", "p2")
    assert (link.paragraphs, link.events, link.articles) == (1, 1, {context.articles[0].id})
