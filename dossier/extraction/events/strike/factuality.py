"""Factuality of strike mentions: reports of a strike that took place, and mere references."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dossier.extraction.events.figures import is_total
from dossier.extraction.events.strike.arguments import targets_of
from dossier.extraction.events.strike.groups import StrikeMention
from dossier.extraction.events.strike.triggers import StrikeTrigger, light_verb, subjects_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.numbers import quantity_at
from dossier.extraction.syntax.factuality import Factuality
from dossier.extraction.syntax.subjects import accused_of
from dossier.model.time import TimeExpression

FEW = 10
"""Weapons up to which they may be those of one attack."""
LONG_FORMS = frozenset({"month", "season", "year", "decade", "century"})


def assess_factuality(mention: StrikeMention, factuality: Factuality) -> StrikeMention:
    """The mention with `is_report` set, true where it reports a strike by itself, and `is_single`; `factuality` is its trigger's."""
    trigger = mention.trigger
    if not trigger.armed or mention.is_campaign or factuality is Factuality.CUMULATIVE:
        return mention
    if is_total(trigger.token.sent.text) and not mention.time_ids:
        return mention
    if factuality is Factuality.GENERIC and not mention.figure_mentions and not mention.time_ids:
        return mention
    is_single = not mention.plural and not trigger.counted if trigger.noun else is_past(trigger.token)
    return replace(mention, is_report=_noun_reports(mention) if trigger.noun else _verb_reports(mention), is_single=is_single)


def is_campaign(trigger: StrikeTrigger, time_ids: tuple[int, ...], times: Sequence[TimeExpression]) -> bool:
    """True where many weapons or strikes are counted over a month or longer: "fired 300 missiles last month"."""
    long = any(times[i].form in LONG_FORMS or times[i].unit in {"month", "year"} for i in time_ids)
    heads = [trigger.token, *(trigger.token.doc[w.last - 1] for w in trigger.weapons)]
    many = (head for head in targets_of(trigger) if (quantity := _quantity(head)) and quantity > FEW)
    return long and (any(head.tag_ == "NNS" and not _is_small_number(head) for head in heads) or any(many))


def _quantity(head: Token) -> int:
    """The number before a noun, 0 for none."""
    quantity = quantity_at(head.doc, head.left_edge.i, head.i)
    return quantity.value or 0 if quantity is not None else 0


def _is_small_number(head: Token) -> bool:
    """True for "two bombs", which one attack may drop."""
    quantity = quantity_at(head.doc, head.left_edge.i, head.i)
    return quantity is not None and quantity.value is not None and quantity.value <= FEW


def _verb_reports(mention: StrikeMention) -> bool:
    """True for a verb in the past with a target, place or figure."""
    verb = mention.trigger.token
    if not is_past(verb):
        return False
    if _is_background(mention) or _is_habit_alleged(mention):
        return False
    struck = bool(mention.target or mention.places or mention.figure_mentions)
    details = [mention.places, mention.time_ids, mention.figure_mentions, mention.attacker is not None, mention.weapons, subjects_of(verb)]
    return struck and (any(details) or verb.lemma_.lower() in word_set("strikes", "verbs.sure") | word_set("strikes", "verbs.shoot"))


def _is_background(mention: StrikeMention) -> bool:
    """True for a habit ("has relentlessly bombed"), or a present perfect without day, town or figure ("has struck refineries")."""
    verb = mention.trigger.token
    if any(c.dep_ == "advmod" and c.lower_ in word_set("strikes", "background.adverbs") for c in verb.children):
        return True
    has_details = bool(mention.figure_mentions or mention.time_ids or mention.places)
    if not has_details and _has_vague_target(mention):
        return True  # "the drones had destroyed several shelters"
    is_progressive = verb.tag_ == "VBG" and any(c.lower_ in {"was", "were"} and c.dep_ == "aux" for c in verb.children)
    if is_progressive and _has_plural_target(mention) and not has_details:
        return True  # "the drones were hitting army positions"
    if not _has_present_perfect(verb) or mention.figure_mentions or mention.time_ids:
        return False
    return _has_plural_target(mention) and mention.place_rank >= 3


def _has_vague_target(mention: StrikeMention) -> bool:
    """True for "several shelters" and "various positions"."""
    vague = word_set("modality", "generic_adjectives")
    return any(t.tag_ == "NNS" and vague & {left.lower_ for left in t.lefts} for t in targets_of(mention.trigger))


def _has_plural_target(mention: StrikeMention) -> bool:
    return any(t.tag_ in {"NNS", "NNPS"} or t.lower_ == "infrastructure" for t in targets_of(mention.trigger))


def _is_habit_alleged(mention: StrikeMention) -> bool:
    """True for "accused the army of shelling civilians": no single attack without a figure, a day or a place."""
    verb = mention.trigger.token
    is_alleged = verb.tag_ == "VBG" and verb.dep_ == "pcomp" and _has_plural_target(mention)
    return is_alleged and not (mention.figure_mentions or mention.time_ids or mention.places)


def _has_present_perfect(verb: Token) -> bool:
    return any(c.lemma_ == "have" and c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in verb.children)


def is_past(verb: Token) -> bool:
    """True for a past action: past tense, perfect, a participle under such a verb, or what somebody is accused of."""
    tags = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"})}
    if "VBD" in tags:
        return True
    if verb.tag_ == "VBN":
        return not any(
            c.dep_ == "auxpass" and c.tag_ in {"VBZ", "VBP", "VB"} and not _has_perfect(verb) for c in verb.children
        ) or _has_perfect(verb)
    if verb.tag_ == "VB" and verb.dep_ in {"xcomp", "advcl"} and verb.head.lemma_.lower() in word_set("modality", "fulfilled"):
        return is_past(verb.head)
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and (is_accusation(verb.head.head) or accused_of(verb) is not None):
        return True
    if verb.tag_ == "VBG" and verb.head != verb and not any(c.tag_ in {"VBP", "VBZ"} for c in verb.children if c.dep_ == "aux"):
        return verb.head.pos_ in {"VERB", "AUX", "NOUN"} and verb.dep_ in {"advcl", "conj", "acl"} and is_past(_verb_above(verb))
    return False


def is_accusation(word: Token) -> bool:
    """True for a word of law whose object is what was done: "accused of shooting X", "the arrest for bombing Y"."""
    return word.lemma_.lower() in word_set("strikes", "accusation.words")


def _has_perfect(verb: Token) -> bool:
    return any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)


def _verb_above(verb: Token) -> Token:
    token = verb.head
    for _ in range(6):
        if token.pos_ in {"VERB", "AUX"} or token.head == token:
            break
        token = token.head
    return token


def _noun_reports(mention: StrikeMention) -> bool:
    """True for a noun with a day, a place, figures or an attacker; for a plural only where its clause carries it out or counts."""
    noun = mention.trigger.token
    verb = light_verb(noun)
    is_carried_out = verb is not None and is_past(verb)
    if mention.figure_mentions:
        return True
    if mention.trigger.counted and not mention.time_ids:
        return False  # "three bombings in a week"
    if mention.plural:
        return (is_carried_out or _is_agent_of_past_verb(noun)) and bool(mention.places or mention.target or mention.time_ids)
    details = [bool(mention.places), bool(mention.target), bool(mention.time_ids), mention.attacker is not None, bool(mention.weapons)]
    struck = bool(mention.places) and not mention.definite and _is_agent_of_past_verb(noun)  # "a strike hit the clinic in X"
    return is_carried_out or struck or sum(details) >= 2


def _is_agent_of_past_verb(noun: Token) -> bool:
    """True where the strike is subject or agent of a past action: "strikes hit", "was hit by strikes"."""
    token = noun
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ in {"VERB", "AUX"}:
        return is_past(token.head) and token.head.lemma_.lower() in word_set("strikes", "verbs.effect") | word_set("strikes", "verbs.carry")
    if token.dep_ == "pobj" and token.head.lower_ in {"by", "in"}:
        verb = token.head.head
        return (
            verb.pos_ == "VERB"
            and verb.dep_ != "acl"
            and is_past(verb)
            and verb.lemma_.lower() in word_set("strikes", "verbs.effect") | word_set("strikes", "verbs.weak")
        )
    return False
