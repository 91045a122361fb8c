"""Within-document coreference of meeting mentions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dossier.extraction.events.days import ArticleDays
from dossier.extraction.events.limits import first_and_last
from dossier.extraction.events.meeting.meeting_mention import MeetingMention
from dossier.extraction.events.meeting.outcomes import has_same_name, is_of_same_states, shares_outcome
from dossier.extraction.lexicon.geography import state_named
from dossier.extraction.lexicon.lists import word_set
from dossier.model.event import Status
from dossier.model.event_kinds.meeting import GATHERING
from dossier.model.time import TimeExpression
from dossier.places.containment import lies_within, may_contain

_PAIR = 2
_ROSTER = 12
"""Paragraphs after a meeting in which those who took part are named."""


def group_mentions(
    mentions: Sequence[MeetingMention], times: Sequence[TimeExpression], published: date | None = None
) -> list[list[MeetingMention]]:
    """Groups of coreferent mentions, one a meeting, in order of first mention. `published` is the article's publication day, if known.

    A mention that adds nothing to its group is dropped, as is one that fits no group and cannot start one.
    """
    groups: list[list[MeetingMention]] = []
    days = ArticleDays(times, published)
    for mention in _with_gatherings(mentions):
        apart = [g for g in groups if _other_gathering(mention, g) or (published is not None and _apart_in_time(mention, g, days))]
        group = _find_group(mention, [g for g in groups if g not in apart], times)
        if group is not None:
            if _adds(mention, group):
                group.append(mention)
        elif mention.can_start_group and not _is_past_summit(mention, times):
            groups.append([mention])
    return groups


def _is_past_summit(mention: MeetingMention, times: Sequence[TimeExpression]) -> bool:
    """True for "at the ABC summit in 2031", which only says when other people met."""
    is_of_others = mention.gathering and not mention.participants and mention.status is Status.OCCURRED
    return is_of_others and any(is_coarse(i, times) for i in mention.time_ids)


def _with_gatherings(mentions: Sequence[MeetingMention]) -> list[MeetingMention]:
    """The mentions, "the summit" being a gathering where the article names one."""
    has_gathering = any(m.gathering for m in mentions)
    return [_as_gathering(m) if m.gathering or (has_gathering and _is_of_body(m)) else m for m in mentions]


def _is_of_body(mention: MeetingMention) -> bool:
    """True for "the two-day summit"."""
    return mention.is_summit and mention.definite and len(mention.persons) < _PAIR


def _as_gathering(mention: MeetingMention) -> MeetingMention:
    return replace(mention, gathering=True, series=mention.series or GATHERING)


def _other_gathering(mention: MeetingMention, group: list[MeetingMention]) -> bool:
    """True for the summit of a body, and a meeting of two people that other sentences report."""
    gatherings = [m for m in (*group, mention) if m.gathering]
    others = [m for m in (*group, mention) if not m.gathering]
    is_other = mention.gathering not in {m.gathering for m in group} and not mention.roster
    return is_other and any(len(m.persons) >= _PAIR for m in others) and mention.sentence not in {m.sentence for m in group if gatherings}


def _apart_in_time(mention: MeetingMention, group: list[MeetingMention], days: ArticleDays) -> bool:
    """True for days that by the publication day are others, in whatever form they are given: "on April 12", "on Friday"."""
    is_longer = mention.definite and _is_multi_day(mention, group)
    return not is_longer and not mention.roster and days.contradict(mention.time_ids, [i for m in group for i in m.time_ids])


def _adds(mention: MeetingMention, group: list[MeetingMention]) -> bool:
    """True where the mention has an argument that the group lacks."""
    known = {key for m in group for key in m.participants}
    new_participants = set(mention.participants) - known
    new_place = bool(mention.places) and not any(m.places for m in group if m.places and mention.places[0] in m.places)
    return bool(new_participants or new_place or mention.time_ids or mention.day_index or mention.duration or mention.called_off)


def _find_group(
    mention: MeetingMention, groups: list[list[MeetingMention]], times: Sequence[TimeExpression]
) -> list[MeetingMention] | None:
    """The group that a mention belongs to, or None for a new meeting."""
    compatible = [g for g in first_and_last(groups) if not _conflict(mention, g, times)]
    scored = [(score, n) for n, g in enumerate(compatible) if (score := _similarity(mention, g, times))]
    if scored:
        return compatible[max(scored)[1]]
    if mention.is_new or not (mention.definite or mention.roster):
        return None
    adjacent = [g for g in compatible if g[-1].sentence == mention.sentence] or [
        g for g in compatible if g[-1].paragraph == mention.paragraph
    ]
    if adjacent:
        of_status = [g for g in adjacent if any(m.status is mention.status for m in g)]
        return (of_status or adjacent)[-1]
    own_days = [i for i in mention.time_ids if not _is_part_of_the_day(times[i])]
    is_dated_elsewhere = (
        own_days
        and any(m.time_ids for g in groups[:1] for m in g)
        and not any(_same_day(mention, g, times) or _is_multi_day(mention, g) for g in groups[:1])
    )
    if is_dated_elsewhere:
        return None
    if mention.roster and all(mention.paragraph - m.paragraph > _ROSTER for g in groups for m in g):
        return None
    only = compatible[0] if len(compatible) == 1 and not mention.places else None
    of_status = [g for g in compatible if any(m.status is mention.status for m in g)]
    if mention.roster and of_status and not mention.of_any_status:
        return of_status[0]  # "the delegation was led by X": not to the meeting that is to come
    return groups[0] if groups and groups[0] in compatible else only


def _is_part_of_the_day(time: TimeExpression) -> bool:
    """True for "later in the day", which is the day of what was reported before it."""
    return time.form == "unit" and time.unit == "day" and time.amount == 0


def _is_multi_day(mention: MeetingMention, group: list[MeetingMention]) -> bool:
    """True where the meeting lasts several days."""
    return any(m.day_index or m.duration > 1 for m in (*group, mention))


def _conflict(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> bool:
    """True where mention and group cannot be one meeting: another mode, round, status, place, day, or only other persons."""
    places = [m.places for m in group if m.places]
    other_place = bool(mention.places) and bool(places) and not any(_are_compatible(mention.places, p) for p in places)
    if mention.roster:
        return other_place
    series = {m.series for m in group if m.series}
    if (mention.subkind == "call") != (group[0].subkind == "call") or (mention.series and series and mention.series not in series):
        return True
    persons = frozenset().union(*(m.persons for m in group))
    other_persons = bool(mention.persons) and bool(persons) and not mention.persons & persons and not mention.definite
    return (
        other_place
        or other_persons
        or _other_company(mention.persons, persons)
        or _other_side(mention, group)
        or _other_pair(mention, group)
        or (_other_status(mention, group, times) and not shares_outcome(mention, group))
        or _other_days(mention, group, times)
    )


def _other_company(left: frozenset[int], right: frozenset[int]) -> bool:
    """True for two lists of persons who share one, each with somebody whom the other lacks: "A met B", "A, C and D discussed it". Others who "took
    part in the talks" may be of the same.
    """
    return min(len(left), len(right)) > 1 and len(left & right) == 1


def _other_side(mention: MeetingMention, group: list[MeetingMention]) -> bool:
    """True where one of two people met somebody whose name is of no actor, on a day of its own: "X met Z last year", "his talks with Y"."""
    is_of_others = not mention.definite and any(
        m.has_other_side and m.time_ids and m.persons and m.persons < mention.persons for m in group
    )
    return is_of_others and len(mention.persons) >= _PAIR and not mention.time_ids and not any(len(m.persons) >= _PAIR for m in group)


def _other_pair(mention: MeetingMention, group: list[MeetingMention]) -> bool:
    """True where one of a pair meets somebody else, and both are dated: "A met B on Monday", "A met C on Monday"."""
    pairs = [set(m.participants) for m in group if m.time_ids and len(m.participants) == 2]
    participants = set(mention.participants)
    is_dated_pair = bool(mention.time_ids) and not mention.definite and len(participants) == 2
    return is_dated_pair and bool(pairs) and all(len(participants & pair) == 1 for pair in pairs)


def _other_status(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> bool:
    """True where one is planned and the other took place, unless the mention refers back or both have the same day and place."""
    if mention.passing or mention.status in {m.status for m in group if not (m.roster or m.passing)}:
        return False
    same_place = bool(mention.places) and any(_overlap(mention.places, m.places) for m in group if m.places)
    return not (mention.definite and (not mention.time_ids or mention.duration)) and not (
        _same_day(mention, group, times) and (same_place or mention.definite)
    )


def _overlap(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """True where one place contains the other, by their names."""
    return left[0] in right or right[0] in left


def _are_compatible(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """True where one place contains the other, or may: a state alone, and a town whose state is not given."""
    wide, narrow = sorted((left, right), key=lambda names: state_named(names[0]) is None)
    is_state_alone = len(wide) == 1 and state_named(wide[0]) is not None
    return (
        _overlap(left, right)
        or lies_within(left, right)
        or (is_state_alone and not any(map(state_named, narrow)))
        or _is_venue_in(left, right)
    )


def _is_venue_in(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """True where one of two places is a venue that no list has, and may lie in the other."""
    venues = [names for names in (left, right) if word_set("places", "venues") & set(names[0].lower().split())]
    return len(venues) == 1 and may_contain(left, right)


def _similarity(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> int:
    """Score of the agreement in day, place and participants; 0 where it is too low for the same meeting."""
    day = _same_day(mention, group, times)
    if mention.is_new and (not day or mention.sentence == group[0].sentence):
        return 3 if _is_next_again(mention, group) else 0
    keys = {key for m in group for key in m.participants}
    persons: frozenset[int] = frozenset().union(*(m.persons for m in group))
    same_place = bool(mention.places) and any(_overlap(mention.places, m.places) for m in group if m.places)
    shared = len(keys & set(mention.participants))
    one_side_unknown = not mention.participants or not keys
    same_states = is_of_same_states(mention, group)
    if (
        day
        and (shared or same_states or one_side_unknown or (same_place and mention.definite))
        and not (one_side_unknown and mention.places and not same_place and any(m.places for m in group))
    ):
        return 4 + same_place + shared
    if len(mention.persons & persons) > 1 or (same_place and (shared or same_states)):
        return 3
    if shares_outcome(mention, group) or has_same_name(mention, group):
        return 2
    if same_place and mention.definite:
        return 3 if mention.day_index and _is_multi_day(mention, group) and not any(m.status is Status.PLANNED for m in group) else 2
    if mention.places and not mention.time_ids and any(is_coarse(i, times) for m in group for i in m.time_ids):
        return 0  # news with a place of its own, beside what was last year
    adjacent = 0 <= mention.paragraph - group[-1].paragraph <= 1 and not (mention.time_ids and any(m.time_ids for m in group))
    nested = bool(mention.persons & persons) and (mention.persons <= persons or persons <= mention.persons)
    unshared = (set(mention.participants) ^ keys) - mention.persons - persons
    return 1 if adjacent and nested and not (unshared & mention.organisations) and not any(unshared & m.organisations for m in group) else 0


def _is_next_again(mention: MeetingMention, group: list[MeetingMention]) -> bool:
    """True for "both sides agreed to meet again" of those whose next meeting was announced before."""
    planned = mention.status is Status.PLANNED and all(m.status is Status.PLANNED for m in group)
    parties = {key for m in group for key in m.participants}
    return planned and len(parties) > 1 and set(mention.participants) == parties and mention.sentence != group[0].sentence


def _day_signature(index: int, times: Sequence[TimeExpression]) -> tuple[object, ...]:
    time = times[index]
    if time.form == "month":
        return (time.form, time.month)
    return (time.form, time.month, time.day, time.weekday, time.amount, time.unit)


def _same_day(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> bool:
    days = {_day_signature(i, times) for i in mention.time_ids}
    return bool(days & {_day_signature(i, times) for m in group for i in m.time_ids})


def _other_days(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> bool:
    """True where both state their days in comparable forms and differ; a definite mention may add a day to a multi-day meeting."""
    persons: frozenset[int] = frozenset().union(*(m.persons for m in group))
    is_vague = any(is_coarse(i, times) for i in mention.time_ids) and not any(is_coarse(i, times) for m in group for i in m.time_ids)
    months = {times[i].month for m in group for i in m.time_ids} & {times[i].month for i in mention.time_ids} - {None}
    if is_vague and not months and (any(m.time_ids for m in group) or not _is_alike(mention, group, persons)):
        return True
    times_of_mention = [times[i] for i in mention.time_ids]
    times_of_group = [times[i] for m in group for i in m.time_ids]
    if (
        not times_of_mention
        or not times_of_group
        or _same_day(mention, group, times)
        or (mention.definite and _is_multi_day(mention, group))
    ):
        return False
    return any(_are_different_days(a, b) for a in times_of_mention for b in times_of_group)


def _is_alike(mention: MeetingMention, group: list[MeetingMention], persons: frozenset[int]) -> bool:
    """True where two persons are shared, or the place and all of several parties."""
    parties = {key for m in group for key in m.participants}
    same_place = bool(mention.places) and any(_overlap(mention.places, m.places) for m in group if m.places)
    return len(mention.persons & persons) > 1 or (same_place and len(parties) > 1 and set(mention.participants) == parties)


def is_coarse(index: int, times: Sequence[TimeExpression]) -> bool:
    """True for "last month", "in 2019": before the news of the day."""
    time = times[index]
    return time.form in {"month", "season", "year", "half", "quarter"} or (
        time.form == "unit" and time.unit in {"month", "year", "week"} and (time.amount or 0) < 0
    )


def _are_different_days(left: TimeExpression, right: TimeExpression) -> bool:
    """True for two days of the same form, or a day with its year and one that needs none."""
    if "month" in {left.form, right.form} and left.month and right.month:
        return left.month != right.month
    one_has_year = bool({left.form, right.form} & {"date", "month", "year", "season"}) and (left.year is None) != (right.year is None)
    return left.form == right.form or one_has_year
