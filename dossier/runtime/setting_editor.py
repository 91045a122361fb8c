"""Setting editor: changes one key of dossier.toml, and leaves every other line as the user wrote it."""

import json
import re
import tomllib
from pathlib import Path

from dossier.errors import DossierError
from dossier.runtime.config import read_settings, read_settings_text
from dossier.runtime.paths import SETTINGS
from dossier.runtime.safe_files import SafeFolder


def write_setting(root: Path, key: str, value: str) -> None:
    """Write a key of dossier.toml that is outside of tables; a comment behind it stays. Raises DossierError where the file is not valid or
    cannot be written, or writes the key in a way that cannot be changed safely.
    """
    read_settings(root)  # the sentence on an invalid file
    text = read_settings_text(root)
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
    changed, count = re.subn(
        rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*')", lambda _: line, text, count=1, flags=re.MULTILINE
    )
    if not count:
        changed = f"{line}\n{text}"
    if not _differs_only(text, changed, key, value):
        raise DossierError(f"“{key}” could not be changed there.", where=str(root / SETTINGS), do=f"Write the line yourself: {line}.")
    try:
        SafeFolder(root.absolute()).replace(Path(SETTINGS), changed.encode())
    except OSError as error:
        raise DossierError(
            f"The settings cannot be written ({error.strerror}).", where=str(root / SETTINGS), do=f"Write the line yourself: {line}."
        ) from error


def _differs_only(text: str, changed: str, key: str, value: str) -> bool:
    """True where the changed file has the same settings as before, but for this one."""
    try:
        return tomllib.loads(changed) == tomllib.loads(text) | {key: value}
    except tomllib.TOMLDecodeError:
        return False
