"""Clipboard: by the terminal (OSC 52), by a program of this machine where there is one, and by a file, which always works."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textual.app import App

from dossier.runtime.isolation import child_folder
from dossier.runtime.paths import state_dir
from dossier.text.unsafe_characters import strip_unsafe
from dossier.tui.text.phrases import path_from_home

FILE = "copied.txt"
IGNORE_OSC52 = ("Apple_Terminal",)
"""Terminals that are known to ignore OSC 52, by TERM_PROGRAM; so are those built on VTE, and consoles."""
PATIENCE = 3.0
"""Seconds to wait for such a program."""

Tool = tuple[str, ...]


def ignores_osc52(environment: Mapping[str, str]) -> bool:
    """True for a terminal that is known to ignore OSC 52."""
    return (
        environment.get("TERM_PROGRAM") in IGNORE_OSC52
        or "VTE_VERSION" in environment
        or environment.get("TERM", "") in {"linux", "vt100", "vt220", "dumb"}
    )


def local_tool(environment: Mapping[str, str], platform: str = sys.platform) -> Tool | None:
    """The program that puts text on the clipboard of the user's machine; None where there is none, and over SSH."""
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
    installed = ((shutil.which(name, path=environment.get("PATH")), rest) for name, *rest in tools)
    return next(((path, *rest) for path, rest in installed if path), None)


def send(app: App[Any], text: str) -> None:
    """Ask the terminal to copy a text. A terminal does not report whether it did."""
    app.copy_to_clipboard(strip_unsafe(text))


def copy(app: App[Any], label: str, text: str) -> str:
    """Both at once, where a short wait does not matter: the sentence of `store`."""
    send(app, text)
    return store(label, text)


def store(label: str, text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Give a text to the machine's own program and to a file; a sentence that says where it is now, as far as that is known."""
    path, text = state_dir() / FILE, strip_unsafe(text)  # it may be pasted into a shell
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        file = path_from_home(path)
    except OSError:
        file = ""
    tool = local_tool(environment)
    if tool is not None and _run(tool, text):
        return f"Copied {label} with {Path(tool[0]).name}{f'; also saved in {file}' if file else ''}."
    if ignores_osc52(environment):
        return (
            f"This terminal has no clipboard access; saved {label} in {file}."
            if file
            else "Could not copy: this terminal has no clipboard access, and no file could be written."
        )
    return f"Sent {label} to the clipboard; {f'also saved in {file}' if file else 'the terminal does not confirm it'}."


def _run(tool: Tool, text: str) -> bool:
    """True where the program exits with 0. Its output is dropped: it may stay in the background to serve the text."""
    try:
        process = subprocess.run(  # noqa: S603  # one of the programs above
            tool,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
            cwd=child_folder(),
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return process.returncode == 0
