"""Watch state: what was known of each watched address after its last check, and which addresses the user has allowed.

It is stored in the user's private state folder, not in the dossier: a folder from a stranger must not be able to say that you allowed its
addresses, and a rebuilt index must not make a program ask every site for everything again. If it is lost, the next check makes a new one:
articles that are in the dossier are recognised by their addresses.
"""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import msgspec

from dossier.errors import DossierError, UnsafeFile
from dossier.runtime.held_lock import HeldLock
from dossier.runtime.paths import DossierPaths, private_folder, watch_state_path
from dossier.runtime.safe_files import SafeFolder
from dossier.runtime.watched_addresses import LONGEST
from dossier.services.watch.schedule import LEEWAY, LONGEST_WAIT

MOST_BYTES = 500_000_000
MOST_ITEMS = 5000
"""Entries of one feed that are remembered, the latest ones; feeds list a few dozen."""
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Earlier times are shown in no time zone without an error, and were stored by no check."""
WAIT = 2.0
"""Seconds to wait for another program that is checking the same dossier."""


@dataclass(frozen=True, slots=True)
class ItemState:
    """An entry of a feed when it was last seen: `digest` of the entry, `sha256` of the file that was made of it, and the number of times
    that its page could not be fetched.
    """

    digest: str
    sha256: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True)
class AddressState:
    """What is known of an address: `etag` and `modified` for the next conditional request, when it was checked and is due, until when the site
    asked to wait, failures in a row, the `digest` of its last content, the number of entries listed in it (1 for a page), the `sha256` of the
    file that a page became, and the entries seen so far, by key.
    """

    allowed: bool = False
    etag: str = ""
    modified: str = ""
    checked: datetime | None = None
    due: datetime | None = None
    wait_until: datetime | None = None
    failures: int = 0
    note: str = ""
    digest: str = ""
    listed: int = 1
    sha256: str = ""
    items: dict[str, ItemState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WatchState:
    """The state of all addresses of a dossier, by URL."""

    addresses: dict[str, AddressState] = field(default_factory=dict)

    def of(self, url: str) -> AddressState:
        """The state of an address; that of one never checked where it is not known."""
        return self.addresses.get(url, AddressState())

    def with_address(self, url: str, state: AddressState) -> "WatchState":
        """The same with another state of one address."""
        return WatchState({**self.addresses, url: state})


def load_watch_state(paths: DossierPaths, now: datetime) -> WatchState:
    """The stored state; an empty one where nothing was stored, or nothing that is understood."""
    with suppress(OSError, UnsafeFile, ValueError, RecursionError, msgspec.MsgspecError):
        path = watch_state_path(paths).absolute()
        stored = msgspec.json.decode(SafeFolder(path.parent).read(path, MOST_BYTES), type=WatchState)
        return WatchState({url: _possible(state, now) for url, state in stored.addresses.items()})
    return WatchState()


def _possible(state: AddressState, now: datetime) -> AddressState:
    """The state, without its times if no check before `now` can have stored them: the clock was ahead then, or the file is damaged. Otherwise an
    address would not be requested for years.
    """
    latest = ((state.checked, LEEWAY), (state.due, LONGEST + LEEWAY), (state.wait_until, LONGEST_WAIT + LEEWAY))
    if all(moment is None or (moment.tzinfo and EARLIEST <= moment <= now + ahead) for moment, ahead in latest):
        return state
    return replace(state, checked=None, due=None, wait_until=None)


def save_watch_state(paths: DossierPaths, state: WatchState) -> None:
    """Stores the state, readable by the user only. Raises DossierError where that fails."""
    path = private_folder("watch") / watch_state_path(paths).name
    try:
        SafeFolder(path.parent.absolute()).replace(path.absolute(), msgspec.json.encode(state), mode=0o600)
    except OSError as error:
        do = "Check free space and permissions; articles that were added are saved."
        raise DossierError(f"The results of the check cannot be stored ({error.strerror}).", where=str(path), do=do) from error


def watch_lock(paths: DossierPaths) -> HeldLock:
    """The lock under which a dossier's addresses are checked, by one program at a time."""
    path = (private_folder("locks") / watch_state_path(paths).name).with_suffix(".watch.lock")
    return HeldLock(path, "checking the feeds of this dossier", WAIT)
