"""Dating of strikes: days from the clause, hours from another dated event, relations to a meeting."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from dossier.extraction.events.dating import NON_DATING_FORMS, temporal_arguments
from dossier.extraction.events.strike.phrases import head_of_phrase
from dossier.extraction.events.strike.triggers import StrikeTrigger
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.timex.recognizer import DAY_FORMS
from dossier.model.span import Span
from dossier.model.time import Direction, TimeExpression

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver

LONG_FORMS = frozenset({"month", "season", "year"})
LONG_UNITS = frozenset({"month", "year", "decade", "century"})
CAPTION_OPENING = 8
"""Words of a sentence in which a caption says what it describes."""
UNTIL = frozenset({"ahead", "before", "prior", "till", "until"})
"""Prepositions of the time up to something, a closed class: "ahead of" and "prior to" by their first words."""
BOUNDARY_WORDS = frozenset({"since", "before", "after", "until", "following"})
RELATIONS = {"during": "during", "amid": "", "after": "after", "following": "after", "before": "before", "eve": "eve", "course": "during"}
NO_DAYS = NON_DATING_FORMS | {"clock", "span"}


def own_days(trigger: StrikeTrigger, times: Sequence[TimeExpression], *, set_off: bool) -> tuple[int, ...]:
    """Indexes of the expressions that date the strike in its own clause; those inside the trigger's phrase take precedence.

    A strike that is `set_off` ("in retaliation for an attack") does not share the only day of the sentence.
    """
    if in_background := days_after_background(trigger.token, times):
        return in_background
    of_others = (
        days_of_procedure(trigger.token, times) | _days_of_background(trigger.token, times) | _days_ranked_over(trigger.token, times)
    )
    arguments = temporal_arguments(trigger.token, times).time_ids
    time_ids = tuple(i for i in arguments if times[i].form not in NO_DAYS and i not in of_others)
    inside = {t.idx for t in trigger.token.subtree}
    in_subtree = tuple(i for i in time_ids if any(times[i].span.start <= at < times[i].span.end for at in inside))
    if in_subtree or _is_recent(trigger.token):
        return in_subtree
    if set_off and trigger.noun:  # "bombed the hills on Friday, following an attack on a convoy"
        time_ids = tuple(i for i in time_ids if times[i].span.start > trigger.token.idx)
    in_modifiers = tuple(
        i
        for i, t in enumerate(times)
        if trigger.noun and t.form not in NO_DAYS and any(t.span.start <= w.idx < t.span.end for w in trigger.token.lefts)
    )
    return in_modifiers or time_ids or (() if set_off else _single_day_of_sentence(trigger.token, times, of_others))


def days_after_background(trigger: Token, times: Sequence[TimeExpression]) -> tuple[int, ...]:
    """Indexes of the days right behind an attack that the news responds to: "bombed the hills after an attack on a convoy on Monday"."""
    return tuple(index for index, attack in _attacks_before_days(trigger, times).items() if attack == trigger)


def _days_of_background(trigger: Token, times: Sequence[TimeExpression]) -> frozenset[int]:
    """Indexes of the days of an attack that the news responds to, unless the trigger is that attack or refers to it."""
    attacks = _attacks_before_days(trigger, times)
    return frozenset(index for index, attack in attacks.items() if attack != trigger and not attack.is_ancestor(trigger))


def _attacks_before_days(trigger: Token, times: Sequence[TimeExpression]) -> dict[int, Token]:
    """The attack in the background ("after an attack", "in response to a strike") right before each day of the sentence, by index of the day."""
    sentence, attacks = trigger.sent, {}
    for index, time in enumerate(times):
        if time.form in DAY_FORMS and sentence.start_char < time.span.start < sentence.end_char:
            phrase = trigger.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
            attack = _background_attack_before(phrase.start, sentence) if phrase is not None else None
            if attack is not None:
                attacks[index] = attack
    return attacks


def _background_attack_before(at: int, sentence: Sentence) -> Token | None:
    """The noun of an attack between a word such as "after" or "response" and the token `at`, if no other clause begins in between."""
    attack, verbs = None, []
    for token in reversed(sentence.doc[sentence.start : at]):
        if token.lower_ in word_set("strikes", "far.words"):
            is_governed = attack is not None and token.is_ancestor(attack) and attack.i > token.i
            return attack if is_governed and attack is not None and all(attack.is_ancestor(verb) for verb in verbs) else None
        if token.text in {",", ";", "—"} or token.lower_ in {"said", "says"}:
            return None
        if token.pos_ in {"VERB", "AUX"}:
            verbs.append(token)
        if token.pos_ == "NOUN" and token.lemma_.lower() in word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak"):
            attack = token
    return None


def _is_recent(noun: Token) -> bool:
    """True for "recent strikes", which the day of what is said or done about them does not date."""
    return noun.tag_ in {"NNS", "NNPS"} and any(t.lower_ == "recent" for t in noun.lefts)


def _days_ranked_over(trigger: Token, times: Sequence[TimeExpression]) -> frozenset[int]:
    """Indexes of the times of the sentence that a comparison is made over."""
    sentence = trigger.sent
    in_sentence = ((i, t) for i, t in enumerate(times) if sentence.start_char <= t.span.start < sentence.end_char)
    return frozenset(i for i, t in in_sentence if _ranks(trigger, t))


def _ranks(trigger: Token, time: TimeExpression) -> bool:
    """True for a time that a comparison is made over: "the bombing, the deadliest this year, took place on Tuesday", "one of the deadliest
    shootings this century".
    """
    if (time.form in LONG_FORMS or time.unit in LONG_UNITS) and any(c.tag_ == "JJS" for c in trigger.lefts):
        return True
    phrase = trigger.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
    token = phrase.root if phrase is not None else trigger
    while token not in {trigger, token.head}:
        token = token.head
        if token != trigger and (token.tag_ == "JJS" or any(c.tag_ == "JJS" for c in token.lefts)):
            return True
    return False


def procedure_above(trigger: Token) -> Token | None:
    """The highest word of law or inquiry whose matter is a strike: "charged" in "was charged on Monday in the shooting of X"; else None."""
    path = [trigger, *trigger.ancestors]
    return next((word for below, word in reversed(list(pairwise(path))) if _has_as_matter(word, below)), None)


def _has_as_matter(word: Token, part: Token) -> bool:
    """True where a phrase is the matter of a word of law ("the trial over X", "charged in X") or of inquiry ("investigate X")."""
    lemma, is_phrase = word.lemma_.lower(), part.dep_ == "prep"
    if (
        word.pos_ == "VERB"
        and part.lower_ == "into"
        and any(c.lemma_.lower() in word_set("strikes", "inquiry.nouns") for c in word.children)
    ):
        return True  # "opened a probe on Wednesday into X"
    if word.pos_ == "VERB" and lemma in word_set("strikes", "inquiry.verbs"):
        return is_phrase or part.dep_ == "dobj"
    nouns = word_set("strikes", "inquiry.nouns") if word.pos_ == "NOUN" else frozenset()
    return is_phrase and lemma in word_set("strikes", "accusation.words") | nouns


def days_of_procedure(trigger: Token, times: Sequence[TimeExpression]) -> frozenset[int]:
    """Indexes of the expressions that date what police and courts did about a strike: before it in "charged on Monday in the shooting", or in
    another clause ("the man accused of shooting X appeared in court on Monday").
    """
    word = procedure_above(trigger)
    if word is None:
        return frozenset()
    sentence = trigger.sent
    inside, own = {t.i for t in word.subtree}, {t.i for t in trigger.subtree}
    days = set()
    for index, time in enumerate(times):
        if not sentence.start_char <= time.span.start < sentence.end_char:
            continue
        phrase = trigger.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if phrase is None or phrase.root.i in own:
            continue
        if phrase.root.i < trigger.i or phrase.root.i not in inside:
            days.add(index)
    return frozenset(days)


def is_caption(sentence: Sentence) -> bool:
    """True for the caption of a picture ("In this photo provided by X, …"), whose day is that of the picture."""
    words = [t for t in sentence[:CAPTION_OPENING] if not (t.is_space or t.is_punct)]
    return (
        len(words) > 1
        and words[0].lower_ == "in"
        and words[1].lower_ in {"this", "these"}
        and any(t.lemma_.lower() in word_set("wordnet", "pictures") for t in words[2:])
    )


def days_in_phrase(noun: Token, clause: Token, times: Sequence[TimeExpression]) -> tuple[int, ...]:
    """Indexes of the days in a noun's phrase before a clause about it: "the April 2 massacre, in which …"."""
    words = [t.idx for t in noun.subtree if t.i < clause.left_edge.i]
    return tuple(i for i, t in enumerate(times) if t.form not in NO_DAYS and any(t.span.start <= at < t.span.end for at in words))


def _single_day_of_sentence(trigger: Token, times: Sequence[TimeExpression], of_others: Collection[int]) -> tuple[int, ...]:
    """The only day of the sentence, but for those `of_others`, where the parse attaches it to another word ("killed four fighters late on Monday")."""
    sentence = trigger.sent
    in_sentence = [(i, t) for i, t in enumerate(times) if sentence.start_char <= t.span.start < sentence.end_char]
    opening = sentence[min(2, len(sentence) - 1)].idx
    days = [i for i, t in in_sentence if t.form in DAY_FORMS or (t.form in LONG_FORMS and t.span.start <= opening)]
    days = [i for i in days if i not in of_others and not _is_to_come(trigger, times[i])]
    if len(days) != 1 or days[0] in temporal_arguments(trigger, times).narrative_time_ids:
        return ()
    phrase = trigger.doc.char_span(times[days[0]].span.start, times[days[0]].span.end, alignment_mode="expand")
    if phrase is None or any(t.lower_ in BOUNDARY_WORDS for t in trigger.doc[max(sentence.start, phrase.start - 3) : phrase.start]):
        return ()
    return tuple(days) if _same_clause(phrase.root, trigger) and not _dates_other_noun(phrase.root, trigger) else ()


def _is_to_come(trigger: Token, time: TimeExpression) -> bool:
    """True for the day in "ahead of elections scheduled for 28 May", which is that of something else."""
    before = (t for t in trigger.sent if t.lower_ in UNTIL | word_set("times", "tense.planned") and t.idx < time.span.start)
    return time.direction is Direction.FUTURE and any(not t.is_ancestor(trigger) for t in before)


def _dates_other_noun(day: Token, trigger: Token) -> bool:
    """True for a day before the noun of something else: "north of the epicentre of the June 3 quake"."""
    noun = day.head
    is_before_noun = noun.pos_ == "NOUN" and noun.i > day.i and day.dep_ in {"poss", "compound", "nmod", "amod", "nummod"}
    is_of_strike = noun == trigger or noun.is_ancestor(trigger) or noun.lower_ in word_set("event_times", "carriers")
    return is_before_noun and not is_of_strike


def _same_clause(word: Token, trigger: Token) -> bool:
    """True where no finite clause with its own subject contains the word without the trigger."""
    token = word
    for _ in range(12):
        head = token.head
        if head == trigger:
            return True
        if head.is_ancestor(trigger):
            return head.lemma_.lower() not in word_set("cues", "say") and _is_argument_of(trigger, head)
        if head == token or (head.pos_ in {"VERB", "AUX"} and any(c.dep_ in {"nsubj", "nsubjpass"} for c in head.children)):
            return False
        token = head
    return False


def _is_argument_of(trigger: Token, verb: Token) -> bool:
    """True for an argument of the verb or of its preposition, but not in "a suspect in the attack was released"."""
    phrase = head_of_phrase(trigger)
    if phrase.head == verb:
        return phrase.dep_ not in {"appos", "relcl", "acl"}
    return phrase.head.head == verb and phrase.head.lower_ in {"in", "by", "from", "with", "during"}


def times_of_adjacent_event(trigger: Token, times: Sequence[TimeExpression]) -> tuple[int, ...]:
    """Indexes of the times in "hours before the jet crashed on Wednesday": near enough to date the strike itself."""
    for word in _temporal_markers(trigger):
        clause = word.head if word.dep_ in {"mark", "advmod"} else word
        adverbials = [t for t in clause.lefts if t.dep_ == "npadvmod"] + [t for t in word.lefts if t.dep_ == "npadvmod"]
        if not any(t.lemma_.lower() in {"hour", "minute"} for t in adverbials):
            continue
        inside = [t.idx for t in clause.subtree]
        return tuple(
            i
            for i, t in enumerate(times)
            if min(inside) <= t.span.start <= max(inside) and t.form not in NO_DAYS and not _contains_any(t, adverbials)
        )
    return ()


def times_of_death_before(trigger: Token, times: Sequence[TimeExpression], resolver: "CorefResolver") -> tuple[int, ...]:
    """Indexes of the times in the sentence before, if it reports the death of the person whom the strike is on: "X was killed in June 2031.
    Y shot him in the head".
    """
    victim = next((child for child in trigger.children if child.dep_ == "dobj"), None)
    sentence = trigger.sent
    if victim is None or sentence.start == 0:
        return ()
    for verb in trigger.doc[sentence.start - 1].sent:
        dead = {resolver.resolve(child) for child in verb.children if child.dep_ == "nsubjpass"} - {None}
        is_same = bool(dead) if victim.lower_ == "them" else resolver.resolve(victim) in dead
        if verb.lemma_.lower() in word_set("figures", "killed.verbs") and is_same:
            return tuple(i for i in temporal_arguments(verb, times).time_ids if times[i].form not in NO_DAYS)
    return ()


def _contains_any(time: TimeExpression, tokens: list[Token]) -> bool:
    """True where the expression contains one of the tokens."""
    return any(time.span.start <= t.idx < time.span.end for t in tokens)


def _temporal_markers(trigger: Token) -> list[Token]:
    """The words "before" and "after" of the sentence whose clause is attached to the trigger's."""
    verb = trigger
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    return [t for t in trigger.sent if t.lower_ in {"before", "after"} and _modifies(t, verb)]


def _modifies(token: Token, verb: Token) -> bool:
    governor = token.head.head if token.dep_ in {"mark", "advmod"} else token.head
    return verb in (governor, governor.head)


def relation_of(trigger: Token) -> tuple[str, Span | None]:
    """Relation of the strike's day to a meeting in its sentence ("eve", "during", "after", "before"), and the span of that phrase."""
    for word in trigger.sent:
        relation = RELATIONS.get(word.lower_, "")
        if not relation or word == trigger:
            continue
        token_range = _governed_tokens(word)
        if token_range is not None and not token_range[0] <= trigger.i < token_range[1]:
            first, last = token_range
            phrase_tokens = trigger.doc[first:last]
            is_shooting = any(t.lower_ in word_set("strikes", "other_event.shots") for t in phrase_tokens)
            if (
                not is_shooting
                and any(t.lemma_.lower() in word_set("strikes", "other_event.nouns") for t in phrase_tokens)
                and trigger.i not in range(first, last)
            ):
                return relation, Span(phrase_tokens.start_char, phrase_tokens.end_char)
    return "", None


def _governed_tokens(word: Token) -> tuple[int, int] | None:
    """Index range [first, last) of the tokens governed by "before", "during", "the eve of"."""
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
