"""Feed link: the feed that a web page names in its head (feed autodiscovery)."""

from urllib.parse import urljoin

TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
LARGEST = 500_000
"""Bytes at the start of a page that are looked at; the head is in them."""


def feed_link(data: bytes, address: str) -> str:
    """The address of the first feed that the page at `address` names; empty where it names none."""
    from lxml import etree, html  # noqa: PLC0415  as with every large library

    try:
        page = html.document_fromstring(data[:LARGEST])
    except (etree.LxmlError, ValueError):
        return ""
    for link in page.iterfind(".//link"):
        if "alternate" in (link.get("rel") or "").lower().split() and (link.get("type") or "").strip().lower() in TYPES:
            try:
                target: str = urljoin(address, (link.get("href") or "").strip())
            except ValueError:
                continue
            if target.startswith(("http://", "https://")):
                return target
    return ""
