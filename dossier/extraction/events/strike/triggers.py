"""Strike triggers: verbs and nouns of armed attack, disambiguated from their other senses."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dossier.extraction.events.strike.armed import (
    goes_inside_place,
    is_armed_actor,
    is_body_of_state,
    is_place,
    is_strikable,
    is_struck_gunman,
)
from dossier.extraction.events.strike.harm import kills_in
from dossier.extraction.events.strike.phrases import instruments_of, light_verb, modifies_other_noun, prepositional_objects, speakers_of
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import state_named
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.weapons import Weapon
from dossier.extraction.syntax.factuality import has_perfect
from dossier.extraction.syntax.subjects import accused_of, agents_of, direct_subjects

MODIFIER_DEPS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod"})
BETWEEN = 5
"""Words from a weapon to the noun that it belongs to, without a link in the parse."""
_ENDS = frozenset('.!?"”')
_AIMING = frozenset({"at", "into", "on", "toward", "towards"})
FINITE_CLAUSE_DEPS = frozenset({"ccomp", "relcl", "ROOT", "parataxis"})


@dataclass(frozen=True, slots=True, eq=False)
class StrikeTrigger:
    """A word that names an attack.

    `armed` is true where the clause itself shows that arms were used; other triggers can only refer to an attack mentioned elsewhere.
    `weapons` are those of its clause; `counted` is true for "three attacks".
    """

    token: Token
    noun: bool
    armed: bool
    weapons: tuple[Weapon, ...]
    counted: bool = False


def find_triggers(doc: Doc, weapons: tuple[Weapon, ...]) -> tuple[StrikeTrigger, ...]:
    """The triggers of a text in order, each `armed` by its own clause."""
    triggers = []
    for token, weapons_near in _with_weapons(doc, weapons):
        if is_event_noun(token):
            trigger = _noun_trigger(token, weapons_near)
        else:
            trigger = _verb_trigger(token, weapons_near) if token.pos_ == "VERB" else None
        if trigger is not None and not _is_other_domain(token, trigger):
            triggers.append(trigger)
    return tuple(triggers)


def _with_weapons(doc: Doc, weapons: tuple[Weapon, ...]) -> Iterator[tuple[Token, tuple[Weapon, ...]]]:
    """Each word with the weapons of its sentence and those right before it."""
    ends = [weapon.last for weapon in weapons]
    for sentence in doc.sents:
        near = weapons[bisect_left(ends, sentence.start - BETWEEN) : bisect_left(ends, sentence.end + 1)]
        yield from ((token, near) for token in sentence if not (token.is_space or token.is_punct))


def is_event_noun(token: Token) -> bool:
    """True for a noun, or a gerund used as one ("in shelling by troops")."""
    if token.pos_ in {"NOUN", "PROPN"} or _is_mistagged_noun(token):
        return True
    if token.tag_ != "VBG" or token.lower_ not in word_set("strikes", "nouns.sure"):
        return False
    if token.dep_ in {"amod", "compound"} and token.head.lemma_.lower() in word_set("strikes", "nouns.of_an_attack"):
        return True
    return token.dep_ in {"pcomp", "pobj", "nsubj", "csubj", "dobj"} and not any(
        c.dep_ in {"dobj", "aux"} or (c.dep_ == "nsubj" and not country_of(c.text)) for c in token.children
    )


def _is_mistagged_noun(token: Token) -> bool:
    """True for "airstrikes" as subject or object, which the tagger may take for a verb."""
    is_argument = token.dep_ in {"pobj", "dobj", "nsubj", "nsubjpass"} or (token.dep_ == "pcomp" and token.tag_ != "VBG")
    is_verb = token.tag_ in {"VB", "VBZ", "VBP"} and not any(c.dep_ in {"nsubj", "dobj", "aux"} for c in token.children)
    return is_argument and is_verb and token.lower_ in word_set("strikes", "nouns.sure")


def _noun_trigger(noun: Token, weapons: tuple[Weapon, ...]) -> StrikeTrigger | None:
    lemma = noun.lower_ if noun.tag_ == "VBG" else noun.lemma_.lower()
    if lemma == "wound" and (by := tuple(w for w in weapons if w.last == noun.i)):
        return StrikeTrigger(noun, noun=True, armed=True, weapons=by)
    sure, weak = lemma in word_set("strikes", "nouns.sure"), lemma in word_set("strikes", "nouns.weak")
    own_weapons = tuple(w for w in weapons if w.first <= noun.i < w.last or _is_weapon_of(noun.doc[w.last - 1], noun))
    if not (sure or weak) or modifies_other_noun(noun) or _has_other_sense(noun, own_weapons):
        return None
    modifiers = {t.lower_ for t in noun.lefts if t.dep_ in MODIFIER_DEPS}
    by_arms = bool(own_weapons) or sure
    by_soldiers = bool(modifiers & word_set("strikes", "nouns.military"))
    needs_arms = lemma in word_set("strikes", "nouns.arms_only") and lemma not in {"offensive", "assassination"}
    counted = noun.tag_ == "NNS" and any(t.dep_ == "nummod" and t.lower_ != "one" for t in noun.lefts)
    is_attack = lemma in {"strike", "attack", "raid", "assault"}
    on_forces = lemma in {"explosion", "blast"} and _is_on_forces(noun)
    armed = by_arms or (by_soldiers and not needs_arms) or (is_attack and _by_state(noun)) or on_forces
    return StrikeTrigger(noun, noun=True, armed=armed, weapons=own_weapons, counted=counted)


def _by_state(noun: Token) -> bool:
    """True for an armed agent and a target: "Russian strikes on energy infrastructure", "the army's attack left 200 dead"."""
    modifiers = [t for t in noun.lefts if t.dep_ in MODIFIER_DEPS]
    fighters = any(country_of(t.text) or is_armed_actor(t) for t in modifiers)
    carrier = light_verb(noun)
    agents = subjects_of(carrier) if carrier is not None else []
    agents += [p for by in noun.subtree if by.lower_ == "by" and by.head.pos_ != "VERB" for p in by.children if p.dep_ == "pobj"]
    if any(is_armed_actor(t) for t in agents):
        return True  # "the military carried out a raid", "an attack on guards at a checkpoint by gunmen"
    if carrier is not None and any(state_named(t.text) for t in agents) and goes_inside_place((noun, carrier)):
        return True  # "Freedonia carried out strikes inside Sylvania"
    targets = prepositional_objects(noun, {"on", "against"})
    around = [*targets, *prepositional_objects(carrier, {"on", "against"})] if carrier is not None else []
    if any(is_strikable(t) for t in around):
        return True  # "carried out four strikes against its forces"
    does_harm = noun.dep_ == "nsubj" and noun.head.lemma_.lower() in word_set("strikes", "verbs.harm") | word_set("strikes", "verbs.weak")
    return fighters and (does_harm or kills_in(noun) or any(is_strikable(t) for t in targets))


def _is_on_forces(explosion: Token) -> bool:
    """True for an explosion in a vehicle of fighters: "ripped through a bus used by security forces". Where they keep arms it may be an accident."""
    verb = explosion.head if explosion.dep_ == "nsubj" else explosion
    vehicles = word_set("figures", "vehicles.nouns") | word_set("strikes", "targets.moving")
    carried = [t for t in (*explosion.subtree, *verb.subtree) if t.lemma_.lower() in vehicles]
    return any(is_armed_actor(part) for vehicle in carried for part in vehicle.subtree if part != vehicle)


def _is_weapon_of(part: Token, noun: Token) -> bool:
    """True for a weapon before its noun ("drone strike") or after it ("attack with rockets", "attack using ten drones")."""
    token = part
    for _ in range(6):
        if token.head == noun:
            return True
        if token.head == token or token.dep_ in FINITE_CLAUSE_DEPS:
            break
        token = token.head
    return 0 < noun.i - part.i <= BETWEEN and all(t.pos_ in {"NOUN", "ADJ", "CCONJ", "PUNCT", "PROPN"} for t in noun.doc[part.i : noun.i])


def _has_other_sense(noun: Token, own_weapons: tuple[Weapon, ...]) -> bool:
    """True for labour strikes, heart attacks, and attacks on something abstract."""
    modifiers = {word for t in noun.lefts if t.dep_ in MODIFIER_DEPS for word in (t.lower_, t.lemma_.lower())}
    is_weak = noun.lower_ not in word_set("strikes", "nouns.sure") and noun.lemma_.lower() not in word_set("strikes", "nouns.sure")
    if modifiers & word_set("strikes", "other_sense.modifiers" if is_weak else "other_sense.modifiers_sure"):
        return True
    if noun.lemma_.lower() == "strike" and (
        (not own_weapons and _is_labour_strike(noun)) or (noun.tag_ == "NN" and noun.head.lower_ == "on" and not list(noun.lefts))
    ):
        return True
    if not is_weak and noun.lower_ != "shooting":
        return False
    targets = prepositional_objects(noun, {"on", "against", "at"})
    return any(p.lemma_.lower() in word_set("strikes", "other_sense.abstract") for p in targets) and not modifiers & word_set(
        "strikes", "nouns.military"
    )


def _is_labour_strike(noun: Token) -> bool:
    verb = noun.head.head if noun.head.lower_ == "on" else noun.head
    if verb.lemma_.lower() in {"go", "walk"} or any(t.lower_ in {"union", "unions", "wages", "pay"} for t in noun.sent):
        return True
    return any(t.lower_ == "workers" for t in noun.sent) and not _by_state(noun)  # "an Israeli strike killed three aid workers"


def _verb_trigger(verb: Token, weapons: tuple[Weapon, ...]) -> StrikeTrigger | None:
    lemma = verb.lemma_.lower()
    arguments = {t.i for t in (*objects_of(verb), *subjects_of(verb), *instruments_of(verb))}
    own_weapons = tuple(w for w in weapons if within_clause(verb.doc[w.last - 1], verb) or any(w.first <= i < w.last for i in arguments))
    if lemma not in word_set("strikes", "verbs.launch") and _intercepts(verb, weapons):
        return None
    if _explodes(verb, own_weapons):
        return StrikeTrigger(verb, noun=False, armed=True, weapons=own_weapons)
    armed = _is_armed(verb, own_weapons)
    if armed is None or (not armed and not _has_object(verb)):
        return None
    return StrikeTrigger(verb, noun=False, armed=armed, weapons=own_weapons)


def _explodes(verb: Token, own_weapons: tuple[Weapon, ...]) -> bool:
    """True where a weapon explodes or goes off."""
    goes_off = verb.lemma_.lower() == "explode" or (verb.lemma_.lower() == "go" and _has_particle(verb, "off"))
    return goes_off and any(_weapon_at(t, own_weapons) for t in subjects_of(verb))


def _is_armed(verb: Token, own_weapons: tuple[Weapon, ...]) -> bool | None:
    """True where a verb's clause shows that arms were used, False where it leaves it open, None where the verb means no attack."""
    lemma = verb.lemma_.lower()
    if lemma == "shoot":
        return _is_shooting(verb)
    if lemma in word_set("strikes", "verbs.sure"):
        return _has_object(verb) and not (lemma == "gun" and not _has_particle(verb, "down"))
    if lemma == "blow" and _has_particle(verb, "up"):
        return bool(own_weapons) or any(is_armed_actor(t) for t in subjects_of(verb))
    opens_fire = lemma == "open" and any(c.lower_ == "fire" and c.dep_ == "dobj" for c in verb.children)
    if opens_fire or (lemma in word_set("strikes", "verbs.launch") and _moves_weapon(verb, own_weapons)):
        return True
    if lemma not in word_set("strikes", "verbs.weak") or _has_other_agent_or_target(verb, own_weapons):
        return None
    return _weak_armed(verb, own_weapons) or (False if lemma in {"strike", "hit", "attack", "target", "storm"} else None)


def _intercepts(verb: Token, weapons: tuple[Weapon, ...]) -> bool:
    """True where drones or missiles are shot down, which is a defence."""
    air = [w for w in weapons if w.family == "air"]
    objects = [part for t in objects_of(verb) for part in (t, *prepositional_objects(t, {"of"}))]  # "a total of 283 drones"
    return bool(air) and any(w.first <= t.i < w.last for t in objects for w in air)


def within_clause(token: Token, verb: Token) -> bool:
    """True where `token` depends on `verb` without a finite verb in between."""
    for _ in range(9):
        if token.lower_ in word_set("strikes", "far.words"):
            return False
        if token.pos_ in {"VERB", "AUX"} and token.dep_ == "advcl" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children):
            return False
        if token.head == verb:
            return token.dep_ not in FINITE_CLAUSE_DEPS or token.pos_ not in {"VERB", "AUX"}
        if token.head == token or (token.pos_ in {"VERB", "AUX"} and token.dep_ in FINITE_CLAUSE_DEPS | {"advcl", "conj"}):
            return False
        token = token.head
    return False


def objects_of(verb: Token) -> list[Token]:
    """Head words of the verb's targets: objects, or the subject in the passive; for a bare participle the noun before it."""
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"] or _shot_in_headline(verb)
    if passive:
        return passive
    objects = [c for c in verb.children if c.dep_ in {"dobj", "dative"}] or _pronoun_before_day(verb)
    if not objects and verb.tag_ == "VBN" and verb.dep_ == "acl":
        return [verb.head]
    if not objects and verb.dep_ == "pcomp" and any(c.dep_ == "auxpass" for c in verb.children):
        governor = verb.head.head
        return [c for c in governor.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if not objects and verb.dep_ == "conj":
        objects = [c for c in verb.head.children if c.dep_ == "nsubjpass"]
    if not objects and verb.dep_ in {"xcomp", "oprd"} and verb.tag_ == "VBN":  # "was found shot", "found him shot"
        return next((found for d in ("dobj", "nsubjpass", "nsubj") if (found := [c for c in verb.head.children if c.dep_ == d])), [])
    if not objects:  # "shot and killed a woman"
        others = verb.conjuncts if verb.dep_ == "conj" or any(c.dep_ == "conj" for c in verb.children) else ()
        objects = [c for other in others if other.i > verb.i and other.pos_ == "VERB" for c in other.children if c.dep_ == "dobj"]
    if not objects and verb.dep_ == "advcl" and verb.head.lemma_ == "be" and verb.tag_ in {"VBD", "VBN"}:
        # "A bomb was on Monday driven …": words in between can separate the verb from its "was"
        return [c for c in verb.head.children if c.dep_ == "nsubj"] if not any(c.dep_ == "nsubj" for c in verb.children) else []
    return objects


def _shot_in_headline(verb: Token) -> list[Token]:
    """Who is shot in a headline, which leaves out "was": X in "Four people shot outside nightclub"; none elsewhere."""
    if (
        verb.lemma_.lower() != "shoot"
        or verb.tag_ not in {"VBD", "VBN"}
        or _has_particle(verb, "at")
        or verb.sent.text.rstrip()[-1:] in _ENDS
    ):
        return []
    if any(c.dep_ in {"dobj", "dative", "aux", "auxpass", "agent"} or c.lower_ in _AIMING for c in verb.children):
        return []
    people = word_set("figures", "people.nouns")
    return [c for c in verb.children if c.dep_ == "nsubj" and c.lemma_.lower() in people and not is_armed_actor(c)]


def _pronoun_before_day(verb: Token) -> list[Token]:
    """The object of "shot her Monday morning", which the parse takes for the owner of the day."""
    following = verb.doc[verb.i + 1 : verb.i + 2]
    return [t for t in following if t.lower_ == "her" and t.dep_ == "poss" and t.head.ent_type_ in {"DATE", "TIME"}]


def subjects_of(verb: Token) -> list[Token]:
    """Subjects of a verb of attack: the agents in the passive, else its own subjects, else those of the verb above a participle.

    A passive without an agent has none: its subject is what is struck.
    """
    agents = agents_of(verb)
    if agents:
        return agents
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children) or _shot_in_headline(verb):
        return []
    subjects = direct_subjects(verb)
    if subjects:
        return subjects
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        above = verb.head
        if above.lemma_.lower() in word_set("strikes", "nouns.weak") | word_set("strikes", "nouns.sure"):
            return [above]
        return subjects_of(above.head) if above.dep_ == "dobj" and above.head.pos_ == "VERB" else [above]
    if verb.dep_ == "pcomp" and (accused := accused_of(verb)) is not None:
        return [accused]
    if verb.dep_ in {"advcl", "conj", "xcomp", "pcomp"} and (verb.tag_ != "VBN" or has_perfect(verb)):
        above = verb.head if verb.head.pos_ in {"VERB", "AUX"} else verb.head.head
        is_verb = above.pos_ in {"VERB", "AUX"} and above != verb
        return (_raised_subjects(verb) or subjects_of(above)) if is_verb else []
    return []


def _raised_subjects(verb: Token) -> list[Token]:
    """X in "X is said to have struck Y": the subject of a verb of saying or belief in the passive."""
    if verb.dep_ != "xcomp" or verb.head.lemma_.lower() not in word_set("strikes", "belief.verbs"):
        return []
    return [c for c in verb.head.children if c.dep_ == "nsubjpass"]


def _has_object(verb: Token) -> bool:
    return bool(objects_of(verb)) or any(c.dep_ == "prep" and c.lower_ in {"at", "on", "into"} for c in verb.children)


def _has_particle(verb: Token, word: str) -> bool:
    return any(c.lower_ == word and c.dep_ in {"prt", "advmod", "prep"} for c in verb.children)


def _is_shooting(verb: Token) -> bool:
    """True where somebody or something is shot, or shot at; not a film, a ball or an animal."""
    objects = objects_of(verb)
    excluded = word_set("strikes", "other_sense.filmed") | word_set("strikes", "other_sense.animals")
    if any(t.lemma_.lower() in excluded for t in objects):
        return False
    if any(c.dep_ == "prt" and c.lower_ in {"up", "off", "out"} for c in verb.children) and not objects:
        return False
    return bool(objects) or _has_particle(verb, "dead") or any(c.dep_ == "prep" and c.lower_ == "at" for c in verb.children)


def _moves_weapon(verb: Token, own_weapons: tuple[Weapon, ...]) -> bool:
    """True where a weapon is sent, dropped, rammed or planted somewhere."""
    objects = {t.i for t in objects_of(verb)} | {c.i for t in objects_of(verb) for c in t.conjuncts}
    objects |= {c.i for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}}
    nowhere = word_set("strikes", "other_sense.nowhere")
    if any(p.lemma_.lower() in nowhere for c in verb.subtree if c.dep_ == "prep" and not is_strikable(c.head) for p in c.children):
        return False  # but "at a ship in the Red Sea"
    moved_weapons = [w for w in own_weapons if any(w.first <= i < w.last for i in objects)]
    after = [t for t in verb.subtree if t.i > verb.i]
    is_aimed = any(t.lower_ in {"at", "on", "against", "into", "towards", "toward", "targeting", "over"} for t in after)
    is_aimed = is_aimed or any(is_strikable(p) for t in after if t.lower_ in {"in", "inside", "around", "near"} for p in t.children)
    return bool(moved_weapons) and is_aimed and verb.lemma_.lower() not in {"carry", "conduct", "set"}


def _has_other_agent_or_target(verb: Token, own_weapons: tuple[Weapon, ...]) -> bool:
    """True where nature, traffic or sport strikes, or what is struck is abstract: a storm, a deal, a record."""
    objects, subjects = objects_of(verb), subjects_of(verb)
    # jets pound a physical target, a company hits a sales target
    exceptions = {"target"} if any(is_armed_actor(t) or is_place(t) or _speaks_for_armed(t, verb) for t in subjects) else set()
    abstract = word_set("strikes", "other_sense.abstract") - exceptions
    if any(t.lemma_.lower() in abstract and not is_place(t) for t in objects) and not own_weapons:
        return True
    nature = word_set("strikes", "other_sense.nature")
    is_nature = any(t.lemma_.lower() in nature and not any(country_of(c.text) for c in t.lefts) for t in subjects)
    return is_nature and not _is_by_weapon(subjects, own_weapons)


def _is_by_weapon(subjects: list[Token], own_weapons: tuple[Weapon, ...]) -> bool:
    return any(_weapon_at(part, own_weapons) for t in subjects for part in t.subtree)


def _falls_nowhere(verb: Token) -> bool:
    """True where a missile falls into the sea, as those of a test do."""
    places = prepositional_objects(verb, {"in", "into", "on", "off"})
    return verb.lemma_.lower() in {"fall", "land", "crash", "splash"} and any(
        t.lemma_.lower() in word_set("strikes", "other_sense.nowhere") | {"water"} for t in places
    )


def _weak_armed(verb: Token, own_weapons: tuple[Weapon, ...]) -> bool:
    """True where a weapon or an armed agent strikes a possible target."""
    objects, subjects = objects_of(verb), subjects_of(verb)
    if _falls_nowhere(verb):
        return False
    own_weapons = tuple(w for w in own_weapons if not is_struck_gunman(w, objects))
    if own_weapons and (objects or _is_by_weapon(subjects, own_weapons)):
        return True
    if not objects:
        return False
    is_armed = any(is_armed_actor(t) or _speaks_for_armed(t, verb) for t in subjects)
    is_state = any(is_place(t) or is_body_of_state(t) for t in (*subjects, *speakers_of(subjects, verb)))
    return is_armed or (is_state and any(is_strikable(t) for t in objects) and verb.lemma_.lower() != "kill")


def _speaks_for_armed(token: Token, verb: Token) -> bool:
    """True for "The military said it had struck …", where the pronoun refers to the speaker."""
    return any(is_armed_actor(t) for t in speakers_of([token], verb))


def _weapon_at(token: Token, own_weapons: tuple[Weapon, ...]) -> bool:
    return any(w.first <= token.i < w.last for w in own_weapons)


def _is_other_domain(token: Token, trigger: StrikeTrigger) -> bool:
    """True in a sentence of exercises, or of knives, tweets, tariffs or viruses where the trigger has no weapon."""
    if any(t.lower_ in word_set("strikes", "no_arms.exercise") for t in token.sent):
        return True
    if trigger.weapons or token.lemma_.lower() in word_set("strikes", "nouns.sure") | word_set("strikes", "verbs.sure") | {"shoot"}:
        return False
    others = word_set("strikes", "no_arms.words") | (frozenset() if trigger.armed else word_set("strikes", "no_arms.topics"))
    return any(t.lower_ in others for t in token.sent)
