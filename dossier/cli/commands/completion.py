"""The command completion, and completions in a shell."""

import shlex
from pathlib import Path
from typing import Any

import click
from click.shell_completion import BashComplete, CompletionItem, ShellComplete, add_completion_class, get_completion_class, shell_complete

from dossier.cli.registry import FORMS, LazyGroup, cli

PROGRAM = "dossier"
VARIABLE = "_DOSSIER_COMPLETE"
SHELLS = ("bash", "zsh", "fish")
ANYWHERE: tuple[click.Parameter, ...] = (
    click.Option(["-C"], type=click.Path(exists=True, file_okay=False, path_type=Path), help="Dossier to use."),
    *(click.Option([f"--{form}"], is_flag=True, help=f"Print {form}.") for form in FORMS),
    click.Option(["-q"], is_flag=True, help="Print less."),
    click.Option(["-v"], is_flag=True, help="Print more."),
    click.Option(["--no-color"], is_flag=True, help="No colour."),
)
"""The global options as click options, for completion only; the program itself handles them before click does."""


class QuotedBashComplete(BashComplete):
    """Completion for bash, which puts what it is given on the command line as it stands: a saved search called “$(…)” would run as a command with
    the line. zsh and fish quote for themselves.
    """

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """A line for the completion script: the kind of the item, and its value as one word."""
        return f"{item.type},{shlex.quote(item.value) if item.type == 'plain' else item.value}"


add_completion_class(QuotedBashComplete)


class CompletionGroup(LazyGroup):
    """The program as a shell completes it: every command has the global options, and a folder may take the place of a command."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name with the global options, or None."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            taken = {name for p in command.params for name in p.opts}
            command.params = [*command.params, *(p for p in ANYWHERE if not taken & set(p.opts))]
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands and options that begin with `incomplete`; where there is none, folders."""
        return super().shell_complete(ctx, incomplete) or [CompletionItem(incomplete, type="dir")]


def script(shell: str) -> str:
    """The completion script of a shell. The shell itself is not run, so that the script can be made where it is not installed."""
    completer = get_completion_class(shell)
    if completer is None:
        raise click.BadParameter(f"“{shell}” is not supported. Supported shells: {', '.join(SHELLS)}.")
    return ShellComplete.source(completer(completion_group(), {}, PROGRAM, VARIABLE))


def completion_group() -> CompletionGroup:
    """The program with its options and commands, for completion only."""
    return CompletionGroup(PROGRAM, params=[*ANYWHERE, *cli.params], context_settings=cli.context_settings)


def complete_in_shell(instruction: str) -> int:
    """Prints the completions for a shell's instruction ("bash_complete"); returns the exit code. There may be none."""
    try:
        return shell_complete(completion_group(), {}, PROGRAM, VARIABLE, instruction)
    except click.ClickException:
        return 0


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def completion_command(shell: str) -> None:
    """Print a completion script for SHELL.

    For bash: dossier completion bash > ~/.local/share/bash-completion/completions/dossier. For zsh: dossier completion zsh,
    into a file _dossier in a folder of $fpath. For fish: dossier completion fish > ~/.config/fish/completions/dossier.fish.
    """
    click.echo(script(shell), nl=False)
