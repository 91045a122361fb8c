"""The derived part of a dossier: finds the index that may be trusted, and makes anew what may not."""

import hashlib
import shutil
import sqlite3
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

import msgspec
from filelock import FileLock

from dossier import __version__
from dossier.errors import DossierError
from dossier.extraction.nlp import install_hint, is_installed, model_name
from dossier.runtime.config import DossierSettings
from dossier.runtime.paths import PACKAGE, DossierPaths, lock_path, state_dir, user_index_dir
from dossier.storage.facts import FactsStore
from dossier.storage.ownership import STAMP, Ownership, check_ownership, write_stamp

if TYPE_CHECKING:
    from dossier.search.whoosh.engine import WhooshEngine

SCHEMA = "1"
FACTS, WORDS = "facts.sqlite3", "words"
RULE_ROOMS = ("model", "text", "reading", "extraction", "linking")
DAMAGED = (sqlite3.Error, msgspec.MsgspecError, DossierError)


@cache
def rules_digest() -> str:
    """A hash over the program's own rules, code and word lists alike: facts made by other rules are out of date."""
    digest = hashlib.sha256()
    for room in RULE_ROOMS:
        for path in sorted((PACKAGE / room).rglob("*")):
            if path.suffix in {".py", ".toml", ".txt"}:
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _versions(settings: DossierSettings) -> dict[str, str]:
    """What an index must have been made with. A model that is not there is left out: what it found before is not thrown away."""
    made = {
        "schema": SCHEMA,
        "program": __version__,
        "rules": rules_digest(),
        "whoosh": version("Whoosh-Reloaded"),
        "language": settings.language,
    }
    return made | ({"model": model_name(settings.model)} if is_installed(settings.model) else {})


class DerivedIndex:
    """The index of one dossier: the database of facts at `folder / FACTS` and the full-text index at `folder / WORDS`.

    `reason` says why all of it was thrown away, or is empty; `notices` are sentences for the user.
    """

    def __init__(self, layout: DossierPaths, settings: DossierSettings) -> None:
        self.folder = layout.index
        self.reason = ""
        self._engine: WhooshEngine | None = None
        self._words = b""
        self._file: tuple[int, int] | None = None
        self.own_notices: list[str] = []
        self.versions = _versions(settings)
        if "model" not in self.versions:
            told = f"The language model {model_name(settings.model)}: what is indexed stays, new articles wait unread."
            self.own_notices.append(f"{told} {install_hint(settings.model)}")
        verdict = check_ownership(self.folder, state_dir(), self.versions)
        if verdict is Ownership.FOREIGN and not layout.read_only:
            self.folder = user_index_dir(layout.root)
            self.own_notices.append(
                f"The index in this folder was made by somebody else; it is left alone, and yours is kept in {self.folder}."
            )
            verdict = check_ownership(self.folder, state_dir(), self.versions)
        self._make()
        # the lock lies in private state: a folder from a stranger may hold a link under that name
        self.lock = FileLock(lock_path(self.folder))
        if verdict is not Ownership.OURS:
            with self.lock:
                self._begin(verdict)
        self.store = self._opened()

    def _make(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DossierError(
                f"The index cannot be kept there ({error.strerror}).",
                where=str(self.folder),
                do="Check the folder's permissions and free space.",
            ) from error

    def _begin(self, verdict: Ownership) -> None:
        """Starts an empty index, unless another process did so while we waited for the lock."""
        if check_ownership(self.folder, state_dir(), self.versions) is Ownership.OURS:
            return
        self.wipe()
        if verdict is Ownership.OLD:
            self.reason = (
                "The index was made by another version of the program, with other settings, or its folder was moved; it is made anew."
            )
        write_stamp(self.folder, state_dir(), self.versions)

    def _opened(self) -> FactsStore:
        store = self._sound()
        self._file = self._on_disk()
        return store

    def _on_disk(self) -> tuple[int, int] | None:
        """Which file the facts lie in: the name stays the same when another process makes the index anew, the file does not."""
        try:
            found = (self.folder / FACTS).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def current(self) -> "DerivedIndex":
        """Itself, with the facts opened anew where another process has made the index anew since."""
        if self._on_disk() != self._file and check_ownership(self.folder, state_dir(), self.versions) is Ownership.OURS:
            with self.lock:
                # what others still ask of the old one is answered; it closes when they are done
                self.store = self._opened()
        return self

    def _sound(self) -> FactsStore:
        try:
            store = FactsStore(self.folder / FACTS)
            if store.connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("damaged")
            store.source_files()
        except DAMAGED:
            self.start_over("The index was damaged; it is made anew.")
            return FactsStore(self.folder / FACTS)
        return store

    def engine(self) -> "WhooshEngine":
        """The full-text index, opened only where its own stamp is ours; made anew where anything in it is doubtful."""
        from dossier.search.whoosh.engine import create_engine, open_engine  # noqa: PLC0415  imported once the first screen stands
        from dossier.search.whoosh.guard import UntrustedIndex  # noqa: PLC0415  as above

        if self._engine is not None and self._words == self._words_stamp():
            self._engine.refresh()
        else:
            tokens = state_dir() / "words"
            opened = open_engine(self.folder / WORDS, tokens)
            if isinstance(opened, UntrustedIndex):
                with self.lock:
                    shutil.rmtree(self.folder / WORDS, ignore_errors=True)
                    opened = create_engine(self.folder / WORDS, tokens)
            self._engine, self._words = opened, self._words_stamp()
        return self._engine

    def _words_stamp(self) -> bytes:
        """By what one full-text index is told from another in its place."""
        try:
            return (self.folder / WORDS / STAMP).read_bytes()
        except OSError:
            return b""

    def notices(self) -> tuple[str, ...]:
        """Sentences for the user, the reason for a new index among them."""
        return (*self.own_notices, *([self.reason] if self.reason else []))

    def mark_rebuilt(self) -> None:
        """What the reason asked for is done; it stays among the notices, so that the user reads it."""
        if self.reason:
            self.own_notices.append(self.reason)
            self.reason = ""

    def drop_fulltext(self) -> None:
        """Throws the full-text index away; it is made anew from the facts when it is next asked for."""
        with self.lock:
            if self._engine is not None:
                self._engine.close()
                self._engine = None
            shutil.rmtree(self.folder / WORDS, ignore_errors=True)

    def start_over(self, reason: str) -> None:
        """Throws the index away and says why; what it held is made anew from seeds/."""
        with self.lock:
            self.reason = reason
            self.wipe()
            write_stamp(self.folder, state_dir(), self.versions)

    def wipe(self) -> None:
        """Removes what we put there, and nothing else."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        shutil.rmtree(self.folder / WORDS, ignore_errors=True)
        # the stamp last: an index without one would be taken for somebody else's, should this be interrupted
        for name in (FACTS, f"{FACTS}-wal", f"{FACTS}-shm", f"{STAMP}.part", STAMP):
            (self.folder / name).unlink(missing_ok=True)

    def rebuild(self) -> None:
        """Starts over on request."""
        self.store.close()
        self.start_over("")
        self.store = self._opened()

    def close(self) -> None:
        """Closes the files."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        self.store.close()
