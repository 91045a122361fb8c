"""Arms of an article: a word such as "the attack" or "a blast" means an armed attack where the article tells of arms elsewhere."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.extraction.events.strike.triggers import StrikeTrigger
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.syntax.subjects import by_phrases

EXPLOSIVE = frozenset({"air", "ground", "bomb"})
"""Families of weapons that explode."""
EXPLOSIONS = frozenset({"explosion", "blast"})


def arm_by_article(triggers: Sequence[StrikeTrigger]) -> tuple[StrikeTrigger, ...]:
    """The triggers, those without arms of their own armed where the rest of the article shows which arms were used.

    An attack in the singular needs an armed one elsewhere; an explosion needs a weapon that explodes; a raid or assault that killed
    or hurt people needs one too. An offensive, an invasion and fire are never armed by other sentences.
    """
    families = frozenset(w.family for t in triggers if t.armed for w in t.weapons)
    has_arms = bool(families) or any(t.armed for t in triggers)
    return tuple(
        replace(t, armed=True)
        if not t.armed and ((has_arms and (_is_single_attack(t, families) or _is_struck(t))) or (families & EXPLOSIVE and _harms_people(t)))
        else t
        for t in triggers
    )


def _is_single_attack(trigger: StrikeTrigger, families: frozenset[str]) -> bool:
    """True for one attack, and for one explosion where something that explodes was used."""
    token = trigger.token
    lemma = token.lemma_.lower()
    if not trigger.noun or token.tag_ in {"NNS", "NNPS"} or lemma not in word_set("strikes", "nouns.armed_by_article"):
        return False
    return lemma not in EXPLOSIONS or bool(families & EXPLOSIVE)


def _is_struck(trigger: StrikeTrigger) -> bool:
    """True for "the ship was struck", without anybody or anything that struck it."""
    token = trigger.token
    return not trigger.noun and any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.children) and not by_phrases(token)


def _harms_people(trigger: StrikeTrigger) -> bool:
    """True where people were killed or hurt "in an attack" or "by a raid"."""
    token = trigger.token
    if not trigger.noun or token.lemma_.lower() not in {"attack", "strike", "raid", "assault"}:
        return False
    verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ in {"in", "by"} else token.head
    harm = word_set("figures", "killed.verbs") | word_set("figures", "wounded.verbs") | word_set("figures", "killed.intransitive")
    return verb.lemma_.lower() in harm and (token.dep_ == "nsubj" or token.head.lower_ in {"in", "by"})
