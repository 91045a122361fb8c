"""Words that are located by their letters: the same places as in a text that is split into words from end to end."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dossier.model.span import Span
from dossier.search.highlights.occurrences import prepare, probe_of
from dossier.search.highlights.spans import _index_text
from dossier.search.syntax import AnyOf, Phrase, Prefix, Text, Wildcard, Word

NOWHERE = Span(0, 0)
PIECES = (
    *(" ", "\n", "\t", "\u00a0", ".", ",", "-", "'", "’", "_", "“", "…", "?", "\u0301", "\u00ad", "\u200d", "²"),
    *("s", "S", "u", "U.", "U.S.", "u.s.a.", "A.", "1", "1,400", "1400"),
    *("port", "Port", "ports", "PORTS", "seaport", "talk", "talks", "talking", "cease", "fire", "ceasefire", "cease-fire"),
    *("é", "cafe", "café", "CAFÉ", "ı", "İ", "ß", "K", "мост", "Мост", "港", "ł"),
)
WORDS = ("port", "ports", "talk", "s", "u", "us", "usa", "cafe", "ceasefire", "cease", "fire", "1400", "1", "мост", "港", "i", "ss", "k")
word = st.sampled_from(WORDS)
phrase = st.lists(word, min_size=1, max_size=3).map(tuple)
leaf = st.one_of(
    st.builds(Word, word, st.just(NOWHERE)),
    st.builds(Prefix, st.sampled_from(("p", "po", "u", "us", "c", "caf", "м", "1")), st.just(NOWHERE)),
    st.builds(Wildcard, st.sampled_from(("*s", "p*t", "*a*", "c*e", "*é", "u*")), st.just(NOWHERE)),
    st.builds(Phrase, phrase, st.none(), st.just(NOWHERE), st.booleans()),
    st.builds(AnyOf, phrase, st.lists(phrase, max_size=2).map(tuple), st.just(NOWHERE)),
)
text = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
padded = text.map(lambda part: part + " plain words of some length, so that most of the text is ASCII" * 12)


@settings(max_examples=400)
@given(st.one_of(text, padded), leaf)
@example("U.S. ports, the port’s ports; port", Word("port", NOWHERE))
@example("u.s.a. us", Prefix("us", NOWHERE))
@example("cease", Phrase(("cease", "fire"), None, NOWHERE))
def test_every_leaf_is_located_where_it_would_be_found_by_splitting(text: str, leaf: Text) -> None:
    """Whatever is next to a word: marks, joiners, apostrophes, stops, other alphabets."""
    probe, prepared = probe_of(leaf), prepare(text)
    assert probe is not None
    if prepared is not None:
        assert set(prepared.find(probe)) == set(_index_text(text).find(leaf))


def test_texts_in_other_alphabets_are_split() -> None:
    """An English text with a few other letters is probed; one in Cyrillic or Chinese is not."""
    assert prepare("An envoy from Łódź spoke “of peace” — and left. " * 5) is not None
    assert prepare("Посол говорил о мире и уехал домой") is None
    assert prepare("The port of 上海 was closed, said the harbour office of the city, until the end of the week.") is None


def test_near_words_and_spellings_are_not_located() -> None:
    """They need every word of the text."""
    assert probe_of(Phrase(("harbour", "talks"), 5, NOWHERE)) is None
    assert probe_of(Prefix("", NOWHERE)) is None
