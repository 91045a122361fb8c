"""A mistake of the program itself: a report for those who mend it, and one screen of words for whoever it befell.

A report may be sent to strangers. It holds the program's own lines and the names of errors; what an error says is left out, since it
may quote an article, a query or a path of the user's.
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
TOLD = ("TERM", "TERM_PROGRAM", "COLORTERM", "LANG", "LC_ALL", "NO_COLOR")
"""Settings of the environment that tell of the terminal and nothing of the user."""


def format_crash_report(error: BaseException) -> str:
    """Versions, terminal, and the way to the error through the code: for each step file, line, function and the line of code."""
    terminal = ", ".join(f"{name}={os.environ[name]}" for name in TOLD if name in os.environ)
    lines = [
        f"dossier {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"terminal: {terminal or 'nothing is told of it'}",
        "what the errors said is left out: it may hold words or paths of yours",
    ]
    for one in _chain(error):
        lines += ["", f"{type(one).__module__}.{type(one).__qualname__}"]
        lines += [f"  {step}" for step in _steps(one)]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> list[BaseException]:
    """The error, and those that it came from."""
    found: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in found:
        found.append(now)
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    return found


def _steps(error: BaseException) -> list[str]:
    return [
        f"{_place(step.filename)}:{step.lineno} in {step.name}: {step.line if _is_code(step.filename) else ''}".rstrip(": ")
        for step in traceback.extract_tb(error.__traceback__)
    ]


def _is_code(file: str) -> bool:
    """True for files of the program and of what is installed with it."""
    return any(Path(file).is_relative_to(root) for root in _roots())


def _roots() -> list[Path]:
    return [PACKAGE.parent / "dossier", *(Path(root) for root in sys.path if root.endswith(("site-packages", "dist-packages")))]


def _place(file: str) -> str:
    """A file of the code without the folders over it, which may name the user."""
    path = Path(file)
    for root in _roots():
        if path.is_relative_to(root):
            return str(path.relative_to(root.parent if root.name == "dossier" else root))
    return path.name


def write_crash_report(error: BaseException) -> Path | None:
    """Writes the report into the user's private state; its path, or None where nothing can be written there."""
    path = state_dir() / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(format_crash_report(error), encoding="utf-8", errors="replace")
    except OSError:
        return None
    return path


def crash_message(error: BaseException, kept: Path | None, root: Path) -> str:
    """One screen of words: what happened, that nothing is lost, where the report lies, how to go on."""
    steps = [step for step in _steps(error) if step.startswith("dossier/")]
    place = (steps[-1].split(": ")[0] if steps else "").replace(" in ", ", in ")
    report = f"{kept}" if kept else "could not be written: the folder for the program's state cannot be written to"
    rows = (
        ("What", " ".join(filter(None, (type(error).__name__, f"({place})" if place else "")))),
        ("Lost", "nothing: notes, tags and corrections were kept as you made them"),
        ("Report", report),
        ("", "it holds none of your texts, searches or paths; read it before you send it") if kept else ("", ""),
        ("Go on", f"dossier {shlex.quote(str(root))}"),
        ("If not", "dossier check    or    dossier index --rebuild"),
    )
    told = "\n".join(f"  {label:<8}{text}" for label, text in rows if text)
    return f"\ndossier ended because of a mistake in the program. Your terminal is as it was before.\n\n{told}\n"
