"""Publication days: taken as told, inferred from captions and from other articles, or left unknown."""

from collections.abc import Callable
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.timex.recognizer import dates_in_captions, find_times
from dossier.linking.dates.resolve_all import publication_days, resolve_times
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import EventKind, EventMention, Status
from dossier.model.facts import Facts
from dossier.model.span import Span
from dossier.model.time import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parsed = Callable[[str], "Doc"]
UNKNOWN = PublicationDay(None, DateBasis.UNKNOWN, "The file does not tell.")

SUMMIT = (
    "Envoys of Norland and Sudovia wrapped up a second day of ceasefire talks in Port Almira on Saturday, mediators said.\n\n"
    "President Ilse Tarn of Norland met Prime Minister Oto Brandl on the sidelines of the Almira Economic Congress on Thursday.\n\n"
    "Sudovian negotiator Pavel Kerr left the Congress for the palace in Brandholm."
)
BEFORE = (
    "Norland and Sudovia praised Tuesday their first contacts on the sidelines of the Almira Economic Congress.\n\n"
    "President Ilse Tarn said nothing of the Congress in Port Almira. Pavel Kerr, the Sudovian negotiator, called Tuesday a good day."
)
PLAN = (
    "Envoys of Norland and Sudovia are set to hold ceasefire talks in Port Almira on Friday, mediators said.\n\n"
    "First contacts in the palace in Brandholm ran into the early hours of Friday.\n\n"
    "Pavel Kerr will lead the Sudovian delegation, and Ilse Tarn spoke of the Almira Economic Congress."
)
OTHER = "A comet was seen over the hills of Quessant on Tuesday. Astronomer Luc Maran photographed it."


def meetings(text: str, times: tuple[TimeExpression, ...]) -> tuple[EventMention, ...]:
    """A meeting for every weekday behind which the paragraph names a place of the made-up world."""
    found = []
    for i, time in enumerate(times):
        paragraph = text[: time.span.end].count("\n\n")
        places = tuple(p for p in ("Almira Economic Congress", "Port Almira", "Brandholm") if p in text.split("\n\n")[paragraph])
        if time.form == "weekday" and places:
            found.append(EventMention(EventKind.MEETING, "talks", Status.OCCURRED, time.span, i, time_ids=(i,), places=places))
    return tuple(found)


def article(parsed: Parsed, name: str, text: str, published: date | None = None, captions: tuple[str, ...] = ()) -> tuple[Article, Facts]:
    """An article and its facts as far as days need them."""
    day = PublicationDay(published, DateBasis.STATED, "The text says it.") if published else UNKNOWN
    doc = parsed(text)
    times = find_times(doc, find_quoted_spans(text))
    sentences = tuple(Span(s.start_char, s.end_char) for s in doc.sents)
    return (
        Article(name, f"{name}.txt", name, "", "", "", "en", day, text, captions),
        Facts(
            name, times=times, event_mentions=meetings(text, times), earliest_publication=dates_in_captions(captions), sentences=sentences
        ),
    )


def inferred(*pairs: tuple[Article, Facts]) -> dict[str, PublicationDay]:
    """The publication days of articles taken together."""
    return publication_days({a.id: a for a, _ in pairs}, {f.article: f for _, f in pairs})


def test_a_day_that_the_file_tells_is_kept(parsed: Parsed) -> None:
    """What is stated, given or in the file's name is never second-guessed."""
    told = article(parsed, "told", PLAN, date(2031, 5, 2), ("A street, May 9, 2031",))
    assert told[0].published == inferred(told)["told"]


def test_a_dated_caption_and_the_weekdays_give_the_day(parsed: Parsed) -> None:
    """No text is older than its pictures: the first day from the caption on that fits what is told as past."""
    text = "The envoys spoke of progress on Thursday. Following Wednesday's meetings, Kerr had been silent."
    found = inferred(article(parsed, "a", text, captions=("Delegates on May 14, 2031. (Photo)",)))["a"]
    assert (date(2031, 5, 15), DateBasis.INFERRED) == (found.day, found.basis)
    assert "2031-05-14" in found.explanation
    assert "“Thursday”" in found.explanation


def test_a_caption_alone_is_too_little(parsed: Parsed) -> None:
    """A lower bound without a weekday leaves the day unknown."""
    found = inferred(article(parsed, "a", "The envoys spoke of progress.", captions=("Delegates on May 14, 2031.",)))["a"]
    assert (found.day, found.basis) == (None, DateBasis.UNKNOWN)


def test_like_sentences_of_a_dated_article_give_the_day(parsed: Parsed) -> None:
    """A weekday beside the same gathering falls into the week in which another article dates that gathering."""
    found = inferred(article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "open", BEFORE))["open"]
    assert (date(2031, 5, 13), DateBasis.INFERRED) == (found.day, found.basis)
    assert "later.txt" in found.explanation


def test_a_plan_falls_on_the_day_on_which_it_was_done(parsed: Parsed) -> None:
    """A Friday that is both planned for and past is the publication day, in the week in which another article tells it as done."""
    found = inferred(article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "open", PLAN))["open"]
    assert (date(2031, 5, 16), DateBasis.INFERRED) == (found.day, found.basis)


def test_a_plan_alone_leaves_the_days_before_it_open(parsed: Parsed) -> None:
    """A plan for Friday may be published on any day before it, and the reason says which fit."""
    text = PLAN.replace("ran into the early hours of Friday", "went on and on")
    found = inferred(article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "open", text))["open"]
    assert None is found.day
    assert "2031-05-16" in found.explanation


def test_another_story_tells_nothing(parsed: Parsed) -> None:
    """A weekday in common is no evidence; the reason says that nothing tells of the same story."""
    found = inferred(article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "open", OTHER))["open"]
    assert (found.day, found.basis) == (None, DateBasis.UNKNOWN)
    assert "same story" in found.explanation


def test_nothing_is_inferred_from_nothing(parsed: Parsed) -> None:
    """Undated articles alone stay undated."""
    found = inferred(article(parsed, "a", SUMMIT), article(parsed, "b", BEFORE))
    assert {None} == {day.day for day in found.values()}


def test_the_order_of_the_articles_does_not_matter(parsed: Parsed) -> None:
    """Every order gives the same days and reasons."""
    pairs = [
        article(parsed, "later", SUMMIT, date(2031, 5, 19)),
        article(parsed, "before", BEFORE),
        article(parsed, "plan", PLAN),
        article(parsed, "other", OTHER),
    ]
    answers = [inferred(*order) for order in permutations(pairs)]
    assert all(answer == answers[0] for answer in answers)


def test_one_guess_does_not_lead_to_another(parsed: Parsed) -> None:
    """An article whose own day is inferred from others is no evidence for a third."""
    alone = inferred(article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "plan", PLAN))["plan"]
    beside = inferred(article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "plan", PLAN), article(parsed, "before", BEFORE))
    assert alone.day == beside["plan"].day


@pytest.mark.parametrize(
    ("text", "expected"), [("They met on last Thursday.", date(2031, 5, 8)), ("They met last Sunday.", date(2031, 5, 11))]
)
def test_last_weekday(parsed: Parsed, text: str, expected: date) -> None:
    """Seen from Friday, last Thursday is that of last week; it is not sure."""
    (time,) = resolve_times(find_times(parsed(text), ()), date(2031, 5, 16))
    assert (expected, False) == (time.resolution.start, time.resolution.sure)


def test_a_printed_date_settles_last_weekday(parsed: Parsed) -> None:
    """Where the article prints the date of one reading, that one is taken, and the reason says so."""
    text = "They met on last Tuesday in the capital. The May 6 meeting was their first."
    last, _ = resolve_times(find_times(parsed(text), ()), date(2031, 5, 16))
    assert (date(2031, 5, 6), True) == (last.resolution.start, last.resolution.sure)
    assert "2031-05-06" in last.resolution.explanation


def test_times_that_hang_on_each_other(parsed: Parsed) -> None:
    """A chain of relative expressions is followed from day to day."""
    text = "The pact was signed on March 3, 2030. The next day it was printed. Two weeks later it was void."
    resolved = resolve_times(find_times(parsed(text), ()), date(2031, 5, 15))
    assert [r.resolution.value for r in resolved] == ["2030-03-03", "2030-03-04", "2030-W12"]


def test_without_a_publication_day_only_full_dates_resolve(parsed: Parsed) -> None:
    """In an article of unknown day, weekdays stay open and full dates do not."""
    resolved = resolve_times(find_times(parsed("They met on Tuesday, and on March 3, 2030."), ()), None)
    assert [r.resolution.value for r in resolved] == [None, "2030-03-03"]
