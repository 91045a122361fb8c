"""Time to read and extract the worst texts, as a multiple of that of prose of the same length, in one run.

    python benchmarks/stalls.py [--size 100000] [--only NAME …]

Each text is one pattern repeated: marks, names, days, attacks, markup. Prose is a page of made-up reports. Times are of the processor, for
reading the file and extracting its facts; a file that is refused counts with the time until then. It ends with 1 where any text takes more
than MOST times as long as prose.
"""

import argparse
import logging
import sys
import time
import warnings
from collections.abc import Mapping

from dossier.errors import DossierError
from dossier.extraction.pipeline import extract
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.split import split_document
from dossier.reading.read import read_bytes

MOST = 4.0
"""The greatest multiple that is allowed."""
SENTENCES = (
    "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on 4 March 2031 to discuss the grain agreement.",
    "“We made progress, but the work is not done,” Brandt told reporters after the talks, which lasted three hours.",
    "A drone attack on the port of Narvik killed four people and injured nine on Tuesday, the regional governor said.",
    "The ministry said in a statement that the road to the border would stay closed until further notice.",
    "Harvest workers in the valley had waited for weeks, and few of them believed that the trucks would come.",
    "According to the port authority, two ships left the harbour on Monday night with grain for the south.",
    "Kerr, who took office in January, rejected the claim and called it “a story for children”.",
)
TEXTS: Mapping[str, str] = {
    "opening marks": "“",
    "straight marks": '"',
    "pairs of marks": "“”",
    "apostrophes": "'",
    "parentheses": "(",
    "brackets": "[",
    "words in parentheses": "(x) ",
    "said and quotation": 'said "x" ',
    "quotation and said": "“x,” said Brandt. ",
    "open quotations": "“a\n\n",
    "reported clauses": "he said that she said that ",
    "one long word": "a",
    "short words": "a ",
    "hyphens": "a-",
    "dashes": "— ",
    "full stops": ". ",
    "commas": ", ",
    "semicolons": "a; ",
    "capitals": "ALPHA BRAVO ",
    "names": "Anna Berg Carl Dorn ",
    "names and commas": "Anna Berg, Carl Dorn, ",
    "names and conjunctions": "Anna Berg and Carl Dorn and ",
    "offices": "Minister Anna Berg, ",
    "titles": "Mr. ",
    "days": "3 March 2031 ",
    "weekdays": "on Tuesday ",
    "clocks": "on Tuesday at 3:15 p.m. ",
    "numbers": "1 2 3 ",
    "number words": "twenty-three ",
    "deaths": "killed three in Narvik ",
    "attacks": "drone attack ",
    "targets": "strike on Narvik and ",
    "meetings": "met with ",
    "reports of meetings": "Brandt met Kerr in Lisbon. ",
    "reports of attacks": "A strike killed three people in Narvik. ",
    "pronouns": "he told them that they ",
    "relative clauses": "who which that ",
    "addresses": "http://a.example/c ",
    "mail addresses": "a@b.example ",
    "short paragraphs": "a\n\n",
    "blanks": "a     ",
    "emoji": "\U0001f600",
    "combining marks": "a\u0323\u0301",
}
FILES: Mapping[str, tuple[str, str, str]] = {
    "Markdown headings": (".md", "", "# a\n"),
    "Markdown lists": (".md", "", "- a\n"),
    "Markdown emphasis": (".md", "", "**a** "),
    "Markdown links": (".md", "", "[a](b) "),
    "Markdown tables": (".md", "|a|b|\n|-|-|\n", "|a|b|\n"),
    "a heading of blanks": (".md", "# a", " "),
    "nested front matter": (".md", "---\na: ", "["),
    "a dotted key": (".md", "+++\n", "a."),
    "links of a mail": (".eml", "From: a@b.example\nSubject: Grain\n\n", "<http://a "),
    "blanks of a mail": (".eml", "From: a@b.example\nSubject: Grain\n\nText", " "),
    "headers of a mail": (".eml", "From: a@b.example\n", "Received: a\n"),
    "RTF groups": (".rtf", "{\\rtf1 ", "{"),
    "RTF fonts": (".rtf", "{\\rtf1{\\fonttbl", "{\\f0\\fnil A;}"),
    "nested HTML": (".html", "<html><body>", "<div>"),
    "HTML tables": (".html", "<table>", "<tr><td>a<td>b"),
    "HTML paragraphs": (".html", "", "<p>a"),
    "HTML days": (".html", "", "<p>3 March 2031</p>"),
    "a line of blanks": (".txt", "Text", " "),
    "bylines": (".txt", "", "By Anna Berg\n"),
    "press archive": (".txt", "", "1 of 2 DOCUMENTS\n\nHead\n\nText.\n"),
}


def prose(size: int) -> str:
    """Paragraphs of three sentences."""
    paragraphs = (" ".join(SENTENCES[(at + step) % len(SENTENCES)] for step in (0, 2, 5)) for at in range(size // 200 + 1))
    return "\n\n".join(paragraphs)[:size]


def cost(data: bytes, name: str) -> float:
    """Seconds of processor time to read a file and extract its facts."""
    begun = time.process_time()
    try:
        if not split_document(ContainerEntry(name, data), name):
            extract(read_bytes(data, name))
    except DossierError:
        pass
    return time.process_time() - begun


def main() -> int:
    """Measures all texts, the base first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--size", type=int, default=100_000, help="characters of each text")
    parser.add_argument("--only", nargs="*", choices=(*TEXTS, *FILES), help="measure these alone")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    texts = {name: (".txt", "Kerr said so.\n\n", run) for name, run in TEXTS.items()} | dict(FILES)
    cost(prose(2_000).encode(), "a.txt")
    base = min(cost(prose(options.size).encode(), "a.txt") for _ in range(2))
    print(f"{'prose':26} {base:7.2f} s", flush=True)
    over = 0
    for name, (suffix, start, run) in texts.items():
        if options.only and name not in options.only:
            continue
        text = (start + run * (options.size // len(run) + 1))[: options.size]
        ratio = cost(text.encode(), f"a{suffix}") / base
        over += ratio > MOST
        print(f"{name:26} {ratio:7.2f}{'  over' if ratio > MOST else ''}", flush=True)
    print(f"{over} over {MOST:g} times prose")
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
