"""Explanations for the user."""

from datetime import date

from dossier.linking.events.dating import EventDates
from dossier.linking.events.explanations import date_sentence
from dossier.model.event import DateEvidence


def test_date_sentence() -> None:
    """Days in words, with the expression and the rule; a guess is called one."""
    evidence = DateEvidence("a", "Tuesday", None, None, "", "the last Tuesday.", date(2026, 3, 10), date(2026, 3, 10))
    first, last = date(2026, 3, 10), date(2026, 3, 11)
    assert date_sentence(EventDates(first, first, "day", sure=True, evidence=(evidence,))) == "10 March 2026: “Tuesday” – the last Tuesday."
    assert date_sentence(EventDates(first, last, "day", sure=True)).startswith("10–11 March 2026")
    assert date_sentence(EventDates(first, date(2026, 4, 1), "day", sure=True)).startswith("10 March 2026 – 1 April 2026")
    assert date_sentence(EventDates(first, first, "day")).endswith("The day is a guess.")
    assert date_sentence(EventDates()) == "No report gives a day."
