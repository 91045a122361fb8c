"""Callbacks of long tasks: progress out, a request to stop in."""

from collections.abc import Callable

from dossier.errors import Cancelled
from dossier.model.ingest import Progress

ProgressCallback = Callable[[Progress], None] | None
"""Receives the progress of a task; None where nobody watches."""
CancelCheck = Callable[[], bool] | None
"""True once the user has asked to stop; None for a task that cannot be stopped."""


def raise_if_cancelled(cancelled: CancelCheck) -> None:
    """Raises Cancelled, between two steps of a search, where its result is no longer wanted."""
    if cancelled and cancelled():
        raise Cancelled("Stopped.")
