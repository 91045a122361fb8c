"""The user's settings for the app, and what is said of those that cannot be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.errors import DossierError
from dossier.runtime.config import AppSettings, app_settings
from dossier.runtime.paths import config_path


@pytest.fixture
def written(own_home: Path) -> Iterator[Path]:  # noqa: ARG001  the home must be there first
    """The user's file of settings, taken away after the test."""
    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    yield path
    path.unlink(missing_ok=True)


def test_without_a_file_the_program_decides() -> None:
    """Proves what the app is like for whoever set nothing."""
    assert app_settings() == AppSettings()


def test_every_setting_is_read(written: Path) -> None:
    """Proves that each setting of the file arrives, the table of keys with the lines it stands on."""
    written.write_text(
        'theme = "dossier-safe"\nmeasure = 80\nmouse = false\naccessible = true\nhistory = false\n'
        '[keys]\npreset = "plain"\nquit = "f4, x"\nhelp = ["f1"]\n',
        encoding="utf-8",
    )
    found = app_settings()
    assert (found.theme, found.measure, found.mouse, found.accessible, found.preset) == ("dossier-safe", 80, False, True, "plain")
    assert not found.history
    assert found.rebound == {"quit": "f4, x", "help": "f1"}
    assert found.rebound_at["quit"] == f"{written}, line 8"


def test_a_preset_stands_alone_too(written: Path) -> None:
    """Proves that `keys` may be the preset's name only."""
    written.write_text('keys = "plain"\n', encoding="utf-8")
    assert (app_settings().preset, app_settings().rebound) == ("plain", {})


def test_the_environment_goes_over_the_file(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves the order of the two."""
    written.write_text("measure = 80\n", encoding="utf-8")
    monkeypatch.setenv("DOSSIER_MEASURE", "50")
    monkeypatch.setenv("DOSSIER_MOUSE", "no")
    assert (app_settings().measure, app_settings().mouse) == (50, False)


@pytest.mark.parametrize("measure", ["wide", "29", "201", "-60", "66.5", "²"])
def test_a_measure_that_cannot_be_is_told_with_where_it_stands(measure: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that no wrong measure passes, and that the sentence names its range and its source."""
    monkeypatch.setenv("DOSSIER_MEASURE", measure)
    with pytest.raises(DossierError, match=r"DOSSIER_MEASURE.*between 30 and 200.*66"):
        app_settings()


@pytest.mark.parametrize(("name", "value"), [("keys", "emacs"), ("mouse", "maybe"), ("accessible", "2")])
def test_other_values_that_cannot_be_are_told(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the sentence names the wrong value."""
    monkeypatch.setenv(f"DOSSIER_{name.upper()}", value)
    with pytest.raises(DossierError, match=value):
        app_settings()
