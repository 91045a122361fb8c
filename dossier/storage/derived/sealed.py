"""Sealed values: bytes after their checksum, since SQLite notices no change inside a value."""

import hashlib

import msgspec

from dossier.errors import DamagedFacts

CHECKSUM = 16
"""Bytes of the checksum before each value."""
DIGEST_BITS = 128


def checksum(data: bytes) -> bytes:
    """The checksum of some bytes (BLAKE2b)."""
    return hashlib.blake2b(data, digest_size=CHECKSUM).digest()


def seal(value: object) -> bytes:
    """A value as JSON after its checksum."""
    return seal_bytes(msgspec.json.encode(value))


def seal_bytes(data: bytes) -> bytes:
    """Some bytes after their checksum."""
    return checksum(data) + data


def unseal(blob: object) -> bytes:
    """The bytes after a checksum. Raises DamagedFacts where it does not fit."""
    if not isinstance(blob, bytes) or checksum(blob[CHECKSUM:]) != blob[:CHECKSUM]:
        raise DamagedFacts("A stored row does not match its checksum.")
    return blob[CHECKSUM:]


def row_hash(kind: str, place: int, ident: str, checksum: object) -> int:
    """A number that stands for a row; the digest of many rows is the sum of these, which knows of each and of its place."""
    data = f"{kind}\0{place}\0{ident}\0".encode() + (checksum if isinstance(checksum, bytes) else b"")
    return int.from_bytes(hashlib.blake2b(data, digest_size=DIGEST_BITS // 8).digest())


def digest_of(total: int) -> str:
    """The digest of rows whose hashes have this sum."""
    return f"{total % (1 << DIGEST_BITS):032x}"
