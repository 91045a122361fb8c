"""Registry of commands: their names, the modules that hold them, and the group that imports a command when it is named."""

from importlib import import_module

import click

from dossier import __version__
from dossier.cli.examples import examples_text

SECTIONS = {
    "Articles": {
        "new": "articles",
        "sample": "sample",
        "add": "articles",
        "watch": "watch",
        "remove": "articles",
        "set": "articles",
        "reread": "articles",
    },
    "Search and read": {
        "search": "lists",
        "actors": "lists",
        "timeline": "lists",
        "map": "event_map",
        "quotes": "lists",
        "notes": "lists",
        "filters": "searches",
        "searches": "searches",
        "mark": "mark",
        "show": "details",
        "why": "details",
        "compare": "compare",
        "versions": "versions",
    },
    "Notes": {
        "bookmark": "notebook",
        "note": "notebook",
        "tag": "notebook",
    },
    "Corrections": {
        "matches": "merge_review",
        "merge": "corrections",
        "split": "corrections",
        "rename": "corrections",
        "hide": "corrections",
        "date": "corrections",
        "place": "corrections",
        "speaker": "corrections",
        "undo": "notebook",
        "redo": "notebook",
        "history": "notebook",
        "forget": "backups",
    },
    "Share and back up": {
        "export": "export",
        "import": "export",
        "backup": "backups",
        "restore": "backups",
        "serve": "serve",
    },
    "Maintenance": {
        "index": "articles",
        "check": "articles",
        "config": "articles",
        "man": "man",
        "completion": "completion",
    },
}
"""Sections of the help: command -> the module of `dossier.cli.commands` that has it, in the order of the help."""
COMMANDS = {name: module for section in SECTIONS.values() for name, module in section.items()}
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
        if not isinstance(command, click.Command):
            return None
        command.epilog = examples_text(cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section, each with the first sentence of its help."""
        width = formatter.width - max(map(len, COMMANDS)) - 6
        for title, names in SECTIONS.items():
            commands = ((name, self.get_command(ctx, name)) for name in names)
            with formatter.section(title):
                formatter.write_dl([(name, command.get_short_help_str(width)) for name, command in commands if command])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a command, dossier opens the app on DIR, the dossier around the current folder, or the bundled sample. If DIR contains "
    "loose articles, or is a file, it offers to make a dossier. Options for every command: -C DIR (dossier to use), --json, --jsonl, "
    "--plain, -q, -v, --no-color, --no-pager.",
)
@click.version_option(__version__, "-V", "--version", message="dossier %(version)s")
def cli() -> None:
    """A case file in the terminal: who is in your news articles, what happened when, and who said what."""
