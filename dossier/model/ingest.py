"""What happened to files that were to become articles."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class IngestStatus(StrEnum):
    """What became of a file. WAITING is one that lies in seeds/ and is read when the language model is there."""

    ADDED = "added"
    SAME = "same"
    UPDATED = "updated"
    REMOVED = "removed"
    REFUSED = "refused"
    SKIPPED = "passed over"
    WOULD_ADD = "would add"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class IngestResult:
    """One line for one file: `path` as it was named, what became of it, the article's id and its file in seeds/ where there is one,
    and a sentence (why it was refused, what it is the same as). `passed` counts the files of other kinds in a folder.
    """

    path: str
    status: IngestStatus
    article: str | None = None
    file: str = ""
    note: str = ""
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class ArticleMetadata:
    """What the user knows of an article and its text does not tell; empty where nothing is said. `published` is an ISO day."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How files are taken in: `dry_run` only says what would be, `allow_private` fetches from the user's own network too, `columns`
    tells which column of a table means what ("text" -> "Body"), `full` fetches the pages that the teasers of a feed link to,
    `attachments` takes the documents attached to mails in too.
    """

    dry_run: bool = False
    allow_private: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    full: bool = False
    attachments: bool = True


@dataclass(frozen=True, slots=True)
class TextMethodPreview:
    """One method by which an article's file can be read, and what it keeps: words, lines left out, the first words. `chosen` marks the one
    in use, `usual` that of its kind of file; `why` says why the method finds no text.
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
    """How far a long task is: files done of a total, the file at hand, and what is being done."""

    done: int
    total: int
    file: str
    stage: str


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What differs between seeds/ and the index; `reason` says why all of it must be made anew, or is empty. `unopened` are files there
    that hold articles and are opened only by adding them; they are no difference. `elsewhere` says that another process changed
    articles or decisions since they were loaded.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reason: str = ""
    unopened: tuple[str, ...] = ()
    changed_by_other_process: bool = False

    def without(self, names: frozenset[str]) -> "SyncStatus":
        """The same without files of these names: they are known to be new or changed, and wait."""
        return replace(self, new=tuple(n for n in self.new if n not in names), changed=tuple(n for n in self.changed if n not in names))

    @property
    def any(self) -> bool:
        """True where there is something to do."""
        return bool(self.new or self.changed or self.removed or self.reason or self.changed_by_other_process)
