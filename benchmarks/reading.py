"""Reading of pages and PDFs, dossier's beside that of the bare libraries, in one run.

    python benchmarks/reading.py [--pages FOLDER] [--days FOLDER] [--pdf FILE] [--most N] [--json] [--errors]

--pages: a folder with evaldata.json (address -> "file", "with": the snippets that belong to the article, "without": those that do not)
and the saved pages below it, as trafilatura's repository has in tests/. --days: a folder with eval_*.json (address -> "file", "date") and
the saved pages below it, as htmldate's repository has in tests/. Neither is part of dossier; get a copy of those repositories. --pdf: a
PDF; without it, a PDF of 67 pages in two columns is made for the run.

The libraries that dossier does not use itself are installed by hand: `python -m pip install readability-lxml newspaper4k`. One that is
missing is named, and its column left out.

Kept: the share of the wanted snippets that stand in the text. Dropped: the share of the unwanted ones that do not. F1: harmonic mean of
precision and recall over snippets. A page that a program refuses counts as no text and no day. Snippets are compared with white space
made one. Seconds are CPU time of the extraction alone. The pages are in two halves by a hash of the file's name: errors are looked at in
the first half only (--errors lists its snippets and days that dossier has wrong), so the second shows whether rules are fitted.
"""

import argparse
import hashlib
import io
import json
import logging
import random
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dossier.errors import DossierError
from dossier.model.article import Article
from dossier.reading.cleaning.html_blocks import blocks_of
from dossier.reading.formats.html import decode_page
from dossier.reading.read import read_bytes

HALVES = ("all", "first half", "second half")
PDF_PAGES = 67
COLUMN_LINES, COLUMN_WORDS = 56, 8
Counts = list[float]


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A saved page of a set: its file, wanted and unwanted snippets, and its day of publication (None where it has none)."""

    path: Path
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    day: date | None = None

    @property
    def half(self) -> str:
        """The half of the set that the page is in."""
        return HALVES[1 + hashlib.sha256(self.path.name.encode()).digest()[0] % 2]


def pages_in(folder: Path) -> list[SavedPage]:
    """The pages of a set with snippets; those whose file is missing are left out."""
    items = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    files = {path.name: path for path in folder.rglob("*.html")}
    return [SavedPage(files[item["file"]], tuple(item["with"]), tuple(item["without"])) for item in items.values() if item["file"] in files]


def dated_pages_in(folder: Path) -> list[SavedPage]:
    """The pages of a set with days; those whose file is missing are left out."""
    items: dict[str, Any] = {}
    for path in sorted(folder.glob("eval_*.json"), reverse=True):
        items |= json.loads(path.read_text(encoding="utf-8"))
    files = {path.name: path for path in folder.rglob("*.html")}
    # a page without a day has no number (NaN) in its place
    return [
        SavedPage(files[item["file"]], day=date.fromisoformat(item["date"]) if isinstance(item["date"], str) else None)
        for item in items.values()
        if item["file"] in files
    ]


@cache
def dossier_article(data: bytes) -> Article | None:
    """The article that dossier reads from a page; None where it is refused."""
    try:
        return read_bytes(data, "page.html")
    except DossierError:
        return None


def dossier_text(data: bytes) -> str:
    """The text of dossier's article."""
    article = dossier_article(data)
    return article.text if article else ""


def dossier_day(data: bytes) -> date | None:
    """The publication day of dossier's article."""
    article = dossier_article(data)
    return article.published.day if article else None


def trafilatura_text(data: bytes) -> str:
    """The text of bare trafilatura, tables on, as its own evaluation calls it."""
    return str(import_module("trafilatura").extract(data, include_comments=False, include_tables=True, include_formatting=False) or "")


def readability_text(data: bytes) -> str:
    """The text of readability-lxml's summary."""
    return "\n".join(blocks_of(import_module("readability").Document(decode_page(data)).summary()))


def newspaper_article(data: bytes) -> Any:
    """The article of newspaper4k."""
    article = import_module("newspaper").Article("https://page.example/", fetch_images=False)
    article.download(input_html=decode_page(data))
    article.parse()
    return article


def newspaper_text(data: bytes) -> str:
    """The text of newspaper4k."""
    return str(newspaper_article(data).text or "")


def newspaper_day(data: bytes) -> date | None:
    """The publication day of newspaper4k."""
    published = newspaper_article(data).publish_date
    return published.date() if published else None


def htmldate_day(data: bytes) -> date | None:
    """The day of first publication by htmldate, looking in the text too."""
    words = import_module("htmldate").find_date(decode_page(data), original_date=True, extensive_search=True)
    return date.fromisoformat(words) if words else None


# name -> the module that must be installed, and the function
TEXT_PROGRAMS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "dossier": ("dossier", dossier_text),
    "trafilatura": ("trafilatura", trafilatura_text),
    "readability": ("readability", readability_text),
    "newspaper": ("newspaper", newspaper_text),
}
DAY_PROGRAMS: dict[str, tuple[str, Callable[[bytes], date | None]]] = {
    "dossier": ("dossier", dossier_day),
    "htmldate": ("htmldate", htmldate_day),
    "newspaper": ("newspaper", newspaper_day),
}


def normalize(text: str) -> str:
    """The text with white space made one."""
    return re.sub(r"\s+", " ", text).strip()


def run(program: Callable[[bytes], Any], data: bytes) -> tuple[Any, float]:
    """What a program gives for a page, and its CPU seconds; None where it fails, as libraries do on odd pages."""
    dossier_article.cache_clear()
    before = time.process_time()
    try:
        result = program(data)
    except Exception:  # noqa: BLE001  a library may raise anything
        result = None
    return result, time.process_time() - before


def count_snippets(pages: Sequence[SavedPage], program: Callable[[bytes], str], report: Callable[[str], None]) -> dict[str, Counts]:
    """Half -> wanted snippets kept and wanted in all, unwanted ones kept and in all, seconds."""
    counts: dict[str, Counts] = {half: [0.0] * 5 for half in HALVES}
    for page in pages:
        result, seconds = run(program, page.path.read_bytes())
        text = normalize(result or "")
        lost = [words for words in page.wanted if normalize(words) not in text]
        extra = [words for words in page.unwanted if normalize(words) in text]
        row = [len(page.wanted) - len(lost), len(page.wanted), len(extra), len(page.unwanted), seconds]
        for half in ("all", page.half):
            counts[half] = [a + b for a, b in zip(counts[half], row, strict=True)]
        if page.half == HALVES[1]:
            for label, words in (*(("lost", words) for words in lost), *(("extra", words) for words in extra)):
                report(f"{label}\t{page.path.name}\t{words}")
    return counts


def count_days(pages: Sequence[SavedPage], program: Callable[[bytes], date | None], report: Callable[[str], None]) -> dict[str, Counts]:
    """Half -> right days, wrong days, pages without a day, seconds."""
    counts: dict[str, Counts] = {half: [0.0] * 4 for half in HALVES}
    for page in pages:
        day, seconds = run(program, page.path.read_bytes())
        row = [day is not None and day == page.day, day is not None and day != page.day, day is None, seconds]
        for half in ("all", page.half):
            counts[half] = [a + b for a, b in zip(counts[half], row, strict=True)]
        if day != page.day and page.half == HALVES[1]:
            report(f"day\t{page.path.name}\tis {page.day}, read as {day}")
    return counts


def snippet_rows(counts: Mapping[str, Mapping[str, Counts]]) -> Iterator[tuple[str, dict[str, float]]]:
    """The rows of the table about snippets."""
    for half in HALVES:
        shares: dict[str, dict[str, float]] = {"kept, %": {}, "dropped, %": {}, "F1, %": {}, "CPU seconds": {}}
        for name, by_half in counts.items():
            kept, wanted, extra, unwanted, seconds = by_half[half]
            shares["kept, %"][name] = 100 * kept / max(wanted, 1)
            shares["dropped, %"][name] = 100 * (1 - extra / max(unwanted, 1))
            shares["F1, %"][name] = 200 * kept / max(kept + extra + wanted, 1)
            shares["CPU seconds"][name] = seconds
        yield from ((f"snippets {label} ({half})", values) for label, values in shares.items())


def day_rows(counts: Mapping[str, Mapping[str, Counts]]) -> Iterator[tuple[str, dict[str, float]]]:
    """The rows of the table about days."""
    for half in HALVES:
        for at, label in enumerate(("right", "wrong", "none", "CPU seconds")):
            yield f"days {label} ({half})", {name: by_half[half][at] for name, by_half in counts.items()}


def pdf_rows(data: bytes) -> Iterator[tuple[str, dict[str, float]]]:
    """The row about a PDF: CPU seconds of the whole reading, and of pypdf's plain text."""
    from pypdf import PdfReader  # noqa: PLC0415  needed here only

    plain = run(lambda data: [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages], data)[1]
    ours = run(lambda data: read_bytes(data, "file.pdf"), data)[1]
    yield "PDF in columns, CPU seconds", {"dossier": ours, "pypdf": plain}


def columns_pdf(pages: int = PDF_PAGES) -> bytes:
    """A PDF whose pages have two columns of made-up words, set word by word as typesetting programs do; the same in every run."""
    rng = random.Random(13)  # noqa: S311  no secret
    words = ["".join(rng.choices("aeinorstlu", k=rng.randint(2, 9))) for _ in range(900)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(pages))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    for number in range(pages):
        shown = "BT\n"
        for x in (54, 318):
            for line in range(COLUMN_LINES):
                array = "-250".join(f"({word[:2]})-12({word[2:]})" for word in rng.choices(words, k=COLUMN_WORDS))
                shown += f"/F1 9 Tf 1 0 0 1 {x} {740 - 12 * line} Tm [{array}] TJ\n"
        shown += "ET\n"
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        parts.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream")
    out, places = "%PDF-1.4\n", []
    for at, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{at} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return (out + f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}{end}").encode("latin-1")


def installed(programs: Mapping[str, tuple[str, Any]]) -> dict[str, Any]:
    """The programs that are installed, each with its function; the others are named on standard error."""
    for name, (module, _) in programs.items():
        if find_spec(module) is None:
            print(f"{name} is not installed; its column is left out (see --help).", file=sys.stderr)
    return {name: function for name, (module, function) in programs.items() if find_spec(module)}


def measure(options: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Row -> program -> figure, for what the options ask for."""
    rows: dict[str, dict[str, float]] = {}

    def report(line: str) -> None:
        if options.errors:
            print(line, file=sys.stderr)

    def silent(_line: str) -> None:
        """The errors of other programs are not listed."""

    if options.pages:
        pages = pages_in(options.pages)[: options.most]
        programs = installed(TEXT_PROGRAMS)
        rows |= snippet_rows(
            {name: count_snippets(pages, program, report if name == "dossier" else silent) for name, program in programs.items()}
        )
    if options.days:
        pages = dated_pages_in(options.days)[: options.most]
        programs = installed(DAY_PROGRAMS)
        rows |= day_rows({name: count_days(pages, program, report if name == "dossier" else silent) for name, program in programs.items()})
    rows |= pdf_rows(options.pdf.read_bytes() if options.pdf else columns_pdf())
    return rows


def main() -> int:
    """Measure and print; exit status 2 where a set cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="a set of pages with snippets")
    parser.add_argument("--days", type=Path, metavar="FOLDER", help="a set of pages with days")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="a PDF")
    parser.add_argument("--most", type=int, help="pages at most of each set")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", action="store_true", help="list dossier's errors in the first half on standard error")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    if not options.pages and not options.days:
        print("Without --pages and --days only the PDF is measured (see --help for the sets).", file=sys.stderr)
    try:
        rows = measure(options)
    except (OSError, KeyError, ValueError) as error:
        print(f"The set cannot be read: {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(rows))
        return 0
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    print(f"{'':36}" + "".join(f"{name:>13}" for name in names))
    for label, row in rows.items():
        print(f"{label:36}" + "".join(f"{row[name]:13,.1f}" if name in row else f"{'':13}" for name in names))
    return 0


if __name__ == "__main__":
    sys.exit(main())
