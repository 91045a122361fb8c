"""Bundles recognised by their contents: a browser or a mail program may have given the file another name."""

import re
import zipfile
from typing import BinaryIO

from dossier.model.bundle import BUNDLE_FORMAT, BUNDLE_MANIFEST
from dossier.reading.cleaning.zip_xml import BROKEN

ZIP_START = b"PK\x03\x04"
START = 200
"""Bytes of the manifest that are looked at; the format comes first."""
DECLARED = re.compile(rf'\s*\{{\s*"format":\s*"{re.escape(BUNDLE_FORMAT)}"'.encode())


def has_bundle_manifest(archive: zipfile.ZipFile) -> bool:
    """True where the archive has a bundle's manifest; False also where that is damaged or encrypted."""
    if BUNDLE_MANIFEST not in archive.namelist():
        return False
    try:
        with archive.open(BUNDLE_MANIFEST) as manifest:
            return DECLARED.match(manifest.read(START)) is not None
    except BROKEN:
        return False


def is_bundle_file(file: BinaryIO) -> bool:
    """True where the open file is a bundle, False also where it is damaged."""
    if file.read(len(ZIP_START)) != ZIP_START:
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            return has_bundle_manifest(archive)
    except BROKEN:
        return False
