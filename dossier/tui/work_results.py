"""Results: the messages in which workers post what they have done or looked up. All are handled by the main screen or an overlay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.tui.messages import WorkResult

if TYPE_CHECKING:
    from pathlib import Path

    from dossier.model.comparison import Comparison
    from dossier.model.explanation import Explanation
    from dossier.model.ingest import IngestResult
    from dossier.model.notebook import Anchor, Entry
    from dossier.model.query import Query
    from dossier.model.search_result import Completion
    from dossier.model.watch.check import AddressCheck, AddressStatus
    from dossier.services.ingest.bundles import Bundle
    from dossier.services.notebook.commands import CommandResult
    from dossier.tui.rows.profile import ProfileLayout
    from dossier.tui.seed_watch import SeedLook
    from dossier.tui.state.list_contents import ListContents
    from dossier.tui.state.list_model import ListModel
    from dossier.tui.text.article_layout import ArticleView, ReaderPosition


@dataclass
class SeedsLooked(WorkResult):
    """seeds/ was looked at, which took some seconds; `at_once` where the user asked to read what has changed."""

    look: SeedLook
    seconds: float
    at_once: bool


@dataclass
class SeedsSynced(WorkResult):
    """The index was brought in step with changed files in seeds/."""

    results: tuple[IngestResult, ...]


@dataclass
class ResultsReady(WorkResult):
    """The rows of all lists for a query."""

    query: Query
    contents: ListContents


@dataclass
class SnippetsReady(WorkResult):
    """The articles of a result that was shown before, more of them with their snippets."""

    query: Query
    listing: ListModel


@dataclass
class ReadStateChanged(WorkResult):
    """Articles were marked as read or unread; a sentence for the user where it was asked for."""

    sentence: str = ""


@dataclass
class CompletionsReady(WorkResult):
    """Completions for the text of the search box."""

    text: str
    completions: tuple[Completion, ...]


@dataclass
class ArticleReady(WorkResult):
    """An article to show at a position; `request` is the number of the request, so that a late article is dropped."""

    view: ArticleView
    position: ReaderPosition
    request: int


@dataclass
class NoteChanged(WorkResult):
    """A note was written or edited."""

    entry: Entry


@dataclass
class NoteClosed(WorkResult):
    """The note editor was closed: the note that was kept, the result of removing an empty one, or None where nothing was written."""

    outcome: Entry | CommandResult | None


@dataclass
class NoteStatusChanged(WorkResult):
    """A note has another status."""

    entry: Entry


@dataclass
class NoteSaved(WorkResult):
    """The text of the open note was saved as far as it is typed; its entry, where it has a word."""

    entry: Entry | None


@dataclass
class NoteAnchored(WorkResult):
    """The anchor of the note that is begun is known."""

    anchor: Anchor


@dataclass
class NoteReadyForStatus(WorkResult):
    """The open note was saved to get its next status; None where it has no word yet."""

    entry: Entry | None


@dataclass
class CopyReady(WorkResult):
    """A text that was looked up to be copied; the label names it."""

    label: str
    text: str


@dataclass
class Copied(WorkResult):
    """Something was copied; the sentence says what and where to."""

    sentence: str


@dataclass
class ExplanationReady(WorkResult):
    """The explanation of an item."""

    explanation: Explanation


@dataclass
class ComparisonReady(WorkResult):
    """The sources of an item side by side; None where there is one source only."""

    comparison: Comparison | None


@dataclass
class ProfileReady(WorkResult):
    """An actor's page."""

    layout: ProfileLayout


@dataclass
class IngestBatch(WorkResult):
    """The results of some of the files that are being added."""

    results: tuple[IngestResult, ...]


@dataclass
class NotesOffered(WorkResult):
    """Nothing was added yet: these bundles among the sources were made by somebody else and hold notes, which the user may not want."""

    sources: tuple[Path | str, ...]
    full: bool
    bundles: tuple[Bundle, ...]


@dataclass
class IngestDone(WorkResult):
    """All files were added, or adding was stopped; the results of all."""

    results: tuple[IngestResult, ...]


@dataclass
class AddressesListed(WorkResult):
    """The watched addresses, which are to be checked; `at_once` also where they are not due."""

    addresses: tuple[AddressStatus, ...]
    at_once: bool


@dataclass
class FeedsChecked(WorkResult):
    """The watched addresses were checked, `background` while the user did other things."""

    checks: tuple[AddressCheck, ...]
    background: bool = False


@dataclass
class SavedSearchReady(WorkResult):
    """The query of a saved search, to run it."""

    query: Query


@dataclass
class SearchNewsReady(WorkResult):
    """The number of saved searches that have new articles."""

    searches: int


@dataclass
class SearchHistoryReady(WorkResult):
    """The searches of earlier runs of the app, oldest first."""

    texts: tuple[str, ...]
