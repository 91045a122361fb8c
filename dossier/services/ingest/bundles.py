"""Bundles: archives of whole dossiers, imported without trust in anything that the archive says."""

import hashlib
import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

import msgspec

from dossier.errors import DossierError
from dossier.export.formats.bundle import (
    CHUNK,
    CORRECTIONS,
    ENTRIES,
    FACTS,
    SEARCHES,
    SEEDS,
    VERSION,
    VERSIONS,
    WITH_SEARCHES,
    WITH_VERSIONS,
)
from dossier.export.formats.bundle import SETTINGS as SETTINGS_MEMBER
from dossier.model.bundle import BUNDLE_FORMAT, BUNDLE_MANIFEST
from dossier.model.ingest import IngestResult, IngestStatus
from dossier.model.notebook import Correction, Entry
from dossier.model.saved_search import SavedSearch
from dossier.phrases.plural import pluralize
from dossier.reading.registry import SIDECAR_SUFFIX
from dossier.runtime.config import LARGEST, parse_toml
from dossier.runtime.own_bundles import is_own_bundle
from dossier.runtime.paths import NOTEBOOK, SETTINGS, DossierPaths, paths_for
from dossier.runtime.paths import VERSIONS as VERSIONS_FOLDER
from dossier.runtime.safe_files import SafeFolder
from dossier.services.callbacks import ProgressCallback
from dossier.services.ingest.bundle_notes import BundleNotes, bundle_name, sound_notes
from dossier.services.ingest.bundle_settings import plain_settings, setting_lines
from dossier.services.ingest.sources import is_bundle
from dossier.services.ingest.sync import SeedSync
from dossier.services.snapshot_source import SnapshotSource
from dossier.services.state import DossierState
from dossier.storage.notebook import Notebook
from dossier.text.unsafe_characters import one_line

VERSION_MEMBER = re.compile(rf"{VERSIONS}[0-9a-f]{{12}}\.[a-z]{{1,10}}(?:{re.escape(SIDECAR_SUFFIX)})?")
"""The names that earlier versions have."""
IMPORTING = ".importing"
"""The folder within a new dossier in which an import makes everything before it moves it into place."""
NEEDED = {SETTINGS_MEMBER, FACTS, ENTRIES, CORRECTIONS}
MOST_FILES, MOST_BYTES = 100_000, 2 << 30
GREATEST = 1 << 40
"""The greatest number of a note, a correction or a saved search in a bundle."""
T = TypeVar("T")
R = TypeVar("R", Entry, Correction, SavedSearch)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose every member has the hash that its manifest gives: settings, names of the original files and of their sidecars,
    the notebook's part, names of the earlier versions of articles. `is_own` is true where this user made it.
    """

    path: Path
    title: str
    settings: str
    seeds: tuple[str, ...]
    notes: BundleNotes
    is_own: bool = False
    versions: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """The names of the original files, without their sidecars."""
        return tuple(name for name in self.seeds if not name.endswith(SIDECAR_SUFFIX))


def read_bundle(path: Path) -> Bundle:
    """Checks a bundle and reads all but its files. Raises DossierError where it is no bundle, is damaged, too large, or contains unsafe names."""
    try:
        with zipfile.ZipFile(path) as archive:
            sums, title = _manifest(archive, path)
            for name, digest in sums.items():
                if _digest(archive, name) != digest:
                    raise _refused(path, f"“{name}” does not match the manifest.")
            settings = _settings(archive, path)
            return Bundle(
                path,
                title,
                settings,
                tuple(n.removeprefix(SEEDS) for n in sums if n.startswith(SEEDS)),
                sound_notes(
                    _renumbered(_lines(archive.read(ENTRIES), Entry)),
                    _renumbered(_lines(archive.read(CORRECTIONS), Correction)),
                    _renumbered(_lines(archive.read(SEARCHES), SavedSearch)) if SEARCHES in sums else (),
                ),
                is_own_bundle(path),
                tuple(n.removeprefix(VERSIONS) for n in sums if n.startswith(VERSIONS)),
            )
    except OSError as error:
        raise DossierError(f"It could not be read ({error.strerror or error}).", where=str(path)) from error
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, RecursionError, msgspec.MsgspecError) as error:
        raise _refused(path, f"It is damaged or not a bundle ({error}).") from error


def _settings(archive: zipfile.ZipFile, path: Path) -> str:
    """The text of a bundle's dossier.toml, within the limits that settings have. Raises DossierError."""
    if archive.getinfo(SETTINGS_MEMBER).file_size > LARGEST:
        raise _refused(path, f"Its settings are larger than {LARGEST // 1000} KB.")
    settings = archive.read(SETTINGS_MEMBER).decode()
    try:
        parse_toml(path, settings)
    except DossierError as error:
        raise _refused(path, error.what) from error
    return settings


def unpack(bundle: Bundle, folder: Path) -> Iterator[Path]:
    """Writes the files under `folder`, byte for byte; yields the path of each."""
    with zipfile.ZipFile(bundle.path) as archive:
        for name in bundle.seeds:
            target = folder / PurePosixPath(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(SEEDS + name) as member, target.open("xb") as file:
                while piece := member.read(CHUNK):
                    file.write(piece)
            yield target


def strangers_notes(paths: Iterable[Path]) -> tuple[Bundle, ...]:
    """Of these paths the bundles that somebody else made and that hold something for the notebook; damaged ones are left to the import."""
    bundles = []
    for path in paths:
        if is_bundle(path):
            with suppress(DossierError):
                bundles.append(read_bundle(path))
    return tuple(bundle for bundle in bundles if bundle.notes.any and not bundle.is_own)


def unpack_versions(bundle: Bundle, files: SafeFolder, folder: Path) -> None:
    """Writes the earlier versions of articles to `folder`, below the root of `files`; one that is there already stays as it is."""
    if not bundle.versions:
        return
    files.make_folder(folder)
    with zipfile.ZipFile(bundle.path) as archive:
        for name in bundle.versions:
            if files.lstat(folder / name) is None:
                files.create(folder / name, archive.read(VERSIONS + name))


def wants_notes(bundle: Bundle, *, notes: bool | None) -> bool:
    """True where the notebook's part is to be imported: as the user says, else where the bundle is the user's own."""
    return bundle.notes.any and (bundle.is_own if notes is None else notes)


def import_notebook(bundle: Bundle, notebook: Notebook) -> tuple[str, ...]:
    """Imports the notebook's part as one command that can be undone, marked with the bundle's name where somebody else made it; returns what
    was new, in words ("2 notes").
    """
    brought = bundle.notes if bundle.is_own else bundle.notes.marked(bundle_name(bundle.path))
    if notebook.entries() or notebook.corrections():
        notebook.back_up()
    with notebook.command():
        known_entries = {replace(e, id=0, origin="") for e in notebook.entries()}
        known_corrections = [replace(c, id=0, origin="") for c in notebook.corrections()]
        entries = [e for e in brought.entries if replace(e, id=0, origin="") not in known_entries]
        corrections = [c for c in brought.corrections if replace(c, id=0, origin="") not in known_corrections]
        searches = _new_searches(bundle, notebook)
        if entries or corrections or searches:
            notebook.import_all(entries, corrections, f"Imported the notes of {one_line(bundle.path.name)}.", searches)
    counts = ((len(entries), "note"), (len(corrections), "correction"), (len(searches), "saved search"))
    return tuple(pluralize(number, word) for number, word in counts if number)


def _new_searches(bundle: Bundle, notebook: Notebook) -> list[SavedSearch]:
    """The searches that the notebook does not have; one whose name is taken there gets a number appended."""
    known = {saved.name.casefold(): saved.query for saved in notebook.searches()}
    new: list[SavedSearch] = []
    for saved in bundle.notes.searches:
        name, number = saved.name, 1
        while known.get(name.casefold(), saved.query) != saved.query:
            number += 1
            name = f"{saved.name} ({number})"
        if name.casefold() not in known:
            new.append(replace(saved, name=name))
            known[name.casefold()] = saved.query
    return new


def create_from_bundle(bundle: Bundle, root: Path, *, notes: bool | None = None) -> tuple[str, ...]:
    """Creates a dossier at `root`, which must not be one yet: original files, notebook and settings; returns what is in the notebook, in
    words. The index is built by the first query. `notes` is as in `wants_notes`.

    All of it is made in a hidden folder within `root` and moved, the settings last: an import that was interrupted is no dossier, and can
    be repeated.
    """
    if (root / SETTINGS).exists():
        raise DossierError("A dossier already exists here.", where=str(root), do=f"Add the bundle to it with “dossier -C {root} add”.")
    part = root / IMPORTING
    interrupted = part.is_dir() and not part.is_symlink()
    if root.exists() and (not root.is_dir() or (not interrupted and any(root.iterdir()))):
        raise DossierError("Something else already exists there.", where=str(root), do="Choose an empty or new folder.")
    is_new = not root.exists()
    try:
        root.mkdir(parents=True, exist_ok=True)
        _remove_interrupted(root)
        part.mkdir(mode=0o700)
        words = _make_parts(bundle, part, notes=notes)
        for path in sorted(part.iterdir(), key=lambda path: path.name == SETTINGS):
            path.rename(root / path.name)
        part.rmdir()
    except BaseException as error:
        with suppress(OSError):
            _remove_interrupted(root)
            if is_new:
                root.rmdir()
        if isinstance(error, OSError):
            raise DossierError(
                f"The folder cannot be written to ({error.strerror}).", where=str(root), do="Choose another place."
            ) from error
        raise
    return words


def _make_parts(bundle: Bundle, part: Path, *, notes: bool | None) -> tuple[str, ...]:
    (part / "seeds").mkdir()
    for _ in unpack(bundle, part / "seeds"):
        pass
    unpack_versions(bundle, SafeFolder(part.absolute()), part.absolute() / VERSIONS_FOLDER)
    notebook = Notebook(part / NOTEBOOK)
    try:
        words = import_notebook(bundle, notebook) if wants_notes(bundle, notes=notes) else ()
    finally:
        notebook.close()
    settings = bundle.settings if bundle.is_own or notes else plain_settings(bundle.settings)
    (part / SETTINGS).write_bytes(settings.encode())
    return words


def _remove_interrupted(root: Path) -> None:
    """Removes what an interrupted import left; only its own hidden folder says that the rest is an import's."""
    if not (root / IMPORTING).is_dir():
        return
    for path in (root / "seeds", root / VERSIONS_FOLDER, *root.glob(f"{NOTEBOOK}*"), root / IMPORTING):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def new_from_bundle(path: Path, root: Path, progress: ProgressCallback = None, *, notes: bool | None = None) -> str:
    """Creates a dossier at `root` from a bundle, reads its files, and returns a sentence on the result. `notes` is as in `wants_notes`. Raises
    DossierError.
    """
    bundle = read_bundle(path)
    words = create_from_bundle(bundle, root, notes=notes)
    state = DossierState(paths_for(root))
    try:
        snapshot = SnapshotSource(state, SeedSync(state)).current(progress).snapshot
    except (OSError, sqlite3.Error) as error:
        what, do = (
            f"The dossier was created, but its index could not be built ({error}).",
            f"Open it with “dossier {root}” once there is enough space.",
        )
        raise DossierError(what, where=str(root), do=do) from error
    finally:
        state.close()
    counts = (pluralize(len(snapshot.articles), "article"), *(words or ("no notes",)))
    remarks = f"{_left_out(bundle, 'dossier import --notes')} " if bundle.notes.any and not wants_notes(bundle, notes=notes) else ""
    if not bundle.is_own and not notes and (lines := setting_lines(bundle.settings)):
        remarks += f"Left out {pluralize(len(lines), 'setting')} that would change the lists. "
    return f"Made a dossier in {root} with {', '.join(counts)}. {remarks}{_unsound(bundle)}Open it with “dossier {root}”."


def sound_bundle_result(bundle: Bundle) -> IngestResult:
    """The result for a bundle of a dry run."""
    note = f"A valid bundle with {', '.join(filter(None, (pluralize(len(bundle.articles), 'article'), bundle.notes.words)))}."
    return IngestResult(str(bundle.path), IngestStatus.WOULD_ADD, note=note)


def import_bundle(
    bundle: Bundle,
    copy_files: Callable[[Sequence[Path]], Iterable[IngestResult]],
    notebook: Notebook,
    paths: DossierPaths,
    *,
    notes: bool | None = None,
) -> Iterator[IngestResult]:
    """Imports a bundle into the dossier at `paths`: a result for each file, which `copy_files` copies, and one for the notebook's part.
    `notes` is as in `wants_notes`.
    """
    unpack_versions(bundle, paths.files, paths.versions)
    with tempfile.TemporaryDirectory() as folder:
        names = {str(path): name for name, path in zip(bundle.seeds, unpack(bundle, Path(folder)), strict=True)}
        # a sidecar is copied with its file
        articles = frozenset(bundle.articles)
        copied = False
        for result in copy_files([Path(path) for path, name in names.items() if name in articles]):
            copied = True
            yield replace(result, path=f"{bundle.path}/{names[result.path]}")
    if bundle.notes.any and not wants_notes(bundle, notes=notes):
        yield IngestResult(str(bundle.path), IngestStatus.SKIPPED, note=_left_out(bundle, "dossier add --notes"))
        return
    words = import_notebook(bundle, notebook)
    if words or bundle.notes.unsound or not copied:
        note = f"{', '.join(words)} imported." if words else "Its notes have already been imported."
        status = IngestStatus.UPDATED if words else IngestStatus.SAME
        yield IngestResult(str(bundle.path), status, note=f"{note} {_unsound(bundle)}".strip())


def _left_out(bundle: Bundle, command: str) -> str:
    return f"Left out what someone else noted in it: {bundle.notes.words}. To import it, use “{command}”."


def _unsound(bundle: Bundle) -> str:
    number = bundle.notes.unsound
    return f"{pluralize(number, 'entry')} of its notebook {'was' if number == 1 else 'were'} unreadable and left out. " if number else ""


def _manifest(archive: zipfile.ZipFile, path: Path) -> tuple[dict[str, str], str]:
    """The hashes in the manifest, checked to name exactly the members, and the title."""
    infos = {i.filename: i for i in archive.infolist() if i.filename != BUNDLE_MANIFEST}
    if len(infos) > MOST_FILES or sum(i.file_size for i in archive.infolist()) > MOST_BYTES:
        raise _refused(path, f"It exceeds the limit of {MOST_FILES:,} files and {MOST_BYTES >> 30} GB.")
    manifest: Any = json.loads(archive.read(BUNDLE_MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("format") != BUNDLE_FORMAT:
        raise _refused(path, "It is an archive, but not a dossier bundle.")
    if manifest.get("version") not in {VERSION, WITH_SEARCHES, WITH_VERSIONS}:
        raise _refused(path, f"It was made by another version of the program (bundle version {manifest.get('version')}).")
    sums = manifest.get("files")
    if not isinstance(sums, dict) or set(sums) != set(infos) or not set(sums) >= NEEDED:
        raise _refused(path, "Its contents do not match its manifest.")
    for name in sums:
        inner = PurePosixPath(name.removeprefix(SEEDS))
        known = name in NEEDED or name == SEARCHES or VERSION_MEMBER.fullmatch(name)
        safe = name.startswith(SEEDS) and not inner.is_absolute() and not any(p in {"..", ""} or p.startswith(".") for p in inner.parts)
        if not known and (not safe or not inner.parts or "\\" in name or ":" in name):
            raise _refused(path, f"The name “{name}” leads outside the folder.")
    return {str(k): str(v) for k, v in sums.items()}, str(manifest.get("title", ""))


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as member:
        while piece := member.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _lines(data: bytes, kind: type[T]) -> Iterator[T]:
    for line in data.splitlines():
        yield msgspec.json.decode(line, type=kind)


def _renumbered(rows: Iterable[R]) -> tuple[R, ...]:
    """The rows under their own numbers; under new ones in the same order where one is given twice, or is out of the range that leaves room
    for later ones: SQLite counts on from the greatest, up to 2**63 - 1.
    """
    listed = tuple(rows)
    numbers = {row.id for row in listed}
    if len(numbers) == len(listed) and all(0 < number <= GREATEST for number in numbers):
        return listed
    return tuple(replace(row, id=number) for number, row in enumerate(listed, 1))


def _refused(path: Path, why: str) -> DossierError:
    return DossierError(why, where=str(path), do="Nothing was changed. Get the bundle again.")
