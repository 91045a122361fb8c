"""Extraction worker: a process that reads articles on its standard input and writes their facts to its standard output.

Each message has its length in bytes before it, as four bytes. The process ends with its input, so that none is left where the program that
started it is killed.
"""

import os
import signal
import sys
from typing import BinaryIO, TypeVar

import msgspec

from dossier.errors import DossierError, ModelMissing
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.services.derived.rules_digest import rules_digest
from dossier.services.ingest.facts import extract_facts

MODULE = "dossier.services.ingest.extraction_worker"
"""The name by which Python starts the worker."""
T = TypeVar("T")
LENGTH = 4
"""Bytes of the length before each message."""


class ExtractedFacts(msgspec.Struct, frozen=True):
    """The facts of an article with a note where there are none on purpose; in `error` what is wrong, and what the user can do."""

    facts: Facts | None = None
    note: str = ""
    error: tuple[str, str] | None = None
    is_model_missing: bool = False


def write_message(stream: BinaryIO, message: object) -> None:
    """Writes a message to a pipe."""
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(LENGTH, "big") + data)
    stream.flush()


def read_message(stream: BinaryIO, kind: type[T]) -> T | None:
    """The next message from a pipe; None at its end, also where the process at the other end was killed in the middle of one."""
    size = stream.read(LENGTH)
    if len(size) < LENGTH:
        return None
    length = int.from_bytes(size, "big")
    data = stream.read(length)
    return msgspec.msgpack.decode(data, type=kind) if len(data) == length else None


def extract_article(article: Article, model: str) -> ExtractedFacts:
    """The facts of an article, or the error. A pure function: it reads nothing but the language model, and writes nothing."""
    try:
        facts, note = extract_facts(article, model)
    except DossierError as error:
        return ExtractedFacts(error=(error.what, error.do), is_model_missing=isinstance(error, ModelMissing))
    return ExtractedFacts(facts, note)


def extract_encoded(data: bytes, model: str, digest: str) -> bytes:
    """The same for an article and facts in MessagePack, on a machine whose program must have the rules of this digest."""
    if digest != rules_digest():
        what = "A worker of the cluster has another version of the program, so its facts would differ."
        return msgspec.msgpack.encode(ExtractedFacts(error=(what, "Install the same version everywhere, and restart the workers.")))
    return msgspec.msgpack.encode(extract_article(msgspec.msgpack.decode(data, type=Article), model))


def main(model: str) -> None:
    """Extracts until the input ends."""
    # an interrupt in the terminal reaches every process in it; the program that started this one decides what to do
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no message
    while (article := read_message(sys.stdin.buffer, Article)) is not None:
        write_message(answers, extract_article(article, model))


if __name__ == "__main__":
    main(sys.argv[1])
