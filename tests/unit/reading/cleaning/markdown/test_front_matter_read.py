"""Front matter as site programs, web clippers and note programs write it."""

import pytest

from dossier.errors import UnreadableFile
from dossier.reading.formats.markdown import read_markdown
from dossier.reading.parsed_document import ParsedDocument

STORY = "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there."
LAST = (
    "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay for two days."
)


def read(front: str, body: str = f"{STORY}\n\n{LAST}\n") -> ParsedDocument:
    """A note with that front matter."""
    return read_markdown(f"{front}\n{body}".encode())


def fields(document: ParsedDocument) -> tuple[str, str, str, str, str]:
    """Title, outlet, author, day and address."""
    day = str(document.published.day) if document.published else ""
    return document.title, document.outlet, document.byline, day, document.url


ADDRESS = "https://www.asterpost.example/news/envoys"
NOTES = {
    "a list with a link": f"""---
title: "Envoys meet"
source: "{ADDRESS}"
author:
  - "[[Ann Body]]"
  - "[[people/bo|Bo Dy]]"
published: 2031-05-07
created: 2031-06-01
---""",
    "links without quotation marks": f"---\ntitle: Envoys meet\nurl: {ADDRESS}\nsite: Aster Post\nauthor: [[Ann Body]]\ndate-published: 2031-05-07\n---",
    "links of Markdown": f"---\ntitle: '[Envoys meet]({ADDRESS})'\nsource: '[Aster Post]({ADDRESS})'\nauthors: '[Ann Body](https://a.example)'\ndate_published: May 7, 2031\n---",
    "names in capitals": f"---\nTitle: Envoys meet\nURL: {ADDRESS}\nPublisher: '[[Aster Post]]'\nAuthor: Ann Body\nPublished Date: 2031-05-07T23:30:00-05:00\n---",
    "tables": f"---\ntitle: Envoys meet\nsource:\n  name: Aster Post\n  url: {ADDRESS}\nauthor:\n  name: Ann Body\ndatePublished: '2031-05-07'\n---",
}


@pytest.mark.parametrize("name", sorted(NOTES))
def test_notes_of_web_clippers(name: str) -> None:
    """The address is the address, names stand without brackets, and the day is that of publication."""
    title, outlet, author, day, url = fields(read(NOTES[name]))
    assert (title, author.split(",")[0], day, url) == ("Envoys meet", "Ann Body", "2031-05-07", ADDRESS)
    assert outlet in {"Aster Post", "asterpost.example"}
    assert read(NOTES[name]).text == f"{STORY}\n\n{LAST}"


def test_an_outlet_that_is_an_address_is_its_host() -> None:
    """So that the articles of one outlet can be counted; where a name stands as well, it is used."""
    assert read(f"---\nsource: {ADDRESS}\n---").outlet == "asterpost.example"
    assert read(f"---\nsource: {ADDRESS}\npublisher: Aster Post\n---").outlet == "Aster Post"
    assert read("---\nsource: www.asterpost.example\n---").outlet == "asterpost.example"


def test_the_day_of_the_clipping_is_no_day_of_publication() -> None:
    """Neither when the note was made, nor when it was changed."""
    assert (
        read(f"---\ntitle: Envoys meet\nsource: {ADDRESS}\ncreated: 2031-06-01\nupdated: 2031-06-02\nclipped: 2031-06-01\n---").published
        is None
    )


def test_the_description_that_a_clipper_repeats_is_left_out() -> None:
    """Above a rule, under the heading “Excerpt”; one that stands nowhere else stays."""
    front = f"---\ncreated: 2031-06-01T10:00:00 (UTC +01:00)\ntags: []\nsource: {ADDRESS}\nauthor: \n---"
    note = read(front, f"\n# Envoys meet\n\n> ## Excerpt\n> {STORY[:90]}…\n\n---\n{STORY}\n\n{LAST}\n")
    assert (note.title, note.text) == ("Envoys meet", f"{STORY}\n\n{LAST}")
    own = "The envoys of two states met for the first time in nine years, in a harbour."
    assert read(front, f"\n# Envoys meet\n\n> ## Excerpt\n> {own}\n\n---\n{STORY}\n\n{LAST}\n").text == f"{own}\n\n{STORY}\n\n{LAST}"


@pytest.mark.parametrize("mark", ["", "**", "- **", "> "])
def test_lines_of_key_and_value_below_the_title(mark: str) -> None:
    """As exports of note programs have them."""
    bold = "**" if "**" in mark else ""
    lines = "\n".join(
        f"{mark}{key}{bold}: {value}"
        for key, value in (
            ("URL", ADDRESS),
            ("Author", "Ann Body"),
            ("Published", "May 7, 2031"),
            ("Created", "June 1, 2031"),
            ("Tags", "talks"),
        )
    )
    note = read("# Envoys meet", f"\n{lines}\n\n{STORY}\n\n{LAST}\n")
    assert fields(note)[2:] == ("Ann Body", "2031-05-07", ADDRESS)
    assert (note.title, note.text) == ("Envoys meet", f"{STORY}\n\n{LAST}")


def test_a_sentence_with_a_colon_is_no_field() -> None:
    """Nor is a single line that looks like one."""
    body = f"# Envoys meet\n\nAuthor: nobody knows who wrote the note that was found at the quay that night.\n\n{STORY}\n"
    assert "nobody knows" in read_markdown(body.encode()).text


@pytest.mark.parametrize(
    "front",
    [
        '+++\ntitle = "Envoys meet"\ndate = 2031-05-07T23:30:00-05:00\nauthor = "Ann Body"\n+++',
        '+++\ntitle = "Envoys meet"\ndate = 2031-05-07\n[extra]\nauthors = ["Ann Body"]\n+++',
        '+++\r\ntitle = \'Envoys meet\'\r\npublishDate = "2031-05-07"\r\ndate = 2031-05-01\r\n[params]\r\nauthor = "Ann Body"\r\n+++\r',
        '{\n "title": "Envoys meet",\n "date": "2031-05-07T23:30:00-05:00",\n "author": {"name": "Ann Body"}\n}\n',
    ],
)
def test_front_matter_of_site_programs(front: str) -> None:
    """In TOML or JSON; the block is no part of the text."""
    document = read(front)
    assert fields(document)[::2] == ("Envoys meet", "Ann Body", "")
    assert (fields(document)[3], document.text) == ("2031-05-07", f"{STORY}\n\n{LAST}")


@pytest.mark.parametrize(("author", "byline"), [("By Ann Body", "Ann Body"), ("Abby Body", "Abby Body"), ("By Abby Body", "Abby Body")])
def test_by_is_no_part_of_the_author_but_the_end_of_a_name_is(author: str, byline: str) -> None:
    """A first name may end in "by"."""
    assert read(f"---\ntitle: Envoys meet\nauthor: {author}\n---").byline == byline


def test_halves_of_an_emoji_in_toml_are_read() -> None:
    """Which TOML forbids and programs that know JSON write: a pair is the emoji, a half a replacement sign, and an escaped escape stays."""
    document = read('+++\ntitle = "Calm \\uD83D\\uDE42 sea \\uD83D"\nauthor = "Ann \\uDE42 Body"\noutlet = "A\\\\uD83D"\n+++')
    assert (document.title, document.byline, document.outlet) == ("Calm 🙂 sea �", "Ann � Body", "A\\uD83D")


def test_broken_front_matter_between_plus_signs_names_the_line() -> None:
    """As broken YAML does; plus signs that begin no block are text."""
    with pytest.raises(UnreadableFile, match="not valid TOML at its line 3"):
        read('+++\ntitle = "Envoys"\ndate = soon\n+++')
    assert STORY in read("+++").text
    assert STORY in read("{ not json }\n").text
