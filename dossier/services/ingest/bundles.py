"""Bundles: what leaves a dossier with one, and taking one in, which trusts nothing that the archive says."""

import hashlib
import json
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from dossier.errors import DossierError
from dossier.export.context import ExportContext
from dossier.export.formats.bundle import CHUNK, CORRECTIONS, ENTRIES, FACTS, FORMAT, MANIFEST, SEARCHES, SEEDS, VERSION, WITH_SEARCHES
from dossier.export.formats.bundle import SETTINGS as SETTINGS_MEMBER
from dossier.model.ingest import IngestOptions, IngestResult, IngestStatus
from dossier.model.notebook import Correction, Entry
from dossier.model.saved_search import SavedSearch
from dossier.phrases.core import pluralize
from dossier.reading.registry import SIDECAR_SUFFIX
from dossier.runtime.paths import SETTINGS, DossierPaths, paths_for
from dossier.services.ingest.sync import Stop, Tell, copy_in
from dossier.storage.facts import FactsStore
from dossier.storage.notebook import Notebook

if TYPE_CHECKING:
    from dossier.services.ingest.download import Download

SUFFIX = ".dossier.zip"
NEEDED = {SETTINGS_MEMBER, FACTS, ENTRIES, CORRECTIONS}
MOST_FILES, MOST_BYTES = 100_000, 2 << 30
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose every member has the hash that its manifest gives: settings, names of its originals and of the files beside them that
    tell where they came from, the notebook's part.
    """

    path: Path
    title: str
    settings: str
    seeds: tuple[str, ...]
    entries: tuple[Entry, ...]
    corrections: tuple[Correction, ...]
    searches: tuple[SavedSearch, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """The names of the originals alone."""
        return tuple(name for name in self.seeds if not name.endswith(SIDECAR_SUFFIX))


def with_bundle_parts(
    material: ExportContext, layout: DossierPaths, notebook: Notebook, table: str = "", *, notes: bool = False
) -> ExportContext:
    """The material with what lies beside the facts: settings, originals, the corrections that hang on nothing else, and with notes the
    saved searches.
    """
    kept = {a.sha256 for a in material.articles}
    files = [(a.file, layout.seeds / PurePosixPath(a.file)) for a in material.articles]
    sources = [(name + SIDECAR_SUFFIX, path.with_name(path.name + SIDECAR_SUFFIX)) for name, path in files]
    return replace(
        material,
        table=table,
        settings=(layout.root / SETTINGS).read_text(encoding="utf-8"),
        originals=(*files, *(source for source in sources if source[1].is_file())),
        corrections=tuple(c for c in notebook.corrections() if all(a.sha256 in kept or not a.sha256 for a in c.anchors)),
        searches=notebook.searches() if notes else (),
    )


def is_bundle(path: Path | str) -> bool:
    """True for the name of a bundle."""
    return str(path).lower().endswith(SUFFIX)


def read_bundle(path: Path) -> Bundle:
    """Looks through a bundle. Raises DossierError where it is none, is damaged, too large, or holds names that lead elsewhere."""
    try:
        with zipfile.ZipFile(path) as archive:
            sums, title = _manifest(archive, path)
            for name, digest in sums.items():
                if _digest(archive, name) != digest:
                    raise _refused(path, f"“{name}” is not what the manifest says.")
            settings = archive.read(SETTINGS_MEMBER).decode()
            tomllib.loads(settings)
            return Bundle(
                path,
                title,
                settings,
                tuple(n.removeprefix(SEEDS) for n in sums if n.startswith(SEEDS)),
                tuple(_lines(archive.read(ENTRIES), Entry)),
                tuple(_lines(archive.read(CORRECTIONS), Correction)),
                tuple(_lines(archive.read(SEARCHES), SavedSearch)) if SEARCHES in sums else (),
            )
    except OSError as error:
        raise DossierError(f"It could not be read ({error.strerror or error}).", where=str(path)) from error
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, msgspec.MsgspecError) as error:
        raise _refused(path, f"It is damaged, or no bundle ({error}).") from error


def unpack(bundle: Bundle, folder: Path) -> Iterator[Path]:
    """Writes the originals under `folder`, byte for byte, and gives where each lies."""
    with zipfile.ZipFile(bundle.path) as archive:
        for name in bundle.seeds:
            target = folder / PurePosixPath(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(SEEDS + name) as member, target.open("xb") as file:
                while piece := member.read(CHUNK):
                    file.write(piece)
            yield target


def import_notebook(bundle: Bundle, notebook: Notebook) -> tuple[str, ...]:
    """Brings the notebook's part in, in one act that can be undone; returns what was new in words ("2 notes"), nothing where nothing was."""
    there = {replace(e, id=0) for e in notebook.entries()}
    entries = [e for e in bundle.entries if replace(e, id=0) not in there]
    known = [replace(c, id=0) for c in notebook.corrections()]
    corrections = [c for c in bundle.corrections if replace(c, id=0) not in known]
    searches = _new_searches(bundle, notebook)
    if entries or corrections or searches:
        notebook.import_all(entries, corrections, f"Took in the notes of {bundle.path.name}.", searches)
    told = ((len(entries), "note"), (len(corrections), "correction"), (len(searches), "saved search"))
    return tuple(pluralize(number, word) for number, word in told if number)


def _new_searches(bundle: Bundle, notebook: Notebook) -> list[SavedSearch]:
    """The searches that are not here yet; one whose name another search has here gets a number behind it."""
    here = {saved.name.casefold(): saved.query for saved in notebook.searches()}
    new: list[SavedSearch] = []
    for saved in bundle.searches:
        name, number = saved.name, 1
        while here.get(name.casefold(), saved.query) != saved.query:
            number += 1
            name = f"{saved.name} ({number})"
        if name.casefold() not in here:
            new.append(replace(saved, name=name))
            here[name.casefold()] = saved.query
    return new


def create_from_bundle(bundle: Bundle, root: Path) -> None:
    """Makes a dossier of its own at `root`, which must not be one yet: settings, originals, notebook. The index is made at the
    first question.
    """
    if (root / SETTINGS).exists():
        raise DossierError("There is a dossier already.", where=str(root), do=f"Add the bundle to it with “dossier -C {root} add”.")
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise DossierError("Something else is there already.", where=str(root), do="Name a folder that is empty or not there yet.")
    try:
        root.mkdir(parents=True, exist_ok=True)
        for _ in unpack(bundle, root / "seeds"):
            pass
        (root / SETTINGS).write_bytes(bundle.settings.encode())
    except OSError as error:
        raise DossierError(f"The folder cannot be written to ({error.strerror}).", where=str(root), do="Choose another place.") from error


def new_from_bundle(path: Path, root: Path, progress: Tell = None) -> str:
    """Makes a dossier at `root` from a bundle, reads its originals, and tells in a sentence what came of it."""
    from dossier.api import Dossier  # noqa: PLC0415  a dossier adds bundles by way of this module

    bundle = read_bundle(path)
    create_from_bundle(bundle, root)
    with Dossier(paths_for(root)) as opened:
        kept = import_notebook(bundle, opened.notebook)
        opened.load(progress)
        told = (pluralize(len(opened.articles()), "article"), *(kept or ("no notes",)))
        return f"Made a dossier in {root} with {', '.join(told)}. Open it with “dossier {root}”."


def import_files_and_bundles(
    paths: Sequence[Path | str],
    layout: DossierPaths,
    store: FactsStore,
    notebook: Notebook,
    cancelled: Stop = None,
    how: IngestOptions | None = None,
    gathered: "Mapping[str, Download] | None" = None,
) -> tuple[IngestResult, ...]:
    """Copies files into seeds/, and what bundles among them hold; a report for each file and for each bundle's notes."""
    bundles = [read_bundle(Path(p).expanduser()) for p in paths if is_bundle(p)]
    brought = copy_in(layout, store, [p for p in paths if not is_bundle(p)], cancelled, how, gathered)
    if how and how.dry_run:
        told = (f"A bundle that is sound; it holds {pluralize(len(b.articles), 'article')}." for b in bundles)
        return (*brought, *(IngestResult(str(b.path), IngestStatus.WOULD_ADD, note=note) for b, note in zip(bundles, told, strict=True)))
    for bundle in bundles:
        brought += _bring_bundle(bundle, layout, store, notebook, cancelled)
    return brought


def _bring_bundle(bundle: Bundle, layout: DossierPaths, store: FactsStore, notebook: Notebook, cancelled: Stop) -> tuple[IngestResult, ...]:
    with tempfile.TemporaryDirectory() as folder:
        files = {str(p): n for n, p in zip(bundle.seeds, unpack(bundle, Path(folder)), strict=True)}
        # a file that tells where another came from is kept with that one; what was attached to mails lies in the bundle itself
        own = frozenset(bundle.articles)
        reports = copy_in(layout, store, [path for path, name in files.items() if name in own], cancelled, IngestOptions(attachments=False))
    told = tuple(replace(r, path=f"{bundle.path}/{files[r.path]}") for r in reports)
    kept = import_notebook(bundle, notebook)
    if kept or not told:
        note = f"{', '.join(kept)} taken in." if kept else "Its notes are here already."
        told += (IngestResult(str(bundle.path), IngestStatus.UPDATED if kept else IngestStatus.SAME, note=note),)
    return told


def _manifest(archive: zipfile.ZipFile, path: Path) -> tuple[dict[str, str], str]:
    """The hashes that the manifest gives, checked to name just what is there, and the title."""
    infos = {i.filename: i for i in archive.infolist() if i.filename != MANIFEST}
    if len(infos) > MOST_FILES or sum(i.file_size for i in archive.infolist()) > MOST_BYTES:
        raise _refused(path, f"It is larger than is taken in ({MOST_FILES:,} files, {MOST_BYTES >> 30} GB).")
    told: Any = json.loads(archive.read(MANIFEST))
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _refused(path, "It is an archive, but no bundle of a dossier.")
    if told.get("version") not in {VERSION, WITH_SEARCHES}:
        raise _refused(path, f"It was made by another version of the program (bundle version {told.get('version')}).")
    sums = told.get("files")
    if not isinstance(sums, dict) or set(sums) != set(infos) or not set(sums) >= NEEDED:
        raise _refused(path, "It does not hold what its manifest lists.")
    for name in sums:
        inner = PurePosixPath(name.removeprefix(SEEDS))
        known = name in NEEDED or name == SEARCHES
        safe = name.startswith(SEEDS) and not inner.is_absolute() and not any(p in {"..", ""} or p.startswith(".") for p in inner.parts)
        if not known and (not safe or not inner.parts or "\\" in name or ":" in name):
            raise _refused(path, f"The name “{name}” leads elsewhere.")
    return {str(k): str(v) for k, v in sums.items()}, str(told.get("title", ""))


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as member:
        while piece := member.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _lines(data: bytes, kind: type[T]) -> Iterator[T]:
    for line in data.splitlines():
        yield msgspec.json.decode(line, type=kind)


def _refused(path: Path, why: str) -> DossierError:
    return DossierError(why, where=str(path), do="Nothing was changed. Ask for the bundle again.")
