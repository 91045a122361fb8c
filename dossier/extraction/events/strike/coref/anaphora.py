"""Anaphora: the strike that “the attack”, “this attack” and “the strikes” refer to."""

from collections.abc import Sequence

from dossier.extraction.events.place_phrases import WIDE
from dossier.extraction.events.strike.armed import is_armed_actor
from dossier.extraction.events.strike.coref.apart import is_another_event
from dossier.extraction.events.strike.coref.continuation import MAX_PARAGRAPHS, WIDE_TARGETS
from dossier.extraction.events.strike.coref.series import is_counted
from dossier.extraction.events.strike.groups import StrikeGroup, StrikeMention, is_set_off, same_word
from dossier.extraction.events.strike.phrases import light_verb
from dossier.extraction.events.strike.triggers import subjects_of

PARTS_OF_TOWN = (0, 2)
"""Ranks of the places that lie in a town: venues and districts."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def group_referred_to(mention: StrikeMention, compatible: Sequence[StrikeGroup]) -> StrikeGroup | None:
    """The group that "the attack" refers to: one nearby with its details or its word, the news before its background; else None."""
    nearby = _nearby(mention, compatible)
    if nearby and (word := _demonstrative(mention)):
        news = [g for g in nearby if not g.is_background] if word == "this" else []
        return max(news or nearby, key=lambda g: g.last.trigger.token.i)
    noun = mention.trigger.token
    is_subject = len(nearby) == 1 and mention.trigger.noun and (noun.dep_ in SUBJECTS or light_verb(noun) is not None)
    if is_subject and (not nearby[0].is_background or not (mention.places or mention.time_ids)):
        return nearby[0]  # "the Wednesday night attack hit …", "X carried out the attack"
    if len(nearby) == 1 and (_fills_in(mention, nearby[0]) or (_is_bare_verb(mention) and not mention.agent_name)):
        return nearby[0]
    by_attacker = [g for g in nearby if any(mention.agent_name == m.agent_name for m in g.mentions)]
    if _is_bare_verb(mention) and mention.agent_name and len(by_attacker) == 1:
        return by_attacker[0]  # "the army attacked the crossing" after "accused the army of a strike"
    if mention.is_report and mention.has_own_details:
        nearby = [g for g in nearby if _has_shared_detail(mention, g)]
    elif not mention.has_own_details:
        nearby = _reported_with_same_word(mention, nearby) or [g for g in nearby if not g.is_background] or nearby
    nearby = next(
        (fitting for test in (same_word, _has_verb_of, _has_shared_arms) if (fitting := [g for g in nearby if test(mention, g)])), nearby
    )
    if nearby:
        return _most_prominent(nearby)
    known = [g for g in compatible if not g.is_background] or list(compatible)
    # "50 people were killed in the attack" gives another number for the only attack of the article, and "the attack in the X quarter" its quarter
    is_only = len(known) == 1 and (not mention.places or mention.place_rank in PARTS_OF_TOWN)
    has_details = bool(mention.time_ids or mention.target_words or (not is_only and (mention.places or mention.figure_mentions)))
    is_pointed_at = len(known) == 1 and _demonstrative(mention) == "this"  # "this attack is the first in X"
    is_known = is_pointed_at or not (mention.is_report and has_details)
    return known[0] if known and is_known else None  # "its fighters carried out the attack"


def _nearby(mention: StrikeMention, groups: Sequence[StrikeGroup]) -> list[StrikeGroup]:
    """The groups with a mention in the last paragraphs that are not set off from this one; for one attack those of one before those of several
    ("two separate attacks").
    """
    nearby = [g for g in groups if mention.paragraph - g.last.paragraph <= MAX_PARAGRAPHS and not is_set_off(mention, g)]
    singles = [g for g in nearby if not is_counted(g)] if mention.trigger.noun and not mention.plural else []
    return singles or nearby


def _reported_with_same_word(mention: StrikeMention, groups: Sequence[StrikeGroup]) -> list[StrikeGroup]:
    """The strikes that the news was a response to, where "the attack" has the noun they were introduced with, and the news has another:
    "bombed the hills after an attack on a convoy".
    """
    if any(same_word(mention, g) for g in groups if not g.is_background):
        return []
    return [g for g in groups if g.mentions[0].set_off and not g.mentions[0].definite and same_word(mention, g)]


def _fills_in(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where "Thursday's attack on the town of X" gives the day and the town of the news, which the lead reported without them."""
    if not mention.trigger.noun or group.mentions[0].set_off or group.time_ids or is_another_event(mention):
        return False
    return not mention.places or all(m.place_rank >= WIDE for m in group.mentions)


def _is_bare_verb(mention: StrikeMention) -> bool:
    """True for "the assailants targeted worshippers", without a day or a place of its own: what they did in the attack reported before."""
    if mention.trigger.noun or mention.places or mention.time_ids or is_another_event(mention):
        return False
    return any(is_armed_actor(t) for t in subjects_of(mention.trigger.token))


def _demonstrative(mention: StrikeMention) -> str:
    """The determiner of "this attack", the news reported last, and of "that attack", any reported last; empty for others."""
    determiners = [t.lower_ for t in mention.trigger.token.lefts if t.dep_ == "det"] if mention.trigger.noun else []
    return next((word for word in determiners if word in {"this", "that"}), "")


def plural_referred_to(mention: StrikeMention, compatible: Sequence[StrikeGroup]) -> StrikeGroup | None:
    """The strikes that "the strikes killed nine" continues: the news nearby that is reported in the plural, if it is the only such news, or
    with the same word.
    """
    is_bare = not (mention.places or mention.agent_name or mention.time_ids or is_another_event(mention))
    if not (mention.definite and mention.plural and is_bare):
        return None
    nearby = _nearby(mention, compatible)
    news = [g for g in nearby if not g.is_background and any(m.plural for m in g.mentions)]
    of_word = [g for g in news if same_word(mention, g)]
    return of_word[-1] if of_word else news[0] if len(news) == 1 else None


def _has_shared_detail(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where the mention shares a word, weapon or target with the group."""
    has_shared = any((mention.families & m.families) or (mention.target_words & m.target_words) for m in group.mentions)
    return has_shared or same_word(mention, group) or (mention.trigger.noun and _has_verb_of(mention, group))


def _has_verb_of(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for "the shelling" of a group in which somebody "shelled" something."""
    noun = mention.trigger.token.lemma_.lower()
    return any(not m.trigger.noun and noun.startswith(m.trigger.token.lemma_.lower()) for m in group.mentions)


def _has_shared_arms(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for "the bombing" of a group in which a bomb went off."""
    return any(mention.families & m.families for m in group.mentions)


def _most_prominent(groups: list[StrikeGroup]) -> StrikeGroup:
    """The strike mentioned last; of several in one sentence the one that is its news, not its background."""
    latest = max(g.last.sentence for g in groups)
    candidates = [g for g in groups if g.last.sentence == latest]
    return next((g for g in reversed(candidates) if not g.mentions[0].set_off), candidates[-1])


def is_named_event(mention: StrikeMention) -> bool:
    """True for "the 9/11 attacks", "the X massacre": a proper name that is no attacker, day or weapon."""
    if mention.is_report or mention.attacker is not None or mention.time_ids:
        return False
    return any(t.dep_ in {"compound", "nummod", "nmod"} and t.pos_ in {"PROPN", "NUM"} for t in mention.trigger.token.lefts)


def other_target(mention: StrikeMention, groups: list[StrikeGroup]) -> bool:
    """True for a plural such as "the attacks on X" where the earlier strikes hit other targets."""
    targets = frozenset().union(*(m.target_words for g in groups for m in g.mentions)) - WIDE_TARGETS
    return bool(mention.target_words and targets) and not mention.target_words & targets
