"""Meeting mentions: one trigger with its arguments."""

from dataclasses import dataclass

from dossier.model.event import Status
from dossier.model.span import Span


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """A meeting mention: one trigger with its arguments.

    `participants`, `persons` and `organisations` are actor keys, the last two subsets of the first. `time_ids` date the meeting,
    `narrative_time_ids` the statement about it. `paragraph` counts from 0. `definite` is true for "the talks", `is_new` for "another",
    "further", "new", `quoted` inside quotation marks, `has_unnamed_party` where a party speaks for a side without a name, `has_other_side`
    where people without a name stand beside the named participants, `continues` for talks that continue or resume.
    Some mentions do not establish a meeting by themselves: a `roster` only lists participants, in
    the present tense those of talks `of_any_status`, a `passing` mention does not say that
    the meeting took or will take place, one that is `recalled` took place before what the text reports, one of the
    `same_occasion` on the day of what was reported before it ("before the talks", "in the morning"), a `bare_verb` ("met") needs a day or place, a `weak` noun ("discussions with X") a day. A `gathering` is the summit of a body, or
    one on whose sidelines others meet. `states` are the keys of the states that take part by name or through a person who acts for them, `name` the
    words for the meeting with those that describe it ("leader", "summit"), empty for a bare word.
    """

    token_index: int
    sentence: Span
    paragraph: int
    subkind: str
    status: Status
    participants: tuple[int, ...]
    persons: frozenset[int]
    organisations: frozenset[int]
    places: tuple[str, ...]
    time_ids: tuple[int, ...]
    narrative_time_ids: tuple[int, ...]
    day_index: int
    duration: int
    series: str
    definite: bool
    is_new: bool
    quoted: bool
    called_off: bool
    has_unnamed_party: bool
    attributed_to: int | None
    explanation: str
    roster: bool = False
    of_any_status: bool = False
    passing: bool = False
    bare_verb: bool = False
    weak: bool = False
    continues: bool = False
    has_other_side: bool = False
    recalled: bool = False
    same_occasion: bool = False
    is_summit: bool = False
    gathering: bool = False
    states: frozenset[int] = frozenset()
    name: tuple[str, ...] = ()

    @property
    def can_start_group(self) -> bool:
        """True where the mention alone establishes a meeting: two participants, one party with a day or place, or both day and place."""
        if self.roster or self.passing:
            return False
        if self.continues and self.status is Status.PLANNED and not (self.time_ids or self.places):
            return False  # "agreed to resume talks"
        has_details = self.time_ids or self.places or self.narrative_time_ids
        if self.bare_verb and not (has_details or len(self.persons) > 1 or (self.has_unnamed_party and self.participants)):
            return False
        if self.weak and len(self.participants) < 2 and (self.continues or not self.time_ids):
            return False
        has_party = len(self.participants) == 1 or self.has_unnamed_party
        has_time_and_place = bool(self.time_ids) and bool(self.places)
        has_two_sides = len(self.participants) > 1 or (bool(self.participants) and self.has_other_side)
        return has_two_sides or (has_party and bool(self.time_ids or self.places)) or has_time_and_place
