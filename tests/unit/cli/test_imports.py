"""Imports of commands, measured in fresh processes."""

import json
import subprocess
import sys

import pytest

from dossier.api import Dossier

PROGRAM = """
import json, sys
from dossier.cli.main import run
code = run(sys.argv[1:])
print(json.dumps({"code": code, "modules": sorted({m.split(".")[0] for m in sys.modules})}), file=sys.stderr)
"""

APP = """
import json, sys
from pathlib import Path
from dossier.api import open_dossier
from dossier.tui.app import DossierApp
DossierApp(open_dossier(Path(sys.argv[1])))
print(json.dumps({"code": 0, "modules": sorted({m.split(".")[0] for m in sys.modules})}), file=sys.stderr)
"""


def imported(*words: str, program: str = PROGRAM) -> set[str]:
    """The packages imported by one command, or another program, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    result = json.loads(done.stderr.splitlines()[-1])
    assert result["code"] == 0, done.stderr
    return set(result["modules"])


@pytest.mark.parametrize("words", [["--version"], ["--help"]])
def test_version_and_help_import_little(words: list[str]) -> None:
    """No terminal library, no spaCy, no Whoosh, nothing that serves."""
    assert not imported(*words) & {"textual", "spacy", "thinc", "whoosh", "trafilatura", "dateparser", "aiohttp", "textual_serve"}


@pytest.mark.parametrize("words", [["search", "talks"], ["timeline"], ["export", "json"], ["quotes"]])
def test_commands_import_neither_the_terminal_library_nor_spacy(sample: Dossier, words: list[str]) -> None:
    """With a sound index, opening, searching and exporting need neither."""
    assert not imported("-C", str(sample.root), *words) & {"textual", "spacy", "thinc", "numpy"}


def test_the_app_is_made_without_the_libraries_of_the_index(sample: Dossier) -> None:
    """Up to the first paint neither a database nor an index, a lock or a parser is imported: the dossier opens behind it."""
    heavy = {"sqlite3", "whoosh", "filelock", "msgspec", "spacy", "thinc", "numpy", "dateparser", "trafilatura", "lxml"}
    assert not imported(str(sample.root), program=APP) & heavy
