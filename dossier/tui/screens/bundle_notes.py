"""Bundle notes: what the bundles of others bring for the notebook, before any of it is imported."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from dossier.keys.keymap import BUNDLE
from dossier.phrases.plural import pluralize
from dossier.services.ingest.bundles import Bundle
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import assemble
from dossier.tui.widgets.modal_sheet import ModalSheet, border_keys

EFFECT = "Corrections change what the lists show. All of it is marked with the bundle's name; undo removes it."


class BundleNotesScreen(ModalScreen[str], inherit_bindings=False):
    """Ends with the id of the key that closed it: "with_their_notes", "without_their_notes" or "leave_bundle"."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(BUNDLE)
    AUTO_FOCUS = ".sheet"

    def __init__(self, bundles: Sequence[Bundle]) -> None:
        super().__init__()
        self._bundles = bundles

    def compose(self) -> ComposeResult:
        """One sheet."""
        bind_overlay(self, BUNDLE, style_roles(self.app).keys)
        yield ModalSheet(self._lines, "Notes by someone else", border_keys(style_roles(self.app), BUNDLE))

    def _lines(self, _width: int, look: StyleRoles) -> list[Content]:
        lines = [Content("")]
        for bundle in self._bundles:
            articles = pluralize(len(bundle.articles), "article")
            words = f" was made by someone else. Besides {articles} it brings {bundle.notes.words}:"
            lines += [assemble(look, [(f"  {bundle.path.name}", "bold"), (words, "")]), Content("")]
            lines += [assemble(look, [(f"    {line}", "muted")]) for line in bundle.notes.lines]
            lines.append(Content(""))
        return [*lines, assemble(look, [(f"  {EFFECT}", "")]), Content("")]

    def action_run(self, key_id: str) -> None:
        """Close it with what was chosen."""
        self.dismiss(key_id)
