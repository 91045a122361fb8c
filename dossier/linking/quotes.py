"""Quote matching: the quotations of all articles, with links between the same words in several of them."""

import re
from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from hashlib import sha256
from sys import intern
from zlib import crc32

from dossier.linking.sets_by_key import SetsByKey
from dossier.linking.sorted_blocks import SortedBlocks
from dossier.model.article import Article, PublicationDay
from dossier.model.facts import Facts
from dossier.model.persistent.blocks import Blocks
from dossier.model.quotation import ExtractedQuotation, Quotation
from dossier.model.span import Span

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
LEADERS = 50
"""Quotations of a block that all others in it are compared with: those whose ids come first, whenever they were added."""
MAX_DIFFERENCES = 5  # differences listed before "and more"


SortKey = tuple[date, str, str, Span]
"""Publication day (unknown days last), file and id of the article, and place in its text: the order of quotations."""


@dataclass(frozen=True, slots=True)
class _TokenizedQuote:
    """A quotation with its words as they are compared, the publication day of its article, and its place in the order."""

    quotation: Quotation
    words: tuple[str, ...]
    day: date | None
    key: SortKey

    def blocks(self) -> set[int]:
        """Blocking keys, as hashes: all words, and every three in a row, without which no two wordings are one quotation."""
        codes = tuple(crc32(word.encode("utf-8", "surrogatepass")) for word in self.words)
        return {hash(codes), *(hash(codes[i : i + RUN]) for i in range(len(codes) - RUN + 1))}


@dataclass(frozen=True, slots=True)
class _Source:
    """What the quotations of one article are made from."""

    article: Article
    facts: Facts
    day: date | None
    speakers: tuple[str | None, ...]


class QuoteLinker:
    """Links quotations by difference: remembers those of every article and which are the same words, and compares again only what changed.
    The result is that of a new linker on the same articles.
    """

    def __init__(self) -> None:
        self._sources: dict[str, _Source] = {}
        self._ids: dict[str, tuple[str, ...]] = {}
        self._entries: dict[str, _TokenizedQuote] = {}
        self._blocks: dict[int, list[str]] = {}
        self._same: SetsByKey[str, str] = SetsByKey()
        self._linked: dict[str, Quotation] = {}
        self._order: SortedBlocks[tuple[SortKey, str], Quotation] = SortedBlocks()
        self._gone: set[tuple[SortKey, str]] = set()
        self._stored: Mapping[str, Quotation] = {}
        self._outdated: AbstractSet[str] = frozenset()

    @property
    def quotations(self) -> Mapping[str, Quotation]:
        """The quotations of the last call, by id."""
        return self._linked

    def resume(self, stored: Mapping[str, Quotation], outdated: AbstractSet[str]) -> None:
        """See `Linker.resume`; both are by the id of a quotation."""
        self._stored, self._outdated = stored, outdated

    def link(
        self,
        articles: Mapping[str, Article],
        facts: Mapping[str, Facts],
        published: Mapping[str, PublicationDay],
        ids: Mapping[tuple[str, int], str],
        actors: Collection[str],
        only: Collection[str] | None = None,
    ) -> Blocks[Quotation]:
        """All quotations, ordered by publication day (unknown days last), file and place in the text.

        `ids` maps (article id, key of an actor in its facts) to the actor's id; an actor that is not among the ids `actors` counts as unnamed.
        The same words elsewhere are linked both ways where the speakers can be the same: word for word, trimmed, or reworded
        as translations are. An id is made from the article's id and the offset, and is stable as long as they are. No other articles can have
        changed, come or gone than `only` those, all where these are not given.
        """
        keys = self._sources.keys() | articles.keys() if only is None else only
        sources = {key: _source(articles[key], facts[key], published[key].day, ids, actors) if key in articles else None for key in keys}
        changed = {key: source for key, source in sources.items() if source != self._sources.get(key)}
        touched = self._replace(changed)
        before = {ident: self._same.pop(ident) for ident in touched}
        for ident, others in before.items():
            for other in others:
                self._same.discard(other, ident)
        for ident in touched & self._entries.keys():
            for other in self._candidates(ident):
                if other not in self._same.get(ident) and _same_quotation(*self._in_order(ident, other)):
                    self._same.add(ident, other)
                    self._same.add(other, ident)
        linked = self._link_groups(touched.union(*before.values(), self._outdated))
        self._order.update(self._gone, linked)
        self._gone = set()
        self._stored, self._outdated = {}, frozenset()
        return self._order.items

    def _replace(self, changed: Mapping[str, _Source | None]) -> set[str]:
        """Take the quotations of changed articles; returns those to be compared again: old and new ones, and those that became or ceased to
        be leaders of a block.
        """
        old = {ident: self._entries[ident] for key in changed for ident in self._ids.get(key, ())}
        new = {entry.quotation.id: entry for source in changed.values() if source for entry in _tokenized_quotes(source)}
        blocks = {block for entry in (*old.values(), *new.values()) for block in entry.blocks()}
        before = {block: frozenset(self._blocks.get(block, ())[:LEADERS]) for block in blocks}
        for ident, entry in old.items():
            for block in entry.blocks():
                self._blocks[block].remove(ident)
            self._gone.add((entry.key, ident))
            del self._entries[ident], self._linked[ident]
        for ident, entry in new.items():
            for block in entry.blocks():
                insort(self._blocks.setdefault(block, []), ident)
            self._entries[ident] = entry
        self._note_sources(changed, new)
        moved = (leaders ^ frozenset(self._blocks.get(block, ())[:LEADERS]) for block, leaders in before.items())
        for block in blocks:
            if not self._blocks.get(block, True):
                del self._blocks[block]
        return {*old, *new}.union(*moved)

    def _note_sources(self, changed: Mapping[str, _Source | None], new: Mapping[str, _TokenizedQuote]) -> None:
        by_article: dict[str, list[str]] = defaultdict(list)
        for ident, entry in new.items():
            by_article[entry.quotation.article].append(ident)
        for key, source in changed.items():
            self._sources.pop(key, None)
            self._ids.pop(key, None)
            if source is not None:
                self._sources[key], self._ids[key] = source, tuple(by_article[key])

    def _candidates(self, ident: str) -> list[str]:
        """Blocking: the quotations that share a block with this one, of each block its leaders, or all where it is one."""
        others: set[str] = set()
        for block in self._entries[ident].blocks():
            members = self._blocks[block]
            leaders = members[:LEADERS]
            others.update(members if ident in leaders else leaders)
        return sorted(others - {ident})

    def _in_order(self, first: str, second: str) -> tuple[_TokenizedQuote, _TokenizedQuote]:
        one, other = self._entries[first], self._entries[second]
        return (one, other) if one.key <= other.key else (other, one)

    def _link_groups(self, idents: Iterable[str]) -> Mapping[tuple[SortKey, str], Quotation]:
        """Link the quotations of every group that one of these is in; returns them by their place in the order."""
        done: set[str] = set()
        for ident in idents:
            if ident in self._entries and ident not in done:
                group = sorted(self._group(ident), key=lambda each: self._entries[each].key)
                done.update(group)
                for each, quotation in zip(group, _linked([self._entries[each] for each in group]), strict=True):
                    known = self._stored.get(each) or self._linked.get(each)
                    self._linked[each] = known if known is not None and known == quotation else quotation
        return {(self._entries[ident].key, ident): self._linked[ident] for ident in done}

    def _group(self, ident: str) -> set[str]:
        group, waiting = {ident}, [ident]
        while waiting:
            new = self._same.get(waiting.pop()) - group
            group |= new
            waiting += new
        return group


def link_quotations(
    articles: Mapping[str, Article],
    facts: Mapping[str, Facts],
    published: Mapping[str, PublicationDay],
    ids: Mapping[tuple[str, int], str],
    actors: Collection[str],
) -> Blocks[Quotation]:
    """All quotations, linked from nothing; see `QuoteLinker.link`."""
    return QuoteLinker().link(articles, facts, published, ids, actors)


def _source(article: Article, facts: Facts, day: date | None, ids: Mapping[tuple[str, int], str], actors: Collection[str]) -> _Source:
    keys = (quotation.speaker for quotation in facts.quotations)
    speakers = (None if key is None else ids.get((article.id, key)) for key in keys)
    return _Source(article, facts, day, tuple(speaker if speaker in actors else None for speaker in speakers))


def _tokenized_quotes(source: _Source) -> Iterator[_TokenizedQuote]:
    article, day = source.article, source.day
    for extracted, speaker in zip(source.facts.quotations, source.speakers, strict=True):
        quotation = _quotation(article, extracted, speaker)
        key = (day or date.max, article.file, article.id, quotation.span)
        yield _TokenizedQuote(quotation, tuple(intern(w.lower().replace("’", "'")) for w in WORD.findall(extracted.text)), day, key)


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


def _linked(group: Sequence[_TokenizedQuote]) -> Iterator[Quotation]:
    """The quotations of a group of the same words, each with the ids of the others, and its differences from the first."""
    for number, entry in enumerate(group):
        others = tuple(other.quotation.id for other in group if other.quotation.article != entry.quotation.article)
        differs = _differences(group[0], entry) if others and number else ""
        yield replace(entry.quotation, same_as=others, differs=differs)


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
    printed, first_printed = WORD.findall(entry.quotation.text), WORD.findall(first.quotation.text)
    for operation, a, b, c, d in SequenceMatcher(None, first.words, entry.words, autojunk=False).get_opcodes():
        before, after = " ".join(first_printed[a:b]), " ".join(printed[c:d])
        if operation == "delete":
            differences.append(f"drops “{before}”")
        elif operation == "insert":
            differences.append(f"adds “{after}”")
        elif operation == "replace":
            differences.append(f"“{after}” for “{before}”")
    return "; ".join(differences[:MAX_DIFFERENCES]) + ("; and more" if len(differences) > MAX_DIFFERENCES else "")
