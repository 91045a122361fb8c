"""Sources of attributions: actors, and speakers whom the article leaves unnamed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

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
LOOK_BACK = 2  # paragraphs between a pronoun and its unnamed antecedent


@dataclass(frozen=True, slots=True)
class Source:
    """The source of an attribution. `span` covers the words that name it, as printed.

    `key` is the actor's key, None for an unnamed speaker; `text` is then the fullest description in the article, without article.
    """

    span: Span
    key: int | None
    text: str


class _UnnamedSpeaker(NamedTuple):
    """A speaker who is no actor: the paragraph of the mention, the lemma of the description's head noun, and the source."""

    paragraph: int
    lemma: str
    source: Source


@dataclass(frozen=True, slots=True)
class _DialogueState:
    """Speakers up to the current sentence: `sources` by token index, and the `unnamed` ones in order of the text."""

    segmentation: QuoteSegmentation
    resolver: ActorResolver
    genders: Mapping[int, str]
    sources: dict[int, Source] = field(default_factory=dict)
    unnamed: list[_UnnamedSpeaker] = field(default_factory=list)


def find_sources(
    segmentation: QuoteSegmentation, cues: Sequence[tuple[ReportingSentence, Sequence[Cue]]], resolver: ActorResolver
) -> dict[int, Source]:
    """The source for the subject of every cue, by the index of its token.

    Reads the text in order, since "the official" and "he" may refer to an unnamed speaker mentioned before.
    """
    dialogue = _DialogueState(segmentation, resolver, genders(segmentation, resolver))
    for sentence, sentence_cues in cues:
        for cue in sentence_cues:
            head = cue.subject
            if head is None or head.i in dialogue.sources:
                continue
            source = _resolve(head, sentence, dialogue)
            if source.key is None and source.text.lower() in SINGULAR:
                source = _last_speaker(source, dialogue)
            dialogue.sources[head.i] = source
            if source.key is None and head.lower_ not in PRONOUNS and can_speak(head):
                dialogue.unnamed.append(_UnnamedSpeaker(sentence.paragraph, head.lemma_.lower(), source))
    return {index: _with_fullest_description(source, dialogue.unnamed) for index, source in dialogue.sources.items()}


def _last_speaker(pronoun: Source, dialogue: _DialogueState) -> Source:
    """The last person who spoke, for "he" or "she" where no other antecedent fits."""
    for source in reversed(list(dialogue.sources.values())):
        if source.key is not None and dialogue.resolver.kind(source.key) is ActorKind.PERSON:
            return replace(source, span=pronoun.span)
    return pronoun


def _with_fullest_description(source: Source, unnamed: Sequence[_UnnamedSpeaker]) -> Source:
    """The source with the longest description of the same unnamed speaker."""
    if source.key is not None or not unnamed:
        return source
    head = source.text.split()[-1].lower() if source.text else ""
    descriptions = [u.source.text for u in unnamed if u.source.text.lower().endswith(source.text.lower()) and head]
    return replace(source, text=max(descriptions, key=len, default=source.text))


def _resolve(head: "Token", sentence: ReportingSentence, dialogue: _DialogueState) -> Source:
    segmentation, resolver = dialogue.segmentation, dialogue.resolver
    head = whole_of(head)
    span = noun_phrase(head, segmentation)
    if head.lower_ in PRONOUNS:
        return _resolve_pronoun(head, sentence, dialogue)
    key = named_by(head, resolver, segmentation)
    if key is not None:
        return Source(noun_phrase(head, segmentation, resolver, key), key, resolver.name(key))
    lemma = head.lemma_.lower()
    determiner = next((t for t in head.lefts if t.dep_ in {"det", "nummod", "poss"}), None)
    is_definite = determiner is not None and determiner.lower_ in {"the", "this", "that"}
    if lemma in word_set("cues", "carriers"):
        owner = owner_of(head, segmentation, resolver)
        if owner is not None:
            return Source(span, owner, resolver.name(owner))
    if is_definite or determiner is None:
        earlier = next((u.source for u in reversed(dialogue.unnamed) if u.lemma == lemma and _can_be(head, u.source)), None)
        if earlier is not None:
            return replace(earlier, span=span)
    if determiner is None or determiner.lower_ not in INDEFINITE:
        coreferent = resolver.resolve(head)
        if coreferent is not None:
            return Source(span, coreferent, resolver.name(coreferent))
    return Source(span, None, describe(head, segmentation))


def _can_be(head: "Token", earlier: Source) -> bool:
    """True where "the official" or "the US official" may be the earlier one: the earlier description contains each of its modifiers."""
    modifiers = {t.lower_ for t in head.lefts if t.dep_ in {"amod", "compound", "nmod", "poss"} and t.lower_ != "same"}
    return modifiers <= set(earlier.text.lower().split()) and not any(c.dep_ == "prep" for c in head.rights)


def _resolve_pronoun(head: "Token", sentence: ReportingSentence, dialogue: _DialogueState) -> Source:
    """The nearest matching subject before; for "they" and "it" the last unnamed speaker, unless the actor meant was a subject since."""
    span = Span(head.idx, head.idx + len(head))
    same = next((s for t in sentence.tokens if t.i < head.i and t.lower_ == head.lower_ and (s := dialogue.sources.get(t.i))), None)
    if same is not None and same.key is not None:
        return replace(same, span=span)  # "he said …; he added"
    if head.lower_ in SINGULAR:
        person = _person_before(head, sentence, dialogue)
        if person is not None:
            return replace(person, span=span)
    segmentation, resolver = dialogue.segmentation, dialogue.resolver
    key = resolver.resolve(head)
    unnamed = dialogue.unnamed[-1] if dialogue.unnamed and head.lower_ not in SINGULAR else None
    if unnamed is not None and sentence.paragraph - unnamed.paragraph <= LOOK_BACK and _agrees(head, unnamed):
        between = segmentation.doc[index_at(segmentation.doc, unnamed.source.span.end) : head.i]
        named_since = {resolver.actor_of_name(t) for t in between if t.dep_ in SUBJECTS and segmentation.outside(t)} - {None}
        if key is None or key not in named_since:
            return replace(unnamed.source, span=span)
    if key is None and head.lower_ == "they":
        key = _body_before(sentence, dialogue)
    return Source(span, key, resolver.name(key) if key is not None else head.text)


def _body_before(sentence: ReportingSentence, dialogue: _DialogueState) -> int | None:
    """Key of the only organisation that is a subject in the sentence before, for "they said"; None where people are one too."""
    segmentation, resolver = dialogue.segmentation, dialogue.resolver
    position = segmentation.sentences.index(sentence)
    if not position or sentence.paragraph - segmentation.sentences[position - 1].paragraph > 1:
        return None
    subjects = [t for t in segmentation.sentences[position - 1].tokens if t.dep_ in SUBJECTS and t.pos_ != "PRON"]
    keys = {named_by(t, resolver, segmentation) for t in subjects}
    key = next(iter(keys)) if len(keys) == 1 else None
    return key if key is not None and resolver.kind(key) is ActorKind.ORGANISATION else None


def _person_before(pronoun: "Token", sentence: ReportingSentence, dialogue: _DialogueState) -> Source | None:
    """The person, named or not, who was the subject of the nearest sentence before "he" or "she"; a speaker or main subject first."""
    segmentation, resolver = dialogue.segmentation, dialogue.resolver
    position = segmentation.sentences.index(sentence)
    before = segmentation.sentences[position - 1] if position else None
    for earlier in reversed(segmentation.sentences[: position + 1]):
        if sentence.paragraph - earlier.paragraph > 1:
            return None
        subjects = [t for t in earlier.tokens if (t.dep_ in SUBJECTS or _is_source(t)) and t.i < pronoun.i and t.pos_ != "PRON"]
        subjects.sort(key=lambda t: (t.head.dep_ != "ROOT" and t.head.lemma_.lower() not in word_set("cues", "say"), t.i))
        for token in subjects:
            key = named_by(token, resolver, segmentation)
            key = resolver.resolve(token) if key is None else key
            if key is not None and resolver.kind(key) is ActorKind.PERSON and fits(pronoun, dialogue.genders.get(key, "")):
                return Source(noun_phrase(token, segmentation), key, resolver.name(key))
            is_relative = any(t.tag_ == "PRP$" for t in token.lefts) and token.head.lemma_.lower() not in word_set("cues", "say")
            if key is None and token.tag_ in {"NN", "CD"} and _is_person(token) and not is_relative and fits(pronoun, gender_of(token)):
                return _resolve(token, earlier, dialogue)
        if earlier is before and (only := _only_person(pronoun, earlier, dialogue)) is not None:
            return Source(Span(pronoun.idx, pronoun.idx + len(pronoun)), only, resolver.name(only))
    return None


def _only_person(pronoun: "Token", sentence: ReportingSentence, dialogue: _DialogueState) -> int | None:
    """Key of the only person whom the sentence names, as an object ("the police spoke with Ann Roe"), where "he" or "she" may be that
    person; None where its subject is a name that is no actor.
    """
    resolver = dialogue.resolver
    named = [(t, key) for t in sentence.tokens if (key := resolver.actor_of_name(t)) is not None and resolver.kind(key) is ActorKind.PERSON]
    unknown = any(t.dep_ in SUBJECTS and t.pos_ == "PROPN" and resolver.actor_of_name(t) is None for t in sentence.tokens)
    if unknown or len({key for _, key in named}) != 1 or any(t.dep_ == "pobj" and t.head.lower_ == "of" for t, _ in named):
        return None
    key = named[0][1]
    return key if fits(pronoun, dialogue.genders.get(key, "")) else None


def _is_source(token: "Token") -> bool:
    """True for the name in "according to Ann Roe"."""
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"


def _is_person(noun: "Token") -> bool:
    """True for "a resident", "one of the victims"."""
    if noun.lower_ in {"one", "another"}:
        return any(c.lower_ == "of" for c in noun.children)
    return noun.lemma_.lower() in word_set("cues", "people")


def _agrees(pronoun: "Token", unnamed: _UnnamedSpeaker) -> bool:
    """True where the pronoun's number agrees with the unnamed speaker's."""
    lemma, words = unnamed.lemma, unnamed.source.text.lower().split()
    plural = lemma + "s" in words or words[0] in PARTITIVES | {"both"}
    if pronoun.lower_ in PLURAL:
        return plural or lemma in word_set("cues", "bodies")
    return lemma in word_set("cues", "carriers")
