"""The command serve."""

import sys

import click

from dossier.cli.context import CliContext, pass_context
from dossier.errors import DossierError, UsageError

PORTS = 65535
HOME = "127.0.0.1"
OPEN = (
    "Whoever has the address below can read this dossier, change it, and read and write files as you. It goes over the network "
    "unencrypted: serve so only where you trust everybody who can listen."
)


@click.command("serve")
@click.option("--port", type=click.IntRange(0, PORTS), default=8000, show_default=True, help="Where to listen; 0 takes any free port.")
@click.option("--host", default=HOME, show_default=True, help="The name or address to listen on.")
@click.option("--allow-remote", is_flag=True, help="Let other machines in, with a host that they can reach.")
@pass_context
def serve_command(context: CliContext, port: int, host: str, *, allow_remote: bool) -> int:
    """Serve the app to a browser, until it is interrupted.

    The address printed holds a key; without it nobody gets in. Only this machine can reach it, unless --host names another host and
    --allow-remote says that other machines are meant. Every page is an app of its own on the same dossier.
    """
    try:
        from dossier.web.auth import is_loopback  # noqa: PLC0415  no other command serves
        from dossier.web.server import serve  # noqa: PLC0415  the same
    except ModuleNotFoundError as missing:
        raise DossierError(f"The app cannot be served, since {missing.name} is not installed.", do="Install dossier anew.") from missing

    remote = not is_loopback(host)
    if remote and not allow_remote:
        raise UsageError(
            f"“{host}” can be reached by other machines.",
            do="Say --allow-remote with it, if that is meant. Whoever then has the address can do in this dossier what you can.",
        )
    opened = context.load_dossier()
    root, title = opened.root, opened.title
    context.close()
    if remote:
        context.output.say(OPEN)

    def tell(address: str) -> None:
        context.output.line(address)
        sys.stdout.flush()
        context.output.say("Open this address in a browser. ctrl+c ends it.")

    serve(root, title, host, port, tell)
    return 0
