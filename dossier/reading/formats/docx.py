"""Word documents (.docx): mammoth makes HTML of them, their core properties tell title and author."""

import io

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.html_blocks import blocks_of
from dossier.reading.cleaning.office_metadata import draft_of, made_on
from dossier.reading.cleaning.zip_xml import BROKEN, opened, part_of, told_in, tree_of
from dossier.reading.parsed_document import Draft

KIND = "Word document"


def read_docx(data: bytes) -> Draft:
    """Reads a Word document; raises `UnreadableFile` where it is locked, broken or no Word document."""
    import mammoth  # noqa: PLC0415  as with every large reader

    archive = opened(data, KIND)
    for part in archive.namelist():
        if part.endswith((".xml", ".rels")):
            # mammoth reads these whole; a part that swells past the limit is refused here
            part_of(archive, part, KIND)
    if not part_of(archive, "[Content_Types].xml", KIND):
        raise UnreadableFile(f"This is no {KIND}.", do="Open it in its program and save it anew.")
    try:
        made = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _image: {}))
    # a damaged file makes the library fail in many ways
    except (*BROKEN, AttributeError, IndexError, TypeError, SyntaxError, RecursionError) as error:
        raise UnreadableFile(f"This {KIND} is broken.", do="Open it in its program and save it anew.") from error
    return draft_of(blocks_of(made.value), _known(part_of(archive, "docProps/core.xml", KIND)))


def _known(core: bytes) -> Draft:
    """What the core properties tell."""
    if not core:
        return Draft("")
    root = tree_of(core, KIND)
    created = told_in(root, "created")[:10]
    author = told_in(root, "creator")
    return Draft(
        text="",
        title=told_in(root, "title"),
        byline=author if " " in author else "",
        published=made_on(created) if created else None,
    )
