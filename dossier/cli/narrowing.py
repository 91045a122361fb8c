"""Options that narrow what a query shows, the same for every command that takes one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from dossier.model.query import Query

if TYPE_CHECKING:
    from dossier.folder.dossier import Dossier

F = TypeVar("F", bound=Callable[..., object])


def narrowing(command: F) -> F:
    """Gives a command `--saved`, `--days` and `--actor`; what they were given comes as `saved`, `days`, `actors`."""
    for option in (
        click.option(
            "--actor", "actors", multiple=True, metavar="ACTOR", help="Narrow to this one actor, by id or name; several: all of them."
        ),
        click.option(
            "--days", default="", metavar="DAYS", help="Narrow to what happened or was written then: 2026-02, 2026-01-20..2026-01-26."
        ),
        click.option("--saved", default="", metavar="NAME", help="The saved search of that name; QUERY is asked beside it."),
    ):
        command = option(command)
    return command


def asked(opened: "Dossier", words: Sequence[str], saved: str, days: str, actors: Sequence[str]) -> Query:
    """The query that a command was given."""
    text = " ".join(words)
    return opened.searches.asked(text, saved=saved, days=days, actors=actors) if saved or days or actors else Query(text)
