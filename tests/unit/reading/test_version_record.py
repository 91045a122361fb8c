"""The record of earlier versions in a sidecar, whatever else a stranger wrote into it."""

import json

import pytest

from dossier.reading.version_record import earlier_hashes, parse_sidecar, with_earlier

HASH = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    "sidecar",
    [
        b'{"url": "\\ud83c", "\\udc80": 1}',
        b'{"a": 1e999, "b": NaN}',
        b"[" * 100_000,
        b'{"a": ' + b"9" * 10_000 + b"}",
        b"\xff\xfe",
        b"null",
    ],
    ids=["half a pair", "no number", "deep", "long number", "no text", "no object"],
)
def test_versions_are_recorded_beside_anything(sidecar: bytes) -> None:
    """Half of a surrogate pair cannot be encoded: it ended the check of a feed whose article was edited."""
    written = with_earlier(sidecar, [HASH])
    assert earlier_hashes(json.loads(written)) == (HASH,)
    assert parse_sidecar(written).get("url") == parse_sidecar(sidecar).get("url")
