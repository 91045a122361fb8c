"""The quotations of all articles, with links between the same words in several of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from hashlib import sha256

from dossier.linking.components import connected_components
from dossier.model.actor import Actor
from dossier.model.article import Article, PublicationDay
from dossier.model.facts import Facts
from dossier.model.quotation import ExtractedQuotation, Quotation

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
FEW = 4
"""Words that two wordings must have for more than an exact match to count."""
ALIKE = 0.6
"""Share of words in the same order (twice the matches over both lengths) from which two wordings are one quotation."""
HELD = 0.8
"""Share of the shorter wording that the longer one must hold for a trimmed quotation."""
UNNAMED_HELD = 0.9  # asked of wordings where not both name the speaker
SOON = 3  # days between articles in which the same few words of a speaker are the same quotation
RUN = 3  # words in a row that two wordings of one quotation share
COMMON = 50  # of the quotations that share a run only so many, the first, are proposed; groups join the rest
LISTED = 5  # differences told before "and more"


@dataclass(frozen=True, slots=True)
class _TokenizedQuote:
    """A quotation with its words: as compared and as printed, and its article's day."""

    quotation: Quotation
    words: tuple[str, ...]
    printed: tuple[str, ...]
    day: date | None


def link_quotations(
    articles: Mapping[str, Article],
    facts: Mapping[str, Facts],
    published: Mapping[str, PublicationDay],
    ids: Mapping[tuple[str, int], str],
    actors: Sequence[Actor],
) -> tuple[Quotation, ...]:
    """All quotations, ordered by publication day (unknown days last), file and place in the text.

    `ids` gives the actor for an article and a key of its local actors; one that is not among `actors` counts as unnamed.
    The same words elsewhere are linked both ways where the speakers can be the same: word for word, trimmed, or reworded
    as translations are. An id is made from the article's id and the offset, so it lasts as long as they do.
    """
    known = {actor.id for actor in actors}
    entries = []
    for key in articles:
        for local in facts[key].quotations:
            speaker = ids.get((key, local.speaker)) if local.speaker is not None else None
            quotation = _quotation(articles[key], local, speaker if speaker in known else None)
            printed = tuple(WORD.findall(local.text))
            entries.append(_TokenizedQuote(quotation, tuple(w.lower().replace("’", "'") for w in printed), printed, published[key].day))
    entries.sort(key=lambda e: (e.day or date.max, articles[e.quotation.article].file, e.quotation.article, e.quotation.span))
    return _linked(entries)


def _quotation(article: Article, local: ExtractedQuotation, speaker: str | None) -> Quotation:
    return Quotation(
        id="q" + sha256(f"{article.id}:{local.span.start}".encode()).hexdigest()[:12],
        article=article.id,
        span=local.span,
        text=local.text,
        kind=local.kind,
        speaker=speaker,
        speaker_text=local.speaker_text,
        source=local.source,
        source_text=local.source.of(article.text) if local.source is not None else "",
        cue=local.cue,
        channel=local.channel,
        explanation=local.explanation,
        cue_lemma=local.cue_lemma,
    )


def _linked(entries: Sequence[_TokenizedQuote]) -> tuple[Quotation, ...]:
    """Groups of the same words; each quotation names the others, and how it differs from the group's first."""
    groups = connected_components(range(len(entries)), _proposed(entries), lambda first, second: _same(entries[first], entries[second]))
    group_of = {number: group for group in groups for number in group}
    found = []
    for number, entry in enumerate(entries):
        group = group_of[number]
        others = tuple(entries[n].quotation.id for n in group if entries[n].quotation.article != entry.quotation.article)
        differs = _differences(entries[group[0]], entry) if others and group[0] != number else ""
        found.append(replace(entry.quotation, same_as=others, differs=differs))
    return tuple(found)


def _proposed(entries: Sequence[_TokenizedQuote]) -> Iterable[tuple[int, int]]:
    """Pairs worth comparing, earlier first: equal words, or three words in a row in common (without which none is the same)."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    equal: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        near = set(equal[entry.words])
        for run in {entry.words[i : i + RUN] for i in range(len(entry.words) - RUN + 1)}:
            known = holders[run]
            near.update(known)
            if len(known) < COMMON:
                known.append(number)
        if len(equal[entry.words]) < COMMON:
            equal[entry.words].append(number)
        yield from ((other, number) for other in sorted(near))


def _same(one: _TokenizedQuote, other: _TokenizedQuote) -> bool:
    """True where two quotations of different articles can be the same words of the same speaker."""
    first, second = one.quotation, other.quotation
    if first.article == second.article or not one.words:
        return False
    both = first.speaker is not None and second.speaker is not None
    if both and first.speaker != second.speaker:
        return False
    shorter = min(len(one.words), len(other.words))
    if one.words == other.words:
        return shorter >= FEW or ((both or first.speaker_text == second.speaker_text) and _soon(one.day, other.day))
    if shorter < FEW:
        return False
    blocks = SequenceMatcher(None, one.words, other.words, autojunk=False).get_matching_blocks()
    matched = sum(b.size for b in blocks)
    held = matched / shorter
    longest = max(b.size for b in blocks)
    if not both:
        return held >= UNNAMED_HELD and longest >= FEW
    return (2 * matched / (len(one.words) + len(other.words)) >= ALIKE and longest >= RUN) or (held >= HELD and longest >= FEW)


def _soon(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= SOON


def _differences(first: _TokenizedQuote, entry: _TokenizedQuote) -> str:
    """What this wording drops, adds or changes against the first, in words; empty where only marks and case differ."""
    told = []
    for what, a, b, c, d in SequenceMatcher(None, first.words, entry.words, autojunk=False).get_opcodes():
        was, now = " ".join(first.printed[a:b]), " ".join(entry.printed[c:d])
        if what == "delete":
            told.append(f"drops “{was}”")
        elif what == "insert":
            told.append(f"adds “{now}”")
        elif what == "replace":
            told.append(f"“{now}” for “{was}”")
    return "; ".join(told[:LISTED]) + ("; and more" if len(told) > LISTED else "")
