"""Version record: the hashes of an article's earlier versions, in the sidecar of its file."""

import json
import re
from collections.abc import Mapping, Sequence

EARLIER = "earlier"
"""The key of the list in a sidecar: SHA-256 of each earlier version's file, oldest first."""
METADATA, METADATA_BEFORE = "metadata", "told"
"""The keys of what a feed says of the article, now and in sidecars of earlier versions of the program."""
MOST = 1000
"""Versions of one article that are recorded; the latest ones."""
SHA256 = re.compile("[0-9a-f]{64}")


def parse_sidecar(data: bytes) -> dict[str, object]:
    """The record in a sidecar's bytes; empty for anything that is not a JSON object."""
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def earlier_hashes(record: Mapping[str, object]) -> tuple[str, ...]:
    """The hashes of the earlier versions, oldest first; what is no hash is left out."""
    hashes = record.get(EARLIER)
    valid = (value for value in hashes if isinstance(value, str) and SHA256.fullmatch(value)) if isinstance(hashes, list) else ()
    return tuple(dict.fromkeys(valid))[-MOST:]


def with_earlier(sidecar: bytes, hashes: Sequence[str]) -> bytes:
    """A sidecar that records these earlier versions, the rest of it as it was."""
    record = parse_sidecar(sidecar) | {EARLIER: list(dict.fromkeys(hashes))[-MOST:]}
    # half of a surrogate pair, which only an escape can write, is written as one again
    return json.dumps(record, ensure_ascii=False, indent=1).encode(errors="backslashreplace")
