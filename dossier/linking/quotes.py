"""Quote matching: the quotations of all articles, with links between the same words in several of them."""

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
MIN_WORDS = 4
"""Words that two wordings must have for more than an exact match to count."""
MIN_SIMILARITY = 0.6
"""Share of words in the same order (twice the matches over both lengths) from which two wordings are one quotation."""
MIN_CONTAINMENT = 0.8
"""Share of the shorter wording that the longer one must contain for a trimmed quotation."""
MIN_CONTAINMENT_UNNAMED = 0.9  # the same, where not both name the speaker
CLOSE_DAYS = 3  # days between articles within which the same few words of a speaker are one quotation
RUN = 3  # words in a row that two wordings of one quotation share
MAX_BLOCK = 50  # of the quotations that share a run only the first ones are compared; the rest are linked through them
MAX_DIFFERENCES = 5  # differences listed before "and more"


@dataclass(frozen=True, slots=True)
class _TokenizedQuote:
    """A quotation with its words, as compared and as printed, and the publication day of its article."""

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

    `ids` maps (article id, key of an actor in its facts) to the actor's id; an actor that is not among `actors` counts as unnamed.
    The same words elsewhere are linked both ways where the speakers can be the same: word for word, trimmed, or reworded
    as translations are. An id is made from the article's id and the offset, and is stable as long as they are.
    """
    known = {actor.id for actor in actors}
    entries = []
    for key in articles:
        for extracted in facts[key].quotations:
            speaker = ids.get((key, extracted.speaker)) if extracted.speaker is not None else None
            quotation = _quotation(articles[key], extracted, speaker if speaker in known else None)
            printed = tuple(WORD.findall(extracted.text))
            entries.append(_TokenizedQuote(quotation, tuple(w.lower().replace("’", "'") for w in printed), printed, published[key].day))
    entries.sort(key=lambda e: (e.day or date.max, articles[e.quotation.article].file, e.quotation.article, e.quotation.span))
    return _link(entries)


def _quotation(article: Article, extracted: ExtractedQuotation, speaker: str | None) -> Quotation:
    return Quotation(
        id="q" + sha256(f"{article.id}:{extracted.span.start}".encode()).hexdigest()[:12],
        article=article.id,
        span=extracted.span,
        text=extracted.text,
        kind=extracted.kind,
        speaker=speaker,
        speaker_text=extracted.speaker_text,
        source=extracted.source,
        source_text=extracted.source.of(article.text) if extracted.source is not None else "",
        cue=extracted.cue,
        channel=extracted.channel,
        explanation=extracted.explanation,
        cue_lemma=extracted.cue_lemma,
    )


def _link(entries: Sequence[_TokenizedQuote]) -> tuple[Quotation, ...]:
    """Group the same words; each quotation gets the ids of the others, and its differences from the first of the group."""
    groups = connected_components(
        range(len(entries)), _candidate_pairs(entries), lambda first, second: _same_quotation(entries[first], entries[second])
    )
    group_of = {number: group for group in groups for number in group}
    linked = []
    for number, entry in enumerate(entries):
        group = group_of[number]
        others = tuple(entries[n].quotation.id for n in group if entries[n].quotation.article != entry.quotation.article)
        differs = _differences(entries[group[0]], entry) if others and group[0] != number else ""
        linked.append(replace(entry.quotation, same_as=others, differs=differs))
    return tuple(linked)


def _candidate_pairs(entries: Sequence[_TokenizedQuote]) -> Iterable[tuple[int, int]]:
    """Blocking: pairs, earlier first, of equal words or with three words in a row in common (without which none is the same)."""
    by_run: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        others = set(by_words[entry.words])
        for run in {entry.words[i : i + RUN] for i in range(len(entry.words) - RUN + 1)}:
            block = by_run[run]
            others.update(block)
            if len(block) < MAX_BLOCK:
                block.append(number)
        if len(by_words[entry.words]) < MAX_BLOCK:
            by_words[entry.words].append(number)
        yield from ((other, number) for other in sorted(others))


def _same_quotation(left: _TokenizedQuote, right: _TokenizedQuote) -> bool:
    """True where two quotations of different articles can be the same words of the same speaker."""
    first, second = left.quotation, right.quotation
    if first.article == second.article or not left.words:
        return False
    both_named = first.speaker is not None and second.speaker is not None
    if both_named and first.speaker != second.speaker:
        return False
    shorter = min(len(left.words), len(right.words))
    if left.words == right.words:
        return shorter >= MIN_WORDS or ((both_named or first.speaker_text == second.speaker_text) and _close(left.day, right.day))
    if shorter < MIN_WORDS:
        return False
    blocks = SequenceMatcher(None, left.words, right.words, autojunk=False).get_matching_blocks()
    matched = sum(b.size for b in blocks)
    containment = matched / shorter
    longest = max(b.size for b in blocks)
    if not both_named:
        return containment >= MIN_CONTAINMENT_UNNAMED and longest >= MIN_WORDS
    similarity = 2 * matched / (len(left.words) + len(right.words))
    return (similarity >= MIN_SIMILARITY and longest >= RUN) or (containment >= MIN_CONTAINMENT and longest >= MIN_WORDS)


def _close(left: date | None, right: date | None) -> bool:
    return left is None or right is None or abs((left - right).days) <= CLOSE_DAYS


def _differences(first: _TokenizedQuote, entry: _TokenizedQuote) -> str:
    """Differences of a wording from the first, in words; empty where only punctuation and case differ."""
    differences = []
    for operation, a, b, c, d in SequenceMatcher(None, first.words, entry.words, autojunk=False).get_opcodes():
        before, after = " ".join(first.printed[a:b]), " ".join(entry.printed[c:d])
        if operation == "delete":
            differences.append(f"drops “{before}”")
        elif operation == "insert":
            differences.append(f"adds “{after}”")
        elif operation == "replace":
            differences.append(f"“{after}” for “{before}”")
    return "; ".join(differences[:MAX_DIFFERENCES]) + ("; and more" if len(differences) > MAX_DIFFERENCES else "")
