"""Search history: private, bounded, and harmless where it cannot be written."""

import os
import stat

import pytest

from dossier.api import Dossier
from dossier.runtime.paths import search_history_path
from dossier.services.notebook.search_history import LONGEST, MOST, append_search, clear_searches, recent_searches


def test_searches_outlive_the_program_newest_last_and_once(reports: Dossier) -> None:
    """Line ends and blanks do no harm."""
    clear_searches(reports.paths)
    for text in ("grain", 'said:aker "of it"', "  grain ", "", "x" * (LONGEST + 1)):
        assert append_search(reports.paths, text)
    assert recent_searches(reports.paths) == ('said:aker "of it"', "grain")


def test_only_its_user_may_read_them(reports: Dossier) -> None:
    """File and folder."""
    append_search(reports.paths, "grain")
    path = search_history_path(reports.paths)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_old_ones_are_forgotten(reports: Dossier) -> None:
    """No more than the limit is kept."""
    path = search_history_path(reports.paths)
    path.write_text("".join(f'"{n}"\n' for n in range(MOST + 5)), encoding="utf-8")
    append_search(reports.paths, "grain")
    assert len(recent_searches(reports.paths)) == MOST
    assert recent_searches(reports.paths)[-1] == "grain"


def test_what_cannot_be_read_or_written_is_nothing(reports: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged file, lines of other kinds, a place that is no folder."""
    path = search_history_path(reports.paths)
    path.write_bytes(b'{"a": 1}\n"kept"\nnot json\n')
    assert recent_searches(reports.paths) == ("kept",)
    path.write_bytes(b"\xff\xfe")
    assert recent_searches(reports.paths) == ()
    monkeypatch.setenv("XDG_STATE_HOME", os.devnull)
    assert not append_search(reports.paths, "grain")
    assert recent_searches(reports.paths) == ()
