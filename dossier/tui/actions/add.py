"""Adding articles from inside the app, by path or address, in batches: each file has its row as soon as it is read."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from textual.message import Message

from dossier.keys.keymap import ARTICLES
from dossier.model.ingest import IngestOptions, IngestResult, IngestStatus
from dossier.runtime.paths import is_sample
from dossier.services.ingest.batches import add_in_batches
from dossier.tui import screens
from dossier.tui.actions.focus import return_focus
from dossier.tui.actions.new_dossier import ask_for_new_dossier
from dossier.tui.actions.registry import action
from dossier.tui.actions.results import follow_contents, show_contents
from dossier.tui.actions.watch.check import check_feeds
from dossier.tui.keys.field_completion import FieldCompletion, complete_path
from dossier.tui.messages import IngestFailed
from dossier.tui.style.roles import style_roles
from dossier.tui.widgets.prompt import PromptRequest
from dossier.tui.work_results import IngestBatch, IngestDone, NotesOffered
from dossier.tui.workers import progress_poster, run_in_thread
from dossier.tui.workspace import Workspace

ADDRESSES = ("http://", "https://")
FULL = "--full"
"""Before a feed: also fetch the pages that it links to; named as the option of the command."""
HINT = f"file, folder, archive or URL; tab completes; {FULL} FEED also fetches its pages"


@action("add")
def add(workspace: Workspace) -> None:
    """Ask for a path or address, and add it; in the sample, first offer to make a new dossier."""
    if workspace.ingesting:
        workspace.show_status(f"Still adding articles; {style_roles(workspace.app).key('back')} stops.")
    elif is_sample(workspace.dossier.root):
        choices = {"new_dossier": ask_for_new_dossier, "add_to_sample": ask_for_source}

        def chosen(choice: str | None) -> None:
            if choice in choices:
                choices[choice](workspace)

        workspace.app.push_screen(screens.sample_add.SampleAddScreen(), chosen)
    else:
        ask_for_source(workspace)


def ask_for_source(workspace: Workspace) -> None:
    """Ask for a path or address, and add it."""

    def entered(text: str) -> None:
        return_focus(workspace)
        name, full = _split_option(text)
        source = _source(name)
        if name and (full or isinstance(source, str)) and not workspace.network_allowed:
            _ask_for_network(workspace, source, full=full)
        elif name:
            add_sources(workspace, [source], full=full)

    workspace.prompt.open(PromptRequest("Add", entered, hint=HINT, complete=complete_source))


def _split_option(text: str) -> tuple[str, bool]:
    """The path or address in a text, and whether “--full” stands before it."""
    first, _, rest = text.strip().partition(" ")
    return (rest.strip(), True) if first == FULL else (text.strip(), False)


def complete_source(text: str) -> FieldCompletion:
    """The path completed, “--full” left where it stands."""
    name, full = _split_option(text)
    completion = complete_path(name if full else text)
    return replace(completion, text=f"{FULL} {completion.text}") if full else completion


def _source(name: str) -> Path | str:
    """An address as it is typed; else the path that is meant."""
    return name if name.lower().startswith(ADDRESSES) else _path(name)


def _path(text: str) -> Path:
    """A path as it is typed, or as a terminal types a file that is dropped on it: between quotation marks or with escaped blanks."""
    path = Path(text).expanduser()
    if not path.exists():
        for other in (text.strip("'\""), text.replace("\\ ", " ")):
            if Path(other).expanduser().exists():
                return Path(other).expanduser()
    return path


def _ask_for_network(workspace: Workspace, source: Path | str, *, full: bool) -> None:
    """Ask whether the network may be used, once while the app is open: nothing is fetched before the user has said so."""

    def entered(text: str) -> None:
        return_focus(workspace)
        answer = text.strip().lower()
        if answer not in {"y", "yes", "f", "full"}:
            workspace.show_status("Nothing fetched; the network was not used.")
            return
        workspace.network_allowed = True
        add_sources(workspace, [source], full=full or answer.startswith("f"))

    choices = "y feed and its pages" if full else "y this page · f feed and its pages"
    workspace.prompt.open(PromptRequest("Use the network?", entered, hint=f"{choices} · esc no · remembered until you quit"))


def add_sources(workspace: Workspace, sources: Sequence[Path | str], *, full: bool = False, notes: bool | None = None) -> None:
    """Add files and pages, with `full` the pages that feeds link to as well; comes back as `IngestBatch` for each batch and `IngestDone`, or,
    with nothing added, as `NotesOffered`. `notes` says whether to import what others noted in a bundle; None asks.
    """
    workspace.cancel_event.clear()
    workspace.ingesting = True
    workspace.ingest_results = ()
    workspace.show_status(f"Reading …  {style_roles(workspace.app).key('back')} stops")
    post_progress = progress_poster(workspace)
    options = IngestOptions(full=full, notes=notes)

    def post_batch(results: tuple[IngestResult, ...]) -> None:
        workspace.post_message(IngestBatch(results))

    def work() -> Message:
        from dossier.services.ingest.bundles import strangers_notes  # noqa: PLC0415  seldom needed

        offered = strangers_notes(source for source in sources if isinstance(source, Path)) if notes is None else ()
        if offered:
            return NotesOffered(tuple(sources), full, offered)
        return IngestDone(
            add_in_batches(workspace.dossier.ingest, sources, post_batch, post_progress, workspace.cancel_event.is_set, options),
        )

    run_in_thread(workspace, "add", work, failure=IngestFailed)


def ask_for_notes(workspace: Workspace, offer: NotesOffered) -> None:
    """Show what bundles of others bring for the notebook, and add them with it or without."""
    choices = {"with_their_notes": True, "without_their_notes": False}

    def chosen(choice: str | None) -> None:
        if choice in choices:
            add_sources(workspace, offer.sources, full=offer.full, notes=choices[choice])
        else:
            workspace.show_status("Nothing was added.")
            workspace.refresh_all()

    workspace.show_status("")
    workspace.app.push_screen(screens.bundle_notes.BundleNotesScreen(offer.bundles), chosen)


def show_batch(workspace: Workspace, results: tuple[IngestResult, ...]) -> None:
    """Add the rows of a batch; the first one shows the report, unless the user is typing something."""
    first = not workspace.ingest_results
    workspace.ingest_results = (*workspace.ingest_results, *results)
    typing = workspace.prompt.display or workspace.note_editor.display or workspace.search_box.has_focus
    if first and not typing:
        workspace.pane = ARTICLES
        workspace.set_focus(workspace.lists[ARTICLES])
    workspace.articles_changed = True
    workspace.refresh_all()


def show_done(workspace: Workspace, results: tuple[IngestResult, ...]) -> None:
    """Show all results, and say whether adding was stopped."""
    stopped = workspace.cancel_event.is_set()
    workspace.cancel_event.clear()
    added = sum(result.status is IngestStatus.ADDED for result in results)
    workspace.show_status(f"Stopped after adding {added}." if stopped else "")
    if results:
        workspace.ingest_results = results
    workspace.articles_changed = True
    workspace.refresh_all()


@action("try_again")
def try_again(workspace: Workspace) -> None:
    """Add again what was refused."""
    refused = [_source(result.path) for result in workspace.ingest_results if result.status is IngestStatus.REFUSED]
    watched = tuple(address.url for address in workspace.dossier.settings.addresses)
    if watched and any(str(source).startswith(watched) for source in refused):
        check_feeds(workspace, at_once=True)
    elif refused and not workspace.ingesting:
        add_sources(workspace, refused)
    else:
        workspace.show_status("No files failed, so there is nothing to retry.")


@action("dismiss")
def dismiss_report(workspace: Workspace) -> None:
    """Put the report away for the articles."""
    workspace.ingest_results = ()
    if workspace.contents:
        show_contents(workspace, workspace.contents)
        if workspace.position is not None:
            workspace.lists[ARTICLES].select(workspace.position.article)
        follow_contents(workspace, other_row=True)


@action("reload")
def reload(workspace: Workspace) -> None:
    """Read at once what has changed in seeds/."""
    if workspace.ingesting:
        workspace.show_status(f"Still reading articles; {style_roles(workspace.app).key('back')} stops.")
        return
    workspace.show_status("No changes in seeds/.")
    workspace.look_at_seeds(at_once=True)
