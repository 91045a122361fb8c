"""Who the source of an attribution is: an actor, or somebody whom the article leaves unnamed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dossier.extraction.coref.gender import fits, gender_of, genders
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.quotes.cues import Cue
from dossier.extraction.segments.sentences import QuoteSegmentation, ReportingSentence, index_at
from dossier.extraction.syntax.noun_phrases import ActorResolver, describe, named_by, noun_phrase, owner_of, whole_of
from dossier.extraction.syntax.subjects import PARTITIVES, SUBJECTS, can_speak
from dossier.model.actor import ActorKind
from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SINGULAR, PLURAL = frozenset({"he", "she"}), frozenset({"they", "we"})
PRONOUNS = SINGULAR | PLURAL | {"it", "who", "him", "her", "them"}
INDEFINITE = frozenset({"a", "an", "one", "another", "some", "several", "two", "three", "many", "other"})
LOOK_BACK = 2  # paragraphs in which a pronoun finds an unnamed speaker


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever speaks. `key` is None where no actor is meant; `text` is then the fullest naming in the article, without article.

    `span` covers the words that name the source, as printed.
    """

    span: Span
    key: int | None
    text: str


@dataclass(frozen=True, slots=True)
class _DialogueState:
    """What is known while the text is gone through: who spoke so far (by token), and who of them is unnamed (with paragraph
    and head lemma).
    """

    layout: QuoteSegmentation
    cast: ActorResolver
    genders: Mapping[int, str]
    found: dict[int, Source] = field(default_factory=dict)
    unnamed: list[tuple[int, str, Source]] = field(default_factory=list)


def find_sources(
    layout: QuoteSegmentation, cues: Sequence[tuple[ReportingSentence, Sequence[Cue]]], cast: ActorResolver
) -> dict[int, Source]:
    """For the subject of every cue (by the index of its token) the source it stands for.

    Goes through the text in order, since "the official" and "he" may stand for somebody unnamed who spoke before.
    """
    scene = _DialogueState(layout, cast, genders(layout, cast))
    for frame, here in cues:
        for cue in here:
            head = cue.subject
            if head is None or head.i in scene.found:
                continue
            source = _resolve(head, frame, scene)
            if source.key is None and source.text.lower() in SINGULAR:
                source = _last_speaker(source, scene)
            scene.found[head.i] = source
            if source.key is None and head.lower_ not in PRONOUNS and can_speak(head):
                scene.unnamed.append((frame.paragraph, head.lemma_.lower(), source))
    return {index: _fullest(source, scene.unnamed) for index, source in scene.found.items()}


def _last_speaker(pronoun: Source, scene: _DialogueState) -> Source:
    """The last person who spoke, for "he" or "she" where nobody else fits."""
    for source in reversed(list(scene.found.values())):
        if source.key is not None and scene.cast.kind(source.key) is ActorKind.PERSON:
            return replace(source, span=pronoun.span)
    return pronoun


def _fullest(source: Source, unnamed: Sequence[tuple[int, str, Source]]) -> Source:
    """The source under the longest description of the same unnamed speaker."""
    if source.key is not None or not unnamed:
        return source
    head = source.text.split()[-1].lower() if source.text else ""
    same = [s.text for _, _, s in unnamed if s.text.lower().endswith(source.text.lower()) and head]
    return replace(source, text=max(same, key=len, default=source.text))


def _resolve(head: "Token", frame: ReportingSentence, scene: _DialogueState) -> Source:
    layout, cast = scene.layout, scene.cast
    head = whole_of(head)
    span = noun_phrase(head, layout)
    if head.lower_ in PRONOUNS:
        return _of_pronoun(head, frame, scene)
    key = named_by(head, cast, layout)
    if key is not None:
        return Source(noun_phrase(head, layout, cast, key), key, cast.name(key))
    lemma = head.lemma_.lower()
    first = next((t for t in head.lefts if t.dep_ in {"det", "nummod", "poss"}), None)
    definite = first is not None and first.lower_ in {"the", "this", "that"}
    if lemma in word_set("cues", "carriers"):
        owner = owner_of(head, layout, cast)
        if owner is not None:
            return Source(span, owner, cast.name(owner))
    if definite or first is None:
        earlier = next((s for _, known, s in reversed(scene.unnamed) if known == lemma and _fits(head, s)), None)
        if earlier is not None:
            return replace(earlier, span=span)
    if first is None or first.lower_ not in INDEFINITE:
        meant = cast.resolve(head)
        if meant is not None:
            return Source(span, meant, cast.name(meant))
    return Source(span, None, describe(head, layout))


def _fits(head: "Token", earlier: Source) -> bool:
    """True where "the official" or "the US official" can be the earlier one: every word of its own is in the earlier naming."""
    own = {t.lower_ for t in head.lefts if t.dep_ in {"amod", "compound", "nmod", "poss"} and t.lower_ != "same"}
    return own <= set(earlier.text.lower().split()) and not any(c.dep_ == "prep" for c in head.rights)


def _of_pronoun(head: "Token", frame: ReportingSentence, scene: _DialogueState) -> Source:
    """The nearest subject before that fits; for "they" and "it" an unnamed speaker since whom no other was named."""
    span = Span(head.idx, head.idx + len(head))
    if head.lower_ in SINGULAR:
        found = _person_before(head, frame, scene)
        if found is not None:
            return replace(found, span=span)
    layout, cast = scene.layout, scene.cast
    key = cast.resolve(head)
    last = scene.unnamed[-1] if scene.unnamed and head.lower_ not in SINGULAR else None
    if last is not None and frame.paragraph - last[0] <= LOOK_BACK and _agrees(head, last[1], last[2]):
        between = layout.doc[index_at(layout.doc, last[2].span.end) : head.i]
        since = {cast.actor_of_name(t) for t in between if t.dep_ in SUBJECTS and layout.outside(t)} - {None}
        if key is None or key not in since:
            return replace(last[2], span=span)
    return Source(span, key, cast.name(key) if key is not None else head.text)


def _person_before(pronoun: "Token", frame: ReportingSentence, scene: _DialogueState) -> Source | None:
    """The person, named or not, who was the subject of the nearest sentence before "he" or "she"; a speaker or main subject first."""
    layout, cast = scene.layout, scene.cast
    place = next(i for i, f in enumerate(layout.sentences) if f is frame)
    for earlier in reversed(layout.sentences[: place + 1]):
        if frame.paragraph - earlier.paragraph > 1:
            return None
        subjects = [t for t in earlier.tokens if t.dep_ in SUBJECTS and t.i < pronoun.i and t.pos_ != "PRON"]
        subjects.sort(key=lambda t: (t.head.dep_ != "ROOT" and t.head.lemma_.lower() not in word_set("cues", "say"), t.i))
        for token in subjects:
            key = named_by(token, cast, layout)
            key = cast.resolve(token) if key is None else key
            if key is not None and cast.kind(key) is ActorKind.PERSON and fits(pronoun, scene.genders.get(key, "")):
                return Source(noun_phrase(token, layout), key, cast.name(key))
            relative = any(t.tag_ == "PRP$" for t in token.lefts) and token.head.lemma_.lower() not in word_set("cues", "say")
            if key is None and token.tag_ in {"NN", "CD"} and _is_person(token) and not relative and fits(pronoun, gender_of(token)):
                return _resolve(token, earlier, scene)
    return None


def _is_person(noun: "Token") -> bool:
    """True for "a resident", "one of the victims"."""
    if noun.lower_ in {"one", "another"}:
        return any(c.lower_ == "of" for c in noun.children)
    return noun.lemma_.lower() in word_set("cues", "people")


def _agrees(pronoun: "Token", lemma: str, source: Source) -> bool:
    """True where the pronoun's number fits the unnamed speaker's."""
    plural = lemma + "s" in source.text.lower().split() or source.text.lower().split()[0] in PARTITIVES | {"both"}
    if pronoun.lower_ in PLURAL:
        return plural or lemma in word_set("cues", "bodies")
    return lemma in word_set("cues", "carriers")
