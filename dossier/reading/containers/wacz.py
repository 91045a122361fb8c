"""Web archive collections (.wacz): the WARC files in the zip, read as they are unpacked (WACZ 1.1.1, Webrecorder)."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, cast

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.zip_xml import BROKEN
from dossier.reading.containers.archive import MOST_STREAM, LimitedReader
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.warc import read_warc

WARC = re.compile(r"(?:^|.*/)archive/[^/]+\.warc(?:\.gz)?", re.IGNORECASE)
MOST_WARCS = 1_000


def read_wacz(file: BinaryIO, _name: str, columns: Mapping[str, str]) -> Iterator[ContainerEntry]:
    """The pages of all WARC files in a collection, as `read_warc` gives them; an error for each file that cannot be read.

    Raises `UnreadableFile` for a file that is no collection.
    """
    try:
        archive = zipfile.ZipFile(file)
        warcs = [entry for entry in archive.infolist() if WARC.fullmatch(entry.filename)]
    except BROKEN as error:
        raise UnreadableFile("This is not a valid WACZ file.", do="Download or export it again.") from error
    if not warcs:
        raise UnreadableFile("This WACZ file contains no WARC file.", do="Export the collection again.")
    if len(warcs) > MOST_WARCS:
        raise UnreadableFile(f"The collection contains more than {MOST_WARCS:,} WARC files.", do="Split it.")
    left = MOST_STREAM
    for entry in warcs:
        if entry.flag_bits & 1:
            yield ContainerEntry("", error="It is password-protected.", shown=entry.filename)
            continue
        try:
            with archive.open(entry) as stream:
                reader = LimitedReader(cast("BinaryIO", stream), left)
                for page in read_warc(cast("BinaryIO", reader), entry.filename, columns):
                    yield page if page.shown else replace(page, shown=entry.filename)
                left = reader.left
        except BROKEN:
            yield ContainerEntry("", error="It is damaged inside the collection.", shown=entry.filename)
        except UnreadableFile as refused:
            yield ContainerEntry("", error=refused.what, shown=entry.filename)
