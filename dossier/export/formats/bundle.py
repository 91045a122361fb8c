"""Bundle: the whole dossier in one archive that another machine can import with all notes in place."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BufferedReader
from typing import IO, Any

import msgspec

from dossier.errors import DossierError
from dossier.export.context import ExportContext
from dossier.export.formats.facts_json import facts_json
from dossier.model.bundle import BUNDLE_FORMAT, BUNDLE_MANIFEST

VERSION = 1
WITH_SEARCHES = 2
"""The version of a bundle with saved searches, which a program that knows none would refuse without a reason."""
WITH_VERSIONS = 3
"""The version of a bundle with earlier versions of articles."""
SETTINGS, FACTS = "dossier.toml", "facts.json"
ENTRIES, CORRECTIONS, SEEDS = "notebook/entries.jsonl", "notebook/corrections.jsonl", "seeds/"
SEARCHES = "notebook/searches.jsonl"
VERSIONS = "versions/"
CHUNK = 1 << 20
FIXED = (1980, 1, 1, 0, 0, 0)
"""The timestamp of every member: the earliest that the zip format allows."""


def bundle(context: ExportContext, stream: IO[bytes]) -> None:
    """Write a zip archive: settings, facts, notebook, originals in order of name, and at the end a manifest with the hash of each.

    The facts are for people and programs without dossier; importing a bundle reads the originals again.
    """
    sums: dict[str, str] = {}
    with zipfile.ZipFile(stream, "w") as archive:
        for name, pieces in sorted(_members(context), key=lambda m: m[0]):
            sums[name] = _put(archive, name, pieces)
        manifest = {
            "format": BUNDLE_FORMAT,
            "version": WITH_VERSIONS if context.versions else WITH_SEARCHES if context.searches else VERSION,
            "title": context.title,
            "made_by": context.made_by,
            "query": context.query_text or context.selected,
            "files": sums,
        }
        _put(archive, BUNDLE_MANIFEST, [json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"])


def _members(context: ExportContext) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield SETTINGS, [context.settings.encode()]
    yield FACTS, (piece.encode() for piece in facts_json(context))
    yield ENTRIES, _lines(replace(e, target="", detached=False) for e in sorted(context.entries, key=lambda e: e.id))
    yield CORRECTIONS, _lines(context.corrections)
    if context.searches:
        yield SEARCHES, _lines(context.searches)
    for name, open_original in context.originals:
        yield SEEDS + name, _original(SEEDS + name, open_original)
    for name, open_original in context.versions:
        yield VERSIONS + name, _original(VERSIONS + name, open_original)


def _lines(rows: Iterable[Any]) -> Iterator[bytes]:
    for row in rows:
        yield msgspec.json.encode(row) + b"\n"


def _original(name: str, open_original: Callable[[], BufferedReader]) -> Iterator[bytes]:
    try:
        with open_original() as file:
            while piece := file.read(CHUNK):
                yield piece
    except OSError as failure:
        raise DossierError(
            f"The original cannot be read ({failure.strerror}).", where=name, do="Run “dossier index”, then export again."
        ) from failure


def _put(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> str:
    """Write one member and return its sha256."""
    info = zipfile.ZipInfo(name, FIXED)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    digest = hashlib.sha256()
    with archive.open(info, "w", force_zip64=True) as member:
        for piece in pieces:
            digest.update(piece)
            member.write(piece)
    return digest.hexdigest()
