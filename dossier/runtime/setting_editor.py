"""Setting editor: changes one setting of dossier.toml, and leaves every other line as the user wrote it."""

import json
import re
import tomllib
from pathlib import Path

from dossier.errors import DossierError
from dossier.model.watch.address import WatchedAddress
from dossier.runtime.config import read_settings, read_settings_text
from dossier.runtime.paths import SETTINGS
from dossier.runtime.safe_files import SafeFolder
from dossier.runtime.watched_addresses import url_fault, with_address, without_address


def write_setting(root: Path, key: str, value: str) -> None:
    """Write a key of dossier.toml that is outside of tables; a comment after it is kept. Raises DossierError where the file is not valid or
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
    _write(root, changed, do=f"Write the line yourself: {line}.")


def add_address(root: Path, address: WatchedAddress) -> bool:
    """Add a watched address at the end of dossier.toml; False where it is there already. Raises DossierError as `write_setting` does, and
    for an address that is not valid.
    """
    if fault := url_fault(address.url):
        raise DossierError(fault, do="For example: https://news.example/feed.xml")
    if any(other.url == address.url for other in read_settings(root).addresses):
        return False
    do = f'Write it yourself: [[watch.addresses]] with url = "{address.url}".'
    try:
        changed = with_address(read_settings_text(root), address)
    except ValueError as error:
        raise DossierError(f"The address could not be added there ({error}).", where=str(root / SETTINGS), do=do) from error
    _write(root, changed, do=do)
    read_settings(root)
    return True


def remove_address(root: Path, url: str) -> None:
    """Remove a watched address from dossier.toml. Raises DossierError as `write_setting` does, and for one that is not listed."""
    urls = [address.url for address in read_settings(root).addresses]
    if url not in urls:
        do = "“dossier watch --list” shows the addresses." if urls else "Add one with “dossier watch --add URL”."
        raise DossierError(f"{url} is not watched.", where=str(root / SETTINGS), do=do)
    do = "Remove its lines yourself."
    try:
        changed = without_address(read_settings_text(root), url)
    except ValueError as error:
        raise DossierError(f"The address could not be removed there ({error}).", where=str(root / SETTINGS), do=do) from error
    _write(root, changed, do=do)


def _write(root: Path, text: str, do: str) -> None:
    """Write dossier.toml. Raises DossierError, with the advice `do`, where that fails."""
    try:
        SafeFolder(root.absolute()).replace(Path(SETTINGS), text.encode())
    except OSError as error:
        raise DossierError(f"The settings cannot be written ({error.strerror}).", where=str(root / SETTINGS), do=do) from error


def _differs_only(text: str, changed: str, key: str, value: str) -> bool:
    """True where the changed file has the same settings as before, but for this one."""
    try:
        return tomllib.loads(changed) == tomllib.loads(text) | {key: value}
    except tomllib.TOMLDecodeError:
        return False
