"""Downloads in a browser."""

from pathlib import Path

from textual.app import App

from dossier.tui.platform.download import deliver


class InBrowser(App[None]):
    """An app that believes it is looked at in a browser, and keeps what it delivers."""

    is_web = True

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[object, str | None]] = []

    def deliver_binary(self, path_or_file: object, *, save_filename: str | None = None, **_: object) -> str | None:
        """Keeps it."""
        self.sent.append((path_or_file, save_filename))
        return "key"


def test_a_browser_is_sent_a_copy(tmp_path: Path) -> None:
    """Of a file; a folder cannot be sent, and nothing is said of it."""
    (tmp_path / "a b.csv").write_text("x", encoding="utf-8")
    app = InBrowser()
    assert "browser" in deliver(app, tmp_path / "a b.csv")
    assert app.sent == [(tmp_path / "a b.csv", "a b.csv")]
    assert deliver(app, tmp_path) == ""
    assert len(app.sent) == 1


def test_a_terminal_is_sent_nothing(tmp_path: Path) -> None:
    """The file is where it was written."""
    (tmp_path / "a.csv").write_text("x", encoding="utf-8")
    assert deliver(App[None](), tmp_path / "a.csv") == ""
