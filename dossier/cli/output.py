"""Output of commands: text, lines or JSON on standard output; progress on standard error."""

import codecs
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier.cli.parts import Part
from dossier.model.ingest import Progress
from dossier.text.unsafe_characters import one_line, strip_unsafe

ESCAPED = "dossier.escaped"
Row = Mapping[str, Any]


@dataclass(slots=True)
class Output:
    """The output of a command: `form` is "" for text for people, else plain, json or jsonl."""

    form: str = ""
    quiet: bool = False
    verbose: bool = False
    color: bool = True
    pager: bool = True

    def rows(self, rows: Iterable[Row], human: Callable[[Row], str | Sequence[Part]], columns: Sequence[str]) -> int:
        """Writes rows in the form chosen and returns their number. `columns` are those of --plain, separated by tabs; “days.start” is a
        value of a value. On a terminal, rows for people are styled, wrapped and paged.
        """
        all_rows = list(rows)
        if not self.form and sys.stdout.isatty():
            from dossier.cli.terminal import print_rows  # noqa: PLC0415  only a terminal needs it

            print_rows((_parts(human(row)) for row in all_rows), color=self.color, pager=self.pager)
            return len(all_rows)
        if self.form == "json":
            self.line(json.dumps(all_rows, ensure_ascii=False, indent=1))
        for row in all_rows if self.form != "json" else ():
            if self.form == "jsonl":
                self.line(json.dumps(row, ensure_ascii=False))
            elif self.form == "plain":
                self.line("\t".join(" ".join(_flat(_value(row, column)).split()) for column in columns))
            else:
                self.line("".join(words for words, _ in _parts(human(row))).replace("\n", "\n    "))
        return len(all_rows)

    def drawing(self, lines: Sequence[Sequence[Part]]) -> None:
        """Writes the lines of a drawing; on a terminal they are styled."""
        if sys.stdout.isatty():
            from dossier.cli.terminal import print_drawing  # noqa: PLC0415  only a terminal needs it

            print_drawing(lines, color=self.color)
        else:
            for line in lines:
                self.line("".join(words for words, _ in line).rstrip())

    def item(self, row: Row, human: str) -> None:
        """Writes one item."""
        if self.form in {"json", "jsonl"}:
            self.line(json.dumps(row, ensure_ascii=False, indent=1 if self.form == "json" else None))
        else:
            self.line(human)

    def line(self, text: str) -> None:
        """Data, on standard output; nothing from an article moves the cursor or colours the terminal."""
        print(strip_unsafe(text))  # noqa: T201  the command line prints its data here

    def say(self, text: str) -> None:
        """Words, on standard error, unless asked to be quiet."""
        if not self.quiet:
            print(strip_unsafe(text), file=sys.stderr)  # noqa: T201  the command line prints its messages here

    def fail(self, text: str) -> None:
        """An error message, on standard error, quiet or not."""
        print(strip_unsafe(f"dossier: {text}"), file=sys.stderr)  # noqa: T201  the command line prints its errors here

    @contextmanager
    def progress(self) -> Iterator[Callable[[Progress], None] | None]:
        """A progress bar on standard error for tasks that take longer than a moment; none where that is no terminal."""
        if self.quiet or not sys.stderr.isatty():
            yield None
            return
        from rich.console import Console  # noqa: PLC0415  most commands draw no bar
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn  # noqa: PLC0415
        from rich.progress import Progress as Bar  # noqa: PLC0415

        console = Console(stderr=True, no_color=not self.color)
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[rate]}", markup=False),
            TimeRemainingColumn(),
            TextColumn("left"),
            TextColumn("{task.fields[file]}", markup=False),
        )
        with Bar(*columns, console=console, transient=True) as bar:
            task = bar.add_task("reading", total=None, file="", rate="")

            def update(progress: Progress) -> None:
                speed = bar.tasks[0].speed
                bar.update(
                    task,
                    description=progress.stage,
                    completed=progress.done,
                    total=progress.total,
                    file=one_line(progress.file),
                    rate=f"{speed:.1f}/s" if speed else "",
                )

            yield update


def prepare_streams() -> None:
    """Lets standard output and error take every character: those that their encoding lacks are written as JSON escapes.

    A stream that the caller closed is opened on the null device, so that messages never end among data.
    """
    sys.stdin = sys.stdin or Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  open as long as the process
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  open as long as the process
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  open as long as the process
    codecs.register_error(ESCAPED, _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ESCAPED)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def is_interactive() -> bool:
    """True in a terminal in which the user can be asked, or the app can run."""
    return sys.stdin.isatty() and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _parts(words: str | Sequence[Part]) -> Sequence[Part]:
    return [(words, "")] if isinstance(words, str) else words


def _value(row: Row, column: str) -> object:
    """The value of a column, or of a key in it."""
    name, _, key = column.partition(".")
    value = row.get(name)
    return value.get(key) if key and isinstance(value, dict) else value


def _flat(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(_flat(v) for v in value)
    if isinstance(value, dict):
        if "text" in value:
            return _flat(value["text"])
        return " ".join(_flat(v) for v in value.values())
    return str(value)
