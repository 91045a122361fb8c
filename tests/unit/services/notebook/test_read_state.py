"""Read and unread articles, what is new since the last visit, and where that is stored."""

import stat
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.model.notebook import AnchorKind
from dossier.model.query import Query
from dossier.runtime.paths import paths_for, read_state_path
from dossier.services.notebook.read_state import PANES, ReadMark, ReadState


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a dossier that was never opened."""
    folder = tmp_path / "case"
    folder.mkdir()
    return folder


def visit(root: Path, *articles: str) -> ReadState:
    """A session of the app that begins with these articles."""
    state = ReadState(paths_for(root), stores=True)
    state.register(articles)
    return state


def test_nothing_is_new_or_marked_on_the_first_visit(root: Path) -> None:
    """Also not what is added during it, as after making a dossier."""
    state = visit(root)
    state.register(["a", "b"])
    state.register(["a", "b", "c"])
    assert [state.mark(article) for article in "abc"] == [ReadMark.NONE] * 3
    assert not any(state.new_articles(pane) for pane in PANES)


def test_once_one_is_read_the_others_are_unread(root: Path) -> None:
    """The marks begin with the first article read."""
    state = visit(root, "a", "b")
    assert state.set_read(["a"], read=True) == {"a"}
    assert state.set_read(["a"], read=True) == frozenset()
    assert (state.mark("a"), state.mark("b")) == (ReadMark.READ, ReadMark.UNREAD)
    state.set_read(["a"], read=False)
    assert state.mark("a") is ReadMark.NONE, "nothing is read again, so nothing is marked"


def test_later_articles_are_new_until_read_and_until_each_list_was_seen(root: Path) -> None:
    """A list that was not looked at keeps its count over sessions."""
    visit(root, "a", "b").close()
    state = visit(root, "a", "b", "c")
    assert (state.mark("b"), state.mark("c")) == (ReadMark.UNREAD, ReadMark.NEW)
    assert {pane: state.new_articles(pane) for pane in PANES} == {pane: {"c"} for pane in PANES}
    state.see("articles")
    state.close()
    later = visit(root, "a", "b", "c", "d")
    assert later.new_articles("articles") == {"d"}
    assert later.new_articles("quotes") == {"c", "d"}
    later.set_read(["c"], read=True)
    assert (later.mark("c"), later.mark("d")) == (ReadMark.READ, ReadMark.NEW)


def test_another_process_is_seen(root: Path) -> None:
    """A command may mark articles while the app runs."""
    app, command = visit(root, "a", "b"), visit(root, "a", "b")
    command.set_read(["b"], read=True)
    assert app.read == {"b"}
    app.set_read(["a"], read=True)
    assert command.read == {"a", "b"}


def test_the_file_is_private_and_a_damaged_one_is_begun_again(root: Path) -> None:
    """What somebody reads is nobody else's business; losing it costs the marks only."""
    state = visit(root, "a")
    state.set_read(["a"], read=True)
    state.close()
    path = read_state_path(paths_for(root))
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.write_bytes(b"no database " * 500)
    again = visit(root, "a")
    assert again.read == frozenset()
    again.set_read(["a"], read=True)
    again.close()
    assert visit(root, "a").read == {"a"}


def test_nothing_is_stored_where_no_history_is_wanted(root: Path) -> None:
    """The marks are there until the app is left."""
    state = ReadState(paths_for(root), stores=False)
    state.register(["a"])
    state.set_read(["a"], read=True)
    assert state.read == {"a"}
    state.close()
    assert not read_state_path(paths_for(root)).exists()


def test_a_state_that_cannot_be_written_is_in_memory(root: Path) -> None:
    """A link in its place is not followed, and no error reaches the user."""
    path = read_state_path(paths_for(root))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir()
    state = visit(root, "a")
    state.set_read(["a"], read=True)
    assert state.read == {"a"}


def test_a_saved_search_has_new_hits_since_it_was_last_looked_at(root: Path) -> None:
    """The first count is the baseline; another query begins again."""
    state, query = visit(root, "a", "b"), Query("ferry")
    assert state.new_hits(1, query, frozenset("a")) == frozenset()
    assert state.new_hits(1, query, frozenset("ab")) == {"b"}
    assert state.new_hits(1, query, frozenset("ab")) == {"b"}, "counting is not looking"
    state.see_search(1, query, frozenset("ab"))
    assert state.new_hits(1, query, frozenset("ab")) == frozenset()
    assert state.new_hits(1, Query("harbour"), frozenset("abc")) == frozenset()
    assert state.new_hits(1, Query("harbour"), frozenset("abcd")) == {"d"}


def test_the_query_language_finds_read_and_unread_articles(sample: Dossier) -> None:
    """`is:` works beside other words, and in the other lists by article."""
    everything = [hit.article for hit in sample.query.search(Query()).articles]
    sample.read_state.set_read(everything[:2], read=True)
    read, unread = (sample.query.search(Query(text)) for text in ("is:read", "is:unread"))
    assert {hit.article for hit in read.articles} == set(everything[:2])
    assert {hit.article for hit in unread.articles} == set(everything[2:])
    assert {quotation.article for quotation in read.quotations} <= set(everything[:2])
    assert sample.query.search(Query("is:un")).articles == unread.articles
    assert sample.query.search(Query("-is:read")).totals.articles == len(everything)
    assert sample.query.search(Query("is:new")).error == "is: takes read, unread, not “new”."
    completions = {completion.label: completion.count for completion in sample.query.complete("is:", 3)}
    assert completions == {"is:read": 2, "is:unread": len(everything) - 2}


def test_notes_follow_the_article_that_they_are_on(sample: Dossier) -> None:
    """A note on a read article is found by `is:read`."""
    article = sample.query.snapshot.by_day[0]
    sample.notebook.note(sample.notebook.anchor_of(AnchorKind.ARTICLE, article), "Check the date.")
    assert not sample.query.search(Query("is:read")).notes
    sample.read_state.set_read([article], read=True)
    assert [note.text for note in sample.query.search(Query("is:read")).notes] == ["Check the date."]


def test_reading_leaves_the_notebook_alone(sample: Dossier) -> None:
    """No entry, no step to undo, nothing in a bundle."""
    sample.read_state.set_read(sample.query.snapshot.by_day, read=True)
    assert sample.notebook.entries() == ()
    assert sample.notebook.history() == ()
    with open_dossier(sample.root) as again:
        assert again.read_state.read == set(sample.query.snapshot.by_day)
