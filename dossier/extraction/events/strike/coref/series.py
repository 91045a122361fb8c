"""Series: several attacks in one report, the sentences that count them together, and what sets one of them apart."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from spacy.tokens import Token

from dossier.extraction.events.days import ArticleDays
from dossier.extraction.events.strike.groups import StrikeGroup, StrikeMention, places_overlap
from dossier.extraction.lexicon.numbers import number_at, quantity_at
from dossier.places.containment import lie_apart

ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "1st", "2nd", "3rd", "4th", "5th"})
"""Ordinals that number the attacks of a series, a closed class as far as a report counts."""
FEW = range(2, 6)
"""How many attacks a sentence may count that a report goes on to describe one by one."""
PAIRS = frozenset({"both", "twin"})


def sentences_on_several(mentions: Sequence[StrikeMention]) -> frozenset[int]:
    """Where sentences begin that count a few attacks ("killed in two separate attacks"), and, where the report numbers single attacks
    ("in the first attack"), those on attacks in the plural.
    """
    is_numbered = any(is_numbered_attack(m) for m in mentions)
    return frozenset(m.sentence.start for m in mentions if m.plural and (is_numbered or _counts_few(m.trigger.token)))


def is_numbered_attack(mention: StrikeMention) -> bool:
    """True for "the second attack" with a place of its own."""
    words = {t.lower_ for t in mention.trigger.token.lefts} if mention.trigger.noun else set()
    return mention.definite and not mention.plural and bool(mention.places) and bool(words & ORDINALS)


def _counts_few(noun: Token) -> bool:
    """True for "two suicide attacks", "twin blasts"."""
    for word in noun.lefts:
        number = number_at(noun.doc, word.i, word.i + 1) if word.dep_ == "nummod" else None
        if word.lower_ in PAIRS or (number is not None and number[0] in FEW):
            return True
    return False


def is_counted(group: StrikeGroup) -> bool:
    """True for a group of mentions that count strikes: "two separate attacks"."""
    return group.mentions[0].trigger.counted and all(m.plural for m in group.mentions if m.is_report)


def groups_of(mention: StrikeMention, groups: Sequence[StrikeGroup], several: frozenset[int]) -> list[StrikeGroup]:
    """The groups that a mention may belong to: what a sentence on `several` attacks counts is none of the single ones after it."""
    of_series = [g for g in groups if _is_of_series(g, several)]
    if mention.sentence.start in several or (mention.plural and mention.definite and not mention.places):
        return of_series or list(groups)
    if mention.plural:
        return list(groups)
    return [g for g in groups if g not in of_series]


def _is_of_series(group: StrikeGroup, several: frozenset[int]) -> bool:
    return any(m.sentence.start in several for m in group.mentions) and all(m.sentence.start in several or m.plural for m in group.mentions)


def without_sums(groups: Sequence[StrikeGroup], several: frozenset[int], days: ArticleDays) -> list[StrikeGroup]:
    """The single attacks of a series, each with what is said of all, without the groups that only count them; empty where no two of these days
    lie in places that are known to be apart.
    """
    single = [g for g in groups if not _is_of_series(g, several)]
    counted = [i for g in groups if g not in single for i in g.time_ids]
    news = [g for g in single if g.mentions[0].beside or not g.mentions[0].set_off]
    news = [g for g in news if any(m.is_report and not m.plural for m in g.mentions)]
    news = [g for g in news if not days.contradict(g.time_ids, counted)]
    if not any(_lie_apart(one, other) for one, other in combinations(news, 2)):
        return []
    _share([m for g in groups if g not in single for m in g.mentions], news)
    return single


def without_counts(groups: Sequence[StrikeGroup], days: ArticleDays) -> list[StrikeGroup]:
    """The groups without those that count strikes which the text then reports one by one, wherever these lie: what is said of all is said of each.
    Attacks that the text only recalls are none of them.
    """
    remaining = list(groups)
    for number, group in enumerate(groups):
        following = [g for g in groups[number + 1 :] if not (days.contradict(group.time_ids, g.time_ids) or g.is_background)]
        count = _count(group.mentions[0].trigger.token) if is_counted(group) else 0
        if 1 < count <= len(following):
            _share(group.mentions, following[:count])
            remaining.remove(group)
    return remaining


def _share(mentions: Sequence[StrikeMention], groups: Sequence[StrikeGroup]) -> None:
    """Add what is said of all attacks of a series to each; the dead of all are those of none."""
    of_all = [replace(m, figure_mentions=(), of_series=True) for m in mentions]
    for group in groups:
        group.mentions += of_all


def _count(noun: Token) -> int:
    """The number of strikes in "two separate attacks", 0 for "several"."""
    quantity = quantity_at(noun.doc, noun.left_edge.i, noun.i)
    return quantity.value or 0 if quantity is not None else 0


def _lie_apart(one: StrikeGroup, other: StrikeGroup) -> bool:
    pairs = [(m.places, n.places) for m in one.mentions for n in other.mentions if m.places and n.places]
    return any(lie_apart(*pair) for pair in pairs) and not any(places_overlap(*pair) for pair in pairs)
