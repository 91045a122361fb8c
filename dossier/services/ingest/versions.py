"""Versions: when an article is replaced by an edited one, its file is moved to versions/, from which it can be read and compared.

The name of a file in versions/ begins with the id of the article that it was, so that it is found by the hash that the sidecar of the newer
file records (`reading.version_record`).
"""

import hashlib
from pathlib import Path, PurePath

from dossier import reading
from dossier.errors import UnreadableFile
from dossier.model.article import Article
from dossier.model.watch.version import ArticleVersion
from dossier.reading.registry import KINDS, SIDECAR_SUFFIX
from dossier.reading.version_record import earlier_hashes, parse_sidecar
from dossier.runtime.paths import DossierPaths
from dossier.runtime.safe_files import SafeFolder
from dossier.services.snapshot import ID_LENGTH
from dossier.text.version_diff import version_diff

GONE = "Its file is no longer in versions/."


def save_version(files: SafeFolder, seed: Path, versions: Path) -> tuple[str, ...]:
    """Copies the file `seed` and its sidecar to the folder `versions`; returns the hashes of all versions so far, oldest first.

    Raises OSError and UnsafeFile as `SafeFolder` does, UnreadableFile where the file is too large.
    """
    data, sidecar = reading.bytes_of(seed, files=files), reading.sidecar_of(seed, files)
    sha256 = hashlib.sha256(data).hexdigest()
    target = versions / f"{sha256[:ID_LENGTH]}{seed.suffix.lower()}"
    files.make_folder(versions)
    if sidecar:
        files.replace(target.with_name(target.name + SIDECAR_SUFFIX), sidecar)
    files.replace(target, data)
    return (*earlier_hashes(parse_sidecar(sidecar)), sha256)


def version_paths(paths: DossierPaths, hashes: tuple[str, ...]) -> tuple[Path, ...]:
    """The files of these earlier versions that are there, without their sidecars."""
    if not hashes or paths.files.lstat(paths.versions) is None:
        return ()
    candidates = (paths.versions / f"{sha256[:ID_LENGTH]}{suffix}" for sha256 in hashes for suffix in KINDS)
    return tuple(path for path in candidates if paths.files.lstat(path))


def stored_versions(paths: DossierPaths, hashes: tuple[str, ...]) -> tuple[Path, ...]:
    """The files of these earlier versions that are there, with their sidecars."""
    files = version_paths(paths, hashes)
    sidecars = (path.with_name(path.name + SIDECAR_SUFFIX) for path in files)
    return (*files, *(path for path in sidecars if paths.files.stat(path)))


def read_versions(article: Article, paths: DossierPaths, language: str) -> tuple[ArticleVersion, ...]:
    """Every version of an article, oldest first, each with its changes from the one before that can be read."""
    versions = [_read(sha256, article, paths, language) for sha256 in article.earlier]
    versions.append(ArticleVersion(article.sha256, article, _fetched(paths, paths.seeds / article.file)))
    previous: Article | None = None
    for number, version in enumerate(versions):
        if version.article is None:
            continue
        if previous is not None:
            changes = version_diff(previous, version.article)
            versions[number] = ArticleVersion(version.sha256, version.article, version.fetched, changes)
        previous = version.article
    return tuple(versions)


def _read(sha256: str, article: Article, paths: DossierPaths, language: str) -> ArticleVersion:
    """An earlier version, read by the method of the article where files of its kind have it."""
    for path in version_paths(paths, (sha256,)):
        method = article.method if path.suffix == PurePath(article.file).suffix.lower() else ""
        try:
            version = reading.read_article(path, name=path.name, language=language, method=method, files=paths.files)
        except UnreadableFile as refused:
            return ArticleVersion(sha256, None, missing=refused.what)
        if version.sha256 == sha256:
            return ArticleVersion(sha256, version, _fetched(paths, path))
    return ArticleVersion(sha256, None, missing=GONE)


def _fetched(paths: DossierPaths, path: Path) -> str:
    """When a file was fetched, by its sidecar; empty where that does not say."""
    fetched = parse_sidecar(reading.sidecar_of(path, paths.files)).get("fetched")
    return " ".join(fetched.split())[:40] if isinstance(fetched, str) else ""
