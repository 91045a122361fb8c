"""Which articles tell of the same event: what speaks for it, what against it, and groups that hold nothing against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.linking.events.dating import EventDates, is_late_retelling, overlap
from dossier.model.event import EventKind, EventMention, Status

APART = 14
"""Days of publication within which articles may tell of one undated event."""


@dataclass(frozen=True, slots=True)
class EventRecord:
    """What one article tells of one event: its reports, days, and whom and what they name. Actors are ids of the dossier.

    `place` runs from specific to wide. `sides` are
    the states that its persons act for, `alone` the persons who act for none that is known. `published` is the day of the article, None where unknown; `ids` are its actors' ids by local key. `key` orders tellings by
    file, offset and group, so that nothing depends on the order in which articles come.
    """

    key: tuple[str, str, int, int]
    article: str
    kind: EventKind
    reports: tuple[EventMention, ...]
    days: EventDates
    place: tuple[str, ...]
    persons: frozenset[str]
    bodies: frozenset[str]
    sides: frozenset[str]
    alone: frozenset[str]
    attacker: str | None
    weapon: str
    figures: Mapping[str, int]
    series: str
    call: bool
    status: Status
    published: date | None
    ids: Mapping[int, str]


def cluster_records(tellings: Sequence[EventRecord]) -> list[list[EventRecord]]:
    """The tellings as events. Strongest pairs join first; a group takes in only what contradicts none of its members.

    The same tellings give the same groups in whatever order they come.
    """
    order = sorted(tellings, key=lambda t: t.key)
    pairs = sorted(
        (-points, i, j)
        for i, j in block_pairs(order)
        if not contradicts(order[i], order[j]) and (points := match_score(order[i], order[j])) > 0
    )
    home = list(range(len(order)))
    members = {i: [t] for i, t in enumerate(order)}
    for _, i, j in pairs:
        left, right = home[i], home[j]
        if left != right and not any(contradicts(a, b) for a in members[left] for b in members[right]):
            members[left] += members.pop(right)
            home = [left if h == right else h for h in home]
    return [sorted(group, key=lambda t: t.key) for _, group in sorted(members.items())]


def block_pairs(order: Sequence[EventRecord]) -> set[tuple[int, int]]:
    """Pairs of indexes that share anything at all and lie near in time: all that could be one event, and few others."""
    shelves: dict[tuple[object, ...], list[int]] = {}
    for i, telling in enumerate(order):
        for key in _marks(telling):
            shelves.setdefault((telling.kind, *key), []).append(i)
    found = set()
    for shelf in shelves.values():
        placed = sorted(shelf, key=lambda i: order[i].days.start or date.min)
        for at, i in enumerate(placed):
            for j in placed[at + 1 :]:
                if _far(order[i].days, order[j].days):
                    break
                found.add((min(i, j), max(i, j)))
    return found


def _marks(telling: EventRecord) -> set[tuple[object, ...]]:
    """What a telling can have in common with another: words of its place, those who take part, its figures."""
    words = {("word", word) for name in telling.place for word in name.lower().split()}
    people = {("actor", key) for key in (*telling.persons, *telling.bodies, *telling.sides, telling.attacker) if key}
    return words | people | {("figure", name, value) for name, value in telling.figures.items()}


def _far(first: EventDates, then: EventDates) -> bool:
    """True where the later start lies beyond anything that the first could be joined with."""
    if first.start is None or first.end is None or then.start is None:
        return False
    return (then.start - first.end).days > APART + 2


def contradicts(a: EventRecord, b: EventRecord) -> bool:
    """True where two tellings cannot be of one event: other days, another place, other persons, another round, another attacker."""
    if a.kind is not b.kind or a.call != b.call or (a.series and b.series and a.series != b.series):
        return True
    if a.days.known and b.days.known and not overlap(a.days, b.days) and (a.article == b.article or not is_late_retelling(a.days, b.days)):
        return True
    if a.place and b.place and not compatible_places(a.place, b.place):
        return True
    if a.kind is EventKind.STRIKE:
        return bool(a.attacker and b.attacker and a.attacker != b.attacker) or _figures_apart(a, b)
    if a.persons & b.persons or shared_bodies(a, b):
        return a.article == b.article and bool(a.persons and b.persons) and not a.persons & b.persons
    return disjoint_parties(a, b)


def disjoint_parties(a: EventRecord, b: EventRecord) -> bool:
    """True where both name their parties and none is shared; a person whose side is unknown may belong to a state of the other."""
    if not (a.persons or a.bodies) or not (b.persons or b.bodies):
        return False
    return bool(a.persons and b.persons) or not (a.alone or b.alone)


def shared_bodies(a: EventRecord, b: EventRecord) -> frozenset[str]:
    """States and bodies that take part in both, in one of them by name, in the other at least through somebody of theirs."""
    return (a.bodies & (b.bodies | b.sides)) | (b.bodies & a.sides)


def _figures_apart(a: EventRecord, b: EventRecord) -> bool:
    """True where one article tells both, so that other figures mean another attack."""
    return a.article == b.article and any(a.figures[n] != b.figures[n] for n in set(a.figures) & set(b.figures))


def compatible_places(left: Sequence[str], right: Sequence[str]) -> bool:
    """True where one place is the other or lies in it, as far as their names tell."""
    return left[0] in right or right[0] in left or any(n in right for n in left[:-1]) or _variants(left[0], right[0])


def _variants(left: str, right: str) -> bool:
    """True for "Springfield International Airport" and "Springfield airport"."""
    one, other = set(left.lower().split()), set(right.lower().split())
    return min(len(one), len(other)) > 1 and (one <= other or other <= one)


def match_score(a: EventRecord, b: EventRecord) -> int:
    """How much speaks for one event, 0 for too little. Persons count more than states, a town more than a country."""
    persons = len(a.persons & b.persons)
    bodies = len(shared_bodies(a, b))
    place = place_strength(a, b)
    if a.article == b.article:
        return same_article_score(a, b, persons, place)
    if not overlap(a.days, b.days):
        return _undated_strength(a, b, place, persons)
    if a.kind is EventKind.STRIKE:
        return _strike_strength(a, b, place)
    told = place + 2 * persons + min(bodies, 3)
    coarse = "day" not in {a.days.granularity, b.days.granularity}
    return told if told >= (3 if coarse else 2) else 0


def _undated_strength(a: EventRecord, b: EventRecord, place: int, persons: int) -> int:
    """Without a common day much else must agree: two persons, or a person and a town; for strikes a town and the attacker."""
    if not (_close(a, b) if not (a.days.known and b.days.known) else is_late_retelling(a.days, b.days)):
        return 0
    if a.kind is EventKind.STRIKE:
        told = _strike_strength(a, b, place)
        return told if told > 3 and place > 1 else 0
    return persons + place if persons > 1 or (persons and place > 1) else 0


def same_article_score(a: EventRecord, b: EventRecord, persons: int, place: int) -> int:
    """Inside one article only a plain repetition joins: the same two persons, or place and day with nobody new."""
    same_day = overlap(a.days, b.days) and a.days.sure and b.days.sure
    open_day = not (a.days.known and b.days.known) or overlap(a.days, b.days)
    if a.kind is EventKind.STRIKE:
        alike = bool(a.figures) and a.figures == b.figures
        return 2 + place if same_day and alike else 0
    bare = not (a.persons or a.bodies) or not (b.persons or b.bodies)
    shared = bool(shared_bodies(a, b)) and not (a.persons and b.persons)
    if persons > 1 and open_day and len(a.persons ^ b.persons) <= 1:
        return persons + place
    if same_day and a.status is b.status is Status.PLANNED and a.bodies and a.bodies == b.bodies and not (a.place and b.place):
        return 1
    return place if same_day and place > 1 and a.status is b.status and (bare or shared) else 0


def _strike_strength(a: EventRecord, b: EventRecord, place: int) -> int:
    """Place with attacker, weapon or figures; figures alone where they are many."""
    same = sum(1 for n in set(a.figures) & set(b.figures) if a.figures[n] == b.figures[n])
    attacker = bool(a.attacker) and a.attacker == b.attacker
    weapon = bool(a.weapon) and bool(b.weapon) and bool(set(a.weapon.lower().split()) & set(b.weapon.lower().split()))
    told = place + attacker + weapon + 2 * same
    return told if told >= 3 and (place or same or (attacker and weapon)) else 0


def place_strength(a: EventRecord, b: EventRecord) -> int:
    """3 for a shared town or venue, 1 where they share a country alone or one lies in the other, 0 for nothing."""
    if not a.place or not b.place:
        return 0
    shared = set(a.place) & set(b.place)
    specific = {*a.place[:-1], *b.place[:-1]}
    if _variants(a.place[0], b.place[0]):
        return 3
    if shared & specific or (len(a.place) == len(b.place) == 1 and shared):
        return 3 if shared & specific else 2
    return 2 if compatible_places(a.place, b.place) else 0


def _close(a: EventRecord, b: EventRecord) -> bool:
    return a.published is not None and b.published is not None and abs((a.published - b.published).days) <= APART
