"""Context of a command: its dossier and its output."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier.cli.output import Output

if TYPE_CHECKING:
    from dossier.api import Dossier


@dataclass
class CliContext:
    """The folder given with -C, if any, and the output. The dossier is opened on first use."""

    folder: Path | None
    output: Output
    _dossier: "Dossier | None" = field(default=None, repr=False)

    def open_dossier(self, *, or_sample: bool = False, doubtful: bool = False) -> "Dossier":
        """The dossier, opened; its notices are not printed yet. Outside of any, the sample where that will do. `doubtful` has its index read as a
        whole, to look for damage. Raises DossierError.
        """
        if self._dossier is None:
            from dossier.api import open_dossier  # noqa: PLC0415  --version and --help need no dossier

            self._dossier = open_dossier(self.folder, or_sample=or_sample, doubtful=doubtful)
            if self.output.verbose:
                paths = self._dossier.paths
                self.output.say(f"Dossier: {paths.root}. Articles: {paths.seeds}. Index: {paths.index}. Notes: {paths.notebook}.")
        return self._dossier

    def load_dossier(self, *, waits: bool = True) -> "Dossier":
        """The dossier, brought in step with its files and loaded, with a progress bar; its notices are printed. With `waits` it first waits for
        another program that writes the index, which a command that only reads need not do.
        """
        opened = self.open_dossier()
        with self.output.progress() as progress:
            opened.query.load(progress, waits=waits)
        for notice in opened.notices:
            self.output.say(notice)
        return opened

    def close(self) -> None:
        """Closes the dossier, if it was opened."""
        if self._dossier is not None:
            self._dossier.close()


pass_context = click.make_pass_decorator(CliContext)
