"""Repetitions within one article: reports that nothing sets apart from an event which the article reports before them."""

from collections.abc import Sequence

from dossier.linking.events.dating import days_between, overlap
from dossier.linking.events.records import EventRecord
from dossier.linking.events.rules import PlaceMatch, are_crossed, compare_places, contradicts, same_attacker, target_words, weapon_words
from dossier.model.event_kinds.declaration import Slot
from dossier.model.event_kinds.registry import find_kind

NO_DAY_OF_ITS_OWN = frozenset({"", "context"})
"""Relations of a mention whose time expressions, if any, are those of the text around it."""
Cluster = Sequence[EventRecord]


def join_repetitions(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The clusters of one article, each with those that repeat it: a later one joins the nearest one before it that it `repeats`.

    A lead reports an event, and the sentences after it tell how it happened, often without its day, place or attacker. What is said of another
    event names a day, a place, an attacker or people of its own, or is set apart by words ("another", "hours later", "earlier").
    """
    joined: list[list[EventRecord]] = []
    for cluster in sorted(clusters, key=lambda records: records[0].key):
        news = [other for other in joined if repeats(other, cluster)]
        if news:
            max(news, key=_last).extend(cluster)
        else:
            joined.append(list(cluster))
    return [sorted(cluster, key=lambda record: record.key) for cluster in joined]


def _last(cluster: Cluster) -> int:
    """Where the last mention of a cluster begins."""
    return max(mention.span.start for record in cluster for mention in record.mentions)


def repeats(news: Cluster, later: Cluster) -> bool:
    """True where a cluster repeats one that comes before it: no record of one contradicts one of the other, and their days, places and parties fit."""
    if any(mention.is_another for record in later for mention in record.mentions[:1]):
        return False
    has_details = any(record.place or record.dates.sure or record.attacker or _has_other_weapon(news, record) for record in later)
    if any(contradicts(one, other, counts_figures=has_details) or not _days_fit(one, other) for one in news for other in later):
        return False
    fit = _parties_fit if Slot.PARTICIPANTS in find_kind(news[0].kind).slots else _acts_fit
    return all(fit(news, record) for record in later)


def _has_other_weapon(news: Cluster, later: EventRecord) -> bool:
    """True where a record names a weapon, and each of the news that names one names another."""
    others = [words for record in news if (words := weapon_words(record))]
    return bool(others and weapon_words(later)) and not any(words & weapon_words(later) for words in others)


def _days_fit(news: EventRecord, later: EventRecord) -> bool:
    """True where the days overlap, or one of them is not known. A month or a year is no day of the news, and "after the talks" dates another event.
    A day that the text gives is not the day before or after; only one that is taken from the publication may be, and "last night", which has two.
    """
    if later.mentions[0].time_relation not in NO_DAY_OF_ITS_OWN:
        return _have_same_day(news, later)
    if not (news.dates.known and later.dates.known):
        return True
    if not (overlap(news.dates, later.dates) and "day" == news.dates.granularity == later.dates.granularity):
        return False
    words = [" ".join(evidence.words for evidence in dates.evidence) for dates in (news.dates, later.dates)]
    return not all(words) or any("night" in given for given in words) or not days_between(news.dates, later.dates)


def _acts_fit(news: Cluster, later: EventRecord) -> bool:
    """True where an act may be the same one: in a place only where that is the place of the news, or its lead has none; by an attacker only where
    that is the same, or the weapon is. On the same target both may be others.
    """
    if any(target_words(record) & target_words(later) for record in news):
        return True
    places = [record for record in news if record.place]
    is_undated = not later.dates.known and any(record.dates.known for record in news)
    least = PlaceMatch.SAME if is_undated else PlaceMatch.CONTAINED
    if later.place and not (any(compare_places(record, later) >= least for record in places) if places else news[0].is_lead):
        return False
    same = (same_attacker(record, later) or weapon_words(record) & weapon_words(later) for record in news)
    return later.attacker is None or any(same)


def _parties_fit(news: Cluster, later: EventRecord) -> bool:
    """True where nobody takes part in a meeting who does not take part in the one before it, or only the states do that met there, or people of
    states that met; where nobody is named, where it is on the sure day of the one before it, or in its place.
    """
    persons = frozenset[str]().union(*(record.persons for record in news))
    states = frozenset[str]().union(*(record.bodies | record.represented_states for record in news))
    if not (later.persons or later.bodies):
        return any(compare_places(record, later) is PlaceMatch.SAME or _have_same_day(record, later) for record in news)
    are_of_states = not persons and not later.unaffiliated and later.represented_states | later.bodies <= states
    if are_of_states or later.persons | later.bodies <= persons | states or any(are_crossed(record, later) for record in news):
        return True
    return bool(states) and states <= later.bodies | later.represented_states and not (later.persons and persons)


def _have_same_day(one: EventRecord, other: EventRecord) -> bool:
    """True where both have a sure day, and it is the same."""
    days = one.dates, other.dates
    return all(d.sure and d.granularity == "day" for d in days) and one.dates.start == other.dates.start
