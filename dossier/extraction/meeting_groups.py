"""Which mentions of meetings in one article are the same meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.model.event import Status
from dossier.model.span import Span
from dossier.model.time import TimeExpression


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """One word that names a meeting, with its slots.

    `definite` is true for "the talks", `fresh` for "another", "further", "new"; `persons` are those of `participants` that
    are persons; `quoted` is true inside quotation marks; `paragraph` counts paragraphs from 0;
    `roster` is true where the sentence only names those who take part.
    """

    token: int
    sentence: Span
    paragraph: int
    subkind: str
    status: Status
    participants: tuple[int, ...]
    persons: frozenset[int]
    places: tuple[str, ...]
    when: tuple[int, ...]
    context: tuple[int, ...]
    nth_day: int
    duration: int
    series: str
    definite: bool
    fresh: bool
    quoted: bool
    called_off: bool
    joint: bool
    says: int | None
    why: str
    roster: bool = False

    @property
    def tells(self) -> bool:
        """True where the mention says more than that there was a meeting."""
        return bool(self.participants or self.places or self.when or self.nth_day or self.duration)

    @property
    def stands(self) -> bool:
        """True where the mention alone shows a meeting of actors: two of them, or one or a joint body with a day or place."""
        if self.roster:
            return False
        partly = len(self.participants) == 1 or self.joint
        settled = bool(self.when) and bool(self.places)
        return len(self.participants) > 1 or (partly and bool(self.when or self.places)) or settled


def group_mentions(mentions: Sequence[MeetingMention], times: Sequence[TimeExpression]) -> list[list[MeetingMention]]:
    """The mentions that tell something, one list a meeting, in order of first mention; bare references join or are dropped."""
    groups: list[list[MeetingMention]] = []
    for mention in mentions:
        home = _home(mention, groups, times)
        if home is not None:
            if mention.tells:
                home.append(mention)
        elif mention.stands:
            groups.append([mention])
    return groups


def _home(mention: MeetingMention, groups: list[list[MeetingMention]], times: Sequence[TimeExpression]) -> list[MeetingMention] | None:
    """The group that a mention belongs to, or None where it tells of a meeting of its own."""
    fitting = [g for g in groups if not _conflict(mention, g, times)]
    shared = [g for g in fitting if _same(mention, g, times)]
    if shared:
        return max(shared, key=lambda g: (g[-1].paragraph, g[-1].token))
    if mention.fresh or not mention.definite:
        return None
    near = [g for g in fitting if g[-1].sentence == mention.sentence] or [g for g in fitting if g[-1].paragraph == mention.paragraph]
    if near:
        return near[-1]
    told = bool(mention.when and mention.participants)
    lead = [g for g in fitting if g is groups[0]]
    return lead[0] if lead and not (told and mention.persons) else None


def _conflict(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> bool:
    """True where a meeting cannot be the group's: another mode, round, status, place, day, or other persons alone."""
    first = group[0]
    statuses = {m.status for m in group}
    group_places = [m.places for m in group if m.places]
    if (mention.subkind == "call") != (first.subkind == "call"):
        return True
    series = {m.series for m in group if m.series}
    if mention.series and series and mention.series not in series:
        return True
    if mention.roster:
        return bool(mention.places) and bool(group_places) and not any(_near(mention.places, p) for p in group_places)
    if mention.status not in statuses and not _one_day(mention, group, times) and not (mention.definite and mention.duration):
        return True
    if mention.places and group_places and not any(_near(mention.places, p) for p in group_places):
        return True
    persons = frozenset().union(*(m.persons for m in group))
    if mention.persons and persons and not mention.persons & persons and not mention.definite:
        return True
    return _other_days(mention, group, times)


def _near(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """True where one place lies in the other, as far as their names tell."""
    return left[0] in right or right[0] in left


def _same(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> bool:
    """True where day and place, or place and participants, or two persons are the same."""
    if mention.fresh and not _one_day(mention, group, times):
        return False
    keys = {key for m in group for key in m.participants}
    persons = frozenset().union(*(m.persons for m in group))
    place = any(_near(mention.places, m.places) for m in group if m.places) if mention.places else False
    day = _one_day(mention, group, times)
    shared = len(keys & set(mention.participants))
    if len(mention.persons & persons) > 1:
        return True
    return (day and (place or shared > 0 or not mention.participants or not keys)) or (place and (shared > 0 or mention.definite))


def _signature(index: int, times: Sequence[TimeExpression]) -> tuple[object, ...]:
    time = times[index]
    return (time.form, time.month, time.day, time.weekday, time.amount, time.unit)


def _one_day(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> bool:
    mine = {_signature(i, times) for i in mention.when}
    return bool(mine & {_signature(i, times) for m in group for i in m.when})


def _other_days(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> bool:
    """True where both tell their days, in the same form, and differ; a definite mention may add a day to long talks."""
    mine = [times[i] for i in mention.when]
    theirs = [times[i] for m in group for i in m.when]
    if not mine or not theirs or _one_day(mention, group, times):
        return False
    if mention.definite and any(m.nth_day or m.duration > 1 for m in (*group, mention)):
        return False
    return any(a.form == b.form for a in mine for b in theirs) or any(
        (a.form == "date") != (b.form == "date") for a in mine for b in theirs if "month" in {a.form, b.form}
    )
