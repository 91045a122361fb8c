"""Filter options, the same for every command that takes a query."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from dossier.errors import DossierError
from dossier.model.query import Query
from dossier.text.unsafe_characters import one_line

if TYPE_CHECKING:
    from dossier.api import Dossier

F = TypeVar("F", bound=Callable[..., object])


def saved_names(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The names of saved searches that begin with `incomplete`, for completion in a shell; nothing is written for that."""
    from dossier.api import open_dossier  # noqa: PLC0415  --help needs no dossier

    folder = next((c.params["c"] for c in (context, context.parent) if c and c.params.get("c")), None)
    try:
        with open_dossier(folder) as opened:
            names = opened.notebook.searches.names() if opened.paths.notebook.exists() else ()
    except DossierError:
        return []
    return [one_line(name) for name in names if name.casefold().startswith(incomplete.casefold())]


def filter_options(command: F) -> F:
    """Adds the options `--saved`, `--days` and `--actor` to a command, with the parameters `saved`, `days`, `actors`."""
    for option in (
        click.option(
            "--actor",
            "actors",
            multiple=True,
            metavar="ACTOR",
            help="Only results with this actor (ID or name). Repeat to require several.",
        ),
        click.option(
            "--days", default="", metavar="DAYS", help="Only what happened or was published then: 2026-02 or 2026-01-20..2026-01-26."
        ),
        click.option(
            "--saved",
            default="",
            metavar="NAME",
            shell_complete=saved_names,
            help="Use this saved search, together with QUERY if given.",
        ),
    ):
        command = option(command)
    return command


def build_query(opened: "Dossier", words: Sequence[str], saved: str, days: str, actors: Sequence[str]) -> Query:
    """The query of a command from its arguments."""
    text = " ".join(words)
    return opened.notebook.searches.build_query(text, saved=saved, days=days, actors=actors) if saved or days or actors else Query(text)
