"""Words that tell of an attack with arms: verbs and nouns, told apart from the other senses that they have."""

from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc, Token

from dossier.extraction.events.location import state_named, state_of_city
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.lists import load_lexicon, word_set
from dossier.extraction.lexicon.weapons import Weapon
from dossier.extraction.syntax.subjects import by_phrases, direct_subjects

MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod"})
FINITE = frozenset({"ccomp", "relcl", "ROOT", "parataxis"})


@dataclass(frozen=True, slots=True, eq=False)
class StrikeTrigger:
    """A word that tells of an attack.

    `armed` is true where the clause itself shows that arms were used; a trigger without that can only tell again of an attack
    told elsewhere. `weapons` are those of its clause; `counted` is true for "three attacks".
    """

    token: Token
    noun: bool
    armed: bool
    weapons: tuple[Weapon, ...]
    counted: bool = False


def find_triggers(doc: Doc, weapons: tuple[Weapon, ...]) -> tuple[StrikeTrigger, ...]:
    """The triggers of a text in order."""
    found = []
    for token in doc:
        if token.is_space or token.is_punct:
            continue
        made = _of_noun(token, weapons) if is_event_noun(token) else _of_verb(token, weapons) if token.pos_ == "VERB" else None
        if made is not None and not _other_fight(token, made):
            found.append(made)
    wars = any(t.armed and {w.family for w in t.weapons} & {"air", "ground", "bomb"} for t in found)
    return tuple(replace(t, armed=True) if wars and _kills(t) else t for t in found)


def _kills(trigger: StrikeTrigger) -> bool:
    """Whether people were killed or hurt "in an attack": in a text of air strikes or bombs that is one of them."""
    token = trigger.token
    if not trigger.noun or trigger.armed or token.lemma_.lower() not in {"attack", "strike", "raid", "assault"}:
        return False
    verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ in {"in", "by"} else token.head
    harm = word_set("figures", "killed.verbs") | word_set("figures", "wounded.verbs") | word_set("figures", "killed.intransitive")
    return verb.lemma_.lower() in harm and (token.dep_ == "nsubj" or token.head.lower_ in {"in", "by"})


def is_event_noun(token: Token) -> bool:
    """Whether a token is a noun, or a gerund used as one ("in shelling by troops")."""
    if token.pos_ in {"NOUN", "PROPN"}:
        return True
    gerund = (
        token.tag_ == "VBG"
        and token.lower_ in word_set("strikes", "nouns.sure")
        and token.dep_ in {"pcomp", "pobj", "nsubj", "csubj", "dobj"}
    )
    return gerund and not any(c.dep_ in {"dobj", "aux"} or (c.dep_ == "nsubj" and not country_of(c.text)) for c in token.children)


def _of_noun(noun: Token, weapons: tuple[Weapon, ...]) -> StrikeTrigger | None:
    lemma = noun.lower_ if noun.tag_ == "VBG" else noun.lemma_.lower()
    sure, weak = lemma in word_set("strikes", "nouns.sure"), lemma in word_set("strikes", "nouns.weak")
    if not (sure or weak) or _head_of_other(noun) or _other_sense(noun):
        return None
    own = tuple(w for w in weapons if w.first <= noun.i < w.last or _belongs(noun.doc[w.last - 1], noun))
    kinds = {t.lower_ for t in noun.lefts if t.dep_ in MODIFIERS}
    by_arms = bool(own) or sure
    by_soldiers = bool(kinds & word_set("strikes", "nouns.military"))
    needs_arms = lemma in word_set("strikes", "nouns.arms_only") and lemma not in {"offensive", "assassination"}
    counted = noun.tag_ == "NNS" and any(t.dep_ == "nummod" and t.lower_ != "one" for t in noun.lefts)
    armed = by_arms or (by_soldiers and not needs_arms) or (lemma in {"strike", "attack", "raid", "assault"} and _by_state(noun))
    return StrikeTrigger(noun, noun=True, armed=armed, weapons=own, counted=counted)


def _by_state(noun: Token) -> bool:
    """As in "Russian strikes on energy infrastructure", "the army's attack left 200 dead": somebody under arms, and something struck."""
    before = [t for t in noun.lefts if t.dep_ in MODIFIERS]
    fighters = any(country_of(t.text) or is_armed_actor(t) for t in before)
    upon = [p for c in noun.children if c.lower_ in {"on", "against"} for p in c.children if p.dep_ == "pobj"]
    verb = noun.head if noun.dep_ == "nsubj" else None
    does_harm = verb is not None and verb.lemma_.lower() in word_set("strikes", "verbs.harm")
    return fighters and (does_harm or any(_strikable(t) for t in upon))


def _belongs(part: Token, noun: Token) -> bool:
    """Whether a weapon stands before its noun ("drone strike") or behind it ("attack with rockets", "attack using ten drones")."""
    token = part
    for _ in range(6):
        if token.head == noun:
            return True
        if token.head == token or token.dep_ in FINITE:
            break
        token = token.head
    return (
        part.i < noun.i
        and all(t.pos_ in {"NOUN", "ADJ", "CCONJ", "PUNCT", "PROPN"} for t in noun.doc[part.i : noun.i])
        and noun.i - part.i <= 5
    )


def _head_of_other(noun: Token) -> bool:
    """As in "attack ads", "strike action", "strike team": the noun only describes another; but "bombing attack" stays."""
    if noun.dep_ not in {"compound", "nmod"} or noun.head.i <= noun.i:
        return False
    return noun.head.lemma_.lower() not in word_set("strikes", "nouns.weak") | {"victim", "site", "scene", "wave"} or noun.head.i > noun.i


def _other_sense(noun: Token) -> bool:
    before = {t.lower_ for t in noun.lefts if t.dep_ in MODIFIERS} | {t.lemma_.lower() for t in noun.lefts if t.dep_ in MODIFIERS}
    plain = noun.lower_ not in word_set("strikes", "nouns.sure") and noun.lemma_.lower() not in word_set("strikes", "nouns.sure")
    if before & word_set("strikes", "other_sense.modifiers" if plain else "other_sense.modifiers_sure"):
        return True
    if noun.lemma_.lower() == "strike" and (_labour(noun) or (noun.tag_ == "NN" and noun.head.lower_ == "on" and not list(noun.lefts))):
        return True
    upon = [p for prep in noun.children if prep.lower_ in {"on", "against", "at"} for p in prep.children if p.dep_ == "pobj"]
    return any(p.lemma_.lower() in word_set("strikes", "other_sense.abstract") for p in upon) and not before & word_set(
        "strikes", "nouns.military"
    )


def _labour(noun: Token) -> bool:
    verb = noun.head.head if noun.head.lower_ == "on" else noun.head
    return verb.lemma_.lower() in {"go", "walk"} or any(t.lower_ in {"union", "unions", "workers", "wages", "pay"} for t in noun.sent)


def _of_verb(verb: Token, weapons: tuple[Weapon, ...]) -> StrikeTrigger | None:
    lemma = verb.lemma_.lower()
    around = {t.i for t in (*objects_of(verb), *subjects_of(verb))}
    mine = tuple(w for w in weapons if within_clause(verb.doc[w.last - 1], verb) or any(w.first <= i < w.last for i in around))
    if lemma not in word_set("strikes", "verbs.launch") and _intercepts(verb, weapons):
        return None
    if lemma == "shoot":
        armed = _shot(verb)
    elif lemma in word_set("strikes", "verbs.sure"):
        armed = _has_object(verb) and not (lemma == "gun" and not _particle(verb, "down"))
    elif (lemma == "explode" or (lemma == "go" and _particle(verb, "off"))) and any(_weapon_at(t, mine) for t in subjects_of(verb)):
        return StrikeTrigger(verb, noun=False, armed=True, weapons=mine)
    elif lemma == "blow" and _particle(verb, "up"):
        armed = bool(mine) or any(is_armed_actor(t) for t in subjects_of(verb))
    elif (lemma == "open" and any(c.lower_ == "fire" and c.dep_ == "dobj" for c in verb.children)) or (
        lemma in word_set("strikes", "verbs.launch") and _sends(verb, mine)
    ):
        armed = True
    elif lemma in word_set("strikes", "verbs.weak"):
        armed = _weak_armed(verb, mine)
        if not armed and lemma not in {"strike", "hit", "attack", "target"}:
            return None
    else:
        return None
    if not armed and not _has_object(verb):
        return None
    return StrikeTrigger(verb, noun=False, armed=armed, weapons=mine)


def _intercepts(verb: Token, weapons: tuple[Weapon, ...]) -> bool:
    """Whether drones or missiles are what is shot down: that wards an attack off."""
    air = [w for w in weapons if w.family == "air"]
    return bool(air) and any(w.first <= t.i < w.last for t in objects_of(verb) for w in air)


def within_clause(token: Token, verb: Token) -> bool:
    """Whether `token` hangs on `verb` without a finite verb in between."""
    for _ in range(9):
        if token.lower_ in word_set("strikes", "far.words"):
            return False
        if token.pos_ in {"VERB", "AUX"} and token.dep_ == "advcl" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children):
            return False
        if token.head == verb:
            return token.dep_ not in FINITE or token.pos_ not in {"VERB", "AUX"}
        if token.head == token or (token.pos_ in {"VERB", "AUX"} and token.dep_ in FINITE | {"advcl", "conj"}):
            return False
        token = token.head
    return False


def objects_of(verb: Token) -> list[Token]:
    """What the verb strikes: objects, or its subject in the passive; for a bare participle the noun before it."""
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if passive:
        return passive
    found = [c for c in verb.children if c.dep_ in {"dobj", "dative"}]
    if not found and verb.tag_ == "VBN" and verb.dep_ == "acl":
        return [verb.head]
    if not found and verb.dep_ == "pcomp" and any(c.dep_ == "auxpass" for c in verb.children):
        above = verb.head.head
        return [c for c in above.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if not found and verb.dep_ == "conj":
        return [c for c in verb.head.children if c.dep_ == "nsubjpass"]
    if not found and verb.dep_ == "advcl" and verb.head.lemma_ == "be" and verb.tag_ in {"VBD", "VBN"}:
        # "A bomb was on Monday driven …": what stands in between can part the verb from its "was"
        return [c for c in verb.head.children if c.dep_ == "nsubj"] if not any(c.dep_ == "nsubj" for c in verb.children) else []
    return found


def subjects_of(verb: Token) -> list[Token]:
    """Subjects of a verb of attack: the agents in the passive, else its own subjects, else those of the verb above a participle.

    A passive without an agent has none: its subject is what is struck.
    """
    agents = [token for by in by_phrases(verb) for token in by.children if token.dep_ == "pobj"]
    if agents:
        return agents
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return []
    subjects = direct_subjects(verb)
    if subjects:
        return subjects
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        above = verb.head
        if above.lemma_.lower() in word_set("strikes", "nouns.weak") | word_set("strikes", "nouns.sure"):
            return [above]
        return subjects_of(above.head) if above.dep_ == "dobj" and above.head.pos_ == "VERB" else [above]
    if verb.dep_ in {"advcl", "conj", "xcomp", "pcomp"} and verb.tag_ != "VBN":
        above = verb.head if verb.head.pos_ in {"VERB", "AUX"} else verb.head.head
        return subjects_of(above) if above.pos_ in {"VERB", "AUX"} and above != verb else []
    return []


def _has_object(verb: Token) -> bool:
    return bool(objects_of(verb)) or any(c.dep_ == "prep" and c.lower_ in {"at", "on", "into"} for c in verb.children)


def _particle(verb: Token, word: str) -> bool:
    return any(c.lower_ == word and c.dep_ in {"prt", "advmod", "prep"} for c in verb.children)


def _shot(verb: Token) -> bool:
    """Somebody or something is shot, or shot at; no film, no ball, no animal."""
    things = objects_of(verb)
    barred = word_set("strikes", "other_sense.filmed") | word_set("strikes", "other_sense.animals")
    if any(t.lemma_.lower() in barred for t in things):
        return False
    if any(c.dep_ == "prt" and c.lower_ in {"up", "off", "out"} for c in verb.children) and not things:
        return False
    return bool(things) or _particle(verb, "dead") or any(c.dep_ == "prep" and c.lower_ == "at" for c in verb.children)


def _sends(verb: Token, mine: tuple[Weapon, ...]) -> bool:
    """Whether a weapon is sent, dropped, rammed or planted somewhere."""
    things = {t.i for t in objects_of(verb)} | {c.i for t in objects_of(verb) for c in t.conjuncts}
    things |= {c.i for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}}
    if any(p.lemma_.lower() in word_set("strikes", "other_sense.nowhere") for c in verb.subtree if c.dep_ == "prep" for p in c.children):
        return False
    moved = [w for w in mine if any(w.first <= i < w.last for i in things)]
    aimed = any(t.lower_ in {"at", "on", "against", "into", "towards", "toward", "targeting", "over"} for t in verb.subtree if t.i > verb.i)
    return bool(moved) and aimed and verb.lemma_.lower() not in {"carry", "conduct", "set"}


def _weak_armed(verb: Token, mine: tuple[Weapon, ...]) -> bool:
    """Whether a weapon or somebody under arms strikes something that can be struck."""
    things = objects_of(verb)
    who = subjects_of(verb)
    # what jets pound is a target to be hit, what a company hits is one to be met
    real = {"target"} if any(is_armed_actor(t) for t in who) else set()
    abstract = word_set("strikes", "other_sense.abstract") - real
    if any(t.lemma_.lower() in abstract and not _is_place(t) for t in things) and not mine:
        return False
    by_weapon = any(_weapon_at(part, mine) for t in who for part in t.subtree)
    nature = word_set("strikes", "other_sense.nature")
    if any(t.lemma_.lower() in nature and not any(country_of(c.text) for c in t.lefts) for t in who) and not by_weapon:
        return False
    if mine and (things or by_weapon):
        return True
    if not things:
        return False
    fighters = any(is_armed_actor(t) or _speaks_for_armed(t, verb) for t in who)
    states = any(_is_place(t) for t in who)
    return fighters or (states and any(_strikable(t) for t in things) and verb.lemma_.lower() != "kill")


def _speaks_for_armed(token: Token, verb: Token) -> bool:
    """As in "The military said it had struck …": the pronoun stands for the speaker."""
    if token.pos_ != "PRON" or verb.dep_ != "ccomp":
        return False
    return any(c.dep_ == "nsubj" and is_armed_actor(c) for c in verb.head.children)


def _weapon_at(token: Token, mine: tuple[Weapon, ...]) -> bool:
    return any(w.first <= token.i < w.last for w in mine)


@lru_cache(maxsize=1)
def armed_groups() -> frozenset[str]:
    """Names of the armed groups of the world list."""
    return frozenset(name for row in load_lexicon("bodies")["group"] for name in (row["name"], *row.get("also", ()))) - {
        "Palestinian Authority"
    }


def is_armed_actor(token: Token) -> bool:
    """Whether a noun names somebody who fights: "forces", "gunmen", "the U.S. Army"."""
    if token.lemma_.lower() in word_set("strikes", "armed.nouns"):
        return True
    if any(c.lower_ in {"armed", "masked"} and c.dep_ == "amod" for c in token.lefts):
        return True
    if token.pos_ == "PROPN" and any(token.doc[i : token.i + 1].text in armed_groups() for i in range(token.i, max(-1, token.i - 5), -1)):
        return True
    return token.pos_ == "PROPN" and " ".join(t.lower_ for t in token.doc[max(0, token.i - 1) : token.i + 1]) in word_set(
        "strikes", "armed.bodies"
    )


def _is_place(token: Token) -> bool:
    return bool(token.ent_type_ in {"GPE", "LOC"} or state_named(token.text) or state_of_city(token.text))


def _strikable(token: Token) -> bool:
    nouns = word_set("strikes", "targets.nouns") | word_set("figures", "buildings.nouns") | word_set("figures", "vehicles.nouns")
    return token.lemma_.lower() in nouns | word_set("strikes", "armed.nouns") or _is_place(token)


def _other_fight(token: Token, made: StrikeTrigger) -> bool:
    """A sentence of exercises, or one of knives, tweets, tariffs or viruses and no weapon of ours."""
    if any(t.lower_ in word_set("strikes", "no_arms.exercise") for t in token.sent):
        return True
    if made.weapons or token.lemma_.lower() in word_set("strikes", "nouns.sure") | word_set("strikes", "verbs.sure") | {"shoot"}:
        return False
    return any(t.lower_ in word_set("strikes", "no_arms.words") for t in token.sent)
