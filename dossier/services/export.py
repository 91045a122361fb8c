"""What an export gives: text for standard output, or a file, a folder or an archive written whole or not at all."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import IO

from dossier.errors import DossierError, UsageError
from dossier.export.context import ExportContext
from dossier.export.registry import FORMATS, ExportFormat, OutputKind
from dossier.phrases.core import pluralize

BOM = "\ufeff"
VAULT = ".dossier-export.json"
"""In an exported folder: the files that the program wrote, each with the hash of its part."""
MARKER = "%% Yours: what stands below this line stays when the folder is written again. %%"
"""The end of the program's part of a file in an exported folder."""


@dataclass(frozen=True, slots=True)
class ExportJob:
    """An export that is ready to be written: its format, how many items it holds, and what they are ("5 articles, 18 events"). `bom` puts
    the mark in front of a table by which some spreadsheets know that it is UTF-8.
    """

    info: ExportFormat
    material: ExportContext
    count: int
    what: str
    bom: bool = False

    @property
    def text(self) -> str:
        """All of a text format."""
        return "".join(self.pieces())

    def pieces(self) -> Iterator[str]:
        """A text format in pieces, for standard output. Raises UsageError for a folder or an archive."""
        chosen(self.info.name, to_standard_output=True)
        return self._pieces()

    def _pieces(self) -> Iterator[str]:
        return chain([BOM] if self.bom else (), self.info.pieces(self.material))

    def save(self, path: Path, *, force: bool = False) -> None:
        """Writes it to `path`. Raises DossierError where something is there already (unless `force`) or nothing can be written."""
        try:
            if self.info.shape is OutputKind.FOLDER:
                _save_folder(path, self.info.files(self.material), force=force)
            elif self.info.shape is OutputKind.ARCHIVE:
                _save_file(path, lambda stream: self.info.archive(self.material, stream), force=force)
            else:
                _save_file(path, lambda stream: stream.writelines(p.encode() for p in self._pieces()), force=force)
        except OSError as failure:
            raise DossierError(f"It could not be written ({failure.strerror}).", where=str(path), do="Choose another place.") from failure


def prepare_export(form: str, material: ExportContext, *, bom: bool = False) -> ExportJob:
    """What a format makes of a material. Raises UsageError for a format or a table that is not known, and for `bom` where there is no table."""
    info = chosen(form, material.table, bom=bom)
    counts = info.counted(material)
    return ExportJob(info, material, sum(n for n, _ in counts), ", ".join(pluralize(n, w) for n, w in counts), bom)


def supports_bom(info: ExportFormat) -> bool:
    """True for a table, before which a byte-order mark may stand."""
    return info.suffix == ".csv"


def chosen(form: str, table: str = "", *, to_standard_output: bool = False, bom: bool = False) -> ExportFormat:
    """The format of that name. Raises UsageError, as above, and for a folder or an archive that is to go to standard output."""
    info = FORMATS.get(form)
    if info is None:
        raise UsageError(f"There is no format “{form}”.", do=f"The formats are {', '.join(FORMATS)}.")
    tables = [name for name, _ in info.tables]
    if table and table not in tables:
        do = f"The tables are {', '.join(tables)}." if tables else "Only csv writes tables."
        raise UsageError(f"The format “{form}” has no table “{table}”.", do=do)
    if bom and not supports_bom(info):
        raise UsageError(f"The format “{form}” takes no byte-order mark.", do="Only csv and acled do.")
    if to_standard_output and info.shape is not OutputKind.TEXT:
        kind = "a folder" if info.shape is OutputKind.FOLDER else "a file"
        raise UsageError(f"The format “{form}” is written to {kind}, not to standard output.", do="Name one with -o.")
    return info


def _save_file(path: Path, write: Callable[[IO[bytes]], None], *, force: bool) -> None:
    """Writes beside the file and puts it in place at once, so that a failure leaves what was there."""
    if path.is_dir():
        raise DossierError("That is a folder.", where=str(path), do="Name a file.")
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            write(stream)
        return
    if path.exists() and not force:
        raise DossierError("The file is there already.", where=str(path), do="Name another, or add --force to write over it.")
    target = path.resolve()
    number, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(number, "wb") as stream:
            write(stream)
        Path(beside).chmod(target.stat().st_mode if target.exists() else 0o666 & ~_umask())
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _save_text(path: Path, text: str) -> None:
    _save_file(path, lambda stream: stream.writelines([text.encode()]), force=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _save_folder(path: Path, files: Iterator[tuple[str, Callable[[], str]]], *, force: bool) -> None:
    """Writes a folder that may be written again: what stands below the marker in a file is the user's and stays; files that the
    program did not write are left alone, and a file of a name that is wanted is written over only with `force`.
    """
    if path.exists() and not path.is_dir():
        raise DossierError("That is a file.", where=str(path), do="Name a folder.")
    before = _written_before(path)
    if before is None and path.is_dir() and any(path.iterdir()) and not force:
        raise DossierError(
            "The folder is there already, and holds other things.", where=str(path), do="Name another, or add --force to write into it."
        )
    known = before or {}
    new = dict(files)
    foreign = [name for name in new if name not in known and (path / PurePosixPath(name)).exists()]
    if foreign and not force:
        raise DossierError("It is there already, and no export wrote it.", where=str(path / foreign[0]), do="Move it away, or add --force.")
    sums = {}
    for name, made in new.items():
        target, text = path / PurePosixPath(name), f"{made().rstrip()}\n\n{MARKER}\n"
        target.parent.mkdir(parents=True, exist_ok=True)
        _save_text(target, text + _own_words(target))
        sums[name] = _digest(text)
    for name in known.keys() - new.keys():
        _take_away(path / PurePosixPath(name), known[name])
    _save_text(path / VAULT, f"{json.dumps(dict(sorted(sums.items())), ensure_ascii=False, indent=1)}\n")


def _written_before(path: Path) -> dict[str, str] | None:
    """What an earlier export wrote there, None where none did. Names that lead out of the folder are not believed."""
    try:
        told = json.loads((path / VAULT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(told, dict):
        return None
    return {str(n): str(d) for n, d in told.items() if not PurePosixPath(n).is_absolute() and ".." not in PurePosixPath(n).parts}


def _own_words(path: Path) -> str:
    """What the user wrote below the marker."""
    try:
        return path.read_text(encoding="utf-8").partition(f"{MARKER}\n")[2]
    except (OSError, UnicodeDecodeError):
        return ""


def _take_away(path: Path, digest: str) -> None:
    """Removes a file that is no longer part of the export, unless somebody changed it."""
    if path.is_file() and _digest(path.read_bytes().decode("utf-8", "replace")) == digest:
        path.unlink()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
