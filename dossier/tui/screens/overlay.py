"""Overlay with a footer over the whole of the main screen: chords, clicked keys and failures, which all such overlays share."""

from typing import ClassVar

from textual import events, on
from textual.screen import ModalScreen

from dossier.tui.keys.bindings import bind_overlay
from dossier.tui.keys.chords import Chord
from dossier.tui.messages import KeyClicked, WorkFailed
from dossier.tui.style.roles import style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.widgets.footer import KeyLine
from dossier.tui.widgets.top_line import TopLine
from dossier.tui.workspace import Workspace


class FooterOverlay(ModalScreen[ReaderPosition | None], inherit_bindings=False):
    """Ends with the position to read at, or None. `PANE` is its name in the keymap, `FOOTER_KEYS` are the ids of the keys that its footer
    names, the most needed first. A subclass runs the actions of its keys in `action_run`.
    """

    PANE: ClassVar[str]
    FOOTER_KEYS: ClassVar[tuple[str, ...]]

    def __init__(self, workspace: Workspace, *, screen_id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=screen_id, classes=classes)
        self.workspace = workspace
        keymap = style_roles(workspace.app).keys
        bind_overlay(self, self.PANE, keymap)
        self.chord = Chord(self.PANE, keymap)
        self.footer, self.top_line = KeyLine(id="foot"), TopLine(())
        self.footer.set_reactive(KeyLine.pane, self.PANE)
        self.footer.set_reactive(KeyLine.key_ids, self.FOOTER_KEYS)

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        raise NotImplementedError(key_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual calls it with these
        """While a chord waits, no key works by itself."""
        return not self.chord.first

    def action_chord(self, first: str) -> None:
        """The first of two keys."""
        self.chord.wait(first, self.footer)

    def on_key(self, event: events.Key) -> None:
        """The second of two keys."""
        if key_id := self.chord.take(event, self.footer):
            self.action_run(key_id)

    @on(KeyClicked)
    def _key_clicked(self, message: KeyClicked) -> None:
        message.stop()
        self.action_run(message.key_id)

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        message.stop()
        self.footer.message = f"! {message.error}"

    def close_for(self, position: ReaderPosition | None) -> None:
        """Close for a position that an overlay over this one was left for."""
        if position is not None:
            self.dismiss(position)
