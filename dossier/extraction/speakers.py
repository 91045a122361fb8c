"""Who the source of an attribution is: an actor, or somebody whom the article leaves unnamed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from dossier.extraction.cues import Cue
from dossier.extraction.frames import VERB_TAGS, Frame, Layout, index_at
from dossier.extraction.subjects import PARTITIVES, SUBJECTS, can_speak
from dossier.extraction.vocabulary import words
from dossier.model.actor import ActorKind
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SINGULAR, PLURAL = frozenset({"he", "she"}), frozenset({"they", "we"})
PRONOUNS = SINGULAR | PLURAL | {"it", "who", "him", "her", "them"}
ARTICLES = frozenset({"a", "an", "the", "this", "that", "these", "those", "our", "my", "your"})
INDEFINITE = frozenset({"a", "an", "one", "another", "some", "several", "two", "three", "many", "other"})
IN_PHRASE = frozenset(
    {"DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP$", "CD", "POS", "HYPH", "VBN", "VBG", "AFX", "FW", "CC"}
)
OWNED_BY = frozenset({"from", "by", "of"})
TAIL_LINKS = frozenset({"of", "within", "from", "at", "in", "with", "for", "inside", "close", "on", "to", "near"})
LONGEST = 12  # words of an unnamed speaker's description
LOOK_BACK = 2  # paragraphs in which a pronoun finds an unnamed speaker


class People(Protocol):
    """What this module asks of the article's cast: who a word names or means (keys of local actors), and their names."""

    def named(self, token: "Token") -> int | None:
        """The actor that the word is part of a name of."""

    def meant(self, token: "Token") -> int | None:
        """The actor that a pronoun or a role noun stands for."""

    def name(self, key: int) -> str:
        """The actor's fullest name."""

    def kind(self, key: int) -> ActorKind:
        """What the actor is."""


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever speaks. `key` is None where no actor is meant; `text` is then the fullest naming in the article, without article.

    `span` covers the words that name the source, as printed.
    """

    span: Span
    key: int | None
    text: str


def find_sources(layout: Layout, cues: Sequence[tuple[Frame, Sequence[Cue]]], cast: People) -> dict[int, Source]:
    """For the subject of every cue (by the index of its token) the source it stands for.

    Goes through the text in order, since "the official" and "he" may stand for somebody unnamed who spoke before.
    """
    found: dict[int, Source] = {}
    unnamed: list[tuple[int, str, Source]] = []  # paragraph, head lemma, source
    for frame, here in cues:
        for cue in here:
            head = cue.subject
            if head is None or head.i in found:
                continue
            source = _resolve(head, frame, layout, cast, unnamed)
            if source.key is None and source.text.lower() in SINGULAR:
                source = _last_speaker(source, found, cast)
            found[head.i] = source
            if source.key is None and head.lower_ not in PRONOUNS and can_speak(head):
                unnamed.append((frame.paragraph, head.lemma_.lower(), source))
    return {index: _fullest(source, unnamed) for index, source in found.items()}


def _last_speaker(pronoun: Source, found: Mapping[int, Source], cast: People) -> Source:
    """The last person who spoke, for "he" or "she" where nobody else fits."""
    for source in reversed(list(found.values())):
        if source.key is not None and cast.kind(source.key) is ActorKind.PERSON:
            return replace(source, span=pronoun.span)
    return pronoun


def _fullest(source: Source, unnamed: Sequence[tuple[int, str, Source]]) -> Source:
    """The source under the longest description of the same unnamed speaker."""
    if source.key is not None or not unnamed:
        return source
    head = source.text.split()[-1].lower() if source.text else ""
    same = [s.text for _, _, s in unnamed if s.text.lower().endswith(source.text.lower()) and head]
    return replace(source, text=max(same, key=len, default=source.text))


def _resolve(head: "Token", frame: Frame, layout: Layout, cast: People, unnamed: Sequence[tuple[int, str, Source]]) -> Source:
    head = _whole(head)
    span = noun_phrase(head, layout)
    if head.lower_ in PRONOUNS:
        return _of_pronoun(head, frame, layout, cast, unnamed)
    key = named_by(head, cast, layout)
    if key is not None:
        return Source(noun_phrase(head, layout, cast, key), key, cast.name(key))
    lemma = head.lemma_.lower()
    first = next((t for t in head.lefts if t.dep_ in {"det", "nummod", "poss"}), None)
    definite = first is not None and first.lower_ in {"the", "this", "that"}
    if lemma in words("cues", "carriers"):
        owner = _owner(head, layout, cast)
        if owner is not None:
            return Source(span, owner, cast.name(owner))
    if definite or first is None:
        earlier = next((s for _, known, s in reversed(unnamed) if known == lemma and _fits(head, s)), None)
        if earlier is not None:
            return replace(earlier, span=span)
    if first is None or first.lower_ not in INDEFINITE:
        meant = cast.meant(head)
        if meant is not None:
            return Source(span, meant, cast.name(meant))
    return Source(span, None, describe(head, layout))


def _whole(head: "Token") -> "Token":
    """For "part of the statement": the statement."""
    if head.lemma_.lower() not in PARTITIVES:
        return head
    of = next((c for c in head.children if c.lower_ == "of"), None)
    whole = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return whole if whole is not None and whole.lemma_.lower() in words("cues", "carriers") else head


def _fits(head: "Token", earlier: Source) -> bool:
    """True where "the official" or "the US official" can be the earlier one: every word of its own is in the earlier naming."""
    own = {t.lower_ for t in head.lefts if t.dep_ in {"amod", "compound", "nmod", "poss"} and t.lower_ != "same"}
    return own <= set(earlier.text.lower().split()) and not any(c.dep_ == "prep" for c in head.rights)


def _of_pronoun(head: "Token", frame: Frame, layout: Layout, cast: People, unnamed: Sequence[tuple[int, str, Source]]) -> Source:
    """The nearest subject before that fits; for "they" and "it" an unnamed speaker since whom no other was named."""
    span = Span(head.idx, head.idx + len(head))
    if head.lower_ in SINGULAR:
        found = _person_before(head, frame, layout, cast, unnamed)
        if found is not None:
            return replace(found, span=span)
    key = cast.meant(head)
    last = unnamed[-1] if unnamed and head.lower_ not in SINGULAR else None
    if last is not None and frame.paragraph - last[0] <= LOOK_BACK and _agrees(head, last[1], last[2]):
        between = layout.doc[index_at(layout.doc, last[2].span.end) : head.i]
        since = {cast.named(t) for t in between if t.dep_ in SUBJECTS and layout.outside(t)} - {None}
        if key is None or key not in since:
            return replace(last[2], span=span)
    return Source(span, key, cast.name(key) if key is not None else head.text)


def _person_before(
    pronoun: "Token", frame: Frame, layout: Layout, cast: People, unnamed: Sequence[tuple[int, str, Source]]
) -> Source | None:
    """The person, named or not, who was the subject of the nearest sentence before "he" or "she"; a speaker or main subject first."""
    place = next(i for i, f in enumerate(layout.frames) if f is frame)
    for earlier in reversed(layout.frames[: place + 1]):
        if frame.paragraph - earlier.paragraph > 1:
            return None
        subjects = [t for t in earlier.tokens if t.dep_ in SUBJECTS and t.i < pronoun.i and t.pos_ != "PRON"]
        subjects.sort(key=lambda t: (t.head.dep_ != "ROOT" and t.head.lemma_.lower() not in words("cues", "say"), t.i))
        for token in subjects:
            key = named_by(token, cast, layout)
            key = cast.meant(token) if key is None else key
            if key is not None and cast.kind(key) is ActorKind.PERSON:
                return Source(noun_phrase(token, layout), key, cast.name(key))
            relative = any(t.tag_ == "PRP$" for t in token.lefts) and token.head.lemma_.lower() not in words("cues", "say")
            if key is None and token.tag_ in {"NN", "CD"} and _is_person(token) and not relative:
                return _resolve(token, earlier, layout, cast, unnamed)
    return None


def _is_person(noun: "Token") -> bool:
    """True for "a resident", "one of the victims"."""
    if noun.lower_ in {"one", "another"}:
        return any(c.lower_ == "of" for c in noun.children)
    return noun.lemma_.lower() in words("cues", "people")


def _agrees(pronoun: "Token", lemma: str, source: Source) -> bool:
    """True where the pronoun's number fits the unnamed speaker's."""
    plural = lemma + "s" in source.text.lower().split() or source.text.lower().split()[0] in PARTITIVES | {"both"}
    if pronoun.lower_ in PLURAL:
        return plural or lemma in words("cues", "bodies")
    return lemma in words("cues", "carriers")


def named_by(head: "Token", cast: People, layout: Layout) -> int | None:
    """The actor that a noun phrase names: by its head, by a name in apposition, or by a name behind a title."""
    key = cast.named(head)
    if key is not None:
        return key
    for kid in head.children:
        if kid.dep_ == "appos" and layout.outside(kid) and kid.i > head.i:
            named = cast.named(kid)
            if named is not None and cast.kind(named) is ActorKind.PERSON:
                return named
    return _behind_title(head, cast, layout)


def _behind_title(title: "Token", cast: People, layout: Layout) -> int | None:
    """For "President of Ruritania Rudolf Roe": the person named behind the title's country, without a comma between."""
    if title.lemma_.lower() not in words("cues", "people"):
        return None
    doc = layout.doc
    for token in doc[title.i + 1 : title.i + LONGEST]:
        if token.is_punct or token.tag_ in VERB_TAGS or not layout.outside(token):
            return None
        key = cast.named(token)
        if key is not None and cast.kind(key) is ActorKind.PERSON:
            return key if doc[token.i - 1].pos_ == "PROPN" else None
    return None


def _owner(carrier: "Token", layout: Layout, cast: People) -> int | None:
    """Whose statement, letter or post it is: a possessive, a noun before it, or "from …"."""
    kids = [c for c in carrier.children if layout.outside(c)]
    for kid in sorted(kids, key=lambda c: c.dep_ != "poss"):
        if kid.dep_ in {"poss", "compound", "nmod", "amod"}:
            for token in (kid, *kid.children):
                key = cast.named(token) if token.dep_ != "poss" or token == kid else None
                key = cast.meant(kid) if key is None and kid.dep_ == "poss" and token == kid else key
                if key is not None:
                    return key
    for kid in kids:
        if kid.dep_ == "prep" and kid.lower_ in OWNED_BY:
            for token in kid.children:
                key = named_by(token, cast, layout) if token.dep_ == "pobj" else None
                if key is not None:
                    return key
    return None


def noun_phrase(head: "Token", layout: Layout, cast: People | None = None, key: int | None = None) -> Span:
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
            (i for i in range(head.i, reach) if layout.outside(doc[i]) and cast.named(doc[i]) == key and doc[i].dep_ != "poss"),
            default=head.i,
        )
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def describe(head: "Token", layout: Layout) -> str:
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
