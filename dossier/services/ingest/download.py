"""Download: pages and feeds are fetched before the index is locked, so that a slow site blocks nobody else."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dossier import reading
from dossier.errors import Cancelled, UnreadableFile
from dossier.model.article import Article
from dossier.model.ingest import IngestOptions, Progress
from dossier.phrases.plural import pluralize
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.network.urls import canonical, is_address
from dossier.reading.registry import container_kind
from dossier.reading.version_record import METADATA
from dossier.runtime.safe_files import open_regular
from dossier.services.callbacks import CancelCheck, ProgressCallback
from dossier.services.ingest.sources import Download, walk_files

if TYPE_CHECKING:
    from dossier.reading.network.fetch import Fetched

MOST_PAGES = 100
"""Pages fetched for the entries of one feed; at one page in five seconds that is eight minutes."""
STOPPED = "Stopped with {} left; add the feed again for the rest."
HERE = "Its page has already been added."


@dataclass(frozen=True, slots=True)
class DownloadContext:
    """Context of a download: the options, the URLs of articles in the dossier, and the callbacks."""

    options: IngestOptions
    known_urls: frozenset[str]
    progress: ProgressCallback
    cancelled: CancelCheck

    @property
    def stopped(self) -> bool:
        """True where the user has asked to stop."""
        return bool(self.cancelled and self.cancelled())

    def report(self, done: int, total: int, name: str) -> None:
        """Reports the page that is fetched next."""
        if self.progress:
            self.progress(Progress(done, total, name, "fetching"))

    def request(self, address: str, conditions: Mapping[str, str]) -> "Fetched":  # forwards: as fetch
        """The response from an address, to a conditional request where there are `conditions`. Raises UnreadableFile."""
        return reading.fetcher(private=self.options.allow_private).request(address, conditions)

    def fetch(self, address: str) -> ContainerEntry:  # forwards: the fetcher is imported when the first page is wanted
        """The page at an address. Raises UnreadableFile."""
        return reading.fetcher(private=self.options.allow_private).fetch(address)


def download_all(names: Sequence[Path | str], context: DownloadContext) -> dict[str, Download]:
    """Name -> download, for the addresses among the names and, with the option `full`, for every feed among them.

    Stopped, it returns what was fetched so far. Raises Cancelled where that is nothing.
    """
    downloads: dict[str, Download] = {}
    for done, name in enumerate(names):
        if is_address(str(name)):
            if context.stopped:
                break
            context.report(done, len(names), str(name))
            downloads[str(name)] = _address(str(name), context)
        elif context.options.full:
            for path in _feeds(Path(name).expanduser()):
                with open_regular(path) as file:
                    downloads[str(path)] = _feed(path.name, file.read(reading.MOST_BYTES), context)
    complete = {name: download for name, download in downloads.items() if download.members or download.why}
    if context.stopped and not complete:
        raise Cancelled("Stopped.", do="Nothing was added.")
    return complete if context.stopped else downloads


def _feeds(path: Path) -> Iterator[Path]:
    """The feeds that a name stands for; files that cannot be read are left to the stage that copies, which reports them."""
    for file in walk_files(path) if path.is_dir() else (path,):
        if container_kind(file.name) == "feed" and file.is_file():
            yield file


def _address(address: str, context: DownloadContext) -> Download:
    """The page at an address; of a feed its entries."""
    try:
        page = context.fetch(address)
    except UnreadableFile as refused:
        return Download(why=f"{refused.what} {refused.do}".strip())
    if not container_kind(page.name):
        return Download((page,))
    if context.options.full and container_kind(page.name) == "feed":
        return _feed(page.name, page.data, context)
    return Download(tuple(reading.read_container(io.BytesIO(page.data), page.name, reading.DecompressionBudget())), container=True)


def _feed(name: str, data: bytes, context: DownloadContext) -> Download:
    """The entries of a feed, each teaser replaced by the page that it links to where that can be fetched."""
    entries = reading.read_container(io.BytesIO(data), name, reading.DecompressionBudget())
    return Download(tuple(with_full_pages(entries, context)), container=True)


def with_full_pages(feed: Iterable[ContainerEntry], context: DownloadContext) -> Iterator[ContainerEntry]:
    """The entries of a feed, each summary replaced by the page that it links to where that can be fetched; stopped, the last one says so."""
    entries = list(feed)
    fetched = 0
    for number, entry in enumerate(entries):
        if context.stopped:
            if number:
                yield replace(entry, name="", data=b"", shown="", error=STOPPED.format(pluralize(len(entries) - number, "entry")))
            return
        if not entry.link.startswith(("http://", "https://")):
            yield entry
        elif canonical(entry.link) in context.known_urls:
            yield replace(entry, data=b"", error="", duplicate_of=HERE)
        elif fetched >= MOST_PAGES:
            yield _as_teaser(entry, f"At most {MOST_PAGES} pages of a feed are fetched at a time; add it again for more.")
        else:
            fetched += 1
            context.report(number, len(entries), entry.link)
            yield _full_page(entry, context)


def _full_page(entry: ContainerEntry, context: DownloadContext) -> ContainerEntry:
    """The page that an entry links to, with the feed's metadata in its sidecar; the entry itself where the page cannot be fetched or
    holds no more text.
    """
    try:
        page = context.fetch(entry.link)
        words = len(reading.read_bytes(page.data, page.name).text.split())
    except UnreadableFile as refused:
        return _as_teaser(entry, f"Its page could not be fetched: {refused.what}")
    try:
        teaser_words = len(reading.read_bytes(entry.data, entry.name).text.split()) if entry.data else 0
    except UnreadableFile:
        teaser_words = 0
    if words <= teaser_words:
        return _as_teaser(entry, "Its page has no more text.")
    origin = json.loads(page.sidecar) | {METADATA: dict(entry.metadata)}
    sidecar = json.dumps(origin, ensure_ascii=False, indent=1).encode()
    return replace(page, sidecar=sidecar, note=f"Full text fetched from {entry.link}.", shown=entry.shown)


def _as_teaser(entry: ContainerEntry, note: str) -> ContainerEntry:
    """An entry with the feed's own text and the reason; refused where the feed has no text of it."""
    if entry.error:
        return replace(entry, error=f"The feed has no text for it. {note}")
    return replace(entry, note=f"The feed only has a summary. {note}")


def known_urls(articles: Iterable[Article]) -> frozenset[str]:
    """The canonical URLs of articles whose full text is in the dossier; a feed entry that is a teaser of a page does not count."""
    full_texts = (
        a for a in articles if a.url and (not a.file.endswith(reading.FEED_ENTRY_SUFFIX) or len(a.text.split()) >= reading.TEASER_WORDS)
    )
    return frozenset(canonical(article.url) for article in full_texts)
