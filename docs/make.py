"""Generate pages from the program: docs/keys.md from the key table, docs/commands.md from the commands' help, the kinds of events and their
figures in docs/facts.schema.json, and in docs/share/ the manual and the shell completions that the wheel installs.

Run it after changing a key, a command or a kind of event: `.venv/bin/python docs/make.py`. A test compares the pages with its output.
"""

import json
import re
from functools import partial
from pathlib import Path

import click

from dossier.cli.commands.completion import script
from dossier.cli.commands.man import page as manual
from dossier.cli.registry import COMMANDS, cli
from dossier.keys.keymap import GROUPS, KEYMAP, KeyAction, display_key
from dossier.keys.user_keys import preset_keymap
from dossier.model.event_kinds.registry import figure_words, kind_names

HERE = Path(__file__).resolve().parent


def keys() -> str:
    """The key table as a page."""
    plain = {key.id: key for key in preset_keymap("plain")}
    lines = [
        "# Keys",
        "",
        "Generated from `dossier/keys/keymap.py`, like the footer, the help (`?`) and the command palette (`ctrl+p`).",
        "",
    ]
    for group, heading in GROUPS.items():
        lines += [f"## {heading}", "", '| keys | with `keys = "plain"` | what they do | where | id |', "|---|---|---|---|---|"]
        lines += [
            f"| {signs(key)} | {signs(plain[key.id])} | {key.help} | {', '.join(key.panes)} | `{key.id}` |"
            for key in KEYMAP
            if key.group == group
        ]
        lines.append("")
    return "\n".join(lines)


def signs(key: KeyAction) -> str:
    """A key's keys as they are read."""
    return " ".join(f"`{display_key(name)}`" for name in key.keys)


def commands() -> str:
    """Every command's help as a page."""
    context = click.Context(cli, info_name="dossier", **cli.context_settings)
    lines = ["# Commands", "", "Generated from the program's own help.", "", "```", cli.get_help(context), "```", ""]
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if command is not None:
            help_text = command.get_help(click.Context(command, info_name=name, parent=context))
            lines += [f"## dossier {name}", "", "```", help_text, "```", ""]
    return "\n".join(lines)


def facts_schema() -> str:
    """The JSON Schema with the kinds of events and the figures that are declared."""
    schema = (HERE / "facts.schema.json").read_text(encoding="utf-8")
    figures = f'"figureName": {{\n      "enum": {json.dumps(list(figure_words()))}\n    }}'
    schema = re.sub(r'"figureName": \{[^}]*\}', figures, schema)
    return re.sub(r'("event": \{.*?"kind": \{"enum": )\[[^]]*\]', rf"\g<1>{json.dumps(kind_names())}", schema, count=1, flags=re.DOTALL)


PAGES = {
    "facts.schema.json": facts_schema,
    "keys.md": keys,
    "commands.md": commands,
    "share/dossier.1": manual,
    "share/dossier.bash": partial(script, "bash"),
    "share/_dossier": partial(script, "zsh"),
    "share/dossier.fish": partial(script, "fish"),
}

if __name__ == "__main__":
    (HERE / "share").mkdir(exist_ok=True)
    for page, render in PAGES.items():
        (HERE / page).write_text(render(), encoding="utf-8")
