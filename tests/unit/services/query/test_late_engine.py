"""The full-text index is opened by the first search for words, not before the lists are shown."""

import shutil
from pathlib import Path

from dossier.api import open_dossier
from dossier.model.query import Query
from dossier.services.ingest.create import new_dossier

MET = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday.\n"


def test_rows_come_before_the_index_is_opened(tmp_path: Path) -> None:
    """Proves it for an index that is in step; one that was deleted, or not made yet, is made again, and a correction is found at once."""
    case = new_dossier(tmp_path / "case")
    (case / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    with open_dossier(case) as opened:
        opened.query.load()
        assert "engine" in vars(opened.query.view())
    with open_dossier(case) as opened:
        assert len(opened.query.search(Query()).articles) == 1
        assert "engine" not in vars(opened.query.view())
        opened.query.open_engine()
        assert "engine" in vars(opened.query.view())
        assert len(opened.query.search(Query("lisbon")).articles) == 1
    with open_dossier(case) as opened:
        actor = next(row.actor for row in opened.query.search(Query()).actors if "Kerr" in row.actor.name)
        opened.notebook.rename(actor.id, "Tomas Varga")
        assert len(opened.query.search(Query("actor:varga")).articles) == 1
    shutil.rmtree(case / "index" / "words")
    with open_dossier(case) as opened:
        assert len(opened.query.search(Query()).articles) == 1
        assert len(opened.query.search(Query("lisbon")).articles) == 1
