"""The derived index of a dossier: opens it where it can be trusted, and rebuilds it where it cannot."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version

import msgspec

from dossier import __version__, search
from dossier.errors import DossierError, UnsafeFile
from dossier.extraction.nlp import install_hint, is_installed, model_name
from dossier.runtime.config import DossierSettings
from dossier.runtime.held_lock import HeldLock
from dossier.runtime.paths import DossierPaths, clean_marker_path, lock_path, state_dir, user_index_dir
from dossier.runtime.safe_files import SafeFolder
from dossier.services.derived.engine_choice import suggest_once
from dossier.services.derived.rules_digest import rules_digest
from dossier.services.derived.tested_versions import MODEL_CHANGED, is_model_changed, model_digest
from dossier.services.disk_faults import is_disk_fault
from dossier.storage.clean_shutdown import is_clean, mark_clean
from dossier.storage.database import file_identity
from dossier.storage.facts import FactsStore
from dossier.storage.ownership import LARGEST_STAMP, STAMP, STAMP_PART, Ownership, check_ownership, write_stamp

SCHEMA = "6"
FACTS, WORDS = "facts.sqlite3", "words"
INDEX_SECONDS = 120
"""Seconds that a command waits while another program reads articles into the index."""
PATIENCE = 2.0
"""Seconds after which a command that only lists shows what the index contains, while another program has the lock; others go on waiting."""
DAMAGED_INDEX = "The index was damaged and is being rebuilt."
DELETED_INDEX = "The index was deleted and is being rebuilt."
DAMAGED = (sqlite3.Error, msgspec.MsgspecError, DossierError)


def _versions(settings: DossierSettings, *, model_changed: bool) -> dict[str, str]:
    """The versions that an index must have been built with. A missing model is left out, so that facts it extracted before are kept."""
    versions = {
        "schema": SCHEMA,
        "program": __version__,
        "rules": rules_digest(),
        "whoosh": version("Whoosh-Reloaded"),
        "language": settings.language,
    }
    if not is_installed(settings.model):
        return versions
    # facts extracted with other weights are extracted again, and once more when the published ones are back
    changed = f" {model_digest()[:12]}" if model_changed else ""
    return versions | {"model": model_name(settings.model) + changed}


class DerivedIndex:
    """The index of one dossier: the database of facts at `folder / FACTS` and the full-text index at `folder / WORDS`.

    `reason` says why all of it was discarded, or is empty; `notices` are sentences for the user. With `doubtful`, the database is read as a
    whole, to look for damage, also where it is as it was when it was closed.
    """

    def __init__(self, paths: DossierPaths, settings: DossierSettings, *, doubtful: bool = False) -> None:
        self.folder = paths.index
        self.reason = ""
        self._engine: search.Engine | None = None
        self._engine_stamp = b""
        self._facts_file: tuple[int, int] | None = None
        self.waits = True
        self._is_busy = False
        self.own_notices: list[str] = []
        self._settings, self._doubtful = settings, doubtful
        model_changed = not settings.model and is_model_changed()
        self.versions = _versions(settings, model_changed=model_changed)
        if "model" not in self.versions:
            notice = f"The language model {model_name(settings.model)}: indexed articles remain available, new ones wait."
            self.own_notices.append(f"{notice} {install_hint(settings.model)}")
        elif model_changed:
            self.own_notices.append(MODEL_CHANGED)
        verdict = check_ownership(self.folder, state_dir(), self.versions)
        if verdict is Ownership.FOREIGN and not paths.read_only:
            self.folder = user_index_dir(paths.root)
            self.own_notices.append(f"The index in this folder was made by someone else, so it is not used. Yours is in {self.folder}.")
            verdict = check_ownership(self.folder, state_dir(), self.versions)
        self._make_folder()
        # the lock file is in private state: a folder from a stranger may hold a link of that name
        self.lock = HeldLock(lock_path(self.folder), "the index of this dossier", INDEX_SECONDS)
        if verdict is not Ownership.OURS:
            with self.lock:
                self._begin(verdict)
        self.store = self._open_facts()

    @property
    def files(self) -> SafeFolder:
        """Access to the files of the index."""
        return SafeFolder(self.folder)

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DossierError(
                f"The index cannot be saved there ({error.strerror}).",
                where=str(self.folder),
                do="Check the folder's permissions and free space.",
            ) from error

    def _begin(self, verdict: Ownership) -> None:
        """Starts an empty index, unless another process did so while we waited for the lock."""
        if check_ownership(self.folder, state_dir(), self.versions) is Ownership.OURS:
            return
        self.wipe()
        if verdict is Ownership.OLD:
            self.reason = "The index was made by another version or with other settings, was moved, or is damaged. It is being rebuilt."
        write_stamp(self.folder, state_dir(), self.versions)

    def _open_facts(self) -> FactsStore:
        """The database of facts. Another process may be replacing it, so what is missing or unreadable is read again under the lock."""
        store = self._facts_unlocked()
        if store is None:
            with self.lock:
                store = self._sound_facts()
        self._facts_file = file_identity(self.folder / FACTS)
        return store

    def _facts_unlocked(self) -> FactsStore | None:
        """The database of facts, None where it is missing, cannot be read, or was replaced meanwhile."""
        before = file_identity(self.folder / FACTS)
        if before is None:
            return None
        try:
            store = self._checked_facts(create=False)
        except DAMAGED as error:
            if is_disk_fault(error):
                raise  # a full disk is no damage: what is there stays
            return None
        if file_identity(self.folder / FACTS) != before:
            store.close()
            return None
        return store

    def _checked_facts(self, *, create: bool) -> FactsStore:
        """The database of facts. Raises what `DAMAGED` names where it is damaged."""
        store = FactsStore(self.folder / FACTS, create=create)
        marker = clean_marker_path(self.folder)
        if not self._doubtful and is_clean(self.folder / FACTS, marker):
            store.soundness.trust()
        store.soundness.on_doubt = partial(marker.unlink, missing_ok=True)  # at once: the program may end without closing
        try:
            if not store.soundness.is_sound:
                store.check_file()
        except DAMAGED:
            store.close()
            raise
        return store

    @property
    def is_replaced(self) -> bool:
        """True where the facts are no longer in the file that was opened: another process has rebuilt the index, or somebody deleted it."""
        return file_identity(self.folder / FACTS) != self._facts_file

    def reopen_if_replaced(self) -> "DerivedIndex":
        """Itself, after opening the facts again where another process has rebuilt the index, or starting with an empty one where somebody deleted it."""
        if self._facts_file is not None and file_identity(self.folder / FACTS) is None:
            self._start_again()
        # another process that rebuilds the index makes a new file of that name
        if self.is_replaced and check_ownership(self.folder, state_dir(), self.versions) is Ownership.OURS:
            with self.lock:
                # the old store is not closed: other threads may still be reading from it
                self.store = self._open_facts()
        return self

    def _start_again(self) -> None:
        """An empty index in place of one that was deleted while it was open."""
        self._make_folder()
        with self.lock:
            if file_identity(self.folder / FACTS) is None:
                self.start_over(DELETED_INDEX)
                self.store = self._open_facts()

    def _sound_facts(self) -> FactsStore:
        """The database of facts, replaced by a new one where it is damaged. Hold the lock."""
        try:
            return self._checked_facts(create=True)
        except DAMAGED as error:
            if is_disk_fault(error):
                raise
            self.start_over(DAMAGED_INDEX)
            return FactsStore(self.folder / FACTS)

    def engine(self) -> "search.Engine":
        """The full-text index, opened only where its own stamp is ours; created again where anything in it is doubtful."""
        if self._engine is not None and self._engine_stamp == self._fulltext_stamp():
            self._engine.refresh()
            return self._engine
        tokens = state_dir() / "words"
        engine = search.open_engine(self._settings.engine, self.folder / WORDS, tokens)
        if isinstance(engine, search.UntrustedIndex):
            with self.lock:
                # another process may have been creating it
                engine = search.open_engine(self._settings.engine, self.folder / WORDS, tokens)
                if isinstance(engine, search.UntrustedIndex):
                    self.files.remove_tree(self.folder / WORDS)
                    engine = search.create_engine(self._settings.engine, self.folder / WORDS, tokens)
        self._engine, self._engine_stamp = engine, self._fulltext_stamp()
        return engine

    def _fulltext_stamp(self) -> bytes:
        """The stamp of the full-text index on disk; it differs once another process has built a new one."""
        try:
            return self.files.read(self.folder / WORDS / STAMP, LARGEST_STAMP)
        except (OSError, UnsafeFile):
            return b""

    @contextmanager
    def writing(self) -> Iterator[bool]:
        """The lock, for changes that can be left out. Where `waits` is False and another program goes on writing, False is given and nothing may
        be changed.
        """
        if self.waits:
            with self.lock:
                yield True
            return
        with self.lock.attempt(0 if self._is_busy else PATIENCE) as is_free:
            self._is_busy = not is_free
            yield is_free

    def notices(self) -> tuple[str, ...]:
        """Sentences for the user, among them the reason for a rebuild and who is writing the index."""
        return (*self.own_notices, *([self.reason] if self.reason else []), *self._writer_notices())

    def _writer_notices(self) -> Iterator[str]:
        """A sentence on another program that has been writing for more than a moment."""
        holder = self.lock.other_holder()
        if self._is_busy or (holder and (datetime.now(tz=UTC) - holder.since).total_seconds() > PATIENCE):
            yield f"Another program is writing the index: {holder or 'which one is not known'}. This is what the index contains now."

    def mark_rebuilt(self) -> None:
        """Marks the rebuild as done; its reason stays among the notices."""
        if self.reason:
            self.own_notices.append(self.reason)
            self.reason = ""

    def drop_fulltext(self) -> None:
        """Deletes the full-text index; the next search builds it again from the facts."""
        with self.lock:
            if self._engine is not None:
                self._engine.close()
                self._engine = None
            self.files.remove_tree(self.folder / WORDS)

    def change_settings(self, settings: DossierSettings) -> None:
        """Uses other settings from now on, with the search engine that they name; its index is built by the next search."""
        self.drop_fulltext()
        self._settings = settings

    def suggest_engine(self, articles: int) -> None:
        """Puts the suggestion of a faster engine among the notices, the first time that the dossier has this many articles."""
        self.own_notices += suggest_once(self._settings, articles, self.store)

    def start_over(self, reason: str) -> None:
        """Deletes the index and notes why; it is built again from seeds/."""
        with self.lock:
            self.reason = reason
            self.wipe()
            write_stamp(self.folder, state_dir(), self.versions)

    def wipe(self) -> None:
        """Deletes our own files in the folder but the stamp, without which another process would take the index for somebody else's."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        self.files.remove_tree(self.folder / WORDS)
        for name in (FACTS, f"{FACTS}-wal", f"{FACTS}-shm", STAMP_PART):
            self.files.remove_tree(self.folder / name)

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """An index without rows, which is to be filled inside. Other processes see the rows from before until the end, and for good if it ends with
        an error. Files that they may have open stay, unless they are damaged.
        """
        with self.lock, ExitStack() as stack:
            try:
                stack.enter_context(self.reopen_if_replaced().store.replacing())
            except DAMAGED as error:
                if is_disk_fault(error):
                    raise
                self.rebuild_damaged()
            yield
            stack.close()
            self.drop_fulltext()

    def rebuild_damaged(self) -> None:
        """Deletes the index where something in it was changed, notes so, and opens an empty one."""
        with self.lock:
            self.store.close()
            self.start_over(DAMAGED_INDEX)
            self.store = self._open_facts()

    def close(self) -> None:
        """Closes the files."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        self.store.close()
        marker = clean_marker_path(self.folder)
        if self.store.soundness.is_sound:
            mark_clean(self.folder / FACTS, marker)
        else:
            marker.unlink(missing_ok=True)
