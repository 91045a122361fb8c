"""Linker state: saves the linker of a dossier, so that another process need not link everything from nothing."""

import sqlite3
import sys
from collections.abc import Iterable, Sequence
from functools import partial

import msgspec

from dossier import linking
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.notebook import Correction
from dossier.services.loading.keys import digest, metadata_of
from dossier.storage.facts import FactsStore

FEWEST = 200
"""Articles from which a linker is saved: fewer are linked from nothing as fast as it is read."""
FEW_CHANGES, SHARE_OF_CHANGES = 64, 10
"""A linker is saved again when more articles than this have changed, and more than one in so many."""


class _Label(msgspec.Struct, frozen=True):
    """Which articles a saved linker knows: those after the change of that number, with this metadata of the user. Another Python may compute
    other hashes, of which a linker's tables are full.
    """

    change: int
    metadata: str
    python: str

    def is_like(self, other: "_Label") -> bool:
        """True where the two differ in nothing but the changes of articles."""
        return (self.metadata, self.python) == (other.metadata, other.python)


def read_linker(
    store: FactsStore, documents: Iterable[tuple[Article, Facts]], corrections: Sequence[Correction]
) -> "linking.Linker | None":
    """The linker that was saved last, for these documents, which must be those of the store; None where none fits them."""
    label = _read_label(store)
    if label is None or not label.is_like(_label(store, corrections)):
        return None
    changed = frozenset(store.changed_articles(label.change))
    if "" in changed or (stored := store.linked_findings()) is None:
        return None
    unchanged = {article.id: (article, facts) for article, facts in documents if article.id not in changed}
    articles = {ident: article for ident, (article, _) in unchanged.items()}
    facts = {ident: of_one for ident, (_, of_one) in unchanged.items()}
    try:
        with store.linker_state.open() as file:
            return linking.read_linker(file, articles, facts, linking.stored_findings(*stored))
    except sqlite3.Error:
        raise
    except Exception:  # noqa: BLE001 - a state can be broken in any way, and each means the same: link everything
        return None


def save_linker(store: FactsStore, linker: "linking.Linker", articles: int, corrections: Sequence[Correction]) -> None:
    """Saves the linker of the findings that the store has, made from so many articles, unless the one that is saved is nearly as good. Hold the
    lock of the index.
    """
    label = _label(store, corrections)
    if articles < FEWEST or not _is_due(store, label, articles):
        return
    with store.transaction():
        store.linker_state.write(msgspec.json.encode(label), partial(linking.save_linker, linker, store.linked_checksums()))


def _is_due(store: FactsStore, label: _Label, articles: int) -> bool:
    saved = _read_label(store)
    if saved is None or not saved.is_like(label):
        return True
    changed = store.changed_articles(saved.change)
    return "" in changed or len(changed) > max(FEW_CHANGES, articles // SHARE_OF_CHANGES)


def _read_label(store: FactsStore) -> _Label | None:
    try:
        return msgspec.json.decode(store.linker_state.label(), type=_Label)
    except msgspec.MsgspecError:
        return None


def _label(store: FactsStore, corrections: Sequence[Correction]) -> _Label:
    """The label of a linker of what is stored now."""
    return _Label(store.last_change(), digest(metadata_of(corrections)), sys.version)
