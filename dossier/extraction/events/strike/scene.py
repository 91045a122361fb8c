"""Scene: the town of a strike whose own clauses do not name it, by evidence from the whole article."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dossier.extraction.events.dateline import is_town
from dossier.extraction.events.location import is_beside, is_next_step, is_of_speaker, is_time_clause
from dossier.extraction.events.place_phrases import LOCATIVE, WIDE, PlacePhrase
from dossier.extraction.events.strike.context import StrikeContext
from dossier.extraction.events.strike.groups import StrikeGroup
from dossier.extraction.lexicon.geography import capitals, cities, state_named
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.syntax.factuality import governing_verb
from dossier.model.place import PlaceKind
from dossier.places.gazetteer import find_places_spelled
from dossier.text.names import fold_name

IN_SENTENCE, OFFICE_NEAR_BY, IN_DATELINE, NEAR_BY, OFFICE_ELSEWHERE, ELSEWHERE = 4, 3, 3, 2, 2, 1
"""Weight of a town: in a sentence of the strike, before an office there or in the next sentence, in the dateline, in the next sentence,
before an office elsewhere, anywhere in the article. An office is one of the town ("X police") or in it ("police in X").
"""
ENOUGH = 3
"""Weight from which a town is the scene."""
MOST_ELSEWHERE = 2
MAX_STEPS = 5
SITES = (("places", "venues"), ("figures", "buildings.nouns"), ("places", "streets"), ("strikes", "nouns.sure"))
"""Lists of nouns that a town's name may precede to say where something was: "an X hotel", "the X shooting"."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The town of a strike by evidence from the article: `names` from narrow to wide, empty where there is not enough.

    `by_office` is true where an office of the town ("X police") speaks of the strike; `by_dateline` where without the dateline there
    would not be enough.
    """

    names: tuple[str, ...] = ()
    by_office: bool = False
    by_dateline: bool = False


def scenes_of(groups: Sequence[StrikeGroup], context: StrikeContext) -> tuple[Scene, ...]:
    """The scene of each group: the town with the most evidence.

    A town that is the place of another strike is no evidence. The dateline, and towns far from a strike's own sentences, count for the
    strike with the most mentions only, the news of the article.
    """
    if not groups:
        return ()
    triggers = {m.trigger.token.i for group in groups for m in group.mentions}
    towns = [p for p in context.places if p.rank == 1 and not _is_elsewhere(p, context) and not _is_of_other_attack(p, triggers, context)]
    towns = [p for p in towns if not is_of_speaker(p, context.doc)]
    towns = [p for p in towns if not _is_of_other_step(p, triggers, context) and not _is_beside_attack(p, triggers, context)]
    main = max(groups, key=lambda g: (len(g.mentions), -groups.index(g)))
    scenes = []
    for group in groups:
        places = {name for g in groups if g is not group for m in g.mentions for name in m.places}
        scenes.append(_scene(group, [p for p in towns if p.names[0] not in places], context, is_main=group is main))
    return tuple(scenes)


def with_scene(places: tuple[str, ...], rank: int, scene: Scene) -> tuple[str, ...]:
    """The places of a strike, from narrow to wide, with its scene where they lack a town.

    A street, a venue or a quarter is followed by the town, and so is a name that no list has where the town's own police speak of it;
    a region is preceded by a town that lies in it.
    """
    if not places or not scene.names or scene.names[0] in places:
        return places or scene.names
    town = scene.names[0]
    if rank >= WIDE:
        return (town, *places) if lies_in(town, places, needs_region=scene.by_dateline) else places
    is_part = rank in {0, 2} or (scene.by_office and not is_listed(places[0]))
    return (*places[:1], *scene.names) if is_part and len(places) == 1 and town not in places[0] else places


def lies_in(town: str, places: Sequence[str], *, needs_region: bool) -> bool:
    """True where a town of that name lies in one of the wider places; with `needs_region` the state alone does not count."""
    words = {fold_name(word) for name in places for word in (name, " ".join(name.split()[1:])) if word}
    return any(
        fold_name(place.region) in words or (not needs_region and fold_name(place.country_name) in words)
        for place in find_places_spelled(town)
        if place.kind is PlaceKind.TOWN
    )


def _scene(group: StrikeGroup, towns: Sequence[PlacePhrase], context: StrikeContext, *, is_main: bool) -> Scene:
    """The scene of one group from the mentions of towns."""
    weights: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    offices: set[str] = set()
    phrases: dict[str, PlacePhrase] = {}
    sentences = _sentence_numbers(group, context)
    for town in towns:
        name, weight = town.names[0], _weight(town, sentences, context)
        phrases.setdefault(name, town)
        (elsewhere if weight == ELSEWHERE else weights)[name] += weight
        offices |= {name} if _precedes(town, "local_office.nouns", context) else set()
    without_dateline = weights.copy()
    if is_main:
        for name, count in elsewhere.items():
            without_dateline[name] += min(count, MOST_ELSEWHERE)
        weights = without_dateline.copy()
        if context.dateline_town and context.dateline_town not in capitals().values():
            weights[context.dateline_town] += IN_DATELINE
    fitting = [name for name in weights if weights[name] >= ENOUGH and _fits(name, group)]
    if not fitting:
        return Scene()
    best = max(fitting, key=lambda name: weights[name])
    names = phrases[best].names if best in phrases else (best,)
    return Scene(names, best in offices, without_dateline[best] < ENOUGH)


def _weight(town: PlacePhrase, sentences: frozenset[int], context: StrikeContext) -> int:
    """Weight of one mention of a town."""
    number = context.sentence_numbers[context.doc[town.first].sent.start]
    is_in_sentence, is_near = number in sentences, bool({number - 1, number + 1} & sentences)
    if town.preposition in LOCATIVE or _is_attacked(town, context):
        near_by = OFFICE_NEAR_BY if _has_office_in(town, context) else NEAR_BY
        return IN_SENTENCE if is_in_sentence else near_by if is_near else ELSEWHERE
    if not is_listed(town.names[0]):
        return 0
    if _precedes(town, "local_office.nouns", context):
        return OFFICE_NEAR_BY if is_in_sentence or is_near else OFFICE_ELSEWHERE
    names_site = any(_precedes_noun_of(town, lexicon, key, context) for lexicon, key in SITES)
    if names_site:
        return IN_SENTENCE if is_in_sentence else ELSEWHERE
    return ELSEWHERE if _precedes_noun_of(town, "figures", "people.nouns", context) else 0


def _has_office_in(town: PlacePhrase, context: StrikeContext) -> bool:
    """True for "police in X"."""
    preposition = context.doc[town.first].head
    return preposition.dep_ == "prep" and preposition.head.lemma_.lower() in word_set("strikes", "local_office.nouns")


def _is_attacked(town: PlacePhrase, context: StrikeContext) -> bool:
    """True for what an attack is on: "their assault on the northern city of X"."""
    attacks = word_set("strikes", "nouns.weak") | word_set("strikes", "nouns.sure")
    token: Token = context.doc[town.last]
    while token.head != token and token.head.pos_ in {"ADP", "NOUN", "PROPN"} and token.lemma_.lower() not in attacks:
        token = token.head
    objects = (c for c in token.head.children if c.dep_ == "dobj")  # the parse may attach "on" to the verb: "pressed an assault on X"
    is_attack = token.lemma_.lower() in attacks or any(c.lemma_.lower() in attacks for c in objects)
    return is_attack and town.preposition in {"on", "against"}


def _precedes(town: PlacePhrase, key: str, context: StrikeContext) -> bool:
    return _precedes_noun_of(town, "strikes", key, context)


def _precedes_noun_of(town: PlacePhrase, lexicon: str, key: str, context: StrikeContext) -> bool:
    """True where the town's name modifies a noun of a list: "X police", "an X hotel"."""
    head = context.doc[town.last].head
    after = context.doc[town.last + 1] if town.last + 1 < len(context.doc) else None
    heads = [token for token in (after, head if head.i > town.last else None) if token is not None and token.pos_ in {"NOUN", "PROPN"}]
    return not town.possessive and any(token.lemma_.lower() in word_set(lexicon, key) for token in heads)


def is_listed(name: str) -> bool:
    """True for a town of a list that is named like no office: there is a town of Police."""
    return (name in cities() or is_town(name)) and name.lower() not in word_set("strikes", "local_office.nouns")


def _sentence_numbers(group: StrikeGroup, context: StrikeContext) -> frozenset[int]:
    return frozenset(context.sentence_numbers[m.trigger.token.sent.start] for m in group.mentions)


def _is_elsewhere(town: PlacePhrase, context: StrikeContext) -> bool:
    """True where the phrase says where somebody lives, was arrested, tried or treated, or where something before the strike was."""
    token: Token = context.doc[town.last]
    for _ in range(MAX_STEPS):
        if token.head == token:
            return False
        is_subject, verb = token.dep_ == "nsubj", token.head.lemma_.lower()
        # "told reporters in X", "the embassy in X condemned …"
        is_of_speech = verb in word_set("cues", "describe") if is_subject else verb in word_set("cues", "say")
        token = token.head
        if is_of_speech and not _is_meanwhile(token):
            return True
        if token.lemma_.lower() in word_set("strikes", "elsewhere.words"):
            return True
        if token.pos_ in {"VERB", "AUX"}:
            return is_time_clause(token) and not _is_meanwhile(token)
    return False


def _is_meanwhile(verb: Token) -> bool:
    """True for what went on at the time of an attack, and so in its place: "as they pressed on to X", "as they were praying in X"."""
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"as", "while"} for c in verb.children)


def _is_of_other_attack(town: PlacePhrase, triggers: Collection[int], context: StrikeContext) -> bool:
    """True in "the strike came ahead of an offensive in X": an attack that none of the strikes is. `triggers` are the indexes of their words."""
    attacks = word_set("strikes", "nouns.weak") | word_set("strikes", "nouns.sure") | {"operation", "war", "campaign"}
    token: Token = context.doc[town.last]
    while token.head != token and token.head.pos_ in {"ADP", "NOUN", "PROPN"}:
        token = token.head
        if token.pos_ == "NOUN" and token.lemma_.lower() in attacks:
            return token.i not in triggers and town.preposition in LOCATIVE and not any(c.lower_ in {"the", "this"} for c in token.lefts)
    return False


def _is_beside_attack(town: PlacePhrase, triggers: Collection[int], context: StrikeContext) -> bool:
    """True for X in "a house in X, near the town where a gunman killed 12"."""
    sentence = context.doc[town.first].sent
    return any(is_beside(town, verb) for verb in sentence if verb.i in triggers and any(c.lower_ == "where" for c in verb.children))


def _is_of_other_step(town: PlacePhrase, triggers: Collection[int], context: StrikeContext) -> bool:
    """True for X in "he fled a house in X before shooting at the club": where something else was, before or after the strike."""
    verb = governing_verb(context.doc[town.last])
    if verb is None or verb.i in triggers:
        return False
    steps = [t for t in verb.subtree if t.i in triggers and t.i > verb.i]
    return any(_leads_over_step(t, verb) for t in steps) and not any(c.i in triggers for c in verb.children)


def _leads_over_step(token: Token, verb: Token) -> bool:
    """True where "before" or "after" separates a token from a verb above it."""
    while token not in {verb, token.head}:
        if is_next_step(token):
            return True
        token = token.head
    return False


def _fits(name: str, group: StrikeGroup) -> bool:
    """True where the town may lie in the wider place that the strike is said to be in."""
    states = {state for m in group.mentions if m.places and (state := state_named(m.places[-1]))}
    places = find_places_spelled(name)
    return not states or not places or bool(states & {place.country_name for place in places})
