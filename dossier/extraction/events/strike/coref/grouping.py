"""Grouping: the groups of coreferent strike mentions, one a strike."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.extraction.events.days import ArticleDays
from dossier.extraction.events.limits import first_and_last
from dossier.extraction.events.place_phrases import WIDE
from dossier.extraction.events.strike.comparison import is_compared
from dossier.extraction.events.strike.coref.anaphora import group_referred_to, is_named_event, other_target, plural_referred_to
from dossier.extraction.events.strike.coref.apart import is_another_event
from dossier.extraction.events.strike.coref.continuation import (
    MAX_PARAGRAPHS,
    OPENING,
    WIDE_TARGETS,
    group_continued,
    restates,
    strikes_site_named,
)
from dossier.extraction.events.strike.coref.contradictions import contradicts
from dossier.extraction.events.strike.coref.series import groups_of, is_numbered_attack, sentences_on_several, without_counts, without_sums
from dossier.extraction.events.strike.groups import StrikeGroup, StrikeMention, is_set_off, places_overlap, same_word
from dossier.extraction.lexicon.lists import word_set

GROUND_OPERATIONS = frozenset({"offensive", "invasion", "incursion"})
BLASTS = frozenset({"explosion", "blast", "detonation"})
SHOOTINGS = frozenset({"shoot", "shooting", "shootout", "gunfight"})
EXPLOSIVES = frozenset({"bomb", "air", "ground"})
"""Families of weapons that explode."""


def group_strikes(mentions: Sequence[StrikeMention], days: ArticleDays) -> list[StrikeGroup]:
    """Groups of coreferent mentions, one a strike, in order of first mention; groups without a report are left out.

    A report with few details belongs to no group where it fits none, except as the first of the article. A sentence that counts attacks in
    places apart, each of which the article goes on to report, makes no group of its own.
    """
    several = sentences_on_several(mentions)
    single = without_sums(_group(mentions, days, several), several, days) if several else []
    return single or without_counts(_group(mentions, days, frozenset()), days)


def _group(mentions: Sequence[StrikeMention], days: ArticleDays, several: frozenset[int]) -> list[StrikeGroup]:
    """The groups, those of sentences that count `several` attacks apart from those of single ones."""
    groups: list[StrikeGroup] = []
    ahead: list[StrikeMention] = []
    for number, mention in enumerate(mentions):
        whole = _with_details_of_clause(mention, mentions[number + 1 :])
        group_of_mention = _find_group(whole, groups_of(mention, first_and_last(groups), several), days)
        if group_of_mention is not None:
            group_of_mention.mentions.append(mention)
        elif mention.is_report and not (groups and _says_little(mention)):
            groups.append(StrikeGroup([mention]))
        elif not groups:
            ahead.append(mention)
    groups = [group for group in groups if group.is_report]
    if groups:
        groups[0].mentions += [mention for mention in ahead if _refers_ahead(mention, groups[0], days)]
    if len(groups) > 1 and all(_is_bare_reference(m) and _refers_ahead(m, groups[1], days) for m in groups[0].mentions):
        groups[1].mentions += groups.pop(0).mentions
    return groups


def _is_bare_reference(mention: StrikeMention) -> bool:
    """True for "the attack" with nothing but figures: first in an article, it refers to what follows ("Six people were killed in the attack")."""
    return mention.definite and mention.trigger.noun and not mention.plural and not mention.has_own_details and not mention.quoted


def _with_details_of_clause(mention: StrikeMention, following: Sequence[StrikeMention]) -> StrikeMention:
    """The mention with the place of the next one that is part of its clause ("were killed in the blast that hit a market in X"), and with the
    figures of the verb that it is the subject of ("airstrikes in X killed nine").
    """
    token, part = mention.trigger.token, next(iter(following), None)
    if part is None or part.sentence != mention.sentence or part.set_off:
        return mention
    other = part.trigger.token
    if other.is_ancestor(token) and not mention.figure_mentions:
        return replace(mention, figure_mentions=part.figure_mentions)
    if mention.places or not token.is_ancestor(other):
        return mention
    part = _with_details_of_clause(part, following[1:])
    return replace(mention, places=part.places, place_rank=part.place_rank)


def _refers_ahead(mention: StrikeMention, group: StrikeGroup, days: ArticleDays) -> bool:
    """Cataphora: True for a headline or lead that names the attack of the sentences after it ("Sacked worker shoots colleagues"), and for one attack
    that the first report refers back to as "the attack".
    """
    first = group.mentions[0]
    follows = first.sentence != mention.sentence and first.paragraph - mention.paragraph <= MAX_PARAGRAPHS
    is_bare = mention.trigger.armed and not mention.is_campaign and not mention.set_off and not mention.trigger.counted
    arms, other = _arms_of([mention]), _arms_of(group.mentions)
    return (
        follows
        and is_bare
        and (not group.is_background or (mention.is_single and _is_bare_reference(first)))
        and not (arms and other and not arms & other)
        and not contradicts(mention, group, days)
    )


def _arms_of(mentions: Sequence[StrikeMention]) -> set[str]:
    """What was used, by weapons and words: "guns", "explosives", both or neither."""
    families = frozenset().union(*(m.families for m in mentions))
    lemmas = {m.trigger.token.lemma_.lower() for m in mentions}
    if any(m.trigger.token.lemma_ == "open" and any(c.lemma_ == "fire" for c in m.trigger.token.children) for m in mentions):
        lemmas.add("shoot")
    bombed = lemmas & (BLASTS | word_set("strikes", "nouns.sure") | word_set("strikes", "verbs.sure")) - SHOOTINGS - {"ambush", "gun"}
    return {
        name for name, used in (("guns", lemmas & SHOOTINGS or "gun" in families), ("explosives", bombed or families & EXPLOSIVES)) if used
    }


def _says_little(mention: StrikeMention) -> bool:
    """True for "they bombed it" without a name, figure, place or day, and for "a strike near X": the row of another strike needs more."""
    if mention.figure_mentions or mention.killed or mention.time_ids or mention.time_relation or mention.target:
        return False
    if is_numbered_attack(mention):
        return False
    if mention.trigger.noun:
        return bool(mention.places) and not mention.weapons and not mention.agent_name
    return not mention.places


def _find_group(mention: StrikeMention, groups: list[StrikeGroup], days: ArticleDays) -> StrikeGroup | None:
    """The group that a mention belongs to, or None for a new strike. A person is killed only once."""
    known = [g for g in groups if _is_quoted_repetition(mention, g)] or _claimed(mention, groups)
    if known:
        return known[-1]
    compatible = [g for g in groups if not contradicts(mention, g, days) and _word_fits(mention, g) and not _is_compared(mention, g)]
    same_death = [g for g in compatible if any(mention.killed & m.killed for m in g.mentions)]
    is_loose = not mention.is_report and not mention.definite
    if same_death or (is_loose and mention.trigger.counted):
        return same_death[-1] if same_death else None
    for test in (_one_clause, _is_same_speaker) if is_loose else (_one_clause, _same_target_or_place, _is_same_speaker):
        matching = [g for g in compatible if test(mention, g, days)]
        if matching and test is _one_clause:
            return max(
                matching, key=lambda g: (_governs(g, mention), _governs(g, mention) or not g.mentions[0].set_off, g.last.trigger.token.i)
            )
        if matching:
            return max(matching, key=lambda g: (_shared_details(mention, g), groups.index(g)))
    if mention.definite and is_named_event(mention):
        return None
    if mention.definite and not mention.plural:
        return group_referred_to(mention, compatible)
    if mention.definite and not mention.is_report and not other_target(mention, compatible):
        nearby = [g for g in compatible if mention.paragraph - g.last.paragraph <= 1]
        news = [g for g in nearby if not g.is_background] or nearby
        return news[-1] if news else plural_referred_to(mention, compatible)
    is_restated = len(groups) == 1 and compatible and (restates(mention, groups[0]) or _gives_day_and_place(mention, groups[0]))
    return groups[0] if is_restated else plural_referred_to(mention, compatible) or group_continued(mention, compatible)


def _is_compared(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where a sentence compares the strike of the group with that of the mention."""
    return is_set_off(mention, group) and is_compared(mention.trigger.token)


def _claimed(mention: StrikeMention, groups: list[StrikeGroup]) -> list[StrikeGroup]:
    """The only strike of the news for "claimed responsibility for the attack", whatever it calls the place; empty for others."""
    noun = mention.trigger.token
    is_claimed = mention.definite and not mention.plural and noun.dep_ == "pobj" and noun.head.head.lower_ == "responsibility"
    news = [g for g in groups if not g.is_background] if is_claimed else []
    return news if len(news) == 1 else []


def _gives_day_and_place(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for "he opened fire in X at 7 p.m. on Friday" after a lead on a gunman that has neither day nor place."""
    is_open = not group.time_ids and not any(m.places for m in group.mentions) and not group.mentions[0].plural
    is_one = not mention.plural and not mention.trigger.counted and not is_another_event(mention) and not is_set_off(mention, group)
    return is_open and is_one and bool(mention.time_ids) and bool(_arms_of([mention]) & _arms_of(group.mentions))


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


def _governs(group: StrikeGroup, mention: StrikeMention) -> bool:
    """True where the group's last trigger governs the mention: "killed in an attack"."""
    governs: bool = group.last.trigger.token.is_ancestor(mention.trigger.token)
    return governs


def _one_clause(mention: StrikeMention, group: StrikeGroup, _days: ArticleDays) -> bool:
    """True for triggers of one sentence of which one governs the other: "killed … when a drone struck", "launched strikes"."""
    return group.last.sentence == mention.sentence and not mention.set_off and (_governs(group, mention) or not is_another_event(mention))


def _same_target_or_place(mention: StrikeMention, group: StrikeGroup, days: ArticleDays) -> bool:
    """True for the same target, or the same place on the same day."""
    targets = frozenset().union(*(m.target_words for m in group.mentions))
    if mention.target_words & targets - WIDE_TARGETS:
        return not is_set_off(mention, group) or _same_day(mention, group, days)
    if strikes_site_named(mention, group) and not is_set_off(mention, group):
        return True
    if _same_attacker(mention, group) and (mention.definite or _same_day(mention, group, days) or _is_same_wave(mention, group)):
        return True
    same_place = (
        any(places_overlap(mention.places, m.places) and max(mention.place_rank, m.place_rank) < 4 for m in group.mentions if m.places)
        if mention.places
        else False
    )
    same_day = _same_day(mention, group, days)
    has_ties = same_day or _may_be_same_day(mention, group) or (mention.definite and not is_set_off(mention, group))
    return same_place and has_ties


def _may_be_same_day(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for a mention in the group's town that has no day of its own, or in the opening adds the day to a strike reported without one, where
    the same attacker struck.
    """
    if mention.place_rank >= WIDE or mention.plural or is_another_event(mention) or is_set_off(mention, group) or mention.trigger.counted:
        return False
    is_same = bool(mention.sides & group.sides)
    if mention.time_ids:
        return not group.time_ids and mention.paragraph < OPENING and bool(group.sides) and (is_same or not mention.sides)
    return is_same


def _is_same_wave(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for strikes in the plural that nothing sets apart from those of the group: a place in common, other figures or another day."""
    others = [m for m in group.mentions if m.plural and m.places]
    figures = {f.figure.name: f.figure.value for m in group.mentions for f in m.figure_mentions}
    has_other_figures = any(figures.get(f.figure.name, f.figure.value) != f.figure.value for f in mention.figure_mentions)
    is_apart = mention.trigger.counted or is_another_event(mention) or is_set_off(mention, group) or has_other_figures
    return mention.plural and not is_apart and any(places_overlap(mention.places, m.places) for m in others)


def _same_attacker(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for the same attacker and the same word for the strike."""
    lemma = mention.trigger.token.lemma_
    return bool(mention.sides & group.sides) and any(m.trigger.token.lemma_ == lemma for m in group.mentions)


def _shared_details(mention: StrikeMention, group: StrikeGroup) -> int:
    """How much of a mention is the same in a group: attacker, weapon, and for a definite noun its word."""
    has_word = mention.definite and mention.trigger.noun and same_word(mention, group)
    has_weapon = any(mention.families & m.families for m in group.mentions)
    return 2 * has_word + has_weapon + 2 * bool(mention.sides & group.sides)


def _same_day(mention: StrikeMention, group: StrikeGroup, days: ArticleDays) -> bool:
    return days.share_day(mention.time_ids, group.time_ids)


def _is_quoted_repetition(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for a speaker's words right after the reporter's about the same target or weapon; they may name another place."""
    if not mention.quoted or mention.attributed_to is None or mention.paragraph - group.last.paragraph > 1:
        return False
    is_similar = any((mention.target_words & m.target_words) or (mention.families & m.families) for m in group.mentions)
    return is_similar and any(mention.attributed_to == m.attributed_to and not m.quoted for m in group.mentions)


def _is_same_speaker(mention: StrikeMention, group: StrikeGroup, _days: ArticleDays) -> bool:
    """True for a speaker's words next to a sentence attributed to the same speaker."""
    last = group.last
    is_near = mention.paragraph - last.paragraph <= 1
    same_voice = mention.attributed_to is not None and any(mention.attributed_to == m.attributed_to for m in group.mentions)
    return is_near and mention.quoted and same_voice and not mention.set_off
