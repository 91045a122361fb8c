"""Markdown with front matter."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import UnreadableFile
from dossier.model.article import DateBasis
from dossier.reading.formats.markdown import plain_blocks, read_markdown

DATA = Path(__file__).parents[3] / "data" / "reading"


def test_front_matter_gives_the_metadata() -> None:
    """Title, source, authors, day, language, address and the mark of a retelling come from the front matter."""
    draft = read_markdown((DATA / "harbour.md").read_bytes())
    assert (draft.title, draft.outlet, draft.byline) == ("Envoys meet: a first day", "The Aster Post", "Ann Body, Will Body")
    assert (draft.language, draft.url, draft.is_paraphrase) == ("en", "https://example.org/a/1", True)
    assert draft.published is not None
    assert (draft.published.day, draft.published.basis) == (date(2026, 2, 4), DateBasis.GIVEN)


def test_authors_below_front_matter_are_the_byline() -> None:
    """A line of authors above the first paragraph is the byline, with "By" or "Authors:"; the front matter's own comes first."""
    text = "Envoys of three states met in Port Aster on Wednesday, officials said."
    for line, byline in (("Authors: Olga Lind and Jan Lund", "Olga Lind and Jan Lund"), ("By Olga Lind", "Olga Lind")):
        document = read_markdown(f"---\noutlet: Aster Post\n---\n\n{line}\n\n{text}\n".encode())
        assert (document.byline, document.text) == (byline, text)
    document = read_markdown(f"---\noutlet: Aster Post\nauthor: Jan Lund\n---\n\nBy Olga Lind\n\n{text}\n".encode())
    assert (document.byline, document.text) == ("Jan Lund", text)


def test_the_marks_are_taken_off() -> None:
    """Emphasis, links, quotes, lists, headings, pictures and footnotes leave their words in paragraphs; the title is no part of them."""
    assert read_markdown((DATA / "harbour.md").read_bytes()).text == (
        "Envoys of three states met in Port Aster on Wednesday for talks that are to last two days, officials said.\n\n"
        "“We are close,” said Olga Lind, the foreign minister of Freeland.\n\n"
        "What divides the two sides\n\n"
        "Fishing rights remain the sorest point.\n\n"
        "Snake_case_words and 2 * 3 * 4 stay as they are."
    )


def test_the_first_heading_is_the_title_without_front_matter() -> None:
    """Without front matter the heading on top is the title."""
    draft = read_markdown(b"# Envoys meet\n\nThey met in the *old* town hall on Wednesday, officials said.\n")
    assert (draft.title, draft.text) == ("Envoys meet", "They met in the old town hall on Wednesday, officials said.")


def test_underlined_headings_and_escapes() -> None:
    """A heading underlined with signs is one, and an escaped sign is itself."""
    assert plain_blocks("Envoys meet\n===\n\nA \\*star\\* and &amp; so on.") == ["# Envoys meet", "A *star* and & so on."]


def test_a_markdown_file_without_any_marks_is_read_as_text() -> None:
    """Without front matter and heading, header and boilerplate are recognised by their shapes."""
    draft = read_markdown(
        b"Envoys meet in harbour town\n\nPublished: 4 Feb 2026\n\nEnvoys of three states met in Port Aster on Wednesday for two days of talks.\n"
    )
    assert draft.title == "Envoys meet in harbour town"
    assert draft.published is not None
    assert draft.published.day == date(2026, 2, 4)


def test_broken_front_matter_names_the_line() -> None:
    """A colon in an unquoted title is the usual slip; the sentence says where it is and what to do."""
    with pytest.raises(UnreadableFile, match="line 2") as caught:
        read_markdown(b"---\ntitle: Envoys: a first day\n---\n\nText.\n")
    assert "quotation marks" in caught.value.do


@pytest.mark.parametrize("source", ["---\n\nEnvoys met on Wednesday.\n", "---\n\nEnvoys met on Wednesday.\n\n---\n\nThey left.\n"])
def test_a_rule_on_top_is_no_front_matter(source: str) -> None:
    """A file that only begins with a rule keeps all its words."""
    assert "Envoys met on Wednesday." in read_markdown(source.encode()).text


def test_a_day_that_does_not_exist_is_no_day() -> None:
    """The thirtieth of February in the front matter does not keep the rest from being read."""
    document = read_markdown(b"---\ntitle: Title\ndate: 2026-02-30\n---\n\nText.\n")
    assert (document.title, document.published, document.text) == ("Title", None, "Text.")


def test_tags_that_would_run_code_are_refused() -> None:
    """Front matter from strangers is data only."""
    with pytest.raises(UnreadableFile, match="front matter"):
        read_markdown(b"---\ntitle: !!python/object/apply:os.getcwd []\n---\n\nText.\n")


@given(st.text(alphabet="ab *_`[]()#>-!\\~|<&;\n1.", max_size=200))
def test_any_marks_make_paragraphs(source: str) -> None:
    """No mixture of marks fails or leaves an empty paragraph."""
    assert all(block.strip("# ") for block in plain_blocks(source))


def test_a_link_gives_the_outlet_its_words() -> None:
    """And the address its address; "By" is no part of a name."""
    document = read_markdown(
        b"---\ntitle: Envoys\nsource: '[Aster Post](https://asterpost.example/a)'\nbyline: By Ann Body\n---\n\nEnvoys met.\n"
    )
    assert (document.outlet, document.url, document.byline) == ("Aster Post", "https://asterpost.example/a", "Ann Body")


def test_lines_of_outlet_author_and_day_below_the_heading_are_no_text() -> None:
    """A note without front matter, as people write it by hand."""
    document = read_markdown(
        b"# Envoys meet in harbour town\n\n*Aster Post*, 4 February 2026\n\nBy Ann Body\n\nEnvoys of three states met in the harbour of Aster on Wednesday for talks.\n"
    )
    assert document.text == "Envoys of three states met in the harbour of Aster on Wednesday for talks."
    assert (document.outlet, document.byline, str(document.published and document.published.day)) == (
        "Aster Post",
        "Ann Body",
        "2026-02-04",
    )
