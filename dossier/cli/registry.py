"""Registry of commands: their names, the modules that hold them, and the group that imports a command when it is named."""

from importlib import import_module

import click

from dossier import __version__

COMMANDS = {
    "new": "articles",
    "sample": "sample",
    "add": "articles",
    "remove": "articles",
    "set": "articles",
    "reread": "articles",
    "index": "articles",
    "check": "articles",
    "config": "articles",
    "search": "lists",
    "actors": "lists",
    "timeline": "lists",
    "quotes": "lists",
    "notes": "lists",
    "filters": "searches",
    "searches": "searches",
    "show": "details",
    "why": "details",
    "compare": "compare",
    "bookmark": "notebook",
    "note": "notebook",
    "tag": "notebook",
    "merge": "corrections",
    "split": "corrections",
    "rename": "corrections",
    "hide": "corrections",
    "date": "corrections",
    "place": "corrections",
    "speaker": "corrections",
    "matches": "merge_review",
    "undo": "notebook",
    "redo": "notebook",
    "history": "notebook",
    "backup": "backups",
    "restore": "backups",
    "export": "export",
    "import": "export",
    "serve": "serve",
    "man": "man",
    "completion": "completion",
}
"""Command -> the module of `dossier.cli.commands` that holds it, in the order of the help."""
FORMS = ("json", "jsonl", "plain")
"""The output formats of lists, each an option of every command."""


class LazyGroup(click.Group):
    """A group whose commands are in modules that are imported when a command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """The command of that name, or None."""
        module = COMMANDS.get(cmd_name)
        command = getattr(import_module(f"dossier.cli.commands.{module}"), f"{cmd_name}_command") if module else None
        return command if isinstance(command, click.Command) else None


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a command, dossier opens the app on DIR, on the nearest enclosing dossier, or on the bundled sample; on a folder of loose articles, or a file, it offers to make one. "
    "These work before and after any command: -C DIR (which dossier), --json, --jsonl, --plain, -q, -v, --no-color.",
)
@click.version_option(__version__, "-V", "--version", message="dossier %(version)s")
def cli() -> None:
    """A case file in the terminal: who acts in your news articles, what happened when, and who said what."""
