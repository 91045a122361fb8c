"""Standing of an event mention: took place, planned, or neither, by the rules that its kind declares."""

from dossier.extraction.syntax.factuality import Factuality
from dossier.model.event import Status
from dossier.model.event_kinds.declaration import EventKind


def status_of(factuality: Factuality, kind: EventKind) -> Status | None:
    """The status of an event mention with a factuality; None where its kind makes no event of it."""
    if factuality.value in kind.standing.occurred:
        return Status.OCCURRED
    return Status.PLANNED if factuality.value in kind.standing.planned else None
