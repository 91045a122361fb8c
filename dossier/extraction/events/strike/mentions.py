"""Strike mentions: one trigger with its arguments."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dossier.extraction.events.dating import temporal_arguments
from dossier.extraction.events.figures import FigureMention
from dossier.extraction.events.place_phrases import PlacePhrase
from dossier.extraction.events.standing import status_of
from dossier.extraction.events.strike.arguments import (
    agent_actor,
    agent_name,
    attacker_words,
    persons_killed,
    struck_by,
    target_text,
    target_words,
    targets_of,
)
from dossier.extraction.events.strike.armed import is_armed_actor
from dossier.extraction.events.strike.background import comes_before_news, describes_person
from dossier.extraction.events.strike.comparison import are_on_one_side, places_of_side, since_of_comparison
from dossier.extraction.events.strike.context import StrikeContext
from dossier.extraction.events.strike.dating import (
    days_in_phrase,
    is_caption,
    own_days,
    relation_of,
    times_of_adjacent_event,
    times_of_death_before,
)
from dossier.extraction.events.strike.factuality import assess_factuality, is_campaign, is_past_clause, is_presupposed
from dossier.extraction.events.strike.groups import FURTHER, StrikeMention
from dossier.extraction.events.strike.harm import harming_verbs
from dossier.extraction.events.strike.location import place_for, state_of_target
from dossier.extraction.events.strike.phrases import head_of_phrase, names_several, prepositional_objects
from dossier.extraction.events.strike.triggers import StrikeTrigger, subjects_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.weapons import Weapon
from dossier.extraction.quotes.credit import attributed_actor
from dossier.extraction.syntax.factuality import Factuality, factuality_of, has_past_perfect
from dossier.extraction.syntax.subjects import is_predicate
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.span import Span

BURNING = frozenset({"fire", "blaze"})
"""What an attack may leave, which is no attack: "a fire broke out after a drone attack"."""


def mention_of(trigger: StrikeTrigger, triggers: Sequence[StrikeTrigger], context: StrikeContext) -> StrikeMention | None:
    """The mention of one of the `triggers` of a sentence; None where the strike did not take place."""
    token = trigger.token
    factuality = _factuality(token)
    if (trigger.noun and _is_any(token)) or _describes_weapon(token, triggers):
        return None
    if status_of(factuality, STRIKE) is None and not (factuality is Factuality.DENIED and trigger.noun and is_definite(token)):
        return None
    heads = targets_of(trigger)
    figure_mentions = tuple(f for f in context.figure_mentions[token.sent.start] if _trigger_of_figure(f, token, triggers) == token.i)
    place = _place_of(trigger, figure_mentions, triggers, context)
    state = state_of_target(trigger, heads) if place is None else ""
    attacker, name = agent_actor(trigger, context.resolver, context.states), agent_name(trigger, context.resolver, context.states)
    mention = StrikeMention(
        trigger=trigger,
        sentence=Span(token.sent.start_char, token.sent.end_char),
        paragraph=context.paragraphs.number_at(token.idx),
        attacker=attacker,
        agent_name=name,
        attacker_words="" if name else attacker_words(trigger, context.resolver),
        sides=frozenset({name, *(context.resolver.affiliations(attacker) if attacker is not None else ())} - {""}),
        weapons=tuple(w for w in trigger.weapons if not _is_target(w, triggers, token.sent.start)),
        target=target_text(heads, context.resolver),
        target_words=target_words(heads or struck_by(trigger)),
        places=place.names if place else (state,) if state else (),
        place_rank=place.rank if place else 4,
        figure_mentions=figure_mentions,
        attributed_to=attributed_actor(token, context.quoted_spans, context.resolver, context.states),
        definite=is_definite(token) if trigger.noun else _has_definite_subject(trigger),
        set_off=_is_set_off(token, triggers),
        beside=_is_beside(token),
        quoted=context.is_quoted(token),
        killed=persons_killed(trigger, context.resolver),
        plural=trigger.noun and names_several(token),
    )
    mention = _with_times(mention, triggers, context)
    return mention if trigger.noun and is_predicate(head_of_phrase(token)) else assess_factuality(mention, factuality)


def _place_of(
    trigger: StrikeTrigger, figure_mentions: Sequence[FigureMention], triggers: Sequence[StrikeTrigger], context: StrikeContext
) -> PlacePhrase | None:
    """The place of a mention, else that of the attack that its clause describes; never that of an attack with which it is only compared."""
    token = trigger.token
    places = places_of_side(token, _places_behind(_background_word(token), triggers, context.places))
    place = place_for(trigger, tuple(context.doc[f.token_index] for f in figure_mentions), places)
    antecedent = _antecedent(token, triggers)
    if antecedent is not None and place is None:
        place = place_for(antecedent, (), context.places)
    is_other = place is not None and not are_on_one_side(since_of_comparison(token), token.idx, place.span.start)
    return None if is_other else place


def _is_any(noun: Token) -> bool:
    """True for any attack of a kind: "a shooting by police that gives rise to anger"."""
    if not any(t.lower_ in {"a", "an"} for t in noun.lefts):
        return False
    clauses = [c for c in noun.children if c.dep_ == "relcl" and c.tag_ in {"VBZ", "VBP"}]
    return any(c.pos_ == "VERB" and not any(g.dep_ in {"aux", "auxpass", "ccomp"} for g in c.children) for c in clauses)


def _describes_weapon(verb: Token, triggers: Sequence[StrikeTrigger]) -> bool:
    """True for "crashed" in "a drone that had crashed in May exploded on Monday", which only says which drone another trigger is about."""
    if verb.pos_ != "VERB" or verb.dep_ != "relcl" or not has_past_perfect(verb):
        return False
    return any(verb.head in subjects_of(t.token) for t in triggers if not t.noun and t.token != verb)


def _factuality(token: Token) -> Factuality:
    """Factuality of a trigger; in "an imminent attack targeting X" the verb has that of its noun."""
    if token.pos_ == "VERB" and token.dep_ in {"acl", "relcl"} and not is_past_clause(token):  # "the massacre in which gunmen had shot 26"
        above = factuality_of(token.head) if token.head.lemma_.lower() in word_set("strikes", "nouns.weak") else Factuality.OCCURRED
        if status_of(above, STRIKE) is None:
            return above
    factuality = factuality_of(token)
    is_doubted = factuality in {Factuality.PLANNED, Factuality.HYPOTHETICAL, Factuality.DENIED}
    return Factuality.OCCURRED if is_doubted and is_presupposed(token) else factuality


def _with_times(mention: StrikeMention, triggers: Sequence[StrikeTrigger], context: StrikeContext) -> StrikeMention:
    """The mention with its temporal arguments; one that is set off from another strike shares none of that one's days."""
    trigger, times = mention.trigger, context.times
    set_off = (mention.set_off or _is_set_off(trigger.token, triggers, first=True)) and not mention.beside
    antecedent = _antecedent(trigger.token, triggers)
    inherited = days_in_phrase(antecedent.token, trigger.token, times) if antecedent is not None else ()
    if is_caption(trigger.token.sent):
        narrative = own_days(trigger, times, set_off=set_off)
        return replace(mention, narrative_time_ids=narrative, is_campaign=is_campaign(trigger, narrative, times))
    time_ids = inherited or own_days(trigger, times, set_off=set_off)
    since = since_of_comparison(trigger.token)
    time_ids = tuple(i for i in time_ids if are_on_one_side(since, trigger.token.idx, times[i].span.start))
    if not time_ids and not set_off:
        time_ids = times_of_adjacent_event(trigger.token, times) or times_of_death_before(trigger.token, times, context.resolver)
    relation, span = ("", None) if set_off or time_ids else relation_of(trigger.token)
    return replace(
        mention,
        time_ids=time_ids,
        narrative_time_ids=() if set_off else temporal_arguments(trigger.token, times).narrative_time_ids,
        time_relation=relation,
        time_relation_span=span,
        is_campaign=is_campaign(trigger, time_ids, times),
    )


def _antecedent(verb: Token, triggers: Sequence[StrikeTrigger]) -> StrikeTrigger | None:
    """The attack that a relative clause describes, whose day and place are the clause's: "the April 2 massacre, in which gunmen shot 26"."""
    if verb.dep_ not in {"relcl", "acl"}:
        return None
    noun = verb.head
    for _ in range(3):  # the parse may attach the clause to the place: "the massacre at X, in which …"
        if trigger := next((t for t in triggers if t.noun and t.token == noun), None):
            return trigger
        if noun.dep_ not in {"pobj", "prep"}:
            return None
        noun = noun.head
    return None


def _is_target(weapon: Weapon, triggers: Sequence[StrikeTrigger], sentence: int) -> bool:
    """True where a weapon is the target of a trigger in the sentence, or one of them: "a drone strike targeting a car bomb", "hit 20 sites,
    including rocket depots".
    """
    in_sentence = [t for t in triggers if t.token.sent.start == sentence]
    if in_sentence and any(word.lower_ == "including" for word in in_sentence[0].token.doc[weapon.first].ancestors):
        return True
    return any(weapon.first <= head.i < weapon.last for t in in_sentence for head in targets_of(t))


def is_definite(noun: Token) -> bool:
    """True where a noun refers to a strike mentioned before: "the attack", "Monday's attack", "it was a suicide attack"."""
    left = list(noun.lefts)
    if is_predicate(noun):
        return True
    return any(t.lower_ in word_set("strikes", "again.determiners") for t in left) or any(
        t.dep_ == "poss" and t.ent_type_ in {"DATE", "TIME"} for t in left
    )


def _has_definite_subject(trigger: StrikeTrigger) -> bool:
    """True where the verb's subject was mentioned before: "the bomber", "the drone's missiles", "one of the shells"."""
    weapons = {i for w in trigger.weapons for i in range(w.first, w.last)}
    subjects = [s for s in subjects_of(trigger.token) if s.pos_ == "NOUN" and (is_armed_actor(s) or s.i in weapons)]
    subjects += [p for s in subjects_of(trigger.token) for p in prepositional_objects(s, {"of"}) if p.i in weapons]
    return any(t.lower_ in {"the", "this", "these"} for s in subjects for t in (s.left_edge, *s.lefts))


def _is_set_off(token: Token, triggers: Sequence[StrikeTrigger], *, first: bool = False) -> bool:
    """True where "after", "in response to", "since" and the like separate the trigger from an earlier one of the sentence.

    That is the one right before it, or with `first` the first of the sentence.
    """
    start, since = token.sent.start, since_of_comparison(token)
    before = [t.token for t in triggers if start <= t.token.i < token.i and (t.armed or t.token.lemma_.lower() not in BURNING)]
    if not before:
        return comes_before_news(token)
    other = before[0 if first else -1]
    if describes_person(token, other) or not are_on_one_side(since, other.idx, token.idx):
        return True
    is_subject = other.head == token and other.dep_ == "nsubj"  # "weeks after a bombing killed 13"
    if _is_measured_step(token) and not is_subject:
        return True
    if token.head == other and token.dep_ == "advcl" and other.pos_ == "VERB":
        return _is_set_off(other, triggers, first=first)  # "since bombs went off, killing 100"
    if other.head == token or token.head == other:
        return False
    if (_background_word(token) is None) != (_background_word(other) is None):
        return True
    # "killed in separate attacks" separates them from earlier strikes, not from "killed"; "while another blast killed five" does
    own = (t for t in token.lefts if (t.dep_, t.lower_) != ("mark", "since"))  # "the deadliest attack since a bomb killed 12"
    modifiers = {t.i for t in own} if token.dep_ not in {"nsubj", "nsubjpass"} else frozenset[int]()
    far = _far_words(token.doc)
    return any(at not in modifiers for at in far[bisect_right(far, other.i) : bisect_right(far, token.i)])


def _is_beside(noun: Token) -> bool:
    """True for "another blast" as a subject, which is news like what its sentence reports before it: "… while another blast killed five"."""
    return noun.dep_ in {"nsubj", "nsubjpass"} and any(t.lower_ in FURTHER for t in noun.lefts) and _background_word(noun) is None


def _is_measured_step(verb: Token) -> bool:
    """True for "shelled" in "a day after they shelled the camp"."""
    if verb.dep_ != "advcl":
        return False
    marks = [c for c in verb.children if c.dep_ == "mark" and c.lower_ in {"after", "before"}]
    return any(c.dep_ == "npadvmod" and c.i < mark.i for mark in marks for c in (*mark.children, *verb.children))


def _far_words(doc: Doc) -> list[int]:
    """Indices of the words that separate two events, kept with the document: a sentence of many triggers asks for every pair of them."""
    if "far words" not in doc.user_data:
        doc.user_data["far words"] = [t.i for t in doc if t.lower_ in word_set("strikes", "far.words") and not _is_victim(t)]
    indices: list[int] = doc.user_data["far words"]
    return indices


def _is_victim(word: Token) -> bool:
    """True for "another" in "killed one and wounded another": a further victim, not a further attack, as in "another blast killed five"."""
    head = word.head if word.dep_ in {"nsubj", "nsubjpass", "dobj"} else word.head.head
    is_agent = word.dep_ == "det" and word.head.dep_ == "nsubj"
    return word.lower_ == "another" and not is_agent and head.lemma_.lower() in harming_verbs()


def _background_word(token: Token) -> Token | None:
    """The word that governs a trigger in "on the heels of", "in response to", "following", with no verb in between; None without one."""
    for _ in range(6):
        if token.head == token or (token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"relcl", "acl"}):
            return None
        token = token.head
        if token.lower_ in word_set("strikes", "far.words"):
            return token
    return None


def _places_behind(word: Token | None, triggers: Sequence[StrikeTrigger], places: Sequence[PlacePhrase]) -> Sequence[PlacePhrase]:
    """The places but for those before a `word` such as "after" in its sentence, where another attack is reported before the word, whose places
    they are: "bombed Arle after an attack on X".
    """
    if word is None or not any(word.sent.start <= t.token.i < word.i for t in triggers):
        return places
    return [p for p in places if not word.sent.start <= p.first < word.i]


def _trigger_of_figure(mention: FigureMention, token: Token, triggers: Sequence[StrikeTrigger]) -> int:
    """Index of the trigger in the sentence that a figure belongs to: the one it is attached to, else the nearest before it."""
    sentence = token.sent
    if _counts_background(mention, token, triggers):
        return -1
    since = since_of_comparison(token)
    on_side = [t.token for t in triggers if are_on_one_side(since, t.token.idx, mention.figure.span.start)]
    in_sentence = [t for t in on_side if sentence.start <= t.i < sentence.end]
    word = token.doc[mention.token_index]
    connected = [t for t in in_sentence if t == word or t.is_ancestor(word) or word.is_ancestor(t)]
    before = [t for t in in_sentence if t.i <= word.i]
    candidates = [t for t in in_sentence if t == word] or [t for t in before if t in connected] or before
    below = sorted(connected, key=lambda t: _steps_up(t, word))  # "five were killed when a man opened fire, a day after a boy shot six"
    return candidates[-1].i if candidates else next((t.i for t in (*below, *reversed(in_sentence))), -1)


def _steps_up(token: Token, above: Token) -> int:
    """Steps in the parse from a token to one above it."""
    return next((steps for steps, ancestor in enumerate(token.ancestors) if ancestor == above), 0)


def _counts_background(mention: FigureMention, token: Token, triggers: Sequence[StrikeTrigger]) -> bool:
    """True for the dead of an attack that only something is compared with: "the deadliest attack since a school massacre that killed 150"."""
    verb = token.doc[mention.token_index]
    if verb.dep_ != "relcl" or any(t.token == verb.head for t in triggers):
        return False
    is_attack = verb.head.lemma_.lower() in word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak")
    return is_attack and _background_word(verb.head) is not None
