"""Isolation: the program and its child processes import nothing from the folder that they are run in, which may come from a stranger.

`python -m` puts the current folder first on the path of modules, so a `json.py` in a folder that came by mail would run. See the option -P of
Python, which the console script does not need and `python -m dossier` cannot have.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier.runtime.paths import PACKAGE

LEFT_OUT = frozenset({"PYTHONSTARTUP", "PYTHONINSPECT", "PYTHONBREAKPOINT", "PYTHONHOME", "PYTHONPATH", "PYTHONCASEOK", "PYTHONPLATLIBDIR"})
"""Variables by which Python runs or finds code that the command itself was not given."""


def python_command(*arguments: str) -> tuple[str, ...]:
    """The command that runs this program again, isolated from the current folder."""
    return (sys.executable, "-P", "-m", "dossier", *arguments)


def child_environment(environment: Mapping[str, str] = os.environ, path: Sequence[str] = tuple(sys.path)) -> dict[str, str]:
    """The environment of a child process: without variables that lead Python to other code, and with the absolute parts of PYTHONPATH only.

    `path` is this process's path of modules; the program's own folder is added where it is not on it.
    """
    entries = [entry for entry in environment.get("PYTHONPATH", "").split(os.pathsep) if Path(entry).is_absolute()]
    if str(PACKAGE.parent) not in (*path, *entries):
        entries.append(str(PACKAGE.parent))
    cleaned = {name: value for name, value in environment.items() if name not in LEFT_OUT}
    return {**cleaned, "PYTHONSAFEPATH": "1", **({"PYTHONPATH": os.pathsep.join(entries)} if entries else {})}


def child_folder() -> Path:
    """The folder that child processes run in: the user's home, else the root of all folders."""
    home = Path.home()
    return home if home.is_dir() else Path(home.anchor)
