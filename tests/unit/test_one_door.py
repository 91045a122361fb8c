"""The files of a dossier have one door, `dossier.runtime.safe_files`: no other module of the rooms opens, writes, moves or removes one itself."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "dossier"
ROOMS = ("reading", "storage", "services", "export", "search")
CALLS = {
    *("read_text", "read_bytes", "write_text", "write_bytes", "unlink", "rmtree", "copy2", "copytree", "copyfile", "symlink_to", "touch"),
    *("rename", "replace", "mkdir", "rmdir", "chmod", "move", "mkstemp", "NamedTemporaryFile", "TemporaryDirectory"),
}
"""Functions of pathlib, shutil, os and tempfile that follow links; `open` is looked for beside them."""
ELSEWHERE = {
    "reading/companions.py": "asks only whether a page is there",
    "export/html/page.py": "the program's own template",
    "services/ingest/create.py": "the folder that the user named",
    "storage/backups.py": "copies of the notebook, in a folder that is no link",
    "storage/clean_shutdown.py": "a marker in the user's private state",
    "storage/journal.py": "opens with O_NOFOLLOW and O_EXCL itself",
    "storage/journal_sync.py": "renames what has the name of the journal, a link too",
    "storage/notebook_opening.py": "reports, which are no links, and new files by O_EXCL",
    "storage/forgetting.py": "a private folder beside the backup",
    "storage/recovery.py": "a private folder",
    "storage/read_state.py": "the user's private state",
    "services/notebook/read_only.py": "the user's private state",
    "services/output_files.py": "the file that the user named",
    "services/ingest/bundles.py": "a new folder of the user's, and a private one",
    "services/notebook/search_history.py": "the user's private state",
    "storage/ownership.py": "tokens in the user's private state, and the index's folder after its check",
    "search/stamp.py": "tokens in the user's private state",
    "search/postgres/schema.py": "a secret in the user's private state",
    "search/tantivy/engine.py": "the index's folder after its check",
    "search/tantivy/generations.py": "the index's folder after its check",
    "search/whoosh/guard.py": "the index's folder after its check",
    "search/whoosh/writer.py": "the index's folder after its check",
    "services/derived/index.py": "the index's folder after its check",
    "services/derived/rules_digest.py": "the program's own code",
    "services/derived/tested_versions.py": "files of the language model, and a hash in the user's private state",
    "storage/database.py": "SQLite opens by name what was checked before",
}
"""Modules that may, and what it is that they touch."""
NOT_FILES = {"rename", "replace", "open", "move"}
"""Names that methods of strings, dataclasses and archives have as well; only calls on something called `path` or the like count."""


def _touches(path: Path) -> list[str]:
    calls = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "open":
            calls.append(f"line {node.lineno}: open")
        if isinstance(node.func, ast.Attribute) and node.func.attr in CALLS | {"open"}:
            of = ast.unparse(node.func.value)
            package = "files(" in of or of.endswith("files") or of == "reading"  # resources, safe folders, and the room itself
            if not package and (
                node.func.attr not in NOT_FILES or of.split(".")[-1] in {"path", "target", "part", "file", "folder", "os", "shutil"}
            ):
                calls.append(f"line {node.lineno}: {of}.{node.func.attr}")
    return calls


@pytest.mark.parametrize(
    "path", [p for room in ROOMS for p in sorted((PACKAGE / room).rglob("*.py"))], ids=lambda p: p.relative_to(PACKAGE).as_posix()
)
def test_only_one_module_touches_the_files_of_a_dossier(path: Path) -> None:
    """A module that has to is named above with what it touches."""
    name = path.relative_to(PACKAGE).as_posix()
    if name not in ELSEWHERE:
        assert _touches(path) == []


def test_every_exception_still_stands_for_something() -> None:
    """A module that is gone is no exception."""
    assert [name for name in ELSEWHERE if not (PACKAGE / name).is_file()] == []
