"""The question whether the notes of a bundle that somebody else made are imported: they are shown first, and asked for in a terminal only."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from dossier.cli.output import Output


def ask_for_notes(output: Output, bundles: Iterable[Path], notes: bool | None) -> bool | None:
    """What the user said with an option, else in answer to the question; None where nothing is to be asked, or nobody is there to answer.

    Raises DossierError for a bundle that is none.
    """
    is_terminal = sys.stdin.isatty() and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if notes is not None or not is_terminal:
        return notes
    from dossier.services.ingest.bundles import read_bundle  # noqa: PLC0415  few commands read a bundle

    asked = False
    for path in bundles:
        bundle = read_bundle(path)
        if bundle.notes.any and not bundle.is_own:
            asked = True
            output.say(f"{path.name} was made by someone else. Besides {len(bundle.articles):,} articles it brings {bundle.notes.words}:")
            for line in bundle.notes.lines:
                output.say(f"  {line}")
    if not asked:
        return None
    question = "Import these too, marked with the bundle's name? Corrections change what the lists show; undo takes all of it back."
    return click.confirm(question, default=False, err=True)
