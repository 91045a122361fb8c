"""HTML that is an article's body and no page: its paragraphs, block by block, with nothing guessed away."""

import re
from typing import TYPE_CHECKING

from dossier.reading.cleaning.encoding import clean

if TYPE_CHECKING:
    from lxml import html

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "title",
    ]
)
SILENT = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "object",
        "iframe",
        "audio",
        "video",
        "canvas",
        "select",
        "textarea",
        "button",
        "title",
    ]
)
LOOKS_LIKE = re.compile(r"</(?:p|div|a|b|i|em|strong|span|li|ul|blockquote|h[1-6])>|<(?:br|p|div|img)\b[^<>]*/?>", re.IGNORECASE)
INVISIBLE = re.compile(r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all|font-size:\s*0(?:px)?\s*(?:;|$)", re.IGNORECASE)


def is_markup(text: str) -> bool:
    """True for a text that contains tags of running text."""
    return bool(LOOKS_LIKE.search(text))


def blocks_of(source: str) -> list[str]:
    """The paragraphs of an HTML fragment in order: one for each block element or line break; scripts, styles and hidden parts left out."""
    from lxml import html  # noqa: PLC0415  as with every large reader

    if not source.strip():
        return []
    try:
        # an encoding declared inside decoded text means nothing, and lxml refuses it
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source))
    except (ValueError, html.etree.ParserError):
        return []
    paragraphs: list[list[str]] = [[]]
    for event, node in html.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        _handle_event(event, node, paragraphs)
    return [line for line in (" ".join(clean("".join(pieces)).split()) for pieces in paragraphs) if line]


def _handle_event(event: str, node: "html.HtmlElement", paragraphs: list[list[str]]) -> None:
    """Handle one event of the walk: start a paragraph, a list of pieces, at a block's edges; append the text to the current one."""
    if event not in {"start", "end"}:
        paragraphs[-1].append(node.tail or "")
        return
    block = node.tag in BLOCKS
    if block:
        paragraphs.append([])
    if event == "start":
        if node.tag in SILENT or INVISIBLE.search(node.get("style") or ""):
            node.text = None
            del node[:]
        else:
            paragraphs[-1].append(node.text or "")
    else:
        paragraphs[-1].append(node.tail or "")
