"""The command sample."""

import click

from dossier.cli.context import CliContext, pass_context
from dossier.cli.open_app import run_app
from dossier.runtime.paths import reset_sample, sample


@click.command("sample")
@click.option("--reset", is_flag=True, help="Start over with a new copy. Yours is kept next to it, with its notes.")
@pass_context
def sample_command(context: CliContext, *, reset: bool) -> int:
    """Open the app on the bundled sample."""
    if reset:
        context.output.say(f"The sample has been reset. Your copy, with its notes, is in {reset_sample()}.")
        return 0
    context.folder = sample()
    return run_app(context.open_dossier())
