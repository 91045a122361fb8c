"""Digest of the program's rules, by which facts of an earlier version, or of another machine, are recognised."""

import hashlib
from functools import cache

from dossier.runtime.paths import PACKAGE

RULE_ROOMS = ("model", "text", "reading", "extraction", "linking")


@cache
def rules_digest() -> str:
    """A hash over the program's own rules, code and word lists: facts extracted by other rules are out of date."""
    digest = hashlib.sha256()
    for room in RULE_ROOMS:
        for path in sorted((PACKAGE / room).rglob("*")):
            if path.suffix in {".py", ".toml", ".txt", ".xz"}:
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
