"""Which mentions of one article tell of the same attack."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier.extraction.events.figures import FigureMention
from dossier.extraction.events.location import state_named
from dossier.extraction.events.strike.triggers import StrikeTrigger
from dossier.extraction.lexicon.weapons import Weapon
from dossier.model.span import Span
from dossier.model.time import TimeExpression

GROUND = frozenset({"offensive", "invasion", "incursion"})
BLASTS = frozenset({"explosion", "blast", "detonation"})
NEAR = 3  # paragraphs over which "the attack" reaches back


@dataclass(frozen=True, slots=True, eq=False)
class StrikeMention:
    """What one trigger tells. `definite` is true for "the attack", `tells` where it reports an attack by itself,
    `apart` where the sentence sets it off from another attack ("in response to the strike"), `campaign` where it counts attacks
    over a month or longer, `quoted` inside marks. `doer` is the attacker's name, also of a state that
    is no actor of the text. `when` and `context` are indexes of time expressions, `rank` is that of a Place.
    """

    trigger: StrikeTrigger
    sentence: Span
    paragraph: int
    attacker: int | None
    agent_name: str
    weapons: tuple[Weapon, ...]
    target: str
    target_words: frozenset[str]
    place: tuple[str, ...]
    rank: int
    outcomes: tuple[FigureMention, ...]
    attributed_to: int | None
    definite: bool
    apart: bool
    quoted: bool
    plural: bool
    when: tuple[int, ...] = ()
    context: tuple[int, ...] = ()
    time_relation: str = ""
    relation_span: Span | None = None
    campaign: bool = False
    is_report: bool = False

    @property
    def own_details(self) -> bool:
        """Whether it names a weapon, target, place, doer or day of its own."""
        return bool(self.weapons or self.target_words or self.place or self.agent_name or self.when)

    @property
    def families(self) -> frozenset[str]:
        """Families of the weapons named."""
        return frozenset(w.family for w in self.weapons)


@dataclass(slots=True)
class StrikeGroup:
    """The mentions of one attack, in order of the text."""

    mentions: list[StrikeMention] = field(default_factory=list)

    @property
    def is_report(self) -> bool:
        """Whether any mention reports the attack."""
        return any(m.is_report for m in self.mentions)

    @property
    def last(self) -> StrikeMention:
        """The latest mention."""
        return self.mentions[-1]


def group_strikes(mentions: Sequence[StrikeMention], times: Sequence[TimeExpression]) -> list[StrikeGroup]:
    """One group an attack, in order of first mention; groups that no mention reports by itself are left out."""
    groups: list[StrikeGroup] = []
    for mention in mentions:
        home = _home(mention, groups, times)
        if home is not None:
            home.mentions.append(mention)
        elif mention.is_report:
            groups.append(StrikeGroup([mention]))
    return [group for group in groups if group.is_report]


def _home(mention: StrikeMention, groups: list[StrikeGroup], times: Sequence[TimeExpression]) -> StrikeGroup | None:
    echo = [g for g in groups if _echoes(mention, g)]
    if echo:
        return echo[-1]
    fitting = [g for g in groups if not _conflict(mention, g, times) and _same_sort(mention, g)]
    loose = not mention.is_report and not mention.definite
    if loose and mention.trigger.counted:
        return None
    for test in (_one_clause, _retold) if loose else (_one_clause, _same_thing, _retold):
        found = [g for g in fitting if test(mention, g, times)]
        if found:
            return max(found, key=lambda g: g.last.trigger.token.i) if test is _one_clause else found[-1]
    if mention.definite and _named_apart(mention):
        return None
    if mention.definite and not mention.plural:
        near = [g for g in fitting if mention.paragraph - g.last.paragraph <= NEAR and not _set_off(mention, g)]
        if mention.is_report and mention.own_details:
            near = [g for g in near if _akin(mention, g)]
        near = [g for g in near if _same_word(mention, g)] or near
        return _foremost(near) if near else (fitting[0] if fitting and not mention.is_report else None)
    if mention.definite and not mention.is_report and not _other_target(mention, fitting):
        near = [g for g in fitting if mention.paragraph - g.last.paragraph <= 1]
        return near[-1] if near else None
    return None


def _same_word(mention: StrikeMention, group: StrikeGroup) -> bool:
    """Whether the group was called by the mention's own word: "the strike" goes back to a strike before an attack."""
    lemma = mention.trigger.token.lemma_.lower()
    return any(lemma in m.trigger.token.lemma_.lower() for m in group.mentions if m.trigger.noun)


def _akin(mention: StrikeMention, group: StrikeGroup) -> bool:
    """Whether a mention that tells much by itself shares word, weapon or target with the group."""
    shared = any((mention.families & m.families) or (mention.target_words & m.target_words) for m in group.mentions)
    return shared or _same_word(mention, group)


def _foremost(groups: list[StrikeGroup]) -> StrikeGroup:
    """The attack told last; of those told last in one sentence the one that is its news, not its background."""
    latest = max(g.last.sentence for g in groups)
    there = [g for g in groups if g.last.sentence == latest]
    return next((g for g in reversed(there) if not g.mentions[0].apart), there[-1])


def _set_off(mention: StrikeMention, group: StrikeGroup) -> bool:
    """Whether the sentence sets the mention off from the attack that it told right before."""
    return mention.apart and _one_sentence(mention, group)


def _named_apart(mention: StrikeMention) -> bool:
    """As in "The 9/11 attacks", "the X massacre": a name of its own that is no attacker, day or weapon told."""
    if mention.is_report or mention.attacker is not None or mention.when:
        return False
    return any(t.dep_ in {"compound", "nummod", "nmod"} and t.pos_ in {"PROPN", "NUM"} for t in mention.trigger.token.lefts)


def _other_target(mention: StrikeMention, groups: list[StrikeGroup]) -> bool:
    """As in "The attacks on X" in the plural, where what was told so far struck something else."""
    return bool(mention.target_words) and not any(mention.target_words & m.target_words for g in groups for m in g.mentions)


def _same_sort(mention: StrikeMention, group: StrikeGroup) -> bool:
    """Whether the word can stand for the attack: "the invasion" for an offensive only, "the explosion" for a bomb."""
    lemma = mention.trigger.token.lemma_.lower()
    if mention.is_report or not mention.definite:
        return True
    told = {m.trigger.token.lemma_.lower() for m in group.mentions}
    if lemma in GROUND:
        return bool(told & GROUND)
    if lemma in BLASTS:
        return bool(told & BLASTS) or any(m.families & {"bomb", "air", "ground"} for m in group.mentions)
    return True


def _one_clause(mention: StrikeMention, group: StrikeGroup, _times: Sequence[TimeExpression]) -> bool:
    """Two triggers of one sentence, one hanging on the other: "killed … when a drone struck", "launched strikes"."""
    hangs = group.last.trigger.token.is_ancestor(mention.trigger.token)
    return group.last.sentence == mention.sentence and not mention.apart and (hangs or not _another(mention))


def _another(mention: StrikeMention) -> bool:
    return any(t.lower_ in {"another", "separate", "second", "third"} for t in mention.trigger.token.lefts) and mention.is_report


def _same_thing(mention: StrikeMention, group: StrikeGroup, times: Sequence[TimeExpression]) -> bool:
    """The same target, or the same place on the same day."""
    targets = frozenset().union(*(m.target_words for m in group.mentions))
    if mention.target_words & targets - {"people", "person", "civilian", "area", "base", "city", "region", "man", "other"}:
        return not _set_off(mention, group) or bool(_days(mention, times) & _group_days(group, times))
    if _same_doer(mention, group) and _days(mention, times) & _group_days(group, times):
        return True
    same_place = (
        any(_touch(mention.place, m.place) and max(mention.rank, m.rank) < 4 for m in group.mentions if m.place) if mention.place else False
    )
    same_day = bool(_days(mention, times) & _group_days(group, times))
    return same_place and (same_day or (mention.definite and not _set_off(mention, group)))


def _same_doer(mention: StrikeMention, group: StrikeGroup) -> bool:
    """The same attacker and the same word for the attack."""
    lemma = mention.trigger.token.lemma_
    return bool(mention.agent_name) and any(m.agent_name == mention.agent_name and m.trigger.token.lemma_ == lemma for m in group.mentions)


def _echoes(mention: StrikeMention, group: StrikeGroup) -> bool:
    """The speaker's own words right after the reporter's, of the same target or weapon; they may name the place otherwise."""
    if not mention.quoted or mention.attributed_to is None or mention.paragraph - group.last.paragraph > 1:
        return False
    alike = any((mention.target_words & m.target_words) or (mention.families & m.families) for m in group.mentions)
    return alike and any(mention.attributed_to == m.attributed_to and not m.quoted for m in group.mentions)


def _retold(mention: StrikeMention, group: StrikeGroup, _times: Sequence[TimeExpression]) -> bool:
    """The reporter's sentence and the speaker's own words beside it."""
    last = group.last
    close = mention.paragraph - last.paragraph <= 1
    same_voice = mention.attributed_to is not None and any(mention.attributed_to == m.attributed_to for m in group.mentions)
    return close and mention.quoted and same_voice and not mention.apart


def _conflict(mention: StrikeMention, group: StrikeGroup, times: Sequence[TimeExpression]) -> bool:
    """Other weapons, another attacker, another place, another day."""
    families = frozenset().union(*(m.families for m in group.mentions))
    if mention.families and families and not mention.families & families and not {"air", "ground"} >= mention.families | families:
        return not mention.families | families <= {"bomb", "gun"}
    doers = {m.agent_name for m in group.mentions if m.agent_name}
    if mention.agent_name and doers and mention.agent_name not in doers:
        return True
    places = [m for m in group.mentions if m.place]
    if mention.place and places and not any(_compatible(mention, m) for m in places) and not _one_sentence(mention, group):
        return True
    mine, theirs = _days(mention, times), _group_days(group, times)
    return bool(mine and theirs and not mine & theirs)


def _one_sentence(mention: StrikeMention, group: StrikeGroup) -> bool:
    return group.last.sentence == mention.sentence


def _compatible(left: StrikeMention, right: StrikeMention) -> bool:
    """Whether two places can be one: a venue and a town can, two towns cannot, nor what lies in two states."""
    if _touch(left.place, right.place):
        return True
    states = {state for m in (left, right) if (state := state_named(m.place[-1]))}
    return left.rank != right.rank and len(states) < 2


def _touch(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether one place lies in the other, as far as their names tell."""
    if not left or not right:
        return False
    return left[0] in right or right[0] in left or f" {right[0]} " in f" {left[0]} " or f" {left[0]} " in f" {right[0]} "


def _days(mention: StrikeMention, times: Sequence[TimeExpression]) -> frozenset[tuple[object, ...]]:
    return frozenset(_day(times[i]) for i in mention.when if times[i].form != "clock")


def _group_days(group: StrikeGroup, times: Sequence[TimeExpression]) -> frozenset[tuple[object, ...]]:
    return frozenset().union(*(_days(m, times) for m in group.mentions))


def _day(time: TimeExpression) -> tuple[object, ...]:
    """What a time expression says of the day; the part of the day is left out."""
    return (time.form, time.year, time.month, time.day, time.weekday, time.amount, time.unit)
