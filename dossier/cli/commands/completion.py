"""The command completion, and what a shell is told while the user presses tab."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class, shell_complete

from dossier.cli.main import FORMS, LazyGroup, cli

PROGRAM = "dossier"
VARIABLE = "_DOSSIER_COMPLETE"
SHELLS = ("bash", "zsh", "fish")
ANYWHERE: tuple[click.Parameter, ...] = (
    click.Option(["-C"], type=click.Path(exists=True, file_okay=False, path_type=Path), help="Which dossier."),
    *(click.Option([f"--{form}"], is_flag=True, help=f"Answer as {form}.") for form in FORMS),
    click.Option(["-q"], is_flag=True, help="Say less."),
    click.Option(["-v"], is_flag=True, help="Say more."),
    click.Option(["--no-color"], is_flag=True, help="No colours."),
)
"""The options that work before and after every command, as click knows options; the program itself takes them out of the words."""


class CompletionGroup(LazyGroup):
    """The program as a shell sees it: the options that work anywhere belong to every command, and a folder may stand for one."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name with the options that work anywhere, or None."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            taken = {name for p in command.params for name in p.opts}
            command.params = [*command.params, *(p for p in ANYWHERE if not taken & set(p.opts))]
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands and options that begin so; where none does, folders."""
        return super().shell_complete(ctx, incomplete) or [CompletionItem(incomplete, type="dir")]


def script(shell: str) -> str:
    """The script that makes a shell ask the program. The shell itself is not run, so that it can be made where it is missing."""
    found = get_completion_class(shell)
    if found is None:
        raise click.BadParameter(f"“{shell}” is no shell that is known; there are {', '.join(SHELLS)}.")
    return ShellComplete.source(found(completion_group(), {}, PROGRAM, VARIABLE))


def completion_group() -> CompletionGroup:
    """The program with its options and commands, for completion only."""
    return CompletionGroup(PROGRAM, params=[*ANYWHERE, *cli.params], context_settings=cli.context_settings)


def complete_in_shell(instruction: str) -> int:
    """Answers a shell that asks what could stand here ("bash_complete"); the exit code. What cannot be completed gives nothing."""
    try:
        return shell_complete(completion_group(), {}, PROGRAM, VARIABLE, instruction)
    except click.ClickException:
        return 0


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def completion_command(shell: str) -> None:
    """Print the script that teaches SHELL to complete dossier's commands and options.

    For bash: dossier completion bash > ~/.local/share/bash-completion/completions/dossier. For zsh: dossier completion zsh,
    into a file _dossier in a folder of $fpath. For fish: dossier completion fish > ~/.config/fish/completions/dossier.fish.
    """
    click.echo(script(shell), nl=False)
