"""What a new article is like: the same page in another version, nearly the same text; and which article an entry of a bibliography means."""

import re
from collections.abc import Iterable

from dossier.linking.near_duplicates import jaccard
from dossier.model.ingest import ArticleMetadata
from dossier.reading.bibliography import Reference
from dossier.reading.network.urls import canonical
from dossier.services.snapshot import Snapshot

SAME = 0.995
"""Likeness from which two texts differ in nothing that a reader would see."""


def duplicate_notes(held: Snapshot, new: Iterable[str]) -> dict[str, str]:
    """Article -> a sentence on the article that it is most like, for those of `new` that are like one. Nothing is merged or taken out."""
    pages: dict[str, list[str]] = {}
    for article in held.articles.values():
        if article.url:
            pages.setdefault(canonical(article.url), []).append(article.id)
    told = {}
    for key in new:
        article = held.articles[key]
        near = {
            other: jaccard(article.text, held.articles[other].text) for other in held.links[key].near_duplicates if other in held.articles
        }
        versions = [other for other in pages.get(canonical(article.url), ()) if other != key] if article.url else []
        if near:
            best = max(near, key=lambda other: (near[other], held.articles[other].file))
            told[key] = _near(held.articles[best].file, near[best])
        elif versions:
            told[key] = f"Another version of {held.articles[versions[0]].file}: the same address with another text."
    return told


def match_reference(held: Snapshot, reference: Reference) -> tuple[str | None, ArticleMetadata]:
    """The one article of that address, else of that title, and what the entry tells of it that is not known; None where it is not one."""
    title = _plain(reference.title)
    found = [a for a in held.articles.values() if a.url and reference.url and canonical(a.url) == canonical(reference.url)]
    found = found or [a for a in held.articles.values() if title and _plain(a.title) == title]
    if len(found) != 1:
        return None, ArticleMetadata()
    article, day = found[0], held.published(found[0].id).day
    return article.id, ArticleMetadata(
        title=reference.title if title and title != _plain(article.title) else "",
        outlet=reference.outlet if reference.outlet != article.outlet else "",
        published=reference.day if reference.day != (day.isoformat() if day else "") else "",
        language=reference.language if reference.language != article.language else "",
    )


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


def _near(file: str, share: float) -> str:
    if share >= SAME:
        return f"The same text as {file}; both are kept and count as one source."
    return f"Near-duplicate of {file} ({share:.0%} alike); both are kept and count as one source."
