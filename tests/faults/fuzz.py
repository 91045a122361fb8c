"""Made-up, damaged and hostile input for everything that reads what others wrote: no traceback, and nothing that stalls.

    python tests/faults/fuzz.py [--cases 100000] [--seed 0] [--only NAME]

Each target takes sound samples with random edits (words that mean something to its format, bytes, cuts, repetitions) and may raise the
program's own errors only. A line is printed for each failure, with the smallest input that hypothesis finds, then the slowest cases. It ends
with 1 where anything failed, or took more than BUDGET seconds of processor time.
"""

import argparse
import contextlib
import hashlib
import io
import json
import logging
import sys
import tempfile
import time
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
from dossier.errors import DossierError
from dossier.export.formats.bundle import CORRECTIONS, ENTRIES, FACTS, SEEDS, SETTINGS, VERSION
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.timex.patterns import match_patterns
from dossier.model.bundle import BUNDLE_FORMAT, BUNDLE_MANIFEST
from dossier.reading.bibliography import read_references
from dossier.reading.containers.attachments import read_attachments
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.open import DecompressionBudget, read_container
from dossier.reading.containers.split import split_document, with_doubt
from dossier.reading.read import read_bytes
from dossier.runtime.config import read_settings
from dossier.search.parser import parse
from dossier.services.ingest.bundles import read_bundle
from dossier.storage.notebook_codec import NOT_UNDERSTOOD, parse_entry
from dossier.text.typed_days import parse_typed_days

BUDGET = 10.0
"""Seconds of processor time for one case; inputs have some kilobytes."""
PROSE = "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on 4 March 2031.\n\n“We made progress,” Brandt said.\n"
MARKS = (
    "“",
    "”",
    '"',
    "'",
    "«",
    "„",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "&",
    "#",
    "*",
    "_",
    "|",
    "\\",
    "`",
    "~",
    "-",
    ":",
    ".",
    ",",
    "\n",
    " ",
    "\t",
)
ODD = ("\0", "\ufeff", "\u202e", "\ud83c", "\U0001f600", "é", "漢", "\x1b[31m", "\r\n", "\u2028")
WORDS: Mapping[str, Sequence[str]] = {
    "md": ("---\n", "+++\n", "title: ", "&a [*a]", "- [ ] ", "```", "|-|-|", "[[", "%%", "!["),
    "html": ("<div>", "</div>", "<!--", "<table><tr><td>", "<script>", "<meta charset=", "&#55357;", "&#x0;", "<time datetime="),
    "rtf": ("{\\fonttbl", "\\u-99999?", "\\'9", "\\bin9 ", "{\\field", "\\ansicpg99999", "{\\*\\", "\\par"),
    "eml": ("Content-Type: ", "multipart/mixed; boundary=b", "\n\n--b\n", "=?utf-8?b?", "base64", "Date: ", "From: ", "charset=rot13"),
    "csv": (",", ";", '""', "title,text,date\n", "sep=|\n"),
    "json": ('{"', '":', "[[", "]]", "1e999", "null", '"\\ud83c"', '{"title": "a", "text": "b"}'),
    "feed": ("<item>", "</item>", "<pubDate>", "<![CDATA[", "<!DOCTYPE", "&x;", "<content:encoded>"),
    "warc": ("WARC/1.0\r\n", "Content-Length: ", "99999999999", "\r\n\r\n", "HTTP/1.1 200 OK\r\n", "WARC-Type: response\r\n"),
    "toml": ("[a]\n", "a.b.c = 1\n", "title = ", '"""', "[[x]]\n", "language = 1\n", "= \n", "inf", "1979-05-27"),
    "query": (" OR ", " AND ", " NOT ", "actor:", "date:2031..", "NEAR/3 ", "word~2", "wor*", "?", "-", "tag:", "is:"),
    "times": (" March ", " on Tuesday", " 31 ", " 2031", " last week", " at 3:15 p.m.", "two days ago", " 99/99/9999", " the 1990s"),
    "pdf": ("obj\n", "endobj\n", "stream\n", "/Length 99999", "/Type/Page", " 0 R", "<<", ">>", "BT (a) Tj ET", "xref\n"),
    "bib": ("@article{", "title = {", "}", "TY  - NEWS\n", "TI  - ", "DA  - 2031/99/99\n", "ER  - \n"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """Something that reads input: sound samples, the words of its format, and what reads it."""

    samples: tuple[bytes, ...]
    words: str
    read: Callable[[bytes], object]
    inner: str = ""
    """The part of a zipped sample that is edited."""
    share: float = 1.0
    """Cases, beside those of the others."""


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def read_file(data: bytes, name: str) -> None:
    """What adding a file does with it before facts are extracted."""
    entry = ContainerEntry(name, data)
    if not split_document(entry, name):
        with_doubt(entry)
        read_bytes(data, name)
    if name.endswith(".eml"):
        list(read_attachments(data, name))


def open_container(data: bytes, name: str) -> None:
    """Every entry of a container; it reports damage in its entries."""
    for number, _ in enumerate(read_container(io.BytesIO(data), name, DecompressionBudget())):
        if number > 1000:
            break


def pair_marks(data: bytes) -> None:
    """Pairs lie within the text."""
    text = data.decode("utf-8", "replace")
    if any(not 0 <= q.outer.start <= q.inner.start <= q.inner.end <= q.outer.end <= len(text) for q in find_quoted_spans(text)):
        raise AssertionError("A quotation lies outside its text.")


def read_times(data: bytes) -> None:
    """Expressions lie within the text, and typed days are read or not."""
    text = data.decode("utf-8", "replace")
    if any(not 0 <= match.start < match.end <= len(text) for match in match_patterns(text)):
        raise AssertionError("A time expression lies outside its text.")
    parse_typed_days(text)


def in_folder(data: bytes, name: str, use: Callable[[Path], object]) -> None:
    """The bytes as a file of a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        use(Path(folder))


def read_notes_of_bundle(notes: bytes) -> None:
    """A bundle with these lines as its notes, sound apart from them; and the bytes as its settings."""
    parts = {SETTINGS: notes, FACTS: b"{}", ENTRIES: notes, CORRECTIONS: b"", f"{SEEDS}a.txt": PROSE.encode()}
    for settings_text in (b'title = "Case"', notes):
        parts[SETTINGS] = settings_text
        sums = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}
        manifest = json.dumps({"format": BUNDLE_FORMAT, "version": VERSION, "title": "Case", "files": sums}).encode()
        in_folder(zipped({**parts, BUNDLE_MANIFEST: manifest}), "a.dossier.zip", lambda folder: read_bundle(folder / "a.dossier.zip"))


def read_row(data: bytes) -> None:
    """A row of the notebook with the bytes as its values, one after the other."""
    text = data.decode("utf-8", "replace")
    row = {"id": 1, "kind": "note", "anchor": '{"kind":"dossier"}', "text": "Ask", "status": "", "created": TIME, "changed": TIME}
    for name in row:
        with contextlib.suppress(*NOT_UNDERSTOOD):
            parse_entry({**row, name: text}, ())


TIME = "2031-03-04T10:00:00+00:00"
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title><item><title>Grain</title><link>http://a.example/1</link><description>Talks went on.</description></item></channel></rss>'
MAIL = (
    b"From: desk@post.example\nSubject: Grain\nDate: Tue, 4 Mar 2031 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain\n\n"
    + PROSE.encode()
)
PAGE = f"<html><head><title>Grain</title></head><body><h1>Grain</h1><p>{PROSE}</p></body></html>".encode()
RTF = b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 A;}}{\\info{\\title Grain}}\\pard Talks went on in Lisbon.\\par The end.}"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length 60>>stream\nBT /F1 12 Tf 20 200 Td (Talks went on in Lisbon today.) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
WARC = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-03-04T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: 120\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Talks went on in Lisbon, the board said.</p>\r\n\r\n"
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Talks went on.</w:t></w:r></w:p></w:body></w:document>'
DOCX = {
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": WORD.encode(),
}
ODT = {
    "content.xml": b'<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text><t:p>Talks went on.</t:p></o:text></o:body></o:document-content>'
}
EPUB = {
    "META-INF/container.xml": b'<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>',
    "a.opf": b'<package><metadata><title>Grain</title></metadata><manifest><item id="a" href="a.html" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
    "a.html": PAGE,
}
ENTRY = b'{"id":1,"kind":"note","anchor":{"kind":"dossier","label":"Case"},"text":"Ask","tags":["a"],"status":"","created":"2031-03-04T10:00:00+00:00","changed":"2031-03-04T10:00:00+00:00"}'


def files(suffix: str, words: str, *samples: bytes, inner: str = "", share: float = 1.0) -> Target:
    """A target that reads a file of a kind."""
    return Target(samples, words, partial(read_file, name=f"a{suffix}"), inner, share)


def containers(suffix: str, words: str, *samples: bytes, inner: str = "") -> Target:
    """A target that opens a container."""
    return Target(samples, words, partial(open_container, name=f"a{suffix}"), inner)


TARGETS: Mapping[str, Target] = {
    "text": files(".txt", "times", PROSE.encode(), b"By Anna Berg\n\n" + PROSE.encode()),
    "markdown": files(".md", "md", b"---\ntitle: Grain\ndate: 2031-03-04\n---\n\n" + PROSE.encode(), b"# Grain\n\n|a|b|\n|-|-|\n|c|d|\n"),
    "html": files(".html", "html", PAGE),
    "rtf": files(".rtf", "rtf", RTF),
    "mail": files(".eml", "eml", MAIL),
    "mhtml": files(".mht", "eml", MAIL.replace(b"text/plain", b"text/html")),
    "pdf": files(".pdf", "pdf", PDF),
    "docx": files(".docx", "html", zipped(DOCX), inner="word/document.xml"),
    "odt": files(".odt", "html", zipped(ODT), inner="content.xml"),
    "epub": files(".epub", "html", zipped(EPUB), inner="a.opf"),
    "zip": containers(".zip", "md", zipped({"a.txt": PROSE.encode(), "b/c.eml": MAIL})),
    "mbox": containers(".mbox", "eml", b"From a Tue Mar  4 10:00:00 2031\n" + MAIL),
    "feed": containers(".rss", "feed", FEED),
    "table": containers(".csv", "csv", b"title,text,date\nGrain,Talks went on.,2031-03-04\n"),
    "json": containers(".json", "json", b'[{"title": "Grain", "text": "Talks went on in Lisbon.", "date": "2031-03-04"}]'),
    "json lines": containers(".jsonl", "json", b'{"title": "Grain", "text": "Talks went on in Lisbon."}\n'),
    "web archive": containers(".warc", "warc", WARC),
    "bibliography": Target((b"TY  - NEWS\nTI  - Grain\nDA  - 2031/03/04\nER  - \n",), "bib", partial(read_references, name="a.ris")),
    "bibtex": Target((b"@article{a, title = {Grain}, year = {2031}}\n",), "bib", partial(read_references, name="a.bib")),
    "query": Target((b'actor:brandt AND "grain talks" OR date:2031-03',), "query", lambda data: parse(data.decode("utf-8", "replace")), share=3),
    "quotation marks": Target((PROSE.encode(),), "times", pair_marks, share=3),
    "times": Target((b"on Tuesday, 4 March 2031, two days after the talks", b"2031-03-04..2031-03"), "times", read_times, share=2),
    "settings": Target((b'title = "Case"\nlanguage = "en"\n[aliases]\n"A" = ["B"]\n',), "toml", partial(in_folder, name="dossier.toml", use=read_settings)),
    "bundle": Target((ENTRY, ENTRY + b"\n" + ENTRY), "json", read_notes_of_bundle),
    "notebook rows": Target((ENTRY,), "json", read_row),
}  # fmt: skip

Edit = tuple[float, float, str, int]


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The bytes with each edit: what stands from one place on, for some bytes, becomes a word, so many times."""
    for at, length, word, times in edits:
        start = int(at * len(data))
        data = data[:start] + word.encode("utf-8", "surrogatepass") * times + data[start + int(length * len(data)) :]
    return data[:20_000]


def with_inner(sample: bytes, inner: str, edits: Sequence[Edit]) -> bytes:
    """A zip archive with one part edited."""
    with zipfile.ZipFile(io.BytesIO(sample)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: edited(data, edits) if name == inner else data for name, data in parts.items()})


def inputs(target: Target) -> "st.SearchStrategy[bytes]":
    """Samples with edits; of zipped ones mostly the part inside."""
    word = st.sampled_from((*WORDS[target.words], *MARKS, *ODD)) | st.text(max_size=8)
    length = st.sampled_from((0.0, 0.0, 0.01, 0.1, 1.0))
    edits = st.lists(st.tuples(st.floats(0, 1), length, word, st.sampled_from((1, 1, 1, 2, 5, 300))), min_size=1, max_size=6)
    outer = st.builds(edited, st.sampled_from(target.samples), edits)
    if not target.inner:
        return outer
    return st.builds(with_inner, st.sampled_from(target.samples), st.just(target.inner), edits) | outer


def fuzz(target: Target, cases: int, number: int, slowest: list[tuple[float, bytes]]) -> int:
    """Runs so many cases and returns their number; the slowest are collected. Raises what is not the program's own error."""
    count = 0

    @seed(number)
    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        print_blob=False,
    )
    @given(inputs(target))
    def run(data: bytes) -> None:
        nonlocal count
        count += 1
        begun = time.process_time()
        try:
            target.read(data)
        except DossierError:
            pass
        finally:
            slowest.append((time.process_time() - begun, data))
            if len(slowest) > 50:
                slowest.sort(reverse=True)
                del slowest[5:]

    run()
    return count


def main() -> int:
    """Runs all targets; prints failures, the number of cases, and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cases", type=int, default=100_000, help="of all targets together")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=TARGETS)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    targets = {name: target for name, target in TARGETS.items() if options.only in {None, name}}
    unit = options.cases / sum(target.share for target in targets.values())
    total = failed = 0
    for name, target in targets.items():
        slowest: list[tuple[float, bytes]] = []
        try:
            total += fuzz(target, max(1, int(unit * target.share)), options.seed, slowest)
        except Exception as error:  # noqa: BLE001  whatever it is, it is the finding
            failed += 1
            print(f"{name}: {type(error).__name__}: {error}\n  {' '.join(getattr(error, '__notes__', []))[:400]}", flush=True)
        seconds, data = max(slowest, default=(0.0, b""))
        failed += seconds > BUDGET
        print(f"{name:16} slowest {seconds:6.2f} s  {data[:60]!r}", flush=True)
    print(f"{total} cases, {failed} failures")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
