"""The stamp of an index, whatever the engine: only one that this user's program made, here and in this version, is opened."""

import json
from pathlib import Path

import pytest

from dossier.errors import DossierError
from dossier.search import engines
from dossier.search.engine import Document
from dossier.search.stamp import UntrustedIndex, check_stamp


@pytest.fixture(params=["whoosh", "tantivy"])
def name(request: pytest.FixtureRequest) -> str:
    """Each engine."""
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="the extra fast is not installed")
    engine: str = request.param
    return engine


def test_our_own_index_opens_again(tmp_path: Path, name: str) -> None:
    """An indexed document is found by the next program."""
    first = engines.create_engine(name, tmp_path / "index", tmp_path / "tokens")
    first.index([Document("a1", title="Grain")])
    first.close()
    second = engines.open_engine(name, tmp_path / "index", tmp_path / "tokens")
    assert not isinstance(second, UntrustedIndex)
    assert set(second.digests()) == {"a1"}
    second.close()


def test_an_index_of_somebody_else_is_left_alone(tmp_path: Path, name: str) -> None:
    """A token that this user never issued: foreign, so ours is built elsewhere."""
    engines.create_engine(name, tmp_path / "index", tmp_path / "their tokens").close()
    untrusted = engines.open_engine(name, tmp_path / "index", tmp_path / "our tokens")
    assert untrusted == UntrustedIndex("The index was made by someone else.", foreign=True)


def test_an_old_or_moved_index_is_ours_to_rebuild(tmp_path: Path, name: str) -> None:
    """Another version, another folder, no stamp, a broken one, none at all: untrusted, but not foreign."""
    tokens, folder = tmp_path / "tokens", tmp_path / "index"
    assert engines.open_engine(name, folder, tokens) == UntrustedIndex("There is no index yet.")
    engines.create_engine(name, folder, tokens).close()
    assert check_stamp(folder, tokens, "other") == UntrustedIndex("The index was made by another version of the program.")
    stamp = (folder / "stamp.json").read_text()
    moved = tmp_path / "moved"
    folder.rename(moved)
    assert engines.open_engine(name, moved, tokens) == UntrustedIndex("The index was moved here from another folder.")
    for broken in ("{", "[]", "{}", '{"token": "../x", "version": "1"}'):
        (moved / "stamp.json").write_text(broken)
        assert isinstance(engines.open_engine(name, moved, tokens), UntrustedIndex)
    assert json.loads(stamp)["token"] in {path.name for path in tokens.iterdir()}


def test_an_index_of_the_other_engine_is_rebuilt(tmp_path: Path, name: str) -> None:
    """Another engine in the settings: the old index is outdated, and the new one takes its place."""
    pytest.importorskip("tantivy", reason="the extra fast is not installed")
    other = "whoosh" if name == "tantivy" else "tantivy"
    engines.create_engine(other, tmp_path / "index", tmp_path / "tokens").close()
    assert isinstance(engines.open_engine(name, tmp_path / "index", tmp_path / "tokens"), UntrustedIndex)


def test_an_engine_that_is_not_installed_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence with the command, and the way back."""
    monkeypatch.setattr(engines, "is_tantivy_installed", lambda: False)
    with pytest.raises(DossierError, match="tantivy is not installed") as caught:
        engines.open_engine("tantivy", tmp_path / "index", tmp_path / "tokens")
    assert 'pip install "dossier-tui[fast]"' in str(caught.value.do)
