"""Whatever a correction reloads, and whatever is searched for, closes what it replaces: files, threads and memory stay as they were."""

import gc
import threading
from collections import Counter
from pathlib import Path

import pytest

from dossier.api import Dossier
from dossier.model.notebook import Anchor, AnchorKind
from dossier.model.query import Query
from dossier.services.loading import loader

DESCRIPTORS = Path("/proc/self/fd")
WARM_UP, ROUNDS = 4, 12
pytestmark = pytest.mark.skipif(not DESCRIPTORS.is_dir(), reason="the system does not list the open files of a process")


def act(dossier: Dossier, number: int) -> None:
    """A correction, a note and a tag, and what the app asks for after each."""
    actor = next(
        actor for actor in dossier.query.snapshot.findings.actors if "Brandt" in {actor.name, *actor.aliases} or "Name" in actor.name
    )
    dossier.notebook.rename(actor.id, f"Name {number}")
    dossier.query.search(Query("grain"))
    dossier.query.complete("gra", 3)
    note = dossier.notebook.note(Anchor(AnchorKind.DOSSIER), f"note {number}")
    dossier.notebook.edit_note(note.id, "changed", ["verify"])
    dossier.notebook.remove_entry(note.id)
    dossier.notebook.undo()
    dossier.query.search(Query())


def open_files() -> list[str]:
    """What each open descriptor leads to."""
    targets = []
    for descriptor in DESCRIPTORS.iterdir():
        try:
            targets.append(str(descriptor.readlink()))
        except OSError:  # the one of the list itself
            continue
    return targets


def without_segments(files: list[str]) -> list[str]:
    """Whoosh has one open file a segment, and merges segments now and then."""
    return [name for name in files if not name.endswith(".seg")]


def whoosh_objects() -> Counter[str]:
    return Counter(type(value).__name__ for value in gc.get_objects() if str(type(value).__module__).startswith(("whoosh.", "mmap")))


@pytest.mark.parametrize("many", [-1, loader.MANY], ids=["all is frozen", "few objects"])
def test_corrections_leave_no_files_threads_or_objects_behind(many: int, reports: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where every reload freezes its objects, so that the garbage collector frees nothing that is in a cycle."""
    monkeypatch.setattr(loader, "MANY", many)
    monkeypatch.setattr(loader, "_has_frozen", threading.Event())  # what is frozen here is unfrozen at the end
    for number in range(WARM_UP):
        act(reports, number)
    gc.unfreeze()
    gc.collect()  # what earlier tests left open is closed now, and not counted
    files, threads = open_files(), threading.active_count()
    objects = len(gc.get_objects())
    if many < 0:
        gc.freeze()
    for number in range(WARM_UP, WARM_UP + ROUNDS):
        act(reports, number)
    after = open_files()
    assert [name for name in after if ".seg (deleted)" in name] == []
    segments = list((reports.paths.index / "words").glob("*.seg"))
    assert sum(name.endswith(".seg") for name in after) <= len(segments)
    assert len(without_segments(after)) == len(without_segments(files))
    assert threading.active_count() == threads
    if many > 0:
        gc.collect()
    gc.unfreeze()
    # some corrections are there now; what was frozen includes cycles that the collector would have freed
    assert len(gc.get_objects()) - objects < ROUNDS * 400
    assert whoosh_objects()["Searcher"] <= 12


def test_closing_a_dossier_closes_its_files(reports: Dossier) -> None:
    """None of its folder is open afterwards, without a garbage collection."""
    gc.disable()
    try:
        act(reports, 0)
        assert any(str(reports.root) in name for name in open_files())
        reports.close()
        assert [name for name in open_files() if str(reports.root) in name] == []
    finally:
        gc.enable()
