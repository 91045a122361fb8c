"""An index is opened only if this user's program made it."""

import json
import shutil
from pathlib import Path

from dossier.storage.ownership import STAMP, STAMP_PART, Ownership, check_ownership, write_stamp

VERSIONS = {"schema": "1", "program": "0.1"}


def test_only_our_own_stamp_of_the_same_versions_is_ours(tmp_path: Path) -> None:
    """Ours, ours of another version, ours at another path, a foreign one, and none are distinguished."""
    index, state = tmp_path / "index", tmp_path / "state"
    assert check_ownership(index, state, VERSIONS) is Ownership.NONE
    write_stamp(index, state, VERSIONS)
    assert check_ownership(index, state, VERSIONS) is Ownership.OURS
    assert check_ownership(index, state, {**VERSIONS, "program": "0.2"}) is Ownership.OLD
    assert check_ownership(index, tmp_path / "another user", VERSIONS) is Ownership.FOREIGN
    shutil.copytree(index, tmp_path / "copy")
    assert check_ownership(tmp_path / "copy", state, VERSIONS) is Ownership.OLD


def test_a_folder_with_only_a_readme_is_empty(tmp_path: Path) -> None:
    """The index/ of a fresh clone has only a README and is built in place."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "README.md").write_text("derived")
    assert check_ownership(tmp_path / "index", tmp_path / "state", VERSIONS) is Ownership.NONE


def test_a_stamp_that_is_being_written_makes_no_stranger(tmp_path: Path) -> None:
    """Another process of the user's has begun the index and not yet renamed its stamp."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / STAMP_PART).write_text("{")
    assert check_ownership(tmp_path / "index", tmp_path / "state", VERSIONS) is Ownership.NONE


def test_an_invalid_stamp_is_foreign(tmp_path: Path) -> None:
    """No JSON, a list, a token that is a path: all are foreign."""
    index, state = tmp_path / "index", tmp_path / "state"
    index.mkdir()
    for content in ("", "[]", "{}", json.dumps({"token": "../../etc/passwd"}), json.dumps({"token": "ab" * 16}), "\ufffe"):
        (index / STAMP).write_text(content, encoding="utf-8")
        assert check_ownership(index, state, VERSIONS) is Ownership.FOREIGN


def test_an_index_of_ours_with_a_damaged_stamp_is_made_anew_in_its_place(tmp_path: Path) -> None:
    """It would otherwise count as a stranger's for good. A stranger's at that path has a token that is not ours."""
    index, state = tmp_path / "index", tmp_path / "state"
    write_stamp(index, state, VERSIONS)
    (index / "facts.sqlite3").write_bytes(b"")
    for content in ("", "{", "[]", "{}"):
        (index / STAMP).write_text(content, encoding="utf-8")
        assert check_ownership(index, state, VERSIONS) is Ownership.OLD
    (index / STAMP).unlink()
    assert check_ownership(index, state, VERSIONS) is Ownership.OLD
    (index / STAMP).write_text(json.dumps({"token": "ab" * 16}), encoding="utf-8")
    assert check_ownership(index, state, VERSIONS) is Ownership.FOREIGN
    (index / STAMP).unlink()
    (index / STAMP).symlink_to(tmp_path / "elsewhere")
    assert check_ownership(index, state, VERSIONS) is Ownership.FOREIGN
