"""Scoring: BM25 as every engine computes it, so that the order of matches does not depend on the engine.

Each word of a query counts on its own, in an article's title as well. Statistics are over all documents of the kind.
"""

from dossier.search.engine import DocumentKind
from dossier.search.syntax import And, AnyOf, Field, InEvent, InQuotation, Node, Or, Phrase

# The usual constants of BM25: saturation of term frequency, and normalization by length.
K1, B = 1.2, 0.75
TITLE_WEIGHT = 2.0
# Below that, two scores are a tie: engines that compute with 32 bits differ by more than the sixth digit.
SCORE_DIGITS = 3


def length_step(length: int) -> int:
    """The number of words of a document as it counts: exact up to 40, above that rounded down to three binary digits after the first, since
    Lucene and its kin keep it in one byte (SmallFloat.intToByte4).
    """
    above = length - 24
    if above < 16:
        return length
    shift = above.bit_length() - 4
    return 24 + (above >> shift << shift)


def scored_leaves(node: Node, kind: DocumentKind) -> list[tuple[str, AnyOf | Phrase]]:
    """The words of an expanded tree that are not negated, each with the field in which they are weighted, "text" or "title"; words of an
    article are weighted in its title as well.
    """
    match node:
        case And(nodes) | Or(nodes):
            return [pair for child in nodes for pair in scored_leaves(child, kind)]
        case InQuotation(inner) | InEvent(inner):
            return scored_leaves(inner, kind)
        case Field("title", AnyOf() | Phrase() as text):
            return [("title", text)] if kind is DocumentKind.ARTICLE else []
        case Field("text", AnyOf() | Phrase() as text):
            return scored_leaves(text, kind)
        case AnyOf() | Phrase():
            return [("text", node), ("title", node)] if kind is DocumentKind.ARTICLE else [("text", node)]
    return []
