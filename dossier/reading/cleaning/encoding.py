"""Decoding and cleaning of bytes: encoding detection, plain line ends and spaces, no control characters or terminal escapes."""

import codecs
import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

from charset_normalizer import from_bytes

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.language_id import SAMPLE, main_script, script_of
from dossier.reading.cleaning.mojibake import without_mojibake
from dossier.text.unsafe_characters import REMOVED

# Byte-order marks and the encodings they declare; the longer marks first, since UTF-32's begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of kinds of file that are no text (the "magic numbers" of the file(1) database).
MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF picture, sound or film"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
)
# Legacy encodings of news texts, the only candidates: detection among all of Python's encodings errs on short texts.
LEGACY = ["cp1252", "cp1251", "koi8_r", "koi8_u", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"]
LEGACY += ["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp866"]

UNDEFINED = "dossier.undefined"
"""Name of the error handler for bytes that a Windows code page leaves undefined."""

MOST_RAW = 2_000_000
"""Characters of a text with all that is no part of the article."""
TOO_LONG = f"The text is longer than {MOST_RAW:,} characters, navigation and notices included."
ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?|\x9b[0-?]*[ -/]*[@-~]")
LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
SURROGATES = re.compile("[\ud800-\udfff]")
HALVES = re.compile(r"&#(?P<high>\d{5}|[xX][dD][89abAB][\da-fA-F]{2});&#(?P<low>\d{5}|[xX][dD][c-fC-F][\da-fA-F]{2});")
"""Two character references that together write one character above U+FFFF, as UTF-16 does."""
REPLACEMENT = "\ufffd".encode()
CUT_EMOJI = re.compile(rb"\xf0\x9f[\x80-\xbf]?(?![\x80-\xbf])")
"""The first bytes of an emoji in UTF-8, without its last."""
MOST_NULS = 20
"""One byte in this many may be a NUL in a file that is a text."""
WINDOWS_SIGNS = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}}
"""What programs for Windows mean by the control characters U+0080 to U+009F, as browsers read references to them (HTML standard, 13.2.5.80)."""
MARKS = re.compile("[\x91-\x97]")
"""Quotation marks and dashes among them."""
GAP = re.compile(" {41,}")
"""A run of blanks longer than any that parts columns; patterns that begin with blanks would look at it from each of them."""
SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def decode_text(data: bytes) -> str:
    """Decode the bytes of a text file. Raises `UnreadableFile` as `decode` does, and, before decoding, where it is far too long for an
    article.
    """
    if len(data) > MOST_RAW * 4:
        raise UnreadableFile(TOO_LONG, do="Split it into articles.")
    return truncate(decode(data))


def truncate(text: str) -> str:
    """The text itself. Raises `UnreadableFile` where it is far too long for an article, even before boilerplate is removed."""
    if len(text) > MOST_RAW:
        raise UnreadableFile(TOO_LONG, do="Split it into articles.")
    return text


def decode(data: bytes) -> str:
    """Decode bytes. Broken bytes become U+FFFD; files that are not text raise `UnreadableFile`."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise UnreadableFile(f"This is {kind}, not text.", do="Save it as text, Markdown or HTML and add that.")
    nuls = data.rstrip(b"\0").count(0)
    if data.count(0):
        text = _decode_utf16_without_bom(data)
        if text is not None:
            return text
        data = data.replace(b"\0", b"")
    if _is_ebcdic(data):
        raise UnreadableFile("This text is in EBCDIC, an encoding of mainframes.", do="Save it in UTF-8 and add that.")
    text = _decode_eight_bit(data)
    if nuls * MOST_NULS > len(data) or (len(REMOVED.findall(ESCAPES.sub("", text))) + nuls) * 20 > len(text):
        raise UnreadableFile("This is a binary file, not text.", do="Save it as text, Markdown or HTML and add that.")
    return text


@cache
def _encodings() -> dict[str, str]:
    """Label of an encoding -> Python's name of the encoding that browsers read it as, from the data file next to this module."""
    lines = files("dossier.reading.cleaning").joinpath("data/encodings.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines if line and not line.startswith("#"))
    return {label: encoding for encoding, labels in pairs for label in (encoding, *labels.split())}


def browser_encoding(label: str) -> str:
    """Python's name of the encoding that browsers read a declared label as ("iso-8859-1" as cp1252); another label as it is."""
    label = label.strip().lower()
    return _encodings().get(label, label)


def decode_declared(data: bytes, label: str) -> str | None:
    """Decode bytes by a declared encoding as browsers do; None for a label that no encoding has, or one that the bytes do not fit."""
    encoding = browser_encoding(label)
    try:
        # a label may also name one of Python's codecs that is no encoding of text (rot13, zip)
        return data.decode(codecs.lookup(encoding).name, errors=UNDEFINED if encoding.startswith("cp125") else "strict")
    except (LookupError, ValueError):
        return None


def clean(text: str) -> str:
    """The text with LF line ends and plain spaces, 40 in a row at most, composed (NFC), without control characters and terminal escapes;
    halves of a UTF-16 pair are joined, a half alone becomes U+FFFD; the numbers of Windows' signs become those signs, and mojibake the
    signs that were meant.
    """
    text = LINE_ENDS.sub("\n", windows_signs(ESCAPES.sub("", without_mojibake(join_surrogates(text)))))
    return unicodedata.normalize("NFC", GAP.sub(" " * 40, SPACES.sub(" ", REMOVED.sub("", text))))


def windows_signs(text: str) -> str:
    """The text with the numbers of Windows' signs as those signs, where quotation marks or dashes are among them."""
    return text.translate(WINDOWS_SIGNS) if MARKS.search(text) else text


def join_surrogates(text: str) -> str:
    """The text with each pair of surrogates as the character that it stands for, and a surrogate without its other half as U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if SURROGATES.search(text) else text


def join_references(source: str) -> str:
    """Markup with each two character references that write the halves of a UTF-16 pair as one reference."""

    def join(match: re.Match[str]) -> str:
        high, low = (int(ref[1:], 16) if ref[0] in "xX" else int(ref) for ref in (match["high"], match["low"]))
        is_pair = 0xD800 <= high < 0xDC00 <= low < 0xE000
        return f"&#{0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00};" if is_pair else match.group()

    return HALVES.sub(join, source)


def _keep_undefined(error: UnicodeError) -> tuple[str, int]:
    """Error handler of a codec: a byte that a Windows code page leaves undefined becomes the control character of its number."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(chr, error.object[error.start : error.end])), error.end


codecs.register_error(UNDEFINED, _keep_undefined)


def _decode_eight_bit(data: bytes) -> str:
    """Text of UTF-8, with surrogates written as characters of their own too (CESU-8), or of a legacy encoding."""
    for form, errors in ((data, "strict"), (data, "surrogatepass"), (CUT_EMOJI.sub(REPLACEMENT, data), "strict")):
        try:
            return join_surrogates(form.decode("utf-8", errors))
        except UnicodeDecodeError:
            continue
    return _decode_damaged(data)


def _is_ebcdic(data: bytes) -> bool:
    """True for a text whose blanks are 0x40, as in EBCDIC, and whose bytes are letters there."""
    sample = data[:SAMPLE]
    if sample.count(0x40) * 12 < len(sample) or sample.count(0x20) * 10 > sample.count(0x40):
        return False
    text = sample.decode("cp037")
    return sum(ch.isascii() and (ch.isalpha() or ch == " ") for ch in text) * 10 > len(text) * 8


def _decode_utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 without a byte-order mark, recognised by its letters being of one script; None for any other file."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data.decode(encoding, errors="replace")
        scripts = Counter(script_of(char) or "NONE" for char in text[:SAMPLE])
        likely = sum(scripts[name] for name in {main_script(text), "NONE", "LATIN"})
        if likely * 20 >= 19 * len(text[:SAMPLE]) and " " in text and not REMOVED.search(text):
            return text
    return None


def _decode_damaged(data: bytes) -> str:
    """UTF-8 with a few broken bytes, or a legacy encoding: the sounder of the two."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    intact = sum(ch > "\x7f" for ch in text) - broken
    if intact > broken:
        return text
    guess = from_bytes(data, cp_isolation=LEGACY, preemptive_behaviour=False).best()
    return str(guess) if guess else data.decode("cp1252", errors="replace")
