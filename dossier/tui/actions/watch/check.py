"""Checks of watched feeds and pages, by a key or in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.model.ingest import IngestResult, IngestStatus
from dossier.model.watch.check import AddressCheck, AddressStatus, CheckStatus
from dossier.phrases.plural import pluralize
from dossier.phrases.watch import due_words, summarize_checks
from dossier.tui.actions.focus import return_focus
from dossier.tui.actions.registry import action
from dossier.tui.messages import IngestFailed
from dossier.tui.style.roles import style_roles
from dossier.tui.widgets.prompt import PromptRequest
from dossier.tui.work_results import AddressesListed, FeedsChecked, IngestBatch
from dossier.tui.workers import is_running, progress_poster, run_in_thread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dossier.tui.workspace import Workspace

BACKGROUND = "feeds in the background"
"""The group of the worker that checks while the user does other things."""
ADDRESSES_NAMED = 3
"""Addresses that the question for the network names."""
NONE_YET = "No feeds or pages are watched yet. Add one from the command palette: “Watch a feed or page”."


@action("check_feeds")
def check_feeds(workspace: Workspace, *, at_once: bool = False) -> None:
    """Check the watched addresses that are due, or with `at_once` all of them; comes back as `AddressesListed` first."""
    if workspace.ingesting:
        workspace.show_status(f"Still reading articles; {style_roles(workspace.app).key('back')} stops.")
    elif is_running(workspace.app, BACKGROUND):
        workspace.show_status("The feeds are being checked right now.")
    else:
        run_in_thread(workspace, "list feeds", lambda: AddressesListed(workspace.dossier.watch.addresses(), at_once))


def ask_or_check(workspace: Workspace, addresses: Sequence[AddressStatus], *, at_once: bool) -> None:
    """Check the addresses; before that, ask whether the network may be used, once while the app is open and for every new address."""
    if not addresses:
        workspace.show_status(NONE_YET)
        return
    if workspace.network_allowed and all(status.allowed for status in addresses):
        start_check(workspace, at_once=at_once)
        return
    urls = [status.address.url for status in addresses]

    def entered(text: str) -> None:
        return_focus(workspace)
        if text.strip().lower() not in {"y", "yes"}:
            workspace.show_status("Nothing fetched; the network was not used.")
            return
        workspace.network_allowed = True
        start_check(workspace, at_once=at_once, allow=frozenset(urls))

    more = f" and {len(urls) - ADDRESSES_NAMED} more" if len(urls) > ADDRESSES_NAMED else ""
    hint = f"y check {pluralize(len(urls), 'address')} · esc no · {', '.join(urls[:ADDRESSES_NAMED])}{more}"
    workspace.prompt.open(PromptRequest("Use the network?", entered, hint=hint))


def start_check(workspace: Workspace, *, at_once: bool, allow: frozenset[str] = frozenset()) -> None:
    """Check the addresses in a thread, those of `allow` allowed by the user just now, with a row for each article as soon as it is there; comes back as `FeedsChecked`."""
    workspace.cancel_event.clear()
    workspace.ingesting = True
    workspace.ingest_results = ()
    workspace.show_status(f"Checking feeds …  {style_roles(workspace.app).key('back')} stops")
    post_progress = progress_poster(workspace)

    def post_batch(check: AddressCheck) -> None:
        if results := report_results(check):
            workspace.post_message(IngestBatch(results))

    def work() -> FeedsChecked:
        from dossier.services.watch.service import WatchOptions  # noqa: PLC0415  the fetcher loads when it is first used

        options = WatchOptions(at_once=at_once, allow=allow)
        return FeedsChecked(workspace.dossier.watch.check(options, post_progress, workspace.cancel_event.is_set, post_batch))

    run_in_thread(workspace, "check feeds", work, failure=IngestFailed)


def report_results(check: AddressCheck) -> tuple[IngestResult, ...]:
    """The rows of a check in the report: its articles, and the address itself where it failed or has something to say."""
    failed = check.status in {CheckStatus.FAILED, CheckStatus.GONE, CheckStatus.NOT_ALLOWED}
    if not failed and (check.status is CheckStatus.NOT_DUE or not check.note):
        return check.results
    note = f"{check.note} ({due_words(check)})" if due_words(check) else check.note
    return (IngestResult(check.url, IngestStatus.REFUSED if failed else IngestStatus.SKIPPED, note=note), *check.results)


def check_in_background(workspace: Workspace) -> None:
    """Check what is due while the user does other things, if the network was allowed in this session; addresses that the user has not
    allowed are left alone. Comes back as `FeedsChecked` where anything was checked.
    """
    busy = workspace.ingesting or is_running(workspace.app, BACKGROUND)
    if not workspace.network_allowed or not workspace.loaded or busy or workspace.dossier.paths.read_only:
        return

    def work() -> FeedsChecked | None:
        watch = workspace.dossier.watch
        return FeedsChecked(watch.check(), background=True) if watch.any_due() else None

    run_in_thread(workspace, BACKGROUND, work)


def show_checked(workspace: Workspace, checks: Sequence[AddressCheck], *, background: bool) -> None:
    """Say what came of the checks. Those in the background say something only where an article is new or was edited."""
    news = any(check.new or check.edited for check in checks)
    waiting = [check for check in checks if check.status is CheckStatus.NOT_DUE and check.due]
    if len(waiting) == len(checks) > 0:
        first = min(waiting, key=lambda check: str(check.due))
        sentence = f"Not due {due_words(first)}. “Check feeds now” in the command palette does not wait."
    else:
        sentence = f"Feeds: {summarize_checks(checks)}."
    if not background or news:
        workspace.show_status(sentence)
    if news:
        workspace.articles_changed = True
        workspace.refresh_all()
