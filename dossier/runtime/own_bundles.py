"""Bundles that this user made, known by their hashes, which are kept in private state: nobody else can say that a bundle is yours."""

import hashlib
from contextlib import suppress
from pathlib import Path

from dossier.errors import DossierError
from dossier.runtime.paths import private_folder


def record_own_bundle(path: Path) -> None:
    """Remembers a bundle that was just written. Does nothing where the state cannot be written: it then counts as a stranger's."""
    with suppress(OSError, DossierError):
        (private_folder("bundles") / _digest(path)).touch(mode=0o600)


def is_own_bundle(path: Path) -> bool:
    """True for a bundle that this user's program wrote on this machine, byte for byte."""
    try:
        return (private_folder("bundles") / _digest(path)).is_file()
    except (OSError, DossierError):
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
