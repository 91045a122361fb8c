"""Files to articles."""

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest

from dossier.errors import UnreadableFile
from dossier.model.article import DateBasis
from dossier.reading.read import MOST_CHARACTERS, read, read_bytes
from dossier.reading.registry import KINDS, is_supported

SENTENCE = "Envoys of three states met in Port Aster on Wednesday for talks that are to last two days, officials said.\n"


def test_an_article_is_known_by_its_bytes(tmp_path: Path) -> None:
    """The id is the head of the file's sha256, the same under any name; the name under seeds/ can be another."""
    path = tmp_path / "talks.txt"
    path.write_text(SENTENCE)
    article, other = read(path), read(path, name="kept/talks-2.txt")
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert article.id == other.id == article.sha256[:12]
    assert (article.file, other.file) == ("talks.txt", "kept/talks-2.txt")
    assert article.text == SENTENCE.strip()


def test_the_name_dates_a_text_that_does_not_date_itself() -> None:
    """The file's name gives the day where the text does not; the text goes first; without both the day is unknown, with an explanation."""
    article = read_bytes(SENTENCE.encode(), "2026-02-05-talks.txt").published
    assert (article.day, article.basis) == (date(2026, 2, 5), DateBasis.FILE_NAME)
    stated = read_bytes(b"Envoys meet in harbour town\nPublished: 2026-02-04\n" + SENTENCE.encode(), "2026-02-05-talks.txt").published
    assert (stated.day, stated.basis) == (date(2026, 2, 4), DateBasis.STATED)
    unknown = read_bytes(SENTENCE.encode(), "talks.txt").published
    assert (unknown.day, unknown.basis) == (None, DateBasis.UNKNOWN)
    assert unknown.explanation


def test_the_time_stamp_of_the_file_is_never_used(tmp_path: Path) -> None:
    """A file's own time says when it was saved, not when the text was published."""
    path = tmp_path / "talks.txt"
    path.write_text(SENTENCE)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert read(path).published.day is None


def test_the_suffix_gives_the_kind() -> None:
    """Suffixes count in any letter case, and folder walks can ask for them."""
    assert is_supported(Path("A.TXT"))
    assert is_supported(Path("a.b.md"))
    assert not is_supported(Path("a.exe"))
    assert not is_supported(Path("README"))
    assert read_bytes(b"# Envoys meet\n\n" + SENTENCE.encode(), "A.MD").title == "Envoys meet"


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t\n", "a.txt", "empty"),
        (b"--- 12 ---\n", "a.txt", "No article text"),
        (b"ab\0cd\0\0\0", "a.txt", ", not text"),
        (b"%PDF-1.7", "a.txt", "a PDF"),
        (b"---\ntitle: a: b\n---\nText.", "a.md", "front matter"),
        (b"<html></html>", "a.html", "No article text"),
        (b"Text.", "a.exe", "kind .exe are not supported"),
        (b"Text.", "a", "without a suffix"),
    ],
)
def test_what_cannot_become_an_article_is_refused(data: bytes, name: str, says: str) -> None:
    """Each refusal is a sentence that names the file and the reason."""
    with pytest.raises(UnreadableFile, match=says) as caught:
        read_bytes(data, name)
    assert caught.value.where == name


def test_an_unsupported_kind_is_refused_with_the_supported_ones() -> None:
    """The user learns what to convert to."""
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(b"Text.", "a.exe")
    assert all(kind in caught.value.do for kind in KINDS)


def test_a_text_over_the_limit_is_refused_with_the_limit_named() -> None:
    """Half a million characters are the most; exactly that many are read."""
    with pytest.raises(UnreadableFile, match=f"{MOST_CHARACTERS:,}"):
        read_bytes(b"ab " * (MOST_CHARACTERS // 3 + 2), "a.txt")
    assert len(read_bytes(b"a" * MOST_CHARACTERS, "a.txt").text) == MOST_CHARACTERS


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """A file far over the limit is not loaded to find that out."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(UnreadableFile, match="larger than 50 MB"):
        read(path)


def test_paths_that_are_no_files_are_refused(tmp_path: Path) -> None:
    """A missing path, a folder and a pipe each have their sentence; none of them blocks."""
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    for name, says in (("none.txt", "no such file"), ("folder.txt", "a folder"), ("pipe.txt", "not a regular file")):
        with pytest.raises(UnreadableFile, match=says) as caught:
            read(tmp_path / name)
        assert caught.value.where == str(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    """No permission to read is said as that."""
    path = tmp_path / "talks.txt"
    path.write_text(SENTENCE)
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="permission"):
        read(path)


def test_a_declared_language_goes_before_a_guess() -> None:
    """Front matter declares the language; without it the words identify it."""
    assert read_bytes(b"---\nlang: fr\n---\n" + SENTENCE.encode(), "a.md").language == "fr"
    assert read_bytes(SENTENCE.encode(), "a.txt").language == "en"


def test_no_field_of_an_article_holds_half_a_sign() -> None:
    """Whatever the format gives: pairs are joined, halves replaced, so that every field can be written and searched."""
    front = '---\ntitle: "Calm \\ud83d\\ude42"\nauthor: "Ann \\ud83d"\nlang: "e\\ud83d"\n---\n'
    article = read_bytes(front.encode() + SENTENCE.encode(), "a.md")
    assert (article.title, article.byline) == ("Calm 🙂", "Ann �")
    rich = (
        rb"{\rtf1\ansi The master sent \u-10179?\u-8638? to the quay on Tuesday, and \u-10179? to his men in the evening of the day.\par}"
    )
    assert "🙂 to the quay" in read_bytes(rich, "a.rtf").text
    page = b"<html><body><article><p>Calm &#55357;&#56898; " + SENTENCE.encode() * 5 + b"</p></article></body></html>"
    for document in (article, read_bytes(rich, "a.rtf"), read_bytes(page, "a.html")):
        assert repr(document).encode("utf-8")
        assert not any(
            "\ud800" <= ch <= "\udfff" for field in (document.text, document.title, document.byline, document.language) for ch in field
        )


def test_the_bundled_sample_is_read() -> None:
    """Every article of the repository's own dossier has a title, a day, English words, and says that it retells."""
    seeds = sorted((Path(__file__).parents[3] / "seeds").glob("*.md"))
    assert len(seeds) == 5
    for article in map(read, seeds):
        assert article.title
        assert article.published.basis is DateBasis.GIVEN
        assert article.published.day == date.fromisoformat(article.file[:10])
        assert (article.language, article.is_paraphrase) == ("en", True)
        assert len(article.text.split()) > 350
