"""Runs of marks cost what they are long, not the square of it; ordinary texts are tokenized as before."""

import time

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
)


@pytest.mark.parametrize("text", RUNS)
def test_the_tokens_are_the_text(text: str) -> None:
    """Whatever is cut, nothing is lost, and blanks stay where they were."""
    assert parse(text).text == text


@pytest.mark.parametrize("text", RUNS)
def test_no_piece_has_a_longer_chunk_than_the_bound(text: str) -> None:
    """The tokenizer's own time is the square of the longest chunk, times their number."""
    assert "".join(pieces(text)) == text
    assert max(len(chunk) for piece in pieces(text) for chunk in piece.split()) <= PIECE < LONGEST


def test_a_text_without_long_chunks_is_one_piece() -> None:
    """So that its tokens are spaCy's own."""
    assert pieces("“We made progress,” Brandt said. " * 50) == ["“We made progress,” Brandt said. " * 50]


@pytest.mark.parametrize("run", ["“", '"', "“”", '“"', "„", '«"', "'", "s' a ", "x\n\n", "‘“"])
def test_pairing_takes_time_in_proportion(run: str) -> None:
    """Four times the marks: four times as long where the time is linear, sixteen times where it is the square."""

    def cpu(length: int) -> float:
        start = time.process_time()
        find_quoted_spans((run * length)[:length])
        return time.process_time() - start

    cpu(2_000)
    assert min(cpu(40_000) for _ in range(2)) < 10 * max(min(cpu(10_000) for _ in range(3)), 0.002)


def test_no_sentence_grows_without_end() -> None:
    """The time of some rules is the square of a sentence; one of ordinary length is not cut, whatever its paragraph is long."""
    doc = parse("killed three in drone attack " * 200)
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_SENTENCE
    ordinary = "The minister, who had come from the north by train, spoke of grain and of salt, and then went home. "
    assert [len(list(parse(ordinary * n).sents)) for n in (1, 20)] == [1, 20]
