"""Answers: what is counted is what is marked."""

import pytest

from dossier.api import Dossier
from dossier.errors import Cancelled
from dossier.model.query import Query


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
