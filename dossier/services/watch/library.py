"""Library: the articles that are in the dossier already, as a check needs them."""

from dataclasses import dataclass, replace

from dossier import reading
from dossier.errors import UnreadableFile
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.network.urls import canonical
from dossier.reading.version_record import parse_sidecar
from dossier.services import ingest
from dossier.services.state import DossierState
from dossier.text.version_diff import same_text


@dataclass(frozen=True, slots=True)
class Library:
    """The files in seeds/ by hash, those of articles by canonical URL, and the URLs of articles whose full text is there."""

    state: DossierState
    by_hash: dict[str, str]
    by_url: dict[str, str]
    full_texts: frozenset[str]

    def has_url(self, url: str) -> bool:
        """True where an article of that address is in the dossier."""
        return bool(url) and canonical(url) in self.by_url

    def fetched_from(self, url: str) -> str:
        """The file that this program fetched from an address, or empty. A page that the user saved is not replaced by another one."""
        file = self.by_url.get(canonical(url), "")
        record = parse_sidecar(reading.sidecar_of(self.state.paths.seeds / file, self.state.paths.files)) if file else {}
        return file if record.get("fetched") and canonical(str(record.get("url"))) == canonical(url) else ""

    def newer_version(self, file: str, entry: ContainerEntry) -> ContainerEntry | None:
        """The entry as a newer version of a file; None where its text is the same. Raises UnreadableFile where the entry cannot be read."""
        language, paths = self.state.settings.language, self.state.paths
        after = reading.read_bytes(entry.data, entry.name, language=language, sidecar=entry.sidecar)
        try:
            before = reading.read_article(paths.seeds / file, name=file, language=language, files=paths.files)
        except UnreadableFile:
            return replace(entry, replaces=file)
        return None if same_text(before, after) else replace(entry, replaces=file)


def load_library(state: DossierState) -> Library:
    """The library of what is stored now."""
    articles, files = state.index.store.articles(), state.index.store.source_files()
    by_url = {canonical(article.url): article.file for article in articles if article.url}
    return Library(state, {source.sha256: name for name, source in files.items() if source.article}, by_url, ingest.known_urls(articles))
