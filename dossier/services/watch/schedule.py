"""Schedule: when an address is due again, by its interval, by what the site asks for, and by how often it failed."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LEEWAY = timedelta(minutes=1)
"""How much too early an address may be checked: a scheduler never starts a program at exactly the same second."""
LONGEST_PAUSE = timedelta(days=1)
"""The longest time between two checks because of failures or caching, unless the user's own interval is longer."""
LONGEST_WAIT = timedelta(days=7)
MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def is_due(due: datetime | None, now: datetime) -> bool:
    """True where an address is to be checked now."""
    return due is None or now + LEEWAY >= due


def next_check(now: datetime, every: timedelta, headers: Mapping[str, str]) -> datetime:
    """When to check again after a success: after the interval, or when the response is no longer fresh (RFC 9111, 5.2.2.1), if that is
    later.
    """
    match = MAX_AGE.search(headers.get("cache-control", ""))
    fresh = timedelta(seconds=int(match[1])) if match else timedelta()
    pause: timedelta = max(every, min(fresh, LONGEST_PAUSE))
    return now + pause


def next_try(now: datetime, every: timedelta, failures: int) -> datetime:
    """When to try again after that many failures in a row: the interval doubles with each."""
    pause: timedelta = max(every, min(every * 2 ** min(failures, 10), LONGEST_PAUSE))
    return now + pause


def wait_until(now: datetime, headers: Mapping[str, str]) -> datetime | None:
    """Until when the site asks to wait (Retry-After, RFC 9110, 10.2.3); None where it does not."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if value.isdecimal() and len(value) < 10:
        return now + min(timedelta(seconds=int(value)), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(moment, now + LONGEST_WAIT) if moment > now else None
