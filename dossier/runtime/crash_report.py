"""Crash reports: a file for the developers, and a message for the user.

A report may be sent to strangers. It has lines of the program's code and names of errors; messages of errors are left out, since they
may quote an article, a query or a path of the user.
"""

import os
import platform
import shlex
import sys
import traceback
from pathlib import Path

from dossier import __version__
from dossier.runtime.paths import PACKAGE, state_dir

FILE = "crash.txt"
ENVIRONMENT = ("TERM", "TERM_PROGRAM", "COLORTERM", "LANG", "LC_ALL", "NO_COLOR")
"""Environment variables that describe the terminal and reveal nothing of the user."""


def format_crash_report(error: BaseException) -> str:
    """Versions, terminal, and the traceback: for each frame the file, line number, function and line of code."""
    terminal = ", ".join(f"{name}={os.environ[name]}" for name in ENVIRONMENT if name in os.environ)
    lines = [
        f"dossier {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"terminal: {terminal or 'unknown'}",
        "error messages are left out because they may contain your text or paths",
    ]
    for chained in _chain(error):
        lines += ["", f"{type(chained).__module__}.{type(chained).__qualname__}"]
        lines += [f"  {frame}" for frame in _frames(chained)]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> list[BaseException]:
    """The error, and those that caused it."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return chain


def _frames(error: BaseException) -> list[str]:
    return [
        f"{_relative_path(frame.filename)}:{frame.lineno} in {frame.name}: {frame.line if _is_code(frame.filename) else ''}".rstrip(": ")
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _is_code(file: str) -> bool:
    """True for files of the program and of installed packages."""
    return any(Path(file).is_relative_to(root) for root in _roots())


def _roots() -> list[Path]:
    return [PACKAGE.parent / "dossier", *(Path(root) for root in sys.path if root.endswith(("site-packages", "dist-packages")))]


def _relative_path(file: str) -> str:
    """The path of a code file without the folders above the package, which may contain the user's name."""
    path = Path(file)
    for root in _roots():
        if path.is_relative_to(root):
            return str(path.relative_to(root.parent if root.name == "dossier" else root))
    return path.name


def write_crash_report(error: BaseException) -> Path | None:
    """Write the report into the user's private state and return its path; None where it cannot be written."""
    path = state_dir() / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(format_crash_report(error), encoding="utf-8", errors="replace")
    except OSError:
        return None
    return path


def crash_message(error: BaseException, report_path: Path | None, root: Path) -> str:
    """The message for the user: the error, that nothing is lost, the path of the report, and how to continue."""
    frames = [frame for frame in _frames(error) if frame.startswith("dossier/")]
    location = (frames[-1].split(": ")[0] if frames else "").replace(" in ", ", in ")
    report = f"{report_path}" if report_path else "could not be written: the folder for the program's state cannot be written to"
    rows = (
        ("What", " ".join(filter(None, (type(error).__name__, f"({location})" if location else "")))),
        ("Lost", "nothing: your notes, tags and corrections are saved"),
        ("Report", report),
        ("", "it contains none of your text, searches or paths; read it before sending it") if report_path else ("", ""),
        ("Continue", f"dossier {shlex.quote(str(root))}"),
        ("If not", "dossier check    or    dossier index --rebuild"),
    )
    table = "\n".join(f"  {label:<8}{text}" for label, text in rows if text)
    return f"\ndossier crashed because of a bug. Your terminal has been restored.\n\n{table}\n"
