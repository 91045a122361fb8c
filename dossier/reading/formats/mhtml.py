"""Web pages saved whole by a browser (.mht, .mhtml): the page in the mail-like archive, its address in the headers."""

from dataclasses import replace

from dossier.errors import UnreadableFile
from dossier.reading.formats.html import read_html
from dossier.reading.formats.mail import header_of, parse_message, text_of
from dossier.reading.parsed_document import ParsedDocument

ADDRESSES = ("Snapshot-Content-Location", "Content-Location")


def read_mhtml(data: bytes, method: str = "balanced") -> ParsedDocument:
    """Read a saved page by one of the methods for HTML. The date in the headers is when it was saved, not when it was published.

    Raises `UnreadableFile` where it contains no page.
    """
    message = parse_message(data)
    pages = [part for part in message.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    if not pages:
        raise UnreadableFile("This MHTML file contains no page.", do="Save the page again, as HTML.")
    # a page's frames follow the page itself
    document = read_html(text_of(pages[0]).encode() or b" ", method)
    address = next((a for name in ADDRESSES for part in (message, pages[0]) if (a := header_of(part, name))), "")
    return replace(
        document,
        title=document.title or header_of(message, "Subject"),
        url=document.url or (address if address.startswith(("http:", "https:")) else ""),
    )
