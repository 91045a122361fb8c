"""Sealed values: JSON behind a checksum of its bytes, since SQLite notices no change inside a value."""

import hashlib

import msgspec

from dossier.errors import DamagedFacts

CHECKSUM = 16
"""Bytes of the checksum before each value."""


def checksum(data: bytes) -> bytes:
    """The checksum of some bytes (BLAKE2b)."""
    return hashlib.blake2b(data, digest_size=CHECKSUM).digest()


def seal(value: object) -> bytes:
    """A value as JSON behind its checksum."""
    data = msgspec.json.encode(value)
    return checksum(data) + data


def unseal(blob: object) -> bytes:
    """The JSON behind a checksum. Raises DamagedFacts where it does not fit."""
    if not isinstance(blob, bytes) or checksum(blob[CHECKSUM:]) != blob[:CHECKSUM]:
        raise DamagedFacts("A stored row does not match its checksum.")
    return blob[CHECKSUM:]
