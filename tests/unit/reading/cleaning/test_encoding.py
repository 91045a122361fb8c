"""Bytes to clean text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import clean, decode, decode_declared, join_references

RUSSIAN = "Переговоры прошли в среду. Делегации обсудили обмен, сообщил пресс-секретарь. Мы продолжим, сказал он."
ENGLISH = "The envoy said “we are close” – and left the café. Ministers’ talks ended on Friday, officials said."
POLISH = "Ministrowie spotkali się w środę, żeby rozmawiać o zawieszeniu broni, powiedział rzecznik. „Jesteśmy blisko”, dodał."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (RUSSIAN, "utf-32"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "cp1252"),
        (POLISH, "cp1250"),
    ],
)
def test_the_encoding_is_found_out(text: str, encoding: str) -> None:
    """UTF-8, UTF-16 and UTF-32 with and without a mark, and legacy encodings, give the text that was written."""
    assert text == decode(text.encode(encoding))


def test_latin_1_with_a_single_accent_is_read() -> None:
    """One byte above ASCII in an English text is an accented letter of Western Europe."""
    assert (
        decode("He left the café at noon, and nobody saw him go.".encode("latin-1")) == "He left the café at noon, and nobody saw him go."
    )


def test_only_the_broken_bytes_of_utf8_are_replaced() -> None:
    """A cut-off character does not make the rest of the file unreadable or read it in another encoding."""
    assert decode("Zoë and René met. ".encode() + b"\xe2\x82 end") == "Zoë and René met. � end"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 text", b"PK\x03\x04rest", b"\x89PNG\r\n", b"{\\rtf1 hello}", b"ab\0\x01\x02c\0\0\0", bytes(range(1, 32)) * 9]
)
def test_files_that_are_no_text_are_refused(data: bytes) -> None:
    """A known kind of binary file, NULs or many control characters raise a sentence that says what to do."""
    with pytest.raises(UnreadableFile, match=", not text") as caught:
        decode(data)
    assert caught.value.do


def test_nothing_that_steers_a_terminal_is_left() -> None:
    """Colours, window titles, backspaces and turned directions of writing are taken out, the words kept."""
    assert clean("a \x1b[31mred\x1b[0m\x1b]0;title\x07 b\x08\u202ec\x9b1m\x7f\u200bd") == "a red bcd"


def test_odd_spaces_and_line_ends_are_plain() -> None:
    """NBSP, thin and wide spaces and tabs are spaces; CRLF, CR and line separators are line feeds."""
    assert clean("a\xa0b\u2009c\u3000d\te") == "a b c d e"
    assert clean("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"


def test_accents_are_composed() -> None:
    """A letter and a combining accent are one character, so that names compare equal however they were typed."""
    assert clean("Zelenský") == "Zelensk\u00fd"


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_sentence(data: bytes) -> None:
    """Decoding never fails in another way than by refusing the file, and clean text holds no control characters."""
    try:
        text = clean(decode(data))
    except UnreadableFile:
        return
    assert not [ch for ch in text if ch != "\n" and (ord(ch) < 32 or 127 <= ord(ch) < 160)]


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Clean text is clean."""
    assert clean(text) == clean(clean(text))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("calm \ud83d\ude42 sea", "calm 🙂 sea"), ("calm \ud83d", "calm �"), ("\ude42 sea", "� sea"), ("\ude42\ud83d", "��")],
)
def test_halves_of_a_sign_are_joined_or_replaced(text: str, cleaned: str) -> None:
    """A pair of surrogates is the character that it stands for; one half alone is a replacement sign, which can be written."""
    assert clean(text) == cleaned
    assert clean(text).encode()


def test_an_emoji_in_cesu_8_or_cut_off_does_not_change_the_encoding() -> None:
    """Six bytes for an emoji, and the first bytes of one at the end of a text, leave the rest of the file UTF-8."""
    assert decode("calm \ud83d\ude42 sea".encode("utf-8", "surrogatepass")) == "calm 🙂 sea"
    assert decode("The master wrote: 🙂".encode()[:-1]) == "The master wrote: �"


def test_references_to_halves_of_a_sign_are_joined() -> None:
    """Two character references of a pair are one; other references stay."""
    assert join_references("a &#55357;&#56898; b &#xD83D;&#xDE42;") == "a &#128578; b &#128578;"
    assert join_references("&#10003;&#10004;&#55357;") == "&#10003;&#10004;&#55357;"


@pytest.mark.parametrize("label", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_latin_1_is_read_as_browsers_read_it(label: str) -> None:
    """Curly marks of Windows stand in most texts that call themselves Latin-1."""
    assert decode_declared(ENGLISH.encode("cp1252"), label) == ENGLISH
    assert decode_declared(b"at noon\x81", label) is not None


def test_a_label_that_is_none_decodes_nothing() -> None:
    """Unknown labels, codecs that are no encoding of text, and bytes that do not fit."""
    assert [decode_declared(b"\xff", label) for label in ("no-such", "rot13", "zip", "utf-8", "")] == [None] * 5


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_few_nuls_do_not_make_a_text_binary(encoding: str) -> None:
    """They are left out; many of them, or other control characters beside them, are a binary file."""
    assert decode(ENGLISH.encode(encoding).replace(b"talks", b"ta\0lks") + b"\0\0") == ENGLISH
    with pytest.raises(UnreadableFile, match="binary"):
        decode(b"\0" * len(ENGLISH) + ENGLISH.encode(encoding))
    assert decode(ENGLISH.encode(encoding) + b"\0" * len(ENGLISH)) == ENGLISH


def test_text_of_mainframes_is_refused_as_such() -> None:
    """EBCDIC would be a row of signs in any other encoding."""
    with pytest.raises(UnreadableFile, match="EBCDIC"):
        decode(ENGLISH.replace("“", '"').replace("”", '"').replace("–", "-").replace("’", "'").encode("cp037"))


def test_windows_signs_written_as_control_characters_are_signs() -> None:
    """As browsers read references to them; where no mark or dash is among them, they are control characters and go."""
    assert clean("\x93We are close\x94 \x96 he said\x85") == "“We are close” – he said…"
    assert clean("We are\x80 close\x85He said") == "We are close\nHe said"
