"""Declaration of a kind of event. Everything that differs from kind to kind is stated here; no other module asks which kind it has.

The parts are named tuples, which are made faster than dataclasses: the app needs the colours of the kinds before its first paint.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Slot(StrEnum):
    """Slot of an event beyond day and place, by the name of its field."""

    PARTICIPANTS = "participants"
    ATTACKER = "attacker"
    WEAPON = "weapon"
    TARGET = "target"


class Hue(StrEnum):
    """Colour role: each medium (themes, terminal, report, map layers) has its own shade of each."""

    BLUE = "blue"
    RED = "red"
    GREEN = "green"
    PURPLE = "purple"


class Clustering(StrEnum):
    """How records of different articles are joined: by rules and then by probability, or by probability alone."""

    RULES = "rules"
    PROBABILITY = "probability"


class FigureWords(NamedTuple):
    """A figure that a kind can have: its name in exports, its label (“7 killed”), and the base forms of verbs and nouns that it is read
    from where the kind has a lexicon. `label_of_one` is the label after the number one, where it differs (“1 building damaged”).
    """

    name: str
    label: str
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    label_of_one: str = ""


class TriggerLexicon(NamedTuple):
    """Words that denote events of a kind, as base forms by part of speech.

    `light_verbs` report the event that a noun denotes (“carried out a swap”). `objects` are what it is done to: where there are any, a
    trigger counts only with one of them as its object, its modifier or after “of” (“swapped prisoners”, “prisoner swap”).
    """

    nouns: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    light_verbs: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()


class Standing(NamedTuple):
    """Which factuality (values of `Factuality`) counts as taken place and which as planned; mentions of any other make no event."""

    occurred: frozenset[str] = frozenset({"held"})
    planned: frozenset[str] = frozenset({"planned", "called off"})


class Codes(NamedTuple):
    """Codes of other schemes: the PLOVER event type, ACLED's disorder type, and its event and sub-event type by our subkind, under "" the
    type of every other subkind.
    """

    plover: str
    acled_disorder: str
    acled: Mapping[str, tuple[str, str]]


class Matching(NamedTuple):
    """Rules and thresholds for matching reports of one event.

    - `clustering`, `linked`: how records of different articles are joined, and the mean probability from which they are. By default one sure
      match is not enough for two records of an article: its mean with an unlikely one is below.
    - `longest`: days that one event lasts at most.
    - `one_mention_dates`: the days of an event come from one of its mentions, since each mention of another day is another event.
    - `recurs`: events of the same parties follow each other (rounds of talks), so that a guessed day some days later speaks against a match.
    - `past_weekdays`: a bare weekday that dates an event which took place is never the next one.
    - `dates_others`: other events are dated by it (“after the talks in Quito”).
    - `same_figures_across_days`: reports that give different days are only worth a question if their figures agree.
    - `weights`: weight of each feature in the review of matches; they sum to 100.
    """

    clustering: Clustering = Clustering.RULES
    linked: float = 0.52
    longest: int = 6
    one_mention_dates: bool = False
    recurs: bool = True
    past_weekdays: bool = False
    dates_others: bool = False
    same_figures_across_days: bool = False
    weights: Mapping[str, int] = MappingProxyType({"day": 30, "place": 30, "people": 40})


@dataclass(frozen=True, slots=True, eq=False)
class EventKind:
    """Declaration of a kind; there is one object for each.

    `name` is one lower-case word: it stands in lists, queries (`type:`) and exports. `occurred_word` says that an event took place
    (a meeting is “held”, a strike “reported”). `id_letter` begins the ids of its events. `glyph` and `ascii_glyph` are one cell wide.
    `counts_parties` is true where the subkind is bilateral or multilateral unless a word says more. `shows_planned` is true where a planned
    event has the sign and colour of a plan instead of its own. `above_line` is the side of the drawn timeline. `slot_names` are the names of its slots in a comparison of sources and, where shorter, in the review of matches.
    `lexicon` is None where the kind has an extractor of its own.
    """

    name: str
    plural: str
    occurred_word: str
    id_letter: str
    glyph: str
    ascii_glyph: str
    hue: Hue
    slots: frozenset[Slot]
    codes: Codes
    slot_names: Mapping[Slot, tuple[str, str]] = field(default_factory=dict)
    counts_parties: bool = False
    shows_planned: bool = True
    above_line: bool = False
    is_bold_without_colour: bool = False
    figures: tuple[FigureWords, ...] = ()
    matching: Matching = field(default_factory=Matching)
    standing: Standing = field(default_factory=Standing)
    lexicon: TriggerLexicon | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for a name that could not stand in a query, and for an id of more than one letter."""
        if not (self.name.isascii() and self.name.isalpha() and self.name.islower()):
            raise ValueError(f"The name of a kind of event is one lower-case word, not “{self.name}”.")
        if len(self.id_letter) != 1:
            raise ValueError(f"The ids of a kind begin with one letter, not with “{self.id_letter}”.")
