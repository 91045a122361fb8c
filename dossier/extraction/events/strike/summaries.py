"""Summaries: "18 people were killed in two separate attacks" sums up the strikes that the text then reports one by one."""

from collections.abc import Mapping, Sequence

from dossier.extraction.events.days import ArticleDays
from dossier.extraction.events.strike.groups import StrikeGroup, StrikeMention
from dossier.extraction.lexicon.numbers import quantity_at


def without_summaries(
    groups: Sequence[StrikeGroup], responsible: Mapping[int, int], days: ArticleDays
) -> tuple[list[StrikeGroup], dict[int, int]]:
    """The groups but for summaries, and the attackers that were named elsewhere, by the new numbers of the groups; who is responsible for what a
    summary counts is so for each strike that follows it.
    """
    summed = {n: _summed_up(n, groups, days) for n in range(len(groups))}
    attackers: dict[int, int] = {}
    for number, following in summed.items():
        key = responsible.get(number, next((m.attacker for m in groups[number].mentions if m.attacker is not None), None))
        attackers |= {n: key for n in following if key is not None}
    attackers |= responsible
    remaining = [n for n in range(len(groups)) if not summed[n]]
    return [groups[n] for n in remaining], {new: attackers[n] for new, n in enumerate(remaining) if n in attackers}


def is_counted(group: StrikeGroup) -> bool:
    """True for a group of mentions that count strikes: "two separate attacks"."""
    return group.mentions[0].trigger.counted and all(m.plural for m in group.mentions if m.is_report)


def _summed_up(number: int, groups: Sequence[StrikeGroup], days: ArticleDays) -> list[int]:
    """Numbers of the strikes after a summary that it counts; empty for a group that is none, or counts more than the text then reports."""
    group = groups[number]
    if not is_counted(group):
        return []
    following = [n for n in range(number + 1, len(groups)) if not days.contradict(group.time_ids, groups[n].time_ids)]
    count = _count(group.mentions[0])
    return following[:count] if 1 < count <= len(following) else []


def _count(mention: StrikeMention) -> int:
    """The number of strikes in "two separate attacks", 0 for "several"."""
    noun = mention.trigger.token
    quantity = quantity_at(noun.doc, noun.left_edge.i, noun.i)
    return quantity.value or 0 if quantity is not None else 0
