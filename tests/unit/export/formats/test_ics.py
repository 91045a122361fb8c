"""The calendar read back by icalendar."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from dossier.export.context import ExportContext
from dossier.export.formats.ics import _fold, _text, calendar


def read_events(context: ExportContext) -> dict[str, Any]:
    """The entries by id, as the library reads them."""
    read = Calendar.from_ical("".join(calendar(context)))
    assert isinstance(read, Calendar)
    return {str(e["UID"]).partition("@")[0]: e for e in read.walk("VEVENT")}


def test_days_places_and_words_come_back(context: ExportContext) -> None:
    """All-day entries with an end that is not part of them; commas, semicolons and line feeds whole; undated events left out."""
    events = read_events(context)
    assert set(events) == {"m0", "m1", "x1"}
    assert (events["x1"].decoded("DTSTART"), events["x1"].decoded("DTEND")) == (date(2031, 5, 6), date(2031, 5, 8))
    assert str(events["x1"]["LOCATION"]) == "Velmar, East; Land"
    assert str(events["x1"]["SUMMARY"]) == 'Strike by West<land> & "Sons": drone'
    first, second = str(events["x1"]["DESCRIPTION"]).split("\n")[:2]
    assert first == "A guess; really, so."
    assert second.startswith("The Morning Post: Drones struck")
    assert str(events["m1"]["URL"]) == "https://example.org/a?b={c}&d=%20e"
    assert "URL" not in events["x1"] or str(events["x1"]["URL"]).startswith("https://")


def test_a_guess_is_tentative_and_the_stamp_is_no_clock(context: ExportContext) -> None:
    """Sure and to the day is confirmed; the stamp is the latest publication day."""
    events = read_events(context)
    assert {k: str(v["STATUS"]) for k, v in events.items()} == {"m0": "TENTATIVE", "m1": "CONFIRMED", "x1": "TENTATIVE"}
    assert {v.decoded("DTSTAMP") for v in events.values()} == {datetime(2031, 5, 7, tzinfo=UTC)}


def test_lines_are_short_and_end_as_the_rfc_says(context: ExportContext, nothing: ExportContext) -> None:
    """CR LF, 75 octets at most; an empty calendar is still one."""
    text = "".join(calendar(context))
    assert text.count("\n") == text.count("\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert read_events(nothing) == {}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_folding_loses_nothing(words: str) -> None:
    """Unfolded, a line is what it was; no character is cut."""
    folded = _fold(f"SUMMARY:{_text(words)}")
    assert folded.replace("\r\n ", "") == f"SUMMARY:{_text(words)}"
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))
