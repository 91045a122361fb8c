"""Adding to the sample: an offer to make a dossier for one's own articles first."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from dossier.keys.keymap import SAMPLE_ADD
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import assemble
from dossier.tui.widgets.modal_sheet import ModalSheet, border_keys

ROWS = (
    ("new_dossier", "Make a new dossier for your articles", ""),
    ("add_to_sample", "Add them to the sample", "  alongside its own articles"),
)


class SampleAddScreen(ModalScreen[str], inherit_bindings=False):
    """Ends with the id of the key that closed it: "new_dossier", "add_to_sample" or "leave_sample_add"."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(SAMPLE_ADD)
    AUTO_FOCUS = ".sheet"

    def compose(self) -> ComposeResult:
        """One sheet."""
        bind_overlay(self, SAMPLE_ADD, style_roles(self.app).keys)
        yield ModalSheet(self._lines, "Add articles", border_keys(style_roles(self.app), SAMPLE_ADD))

    def _lines(self, _width: int, look: StyleRoles) -> list[Content]:
        rows = [
            assemble(look, [(look.key(key_id).rjust(7), "key"), (f"  {text}", "bold" if key_id == "new_dossier" else ""), (more, "muted")])
            for key_id, text, more in ROWS
        ]
        return [Content(""), assemble(look, [("  This is the sample dossier.", "")]), Content(""), *rows, Content("")]

    def action_run(self, key_id: str) -> None:
        """Close it with what was chosen."""
        self.dismiss(key_id)
