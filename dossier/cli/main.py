"""Main of the command line: global options, dispatch to a command or to the app, errors as one sentence."""

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from dossier.cli.context import CliContext
from dossier.cli.crash_message import describe_error
from dossier.cli.open_app import open_app
from dossier.cli.output import Output
from dossier.cli.registry import COMMANDS, FORMS, cli
from dossier.errors import DossierError, UsageError


def run(words: Sequence[str]) -> int:
    """Runs the program with these arguments and returns its exit code."""
    output = Output(color=not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")
    try:
        if instruction := os.environ.get("_DOSSIER_COMPLETE"):
            from dossier.cli.commands.completion import complete_in_shell  # noqa: PLC0415  only a shell needs it

            return complete_in_shell(instruction)
        code = _dispatch(words, output)
        sys.stdout.flush()
    except DossierError as error:
        output.fail(str(error))
        return error.exit_code
    except click.UsageError as error:
        command = f"{error.ctx.info_name} " if error.ctx and error.ctx.parent else ""
        output.fail(f"{error.format_message()}{_suggestion(error)} See “dossier {command}--help”.")
        return 2
    except click.ClickException as error:
        output.fail(error.format_message())
        return 1
    except (KeyboardInterrupt, click.Abort):
        output.fail("Interrupted. Saved data is safe.")
        return 130
    except BrokenPipeError:
        _discard_output()
        return 0
    except Exception as error:  # noqa: BLE001  the outermost edge: whatever it is, the user reads a sentence
        output.fail(describe_error(error))
        _discard_output()
        return 1
    return code


def _suggestion(error: click.UsageError) -> str:
    """The global option that an unknown one is spelled like; click itself knows the options of the command only."""
    if not isinstance(error, click.NoSuchOption) or error.possibilities:
        return ""
    near = get_close_matches(error.option_name, [*(f"--{form}" for form in FORMS), "--no-color", "--no-pager"], 1)
    return f" Did you mean {near[0]}?" if near else ""


def _dispatch(words: Sequence[str], output: Output) -> int:
    """Runs the command, or opens the app. Click's own `main` is not used, since it hides a broken pipe."""
    cli_context, rest = split_global_options(words, output)
    try:
        if not rest or (rest[0] not in COMMANDS and not rest[0].startswith("-")):
            return open_app(cli_context, rest)
        with cli.make_context("dossier", rest, obj=cli_context) as context:
            result = cli.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    finally:
        cli_context.close()
    return result if isinstance(result, int) else 0


def _discard_output() -> None:
    """Discards what is left in the buffer of standard output: its reader is gone, or its disk is full."""
    if sys.stdout is sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def split_global_options(words: Sequence[str], output: Output) -> tuple[CliContext, list[str]]:
    """The global options among the arguments, and the other arguments. Those after `--` are not touched."""
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
                raise UsageError("-C needs a folder.", do="For example: dossier -C my-case search truce")
            name = todo.pop(0)
            if not name:
                raise UsageError("-C needs a folder, and the name given is empty.")
            folder = Path(name)
        elif not _set_output(word, output):
            rest.append(word)
    return CliContext(folder, output), rest


def _set_output(word: str, output: Output) -> bool:
    """Set what a global option says of the output; False if it is no global option."""
    if word.removeprefix("--") in FORMS and word.startswith("--"):
        output.form = word.removeprefix("--")
    elif word == "-q":
        output.quiet = True
    elif word == "-v":
        output.verbose = True
    elif word == "--no-pager":
        output.pager = False
    elif word == "--no-color":
        output.color = False
        os.environ["NO_COLOR"] = "1"
    else:
        return False
    return True
