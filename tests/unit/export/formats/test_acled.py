"""ACLED's columns: event types, codes of precision, figures that are not known left blank."""

import csv
import io
from datetime import UTC, datetime

from dossier.export.context import ExportContext
from dossier.export.formats.acled import COLUMNS, acled


def test_rows_say_what_the_codebook_asks(context: ExportContext) -> None:
    """Our own ids, types by subkind, the lowest figure with the range in the notes, blank instead of zero."""
    rows = list(csv.DictReader(io.StringIO("".join(acled(context)), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(COLUMNS) == 31
    by_id = {r["event_id_cnty"]: r for r in rows}
    assert set(by_id) == {"DOS-m0", "DOS-m1", "DOS-x1"}
    strike, meeting = by_id["DOS-x1"], by_id["DOS-m1"]
    assert (strike["event_type"], strike["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (meeting["event_type"], meeting["sub_event_type"]) == ("Strategic developments", "Other")
    assert (strike["fatalities"], meeting["fatalities"]) == ("3", "")
    assert "Fatalities: 3 to 7 as sources have it." in strike["notes"]
    assert "To 2031-05-07." in strike["notes"]
    assert (strike["time_precision"], by_id["DOS-m0"]["time_precision"]) == ("1", "3")
    assert (meeting["actor1"], meeting["assoc_actor_1"], meeting["actor2"]) == ("Orla Brandt", "Westland", "Tomas Kerr")
    assert (meeting["location"], meeting["country"], meeting["admin1"]) == ("Lisbon", "Portugal", "Lisbon District")
    assert (meeting["latitude"], meeting["longitude"], meeting["geo_precision"]) == ("38.72", "-9.13", "1")
    assert (strike["location"], strike["country"], strike["latitude"], strike["geo_precision"]) == ("Velmar", "East; Land", "", "")
    assert strike["timestamp"] == str(int(datetime(2031, 5, 7, tzinfo=UTC).timestamp()))
