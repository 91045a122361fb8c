"""Guard: no code runs from an index, although Whoosh unpickles what it opens and an index may come from a stranger.

There are two defences. The stamp in the folder is checked before Whoosh opens anything (`search/stamp.py`). Since anyone who shares a folder
can copy a stamp, the unpickling functions inside Whoosh are also replaced by ones that create only numbers, texts, lists and Whoosh's own
segment records.
"""

import importlib
import io
import pickle
import sys
import threading
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from dossier.search.stamp import STAMP, UntrustedIndex, begin_index, check_stamp
from dossier.search.whoosh.closing import close_searcher
from dossier.search.whoosh.mapped_file import read_mapped
from dossier.search.whoosh.sums import SUMS, damaged_file, write_sums

if TYPE_CHECKING:
    from whoosh.fields import Schema
    from whoosh.index import FileIndex

OUR_FILES = ("_MAIN_", "MAIN_", "MAIN.tmp", SUMS, STAMP)
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


def open_guarded(folder: Path, schema: "Schema", tokens: Path, version: str) -> "FileIndex | UntrustedIndex":
    """Open the index in `folder`, always with our schema, or return the reason why not.

    `tokens` is a folder of private user state, `version` identifies schema and program; a stamp with another one is outdated. Never raises
    because of the files' contents: anything wrong with them makes the index untrusted.
    """
    untrusted = check_stamp(folder, tokens, version)
    if untrusted:
        return untrusted
    if name := damaged_file(folder):
        return UntrustedIndex(f"The index is damaged ({name}).")
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
    begin_index(folder, tokens, version, OUR_FILES)
    index: FileIndex = importlib.import_module("whoosh.index").create_in(str(folder), schema)
    write_sums(folder)
    return index


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
        read_mapped()
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
