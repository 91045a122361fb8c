"""Details of articles: title, outlet, day and language, of one article or of several in one step."""

from datetime import date

import pytest

from dossier.api import Dossier
from dossier.errors import DossierError
from dossier.model.ingest import ArticleMetadata
from dossier.services.notebook.article_details import parse_publication_day


def details(reports: Dossier) -> dict[str, tuple[str, str, date | None]]:
    """Title, outlet and day of each article, by its file."""
    snapshot = reports.query.snapshot
    return {a.file: (a.title, a.outlet, snapshot.published(a.id).day) for a in snapshot.articles.values()}


def test_several_articles_are_set_in_one_step(reports: Dossier) -> None:
    """Every article gets what is given and keeps the rest; one undo takes all of it back."""
    before = details(reports)
    idents = [a.id for a in reports.query.snapshot.articles.values() if a.file in {"lisbon.md", "porto.md"}]
    result = reports.notebook.set_articles(idents, ArticleMetadata(outlet="Quay\n Gazette ", published="7 May 2031"))
    assert result.sentence == "Updated 2 articles: outlet Quay Gazette, published 2031-05-07."
    after = details(reports)
    for file, (title, *rest) in after.items():
        assert title == before[file][0]
        assert rest == (["Quay Gazette", date(2031, 5, 7)] if file in {"lisbon.md", "porto.md"} else [*before[file][1:]])
    reports.notebook.undo()
    assert details(reports) == before


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2031-05-07", date(2031, 5, 7)),
        ("May 7, 2031", date(2031, 5, 7)),
        ("07.05.2031", date(2031, 5, 7)),
        ("7 мая 2031", date(2031, 5, 7)),
        ("5 février 2026", date(2026, 2, 5)),
        ("2026年2月5日", date(2026, 2, 5)),
    ],
)
def test_a_day_is_read_in_every_form_that_articles_print(typed: str, day: date) -> None:
    """Forms of other languages are read as well as those of the prompt."""
    assert parse_publication_day(typed) == day


@pytest.mark.parametrize(
    ("metadata", "sentence"),
    [
        (ArticleMetadata(published="someday"), "not a date"),
        (ArticleMetadata(published="May 2031"), "not a single day"),
        (ArticleMetadata(published="2031-02-30"), "not a valid date"),
        (ArticleMetadata(title="New", language="Norse"), "not a language code"),
        (ArticleMetadata(title="   "), "Nothing to set"),
    ],
)
def test_a_bad_value_changes_nothing(reports: Dossier, metadata: ArticleMetadata, sentence: str) -> None:
    """The error names the value, and neither the good fields nor the other articles are changed."""
    before = details(reports)
    with pytest.raises(DossierError, match=sentence):
        reports.notebook.set_articles(list(reports.query.snapshot.articles), metadata)
    assert details(reports) == before
    assert reports.notebook.history() == ()
