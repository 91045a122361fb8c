"""Strike mentions, the groups that they form, and what both are asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier.extraction.events.figures import FigureMention
from dossier.extraction.events.strike.triggers import StrikeTrigger
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.weapons import Weapon
from dossier.model.span import Span

FURTHER = frozenset({"another", "separate", "second", "third"})
"""Words before the noun of a further attack."""


@dataclass(frozen=True, slots=True, eq=False)
class StrikeMention:
    """A strike mention: one trigger with its arguments.

    `attacker` is an actor's key, `agent_name` the attacker's name, also of a state that is no actor of the text; `sides` are
    that name and those of whom the attacker acts for; `attacker_words` are the words for one without a name. `time_ids` and
    `narrative_time_ids` are indexes of time expressions, `place_rank` is that of a PlacePhrase. `definite` is true for "the attack",
    `is_report` where the mention reports a strike by itself, `set_off` where the sentence separates it from another strike ("in response
    to the strike"), `beside` where that is only another one of the same news, `is_campaign` where it counts strikes over a month or longer, `quoted` inside quotation marks,
    `killed` are the keys of the persons that it names as killed, `is_single` for one armed attack that took place, with or without details of its own,
    `of_series` for several that are reported one by one.
    """

    trigger: StrikeTrigger
    sentence: Span
    paragraph: int
    attacker: int | None
    agent_name: str
    sides: frozenset[str]
    weapons: tuple[Weapon, ...]
    target: str
    target_words: frozenset[str]
    places: tuple[str, ...]
    place_rank: int
    figure_mentions: tuple[FigureMention, ...]
    attributed_to: int | None
    definite: bool
    set_off: bool
    beside: bool
    quoted: bool
    plural: bool
    killed: frozenset[int] = frozenset()
    time_ids: tuple[int, ...] = ()
    narrative_time_ids: tuple[int, ...] = ()
    time_relation: str = ""
    time_relation_span: Span | None = None
    is_campaign: bool = False
    is_report: bool = False
    is_single: bool = False
    of_series: bool = False
    attacker_words: str = ""

    @property
    def has_own_details(self) -> bool:
        """True where the mention names a weapon, target, place, attacker or day."""
        return bool(self.weapons or self.target_words or self.places or self.agent_name or self.time_ids)

    @property
    def families(self) -> frozenset[str]:
        """Families of the mention's weapons."""
        return frozenset(w.family for w in self.weapons)


@dataclass(slots=True)
class StrikeGroup:
    """The mentions of one strike, in order of the text."""

    mentions: list[StrikeMention] = field(default_factory=list)

    @property
    def is_report(self) -> bool:
        """True where any mention reports the strike."""
        return any(m.is_report for m in self.mentions)

    @property
    def time_ids(self) -> tuple[int, ...]:
        """Indexes of the time expressions that date its mentions."""
        return tuple(dict.fromkeys(i for m in self.mentions for i in m.time_ids))

    @property
    def sides(self) -> frozenset[str]:
        """Names of the attackers and of whom they act for."""
        return frozenset().union(*(m.sides for m in self.mentions))

    @property
    def is_background(self) -> bool:
        """True where the article first names the strike as one that is known or went before: "the attack of May 3", "after a strike", "an
        earlier attack".
        """
        first = self.mentions[0]
        is_earlier = first.trigger.noun and any(t.lower_ in word_set("modality", "earlier_adjectives") for t in first.trigger.token.lefts)
        return (first.set_off and not first.beside) or (first.definite and first.trigger.noun) or is_earlier

    @property
    def last(self) -> StrikeMention:
        """The latest mention."""
        return self.mentions[-1]


def latest_groups_before(groups: Sequence[StrikeGroup], token_index: int, paragraph: int, reach: int) -> list[int]:
    """Numbers of the groups with the last mention before a token, at most `reach` paragraphs before `paragraph`: one, or all attacks of a series
    that the mention counts; empty without one.

    Of a sentence that reports one strike and only names another ("in retaliation for the strike"), it is the one that it reports.
    """
    earlier = [
        (m.sentence.start, not m.set_off, m.trigger.token.i, number)
        for number, group in enumerate(groups)
        for m in group.mentions
        if m.trigger.token.i < token_index and paragraph - m.paragraph <= reach
    ]
    latest = max((row[:-1] for row in earlier), default=None)
    return [number for *row, number in earlier if tuple(row) == latest]


def same_word(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where the group has the mention's own word: "the strike" refers to a strike before an attack."""
    lemma = mention.trigger.token.lemma_.lower()
    return any(lemma in m.trigger.token.lemma_.lower() for m in group.mentions if m.trigger.noun)


def in_one_sentence(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where the group's last mention stands in the mention's sentence."""
    return group.last.sentence == mention.sentence


def is_set_off(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where the sentence separates the mention from the strike that it mentioned right before."""
    return mention.set_off and in_one_sentence(mention, group)


def places_overlap(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """True where one place contains the other, by their names."""
    if not left or not right:
        return False
    return left[0] in right or right[0] in left or f" {right[0]} " in f" {left[0]} " or f" {left[0]} " in f" {right[0]} "
