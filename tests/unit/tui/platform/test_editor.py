"""A note in the user's own editor: which one is opened, what the file holds, what is taken from it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dossier.model.notebook import NoteStatus
from dossier.tui.platform.editor import EditorBuffer, as_file, editor_command, of_file


def test_the_editor_is_the_one_that_was_named(tmp_path: Path) -> None:
    """VISUAL before EDITOR, with its options; one that is not there is said and not passed over for another."""
    for name in ("ed-one", "ed-two", "vi"):
        (tmp_path / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    path = {"PATH": str(tmp_path)}
    assert editor_command(path | {"VISUAL": "ed-one -w 'a b'", "EDITOR": "ed-two"}) == (["ed-one", "-w", "a b"], "ed-one")
    assert editor_command(path | {"EDITOR": "ed-two"}) == (["ed-two"], "ed-two")
    assert editor_command(path | {"EDITOR": "gone"}) == (None, "gone")
    assert editor_command(path | {"EDITOR": "un'closed"}) == (None, "un'closed")
    assert editor_command(path) == (["vi"], "vi")
    assert editor_command({"PATH": ""}) == (None, "")


@given(
    st.text(max_size=80).map(str.strip).filter(lambda text: "\r" not in text and len(text.splitlines()) == len(text.split("\n"))),
    st.lists(st.sampled_from(["verify", "town-hall", "käse"]), unique=True, max_size=3),
    st.sampled_from(list(NoteStatus)),
)
def test_what_is_written_is_read_again(text: str, tags: list[str], status: NoteStatus) -> None:
    """A page that is not changed in the editor comes back as it was."""
    page = EditorBuffer(text, tuple(tags), status)
    assert of_file(as_file(page)).buffer == page


def test_lines_on_top_may_be_changed_left_out_or_wrong() -> None:
    """Tags with or without their sign, no lines on top at all, and a status that is none, which is said."""
    assert of_file("---\ntags: #a, b\nstatus: Confirmed\n---\nwords\n").buffer == EditorBuffer("words", ("a", "b"), NoteStatus.CONFIRMED)
    assert of_file("words\nand more\n").buffer == EditorBuffer("words\nand more")
    wrong = of_file("---\nstatus: surely\n---\nwords\n")
    assert wrong.buffer == EditorBuffer("words")
    assert wrong.message == "Unknown status “surely”; the note has none."
    assert of_file("---\nnever closed\n").buffer == EditorBuffer("---\nnever closed")
