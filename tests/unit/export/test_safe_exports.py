"""No file that is exported holds a character that a terminal obeys or that turns the direction of writing, in any format.

Without the door in `ExportFormat.pieces` and `.files`, notes in Markdown, annotations and the vault hold all of them.
"""

from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.export.registry import FORMATS, OutputKind
from dossier.text.unsafe_characters import UNSAFE
from tests.smoke.hostile_fields import hostile_dossier


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier, made once."""
    return hostile_dossier(tmp_path_factory.mktemp("hostile") / "case")


@pytest.mark.parametrize("name", [info.name for info in FORMATS.values() if info.shape is not OutputKind.ARCHIVE])
def test_no_format_holds_an_unsafe_character(hostile: Path, tmp_path: Path, name: str) -> None:
    """Neither in the text nor in the name of a file; the words around it are there."""
    target = tmp_path / "out"
    with open_dossier(hostile) as opened:
        opened.exports.prepare(name, notes=True).save(target)
    files = [path for path in target.rglob("*") if path.is_file()] if target.is_dir() else [target]
    texts = [path.read_bytes().decode() for path in files]
    assert [UNSAFE.findall(text) for text in (*texts, *map(str, files)) if UNSAFE.search(text)] == []
    assert any(word in "".join(texts) for word in ("Brandt", "Riga", "PWNED"))
