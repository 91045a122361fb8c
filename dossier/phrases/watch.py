"""Wording of checks of watched addresses."""

from collections.abc import Sequence
from datetime import UTC, datetime

from dossier.model.watch.check import AddressCheck, CheckStatus
from dossier.phrases.core import format_time
from dossier.phrases.plural import pluralize

OTHERS = (CheckStatus.FAILED, CheckStatus.GONE, CheckStatus.NOT_DUE, CheckStatus.NOT_ALLOWED)
"""The results of checks that gave nothing, in the order in which they are counted."""


def check_words(check: AddressCheck) -> str:
    """What came of a check: “3 new, 1 edited, 12 unchanged”, “failed”, “not due”."""
    if check.status in OTHERS:
        return check.status.value
    return _counts([check]) or "nothing new"


def summarize_checks(checks: Sequence[AddressCheck]) -> str:
    """What came of all checks: “3 new, 1 edited, 12 unchanged, 1 address failed”."""
    parts = [_counts(checks)] if _counts(checks) else []
    numbers = ((sum(check.status is status for check in checks), status) for status in OTHERS)
    parts += [f"{pluralize(number, 'address')} {status.value}" for number, status in numbers if number]
    return ", ".join(parts) or "Nothing new"


def due_words(check: AddressCheck, now: datetime | None = None) -> str:
    """When an address is due that was not checked now or failed: “not due until 14:20”, “next try 8 May 2031 14:20”; else empty."""
    if check.due is None or check.status not in {CheckStatus.NOT_DUE, CheckStatus.FAILED, CheckStatus.GONE}:
        return ""
    here = check.due.astimezone()
    same_day = here.date() == (now or datetime.now(UTC)).astimezone().date()
    when = f"{here:%H:%M}" if same_day else format_time(check.due)
    return f"until {when}" if check.status is CheckStatus.NOT_DUE else f"next try {when}"


def _counts(checks: Sequence[AddressCheck]) -> str:
    counts = (
        (sum(check.new for check in checks), "new"),
        (sum(check.edited for check in checks), "edited"),
        (sum(check.unchanged for check in checks), "unchanged"),
        (sum(check.failed for check in checks), "unreadable"),
    )
    return ", ".join(f"{count:,} {word}" for count, word in counts if count)
