"""The command `dossier`: options that work anywhere, commands that are imported only when used, errors told in a sentence."""

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

import click

from dossier import __version__
from dossier.cli.context import CliContext
from dossier.cli.crash_message import describe_error
from dossier.cli.output import Output
from dossier.errors import DossierError, UsageError

COMMANDS = {
    "new": "articles",
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
    "facets": "searches",
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
    "joins": "merge_review",
    "undo": "notebook",
    "redo": "notebook",
    "history": "notebook",
    "export": "export",
    "import": "export",
    "serve": "serve",
    "man": "man",
    "completion": "completion",
}
FORMS = ("json", "jsonl", "plain")


class LazyGroup(click.Group):
    """A group whose commands live in modules that are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """The command of that name, or None."""
        module = COMMANDS.get(cmd_name)
        found = getattr(import_module(f"dossier.cli.commands.{module}"), f"{cmd_name}_command") if module else None
        return found if isinstance(found, click.Command) else None


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a command, dossier opens the app on DIR, on the nearest enclosing dossier, or on the bundled sample. "
    "These work before and after any command: -C DIR (which dossier), --json, --jsonl, --plain, -q, -v, --no-color.",
)
@click.version_option(__version__, "-V", "--version", message="dossier %(version)s")
def cli() -> None:
    """A case file in the terminal: who acts in your news articles, what happened when, and who said what."""


def run(words: Sequence[str]) -> int:
    """Runs the program with these words and returns its exit code."""
    output = Output(color=not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")
    try:
        if asked := os.environ.get("_DOSSIER_COMPLETE"):
            from dossier.cli.commands.completion import complete_in_shell  # noqa: PLC0415  only a shell asks that

            return complete_in_shell(asked)
        code = _answered(words, output)
        sys.stdout.flush()
    except DossierError as error:
        output.fail(str(error))
        return error.exit_code
    except click.UsageError as error:
        command = f"{error.ctx.info_name} " if error.ctx and error.ctx.parent else ""
        output.fail(f"{error.format_message()}{_meant(error)} See “dossier {command}--help”.")
        return 2
    except click.ClickException as error:
        output.fail(error.format_message())
        return 1
    except (KeyboardInterrupt, click.Abort):
        output.fail("Interrupted; what was stored stays.")
        return 130
    except BrokenPipeError:
        _hush()
        return 0
    except Exception as error:  # noqa: BLE001  the outermost edge: whatever it is, the user reads a sentence
        output.fail(describe_error(error))
        _hush()
        return 1
    return code


def _meant(error: click.UsageError) -> str:
    """The option that works anywhere which an unknown one is spelled nearly as; click itself knows those of the command only."""
    if not isinstance(error, click.NoSuchOption) or error.possibilities:
        return ""
    near = get_close_matches(error.option_name, [*(f"--{form}" for form in FORMS), "--no-color"], 1)
    return f" Did you mean {near[0]}?" if near else ""


def _answered(words: Sequence[str], output: Output) -> int:
    """Runs the command, or opens the app. Click's own `main` is not asked, since it hides a reader that went away."""
    setting, rest = split_global_options(words, output)
    try:
        if not rest or (rest[0] not in COMMANDS and not rest[0].startswith("-")):
            return _open_app(setting, rest)
        with cli.make_context("dossier", rest, obj=setting) as context:
            result = cli.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    finally:
        setting.close()
    return result if isinstance(result, int) else 0


def _hush() -> None:
    """Sends what standard output still holds to nowhere: its reader is gone, or its disk is full."""
    if sys.stdout is sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def split_global_options(words: Sequence[str], output: Output) -> tuple[CliContext, list[str]]:
    """The options that work anywhere, taken out of the words, and the words that are left. What follows `--` is left alone."""
    rest: list[str] = []
    folder: Path | None = None
    todo = list(words)
    while todo:
        word = todo.pop(0)
        if word == "--":
            rest += [word, *todo]
            break
        if word == "-C":
            if not todo:
                raise UsageError("-C wants a folder after it.", do="For example: dossier -C my-case search truce")
            named = todo.pop(0)
            if not named:
                raise UsageError("-C wants a folder after it, and that name is empty.")
            folder = Path(named)
        elif word.removeprefix("--") in FORMS and word.startswith("--"):
            output.form = word.removeprefix("--")
        elif word == "-q":
            output.quiet = True
        elif word == "-v":
            output.verbose = True
        elif word == "--no-color":
            output.color = False
            os.environ["NO_COLOR"] = "1"
        else:
            rest.append(word)
    return CliContext(folder, output), rest


def _open_app(setting: CliContext, rest: Sequence[str]) -> int:
    """Opens the app on the folder named; a word that is neither folder nor command is an unknown command."""
    if len(rest) > 1 and rest[1] in COMMANDS and Path(rest[0]).expanduser().is_dir():
        raise UsageError(f"A folder before a command wants -C: dossier -C {rest[0]} {rest[1]}.")
    if len(rest) > 1 or (rest and not Path(rest[0]).expanduser().is_dir() and "/" not in rest[0]):
        near = get_close_matches(rest[0], COMMANDS, 1) or [name for name in COMMANDS if rest[0] and name.startswith(rest[0][:2])]
        raise UsageError(
            f"There is no command “{rest[0]}” and no folder of that name.",
            do=f"Did you mean “{near[0]}”?" if near else "See “dossier --help”.",
        )
    if rest:
        setting.folder = Path(rest[0])
    opened = setting.open_dossier()
    served = "web_driver" in os.environ.get("TEXTUAL_DRIVER", "")  # a server draws what the app writes
    if not served and (not (sys.stdin.isatty() and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb"):
        raise DossierError(
            "The app needs a terminal that can move its cursor, and this is none.",
            do="The commands work anywhere: “dossier timeline”, “dossier search WORDS”; “dossier --help” lists them.",
        )
    from dossier.tui.app import run_app  # noqa: PLC0415  only the app needs the terminal library

    return run_app(opened)
