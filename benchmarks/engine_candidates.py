"""The engines that `engines.py` compares, each behind the same interface: the program's own, and peers that a user might pick instead."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import tantivy

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dossier.model.article import Paragraph
from dossier.model.span import Span
from dossier.search.engine import Document, Engine
from dossier.search.engines import create_engine
from dossier.search.highlights.snippets import snippets
from dossier.search.highlights.spans import spans
from dossier.search.parser import parse
from tests.postgres_servers import Servers, find_programs, running_servers

SHOWN = 50
TYPED = "as typed"
"""Kind of query: the first letters of a word, one more each time, answered with the matches and the completions."""
LISTED = "whole list"
"""Kind of query: all matches as the program lists them, every one ranked."""
ANSWER = "whole answer"
"""Kind of query: the first matches, their number, a passage of each with its hits marked, and how many there are of each outlet."""
SYSTEM_PYTHON = "/usr/bin/python3"
TUNED = ("shared_buffers=256MB", "max_wal_size=2GB", "max_parallel_workers_per_gather=0", "synchronous_commit=off")
"""Settings of the servers: as for a small machine, without parallel workers, whose processor time would not be seen."""
Run = Callable[[str], object]


def own_clock() -> float:
    """Processor time of this process in milliseconds."""
    return time.process_time() * 1000


def resident(process: int | str = "self") -> float:
    """Resident memory of a process in megabytes, pages shared with others divided among them."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:"))


@dataclass
class Candidate:
    """An engine to measure: how it builds an index, and how it answers each kind of query; kinds that it lacks are not in `runs`.

    `clock` is the processor time of all its processes in milliseconds, `memory` their memory in megabytes.
    """

    build: Callable[[list[Document]], object]
    add: Callable[[Document], object]
    runs: dict[str, Run]
    folder: Path
    clock: Callable[[], float] = own_clock
    memory: Callable[[], float] = resident
    documents: dict[str, Document] = field(default_factory=dict)


class Missing(Exception):
    """An engine that this machine does not have, with the reason."""


def ours(name: str, kinds: Iterable[str], folder: Path) -> Candidate:
    """One of the program's engines."""
    engine: Engine = create_engine(name, folder / "index", folder / "tokens")
    texts: dict[str, Document] = {}

    def build(documents: list[Document]) -> None:
        texts.update((document.id, document) for document in documents)
        engine.index(documents)

    def first(text: str) -> object:
        return engine.search(parse(text).tree, SHOWN)

    def typed(text: str) -> object:
        return engine.search(parse(text).tree, SHOWN), engine.complete(text)

    def listed(text: str) -> object:
        tree = parse(text).tree
        return engine.rank(tree, engine.ids(tree))

    def answer(text: str) -> object:
        tree = parse(text).tree
        outlets = engine.outlets(tree)
        passages = []
        for match in engine.search(tree, SHOWN):
            body = texts[match.id].body
            passages.append(snippets(body, spans(tree, body), (Paragraph(1, Span(0, len(body))),), limit=1))
        return sum(outlets.values()), passages, outlets

    runs: dict[str, Run] = dict.fromkeys(kinds, first) | {TYPED: typed, LISTED: listed, ANSWER: answer}
    return Candidate(build, lambda document: build([document]), runs, folder)


def bare_tantivy(kinds: Iterable[str], folder: Path) -> Candidate:
    """Tantivy by itself: its tokenizer, its query parser, its passages and its counts of outlets."""
    builder = tantivy.SchemaBuilder()
    for name in ("title", "body"):
        builder.add_text_field(name, stored=True)
    builder.add_text_field("source", fast=True, tokenizer_name="raw")
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    schema = builder.build()
    index = tantivy.Index(schema, path=str(folder))
    outlets = {"outlets": {"terms": {"field": "source", "size": 100}}}

    def build(documents: Iterable[Document]) -> None:
        writer = index.writer(128_000_000, 1)
        for d in documents:
            writer.add_document(tantivy.Document(id=d.id, title=d.title, body=d.body, source=d.source))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()

    def parsed(text: str) -> tantivy.Query:
        return index.parse_query(text or "*", ["title", "body"], conjunction_by_default=True)

    def search(text: str) -> object:
        searcher = index.searcher()
        return [searcher.doc(address)["id"] for _, address in searcher.search(parsed(text), SHOWN).hits]

    def answer(text: str) -> object:
        searcher, query = index.searcher(), parsed(text)
        result = searcher.search(query, SHOWN)
        generator = tantivy.SnippetGenerator.create(searcher, query, schema, "body")
        passages = [generator.snippet_from_doc(searcher.doc(address)).to_html() for _, address in result.hits]
        return result.count, passages, searcher.aggregate(query, outlets)

    lacking = {"prefixes of two", "prefixes of three", "similar spellings", "endings", "excluded words", "days and outlet", LISTED}
    runs: dict[str, Run] = {kind: search for kind in kinds if kind not in lacking}
    return Candidate(build, lambda d: build([d]), runs | {ANSWER: answer}, folder)


def fts5(kinds: Iterable[str], folder: Path) -> Candidate:
    """SQLite's FTS5 with its usual tokenizer, ranked by its own BM25."""
    database = sqlite3.connect(folder / "fts5.sqlite3")
    database.execute("CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, title, body, source UNINDEXED, tokenize='unicode61')")

    def build(documents: Iterable[Document]) -> None:
        with database:
            database.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", ((d.id, d.title, d.body, d.source) for d in documents))

    def match(text: str) -> str:
        phrase, _, near = text.partition("~")
        return f"NEAR({phrase.strip(chr(34))}, {near})" if near else text

    def search(text: str) -> object:
        return database.execute("SELECT id FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?", (match(text), SHOWN)).fetchall()

    def answer(text: str) -> object:
        passages = "SELECT id, snippet(articles, 2, '[', ']', '…', 30) FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?"
        outlets = "SELECT source, count(*) FROM articles WHERE articles MATCH ? GROUP BY source"
        return database.execute(passages, (match(text), SHOWN)).fetchall(), database.execute(outlets, (match(text),)).fetchall()

    lacking = {"similar spellings", "endings", "excluded words", "days and outlet", "everything", LISTED}
    runs: dict[str, Run] = {kind: search for kind in kinds if kind not in lacking}
    return Candidate(build, lambda d: build([d]), runs | {ANSWER: answer}, folder)


def xapian(kinds: Iterable[str], folder: Path) -> Candidate:
    """Xapian with its own words and query parser, in a process of the system's Python. Raises Missing."""
    has_xapian = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run([SYSTEM_PYTHON, "-c", "import xapian"], check=False, capture_output=True).returncode
    )
    if not has_xapian:
        raise Missing("Debian's python3-xapian is not installed")
    peer = Path(__file__).with_name("xapian_peer.py")
    process = subprocess.Popen(
        [SYSTEM_PYTHON, str(peer), str(folder / "database")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
    )

    def ask(*request: object) -> float:
        assert process.stdin is not None  # noqa: S101  both are pipes
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        return float(json.loads(process.stdout.readline()))

    def build(documents: Sequence[Document]) -> None:
        file = folder.with_suffix(".jsonl")
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps((d.id, d.title, d.body, d.source)) + "\n" for d in documents)
        ask("build", str(file))

    def search(text: str) -> object:
        phrase, _, near = text.partition("~")
        return ask("search", f" NEAR/{int(near) + 1} ".join(phrase.strip('"').split()) if near else text.replace("-", "NOT ", 1))

    lacking = {"similar spellings", "endings", "days and outlet", LISTED, ANSWER}
    runs: dict[str, Run] = {kind: search for kind in kinds if kind not in lacking}
    return Candidate(
        build, lambda d: ask("one_more", d.id, d.title, d.body, d.source), runs, folder, partial(ask, "clock"), partial(ask, "memory")
    )


@contextmanager
def postgres(kinds: Iterable[str], folder: Path) -> Iterator[Candidate]:
    """The program's engine on a coordinator and two shards, started for it. Raises Missing."""
    programs = find_programs()
    if programs is None:
        raise Missing("PostgreSQL is not installed")
    with running_servers(programs, TUNED) as servers:
        os.environ.update(servers.environment)
        candidate = ours("postgres", kinds, folder)
        candidate.folder = servers.folder
        candidate.clock = lambda: own_clock() + server_clock(servers)
        candidate.memory = lambda: resident() + sum(resident(process) for process in server_processes(servers))
        yield candidate


def server_processes(servers: Servers) -> list[int]:
    """The processes of all servers."""
    parents = [server.process for server in (servers.coordinator, *servers.shards)]
    children = [Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split() for parent in parents]
    return parents + [int(child) for of_one in children for child in of_one]


def server_clock(servers: Servers) -> float:
    """Processor time of all servers in milliseconds; of processes that ended, in hundredths of a second."""
    total = 0.0
    for process in server_processes(servers):
        try:
            total += int(Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[0]) / 1e6
            fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += (int(fields[13]) + int(fields[14])) * 1000 / os.sysconf("SC_CLK_TCK")
    return total


Opener = Callable[[Iterable[str], Path], Candidate]
PLAIN: Mapping[str, Opener] = {
    "Whoosh": partial(ours, "whoosh"),
    "tantivy": partial(ours, "tantivy"),
    "tantivy alone": bare_tantivy,
    "FTS5": fts5,
    "Xapian": xapian,
}
NAMES = ("Whoosh", "tantivy", "PostgreSQL", "tantivy alone", "FTS5", "Xapian")


def open_candidate(name: str, kinds: Iterable[str], folder: Path, stack: ExitStack) -> Candidate:
    """A candidate by its name, closed with the stack. Raises Missing."""
    return stack.enter_context(postgres(kinds, folder)) if name == "PostgreSQL" else PLAIN[name](kinds, folder)
