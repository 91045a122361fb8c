# a program, not a package
"""A recording of a first minute with the sample, typed into a real terminal: an asciinema cast, and a GIF for pages that play no cast.

python screenshots/record.py [--out FOLDER] [--size 120x36] [--no-gif]

Needs tmux; the GIF also a headless Chromium and ImageMagick. The screens are those of the terminal, the times those of the script: two
runs differ only where the app does.
"""

import argparse
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests" / "smoke")]

from make import reported_by_most, sample_copy, to_png, word_said  # noqa: E402  # found by the line above
from terminal import Terminal  # noqa: E402  # the same

from dossier.api import open_dossier  # noqa: E402  # the same

FEED = "http://harbour-post.example/world.xml"
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Harbour Post</title><link>http://harbour-post.example/</link><item>
<title>Envoys to meet again in Abu Dhabi</title><guid>1</guid><pubDate>Fri, 06 Feb 2026 09:00:00 +0000</pubDate><description>The delegations of Ukraine and Russia are to meet in Abu Dhabi again next week, an official of the United Arab Emirates said on \
Friday. The second round had ended there on Thursday. Both sides agreed on an exchange of prisoners of war, the first in five \
months, and on working groups for what is still open. The official named neither a day nor who will take part. A spokesman of the \
host said that the rooms are booked, that the tables are set, and that nobody is in a hurry to leave before there is something to \
sign.</description></item></channel></rss>
"""
LETTER = 0.09
QUIET = 0.4
COLOUR = re.compile(r"\x1b\[[0-9;:]*m")
PALETTE = TerminalTheme((18, 22, 27), (212, 217, 224), [(18, 22, 27)] * 8, [(212, 217, 224)] * 8)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the walk: text typed, `letters` at a time, or keys pressed; the words to wait for; how long a viewer looks at the
    result, in seconds.
    """

    keys: tuple[str, ...] = ()
    text: str = ""
    wait: tuple[str, ...] = ()
    look: float = 1.2
    letters: int = 1


def walk(speaker: str, word: str, downs: int) -> Iterator[Step]:
    """A first minute: the timeline, a search, a quotation in its sentence, sources side by side, reasons, matches, an actor, a map, a feed, a
    note.
    """
    yield Step(wait=("Timeline", "articles"), look=2.5)
    yield Step(("/",), look=0.5)
    yield Step(text=f"said:{speaker} {word}", look=1.5, letters=2)
    yield Step(("Enter",), look=0.8)
    yield Step(("4",), wait=("▸ 4 Quotes",), look=2.5)
    yield Step(("Escape",), look=0.8)
    yield Step(("2",), wait=("▸ 2 Timeline",), look=0.8)
    yield Step(("g",), look=0.3)
    for _ in range(downs):
        yield Step(("j",), look=0.15)
    yield Step(look=1.5)
    yield Step(("c",), wait=("Sources side by side",), look=3.0)
    yield Step(("Escape",), look=0.5)
    yield Step(("w",), wait=("Also reported by",), look=3.0)
    yield Step(("Escape",), look=0.5)
    yield Step(("M",), wait=("Review matches",), look=3.0)
    yield Step(("Escape",), look=0.5)
    yield Step(("1",), wait=("▸ 1 Actors",), look=0.6)
    yield Step(("p",), wait=("roles",), look=3.0)
    yield Step(("Escape",), look=0.5)
    yield Step(("2",), wait=("▸ 2 Timeline",), look=0.4)
    yield Step(("W",), wait=("On the map",), look=2.0)
    for _ in range(3):
        yield Step(("n",), look=0.8)
    for _ in range(4):
        yield Step(("+",), look=0.3)
    yield Step(("0",), look=1.5)
    yield Step(("Escape",), look=0.5)
    yield Step(("C",), wait=("Use the network?",), look=1.5)
    yield Step(("y", "Enter"), wait=("added",), look=3.0)
    yield Step(("x",), look=0.5)
    yield Step(("2",), wait=("▸ 2 Timeline",), look=0.4)
    yield Step(("b",), wait=("Bookmarked",), look=1.0)
    yield Step(("a",), wait=("▸ Note",), look=0.5)
    yield Step(text="Who sat at the table on the second day?", wait=("saved",), look=1.2, letters=8)
    yield Step(("Escape",), look=0.5)
    yield Step(("5",), wait=("▸ 5 Notes",), look=2.0)
    yield Step(("e",), wait=("Export these results",), look=2.5)
    yield Step(("Escape",), look=1.0)


class News(BaseHTTPRequestHandler):
    """A news site for the watched feed, reached as a proxy, so that the recording needs no network and shows no address of this machine."""

    def do_GET(self) -> None:
        """The feed; nothing else is there."""
        body = NEWS.encode() if self.path.endswith("world.xml") else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002  the library's name
        """Prints nothing."""


@contextmanager
def news_site() -> Iterator[str]:
    """The address of a proxy that knows one news site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), News) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Recorder:
    """Performs steps in a terminal and records its screens, each with the seconds it is shown."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.frames: list[tuple[str, float]] = []

    def settle(self) -> str:
        """The screen, once it changes no more."""
        screen, since = self.terminal.styled(), time.monotonic()
        while time.monotonic() - since < QUIET:
            time.sleep(0.05)
            if (now := self.terminal.styled()) != screen:
                screen, since = now, time.monotonic()
        return screen

    def keep(self, screen: str, look: float) -> None:
        """Record a screen for so many seconds."""
        if self.frames and self.frames[-1][0] == screen:
            look += self.frames.pop()[1]
        self.frames.append((screen, look))

    def do(self, step: Step) -> None:
        """One step."""
        for at in range(0, len(step.text), step.letters):
            self.terminal.type(step.text[at : at + step.letters])
            self.keep(self.settle(), LETTER * step.letters)
        for key in step.keys:
            self.terminal.press(key)
        if step.wait:
            self.terminal.wait(*step.wait)
        self.keep(self.settle(), step.look)


def rows_of(screen: str, rows: int) -> list[str]:
    """The rows of a screen, each with its initial colours, which tmux writes only in the row above."""
    now, lines = "", []
    for text in (screen.split("\n") + [""] * rows)[:rows]:
        lines.append(f"\x1b[0m{now}{text}\x1b[0m")
        for sign in COLOUR.findall(text):
            now = sign if sign.startswith(("\x1b[0", "\x1b[m")) else now + sign
    return lines


def cast(frames: list[tuple[str, float]], columns: int, rows: int, title: str) -> str:
    """The screens as asciinema's version 2: a line of head, then a line for each screen with the rows that are new on it."""
    head = {"version": 2, "width": columns, "height": rows, "title": title, "env": {"TERM": "xterm-256color"}}
    lines, before, at = [json.dumps(head)], [""] * rows, 0.0
    for screen, look in frames:
        now = rows_of(screen, rows)
        new = [f"\x1b[{row};1H{text}\x1b[K" for row, (text, old) in enumerate(zip(now, before, strict=True), 1) if text != old]
        lines.append(json.dumps([round(at, 2), "o", "".join(new)], ensure_ascii=False))
        before, at = now, at + look
    lines.append(json.dumps([round(at, 2), "o", ""]))
    return "\n".join(lines) + "\n"


def screen_svg(screen: str, columns: int) -> str:
    """A screen with its colours as SVG."""
    console = Console(width=columns, record=True, file=io.StringIO(), color_system="truecolor", force_terminal=True, legacy_windows=False)
    console.print(Text.from_ansi(screen.rstrip("\n")), no_wrap=True, crop=False, overflow="ignore")
    return console.export_svg(title="dossier", theme=PALETTE)


def animate(frames: list[tuple[str, float]], columns: int, path: Path) -> bool:
    """The frames as a GIF; false where Chromium or ImageMagick is missing."""
    convert = shutil.which("magick") or shutil.which("convert")
    if convert is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        words: list[str] = []
        for at, (screen, look) in enumerate(frames):
            picture = Path(folder) / f"{at:03}.png"
            if not to_png(screen_svg(screen, columns), picture):
                return False
            words += ["-delay", str(round(look * 100)), str(picture)]
        command = [convert, *words, "-resize", "900x", "-layers", "Optimize", "-colors", "64", "-loop", "0", str(path)]
        subprocess.run(command, check=True, timeout=600)
    return path.is_file()


def record(out: Path, columns: int, rows: int, *, gif: bool) -> None:
    """Perform the walk on a copy of the sample, and write the recording."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.update({"HOME": name, **{f"XDG_{part}_HOME": f"{name}/{part.lower()}" for part in ("CONFIG", "DATA", "CACHE", "STATE")}})
        case = sample_copy(folder)
        with open_dossier(case) as dossier:
            speaker, word = word_said(dossier)
            downs = reported_by_most(dossier)
            title = dossier.title
        command = str(Path(sys.executable).parent / "dossier")
        subprocess.run([command, "-C", str(case), "watch", "--add", FEED], check=True, stdout=subprocess.DEVNULL)
        with news_site() as proxy:
            terminal = Terminal(folder, ["COLORTERM=truecolor", f"http_proxy={proxy}", command, str(case)], (columns, rows))
            try:
                recorder = Recorder(terminal)
                for step in walk(speaker, word, downs):
                    recorder.do(step)
                terminal.press("C-q")
                terminal.wait("ended with 0")
            finally:
                terminal.close()
    (out / "first-minute.cast").write_text(cast(recorder.frames, columns, rows, title), encoding="utf-8")
    has_gif = gif and animate(recorder.frames, columns, out / "first-minute.gif")
    print(
        "first-minute", f"{sum(look for _, look in recorder.frames):.0f} s,", "cast and gif" if has_gif else "cast"
    )  # a program to run by hand


def run(arguments: list[str]) -> int:
    """Make the recording; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--size", default="120x36")
    parser.add_argument("--no-gif", action="store_true")
    options = parser.parse_args(arguments)
    if shutil.which("tmux") is None:
        print("The recording is typed into tmux, which is not installed.", file=sys.stderr)
        return 1
    columns, rows = map(int, options.size.split("x"))
    record(options.out, columns, rows, gif=not options.no_gif)
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
