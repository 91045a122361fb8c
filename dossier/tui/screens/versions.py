"""Versions of an article: when each came, and what was added, dropped and changed in it, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from dossier.keys.keymap import VERSIONS
from dossier.model.comparison import DiffKind
from dossier.model.watch.version import ArticleVersion, ParagraphDiff
from dossier.phrases.core import format_time
from dossier.phrases.plural import pluralize
from dossier.phrases.versions import change_heading, mark_runs
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import WorkFailed, WorkResult
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import Part, assemble, clean, wrap
from dossier.tui.widgets.modal_sheet import ModalSheet, border_keys
from dossier.tui.workers import run_in_thread

if TYPE_CHECKING:
    from dossier.api import Dossier

ROLES = {DiffKind.ADDED: "added", DiffKind.DROPPED: "dropped"}
LONGEST_LINE = 100
"""Cells; longer lines are hard to read."""


@dataclass
class VersionsReady(WorkResult):
    """The versions, oldest first."""

    versions: Sequence[ArticleVersion]


class VersionsScreen(ModalScreen[None], inherit_bindings=False):
    """Lists the versions of an article, newest first, with their changes; they are read in a worker."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(VERSIONS)
    AUTO_FOCUS = ".sheet"

    def __init__(self, dossier: "Dossier", article: str) -> None:
        super().__init__()
        self.dossier, self.article = dossier, article
        self.versions: Sequence[ArticleVersion] | None = None
        self.message = ""

    def compose(self) -> ComposeResult:
        """One sheet over nearly the whole screen."""
        look = style_roles(self.app)
        bind_overlay(self, VERSIONS, look.keys)
        sheet = ModalSheet(self._lines, "What changed", border_keys(look, VERSIONS, ("↑↓", "scroll")))
        sheet.add_class("-full")
        yield sheet

    def on_mount(self) -> None:
        """Read the versions."""
        run_in_thread(self, "versions", lambda: VersionsReady(self.dossier.ingest.versions(self.article)))

    @on(VersionsReady)
    def _versions_ready(self, message: VersionsReady) -> None:
        message.stop()
        self.versions = message.versions
        self.query_one(ModalSheet).rebuild()

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        message.stop()
        self.message = f"! {message.error}"
        self.query_one(ModalSheet).rebuild()

    def _lines(self, width: int, look: StyleRoles) -> list[Content]:
        if self.versions is None:
            return [Content(""), assemble(look, [("  ", ""), (self.message or "Loading…", "muted")])]
        measure = min(width - 6, LONGEST_LINE)
        lines = [Content("")]
        for number, version in reversed(list(enumerate(self.versions, 1))):
            lines += [*_version_lines(number, version, measure, look), Content("")]
        return lines

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        if key_id == "close":
            self.dismiss(None)
        else:
            self.query_one(ModalSheet).scroll_by_key(key_id)


def _version_lines(number: int, version: ArticleVersion, measure: int, look: StyleRoles) -> Iterator[Content]:
    """A version: its number, time and length, then its changes from the one before."""
    if version.article is None:
        yield assemble(look, [(f"  Version {number}", "bold"), (f"  {version.missing}", "muted")])
        return
    about = f"  {_time(version.fetched)} · {pluralize(len(version.article.text.split()), 'word')}"
    first = " · as it was added" if number == 1 else ""
    yield assemble(look, [(f"  Version {number}", "bold"), (f"{about}{first}", "muted")])
    for change in version.changes:
        yield Content("")
        yield assemble(look, [(f"    {change_heading(change.number, change.kind)}", "muted")])
        yield from _change_lines(change, measure, look)


def _change_lines(change: ParagraphDiff, measure: int, look: StyleRoles) -> Iterator[Content]:
    """The words of a change, wrapped, each run in its style."""
    runs = [(clean(text), kind) for text, kind in mark_runs(change.runs)]
    text = "".join(words for words, _ in runs)
    for start, end in wrap(text, max(10, measure)):
        parts: list[Part] = [("    ", "")]
        at = 0
        for words, kind in runs:
            piece = words[max(0, start - at) : max(0, end - at)]
            parts += [(piece, ROLES.get(kind, ""))] if piece else []
            at += len(words)
        yield assemble(look, parts)


def _time(fetched: str) -> str:
    """When a version came, in the user's time zone."""
    try:
        return format_time(datetime.fromisoformat(fetched))
    except ValueError:
        return "time unknown"
