"""Answers: what is counted is what is marked."""

import pytest

from dossier.folder.dossier import Dossier
from dossier.model.query import Query


@pytest.mark.parametrize(
    "text", ["talks", "talk*", '"peace talks" OR meeting', "title:talks", "talks -strike", "tlaks~", "(talks OR deal) drone", "text:talks"]
)
def test_the_count_of_an_article_is_that_of_its_marks_in_text_and_title(sample: Dossier, text: str) -> None:
    """Proves that text and title together hold as many marks as the list says, each on words and not on blanks, in order."""
    answer = sample.answer(Query(text))
    assert answer.articles
    for hit in answer.articles:
        title = sample.article(hit.article).title.strip()
        in_title = sample.title_marks(hit.article, Query(text))
        assert len(in_title) + len(sample.marks(hit.article, Query(text))) == hit.count
        assert all(span.of(title).strip() == span.of(title) != "" for span in in_title)
        assert list(in_title) == sorted(in_title)
