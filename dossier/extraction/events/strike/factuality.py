"""Factuality of strike mentions: reports of a strike that took place, and references to it."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dossier.extraction.events.figures import is_total
from dossier.extraction.events.strike.arguments import targets_of
from dossier.extraction.events.strike.armed import is_strikable
from dossier.extraction.events.strike.groups import StrikeMention
from dossier.extraction.events.strike.phrases import light_verb, prepositional_objects
from dossier.extraction.events.strike.triggers import StrikeTrigger, objects_of, subjects_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.numbers import quantity_at
from dossier.extraction.syntax.factuality import Factuality, governing_verb, has_perfect, has_present_perfect
from dossier.extraction.syntax.subjects import accused_of
from dossier.model.event import FigureKind
from dossier.model.time import TimeExpression

WIDE = 3
"""Rank from which a place phrase is a region or a state."""
FEW = 10
"""Weapons up to which they may be those of one attack."""
CAMPAIGN = 1000
"""Dead from which strikes in the plural are a campaign."""
UNCERTAIN = frozenset(
    {"any", "another", "no", "future", "possible", "potential", "alleged", "attempted", "foiled", "imminent", "planned", "such"}
)
"""Words before an attack that nothing presupposes."""
SEEM = frozenset({"appear", "claim", "purport", "say", "seem"})
PLURAL = frozenset({"NNS", "NNPS"})
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
    arms = (trigger.token.doc[w.last - 1] for w in trigger.weapons)
    heads = [trigger.token, *(head for head in arms if head.lemma_.lower() not in word_set("strikes", "accusation.gunmen"))]
    many = (head for head in targets_of(trigger) if head.tag_ in PLURAL and (quantity := _quantity(head)) and quantity > FEW)
    return (
        long
        and not _is_at_one_site(trigger)
        and (
            _is_uncounted(trigger)
            or any(head.tag_ == "NNS" and not _is_small_number(head) for head in heads)
            or (any(many) and not _is_by_one(trigger) and not _is_in_when_clause(trigger))
        )
    )


def _is_at_one_site(trigger: StrikeTrigger) -> bool:
    """True for "attacks at a wedding", which are one event."""
    sites = prepositional_objects(trigger.token, {"at"}) if trigger.noun else []
    return any(site.tag_ == "NN" and any(c.lower_ in {"a", "an"} for c in site.lefts) for site in sites)


def _is_by_one(trigger: StrikeTrigger) -> bool:
    """True for "a bomber killed 22 people": one attacker or weapon, whose victims are not attacks."""
    subjects = () if trigger.noun else subjects_of(trigger.token)
    return any(t.tag_ == "NN" and any(c.lower_ in {"a", "an", "one"} for c in t.lefts) for t in subjects)


def _is_in_when_clause(trigger: StrikeTrigger) -> bool:
    """True for "since February, when they killed 23 people", which is one attack."""
    verb = trigger.token
    return verb.dep_ == "relcl" and verb.head.ent_type_ == "DATE" and any(c.lower_ == "when" for c in verb.children)


def _is_uncounted(trigger: StrikeTrigger) -> bool:
    """True for "following heavy bombing", which is no single attack."""
    noun = trigger.token
    return (
        trigger.noun
        and noun.tag_ in {"NN", "VBG"}
        and noun.lower_.endswith("ing")
        and not any(t.dep_ in {"det", "poss", "nummod"} for t in noun.lefts)
    )


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
    if is_background(mention) or _is_habit_alleged(mention):
        return False
    struck = bool(mention.target or mention.places or mention.figure_mentions or _strikes_known(verb))
    details = [mention.places, mention.time_ids, mention.figure_mentions, mention.attacker is not None, mention.weapons, subjects_of(verb)]
    return struck and (any(details) or verb.lemma_.lower() in word_set("strikes", "verbs.sure") | word_set("strikes", "verbs.shoot"))


def _strikes_known(verb: Token) -> bool:
    """True for "it was bombed", "they shot him": what is struck was named before."""
    is_sure = verb.lemma_.lower() in word_set("strikes", "verbs.sure") | word_set("strikes", "verbs.shoot")
    return is_sure and any(t.pos_ == "PRON" and t.tag_ == "PRP" for t in objects_of(verb))


def is_background(mention: StrikeMention) -> bool:
    """True for a habit ("has relentlessly bombed"), or a present perfect without day, town or figure ("has struck refineries")."""
    verb = mention.trigger.token
    if any(c.dep_ == "advmod" and c.lower_ in word_set("strikes", "background.adverbs") for v in _coordinated(verb) for c in v.children):
        return True
    if any(map(has_present_perfect, _clauses_of(verb))) and _lasts_long(verb):
        return True
    has_details = bool(mention.figure_mentions or mention.time_ids or mention.places)
    if not has_details and _has_vague_target(mention):
        return True  # "the drones had destroyed several shelters"
    is_progressive = verb.tag_ == "VBG" and any(c.lower_ in {"was", "were"} and c.dep_ == "aux" for c in verb.children)
    if is_progressive and _has_plural_target(mention) and not has_details:
        return True  # "the drones were hitting army positions"
    if not any(map(has_present_perfect, _clauses_of(verb))) or mention.figure_mentions or mention.time_ids:
        return False
    return (_has_plural_target(mention) and mention.place_rank >= WIDE) or _sends_plural(verb)


def _lasts_long(verb: Token) -> bool:
    """True for "for years", "for two decades": what has been going on for longer than an attack does."""
    return any(unit.lemma_.lower() in LONG_FORMS for unit in prepositional_objects(verb, {"for"}))


def _coordinated(verb: Token) -> list[Token]:
    """The verb with those that it is joined to by "and": "repeatedly firing rockets and striking ships"."""
    return [verb, *(t for t in verb.conjuncts if t.i < verb.i)]


def _clauses_of(verb: Token) -> list[Token]:
    """The verb with those above it that its participle belongs to: "have gone on with their war, striking ships"."""
    verbs = _coordinated(verb)
    return [*verbs, *(v.head for v in verbs if v.dep_ == "advcl" and v.tag_ == "VBG")]


def _sends_plural(verb: Token) -> bool:
    """True for "have fired missiles": weapons without a number, of no single attack."""
    sends = verb.lemma_.lower() in word_set("strikes", "verbs.launch")
    return sends and any(t.tag_ == "NNS" and not any(c.dep_ == "nummod" for c in t.lefts) for t in objects_of(verb))


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


def is_past_clause(verb: Token) -> bool:
    """True for a verb in the past tense or with an auxiliary in it."""
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.children if c.dep_ in {"aux", "auxpass"})


def is_presupposed(noun: Token) -> bool:
    """True for an attack that took place whatever the verb above says of it: "Tuesday's attack could have been prevented", "they will meet
    in the wake of an attack", "the attack that killed 31", "a photo that is said to show a strike".
    """
    if noun.pos_ not in {"NOUN", "PROPN"} or any(c.lower_ in UNCERTAIN for c in noun.lefts):
        return False
    harm = word_set("figures", "killed.verbs") | word_set("figures", "wounded.verbs") | word_set("strikes", "verbs.effect")
    if any(c.dep_ == "relcl" and is_past_clause(c) and c.lemma_.lower() in harm for c in noun.children):
        return True
    if any(c.dep_ == "poss" and c.ent_type_ == "DATE" for c in noun.lefts):
        return True
    verb = governing_verb(noun)
    if verb is not None and verb.lemma_.lower() in {"show", "reveal"} and verb.tag_ == "VB" and verb.head.lemma_.lower() in SEEM:
        return True
    preposition = noun.head
    while preposition.lower_ == "of" and preposition.head.lower_ in {"wake", "aftermath"} and preposition.head.dep_ == "pobj":
        preposition = preposition.head.head
    is_after = preposition.lower_ in {"after", "following", "since"} or (preposition.lower_ == "in" and noun.head != preposition)
    return is_after and preposition.dep_ == "prep" and noun.dep_ == "pobj" and noun.tag_ in {"NN", "NNP"}


def is_past(verb: Token) -> bool:
    """True for a past action: past tense, perfect, a participle under such a verb, or what somebody is accused of."""
    tags = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"})}
    if "VBD" in tags:
        return True
    if verb.tag_ == "VBN":
        return has_perfect(verb) or not any(c.dep_ == "auxpass" and c.tag_ in {"VBZ", "VBP", "VB"} for c in verb.children)
    if verb.tag_ == "VB" and verb.dep_ in {"xcomp", "advcl"} and verb.head.lemma_.lower() in word_set("modality", "fulfilled"):
        return is_past(verb.head)
    if verb.tag_ in {"VBZ", "VBP"}:
        return verb.dep_ == "ROOT" and _is_caption(verb)
    return verb.tag_ == "VBG" and _is_past_gerund(verb)


def _is_past_gerund(verb: Token) -> bool:
    """True for a gerund or participle under a verb in the past, or of what was begun, seen, shown or charged."""
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in word_set("modality", "fulfilled"):
        return is_past(verb.head)  # "started pounding the port"
    if _is_witnessed(verb) or _is_before_or_after(verb):
        return True
    if verb.dep_ == "pcomp" and (
        is_accusation(verb.head.head) or verb.head.head.lower_ == "responsibility" or accused_of(verb) is not None
    ):
        return True
    if verb.head == verb or any(c.tag_ in {"VBP", "VBZ"} for c in verb.children if c.dep_ == "aux"):
        return False
    return verb.head.pos_ in {"VERB", "AUX", "NOUN"} and verb.dep_ in {"advcl", "conj", "acl"} and is_past(_verb_above(verb))


def _is_caption(verb: Token) -> bool:
    """True in the caption of a picture, which ends with a full date: "Airstrikes target the Old City in X, July 11, 2031."."""
    words = [t for t in verb.sent if not (t.is_punct or t.is_space)]
    return bool(words) and words[-1].ent_type_ == "DATE" and words[-1].shape_ == "dddd" and not has_perfect(verb)


def _is_witnessed(verb: Token) -> bool:
    """True for "shooting" in "the video shows police shooting X": what is seen or shown took place."""
    return verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_.lower() in word_set("strikes", "witness.verbs")


def _is_before_or_after(verb: Token) -> bool:
    """True for "shooting" in "they fled after shooting X", where what came after or before it is past."""
    preposition = verb.head
    return verb.dep_ == "pcomp" and preposition.lower_ in {"after", "before"} and is_past(_verb_above(preposition))


def is_accusation(word: Token) -> bool:
    """True for a word of law whose object is what was done: "accused of shooting X", "the arrest for bombing Y"."""
    return word.lemma_.lower() in word_set("strikes", "accusation.words")


def _verb_above(verb: Token) -> Token:
    token = verb.head
    for _ in range(6):
        if (token.pos_ in {"VERB", "AUX"} and token.dep_ != "prep") or token.head == token:  # "following" is a preposition too
            break
        token = token.head
    return token


def _noun_reports(mention: StrikeMention) -> bool:
    """True for a noun with a day, a place, figures or an attacker; for a plural only where its clause carries it out or counts."""
    noun = mention.trigger.token
    verb = light_verb(noun)
    is_carried_out = verb is not None and is_past(verb)
    if mention.figure_mentions:
        return not _counts_campaign(mention)
    if noun.dep_ == "pobj" and noun.head.dep_ == "agent" and _is_small_number(noun) and _is_agent_of_past_verb(noun):
        return True  # "it was hit by four airstrikes"
    if mention.trigger.counted and not mention.time_ids:
        return False  # "three bombings in a week"
    has_town = bool(mention.places) and mention.place_rank < WIDE
    if mention.plural:
        is_reported = (is_carried_out or _is_agent_of_past_verb(noun)) and bool(mention.places or mention.target or mention.time_ids)
        is_named = bool(mention.time_ids and (mention.places or mention.target)) or (has_town and not is_background_plural(noun))
        return is_reported or is_named or (mention.definite and mention.attacker is not None and _has_plain_target(mention))
    is_general = not mention.definite and not is_past_above(noun) and not (mention.figure_mentions or mention.time_ids or mention.places)
    if has_town or (_has_plain_target(mention) and not is_general):
        return True
    details = [bool(mention.places), bool(mention.target), bool(mention.time_ids), mention.attacker is not None, bool(mention.weapons)]
    struck = bool(mention.places) and not mention.definite and _is_agent_of_past_verb(noun)  # "a strike hit the clinic in X"
    return is_carried_out or struck or sum(details) >= 2


def _counts_campaign(mention: StrikeMention) -> bool:
    """True for "strikes killed about 4,000 people", without a day or a town: more than one series of strikes kills."""
    has_details = bool(mention.definite or mention.time_ids or (mention.places and mention.place_rank < WIDE))
    many = any(f.figure.name == FigureKind.KILLED and f.figure.value >= CAMPAIGN for f in mention.figure_mentions)
    of_kinds = not mention.time_ids and any(mention.trigger.token.conjuncts)  # "airstrikes, artillery fire and raids in X"
    return mention.plural and many and (of_kinds or not has_details)


def _has_plain_target(mention: StrikeMention) -> bool:
    """True for an attack on people, or on what can be struck."""
    people = word_set("figures", "people.nouns")
    return any(head.lemma_.lower() in people or is_strikable(head) for head in targets_of(mention.trigger))


def is_past_above(noun: Token) -> bool:
    """True where the verb above a noun is in the past, or there is none."""
    verb = governing_verb(noun)
    return verb is None or is_past(verb)


def is_background_plural(noun: Token) -> bool:
    """True for "recent bombings", "such attacks", "any strikes"."""
    return bool({t.lower_ for t in noun.lefts} & word_set("strikes", "background.adjectives"))


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
