"""Opening the app: on a dossier, on the sample, or on a new dossier made from loose articles."""

import os
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier.cli.context import CliContext
from dossier.cli.output import is_interactive
from dossier.cli.registry import COMMANDS
from dossier.errors import DossierError, UsageError
from dossier.phrases.plural import pluralize
from dossier.runtime.paths import SETTINGS

if TYPE_CHECKING:
    from dossier.api import Dossier

BESIDE = "-dossier"
"""What is added to a folder's or a file's name for the dossier beside it."""


def open_app(context: CliContext, rest: Sequence[str] = ()) -> int:
    """Opens the app on the folder named, and returns its exit code; without one on the enclosing dossier, or on the sample.

    Where the folder holds loose articles, or a file is named, a dossier is offered first. An argument that is neither folder, file nor
    command raises UsageError as an unknown command.
    """
    if len(rest) > 1 and rest[1] in COMMANDS and Path(rest[0]).expanduser().is_dir():
        raise UsageError(f"To run a command on a folder, use -C: dossier -C {rest[0]} {rest[1]}.")
    if len(rest) > 1 or (rest and not Path(rest[0]).expanduser().exists() and "/" not in rest[0]):
        near = get_close_matches(rest[0], COMMANDS, 1) or [name for name in COMMANDS if rest[0] and name.startswith(rest[0][:2])]
        raise UsageError(
            f"There is no command, file or folder called “{rest[0]}”.",
            do=f"Did you mean “{near[0]}”?" if near else "See “dossier --help”.",
        )
    if rest:
        context.folder = Path(rest[0])
        if context.folder.expanduser().exists() and not (context.folder.expanduser() / SETTINGS).is_file():
            context.folder = _adopt(context, Path(rest[0]))
    return run_app(context.open_dossier(or_sample=True))


def run_app(opened: "Dossier") -> int:
    """Runs the app on an open dossier; returns its exit code. Raises DossierError where there is no terminal for it."""
    served = "web_driver" in os.environ.get("TEXTUAL_DRIVER", "")  # the server renders what the app writes
    if not served and not is_interactive():
        raise DossierError(
            "The app needs an interactive terminal.",
            do="Commands work without one, such as “dossier timeline” or “dossier search WORDS”; see “dossier --help”.",
        )
    from dossier.tui.app import run_app as run  # noqa: PLC0415  only the app needs the terminal library

    return run(opened)


def _adopt(context: CliContext, path: Path) -> Path:
    """Offers a dossier of the loose articles at `path`, and returns its folder. Raises DossierError where the user declines, where there
    is no terminal to ask in, and where nothing at `path` can be read.
    """
    from dossier.services.ingest.create import new_dossier  # noqa: PLC0415  only loose articles need it
    from dossier.services.ingest.sources import readable_files  # noqa: PLC0415  as above

    articles = readable_files(path.expanduser())
    target = path.expanduser()
    beside = target.resolve().with_name((target.stem if target.is_file() else target.resolve().name) + BESIDE)
    kind = "file" if target.is_file() else "folder"
    if not articles:
        raise DossierError(
            f"This {kind} is not a dossier and contains no readable articles.",
            where=str(path),
            do=f"Make an empty dossier there with “dossier new {path}”." if kind == "folder" else "Give a folder, or see “dossier --help”.",
        )
    what = "This file is an article, not a dossier"
    if kind == "folder":
        what = f"This folder is not a dossier, but contains {pluralize(len(articles), 'file')} that dossier can read"
    if not is_interactive():
        raise DossierError(f"{what}.", where=str(path), do=f"Make a dossier from it with “dossier new my-case --from {path}”.")
    context.output.say(f"{what}. A dossier stores copies of the articles, an index and your notes.")
    if kind == "folder":
        context.output.say(f"  h  make the dossier here, in {target.resolve()}")
    context.output.say(f"  b  make it next to it, in {beside}\n  n  do not make one")
    choices = ["h", "b", "n"] if kind == "folder" else ["b", "n"]
    answer = click.prompt("Your choice", type=click.Choice(choices), default="b", err=True)
    if answer == "n":
        raise DossierError("No dossier was made.", do=f"Make one elsewhere with “dossier new DIR --from {path}”.")
    root = new_dossier(target if answer == "h" else beside)
    add_loose(context, root, articles)
    return root


def add_loose(context: CliContext, root: Path, paths: Sequence[Path]) -> None:
    """Adds files to the new dossier at `root`, and says how many articles that made and what was refused."""
    from dossier.api import open_dossier  # noqa: PLC0415  only loose articles need it
    from dossier.model.ingest import IngestStatus  # noqa: PLC0415  as above

    with open_dossier(root) as opened, context.output.progress() as progress:
        results = opened.ingest.add([str(path) for path in paths], progress=progress)
    added = sum(result.status is IngestStatus.ADDED for result in results)
    for result in results:
        if result.status is IngestStatus.REFUSED:
            context.output.say(f"Not read: {result.path}: {result.note}")
    context.output.say(f"Made a dossier in {root}, with {pluralize(added, 'article')}.")
