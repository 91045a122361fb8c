"""The user's settings of the app, and errors for invalid ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.errors import DossierError
from dossier.runtime.config import AppSettings, app_settings, read_settings
from dossier.runtime.paths import config_path


@pytest.fixture
def settings_file(own_home: Path) -> Iterator[Path]:  # noqa: ARG001  the home must be there first
    """The user's settings file, removed after the test."""
    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    yield path
    path.unlink(missing_ok=True)


def test_without_a_file_the_program_decides() -> None:
    """Without settings, the defaults apply."""
    assert app_settings() == AppSettings()


def test_every_setting_is_read(settings_file: Path) -> None:
    """Every setting of the file is read, the table of keys with its line numbers."""
    settings_file.write_text(
        'theme = "dossier-safe"\nmeasure = 80\nmouse = false\naccessible = true\nhistory = false\n'
        '[keys]\npreset = "plain"\nquit = "f4, x"\nhelp = ["f1"]\n',
        encoding="utf-8",
    )
    settings = app_settings()
    assert (settings.theme, settings.measure, settings.mouse, settings.accessible, settings.preset) == (
        "dossier-safe",
        80,
        False,
        True,
        "plain",
    )
    assert not settings.history
    assert settings.key_overrides == {"quit": "f4, x", "help": "f1"}
    assert settings.override_sources["quit"] == f"{settings_file}, line 8"


def test_a_preset_stands_alone_too(settings_file: Path) -> None:
    """`keys` may be the name of a preset instead of a table."""
    settings_file.write_text('keys = "plain"\n', encoding="utf-8")
    assert (app_settings().preset, app_settings().key_overrides) == ("plain", {})


def test_the_environment_goes_over_the_file(settings_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables of the environment take precedence over the file."""
    settings_file.write_text("measure = 80\n", encoding="utf-8")
    monkeypatch.setenv("DOSSIER_MEASURE", "50")
    monkeypatch.setenv("DOSSIER_MOUSE", "no")
    assert (app_settings().measure, app_settings().mouse) == (50, False)


@pytest.mark.parametrize("measure", ["wide", "29", "201", "-60", "66.5", "²"])
def test_an_invalid_measure_is_an_error_with_its_source(measure: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the valid range and the source of the value."""
    monkeypatch.setenv("DOSSIER_MEASURE", measure)
    with pytest.raises(DossierError, match=r"DOSSIER_MEASURE.*between 30 and 200.*66"):
        app_settings()


@pytest.mark.parametrize(("name", "value"), [("keys", "emacs"), ("mouse", "maybe"), ("accessible", "2")])
def test_other_invalid_values_are_errors(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the invalid value."""
    monkeypatch.setenv(f"DOSSIER_{name.upper()}", value)
    with pytest.raises(DossierError, match=value):
        app_settings()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a" + ".a" * 50_000 + " = 1", "line 1 has more than 200 dots"),
        ("title = 'x'\n[" + "a." * 50_000 + "a]", "line 2 has more than 200 dots"),
        ("a = " + "[" * 50_000, "nested too deep"),
        ("a = " + "{a=" * 50_000, "nested too deep"),
        ("a = " + "1" * 100_000, "digits"),
        ("#" * 300_000, "larger than"),
    ],
    ids=["dotted key", "dotted table", "lists", "tables", "number", "size"],
)
def test_settings_that_would_stall_the_program_are_refused(tmp_path: Path, text: str, words: str) -> None:
    """Without the limits the first takes half a minute and gigabytes; the others end in a traceback."""
    (tmp_path / "dossier.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DossierError, match=words):
        read_settings(tmp_path)
