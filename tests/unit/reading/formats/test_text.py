"""Plain text files as a whole."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import UnreadableFile
from dossier.model.article import DateBasis
from dossier.reading.formats.text import parse_by_shape, read_text

DATA = Path(__file__).parents[3] / "data" / "reading"
GOLD = Path(__file__).resolve().parents[5] / "shared"


def test_a_page_copied_into_a_file_is_read() -> None:
    """Spam, navigation, glued title, standfirst, byline, captions, NBSP lines and legal tail all find their place."""
    draft = read_text((DATA / "harbour.txt").read_bytes())
    assert draft.title == 'Envoys wrap up "useful" first day in harbour town'
    assert (draft.byline, draft.outlet) == ("Ann Body", "The Aster Post")
    assert draft.text == (
        "A second day is to follow, though nobody speaks of a deal\n\n"
        "Envoys of three states met in Port Aster on Wednesday for talks that are to last two days, officials said.\n\n"
        '"We are close," said Olga Lind, the foreign minister of Freeland, after the first session.\n\n'
        "What divides the two sides\n\n"
        "Fishing rights remain the sorest point, and neither side has moved on them since the last round."
    )
    assert [caption.split()[0] for caption in draft.captions] == ["Envoys", "Dock"]
    assert len(draft.boilerplate) == 11


def test_the_leading_date_comes_before_an_update() -> None:
    """The day glued before the title is the first publication; the byline's update is a later day."""
    published = read_text((DATA / "harbour.txt").read_bytes()).published
    assert published is not None
    assert (published.day, published.basis) == (date(2026, 2, 4), DateBasis.STATED)


def test_front_matter_is_no_part_of_the_title() -> None:
    """Fields between lines of "---" are read as in Markdown, a title with a colon too; the text below has no markup."""
    for title in ("Ferry talks end in Marsk", '"Ferry talks: a first day"', "Ferry talks: a first day"):
        front = f"---\ntitle: {title}\nsource: Aster Post\ndate: 2026-02-04\n---\n\n"
        draft = read_text(f"{front}Envoys of *three* states met in Marsk on Tuesday, officials said.\n".encode())
        assert draft.title == title.strip('"')
        assert (draft.outlet, draft.published and draft.published.day) == ("Aster Post", date(2026, 2, 4))
        assert draft.text == "Envoys of *three* states met in Marsk on Tuesday, officials said."


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Aster Post", "Aster Post"),
        ("Landfall", "Landfall"),
        ("The Harbour", "The Harbour"),
        ("Politics", ""),
        ("Ann Body", ""),
        ("Norway", ""),
    ],
)
def test_an_outlet_between_title_and_day(line: str, outlet: str) -> None:
    """A line of its own with a word that outlets have; no section, author or state."""
    text = f"Ferry talks end in the harbour town of Marsk\n{line}\n4 February 2026\n\nEnvoys of three states met in Marsk on Tuesday, officials said.\n"
    draft = read_text(text.encode())
    assert (draft.title, draft.outlet) == ("Ferry talks end in the harbour town of Marsk", outlet)


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    """Lines of dashes around other words leave the text as it is."""
    draft = read_text(b"---\nAster Post\n---\n\nEnvoys of three states met in Marsk on Tuesday, officials said.\n")
    assert draft.text.endswith("Envoys of three states met in Marsk on Tuesday, officials said.")
    assert draft.outlet == ""


def test_a_dateline_names_the_agency_and_leaves_the_text() -> None:
    """The first sentence starts after the dateline, and the agency in it is the outlet where nothing else is named."""
    draft = parse_by_shape(
        ["MARSK, Jan 3 (Reuters) - Envoys of three states met on Friday for talks that are to last two days, officials said."]
    )
    assert draft.dateline == "MARSK, Jan 3 (Reuters)"
    assert draft.outlet == "Reuters"
    assert draft.text.startswith("Envoys of three")


def test_a_single_sentence_is_the_text() -> None:
    """A file of one line has that line for its text, and no title."""
    draft = parse_by_shape(["Peace is near."])
    assert (draft.title, draft.text) == ("", "Peace is near.")


def test_no_day_is_made_up() -> None:
    """Dates inside the reporting are not the day of publication."""
    assert (
        parse_by_shape(["Envoys of three states met on 3 February 2026 for talks that are to last two days, officials said."]).published
        is None
    )


@given(st.lists(st.text(alphabet="abc XYZ.:/|“”()12-\n", min_size=1, max_size=80), max_size=12))
def test_any_lines_make_a_draft(lines: list[str]) -> None:
    """No shape of lines fails, and the text has paragraphs separated by exactly one blank line, without blanks at the edges."""
    draft = read_text("\n".join(lines).encode())
    parts = draft.text.split("\n\n") if draft.text else []
    assert all(part == part.strip() and part and "\n" not in part for part in parts)


@pytest.mark.skipif(not (GOLD / "gold").is_dir(), reason="the hand-made answers are not part of the repository")
@pytest.mark.parametrize("name", ["talks", "wikinews"])
def test_hand_marked_articles_are_read_clean(name: str) -> None:
    """Title, first and last words, captions and boilerplate of the hand-marked articles are where a reader puts them."""
    import tomllib  # noqa: PLC0415 -- only needed where the answers are

    for want in tomllib.loads((GOLD / "gold" / name / "articles.toml").read_text())["article"]:
        draft = read_text((GOLD / "articles" / name / want["file"]).read_bytes())
        assert draft.text.removeprefix(want.get("subtitle", "")).lstrip().startswith(want["body_starts"])
        assert draft.text.endswith(want["body_ends"])
        assert draft.title == want.get("title", "")
        assert not [line for line in want.get("captions", []) + want.get("boilerplate", []) if f"{line}\n" in draft.text + "\n"]


@pytest.mark.parametrize("data", [b"Words of a storm at Aster. " * 400_000, "Слова. ".encode() * 300_000])
def test_a_text_far_past_the_limit_is_refused_unread(data: bytes) -> None:
    """By its bytes, or by its characters."""
    with pytest.raises(UnreadableFile, match="longer than 2,000,000 characters"):
        read_text(data)


def test_an_impossible_day_and_a_compact_one_in_front_matter() -> None:
    """The title is read without its quotation marks beside a day that no calendar has; eight digits are a day."""
    text = "Envoys of three states met in Marsk on Tuesday, officials said.\n"
    wrong = read_text(f'---\ntitle: "Talks: a start"\ndate: 2031-13-45\n---\n\n{text}'.encode())
    assert (wrong.title, wrong.published) == ("Talks: a start", None)
    broken = read_text(f'---\ntitle: "Talks"\noutlet: Aster: Post\nnote: [a\n---\n\n{text}'.encode())
    assert (broken.title, broken.outlet) == ("Talks", "Aster: Post")
    compact = read_text(f"---\ntitle: Talks\npublished: 20310304\n---\n\n{text}".encode())
    assert compact.published
    assert str(compact.published.day) == "2031-03-04"


def test_a_rule_is_no_title() -> None:
    """A line of hyphens above the text is left out, as is front matter without a field."""
    text = "Envoys of three states met in Marsk on Tuesday, officials said."
    assert {read_text(f"{rule}\n{text}\n".encode()).title for rule in ("---\n", "---\n---", "* * *\n")} == {""}
