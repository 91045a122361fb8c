"""Infers the day an article was published from its captions and weekdays, and from what other articles date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dossier.linking.dates.dated_sentences import DatedSentence, TfIdf, cosine
from dossier.model.article import DateBasis, PublicationDay
from dossier.model.facts import Facts
from dossier.model.time import Direction, TimeExpression
from dossier.text.timex.resolve import resolve

DISTANCE_DECAY = (1.0, 0.7, 0.5, 0.3, 0.15)
"""What a likeness counts where the two sentences lie so many days apart."""
FRESH = (1.0, 0.5, 0.2, 0.1, 0.05, 0.05, 0.05)
"""How usual it is that the latest weekday told in the past lies so many days before publication."""
DAY_DECAY = 0.85
"""What each further day between a publication day and what it tells costs."""
WINDOW = 10
"""Days around a dated sentence in which an article that tells of the same may have been published."""
ELSEWHERE = 0.3
"""What is left of a likeness where the two date events in different places."""
NO_PLACE = 0.4
"""What is left of a support from another day where the two date no events in one place: a name in common is not a gathering."""
SAME_STORY = 0.15
"""The least likeness by names of two articles that may tell one story: of 40,470 pairs of Wikinews reports 246 reach it."""
SURELY_ONE_STORY = 0.25
"""The same, where no event in the same place is told: 89 of the pairs reach it."""
SPEAKS = 0.02
"""The least support that speaks for a day at all."""
LIKE, WORDS_SHARED = 0.12, 3
"""The least likeness of two sentences that counts, and the least number of telling words they share."""
ENOUGH, CLEAR = 0.07, 1.3
"""The least support that a day needs, and how often the support of the next best, where the dossier spans one case."""
ONE_CASE = 5
"""Weeks that a case of one story spans; over a longer stretch, chance finds a like sentence in some other week."""
UNKNOWN = "The text names no day of publication"


@dataclass(frozen=True, slots=True)
class SimilarSentences:
    """A moment of the undated article and a dated one of another, how like they are (0 to 1), and the words they share."""

    mine: DatedSentence
    other: DatedSentence
    like: float
    shared: tuple[str, ...]

    def support(self, day: date) -> float:
        """What this says for a publication day: much where both then tell of one day, less where of days nearby.

        What one article plans for a day, another tells as done on that day or later; two plans must name the same day.
        """
        apart = self.apart(day)
        if apart is None:
            return 0.0
        mine, other = (m.expression.direction is Direction.FUTURE for m in (self.mine, self.other))
        fits = {(True, False): apart >= 0, (False, True): apart <= 0, (True, True): apart == 0, (False, False): True}
        if not fits[mine, other] or abs(apart) >= len(DISTANCE_DECAY):
            return 0.0
        return self.like * DISTANCE_DECAY[abs(apart)] * (1.0 if not apart or self.mine.places & self.other.places else NO_PLACE)

    def apart(self, day: date) -> int | None:
        """Days from mine to the other, were the article published on `day`."""
        start = _first_day(self.mine.expression, day)
        return (self.other.day - start).days if start and self.other.day else None


@lru_cache(maxsize=1 << 14)
def _first_day(expression: TimeExpression, published: date) -> date | None:
    """The first day that an expression means in an article of that day; kept, since every pair of moments asks for it."""
    return resolve(expression, published).start


def from_own_dates(facts: Facts) -> PublicationDay | None:
    """The day on or soon after the latest dated caption that fits the weekdays which the text tells as past."""
    if not facts.earliest_publication or not _weekdays(facts, Direction.PAST):
        return None
    bound = max(facts.earliest_publication)
    fits = {day: recency(facts, day) * DAY_DECAY ** (day - bound).days for day in _days(bound, bound + timedelta(days=6))}
    day = clear_winner(fits, 0.0, CLEAR)
    if day is None:
        return None
    latest = min(_weekdays(facts, Direction.PAST), key=lambda e: (day.weekday() - (e.weekday or 0)) % 7)
    why = f"A caption is dated {bound}, so the text is no older; “{latest.text}”, told in the past, then puts it on {_told(day)}."
    return PublicationDay(day, DateBasis.INFERRED, why)


def from_others(
    facts: Facts, mine: Sequence[DatedSentence], told: Sequence[DatedSentence], wording: TfIdf, file_of: Mapping[str, str]
) -> PublicationDay:
    """The day on which an article's weekdays fall where dated sentences of other articles are much like its own.

    `mine` are the moments of the article, `told` the dated ones of articles whose day is known, `file_of` the files' names
    by article. Unknown where no article tells the same story, where the sentences are not like enough, or where two weeks
    fit about as well; the demands grow with the weeks that `told` spans.
    """
    others = sorted({m.article for m in told} - {facts.article})
    kin = {key: wording.similarity(facts.article, key) for key in others if wording.name_similarity(facts.article, key) >= SAME_STORY}
    if not kin:
        return PublicationDay(None, DateBasis.UNKNOWN, f"{UNKNOWN}, and no article whose day is known tells the same story.")
    alike = list(_alike(mine, [m for m in told if m.article in kin], kin, wording))
    first, last = _bounds(facts)
    scores = {
        day: _sum(found.support(day) for found in alike) * recency(facts, day)
        for day in sorted({d for a in alike if a.other.day for d in _around(a.other.day)})
        if first <= day <= last
    }
    strict = _strictness(told)
    day = clear_winner(scores, ENOUGH * strict, 1 + (CLEAR - 1) * strict)
    if day is None:
        return PublicationDay(None, DateBasis.UNKNOWN, f"{UNKNOWN}, and what other articles date does not settle it{_doubt(scores)}.")
    strongest = max(alike, key=lambda a: (a.support(day), a.other.article, -a.other.index))
    if not _settles(day, alike, wording.name_similarity(facts.article, strongest.other.article)):
        return PublicationDay(None, DateBasis.UNKNOWN, f"{UNKNOWN}; {_told(day)} would fit, but only one sentence speaks for it.")
    return PublicationDay(day, DateBasis.INFERRED, _why(day, strongest, file_of))


def recency(facts: Facts, day: date) -> float:
    """How well a publication day suits the weekdays of a text, 0 to 1: news is told on its day or soon after, plans soon before."""
    back = [(day.weekday() - (e.weekday or 0)) % 7 for e in _weekdays(facts, Direction.PAST)]
    ahead = [((e.weekday or 0) - day.weekday()) % 7 for e in _weekdays(facts, Direction.FUTURE)]
    return float(FRESH[min(back, default=0)] * DAY_DECAY ** (max(back, default=0) + min(ahead, default=0)))


def clear_winner(scores: Mapping[date, float], least: float, ratio: float) -> date | None:
    """The day with the highest score, where it reaches `least` and is `ratio` times every other; None otherwise."""
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < max(least, 1e-9):
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= ratio * ranked[1][1] else None


def _alike(
    mine: Sequence[DatedSentence], told: Sequence[DatedSentence], kin: Mapping[str, float], wording: TfIdf
) -> Iterator[SimilarSentences]:
    """The pairs of moments that are like enough, each weighed by how near kin its article is."""
    nearest = max(kin.values())
    for one in mine:
        for other in told:
            like = cosine(one.words, other.words, wording.weight) * kin[other.article] / nearest if nearest else 0.0
            if one.elsewhere(other):
                like *= ELSEWHERE
            if like >= LIKE:
                shared = sorted(one.words & other.words, key=lambda w: (-wording.weight.get(w, 0.0), w))
                if len(shared) >= WORDS_SHARED:
                    yield SimilarSentences(one, other, like, tuple(shared))


def _settles(day: date, alike: Iterable[SimilarSentences], same_story: float) -> bool:
    """True where more than a chance likeness speaks for a day: an event in the same place, or several sentences of one story."""
    speaking = [a for a in alike if a.support(day) >= SPEAKS]
    several = len({a.mine.index for a in speaking}) > 1 and same_story >= SURELY_ONE_STORY
    return several or any(a.mine.places & a.other.places for a in speaking)


def _bounds(facts: Facts) -> tuple[date, date]:
    """The first and last day on which an article can have been published, by its captions and dates printed in full."""
    printed = [(e.direction, resolve(e, None)) for e in facts.times if e.form == "date" and e.year and not e.quoted]
    past = [r.start for way, r in printed if way is Direction.PAST and r.start]
    future = [r.end for way, r in printed if way is Direction.FUTURE and r.end]
    return max((*facts.earliest_publication, *past), default=date.min), min(future, default=date.max)


def _strictness(told: Iterable[DatedSentence]) -> float:
    """1 where the dated articles span one case; more, the more weeks they span."""
    days = sorted(m.day for m in told if m.day and m.expression.direction is not Direction.FUTURE)
    weeks = (days[-1] - days[0]).days / 7 if days else 0.0
    return max(1.0, weeks / ONE_CASE)


def _sum(supports: Iterable[float]) -> float:
    """Several supports as one, 0 to 1: each further one counts for what the others leave open."""
    left = 1.0
    for support in supports:
        left *= 1.0 - support
    return 1.0 - left


def _weekdays(facts: Facts, way: Direction) -> list[TimeExpression]:
    """The bare weekdays outside quotations that are told this way."""
    return [e for e in facts.times if e.form == "weekday" and e.amount is None and not e.quoted and not e.relative and e.direction is way]


def _days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _around(day: date) -> Iterator[date]:
    return _days(day - timedelta(days=WINDOW), day + timedelta(days=WINDOW))


def _doubt(scores: Mapping[date, float]) -> str:
    """The two days that fit best, for people; empty where there are fewer."""
    ranked = sorted((d for d, score in scores.items() if score > 0), key=lambda d: (-scores[d], d))[:2]
    return f": {_told(ranked[0])} fits best, {_told(ranked[1])} next" if len(ranked) == 2 else ""


def _why(day: date, found: SimilarSentences, file_of: Mapping[str, str]) -> str:
    """The sentence that names the strongest evidence for a publication day."""
    apart = abs(found.apart(day) or 0)
    match = "the day" if not apart else f"{apart} day{'s' if apart > 1 else ''} from the day"
    words = ", ".join(f"“{word}”" for word in found.shared[:5])
    return (
        f"No day is printed; {_told(day)} fits best. “{found.mine.expression.text}” is then {match} that {file_of[found.other.article]} tells of "
        f"with “{found.other.expression.text}” ({found.other.day}), where both have the words {words}."
    )


def _told(day: date) -> str:
    """A day for people."""
    return f"{day:%A} {day.isoformat()}"
