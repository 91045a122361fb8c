"""Quotations of several articles: order, ids, links between the same words."""

from collections.abc import Sequence
from datetime import date
from random import Random

import pytest

from dossier.linking.quotes import QuoteLinker, link_quotations
from dossier.model.actor import Actor, ActorKind
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.facts import Facts
from dossier.model.quotation import ExtractedQuotation, Quotation, QuotationKind
from dossier.model.span import Span

MARSH, BARLOW = "a1", "a2"
ACTORS = tuple(Actor(key, name, ActorKind.PERSON, (), (), None, ()) for key, name in ((MARSH, "Elena Marsh"), (BARLOW, "Tom Barlow")))
SHARED = "The work was useful and calm, focused on plain steps and practical answers,"


def article(key: str) -> Article:
    """An article whose id, file and text are made from one letter."""
    return Article(key, f"{key}.txt", key, "", "", "", "en", PublicationDay(None, DateBasis.UNKNOWN, ""), "“x” " * 40)


def extracted(words: str, speaker: int | None, start: int = 0, named: str = "Elena Marsh") -> ExtractedQuotation:
    """A quotation of one article."""
    span = Span(start, start + len(words))
    return ExtractedQuotation(
        span, words, QuotationKind.DIRECT, speaker, named, Span(0, 1), "said", None, "Telegram", "A rule.", cue_lemma="say"
    )


def linked(by_article: dict[str, list[ExtractedQuotation]], days: dict[str, int] | None = None) -> Sequence[Quotation]:
    """The linked quotations by article; actor 0 is Marsh and 1 is Barlow in every article; days are days of one month."""
    days = days or {}
    return link_quotations(
        {key: article(key) for key in by_article},
        {key: Facts(key, quotations=tuple(quotations)) for key, quotations in by_article.items()},
        {key: PublicationDay(date(2024, 5, days[key]) if key in days else None, DateBasis.STATED, "") for key in by_article},
        {(key, number): actor for key in by_article for number, actor in enumerate((MARSH, BARLOW))},
        {actor.id for actor in ACTORS},
    )


def test_speakers_and_fields_are_taken_over() -> None:
    """Keys become actor ids; words, channel, cue and source text stay."""
    (quotation,) = linked({"a": [extracted("no more", 1)]})
    assert (quotation.speaker, quotation.text, quotation.cue, quotation.cue_lemma, quotation.channel) == (
        BARLOW,
        "no more",
        "said",
        "say",
        "Telegram",
    )
    assert (quotation.article, quotation.source_text, quotation.explanation) == ("a", "“", "A rule.")


def test_unnamed_speakers_stay_unnamed() -> None:
    """If extraction found no actor there is no speaker, even if an actor has that name."""
    (quotation,) = linked({"a": [extracted("no more", None, named="Tom Barlow")]})
    assert (quotation.speaker, quotation.speaker_text) == (None, "Tom Barlow")


def test_order_is_by_day_then_file_then_place() -> None:
    """Earlier articles first, unknown days last, then the file's name, then the place in the text."""
    quotations = linked(
        {"a": [extracted("late", 0, 9), extracted("early", 0, 2)], "b": [extracted("first", 0)], "c": [extracted("old", 0)]},
        {"c": 1, "b": 2},
    )
    assert [q.text for q in quotations] == ["old", "first", "early", "late"]


def test_an_id_depends_on_article_and_offset_alone() -> None:
    """The same article and offset give the same id with any other articles; another offset gives another id."""
    (alone,) = linked({"b": [extracted("no more", 0, 5)]})
    more = {q.article: q for q in linked({"a": [extracted("no more", 0, 5)], "b": [extracted("yes again", 1, 5)]})}
    assert more["b"].id == alone.id
    assert more["a"].id != alone.id


def test_the_same_words_are_linked_both_ways() -> None:
    """Word for word the same; case and punctuation at the edges are ignored."""
    first, second = linked({"a": [extracted("We will wait for spring,", 0)], "b": [extracted("we will wait for spring", 0)]})
    assert (first.same_as, second.same_as) == ((second.id,), (first.id,))
    assert (first.differs, second.differs) == ("", "")


def test_a_trimmed_quotation_says_what_it_drops() -> None:
    """A part of the words elsewhere is the same quotation."""
    first, second = linked(
        {"a": [extracted("We will wait for the long spring and the thaw", 0)], "b": [extracted("wait for the long spring", 0)]}
    )
    assert second.same_as == (first.id,)
    assert second.differs == "drops “We will”; drops “and the thaw”"


def test_a_reworded_quotation_says_what_it_changes() -> None:
    """Another translation of the same sentence is the same quotation, and lists its own words for the others."""
    first, second = linked(
        {"a": [extracted(SHARED, 0)], "b": [extracted("meaningful and calm, focusing on plain steps and practical answers.", 0)]}
    )
    assert second.same_as == (first.id,)
    assert "“focusing” for “focused”" in second.differs


def test_different_speakers_are_never_linked() -> None:
    """The same words of two named people are two quotations."""
    assert [q.same_as for q in linked({"a": [extracted(SHARED, 0)], "b": [extracted(SHARED, 1)]})] == [(), ()]


def test_an_unnamed_speaker_may_be_the_named_one() -> None:
    """Word for word the same long quotation is linked where one article does not name the speaker."""
    quotations = linked({"a": [extracted(SHARED, 0)], "b": [extracted(SHARED, None, named="a negotiator")]})
    assert all(q.same_as for q in quotations)


def test_few_words_count_only_within_days() -> None:
    """One quoted word of the same speaker is the same quotation in articles of the same days, not months apart."""
    near = linked({"a": [extracted("useful", 0)], "b": [extracted("useful", 0)]}, {"a": 1, "b": 3})
    far = linked({"a": [extracted("useful", 0)], "b": [extracted("useful", 0)]}, {"a": 1, "b": 28})
    assert [bool(q.same_as) for q in (*near, *far)] == [True, True, False, False]


def test_quotations_of_one_article_are_not_linked() -> None:
    """Repetition inside an article is no second source."""
    assert [q.same_as for q in linked({"a": [extracted(SHARED, 0), extracted(SHARED, 0, 90)]})] == [(), ()]


def test_unlike_words_stay_apart() -> None:
    """Sentences that share only small words are different quotations."""
    words = ("We will go to the harbour in the morning", "They will come to the village in the evening")
    assert [q.same_as for q in linked({"a": [extracted(words[0], 0)], "b": [extracted(words[1], 0)]})] == [(), ()]


def test_a_group_of_three_names_the_other_two() -> None:
    """Links are transitive: each names all the others."""
    quotations = linked({key: [extracted(SHARED, 0)] for key in "abc"})
    assert [len(q.same_as) for q in quotations] == [2, 2, 2]


@pytest.mark.parametrize("seed", range(6))
def test_quotations_linked_by_difference_are_those_linked_from_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles come, go and change, and with them days and speakers; blocks are larger than what is compared in them."""
    monkeypatch.setattr("dossier.linking.quotes.LEADERS", 2)
    chance, linker = Random(seed), QuoteLinker()  # noqa: S311  no secret
    words = [
        "we",
        "will",
        "wait",
        "for",
        "the",
        "long",
        "spring",
        "and",
        "the",
        "thaw",
        "in",
        "the",
        "north",
        "before",
        "the",
        "boats",
        "go",
        "out",
    ]
    texts = [" ".join(words[at : at + length]) for at in range(6) for length in (1, 4, 7, 11)]
    facts: dict[str, Facts] = {}
    days: dict[str, PublicationDay] = {}
    ids: dict[tuple[str, int], str] = {}
    for _ in range(25):
        key = chance.choice("abcdefghijklmn")
        if facts.pop(key, None) is None or chance.random() < 0.5:
            spoken = [extracted(chance.choice(texts), chance.choice((0, None)), start) for start in range(chance.randrange(1, 4))]
            facts[key] = Facts(key, quotations=tuple(spoken))
            days[key] = PublicationDay(chance.choice((None, date(2024, 5, 1), date(2024, 5, 9))), DateBasis.STATED, "")
            ids[key, 0] = chance.choice((MARSH, BARLOW))
        material = {key: article(key) for key in sorted(facts)}, facts, days, dict(ids), {MARSH, BARLOW}
        assert linker.link(*material) == link_quotations(*material)
