"""Words of a query that begin with a dash are no options."""

import click
import pytest

from dossier.cli.query_command import QueryCommand


def parsed(*args: str) -> dict[str, object]:
    """The parameters of a command with a flag, an option with a value, and a query."""
    command = QueryCommand(
        "try",
        params=[
            click.Argument(["query"], nargs=-1),
            click.Option(["-o", "--output"]),
            click.Option(["--notes"], is_flag=True),
            click.Option(["--table"]),
        ],
    )
    return command.make_context("try", list(args)).params


def test_words_with_one_dash_are_the_querys() -> None:
    """None is taken for a short option with its value glued on, nor for help."""
    assert parsed("-odessa", "-hospital", "-t", "-")["query"] == ("-odessa", "-hospital", "-t", "-")
    assert parsed("-odessa")["output"] is None


def test_options_are_known_by_their_whole_names_wherever_they_stand() -> None:
    """Before, among and after the words, with the value behind a blank or an equals sign."""
    arguments = parsed("truce", "-o", "-", "-drone", "--table=events", "--notes", "talks")
    assert arguments == {"query": ("truce", "-drone", "talks"), "output": "-", "table": "events", "notes": True}


def test_everything_behind_two_dashes_is_the_query() -> None:
    """Even what would be an option, and further pairs of dashes."""
    assert parsed("--notes", "--", "--notes", "--", "-o")["query"] == ("--notes", "--", "-o")


@pytest.mark.parametrize("word", ["--jsno", "--note", "--outptu=x"])
def test_an_option_nobody_knows_is_refused(word: str) -> None:
    """A slip of the finger is no word to search for."""
    with pytest.raises(click.NoSuchOption):
        parsed("truce", word)
