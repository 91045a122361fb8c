"""Inference of publication days: from an article's captions and weekdays, and from dated sentences of other articles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dossier.linking.dates.dated_sentences import DatedSentence, cosine
from dossier.linking.word_weights import word_weight
from dossier.model.article import DateBasis, PublicationDay
from dossier.model.facts import Facts
from dossier.model.time import Direction, TimeExpression
from dossier.text.timex.resolve import resolve

DISTANCE_DECAY = (1.0, 0.7, 0.5, 0.3, 0.15)
"""Factor on a similarity by the number of days between the two sentences."""
RECENCY = (1.0, 0.5, 0.2, 0.1, 0.05, 0.05, 0.05)
"""Plausibility of the number of days between the latest weekday in the past tense and the publication."""
DAY_DECAY = 0.85
"""Factor for each further day between the publication and the days that the text mentions."""
WINDOW = 10
"""Days around a dated sentence within which an article on the same event may have been published."""
OTHER_PLACE = 0.3
"""Factor on a similarity where the two sentences date events in different places."""
NO_PLACE = 0.4
"""Factor on the support from another day where the two sentences date no events in one place."""
MIN_NAME_SIMILARITY = 0.24
"""Name similarity from which two articles may report one story: of 27,730 pairs of Wikinews reports 187 reach it."""
SAME_STORY = 0.37
"""The same, where no event in the same place is reported: 67 of the pairs reach it."""
MIN_SUPPORT = 0.02
"""Support from which a pair of sentences counts for a day."""
MIN_SIMILARITY, MIN_SHARED_WORDS = 0.12, 3
"""Similarity of two sentences, and number of words that they share, from which the pair counts."""
LEAST, RATIO = 0.07, 1.3
"""Support that a day needs, and its ratio to that of the next best day, where the articles on the same story span at most CASE_WEEKS."""
CASE_WEEKS = 5
"""Weeks that one story spans; over a longer time a similar sentence is found in another week by chance."""
UNKNOWN = "The text gives no publication day"


@dataclass(frozen=True, slots=True)
class SimilarSentences:
    """A sentence of the undated article and a dated one of another, with their similarity (0 to 1) and shared words."""

    undated: DatedSentence
    dated: DatedSentence
    similarity: float
    shared_words: tuple[str, ...]

    def support(self, day: date) -> float:
        """Support for a publication day, 0 to 1: highest where both sentences then mean the same day.

        An event that one article plans for a day is past in another on that day or later; two plans must name the same day.
        """
        distance = self.days_apart(day)
        if distance is None:
            return 0.0
        undated_plan, dated_plan = (s.expression.direction is Direction.FUTURE for s in (self.undated, self.dated))
        fits = {(True, False): distance >= 0, (False, True): distance <= 0, (True, True): distance == 0, (False, False): True}
        if not fits[undated_plan, dated_plan] or abs(distance) >= len(DISTANCE_DECAY):
            return 0.0
        same_place = not distance or self.undated.places & self.dated.places
        return self.similarity * DISTANCE_DECAY[abs(distance)] * (1.0 if same_place else NO_PLACE)

    def days_apart(self, day: date) -> int | None:
        """Days from the undated sentence to the dated one, if the article was published on `day`."""
        start = _first_day(self.undated.expression, day)
        return (self.dated.day - start).days if start and self.dated.day else None


@lru_cache(maxsize=1 << 14)
def _first_day(expression: TimeExpression, published: date) -> date | None:
    """The first day of an expression in an article of that day; cached, since every pair of sentences needs it."""
    return resolve(expression, published).start


def from_own_dates(facts: Facts) -> PublicationDay | None:
    """The day on or soon after the latest dated caption that fits the weekdays in the past tense."""
    if not facts.earliest_publication or not _weekdays(facts, Direction.PAST):
        return None
    bound = max(facts.earliest_publication)
    scores = {day: recency(facts, day) * DAY_DECAY ** (day - bound).days for day in _days(bound, bound + timedelta(days=6))}
    day = clear_winner(scores, 0.0, RATIO)
    if day is None:
        return None
    latest = min(_weekdays(facts, Direction.PAST), key=lambda e: (day.weekday() - (e.weekday or 0)) % 7)
    explanation = f"A caption is dated {bound}, so the article is from that day or later; “{latest.text}”, in the past tense, points to {_format_day(day)}."
    return PublicationDay(day, DateBasis.INFERRED, explanation)


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """An article of known publication day that may report the same story as an undated one: its dated sentences, and how alike the words and
    the names of the two are, 0 to 1.
    """

    file: str
    sentences: Sequence[DatedSentence]
    similarity: float
    name_similarity: float


def from_others(facts: Facts, undated: Sequence[DatedSentence], related: Mapping[str, RelatedArticle]) -> PublicationDay:
    """The publication day that makes an article's weekdays agree with similar dated sentences of other articles.

    `undated` are the sentences of the article, `related` the articles on the same story by id, those with a name similarity of
    MIN_NAME_SIMILARITY. Unknown where there are none, where no sentences are similar enough, or where two weeks
    fit about as well; the thresholds grow with the weeks that the articles on the same story span, whatever else the dossier has.
    """
    if not related:
        return PublicationDay(None, DateBasis.UNKNOWN, f"{UNKNOWN}, and no dated article covers the same story.")
    dated = [sentence for key in sorted(related) for sentence in related[key].sentences]
    pairs = list(_similar_sentences(undated, dated, {key: other.similarity for key, other in related.items()}))
    first, last = _bounds(facts)
    scores = {
        day: _combine_supports(pair.support(day) for pair in pairs) * recency(facts, day)
        for day in sorted({d for pair in pairs if pair.dated.day for d in _days_around(pair.dated.day)})
        if first <= day <= last
    }
    strictness = _strictness(dated)
    day = clear_winner(scores, LEAST * strictness, 1 + (RATIO - 1) * strictness)
    if day is None:
        return PublicationDay(None, DateBasis.UNKNOWN, f"{UNKNOWN}, and other articles do not settle it{_two_best(scores)}.")
    strongest = max(pairs, key=lambda p: (p.support(day), p.dated.article, -p.dated.index))
    if not _well_supported(day, pairs, related[strongest.dated.article].name_similarity):
        return PublicationDay(None, DateBasis.UNKNOWN, f"{UNKNOWN}; {_format_day(day)} would fit, but only one sentence supports it.")
    return PublicationDay(day, DateBasis.INFERRED, _explain(day, strongest, related[strongest.dated.article].file))


def recency(facts: Facts, day: date) -> float:
    """Plausibility of a publication day by the weekdays and dates of the text, 0 to 1: events are reported soon after, plans soon before."""
    back = [(day.weekday() - (e.weekday or 0)) % 7 for e in _weekdays(facts, Direction.PAST)]
    back += [_days_since(e, day) for e in _past_dates(facts)]
    ahead = [((e.weekday or 0) - day.weekday()) % 7 for e in _weekdays(facts, Direction.FUTURE)]
    return float(RECENCY[min(back, default=0)] * DAY_DECAY ** (max(back, default=0) + min(ahead, default=0)))


def _days_since(expression: TimeExpression, day: date) -> int:
    """The days from a date without its year to a publication day; those of a week at most, where it is longer ago."""
    start = _first_day(expression, day)
    return min((day - start).days, len(RECENCY) - 1) if start is not None and start <= day else len(RECENCY) - 1


def clear_winner(scores: Mapping[date, float], least: float, ratio: float) -> date | None:
    """The day with the highest score, if that is at least `least` and at least `ratio` times every other; else None."""
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < max(least, 1e-9):
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= ratio * ranked[1][1] else None


def _similar_sentences(
    undated: Sequence[DatedSentence], dated: Sequence[DatedSentence], related: Mapping[str, float]
) -> Iterator[SimilarSentences]:
    """The pairs of sentences that are similar enough; `related` are the similarities of the articles, by which pairs are weighted."""
    highest = max(related.values())
    for sentence in undated:
        for other in dated:
            similarity = cosine(sentence.words, other.words) * related[other.article] / highest if highest else 0.0
            if sentence.in_other_place(other):
                similarity *= OTHER_PLACE
            if similarity >= MIN_SIMILARITY:
                shared = sorted(sentence.words & other.words, key=lambda w: (-word_weight(w), w))
                if len(shared) >= MIN_SHARED_WORDS:
                    yield SimilarSentences(sentence, other, similarity, tuple(shared))


def _well_supported(day: date, pairs: Iterable[SimilarSentences], name_similarity: float) -> bool:
    """True where the support is more than chance: an event in the same place, or several sentences of one story."""
    supporting = [p for p in pairs if p.support(day) >= MIN_SUPPORT]
    several = len({p.undated.index for p in supporting}) > 1 and name_similarity >= SAME_STORY
    return several or any(p.undated.places & p.dated.places for p in supporting)


def _bounds(facts: Facts) -> tuple[date, date]:
    """The first and last possible publication day, by captions and by dates with a year."""
    dates = [(e.direction, resolve(e, None)) for e in facts.times if e.form == "date" and e.year and not e.quoted]
    past = [r.start for direction, r in dates if direction is Direction.PAST and r.start]
    future = [r.end for direction, r in dates if direction is Direction.FUTURE and r.end]
    return max((*facts.earliest_publication, *past), default=date.min), min(future, default=date.max)


def _strictness(dated: Iterable[DatedSentence]) -> float:
    """Factor on the thresholds: 1 where the dated sentences span at most CASE_WEEKS, else proportional to the weeks."""
    days = sorted(s.day for s in dated if s.day and s.expression.direction is not Direction.FUTURE)
    weeks = (days[-1] - days[0]).days / 7 if days else 0.0
    return max(1.0, weeks / CASE_WEEKS)


def _combine_supports(supports: Iterable[float]) -> float:
    """Noisy-or of several supports, 0 to 1."""
    remaining = 1.0
    for support in supports:
        remaining *= 1.0 - support
    return 1.0 - remaining


def _weekdays(facts: Facts, direction: Direction) -> list[TimeExpression]:
    """The weekdays without "last" or "next", outside quotations, of that direction."""
    weekdays = (e for e in facts.times if e.form == "weekday" and e.amount is None)
    return [e for e in weekdays if not e.quoted and not e.relative and e.direction is direction]


def _past_dates(facts: Facts) -> list[TimeExpression]:
    """The days in the past tense without their year, outside quotations."""
    dates = (e for e in facts.times if e.form == "date" and e.year is None and e.day is not None)
    return [e for e in dates if not e.quoted and not e.relative and e.direction is Direction.PAST]


def _days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _days_around(day: date) -> Iterator[date]:
    return _days(day - timedelta(days=WINDOW), day + timedelta(days=WINDOW))


def _two_best(scores: Mapping[date, float]) -> str:
    """A clause with the two days that fit best; empty where there are fewer."""
    ranked = sorted((d for d, score in scores.items() if score > 0), key=lambda d: (-scores[d], d))[:2]
    return f": {_format_day(ranked[0])} fits best, {_format_day(ranked[1])} next" if len(ranked) == 2 else ""


def _explain(day: date, strongest: SimilarSentences, file: str) -> str:
    """The explanation of an inferred publication day by its strongest evidence."""
    distance = abs(strongest.days_apart(day) or 0)
    match = "the same day as" if not distance else f"{distance} day{'s' if distance > 1 else ''} from"
    words = ", ".join(f"“{word}”" for word in strongest.shared_words[:5])
    return (
        f"The article gives no publication day; {_format_day(day)} fits best: “{strongest.undated.expression.text}” is then {match} "
        f"“{strongest.dated.expression.text}” ({strongest.dated.day}) in {file}. Both sentences have the words {words}."
    )


def _format_day(day: date) -> str:
    return f"{day:%A} {day.isoformat()}"
