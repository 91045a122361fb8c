"""A dossier of another user is not opened because the current folder lies in it. Without the guard, notes would go into that folder."""

import os
from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.errors import DossierError
from dossier.runtime.paths import config_path
from dossier.services.ingest.create import new_dossier

OTHER = 54321


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier that belongs to whoever runs the test; the current folder lies in it."""
    root = new_dossier(tmp_path / "case")
    (root / "deep").mkdir()
    monkeypatch.chdir(root / "deep")
    monkeypatch.delenv("SUDO_UID", raising=False)
    return root


def _become(monkeypatch: pytest.MonkeyPatch, user: int) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)


def test_ones_own_dossier_is_opened_from_inside(inside: Path) -> None:
    """Enter a search first."""
    with open_dossier() as opened:
        assert opened.root == inside


def test_the_dossier_of_another_user_is_refused_with_the_remedy(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the folder, and the option by which it is opened all the same."""
    _become(monkeypatch, OTHER)
    with pytest.raises(DossierError, match="another user") as refused:
        open_dossier()
    assert refused.value.where == str(inside)
    assert f"-C {inside}" in refused.value.do
    with open_dossier(inside) as opened:
        assert opened.root == inside


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can give files away")
@pytest.mark.parametrize("given", ["", "dossier.toml"])
def test_the_folder_and_its_settings_must_both_be_ones_own(inside: Path, given: str) -> None:
    """Anybody can put a file into a shared folder, and a folder around a link to one's file."""
    os.chown(inside / given, OTHER, OTHER)
    with pytest.raises(DossierError, match="another user"):
        open_dossier()


def test_under_sudo_the_callers_dossier_is_ones_own(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For root only: an ordinary user may set the variable as they like."""
    owner = inside.stat().st_uid
    monkeypatch.setenv("SUDO_UID", str(owner))
    _become(monkeypatch, 0)
    open_dossier().close()
    for words in ("", "x", str(OTHER)):
        monkeypatch.setenv("SUDO_UID", words)
        if owner != 0:
            with pytest.raises(DossierError, match="another user"):
                open_dossier()
    monkeypatch.setenv("SUDO_UID", str(owner))
    _become(monkeypatch, OTHER)
    with pytest.raises(DossierError, match="another user"):
        open_dossier()


@pytest.mark.parametrize("listed", ["*", "{root}", "~/elsewhere:{root}"])
def test_folders_can_be_declared_safe(inside: Path, monkeypatch: pytest.MonkeyPatch, listed: str) -> None:
    """By the variable, or in config.toml as a text or a list."""
    _become(monkeypatch, OTHER)
    names = listed.format(root=inside)
    monkeypatch.setenv("DOSSIER_SAFE_FOLDERS", names)
    open_dossier().close()
    monkeypatch.delenv("DOSSIER_SAFE_FOLDERS")
    config = config_path()
    config.parent.mkdir(parents=True, exist_ok=True)
    try:
        for value in (f'"{names}"', str(names.split(":")).replace("'", '"')):
            config.write_text(f"safe_folders = {value}\n", encoding="utf-8")
            open_dossier().close()
        config.write_text('safe_folders = ["/somewhere/else"]\n', encoding="utf-8")
        with pytest.raises(DossierError, match="another user"):
            open_dossier()
    finally:
        config.unlink()
