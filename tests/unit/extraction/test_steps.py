"""The work of extraction grows with a text, not with its square, and no text takes much more than prose of its length."""

import cProfile
from datetime import date

import pytest

from dossier.extraction.events.limits import MOST_IN_SENTENCE, first_in_sentences
from dossier.extraction.events.meeting.triggers import find_triggers
from dossier.extraction.nlp import LONGEST_LIST, LONGEST_SENTENCE, parse
from dossier.extraction.pipeline import extract
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import LONGEST, MOST_QUOTES, segment_sentences
from dossier.model.article import Article, DateBasis, PublicationDay

PROSE = (
    "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on 4 March 2031. “We made progress,” Brandt told reporters after the "
    "talks. A drone attack on the port of Narvik killed four people on Tuesday, the governor said. Harvest workers had waited for weeks. "
)
WORST = {
    "quotations": "“x,” said Brandt. ",
    "open quotations": "“a\n\n",
    "attacks": "drone attack ",
    "meetings": "met with ",
    "names": "Anna Berg Carl Dorn ",
    "quoted days": "“on 3 March” ",
}
SHORT, TIMES = 2_000, 3


def steps(text: str) -> int:
    """Calls of functions while facts are extracted, resumed generators included: the same on every machine."""
    article = Article("a", "a.txt", "", "", "", "", "en", PublicationDay(date(2031, 3, 5), DateBasis.STATED, ""), text)
    profile = cProfile.Profile()
    profile.runcall(extract, article)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.fixture(scope="module")
def prose() -> int:
    """Steps of prose of the longer length, with all word lists loaded."""
    length = SHORT * TIMES
    extract_once = (PROSE * length)[:length]
    steps(extract_once)
    return steps(extract_once)


@pytest.mark.parametrize("run", WORST.values(), ids=WORST.keys())
def test_steps_grow_with_the_text(prose: int, run: str) -> None:
    """Three times the text: three times the steps, nine where they are the square; and at most four times those of prose."""
    short, long = (steps((run * length)[:length]) for length in (SHORT, SHORT * TIMES))
    assert long < TIMES * 2 * short
    assert long < 4 * prose


def test_of_a_sentence_a_few_triggers_are_looked_at() -> None:
    """The first of them; a sentence of the news has fewer."""
    doc = parse("Brandt met with Kerr, " * 60)
    triggers = find_triggers(doc)
    counts = [sum(t.token.sent.start == sentence.start for t in first_in_sentences(triggers)) for sentence in doc.sents]
    assert max(counts) == MOST_IN_SENTENCE < len(triggers)


def test_a_list_parted_by_semicolons_ends() -> None:
    """The parser alone would make one sentence of it."""
    assert max(len(sentence) for sentence in parse("the envoy of one town; " * 400).sents) <= LONGEST_LIST + LONGEST_SENTENCE


def test_a_sentence_of_the_reporter_ends() -> None:
    """Each quotation stands in one sentence, and none is lost."""
    text = "“x” said Brandt, and " * 100
    sentences = segment_sentences(parse(text), find_quoted_spans(text)).sentences
    assert max(len(sentence.quotes) for sentence in sentences) <= MOST_QUOTES
    assert max(len(sentence.tokens) for sentence in sentences) <= LONGEST
    assert [quote for sentence in sentences for quote in sentence.quotes] == list(range(100))
