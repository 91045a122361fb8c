"""Batches: articles are added a few at a time, so that those of one batch can be searched and read before the next one is begun."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from dossier.errors import Cancelled
from dossier.model.ingest import IngestOptions, IngestResult, IngestStatus
from dossier.reading.network.urls import is_address
from dossier.reading.recognition import recognised_name
from dossier.reading.registry import SIDECAR_SUFFIX, container_kind
from dossier.services.callbacks import CancelCheck, ProgressCallback
from dossier.services.ingest.passed_over import passed_over
from dossier.services.ingest.sources import skipped_companions, walk_files

LARGEST = 16
"""Files of one batch. Articles are linked again after each, so that single files would be slow; a stop waits for the batch to end."""

BatchCallback = Callable[[tuple[IngestResult, ...]], None]
"""Receives the results of a batch as soon as it is added."""


class _Ingest(Protocol):
    """The ingest service, as far as batches need it."""

    def add(
        self,
        inputs: Sequence[Path | str],
        /,
        *,
        progress: ProgressCallback = None,
        cancelled: CancelCheck = None,
        options: IngestOptions | None = None,
    ) -> tuple[IngestResult, ...]: ...


def add_in_batches(
    ingest: _Ingest,
    inputs: Sequence[Path | str],
    on_batch: BatchCallback,
    progress: ProgressCallback = None,
    cancelled: CancelCheck = None,
    options: IngestOptions | None = None,
) -> tuple[IngestResult, ...]:
    """Adds files, folders, containers and pages; calls `on_batch` after each batch, and returns all results at the end.

    Stopped, it ends after the current batch; a container is stopped between its articles. What was read stays.
    """
    results: list[IngestResult] = []
    for batch in split_batches(inputs):
        if cancelled and cancelled():
            break
        if batch and isinstance(batch[0], IngestResult):
            added = tuple(result for result in batch if isinstance(result, IngestResult))
        else:
            names = [name for name in batch if not isinstance(name, IngestResult)]
            try:
                added = ingest.add(names, progress=progress, cancelled=cancelled if _is_long(names[0]) else None, options=options)
            except Cancelled:
                break
        results += added
        on_batch(added)
    return tuple(results)


def split_batches(inputs: Sequence[Path | str]) -> Iterator[list[Path | str | IngestResult]]:
    """The inputs in batches: files of folders one by one at first and then ever more at once; containers and pages each alone. A result
    stands for the part of a folder that is skipped.
    """
    size, batch = 1, list[Path | str | IngestResult]()
    for name in _single_inputs(inputs):
        alone = isinstance(name, IngestResult) or _is_long(name)
        if batch and (alone or len(batch) >= size):
            yield batch
            size, batch = min(LARGEST, size * 2), []
        if alone:
            yield [name]
        else:
            batch.append(name)
    if batch:
        yield batch


def _is_long(name: Path | str) -> bool:
    """True for an input that may be so large or slow that a stop cannot wait for its end. A single file is never left copied and unread."""
    return is_address(str(name)) or bool(container_kind(recognised_name(Path(name).expanduser())))


def _single_inputs(inputs: Sequence[Path | str]) -> Iterator[Path | str | IngestResult]:
    for name in inputs:
        folder = Path(name).expanduser()
        if is_address(str(name)) or not folder.is_dir():
            yield name
            continue
        files = [path for path in walk_files(folder) if not path.name.endswith(SIDECAR_SUFFIX)]
        readable = [path for path in files if recognised_name(path)]
        yield from readable
        companions = skipped_companions(folder)
        yield from companions
        others = [str(path.relative_to(folder)) for path in files if path not in set(readable)]
        yield from passed_over(str(name), others)
        if not others and not readable and not companions:
            yield IngestResult(str(name), IngestStatus.REFUSED, note="The folder has no readable articles.")
