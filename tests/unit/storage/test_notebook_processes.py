"""Several processes write one notebook at the same time, and nothing that was acknowledged is lost."""

import json
import subprocess
import sys
from pathlib import Path

from dossier.storage.notebook import Notebook

PROCESSES, SECONDS = 4, 3
WRITER = """
import json, sys, time
from datetime import UTC, datetime
from pathlib import Path
from dossier.errors import DossierError
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind, Entry, EntryKind, NoteStatus
from dossier.storage.notebook import Notebook

me, seconds = sys.argv[2], float(sys.argv[3])
blank, where = datetime(1970, 1, 1, tzinfo=UTC), Anchor(AnchorKind.DOSSIER)
book, end, number = Notebook(Path(sys.argv[1])), time.monotonic() + seconds, 0
while time.monotonic() < end:
    number += 1
    name = f"{me}-{number}"
    entry = book.add_entry(Entry(0, EntryKind.NOTE, where, name, (), NoteStatus.NONE, blank, blank), f"Noted {name}.")
    correction = book.add_correction(Correction(0, CorrectionKind.HIDE_ACTOR, (Anchor(AnchorKind.ACTOR, exact=name),)), f"Hid {name}.")
    with book.command():
        first = book.entries()[-1]
        first = type(first)(**{**{f: getattr(first, f) for f in first.__slots__}, "tags": (*first.tags, name)})
        book.change_entry(first, f"Tagged {name}.")
    print(json.dumps([name, entry.id, correction.id, first.id]), flush=True)
"""


def test_no_acknowledged_act_is_lost(tmp_path: Path) -> None:
    """Four processes write notes and corrections and tag one another's notes for three seconds: each act is there, once, with its number."""
    path = tmp_path / "n.sqlite3"
    Notebook(path).close()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, f"p{n}", str(SECONDS)], stdout=subprocess.PIPE, text=True)
        for n in range(PROCESSES)
    ]
    acts = [json.loads(line) for writer in writers for line in writer.communicate(timeout=120)[0].splitlines()]
    assert [writer.returncode for writer in writers] == [0] * PROCESSES
    assert len(acts) > PROCESSES
    book = Notebook(path)
    entries = {entry.id: entry for entry in book.entries()}
    corrections = {correction.id: correction for correction in book.corrections()}
    assert len(entries) == len(corrections) == len(acts)
    for name, entry, correction, tagged in acts:
        assert entries[entry].text == name
        assert corrections[correction].anchors[0].exact == name
        assert name in entries[tagged].tags
    assert len(book.history()) == 3 * len(acts)
    assert book.damage() == ()
