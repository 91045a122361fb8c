"""Results and options of ingest."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path


class IngestStatus(StrEnum):
    """Result for one file. WAITING is a file in seeds/ that is read as soon as the language model is installed."""

    ADDED = "added"
    SAME = "same"
    UPDATED = "updated"
    REMOVED = "removed"
    REFUSED = "refused"
    SKIPPED = "skipped"
    WOULD_ADD = "would add"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class IngestResult:
    """Result for one file: `path` as given, the article's id and its file in seeds/ where there is one, and a sentence in `note`.

    The note says why the file was refused, or which article it is equal to. `skipped` is the number of files of unsupported
    kinds in a folder.
    """

    path: str
    status: IngestStatus
    article: str | None = None
    file: str = ""
    note: str = ""
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Removal:
    """Removal of articles: a sentence for the user, and where their files are now."""

    sentence: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class RemovedArticle:
    """An article in the dossier's trash: its file's name there, title and outlet; the title is empty where the file cannot be read."""

    file: str
    title: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class ArticleMetadata:
    """Metadata of an article by the user; fields not given are empty. `published` is an ISO date."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """Options of an add.

    `dry_run` changes nothing; `allow_private` permits downloads from private networks; `columns` maps fields to columns of
    a table ("text" -> "Body"); `full` downloads the pages that the items of a feed link to; `attachments` includes the
    documents attached to mails; `split` parts files that look like one article and hold several; `notes` imports what others noted in a bundle,
    or leaves all of it out; None imports it where the user made the bundle; `scheduler` is the address of a cluster that extracts the facts, empty
    for this machine.
    """

    dry_run: bool = False
    allow_private: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    full: bool = False
    attachments: bool = True
    split: bool = True
    notes: bool | None = None
    scheduler: str = ""


@dataclass(frozen=True, slots=True)
class TextMethodPreview:
    """Preview of one text-extraction method on an article's file: numbers of words and of boilerplate lines, and the first words.

    `chosen` is true for the method in use, `is_default` for that of the file's kind; `error` says why the method gives no text.
    """

    method: str
    what: str
    words: int = 0
    boilerplate: int = 0
    start: str = ""
    chosen: bool = False
    is_default: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of a long task: files done of a total, the current file and the current stage."""

    done: int
    total: int
    file: str
    stage: str


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """Differences between seeds/ and the index, as file names.

    `reason` says why everything must be rebuilt, or is empty. `unopened` are containers of articles in seeds/, which are opened
    only by adding them and are no difference. `changed_by_other_process` is true where another process changed articles or
    corrections since they were loaded.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reason: str = ""
    unopened: tuple[str, ...] = ()
    changed_by_other_process: bool = False

    def without(self, names: frozenset[str]) -> "SyncStatus":
        """The status without files of these names among the new and changed ones."""
        return replace(self, new=tuple(n for n in self.new if n not in names), changed=tuple(n for n in self.changed if n not in names))

    @property
    def any(self) -> bool:
        """True where there is any difference."""
        return bool(self.new or self.changed or self.removed or self.reason or self.changed_by_other_process)
