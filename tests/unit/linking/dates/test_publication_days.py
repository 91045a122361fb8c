"""Publication days: as read, inferred from captions and from other articles, or unknown."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import permutations
from random import Random
from typing import TYPE_CHECKING

from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.timex.recognizer import dates_in_captions, find_times
from dossier.linking.dates.publication_days import DayInference, publication_days
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import EventMention, Status
from dossier.model.event_kinds.meeting import MEETING
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
    """A meeting for every weekday and date in a paragraph that names a place of the made-up world."""
    mentions = []
    for i, time in enumerate(times):
        paragraph = text[: time.span.end].count("\n\n")
        places = tuple(p for p in ("Almira Economic Congress", "Port Almira", "Brandholm") if p in text.split("\n\n")[paragraph])
        if time.form in {"weekday", "date"} and places:
            mentions.append(EventMention(MEETING.name, "talks", Status.OCCURRED, time.span, i, time_ids=(i,), places=places))
    return tuple(mentions)


def article(parsed: Parsed, name: str, text: str, published: date | None = None, captions: tuple[str, ...] = ()) -> tuple[Article, Facts]:
    """An article with the facts that publication days are inferred from."""
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


def inferred(*pairs: tuple[Article, Facts]) -> Mapping[str, PublicationDay]:
    """The publication days of the articles."""
    return publication_days({a.id: a for a, _ in pairs}, {f.article: f for _, f in pairs})


def test_a_day_in_the_file_is_taken(parsed: Parsed) -> None:
    """A day that was read is not inferred again."""
    document = article(parsed, "dated", PLAN, date(2031, 5, 2), ("A street, May 9, 2031",))
    assert document[0].published == inferred(document)["dated"]


def test_a_dated_caption_and_the_weekdays_give_the_day(parsed: Parsed) -> None:
    """The first day from the caption on that fits the weekdays in the past tense."""
    text = "The envoys spoke of progress on Thursday. Following Wednesday's meetings, Kerr had been silent."
    published = inferred(article(parsed, "a", text, captions=("Delegates on May 14, 2031. (Photo)",)))["a"]
    assert (date(2031, 5, 15), DateBasis.INFERRED) == (published.day, published.basis)
    assert "2031-05-14" in published.explanation
    assert "“Thursday”" in published.explanation


def test_a_caption_alone_is_too_little(parsed: Parsed) -> None:
    """A lower bound without a weekday leaves the day unknown."""
    published = inferred(article(parsed, "a", "The envoys spoke of progress.", captions=("Delegates on May 14, 2031.",)))["a"]
    assert (published.day, published.basis) == (None, DateBasis.UNKNOWN)


def test_similar_sentences_of_a_dated_article_give_the_day(parsed: Parsed) -> None:
    """A weekday with the same event falls into the week in which another article dates that event."""
    published = inferred(article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "open", BEFORE))["open"]
    assert (date(2031, 5, 13), DateBasis.INFERRED) == (published.day, published.basis)
    assert "later.txt" in published.explanation


def test_articles_on_other_stories_change_nothing(parsed: Parsed) -> None:
    """A day that was inferred stays inferred when articles of other years on something else are added."""
    story = [article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "open", BEFORE)]
    others = [article(parsed, f"other{year}", OTHER.replace("Quessant", f"Quessant{year}"), date(year, 3, 4)) for year in range(2019, 2031)]
    assert inferred(*story, *others)["open"].day == inferred(*story)["open"].day == date(2031, 5, 13)


def test_a_plan_falls_on_the_day_of_the_event(parsed: Parsed) -> None:
    """A Friday that is both planned for and past is the publication day, in the week in which another article reports the event."""
    published = inferred(article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "open", PLAN))["open"]
    assert (date(2031, 5, 16), DateBasis.INFERRED) == (published.day, published.basis)


def test_a_plan_alone_leaves_the_days_before_it_open(parsed: Parsed) -> None:
    """A plan for Friday may be published on any day before it, and the explanation says which fit."""
    text = PLAN.replace("ran into the early hours of Friday", "went on and on")
    published = inferred(article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "open", text))["open"]
    assert None is published.day
    assert "2031-05-16" in published.explanation


def test_another_story_is_no_evidence(parsed: Parsed) -> None:
    """A weekday in common is no evidence; the explanation says that no article reports the same story."""
    published = inferred(article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "open", OTHER))["open"]
    assert (published.day, published.basis) == (None, DateBasis.UNKNOWN)
    assert "same story" in published.explanation


def test_nothing_is_inferred_from_nothing(parsed: Parsed) -> None:
    """Undated articles alone stay undated."""
    days = inferred(article(parsed, "a", SUMMIT), article(parsed, "b", BEFORE))
    assert {None} == {published.day for published in days.values()}


def test_the_order_of_the_articles_does_not_matter(parsed: Parsed) -> None:
    """Every order gives the same days and explanations."""
    documents = [
        article(parsed, "later", SUMMIT, date(2031, 5, 19)),
        article(parsed, "before", BEFORE),
        article(parsed, "plan", PLAN),
        article(parsed, "other", OTHER),
    ]
    results = [inferred(*order) for order in permutations(documents)]
    assert all(result == results[0] for result in results)


def test_one_guess_does_not_lead_to_another(parsed: Parsed) -> None:
    """An article whose own day is inferred from others is no evidence for a third."""
    alone = inferred(article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "plan", PLAN))["plan"]
    together = inferred(
        article(parsed, "later", SUMMIT, date(2031, 5, 19)), article(parsed, "plan", PLAN), article(parsed, "before", BEFORE)
    )
    assert alone.day == together["plan"].day


def test_days_by_difference_are_those_from_nothing(parsed: Parsed) -> None:
    """Articles come and go, dated and undated ones."""
    documents = [
        article(parsed, "later", SUMMIT, date(2031, 5, 19)),
        article(parsed, "week", SUMMIT, date(2031, 5, 26)),
        article(parsed, "before", BEFORE),
        article(parsed, "plan", PLAN),
        article(parsed, "other", OTHER, date(2031, 5, 15)),
    ]
    chance, days, inferences = Random(5), DayInference(), 0  # noqa: S311  no secret
    for _ in range(20):
        chosen = chance.sample(documents, chance.randrange(6))
        expected = inferred(*chosen)
        assert days.update({a.id: a for a, _ in chosen}, {f.article: f for _, f in chosen}) == expected
        inferences += any(published.basis is DateBasis.INFERRED for published in expected.values())
    assert inferences


def test_a_date_without_its_year_is_of_the_story_of_others(parsed: Parsed) -> None:
    """“On May 10” is that of the year in which dated articles report the same; the article is from that day or soon after."""
    text = SUMMIT.replace("on Saturday", "on May 10").replace(" on Thursday", "")
    assert inferred(article(parsed, "a", text))["a"].day is None
    published = inferred(article(parsed, "a", text), article(parsed, "b", SUMMIT, date(2031, 5, 11)))["a"]
    assert (published.day, published.basis) == (date(2031, 5, 10), DateBasis.INFERRED)
    assert "“May 10”" in published.explanation
