"""Nothing is imported from the current folder, by the command or by its child processes.

Without the guard in `dossier.__main__`, and without -P for the server's apps, the first module of the folder runs and leaves its mark.
"""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.api import Dossier
from dossier.runtime.isolation import child_environment, child_folder, python_command
from dossier.runtime.paths import PACKAGE
from dossier.web.server import _app_command
from dossier.web.session import PageSession

MODULES = ("json", "socket", "click", "sqlite3", "tomllib", "platformdirs", "msgspec", "textual", "spacy", "sitecustomize", "usercustomize")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder of modules that leave a mark when they are imported."""
    folder = tmp_path / "from a stranger"
    folder.mkdir()
    for name in MODULES:
        (folder / f"{name}.py").write_text("import pathlib\npathlib.Path(__file__).with_name('ran').touch()\n", encoding="utf-8")
    return folder


def _run(command: tuple[str, ...], folder: Path, path: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([path, str(PACKAGE.parent)])}
    environment.pop("PYTHONSAFEPATH", None)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_folder_does_run_code_where_nothing_guards_it(hostile: Path) -> None:
    """The attack itself: without this the tests below would prove nothing."""
    _run((sys.executable, "-m", "tomllib.tool"), hostile, str(PACKAGE))
    assert (hostile / "ran").exists()


@pytest.mark.parametrize("words", [("--version",), ("timeline",), ("search", "talks")])
def test_the_command_imports_nothing_from_the_current_folder(sample: Dossier, hostile: Path, words: tuple[str, ...]) -> None:
    """Begun with `python -m`, which puts that folder on the path of modules."""
    done = _run((sys.executable, "-m", "dossier", "-C", str(sample.root), *words), hostile, str(PACKAGE.parent))
    assert done.returncode == 0, done.stderr
    assert not (hostile / "ran").exists()


def test_a_child_process_imports_nothing_from_its_folder_or_a_relative_path(sample: Dossier, hostile: Path) -> None:
    """Even where the variable PYTHONPATH names the current folder."""
    environment = child_environment({**os.environ, "PYTHONPATH": os.pathsep.join((".", "", str(PACKAGE.parent)))})
    command = python_command("-C", str(sample.root), "timeline")
    done = subprocess.run(command, cwd=hostile, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (hostile / "ran").exists()


def test_the_environment_of_a_child_leads_to_no_other_code() -> None:
    """Absolute parts of PYTHONPATH stay, and what has nothing to do with code."""
    given = {"PYTHONPATH": f".:lib:{PACKAGE.parent}:", "PYTHONSTARTUP": "start.py", "PYTHONHOME": "home", "LANG": "C"}
    assert child_environment(given) == {"PYTHONPATH": str(PACKAGE.parent), "PYTHONSAFEPATH": "1", "LANG": "C"}
    assert child_environment({}, path=["/elsewhere"])["PYTHONPATH"] == str(PACKAGE.parent)
    assert "PYTHONPATH" not in child_environment({}, path=[str(PACKAGE.parent)])


def test_the_apps_of_the_server_start_isolated(sample: Dossier, hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server was started in the folder of a stranger; its apps run elsewhere, and without that folder's modules."""
    monkeypatch.chdir(hostile)

    def working_folder(process: int) -> str:
        link = Path(f"/proc/{process}/cwd")
        return str(link.readlink() if link.is_symlink() else child_folder().resolve())

    async def app_output() -> tuple[bytes, str]:
        async def ignore(_: object) -> None:
            pass

        async def closed() -> None:
            pass

        session = PageSession(_app_command(sample.root), write_bytes=ignore, write_str=ignore, close=closed, download_manager=None)  # type: ignore[arg-type]  # nothing is downloaded
        process = await session._open_app_process()
        assert process.stdout is not None
        first = await asyncio.wait_for(process.stdout.readline(), 60)
        folder = working_folder(process.pid)
        process.kill()
        await process.communicate()
        return first, folder

    first, folder = asyncio.run(app_output())
    assert b"__GANGLION__" in first
    assert folder == str(child_folder().resolve())
    assert not (hostile / "ran").exists()
