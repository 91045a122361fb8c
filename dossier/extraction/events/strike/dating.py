"""Days of an attack that its own clause does not tell: hours before or after something dated, and days hung on another event."""

from collections.abc import Sequence

from spacy.tokens import Token

from dossier.extraction.events.dating import temporal_arguments
from dossier.extraction.events.strike.triggers import StrikeTrigger
from dossier.extraction.lexicon.lists import word_set
from dossier.model.span import Span
from dossier.model.time import TimeExpression

DAY_FORMS = frozenset({"date", "weekday", "unit", "holiday", "numeric date"})
LONG_FORMS = frozenset({"month", "season", "year"})
FAR = frozenset({"since", "before", "after", "until", "following"})
RELATIONS = {"during": "during", "amid": "", "after": "after", "following": "after", "before": "before", "eve": "eve", "course": "during"}
NO_DAYS = frozenset({"duration", "set", "reference", "age", "clock", "span"})


def own_days(trigger: StrikeTrigger, times: Sequence[TimeExpression], *, set_off: bool) -> tuple[int, ...]:
    """The expressions that date the attack in its own clause; one inside the trigger's own phrase goes before the others.

    One that is `set_off` ("in retaliation for an attack") does not share the sentence's only day.
    """
    bound = tuple(i for i in temporal_arguments(trigger.token, times).bound if times[i].form not in NO_DAYS)
    inside = {t.idx for t in trigger.token.subtree}
    near = tuple(i for i in bound if any(times[i].span.start <= at < times[i].span.end for at in inside))
    if near:
        return near
    phrase = tuple(
        i
        for i, t in enumerate(times)
        if trigger.noun and t.form not in NO_DAYS and any(t.span.start <= w.idx < t.span.end for w in trigger.token.lefts)
    )
    return phrase or bound or (() if set_off else _only_day(trigger.token, times))


def _only_day(trigger: Token, times: Sequence[TimeExpression]) -> tuple[int, ...]:
    """The one day that the sentence names, where the parse hangs it on a word in between ("killed four fighters late on Monday")."""
    sentence = trigger.sent
    here = [(i, t) for i, t in enumerate(times) if sentence.start_char <= t.span.start < sentence.end_char]
    opening = sentence[min(2, len(sentence) - 1)].idx
    days = [i for i, t in here if t.form in DAY_FORMS or (t.form in LONG_FORMS and t.span.start <= opening)]
    if len(days) != 1 or days[0] in temporal_arguments(trigger, times).context:
        return ()
    stretch = trigger.doc.char_span(times[days[0]].span.start, times[days[0]].span.end, alignment_mode="expand")
    if stretch is None or any(t.lower_ in FAR for t in trigger.doc[max(sentence.start, stretch.start - 3) : stretch.start]):
        return ()
    return tuple(days) if _same_clause(stretch.root, trigger) else ()


def _same_clause(word: Token, trigger: Token) -> bool:
    """Whether no finite clause with a subject of its own holds the word and leaves the trigger out."""
    token = word
    for _ in range(12):
        head = token.head
        if head == trigger:
            return True
        if head.is_ancestor(trigger):
            return head.lemma_.lower() not in word_set("cues", "say") and _directly(trigger, head)
        if head == token or (head.pos_ in {"VERB", "AUX"} and any(c.dep_ in {"nsubj", "nsubjpass"} for c in head.children)):
            return False
        token = head
    return False


def _directly(trigger: Token, verb: Token) -> bool:
    """Whether the attack is an argument of the verb, or a verb beside it; "a suspect in the attack was released" is neither."""
    if trigger.head == verb:
        return trigger.dep_ not in {"appos", "relcl", "acl"}
    return trigger.head.head == verb and trigger.head.lower_ in {"in", "by", "from", "with", "during"}


def side_times(trigger: Token, times: Sequence[TimeExpression]) -> tuple[int, ...]:
    """The expressions of "hours before the jet crashed on Wednesday": near enough to date the attack itself."""
    for word in _markers(trigger):
        clause = word.head if word.dep_ in {"mark", "advmod"} else word
        lead = [t for t in clause.lefts if t.dep_ == "npadvmod"] + [t for t in word.lefts if t.dep_ == "npadvmod"]
        if not any(t.lemma_.lower() in {"hour", "minute"} for t in lead):
            continue
        inside = [t.idx for t in clause.subtree]
        return tuple(
            i for i, t in enumerate(times) if min(inside) <= t.span.start <= max(inside) and t.form not in NO_DAYS and not _is_lead(t, lead)
        )
    return ()


def _is_lead(time: TimeExpression, lead: list[Token]) -> bool:
    return any(time.span.start <= t.idx < time.span.end for t in lead)


def _markers(trigger: Token) -> list[Token]:
    """The words "before" and "after" of the sentence whose clause hangs on the trigger's."""
    verb = trigger
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    return [t for t in trigger.sent if t.lower_ in {"before", "after"} and _hangs_on(t, verb)]


def _hangs_on(token: Token, verb: Token) -> bool:
    above = token.head.head if token.dep_ in {"mark", "advmod"} else token.head
    return verb in (above, above.head)


def relation_of(trigger: Token) -> tuple[str, Span | None]:
    """How the attack's day hangs on a meeting told in its sentence: "eve", "during", "after", "before", and that phrase."""
    for word in trigger.sent:
        relation = RELATIONS.get(word.lower_, "")
        if not relation or word == trigger:
            continue
        phrase = _phrase(word)
        if phrase is not None and not phrase[0] <= trigger.i < phrase[1]:
            first, last = phrase
            part = trigger.doc[first:last]
            shots = any(t.lower_ in word_set("strikes", "other_event.shots") for t in part)
            if (
                not shots
                and any(t.lemma_.lower() in word_set("strikes", "other_event.nouns") for t in part)
                and trigger.i not in range(first, last)
            ):
                return relation, Span(part.start_char, part.end_char)
    return "", None


def _phrase(word: Token) -> tuple[int, int] | None:
    """The tokens that "before", "during", "the eve of" govern."""
    if word.dep_ == "mark":
        clause = sorted(t.i for t in word.head.subtree if t.i > word.i)
        return (clause[0], clause[-1] + 1) if clause else None
    governed = (
        [p for c in word.children if c.lower_ == "of" for p in c.children]
        if word.pos_ == "NOUN"
        else [c for c in word.children if c.dep_ in {"pobj", "pcomp"}]
    )
    if not governed:
        return None
    inside = sorted(t.i for t in governed[0].subtree)
    return inside[0], inside[-1] + 1
