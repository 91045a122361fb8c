"""What comes by the network is fetched before the index is touched, so that a slow page keeps nobody else waiting."""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.errors import Cancelled, UnreadableFile
from dossier.model.article import Article
from dossier.model.ingest import IngestOptions, Progress
from dossier.phrases.core import pluralize
from dossier.reading.network.urls import canonical, is_address
from dossier.reading.registry import container_kind
from dossier.services.ingest.sources import walk_files

if TYPE_CHECKING:
    from dossier.reading.containers.entry import ContainerEntry
    from dossier.reading.network.fetch import Fetcher

MOST_PAGES = 100
"""So many pages are fetched for the entries of one feed; at one in five seconds that is eight minutes."""
STOPPED = "Stopped with {} to go; add the feed again for the rest."
HERE = "Its page is here already."
Tell = Callable[[Progress], None] | None
Stop = Callable[[], bool] | None


@dataclass(frozen=True, slots=True)
class Download:
    """What an address or a feed gave: one page, or the `members` of a container; `why` says why there is nothing."""

    members: tuple["ContainerEntry", ...] = ()
    container: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class DownloadContext:
    """What every step of the gathering needs: how articles are taken in, the pages that are here, whom to tell, when to stop."""

    how: IngestOptions
    here: frozenset[str]
    progress: Tell
    cancelled: Stop

    @property
    def stopped(self) -> bool:
        """True where the user has had enough."""
        return bool(self.cancelled and self.cancelled())

    def step(self, done: int, total: int, what: str) -> None:
        """Says what is fetched next."""
        if self.progress:
            self.progress(Progress(done, total, what, "fetching"))

    def fetcher(self) -> "Fetcher":
        """The fetcher of this process."""
        from dossier.reading.network.fetch import fetcher  # noqa: PLC0415  only who asks for a page waits for it

        return fetcher(private=self.how.allow_private)


def download_all(named: Sequence[Path | str], errand: DownloadContext) -> dict[str, Download]:
    """Name -> what it gave, for the addresses among the names; where the whole of teasers is wanted, for every feed among them too.

    Stopped, it gives what was fetched so far. Raises Cancelled where that is nothing.
    """
    found: dict[str, Download] = {}
    for done, name in enumerate(named):
        if is_address(str(name)):
            if errand.stopped:
                break
            errand.step(done, len(named), str(name))
            found[str(name)] = _fetched(str(name), errand)
        elif errand.how.full:
            for path in _feeds(Path(name).expanduser()):
                found[str(path)] = _feed(path.name, path.read_bytes(), errand)
    got = {name: one for name, one in found.items() if one.members or one.why}
    if errand.stopped and not got:
        raise Cancelled("Stopped.", do="Nothing was added.")
    return got if errand.stopped else found


def _feeds(path: Path) -> Iterator[Path]:
    """The feeds that a name stands for; what cannot be read is left for the taking in, which says so."""
    for file in walk_files(path) if path.is_dir() else (path,):
        if container_kind(file.name) == "feed" and file.is_file():
            yield file


def _fetched(address: str, errand: DownloadContext) -> Download:
    """The page at an address; of a feed its entries."""
    from dossier.reading.containers.open import DecompressionBudget, read_container  # noqa: PLC0415  as above

    try:
        page = errand.fetcher().fetch(address)
    except UnreadableFile as refused:
        return Download(why=f"{refused.what} {refused.do}".strip())
    if not container_kind(page.name):
        return Download((page,))
    if errand.how.full and container_kind(page.name) == "feed":
        return _feed(page.name, page.data, errand)
    return Download(tuple(read_container(io.BytesIO(page.data), page.name, DecompressionBudget())), container=True)


def _feed(name: str, data: bytes, errand: DownloadContext) -> Download:
    """The entries of a feed, each teaser replaced by the page that it links to where that can be had."""
    from dossier.reading.containers.open import DecompressionBudget, read_container  # noqa: PLC0415  as above

    return Download(tuple(_whole(read_container(io.BytesIO(data), name, DecompressionBudget()), errand)), container=True)


def _whole(members: "Iterable[ContainerEntry]", errand: DownloadContext) -> Iterator["ContainerEntry"]:
    held = list(members)
    asked = 0
    for number, member in enumerate(held):
        if errand.stopped:
            if number:
                yield replace(member, name="", data=b"", shown="", error=STOPPED.format(pluralize(len(held) - number, "entry")))
            return
        if not member.link.startswith(("http://", "https://")):
            yield member
        elif canonical(member.link) in errand.here:
            yield replace(member, data=b"", error="", duplicate_of=HERE)
        elif asked >= MOST_PAGES:
            yield _kept_short(member, f"Only {MOST_PAGES} pages of a feed are fetched at once; add it again for more.")
        else:
            asked += 1
            errand.step(number, len(held), member.link)
            yield _page(member, errand)


def _page(member: "ContainerEntry", errand: DownloadContext) -> "ContainerEntry":
    """The page that an entry links to, with what the feed tells of it; the entry itself where the page is not to be had, or holds no more."""
    from dossier.reading.read import read_bytes  # noqa: PLC0415  as above

    try:
        page = errand.fetcher().fetch(member.link)
        words = len(read_bytes(page.data, page.name).text.split())
    except UnreadableFile as refused:
        return _kept_short(member, f"Its page is not to be had: {refused.what}")
    try:
        teaser = len(read_bytes(member.data, member.name).text.split()) if member.data else 0
    except UnreadableFile:
        teaser = 0
    if words <= teaser:
        return _kept_short(member, "Its page holds no more.")
    told = json.loads(page.sidecar) | {"told": dict(member.metadata)}
    beside = json.dumps(told, ensure_ascii=False, indent=1).encode()
    return replace(page, sidecar=beside, note=f"The whole text, fetched from {member.link}.", shown=member.shown)


def _kept_short(member: "ContainerEntry", note: str) -> "ContainerEntry":
    """An entry as the feed gave it, with the reason; refused where the feed gave no text of it."""
    if member.error:
        return replace(member, error=f"The feed gives no text of it. {note}")
    return replace(member, note=f"The feed gives only the beginning. {note}")


def known_urls(articles: Iterable[Article]) -> frozenset[str]:
    """The pages that are here whole, as `gathered` compares them; an entry of a feed that is a teaser of one is not the page."""
    from dossier.reading.containers.feed import ENTRY, TEASER  # noqa: PLC0415  as above

    return frozenset(canonical(a.url) for a in articles if a.url and (not a.file.endswith(ENTRY) or len(a.text.split()) >= TEASER))
