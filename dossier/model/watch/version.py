"""Versions of an article, and what changed from one to the next."""

from dataclasses import dataclass

from dossier.model.article import Article
from dossier.model.comparison import DiffKind, DiffRun


@dataclass(frozen=True, slots=True)
class ParagraphDiff:
    """A paragraph that differs between two versions. `kind` is ADDED, DROPPED or CHANGED; a title is `number` 0, else `number` is that of the
    paragraph in the newer version, or, of a dropped one, in the older.
    """

    number: int
    kind: DiffKind
    runs: tuple[DiffRun, ...]


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """One version of an article. `fetched` is when it came, as ISO 8601, or empty; `changes` are the differences from the version before,
    none for the first. `missing` says why an earlier version cannot be read: then `article` is None.
    """

    sha256: str
    article: Article | None
    fetched: str = ""
    changes: tuple[ParagraphDiff, ...] = ()
    missing: str = ""
