"""The command sample."""

import click

from dossier.cli.context import CliContext, pass_context
from dossier.cli.open_app import run_app
from dossier.runtime.paths import reset_sample, sample


@click.command("sample")
@click.option("--reset", is_flag=True, help="Begin again with a new copy; yours, with its notes, is kept beside it.")
@pass_context
def sample_command(context: CliContext, *, reset: bool) -> int:
    """Open the app on the bundled sample."""
    if reset:
        context.output.say(f"The sample is new. What you had, with your notes, is in {reset_sample()}.")
        return 0
    context.folder = sample()
    return run_app(context.open_dossier())
