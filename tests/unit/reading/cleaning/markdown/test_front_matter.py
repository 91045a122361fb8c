"""Texts written as Markdown are read back as they were."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from dossier.reading.cleaning.encoding import clean
from dossier.reading.cleaning.markdown.front_matter import as_markdown
from dossier.reading.formats.markdown import plain_blocks, read_markdown

STORY = "The minister said on Tuesday that *nobody* in the [harbour](x) had known of it, and that she_would_ask #why."


def test_what_is_known_and_the_text_come_back() -> None:
    """Values with colons and marks; marks in the text are text."""
    draft = read_markdown(
        as_markdown(
            {"title": "Talks: a *start*", "outlet": "Aster Post", "date": "2031-05-07", "url": "https://example.org/1", "author": ""},
            [STORY, "1. not a list, she said, but the first of many points that were to be made."],
        )
    )
    assert (draft.title, draft.outlet, draft.url, str(draft.published and draft.published.day)) == (
        "Talks: a *start*",
        "Aster Post",
        "https://example.org/1",
        "2031-05-07",
    )
    assert draft.text == STORY + "\n\n1. not a list, she said, but the first of many points that were to be made."


def test_nothing_known_gives_no_front_matter() -> None:
    """And the same input the same bytes."""
    assert as_markdown({"title": ""}, ["a"]) == b"a\n"
    assert yaml.safe_load(as_markdown({"title": "- x: y"}, []).decode().split("---")[1]) == {"title": "- x: y"}


@given(st.lists(st.text(alphabet="ab1.)-=>#*_`[]()!|~<>&;\\ \"'+:", min_size=1, max_size=40), min_size=1, max_size=5))
def test_any_paragraphs_come_back(paragraphs: list[str]) -> None:
    """With any characters."""
    plain = [" ".join(clean(part).split()) for part in paragraphs if any(map(str.isalnum, part))]
    assert plain_blocks(as_markdown({}, plain).decode()) == plain
