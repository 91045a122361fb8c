"""Scoring: BM25 as every engine computes it, so that the order of matches does not depend on the engine.

Each word of a query counts on its own, in an article's title as well. Statistics are over all documents of the kind.
"""

import heapq
from collections.abc import Iterable
from math import log

from dossier.search.engine import DocumentKind, Match, Sort
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


def rarity(documents: int, frequency: int) -> float:
    """Inverse document frequency, as in BM25, of a word that this many of the documents contain."""
    return log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def in_order(rows: Iterable[tuple[str, int, float]], limit: int | None, sort: Sort) -> tuple[Match, ...]:
    """The matches in the order of `Engine.search`, from rows of id, day as an ordinal, and score."""
    by_score, direction = sort is Sort.BEST, 1 if sort is Sort.OLDEST else -1
    keys = []
    for id_, day, score in rows:
        rounded = round(score, SCORE_DIGITS)
        keys.append((-rounded if by_score else 0.0, direction * day, id_, rounded))
    ordered = sorted(keys) if limit is None else heapq.nsmallest(limit, keys)
    return tuple(Match(id_, score) for _, _, id_, score in ordered)


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
