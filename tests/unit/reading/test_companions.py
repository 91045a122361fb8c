"""Folders that browsers save beside a page."""

from pathlib import Path

import pytest

from dossier.reading.companions import companions_in, is_companion


@pytest.mark.parametrize("ending", ["_files", "-Dateien", "_fichiers", "_soubory", ".files"])
def test_a_folder_named_after_a_page_beside_it_is_a_companion(tmp_path: Path, ending: str) -> None:
    """In the languages of browsers, and only where the page is there."""
    folder = tmp_path / f"Envoys meet{ending}"
    (folder / "inner").mkdir(parents=True)
    assert not is_companion(folder)
    assert list(companions_in(tmp_path)) == []
    (tmp_path / "Envoys meet.htm").write_text("x")
    assert is_companion(folder)
    assert list(companions_in(tmp_path)) == [folder]
    assert list(companions_in(folder)) == [folder]
    assert not is_companion(folder / "inner")
