"""Trash: the files of removed articles, which are moved out of seeds/ and back into it."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from dossier import reading
from dossier.errors import DossierError, ReadOnly, UnreadableFile
from dossier.model.ingest import RemovedArticle
from dossier.reading.registry import SIDECAR_SUFFIX, is_supported
from dossier.runtime.paths import DossierPaths
from dossier.services.ingest.copy import free_name
from dossier.services.snapshot import title_of
from dossier.storage.facts import FactsStore


def move_to_trash(paths: DossierPaths, facts: FactsStore, article: str) -> tuple[Path, ...]:
    """Moves the files of an article to the dossier's trash; returns where they are now. Raises ReadOnly."""
    _require_writable(paths)
    names = facts.files_of(article)
    paths.files.make_folder(paths.trash)
    files: list[Path] = []
    for name in names:
        if paths.files.lstat(paths.seeds / name):
            files.append(_move(paths, paths.seeds / name, paths.trash))
        facts.delete(name)
    return tuple(files)


def list_trash(paths: DossierPaths, language: str) -> tuple[RemovedArticle, ...]:
    """The articles in the trash, the one moved there last first, read for their titles; one that cannot be read has none."""
    return tuple(_read(paths, file, language) for file in _files(paths))


def move_from_trash(paths: DossierPaths, facts: FactsStore, names: Sequence[str]) -> tuple[str, ...]:
    """Moves files back into seeds/; returns their names there. Raises ReadOnly, and DossierError, with nothing moved, for a name that is not
    in the trash and for a file that the dossier has already.
    """
    _require_writable(paths)
    files = {file.name: file for file in _files(paths)}
    known = {source.sha256: source.file for source in facts.source_files().values()}
    for name in names:
        if name not in files:
            raise DossierError(f"“{name}” is not among the removed articles.", do="“dossier remove --list” lists them.")
        with paths.files.open(files[name]) as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if digest in known:
            raise DossierError(f"{name} is in the dossier already, as {known[digest]}.")
    return tuple(_move(paths, files[name], paths.seeds).name for name in dict.fromkeys(names))


def _require_writable(paths: DossierPaths) -> None:
    if paths.read_only:
        raise ReadOnly("This dossier is read-only.", where=str(paths.root), do="Copy the folder to a place where you can write.")


def _files(paths: DossierPaths) -> list[Path]:
    """The files of articles in the trash, the one moved there last first."""
    with suppress(FileNotFoundError):
        paths.files.require_folder(paths.trash)
        moved = {file: state for file in paths.trash.iterdir() if (state := paths.files.lstat(file)) and S_ISREG(state.st_mode)}
        articles = (file for file in moved if is_supported(file) and not file.name.endswith(SIDECAR_SUFFIX))
        return sorted(articles, key=lambda file: (-moved[file].st_ctime_ns, file.name))
    return []


def _read(paths: DossierPaths, file: Path, language: str) -> RemovedArticle:
    try:
        article = reading.read_article(file, name=file.name, language=language, files=paths.files)
    except (UnreadableFile, OSError):
        return RemovedArticle(file.name)
    return RemovedArticle(file.name, title_of(article), article.outlet)


def _move(paths: DossierPaths, file: Path, folder: Path) -> Path:
    """Moves a file with the sidecar beside it under a free name; returns where it is now."""
    target = free_name(folder / file.name)
    paths.files.move(file, target)
    sidecar = file.with_name(file.name + SIDECAR_SUFFIX)
    if paths.files.lstat(sidecar):
        paths.files.move(sidecar, target.with_name(target.name + SIDECAR_SUFFIX))
    return target
