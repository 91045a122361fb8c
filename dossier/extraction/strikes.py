"""Strikes: who struck what with what, where, when, with which figures, and who says so."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Stretch

from dossier.extraction.credit import credited_to
from dossier.extraction.event_times import dated
from dossier.extraction.figures import Outcome, find_outcomes
from dossier.extraction.marks import Marked
from dossier.extraction.modality import Modality, modality_of
from dossier.extraction.places import find_places
from dossier.extraction.strike_groups import StrikeGroup, StrikeMention, group_strikes
from dossier.extraction.strike_reports import reports_of
from dossier.extraction.strike_slots import (
    attacker_of,
    carrier_of,
    place_for,
    state_keys,
    state_of_target,
    target_text,
    target_words,
    targets_of,
)
from dossier.extraction.strike_times import own_days, relation_of, side_times
from dossier.extraction.triggers import Trigger, find_triggers, subjects_of
from dossier.extraction.vocabulary import words
from dossier.extraction.weapons import find_weapons
from dossier.model.actor import ActorKind
from dossier.model.article import BLANK_LINES
from dossier.model.event import LocalReport
from dossier.model.span import Span
from dossier.model.time import TimeExpression

if TYPE_CHECKING:
    from dossier.extraction.places import Place
    from dossier.extraction.pronouns import Cast


def find_strikes(
    doc: Doc, marks: Sequence[Marked], times: Sequence[TimeExpression], cast: "Cast", *, first_group: int
) -> tuple[LocalReport, ...]:
    """Every attack that the text reports as an occurrence, one report a sentence that tells something of it.

    Threats, denials, attacks in general, totals of a war, exercises, and other senses of the words are none. Reports of one
    attack share a `group`; groups count from `first_group` in order of first mention.
    """
    triggers = find_triggers(doc, find_weapons(doc))
    if not triggers:
        return ()
    people = frozenset(t.i for t in doc if (key := cast.named(t)) is not None and cast.kind(key) is ActorKind.PERSON)
    places = find_places(doc, people)
    states = state_keys(doc, cast)
    breaks = [gap.start() for gap in BLANK_LINES.finditer(doc.text)]
    outcomes = {s.start: find_outcomes(doc, Span(s.start_char, s.end_char)) for s in doc.sents}
    mentions = [
        mention
        for trigger in triggers
        if (mention := _mention(trigger, triggers, outcomes[trigger.token.sent.start], places, marks, times, cast, states, breaks))
        is not None
    ]
    groups = group_strikes(mentions, times)
    return reports_of(doc, groups, mentions, outcomes, marks, times, cast, states, breaks, places, first_group)


def _mention(
    trigger: Trigger,
    triggers: Sequence[Trigger],
    outcomes: tuple[Outcome, ...],
    places: tuple["Place", ...],
    marks: Sequence[Marked],
    times: Sequence[TimeExpression],
    cast: "Cast",
    states: dict[str, int],
    breaks: Sequence[int],
) -> StrikeMention | None:
    """The slots of one trigger, None where it tells of no attack that took place."""
    token = trigger.token
    held = modality_of(token)
    if held in {Modality.PLANNED, Modality.DENIED, Modality.HYPOTHETICAL, Modality.CALLED_OFF} and not _excused(held, trigger):
        return None
    heads = targets_of(trigger)
    place = place_for(trigger, places)
    state = state_of_target(trigger, heads) if place is None else ""
    apart = _apart(token, triggers)
    set_off = apart or _apart(token, triggers, first=True)
    when = own_days(trigger, times, set_off=set_off) or (() if set_off else side_times(token, times))
    context = () if set_off else dated(token, times).context
    relation, relation_span = ("", None) if set_off or when else relation_of(token)
    mine = tuple(o for o in outcomes if _nearest(o, token, triggers) == token.i)
    sentence = token.sent
    mention = StrikeMention(
        trigger=trigger,
        sentence=Span(sentence.start_char, sentence.end_char),
        paragraph=bisect_right(breaks, token.idx),
        attacker=attacker_of(trigger, cast, states),
        weapons=trigger.weapons,
        target=target_text(heads),
        target_words=target_words(heads),
        place=place.names if place else (state,) if state else (),
        rank=place.rank if place else 4,
        when=when,
        context=context,
        relation=relation,
        relation_span=relation_span,
        outcomes=mine,
        says=credited_to(token, marks, cast, states),
        definite=trigger.noun and is_definite(token),
        tells=False,
        apart=apart,
        quoted=any(m.inner.start <= token.idx < m.inner.end for m in marks if m.depth == 0 and len(m.inner.of(token.doc.text).split()) > 4),
        plural=trigger.noun and token.tag_ in {"NNS", "NNPS"},
        spot=place,
    )
    return _judged(replace(mention, campaign=is_campaign(trigger, when, times)), held)


def is_campaign(trigger: Trigger, when: tuple[int, ...], times: Sequence[TimeExpression]) -> bool:
    """Whether many weapons or strikes are counted over a month or longer: "fired 300 missiles last month"."""
    long = any(times[i].form in {"month", "season", "year", "decade", "century"} or times[i].unit in {"month", "year"} for i in when)
    many = trigger.token.tag_ == "NNS" or any(trigger.token.doc[w.last - 1].tag_ == "NNS" for w in trigger.weapons)
    return bool(when) and long and many


def _excused(held: Modality, trigger: Trigger) -> bool:
    """The parser's "plan" of a verb with an object told in the past is none; a noun under "the" was told before."""
    return held is Modality.DENIED and trigger.noun and is_definite(trigger.token)


def _judged(mention: StrikeMention, held: Modality) -> StrikeMention:
    """The mention with `tells` set: whether it reports an attack by itself."""
    trigger = mention.trigger
    if not trigger.armed or (held is Modality.GENERIC and not mention.outcomes and not mention.when) or held is Modality.CUMULATIVE:
        return mention
    tells = _noun_tells(mention) if trigger.noun else _verb_tells(mention)
    return replace(mention, tells=tells)


def _verb_tells(mention: StrikeMention) -> bool:
    """A verb in the past that has somebody or something struck."""
    verb = mention.trigger.token
    if not told_as_past(verb):
        return False
    if mention.campaign:
        return False
    struck = bool(mention.target or mention.place or mention.outcomes)
    details = [mention.place, mention.when, mention.outcomes, mention.attacker is not None, mention.weapons, subjects_of(verb)]
    return struck and any(details)


def told_as_past(verb: Token) -> bool:
    """Whether a verb tells of something that was done: past, perfect, or a participle under such a verb."""
    tags = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"})}
    if "VBD" in tags:
        return True
    if verb.tag_ == "VBN":
        return not any(
            c.dep_ == "auxpass" and c.tag_ in {"VBZ", "VBP", "VB"} and not _has_perfect(verb) for c in verb.children
        ) or _has_perfect(verb)
    if verb.tag_ == "VBG" and verb.head != verb and not any(c.tag_ in {"VBP", "VBZ"} for c in verb.children if c.dep_ == "aux"):
        return verb.head.pos_ in {"VERB", "AUX", "NOUN"} and verb.dep_ in {"advcl", "conj", "acl"} and told_as_past(_verb_above(verb))
    return False


def _has_perfect(verb: Token) -> bool:
    return any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)


def _verb_above(verb: Token) -> Token:
    token = verb.head
    for _ in range(6):
        if token.pos_ in {"VERB", "AUX"} or token.head == token:
            break
        token = token.head
    return token


def _noun_tells(mention: StrikeMention) -> bool:
    """A noun with a day, a place, figures or an attacker; a plural only where its clause carries it out or counts."""
    noun = mention.trigger.token
    carrier = carrier_of(noun)
    carried = carrier is not None and told_as_past(carrier)
    if mention.campaign or (trigger_counted(mention) and not mention.outcomes):
        return False
    if mention.outcomes:
        return True
    if mention.plural:
        return (carried or _does(noun)) and bool(mention.place or mention.target or mention.when)
    details = [bool(mention.place), bool(mention.target), bool(mention.when), mention.attacker is not None, bool(mention.weapons)]
    return carried or sum(details) >= 2


def trigger_counted(mention: StrikeMention) -> bool:
    """ "Three bombings in a week": counted attacks without a day of their own are no single event."""
    return mention.trigger.counted and not mention.when


def _does(noun: Token) -> bool:
    """Whether the attack is the subject, or the agent, of what was done: "strikes hit", "was hit by strikes"."""
    token = noun
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ in {"VERB", "AUX"}:
        return told_as_past(token.head) and token.head.lemma_.lower() in words("strikes", "verbs.effect") | words("strikes", "verbs.carry")
    if token.dep_ == "pobj" and token.head.lower_ in {"by", "in"}:
        verb = token.head.head
        return (
            verb.pos_ == "VERB"
            and told_as_past(verb)
            and verb.lemma_.lower() in words("strikes", "verbs.effect") | words("strikes", "verbs.weak")
        )
    return False


def is_definite(noun: Token) -> bool:
    """Whether a noun tells again of something told: "the attack", "Monday's attack"."""
    left = list(noun.lefts)
    return any(t.lower_ in words("strikes", "again.determiners") for t in left) or any(
        t.dep_ == "poss" and t.ent_type_ in {"DATE", "TIME"} for t in left
    )


def _apart(token: Token, triggers: Sequence[Trigger], *, first: bool = False) -> bool:
    """Whether an earlier trigger of the sentence is set off by "after", "in response to", "since" and the like;
    the one right before it, or the `first` of the sentence."""
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
