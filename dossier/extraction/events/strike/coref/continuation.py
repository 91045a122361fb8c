"""Continuation: mentions that continue the report of a strike nearby, where nothing says that they mean another one."""

from collections.abc import Sequence
from functools import lru_cache

from dossier.extraction.events.strike.coref.apart import is_another_event
from dossier.extraction.events.strike.groups import StrikeGroup, StrikeMention, is_set_off, places_overlap, same_word
from dossier.extraction.events.strike.triggers import objects_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.syntax.factuality import governing_verb

WIDE_TARGETS = frozenset({"people", "person", "civilian", "area", "base", "city", "region", "man", "other"})
"""Nouns that name too much for two attacks on one to be the same."""
ANY_SITE = frozenset({"building", "complex", "compound", "facility", "site", "structure", "premise"})
"""Nouns that stand for a site named before, whatever it is."""
DEFINITE = frozenset({"the", "this", "that", "its", "their"})
MORE = frozenset({"other", "others", "another", "more", "further"})
OPENING = 3  # paragraphs in which a strike is reported a second time
MAX_PARAGRAPHS = 3  # paragraphs over which a strike goes on


def group_continued(mention: StrikeMention, compatible: Sequence[StrikeGroup]) -> StrikeGroup | None:
    """The group nearby whose report a mention continues, where nothing says that it is another attack; else None.

    Such a mention has neither day nor place of its own; or it names further victims ("two other villagers"), refers to several attacks
    as one ("in the strikes"), or gives no details at all.
    """
    nearby = [g for g in compatible if mention.paragraph - g.last.paragraph <= MAX_PARAGRAPHS]
    if is_another_event(mention) or _is_set_off_from_any(mention, nearby):
        return None
    if _adds_victims(mention) or _kills_attackers(mention):
        following = [g for g in nearby if mention.paragraph - g.last.paragraph <= 1]
        return following[-1] if following else None
    is_bare = mention.is_single and not mention.is_report and not (mention.places and _is_indefinite(mention))
    is_plural_anaphor = mention.plural and mention.definite and mention.is_report
    is_unplaced = mention.is_report and not mention.plural and not mention.places and not mention.time_ids
    if len(nearby) == 1 and (is_bare or is_plural_anaphor or is_unplaced) and not _has_other_site(mention, nearby[0]):
        return nearby[0]
    return nearby[-1] if nearby and is_bare and same_word(mention, nearby[-1]) else None


def _is_indefinite(mention: StrikeMention) -> bool:
    """True for "a strike"."""
    return mention.trigger.noun and any(t.lower_ in {"a", "an"} for t in mention.trigger.token.lefts)


def restates(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where a report with the weapon of the only strike so far reports it again, as a lead and the sentences after it do.

    A strike of several, another target, and after the opening an indefinite noun ("a drone strike") are another strike.
    """
    if mention.plural or mention.trigger.counted or group.mentions[0].plural or not mention.is_report:
        return False
    if is_another_event(mention) or is_set_off(mention, group) or _has_other_site(mention, group):
        return False
    places = [m.places for m in group.mentions if m.places]
    if mention.places and places and not any(places_overlap(mention.places, other) for other in places):
        return False
    is_new = mention.trigger.noun and not mention.definite and mention.paragraph > OPENING
    labels = {w.label for m in group.mentions for w in m.weapons}
    return not is_new and not mention.time_relation and any(w.label in labels for w in mention.weapons)


def _is_set_off_from_any(mention: StrikeMention, groups: Sequence[StrikeGroup]) -> bool:
    return any(is_set_off(mention, g) for g in groups)


def _adds_victims(mention: StrikeMention) -> bool:
    """True for "two other villagers", "another resident": more victims of an attack that has been reported."""
    doc = mention.trigger.token.doc
    spans = (doc.char_span(f.figure.span.start, f.figure.span.end, alignment_mode="expand") for f in mention.figure_mentions)
    words = [span.text.lower().replace("more than", "").split() for span in spans if span is not None]
    return any(MORE & set(of_figure) for of_figure in words)


def _kills_attackers(mention: StrikeMention) -> bool:
    """True for "one of the attackers was killed in a shootout" and "killed all the attackers", which is how an attack that has been reported went
    on.
    """
    token = mention.trigger.token
    verb = token if token.pos_ == "VERB" else governing_verb(token)
    subjects = [c for c in verb.children if c.dep_ == "nsubjpass"] if verb is not None else []
    heads = [*subjects, *(objects_of(verb) if verb is not None and verb == token else ())]
    heads += [p for head in list(heads) for c in head.children if c.lower_ == "of" for p in c.children]
    gunmen = word_set("strikes", "accusation.gunmen")
    attackers = [t for t in heads if t.lemma_.lower() in gunmen]
    if any(t.lower_ in DEFINITE for head in attackers for t in head.lefts):
        return True
    named = any(t.lemma_.lower() in gunmen and t.dep_ == "pobj" for t in token.sent[: token.i - token.sent.start])
    return named and any(t.lower_ in MORE for t in heads)  # "one of the attackers blew himself up, three others were killed"


def _has_other_site(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True where each strikes a building or site of its own; people and vehicles may be struck at either, and "the building" is one that was
    named before.
    """
    targets = frozenset().union(*(m.target_words for m in group.mentions)) & _sites()
    own = mention.target_words & _sites()
    if own and own <= ANY_SITE and mention.target.partition(" ")[0].lower() in DEFINITE:
        return False
    return bool(own and targets and not own & targets)


def strikes_site_named(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for "the market was hit by two missiles" after "a strike killed 40 people at a market", and for "the vessel was hit" after "a strike
    on a tanker": what moves has several nouns.
    """
    moving = word_set("strikes", "targets.moving")
    named = mention.target_words & (_sites() | moving) if mention.target.lower().startswith("the ") else frozenset()
    words = {t.lemma_.lower() for m in group.mentions for t in m.trigger.token.sent} if named else set()
    return bool((named - moving) & words or (named & moving and words & moving)) and not is_another_event(mention)


def names_site(mention: StrikeMention) -> bool:
    """True where a mention strikes a building or another site: also in "a strike hit the clinic"."""
    token = mention.trigger.token
    objects = objects_of(token.head) if mention.trigger.noun and token.dep_ == "nsubj" else []
    return bool((mention.target_words | {t.lemma_.lower() for t in objects}) & _sites())


@lru_cache(maxsize=1)
def _sites() -> frozenset[str]:
    """Nouns of what is fixed to the ground and can be struck, without those that say no more than "place"."""
    nouns = word_set("strikes", "targets.nouns") | word_set("figures", "buildings.nouns")
    return nouns - word_set("strikes", "targets.moving") - word_set("strikes", "armed.nouns") - WIDE_TARGETS
