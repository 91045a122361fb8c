"""Noun phrases that refer to an actor: the printed phrase, the actor that it names, the description of an unnamed source."""

from typing import TYPE_CHECKING, Protocol

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.sentences import VERB_TAGS, QuoteSegmentation
from dossier.extraction.syntax.subjects import PARTITIVES
from dossier.model.actor import ActorKind
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

ARTICLES = frozenset({"a", "an", "the", "this", "that", "these", "those", "our", "my", "your"})
IN_PHRASE = frozenset(
    {"DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP$", "CD", "POS", "HYPH", "VBN", "VBG", "AFX", "FW", "CC"}
)
NAMING = frozenset({"identify", "name", "call", "use", "know"})
"""Verbs by which a clause gives the name of whom it describes: "identified as", "using the name"."""
ISSUER_PREPOSITIONS = frozenset({"from", "by", "of"})
TAIL_PREPOSITIONS = frozenset({"of", "within", "from", "at", "in", "with", "for", "inside", "close", "on", "to", "near"})
MAX_LENGTH = 12  # tokens in the description of an unnamed source


class ActorResolver(Protocol):
    """Coreference look-ups by token; actors are given by their keys in the article."""

    def actor_of_name(self, token: "Token") -> int | None:
        """Key of the actor whose name includes the word, or None."""

    def resolve(self, token: "Token") -> int | None:
        """Key of the actor that a pronoun or a role noun refers to, or None."""

    def name(self, key: int) -> str:
        """Fullest name of the actor."""

    def kind(self, key: int) -> ActorKind:
        """Kind of the actor."""


def noun_phrase(head: "Token", segmentation: QuoteSegmentation, resolver: ActorResolver | None = None, key: int | None = None) -> Span:
    """Characters of the phrase from its first word to its head; for an actor, to the end of its name after the head."""
    doc = segmentation.doc
    first = head.i
    while (
        first > head.left_edge.i
        and segmentation.outside(doc[first - 1])
        and (doc[first - 1].tag_ in IN_PHRASE or doc[first - 1].lower_ == "of")
    ):
        first -= 1
    while doc[first].tag_ in {"POS", "HYPH", "CC", "IN"}:
        first += 1
    last = head.i
    if resolver is not None and key is not None:
        reach = min(head.right_edge.i + 1, head.i + MAX_LENGTH)
        reach = next((i for i in range(head.i, reach) if doc[i].text in "([—–;"), reach)
        last = max(
            (
                i
                for i in range(head.i, reach)
                if segmentation.outside(doc[i]) and resolver.actor_of_name(doc[i]) == key and doc[i].dep_ != "poss"
            ),
            default=head.i,
        )
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def describe(head: "Token", segmentation: QuoteSegmentation) -> str:
    """Longest description of an unnamed source, without its article: "source within the ministry"."""
    start = noun_phrase(head, segmentation).start
    tokens = [t for t in segmentation.doc[head.left_edge.i : head.i + 1] if t.idx >= start]
    while len(tokens) > 1 and tokens[0].lower_ in ARTICLES:
        tokens.pop(0)
    for child in head.rights:
        name_ends = head.pos_ == "PROPN" and (head.ent_type_ == "PERSON" or child.lower_ != "of")
        if child.dep_ != "prep" or child.lower_ not in TAIL_PREPOSITIONS or child.i != tokens[-1].i + 1 or name_ends:
            break
        tail = list(segmentation.doc[child.i : child.right_edge.i + 1])
        stop = next(
            (
                i
                for i, t in enumerate(tail)
                if t.is_punct or t.tag_ in {"VBD", "VBZ", "VBP", "WP", "WDT", "MD"} or not segmentation.outside(t)
            ),
            len(tail),
        )
        tokens += tail[:stop]
        if stop < len(tail):
            break
    tokens = tokens[-MAX_LENGTH:] if tokens[-1] == head else tokens[:MAX_LENGTH]
    return segmentation.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]


def named_by(head: "Token", resolver: ActorResolver, segmentation: QuoteSegmentation) -> int | None:
    """Key of the actor that a noun phrase names: by its head, a name in apposition, or a name after a title; else None."""
    key = resolver.actor_of_name(head)
    if key is not None:
        return _named_with_body(head, key, resolver)
    for child in head.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in NAMING and child.i > head.i:
            called = next((k for t in child.subtree if (k := resolver.actor_of_name(t)) is not None), None)
            if called is not None and resolver.kind(called) is ActorKind.PERSON:
                return called  # "the attacker, identified as Ann Roe"
        if child.dep_ == "appos" and segmentation.outside(child) and child.i > head.i:
            apposed = resolver.actor_of_name(child)
            if apposed is not None and resolver.kind(apposed) is ActorKind.PERSON:
                return apposed
    return _named_after_title(head, resolver, segmentation)


def _named_with_body(head: "Token", key: int, resolver: ActorResolver) -> int:
    """Key of the person in "Water Bank president Ann Roe", whom the parser takes for an apposition to the bank; else `key` itself."""
    for child in head.children if resolver.kind(key) is ActorKind.ORGANISATION else ():
        person = resolver.actor_of_name(child) if child.dep_ == "appos" and child.i > head.i else None
        has_comma = any(t.text in {",", "("} for t in head.doc[head.i : child.i])
        if person is not None and resolver.kind(person) is ActorKind.PERSON and not has_comma:
            return person
    return key


def _named_after_title(title: "Token", resolver: ActorResolver, segmentation: QuoteSegmentation) -> int | None:
    """For "President of Ruritania Rudolf Roe": key of the person named after the title and its country, without a comma between."""
    if title.lemma_.lower() not in word_set("cues", "people"):
        return None
    doc = segmentation.doc
    for token in doc[title.i + 1 : title.i + MAX_LENGTH]:
        if token.is_punct or token.tag_ in VERB_TAGS or not segmentation.outside(token):
            return None
        key = resolver.actor_of_name(token)
        if key is not None and resolver.kind(key) is ActorKind.PERSON:
            return key if doc[token.i - 1].pos_ == "PROPN" else None
    return None


def owner_of(carrier: "Token", segmentation: QuoteSegmentation, resolver: ActorResolver) -> int | None:
    """Key of the actor that issued a statement, letter or post: a possessive, a noun before it, or "from …"; else None."""
    children = [c for c in carrier.children if segmentation.outside(c)]
    for child in sorted(children, key=lambda c: c.dep_ != "poss"):
        if child.dep_ in {"poss", "compound", "nmod", "amod"}:
            for token in (child, *child.children):
                key = resolver.actor_of_name(token) if token.dep_ != "poss" or token == child else None
                key = resolver.resolve(child) if key is None and child.dep_ == "poss" and token == child else key
                if key is not None:
                    return key
    for child in children:
        if child.dep_ == "prep" and child.lower_ in ISSUER_PREPOSITIONS:
            for token in child.children:
                key = named_by(token, resolver, segmentation) if token.dep_ == "pobj" else None
                if key is not None:
                    return key
    return None


def whole_of(head: "Token") -> "Token":
    """For "part of the statement": "statement"; any other noun is returned unchanged."""
    if head.lemma_.lower() not in PARTITIVES:
        return head
    of = next((c for c in head.children if c.lower_ == "of"), None)
    whole = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return whole if whole is not None and whole.lemma_.lower() in word_set("cues", "carriers") else head


def first_conjunct(token: "Token") -> "Token":
    """Head of a coordination: X for Y in "X and Y"; a token that is not coordinated is returned unchanged."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token
