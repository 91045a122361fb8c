"""Rounds of talks, summits and meetings on their sidelines, and talks that a text only speaks of."""

from datetime import date
from pathlib import Path

import pytest

from dossier.extraction.pipeline import extract
from dossier.model.event import Status
from dossier.model.event_kinds.meeting import GATHERING
from dossier.reading.read import read
from tests.unit.extraction.events.meeting.meeting_reports import Meetings

NEWS = "Foreign Minister Anna Weber met President Carlos Ruiz in Oslo on Tuesday"


def test_round_after_a_round(meetings: Meetings) -> None:
    """“Followed by the second round in Lima on May 9” has its own place and day."""
    first, second = meetings(
        "The first round of talks between Peru and Norway took place in Oslo on May 2, followed by the second round in Lima, Peru, on May 9."
    )
    assert (first.report.places[0], first.times) == ("Oslo", ["May 2"])
    assert (second.report.places[0], second.times) == ("Lima", ["May 9"])


@pytest.mark.parametrize(
    "text",
    [
        f"{NEWS}, to discuss the arrangements for the third round of talks between Chile and Kenya.",
        f"{NEWS}. Asked about Chile's talks with Kenya, Weber declined to answer.",
    ],
)
def test_talks_that_are_spoken_of(meetings: Meetings, text: str) -> None:
    """Talks that a meeting or a question is about are neither that meeting nor a row."""
    (seen,) = meetings(text)
    assert (seen.participants, seen.report.series) == ({"Anna Weber", "Carlos Ruiz"}, "")


def test_meeting_ahead_of_talks(meetings: Meetings) -> None:
    """“Ahead of the Oslo talks, A met B” is one meeting, which is not those talks."""
    (seen,) = meetings("Ahead of the Oslo talks, Foreign Minister Anna Weber met with President Carlos Ruiz.")
    assert (seen.report.places, seen.report.status) == ((), Status.OCCURRED)


def test_plan_before_who_says_so(meetings: Meetings) -> None:
    """In “A will speak, before holding a meeting with B, C confirmed” C confirms what is planned, and takes no part in it."""
    (seen,) = meetings(
        "Chancellor Anna Weber will today address the assembly in Oslo, before holding a bilateral meeting with President Carlos Ruiz, "
        "Foreign Secretary Nils Berg confirmed."
    )
    assert (seen.participants, seen.report.status) == ({"Anna Weber", "Carlos Ruiz"}, Status.PLANNED)


def test_going_on_with_discussions(meetings: Meetings) -> None:
    """“To continue the discussions” of one person is no meeting on the day of the arrival."""
    assert meetings("Minister Anna Weber arrived in Oslo on Thursday, leading a delegation, to continue the discussions.") == []


def test_the_two_of_the_news(meetings: Meetings) -> None:
    """“The two men” are those whom the sentence reports, not those of the talks before; a town of the region is the same place."""
    reports = meetings(
        "Foreign Minister Carlos Ruiz met Chancellor Nils Berg on Saturday in Crete, hours after a long meeting in Oslo with President Jan Novak.\n\n"
        "The meeting between the two men took place in Chania."
    )
    (chania,) = [s for s in reports if "Chania" in s.report.places]
    assert chania.participants == {"Carlos Ruiz", "Nils Berg"}
    assert chania.report.group == next(s.report.group for s in reports if "Crete" in s.report.places)


def test_summit_and_a_meeting_beside_it(meetings: Meetings) -> None:
    """Two people who meet on the sidelines of a body's summit have a meeting of their own; “the two-day summit” is the body's."""
    reports = meetings(
        "Chancellor Anna Weber held talks with President Carlos Ruiz on the sidelines of the ABC summit.\n\n"
        "The two-day summit, which Weber opened, is held in Oslo from May 2 to May 3."
    )
    assert len({s.report.group for s in reports}) == len(reports) == 2
    assert [s.report.series for s in reports] == ["", GATHERING]


def test_what_a_meeting_focused_on(meetings: Meetings) -> None:
    """“Focused on a visit to Lima” does not say where the meeting was."""
    (seen,) = meetings("The meeting between Chancellor Anna Weber and President Carlos Ruiz on Monday focused on a visit to Lima.")
    assert seen.report.places == ()


def test_weekday_and_date(tmp_path: Path) -> None:
    """A weekday and a date that the publication day shows to be other days are two meetings."""
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Talks\npublished: 2025-04-26\n---\n\n"
        "Foreign Minister Anna Weber and President Carlos Ruiz met in Oslo on Friday.\n\n"
        "The first round of talks between Peru and Kenya took place in Oslo on April 12.\n",
        encoding="utf-8",
    )
    article = read(path)
    assert article.published.day == date(2025, 4, 26)
    assert len({m.group for m in extract(article).event_mentions}) == 2


def test_summit_of_another_year(meetings: Meetings) -> None:
    """“At the ABC summit in 2031”, of nobody in particular, is no row; “the following day's ABC summit in Lima” is one."""
    (seen,) = meetings(f"{NEWS}. Others had met in Lima at the ABC summit in 2031.")
    assert seen.participants == {"Anna Weber", "Carlos Ruiz"}
    assert len(meetings(f"{NEWS}. Weber spoke of the ABC summit in Lima on Wednesday.")) == 2


def test_day_of_the_arrival(meetings: Meetings) -> None:
    """“Arrived on Saturday for the summit, which is held on Sunday” dates the summit by Sunday alone."""
    (seen,) = meetings("Chancellor Anna Weber arrived in Oslo on Saturday for the summit, which is being held from May 2 to May 3.")
    assert "Saturday" not in seen.times
