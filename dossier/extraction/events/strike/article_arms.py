"""Arms of an article: a word such as "the attack" or "a blast" means an armed attack where the article mentions arms elsewhere."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dossier.extraction.events.strike.armed import is_armed_actor, is_place
from dossier.extraction.events.strike.harm import harming_verbs, killing_verbs
from dossier.extraction.events.strike.phrases import head_of_phrase, light_verb, names_claim, names_several, prepositional_objects
from dossier.extraction.events.strike.triggers import MODIFIER_DEPS, StrikeTrigger
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import state_named
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.syntax.subjects import by_phrases

EXPLOSIVE = frozenset({"air", "ground", "bomb"})
"""Families of weapons that explode."""
EXPLOSIONS = frozenset({"explosion", "blast"})
TERROR = frozenset({"terror", "terrorist"})
"""Words before an attack that rule out an accident."""


def arm_by_article(triggers: Sequence[StrikeTrigger]) -> tuple[StrikeTrigger, ...]:
    """The triggers, those without arms of their own armed where the rest of the article shows which arms were used.

    An attack in the singular needs an armed one elsewhere; an explosion needs a weapon that explodes, a claim of responsibility or the word
    "terrorist attack"; a raid or assault that killed or hurt people needs a weapon that explodes too. Attacks of a state or an army in the
    plural need an armed one elsewhere, explosions in the plural a number or people whom they harm. An attack or assault that kills several is
    armed unless the article mentions knives and the like. An offensive, an invasion and fire are never armed by other sentences.
    """
    families = frozenset(w.family for t in triggers if t.armed for w in t.weapons)
    has_arms = bool(families) or any(t.armed for t in triggers)
    explosive = bool(families & EXPLOSIVE) or _is_known_as_attack(triggers)
    is_other = bool(triggers) and any(t.lower_ in word_set("strikes", "no_arms.words") for t in triggers[0].token.doc)
    return tuple(
        replace(t, armed=True)
        if not t.armed
        and (
            (has_arms and (_is_single_attack(t, explosive=explosive) or _is_struck(t) or _is_by_fighters(t)))
            or (explosive and _is_counted_explosion(t))
            or (families & EXPLOSIVE and _harms_people(t))
            or (not is_other and _kills_several(t))
        )
        else t
        for t in triggers
    )


def _is_known_as_attack(triggers: Sequence[StrikeTrigger]) -> bool:
    """True where an article with an explosion says who claimed responsibility, or that nobody has, whom an attack is blamed on, or that fighters
    carried it out, and where it calls it a terrorist attack.
    """
    if not any(t.token.lemma_.lower() in EXPLOSIONS for t in triggers):
        return False
    return names_claim(triggers[0].token.doc) or any(
        t.noun and (_is_of_terror(t.token) or _has_somebody_to_blame(t.token)) for t in triggers
    )


def _is_of_terror(noun: Token) -> bool:
    return any(left.lower_ in TERROR for left in noun.lefts)


def _has_somebody_to_blame(noun: Token) -> bool:
    """True for "the attack was blamed on X" and "X carried out the bombing"."""
    if noun.dep_ not in {"dobj", "nsubjpass"} or noun.lemma_.lower() in EXPLOSIONS:
        return False
    return noun.head.lemma_.lower() in word_set("strikes", "blame.verbs") or light_verb(noun) is not None


def _is_counted_explosion(trigger: StrikeTrigger) -> bool:
    """True for "two explosions went off" and for explosions that killed or hurt people; not for explosions that were only heard."""
    token = trigger.token
    if not trigger.noun or token.lemma_.lower() not in EXPLOSIONS or token.head.lemma_.lower() in word_set("strikes", "witness.verbs"):
        return False
    return trigger.counted or any(t.lemma_.lower() in harming_verbs() or t.lower_ == "dead" for t in token.sent)


def _is_by_fighters(trigger: StrikeTrigger) -> bool:
    """True for "Iranian strikes", "the army's attacks", "the attacks by militants" in the plural."""
    token = trigger.token
    if not trigger.noun or token.tag_ not in {"NNS", "NNPS"} or token.lemma_.lower() not in {"attack", "strike"}:
        return False
    agents = [*(t for t in token.lefts if t.dep_ in MODIFIER_DEPS), *prepositional_objects(token, {"by"})]
    return any(country_of(t.text) or state_named(t.text) or is_armed_actor(t) for t in agents)


def _is_single_attack(trigger: StrikeTrigger, *, explosive: bool) -> bool:
    """True for one attack, and for one explosion in an `explosive` article: one that mentions something that explodes, or a terrorist attack."""
    token = trigger.token
    lemma = token.lemma_.lower()
    if not trigger.noun or names_several(token):
        return False
    if lemma == "assault" and any(is_place(t) for t in prepositional_objects(token, {"on"})):
        return True  # on a town, so no crime against a person
    if lemma not in word_set("strikes", "nouns.armed_by_article"):
        return False
    return lemma not in EXPLOSIONS or explosive


def _is_struck(trigger: StrikeTrigger) -> bool:
    """True for "the ship was struck", without anybody or anything that struck it."""
    token = trigger.token
    return not trigger.noun and any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.children) and not by_phrases(token)


def _kills_several(trigger: StrikeTrigger) -> bool:
    """True for an attack that killed several: "an attack that left 12 dead", "12 died in an assault", "nine died after men stormed the plant"."""
    token = trigger.token
    if token.lemma_.lower() not in word_set("strikes", "verbs.overrun" if not trigger.noun else "nouns.assault"):
        return False
    if trigger.noun:
        verbs = [c for c in token.children if c.dep_ in {"relcl", "acl"}]
        token = head_of_phrase(token)
        verbs += [token.head] if token.dep_ == "nsubj" else []
        verbs += [token.head.head] if token.dep_ == "pobj" and token.head.lower_ in {"during", "in"} else []
    else:
        verbs = [c for c in token.children if c.dep_ in {"advcl", "conj"}] + ([token.head] if token.dep_ in {"advcl", "conj"} else [])
    return any(_is_of_deaths(verb) for verb in verbs)


def _is_of_deaths(verb: Token) -> bool:
    """True for "killed 12 people", "left 12 dead", "12 people died", "12 people were hacked to death"."""
    kills = verb.lemma_.lower() in killing_verbs() or any(p.lower_ == "death" for p in prepositional_objects(verb, {"to"}))
    leaves = verb.lemma_.lower() == "leave" and any(t.lower_ == "dead" for t in verb.subtree)
    victims = (c for c in verb.children if c.dep_ in {"dobj", "nsubj", "nsubjpass", "ccomp", "nummod"})
    plural = any(v.tag_ == "NNS" or (v.like_num and v.lower_ not in {"one", "1"}) for victim in victims for v in victim.subtree)
    return (kills or leaves) and plural


def _harms_people(trigger: StrikeTrigger) -> bool:
    """True where people were killed or hurt "in an attack", "during an attack" or "by a raid"."""
    token = trigger.token
    if not trigger.noun or token.lemma_.lower() not in {"attack", "strike", "raid", "assault"}:
        return False
    token = head_of_phrase(token)
    is_governed = token.dep_ == "pobj" and token.head.lower_ in {"by", "during", "in"}
    verb = token.head.head if is_governed else token.head
    is_harm = any(v.lemma_.lower() in harming_verbs() for v in (verb, *verb.conjuncts))
    return is_harm and (token.dep_ == "nsubj" or is_governed)
