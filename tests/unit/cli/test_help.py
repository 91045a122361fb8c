"""Help of the commands: sections, first lines that are not cut, and examples that the program accepts."""

import shlex

import click
import pytest
from click.testing import CliRunner

from dossier.cli.examples import EXAMPLES
from dossier.cli.main import split_global_options
from dossier.cli.output import Output
from dossier.cli.registry import COMMANDS, SECTIONS, cli


def test_the_help_has_every_command_once_in_its_section() -> None:
    """In the order of the registry, and no line is cut at 80 columns."""
    text = CliRunner().invoke(cli, ["--help"], terminal_width=80).output
    lines = text.splitlines()
    for title, names in SECTIONS.items():
        start = lines.index(f"{title}:") + 1
        assert [line.split()[0] for line in lines[start : start + len(names)]] == list(names)
    assert "..." not in text.partition("Articles:")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_ends_with_examples(name: str) -> None:
    """Each is a line of its own."""
    text = CliRunner().invoke(cli, [name, "--help"]).output
    assert all(f"  {line}\n" in text for line in EXAMPLES[name])
    assert text.count("Example") == 1


@pytest.mark.parametrize("line", [line for lines in EXAMPLES.values() for line in lines])
def test_the_program_accepts_its_examples(line: str) -> None:
    """The command, its options and the number of its arguments are right."""
    words = shlex.split(line.partition("pbpaste | ")[2] or line.partition(" | ")[0].partition(" > ")[0])
    assert words[0] == "dossier"
    _, rest = split_global_options(words[1:], Output())
    command = cli.get_command(click.Context(cli), rest[0])
    assert command is not None
    command.make_context(rest[0], rest[1:], parent=click.Context(cli))
