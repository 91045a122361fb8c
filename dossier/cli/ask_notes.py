"""The question whether the notes of a bundle that somebody else made are imported: they are shown first, and asked for in a terminal only."""

from collections.abc import Iterable
from pathlib import Path

import click

from dossier.cli.output import Output, is_interactive
from dossier.phrases.plural import pluralize


def ask_for_notes(output: Output, bundles: Iterable[Path], notes: bool | None, *, with_settings: bool = False) -> bool | None:
    """What the user said with an option, else in answer to the question; None where nothing is to be asked, or nobody is there to answer.

    Raises DossierError for a file that is no bundle.
    """
    if notes is not None or not is_interactive():
        return notes
    from dossier.services.ingest.bundle_notes import LISTED  # noqa: PLC0415  few commands read a bundle
    from dossier.services.ingest.bundle_settings import setting_lines  # noqa: PLC0415  as above
    from dossier.services.ingest.bundles import read_bundle  # noqa: PLC0415  as above

    asked = False
    for path in bundles:
        bundle = read_bundle(path)
        settings = setting_lines(bundle.settings) if with_settings else ()
        if (bundle.notes.any or settings) and not bundle.is_own:
            asked = True
            words = ", ".join(filter(None, (bundle.notes.words, pluralize(len(settings), "setting") if settings else "")))
            output.say(f"{path.name} was made by someone else. Besides {pluralize(len(bundle.articles), 'article')} it brings {words}:")
            for line in (*bundle.notes.lines, *settings[:LISTED]):
                output.say(f"  {line}")
    if not asked:
        return None
    question = "Import these too, marked with the bundle's name? Corrections change what the lists show; undo takes all of it back."
    return click.confirm(question, default=False, err=True)
