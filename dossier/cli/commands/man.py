"""The command man: the manual as a man page, generated from the commands' help, the key table and the query language; always the same."""

import re
from collections.abc import Iterable, Iterator

import click

from dossier import RELEASED, __version__
from dossier.cli.registry import COMMANDS, cli
from dossier.keys.keymap import GROUPS, KEYMAP, display_key
from dossier.runtime.paths import SETTINGS

EXIT = (
    ("0", "done"),
    ("1", "no results, or the command failed"),
    ("2", "wrong usage"),
    ("130", "interrupted"),
)
FILES = (
    (SETTINGS, "title, description and settings of a dossier; edit it as you like"),
    ("seeds/", "the articles, exactly as they were added"),
    ("index/", "built from the articles; dossier index --rebuild rebuilds it"),
    ("notebook.sqlite3", "your bookmarks, notes, tags and corrections"),
)
ENVIRONMENT = (
    ("NO_COLOR", "if set, output has no colour"),
    ("VISUAL, EDITOR", "the editor for notes"),
    ("DOSSIER_*", "settings; dossier config lists them with their values and sources"),
)
SIGNS = {"\\": "\\e", "-": "\\-", "“": "\\(lq", "”": "\\(rq", "’": "\\(cq", "…": "\\&...", "–": "\\(en", "·": "\\(bu"}
SIGNS |= {"←": "\\(<-", "→": "\\(->", "↑": "\\(ua", "↓": "\\(da", "~": "\\(ti", "^": "\\(ha", "'": "\\(aq", "`": "\\(ga", '"': "\\(dq"}


def page() -> str:
    """The whole page, in the macros of man(7); groff and mandoc read it."""
    context = click.Context(cli, info_name="dossier", **cli.context_settings)
    lines = [
        f'.TH DOSSIER 1 "{RELEASED}" "dossier {__version__}" "User Commands"',
        *(".SH NAME", f"dossier \\- {roff('a case file in the terminal')}"),
        *(".SH SYNOPSIS", *_synopsis()),
        *(".SH DESCRIPTION", *_paragraphs(cli.help or ""), *_paragraphs(cli.epilog or "")),
        *(".SH COMMANDS", *(line for name in COMMANDS for line in _command(name, context))),
        *(".SH QUERIES", roff("The search box and every QUERY use the same language. An empty query matches everything."), *_language()),
        *(".SH KEYS", roff("Keys in the app. Press ? to see those of the current pane."), *_keys()),
        *(".SH FILES", *_list(FILES)),
        *(".SH ENVIRONMENT", *_list(ENVIRONMENT)),
        *(".SH EXIT STATUS", *_list(EXIT)),
    ]
    return "\n".join(lines) + "\n"


def roff(text: str) -> str:
    """A text as one line of roff: characters that are special in roff, or that a terminal may lack, by their names."""
    line = "".join(SIGNS.get(sign, sign) for sign in " ".join(text.split()))
    return f"\\&{line}" if line.startswith(".") else line


def _synopsis() -> Iterator[str]:
    yield from (".B dossier", "[\\fB\\-C\\fR \\fIDIR\\fR] [\\fIDIR\\fR]", ".br")
    yield from (".B dossier", "[\\fB\\-C\\fR \\fIDIR\\fR] \\fICOMMAND\\fR [\\fIARGUMENT\\fR ...]")


def _command(name: str, parent: click.Context) -> Iterator[str]:
    """One command: usage, help, options."""
    command = cli.get_command(parent, name)
    if command is None:
        return
    context = click.Context(command, info_name=name, parent=parent)
    yield f".SS {roff(' '.join(('dossier', name, *command.collect_usage_pieces(context))))}"
    yield from _paragraphs(command.help or "")
    records = [option.get_help_record(context) for option in command.get_params(context) if isinstance(option, click.Option)]
    yield from _list(record for record in records if record and "--help" not in record[0])


def _language() -> Iterator[str]:
    from dossier.services.query.vocabulary import query_fields, query_signs  # noqa: PLC0415  other commands need no query language

    yield from _list(query_signs())
    yield from (".PP", roff("Put a field before a word, a phrase or a group:"), *_list(query_fields()))


def _keys() -> Iterator[str]:
    for group, heading in GROUPS.items():
        yield f".SS {roff(heading)}"
        yield from _list((" ".join(display_key(k) for k in key.keys), key.help) for key in KEYMAP if key.group == group)


def _list(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Terms in bold, each with its meaning."""
    for term, meaning in pairs:
        yield from (".TP", f"\\fB{roff(term)}\\fR", roff(meaning) or "\\&")


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        yield from (".PP", roff(paragraph))


@click.command("man")
def man_command() -> None:
    """Print the manual as a man page: dossier man | man -l -."""
    click.echo(page(), nl=False)
