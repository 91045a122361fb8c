"""Words that set an attack apart from those that the text reports before it."""

from collections.abc import Sequence

from spacy.tokens import Token

from dossier.extraction.events.strike.coref.series import ORDINALS
from dossier.extraction.events.strike.groups import FURTHER, StrikeGroup, StrikeMention
from dossier.extraction.events.strike.phrases import attack_nouns
from dossier.extraction.events.strike.triggers import objects_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.syntax.factuality import governing_verb, has_past_perfect

OPENING_WORDS = 5
STEP_WORDS = 8
"""Words before an attack among which its distance from another in time stands."""
_SHORT = frozenset({"minute", "moment", "hour"})
_LENGTHS = frozenset({"minutes", "hours", "day", "days"})


def is_set_apart(group: StrikeGroup, before: Sequence[StrikeGroup]) -> bool:
    """True where the first mention of a group says that it is another attack than the groups `before`, an earlier one, one elsewhere, or several
    where these are one. "Another drone", "struck again" without a day or a place are of one attack.
    """
    first = group.mentions[0]
    is_beside_news = first.set_off and not first.beside
    is_attack = first.trigger.token.lemma_.lower() in attack_nouns()  # "suffered gunshot wounds" counts no attacks
    are_more = first.plural and is_attack and not first.definite and not any(m.plural for g in before for m in g.mentions)
    is_other = is_another_event(first) and any(m.time_ids or m.places for m in group.mentions)
    is_other = is_other or is_recalled(first) or _opens_elsewhere(first.trigger.token)
    return is_other or is_beside_news or are_more or first.trigger.counted


def follows_by_hours(mention: StrikeMention) -> bool:
    """True for the second attack of "came a few hours after soldiers opened fire": its day may be that of the first."""
    token = mention.trigger.token
    return any(t.lemma_.lower() in _SHORT for t in token.doc[max(token.sent.start, token.i - STEP_WORDS) : token.i])


def _opens_elsewhere(token: Token) -> bool:
    """True for a sentence that begins "In the northeast," or "Elsewhere,"."""
    opening = token.sent[: min(OPENING_WORDS, token.i - token.sent.start)]
    comma = next((t.i - token.sent.start for t in opening if t.text == ","), 0)
    sides = word_set("places", "directions")
    return any(t.lower_ == "elsewhere" or (t.lower_ in sides and t.pos_ in {"NOUN", "ADV", "PROPN"}) for t in opening[:comma])


def is_recalled(mention: StrikeMention) -> bool:
    """True for a strike before what the text reports: "had been wounded in an earlier attack", "days earlier they had claimed …"."""
    trigger = mention.trigger
    if trigger.noun and any(t.lower_ in word_set("modality", "earlier_adjectives") for t in trigger.token.lefts):
        return True
    verb = governing_verb(trigger.token)
    above = governing_verb(verb.head) if verb is not None and verb.dep_ in {"pcomp", "xcomp", "advcl", "acl"} else None
    return any(has_past_perfect(v) for v in (verb, above) if v is not None)


def is_another_event(mention: StrikeMention) -> bool:
    """True for "another strike", "a separate attack", and for a strike on another target: "a second ship was hit"."""
    token = mention.trigger.token
    heads = [token] if mention.trigger.noun else [t for t in objects_of(token) if t.lemma_.lower() not in attack_nouns()]
    names_people = {i for f in mention.figure_mentions for i in range(f.figure.span.start, f.figure.span.end)}
    words = {t.lower_ for head in heads if head == token or head.idx not in names_people for t in head.lefts}
    is_earlier = bool(words & word_set("modality", "earlier_adjectives")) and mention.trigger.noun and not mention.definite
    is_other = words & FURTHER or is_earlier or _opens_with_another(token) or _is_next_step(token) or _is_repeated(token)
    return bool(is_other) and mention.is_report and not _explains_attack(token)


def _is_next_step(token: Token) -> bool:
    """True for an attack whose clause begins with a step in time: "Hours later, a blast hit X", "Earlier the same day, gunmen shot Y"."""
    verb = token if token.pos_ == "VERB" else token.head
    before = [c for c in verb.children if c.i < token.i and c.dep_ in {"advmod", "npadvmod"}]
    words = {t.lower_ for c in before for t in c.subtree if t.i < token.left_edge.i}
    is_measured = any(t.lower_ in _LENGTHS for c in before for t in c.subtree)
    return is_measured and bool(words & {"later", "earlier"})


def _is_repeated(token: Token) -> bool:
    """True for "was struck again" and "was hit for a second time"."""
    verb = token if token.pos_ == "VERB" else token.head
    times = [t for c in verb.children for t in (c, *c.children) if t.lemma_ == "time" and (c.dep_ == "npadvmod" or c.lower_ == "for")]
    is_numbered = any(word.lower_ in ORDINALS for time in times for word in time.lefts)
    return is_numbered or any(c.lower_ == "again" and c.dep_ == "advmod" for c in verb.children)


def _opens_with_another(token: Token) -> bool:
    """True for a sentence that begins "In another incident" or "In a separate case"."""
    opening = token.sent[: min(OPENING_WORDS, token.i - token.sent.start)]
    return any(t.lower_ in FURTHER and t.head.lemma_.lower() in word_set("strikes", "nouns.of_an_attack") for t in opening)


def _explains_attack(noun: Token) -> bool:
    """True for the second noun of "a car bombing killed five, another attack by X", which explains the sentence before the comma."""
    first = noun.left_edge
    return noun.dep_ in {"appos", "npadvmod", "dobj", "dep", "attr"} and first.i > noun.sent.start and first.nbor(-1).text == ","
