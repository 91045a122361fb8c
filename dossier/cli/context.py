"""What every command starts from: the dossier meant and the way to answer."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier.cli.output import Output

if TYPE_CHECKING:
    from dossier.api import Dossier


@dataclass
class CliContext:
    """The folder named with -C, if any, and the output. The dossier is opened when first asked for."""

    folder: Path | None
    output: Output
    _dossier: "Dossier | None" = field(default=None, repr=False)

    def open_dossier(self) -> "Dossier":
        """The dossier, opened; its notices are not said yet."""
        if self._dossier is None:
            from dossier.api import open_dossier  # noqa: PLC0415  --version and --help need no dossier

            self._dossier = open_dossier(self.folder)
            if self.output.verbose:
                at = self._dossier.layout
                self.output.say(
                    f"The dossier is {at.root}, its articles lie in {at.seeds}, its index in {at.index}, your notes in {at.notebook}."
                )
        return self._dossier

    def load_dossier(self) -> "Dossier":
        """The dossier, brought up to date with a progress bar and in memory; its notices are said."""
        found = self.open_dossier()
        with self.output.progress() as tell:
            found.load(tell)
        for notice in found.notices:
            self.output.say(notice)
        return found

    def close(self) -> None:
        """Closes the dossier, if it was opened."""
        if self._dossier is not None:
            self._dossier.close()


pass_context = click.make_pass_decorator(CliContext)
