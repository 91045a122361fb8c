"""Quotations of several articles joined: order, ids, links between the same words."""

from datetime import date

from dossier.linking.quotes import link_quotations
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


def local(words: str, speaker: int | None, start: int = 0, named: str = "Elena Marsh") -> ExtractedQuotation:
    """A quotation as extraction gives it."""
    span = Span(start, start + len(words))
    return ExtractedQuotation(
        span, words, QuotationKind.DIRECT, speaker, named, Span(0, 1), "said", None, "Telegram", "A rule.", cue_lemma="say"
    )


def joined(told: dict[str, list[ExtractedQuotation]], days: dict[str, int] | None = None) -> tuple[Quotation, ...]:
    """The joined quotations; local actor 0 is Marsh and 1 is Barlow everywhere; days are days of one month."""
    days = days or {}
    return link_quotations(
        {key: article(key) for key in told},
        {key: Facts(key, quotations=tuple(found)) for key, found in told.items()},
        {key: PublicationDay(date(2024, 5, days[key]) if key in days else None, DateBasis.STATED, "") for key in told},
        {(key, number): actor for key in told for number, actor in enumerate((MARSH, BARLOW))},
        ACTORS,
    )


def test_speakers_and_fields_come_over() -> None:
    """Local keys become actor ids; words, channel, cue and source text stay."""
    (found,) = joined({"a": [local("no more", 1)]})
    assert (found.speaker, found.text, found.cue, found.cue_lemma, found.channel) == (BARLOW, "no more", "said", "say", "Telegram")
    assert (found.article, found.source_text, found.explanation) == ("a", "“", "A rule.")


def test_unnamed_speakers_stay_unnamed() -> None:
    """Where extraction found no actor the text alone tells, even if an actor bears that name."""
    (found,) = joined({"a": [local("no more", None, named="Tom Barlow")]})
    assert (found.speaker, found.speaker_text) == (None, "Tom Barlow")


def test_order_is_by_day_then_file_then_place() -> None:
    """Earlier articles first, unknown days last, then the file's name, then the place in the text."""
    found = joined({"a": [local("late", 0, 9), local("early", 0, 2)], "b": [local("first", 0)], "c": [local("old", 0)]}, {"c": 1, "b": 2})
    assert [q.text for q in found] == ["old", "first", "early", "late"]


def test_an_id_hangs_on_article_and_offset_alone() -> None:
    """The same article and place give the same id whatever else is there; another place another id."""
    (alone,) = joined({"b": [local("no more", 0, 5)]})
    more = {q.article: q for q in joined({"a": [local("no more", 0, 5)], "b": [local("yes again", 1, 5)]})}
    assert more["b"].id == alone.id
    assert more["a"].id != alone.id


def test_the_same_words_are_linked_both_ways() -> None:
    """Word for word the same, whatever the marks and case at the edges."""
    first, second = joined({"a": [local("We will wait for spring,", 0)], "b": [local("we will wait for spring", 0)]})
    assert (first.same_as, second.same_as) == ((second.id,), (first.id,))
    assert (first.differs, second.differs) == ("", "")


def test_a_trimmed_quotation_says_what_it_drops() -> None:
    """A part of the words elsewhere is the same quotation."""
    first, second = joined({"a": [local("We will wait for the long spring and the thaw", 0)], "b": [local("wait for the long spring", 0)]})
    assert second.same_as == (first.id,)
    assert second.differs == "drops “We will”; drops “and the thaw”"


def test_a_reworded_quotation_says_what_it_changes() -> None:
    """Another translation of the same sentence is the same quotation, and tells its own words for the others."""
    first, second = joined(
        {"a": [local(SHARED, 0)], "b": [local("meaningful and calm, focusing on plain steps and practical answers.", 0)]}
    )
    assert second.same_as == (first.id,)
    assert "“focusing” for “focused”" in second.differs


def test_different_speakers_are_never_linked() -> None:
    """The same words of two named people are two quotations."""
    assert [q.same_as for q in joined({"a": [local(SHARED, 0)], "b": [local(SHARED, 1)]})] == [(), ()]


def test_an_unnamed_speaker_may_be_the_named_one() -> None:
    """Word for word the same long quotation is linked where one article does not name the speaker."""
    found = joined({"a": [local(SHARED, 0)], "b": [local(SHARED, None, named="a negotiator")]})
    assert all(q.same_as for q in found)


def test_few_words_count_only_within_days() -> None:
    """One quoted word of the same speaker is the same quotation in articles of the same days, not months apart."""
    near = joined({"a": [local("useful", 0)], "b": [local("useful", 0)]}, {"a": 1, "b": 3})
    far = joined({"a": [local("useful", 0)], "b": [local("useful", 0)]}, {"a": 1, "b": 28})
    assert [bool(q.same_as) for q in (*near, *far)] == [True, True, False, False]


def test_quotations_of_one_article_are_not_linked() -> None:
    """Repetition inside an article is no second source."""
    assert [q.same_as for q in joined({"a": [local(SHARED, 0), local(SHARED, 0, 90)]})] == [(), ()]


def test_unlike_words_stay_apart() -> None:
    """Sentences that share only small words are different quotations."""
    words = ("We will go to the harbour in the morning", "They will come to the village in the evening")
    assert [q.same_as for q in joined({"a": [local(words[0], 0)], "b": [local(words[1], 0)]})] == [(), ()]


def test_a_group_of_three_names_the_other_two() -> None:
    """Links run through the group: each names all the others."""
    found = joined({key: [local(SHARED, 0)] for key in "abc"})
    assert [len(q.same_as) for q in found] == [2, 2, 2]
