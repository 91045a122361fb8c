"""Extraction on a cluster: the workers of a Dask scheduler extract the facts of several articles at once.

They run the same function as the worker processes on this machine, and only this program writes. What comes from a worker is unpickled by
Dask, so whoever can answer in its place can run code here: connections are encrypted (TLS), or stay in a private network.
"""

from concurrent.futures import CancelledError
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Self

import msgspec

from dossier.errors import DossierError, reason_of
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.services.ingest.cluster.address import check_scheduler
from dossier.services.ingest.extraction_pool import KILLED, facts_of
from dossier.services.ingest.extraction_worker import ExtractedFacts, extract_encoded

CONNECT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class ClusterExtraction:
    """The facts of an article to be, from a worker; `remote` is Dask's future."""

    article: Article
    address: str
    remote: Any

    def result(self) -> tuple[Facts, str]:
        """The facts, with a note as by `extract_facts`. Raises what that raises, and DossierError where the cluster is lost."""
        killed: type[Exception] = import_module("distributed").KilledWorker
        try:
            extracted = msgspec.msgpack.decode(self.remote.result(), type=ExtractedFacts)
        except killed:
            return Facts(self.article.id), KILLED
        except (Exception, CancelledError) as error:
            raise _failure(self.address, error) from error
        return facts_of(extracted)


class ExtractionCluster:
    """The workers of a scheduler, for the time of the block. `digest` is that of this program's rules, which the workers must have too.

    Raises DossierError where the scheduler cannot be reached.
    """

    def __init__(self, model: str, address: str, digest: str) -> None:
        check_scheduler(address)
        self._model, self._address, self._digest = model, address, digest
        self._client: Any = self._connect()
        self.processes = max(1, sum(self._client.nthreads().values()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def submit(self, article: Article) -> ClusterExtraction:
        """The facts of an article to be, also where its worker is killed: the scheduler gives it to another one."""
        data = msgspec.msgpack.encode(article)
        # not pure: the same article twice is extracted twice, as on this machine
        remote = self._client.submit(extract_encoded, data, self._model, self._digest, pure=False)
        return ClusterExtraction(article, self._address, remote)

    def _connect(self) -> Any:
        client: Any = import_module("distributed").Client
        try:
            return client(self._address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError, RuntimeError) as error:
            raise _failure(self._address, error) from error


def _failure(address: str, error: BaseException) -> DossierError:
    """The error for the user where a cluster cannot be used."""
    do = "Check that scheduler and workers run, with the same version of the program. What was read is saved; the next run reads the rest."
    return DossierError(f"The cluster failed ({reason_of(error)}).", where=address, do=do)
