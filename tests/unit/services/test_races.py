"""Another program that writes in the worst moment: nothing is stored under the key of other articles, and the full text follows."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.model.notebook import Correction
from dossier.model.query import Query
from dossier.search.engine import DocumentKind
from dossier.search.whoosh.engine import WhooshEngine
from dossier.services.derived.index import DerivedIndex
from dossier.services.ingest.create import new_dossier
from dossier.services.loading import keys as loading_keys
from dossier.services.loading import loader
from dossier.services.query.documents import documents
from dossier.services.state import DossierState
from dossier.storage.derived.findings import FindingsStage

MET = "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on 4 March 2031. “We made progress,” Brandt said.\n"
STRUCK = "A drone attack killed four people in Narvik on 6 March 2031, the harbour master Nils Aker said.\n"
MORE = "Foreign Minister Orla Brandt met Governor Sigrid Moe in Porto on 8 March 2031. “Grain will flow,” Moe said.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier of two articles, read, linked and searched."""
    root = new_dossier(tmp_path / "case", "Case")
    (root / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    (root / "seeds" / "struck.txt").write_text(STRUCK, encoding="utf-8")
    with open_dossier(root) as opened:
        opened.query.search(Query("progress"))
    return root


def after_keys(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> None:
    """Lets another program work once, when the keys of the next snapshot are known and its articles are not read yet."""
    keys, waiting = loading_keys.findings_keys, [work]

    def keys_then_work(state: DossierState, corrections: Sequence[Correction]) -> tuple[str, str]:
        result = keys(state, corrections)
        while waiting:
            waiting.pop()()
        return result

    monkeypatch.setattr(loader, "findings_keys", keys_then_work)


def assert_as_rebuilt(opened: Dossier) -> None:
    """What is shown and indexed is what a rebuild gives, and nothing was damaged."""
    opened.query.search(Query("progress"))
    shown, export = indexed(opened), opened.exports.prepare("json").text
    assert shown == {(document.kind, document.id): document.digest for document in documents(opened.query.snapshot)}
    assert not opened.notices
    opened.ingest.rebuild()
    assert opened.exports.prepare("json").text == export


def indexed(opened: Dossier) -> dict[tuple[DocumentKind, str], str]:
    """The digest of each indexed document."""
    engine = opened.query.view().engine
    return {(kind, key): digest for kind in DocumentKind for key, digest in engine.digests(kind).items()}


def test_an_article_that_comes_while_others_are_read_leaves_nothing_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes again; the findings and documents with it were not stored as those of the articles from before."""
    with open_dossier(root) as first:

        def add() -> None:
            (root / "seeds" / "more.txt").write_text(MORE, encoding="utf-8")
            with open_dossier(root) as other:
                other.ingest.refresh()

        for stage in FindingsStage:
            first._state.index.store.set_meta(stage.value, "")  # so that it links
        after_keys(monkeypatch, add)
        first.query.search(Query("progress"))
    (root / "seeds" / "more.txt").unlink()
    with open_dossier(root) as opened:
        assert len(opened.query.snapshot.articles) == 2
        assert_as_rebuilt(opened)


def test_an_article_that_goes_while_others_are_read_is_there_when_it_comes_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings without it would be shown for the articles with it, without a word."""
    (root / "seeds" / "more.txt").write_text(MORE, encoding="utf-8")
    with open_dossier(root) as first:
        first.ingest.refresh()

        def remove() -> None:
            (root / "seeds" / "more.txt").unlink()
            with open_dossier(root) as other:
                other.ingest.refresh()

        after_keys(monkeypatch, remove)
        first.query.search(Query("progress"))
        assert first.ingest.sync_status().changed_by_other_process
    (root / "seeds" / "more.txt").write_text(MORE, encoding="utf-8")
    with open_dossier(root) as opened:
        opened.ingest.refresh()
        assert len(opened.query.snapshot.events) == 3
        assert_as_rebuilt(opened)


def test_full_text_that_another_program_wrote_meanwhile_is_compared_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was to be written was worked out before the other program wrote."""
    with open_dossier(root) as first, open_dossier(root) as other:
        first.query.search(Query("progress"))
        first.notebook.rename(first.query.snapshot.find_item("Tomas Kerr").id, "T. Kerr")
        first.query.load()
        writing, waiting = DerivedIndex.writing, [1]

        @contextmanager
        def other_first(index: DerivedIndex) -> Iterator[bool]:
            while waiting:
                waiting.pop()
                other.notebook.rename(other.query.snapshot.find_item("Nils Aker").id, "The harbour master")
                other.query.search(Query("progress"))
            with writing(index) as may_write:
                yield may_write

        monkeypatch.setattr(DerivedIndex, "writing", other_first)
        first.query.search(Query("progress"))
        assert not waiting
        assert indexed(first) == {(document.kind, document.id): document.digest for document in documents(first.query.snapshot)}


def test_full_text_of_a_program_that_was_killed_is_not_taken_for_that_from_before(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It wrote its documents, and could not say which they are; then the correction is undone."""
    index = WhooshEngine.index

    def killed(*arguments: object) -> None:
        index(*arguments)  # type: ignore[arg-type]  # those of the method
        raise KeyboardInterrupt

    with open_dossier(root) as opened:
        opened.query.search(Query("progress"))
        opened.notebook.rename(opened.query.snapshot.find_item("Tomas Kerr").id, "Viktor Stone")
        with monkeypatch.context() as patched:
            patched.setattr(WhooshEngine, "index", killed)
            with pytest.raises(KeyboardInterrupt):
                opened.query.search(Query("stone"))
    with open_dossier(root) as opened:
        opened.notebook.undo()
        assert len(opened.query.search(Query("actor:kerr")).articles) == 1
        assert_as_rebuilt(opened)
