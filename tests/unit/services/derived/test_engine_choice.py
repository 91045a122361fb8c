"""The choice of a search engine: changed by one command, suggested once where a dossier is large."""

from pathlib import Path
from shutil import copytree

import pytest

from dossier.api import open_dossier
from dossier.cli.main import run
from dossier.errors import DossierError
from dossier.model.query import Query
from dossier.search import engines
from dossier.services.derived import engine_choice
from tests.postgres_servers import Servers


@pytest.fixture
def root(reports_root: Path, tmp_path: Path) -> Path:
    """A copy of the four reports."""
    return Path(copytree(reports_root, tmp_path / "case"))


def test_a_dossier_changes_its_engine_and_finds_the_same(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the command, which writes the setting; while it is open, and after it was opened again."""
    pytest.importorskip("tantivy", reason="the extra fast is not installed")
    queries = [Query(text) for text in ("drone", "said:aker", '"grain stores"', "type:strike", "actor:brandt -porto")]
    with open_dossier(root) as opened:
        before = [opened.query.search(query) for query in queries]
        assert opened.ingest.select_engine("tantivy").changed
        assert [opened.query.search(query) for query in queries] == before
        assert not opened.ingest.select_engine("tantivy").changed
    assert 'engine = "tantivy"' in (root / "dossier.toml").read_text()
    with open_dossier(root) as opened:
        assert [opened.query.search(query) for query in queries] == before
    assert (root / "index" / "words" / "current.json").is_file()
    assert run(["-C", str(root), "index", "--engine", "whoosh"]) == 0
    assert "The search engine is whoosh from now on." in capsys.readouterr().err
    assert not (root / "index" / "words" / "current.json").exists()
    with open_dossier(root) as opened:
        assert [opened.query.search(query) for query in queries] == before


def test_a_dossier_is_searched_on_servers_and_finds_the_same(
    root: Path, postgres_servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the command, with a new article, and after it was opened again; without the address, the message says which variable to set."""
    queries = [Query(text) for text in ("drone", "said:aker", '"grain stores"', "type:strike", "actor:brandt -porto", "ferry")]
    with open_dossier(root) as opened:
        assert opened.ingest.select_engine("postgres").changed
    (root / "seeds" / "more.md").write_text("---\ntitle: More\n---\n\nThe ferry to Porto was late again on Monday.\n")
    with open_dossier(root) as opened:
        opened.ingest.refresh()
        on_servers = [opened.query.search(query) for query in queries]
    with monkeypatch.context() as patch, open_dossier(root) as opened:
        patch.delenv("DOSSIER_POSTGRES")
        with pytest.raises(DossierError, match="no server is named"):
            opened.query.search(Query("drone"))
    with open_dossier(root) as opened:
        assert [opened.query.search(query) for query in queries] == on_servers
        opened.ingest.select_engine("whoosh")
        assert [opened.query.search(query) for query in queries] == on_servers
    assert postgres_servers.coordinator.name not in (root / "dossier.toml").read_text()


def test_an_engine_that_is_missing_changes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings stay; a dossier that names it says what to install."""
    monkeypatch.setattr(engines, "is_tantivy_installed", lambda: False)
    settings = (root / "dossier.toml").read_text()
    with open_dossier(root) as opened, pytest.raises(DossierError, match="not installed"):
        opened.ingest.select_engine("tantivy")
    assert (root / "dossier.toml").read_text() == settings
    (root / "dossier.toml").write_text('engine = "tantivy"\n')
    with open_dossier(root) as opened, pytest.raises(DossierError, match="not installed") as caught:
        opened.query.search(Query("drone"))
    assert 'pip install "dossier-tui[fast]"' in str(caught.value.do)


def test_the_faster_engine_is_suggested_once(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Among the notices when a dossier has grown so far, and by every check; never where it is small or has that engine."""
    with open_dossier(root) as opened:
        opened.query.load()
        assert not any("tantivy" in notice for notice in opened.notices)
    monkeypatch.setattr(engine_choice, "SLOW_FROM", 4)
    (root / "seeds" / "more.md").write_text("---\ntitle: More\n---\n\nThe ferry to Porto was late again on Monday.\n")
    with open_dossier(root) as opened:
        opened.query.load()
        assert sum("dossier index --engine tantivy" in notice for notice in opened.notices) == 1
    with open_dossier(root) as opened:
        opened.query.load()
        assert not any("tantivy" in notice for notice in opened.notices)
    run(["-C", str(root), "check"])
    assert "dossier index --engine tantivy" in capsys.readouterr().err
    monkeypatch.setattr(engine_choice, "is_tantivy_installed", lambda: False)
    run(["-C", str(root), "check"])
    assert "pip install" in capsys.readouterr().err
