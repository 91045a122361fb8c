"""Trust: a dossier that encloses the current folder is opened unasked only if it belongs to the user, as git does with `safe.directory`.

Anybody may put a dossier.toml into a folder above others' (/tmp, a shared drive); notes would go into that person's folder. A dossier that is
named with -C is the user's choice. See git-config(1), safe.directory, since git 2.35.2 (CVE-2022-24765).
"""

import os
from pathlib import Path

from dossier.errors import DossierError
from dossier.runtime.config import safe_folders
from dossier.runtime.paths import SETTINGS


def require_own(root: Path) -> None:
    """Raises DossierError where the folder or its dossier.toml belongs to another user and is not among the setting `safe_folders`."""
    owners = {path.lstat().st_uid for path in (root, root / SETTINGS)}
    if owners <= _own_ids() or _is_allowed(root):
        return
    raise DossierError(
        "This dossier belongs to another user, so it is not opened just because the current folder is inside it.",
        where=str(root),
        do=f"If you trust it, open it with “dossier -C {root} …” or add its folder to safe_folders in your config.toml.",
    )


def _own_ids() -> set[int]:
    """The ids that count as the user's: under sudo, root works in the folders of the user who called it."""
    own, caller = os.geteuid(), os.environ.get("SUDO_UID", "")
    return {own, int(caller)} if own == 0 and caller.isascii() and caller.isdecimal() else {own}


def _is_allowed(root: Path) -> bool:
    """True where the setting lists the folder, or `*`."""
    return any(name == "*" or Path(name).expanduser().resolve() == root.resolve() for name in safe_folders())
