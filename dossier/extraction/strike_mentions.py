"""One trigger with the slots that its clause fills."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dossier.extraction.credit import credited_to
from dossier.extraction.event_times import dated
from dossier.extraction.figures import Outcome
from dossier.extraction.modality import Modality, modality_of
from dossier.extraction.strike_groups import StrikeMention
from dossier.extraction.strike_setting import Setting
from dossier.extraction.strike_slots import attacker_of, place_for, state_of_target, target_text, target_words, targets_of
from dossier.extraction.strike_telling import is_campaign, judged
from dossier.extraction.strike_times import own_days, relation_of, side_times
from dossier.extraction.triggers import Trigger
from dossier.extraction.vocabulary import words
from dossier.model.span import Span

NOT_HELD = frozenset({Modality.PLANNED, Modality.DENIED, Modality.HYPOTHETICAL, Modality.CALLED_OFF})


def mention_of(trigger: Trigger, triggers: Sequence[Trigger], setting: Setting) -> StrikeMention | None:
    """The slots of one trigger of `triggers`, None where it tells of no attack that took place."""
    token = trigger.token
    held = modality_of(token)
    if held in NOT_HELD and not (held is Modality.DENIED and trigger.noun and is_definite(token)):
        return None
    heads = targets_of(trigger)
    place = place_for(trigger, setting.places)
    state = state_of_target(trigger, heads) if place is None else ""
    mention = StrikeMention(
        trigger=trigger,
        sentence=Span(token.sent.start_char, token.sent.end_char),
        paragraph=setting.paragraph(token.idx),
        attacker=attacker_of(trigger, setting.cast, setting.states),
        weapons=trigger.weapons,
        target=target_text(heads),
        target_words=target_words(heads),
        place=place.names if place else (state,) if state else (),
        rank=place.rank if place else 4,
        outcomes=tuple(o for o in setting.outcomes[token.sent.start] if _nearest(o, token, triggers) == token.i),
        says=credited_to(token, setting.marks, setting.cast, setting.states),
        definite=trigger.noun and is_definite(token),
        apart=_apart(token, triggers),
        quoted=setting.quoted(token),
        plural=trigger.noun and token.tag_ in {"NNS", "NNPS"},
    )
    return judged(_with_days(mention, triggers, setting), held)


def _with_days(mention: StrikeMention, triggers: Sequence[Trigger], setting: Setting) -> StrikeMention:
    """The mention with what dates it; one that is set off from another attack shares none of that one's days."""
    trigger, times = mention.trigger, setting.times
    set_off = mention.apart or _apart(trigger.token, triggers, first=True)
    when = own_days(trigger, times, set_off=set_off) or (() if set_off else side_times(trigger.token, times))
    relation, span = ("", None) if set_off or when else relation_of(trigger.token)
    return replace(
        mention,
        when=when,
        context=() if set_off else dated(trigger.token, times).context,
        relation=relation,
        relation_span=span,
        campaign=is_campaign(trigger, when, times),
    )


def is_definite(noun: Token) -> bool:
    """Whether a noun tells again of something told: "the attack", "Monday's attack"."""
    left = list(noun.lefts)
    return any(t.lower_ in words("strikes", "again.determiners") for t in left) or any(
        t.dep_ == "poss" and t.ent_type_ in {"DATE", "TIME"} for t in left
    )


def _apart(token: Token, triggers: Sequence[Trigger], *, first: bool = False) -> bool:
    """Whether an earlier trigger of the sentence is set off by "after", "in response to", "since" and the like;
    the one right before it, or the `first` of the sentence.
    """
    before = [t.token for t in triggers if t.token.sent.start == token.sent.start and t.token.i < token.i]
    if not before:
        return False
    between = token.doc[before[0 if first else -1].i + 1 : token.i + 1]
    return any(t.lower_ in words("strikes", "far.words") for t in between)


def _nearest(outcome: Outcome, token: Token, triggers: Sequence[Trigger]) -> int:
    """The index of the trigger of the sentence that an outcome belongs to: the one it hangs on, else the nearest before it."""
    here = [t.token for t in triggers if t.token.sent.start == token.sent.start]
    word = token.doc[outcome.token]
    own = [t for t in here if t == word or t.is_ancestor(word) or word.is_ancestor(t)]
    before = [t for t in here if t.i <= word.i]
    pick = [t for t in here if t == word] or [t for t in before if t in own] or before or own or here
    return pick[-1].i if pick else -1
