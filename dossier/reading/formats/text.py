"""Plain text: what a page copied into a file says of itself, and the reporting in it."""

from dataclasses import replace

from dossier.reading.cleaning.boilerplate import AGENCIES, sort_out
from dossier.reading.cleaning.encoding import clean, decoded_text
from dossier.reading.cleaning.header import named_outlet, read_header, split_dateline, split_header
from dossier.reading.cleaning.language_id import main_script
from dossier.reading.cleaning.paragraphs import paragraphs_of
from dossier.reading.cleaning.publication_date import stated_day
from dossier.reading.parsed_document import Draft


def read_text(data: bytes, method: str = "shape") -> Draft:
    """Reads a plain text file by one of its methods (see `kinds.METHODS`); raises `UnreadableFile` for bytes that are no text."""
    paragraphs = paragraphs_of(clean(decoded_text(data)))
    return all_of(paragraphs) if method == "whole" else sorted_out(paragraphs)


def sorted_out(paragraphs: list[str]) -> Draft:
    """The draft that a page's paragraphs make, from their shapes alone."""
    script = main_script(" ".join(paragraphs))
    above, below = split_header(paragraphs, script)
    header, body = read_header(above, script), sort_out(below, script)
    dateline, agency, first = split_dateline(body.paragraphs[0]) if body.paragraphs else ("", "", "")
    text = "\n\n".join(part.strip() for part in (first, *body.paragraphs[1:]) if part.strip())
    stamps = (*header.stamps, *([dateline] if dateline else []))
    return Draft(
        text=text,
        title=header.title,
        outlet=header.outlet or named_outlet((*header.folded, *body.folded)) or agency,
        byline=header.byline,
        published=stated_day(stamps, " ".join(paragraphs)) or stated_day([line for line in body.folded if len(line) < 80], text),
        captions=(*header.captions, *body.captions),
        left_out=(*header.folded, *body.folded),
        dateline=dateline,
    )


def all_of(paragraphs: list[str]) -> Draft:
    """The draft in which every paragraph is text; what its shapes tell of title, outlet and day is kept all the same."""
    return replace(sorted_out(paragraphs), text="\n\n".join(paragraphs), captions=(), left_out=(), dateline="")


def body_of(paragraphs: list[str], known: Draft) -> Draft:
    """The draft of a text whose title and day are told elsewhere: only captions, asides, dateline and tail are taken off."""
    body = sort_out(paragraphs, main_script(" ".join(paragraphs)))
    dateline, agency, first = split_dateline(body.paragraphs[0]) if body.paragraphs else ("", "", "")
    return replace(
        known,
        text="\n\n".join(part.strip() for part in (first, *body.paragraphs[1:]) if part.strip()),
        outlet=known.outlet or named_outlet(body.folded) or (agency if agency in AGENCIES else ""),
        published=known.published or (stated_day([dateline]) if dateline else None),
        captions=(*known.captions, *body.captions),
        left_out=(*known.left_out, *body.folded),
        dateline=known.dateline or dateline,
    )
