"""Feeds: days as outlets print them, titles that were escaped twice, characters in halves."""

import io

import pytest

from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.open import DecompressionBudget, read_container
from dossier.reading.formats.markdown import read_markdown
from dossier.reading.parsed_document import ParsedDocument

STORY = "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there."


def entries_of(*items: str) -> list[ContainerEntry]:
    """The entries of an RSS feed with these items, each a title and a day or other elements."""
    body = "".join(f"<item>{item}<description>{STORY}</description></item>" for item in items)
    feed = f'<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Aster Post</title>{body}</channel></rss>'
    return list(read_container(io.BytesIO(feed.encode()), "aster.xml", DecompressionBudget()))


def document_of(*items: str) -> ParsedDocument:
    """The first entry as it is read from its file."""
    return read_markdown(entries_of(*items)[0].data)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Wed, 07 May 2031 23:40:00 -0500", "2031-05-07"),
        ("Wed, 07 May 2031 00:10:00 +1300", "2031-05-07"),
        ("Wed, 07 May 2031 23:40:00 EST", "2031-05-07"),
        ("2031-05-07T00:20:00+09:00", "2031-05-07"),
        ("2031-05-07", "2031-05-07"),
        ("07.05.2031", "2031-05-07"),
        ("7.5.2031, 12:20 Uhr", "2031-05-07"),
        ("12:20 07.05.2031", "2031-05-07"),
        ("Mi, 07.05.2031 - 12:20", "2031-05-07"),
        ("07.05.31 12:20", "2031-05-07"),
        ("7. Mai 2031 12:20", "2031-05-07"),
        ("May 7, 2031", "2031-05-07"),
        ("07/25/2031", "2031-07-25"),
    ],
)
def test_the_day_of_an_entry_is_the_one_that_it_prints(stamp: str, day: str) -> None:
    """In the outlet's own time zone; with dots the day goes before the month."""
    for element in ("pubDate", "dc:date"):
        published = document_of(f"<title>Envoys meet</title><{element}>{stamp}</{element}>").published
        assert published is not None
        assert str(published.day) == day


def test_the_day_of_publication_comes_before_that_of_a_change() -> None:
    """Atom gives both."""
    entry = f"<entry><title>Envoys</title><id>u</id><updated>2031-05-09T01:00:00Z</updated><published>2031-05-07T23:30:00-05:00</published><summary>{STORY}</summary></entry>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Aster Post</title>{entry}</feed>'
    (found,) = read_container(io.BytesIO(feed.encode()), "a.atom", DecompressionBudget())
    assert b"date: '2031-05-07'" in found.data


def test_the_order_of_day_and_month_is_proven_by_other_entries() -> None:
    """A day past the twelfth; without one the day stays open, and the report says so."""
    open_day = "<title>Envoys meet</title><pubDate>05/07/2031</pubDate>"
    proven = document_of(open_day, "<title>Ferries stop</title><pubDate>05/19/2031</pubDate>").published
    assert str(proven and proven.day) == "2031-05-07"
    entry = entries_of(open_day)[0]
    assert "“05/07/2031” was not recognised" in entry.note
    assert read_markdown(entry.data).published is None


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Aster&amp;#8217;s ferries: &amp;quot;none&amp;quot;", 'Aster’s ferries: "none"'),
        ("Aster &amp;amp; Holm", "Aster & Holm"),
        ("<![CDATA[Aster&#8217;s ferries]]>", "Aster’s ferries"),
        ("Aster &amp;eacute;lan", "Aster élan"),
        ("AT&amp;T &amp; others", "AT&T & others"),
    ],
)
def test_titles_that_were_escaped_twice_are_unescaped(title: str, shown: str) -> None:
    """And those that were escaped once stay right."""
    assert document_of(f"<title>{title}</title>").title == shown


def test_a_text_that_was_escaped_twice_is_unescaped() -> None:
    """Its tags are tags then, and none stands in the text."""
    body = "&amp;lt;p&amp;gt;" + STORY + "&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Aster&amp;amp;#8217;s boats stayed.&amp;lt;/p&amp;gt;"
    feed = f"<rss version='2.0'><channel><title>Aster Post</title><item><title>A</title><description>{body}</description></item></channel></rss>"
    (entry,) = read_container(io.BytesIO(feed.encode()), "a.rss", DecompressionBudget())
    assert read_markdown(entry.data).text == f"{STORY}\n\nAster’s boats stayed."


@pytest.mark.parametrize(
    ("halves", "shown"),
    [
        ("&#55357;&#56876;", "\U0001f62c"),
        ("&#xD83C;&#xDF0A;", "\U0001f30a"),
        ("&#xd83c;", "\ufffd"),
        ("&#56876;&#55357;", "\ufffd\ufffd"),
        ("&amp;#55357;&amp;#56876;", "\U0001f62c"),
    ],
)
def test_a_character_written_in_halves_breaks_no_feed(halves: str, shown: str) -> None:
    """Two that belong together are joined; one alone becomes a replacement sign; the other entries are whole."""
    entries = entries_of(f"<title>Storm {halves}</title>", "<title>Calm</title>")
    assert [read_markdown(entry.data).title for entry in entries] == [f"Storm {shown}", "Calm"]


def test_halves_written_as_bytes_break_no_feed() -> None:
    """As programs write them that turn UTF-16 into UTF-8 half by half (CESU-8)."""
    feed = f"<rss version='2.0'><channel><title>Aster Post</title><item><title>Storm HERE</title><description>{STORY}</description></item></channel></rss>"
    data = feed.encode().replace(b"HERE", b"\xed\xa0\xbd\xed\xb8\xac")
    (entry,) = read_container(io.BytesIO(data), "a.rss", DecompressionBudget())
    assert read_markdown(entry.data).title == "Storm \U0001f62c"


@pytest.mark.parametrize(
    ("elements", "link"),
    [
        ("<link>/2031/envoys.html</link><guid>e-1</guid>", "https://aster.example/2031/envoys.html"),
        ("<link>envoys.html</link><guid>e-1</guid>", "https://aster.example/news/envoys.html"),
        ("<link>//press.example/envoys</link>", "https://press.example/envoys"),
        ("<guid>/2031/envoys.html</guid>", "https://aster.example/2031/envoys.html"),
        ("<guid>e-1</guid>", ""),
        ("<link>mailto:desk@aster.example</link>", ""),
        ("<link>https://aster.example/a</link>", "https://aster.example/a"),
    ],
)
def test_a_link_without_a_host_is_one_of_the_site(elements: str, link: str) -> None:
    """Of the site that the feed names; an identifier is no link."""
    item = f"<item><title>Envoys meet</title>{elements}<description>The envoys met.</description></item>"
    feed = f"<rss version='2.0'><channel><title>Aster Post</title><link>https://aster.example/news/</link>{item}</channel></rss>"
    (entry,) = read_container(io.BytesIO(feed.encode()), "aster.xml", DecompressionBudget())
    assert entry.link == link


def test_a_link_without_a_host_is_not_guessed() -> None:
    """Where the feed names no site."""
    item = "<item><title>Envoys meet</title><link>/envoys.html</link><description>The envoys met.</description></item>"
    feed = f"<rss version='2.0'><channel><title>Aster Post</title>{item}</channel></rss>"
    (entry,) = read_container(io.BytesIO(feed.encode()), "aster.xml", DecompressionBudget())
    assert entry.link == ""
