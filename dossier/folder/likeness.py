"""What a new article is like: the same page in another version, the same or nearly the same text."""

from collections.abc import Iterable

from dossier.corroboration.sources import likeness
from dossier.folder.holdings import Holdings
from dossier.reading.address import canonical

SAME = 0.995
"""Likeness from which two texts differ in nothing that a reader would see."""


def notes_on(held: Holdings, new: Iterable[str]) -> dict[str, str]:
    """Article -> a sentence on the article that it is most like, for those of `new` that are like one. Nothing is merged or taken out."""
    pages: dict[str, list[str]] = {}
    for article in held.articles.values():
        if article.url:
            pages.setdefault(canonical(article.url), []).append(article.id)
    told = {}
    for key in new:
        article = held.articles[key]
        near = {other: likeness(article.text, held.articles[other].text) for other in held.found[key].near if other in held.articles}
        versions = [other for other in pages.get(canonical(article.url), ()) if other != key] if article.url else []
        if near:
            best = max(near, key=lambda other: (near[other], held.articles[other].file))
            told[key] = _near(held.articles[best].file, near[best])
        elif versions:
            told[key] = f"Another version of {held.articles[versions[0]].file}: the same address with another text."
    return told


def _near(file: str, share: float) -> str:
    if share >= SAME:
        return f"The same text as {file}; both are kept and count as one source."
    return f"Near-duplicate of {file} ({share:.0%} alike); both are kept and count as one source."
