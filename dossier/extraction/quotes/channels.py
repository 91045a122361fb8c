"""Channels of quotations: the platform, outlet or occasion that the reporter's sentence names."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import load_lexicon, word_set
from dossier.extraction.quotes.cues import Cue, Strength
from dossier.extraction.quotes.sources import Source
from dossier.extraction.segments.sentences import QuoteSegmentation, ReportingSentence
from dossier.extraction.syntax.noun_phrases import ActorResolver
from dossier.extraction.syntax.subjects import can_speak
from dossier.model.actor import ActorKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

MAX_CARRY = 1  # paragraphs over which a channel is carried
PREPOSITIONS = r"(?:on|via|over|through|to|in|using|from|by)"
ADDRESSING = frozenset({"tell", "inform", "assure", "brief", "address"})
MEDIA_NOUNS = frozenset(
    {
        "tv",
        "radio",
        "television",
        "news",
        "channel",
        "network",
        "newspaper",
        "magazine",
        "daily",
        "agency",
        "broadcaster",
        "outlet",
        "podcast",
        "show",
        "programme",
        "program",
        "website",
        "weekly",
    }
)


def find_channel(sentence: ReportingSentence, cue: "Token | None", segmentation: QuoteSegmentation, resolver: ActorResolver) -> str:
    """Channel named in one sentence of the reporter, or an empty string; of several, the nearest to the cue."""
    segments = sorted(_segments(sentence, segmentation), key=lambda p: _distance(p, cue))
    at_cue = [text for text in segments if _distance(text, cue) == 0]
    return _platform(at_cue) or _outlet(sentence, cue, segmentation, resolver) or _platform(segments) or _occasion(segments)


def _platform(segments: "Sequence[tuple[str, int, int]]") -> str:
    """The first platform that one of the segments names as a channel."""
    for text, _, _ in segments:
        for name, forms, pattern in _platforms():
            if any(form in text for form in forms) and pattern.search(text):
                return name
    return ""


def _occasion(segments: "Sequence[tuple[str, int, int]]") -> str:
    """The first occasion that one of the segments names."""
    for text, _, _ in segments:
        lowered = text.lower()  # most segments contain no such word, and this test is quicker than the search
        match = _occasions().search(text) if any(word in lowered for word in _occasion_words()) else None
        if match:
            return match.group("what") or match.group("who")
    return ""


def carry_channels(
    segmentation: QuoteSegmentation,
    cues: "Sequence[tuple[ReportingSentence, Sequence[Cue]]]",
    sources: "Mapping[int, Source]",
    resolver: ActorResolver,
) -> dict[tuple[int, int], str]:
    """Channels by (sentence index, token index of the cue's subject), carried over while the same speaker continues.

    A channel applies to the speaker's next sentences, at most into the next paragraph, until another speaker has a cue.
    """
    channels: dict[tuple[int, int], str] = {}
    last_speaker: tuple[int | None, str] | None = None
    last_channel, last_paragraph = "", -1
    for index, (sentence, sentence_cues) in enumerate(cues):
        for cue in sentence_cues:
            source = sources.get(cue.subject.i) if cue.subject is not None else None
            if source is None or cue.subject is None:
                continue
            speaker = (source.key, "" if source.key is not None else source.text)
            channel = find_channel(sentence, cue.token, segmentation, resolver)
            if not channel and speaker == last_speaker and sentence.paragraph - last_paragraph <= MAX_CARRY:
                channel = last_channel
            if channel or not channels.get((index, cue.subject.i)):
                channels[(index, cue.subject.i)] = channel
            if can_speak(cue.subject) and cue.strength is not Strength.THINK:
                last_speaker, last_channel, last_paragraph = speaker, channel, sentence.paragraph
    return channels


def _segments(sentence: ReportingSentence, segmentation: QuoteSegmentation) -> list[tuple[str, int, int]]:
    """Reporter's words of a sentence, split at the quotations, each with its start and end offset."""
    segments: list[tuple[str, int, int]] = []
    run: list[Token] = []
    for token in [*sentence.tokens, None]:
        if run and (token is None or token.i != run[-1].i + 1):
            start, end = run[0].idx, run[-1].idx + len(run[-1])
            segments.append((segmentation.text[start:end], start, end))
            run = []
        if token is not None:
            run.append(token)
    return segments


def _distance(segment: tuple[str, int, int], cue: "Token | None") -> int:
    """Characters between a segment and the cue; 0 where the segment contains it or there is no cue."""
    if cue is None or segment[1] <= cue.idx < segment[2]:
        return 0
    return min(abs(segment[1] - cue.idx), abs(segment[2] - cue.idx))


@lru_cache(maxsize=1)
def _platforms() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """Each platform with its word forms (one occurs in every mention) and the pattern of a mention as a channel."""
    platforms = []
    strict = word_set("channels", "strict.names")
    for name, forms in load_lexicon("channels")["platforms"].items():
        capital = "|".join(re.escape(f) for f in forms if f[0].isupper())
        posts = r"(?:posts?|posting|account|message|page|channel|video|feed|thread|status|live|story|statement|group|profile)"
        if name in strict:
            pattern = rf"\b(?:on|via|through)\s+(?:{capital})\b(?!-)|\b(?:{capital})\s+{posts}\b|\bplatform\s+(?:{capital})\b"
        else:
            verbs = "".join(rf"|\b{f}\b" for f in forms if f[0].islower())
            pattern = rf"\b{PREPOSITIONS}\s+(?:[\w’'.]+\s+){{0,6}}?(?:{capital})\b|\b(?:{capital})\s+{posts}\b{verbs}"
        platforms.append((name, tuple(forms), re.compile(pattern)))
    return tuple(platforms)


@lru_cache(maxsize=1)
def _occasion_words() -> tuple[str, ...]:
    return tuple(word.lower() for word in load_lexicon("channels")["kinds"]["occasions"])


@lru_cache(maxsize=1)
def _occasions() -> re.Pattern[str]:
    """Pattern of an occasion after a preposition ("in his nightly video address") or as the subject of saying ("the statement said")."""
    occasions = sorted(load_lexicon("channels")["kinds"]["occasions"], key=len, reverse=True)
    alternatives = "|".join(re.escape(o) for o in occasions)
    prepositions = r"(?:in|on|at|during|by|via|through|from|to|of|issued|released|published|read|posted|wrote|gave|sent|addressing)"
    verbs = r"(?:said|says|read|reads|stated|states|added|continued|declared|warned|noted|reported|announced|called|described)"
    return re.compile(
        rf"\b{prepositions}\s+(?:[\w’'.-]+\s+){{0,5}}?(?P<what>{alternatives})\b(?!-)|\b(?P<who>{alternatives})\s+{verbs}\b", re.IGNORECASE
    )


def _outlet(sentence: ReportingSentence, cue: "Token | None", segmentation: QuoteSegmentation, resolver: ActorResolver) -> str:
    """Outlet or audience addressed: “told NPR”, “told reporters”, “in an interview with the Daily News”, “speaking on City TV”."""
    if cue is not None and cue.lemma_.lower() in ADDRESSING:
        for child in cue.children:
            if child.dep_ in {"dobj", "iobj", "dative"} and child.i > cue.i and segmentation.outside(child):
                listener = _listener(child, resolver, segmentation)
                if listener:
                    return listener
    for token in sentence.tokens:
        speaks = token.lemma_.lower() in {"interview", "speak", "talk", "appear", "appearance", "comment", "remark"}
        if not speaks or not segmentation.outside(token):
            continue
        for preposition in (c for c in token.children if c.dep_ in {"prep", "agent"} and c.lower_ in {"with", "to", "on", "by", "for"}):
            for child in preposition.children:
                listener = _listener(child, resolver, segmentation) if child.dep_ == "pobj" else ""
                if listener:
                    return listener
    return ""


def _listener(token: "Token", resolver: ActorResolver, segmentation: QuoteSegmentation) -> str:
    """The listener as a channel: reporters, an organisation, or the name of an outlet; empty for a person or a state."""
    audiences = word_set("channels", "audiences.words") | word_set("channels", "audiences.bodies")
    name_token = next((c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if name_token is not None and token.lemma_.lower() in MEDIA_NOUNS | audiences:
        return _name(name_token, segmentation)
    if token.pos_ == "PROPN" and any(c.lower_ in MEDIA_NOUNS and c.pos_ == "NOUN" for c in token.lefts):
        return _name(token, segmentation)  # "the online outlet Liberty"
    if token.lower_ in audiences and token.pos_ != "PROPN":
        name_token = next((c for c in token.children if c.dep_ in {"compound", "nmod", "amod"} and c.pos_ == "PROPN"), None)
        return _name(token, segmentation) if name_token is not None else token.text
    if token.pos_ != "PROPN":
        return ""
    owner = next((c for c in token.children if c.dep_ == "poss" and c.pos_ == "PROPN"), None)
    if owner is not None:  # "told the Herald's Jane Roe"
        return _name(owner, segmentation)
    key = resolver.actor_of_name(token)
    is_person = key is not None and resolver.kind(key) is not ActorKind.ORGANISATION
    if is_person or (key is None and token.ent_type_ in {"PERSON", "GPE", "NORP"} and token.lower_ not in MEDIA_NOUNS):
        return ""
    return _name(token, segmentation)


def _name(head: "Token", segmentation: QuoteSegmentation) -> str:
    """The name up to its head word, without article."""
    tokens: Sequence[Token] = [
        t for t in head.lefts if t.dep_ in {"compound", "nmod", "amod", "nummod"} and t.pos_ in {"PROPN", "NUM", "ADJ"}
    ]
    capitals = [t for t in tokens if t.text[:1].isupper()]
    first = capitals[0].left_edge if capitals else head
    while (
        first.i
        and not head.doc[first.i - 1].whitespace_
        and segmentation.outside(head.doc[first.i - 1])
        and head.doc[first.i - 1].text not in "(“\"'/"
    ):
        first = head.doc[first.i - 1]  # "al-Watan" is split at its hyphen
    last = head.nbor() if head.i + 1 < len(head.doc) and head.nbor().pos_ == "NUM" and head.nbor().head == head else head
    return segmentation.text[first.idx : last.idx + len(last)]
