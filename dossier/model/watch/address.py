"""Watched addresses: the feeds and pages that a dossier follows."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

USUAL_INTERVAL = timedelta(minutes=30)
"""Time between two checks of one address, unless the settings say otherwise."""


class WatchKind(StrEnum):
    """What an address is expected to be; ANY takes either."""

    ANY = ""
    FEED = "feed"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class WatchedAddress:
    """A feed or page to follow: its address, the time between two checks, what it is, and whether the pages that a feed's summaries link
    to are fetched as well.
    """

    url: str
    every: timedelta = USUAL_INTERVAL
    kind: WatchKind = WatchKind.ANY
    full: bool = True
