"""Fixtures of all tests: folders of their own, and the bundled sample built once."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dossier.api import Dossier, open_dossier
from dossier.runtime.last_export import FILE as LAST_EXPORT
from dossier.runtime.paths import NOTEBOOK, DossierPaths, read_state_path, search_history_path, state_dir
from dossier.runtime.recents import FILE as RECENT

# nothing here is timed: speed is shown by benchmarks, and a busy machine is no fault of the program
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
REPOSITORY = Path(__file__).resolve().parent.parent
CLEARED_VARIABLES = ("DOSSIER_THEME", "DOSSIER_MEASURE", "NO_COLOR")


def remove_notebook(root: Path) -> None:
    """Removes the notebook of a dossier with its journal and backups."""
    for path in root.glob(f"{NOTEBOOK}*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def remove_read_state(paths: DossierPaths) -> None:
    """Removes what was read and seen of a dossier."""
    for path in read_state_path(paths).parent.glob(f"{read_state_path(paths).name}*"):
        path.unlink()


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Every test run has an empty home, so that nothing of the user's is read or written."""
    home = tmp_path_factory.mktemp("home")
    changed = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    before = {name: os.environ.get(name) for name in (*changed, *CLEARED_VARIABLES)}
    os.environ.update(changed)
    for name in CLEARED_VARIABLES:
        os.environ.pop(name, None)
    yield home
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture(autouse=True)
def nothing_left_out_of_sweeps() -> Iterator[None]:
    """Unfreeze the garbage collector after each test that froze: a loaded dossier freezes its objects, and a run opens hundreds of apps."""
    before = gc.get_freeze_count()
    yield
    if gc.get_freeze_count() > before:
        gc.unfreeze()


@pytest.fixture(autouse=True)
def no_exports_or_dossiers_before() -> None:
    """Forget the export of another test, whose format and folder the next would begin with, and the dossiers it opened."""
    (state_dir() / LAST_EXPORT).unlink(missing_ok=True)
    (state_dir() / RECENT).unlink(missing_ok=True)


@pytest.fixture(scope="session")
def sample_root(tmp_path_factory: pytest.TempPathFactory, own_home: Path) -> Path:  # noqa: ARG001  the home must be there first
    """A copy of the bundled sample with its index built, once a session."""
    return copy_sample(tmp_path_factory.mktemp("case") / "sample")


@pytest.fixture(scope="session")
def served_root(tmp_path_factory: pytest.TempPathFactory, own_home: Path) -> Path:  # noqa: ARG001  the home must be there first
    """Another copy, for apps that are processes of their own: they would show the notes and the place that other tests left in the first,
    and have its notebook open while others empty it.
    """
    return copy_sample(tmp_path_factory.mktemp("served") / "sample")


def copy_sample(root: Path) -> Path:
    """Copies the bundled sample and builds its index."""
    shutil.copytree(REPOSITORY / "seeds", root / "seeds")
    shutil.copy(REPOSITORY / "dossier.toml", root / "dossier.toml")
    with open_dossier(root) as opened:
        opened.query.load()
    return root


@pytest.fixture
def sample(sample_root: Path) -> Iterator[Dossier]:
    """The sample, open, with an empty notebook, and nothing searched for before."""
    remove_notebook(sample_root)
    with open_dossier(sample_root) as opened:
        search_history_path(opened.paths).unlink(missing_ok=True)
        remove_read_state(opened.paths)
        yield opened


@pytest.fixture(scope="session")
def outlets_root(tmp_path_factory: pytest.TempPathFactory, own_home: Path) -> Path:  # noqa: ARG001  the home must be there first
    """A dossier of short invented reports, built once a session: the same words in three outlets, figures and days that differ, wire
    copies, two people of one surname.
    """
    root = tmp_path_factory.mktemp("case") / "outlets"
    shutil.copytree(REPOSITORY / "tests" / "data" / "outlets", root / "seeds")
    (root / "dossier.toml").write_text('title = "River talks"\n', encoding="utf-8")
    with open_dossier(root) as opened:
        opened.query.load()
    return root


@pytest.fixture
def outlets(outlets_root: Path) -> Iterator[Dossier]:
    """The invented reports, open, with an empty notebook."""
    remove_notebook(outlets_root)
    with open_dossier(outlets_root) as opened:
        remove_read_state(opened.paths)
        yield opened
