"""Marks of note programs."""

import pytest

from dossier.reading.cleaning.markdown.note_marks import without_note_marks
from dossier.reading.formats.markdown import read_markdown


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("met [[Orla Lind]] there", "met Orla Lind there"),
        ("met [[Lind, Orla|the envoy]] there", "met the envoy there"),
        ("met [[People/Orla Lind]] at [[Places/Merrow.md|Merrow]]", "met Orla Lind at Merrow"),
        ("see [[Merrow#The harbour]], [[#Ferries]] and [[Merrow#^b12]]", "see Merrow > The harbour, Ferries and Merrow"),
        ("the ==old wall== and ==a== but a == b == c", "the old wall and a but a == b == c"),
        ("he left %%ask him%% at noon", "he left at noon"),
        ("before\n\n%%\na note\nof mine\n%%\n\nafter", "before\n\n\n\nafter"),
        ("it broke. ^first-1\nnext", "it broke. \nnext"),
        ("two ^ three is 2^n here", "two ^ three is 2^n here"),
        ("a picture ![[map.png|300]] of it", "a picture of it"),
        ("> [!quote]- Lind says\n> Enough.", "> Lind says\n\n> Enough."),
        ("- [x] called her\n- [ ] call him", "- called her\n- call him"),
        ("#news #sea/ferry\nreal #1 text", "\nreal #1 text"),
        ("id:: 64a-b\ntext [due:: Friday] there", "\ntext Friday there"),
        ("as ((64f0a1b2-3c4d-4e5f)) says", "as  says"),
        ("they {++had ++}left{-- early--}{>>sure?<<} {~~now~>then~~}", "they had left then"),
        ("```dataview\nTABLE file\n```\ntext", "\ntext"),
        ("a claim^[not checked] stands", "a claim stands"),
        ("| [[a\\|b]] | 2 |", "| b | 2 |"),
    ],
)
def test_the_words_that_a_reader_sees_are_left(source: str, words: str) -> None:
    """Links, highlights, comments, anchors, pictures, callouts, tasks, tags, properties, changes."""
    assert without_note_marks(source) == words


def test_a_note_is_read_without_its_marks() -> None:
    """Names stand as names, private comments in no text."""
    note = "# Lamp out\n\nThe lamp failed on Monday, said [[Orla Lind]] of the [[Harbour Office|office]], %%her number is 12%% and the ==whole coast== was dark. ^lamp\n"
    draft = read_markdown(note.encode())
    assert draft.text == "The lamp failed on Monday, said Orla Lind of the office, and the whole coast was dark."


@pytest.mark.parametrize("part", ["[[", "%%", "==a", "[[a/", "{++", "(a::", "> [!x ", "```query\n", "((0"])
def test_marks_that_are_never_closed_stay(part: str) -> None:
    """Opened again and again in a long text, which must not take minutes."""
    assert len(without_note_marks(part * 20_000)) >= 20_000
