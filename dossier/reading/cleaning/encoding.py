"""Decoding and cleaning of bytes: encoding detection, plain line ends and spaces, no control characters or terminal escapes."""

import codecs
import re
import unicodedata
from collections import Counter

from charset_normalizer import from_bytes

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.language_id import SAMPLE, main_script, script_of

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

MOST_RAW = 2_000_000
"""Characters of a text with all that is no part of the article."""
TOO_LONG = f"The text is longer than {MOST_RAW:,} characters, navigation and notices included."
ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?|\x9b[0-?]*[ -/]*[@-~]")
LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Control characters, marks that turn the direction of writing, invisible joiners that only break words, private markers.
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
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
            raise UnreadableFile(f"This is {kind}, not a text.", do="Save it as text, Markdown or HTML and add that.")
    if b"\0" in data:
        return _decode_utf16_without_bom(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decode_damaged(data)
    if len(UNSEEN.findall(ESCAPES.sub("", text))) * 20 > len(text):
        raise UnreadableFile("This is a binary file, not a text.", do="Save it as text, Markdown or HTML and add that.")
    return text


def clean(text: str) -> str:
    """The text with LF line ends and plain spaces, composed (NFC), without control characters and terminal escapes."""
    text = LINE_ENDS.sub("\n", ESCAPES.sub("", text))
    return unicodedata.normalize("NFC", SPACES.sub(" ", UNSEEN.sub("", text)))


def _decode_utf16_without_bom(data: bytes) -> str:
    """UTF-16 without a byte-order mark, recognised by its letters being of one script; any other file with NULs is binary."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data.decode(encoding, errors="replace")
        scripts = Counter(script_of(char) or "NONE" for char in text[:SAMPLE])
        likely = sum(scripts[name] for name in {main_script(text), "NONE", "LATIN"})
        if likely * 20 >= 19 * len(text[:SAMPLE]) and " " in text and not UNSEEN.search(text):
            return text
    raise UnreadableFile("This is a binary file, not a text.", do="Save it as text, Markdown or HTML and add that.")


def _decode_damaged(data: bytes) -> str:
    """UTF-8 with a few broken bytes, or a legacy encoding: the sounder of the two."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    intact = sum(ch > "\x7f" for ch in text) - broken
    if intact > broken:
        return text
    guess = from_bytes(data, cp_isolation=LEGACY, preemptive_behaviour=False).best()
    return str(guess) if guess else data.decode("cp1252", errors="replace")
