"""Duplicate notes: which article a new one is nearly the same as, or another version of."""

from collections.abc import Iterable

from dossier.errors import DamagedFacts
from dossier.linking.near_duplicates import jaccard
from dossier.services.derived.copies import Copies
from dossier.storage.facts import FactsStore

SAME = 0.995
"""Jaccard similarity from which two texts differ in nothing that a reader would see."""


def duplicate_notes(store: FactsStore, new: Iterable[str]) -> dict[str, str]:
    """Article id -> a sentence on the article most similar to it, for those of `new` that have one. Nothing is merged or removed."""
    notes: dict[str, str] = {}
    try:
        copies = Copies(store)
    except DamagedFacts:
        return notes  # the index is rebuilt when the dossier is read next
    for key in new:
        article = store.article(key)
        if article is None:
            continue
        others = [other for ident in copies.near_duplicates(key) if (other := store.article(ident))]
        similarity = {other.file: jaccard(article.text, other.text) for other in others}
        versions = [other for ident in copies.same_page(article.url) if ident != key and (other := store.article(ident))]
        if similarity:
            best = max(similarity, key=lambda file: (similarity[file], file))
            notes[key] = _near_duplicate_note(best, similarity[best])
        elif versions:
            notes[key] = f"Another version of {versions[0].file}: same URL, different text."
    return notes


def _near_duplicate_note(file: str, similarity: float) -> str:
    if similarity >= SAME:
        return f"Same text as {file}; both are kept and count as one source."
    return f"Near-duplicate of {file} ({similarity:.0%} similar); both are kept and count as one source."
