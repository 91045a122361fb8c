"""Publication days."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.article import DateBasis
from dossier.reading.cleaning.publication_date import (
    DATE,
    from_filename,
    is_access_line,
    is_dateline,
    parse_day,
    parse_metadata,
    parse_stated,
    parse_title,
)

DAY = date(2026, 2, 4)


@pytest.mark.parametrize(
    "words",
    [
        "2026-02-04",
        "2026/2/4",
        "04 Feb. 2026",
        "4 February 2026",
        "February 4, 2026",
        "Feb 4 2026",
        "4th February 2026",
        "04.02.26",
        "4. Februar 2026",
        "4 de febrero de 2026",
        "4 février 2026",
        "4 февраля 2026",
        "4 лютого 2026",
        "2026年2月4日",
        "2026. 2. 4",
        "04.02.2026",
        "4. 2. 2026",
        "4-Feb-2026",
        "04/Feb/2026",
        "Feb.04,2026",
        "February 4,2026",
        "4 de febrero, 2026",
    ],
)
def test_written_dates_are_read(words: str) -> None:
    """Dates as headers write them, in several languages."""
    assert parse_day(words) == DAY


@pytest.mark.parametrize("words", ["2026-02-30", "31 February 2026", "04/02/2026", "May 2026", "tomorrow", "", "12 killed 2026"])
def test_what_is_no_certain_date_is_none(words: str) -> None:
    """Impossible days, days with two readings, months and relative days are no publication day."""
    assert parse_day(words) is None


def test_a_date_of_numbers_with_one_reading_is_read() -> None:
    """With a number past twelve only one order makes a day, and equal numbers make the same day in both."""
    assert parse_day("26/01/2026") == date(2026, 1, 26)
    assert parse_day("01/26/2026") == date(2026, 1, 26)
    assert parse_day("02/02/2026") == date(2026, 2, 2)


def test_published_comes_before_updated() -> None:
    """Of two stamps the day of first publication counts, and the reason quotes the line."""
    published = parse_stated(["Updated: 2026-02-06 09:40", "Published: 2026-02-04"])
    assert published is not None
    assert (published.day, published.basis) == (DAY, DateBasis.STATED)
    assert published.explanation == "The text says “Published: 2026-02-04”."


def test_the_order_of_other_dates_settles_an_open_one() -> None:
    """04/02/2026 is read as the text's other dates are, by one past twelve or by the same day written out."""
    for around in ("a round that ended on 28/01/2026", "on 4 February 2026, officials said"):
        published = parse_stated(["Published: 04/02/2026"], around)
        assert published is not None
        assert published.day == DAY
    american = parse_stated(["Published: 02/04/2026"], "a round that ended on 01/28/2026")
    assert american is not None
    assert american.day == DAY


def test_an_open_date_stays_open_and_says_so() -> None:
    """An ambiguous order gives no day, and the explanation names both readings; the same where dates contradict each other."""
    for around in ("", "on 28/01/2026 and on 01/28/2026"):
        published = parse_stated(["Published: 04/02/2026"], around)
        assert published is not None
        assert (published.day, published.basis) == (None, DateBasis.UNKNOWN)
        assert "2026-02-04" in published.explanation
        assert "2026-04-02" in published.explanation


def test_a_dateline_without_a_year_is_no_day_but_is_explained() -> None:
    """A day and month alone do not date a text; the reason says what is missing."""
    published = parse_stated(["MARSK, Jan 3 (Reuters)"])
    assert published is not None
    assert published.day is None
    assert "without a year" in published.explanation
    assert parse_stated(["MARSK"]) is None


@pytest.mark.parametrize(
    "line",
    [
        "Published: 05 Feb. 2026, 09:42",
        "February 4, 20266:20 PM UTCUpdated 2 hours ago",
        "Published4 February 2026",
        "04.02.26, 18:20 Uhr",
        "Last updated on 4 February 2026",
        "Thursday, January 24, 2019",
        "2 Feb 2026",
        "Tue 3 Feb 2026 12.30 GMT",
        "Veröffentlicht am 4. Februar 2026",
        "Опубликовано: 4 февраля 2026",
        "Updated 6:20 PM EST, Wed February 4, 2026",
        "Feb 4, 2026, 6:20 PM GMT+1",
        "4 Feb 202618:20 GMT",
        "February 4, 20266:20 PM",
        "2026-02-04T18:20:00+01:00",
        "2026-02-04T18:20Z",
        "2:38 PM – Wednesday, February 4, 2026",
        "10:15 am ET on Wednesday, February 4, 2026",
        "04.02.2026, 14:30 Uhr",
    ],
)
def test_stamps_are_known_by_their_shape(line: str) -> None:
    """A labelled date and a date on a line of its own are stamps."""
    assert is_dateline(line)


def test_a_language_that_puts_the_day_first_decides() -> None:
    """Where no other date does; English is written in both orders. Numbers of versions and addresses are no days."""
    french = (
        "Les délégations de trois pays se sont réunies dans le port pour des entretiens qui doivent durer deux jours, selon les autorités."
    )
    stated = parse_stated(["le 04/02/2026 à 18h20"], french)
    assert stated is not None
    assert (stated.day, stated.basis) == (DAY, DateBasis.STATED)
    english = parse_stated(
        ["04/02/2026"], "Envoys of three states met in the harbour town for talks that are to last two days, officials said."
    )
    assert english is not None
    assert english.day is None
    assert not [words for words in ("10.12.25.3", "1.04.02.26", "4.2.26") if DATE.search(words)]


def test_the_russian_day_of_access_is_none() -> None:
    """As in the citation style of that language."""
    assert is_access_line("Дата обращения: 17.03.2026")


@pytest.mark.parametrize(
    "line", ["On Thursday, January 24, 2019 the envoys met in the old town hall.", "Published in haste", "The date of the talks"]
)
def test_sentences_are_no_stamps(line: str) -> None:
    """A sentence that holds a date, and a label without one, are no stamps."""
    assert not is_dateline(line)


@pytest.mark.parametrize(
    "name", ["2026-02-04-talks.txt", "post_2026_02_04_x.md", "20260204T0930 talks.html", "a/2026/02/04/talks.txt", "talks.2026.02.04.txt"]
)
def test_the_file_name_gives_the_day(name: str) -> None:
    """Year, month and day in a name, with or without separators."""
    published = from_filename(name)
    assert published is not None
    assert (published.day, published.basis) == (DAY, DateBasis.FILE_NAME)
    assert published.explanation == "The file name has 2026-02-04."


@pytest.mark.parametrize(
    "name", ["talks.txt", "000_4420190105ab.txt", "2026-13-04.txt", "12026-02-045.txt", "1850-01-01.txt", "002_9ac8cf2a63ea579d.txt"]
)
def test_numbers_in_names_are_not_taken_for_days(name: str) -> None:
    """Hashes, impossible days and longer numbers give no day."""
    assert from_filename(name) is None


def test_metadata_give_the_day() -> None:
    """Dates and times as YAML reads them, and words, all give the calendar day as it is written there."""
    for value in (DAY, datetime(2026, 2, 4, 23, 30), "2026-02-04T23:30:00-08:00", "February 4, 2026"):  # noqa: DTZ001 -- YAML gives naive times
        published = parse_metadata(value, "The front matter")
        assert published is not None
        assert (published.day, published.basis) == (DAY, DateBasis.GIVEN)
    assert parse_metadata("soon", "The front matter") is None
    assert parse_metadata(None, "The front matter") is None


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_every_iso_day_is_read_everywhere(day: date) -> None:
    """Header, file name and metadata read each day of a century alike."""
    stated, from_name, from_header = (
        parse_stated([f"Updated: {day} 09:40"]),
        from_filename(f"x-{day}-y.txt"),
        parse_metadata(day.isoformat(), "It"),
    )
    assert [day] * 3 == [from_metadata.day for from_metadata in (stated, from_name, from_header) if from_metadata]


@pytest.mark.parametrize(
    "line", ["Accessed 17 March 2026", "[Retrieved: 17 March 2026]", "Abgerufen am 17. März 2026", "Consulté le 17 mars 2026"]
)
def test_a_day_of_access_is_none_of_publication(line: str) -> None:
    """It dates nothing, alone or behind the day of publication."""
    assert is_access_line(line)
    assert not is_dateline(line)
    assert parse_stated([line]) is None
    beside = parse_stated([line, f"4 February 2026 ({line.strip('[]')})"])
    assert beside is not None
    assert beside.day == DAY


def test_the_first_publication_is_distinguished_from_the_change_on_one_line() -> None:
    """Each date of a line goes by the words before it."""
    for line in ("Updated: 2026-02-06 | Published: 2026-02-04", "Published on February 4, 2026, last changed on February 6, 2026"):
        published = parse_stated([line])
        assert published is not None
        assert published.day == DAY


@pytest.mark.parametrize(
    ("line", "around", "day"),
    [
        ("Wednesday, February 4", "© 2026 The Aster Post", DAY),
        ("Thursday, February 4", "© 2026 The Aster Post", None),
        ("February 4", "The ship sank on 29 January 2026, he said.", DAY),
        ("January 2", "The ship sank on 29 December 2025, he said.", date(2026, 1, 2)),
        ("February 4", "The port was built in June 2019 and opened on 1 June 2020.", None),
        ("February 4", "", None),
    ],
)
def test_the_year_comes_from_the_rest_of_the_page(line: str, around: str, day: date | None) -> None:
    """From its notices and from dates nearby, where one year fits, weekday included; it is inferred then."""
    published = parse_stated([line], around)
    assert published is not None
    assert (published.day, published.basis) == (day, DateBasis.INFERRED if day else DateBasis.UNKNOWN)


def test_a_title_tells_its_day_at_its_ends_only() -> None:
    """Daily reports carry it there; a day inside is what the title is about."""
    for title in ("What we know so far Feb. 4, 2026", "4 February 2026: the harbour today"):
        published = parse_title(title)
        assert published is not None
        assert published.day == DAY
    assert parse_title("How 4 February 2026 changed the harbour") is None
