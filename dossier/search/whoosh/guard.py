"""Guard: no code runs from an index, although Whoosh unpickles what it opens and an index may come from a stranger.

There are two defences. A stamp in the folder must contain a random token that is recorded in the user's private state; it is compared
before Whoosh opens anything. Since anyone who shares a folder can copy a stamp, the unpickling functions inside Whoosh are also replaced by
ones that create only numbers, texts, lists and Whoosh's own segment records.
"""

import importlib
import io
import json
import os
import pickle
import secrets
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from dossier.errors import UnsafeFile
from dossier.runtime.safe_files import SafeFolder
from dossier.search.whoosh.closing import close_searcher

if TYPE_CHECKING:
    from whoosh.fields import Schema
    from whoosh.index import FileIndex

STAMP = "stamp.json"
LARGEST_STAMP = 100_000
"""Bytes."""
OUR_FILES = ("_MAIN_", "MAIN_", "MAIN.tmp", STAMP)
# Modules that unpickle or re-export the functions that do; later imports get them from `whoosh.compat`.
UNPICKLING = (
    "whoosh.compat",
    "whoosh.index",
    "whoosh.legacy",
    "whoosh.columns",
    "whoosh.formats",
    "whoosh.externalsort",
    "whoosh.codec.base",
    "whoosh.codec.whoosh3",
    "whoosh.filedb.structfile",
    "whoosh.filedb.compound",
    "whoosh.filedb.filetables",
    "whoosh.filedb.filestore",
    "whoosh.util.loading",
    "whoosh.writing",
    "whoosh.reading",
    "whoosh.searching",
)
# Classes named in the files of our own indexes, found by reading one; everything else is refused.
ALLOWED = frozenset(
    {("builtins", "int"), ("collections", "defaultdict"), ("whoosh.codec.whoosh3", "W3Codec"), ("whoosh.codec.whoosh3", "W3Segment")}
)
PROTOCOL = 4
PYTHON_2_MODULES = {"__builtin__": "builtins", "copy_reg": "copyreg"}
_installing = threading.Lock()
_installed: list[bool] = []


@dataclass(frozen=True, slots=True)
class UntrustedIndex:
    """An index that was not opened, with the reason as a sentence. `foreign` is true where somebody else made it: it is left alone and
    ours is built elsewhere; otherwise it is rebuilt in place.
    """

    reason: str
    foreign: bool = False


def open_guarded(folder: Path, schema: "Schema", tokens: Path, version: str) -> "FileIndex | UntrustedIndex":
    """Open the index in `folder`, always with our schema, or return the reason why not.

    `tokens` is a folder of private user state, `version` identifies schema and program; a stamp with another one is outdated. Never raises
    because of the files' contents: anything wrong with them makes the index untrusted.
    """
    untrusted = _check_stamp(folder, tokens, version)
    if untrusted:
        return untrusted
    install()
    index = importlib.import_module("whoosh.index")
    try:
        opened = index.open_dir(str(folder), schema=schema)
        close_searcher(opened.reader())
    except Exception as broken:  # noqa: BLE001 - files can be broken in any way, and each means the same: rebuild
        return UntrustedIndex(f"The index cannot be read ({type(broken).__name__}).")
    return opened


def create_guarded(folder: Path, schema: "Schema", tokens: Path, version: str) -> "FileIndex":
    """Create an empty index in `folder`, stamped as ours; an earlier one there is removed.

    Raises OSError where the folder cannot be written.
    """
    install()
    folder.mkdir(parents=True, exist_ok=True)
    files = SafeFolder(folder)
    for path in folder.iterdir():
        if path.name.startswith(OUR_FILES):
            files.remove_tree(path)
    token = secrets.token_hex(16)
    tokens.mkdir(parents=True, exist_ok=True, mode=0o700)
    (tokens / token).write_text(str(folder.resolve()), encoding="utf-8")
    files.create(folder / STAMP, json.dumps({"token": token, "version": version}).encode())
    return importlib.import_module("whoosh.index").create_in(str(folder), schema)


def install() -> None:
    """Replace the unpickling functions inside Whoosh, once per process."""
    with _installing:
        if _installed:
            return
        for name in UNPICKLING:
            _replace_pickle(importlib.import_module(name))
        for name in [name for name in sys.modules if name.startswith("whoosh.")]:
            _replace_pickle(sys.modules[name])
        # Older tables of contents unpickle classes by name; only today's is read.
        importlib.import_module("whoosh.legacy").toc_loaders.clear()
        _installed.append(True)


def loads(data: Any, *_: Any, **__: Any) -> Any:
    """Like `pickle.loads`, for the classes that an index may contain. Raises UnpicklingError for anything else."""
    return _Unpickler(io.BytesIO(bytes(data))).load()


def dumps(data: Any, *_: Any, **__: Any) -> bytes:
    """Like `pickle.dumps`, with the first protocol that has opcodes for bytes and sets: Whoosh requests an older one, which writes a
    constructor call instead, slow to read and one more class to allow.
    """
    return pickle.dumps(data, PROTOCOL)


def dump(data: Any, file: Any, *_: Any, **__: Any) -> None:
    """Like `pickle.dump`, with the same protocol."""
    pickle.dump(data, file, PROTOCOL)


def load(file: Any, *_: Any, **__: Any) -> Any:
    """Like `pickle.load`, for the classes that an index may contain. Raises UnpicklingError for anything else."""
    return _Unpickler(file).load()


REPLACEMENTS = ((pickle.loads, loads), (pickle.load, load), (pickle.dumps, dumps), (pickle.dump, dump))


class _Unpickler(pickle.Unpickler):
    """Unpickler restricted to `ALLOWED`."""

    def find_class(self, module: str, name: str) -> Any:
        """The class that a pickle names, if it is allowed."""
        module = PYTHON_2_MODULES.get(module, module)
        if (module, name) in ALLOWED:
            return getattr(importlib.import_module(module), name)
        raise pickle.UnpicklingError(f"{module}.{name} has no place in an index")


class _RefusedUnpickler(_Unpickler):
    """Replaces Whoosh's unpickler that renames classes of older versions."""

    def __init__(self, *_: Any, **__: Any) -> None:
        raise pickle.UnpicklingError("older indexes are not read")


def _replace_pickle(module: ModuleType) -> None:
    """Replace pickle's functions in a module by ours."""
    safe = ModuleType("safe_pickle")
    safe.__dict__.update(pickle.__dict__)
    safe.__dict__.update(load=load, loads=loads, dump=dump, dumps=dumps, Unpickler=_Unpickler)
    for name, value in list(vars(module).items()):
        if value is pickle:
            setattr(module, name, safe)
        for theirs, ours in REPLACEMENTS:
            if value is theirs:
                setattr(module, name, ours)
        if name == "RenamingUnpickler":
            setattr(module, name, _RefusedUnpickler)


def _check_stamp(folder: Path, tokens: Path, version: str) -> UntrustedIndex | None:
    """Reason in the stamp against opening the index; None where it is ours and of this version."""
    try:
        if folder.is_symlink() or not _holds_files_only(folder):
            return UntrustedIndex("The index contains a link or something that is not a file.")
        stamp = json.loads(SafeFolder(folder).read(folder / STAMP, LARGEST_STAMP))
        token, stamped_version = str(stamp["token"]), stamp["version"]
    except FileNotFoundError:
        return UntrustedIndex("There is no index yet.")
    except (OSError, ValueError, KeyError, TypeError, RecursionError, UnsafeFile):
        return UntrustedIndex("The index does not say who made it.")
    built_in = _folder_of(tokens, token)
    if built_in is None:
        return UntrustedIndex("The index was made by someone else.", foreign=True)
    if built_in != str(folder.resolve()):
        return UntrustedIndex("The index was moved here from another folder.")
    if stamped_version != version:
        return UntrustedIndex("The index was made by another version of the program.")
    return None


def _holds_files_only(folder: Path) -> bool:
    """True where a folder holds files and folders: Whoosh would follow a link, and wait at a named pipe."""
    with os.scandir(folder) as entries:
        return all(entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False) for entry in entries)


def _folder_of(tokens: Path, token: str) -> str | None:
    """The folder in which the index of this token was built, None for an unknown token."""
    if not token.isalnum():
        return None
    try:
        return (tokens / token).read_text(encoding="utf-8")
    except OSError:
        return None
