"""Where words were said: a platform, an outlet, an occasion, as the reporter's sentence tells."""

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

CARRIED = 1  # paragraphs over which a speaker's channel carries
WAYS = r"(?:on|via|over|through|to|in|using|from|by)"
TOLD = frozenset({"tell", "inform", "assure", "brief", "address"})
ON_AIR = frozenset(
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


def find_channel(frame: ReportingSentence, cue: "Token | None", layout: QuoteSegmentation, cast: ActorResolver) -> str:
    """The channel that the frame tells, or an empty string; where it tells several, the one nearest to the cue."""
    pieces = sorted(_pieces(frame, layout), key=lambda p: _distance(p, cue))
    here = [text for text in pieces if _distance(text, cue) == 0]
    return _platform(here) or _outlet(frame, cue, layout, cast) or _platform(pieces) or _occasion(pieces)


def _platform(pieces: "Sequence[tuple[str, int, int]]") -> str:
    """The first platform that one of the pieces names as a channel."""
    for text, _, _ in pieces:
        for name, forms, pattern in _platforms():
            if any(form in text for form in forms) and pattern.search(text):
                return name
    return ""


def _occasion(pieces: "Sequence[tuple[str, int, int]]") -> str:
    """The first occasion that one of the pieces names."""
    for text, _, _ in pieces:
        low = text.lower()  # most pieces hold no such word, which is sooner seen than searched for
        hit = _occasions().search(text) if any(word in low for word in _occasion_words()) else None
        if hit:
            return hit.group("what") or hit.group("who")
    return ""


def carry_channels(
    layout: QuoteSegmentation,
    cues: "Sequence[tuple[ReportingSentence, Sequence[Cue]]]",
    sources: "Mapping[int, Source]",
    cast: ActorResolver,
) -> dict[tuple[int, int], str]:
    """The channel for each frame (by number) and subject (by token), carried on while the same speaker keeps the word.

    A channel lasts through the speaker's next sentences, at most into the next paragraph, until another one speaks.
    """
    found: dict[tuple[int, int], str] = {}
    speaker: tuple[int | None, str] | None = None
    channel, paragraph = "", -1
    for place, (frame, here) in enumerate(cues):
        for cue in here:
            source = sources.get(cue.subject.i) if cue.subject is not None else None
            if source is None or cue.subject is None:
                continue
            who = (source.key, "" if source.key is not None else source.text)
            told = find_channel(frame, cue.token, layout, cast)
            if not told and who == speaker and frame.paragraph - paragraph <= CARRIED:
                told = channel
            if told or not found.get((place, cue.subject.i)):
                found[(place, cue.subject.i)] = told
            if can_speak(cue.subject) and cue.strength is not Strength.THINK:
                speaker, channel, paragraph = who, told, frame.paragraph
    return found


def _pieces(frame: ReportingSentence, layout: QuoteSegmentation) -> list[tuple[str, int, int]]:
    """The reporter's words of the frame, cut at the quotations, each with its offsets."""
    pieces: list[tuple[str, int, int]] = []
    run: list[Token] = []
    for token in [*frame.tokens, None]:
        if run and (token is None or token.i != run[-1].i + 1):
            start, end = run[0].idx, run[-1].idx + len(run[-1])
            pieces.append((layout.text[start:end], start, end))
            run = []
        if token is not None:
            run.append(token)
    return pieces


def _distance(piece: tuple[str, int, int], cue: "Token | None") -> int:
    if cue is None or piece[1] <= cue.idx < piece[2]:
        return 0
    return min(abs(piece[1] - cue.idx), abs(piece[2] - cue.idx))


@lru_cache(maxsize=1)
def _platforms() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """Each platform with its words, one of which every mention holds, and the pattern of its mention as a channel."""
    found = []
    strict = word_set("channels", "strict.names")
    for name, forms in load_lexicon("channels")["platforms"].items():
        capital = "|".join(re.escape(f) for f in forms if f[0].isupper())
        posts = r"(?:posts?|posting|account|message|page|channel|video|feed|thread|status|live|story|statement|group|profile)"
        if name in strict:
            pattern = rf"\b(?:on|via|through)\s+(?:{capital})\b(?!-)|\b(?:{capital})\s+{posts}\b|\bplatform\s+(?:{capital})\b"
        else:
            verbs = "".join(rf"|\b{f}\b" for f in forms if f[0].islower())
            pattern = rf"\b{WAYS}\s+(?:[\w’'.]+\s+){{0,6}}?(?:{capital})\b|\b(?:{capital})\s+{posts}\b{verbs}"
        found.append((name, tuple(forms), re.compile(pattern)))
    return tuple(found)


@lru_cache(maxsize=1)
def _occasion_words() -> tuple[str, ...]:
    return tuple(word.lower() for word in load_lexicon("channels")["kinds"]["occasions"])


@lru_cache(maxsize=1)
def _occasions() -> re.Pattern[str]:
    """An occasion behind a preposition ("in his nightly video address"), or as the one who speaks ("the statement said")."""
    listed = sorted(load_lexicon("channels")["kinds"]["occasions"], key=len, reverse=True)
    what = "|".join(re.escape(o) for o in listed)
    lead = r"(?:in|on|at|during|by|via|through|from|to|of|issued|released|published|read|posted|wrote|gave|sent|addressing)"
    saying = r"(?:said|says|read|reads|stated|states|added|continued|declared|warned|noted|reported|announced|called|described)"
    return re.compile(rf"\b{lead}\s+(?:[\w’'.-]+\s+){{0,5}}?(?P<what>{what})\b(?!-)|\b(?P<who>{what})\s+{saying}\b", re.IGNORECASE)


def _outlet(frame: ReportingSentence, cue: "Token | None", layout: QuoteSegmentation, cast: ActorResolver) -> str:
    """“told NPR”, “told reporters”, “in an interview with the Daily News”, “speaking on City TV”."""
    if cue is not None and cue.lemma_.lower() in TOLD:
        for kid in cue.children:
            if kid.dep_ in {"dobj", "iobj", "dative"} and kid.i > cue.i and layout.outside(kid):
                found = _heard_by(kid, cast, layout)
                if found:
                    return found
    for token in frame.tokens:
        speaks = token.lemma_.lower() in {"interview", "speak", "talk", "appear", "appearance", "comment", "remark"}
        if not speaks or not layout.outside(token):
            continue
        for prep in (c for c in token.children if c.dep_ in {"prep", "agent"} and c.lower_ in {"with", "to", "on", "by", "for"}):
            for kid in prep.children:
                found = _heard_by(kid, cast, layout) if kid.dep_ == "pobj" else ""
                if found:
                    return found
    return ""


def _heard_by(token: "Token", cast: ActorResolver, layout: QuoteSegmentation) -> str:
    """The listener as a channel: reporters, a body, or the name of an outlet; empty for a person or a state."""
    audiences = word_set("channels", "audiences.words") | word_set("channels", "audiences.bodies")
    named = next((c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if named is not None and token.lemma_.lower() in ON_AIR | audiences:
        return _name(named, layout)
    if token.pos_ == "PROPN" and any(c.lower_ in ON_AIR and c.pos_ == "NOUN" for c in token.lefts):
        return _name(token, layout)  # "the online outlet Liberty"
    if token.lower_ in audiences and token.pos_ != "PROPN":
        named = next((c for c in token.children if c.dep_ in {"compound", "nmod", "amod"} and c.pos_ == "PROPN"), None)
        return _name(token, layout) if named is not None else token.text
    if token.pos_ != "PROPN":
        return ""
    owner = next((c for c in token.children if c.dep_ == "poss" and c.pos_ == "PROPN"), None)
    if owner is not None:  # "told the Herald's Jane Roe"
        return _name(owner, layout)
    key = cast.actor_of_name(token)
    person = key is not None and cast.kind(key) is not ActorKind.ORGANISATION
    if person or (key is None and token.ent_type_ in {"PERSON", "GPE", "NORP"} and token.lower_ not in ON_AIR):
        return ""
    return _name(token, layout)


def _name(head: "Token", layout: QuoteSegmentation) -> str:
    """The name up to its head, without article."""
    tokens: Sequence[Token] = [
        t for t in head.lefts if t.dep_ in {"compound", "nmod", "amod", "nummod"} and t.pos_ in {"PROPN", "NUM", "ADJ"}
    ]
    capital = [t for t in tokens if t.text[:1].isupper()]
    first = capital[0].left_edge if capital else head
    while (
        first.i
        and not head.doc[first.i - 1].whitespace_
        and layout.outside(head.doc[first.i - 1])
        and head.doc[first.i - 1].text not in "(“\"'/"
    ):
        first = head.doc[first.i - 1]  # "al-Watan" is cut at its hyphen
    last = head.nbor() if head.i + 1 < len(head.doc) and head.nbor().pos_ == "NUM" and head.nbor().head == head else head
    return layout.text[first.idx : last.idx + len(last)]
