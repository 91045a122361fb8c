"""Checks of watched addresses: what each found, and when the next one is due."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dossier.model.ingest import IngestResult, IngestStatus
from dossier.model.watch.address import WatchedAddress


class CheckStatus(StrEnum):
    """Result of one check. NOT_DUE and NOT_ALLOWED: nothing was requested; UNCHANGED: the site says so, or sent the same."""

    CHECKED = "checked"
    UNCHANGED = "unchanged"
    NOT_DUE = "not due"
    NOT_ALLOWED = "not allowed"
    FAILED = "failed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class AddressCheck:
    """Check of one address: a sentence in `note`, the time from which the next check is due, a result for each article that was added,
    edited or refused, and the number of unchanged ones. `moved_to` is the address that the site has moved to for good.
    """

    url: str
    status: CheckStatus
    note: str = ""
    due: datetime | None = None
    results: tuple[IngestResult, ...] = ()
    unchanged: int = 0
    moved_to: str = ""

    @property
    def new(self) -> int:
        """The number of articles that were added."""
        return sum(result.status is IngestStatus.ADDED for result in self.results)

    @property
    def edited(self) -> int:
        """The number of articles that have a new version."""
        return sum(result.status is IngestStatus.UPDATED for result in self.results)

    @property
    def failed(self) -> int:
        """The number of entries that could not be read."""
        return sum(result.status is IngestStatus.REFUSED for result in self.results)


@dataclass(frozen=True, slots=True)
class AddressStatus:
    """A watched address and what is known of it: whether you allowed requests to it, its last check, and when the next one is due."""

    address: WatchedAddress
    allowed: bool
    checked: datetime | None = None
    due: datetime | None = None
    note: str = ""
