"""Plain text, such as a page copied into a file: header, reporting and boilerplate separated by shape."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.model.article import PublicationDay
from dossier.reading.cleaning.boilerplate import split_boilerplate
from dossier.reading.cleaning.encoding import clean, decode_text
from dossier.reading.cleaning.header import is_transcript, read_header, split_dateline, split_header, split_stamps, unglue
from dossier.reading.cleaning.language_id import main_script
from dossier.reading.cleaning.mail.block import ForwardedMail, block_metadata, unwrap
from dossier.reading.cleaning.markdown.front_matter import split_yaml_block
from dossier.reading.cleaning.outlet_lines import named_outlet
from dossier.reading.cleaning.paragraphs import paragraphs_of
from dossier.reading.cleaning.publication_date import parse_stated, parse_title
from dossier.reading.parsed_document import ParsedDocument
from dossier.text.agencies import AGENCIES


def read_text(data: bytes, method: str = "shape") -> ParsedDocument:
    """Read a plain text file by one of its methods (see `registry.METHODS`); raises `UnreadableFile` for bytes that are not text.

    Metadata between lines of "---" at the top is front matter, as in Markdown; below it, nothing is markup.
    """
    source = clean(decode_text(data))
    if method != "whole" and (front_matter := split_yaml_block(source)):
        metadata, text = front_matter
        return build_draft(paragraphs_of(text), metadata)
    paragraphs = paragraphs_of(source)
    return parse_verbatim(paragraphs) if method == "whole" else parse_by_shape(paragraphs)


def parse_by_shape(paragraphs: list[str]) -> ParsedDocument:
    """Build a document from a page's paragraphs, from their shapes alone; of a mail that was pasted, from its header lines."""
    if pasted := unwrap(paragraphs, at_top=True):
        return _parse_pasted(pasted)
    script = main_script(" ".join(paragraphs))
    above, below = split_header(unglue(paragraphs, script), script)
    header, body = read_header(above, script), split_boilerplate(below, script)
    dateline, agency, first = _dateline(body.paragraphs)
    text = "\n\n".join(part.strip() for part in (*header.standfirst, first, *body.paragraphs[1:]) if part.strip())
    stamps = (*header.stamps, *([dateline] if dateline else []))
    return ParsedDocument(
        text=text,
        title=header.title,
        outlet=header.outlet or named_outlet((*header.folded, *body.folded)) or agency,
        byline=header.byline,
        published=_first_day(
            parse_stated(stamps, " ".join(paragraphs)),
            parse_stated([line for line in body.folded if len(line) < 80], text),
            parse_title(header.title),
        ),
        captions=(*header.captions, *body.captions),
        boilerplate=(*header.folded, *body.folded),
        dateline=dateline,
    )


def _parse_pasted(pasted: ForwardedMail) -> ParsedDocument:
    """The document of a mail whose header lines stand above its text; what others wrote above it is kept apart."""
    metadata = block_metadata(pasted.fields, " ".join(pasted.lines))
    lines = [line for line in pasted.lines if line.strip()]
    if metadata.title:
        return build_draft(lines, replace(metadata, boilerplate=pasted.above))
    document = parse_by_shape(lines)
    return replace(
        document,
        outlet=metadata.outlet or document.outlet,
        byline=metadata.byline or document.byline,
        published=_first_day(metadata.published, document.published),
        boilerplate=(*pasted.above, *document.boilerplate),
    )


def _dateline(paragraphs: Sequence[str]) -> tuple[str, str, str]:
    """The dateline of the first paragraph, the agency it names, and the paragraph without it."""
    return split_dateline(paragraphs[0], in_transcript=is_transcript(list(paragraphs))) if paragraphs else ("", "", "")


def _first_day(*published: PublicationDay | None) -> PublicationDay | None:
    """The first that is a day; where none is, the first that gives a reason."""
    return next((day for day in published if day and day.day), next((day for day in published if day), None))


def parse_verbatim(paragraphs: list[str]) -> ParsedDocument:
    """Build a document in which every paragraph is text; title, outlet and day are still guessed from the shapes."""
    return replace(parse_by_shape(paragraphs), text="\n\n".join(paragraphs), captions=(), boilerplate=(), dateline="")


def build_draft(paragraphs: list[str], metadata: ParsedDocument) -> ParsedDocument:
    """Build a document whose title is in `metadata`: the lines of author and day above the text, captions, asides, dateline and tail are
    split from it. `metadata` comes before what those lines say.
    """
    script = main_script(" ".join(paragraphs))
    above, paragraphs = split_stamps(paragraphs)
    header = read_header(above, script)
    stated = parse_stated(header.stamps, " ".join(paragraphs)) if header.stamps else None
    metadata = replace(
        metadata,
        outlet=metadata.outlet or header.outlet,
        byline=metadata.byline or header.byline,
        published=_first_day(metadata.published, stated),
        boilerplate=(*metadata.boilerplate, *above),
    )
    body = split_boilerplate(paragraphs, script)
    dateline, agency, first = _dateline(body.paragraphs)
    return replace(
        metadata,
        text="\n\n".join(part.strip() for part in (first, *body.paragraphs[1:]) if part.strip()),
        outlet=metadata.outlet or named_outlet(body.folded) or (agency if agency in AGENCIES else ""),
        published=metadata.published or (parse_stated([dateline]) if dateline else None),
        captions=(*metadata.captions, *body.captions),
        boilerplate=(*metadata.boilerplate, *body.folded),
        dateline=metadata.dateline or dateline,
    )
