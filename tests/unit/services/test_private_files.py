"""What is the user's is readable by the user only, whatever the umask, and also where folders were made earlier with wider rights."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.services.ingest.create import new_dossier

HOMES = {"XDG_STATE_HOME": "state", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "HOME": "."}
PROGRAM = """
import os, sys
os.umask(0)
from pathlib import Path
from dossier.api import open_dossier
from dossier.model.notebook import AnchorKind
from dossier.runtime.crash_report import write_crash_report
from dossier.runtime.recents import add_recent
from dossier.services.notebook.search_history import append_search
from dossier.tui.platform.clipboard import store
root = Path(sys.argv[1])
with open_dossier(root) as opened:
    opened.query.load()
    note = opened.notebook.note(opened.notebook.anchor_of(AnchorKind.DOSSIER), "A source.")
    opened.notebook.back_up()
    opened.notebook.remove_entry(note.id)
    opened.notebook.undo()
    append_search(opened.paths, "a name")
    add_recent(root)
    write_crash_report(ValueError("x"))
    store("a quotation", "What a source said.", {})
    for form, name in (("bundle", "b.dossier.zip"), ("markdown", "brief.md"), ("obsidian", "vault")):
        opened.exports.prepare(form, notes=True).save(root.parent / name)
    opened.notebook.forget()
"""


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, **{name: str(home / folder) for name, folder in HOMES.items()}}


def rights(path: Path) -> str:
    return f"{stat.S_IMODE(path.lstat().st_mode):o}"


def open_to_others(root: Path) -> list[str]:
    """The files below a folder that others can reach: every folder above them, up to it, lets them in."""
    paths = []
    for folder, names, files in os.walk(root):
        if Path(folder) != root and not Path(folder).stat().st_mode & 0o007:
            names.clear()
            continue
        paths += [f"{path} {rights(path)}" for path in map(Path(folder).joinpath, files) if path.lstat().st_mode & 0o077]
    return sorted(paths)


@pytest.mark.parametrize("existing", [None, 0o777, 0o755], ids=["new", "open to all", "readable by all"])
def test_state_cache_notebook_and_exports_are_closed_to_others(tmp_path: Path, existing: int | None) -> None:
    """With a umask that takes no rights away; the index in the dossier's own folder holds articles, nothing of the user's."""
    root = new_dossier(tmp_path / "work" / "case", "Case")
    (root / "seeds" / "a.txt").write_text("Published: 2031-05-07\n\nOrla Brandt met Tomas Kerr in Lisbon on Tuesday.\n", encoding="utf-8")
    home = tmp_path / "home"
    if existing is not None:
        for folder in ("state", "cache", "data"):
            (home / folder / "dossier").mkdir(parents=True)
            (home / folder / "dossier").chmod(existing)
    subprocess.run([sys.executable, "-c", PROGRAM, root], check=True, env=environment(home))
    assert open_to_others(home) == []
    assert {rights(home / folder / "dossier") for folder in ("state", "cache", "data")} == {"700"}
    own = [path for path in (tmp_path / "work").rglob("*") if "notebook" in path.name or path.parent.name.endswith(".backups")]
    own += [tmp_path / "work" / name for name in ("b.dossier.zip", "brief.md", "vault")]
    assert len(own) >= 6
    assert {f"{path.name} {rights(path)}" for path in own if path.lstat().st_mode & 0o077} == set()


def test_a_read_only_dossiers_notes_are_closed_to_others(tmp_path: Path) -> None:
    """They lie in the data folder, its index in the cache; both were open to all before."""
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    root, home = new_dossier(tmp_path / "case", "Case"), tmp_path / "home"
    root.chmod(0o500)
    try:
        subprocess.run([sys.executable, "-c", PROGRAM.split("    for form", maxsplit=1)[0], root], check=True, env=environment(home))
    finally:
        root.chmod(0o700)
    assert open_to_others(home) == []
