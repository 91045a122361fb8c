"""Tokens: the same words for query, index and marks, with offsets into the text as it is."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.search.analysis import fold, tokens, words


def test_words_are_folded_and_split_at_apostrophes_and_hyphens() -> None:
    """Case and accents fall away; hyphens and apostrophes part words."""
    assert words("The Côte-d'Ivoire Cease-Fire") == ("the", "cote", "d", "ivoire", "cease", "fire")


def test_the_possessive_s_is_no_word() -> None:
    """Every kind of apostrophe is taken; a plain s stays."""
    assert words("Avaria's plan, Avaria’s plan, plan s") == ("avaria", "plan", "avaria", "plan", "plan", "s")


def test_initials_with_stops_are_one_word() -> None:
    """So that US finds U.S.; a sentence's last letter stays apart."""
    assert words("U.S. envoy J.D. Marlow") == ("us", "envoy", "jd", "marlow")
    assert words("Plan B. A start") == ("plan", "b", "a", "start")


def test_accents_composed_or_not_are_one_word() -> None:
    """A decomposed accent neither breaks the word nor changes it."""
    assert words("e\u0301tude étude") == ("etude", "etude")


def test_marks_that_make_another_letter_stay() -> None:
    """Cyrillic й and ї are not и and і; strokes and ligatures are spelled out."""
    assert words("мой Київ") == ("мой", "київ")
    assert words("Łódź Brønd Straße æon") == ("lodz", "brond", "strasse", "aeon")


def test_vowel_signs_and_joiners_do_not_break_words() -> None:
    """Words of Indic and Arabic scripts stay whole; joiners and soft hyphens are not seen."""
    assert words("हिन्दी भाषा") == ("हिन्दी", "भाषा")
    assert words("مُحَمَّد ne\u00adgotiate") == ("محمد", "negotiate")


def test_cjk_characters_are_words_of_their_own() -> None:
    """A phrase of characters then finds a word; letters beside them stay together."""
    assert words("停火ABC协议") == ("停", "火", "abc", "协", "议")


def test_offsets_point_into_the_text_as_it_is() -> None:
    """Ligatures and accents shift nothing."""
    text = "Ærøy’s ﬁrst"
    assert [text[t.start : t.end] for t in tokens(text)] == ["Ærøy", "ﬁrst"]


@given(st.text())
def test_any_text_gives_tokens_in_order_with_their_own_characters(text: str) -> None:
    """Tokens never overlap, count from zero, and each is the fold of its span."""
    end = 0
    for position, token in enumerate(tokens(text)):
        assert token.position == position
        assert end <= token.start < token.end <= len(text)
        assert token.text == fold(text[token.start : token.end])
        end = token.end


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll"), max_codepoint=0x24F), min_size=1))
def test_folding_twice_is_folding_once(word: str) -> None:
    """A folded word is its own fold, so lexicon words can be searched for."""
    assert fold(fold(word)) == fold(word)
