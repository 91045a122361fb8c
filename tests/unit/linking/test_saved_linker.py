"""Saved linkers: nothing but a linker is read from the bytes of one."""

import os
import pickle
import tracemalloc
from io import BytesIO
from typing import Any

import pytest

from dossier.linking.link import Linker
from dossier.linking.saved_linker import read_linker, save_linker, stored_findings
from dossier.linking.word_weights import word_weight
from dossier.model.actor import ActorKind, EntityCluster, Mention
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.facts import Facts
from dossier.model.findings import Findings
from dossier.model.span import Span


class _Command:
    """An object whose pickle runs a command."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


class _Function:
    """An object whose pickle calls a function of the program."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return word_weight, ("word",)


@pytest.mark.parametrize("strange", [_Command(), _Function(), pickle.Pickler])
def test_a_pickle_of_something_else_is_refused(strange: object) -> None:
    """Neither a command nor a function is called, and no other class is created."""
    file = BytesIO(pickle.dumps((strange, {}), 5))
    with pytest.raises(pickle.UnpicklingError, match="has no place in a linker"):
        read_linker(file, {}, {}, {})


def test_values_are_written_whole() -> None:
    """Entities are one object each in the state, not one for each of their mentions, spans and roles; the linker that is read goes on with them."""
    mentions = tuple(Mention(Span(n, n + 4), "Brandt") for n in range(50))
    actors = (EntityCluster(0, "Orla Brandt", ActorKind.PERSON, mentions),)
    text = "Brandt said so. " * 60
    article = Article("a", "a.txt", "0" * 64, "A title", "Outlet", "", "en", PublicationDay(None, DateBasis.UNKNOWN, ""), text)
    documents = [(article, Facts("a", actors=actors))]
    linker, file = Linker(), BytesIO()
    findings = linker.link(documents)
    checksums = {kind: dict.fromkeys(idents, b"") for kind, idents in _idents(findings).items()}
    save_linker(linker, checksums, file)
    assert b"Mention" not in file.getvalue()
    file.seek(0)
    resumed = read_linker(file, {"a": documents[0][0]}, {"a": documents[0][1]}, stored_findings(findings, checksums))
    assert resumed.link(documents) == findings


class _Sink(BytesIO):
    """A file that counts the bytes that are written, and forgets them."""

    size = 0

    def write(self, data: Any) -> int:
        self.size += len(data)
        return len(data)


def test_saving_keeps_no_value_that_was_written() -> None:
    """While a linker is saved, a fraction of what is written is in memory, although most of it is values."""
    mentions = tuple(Mention(Span(n, n + 4), "Brandt") for n in range(600))
    published = PublicationDay(None, DateBasis.UNKNOWN, "")
    documents = [
        (
            Article(f"a{n}", f"a{n}.txt", "0" * 64, "A title", "Outlet", "", "en", published, "Brandt said so. " * 60),
            Facts(f"a{n}", actors=(EntityCluster(0, f"Orla Brandt{n}", ActorKind.PERSON, mentions),)),
        )
        for n in range(200)
    ]
    linker, sink = Linker(), _Sink()
    linker.link(documents)
    tracemalloc.start()
    try:
        save_linker(linker, {}, sink)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < sink.size / 4


def _idents(findings: Findings) -> dict[str, list[str]]:
    return {"articles": ["a"], **{kind: [item.id for item in getattr(findings, kind)] for kind in ("actors", "events", "quotations")}}
