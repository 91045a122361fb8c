"""Polling: one watched address is requested, and what is new or edited there is prepared for adding. Nothing is locked meanwhile."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dossier import reading
from dossier.errors import UnreadableFile
from dossier.model.watch.address import WatchedAddress, WatchKind
from dossier.model.watch.check import AddressCheck, CheckStatus
from dossier.reading.network.feed_link import feed_link
from dossier.reading.network.fetch import LATER, SAVE, PausedHost
from dossier.reading.recognition import suffix_by_contents
from dossier.reading.registry import container_kind
from dossier.services.ingest.sources import Download
from dossier.services.watch.feed_entries import MOST_TRIES, EntryChange, changed_entries, pending_entries
from dossier.services.watch.schedule import next_check, next_try, wait_until
from dossier.services.watch.state import MOST_ITEMS, AddressState, ItemState

if TYPE_CHECKING:
    from datetime import datetime

    from dossier.reading.containers.entry import ContainerEntry
    from dossier.reading.network.fetch import Fetched
    from dossier.services import ingest
    from dossier.services.watch.library import Library

LONGEST_VALIDATOR = 1000
"""Characters of an ETag or a date that are sent back; a longer one is ignored."""
GONE = (404, 410)
PAUSED = "The site asked for a pause until then."
REMOVE = "If it stays away, remove it from dossier.toml."


@dataclass(frozen=True, slots=True)
class Poll:
    """What a request to an address gave: its check so far, its state after it, and what is to be added, None where there is nothing."""

    check: AddressCheck
    state: AddressState
    download: Download | None = None


@dataclass(frozen=True, slots=True)
class Poller:
    """Polls addresses at one moment, `now`, with what is in the dossier."""

    library: Library
    context: ingest.DownloadContext
    now: datetime

    def poll(self, address: WatchedAddress, state: AddressState) -> Poll:
        """Requests an address, and the pages that it links to where they are wanted."""
        retried = any(0 < item.tries < MOST_TRIES for item in state.items.values())
        try:
            fetched = self.context.request(address.url, {} if retried else _conditions(state))
        except PausedHost as paused:
            return self._paused(address, state, timedelta(seconds=paused.seconds))
        except UnreadableFile as refused:
            return self._failure(address, state, _sentence(refused))
        digest = hashlib.sha256(fetched.response.body).hexdigest()
        if fetched.response.status == 304 or (digest == state.digest and not retried):
            after = self._success(address, state, fetched)
            return Poll(self._check(address, after, fetched, CheckStatus.UNCHANGED, unchanged=state.listed), after)
        try:
            page = fetched.as_entry()
        except UnreadableFile as refused:
            return self._failure(address, state, _sentence(refused), fetched)
        page = replace(page, name=_name_of(page))
        if fault := _kind_fault(address, page, fetched):
            return self._failure(address, state, fault)
        after = replace(self._success(address, state, fetched), digest=digest)
        if container_kind(page.name):
            return self._feed(address, after, page, fetched)
        return self._page(address, after, page, fetched)

    def _page(self, address: WatchedAddress, state: AddressState, page: ContainerEntry, fetched: Fetched) -> Poll:
        """A page that is new, or a newer version of the file that it became before; a page whose article was removed is not added again."""
        file = self.library.by_hash.get(state.sha256, "") or self.library.fetched_from(fetched.address)
        known = bool(state.sha256 or self.library.has_url(fetched.address))
        if known and not file:
            return Poll(self._check(address, state, fetched, CheckStatus.UNCHANGED, unchanged=1), state)
        try:
            member = self.library.newer_version(file, page) if file else page
        except UnreadableFile as refused:
            return self._failure(address, state, _sentence(refused))
        after = replace(state, sha256=hashlib.sha256(page.data).hexdigest()) if member else state
        check = self._check(address, after, fetched, CheckStatus.CHECKED, unchanged=0 if member else 1)
        return Poll(check, after, Download((member,)) if member else None)

    def _feed(self, address: WatchedAddress, state: AddressState, page: ContainerEntry, fetched: Fetched) -> Poll:
        """The entries of a feed that are new or were edited. Stopped, those that came are added, and the rest comes with the next check."""
        entries = list(reading.read_container(io.BytesIO(page.data), page.name, reading.DecompressionBudget()))
        faults = [entry.error for entry in entries if entry.error and not entry.shown]
        entries = [entry for entry in entries if not entry.skipped and not (entry.error and not entry.shown)]
        if faults and not entries:
            return self._failure(address, replace(state, digest=""), faults[0])
        pending, unchanged = pending_entries(entries, state.items)
        context = replace(self.context, options=replace(self.context.options, full=address.full))
        changes = list(changed_entries(pending, self.library, context, address.url, self.now))
        after = replace(state, items=_remembered(state.items, changes), listed=unchanged + len(pending))
        members = tuple(change.member for change in changes if change.member)
        if len(changes) < len(pending):
            after = replace(after, digest="", etag="", modified="", due=self.now)
        check = self._check(address, after, fetched, CheckStatus.CHECKED, " ".join(faults), unchanged + len(changes) - len(members))
        return Poll(check, after, Download(members, container=True) if members else None)

    def _success(self, address: WatchedAddress, state: AddressState, fetched: Fetched) -> AddressState:
        """The state after a response with contents, or without because nothing has changed."""
        headers = fetched.response.headers
        etag, modified = (headers.get(name, "")[:LONGEST_VALIDATOR] for name in ("etag", "last-modified"))
        due = next_check(self.now, address.every, headers)
        return replace(state, etag=etag, modified=modified, checked=self.now, due=due, wait_until=None, failures=0, note="")

    def _failure(self, address: WatchedAddress, state: AddressState, note: str, fetched: Fetched | None = None) -> Poll:
        """A check without result: the next one is due later, and not before the time that the site asks for."""
        status = fetched.response.status if fetched else 0
        wait = wait_until(self.now, fetched.response.headers) if fetched and status in {429, 503} else None
        due = max(filter(None, (next_try(self.now, address.every, state.failures), wait)))
        note = f"{note} {REMOVE}" if status in GONE else note
        after = replace(state, checked=self.now, due=due, wait_until=wait, failures=state.failures + 1, note=note)
        return Poll(AddressCheck(address.url, CheckStatus.GONE if status in GONE else CheckStatus.FAILED, note, due), after)

    def _paused(self, address: WatchedAddress, state: AddressState, rest: timedelta) -> Poll:
        """No check, since the host asked for a pause when another of its addresses was requested; it is due after that. This is no failure."""
        after = replace(state, due=self.now + rest, wait_until=self.now + rest)
        return Poll(AddressCheck(address.url, CheckStatus.NOT_DUE, PAUSED, after.due), after)

    def _check(
        self, address: WatchedAddress, state: AddressState, fetched: Fetched, status: CheckStatus, note: str = "", unchanged: int = 0
    ) -> AddressCheck:
        moved = f"It has moved for good to {fetched.moved_to}; change it in dossier.toml." if fetched.moved_to else ""
        return AddressCheck(address.url, status, f"{note} {moved}".strip(), state.due, unchanged=unchanged, moved_to=fetched.moved_to)


def _sentence(refused: UnreadableFile) -> str:
    """Why a check failed; the advice for a single page, to try later or to save it in a browser, is left out."""
    return refused.what if refused.do in {LATER, SAVE} else f"{refused.what} {refused.do}".strip()


def _conditions(state: AddressState) -> dict[str, str]:
    """The headers of a conditional request (RFC 9110, 13.1)."""
    headers = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in headers.items() if value and value.isprintable()}


def _name_of(page: ContainerEntry) -> str:
    """The name of a page; that of a feed which the server calls a web page or a text gets the suffix of a feed."""
    if container_kind(page.name) or container_kind(f"feed{suffix_by_contents(page.data)}") != "feed":
        return page.name
    return f"{page.name.rpartition('.')[0]}.rss"


def _kind_fault(address: WatchedAddress, page: ContainerEntry, fetched: Fetched) -> str:
    """Why what came is not of the kind that the settings name, in words; empty where it is."""
    is_feed = bool(container_kind(page.name))
    if address.kind is WatchKind.PAGE and is_feed:
        return 'This is a feed, not a page. Take kind = "page" out of dossier.toml.'
    if address.kind is WatchKind.FEED and not is_feed:
        link = feed_link(page.data, fetched.address)
        advice = f"It names the feed {link}; watch that instead." if link else 'Use kind = "page" to watch the page itself.'
        return f"This is a web page, not a feed. {advice}"
    return ""


def _remembered(items: dict[str, ItemState], changes: list[EntryChange]) -> dict[str, ItemState]:
    """The state of all entries, those of the changes last; the oldest are forgotten where there are too many."""
    changed = {change.key: change.item for change in changes}
    all_items = {key: item for key, item in items.items() if key not in changed} | changed
    return dict(list(all_items.items())[-MOST_ITEMS:])
