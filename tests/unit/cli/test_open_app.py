"""What a command or the app opens outside of any dossier, and how loose articles become one."""

from pathlib import Path

import click
import pytest

from dossier.api import Dossier
from dossier.cli import open_app
from dossier.cli.main import run
from dossier.runtime.paths import SETTINGS

REPORT = "Envoys met in Oslo\nThe Harbour Post\n3 March 2026\n\nAda Orlo met envoys of Sweden in Oslo on 3 March 2026, her office said.\n"


@pytest.fixture
def loose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article and a picture, in a folder that is no dossier."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "oslo.txt").write_text(REPORT, encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize("words", [["search", "oslo"], ["timeline"], ["add", "reports"], ["export", "json"], ["note", ".", "x"]])
def test_no_command_takes_the_sample_on_its_own(loose: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Outside of a dossier every command says that there is none and how to make or name one; nothing is written."""
    assert run(words) == 1
    message = capsys.readouterr().err
    assert "There is no dossier here." in message
    assert "dossier new" in message
    assert "-C sample" in message
    assert sorted(path.name for path in loose.parent.iterdir()) == ["reports"]


def test_the_sample_is_named_on_purpose(loose: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`-C sample` is the bundled sample, unless a folder has that name."""
    assert run(["-C", "sample", "config", "--plain"]) == 0
    (loose.parent / "sample").mkdir()
    capsys.readouterr()
    assert run(["-C", "sample", "timeline"]) == 1
    assert "has no dossier.toml" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["reports", "reports/oslo.txt"])
def test_loose_articles_without_a_terminal_name_the_command(loose: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody can be asked, the message says what is there and the command that makes a dossier of it."""
    assert run([name]) == 1
    assert f"dossier new my-case --from {name}" in capsys.readouterr().err
    assert not list(loose.parent.rglob(SETTINGS))


@pytest.mark.parametrize(("answer", "root"), [("h", "reports"), ("b", "reports-dossier")])
def test_loose_articles_become_a_dossier(
    loose: Path, answer: str, root: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a terminal the user chooses where; the app then opens on it, with the articles added and the originals where they were."""
    opened: list[Path] = []

    def note(dossier: Dossier) -> int:
        opened.append(dossier.root)
        return 0

    monkeypatch.setattr(open_app, "is_interactive", lambda: True)
    monkeypatch.setattr(open_app, "run_app", note)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: answer)
    assert run(["reports"]) == 0
    assert opened == [(loose.parent / root).resolve()]
    assert "contains 1 file that dossier can read" in capsys.readouterr().err
    assert [path.name for path in (loose.parent / root / "seeds").glob("*.txt")] == ["oslo.txt"]
    assert (loose / "oslo.txt").read_text(encoding="utf-8") == REPORT


def test_a_folder_without_articles_and_a_user_who_declines(
    loose: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither makes a dossier."""
    (loose.parent / "empty").mkdir()
    assert run(["empty"]) == 1
    assert "dossier new empty" in capsys.readouterr().err
    monkeypatch.setattr(open_app, "is_interactive", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "n")
    assert run(["reports"]) == 1
    assert not list(loose.parent.rglob(SETTINGS))


def test_new_takes_articles_with_it(loose: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`new --from` adds what it can read; a path without anything to read makes no dossier."""
    assert run(["new", "case", "--from", "reports"]) == 0
    assert "with 1 article" in capsys.readouterr().err
    assert [path.name for path in (loose.parent / "case" / "seeds").glob("*.txt")] == ["oslo.txt"]
    for source in ("reports/photo.jpg", "nowhere"):
        assert run(["new", "other", "--from", source]) == 1
        assert not (loose.parent / "other").exists()
