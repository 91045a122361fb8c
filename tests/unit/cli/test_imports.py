"""Imports of commands, measured in fresh processes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.api import Dossier

PROGRAM = """
import json, sys
from dossier.cli.main import run
code = run(sys.argv[1:])
print(json.dumps({"code": code, "modules": sorted({m.split(".")[0] for m in sys.modules})}), file=sys.stderr)
"""

APP = """
import sys
from pathlib import Path
import textual.app, textual.widgets, textual.widgets.input
before = set(sys.modules)
from dossier.api import open_dossier
from dossier.tui.app import DossierApp
DossierApp(open_dossier(Path(sys.argv[1]))).get_default_screen()
new = sorted(set(sys.modules) - before)
import json
print(json.dumps({"code": 0, "modules": new}), file=sys.stderr)
"""

PLACES = """
import json, sys
from dossier.cli.main import run
code = run(sys.argv[1:])
gazetteer = sys.modules.get("dossier.places.gazetteer")
read = gazetteer is not None and bool(gazetteer._rows.cache_info().currsize or gazetteer._lines.cache_info().currsize)
print(json.dumps({"code": code, "read": read}), file=sys.stderr)
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


@pytest.mark.parametrize("words", [["search", "talks"], ["timeline"], ["export", "json"], ["quotes"], ["map"]])
def test_commands_import_neither_the_terminal_library_nor_spacy(sample: Dossier, words: list[str]) -> None:
    """With a sound index, opening, searching and exporting need neither."""
    assert not imported("-C", str(sample.root), *words) & {"textual", "spacy", "thinc", "numpy"}


def test_the_app_is_made_without_the_libraries_of_the_index(sample: Dossier) -> None:
    """Up to the first paint neither a database nor an index, a lock or a parser is imported: the dossier opens behind it."""
    heavy = {"sqlite3", "whoosh", "filelock", "msgspec", "spacy", "thinc", "numpy", "dateparser", "trafilatura", "lxml"}
    modules = imported(str(sample.root), program=APP)
    assert not modules & heavy
    assert not modules & {"json", "hashlib", "secrets"}
    models = {name for name in modules if name.startswith("dossier.model.")}
    assert {name for name in models if not name.startswith("dossier.model.event_kinds")} == {"dossier.model.query"}


def reads_the_world_list(*words: str) -> bool:
    """True where one command, in a process of its own, reads the world list of places."""
    done = subprocess.run([sys.executable, "-c", PLACES, *words], capture_output=True, text=True, check=True)
    result = json.loads(done.stderr.splitlines()[-1])
    assert result["code"] == 0, done.stderr
    return bool(result["read"])


@pytest.mark.parametrize("words", [["timeline"], ["export", "geojson"], ["search", "talks"]])
def test_a_sound_index_needs_no_world_list(sample: Dossier, words: list[str]) -> None:
    """Places are resolved when findings are made, and kept with them: later commands, and the app, read no list of places."""
    assert not reads_the_world_list("-C", str(sample.root), *words)


def test_adding_reads_no_world_list(sample: Dossier, tmp_path: Path) -> None:
    """An article is added without it; the next question about events resolves its places."""
    text = "A plain report\n\nForeign ministers met in Lisbon on Tuesday and spoke for two hours about the harbour and its tariffs.\n"
    (tmp_path / "new.txt").write_text(text, encoding="utf-8")
    assert not reads_the_world_list("-C", str(sample.root), "add", str(tmp_path / "new.txt"))
    assert reads_the_world_list("-C", str(sample.root), "timeline")
