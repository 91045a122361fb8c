"""Actor look-up: actors by name or alias, in sequences of which most blocks were looked through before."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from dossier.model.actor import Actor
from dossier.model.persistent.blocks import Blocks


def find_actor(actors: Sequence[Actor], name: str) -> int | None:
    """The number of the first actor of that name, else of the first with that alias; case is ignored. None where there is none."""
    blocks, wanted = Blocks.of(actors), name.casefold()
    for number in _numbers_in(blocks, blocks.by_block(_name_hashes), wanted):
        if blocks[number].name.casefold() == wanted:
            return number
    for number in _numbers_in(blocks, blocks.by_block(_alias_hashes), wanted):
        if wanted in map(str.casefold, blocks[number].aliases):
            return number
    return None


def actors_called(actors: Sequence[Actor], name: str) -> Iterator[Actor]:
    """The actors with exactly that name."""
    blocks = Blocks.of(actors)
    return (blocks[number] for number in _numbers_in(blocks, blocks.by_block(_name_hashes), name.casefold()) if blocks[number].name == name)


def _numbers_in(blocks: Blocks[Actor], hashes: Iterable["array[int]"], wanted: str) -> Iterator[int]:
    """The numbers of the actors in blocks that have the hash of a name."""
    sought = hash(wanted)
    for number, of_block in enumerate(hashes):
        at = bisect_left(of_block, sought)
        if at < len(of_block) and of_block[at] == sought:
            yield from range(blocks.starts[number], blocks.starts[number + 1])


def _name_hashes(block: Iterable[Actor]) -> "array[int]":
    return array("q", sorted(hash(actor.name.casefold()) for actor in block))


def _alias_hashes(block: Iterable[Actor]) -> "array[int]":
    return array("q", sorted(hash(alias.casefold()) for actor in block for alias in actor.aliases))
