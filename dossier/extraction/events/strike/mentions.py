"""One trigger with the slots that its clause fills."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dossier.extraction.events.dating import temporal_arguments
from dossier.extraction.events.figures import FigureMention
from dossier.extraction.events.strike.arguments import agent_actor, agent_name, target_text, target_words, targets_of
from dossier.extraction.events.strike.context import StrikeContext
from dossier.extraction.events.strike.coref import StrikeMention
from dossier.extraction.events.strike.dating import own_days, relation_of, side_times
from dossier.extraction.events.strike.factuality import assess_factuality, is_campaign
from dossier.extraction.events.strike.location import place_for, state_of_target
from dossier.extraction.events.strike.triggers import StrikeTrigger, is_armed_actor, subjects_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.weapons import Weapon
from dossier.extraction.quotes.credit import attributed_actor
from dossier.extraction.syntax.factuality import Factuality, factuality_of
from dossier.model.span import Span

NOT_HELD = frozenset({Factuality.PLANNED, Factuality.DENIED, Factuality.HYPOTHETICAL, Factuality.CALLED_OFF})


def mention_of(trigger: StrikeTrigger, triggers: Sequence[StrikeTrigger], setting: StrikeContext) -> StrikeMention | None:
    """The slots of one trigger of `triggers`, None where it tells of no attack that took place."""
    token = trigger.token
    held = _held(token)
    if held in NOT_HELD and not (held is Factuality.DENIED and trigger.noun and is_definite(token)):
        return None
    heads = targets_of(trigger)
    outcomes = tuple(o for o in setting.outcomes[token.sent.start] if _nearest(o, token, triggers) == token.i)
    place = place_for(trigger, tuple(setting.doc[o.token] for o in outcomes), setting.places)
    state = state_of_target(trigger, heads) if place is None else ""
    mention = StrikeMention(
        trigger=trigger,
        sentence=Span(token.sent.start_char, token.sent.end_char),
        paragraph=setting.paragraph(token.idx),
        attacker=agent_actor(trigger, setting.cast, setting.states),
        agent_name=agent_name(trigger, setting.cast, setting.states),
        weapons=tuple(w for w in trigger.weapons if not _struck(w, triggers, token.sent.start)),
        target=target_text(heads),
        target_words=target_words(heads),
        place=place.names if place else (state,) if state else (),
        rank=place.rank if place else 4,
        outcomes=outcomes,
        attributed_to=attributed_actor(token, setting.marks, setting.cast, setting.states),
        definite=is_definite(token) if trigger.noun else _known_doer(trigger),
        apart=_apart(token, triggers),
        quoted=setting.quoted(token),
        plural=trigger.noun and token.tag_ in {"NNS", "NNPS"},
    )
    mention = _with_days(mention, triggers, setting)
    return mention if trigger.noun and is_predicate(token) else assess_factuality(mention, held)


def _held(token: Token) -> Factuality:
    """The modality of a trigger; "an imminent attack targeting X" is as little held as its noun."""
    if token.pos_ == "VERB" and token.dep_ in {"acl", "relcl"} and token.head.lemma_.lower() in word_set("strikes", "nouns.weak"):
        above = factuality_of(token.head)
        if above in NOT_HELD:
            return above
    return factuality_of(token)


def _with_days(mention: StrikeMention, triggers: Sequence[StrikeTrigger], setting: StrikeContext) -> StrikeMention:
    """The mention with what dates it; one that is set off from another attack shares none of that one's days."""
    trigger, times = mention.trigger, setting.times
    set_off = mention.apart or _apart(trigger.token, triggers, first=True)
    when = own_days(trigger, times, set_off=set_off) or (() if set_off else side_times(trigger.token, times))
    relation, span = ("", None) if set_off or when else relation_of(trigger.token)
    return replace(
        mention,
        when=when,
        context=() if set_off else temporal_arguments(trigger.token, times).context,
        time_relation=relation,
        relation_span=span,
        campaign=is_campaign(trigger, when, times),
    )


def _struck(weapon: Weapon, triggers: Sequence[StrikeTrigger], sentence: int) -> bool:
    """Whether a weapon is what a trigger of the sentence strikes ("a drone strike targeting a car bomb")."""
    here = [t for t in triggers if t.token.sent.start == sentence]
    return any(weapon.first <= head.i < weapon.last for t in here for head in targets_of(t))


def is_definite(noun: Token) -> bool:
    """Whether a noun tells again of something told: "the attack", "Monday's attack", "it was a suicide attack"."""
    left = list(noun.lefts)
    if is_predicate(noun):
        return True
    return any(t.lower_ in word_set("strikes", "again.determiners") for t in left) or any(
        t.dep_ == "poss" and t.ent_type_ in {"DATE", "TIME"} for t in left
    )


def is_predicate(noun: Token) -> bool:
    """As in "it is the latest bombing": what "it" is was told before."""
    return noun.dep_ == "attr" and any(c.dep_ == "nsubj" and c.lower_ in {"it", "this", "that"} for c in noun.head.children)


def _known_doer(trigger: StrikeTrigger) -> bool:
    """Whether a verb's subject was told before: "the bomber", "the gunmen", "the bombs"."""
    weapons = {i for w in trigger.weapons for i in range(w.first, w.last)}
    who = [s for s in subjects_of(trigger.token) if s.pos_ == "NOUN" and (is_armed_actor(s) or s.i in weapons)]
    return any(t.lower_ in {"the", "this", "these"} for s in who for t in s.lefts)


def _apart(token: Token, triggers: Sequence[StrikeTrigger], *, first: bool = False) -> bool:
    """Whether an earlier trigger of the sentence is set off by "after", "in response to", "since" and the like;
    the one right before it, or the `first` of the sentence.
    """
    before = [t.token for t in triggers if t.token.sent.start == token.sent.start and t.token.i < token.i]
    if not before:
        return False
    other = before[0 if first else -1]
    if other.head == token or token.head == other:
        return False
    if _set_back(token) != _set_back(other):
        return True
    own = {t.i for t in token.lefts}  # "killed in separate attacks" parts them from what was told before, not from "killed"
    return any(t.lower_ in word_set("strikes", "far.words") for t in token.doc[other.i + 1 : token.i + 1] if t.i not in own)


def _set_back(token: Token) -> bool:
    """Whether a trigger stands under "on the heels of", "in response to", "following", with no verb in between."""
    for _ in range(6):
        if token.head == token or (token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"relcl", "acl"}):
            return False
        token = token.head
        if token.lower_ in word_set("strikes", "far.words"):
            return True
    return False


def _nearest(outcome: FigureMention, token: Token, triggers: Sequence[StrikeTrigger]) -> int:
    """The index of the trigger of the sentence that an outcome belongs to: the one it hangs on, else the nearest before it."""
    here = [t.token for t in triggers if t.token.sent.start == token.sent.start]
    word = token.doc[outcome.token]
    own = [t for t in here if t == word or t.is_ancestor(word) or word.is_ancestor(t)]
    before = [t for t in here if t.i <= word.i]
    pick = [t for t in here if t == word] or [t for t in before if t in own] or before or own or here
    return pick[-1].i if pick else -1
