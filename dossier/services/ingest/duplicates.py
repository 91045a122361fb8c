"""Duplicate notes: which article a new one is nearly the same as, or another version of."""

from collections.abc import Iterable, Mapping

from dossier.linking.near_duplicates import find_near_duplicates, jaccard
from dossier.model.article import Article
from dossier.reading.network.urls import canonical

SAME = 0.995
"""Jaccard similarity from which two texts differ in nothing that a reader would see."""


def duplicate_notes(articles: Mapping[str, Article], new: Iterable[str]) -> dict[str, str]:
    """Article id -> a sentence on the article most similar to it, for those of `new` that have one. Nothing is merged or removed.

    `articles` are all articles of the dossier by id.
    """
    near_duplicates = find_near_duplicates(articles)
    pages: dict[str, list[str]] = {}
    for article in articles.values():
        if article.url:
            pages.setdefault(canonical(article.url), []).append(article.id)
    notes = {}
    for key in new:
        article = articles[key]
        similarity = {other: jaccard(article.text, articles[other].text) for other in near_duplicates.get(key, ())}
        versions = [other for other in pages.get(canonical(article.url), ()) if other != key] if article.url else []
        if similarity:
            best = max(similarity, key=lambda other: (similarity[other], articles[other].file))
            notes[key] = _near_duplicate_note(articles[best].file, similarity[best])
        elif versions:
            notes[key] = f"Another version of {articles[versions[0]].file}: same URL, different text."
    return notes


def _near_duplicate_note(file: str, similarity: float) -> str:
    if similarity >= SAME:
        return f"Same text as {file}; both are kept and count as one source."
    return f"Near-duplicate of {file} ({similarity:.0%} similar); both are kept and count as one source."
