"""Arguments of a strike trigger: attacker and target, from its clause."""

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dossier.extraction.events.dateline import end_of_dateline
from dossier.extraction.events.named_people import PRONOUNS
from dossier.extraction.events.strike.armed import is_armed_actor
from dossier.extraction.events.strike.attackers.armed_bodies import armed_body
from dossier.extraction.events.strike.attackers.state_forces import state_of_forces
from dossier.extraction.events.strike.attackers.unnamed import words_for_attacker
from dossier.extraction.events.strike.phrases import light_verb, prepositional_objects
from dossier.extraction.events.strike.triggers import StrikeTrigger, objects_of, subjects_of
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import state_of_city
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.people import is_kin, is_person_noun
from dossier.model.actor import ActorKind

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver

NAME_DEPS = frozenset({"compound", "poss", "appos", "nmod"})
MODIFIER_DEPS = frozenset({"amod", "compound", "poss", "nmod", "nsubj"})
RELATIVE_TAGS = frozenset({"WP", "WDT"})
AFFILIATING = word_set("strikes", "blame.link") | {"affiliate", "ally"}
NAMING = frozenset({"call", "dub", "know", "name"})
"""Verbs that give a name, a closed class."""
MAX_TARGET_LENGTH = 90
DATELINE_TOKENS = 30  # in which a dateline ends
FIRST_PERSON, THIRD_PERSON = frozenset({"we", "our"}), frozenset({"it", "they", "its", "their"})
TARGET_PREPOSITIONS = frozenset({"on", "at", "against", "into", "targeting", "towards", "toward"})


def agent_actor(trigger: StrikeTrigger, resolver: "CorefResolver", states: dict[str, int]) -> int | None:
    """Key of the attacker, None where the clause names none; `states` maps the names of states in the text to their keys."""
    dateline = end_of_dateline(trigger.token.doc[:DATELINE_TOKENS].text)
    for token in _attacker_heads(trigger, resolver):
        if _is_unnamed_speaker(token, resolver):
            return None
        key = actor_at(token, resolver, states) if token.idx >= dateline else None
        if key is None and token.idx >= dateline:
            owners = (token, *(c for c in token.lefts if c.dep_ in {"compound", "nmod"}))  # "an army drone"
            key = next((state for word in owners if (state := state_of_forces(word, states)) is not None), None)
        if key is not None:
            return _side_of_commander(token, key, resolver)
    return None


def _side_of_commander(token: Token, key: int, resolver: "CorefResolver") -> int:
    """Key of the state or body of a person who only ordered an attack; of others, and where the article gives none, their own key."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if verb.lemma_.lower() != "order" or not resolver.person(key):
        return key
    sides = {resolver.name(other): other for other in sorted(resolver.named_actors()) if not resolver.person(other)}
    return next((sides[name] for name in resolver.affiliations(key) if name in sides), key)


def _is_unnamed_speaker(token: Token, resolver: "CorefResolver") -> bool:
    """True for "he" in "a suspect told them that he had shot X": the one who says so, not somebody named before."""
    if token.lower_ not in PRONOUNS or token.head.dep_ != "ccomp":
        return False
    verb = token.head.head
    speaker = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if speaker is not None and speaker.tag_ in RELATIVE_TAGS and verb.dep_ == "relcl":
        speaker = verb.head
    return speaker is not None and is_person_noun(speaker) and resolver.resolve(speaker) is None


def persons_killed(trigger: StrikeTrigger, resolver: "CorefResolver") -> frozenset[int]:
    """Keys of the persons whom the trigger killed: X in "X was killed in an attack", "the blast killed X", "gunmen shot X dead"."""
    verb = _verb_of_harm(trigger)
    if verb is None or not _kills(verb):
        return frozenset()
    heads = [verb.head if t.tag_ in RELATIVE_TAGS and verb.dep_ == "relcl" else t for t in objects_of(verb)]
    keys = {resolver.resolve(part) for head in heads for part in (head, *head.conjuncts, *(c for c in head.children if c.dep_ == "appos"))}
    return frozenset(key for key in keys if key is not None and resolver.person(key))


def _verb_of_harm(trigger: StrikeTrigger) -> Token | None:
    """The verb that says what an attack did: the trigger itself, or the verb of "killed in an attack" and "an attack killed"."""
    token = trigger.token
    if not trigger.noun:
        return token
    if token.dep_ == "pobj" and token.head.lower_ in {"in", "by"}:
        return token.head.head
    return token.head if token.dep_ == "nsubj" else None


def _kills(verb: Token) -> bool:
    is_dead = any(c.lower_ == "dead" and c.dep_ in {"oprd", "acomp", "advmod", "prt"} for c in verb.children)
    return verb.lemma_.lower() in word_set("figures", "killed.verbs") or is_dead


def agent_name(trigger: StrikeTrigger, resolver: "CorefResolver", states: dict[str, int]) -> str:
    """Name of the attacker, also of a state that only a demonym names and that is no actor of the text; else empty."""
    key = agent_actor(trigger, resolver, states)
    if key is not None:
        return resolver.name(key)
    for token in _attacker_heads(trigger, resolver):
        for part in (token, *(c for c in reversed(list(token.lefts)) if c.dep_ in MODIFIER_DEPS)):
            if country_of(part.text) and not _is_city_of_event(part):
                return country_of(part.text)
    return ""


def attacker_words(trigger: StrikeTrigger, resolver: "CorefResolver") -> str:
    """The words for an attacker without a name; empty where the clause has none."""
    arms = {i for w in trigger.weapons for i in range(w.first, w.last)}
    return words_for_attacker(_attacker_heads(trigger, resolver), arms)


def _attacker_heads(trigger: StrikeTrigger, resolver: "CorefResolver") -> list[Token]:
    """Head words that may name the attacker, most reliable first."""
    token = trigger.token
    if not trigger.noun:
        subjects = subjects_of(token)
        speakers = _speakers_for_pronoun(token, subjects, resolver)
        is_theirs = any(c.dep_ == "poss" and c.lower_ in THIRD_PERSON for s in subjects for c in s.lefts)  # "X said its jets had struck Y"
        return [*_agents_of_participles(subjects), *_launchers(token), *(speakers if is_theirs else ()), *subjects, *speakers]
    agents = prepositional_objects(token, {"by"}) + [p for p in prepositional_objects(token, {"from"}) if is_armed_actor(p)]
    participles = [c for c in token.children if c.dep_ in {"acl", "relcl"} or (c.dep_ == "advcl" and c.tag_ == "VBN")]
    agents_of_participles = [
        p
        for participle in participles
        for c in participle.children
        if c.dep_ in {"agent", "prep"} and c.lower_ in {"by", "to", "on"} and _assigns_agent(participle, c)
        for p in c.children
        if p.dep_ == "pobj"
    ]
    verb = light_verb(token)
    verb_subjects = subjects_of(verb) if verb is not None else []
    if verb is not None:
        verb_subjects += _speakers_for_pronoun(verb, verb_subjects, resolver)
    modifiers = [c for c in reversed(list(token.lefts)) if c.dep_ in MODIFIER_DEPS and not _is_city_of_event(c) and not _is_scope(c)]
    weapons = [token.doc[w.last - 1] for w in trigger.weapons if w.first > token.i]
    return [*agents, *agents_of_participles, *verb_subjects, *modifiers, *weapons]


def _speakers_for_pronoun(verb: Token, subjects: list[Token], resolver: "CorefResolver") -> list[Token]:
    """Antecedents in "the rebels said they had fired …", "… that their forces had" and "“We fired,” the rebels said": the rebels.

    In "“They fired at us,” A said" it is not A, nor is a single person "they".
    """
    pronouns = {t.lower_ for s in subjects for t in (s, *(c for c in s.lefts if c.dep_ == "poss"))}
    if verb.dep_ != "ccomp" or not pronouns & (FIRST_PERSON | THIRD_PERSON):
        return []
    speakers = [c for c in verb.head.children if c.dep_ == "nsubj"]
    if pronouns & FIRST_PERSON:
        return speakers
    return [] if resolver.is_quoted(verb) else [s for s in speakers if (key := resolver.resolve(s)) is None or not resolver.person(key)]


def _agents_of_participles(subjects: list[Token]) -> list[Token]:
    """Agents in "a missile launched by X struck …": X."""
    participles = [c for s in subjects for c in s.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    return [agent for participle in participles for agent in prepositional_objects(participle, {"by"})]


def _launchers(verb: Token) -> list[Token]:
    """X in "X fired a missile that struck Y"."""
    launching = verb.head.head
    is_launched = verb.dep_ == "relcl" and verb.head.dep_ == "dobj" and launching.lemma_.lower() in word_set("strikes", "verbs.launch")
    return subjects_of(launching) if is_launched and any(c.dep_ == "nsubj" and c.tag_ in RELATIVE_TAGS for c in verb.children) else []


def _assigns_agent(participle: Token, preposition: Token) -> bool:
    """True for "carried out by", "ascribed to", "blamed on", "linked to"; not for "approved by" or "condemned by"."""
    if preposition.lower_ == "by":
        return participle.lemma_.lower() in word_set("strikes", "verbs.carry") | word_set("strikes", "verbs.launch")
    return participle.lemma_.lower() in word_set("strikes", "blame.verbs") | word_set("strikes", "blame.link")


def _is_city_of_event(token: Token) -> bool:
    """True for a city before the noun, or a state before that of what was struck, which is the place and not the attacker: "a Kabul car bombing",
    "the Denmark mall shooting".
    """
    if token.dep_ == "poss":
        return False
    between = token.doc[token.i + 1 : token.head.i] if token.ent_type_ == "GPE" or country_of(token.text) else ()
    return state_of_city(token.text) is not None or any(
        t.dep_ == "compound" and t.lemma_.lower() in word_set("figures", "buildings.nouns") for t in between
    )


def _is_scope(owner: Token) -> bool:
    """True for the owner in "Northland's deadliest attack", among whose attacks it is the deadliest."""
    return owner.dep_ == "poss" and any(t.tag_ == "JJS" for t in owner.head.lefts)


def actor_at(token: Token, resolver: "CorefResolver", states: dict[str, int]) -> int | None:
    """Key of the actor named by a head word or, for "Russian forces" and "a Ukrainian drone", by its modifiers."""
    names = [c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"] + _names_given(token)
    initials = (key for c in names if c.text.isupper() and (key := resolver.actor_of_name(c)) is not None)
    coreferent = next(initials, None)  # "the Front of Northland (FNL)", whatever its words name by themselves
    if coreferent is None:
        coreferent = resolver.resolve(token)
    if coreferent is None:
        coreferent = next((key for c in names if (key := resolver.actor_of_name(c)) is not None), armed_body(token, resolver))
    if coreferent is not None:
        return coreferent
    owner = next((c for c in token.lefts if c.dep_ == "poss" and c.pos_ == "PRON"), None)
    if is_kin(token):
        return None  # "her father shot her": not she
    if owner is not None and (key := resolver.resolve(owner)) is not None:
        return key
    owners = [p for c in token.children if c.lower_ in {"of", "from"} for p in c.children]
    parts = [c for c in reversed(list(token.lefts)) if c.dep_ in MODIFIER_DEPS] + owners
    parts += [
        p for c in token.children if c.dep_ == "acl" and c.lemma_.lower() in AFFILIATING for p in prepositional_objects(c, {"to", "with"})
    ]
    parts += [t for p in owners for t in p.subtree if t.i < p.i and t.dep_ in {"compound", "nmod"}]  # "members of the X rebel movement"
    for part in parts:
        key = resolver.actor_of_name(part) if not _is_city_of_event(part) and not _begins_name(part, resolver) else None
        if key is None and not _is_city_of_event(part):
            key = states.get(country_of(part.text))
        if key is not None:
            return key
    return states.get(country_of(token.text)) if token.pos_ in {"ADJ", "PROPN"} else None


def _begins_name(part: Token, resolver: "CorefResolver") -> bool:
    """True for a body's name with which the name of something else begins: the "Northland Police" of "the Northland Police Lines"."""
    whole = part.head
    is_part = part.dep_ == "compound" and part.pos_ == whole.pos_ == "PROPN" and part.i < whole.i
    key = resolver.actor_of_name(part) if is_part and not is_armed_actor(whole) else None
    return key is not None and resolver.kind(key) is ActorKind.ORGANISATION


def _names_given(noun: Token) -> list[Token]:
    """The name in "a group called X" and "a group known as X"."""
    clauses = [c for c in noun.children if c.dep_ == "acl" and c.lemma_.lower() in NAMING]
    parts = [part for clause in clauses for c in clause.children for part in (c, *(c.children if c.lower_ == "as" else ()))]
    return [part for part in parts if part.dep_ in {"oprd", "attr", "dobj", "pobj"} and part.pos_ == "PROPN"]


def targets_of(trigger: StrikeTrigger) -> list[Token]:
    """Head words of the targets."""
    token = trigger.token
    if not trigger.noun:
        if token.lemma_.lower() in word_set("strikes", "verbs.launch") | {"open", "detonate", "explode", "go", "land"}:
            return _prepositional_targets(token)
        return [_antecedent(t, token) for t in objects_of(token)] or _prepositional_targets(token)
    return _prepositional_targets(token)


def _antecedent(part: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for, X in "X that was destroyed by a rocket"; any other word itself."""
    return verb.head if part.tag_ in RELATIVE_TAGS and verb.dep_ == "relcl" else part


def _prepositional_targets(token: Token) -> list[Token]:
    """Targets after a preposition ("strike on X"), and objects of "targeting"."""
    verb = light_verb(token) if token.pos_ != "VERB" else None
    verb_children = list(verb.children) if verb is not None else []
    prepositions = [c for c in (*token.children, *verb_children) if c.dep_ == "prep" and c.lower_ in TARGET_PREPOSITIONS and c.i > token.i]
    targets = [p for c in prepositions for p in c.children if p.dep_ == "pobj" and p.ent_type_ not in {"DATE", "TIME"}]
    targets += [t for c in token.children if c.dep_ in {"acl", "advcl"} and c.lemma_ == "target" for t in objects_of(c)]
    targets += [
        t for d in token.children if d.dep_ == "dobj" for c in d.children if c.dep_ == "acl" and c.lemma_ == "target" for t in objects_of(c)
    ]
    return targets


def target_text(heads: list[Token], resolver: "CorefResolver") -> str:
    """The first target as printed, without the clauses after it; for a pronoun the name of the person; empty for people only counted."""
    if not heads:
        return ""
    if heads[0].pos_ == "PRON":
        key = resolver.resolve(heads[0])
        return resolver.name(key) if key is not None and resolver.person(key) else ""
    head = heads[0]
    if head.like_num or head.lower_ in {"people", "dozens", "scores", "hundreds"}:
        return ""
    name_token = next((c for c in head.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None)
    if name_token is not None and head.ent_type_ != "PERSON":
        head = name_token
    start = max(head.left_edge.i, head.sent.start)
    text: str = head.doc[start : head.i + 1].text
    return text if len(text) <= MAX_TARGET_LENGTH else head.text


def struck_by(trigger: StrikeTrigger) -> list[Token]:
    """What "strikes pounded areas of X" says of: the objects of a verb of which the strike is the subject."""
    token = trigger.token
    is_subject = trigger.noun and token.dep_ == "nsubj" and token.head.pos_ == "VERB"
    hits = word_set("strikes", "verbs.weak") | word_set("strikes", "verbs.harm")
    return objects_of(token.head) if is_subject and token.head.lemma_.lower() in hits else []


def target_words(heads: list[Token]) -> frozenset[str]:
    """Head nouns and names by which two mentions of one target are matched, in lower case."""
    words = set()
    for head in heads:
        if head.pos_ == "PRON":
            continue
        words.add(head.lemma_.lower())
        words |= {t.lower_ for t in head.children if t.dep_ in NAME_DEPS and t.pos_ == "PROPN" and t.ent_type_ != "NORP" and len(t) > 3}
        words |= {t.lower_ for n in head.children if n.dep_ == "appos" for t in n.subtree if t.pos_ == "PROPN" and len(t) > 3}
    return frozenset(words)
