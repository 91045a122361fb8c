"""Documents of word processors, PDFs, books and mails: paragraphs plus metadata, which may be more reliable than the text."""

import re
from dataclasses import replace

from dossier.model.article import DateBasis, PublicationDay
from dossier.reading.cleaning.encoding import clean
from dossier.reading.formats.text import parse_by_shape, parse_verbatim
from dossier.reading.parsed_document import ParsedDocument

JUNK_TITLE = re.compile(
    r"microsoft (?:word|powerpoint)|(?:untitled|layout|document|dokument|unbenannt|title|slide|presentation|powerpoint presentation)[ -]?\d*$"
    r"|\S+\.(?:docx?|odt|rtf|pdf|indd|qxd|qxp|pptx?|txt|html?|tex|dvi|ps|pages|cdr)$|[\W\d_]*$",
    re.IGNORECASE,
)
LOOK_AHEAD = 1500


def build_document(paragraphs: list[str], metadata: ParsedDocument, *, sure: bool = False, whole: bool = False) -> ParsedDocument:
    """Build a document from paragraphs and `metadata`, which replace the fields guessed from the shapes of the first lines.

    The metadata's title is used where the text begins with it, where the text has none of its own, or where it is `sure`. With `whole`,
    every paragraph is text.
    """
    lines = [line for line in (" ".join(clean(part).split()) for part in paragraphs) if line]
    document = parse_verbatim(lines) if whole else parse_by_shape(lines)
    title = usable_title(metadata.title)
    start = " ".join(lines)[:LOOK_AHEAD].casefold()
    if document.title and not sure and title.casefold() not in start:
        title = ""
    if (
        not whole
        and document.title
        and title
        and document.title.casefold() not in title.casefold()
        and len(document.title.split()) > len(title.split()) * 3
    ):
        document = replace(document, text=f"{document.title}\n\n{document.text}".strip())
    return replace(
        document,
        title=title or document.title,
        outlet=metadata.outlet or document.outlet,
        byline=metadata.byline or document.byline,
        language=metadata.language or document.language,
        url=metadata.url or document.url,
        published=_more_certain(metadata.published, document.published),
        captions=(*metadata.captions, *document.captions),
        boilerplate=(*metadata.boilerplate, *document.boilerplate),
    )


def usable_title(title: str) -> str:
    """A metadata title on one line; empty for what programs write there themselves: file names, “Untitled”, “Microsoft Word - …”."""
    title = " ".join(clean(title).split())
    return "" if JUNK_TITLE.match(title) else title


def created_on(day: str) -> PublicationDay:
    """An unknown publication day whose explanation gives the day the file was made: printing a page to a file does not publish it."""
    why = f"Neither the text nor the file name gives a date; the file was created on {day}, which may not be the publication date."
    return PublicationDay(None, DateBasis.UNKNOWN, why)


def _more_certain(from_metadata: PublicationDay | None, from_text: PublicationDay | None) -> PublicationDay | None:
    """The day of the two that is one; metadata first."""
    if from_metadata and from_metadata.day:
        return from_metadata
    return from_text if from_text and (from_text.day or from_metadata is None) else from_metadata
