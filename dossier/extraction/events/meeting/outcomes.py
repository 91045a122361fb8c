"""Plans and what became of them: mentions of one meeting before and after it took place, and under other names of its parties."""

from collections.abc import Sequence

from dossier.extraction.events.meeting.meeting_mention import MeetingMention
from dossier.model.event import Status

_PAIR = 2


def shares_outcome(mention: MeetingMention, group: Sequence[MeetingMention]) -> bool:
    """True for an undated plan of parties who met in the group ("after talks with X, they will speak to the press"), and for a meeting that took
    place where the group is such a plan: one meeting in two states. What they do next, again or with other people is another.
    """
    planned = mention.status is Status.PLANNED
    if any((m.status is Status.PLANNED) is planned for m in group if not (m.roster or m.passing)):
        return False
    plans = [mention] if planned else list(group)
    occurred = list(group) if planned else [mention]
    if any(m.time_ids or m.is_new or m.continues or m.series or m.has_other_side for m in plans):
        return False
    if any(m.recalled or m.is_new for m in occurred):
        return False
    expected, met = _parties(plans), _parties(occurred)
    if not expected:  # "received X in Y, where both leaders will hold a meeting"
        return any(m.sentence == mention.sentence and mention.places and m.places == mention.places for m in group)
    shared = _persons(plans) & _persons(occurred)
    return bool(expected) and (expected <= met or len(shared) >= _PAIR or (bool(shared) and _states(plans) == _states(occurred)))


def is_of_same_states(mention: MeetingMention, group: Sequence[MeetingMention]) -> bool:
    """True for "the foreign ministers of X and Y" and the two persons who hold these offices: one names the states, the other their people."""
    states: frozenset[int] = frozenset().union(*(m.states for m in group))
    is_named_once = not mention.persons or not _persons(group)
    return is_named_once and len(mention.states) >= _PAIR and mention.states == states


def has_same_name(mention: MeetingMention, group: Sequence[MeetingMention]) -> bool:
    """True for two plans of "the leaders' summit"."""
    is_planned = mention.status is Status.PLANNED and not (mention.is_new or mention.continues)
    return is_planned and bool(mention.name) and any(m.status is Status.PLANNED and m.name == mention.name for m in group)


def _parties(mentions: Sequence[MeetingMention]) -> set[int]:
    return {key for m in mentions for key in m.participants}


def _states(mentions: Sequence[MeetingMention]) -> frozenset[int]:
    return frozenset().union(*(m.states for m in mentions))


def _persons(mentions: Sequence[MeetingMention]) -> frozenset[int]:
    return frozenset().union(*(m.persons for m in mentions))
