"""Who is named with whom: actors as nodes, and a link between two that share a paragraph or take part in one event."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from xml.sax.saxutils import quoteattr

from dossier.export.context import ExportContext
from dossier.export.lookup import Lookup
from dossier.export.sanitize import one_line
from dossier.model.actor import Actor

NODE = (("label", "string"), ("kind", "string"), ("side", "string"), ("aliases", "string"), ("mentions", "long"), ("articles", "long"))
EDGE = (("weight", "double"), ("paragraphs", "long"), ("events", "long"), ("articles", "string"))
GRAPHML_TYPES = {"string": "string", "long": "long", "double": "double"}


@dataclass(slots=True)
class Link:
    """What joins two actors: how many paragraphs name both, how many events have both, and the ids of the articles."""

    paragraphs: int = 0
    events: int = 0
    articles: set[str] = field(default_factory=set)


def links(material: ExportContext) -> dict[tuple[str, str], Link]:
    """Links by the ids of two actors, the lesser first, in order."""
    references = Lookup(material)
    found: dict[tuple[str, str], Link] = defaultdict(Link)
    for article, named in _by_paragraph(material, references):
        for pair in combinations(sorted(named), 2):
            found[pair].paragraphs += 1
            found[pair].articles.add(article)
    for event in material.findings.events:
        present = {i for i in (*event.participants, event.attacker) if i in references.actors}
        for pair in combinations(sorted(i for i in present if i), 2):
            found[pair].events += 1
            found[pair].articles.update(event.articles)
    return dict(sorted(found.items()))


def _by_paragraph(material: ExportContext, references: Lookup) -> Iterator[tuple[str, set[str]]]:
    """The actors named in each paragraph, with its article."""
    together: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for actor in material.findings.actors:
        for mention in actor.mentions:
            together[mention.article][mention.span.start].add(actor.id)
    for article in sorted(together):
        for paragraph in references.articles[article].paragraphs():
            inside = (ids for start, ids in together[article].items() if paragraph.span.start <= start < paragraph.span.end)
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


def _quoted(text: str) -> str:
    return quoteattr(one_line(text))


def _words(text: str) -> str:
    return one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def graphml(material: ExportContext) -> Iterator[str]:
    """GraphML, undirected, a piece for each node and edge."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for what, columns in (("node", NODE), ("edge", EDGE)):
        for name, kind in columns:
            yield f'  <key id="{what}_{name}" for="{what}" attr.name="{name}" attr.type="{GRAPHML_TYPES[kind]}"/>\n'
    yield '  <graph edgedefault="undirected">\n'
    for actor in material.findings.actors:
        yield f"    <node id={_quoted(actor.id)}>{_data('node', _node(actor))}</node>\n"
    for (one, other), link in links(material).items():
        yield f"    <edge source={_quoted(one)} target={_quoted(other)}>{_data('edge', _edge(link))}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(what: str, values: dict[str, str]) -> str:
    return "".join(f'<data key="{what}_{name}">{_words(value)}</data>' for name, value in values.items() if value)


def gexf(material: ExportContext) -> Iterator[str]:
    """GEXF 1.2, undirected, a piece for each node and edge. It holds no day of writing."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield f"  <meta><creator>{_words(material.made_by)}</creator><description>{_words(material.title)}</description></meta>\n"
    yield '  <graph mode="static" defaultedgetype="undirected">\n'
    for what, columns in (("node", NODE[1:]), ("edge", EDGE[1:])):
        yield f'    <attributes class="{what}">\n'
        for name, kind in columns:
            yield f'      <attribute id="{what}_{name}" title="{name}" type="{kind}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for actor in material.findings.actors:
        node = _node(actor)
        yield f"      <node id={_quoted(actor.id)} label={_quoted(node.pop('label'))}>{_values('node', node)}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for number, ((one, other), link) in enumerate(links(material).items()):
        edge = _edge(link)
        ends = f'id="{number}" source={_quoted(one)} target={_quoted(other)} weight="{edge.pop("weight")}"'
        yield f"      <edge {ends}>{_values('edge', edge)}</edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _values(what: str, values: dict[str, str]) -> str:
    told = "".join(f'<attvalue for="{what}_{name}" value={_quoted(value)}/>' for name, value in values.items() if value)
    return f"<attvalues>{told}</attvalues>" if told else ""
