"""Gold of our own annotated reports: events with their articles, days, places, participants and figures."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dossier.linking.events.records import EventRecord
from dossier.reading.read import read
from training.event_matching.gold import GoldSet

SETS = ("talks", "wikinews", "kinds", "reports")
FIGURES = ("killed", "wounded")
ENOUGH = 4
"""Points from which a record is taken for an event: its day alone is not enough."""


@dataclass(frozen=True)
class EventLabels:
    """Labels of records by the event of their article that they fit best. `keys` are the gold's ids of the articles, by article id."""

    rows: tuple[dict[str, Any], ...]
    keys: Mapping[str, str]

    def events(self, records: Sequence[EventRecord], names: Mapping[str, Sequence[str]]) -> dict[int, str]:
        """The event of each record that fits one."""
        events = {}
        for number, record in enumerate(records):
            fits = [(_fit(record, row, names), -at) for at, row in enumerate(self.rows) if self.keys[record.article] in row["articles"]]
            if fits and max(fits)[0] >= ENOUGH:
                events[number] = str(self.rows[-max(fits)[1]]["id"])
        return events

    def differ(self, _one: str, _other: str) -> bool:
        """Never: an article may report several events."""
        return False


def own_set(name: str, gold: Path, articles: Path) -> GoldSet:
    """One set of annotated reports, of the folders `gold` and `articles` that have a folder for each."""
    rows = tomllib.loads((gold / name / "events.toml").read_text(encoding="utf-8"))["event"]
    files = tomllib.loads((gold / name / "articles.toml").read_text(encoding="utf-8"))["article"]
    read_articles = {row["id"]: read(articles / name / row["file"]) for row in files}
    keys = {article.id: key for key, article in read_articles.items()}
    return GoldSet(name, tuple(read_articles.values()), EventLabels(tuple(rows), keys))


def _fit(record: EventRecord, row: Mapping[str, Any], names: Mapping[str, Sequence[str]]) -> int:
    """How well a record fits an event: points for day, place, participants and figures; 0 for another kind or day."""
    if record.kind != row["kind"]:
        return 0
    slack = timedelta(days=row.get("slack_days", 0))
    first, last = record.dates.start or date.min, record.dates.end or date.max
    if not (row.get("undated") or (first <= row["end"] + slack and last >= row["start"] - slack)):
        return 0
    place = ", ".join(record.place).casefold()
    present = {name.casefold() for ident in record.persons | record.bodies for name in names.get(ident, ())}
    points: int = 3 if record.dates.known else 1
    points += 2 * any(name.casefold() in place for name in row.get("places", ()) if name)
    points += 2 * sum(name.casefold() in present for name in row.get("participants", ()))
    points += 3 * sum(name in row and record.figures.get(name) == row[name] for name in FIGURES)
    return points
