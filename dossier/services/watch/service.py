"""Watch service: the addresses that a dossier follows are checked, and what is new or was edited is added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dossier.errors import DossierError, ReadOnly
from dossier.model.ingest import IngestOptions, IngestStatus, Progress
from dossier.model.watch.address import WatchedAddress
from dossier.model.watch.check import AddressCheck, AddressStatus, CheckStatus
from dossier.runtime.config import read_settings
from dossier.runtime.setting_editor import add_address, remove_address
from dossier.runtime.watched_addresses import format_interval
from dossier.services import ingest, notebook
from dossier.services.watch.library import load_library
from dossier.services.watch.polling import PAUSED, Poll, Poller
from dossier.services.watch.schedule import is_due
from dossier.services.watch.state import AddressState, WatchState, load_watch_state, save_watch_state, watch_lock

if TYPE_CHECKING:
    from dossier.services.callbacks import CancelCheck, ProgressCallback
    from dossier.services.ingest.service import IngestService
    from dossier.services.state import DossierState

NOT_ALLOWED = "You have not allowed requests to this address yet."
CheckCallback = Callable[[AddressCheck], None] | None
"""Receives each check as soon as it is done."""


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """Options of a check: `at_once` also checks what is not due yet; `allow` are the addresses that the user allows with it, now
    and from now on: those that were shown, since the settings may name others by now; `allow_private` permits requests to private networks.
    """

    at_once: bool = False
    allow: frozenset[str] = frozenset()
    allow_private: bool = False


class WatchService:
    """Checks the watched addresses of one dossier. All methods may be called from worker threads; one program checks at a time."""

    def __init__(
        self, state: DossierState, ingest_service: IngestService, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._state, self._ingest, self._clock = state, ingest_service, clock

    def addresses(self) -> tuple[AddressStatus, ...]:
        """The addresses in dossier.toml as it is now, with what is known of each. Raises DossierError where the file is not valid."""
        known = self._known()
        return tuple(_status(address, known.of(address.url)) for address in self._listed())

    def any_due(self) -> bool:
        """True where an address that the user has allowed is due."""
        now = self._clock()
        return any(status.allowed and is_due(status.due, now) for status in self.addresses())

    def add(self, address: WatchedAddress) -> notebook.CommandResult:
        """Adds an address to dossier.toml and allows requests to it. Raises DossierError where it is not valid or cannot be written."""
        is_new = add_address(self._state.paths.root, address)
        self._allow([address.url])
        if not is_new:
            return notebook.CommandResult(f"{address.url} is watched already.")
        return notebook.CommandResult(f"Watching {address.url} every {format_interval(address.every)}.", changed=True)

    def remove(self, url: str) -> notebook.CommandResult:
        """Removes an address from dossier.toml; its articles stay. Raises DossierError where it is not listed."""
        remove_address(self._state.paths.root, url)
        with watch_lock(self._state.paths):
            known = self._known()
            save_watch_state(self._state.paths, WatchState({key: value for key, value in known.addresses.items() if key != url}))
        return notebook.CommandResult(f"No longer watching {url}. Its articles stay.", changed=True)

    def check(
        self,
        options: WatchOptions | None = None,
        progress: ProgressCallback = None,
        cancelled: CancelCheck = None,
        on_check: CheckCallback = None,
    ) -> tuple[AddressCheck, ...]:
        """Checks every address that is due; a result for each. Stopped, it ends after the current page; what was fetched is added.

        Raises DossierError where no address is watched, or another program is checking, and ReadOnly.
        """
        options = options or WatchOptions()
        if self._state.paths.read_only:
            raise ReadOnly(
                "This dossier is read-only.", where=str(self._state.paths.root), do="Copy the folder to a place where you can write."
            )
        addresses = self._listed()
        if not addresses:
            raise DossierError("No feeds or pages are watched yet.", do="Add one with “dossier watch --add URL”.")
        if options.allow:
            self._allow([address.url for address in addresses if address.url in options.allow])
        checks = []
        with watch_lock(self._state.paths):
            if self._ingest.sync_status().any:
                self._ingest.refresh(progress)
            for done, address in enumerate(addresses):
                if cancelled and cancelled():
                    break
                if progress:
                    progress(Progress(done, len(addresses), address.url, "checking"))
                checks.append(self._check_one(address, options, progress, cancelled))
                if on_check:
                    on_check(checks[-1])
        return tuple(checks)

    def _check_one(
        self, address: WatchedAddress, options: WatchOptions, progress: ProgressCallback, cancelled: CancelCheck
    ) -> AddressCheck:
        """Checks one address, adds what it gave, and stores its state."""
        now, known = self._clock(), self._known()
        state = known.of(address.url)
        if early := _not_yet(address, state, options, now):
            return early
        library = load_library(self._state)
        # an entry of a feed is one article
        ingest_options = IngestOptions(allow_private=options.allow_private, split=False)
        context = ingest.DownloadContext(ingest_options, library.full_texts, progress, cancelled)
        poll = Poller(library, context, now).poll(address, state)
        results = self._ingest.add_downloads({address.url: poll.download}, progress, options=ingest_options) if poll.download else ()
        save_watch_state(self._state.paths, known.with_address(address.url, self._with_added(poll)))
        news = tuple(result for result in results if result.status is not IngestStatus.SAME)
        return replace(poll.check, results=news, unchanged=poll.check.unchanged + len(results) - len(news))

    def _with_added(self, poll: Poll) -> AddressState:
        """The state after a check, without the files that could not be read: they are no articles that the user removed, and a page is
        requested again.
        """
        if poll.download is None:
            return poll.state
        hashes = {source.sha256 for source in self._state.index.store.source_files().values()}
        items = {key: item if item.sha256 in hashes else replace(item, sha256="") for key, item in poll.state.items.items()}
        if poll.state.sha256 and poll.state.sha256 not in hashes:
            return replace(poll.state, items=items, sha256="", digest="", etag="", modified="")
        return replace(poll.state, items=items)

    def _known(self) -> WatchState:
        """What is known of each address now."""
        return load_watch_state(self._state.paths, self._clock())

    def _listed(self) -> tuple[WatchedAddress, ...]:
        return read_settings(self._state.paths.root).addresses

    def _allow(self, urls: Sequence[str]) -> None:
        """Records that the user has allowed requests to these addresses."""
        with watch_lock(self._state.paths):
            known = self._known()
            for url in urls:
                known = known.with_address(url, replace(known.of(url), allowed=True))
            save_watch_state(self._state.paths, known)


def _status(address: WatchedAddress, state: AddressState) -> AddressStatus:
    return AddressStatus(address, state.allowed, state.checked, state.due, state.note)


def _not_yet(address: WatchedAddress, state: AddressState, options: WatchOptions, now: datetime) -> AddressCheck | None:
    """The check of an address that is not to be requested now; None where it is. A pause that the site asked for is always kept."""
    if not state.allowed:
        return AddressCheck(address.url, CheckStatus.NOT_ALLOWED, NOT_ALLOWED)
    if state.wait_until and now < state.wait_until:
        return AddressCheck(address.url, CheckStatus.NOT_DUE, PAUSED, state.wait_until)
    if options.at_once or is_due(state.due, now):
        return None
    return AddressCheck(address.url, CheckStatus.NOT_DUE, state.note, state.due)
