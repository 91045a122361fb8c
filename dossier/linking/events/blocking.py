"""Blocking of event records by difference: an inverted index of what records share, from which the pairs worth comparing are read."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from dossier.linking.events.corpus import CorpusEvidence
from dossier.linking.events.records import EventRecord
from dossier.linking.events.rules import blocking_keys, too_far_apart, took_place_before_plan
from dossier.places.containment import may_be_village_of

WINDOW = 60
"""Days between publications beyond which articles do not report one strike as news."""
MOST_IN_BLOCK = 60
"""Records under one name at most; a name in more records points to no single event."""

Key = tuple[str, str, int, int]
"""The key of a record: file and id of its article, offset and group."""
Block = tuple[object, ...]
NAME, PERSON, LEAD = "rare name", "person", "lead"
"""The blocks that depend on all articles: of names few of them print, of people without an office, and of what they open with."""


class RecordBlocks:
    """The records of one kind in blocks: by words of the place, participants, attacker and figures, which must lie near in time, by rare names,
    and by people without an office, whose trial may come years later; in a small dossier also by what articles open with.
    """

    def __init__(self, corpus: CorpusEvidence) -> None:
        self._corpus = corpus
        self.records: dict[Key, EventRecord] = {}
        self._keys: dict[Key, tuple[frozenset[Block], frozenset[Block]]] = {}
        self._blocks: dict[Block, set[Key]] = defaultdict(set)

    def update(self, removed: Iterable[Key], added: Iterable[EventRecord]) -> set[Key]:
        """Replace records. Returns those to be compared again: the added ones, and those of a name that is in few enough records now, or in
        too many.
        """
        new = {record.key: record for record in added}
        keys = {key: (frozenset(blocking_keys(record)), frozenset(self._blocks_by_corpus(record))) for key, record in new.items()}
        old = {key: self._keys.pop(key) for key in removed}
        names = {block for _, names in (*old.values(), *keys.values()) for block in names}
        before = {block: self._is_open(block) for block in names}
        for key, blocks in old.items():
            del self.records[key]
            for block in blocks[0] | blocks[1]:
                self._blocks[block].discard(key)
                if not self._blocks[block]:
                    del self._blocks[block]
        for key, blocks in keys.items():
            self.records[key], self._keys[key] = new[key], blocks
            for block in blocks[0] | blocks[1]:
                self._blocks[block].add(key)
        moved = (self._blocks[block] for block, was_open in before.items() if was_open != self._is_open(block) and block in self._blocks)
        return set(new).union(*moved)

    def near(self, key: Key) -> Iterator[Key]:
        """The records that share a place, a party or a figure with this one, and lie near in time."""
        record = self.records[key]
        others = set[Key]().union(*(self._blocks[block] for block in self._keys[key][0])) - {key}
        return (other for other in others if _lie_near(record, self.records[other]))

    def comparable(self, key: Key, near: Collection[Key]) -> set[Key]:
        """The records of other articles that may be of one event with this one; `near` are those that lie near."""
        record = self.records[key]
        article, published = key[1], record.published
        named, known, leads = (self._sharing(key, kind) for kind in (NAME, PERSON, LEAD))
        opening = (other for other in leads if other != key and _lie_near(record, self.records[other]))
        news = {other for other in named.union(near, opening) if _published_in_window(published, self.records[other].published)}
        others = {other for other in news | known if other[1] != article}
        return {other for other in others if not took_place_before_plan(record, self.records[other])}

    def share(self, one: Key, other: Key) -> bool:
        """True where two records of different articles may be of one event: each is among those `comparable` with the other."""
        first, second = self.records[one], self.records[other]
        if took_place_before_plan(first, second):
            return False
        shared = {block[0] for block in self._keys[one][1] & self._keys[other][1] if self._is_open(block)}
        if PERSON in shared:
            return True
        if not _published_in_window(first.published, second.published):
            return False
        return NAME in shared or ((LEAD in shared or bool(self._keys[one][0] & self._keys[other][0])) and _lie_near(first, second))

    def may_share_place(self, one: Key, other: Key) -> bool:
        """True where one of two records has no place to share with the other, or perhaps a village of it, and their days and publications lie
        near.
        """
        first, second = self.records[one], self.records[other]
        if first.place and second.place and not may_be_village_of(first.place, second.place):
            return False
        return _published_in_window(first.published, second.published) and _lie_near(first, second)

    def _sharing(self, key: Key, kind: str) -> set[Key]:
        blocks = (block for block in self._keys[key][1] if block[0] == kind and self._is_open(block))
        return set[Key]().union(*(self._blocks[block] for block in blocks))

    def _blocks_by_corpus(self, record: EventRecord) -> Iterator[Block]:
        if record.is_lead and self._corpus.size_weight < 1:
            yield (LEAD,)
        for name in self._corpus.rare_names_of(record.article):
            yield NAME, name
        for name in self._corpus.story_people(record.article):
            yield PERSON, name

    def _is_open(self, block: Block) -> bool:
        return len(self._blocks.get(block, ())) <= MOST_IN_BLOCK


def _lie_near(one: EventRecord, other: EventRecord) -> bool:
    first, later = (one, other) if (one.dates.start or date.min) <= (other.dates.start or date.min) else (other, one)
    return not too_far_apart(first.dates, later.dates) and not took_place_before_plan(one, other)


def _published_in_window(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= WINDOW
