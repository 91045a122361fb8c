"""Which mentions of meetings in one article are the same meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.model.event import Status
from dossier.model.span import Span
from dossier.model.time import TimeExpression


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """One word that names a meeting, with its slots.

    `definite` is true for "the talks", `fresh` for "another", "further", "new"; `persons` and `bodies` are
    those of `participants` that are persons and organisations; `quoted` is true inside quotation marks; `paragraph` counts paragraphs from 0;
    `roster` is true where the sentence only names those who take part, `passing` where it does not say that the meeting was or
    will be. Neither shows a meeting by itself, nor does a
    `bare_verb` ("met", how people came to know each other) without day or place, or a `weak` noun ("discussions with X") without day.
    `goes_on` is true where the meeting is told to continue or resume.
    """

    token: int
    sentence: Span
    paragraph: int
    subkind: str
    status: Status
    participants: tuple[int, ...]
    persons: frozenset[int]
    bodies: frozenset[int]
    places: tuple[str, ...]
    when: tuple[int, ...]
    context: tuple[int, ...]
    day_index: int
    duration: int
    series: str
    definite: bool
    fresh: bool
    quoted: bool
    called_off: bool
    joint: bool
    attributed_to: int | None
    why: str
    roster: bool = False
    passing: bool = False
    bare_verb: bool = False
    weak: bool = False
    goes_on: bool = False

    @property
    def tells(self) -> bool:
        """True where the mention says more than that there was a meeting."""
        return bool(self.participants or self.places or self.when or self.day_index or self.duration)

    @property
    def stands(self) -> bool:
        """True where the mention alone shows a meeting of actors: two of them, or one or a joint body with a day or place."""
        if self.roster or self.passing:
            return False
        if self.bare_verb and not (self.when or self.places or self.context or (self.joint and self.participants)):
            return False
        if self.weak and len(self.participants) < 2 and not self.when:
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
            if _adds(mention, home):
                home.append(mention)
        elif mention.stands:
            groups.append([mention])
    return groups


def _adds(mention: MeetingMention, group: list[MeetingMention]) -> bool:
    """True where the mention tells something that the group lacks."""
    known = {key for m in group for key in m.participants}
    fresh = set(mention.participants) - known
    where = bool(mention.places) and not any(m.places for m in group if m.places and mention.places[0] in m.places)
    return bool(fresh or where or mention.when or mention.day_index or mention.duration or mention.called_off)


def _home(mention: MeetingMention, groups: list[list[MeetingMention]], times: Sequence[TimeExpression]) -> list[MeetingMention] | None:
    """The group that a mention belongs to, or None where it tells of a meeting of its own."""
    fitting = [g for g in groups if not _conflict(mention, g, times)]
    scored = [(points, n) for n, g in enumerate(fitting) if (points := _likeness(mention, g, times))]
    if scored:
        return fitting[max(scored)[1]]
    if mention.fresh or not (mention.definite or mention.roster):
        return None
    near = [g for g in fitting if g[-1].sentence == mention.sentence] or [g for g in fitting if g[-1].paragraph == mention.paragraph]
    if near:
        return near[-1]
    settled = mention.when and not any(_one_day(mention, g, times) or _long(mention, g) for g in groups[:1])
    return groups[0] if groups and groups[0] in fitting and not settled else None


def _long(mention: MeetingMention, group: list[MeetingMention]) -> bool:
    """True where the meeting is told to run over several days."""
    return any(m.day_index or m.duration > 1 for m in (*group, mention))


def _conflict(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> bool:
    """True where a meeting cannot be the group's: another mode, round, status, place, day, or other persons alone."""
    places = [m.places for m in group if m.places]
    elsewhere = bool(mention.places) and bool(places) and not any(_near(mention.places, p) for p in places)
    if mention.roster:
        return elsewhere
    series = {m.series for m in group if m.series}
    if (mention.subkind == "call") != (group[0].subkind == "call") or (mention.series and series and mention.series not in series):
        return True
    persons = frozenset().union(*(m.persons for m in group))
    strangers = bool(mention.persons) and bool(persons) and not mention.persons & persons and not mention.definite
    return (
        elsewhere or strangers or _other_pair(mention, group) or _other_status(mention, group, times) or _other_days(mention, group, times)
    )


def _other_pair(mention: MeetingMention, group: list[MeetingMention]) -> bool:
    """True where one of a pair meets somebody else, and both tell their day: "A met B on Monday", "A met C on Monday"."""
    pairs = [set(m.participants) for m in group if m.when and len(m.participants) == 2]
    mine = set(mention.participants)
    dated = bool(mention.when) and not mention.definite and len(mine) == 2
    return dated and bool(pairs) and all(len(mine & pair) == 1 for pair in pairs)


def _other_status(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> bool:
    """True where one is planned and the other held, unless the mention plainly refers back or both have one day and place."""
    if mention.passing or mention.status in {m.status for m in group if not (m.roster or m.passing)}:
        return False
    here = bool(mention.places) and any(_near(mention.places, m.places) for m in group if m.places)
    return not (mention.definite and (not mention.when or mention.duration)) and not (
        _one_day(mention, group, times) and (here or mention.definite)
    )


def _near(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """True where one place lies in the other, as far as their names tell."""
    return left[0] in right or right[0] in left


def _likeness(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> int:
    """How well day, place and participants agree; 0 for too little to be the same meeting."""
    day = _one_day(mention, group, times)
    if mention.fresh and (not day or mention.sentence == group[0].sentence):
        return 0
    keys = {key for m in group for key in m.participants}
    persons: frozenset[int] = frozenset().union(*(m.persons for m in group))
    place = bool(mention.places) and any(_near(mention.places, m.places) for m in group if m.places)
    shared = len(keys & set(mention.participants))
    bare = not mention.participants or not keys
    if (
        day
        and (shared or bare or (place and mention.definite))
        and not (bare and mention.places and not place and any(m.places for m in group))
    ):
        return 4 + place + shared
    if len(mention.persons & persons) > 1 or (place and shared):
        return 3
    if place and mention.definite:
        return 3 if mention.day_index and _long(mention, group) and not any(m.status is Status.PLANNED for m in group) else 2
    beside = 0 <= mention.paragraph - group[-1].paragraph <= 1 and not (mention.when and any(m.when for m in group))
    inside = bool(mention.persons & persons) and (mention.persons <= persons or persons <= mention.persons)
    others = (set(mention.participants) ^ keys) - mention.persons - persons
    return 1 if beside and inside and not (others & mention.bodies) and not any(others & m.bodies for m in group) else 0


def _signature(index: int, times: Sequence[TimeExpression]) -> tuple[object, ...]:
    time = times[index]
    if time.form == "month":
        return (time.form, time.month)
    return (time.form, time.month, time.day, time.weekday, time.amount, time.unit)


def _one_day(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> bool:
    mine = {_signature(i, times) for i in mention.when}
    return bool(mine & {_signature(i, times) for m in group for i in m.when})


def _other_days(mention: MeetingMention, group: list[MeetingMention], times: Sequence[TimeExpression]) -> bool:
    """True where both tell their days in comparable forms and differ; a definite mention may add a day to long talks."""
    persons: frozenset[int] = frozenset().union(*(m.persons for m in group))
    far = any(_coarse(i, times) for i in mention.when) and not any(_coarse(i, times) for m in group for i in m.when)
    months = {times[i].month for m in group for i in m.when} & {times[i].month for i in mention.when} - {None}
    if far and not months and (any(m.when for m in group) or len(mention.persons & persons) < 2):
        return True
    mine = [times[i] for i in mention.when]
    theirs = [times[i] for m in group for i in m.when]
    if not mine or not theirs or _one_day(mention, group, times) or (mention.definite and _long(mention, group)):
        return False
    return any(_apart(a, b) for a in mine for b in theirs)


def _coarse(index: int, times: Sequence[TimeExpression]) -> bool:
    """True for "last month", "in 2019": further back than the news of the day."""
    time = times[index]
    return time.form in {"month", "season", "year", "half", "quarter"} or (
        time.form == "unit" and time.unit in {"month", "year", "week"} and (time.amount or 0) < 0
    )


def _apart(a: TimeExpression, b: TimeExpression) -> bool:
    """True for two days of one form, or a day with its year beside one that needs none."""
    if "month" in {a.form, b.form} and a.month and b.month:
        return a.month != b.month
    dated = bool({a.form, b.form} & {"date", "month", "year", "season"}) and (a.year is None) != (b.year is None)
    return a.form == b.form or dated
