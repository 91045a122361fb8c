"""Runs of marks cost what they are long, not the square of it; ordinary texts are tokenized as before."""

import sys
from types import FrameType
from typing import Any, SupportsIndex

import pytest

from dossier.extraction.chunk_tokenizer import LONGEST, PIECE, pieces
from dossier.extraction.nlp import LONGEST_SENTENCE, parse
from dossier.extraction.segments.quote_marks import find_quoted_spans

RUNS = (
    "(" * 900,
    "“" * 500 + " said.",
    "a (b) " + "x(" * 500 + " end.",
    "One.\n\n" + "!" * 401 + "\n\nTwo  three ",
    " " + "a" * 1000 + " b",
    "((" * 20 + "  a  " + "=" * 50 + "\n" + "-" * 31,
    " " + "*" * 40 + " ",
)


@pytest.mark.parametrize("text", RUNS)
def test_the_tokens_are_the_text(text: str) -> None:
    """Whatever is cut, nothing is lost, and blanks stay where they were."""
    assert parse(text).text == text


@pytest.mark.parametrize("text", RUNS)
def test_no_piece_has_a_longer_chunk_than_the_bound(text: str) -> None:
    """The library's own time is the square of the longest chunk that it gets, times their number."""
    parts = list(pieces(text))
    assert "".join(piece for piece, _ in parts) == text
    assert max((len(chunk) for piece, is_long in parts if not is_long for chunk in piece.split()), default=0) <= LONGEST
    assert max(len(piece) for piece, is_long in parts if is_long) <= PIECE


@pytest.mark.parametrize("run", ["(", "“", '"', "a-", "…", "a(", "http://x.example/"])
def test_a_long_run_has_few_tokens(run: str) -> None:
    """All later rules take time by tokens: a run of marks must not have more of them than prose of its length."""
    assert len(parse(f"Kerr said no. {(run * 5_000)[:5_000]} Brandt left.")) < 5_000 / PIECE + 20


def test_a_text_without_long_chunks_is_one_piece() -> None:
    """So that its tokens are spaCy's own."""
    text = "“We made progress,” Brandt said ... then -- well. " * 50
    assert list(pieces(text)) == [(text, False)]
    assert [token.text for token in parse(text)] == [token.text for token in parse(text + "(" * 40)][:-1]


class CountedText(str):
    """A text that counts the characters that were looked at in it: those of slices, and those that a search passed over."""

    __slots__ = ("characters",)
    characters: int

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        part = super().__getitem__(key)
        self.characters += len(part)
        return part

    def find(self, sub: str, start: SupportsIndex | None = None, end: SupportsIndex | None = None) -> int:
        at = super().find(sub, start, end)
        stop = len(self) if end is None else min(int(end), len(self))
        self.characters += (stop if at < 0 else at) - int(start or 0)
        return at

    def count(self, sub: str, start: SupportsIndex | None = None, end: SupportsIndex | None = None) -> int:
        stop = len(self) if end is None else min(int(end), len(self))
        self.characters += stop - int(start or 0)
        return super().count(sub, start, end)


def pairing_steps(text: str) -> int:
    """Lines of Python that pairing runs and characters that it looks at: the same on every machine."""
    counted = CountedText(text)
    counted.characters = lines = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        find_quoted_spans(counted)
    finally:
        sys.settrace(before)
    return lines + counted.characters


@pytest.mark.parametrize("run", ["“", '"', "“”", '"“', "„", '«"', "'", "s' a ", "x\n\n", "‘“", "“a ", "“ ‘a’ "])
def test_pairing_takes_steps_in_proportion(run: str) -> None:
    """Four times the text: four times the steps where they are linear, sixteen times where they are the square."""
    short, long = (pairing_steps((run * length)[:length]) for length in (2_000, 8_000))
    assert long < 4.5 * short


def test_no_sentence_grows_without_end() -> None:
    """The time of some rules is the square of a sentence; one of ordinary length is not cut, whatever its paragraph is long."""
    doc = parse("killed three in drone attack " * 200)
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_SENTENCE
    ordinary = "The minister, who had come from the north by train, spoke of grain and of salt, and then went home. "
    assert [len(list(parse(ordinary * n).sents)) for n in (1, 20)] == [1, 20]
