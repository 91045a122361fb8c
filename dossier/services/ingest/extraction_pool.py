"""Extraction pool: worker processes extract the facts of several articles at once.

They are started as programs of their own, isolated like every child process. Python's own pools would import the main module again and look for
modules in the current folder, which may be a stranger's.
"""

import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import BinaryIO, Self, cast

import msgspec

from dossier.errors import DossierError, ModelMissing
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.runtime.isolation import child_environment, child_folder
from dossier.services.ingest.extraction_worker import MODULE, ExtractedFacts, read_message, write_message
from dossier.services.ingest.facts import extract_facts

ATTEMPTS = 2
"""Processes that try an article before it is stored without facts."""
KILLED = "No facts could be extracted (the process that read it was killed, perhaps because memory ran out); it can be searched."


def usable_processors() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def facts_of(extracted: ExtractedFacts) -> tuple[Facts, str]:
    """The facts that a worker sent, with the note. Raises the worker's error."""
    if extracted.error is not None:
        what, do = extracted.error
        raise (ModelMissing if extracted.is_model_missing else DossierError)(what, do=do)
    return cast("Facts", extracted.facts), extracted.note


class Worker:
    """One worker process."""

    def __init__(self, model: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603  our own program
            (sys.executable, "-P", "-m", MODULE, model),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
            cwd=child_folder(),
        )

    def extract(self, article: Article) -> ExtractedFacts | None:
        """The facts of an article; None where the process is gone. Raises ValueError or TypeError for an article that cannot be sent."""
        try:
            write_message(cast("BinaryIO", self._process.stdin), article)
        except OSError:
            return None
        return read_message(cast("BinaryIO", self._process.stdout), ExtractedFacts)

    def close(self) -> None:
        """Ends the process, also in the middle of an article."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not written is no longer wanted
                cast("BinaryIO", pipe).close()


class ExtractionPool:
    """A pool of worker processes, started when they are first needed, and ended with the block."""

    def __init__(self, model: str, processes: int) -> None:
        self._model, self.processes = model, processes
        self._threads = ThreadPoolExecutor(processes, "extraction")
        self._idle: SimpleQueue[Worker | None] = SimpleQueue()
        for _ in range(processes):
            self._idle.put(None)
        self._workers: set[Worker] = set()
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._is_closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in tuple(self._workers):
            worker.close()
        self._threads.shutdown()

    def submit(self, article: Article) -> "Future[tuple[Facts, str]]":
        """A future of an article's facts, with a note as from `extract_facts`. The result raises what that raises."""
        return self._threads.submit(self._extract, article)

    def _extract(self, article: Article) -> tuple[Facts, str]:
        try:
            answer = self._ask(article)
        except (ValueError, TypeError, msgspec.MsgspecError):
            return extract_facts(article, self._model)
        if answer is None:
            return Facts(article.id), KILLED
        return facts_of(answer)

    def _ask(self, article: Article) -> ExtractedFacts | None:
        worker = self._idle.get()
        try:
            for _ in range(ATTEMPTS):
                if worker is None:
                    worker = Worker(self._model)
                    self._workers.add(worker)
                if (answer := worker.extract(article)) is not None or self._is_closed:
                    return answer
                self._workers.discard(worker)
                worker.close()
                worker = None
            return None
        finally:
            self._idle.put(worker)
