"""Inputs of ingest: what a name given to “add” stands for, be it a file, a folder, a container of articles or an address."""

import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from shlex import quote

from dossier import reading
from dossier.errors import UnreadableFile, UnsafeFile
from dossier.model.ingest import IngestOptions, IngestResult, IngestStatus
from dossier.reading.bundle_contents import is_bundle_file
from dossier.reading.companions import companions_in, is_companion
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.network.urls import is_address
from dossier.reading.recognition import recognised_name
from dossier.reading.registry import BUNDLE, REFERENCES, SIDECAR_SUFFIX, container_kind, is_container
from dossier.runtime.safe_files import open_regular
from dossier.services.ingest.passed_over import passed_over

MAIL = ".eml"
DEEPEST = 3
"""Levels of mails attached to one another whose attachments are read."""


@dataclass(frozen=True, slots=True)
class Download:
    """Content of an address or a feed, downloaded before anything is copied: one page, or the `members` of a container; `why` is the
    reason where there is nothing.
    """

    members: tuple[ContainerEntry, ...] = ()
    container: bool = False
    why: str = ""


CopyFile = Callable[[str, ContainerEntry], IngestResult]
"""Copies one file into seeds/, given the name to report it by."""


def walk_files(folder: Path) -> Iterator[Path]:
    """Every file under a folder in a stable order; links, hidden files, and what a browser saved beside a page are left out. A link within the
    folder leads to a file that is listed itself, any other one out of what the user named.
    """
    return (folder / name for name, _ in walk_entries(folder))


def walk_entries(
    folder: Path, below: str = "", on_folder: Callable[[Path], None] = lambda _: None
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files of `walk_files`, each by its name under the folder with forward slashes and its entry in the listing; no path is made for
    each, which would take longer than the rest. `on_folder` is called with every folder before it is listed.
    """
    if is_companion(folder):
        return
    on_folder(folder)
    try:
        with os.scandir(folder) as listing:
            entries = sorted((entry for entry in listing if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError:
        return
    folders = []
    for entry in entries:
        if entry.is_symlink():  # asked first: of a link that leads to itself nothing else can be asked
            continue
        if entry.is_dir():
            folders.append(entry)
        else:
            yield below + entry.name, entry
    for entry in folders:
        yield from walk_entries(folder / entry.name, f"{below}{entry.name}/", on_folder)


def irregular_files(seeds: Path) -> Iterator[str]:
    """The links, pipes and devices in seeds/, by name: none of them is read."""
    for place, folders, files in os.walk(seeds):
        for name in sorted((*folders, *files)):
            path = Path(place) / name
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                yield path.relative_to(seeds).as_posix()


def is_bundle(name: Path | str) -> bool:
    """True for the name of a bundle, and for a file that is one under another name."""
    if str(name).lower().endswith(BUNDLE):
        return True
    try:
        with open_regular(Path(name).expanduser()) as file:
            return is_bundle_file(file)
    except (OSError, UnsafeFile, ValueError, RuntimeError):  # an address, a folder, a name that no file can have
        return False


def is_bibliography(name: Path | str) -> bool:
    """True for a file with references to articles; not for a JSON file that contains the articles themselves."""
    if PurePath(name).suffix.lower() not in REFERENCES or is_address(str(name)):
        return False
    return not recognised_name(Path(name).expanduser())


def container_hint(name: str) -> str:
    """A sentence on a container in seeds/, which is not read there; its name is quoted for a shell."""
    return f"seeds/{name} is not read where it lies. Run “dossier add {quote(f'seeds/{name}')}” in the dossier's folder, then move it away."


@dataclass(frozen=True, slots=True)
class InputExpander:
    """Expands inputs into files and has each of them copied. `downloads` holds what was downloaded, by name."""

    copy: CopyFile
    options: IngestOptions
    downloads: Mapping[str, Download]

    def expand(self, name: Path | str) -> Iterator[IngestResult]:
        """A result for each article of an input and for each part of it that gives none. Each file is copied when it is reached."""
        if download := self.downloads.get(str(name)):
            yield from self._downloaded(str(name), download)
            return
        if not str(name).strip():
            yield IngestResult(str(name), IngestStatus.REFUSED, note="The name is empty.")
            return
        path = Path(name).expanduser()
        if not path.is_dir():
            yield from self._file(path)
            return
        files = [p for p in walk_files(path) if not p.name.endswith(SIDECAR_SUFFIX)]
        readable = [p for p in files if recognised_name(p)]
        for file in readable:
            yield from self._file(file)
        companions = skipped_companions(path)
        yield from companions
        others = [str(p.relative_to(path)) for p in files if p not in set(readable)]
        yield from passed_over(str(name), others)
        if not others and not readable and not companions:
            yield IngestResult(str(name), IngestStatus.REFUSED, note="The folder has no readable articles.")

    def _file(self, path: Path) -> Iterator[IngestResult]:
        if download := self.downloads.get(str(path)):
            yield from self._downloaded(str(path), download)
            return
        name = recognised_name(path)
        if container_kind(name):
            try:
                with open_regular(path) as file:
                    budget = reading.DecompressionBudget(columns=self.options.columns)
                    yield from self._members(str(path), reading.read_container(file, _name_with_folder(path, name), budget))
            except UnsafeFile as error:
                yield IngestResult(str(path), IngestStatus.REFUSED, note=error.what)
            except OSError as error:
                yield IngestResult(str(path), IngestStatus.REFUSED, note=f"It could not be read ({error.strerror}).")
            return
        try:
            data = reading.bytes_of(path)
        except UnreadableFile as refused:
            yield IngestResult(str(path), IngestStatus.REFUSED, note=f"{refused.what} {refused.do}".strip())
            return
        yield from self._with_attachments(str(path), ContainerEntry(path.name, data, reading.sidecar_of(path)))

    def expand_bytes(self, path: str, entry: ContainerEntry) -> Iterator[IngestResult]:
        """Results for what came without a file, reported as `path`: for a container, for each article in it."""
        if container_kind(entry.name):
            budget = reading.DecompressionBudget(columns=self.options.columns)
            yield from self._members(path, reading.read_container(io.BytesIO(entry.data), entry.name, budget))
        else:
            yield from self._with_attachments(path, entry)

    def _with_attachments(self, path: str, entry: ContainerEntry, depth: int = 0) -> Iterator[IngestResult]:
        """Results for a file and, of a mail, for the documents attached to it; other attachments are named."""
        if self.options.split and not entry.replaces:
            if parts := reading.split_document(entry, path):
                yield from self._members(path, parts)
                return
            entry = reading.with_doubt(entry)
        result = self.copy(path, entry)
        if PurePath(entry.name).suffix.lower() != MAIL or depth >= DEEPEST or not self.options.attachments:
            yield result
            return
        attachments = list(reading.read_attachments(entry.data, result.file or entry.name))
        documents = [attachment for attachment in attachments if not attachment.skipped]
        if documents and result.status is IngestStatus.REFUSED:
            # a mail that only carries a document is no failure
            result = replace(result, status=IngestStatus.SKIPPED, note=f"The mail itself holds no article. {result.note}")
        yield result
        for document in documents:
            inner_path = f"{path}/{document.shown}"
            if document.error:
                yield IngestResult(inner_path, IngestStatus.REFUSED, note=document.error)
            else:
                yield from self._with_attachments(inner_path, document, depth + 1)
        yield from passed_over(path, [attachment.shown for attachment in attachments if attachment.skipped])

    def _members(self, path: str, members: Iterable[ContainerEntry]) -> Iterator[IngestResult]:
        """Results for the members of one container; those of an unsupported kind are named."""
        others, read = list[str](), 0
        for member in members:
            inner_path = f"{path}/{(member.shown or member.name).lstrip('/')}" if member.shown or member.name else path
            others += [member.shown or member.name or PurePath(path).name] if member.skipped else []
            read += not member.skipped
            if member.error:
                yield IngestResult(inner_path, IngestStatus.REFUSED, note=member.error)
            elif member.duplicate_of:
                yield IngestResult(inner_path, IngestStatus.SAME, note=member.duplicate_of)
            elif not member.skipped:
                yield from self._with_attachments(inner_path, member)
        yield from passed_over(path, others)
        if not read:
            yield IngestResult(path, IngestStatus.REFUSED, note="It holds no article that can be read.")

    def _downloaded(self, path: str, download: Download) -> Iterator[IngestResult]:
        """Results for a download: a page, the entries of a feed, or the reason why there is nothing."""
        if download.why:
            yield IngestResult(path, IngestStatus.REFUSED, note=download.why)
        elif download.container:
            yield from self._members(path, download.members)
        else:
            for page in download.members:
                yield from self._with_attachments(path, page)


def _name_with_folder(path: Path, name: str) -> str:
    """The name of a JSON file with its folder, after which programs name a chat; another name as it is."""
    return f"{path.absolute().parent.name}/{name}" if name.lower().endswith(".json") else name


def skipped_companions(folder: Path) -> tuple[IngestResult, ...]:
    """A result for each folder that a browser saved beside a page."""
    note = "What a browser saved beside a page is passed over."
    return tuple(IngestResult(str(path), IngestStatus.SKIPPED, note=note, skipped=1) for path in companions_in(folder))


def readable_files(path: Path) -> list[Path]:
    """The files at `path`, a file or a folder, that can be read as articles or hold some, in a stable order."""
    files = walk_files(path) if path.is_dir() else [path]
    return [file for file in files if recognised_name(file) or is_container(file.name)]
