"""What documents of word processors, PDFs, books and mails have in common: paragraphs, and metadata that may know better than the text."""

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


def build_document(paragraphs: list[str], known: ParsedDocument, *, sure: bool = False, whole: bool = False) -> ParsedDocument:
    """The draft of a document. What its metadata know replaces what the shapes of its first lines tell.

    A title of the metadata stands where the text begins with it, where the text has none of its own, or where it is `sure`.
    With `whole`, every paragraph is text.
    """
    every = [line for line in (" ".join(clean(part).split()) for part in paragraphs) if line]
    made = parse_verbatim(every) if whole else parse_by_shape(every)
    title = usable_title(known.title)
    start = " ".join(every)[:LOOK_AHEAD].casefold()
    if made.title and not sure and title.casefold() not in start:
        title = ""
    if (
        not whole
        and made.title
        and title
        and made.title.casefold() not in title.casefold()
        and len(made.title.split()) > len(title.split()) * 3
    ):
        made = replace(made, text=f"{made.title}\n\n{made.text}".strip())
    return replace(
        made,
        title=title or made.title,
        outlet=known.outlet or made.outlet,
        byline=known.byline or made.byline,
        language=known.language or made.language,
        url=known.url or made.url,
        published=_surer(known.published, made.published),
        captions=(*known.captions, *made.captions),
        boilerplate=(*known.boilerplate, *made.boilerplate),
    )


def usable_title(title: str) -> str:
    """A title of the metadata on one line; empty for what programs write there themselves: file names, “Untitled”, “Microsoft Word - …”."""
    title = " ".join(clean(title).split())
    return "" if JUNK_TITLE.match(title) else title


def created_on(day: str) -> PublicationDay:
    """An unknown publication day that mentions when the file was made: printing a page to a file is no publication."""
    why = f"Neither the text nor the file's name tells a day; the file was made on {day}, which need not be the day."
    return PublicationDay(None, DateBasis.UNKNOWN, why)


def _surer(known: PublicationDay | None, read: PublicationDay | None) -> PublicationDay | None:
    """The day of the two that is one; metadata first."""
    if known and known.day:
        return known
    return read if read and (read.day or known is None) else known
