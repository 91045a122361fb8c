"""Time expressions: recognition, values, directions, anchors, and look-alikes."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.extraction.nlp import parse
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.timex.recognizer import dates_in_captions, find_times
from dossier.model.time import Direction, TimeExpression
from dossier.text.timex.resolve import resolve

if TYPE_CHECKING:
    from spacy.tokens import Doc

PUBLISHED = date(2031, 5, 15)  # a Thursday
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Parsed = Callable[[str], "Doc"]


def times_in(parsed: Parsed, text: str) -> tuple[TimeExpression, ...]:
    """The expressions of a text with its quotation marks."""
    return find_times(parsed(text), find_quoted_spans(text))


def values(parsed: Parsed, text: str) -> dict[str, str | None]:
    """The words of every expression and their value in an article of 15 May 2031."""
    return {e.text: resolve(e, PUBLISHED).value for e in times_in(parsed, text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys met on Feb 1.", {"Feb 1": "2031-02-01"}),
        ("The envoys met on Feb. 4.", {"Feb. 4": "2031-02-04"}),
        ("The envoys met on January 24, 2019 in the capital.", {"January 24, 2019": "2019-01-24"}),
        ("The envoys met on Thursday, January 24, 2019.", {"Thursday, January 24, 2019": "2019-01-24"}),
        ("The envoys met on 6 October.", {"6 October": "2030-10-06"}),
        ("The envoys met on the 6th of October 2020.", {"the 6th of October 2020": "2020-10-06"}),
        ("The envoys met on December 27th.", {"December 27th": "2030-12-27"}),
        ("The envoys met on 2026-02-05.", {"2026-02-05": "2026-02-05"}),
        ("The envoys met on 17/02/2026.", {"17/02/2026": "2026-02-17"}),
        ("The envoys met on 04/02/2026.", {"04/02/2026": None}),
        ("The envoys met on March 20 last year.", {"March 20 last year": "2030-03-20"}),
        ("The fair ran from May 3 to 5, and again in April.", {"May 3 to 5": "2031-05-03", "April": "2031-04"}),
        ("They fled in the week of October 21.", {"the week of October 21": "2030-W43"}),
        ("They left on the 11th.", {"the 11th": "2031-05-11"}),
    ],
)
def test_dates_in_every_order(parsed: Parsed, text: str, expected: dict[str, str | None]) -> None:
    """Absolute dates, with and without year, weekday and ordinal, are one expression each."""
    assert expected == values(parsed, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 04/02/2026 and on 17/02/2026.", "2026-02-04"),
        ("They met on 04/02/2026 and on 02/17/2026.", "2026-04-02"),
        ("They met on 04/02/2026, on 02/17/2026 and on 17/02/2026.", None),
    ],
)
def test_one_numeric_date_proves_the_order_of_the_others(parsed: Parsed, text: str, expected: str | None) -> None:
    """A day above twelve gives the order of the whole text, unless another numeric date contradicts it."""
    assert expected == values(parsed, text)["04/02/2026"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister resigned Tuesday.", {"Tuesday": "2031-05-13"}),
        ("The minister resigned late Wednesday.", {"late Wednesday": "2031-05-14"}),
        ("Late on Sunday, the minister resigned.", {"Late on Sunday": "2031-05-11"}),
        ("Talks ran into the early hours of Friday.", {"the early hours of Friday": "2031-05-09TMO"}),
        ("The minister resigned on Tuesday night.", {"Tuesday night": "2031-05-13TNI"}),
        ("The minister resigned at 4 p.m. on Tuesday.", {"4 p.m. on Tuesday": "2031-05-13T16:00"}),
        ("The minister resigned on Monday of last week.", {"Monday of last week": "2031-05-05"}),
        ("The minister will resign on Monday.", {"Monday": "2031-05-19"}),
        ("They hold a market on Sundays.", {"Sundays": "XXXX-WXX-7"}),
        ("They hold a market every Friday.", {"every Friday": "XXXX-WXX-5"}),
    ],
)
def test_weekdays(parsed: Parsed, text: str, expected: dict[str, str]) -> None:
    """Weekdays with the words before and after them."""
    assert expected == values(parsed, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It broke out in February 2025.", {"February 2025": "2025-02"}),
        ("They spoke in late July.", {"late July": "2030-07"}),
        ("They spoke late last July.", {"late last July": "2030-07"}),
        ("They spoke in March of this year.", {"March of this year": "2031-03"}),
        ("They spoke at the end of July.", {"the end of July": "2030-07"}),
        ("They met last summer.", {"last summer": "2030-SU"}),
        ("They met in the spring of 2021.", {"the spring of 2021": "2021-SP"}),
        ("In 2015 the pact was signed.", {"2015": "2015"}),
        ("Nobody returned since the 2022 flood.", {"2022": "2022"}),
        ("They had gained land since early 2024.", {"early 2024": "2024"}),
        ("It was built in the 1990s.", {"the 1990s": "199"}),
        ("It was built in the late 19th century.", {"the late 19th century": "18"}),
        ("Profit fell in the third quarter of 2029.", {"the third quarter of 2029": "2029-Q3"}),
        ("They rested on Christmas Eve.", {"Christmas Eve": "2030-12-24"}),
    ],
)
def test_months_seasons_years(parsed: Parsed, text: str, expected: dict[str, str]) -> None:
    """Periods longer than a day."""
    assert expected == values(parsed, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge fell yesterday.", {"yesterday": "2031-05-14"}),
        ("The bridge fell yesterday afternoon.", {"yesterday afternoon": "2031-05-14TAF"}),
        ("The bridge fell last week.", {"last week": "2031-W19"}),
        ("The bridge fell last month.", {"last month": "2031-04"}),
        ("The bridge fell last night.", {"last night": "2031-05-14TNI"}),
        ("The bridge fell two years ago.", {"two years ago": "2029"}),
        ("The bridge fell earlier this month.", {"earlier this month": "2031-05"}),
        ("The bridge fell over the weekend.", {"the weekend": "2031-W19-WE"}),
        ("The bridge fell overnight.", {"overnight": "2031-05-14TNI"}),
        ("The bridge will be closed tomorrow.", {"tomorrow": "2031-05-16"}),
        ("The bridge will be closed next year.", {"next year": "2032"}),
        ("As of this evening, the bridge is closed.", {"this evening": "2031-05-15TEV"}),
        ("Ten bridges fell in the past 24 hours.", {"the past 24 hours": "PT24H"}),
        ("He was invited to visit in the coming months.", {"the coming months": "FUTURE_REF"}),
    ],
)
def test_times_seen_from_now(parsed: Parsed, text: str, expected: dict[str, str]) -> None:
    """Words that count from the publication day."""
    assert expected == values(parsed, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They talked for more than two hours.", {"more than two hours": "PT2H"}),
        ("The two-day meeting was short.", {"two-day": "P2D"}),
        ("It ended a nearly four-year conflict.", {"nearly four-year": "P4Y"}),
        ("The war has gone on for seventeen years.", {"seventeen years": "P17Y"}),
        ("He waited for several days.", {"several days": "PXD"}),
        ("He waited half an hour.", {"half an hour": "PT30M"}),
        ("He waited for a year and a half.", {"a year and a half": "P1.5Y"}),
        ("He got a 47 month sentence.", {"47 month": "P47M"}),
        ("Hours after the vote he left.", {"Hours": "PTXH"}),
        ("They meet twice a week.", {"twice a week": "P1W"}),
        ("They meet every two years.", {"every two years": "P2Y"}),
        ("The annual fair drew crowds.", {"annual": "P1Y"}),
        ("It is now closed.", {"now": "PRESENT_REF"}),
        ("He recently resigned.", {"recently": "PAST_REF"}),
    ],
)
def test_lengths_rounds_and_references(parsed: Parsed, text: str, expected: dict[str, str]) -> None:
    """Expressions that name no day have a value of their own."""
    assert expected == values(parsed, text)


@pytest.mark.parametrize(
    "text",
    [
        "She may march with them.",
        "They held a second day of talks.",
        "A 66-year-old man and a woman, 57 years old, were there.",
        "He told the channel France 2 that 2000 soldiers left.",
        "The pipe is 2000 km long and cost $1999.",
        "He wrote for the Sunday Times.",
        "It was a question of three quarters of the votes.",
        "He finished the race in 2:14:04, after a score of 3:15.",
        "Shops opened on Black Friday.",
        "He will come as soon as he can.",
        "Soon after the vote he left.",
        "The talks took place in World War Two.",
        "They sailed to Easter Island.",
    ],
)
def test_what_is_no_time(parsed: Parsed, text: str) -> None:
    """Verbs, ranks, ages, counts, measures, scores and names are no time expressions."""
    assert times_in(parsed, text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Tuesday.", Direction.PAST),
        ("They had met on Tuesday.", Direction.PAST),
        ("They will meet on Tuesday.", Direction.FUTURE),
        ("They have agreed to open the ports following a summit on Tuesday.", Direction.PAST),
        ("They have agreed to open the ports on Tuesday.", Direction.FUTURE),
        ("They are set to hold talks in the capital on Tuesday, the palace confirmed.", Direction.FUTURE),
        ("The talks would take place on Tuesday.", Direction.FUTURE),
        ("A meeting scheduled for Tuesday was mentioned.", Direction.FUTURE),
        ("She spoke ahead of Tuesday's meeting.", Direction.FUTURE),
        ("They invited her to Tuesday's summit in the capital.", Direction.FUTURE),
        ("On Tuesday they invited her to a summit in the capital.", Direction.PAST),
        ("She said on Tuesday that the talks would go on.", Direction.PAST),
        ("Following Tuesday's meetings, she said little.", Direction.PAST),
        ("By Tuesday the storm had passed.", Direction.PAST),
        ("Photographs released on Tuesday show the room.", Direction.PAST),
        ("The court gave the family until Tuesday to leave.", Direction.FUTURE),
        ("They postponed the vote until Tuesday.", Direction.FUTURE),
        ("Crews searched the lake until Tuesday.", Direction.PAST),
        ("Farmers planned a large march in the capital on Tuesday.", Direction.FUTURE),
        ("The mayor has scheduled a news conference for Tuesday.", Direction.FUTURE),
        ("Neither could be reached on Tuesday.", Direction.PAST),
        ("The union would look for ways to get around Tuesday's ruling.", Direction.PAST),
        ("The union will vote in Tuesday's election.", Direction.FUTURE),
        ("Tuesday", Direction.NEAREST),
    ],
)
def test_tense_gives_the_direction(parsed: Parsed, text: str, expected: Direction) -> None:
    """The verb above a weekday, or a word of planning, gives its direction."""
    assert [expected] == [e.direction for e in times_in(parsed, text)]


def test_quoted_words_are_anchored_to_the_day_of_speaking(parsed: Parsed) -> None:
    """The word "yesterday" in a quotation counts from the day on which its speaker spoke, where the paragraph states it."""
    speech_day, quoted = sorted(times_in(parsed, "“We met them yesterday,” the envoy told reporters on Monday."), key=lambda e: e.quoted)
    assert (speech_day.quoted, quoted.quoted) == (False, True)
    assert quoted.anchor == 1


def test_relative_words_are_anchored_to_the_day_mentioned_before(parsed: Parsed) -> None:
    """The words "the same day" and "two weeks later" count from the last day mentioned."""
    times = times_in(parsed, "The pact was signed on March 3. Two weeks later it was void.")
    assert (times[0].anchor, times[1].anchor) == (None, 0)


def test_a_time_of_day_is_anchored_to_the_day_of_its_sentence(parsed: Parsed) -> None:
    """A clock time is anchored to the day in its sentence."""
    times = times_in(parsed, "At 2:49 a.m. local time, long before dawn, the ship sailed on Saturday.")
    clock = next(t for t in times if t.clock == "02:49")
    assert times[clock.anchor or 0].text == "Saturday"


def test_captions_state_days() -> None:
    """Only full dates count; a caption without year is not certain."""
    captions = (
        "A market, Feb. 4. [AGENCY]",
        "Delegates on February 4, 2026. (Photo)",
        "A street on 3 March 2025",
        "Nothing on Feb 30, 2026",
    )
    assert (date(2026, 2, 4), date(2025, 3, 3)) == dates_in_captions(captions)


def test_dates_in_other_languages_in_texts(parsed: Parsed) -> None:
    """A quoted foreign date is recognized as one expression."""
    assert values(parsed, "The paper is headed “le 4 février 2026” and says little.") == {"4 février 2026": "2026-02-04"}


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Fotografía del 4 de febrero de 2026", date(2026, 2, 4)),
        ("Делегации, 4 февраля 2026", date(2026, 2, 4)),
        ("会谈 2026年2月4日", date(2026, 2, 4)),
    ],
)
def test_captions_in_other_languages(caption: str, expected: date) -> None:
    """Dates with a year are parsed in many languages."""
    assert (expected,) == dates_in_captions((caption,))


DATES = st.dates(min_value=date(1990, 1, 1), max_value=date(2049, 12, 31))
STYLES = st.sampled_from(
    ["{month} {day}, {year}", "{day} {month} {year}", "the {day}th of {month} {year}", "{short} {day}, {year}", "{year}-{m:02}-{d:02}"]
)


@settings(max_examples=40, deadline=None)
@given(DATES, STYLES)
def test_any_date_lands_where_the_grammar_puts_it(day: date, style: str) -> None:
    """In every printed order of a date its span is exact and its day correct."""
    if "th of" in style and day.day in {1, 2, 3, 21, 22, 23, 31}:
        day = day.replace(day=4)
    name = MONTHS[day.month - 1]
    words = style.format(month=name, short=name if name == "May" else name[:3] + ".", day=day.day, year=day.year, m=day.month, d=day.day)
    text = f"The two sides signed the pact on {words} in the old town."
    (only,) = find_times(parse(text), ())
    assert words == only.span.of(text) == only.text
    assert day == resolve(only, PUBLISHED).start


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 6), DATES, st.booleans())
def test_any_weekday_lands_where_the_tense_puts_it(weekday: int, published: date, ahead: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """A weekday that they "met on" is 0-6 days back, "will meet on" 0-6 days ahead, for every publication day."""
    text = f"The ministers {'will meet' if ahead else 'met'} in the capital on {WEEKDAYS[weekday]}."
    (only,) = find_times(parse(text), ())
    start = resolve(only, published).start
    assert start is not None
    assert weekday == start.weekday()
    assert timedelta(0) <= (start - published if ahead else published - start) <= timedelta(days=6)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="JuneMarch 0123456789.,:-/tuesdayago’'\n", max_size=120))
def test_any_text_gives_ordered_spans(text: str) -> None:
    """For any text, the expressions are in order, do not overlap, and their spans cover their own words."""
    times = find_times(parse(text), ())
    assert all(t.span.of(text) == t.text for t in times)
    assert all(a.span.end <= b.span.start for a, b in pairwise(times))
    for time in times:
        assert resolve(time, PUBLISHED).explanation


def test_were_to_lies_ahead(parsed: Parsed) -> None:
    """The construction "were to" on a weekday is in the future; "was hard to" is in the past."""
    assert values(parsed, "The sides were to hold talks on Monday.") == {"Monday": "2031-05-19"}
    assert values(parsed, "It was hard to meet them on Monday.") == {"Monday": "2031-05-12"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They met between May 3 and 9.", (3, 9)),
        ("They met on May 3 and 4.", (3, 4)),
        ("They met on 3 and 4 May.", (3, 4)),
        ("They met on May 3 and 9 people came.", (3, None)),
        ("They met on May 3 and 9.", (3, None)),
    ],
)
def test_two_days_of_a_month(parsed: Parsed, text: str, days: tuple[int, int | None]) -> None:
    """Days “between” two, and two days in a row, are one expression; two days apart are not."""
    first = times_in(parsed, text)[0]
    assert (first.day, first.through) == days
