"""Which day each article was published, and what its time expressions mean."""

from collections.abc import Mapping
from datetime import date, timedelta

from dossier.corroboration.moments import Moment, kinship, likeness, moments, weights
from dossier.model.article import Article, Basis, PublicationDay
from dossier.model.facts import Facts
from dossier.model.findings import ResolvedTime
from dossier.model.resolve import resolve
from dossier.model.time import Direction, TimeExpression

CLOSE = (1.0, 0.7, 0.5, 0.3, 0.15)
"""What a likeness counts where the two sentences lie so many days apart."""
FRESH = (1.0, 0.5, 0.2, 0.1, 0.05, 0.05, 0.05)
"""How usual it is that the latest weekday told in the past lies so many days before publication."""
KEEN = 0.85
"""What each further day between a publication day and what it tells costs."""
WINDOW = 10
"""Days around the days that like sentences tell, in which an article may have been published."""
LIKE, WORDS_SHARED = 0.12, 3
"""The least likeness of two sentences that counts, and the least number of telling words they share."""
KIN = 0.06
"""The least likeness of two articles that may tell one story."""
ENOUGH, CLEAR = 0.1, 1.3
"""The least support that a day needs, and how often the support of the next best."""
UNKNOWN = "The text names no day of publication"

Kin = Mapping[tuple[str, str], float]
Alike = tuple[Moment, Moment, float, tuple[str, ...]]


def resolve_times(times: tuple[TimeExpression, ...], published: date | None) -> tuple[ResolvedTime, ...]:
    """Every expression with its days, seen from the publication day or from the expression it hangs on."""
    found: dict[int, ResolvedTime] = {}

    def at(i: int) -> ResolvedTime:
        if i not in found:
            mine = times[i]
            told = at(mine.anchor).resolution.start if mine.anchor is not None else None
            found[i] = ResolvedTime(mine, resolve(mine, published, previous=told))
        return found[i]

    return tuple(at(i) for i in range(len(times)))


def publication_days(articles: dict[str, Article], facts: dict[str, Facts]) -> dict[str, PublicationDay]:
    """The publication day of every article, by id: as read where the file tells it, else inferred, else unknown.

    First what an article's own captions and weekdays tell, then what its dated sentences share with articles whose day is
    known by then. Nothing rests on a day inferred from other articles, so the order of the articles cannot matter.
    """
    days = {key: articles[key].published for key in facts}
    days |= {key: found for key, was in days.items() if was.day is None and (found := _from_captions(facts[key]))}
    weight = weights(articles.values())
    kin = kinship(articles.values(), weight)
    told = tuple(m for key in sorted(days) if (day := days[key].day) for m in _dated(articles[key], facts[key], day))
    return days | {
        key: _from_others(facts[key], moments(articles[key], facts[key]), told, weight, kin) for key, was in days.items() if was.day is None
    }


def _dated(article: Article, facts: Facts, published: date) -> list[Moment]:
    """The moments of an article whose day is known, each with its day."""
    resolved = resolve_times(facts.times, published)
    found = []
    for moment in moments(article, facts):
        day = resolved[moment.index].resolution
        if day.start is not None and day.start == day.end:
            found.append(Moment(moment.article, moment.index, moment.expression, moment.words, day.start))
    return found


def _from_captions(facts: Facts) -> PublicationDay | None:
    """The day on or soon after the latest caption that fits the weekdays which the text tells as past."""
    if not facts.not_before or not _weekdays(facts, Direction.PAST):
        return None
    bound = max(facts.not_before)
    fits = {day: _fresh(facts, day) * KEEN ** (day - bound).days for day in (bound + timedelta(days=n) for n in range(7))}
    day = _clear_winner(fits, least=0.0)
    if day is None:
        return None
    latest = min(_weekdays(facts, Direction.PAST), key=lambda e: (day.weekday() - (e.weekday or 0)) % 7)
    why = f"A caption is dated {bound}, so the text is no older; “{latest.text}”, told in the past, then puts it on {_told(day)}."
    return PublicationDay(day, Basis.INFERRED, why)


def _from_others(facts: Facts, mine: tuple[Moment, ...], told: tuple[Moment, ...], weight: Mapping[str, float], kin: Kin) -> PublicationDay:
    """The day on which an article's weekdays fall where other articles date sentences much like its own."""
    nearest = max((kin.get((facts.article, other.article), 0.0) for other in told), default=0.0)
    if nearest < KIN:
        return PublicationDay(None, Basis.UNKNOWN, f"{UNKNOWN}, and no dated article tells the same story.")
    alike = [
        (m, other, like * kin.get((facts.article, other.article), 0.0) / nearest, shared)
        for m in mine
        for other in told
        if other.article != facts.article
        for like, shared in (likeness(m, other, weight),)
    ]
    alike = [found for found in alike if found[2] >= LIKE and len(found[3]) >= WORDS_SHARED]
    if not alike:
        return PublicationDay(None, Basis.UNKNOWN, f"{UNKNOWN}, and no other article dates what it tells.")
    days = sorted({other.day + timedelta(days=n) for _, other, _, _ in alike if other.day for n in range(-WINDOW, WINDOW + 1)})
    bound = max(facts.not_before, default=date.min)
    support = {day: _supports(day, alike) for day in days if day >= bound}
    scores = {day: sum(given.values()) * _fresh(facts, day) for day, given in support.items()}
    day = _clear_winner(scores, least=ENOUGH)
    if day is None:
        return PublicationDay(None, Basis.UNKNOWN, f"{UNKNOWN}, and what other articles date does not settle it{_best(scores)}.")
    strongest = max(alike, key=lambda found: (_support(day, found), found[1].article, -found[1].index))
    return PublicationDay(day, Basis.INFERRED, _why(day, strongest))


def _supports(day: date, alike: list[Alike]) -> dict[int, float]:
    """The support for a publication day that each expression of the article finds in the others (0 to 1), by its index."""
    against: dict[int, float] = {}
    for found in alike:
        against[found[0].index] = against.get(found[0].index, 1.0) * (1.0 - _support(day, found))
    return {index: 1.0 - left for index, left in against.items()}


def _support(day: date, found: Alike) -> float:
    """What a likeness says for a publication day: much where both sentences then tell of one day, less where of days nearby."""
    mine, other, like, _ = found
    start = resolve(mine.expression, day).start
    apart = abs((start - other.day).days) if start and other.day else len(CLOSE)
    return like * CLOSE[apart] if apart < len(CLOSE) else 0.0


def _weekdays(facts: Facts, way: Direction) -> list[TimeExpression]:
    """The bare weekdays outside quotations that are told this way."""
    return [e for e in facts.times if e.form == "weekday" and e.amount is None and not e.quoted and not e.relative and e.direction is way]


def _fresh(facts: Facts, day: date) -> float:
    """How well a publication day suits the weekdays of a text: news is told on its day or soon after, plans soon before."""
    back = [(day.weekday() - (e.weekday or 0)) % 7 for e in _weekdays(facts, Direction.PAST)]
    ahead = [((e.weekday or 0) - day.weekday()) % 7 for e in _weekdays(facts, Direction.FUTURE)]
    return float(FRESH[min(back, default=0)] * KEEN ** (max(back, default=0) + min(ahead, default=0)))


def _clear_winner(scores: Mapping[date, float], least: float) -> date | None:
    """The day with the highest score, where it is high enough and clearly ahead of every other; None otherwise."""
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < max(least, 1e-9):
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= CLEAR * ranked[1][1] else None


def _best(scores: Mapping[date, float]) -> str:
    """The two days that fit best, for people; empty where there are fewer."""
    ranked = sorted((d for d, score in scores.items() if score > 0), key=lambda d: (-scores[d], d))[:2]
    return f": {_told(ranked[0])} and {_told(ranked[1])} fit about as well" if len(ranked) == 2 else ""


def _why(day: date, found: Alike) -> str:
    """The sentence that names the strongest evidence for a publication day."""
    mine, other, _, shared = found
    start = resolve(mine.expression, day).start or day
    words = ", ".join(f"“{word}”" for word in shared[:4])
    match = "the day" if start == other.day else f"{abs((start - (other.day or start)).days)} days from the day"
    return (
        f"Published on {_told(day)}, as the weekdays fit: “{mine.expression.text}” is then {_told(start)}, {match} on which "
        f"another article ({other.article}, “{other.expression.text}”) dates what both tell with the words {words}."
    )


def _told(day: date) -> str:
    """A day for people."""
    return f"{day:%A} {day.isoformat()}"
