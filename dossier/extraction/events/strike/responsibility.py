"""Responsibility for strikes: attackers named elsewhere by a claim or by blame."""

from collections.abc import Sequence

from spacy.tokens import Token

from dossier.extraction.events.strike.arguments import actor_at, targets_of
from dossier.extraction.events.strike.context import StrikeContext
from dossier.extraction.events.strike.groups import StrikeGroup, latest_group_before
from dossier.extraction.events.strike.state_forces import state_of_forces
from dossier.extraction.lexicon.lists import word_set

ALSO = frozenset({"also", "likewise", "too"})
NAMING = frozenset({"identify", "name"})
NEAR = 2  # paragraphs between a strike and one that "was also hit"
MAX_VERBS = 3  # from "claiming responsibility" to the verb with a subject
MAX_PARAGRAPHS = 4  # paragraphs over which "claimed responsibility" reaches back


def assign_responsibility(groups: Sequence[StrikeGroup], context: StrikeContext) -> dict[int, int]:
    """Keys of the actors who claimed a strike, were blamed for it, or were identified as its gunmen, by number of its group, in this order."""
    responsible: dict[int, int] = {}
    for find_actor in (_claimant, _accused, _named_gunman, _charged):
        for token in context.doc:
            source = find_actor(token)
            key = _actor_or_state(source, context) if source is not None else None
            if key is not None and find_actor in {_named_gunman, _charged} and not context.resolver.person(key):
                continue
            number = _group_meant(token, groups, context) if key is not None else None
            if key is not None and number is not None:
                responsible.setdefault(number, key)
    for number, group in enumerate(groups[1:], start=1):
        before = groups[number - 1]
        if number not in responsible and (key := _attacker_also(group, before, responsible.get(number - 1))) is not None:
            responsible[number] = key
    return responsible


def _attacker_also(group: StrikeGroup, before: StrikeGroup, responsible: int | None) -> int | None:
    """Key of the attacker of the strike reported right before, where "the town of X was also hit" or "other towns were hit"; else None."""
    if any(m.agent_name for m in group.mentions) or group.mentions[0].paragraph - before.last.paragraph > NEAR:
        return None
    first = group.mentions[0].trigger.token
    also = any(c.lower_ in ALSO and c.dep_ == "advmod" for c in first.children)
    others = any(t.lower_ in {"other", "others"} for head in targets_of(group.mentions[0].trigger) for t in (head, *head.lefts))
    key = next((m.attacker for m in before.mentions if m.attacker is not None), responsible)
    return key if also or others else None


def _actor_or_state(source: Token, context: StrikeContext) -> int | None:
    """Key of the actor that a head word names; of "the army" the state's."""
    key = actor_at(source, context.resolver, context.states)
    return key if key is not None else state_of_forces(source, context.states)


def _claimant(verb: Token) -> Token | None:
    """Head word of the actor who "claimed responsibility", said that it was behind an attack, or confessed; None where nobody did or the
    claim is denied.
    """
    if verb.pos_ not in {"VERB", "AUX"} or any(c.dep_ == "neg" for c in verb.children):
        return None
    if _is_of_responsibility(verb, "nsubjpass"):
        source = next((p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
    elif _is_of_responsibility(verb, "dobj") or _confesses(verb):
        source = _subject_of(verb)
    else:
        source = _sayer_behind(verb)
    return None if source is None or any(t.lower_ in word_set("modality", "negative_words") for t in source.subtree) else source


def _is_of_responsibility(verb: Token, dependency: str) -> bool:
    """True for a verb that claims responsibility, as its object or passive subject."""
    is_claim = verb.lemma_.lower() in word_set("strikes", "blame.responsibility")
    return is_claim and any(c.dep_ == dependency and c.lower_ == "responsibility" for c in verb.children)


def _subject_of(verb: Token) -> Token | None:
    """The subject of a verb; of a participle ("posted a statement claiming …") that of the verb above it."""
    for _ in range(MAX_VERBS):
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None or verb.dep_ not in {"advcl", "acl", "xcomp", "conj"}:
            return subject
        verb = next((t for t in verb.ancestors if t.pos_ in {"VERB", "AUX"}), verb)
    return None


def _sayer_behind(verb: Token) -> Token | None:
    """The subject of "the group said it was behind the attack"."""
    behind = [g for c in verb.children if c.lower_ == "behind" for g in c.children]
    is_behind = verb.lemma_ == "be" and any(_is_attack(t) for t in behind)
    is_said = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in word_set("cues", "say")
    if not is_behind or not is_said or not any(c.dep_ == "nsubj" and c.lower_ in {"it", "they", "he", "she"} for c in verb.children):
        return None
    return next((c for c in verb.head.children if c.dep_ == "nsubj"), None)


def _confesses(verb: Token) -> bool:
    """True for "confessed to the attack", "admitted the shooting"."""
    if verb.lemma_.lower() not in {"confess", "admit"}:
        return False
    objects = [c for c in verb.children if c.dep_ == "dobj"] + [g for c in verb.children if c.lower_ == "to" for g in c.children]
    return any(_is_attack(t) for t in objects)


def _is_attack(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak")


def _accused(verb: Token) -> Token | None:
    """Head word of the blamed actor: "blamed X for the attack", "the attack was blamed on X"; None where there are several."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in word_set("strikes", "blame.verbs"):
        return None
    prepositional_objects = [
        p for c in verb.children if c.dep_ == "prep" and c.lower_ in {"on", "to"} for p in c.children if p.dep_ == "pobj"
    ]
    objects = prepositional_objects or [c for c in verb.children if c.dep_ == "dobj"]
    return objects[0] if len(objects) == 1 and not list(objects[0].conjuncts) else None


def _named_gunman(noun: Token) -> Token | None:
    """Head word of the person whom the article calls gunman, bomber or shooter: "the gunman, John Roe", "gunman John Roe", "the
    gunman was named as John Roe".
    """
    if noun.tag_ != "NN" or noun.lemma_.lower() not in word_set("strikes", "accusation.gunmen"):
        return None
    if noun.dep_ in {"compound", "nmod"} and noun.head.ent_type_ == "PERSON":
        return noun.head
    names = [c for c in noun.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"]
    if noun.dep_ == "appos" and noun.head.ent_type_ == "PERSON":
        names.append(noun.head)
    if noun.dep_ == "nsubjpass" and noun.head.lemma_.lower() in NAMING:
        names += [p for c in noun.head.children if c.lower_ == "as" for p in c.children if p.ent_type_ == "PERSON"]
    return names[0] if names else None


def _charged(word: Token) -> Token | None:
    """Head word of the name of who is charged with an attack, arrested, convicted or the suspect; None where the clause names no attack."""
    if word.lemma_.lower() not in word_set("strikes", "accusation.words"):
        return None
    attacks = word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak") | word_set("strikes", "verbs.shoot")
    if not any(t.i > word.i and {t.lemma_.lower(), t.lower_} & attacks for t in word.subtree):
        return None
    if word.pos_ == "NOUN":
        names = [word.head] if word.dep_ == "appos" else [c for c in word.children if c.dep_ == "appos"]
    else:
        names = [c for c in word.children if c.dep_ in {"nsubjpass", "dobj"}]
        if not names and word.tag_ == "VBN":  # "X, charged with the shooting, appeared"
            names = [word.head, *(c for c in word.head.children if c.dep_ in {"nsubj", "nsubjpass", "appos"})]
    return next((name for name in names if name.pos_ == "PROPN"), None)


def _group_meant(verb: Token, groups: Sequence[StrikeGroup], context: StrikeContext) -> int | None:
    """Number of the group in the verb's sentence, else of the one mentioned last before it; None where none is near."""
    in_sentence = [number for number, group in enumerate(groups) if any(m.trigger.token.sent == verb.sent for m in group.mentions)]
    if in_sentence:
        return in_sentence[-1]
    return latest_group_before(groups, verb.i, context.paragraphs.number_at(verb.idx), MAX_PARAGRAPHS)
