"""Names for what comes out of containers."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.reading.containers.entry import LONGEST, file_name, kept_name


def test_words_become_a_name() -> None:
    """Separators, control characters and characters that shells or Windows forbid are removed; the words stay."""
    assert file_name('Envoys: "talks" at\x1b[31m Aster/Borel?', ".eml") == "Envoys talks at [31m Aster Borel.eml"
    assert file_name("..", ".md", "entry 3") == file_name("", ".md", "entry 3") == "entry 3.md"
    assert file_name("con", ".md", "row 1") == "row 1 con.md"
    assert file_name("é" * 200, ".md") == "é" * (LONGEST // 2) + ".md"


def test_the_last_part_of_a_path_is_kept() -> None:
    """With its suffix, for any separators of the archive."""
    assert kept_name("a/b\\Talks in May.HTML") == "Talks in May.HTML"
    assert kept_name("a/b/name without suffix") == "name without suffix"
    assert kept_name("x/.txt") == "article.txt"


@given(st.text(max_size=300))
def test_any_words_give_a_file_name(words: str) -> None:
    """One part, printable, no dots at its edges, of a length that every file system takes."""
    for name in (file_name(words, ".md"), kept_name(words)):
        assert name
        assert not set(name) & set('/\\:*?"<>|\0\n')
        assert name.isprintable() or " " in name
        assert len(name.encode()) <= LONGEST + 11
        assert not name.startswith(".")


def test_no_name_looks_like_an_option_or_leads_up() -> None:
    """From archives, mails, feeds and tables: a shell's `*` would hand such a name to a command as an option."""
    for name in ("-rf.txt", "--output=x.txt", ".. ...txt", "..\\..\\x.txt", "~/x.txt", "‐x.txt", "－x.txt", " - - x.txt", "-.txt"):
        for made in (kept_name(name), file_name(name.removesuffix(".txt"), ".txt")):
            assert made[0].isalnum(), made
            assert made.endswith(".txt")
