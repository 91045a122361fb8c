"""The title of a page: what its own <title> names, where another heading was taken for it."""

import pytest

from dossier.reading.cleaning.page.title import page_title


def page(title: str, body: str, head: str = "") -> str:
    """A page of these parts."""
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("source", "extracted", "title"),
    [
        (
            page("Storm at Aster", "<h1>The Post of the Coast</h1><h2 class='a'>Storm  at <b>Aster</b></h2>"),
            "The Post of the Coast",
            "Storm at Aster",
        ),
        (page("Storm at Aster | The Post", "<h1>The Post</h1><h2>Storm at Aster</h2>"), "The Post", "Storm at Aster"),
        (page("Storm &amp; tide", "<h2>Downloads (old)</h2>"), "Downloads (old)", "Storm & tide"),
        (page("Storm at Aster - The Post", "<h1>A storm at Aster that nobody saw</h1>"), "A storm at Aster that nobody saw", ""),
        (page("The Post", "<h1>A storm at Aster</h1>"), "A storm at Aster", ""),
        (page("Home", "<h2>Home</h2>", "<meta property='og:title' content='Storm'>"), "Storm", ""),
        (page("Untitled", "<h2>Storm at Aster</h2>"), "Storm at Aster", ""),
        ("<p>No title at all</p>", "Found", ""),
    ],
)
def test_the_heading_that_the_page_names_is_its_title(source: str, extracted: str, title: str) -> None:
    """The site's name above it, or the heading of a box, is not; a heading of its own, and metadata, are kept (marked by an empty
    `title`).
    """
    assert page_title(source, extracted) == (title or extracted)


def test_a_page_of_broken_headings_is_read_in_no_time() -> None:
    """Nothing is looked for twice."""
    assert page_title("<title>a</title>" + "<h1>" * 50_000, "b") == "a"
