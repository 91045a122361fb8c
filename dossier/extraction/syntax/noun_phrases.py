"""The words that name somebody: a phrase as printed, its actor, or the description of somebody unnamed."""

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
OWNED_BY = frozenset({"from", "by", "of"})
TAIL_LINKS = frozenset({"of", "within", "from", "at", "in", "with", "for", "inside", "close", "on", "to", "near"})
LONGEST = 12  # words of an unnamed speaker's description


class ActorResolver(Protocol):
    """Who a word names or means (keys of local actors), and their names."""

    def actor_of_name(self, token: "Token") -> int | None:
        """The actor that the word is part of a name of."""

    def resolve(self, token: "Token") -> int | None:
        """The actor that a pronoun or a role noun stands for."""

    def name(self, key: int) -> str:
        """The actor's fullest name."""

    def kind(self, key: int) -> ActorKind:
        """What the actor is."""


def noun_phrase(head: "Token", layout: QuoteSegmentation, cast: ActorResolver | None = None, key: int | None = None) -> Span:
    """The printed words from the phrase's first word up to its head; for an actor, up to the end of its name behind the head."""
    doc = layout.doc
    first = head.i
    while (
        first > head.left_edge.i and layout.outside(doc[first - 1]) and (doc[first - 1].tag_ in IN_PHRASE or doc[first - 1].lower_ == "of")
    ):
        first -= 1
    while doc[first].tag_ in {"POS", "HYPH", "CC", "IN"}:
        first += 1
    last = head.i
    if cast is not None and key is not None:
        reach = min(head.right_edge.i + 1, head.i + LONGEST)
        reach = next((i for i in range(head.i, reach) if doc[i].text in "([—–;"), reach)
        last = max(
            (i for i in range(head.i, reach) if layout.outside(doc[i]) and cast.actor_of_name(doc[i]) == key and doc[i].dep_ != "poss"),
            default=head.i,
        )
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def describe(head: "Token", layout: QuoteSegmentation) -> str:
    """The fullest naming of an unnamed source, without its article: "source within the ministry"."""
    start = noun_phrase(head, layout).start
    tokens = [t for t in layout.doc[head.left_edge.i : head.i + 1] if t.idx >= start]
    while len(tokens) > 1 and tokens[0].lower_ in ARTICLES:
        tokens.pop(0)
    for kid in head.rights:
        named = head.pos_ == "PROPN" and (head.ent_type_ == "PERSON" or kid.lower_ != "of")
        if kid.dep_ != "prep" or kid.lower_ not in TAIL_LINKS or kid.i != tokens[-1].i + 1 or named:
            break
        tail = list(layout.doc[kid.i : kid.right_edge.i + 1])
        stop = next(
            (i for i, t in enumerate(tail) if t.is_punct or t.tag_ in {"VBD", "VBZ", "VBP", "WP", "WDT", "MD"} or not layout.outside(t)),
            len(tail),
        )
        tokens += tail[:stop]
        if stop < len(tail):
            break
    tokens = tokens[-LONGEST:] if tokens[-1] == head else tokens[:LONGEST]
    return layout.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]


def named_by(head: "Token", cast: ActorResolver, layout: QuoteSegmentation) -> int | None:
    """The actor that a noun phrase names: by its head, by a name in apposition, or by a name behind a title."""
    key = cast.actor_of_name(head)
    if key is not None:
        return key
    for kid in head.children:
        if kid.dep_ == "appos" and layout.outside(kid) and kid.i > head.i:
            named = cast.actor_of_name(kid)
            if named is not None and cast.kind(named) is ActorKind.PERSON:
                return named
    return _behind_title(head, cast, layout)


def _behind_title(title: "Token", cast: ActorResolver, layout: QuoteSegmentation) -> int | None:
    """For "President of Ruritania Rudolf Roe": the person named behind the title's country, without a comma between."""
    if title.lemma_.lower() not in word_set("cues", "people"):
        return None
    doc = layout.doc
    for token in doc[title.i + 1 : title.i + LONGEST]:
        if token.is_punct or token.tag_ in VERB_TAGS or not layout.outside(token):
            return None
        key = cast.actor_of_name(token)
        if key is not None and cast.kind(key) is ActorKind.PERSON:
            return key if doc[token.i - 1].pos_ == "PROPN" else None
    return None


def owner_of(carrier: "Token", layout: QuoteSegmentation, cast: ActorResolver) -> int | None:
    """Whose statement, letter or post it is: a possessive, a noun before it, or "from …"."""
    kids = [c for c in carrier.children if layout.outside(c)]
    for kid in sorted(kids, key=lambda c: c.dep_ != "poss"):
        if kid.dep_ in {"poss", "compound", "nmod", "amod"}:
            for token in (kid, *kid.children):
                key = cast.actor_of_name(token) if token.dep_ != "poss" or token == kid else None
                key = cast.resolve(kid) if key is None and kid.dep_ == "poss" and token == kid else key
                if key is not None:
                    return key
    for kid in kids:
        if kid.dep_ == "prep" and kid.lower_ in OWNED_BY:
            for token in kid.children:
                key = named_by(token, cast, layout) if token.dep_ == "pobj" else None
                if key is not None:
                    return key
    return None


def whole_of(head: "Token") -> "Token":
    """For "part of the statement": the statement."""
    if head.lemma_.lower() not in PARTITIVES:
        return head
    of = next((c for c in head.children if c.lower_ == "of"), None)
    whole = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return whole if whole is not None and whole.lemma_.lower() in word_set("cues", "carriers") else head
