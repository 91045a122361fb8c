"""The command serve."""

import sys

import click

from dossier.cli.context import CliContext, pass_context
from dossier.errors import DossierError, UsageError

PORTS = 65535
HOME = "127.0.0.1"
OPEN = (
    "Anyone with the address below can read and change this dossier, and read and write files as you. The connection is not "
    "encrypted: only use this on a network you trust."
)


@click.command("serve")
@click.option("--port", type=click.IntRange(0, PORTS), default=8000, show_default=True, help="Port to listen on; 0 picks a free one.")
@click.option("--host", default=HOME, show_default=True, help="Host name or address to listen on.")
@click.option("--allow-remote", is_flag=True, help="Allow other machines to connect.")
@pass_context
def serve_command(context: CliContext, port: int, host: str, *, allow_remote: bool) -> int:
    """Serve the app to a browser until interrupted.

    The printed address contains a key, and nobody gets in without it. Only this machine can connect, unless you give another --host
    and --allow-remote. Each page runs its own app on the same dossier.
    """
    try:
        from dossier.web.auth import is_loopback  # noqa: PLC0415  no other command serves
        from dossier.web.server import serve  # noqa: PLC0415  the same
    except ModuleNotFoundError as missing:
        raise DossierError(f"The app cannot be served because {missing.name} is not installed.", do="Reinstall dossier.") from missing

    remote = not is_loopback(host)
    if remote and not allow_remote:
        raise UsageError(
            f"Other machines can reach “{host}”.",
            do="If you want that, add --allow-remote. Anyone with the address can then do in this dossier what you can.",
        )
    opened = context.load_dossier()
    root, title = opened.root, opened.title
    context.close()
    if remote:
        context.output.say(OPEN)

    def tell(address: str) -> None:
        context.output.line(address)
        sys.stdout.flush()
        context.output.say("Open this address in a browser. Press ctrl+c to stop.")

    serve(root, title, host, port, tell)
    return 0
