"""Snippets: a few short stretches around the hits."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.search.highlights.snippets import lead_snippet, snippets, whole
from dossier.search.highlights.spans import spans
from dossier.search.parser import parse

FILLER = "Nothing of note was said in the long hours between the first and the second session of that day. "
TEXT = f"Talks opened at the harbour.\n\n{FILLER * 3}The envoys spoke of grain and of ports. {FILLER * 3}\n\nGrain was all they agreed on, grain and more grain."


def article(text: str) -> Article:
    """An article with this text."""
    return Article("a" * 12, "a.txt", "a" * 64, "Title", "", "", "en", PublicationDay(None, DateBasis.UNKNOWN, ""), text)


def shown(query: str, limit: int = 3) -> list[str]:
    """The snippets' texts."""
    return [s.text for s in snippets(TEXT, spans(parse(query).tree, TEXT), article(TEXT).paragraphs(), limit)]


def test_snippets_hold_the_hits_with_words_around_them() -> None:
    """Whole words, from the paragraph of the hit, about as long as the width."""
    (snippet,) = snippets(TEXT, spans(parse("envoys").tree, TEXT), article(TEXT).paragraphs(), width=80)
    assert [mark.of(TEXT) for mark in snippet.marks] == ["envoys"]
    assert snippet.text == snippet.span.of(TEXT)
    assert snippet.paragraph == 2
    assert 50 < len(snippet.text) <= 80
    assert snippet.text.startswith("The envoys spoke")
    assert set(snippet.text.split()) <= set(TEXT.split())


def test_the_stretches_with_most_hits_are_kept_in_the_order_of_the_text() -> None:
    """Best first where there is room for one only."""
    assert shown("grain", limit=1) == ["Grain was all they agreed on, grain and more grain."]
    assert len(shown("grain")) == 2
    assert shown("grain")[-1].startswith("Grain was")


def test_a_snippet_may_use_the_room_that_hits_shown_nowhere_leave() -> None:
    """Words after an earlier hit that is not shown stand before the hits that are."""
    text = "Ports were discussed in the first hour, then grain, grain, grain."
    (snippet,) = snippets(text, spans(parse("ports OR grain").tree, text), article(text).paragraphs(), limit=1, width=60)
    assert snippet.text == "were discussed in the first hour, then grain, grain, grain."
    assert [mark.of(text) for mark in snippet.marks] == ["grain"] * 3


def test_without_hits_the_opening_is_shown() -> None:
    """No marks, no snippets; the opening stands in, with its paragraph's number."""
    assert shown("nowhere") == []
    (snippet,) = lead_snippet(TEXT, article(TEXT).paragraphs())
    assert snippet.text == "Talks opened at the harbour."
    assert snippet.paragraph == 1
    assert lead_snippet("", ()) == ()


def test_a_title_is_one_snippet_of_paragraph_zero() -> None:
    """Its marks count in the title."""
    title = "Harbour talks"
    snippet = whole(title, spans(parse("talks").tree, title))
    assert (snippet.text, snippet.paragraph, [m.of(title) for m in snippet.marks]) == (title, 0, ["talks"])


@given(st.text(alphabet="ab .\n", max_size=300), st.integers(1, 60))
def test_snippets_never_cut_a_hit_nor_overlap(text: str, width: int) -> None:
    """For any text and width: text[span] is the shown text, every mark lies inside, no two snippets overlap."""
    marks = spans(parse("a OR ab").tree, text)
    result = snippets(text, marks, article(text).paragraphs(), limit=50, width=width)
    assert all(s.text == s.span.of(text) and s.marks and all(s.span.contains(m) for m in s.marks) for s in result)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(result))
    assert [m for s in result for m in s.marks] == [m for m in marks if any(p.span.contains(m) for p in article(text).paragraphs())]
