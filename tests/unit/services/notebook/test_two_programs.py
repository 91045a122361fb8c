"""Two programs act on one dossier at the same moment: both acts are kept, or the second is refused with a sentence."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.errors import ChangedMeanwhile, DossierError
from dossier.model.notebook import Anchor, AnchorKind, EntryKind
from dossier.model.query import Query
from dossier.storage import database

Act = Callable[[Dossier], object]


@pytest.fixture
def two(reports: Dossier) -> Iterator[tuple[Dossier, Dossier]]:
    """The four reports, open twice and loaded, as two programs have them."""
    with open_dossier(reports.root) as other:
        reports.query.load()
        other.query.load()
        assert other.notebook.entries() == ()
        yield reports, other


@contextmanager
def writer(root: Path) -> Iterator[None]:
    """A third program that is writing."""
    connection = sqlite3.connect(root / "notebook.sqlite3", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


def at_once(two: tuple[Dossier, Dossier], first: Act, second: Act) -> list[Future[object]]:
    """Both acts, begun while a third program writes, so that both look at the notebook before either has changed it."""
    begun = threading.Barrier(3)

    def run(act: Act, dossier: Dossier) -> object:
        begun.wait()
        return act(dossier)

    with ThreadPoolExecutor(2) as pool, writer(two[0].root):
        futures = [pool.submit(run, act, dossier) for act, dossier in zip((first, second), two, strict=True)]
        begun.wait()
        threading.Event().wait(0.7)
        assert not any(future.done() for future in futures)
    return futures


def refused(futures: list[Future[object]]) -> list[BaseException]:
    return [error for future in futures if (error := future.exception())]


def ids(dossier: Dossier, *names: str) -> list[str]:
    return [next(actor.id for actor in dossier.query.snapshot.findings.actors if name in actor.name) for name in names]


def test_corrections_of_different_actors_are_both_kept(two: tuple[Dossier, Dossier]) -> None:
    """Two are hidden at the same moment, and both are gone."""
    brandt, aker = ids(two[0], "Brandt", "Aker")
    futures = at_once(two, lambda d: d.notebook.hide(brandt), lambda d: d.notebook.hide(aker))
    assert refused(futures) == []
    with open_dossier(two[0].root) as fresh:
        visible = {actor.name for actor in fresh.query.snapshot.findings.actors if not actor.hidden}
    assert not any("Brandt" in name or "Aker" in name for name in visible)


@pytest.mark.parametrize("second", ["rename", "hide", "merge"])
def test_corrections_of_one_actor_do_not_cross(second: str, two: tuple[Dossier, Dossier]) -> None:
    """The second is refused with a sentence that names the actor; after another look it is done."""
    brandt, kerr = ids(two[0], "Brandt", "Kerr")
    acts: dict[str, Act] = {
        "rename": lambda d: d.notebook.rename(brandt, "O. Brandt"),
        "hide": lambda d: d.notebook.hide(brandt),
        "merge": lambda d: d.notebook.merge([brandt, kerr]),
    }
    futures = at_once(two, lambda d: d.notebook.rename(brandt, "Minister Brandt"), acts[second])
    (error,) = refused(futures)
    assert isinstance(error, ChangedMeanwhile)
    assert "Brandt" in str(error)
    assert len(two[0]._state.notebook.corrections()) == 1
    loser = two[[future.exception() is not None for future in futures].index(True)]
    (brandt,) = ids(loser, "Brandt")
    loser.notebook.hide(brandt)
    assert len(two[0]._state.notebook.corrections()) == 2


def test_a_bookmark_and_a_tag_are_both_kept(two: tuple[Dossier, Dossier]) -> None:
    """One sets a bookmark where the other sets a tag: there is one bookmark with the tag, whoever was first."""
    anchor = Anchor(AnchorKind.DOSSIER, label="Case")
    assert refused(at_once(two, lambda d: d.notebook.bookmark(anchor), lambda d: d.notebook.tag(anchor, ["verify"]))) == []
    (entry,) = two[0].notebook.entries()
    assert (entry.kind, entry.tags) == (EntryKind.BOOKMARK, ("verify",))


def test_tags_are_merged(two: tuple[Dossier, Dossier]) -> None:
    """One adds a tag, the other takes one away and adds another."""
    note = two[0].notebook.note(Anchor(AnchorKind.DOSSIER), "Ask.", ["old"])
    futures = at_once(
        two,
        lambda d: d.notebook.edit_note(note.id, tags=["old", "first"]),
        lambda d: d.notebook.edit_note(note.id, tags=["second"]),
    )
    assert refused(futures) == []
    assert set(two[0].notebook.entries()[0].tags) == {"first", "second"}


def test_of_two_texts_of_a_note_the_second_is_refused(two: tuple[Dossier, Dossier]) -> None:
    """The first stays; status and text of one note are no conflict."""
    note = two[0].notebook.note(Anchor(AnchorKind.DOSSIER), "Ask.")
    futures = at_once(two, lambda d: d.notebook.edit_note(note.id, "Ask Aker."), lambda d: d.notebook.edit_note(note.id, "Ask Brandt."))
    (error,) = refused(futures)
    assert "changed by another program" in str(error)
    (entry,) = two[0].notebook.entries()
    assert entry.text in {"Ask Aker.", "Ask Brandt."}


def test_a_note_that_has_changed_is_not_removed(two: tuple[Dossier, Dossier]) -> None:
    """A removal that was meant for another text is refused, or the change of a removed note is."""
    note = two[0].notebook.note(Anchor(AnchorKind.DOSSIER), "Ask.")
    futures = at_once(two, lambda d: d.notebook.edit_note(note.id, "Ask Aker."), lambda d: d.notebook.remove_entry(note.id))
    assert len(refused(futures)) == 1


def test_of_two_searches_of_one_name_the_second_is_refused(two: tuple[Dossier, Dossier]) -> None:
    """It is saved when the user says so again."""
    futures = at_once(
        two, lambda d: d.notebook.searches.save("Grain", Query("grain")), lambda d: d.notebook.searches.save("grain", Query("x"))
    )
    (error,) = refused(futures)
    assert "Save again" in str(error)
    assert len(two[0].notebook.searches.all()) == 1


def test_waiting_for_another_writer_ends(two: tuple[Dossier, Dossier], monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that writes on and on makes no other hang; the sentence says that nothing was changed."""
    monkeypatch.setattr(database, "LOCK_SECONDS", 1)
    with open_dossier(two[0].root) as third, writer(two[0].root):
        third._state.notebook.connection.execute("PRAGMA busy_timeout=100")
        with pytest.raises(DossierError, match="Another program has been writing"):
            third.notebook.note(Anchor(AnchorKind.DOSSIER), "Late.")
    assert two[0].notebook.entries() == ()
