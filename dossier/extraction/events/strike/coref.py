"""Within-document coreference of strike mentions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Token

from dossier.extraction.events.figures import FigureMention
from dossier.extraction.events.strike.triggers import StrikeTrigger, objects_of
from dossier.extraction.lexicon.geography import state_named
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.weapons import Weapon
from dossier.model.span import Span
from dossier.model.time import TimeExpression

GROUND_OPERATIONS = frozenset({"offensive", "invasion", "incursion"})
BLASTS = frozenset({"explosion", "blast", "detonation"})
WIDE_TARGETS = frozenset({"people", "person", "civilian", "area", "base", "city", "region", "man", "other"})
"""Nouns that name too much for two attacks on one to be the same."""
MORE = frozenset({"other", "others", "another", "more", "further"})
MAX_PARAGRAPHS = 3  # paragraphs over which "the attack" reaches back


@dataclass(frozen=True, slots=True, eq=False)
class StrikeMention:
    """A strike mention: one trigger with its arguments.

    `attacker` is an actor's key, `agent_name` the attacker's name, also of a state that is no actor of the text. `time_ids` and
    `narrative_time_ids` are indexes of time expressions, `place_rank` is that of a PlacePhrase. `definite` is true for "the attack",
    `is_report` where the mention reports a strike by itself, `set_off` where the sentence separates it from another strike ("in response
    to the strike"), `is_campaign` where it counts strikes over a month or longer, `quoted` inside quotation marks,
    `is_single` for one armed attack that took place, with or without details of its own.
    """

    trigger: StrikeTrigger
    sentence: Span
    paragraph: int
    attacker: int | None
    agent_name: str
    weapons: tuple[Weapon, ...]
    target: str
    target_words: frozenset[str]
    places: tuple[str, ...]
    place_rank: int
    figure_mentions: tuple[FigureMention, ...]
    attributed_to: int | None
    definite: bool
    set_off: bool
    quoted: bool
    plural: bool
    time_ids: tuple[int, ...] = ()
    narrative_time_ids: tuple[int, ...] = ()
    time_relation: str = ""
    time_relation_span: Span | None = None
    is_campaign: bool = False
    is_report: bool = False
    is_single: bool = False

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
    def is_background(self) -> bool:
        """True where the article first names the strike as one that is known or went before: "the attack of May 3", "after a strike"."""
        first = self.mentions[0]
        return first.set_off or (first.definite and first.trigger.noun)

    @property
    def last(self) -> StrikeMention:
        """The latest mention."""
        return self.mentions[-1]


def group_strikes(mentions: Sequence[StrikeMention], times: Sequence[TimeExpression]) -> list[StrikeGroup]:
    """Groups of coreferent mentions, one a strike, in order of first mention; groups without a report are left out."""
    groups: list[StrikeGroup] = []
    for mention in mentions:
        group_of_mention = _find_group(mention, groups, times)
        if group_of_mention is not None:
            group_of_mention.mentions.append(mention)
        elif mention.is_report:
            groups.append(StrikeGroup([mention]))
    return [group for group in groups if group.is_report]


def latest_group_before(groups: Sequence[StrikeGroup], token_index: int, paragraph: int, reach: int) -> int | None:
    """Number of the group with the last mention before a token, at most `reach` paragraphs before `paragraph`; else None."""
    earlier = [
        (m.trigger.token.i, number)
        for number, group in enumerate(groups)
        for m in group.mentions
        if m.trigger.token.i < token_index and paragraph - m.paragraph <= reach
    ]
    return max(earlier)[1] if earlier else None


def _find_group(mention: StrikeMention, groups: list[StrikeGroup], times: Sequence[TimeExpression]) -> StrikeGroup | None:
    """The group that a mention belongs to, or None for a new strike."""
    repeated = [g for g in groups if _is_quoted_repetition(mention, g)]
    if repeated:
        return repeated[-1]
    compatible = [g for g in groups if not _conflict(mention, g, times) and _word_fits(mention, g)]
    is_loose = not mention.is_report and not mention.definite
    if is_loose and mention.trigger.counted:
        return None
    for test in (_one_clause, _is_same_speaker) if is_loose else (_one_clause, _same_target_or_place, _is_same_speaker):
        matching = [g for g in compatible if test(mention, g, times)]
        if matching and test is _one_clause:
            return max(matching, key=lambda g: g.last.trigger.token.i)
        if matching:
            return max(matching, key=lambda g: (_likeness(mention, g), groups.index(g)))
    if mention.definite and _is_named_event(mention):
        return None
    if mention.definite and not mention.plural:
        return _group_referred_to(mention, compatible)
    if mention.definite and not mention.is_report and not _other_target(mention, compatible):
        nearby = [g for g in compatible if mention.paragraph - g.last.paragraph <= 1]
        return nearby[-1] if nearby else None
    return _group_continued(mention, compatible)


def _group_referred_to(mention: StrikeMention, compatible: Sequence[StrikeGroup]) -> StrikeGroup | None:
    """The group that "the attack" refers to: one near by with its details or its word, the news before its background; else None."""
    nearby = [g for g in compatible if mention.paragraph - g.last.paragraph <= MAX_PARAGRAPHS and not _is_set_off(mention, g)]
    if mention.is_report and mention.has_own_details:
        nearby = [g for g in nearby if _has_shared_detail(mention, g)]
    elif not mention.has_own_details:
        nearby = [g for g in nearby if not g.is_background] or nearby
    nearby = [g for g in nearby if _same_word(mention, g)] or nearby
    return _most_prominent(nearby) if nearby else (compatible[0] if compatible and not mention.is_report else None)


def _group_continued(mention: StrikeMention, compatible: Sequence[StrikeGroup]) -> StrikeGroup | None:
    """The group near by that a mention goes on telling of, where nothing says that it is another attack; else None.

    Such a mention has neither day nor place of its own; or it names further victims ("two other villagers"), refers to several attacks
    as one ("in the strikes"), or gives no details at all.
    """
    nearby = [g for g in compatible if mention.paragraph - g.last.paragraph <= MAX_PARAGRAPHS]
    if _is_another_event(mention) or _is_set_off_from_any(mention, nearby):
        return None
    if _adds_victims(mention):
        following = [g for g in nearby if mention.paragraph - g.last.paragraph <= 1]
        return following[-1] if following else None
    is_bare = mention.is_single and not mention.is_report
    is_plural_anaphor = mention.plural and mention.definite and mention.is_report
    is_unplaced = mention.is_report and not mention.plural and not mention.places and not mention.time_ids
    if len(nearby) == 1 and (is_bare or is_plural_anaphor or is_unplaced) and not _has_other_site(mention, nearby[0]):
        return nearby[0]
    return nearby[-1] if nearby and is_bare and _same_word(mention, nearby[-1]) else None


def _is_set_off_from_any(mention: StrikeMention, groups: Sequence[StrikeGroup]) -> bool:
    return any(_is_set_off(mention, g) for g in groups)


def _adds_victims(mention: StrikeMention) -> bool:
    """True for "two other villagers", "another resident": more victims of an attack that has been reported."""
    text = mention.trigger.token.doc.text
    words = [f.figure.span.of(text).lower().replace("more than", "").split() for f in mention.figure_mentions]
    return any(MORE & set(of_figure) for of_figure in words)


def _has_other_site(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where each strikes a building or site of its own; people and vehicles may be struck at either."""
    targets = frozenset().union(*(m.target_words for m in group.mentions)) & _sites()
    own = mention.target_words & _sites()
    return bool(own and targets and not own & targets)


@lru_cache(maxsize=1)
def _sites() -> frozenset[str]:
    """Nouns of what is fixed to the ground and can be struck, without those that say no more than "place"."""
    nouns = word_set("strikes", "targets.nouns") | word_set("figures", "buildings.nouns")
    return nouns - word_set("strikes", "targets.moving") - word_set("strikes", "armed.nouns") - WIDE_TARGETS


def _same_word(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where the group has the mention's own word: "the strike" refers to a strike before an attack."""
    lemma = mention.trigger.token.lemma_.lower()
    return any(lemma in m.trigger.token.lemma_.lower() for m in group.mentions if m.trigger.noun)


def _has_shared_detail(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where the mention shares a word, weapon or target with the group."""
    has_shared = any((mention.families & m.families) or (mention.target_words & m.target_words) for m in group.mentions)
    return has_shared or _same_word(mention, group)


def _most_prominent(groups: list[StrikeGroup]) -> StrikeGroup:
    """The strike mentioned last; of several in one sentence the one that is its news, not its background."""
    latest = max(g.last.sentence for g in groups)
    candidates = [g for g in groups if g.last.sentence == latest]
    return next((g for g in reversed(candidates) if not g.mentions[0].set_off), candidates[-1])


def _is_set_off(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where the sentence separates the mention from the strike that it mentioned right before."""
    return mention.set_off and _one_sentence(mention, group)


def _is_named_event(mention: StrikeMention) -> bool:
    """True for "the 9/11 attacks", "the X massacre": a proper name that is no attacker, day or weapon."""
    if mention.is_report or mention.attacker is not None or mention.time_ids:
        return False
    return any(t.dep_ in {"compound", "nummod", "nmod"} and t.pos_ in {"PROPN", "NUM"} for t in mention.trigger.token.lefts)


def _other_target(mention: StrikeMention, groups: list[StrikeGroup]) -> bool:
    """True for a plural such as "the attacks on X" where the earlier strikes hit other targets."""
    return bool(mention.target_words) and not any(mention.target_words & m.target_words for g in groups for m in g.mentions)


def _word_fits(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where the word can refer to the strike: "the invasion" only to an offensive, "the explosion" only to a bomb."""
    lemma = mention.trigger.token.lemma_.lower()
    if mention.is_report or not mention.definite:
        return True
    lemmas = {m.trigger.token.lemma_.lower() for m in group.mentions}
    if lemma in GROUND_OPERATIONS:
        return bool(lemmas & GROUND_OPERATIONS)
    if lemma in BLASTS:
        return bool(lemmas & BLASTS) or any(m.families & {"bomb", "air", "ground"} for m in group.mentions)
    return True


def _one_clause(mention: StrikeMention, group: StrikeGroup, _times: Sequence[TimeExpression]) -> bool:
    """True for triggers of one sentence of which one governs the other: "killed … when a drone struck", "launched strikes"."""
    is_governed = group.last.trigger.token.is_ancestor(mention.trigger.token)
    return group.last.sentence == mention.sentence and not mention.set_off and (is_governed or not _is_another_event(mention))


def _is_another_event(mention: StrikeMention) -> bool:
    """True for "another strike", "a separate attack", and for a strike on another target: "a second ship was hit"."""
    token = mention.trigger.token
    attacks = word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak")
    heads = [token] if mention.trigger.noun else [t for t in objects_of(token) if t.lemma_.lower() not in attacks]
    names_people = {i for f in mention.figure_mentions for i in range(f.figure.span.start, f.figure.span.end)}
    words = {t.lower_ for head in heads if head == token or head.idx not in names_people for t in head.lefts}
    return bool(words & {"another", "separate", "second", "third"}) and mention.is_report and not _explains_attack(token)


def _explains_attack(noun: Token) -> bool:
    """True for the second noun of "a car bombing killed five, another attack by X", which explains the sentence before the comma."""
    first = noun.left_edge
    return noun.dep_ in {"appos", "npadvmod", "dobj", "dep", "attr"} and first.i > noun.sent.start and first.nbor(-1).text == ","


def _same_target_or_place(mention: StrikeMention, group: StrikeGroup, times: Sequence[TimeExpression]) -> bool:
    """True for the same target, or the same place on the same day."""
    targets = frozenset().union(*(m.target_words for m in group.mentions))
    if mention.target_words & targets - WIDE_TARGETS:
        return not _is_set_off(mention, group) or bool(_day_signatures(mention, times) & _group_day_signatures(group, times))
    if _same_attacker(mention, group) and (mention.definite or _day_signatures(mention, times) & _group_day_signatures(group, times)):
        return True
    same_place = (
        any(_overlap(mention.places, m.places) and max(mention.place_rank, m.place_rank) < 4 for m in group.mentions if m.places)
        if mention.places
        else False
    )
    same_day = bool(_day_signatures(mention, times) & _group_day_signatures(group, times))
    return same_place and (same_day or (mention.definite and not _is_set_off(mention, group)))


def _same_attacker(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for the same attacker and the same word for the strike."""
    lemma = mention.trigger.token.lemma_
    attackers = {m.agent_name for m in group.mentions}
    return bool(mention.agent_name) and mention.agent_name in attackers and any(m.trigger.token.lemma_ == lemma for m in group.mentions)


def _likeness(mention: StrikeMention, group: StrikeGroup) -> int:
    """How much of a mention is the same in a group: attacker, weapon, and for a definite noun its word."""
    same_word = mention.definite and mention.trigger.noun and _same_word(mention, group)
    same_weapon = any(mention.families & m.families for m in group.mentions)
    return 2 * same_word + same_weapon + 2 * any(mention.agent_name == m.agent_name for m in group.mentions if m.agent_name)


def _is_quoted_repetition(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for a speaker's words right after the reporter's about the same target or weapon; they may name another place."""
    if not mention.quoted or mention.attributed_to is None or mention.paragraph - group.last.paragraph > 1:
        return False
    is_similar = any((mention.target_words & m.target_words) or (mention.families & m.families) for m in group.mentions)
    return is_similar and any(mention.attributed_to == m.attributed_to and not m.quoted for m in group.mentions)


def _is_same_speaker(mention: StrikeMention, group: StrikeGroup, _times: Sequence[TimeExpression]) -> bool:
    """True for a speaker's words next to a sentence attributed to the same speaker."""
    last = group.last
    is_near = mention.paragraph - last.paragraph <= 1
    same_voice = mention.attributed_to is not None and any(mention.attributed_to == m.attributed_to for m in group.mentions)
    return is_near and mention.quoted and same_voice and not mention.set_off


def _conflict(mention: StrikeMention, group: StrikeGroup, times: Sequence[TimeExpression]) -> bool:
    """True for other weapons, another attacker, another place or another day."""
    families = frozenset().union(*(m.families for m in group.mentions))
    if mention.families and families and not mention.families & families and not {"air", "ground"} >= mention.families | families:
        return not mention.families | families <= {"bomb", "gun"}
    attackers = {m.agent_name for m in group.mentions if m.agent_name}
    if mention.agent_name and attackers and mention.agent_name not in attackers:
        return True
    places = [m for m in group.mentions if m.places]
    if mention.places and places and not any(_compatible(mention, m) for m in places) and not _one_sentence(mention, group):
        return True
    days, group_days = _day_signatures(mention, times), _group_day_signatures(group, times)
    return bool(days and group_days and not days & group_days)


def _one_sentence(mention: StrikeMention, group: StrikeGroup) -> bool:
    return group.last.sentence == mention.sentence


def _compatible(left: StrikeMention, right: StrikeMention) -> bool:
    """True where two places can be one: a venue and a town can, two towns or places in two states cannot."""
    if _overlap(left.places, right.places):
        return True
    states = {state for m in (left, right) if (state := state_named(m.places[-1]))}
    return left.place_rank != right.place_rank and len(states) < 2


def _overlap(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """True where one place contains the other, by their names."""
    if not left or not right:
        return False
    return left[0] in right or right[0] in left or f" {right[0]} " in f" {left[0]} " or f" {left[0]} " in f" {right[0]} "


def _day_signatures(mention: StrikeMention, times: Sequence[TimeExpression]) -> frozenset[tuple[object, ...]]:
    return frozenset(_day_signature(times[i]) for i in mention.time_ids if times[i].form != "clock")


def _group_day_signatures(group: StrikeGroup, times: Sequence[TimeExpression]) -> frozenset[tuple[object, ...]]:
    return frozenset().union(*(_day_signatures(m, times) for m in group.mentions))


def _day_signature(time: TimeExpression) -> tuple[object, ...]:
    """The fields of a time expression that identify its day, without the part of the day."""
    return (time.form, time.year, time.month, time.day, time.weekday, time.amount, time.unit)
