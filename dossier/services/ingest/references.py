"""References of a bibliography: each is matched with an article, whose metadata it completes as if the user had set them."""

import re
from pathlib import Path

from dossier.errors import UnreadableFile, UnsafeFile
from dossier.model.ingest import ArticleMetadata, IngestResult, IngestStatus
from dossier.reading.bibliography import MOST_BYTES, Reference, read_references
from dossier.reading.network.urls import canonical
from dossier.runtime.safe_files import open_regular
from dossier.services.notebook.article_details import set_metadata
from dossier.services.snapshot import Snapshot
from dossier.storage.notebook import Notebook


def note_references(path: Path, snapshot: Snapshot, notebook: Notebook, *, dry_run: bool) -> list[IngestResult]:
    """Stores what a bibliography knows of the articles; a result for each reference."""
    try:
        with open_regular(path) as file:
            references = read_references(file.read(MOST_BYTES + 1), path.name)
    except (UnreadableFile, UnsafeFile) as refused:
        return [IngestResult(str(path), IngestStatus.REFUSED, note=f"{refused.what} {refused.do}".strip())]
    except OSError as error:
        return [IngestResult(str(path), IngestStatus.REFUSED, note=f"It could not be read ({error.strerror}).")]
    except Exception as error:  # noqa: BLE001  whatever a library makes of a damaged file, the other inputs are added
        return [IngestResult(str(path), IngestStatus.REFUSED, note=f"It is damaged or not a bibliography ({type(error).__name__}).")]
    results, news = [], []
    for reference in references:
        name = f"{path}/{reference.title or reference.url}"
        article, metadata = match_reference(snapshot, reference)
        if article is None:
            results.append(IngestResult(name, IngestStatus.REFUSED, note="It matches no article here by URL or title, or more than one."))
            continue
        fields = [field for field in ("title", "outlet", "published", "language") if getattr(metadata, field)]
        note = f"It gives the {' and the '.join(fields)}." if fields else "It adds nothing new."
        updates = bool(fields) and not dry_run
        news += [(article, metadata)] if updates else []
        status = IngestStatus.UPDATED if updates else IngestStatus.SAME
        results.append(IngestResult(name, status, article, snapshot.articles[article].file, note))
    for article, metadata in news:
        set_metadata(notebook, [snapshot.article(article)], metadata)
    return results


def match_reference(snapshot: Snapshot, reference: Reference) -> tuple[str | None, ArticleMetadata]:
    """The one article of a reference's URL, else of its title, with the metadata that are not known of it; None where it is not one."""
    title = _words(reference.title)
    articles = [a for a in snapshot.articles.values() if a.url and reference.url and canonical(a.url) == canonical(reference.url)]
    articles = articles or [a for a in snapshot.articles.values() if title and _words(a.title) == title]
    if len(articles) != 1:
        return None, ArticleMetadata()
    article, day = articles[0], snapshot.published(articles[0].id).day
    return article.id, ArticleMetadata(
        title=reference.title if title and title != _words(article.title) else "",
        outlet=reference.outlet if reference.outlet != article.outlet else "",
        published=reference.day if reference.day != (day.isoformat() if day else "") else "",
        language=reference.language if reference.language != article.language else "",
    )


def _words(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
