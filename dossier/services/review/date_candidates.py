"""Date candidates: the ways to read the words that date an event, with the days that each would give it."""

from dataclasses import replace

from dossier.linking.corrections.replay import SET_THIS_DAY
from dossier.model.event import DateCandidate, DateEvidence, Event, SourceReport


def date_candidates(event: Event) -> tuple[DateCandidate, ...]:
    """The candidates for the days of an event, each with the days that the event would have; the present one is marked as chosen.

    Where the words name one day of several ("a second day … on Saturday"), every candidate is shifted and extended alike.
    """
    dating = dating_report(event)
    if dating is None:
        return ()
    report, evidence = dating
    first = next((c for c in evidence.candidates if c.chosen), None)
    if first is None or report.start is None or report.end is None:
        return evidence.candidates
    before, after = report.start - first.start, report.end - first.end
    shifted = tuple(replace(c, start=c.start + before, end=max(c.start + before, c.end + after)) for c in evidence.candidates)
    if not event.date_explanation.endswith(SET_THIS_DAY):
        return shifted
    present = [c for c in shifted if (c.start, c.end) == (event.start, event.end)]
    return tuple(replace(c, chosen=c in present[:1]) for c in shifted)


def dating_report(event: Event) -> tuple[SourceReport, DateEvidence] | None:
    """The report and the evidence that an event has its days from: evidence of exactly these days, else of days that begin with them."""
    pairs = [(report, evidence) for report in event.reports for evidence in report.date_evidence]
    days = (event.start, event.end)
    same = (pair for pair in pairs if pair[1].start and (pair[1].start, pair[1].end) == days)
    near = (pair for pair in pairs if pair[1].start and pair[1].start == event.start)
    other = (pair for pair in pairs if days in {(c.start, c.end) for c in pair[1].candidates})
    ambiguous = (pair for pair in pairs if pair[1].candidates)
    return next(same, None) or next(near, None) or next(other, None) or next(ambiguous, next(iter(pairs), None))
