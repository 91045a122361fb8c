"""Co-occurrence graph: actors as nodes, and an edge between two that share a paragraph or take part in one event."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from xml.sax.saxutils import quoteattr

from dossier.export.context import ExportContext
from dossier.export.lookup import Lookup
from dossier.model.actor import Actor
from dossier.text.unsafe_characters import one_line

NODE = (("label", "string"), ("kind", "string"), ("side", "string"), ("aliases", "string"), ("mentions", "long"), ("articles", "long"))
EDGE = (("weight", "double"), ("paragraphs", "long"), ("events", "long"), ("articles", "string"))
GRAPHML_TYPES = {"string": "string", "long": "long", "double": "double"}


@dataclass(slots=True)
class Link:
    """Edge of the graph: the number of paragraphs that name both actors, the number of events with both, and the ids of the articles."""

    paragraphs: int = 0
    events: int = 0
    articles: set[str] = field(default_factory=set)


def links(context: ExportContext) -> dict[tuple[str, str], Link]:
    """Links by the ids of two actors, the lesser first, in order."""
    lookup = Lookup(context)
    by_pair: dict[tuple[str, str], Link] = defaultdict(Link)
    for article, actors in _by_paragraph(context, lookup):
        for pair in combinations(sorted(actors), 2):
            by_pair[pair].paragraphs += 1
            by_pair[pair].articles.add(article)
    for event in context.findings.events:
        present = {i for i in (*event.participants, event.attacker) if i in lookup.actors}
        for pair in combinations(sorted(i for i in present if i), 2):
            by_pair[pair].events += 1
            by_pair[pair].articles.update(event.articles)
    return dict(sorted(by_pair.items()))


def _by_paragraph(context: ExportContext, lookup: Lookup) -> Iterator[tuple[str, set[str]]]:
    """The ids of the actors named in each paragraph, with its article's id."""
    starts: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for actor in context.findings.actors:
        for mention in actor.mentions:
            starts[mention.article][mention.span.start].add(actor.id)
    for article in sorted(starts):
        for paragraph in lookup.articles[article].paragraphs():
            inside = (ids for start, ids in starts[article].items() if paragraph.span.start <= start < paragraph.span.end)
            yield article, set().union(*inside)


def _node(actor: Actor) -> dict[str, str]:
    return {
        "label": actor.name,
        "kind": actor.kind.value,
        "side": actor.side or "",
        "aliases": "; ".join(actor.aliases),
        "mentions": str(len(actor.mentions)),
        "articles": str(len(actor.articles)),
    }


def _edge(link: Link) -> dict[str, str]:
    return {
        "weight": f"{float(link.paragraphs + link.events)}",
        "paragraphs": str(link.paragraphs),
        "events": str(link.events),
        "articles": "; ".join(sorted(link.articles)),
    }


def _quote_attribute(text: str) -> str:
    return quoteattr(one_line(text))


def _escape_text(text: str) -> str:
    return one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def graphml(context: ExportContext) -> Iterator[str]:
    """GraphML, undirected, one part for each node and edge."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for element, columns in (("node", NODE), ("edge", EDGE)):
        for name, kind in columns:
            yield f'  <key id="{element}_{name}" for="{element}" attr.name="{name}" attr.type="{GRAPHML_TYPES[kind]}"/>\n'
    yield '  <graph edgedefault="undirected">\n'
    for actor in context.findings.actors:
        yield f"    <node id={_quote_attribute(actor.id)}>{_graphml_data('node', _node(actor))}</node>\n"
    for (source, target), link in links(context).items():
        yield f"    <edge source={_quote_attribute(source)} target={_quote_attribute(target)}>{_graphml_data('edge', _edge(link))}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def _graphml_data(element: str, values: dict[str, str]) -> str:
    return "".join(f'<data key="{element}_{name}">{_escape_text(value)}</data>' for name, value in values.items() if value)


def gexf(context: ExportContext) -> Iterator[str]:
    """GEXF 1.2, undirected, one part for each node and edge. It contains no date of writing."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield f"  <meta><creator>{_escape_text(context.made_by)}</creator><description>{_escape_text(context.title)}</description></meta>\n"
    yield '  <graph mode="static" defaultedgetype="undirected">\n'
    for element, columns in (("node", NODE[1:]), ("edge", EDGE[1:])):
        yield f'    <attributes class="{element}">\n'
        for name, kind in columns:
            yield f'      <attribute id="{element}_{name}" title="{name}" type="{kind}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for actor in context.findings.actors:
        node = _node(actor)
        yield f"      <node id={_quote_attribute(actor.id)} label={_quote_attribute(node.pop('label'))}>{_gexf_values('node', node)}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for number, ((source, target), link) in enumerate(links(context).items()):
        edge = _edge(link)
        ends = f'id="{number}" source={_quote_attribute(source)} target={_quote_attribute(target)} weight="{edge.pop("weight")}"'
        yield f"      <edge {ends}>{_gexf_values('edge', edge)}</edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _gexf_values(element: str, values: dict[str, str]) -> str:
    attributes = "".join(f'<attvalue for="{element}_{name}" value={_quote_attribute(value)}/>' for name, value in values.items() if value)
    return f"<attvalues>{attributes}</attvalues>" if attributes else ""
