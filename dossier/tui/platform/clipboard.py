"""Copying: by the terminal's own clipboard, by a program of this machine where there is one, and into a file that always works."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from textual.app import App

from dossier.runtime.paths import state_dir

FILE = "copied.txt"
DEAF = ("Apple_Terminal",)
"""Terminals that are known to pay no heed to OSC 52, by TERM_PROGRAM; so are those built on VTE, and consoles."""
PATIENCE = 3.0
"""Seconds that a program may take to take a text."""

Tool = tuple[str, ...]


def deaf(environment: Mapping[str, str]) -> bool:
    """True for a terminal that is known to take no copies."""
    return (
        environment.get("TERM_PROGRAM") in DEAF
        or "VTE_VERSION" in environment
        or environment.get("TERM", "") in {"linux", "vt100", "vt220", "dumb"}
    )


def local_tool(environment: Mapping[str, str], platform: str = sys.platform) -> Tool | None:
    """The program that puts text on the clipboard of the machine that one sits at; None where there is none, and from afar."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return None
    tools: list[Tool] = []
    if platform == "darwin":
        tools.append(("pbcopy",))
    if environment.get("WAYLAND_DISPLAY"):
        tools.append(("wl-copy",))
    if environment.get("DISPLAY"):
        tools += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    if platform == "win32" or environment.get("WSL_DISTRO_NAME"):
        tools.append(("clip.exe",))
    there = ((shutil.which(name, path=environment.get("PATH")), rest) for name, *rest in tools)
    return next(((path, *rest) for path, rest in there if path), None)


def send(app: App[object], text: str) -> None:
    """Ask the terminal to take a text. A terminal never tells whether it did."""
    app.copy_to_clipboard(text)


def copy(app: App[object], what: str, text: str) -> str:
    """Both at once, where a moment's wait is no matter."""
    send(app, text)
    return keep(what, text)


def keep(what: str, text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Give a text to the machine's own program and to a file; the sentence that says where it is now, and no more than is known."""
    path = state_dir() / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        kept = _from_home(path)
    except OSError:
        kept = ""
    tool = local_tool(environment)
    if tool is not None and _taken(tool, text):
        return f"Copied {what} by {Path(tool[0]).name}{f'; also in {kept}' if kept else ''}."
    if deaf(environment):
        return (
            f"This terminal takes no copies; {what} is in {kept}."
            if kept
            else "This terminal takes no copies, and no file could be written."
        )
    return f"Sent {what} to the clipboard; {f'also in {kept}' if kept else 'whether it took it cannot be known'}."


def _from_home(path: Path) -> str:
    """A path as short as it can be typed."""
    with suppress(ValueError, RuntimeError):
        return str(Path("~") / path.relative_to(Path.home()))
    return str(path)


def _taken(tool: Tool, text: str) -> bool:
    """True where the program says that it took the text. Its own words go nowhere: it may stay to serve the text."""
    try:
        done = subprocess.run(  # noqa: S603  # one of the programs above
            tool, input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
