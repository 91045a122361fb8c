"""Answers: what is counted is what is marked."""

from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.errors import Cancelled
from dossier.model.notebook import AnchorKind
from dossier.model.query import Query
from dossier.services.ingest.create import new_dossier


@pytest.mark.parametrize(
    "text", ["talks", "talk*", '"peace talks" OR meeting', "title:talks", "talks -strike", "tlaks~", "(talks OR deal) drone", "text:talks"]
)
def test_the_count_of_an_article_is_that_of_its_marks_in_text_and_title(sample: Dossier, text: str) -> None:
    """Proves that text and title together hold as many marks as the list says, each on words and not on blanks, in order."""
    answer = sample.query.search(Query(text))
    assert answer.articles
    for hit in answer.articles:
        title = sample.query.snapshot.article(hit.article).title.strip()
        in_title = sample.query.title_marks(hit.article, Query(text))
        assert len(in_title) + len(sample.query.match_spans(hit.article, Query(text))) == hit.count
        assert all(span.of(title).strip() == span.of(title) != "" for span in in_title)
        assert list(in_title) == sorted(in_title)


def test_hits_may_come_later_than_the_answer(sample: Dossier) -> None:
    """Proves that an answer with the hits of one article alone has all its rows, and that it is the whole answer once they are added."""
    whole, first = sample.query.search(Query("talks")), sample.query.search(Query("talks"), 1)
    assert [hit.article for hit in first.articles] == [hit.article for hit in whole.articles]
    assert [bool(hit.snippets) for hit in first.articles] == [True, *(False for _ in whole.articles[1:])]
    assert sample.query.with_snippets(first) == whole


def test_an_answer_nobody_waits_for_is_dropped(sample: Dossier) -> None:
    """A search and its later snippets can be cancelled between two steps."""
    answer = sample.query.search(Query("talks"), 1)
    with pytest.raises(Cancelled):
        sample.query.search(Query("talks"), cancelled=lambda: True)
    with pytest.raises(Cancelled):
        sample.query.with_snippets(answer, lambda: True)


def test_everything_is_the_same_rows_each_time(sample: Dossier) -> None:
    """Proves that asking for everything again gives the very same rows, so that lists made of them can be kept."""
    first, other = sample.query.search(Query()), sample.query.search(Query())
    assert first.actors is other.actors
    assert first.events is other.events
    assert first.quotations is other.quotations
    assert first.articles is other.articles


def test_two_words_find_the_one_that_they_make(tmp_path: Path) -> None:
    """In the lists, the counts, the facets and the marks alike; in quotation marks they do not."""
    case = new_dossier(tmp_path / "case", "A case")
    for name, words in (
        ("one", "An airstrike near Merrow was denied by 12,500 soldiers."),
        ("two", "A strike at the mill was heard in the air."),
    ):
        (tmp_path / f"{name}.txt").write_text(
            f"{words} Nobody else was there, the keeper of the lighthouse said on Monday.\n", encoding="utf-8"
        )
    with open_dossier(case) as opened:
        one, two = (result.article for result in opened.ingest.add([tmp_path / "one.txt", tmp_path / "two.txt"]))
        for text, articles in (("air strike", {one, two}), ('"air strike"', set()), ("12 500", {one}), ("12500", {one})):
            answer = opened.query.search(Query(text))
            assert {hit.article for hit in answer.articles} == articles, text
            assert opened.query.result_counts(Query(text)).articles == len(articles)
        text = opened.query.snapshot.article(one or "").text
        assert [span.of(text) for span in opened.query.match_spans(one or "", Query("air strike"))] == ["airstrike"]


@pytest.mark.parametrize(
    "typed", ["type:", "place:", "date:", "said:", "actor:", "source:", "tag:", "has:", "tal", "talks type:", "talks said:z", "-type:"]
)
def test_a_completion_counts_what_the_list_shows_once_it_is_taken(sample: Dossier, typed: str) -> None:
    """Proves that the number beside each completion is that of the rows of the list that it narrows, for the whole query."""
    ident = sample.query.search(Query()).events[0].id
    sample.notebook.note(sample.notebook.anchor_of(AnchorKind.EVENT, ident), "Ask her.", ["verify"])
    completions = sample.query.complete(typed, len(typed))
    assert completions
    for completion in completions:
        if completion.counted:
            result = sample.query.search(Query(completion.text))
            rows = {"article": result.articles, "event": result.events, "quote": result.quotations, "note": result.notes}
            assert completion.count == len(rows[completion.counted]), completion
