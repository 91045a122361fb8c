"""The words a user may type are those the program knows."""

from dossier.api import Dossier
from dossier.model.query import Query
from dossier.services.query.vocabulary import formats, query_fields, query_signs, tables


def test_formats_and_tables_are_those_of_export(sample: Dossier) -> None:
    """In the order of the app's list; every table can be exported."""
    assert [name for name, _ in formats()] == [info.name for info in sample.exports.formats()]
    sample.query.load()
    assert all(sample.exports.prepare("csv", Query(""), table=name).count is not None for name in tables())


def test_fields_and_signs_are_understood(sample: Dossier) -> None:
    """No example and no field is an error to the query language."""
    sample.query.load()
    for example, finds in query_signs():
        assert finds
        assert not sample.query.search(Query(example)).error
    for field, finds in query_fields():
        assert finds
        value = {"date:": "2026-01", "before:": "2026-01", "after:": "2026-01", "type:": "meeting", "has:": "note", "is:": "unread"}.get(
            field, "x"
        )
        assert not sample.query.search(Query(f"{field}{value}")).error
