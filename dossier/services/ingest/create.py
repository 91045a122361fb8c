"""Creation of a dossier: its folders, its settings, its ignore file."""

import json
import os
from contextlib import suppress
from pathlib import Path

from dossier.errors import DossierError
from dossier.runtime.paths import INDEX, SEEDS, SETTINGS, display_name, require_utf8_path
from dossier.runtime.safe_files import SafeFolder

IGNORED = "# derived or private: the index is rebuilt from seeds/, the notebook is yours\nindex/*\nnotebook.sqlite3*\n.trash/\n"


def new_dossier(path: Path, title: str = "") -> Path:
    """Creates an empty dossier at `path`, which may be a folder with other files in it; returns its root.

    Raises DossierError where there is one already or nothing can be written.
    """
    root = path.expanduser()
    require_utf8_path(root.resolve())
    if os.path.lexists(root / SETTINGS):
        raise DossierError("A dossier already exists here.", where=str(path), do=f"Open it with “dossier {path}”.")
    if root.exists() and not root.is_dir():
        raise DossierError("This is a file.", where=str(path), do="Give a folder.")
    name = "".join(c for c in " ".join(title.split()) if c.isprintable())
    try:
        root.mkdir(parents=True, exist_ok=True)
        files = SafeFolder(root.absolute())
        files.make_folder(Path(SEEDS))
        files.make_folder(Path(INDEX))
        lines = [f"title = {json.dumps(name or display_name(root), ensure_ascii=False)}", 'description = ""', 'language = "en"']
        files.create(Path(SETTINGS), ("\n".join(lines) + "\n").encode())
        with suppress(FileExistsError):
            files.create(Path(".gitignore"), IGNORED.encode())
    except OSError as error:
        raise DossierError(f"The folder cannot be written to ({error.strerror}).", where=str(path), do="Choose another place.") from error
    return root
