"""Entries of a watched feed: which are new, which were edited, and the pages that their summaries link to."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dossier import reading
from dossier.errors import UnreadableFile
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.network.urls import canonical
from dossier.services import ingest
from dossier.services.watch.library import Library
from dossier.services.watch.state import ItemState

LONGEST_KEY = 2000
MOST_TRIES = 3
"""Checks in which a page that cannot be fetched is tried again."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry of a feed that is new or was edited: what is to be added, None where there is nothing, and what is to be remembered of it."""

    key: str
    item: ItemState
    member: ContainerEntry | None = None


@dataclass(frozen=True, slots=True)
class _Pending:
    """An entry that is looked at: its key, what was known of it, and its digest now."""

    entry: ContainerEntry
    key: str
    before: ItemState | None
    digest: str


def pending_entries(entries: Sequence[ContainerEntry], items: dict[str, ItemState]) -> tuple[list[_Pending], int]:
    """The entries that are new, were edited or whose page could not be fetched last time; and the number of all others."""
    pending, unchanged = dict[str, _Pending](), 0
    repeated = {key for key, number in Counter(entry.key for entry in entries).items() if number > 1}
    for entry in entries:
        key = _key_of(entry, repeated)
        before, digest = items.get(key), _digest(entry)
        if before and before.digest == digest and not 0 < before.tries < MOST_TRIES:
            unchanged += 1
        else:
            pending[key] = _Pending(entry, key, before, digest)
    return list(pending.values()), unchanged


def _key_of(entry: ContainerEntry, repeated: Collection[str]) -> str:
    """What identifies an entry from one check to the next: the feed's own identifier, unless it gives several entries the same."""
    own = entry.key if entry.key not in repeated else ""
    return (own or entry.link or dict(entry.metadata).get("title", "") or entry.shown or entry.name)[:LONGEST_KEY]


def changed_entries(
    pending: Sequence[_Pending], library: Library, context: "ingest.DownloadContext", feed: str, now: datetime
) -> Iterator[EntryChange]:
    """What is to be done for each entry; with the option `full` the pages of summaries are fetched. Stopped, it ends before the next page."""
    wanted = [item for item in pending if not _is_known(item, library)]
    for item in pending:
        if item not in wanted:
            yield EntryChange(item.key, ItemState(item.digest, item.before.sha256 if item.before else ""))
    refetched = frozenset(canonical(item.entry.link) for item in wanted if item.before and item.entry.link)
    # stopping is decided here, before each page
    pages = _pages([item.entry for item in wanted], replace(context, known_urls=library.full_texts - refetched, cancelled=None))
    for item in wanted:
        if context.stopped and item.entry.link and context.options.full:
            return
        yield _change(item, next(pages), library, feed, now)


def _is_known(item: _Pending, library: Library) -> bool:
    """True for an entry of which nothing is to be added: one whose article the user removed, and one whose article came into the dossier by
    another way, such as another feed.
    """
    if item.before and item.before.sha256:
        return item.before.sha256 not in library.by_hash
    return library.has_url(_url_of(item.entry))


def _pages(entries: list[ContainerEntry], context: "ingest.DownloadContext") -> Iterator[ContainerEntry]:
    return ingest.with_full_pages(entries, context) if context.options.full else iter(entries)


def _change(item: _Pending, page: ContainerEntry, library: Library, feed: str, now: datetime) -> EntryChange:
    """The change that an entry with its page makes."""
    tries = (item.before.tries if item.before else 0) + 1 if _is_missing(item.entry, page) else 0
    state = ItemState(item.digest, item.before.sha256 if item.before else "", tries)
    if page.duplicate_of:
        return EntryChange(item.key, state)
    file = library.by_hash.get(item.before.sha256, "") if item.before else ""
    if tries and file and not file.endswith(reading.FEED_ENTRY_SUFFIX):
        # the page is here from an earlier check; its summary is no newer version of it
        return EntryChange(item.key, state)
    if page.error:
        # reported once, not at each attempt
        return EntryChange(item.key, state, page if tries in {0, 1} else None)
    member = page if page.sidecar else replace(page, sidecar=_sidecar(feed, item.key, now))
    sha256 = hashlib.sha256(member.data).hexdigest()
    try:
        newer = library.newer_version(file, member) if file else member
    except UnreadableFile as refused:
        return EntryChange(item.key, state, replace(page, data=b"", error=f"{refused.what} {refused.do}".strip()))
    return EntryChange(item.key, replace(state, sha256=sha256) if newer else state, newer)


def _is_missing(entry: ContainerEntry, page: ContainerEntry) -> bool:
    """True where the page that an entry links to could not be fetched."""
    return bool(entry.link) and page.data == entry.data and page.note != entry.note and not page.duplicate_of


def _url_of(entry: ContainerEntry) -> str:
    """The address of an entry's article, or empty."""
    if entry.link or not entry.data:
        return entry.link
    try:
        return reading.read_bytes(entry.data, entry.name).url
    except UnreadableFile:
        return ""


def _digest(entry: ContainerEntry) -> str:
    """A digest of all that a feed says of an entry."""
    return hashlib.sha256(repr((entry.data, entry.metadata, entry.link)).encode()).hexdigest()[:32]


def _sidecar(feed: str, key: str, now: datetime) -> bytes:
    """The record of where an entry's text came from and when."""
    record = {"feed": feed, "entry": key, "fetched": now.isoformat(timespec="seconds")}
    return json.dumps(record, ensure_ascii=False, indent=1).encode()
