"""Articles in, exports out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.keymap import ARTICLES
from dossier.tui import workers
from dossier.tui.acts.working import give_back_focus
from dossier.tui.messages import Loading
from dossier.tui.widgets.prompt import Ask

if TYPE_CHECKING:
    from dossier.model.report import AddReport, Progress
    from dossier.tui.screens.main import MainScreen


def _add(screen: "MainScreen") -> None:
    def done(text: str) -> None:
        give_back_focus(screen)
        if text.strip():
            add_paths(screen, [Path(text.strip()).expanduser()])

    screen.prompt.open(Ask("add", done, hint="a file, a folder or an archive"))


def add_paths(screen: "MainScreen", paths: list[Path]) -> None:
    """Take files in; what became of each is shown in place of the articles."""
    screen.stop.clear()
    screen.tell("Reading … esc stops")

    def tell(progress: "Progress") -> None:
        screen.post_message(Loading(progress.done, progress.total, progress.file, progress.stage))

    workers.act(screen, "add", lambda: screen.dossier.add(paths, progress=tell, cancelled=screen.stop.is_set))


def _export(screen: "MainScreen") -> None:
    from dossier.tui.screens.export import ExportScreen  # noqa: PLC0415  # opened seldom

    screen.app.push_screen(ExportScreen(screen.dossier, screen.asked), lambda told: screen.tell(told or ""))


def opened(screen: "MainScreen", what: str, result: object) -> None:
    """Show what became of the files taken in."""
    if what != "add":
        return
    from dossier.tui.screens.report import ReportScreen  # noqa: PLC0415  # opened seldom

    reports: tuple[AddReport, ...] = result  # type: ignore[assignment]
    screen.refresh_all()
    screen.pane = ARTICLES
    screen.app.push_screen(ReportScreen(reports), lambda again: add_paths(screen, [Path(p) for p in again]) if again else None)


ACTS: "dict[str, Callable[[MainScreen], None]]" = {"add": _add, "export": _export}
