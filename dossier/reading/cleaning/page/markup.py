"""A page's markup before its article is extracted: a web archive's frame, words for screen readers and days of change are taken out."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dossier.reading.cleaning.publication_date import parse_metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# An archived address: the archive's own, the time of the capture, the page's address (memento pattern of web archives, RFC 7089 practice).
ARCHIVED = re.compile(r"https?://[^\s\"'<>/]+(?:/[\w.-]+)*?/(?P<stamp>\d{4}[\d.-]{4,16})(?:[a-z]{2}_)?/(?P<url>https?:/{1,2}[^\s\"'<>]+)")
ARCHIVE_TODAY = re.compile(
    r"https?://(?:archive\.(?:today|ph|is|li|vn|fo|md)|(?:www\.)?perma\.cc|ghostarchive\.org|(?:www\.)?webcitation\.org|megalodon\.jp"
    r"|webcache\.googleusercontent\.com|cc\.bingj\.com)/",
    re.IGNORECASE,
)
"""The addresses of archive.today and of other archives whose addresses do not begin with a day (Wikipedia, "List of Web archiving initiatives")."""
FRAMES = ("wm-ipp-base", "wm-ipp", "wm-ipp-print", "donato", "HEADER", "FOOTER", "SHARE_LONGLINK")
"""Ids of the bars that the Wayback Machine and archive.today put around a page."""
HIDDEN = re.compile(
    r"(?:^|[\s_-])(?:sr-?only|screen-?readers?(?:-?(?:text|only))?|visually-?hidden|hidden-?visually|element-invisible|a11y-?(?:hidden|text|only)"
    r"|off-?screen|assistive-?text)(?=$|[\s_-])",
    re.IGNORECASE,
)
"""Classes of words for screen readers (Bootstrap, HTML5 Boilerplate, WordPress, Drupal, GOV.UK and kin)."""
MOST_HIDDEN_WORDS = 12
MODIFIED = re.compile(r"modif|updated?(?:$|_|time|date)|last-?change|revis", re.IGNORECASE)
PUBLISHED = re.compile(r"publi|issued|created|pubdate|parsely-pub-date|sailthru\.date|^date$|dc\.date$", re.IGNORECASE)
JSON_PUBLISHED = re.compile(r"\"(?:datePublished|dateCreated|uploadDate)\"\s*:\s*\"\d{4}")
NAMES = ("property", "name", "itemprop", "http-equiv")


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page's own record beside its article: address and day of its capture where it comes from a web archive, the day of its last
    change, and whether its metadata give a day of publication.
    """

    url: str = ""
    captured: date | None = None
    is_capture: bool = False
    modified: date | None = None
    has_published: bool = False


def clean_markup(tree: "HtmlElement") -> PageSource:
    """Take out of the tree what is not the page's own, and what would pass for its title or day."""
    url, captured, is_capture = _capture(tree)
    if is_capture:
        _remove_frame(tree, url)
    _remove_hidden_words(tree)
    modified, has_published = _remove_changes(tree)
    return PageSource(url, captured, is_capture, modified, has_published)


def _capture(tree: "HtmlElement") -> tuple[str, date | None, bool]:
    """Address and day of a capture, and whether the page is one, by the address that it gives as its own."""
    own = [*tree.xpath("//link[@rel='canonical']/@href"), *tree.xpath("//meta[@property='og:url']/@content"), *tree.xpath("//base/@href")]
    in_frame = [*tree.xpath("//*[@id='HEADER']//input/@value"), *tree.xpath("//*[@id='wm-ipp-base']//text()")]
    is_capture = any(ARCHIVED.match(address) or ARCHIVE_TODAY.match(address) for address in own) or bool(
        tree.xpath("//*[@id='wm-ipp-base']")
    )
    if not is_capture:
        return "", None, False
    match = next((match for address in (*own, *in_frame) if (match := ARCHIVED.search(address))), None)
    if match:
        digits = re.sub(r"\D", "", match["stamp"])[:8]
        day = parse_metadata("-".join((digits[:4], digits[4:6], digits[6:])), "The address")
        return re.sub(r"^(https?:)/+", r"\1//", match["url"]), day.day if day else None, True
    return next((address for address in in_frame if address.startswith("http") and not ARCHIVE_TODAY.match(address)), ""), None, True


def _remove_frame(tree: "HtmlElement", url: str) -> None:
    """Remove an archive's bars and its own metadata; the page's address becomes the original one."""
    for element in tree.xpath("//*[@id]"):
        if element.get("id") in FRAMES:
            _drop(element)
    for element in tree.xpath("//meta[@property='og:site_name' or @property='og:url']"):
        if re.search(r"archive|perma\.cc|webcitation", element.get("content") or "", re.IGNORECASE):
            _drop(element)
    for element in tree.xpath("//link[@rel='canonical']"):
        element.set("href", url)


def _remove_hidden_words(tree: "HtmlElement") -> None:
    """Remove short elements that only screen readers show."""
    for element in tree.xpath("//*[@class or @hidden]"):
        is_hidden = HIDDEN.search(element.get("class") or "") or (element.get("hidden") is not None and str(element.tag)[:1] == "h")
        if is_hidden and element.tag != "html" and len(" ".join(element.itertext()).split()) <= MOST_HIDDEN_WORDS:
            _drop(element)


def _remove_changes(tree: "HtmlElement") -> tuple[date | None, bool]:
    """Remove the metadata of the last change; its day, and whether others give a day of publication."""
    modified: date | None = None
    has_published = False
    for element in tree.xpath("//meta | //*[@itemprop]"):
        names = " ".join(element.get(name) or "" for name in NAMES).strip()
        value = element.get("content") or element.get("datetime") or ""
        if MODIFIED.search(names):
            day = parse_metadata(value, "The page's metadata")
            modified = modified or (day.day if day else None)
            if element.tag in {"meta", "time"}:
                _drop(element)
        elif PUBLISHED.search(names) and re.search(r"\d{4}", value):
            has_published = True
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = script.text or ""
        if change := re.search(r"\"dateModified\"\s*:\s*\"([^\"]{8,40})", text):
            day = parse_metadata(change[1], "The page's metadata")
            modified = modified or (day.day if day else None)
            script.text = text.replace('"dateModified"', '"changed"')
        has_published = has_published or bool(JSON_PUBLISHED.search(text))
    return modified, has_published


def _drop(element: "HtmlElement") -> None:
    if element.getparent() is not None:
        element.drop_tree()
