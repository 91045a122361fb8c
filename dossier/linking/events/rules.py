"""Record linkage of event records by rules: blocking, contradictions, match scores, and greedy clustering.

Events of one article are joined by it, and meetings of different articles before `matching` weighs what is left.
"""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from dossier.linking.events.dating import EventDates, days_between, is_late_retelling, overlap
from dossier.linking.events.distance import is_place_within
from dossier.linking.events.records import EventRecord
from dossier.model.event import Status
from dossier.model.event_kinds.declaration import Slot
from dossier.model.event_kinds.meeting import GATHERING
from dossier.model.event_kinds.registry import find_kind
from dossier.places.containment import (
    is_country,
    is_region_respelled,
    is_town,
    is_village_respelled,
    lie_apart,
    lies_within,
    may_be_village_of,
    may_contain,
    village_key,
)

PAIR = 2
PUBLICATION_WINDOW = 14
"""Days between publications within which two articles may report one undated event."""
SAME_NEWS = 3
"""The same for two articles on one round of talks between states that meet often."""
RECALLED, RECALLED_FROM_GUESS = 30, 90
"""Days between two sure days of one article, or from a guessed one, beyond which the earlier is that of an event which it only recalls."""
MANY, NEAR_TOLL = 10, 0.75
"""Dead or wounded from which reports of one attack give numbers that differ, and the share of the higher that the lower is at least."""
SEVERAL = 3
"""Dead or wounded from which the same number in two sentences of an article points to one attack."""


class PlaceMatch(IntEnum):
    """How the places of two records match; the value is its weight in the match score by rules."""

    NONE = 0
    """Nothing in common."""
    CONTAINED = 2
    """The same country alone, or one lies in the other."""
    SAME = 3
    """The same town or venue."""


def cluster_greedily(records: Sequence[EventRecord]) -> list[list[EventRecord]]:
    """Clustering by rules: best-scored pairs first; a cluster admits only what contradicts none of its members, see `_clusters_contradict`.

    The result does not depend on the order of `records`.
    """
    order = sorted(records, key=lambda r: r.key)
    pairs = sorted(
        (-score, i, j)
        for i, j in block_pairs(order)
        if not contradicts(order[i], order[j]) and (score := match_score(order[i], order[j])) > 0
    )
    cluster_of = list(range(len(order)))
    members = {i: [record] for i, record in enumerate(order)}
    for _, i, j in pairs:
        left, right = cluster_of[i], cluster_of[j]
        if left != right and not _clusters_contradict(members[left], members[right]):
            members[left] += members.pop(right)
            cluster_of = [left if number == right else number for number in cluster_of]
    return [sorted(cluster, key=lambda r: r.key) for _, cluster in sorted(members.items())]


def _clusters_contradict(left: Sequence[EventRecord], right: Sequence[EventRecord]) -> bool:
    """True where a record of one contradicts a record of the other. Articles on one gathering name other people of the many who came: lists that
    share nobody contradict each other only where the clusters share no person, or where days or towns may differ.
    """
    shared = frozenset[str]().union(*(r.persons for r in left)) & frozenset[str]().union(*(r.persons for r in right))
    return any(contradicts(a, b) and not (shared and _are_of_one_gathering(a, b)) for a in left for b in right)


def _are_of_one_gathering(a: EventRecord, b: EventRecord) -> bool:
    """True where nothing but their participants contradicts, and two articles give a meeting the same sure day and the same place."""
    return a.article != b.article and _share_sure_day(a, b) and compare_places(a, b) is PlaceMatch.SAME and not _slots_contradict(a, b)


def block_pairs(order: Sequence[EventRecord]) -> set[tuple[int, int]]:
    """Blocking: pairs of indexes that share a blocking key and lie near in time, all that could be one event and few others."""
    blocks: dict[tuple[object, ...], list[int]] = {}
    for i, record in enumerate(order):
        for key in blocking_keys(record):
            blocks.setdefault((record.kind, *key), []).append(i)
    pairs = set()
    for block in blocks.values():
        by_start = sorted(block, key=lambda i: order[i].dates.start or date.min)
        for position, i in enumerate(by_start):
            for j in by_start[position + 1 :]:
                if too_far_apart(order[i].dates, order[j].dates):
                    break
                pairs.add((min(i, j), max(i, j)))
    return pairs


def blocking_keys(record: EventRecord) -> set[tuple[object, ...]]:
    """Words of the place, and its name in one word, participants and attacker, figures."""
    words = {("word", word) for name in record.place for word in (*name.lower().split(), village_key(name))}
    idents = (*record.persons, *record.bodies, *record.represented_states, record.attacker, record.attacker_side)
    return words | {("actor", ident) for ident in idents if ident} | {("figure", name, value) for name, value in record.figures.items()}


def too_far_apart(first: EventDates, later: EventDates) -> bool:
    """True where the later start lies beyond anything that the first could be linked with."""
    if first.start is None or first.end is None or later.start is None:
        return False
    return (later.start - first.end).days > PUBLICATION_WINDOW + 2


def have_other_attackers(a: EventRecord, b: EventRecord) -> bool:
    """True where both name an attacker, and not the same one or one of the same side."""
    return bool(a.attacker and b.attacker and not same_attacker(a, b))


def contradicts(a: EventRecord, b: EventRecord, *, counts_figures: bool = True) -> bool:
    """True where two records cannot be one event: they differ in days, place, persons, round of talks or attacker, or one article says that
    one took place and that the other is still to come. `counts_figures` is false where different figures may be of one event.
    """
    if _slots_contradict(a, b):
        return True
    if not _has_participants(a):
        return have_other_attackers(a, b) or (counts_figures and _figures_contradict(a, b))
    if _other_pair(a, b):
        return True
    if a.persons & b.persons or shared_bodies(a, b):
        return a.article == b.article and bool(a.persons - b.persons) and bool(b.persons - a.persons) and not are_crossed(a, b)
    return disjoint_parties(a, b)


def _slots_contradict(a: EventRecord, b: EventRecord) -> bool:
    """True where two records differ in anything but who takes part or who attacked."""
    if a.kind != b.kind or a.is_call != b.is_call or other_series(a, b) or _days_contradict(a, b):
        return True
    if a.place and b.place and not compatible_places(a.place, b.place) and (lie_apart(a.place, b.place) or not _met_that_day(a, b)):
        return True
    # "they met; a second round would follow"
    return _has_participants(a) and a.article == b.article and a.status is not b.status and not overlap(a.dates, b.dates)


def _share_sure_day(a: EventRecord, b: EventRecord) -> bool:
    """True where both have sure days and share one."""
    return a.dates.sure and b.dates.sure and overlap(a.dates, b.dates)


def _met_that_day(a: EventRecord, b: EventRecord) -> bool:
    """True where the same two people meet on one sure day in both: they hardly meet in two places, unless these are two towns."""
    return _share_sure_day(a, b) and "day" == a.dates.granularity == b.dates.granularity and len(a.persons & b.persons) >= PAIR


def _has_participants(record: EventRecord) -> bool:
    """True where events of the kind are known by who takes part, false where by who did it and with what."""
    return Slot.PARTICIPANTS in find_kind(record.kind).slots


def _other_pair(a: EventRecord, b: EventRecord) -> bool:
    """True where one person met two others, one in each record: the programme of a visit or of a summit. They are of one state, or of states that
    take part in the one meeting alone.
    """
    is_pair = len(a.persons) == len(b.persons) == PAIR and len(a.persons & b.persons) == 1
    if not is_pair or a.unaffiliated or b.unaffiliated or not len(a.represented_states) == len(b.represented_states) == PAIR:
        return False
    states, others = (record.represented_states | record.bodies for record in (a, b))
    return a.represented_states == b.represented_states or len(states) == len(others) == PAIR


def other_series(a: EventRecord, b: EventRecord) -> bool:
    """True for two rounds of talks, and for the summit of a body and a meeting of two people on its sidelines."""
    if a.series and b.series:
        return a.series != b.series
    return any(one.series == GATHERING and not other.series and len(other.persons) == PAIR for one, other in ((a, b), (b, a)))


def _days_contradict(a: EventRecord, b: EventRecord) -> bool:
    """True where both have days and share none. The guessed day of an event that is known by who did it contradicts no day of its own article,
    and no sure day some days before in another: a report that does not give the day comes late.
    """
    if not (a.dates.known and b.dates.known) or overlap(a.dates, b.dates) or _is_plan_a_day_off(a, b):
        return False
    if a.article == b.article:
        return _has_participants(a) or (a.dates.sure and b.dates.sure)
    return not is_late_retelling(a.dates, b.dates)


def _is_plan_a_day_off(a: EventRecord, b: EventRecord) -> bool:
    """True where one article plans for a day what another reports of the next or the day before: a time zone's, or a programme that moved."""
    return (
        a.article != b.article and a.status is not b.status and len(a.persons & b.persons) >= PAIR and days_between(a.dates, b.dates) <= 1
    )


def took_place_before_plan(a: EventRecord, b: EventRecord) -> bool:
    """True where one article reports that an event took place, and another one, some days after that, plans one for a day that it does not give."""
    plan, past = (a, b) if a.status is Status.PLANNED else (b, a)
    if (plan.status, past.status) != (Status.PLANNED, Status.OCCURRED) or overlap(a.dates, b.dates) or a.article == b.article:
        return False
    return plan.published is not None and past.dates.end is not None and (plan.published - past.dates.end).days > 1


def are_reported_as_two(a: EventRecord, b: EventRecord) -> bool:
    """True where an article gives two records different days that are no mistake: both sure, and both with a place or both with figures, or so
    far apart that the earlier one is history to it.
    """
    gap = days_between(a.dates, b.dates)
    if a.article != b.article or not gap:
        return False
    if a.dates.sure and b.dates.sure:
        return gap > RECALLED or bool(a.place and b.place) or bool(a.figures and b.figures)
    return gap > RECALLED_FROM_GUESS and (a.dates.sure or b.dates.sure)


def same_attacker(a: EventRecord, b: EventRecord) -> bool:
    """True where both name an attacker and it is one actor, or both act for one side: "Freedonia", "the Freedonian army"."""
    if not (a.attacker and b.attacker):
        return False
    return a.attacker == b.attacker or (bool(a.attacker_side) and a.attacker_side == b.attacker_side)


def are_crossed(one: EventRecord, other: EventRecord) -> bool:
    """True where each names the person of the state that the other names: "minister X will meet officials of Freedonia", "Freedonia's Y will meet
    officials of Sylvania".
    """
    are_given = one.persons and other.persons and not one.persons & other.persons
    return bool(are_given and one.bodies) and one.bodies == other.represented_states and other.bodies == one.represented_states


def disjoint_parties(a: EventRecord, b: EventRecord) -> bool:
    """True where both name their parties and none is shared; an unaffiliated person may belong to a state of the other."""
    if not (a.persons or a.bodies) or not (b.persons or b.bodies):
        return False
    return bool(a.persons and b.persons) or not (a.unaffiliated or b.unaffiliated)


def shared_bodies(a: EventRecord, b: EventRecord) -> frozenset[str]:
    """States and organisations that take part in both, in one of them by name, in the other at least through one of their persons."""
    return (a.bodies & (b.bodies | b.represented_states)) | (b.bodies & a.represented_states)


def _figures_contradict(a: EventRecord, b: EventRecord) -> bool:
    """True where one article gives both records different figures, and so means two attacks."""
    return a.article == b.article and any(a.figures[n] != b.figures[n] for n in set(a.figures) & set(b.figures))


def _same_toll(a: EventRecord, b: EventRecord) -> bool:
    """True where both have the same number of several dead or wounded, and no figure that differs."""
    return any(n >= SEVERAL and b.figures.get(name) == n for name, n in a.figures.items()) and not _figures_contradict(a, b)


def compatible_places(left: Sequence[str], right: Sequence[str]) -> bool:
    """True where one place is the other or lies in it, by their names or by the world list, or may be a venue in it that no list has."""
    is_respelled = is_region_respelled(left, right) or is_village_respelled(left, right) or may_be_village_of(left, right)
    return is_respelled or _overlapping_names(left, right) or may_contain(left, right) or _lies_in(left, right)


def _lies_in(left: Sequence[str], right: Sequence[str]) -> bool:
    """True where by the world list one place lies in the other, or may if one name stands for several places."""
    return is_place_within(left, right) or is_place_within(right, left) or lies_within(left, right)


def _overlapping_names(left: Sequence[str], right: Sequence[str]) -> bool:
    """True where the names of one place show that it is the other or lies in it."""
    return left[0] in right or right[0] in left or any(n in right for n in left[:-1]) or _name_variants(left[0], right[0])


def _name_variants(left: str, right: str) -> bool:
    """True for "Springfield International Airport" and "Springfield airport"."""
    left_words, right_words = set(left.lower().split()), set(right.lower().split())
    return min(len(left_words), len(right_words)) > 1 and (left_words <= right_words or right_words <= left_words)


def match_score(a: EventRecord, b: EventRecord) -> int:
    """Match score of two records, 0 for too little in common. Persons count more than states, a town more than a country."""
    persons = len(a.persons & b.persons)
    bodies = len(shared_bodies(a, b))
    place = compare_places(a, b)
    if a.article == b.article:
        return same_article_score(a, b, persons, place)
    if not overlap(a.dates, b.dates) and not _is_plan_a_day_off(a, b):
        return _undated_score(a, b, place, persons, bodies)
    if not _has_participants(a):
        return _score_by_act(a, b, place)
    score = place + 2 * persons + min(bodies, 3)
    coarse = "day" not in {a.dates.granularity, b.dates.granularity}
    return score if score >= (3 if coarse else 2) else 0


def _undated_score(a: EventRecord, b: EventRecord, place: PlaceMatch, persons: int, bodies: int) -> int:
    """Without a common day much else must agree: two persons, or a person and a town, or in the news of the same days two states and a town;
    for what has no participants a town and the attacker.
    """
    if not (_published_close(a, b) if not (a.dates.known and b.dates.known) else is_late_retelling(a.dates, b.dates)):
        return 0
    if not _has_participants(a):
        score = _score_by_act(a, b, place)
        return score if score > 3 and place >= PlaceMatch.CONTAINED else 0
    if persons > 1 or (persons and place >= PlaceMatch.CONTAINED):
        return persons + place
    return int(place) if bodies > 1 and place is PlaceMatch.SAME and a.status is b.status and _published_close(a, b, SAME_NEWS) else 0


def same_article_score(a: EventRecord, b: EventRecord, persons: int, place: PlaceMatch) -> int:
    """Inside one article only a plain repetition is linked: the same two persons, or place and day with nobody new."""
    same_day = _share_sure_day(a, b)
    open_day = not (a.dates.known and b.dates.known) or overlap(a.dates, b.dates)
    if not _has_participants(a):
        same_figures = bool(a.figures) and a.figures == b.figures
        is_one = (same_day and same_figures) or (open_day and _same_toll(a, b)) or (open_day and _restates(a, b, place))
        return 2 + place if is_one else 0
    bare = not (a.persons or a.bodies) or not (b.persons or b.bodies)
    shared = bool(shared_bodies(a, b)) and not (a.persons and b.persons)
    if persons > 1 and open_day and len(a.persons ^ b.persons) <= 1:
        return persons + place
    if open_day and a.status is b.status is Status.PLANNED and (persons or a.bodies & b.bodies) and place >= PlaceMatch.CONTAINED:
        return place if bare or shared or persons else 0
    is_undated = place > PlaceMatch.NONE and not (a.dates.known and b.dates.known)
    if open_day and a.status is b.status is Status.PLANNED and bare and (place is PlaceMatch.SAME or is_undated):
        return place
    if same_day and a.status is b.status is Status.PLANNED and a.bodies and a.bodies == b.bodies and not (a.place and b.place):
        return 1
    return place if same_day and place >= PlaceMatch.CONTAINED and a.status is b.status and (bare or shared) else 0


def _restates(a: EventRecord, b: EventRecord, place: PlaceMatch) -> bool:
    """True where an article reports an act again, in a caption or after other news: in the same place, or in one that lies in the other's, with
    the same target or by the same means, and gives figures once at most.
    """
    has_same_target = bool(target_words(a) & target_words(b))
    if place is PlaceMatch.NONE or (a.figures and b.figures) or (target_words(a) and target_words(b) and not has_same_target):
        return False
    return has_same_target or (overlap(a.dates, b.dates) and bool(weapon_words(a) & weapon_words(b) or same_attacker(a, b)))


def target_words(record: EventRecord) -> frozenset[str]:
    """The longer words of what a record says was struck."""
    return frozenset(word.casefold() for mention in record.mentions for word in mention.target.split() if len(word) > 3)


def _score_by_act(a: EventRecord, b: EventRecord, place: PlaceMatch) -> int:
    """Place with attacker, weapon or figures; figures alone where they are many."""
    same_figures = sum(1 for n in set(a.figures) & set(b.figures) if a.figures[n] == b.figures[n])
    attacker = same_attacker(a, b)
    weapon = bool(weapon_words(a) & weapon_words(b))
    score = place + attacker + weapon + 2 * same_figures
    return score if score >= 3 and (place or same_figures or (attacker and weapon)) else 0


def weapon_words(record: EventRecord) -> frozenset[str]:
    """The words for a record's weapon; a suicide attack is carried out with a bomb."""
    words = frozenset(record.weapon.lower().split())
    return words | {"bomb"} if "suicide" in words else words


def have_near_tolls(one: int, other: int) -> bool:
    """True for numbers of many people that differ by no more than early and late reports of one attack."""
    low, high = sorted((one, other))
    return low >= MANY and low >= NEAR_TOLL * high


def compare_places(a: EventRecord, b: EventRecord) -> PlaceMatch:
    """How the places of two records match, by their names, and whether one lies in the other by the world list."""
    if not a.place or not b.place:
        return PlaceMatch.NONE
    shared = set(a.place) & set(b.place)
    specific = {*a.place[:-1], *b.place[:-1]}
    if _name_variants(a.place[0], b.place[0]) or is_region_respelled(a.place, b.place) or is_village_respelled(a.place, b.place):
        return PlaceMatch.SAME
    in_town = not _has_participants(a) and any(map(is_town, shared))  # many may meet in one town on one day
    if shared & specific or in_town or (len(a.place) == len(b.place) == 1 and shared):
        is_same = not _has_participants(a) and not is_country(a.place[0])
        return PlaceMatch.SAME if shared & specific or in_town or is_same else PlaceMatch.CONTAINED
    return PlaceMatch.CONTAINED if _overlapping_names(a.place, b.place) or _lies_in(a.place, b.place) else PlaceMatch.NONE


def _published_close(a: EventRecord, b: EventRecord, window: int = PUBLICATION_WINDOW) -> bool:
    return a.published is not None and b.published is not None and abs((a.published - b.published).days) <= window
