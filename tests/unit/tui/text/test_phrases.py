"""Phrases of the app: main figure, best report, titles, parties."""

from datetime import date

from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import Event, Figure, FigureKind, SourceReport, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.span import Span
from dossier.tui.state.labels import Labels
from dossier.tui.text import phrases

SPAN = Span(0, 1)


def report(
    article: str = "a", *, figures: tuple[Figure, ...] = (), status: Status = Status.OCCURRED, granularity: str = "day"
) -> SourceReport:
    """A report with nothing in it but what is given."""
    return SourceReport(article, SPAN, "x", status, date(2026, 1, 20), None, granularity, "", (), None, "", figures, None)


def event(start: date | None, end: date | None = None, granularity: str = "day", reports: tuple[SourceReport, ...] = ()) -> Event:
    """A meeting with nothing in it but its days and reports."""
    reports = reports or (report(),)
    return Event("e", MEETING.name, "", Status.OCCURRED, start, end, granularity, True, "", "", (), None, "", "", (), reports)  # noqa: FBT003  # the model's own order


def test_the_main_figure_counts_the_dead_first() -> None:
    """Proves that of several figures the gravest is shown, as the report with the highest has it."""
    two, four = Figure(FigureKind.KILLED, 2, SPAN), Figure(FigureKind.KILLED, 4, SPAN)
    wounded = Figure(FigureKind.WOUNDED, 90, SPAN)
    struck = event(date(2026, 1, 1), reports=(report(figures=(wounded, two)), report("b", figures=(four,))))
    assert phrases.main_figure(struck) == "4 killed"
    assert phrases.main_figure(event(None)) == ""


def test_the_best_report_is_the_open_one_else_one_that_tells_it_as_held_to_the_day() -> None:
    """Proves which sentence a row of the timeline leads to."""
    vague, planned, exact = report("a", granularity="month"), report("b", status=Status.PLANNED), report("c")
    met = event(date(2026, 1, 1), reports=(vague, planned, exact))
    assert phrases.best_report(met) is exact
    assert phrases.best_report(met, "b") is planned


def test_an_untitled_text_is_called_by_its_first_words() -> None:
    """Proves what stands for a title where there is none, and for an article that is gone."""
    unknown = PublicationDay(None, DateBasis.UNKNOWN, "")
    untitled = Article("i", "f", "s", "", "", "", "en", unknown, "The envoys of both towns met at dawn")
    assert phrases.title_of(untitled, 3) == "‹The envoys of…›"
    assert phrases.title_of(None) == "removed article"
    assert phrases.outlet_of(untitled) == "no outlet named"


def test_parties_are_parted_by_side() -> None:
    """Proves that two sides are joined by "with", and that more are listed."""
    names = Labels(short_names={"a": "Orlo", "b": "Brand", "c": "Vey"})
    assert phrases.parties(("a", "b"), names) == "Orlo with Brand"
    assert phrases.parties(("a", "b", "c"), names) == "Orlo, Brand, Vey"
    assert phrases.parties((), names) == ""
