"""Short texts: the index finds what looking through every text finds, whatever was added, replaced and removed."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.search.highlights.spans import matches_text
from dossier.search.parser import parse
from dossier.search.syntax import AnyOf, DateRange, Field, leaves
from dossier.services.query.short_texts import ShortTexts

WORDS = (
    "grain",
    "grains",
    "cease",
    "fire",
    "ceasefire",
    "cease-fire",
    "1,400",
    "1400",
    "Kyiv",
    "Kiev",
    "talks",
    "Brandt",
    "和平",
    "défense",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
QUERIES = st.sampled_from(
    (*WORDS, '"cease fire"', '"grain talks"', '"talks grain"~2', "gra*", "g?ain", "brandt~1", "kie~", "tal*", '"grain"', "defence", "peace")
)


@given(st.lists(st.tuples(st.integers(1, 5), st.none() | TEXTS), max_size=12), QUERIES)
def test_the_index_finds_what_a_look_at_every_text_does(changes: list[tuple[int, str | None]], query: str) -> None:
    index, texts = ShortTexts(), dict[int, str]()
    for number, text in changes:
        if text is None:
            index.remove(number)
            texts.pop(number, None)
        else:
            index.put(number, text)
            texts[number] = text
    for leaf in leaves(parse(query).tree):
        if not isinstance(leaf, Field | DateRange):
            assert index.find(leaf) == {number for number, text in texts.items() if matches_text(leaf, text)}


def test_the_expansion_of_a_word_is_found() -> None:
    """What the lexicon makes of a word that may be written in two."""
    index = ShortTexts()
    index.put(1, "a cease fire")
    index.put(2, "fire, then cease")
    index.put(3, "the ceasefire")
    assert index.find(AnyOf(("ceasefire",), (("cease", "fire"),))) == {1, 3}
