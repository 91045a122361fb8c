"""Candidate scan: patterns are tried at every position at which they match."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.extraction.timex.pattern_index import CandidateScanner
from dossier.extraction.timex.patterns import PATTERNS, SCANNER, match_patterns

PIECES = (
    *("the", "The", "a", "A", "few", "about", "at", "in", "of", "on", "last", "next", "this", "early", "late", "mid", "end", "beginning"),
    *("Monday", "Mondays", "Fri.", "May", "Sept. 4", "4 July", "2019", "1990s", "’90s", "4:30 p.m.", "10 o’clock", "noon", "overnight"),
    *("two", "twenty-one", "3.5", "several", "dozens", "years", "week", "days", "ago", "earlier", "quarter", "Q3", "year-end", "century"),
    *("FY 2020", "daily", "now", "every", "each", "twice", "half", "an hour", "year-old", "spent", "hours", "weekend", "Easter", "spring"),
    *("Vantor", "said", "$5", "#3", "(", ",", ".", "-", "–", "ÉTÉ", "٣"),
)


def by_search(text: str) -> set[tuple[int, int, int]]:
    """Start, end and rank of every match when each pattern searches the whole text."""
    matches = set()
    for rank, (pattern, reader) in enumerate(PATTERNS):
        for match in pattern.finditer(text):
            if reader(match) is not None:
                matches.add((*(match.span("all") if "all" in pattern.groupindex else match.span()), rank))
    return matches


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from((" ", "\n\n", "\xa0", "-")))
def test_no_match_is_missed(pieces: list[str], gap: str) -> None:
    """Trying patterns only at their candidate positions finds the same as a search of the whole text, with any white space."""
    text = gap.join(pieces)
    assert {(start, end, rank) for start, end, rank, _ in match_patterns(text) if rank < len(PATTERNS)} == by_search(text)


def test_every_word_of_the_patterns_is_found_in_capitals_and_small_letters() -> None:
    """A text with many kinds of times gives the same matches as written, in capitals and in lower case."""
    text = "In early May 2020 and the 1990s, two days ago, at 5 p.m. on Friday, for a few weeks, last spring, the third quarter, soon."
    for spelt in (text, text.upper(), text.lower()):
        assert {(start, end, rank) for start, end, rank, _ in match_patterns(spelt) if rank < len(PATTERNS)} == by_search(spelt)


def test_most_words_are_tried_by_few_patterns() -> None:
    """Words that begin no time expression are skipped, which is the purpose of the index."""
    text = "Kyra Vantor brought fresh bread, kept quiet and bought graphite."
    assert sum(len(ranks) for _, ranks in SCANNER.candidates(text)) < len(text.split()) * len(PATTERNS) / 4


def test_optional_letters_groups_and_digits_may_begin_a_match() -> None:
    """An optional last letter, a named group, a class of two cases and a digit each begin a match; a position inside a word does not."""
    scanner = CandidateScanner([r"[Aa]n?(?P<gap> )x", r"(?P<day>\d+)th", r"of the"])
    ranks = dict(scanner.candidates("A x, 4th of\nthe many"))
    assert 0 in ranks[0]
    assert 1 in ranks[5]
    assert 2 in ranks[9]
    assert set(ranks) <= {0, 2, 5, 9, 12}
