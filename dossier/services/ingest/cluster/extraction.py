"""Extraction on a cluster: the workers of a Dask scheduler extract the facts of several articles at once.

They run the same function as the worker processes on this machine, and only this program writes. What comes from a worker is unpickled by
Dask, so whoever can answer in its place can run code here: connections are encrypted (TLS), or stay in a private network.
"""

from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from queue import Empty, Queue
from threading import Thread
from typing import Any, Self

import msgspec

from dossier.errors import DossierError, reason_of
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.services.ingest.cluster.address import check_scheduler
from dossier.services.ingest.extraction_pool import KILLED, facts_of
from dossier.services.ingest.extraction_worker import ExtractedFacts, extract_encoded

CONNECT_SECONDS = 10
LOOK_SECONDS = 30
"""Seconds without a result after which the scheduler is asked for its workers: Dask itself waits for both without end."""


@dataclass(frozen=True, slots=True)
class ClusterExtraction:
    """The facts of an article to be, from a worker; `remote` is Dask's future."""

    article: Article
    cluster: "ExtractionCluster"
    remote: Any

    def result(self) -> tuple[Facts, str]:
        """The facts, with a note as by `extract_facts`. Raises what that raises, and DossierError where the cluster is lost."""
        killed: type[Exception] = import_module("distributed").KilledWorker
        try:
            extracted = msgspec.msgpack.decode(self._encoded(), type=ExtractedFacts)
        except killed:
            return Facts(self.article.id), KILLED
        except (Exception, CancelledError) as error:
            raise _failure(self.cluster.address, error) from error
        return facts_of(extracted)

    def _encoded(self) -> Any:
        """What the worker sends, however long it takes; raises TimeoutError where the scheduler does not answer, or has no workers."""
        while True:
            try:
                return self.remote.result(timeout=LOOK_SECONDS)
            except TimeoutError:
                if self.remote.done():
                    raise
            if not self.cluster.count_threads():
                raise TimeoutError("it has no workers")


class ExtractionCluster:
    """The workers of a scheduler, for the time of the block. `digest` is that of this program's rules, which the workers must have too.

    Raises DossierError where the scheduler cannot be reached.
    """

    def __init__(self, model: str, address: str, digest: str) -> None:
        check_scheduler(address)
        self._model, self.address, self._digest = model, address, digest
        self._client: Any = None
        try:
            self._client = _connect(address)
            self.processes = max(1, self.count_threads())
        except Exception as error:  # what answers may be anything
            self._close()
            raise _failure(address, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def submit(self, article: Article) -> ClusterExtraction:
        """The facts of an article to be, also where its worker is killed: the scheduler gives it to another one."""
        data = msgspec.msgpack.encode(article)
        try:
            # not pure: the same article twice is extracted twice, as on this machine
            remote = self._client.submit(extract_encoded, data, self._model, self._digest, pure=False)
        except Exception as error:
            raise _failure(self.address, error) from error
        return ClusterExtraction(article, self, remote)

    def count_threads(self) -> int:
        """The threads of all workers, as the scheduler says. Raises TimeoutError where it does not say in time, and Dask's errors."""
        threads = self._client.sync(self._client.scheduler.ncores, workers=None, callback_timeout=CONNECT_SECONDS)
        return sum(threads.values())

    def _close(self) -> None:
        if self._client is not None:
            with suppress(Exception):
                self._client.close(timeout=CONNECT_SECONDS)


def _connect(address: str) -> Any:
    """Dask's client for a scheduler. Raises TimeoutError where it does not answer in time, and Dask's errors."""
    client: Any = import_module("distributed").Client
    # Dask's own timeout ends with the connection: something else that takes it and says nothing would be waited for without end
    results: Queue[Any] = Queue()

    def connect() -> None:
        try:
            results.put(client(address, timeout=CONNECT_SECONDS, set_as_default=False))
        except Exception as error:  # noqa: BLE001  raised by the caller
            results.put(error)

    Thread(target=connect, name="Dask", daemon=True).start()
    try:
        result = results.get(timeout=2 * CONNECT_SECONDS)
    except Empty as error:
        raise TimeoutError("it does not answer") from error
    if isinstance(result, Exception):
        raise result
    return result


def _failure(address: str, error: BaseException) -> DossierError:
    """The error for the user where a cluster cannot be used."""
    do = "Check that scheduler and workers run, with the same version of the program. What was read is saved; the next run reads the rest."
    return DossierError(f"The cluster failed ({reason_of(error)}).", where=address, do=do)
