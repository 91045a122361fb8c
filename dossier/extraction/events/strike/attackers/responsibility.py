"""Responsibility for strikes: attackers named elsewhere by a claim or by blame."""

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from dossier.extraction.events.strike.arguments import AFFILIATING, actor_at, targets_of
from dossier.extraction.events.strike.attackers.state_forces import state_of_forces
from dossier.extraction.events.strike.attackers.unnamed import words_for_attacker
from dossier.extraction.events.strike.context import StrikeContext
from dossier.extraction.events.strike.coref.apart import is_recalled
from dossier.extraction.events.strike.groups import StrikeGroup, latest_groups_before
from dossier.extraction.events.strike.phrases import prepositional_objects
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.syntax.factuality import Factuality, factuality_of

ALSO = frozenset({"again", "also", "likewise", "too"})
NAMING = frozenset({"identify", "name"})
DEFINITE = frozenset({"the", "these", "those", "both"})
NEAR = 2  # paragraphs between a strike and one that "was also hit"
MAX_VERBS = 3  # from "claiming responsibility" to the verb with a subject
MAX_PARAGRAPHS = 4  # paragraphs over which "claimed responsibility" reaches back


class Responsible(NamedTuple):
    """Who is responsible for a strike: the key of an actor, or the words for one without a name, the other being None or empty."""

    key: int | None
    words: str = ""


def assign_responsibility(groups: Sequence[StrikeGroup], context: StrikeContext) -> dict[int, Responsible]:
    """Who claimed a strike, was blamed for it, or was identified as its gunman, by number of its group, in this order; somebody without a
    name only where nobody with a name is.
    """
    named, unnamed = dict[int, int](), dict[int, str]()
    for find_actor in (_claimant, _accused, _side_of_gunman, _named_gunman, _charged):
        for token in context.doc:
            source = find_actor(token)
            if source is None:
                continue
            key = _actor_or_state(source, context)
            if key is None and (words := words_for_attacker([source])):
                for number in _groups_meant(token, groups, context):
                    unnamed.setdefault(number, words)
            if key is None or (find_actor in {_named_gunman, _charged} and not context.resolver.person(key)):
                continue
            for number in _groups_meant(token, groups, context):
                named.setdefault(number, key)
    for number, group in enumerate(groups[1:], start=1):
        before = groups[number - 1]
        if number not in named and (key := _attacker_also(group, before, named.get(number - 1), context)) is not None:
            named[number] = key
    return {number: Responsible(named.get(number), unnamed.get(number, "")) for number in named.keys() | unnamed.keys()}


def _attacker_also(group: StrikeGroup, before: StrikeGroup, responsible: int | None, context: StrikeContext) -> int | None:
    """Key of the attacker of the strike reported right before, where "the town of X was also hit", "was hit again", "other towns were hit", or a sentence says of
    him that something followed "a similar attack"; else None.
    """
    if any(m.agent_name for m in group.mentions) or group.mentions[0].paragraph - before.last.paragraph > NEAR:
        return None
    first = group.mentions[0].trigger.token
    key = next((m.attacker for m in before.mentions if m.attacker is not None), responsible)
    also = any(c.lower_ in ALSO and c.dep_ == "advmod" for c in first.children)
    others = any(t.lower_ in {"other", "others"} for head in targets_of(group.mentions[0].trigger) for t in (head, *head.lefts))
    subjects = (t for t in first.sent if t.dep_ == "nsubj" and t.i < first.i)
    similar = any(c.lower_ == "similar" for c in first.lefts) and any(_actor_or_state(t, context) == key for t in subjects)
    return key if also or others or similar else None


def _actor_or_state(source: Token, context: StrikeContext) -> int | None:
    """Key of the actor that a head word names; of "the army" the state's."""
    key = actor_at(source, context.resolver, context.states)
    return key if key is not None else state_of_forces(source, context.states)


def _claimant(verb: Token) -> Token | None:
    """Head word of the actor who "claimed responsibility" or the attack, was behind it or responsible for it, or confessed; None where nobody
    did or the claim is denied.
    """
    if verb.pos_ not in {"VERB", "AUX"} or _is_denied(verb):
        return None
    if _is_of_responsibility(verb, "nsubjpass") or _is_claimed_by(verb):
        source = next((p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
    elif _is_of_responsibility(verb, "dobj") or _claims_attack(verb) or _confesses(verb):
        source = _subject_of(verb)
    else:
        source = _behind(verb)
    return None if source is None or any(t.lower_ in word_set("modality", "negative_words") for t in source.subtree) else source


def _is_denied(verb: Token) -> bool:
    """True for a verb that is negated, doubted or denied: "denied that it was behind the attack", "may have been responsible"."""
    return factuality_of(verb) is Factuality.DENIED or any(c.dep_ == "neg" for c in verb.children)


def _is_claimed_by(verb: Token) -> bool:
    """True for "claimed" in "an attack in the capital, claimed by X", whatever the parse attaches it to."""
    is_participle = verb.tag_ in {"VBN", "VBD"} and verb.lemma_.lower() == "claim" and any(c.dep_ == "agent" for c in verb.children)
    return is_participle and not any(c.dep_ == "nsubj" for c in verb.children) and _attack_named(verb) is not None


def _claims_attack(verb: Token) -> bool:
    """True for "claimed the attack"; not for "the attack claimed ten lives"."""
    return verb.lemma_.lower() == "claim" and any(c.dep_ == "dobj" and _is_attack(c) for c in verb.children)


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


def _behind(verb: Token) -> Token | None:
    """The subject of "X was behind the attack" and "X is responsible for the attack", X in "the attack was the work of X"; for a pronoun, who says
    so: "the group said it was behind the attack".
    """
    if verb.lemma_ != "be":
        return None
    links = [c for c in verb.children if c.lower_ == "behind"]
    links += [p for c in verb.children if c.dep_ == "acomp" and c.lower_ == "responsible" for p in c.children if p.lower_ == "for"]
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None and _is_attack(subject):
        works = [c for c in verb.children if c.dep_ == "attr" and c.lower_ == "work"]
        return next((owner for work in works for owner in prepositional_objects(work, {"of"})), None)
    if subject is None or not any(_is_attack(t) for link in links for t in link.children):
        return None
    if subject.pos_ != "PRON":
        return subject
    is_said = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in word_set("cues", "say")
    return next((c for c in verb.head.children if c.dep_ == "nsubj"), None) if is_said else None


def _confesses(verb: Token) -> bool:
    """True for "confessed to the attack", "admitted the shooting"."""
    if verb.lemma_.lower() not in {"confess", "admit"}:
        return False
    objects = [c for c in verb.children if c.dep_ == "dobj"] + [g for c in verb.children if c.lower_ == "to" for g in c.children]
    return any(_is_attack(t) for t in objects)


def _is_attack(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak")


def _accused(verb: Token) -> Token | None:
    """Head word of the blamed actor: "blamed X for the attack", "the attack was blamed on X", "accused X of the attack"; None where there are
    several.
    """
    if verb.pos_ != "VERB":
        return None
    direct = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    if verb.lemma_.lower() == "accuse":
        objects = direct if any(_is_attack(p) for p in prepositional_objects(verb, {"of"})) else []
    elif verb.lemma_.lower() in word_set("strikes", "blame.verbs"):
        links = [c for part in (verb, *direct) for c in part.children if c.dep_ == "prep" and c.lower_ in {"on", "to"}]
        objects = [p for c in links for p in c.children if p.dep_ == "pobj"] or [c for c in verb.children if c.dep_ == "dobj"]
    else:
        return None
    return objects[0] if len(objects) == 1 and not list(objects[0].conjuncts) else None


def _side_of_gunman(verb: Token) -> Token | None:
    """Head word of the side in "the bomber was affiliated with X", "the gunmen were linked to X"."""
    gunmen = [c for c in verb.children if c.dep_ == "nsubjpass" and c.lemma_.lower() in word_set("strikes", "accusation.gunmen")]
    is_linked = bool(gunmen) and verb.lemma_.lower() in AFFILIATING and not _is_denied(verb)
    return next(iter(prepositional_objects(verb, {"to", "with"})), None) if is_linked else None


def _named_gunman(noun: Token) -> Token | None:
    """Head word of the person whom the article calls gunman, bomber or shooter: "the gunman, John Roe", "gunman John Roe", "the
    gunman was named as John Roe", "police named the gunman as John Roe".
    """
    if noun.tag_ != "NN" or noun.lemma_.lower() not in word_set("strikes", "accusation.gunmen"):
        return None
    if noun.dep_ in {"compound", "nmod"} and noun.head.ent_type_ == "PERSON":
        return noun.head
    names = [c for c in noun.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"]
    if noun.dep_ == "appos" and noun.head.ent_type_ == "PERSON":
        names.append(noun.head)
    if noun.dep_ in {"nsubjpass", "dobj"} and noun.head.lemma_.lower() in NAMING:
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


def _groups_meant(word: Token, groups: Sequence[StrikeGroup], context: StrikeContext) -> list[int]:
    """Numbers of the groups that a word of blame is about: that of the attack in its phrase, all those nearby for "blamed both attacks on X", else
    the last in its sentence, else the one mentioned last before it; empty where none is near.
    """
    attack = _attack_named(word)
    paragraph = context.paragraphs.number_at(word.idx)
    if attack is not None and attack.tag_ in {"NNS", "NNPS"} and any(t.lower_ in DEFINITE for t in attack.lefts):
        return [n for n, g in enumerate(groups) if _is_shortly_before(g, attack, paragraph)]
    of_attack = [n for n, group in enumerate(groups) if any(m.trigger.token == attack for m in group.mentions)]
    in_sentence = [n for n, group in enumerate(groups) if any(m.trigger.token.sent == word.sent for m in group.mentions)]
    return of_attack or in_sentence[-1:] or latest_groups_before(groups, word.i, paragraph, MAX_PARAGRAPHS)


def _is_shortly_before(group: StrikeGroup, word: Token, paragraph: int) -> bool:
    """True for a strike of the news that the text first mentions at most `MAX_PARAGRAPHS` paragraphs before a word."""
    first = group.mentions[0]
    return (
        first.trigger.token.i <= word.i and paragraph - first.paragraph <= MAX_PARAGRAPHS and not first.set_off and not is_recalled(first)
    )


def _attack_named(word: Token) -> Token | None:
    """The noun of attack that a word of blame is about: the nearest below it, for a participle without a subject and a relative clause the
    nearest before it in its sentence; None without one.
    """
    if word.dep_ == "relcl" or (word.tag_ in {"VBN", "VBD"} and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in word.children)):
        return next((t for t in reversed(word.doc[word.sent.start : word.i]) if _is_attack(t)), None)
    below = [t for t in word.subtree if _is_attack(t)]
    return min(below, key=lambda t: (len(list(t.ancestors)), t.i), default=None)
