"""Copies found by difference are those that are found from nothing."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.errors import DamagedFacts
from dossier.linking.near_duplicates import find_near_duplicates
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.facts import Facts
from dossier.services.derived import copies as copies_module
from dossier.services.derived.copies import Copies
from dossier.storage.facts import FactsStore, SourceFile

UNKNOWN = PublicationDay(None, DateBasis.UNKNOWN, "")


def text_of(seed: int) -> str:
    """Some of a few paragraphs in a random order: many texts share one, and some share most."""
    chance = Random(seed)  # noqa: S311  no secret
    paragraphs = [" ".join(f"p{number}w{at}" for at in range(30)) for number in range(4)]
    own = " ".join(f"own{chance.randrange(99)}" for _ in range(chance.choice((0, 10, 60, 90))))
    return " ".join([*chance.sample(paragraphs, chance.randrange(1, 3)), own])


def save(store: FactsStore, key: str, text: str, url: str = "") -> None:
    """An article with a file of its own."""
    article = Article(key, f"{key}.txt", key, "", "", "", "en", UNKNOWN, text, url=url)
    store.save(SourceFile(article.file, key, 1, 1, key), article, Facts(key))


def from_nothing(store: FactsStore) -> dict[str, tuple[str, ...]]:
    """The near-duplicates among the stored articles, without anything that was known before."""
    return find_near_duplicates({article.id: article for article in store.articles()})


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 40) | st.none()), min_size=12, max_size=60),
    st.integers(1, 20),
    st.sampled_from((2, 500)),
)
def test_any_order_of_changes_gives_the_copies_of_a_search_from_nothing(
    changes: list[tuple[int, int | None]], every: int, batch: int
) -> None:
    """Articles are added, removed and replaced by other texts; the copies are brought up to date after some of the changes, in batches."""
    with TemporaryDirectory() as folder, patch.object(copies_module, "BATCH", batch):
        store = FactsStore(Path(folder) / "facts.sqlite3")
        for number, (key, seed) in enumerate(changes):
            store.delete(f"{key:02}.txt")
            if seed is not None:
                save(store, f"{key:02}", text_of(seed))
            if number % every == 0:
                expected = from_nothing(store)
                copies = Copies(store)
                assert {article.id: copies.near_duplicates(article.id) for article in store.articles()} == {
                    article.id: expected.get(article.id, ()) for article in store.articles()
                }
        assert sorted(map(tuple, Copies(store).groups())) == sorted({tuple(sorted((k, *v))) for k, v in from_nothing(store).items()})
        store.close()


def test_a_crowd_of_copies_stays_one_group_as_its_first_articles_go(tmp_path: Path) -> None:
    """The articles that all others are compared with are replaced by the next ones."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    for number in range(30):
        save(store, f"{number:02}", text_of(1))
    assert [len(group) for group in Copies(store).groups()] == [30]
    for number in range(20):
        store.delete(f"{number:02}.txt")
    assert Copies(store).groups() == [[f"{number:02}" for number in range(20, 30)]]


def test_articles_of_one_page_are_known_by_any_form_of_its_address(tmp_path: Path) -> None:
    """Until the article is removed."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    save(store, "01", "One text.", "https://www.example.org/a/?utm_source=x")
    save(store, "02", "Another text.", "https://example.org/a")
    assert Copies(store).same_page("http://example.org/a/#top") == ("01", "02")
    store.delete("01.txt")
    assert Copies(store).same_page("https://example.org/a") == ("02",)
    assert Copies(store).same_page("") == ()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM near_duplicate WHERE article = '01'",
        "UPDATE near_duplicate SET other = '03' WHERE article = '01'",
        "UPDATE shingled SET size = 1",
        "UPDATE shingled SET sampled = zeroblob(16)",
        "DELETE FROM shingle",
        "DELETE FROM shingle WHERE hash = (SELECT max(hash) FROM shingle) AND article = '02'",
        "UPDATE shingle SET hash = hash + 1 WHERE hash = (SELECT max(hash) FROM shingle)",
        "DROP TABLE shingle",
        "DELETE FROM shingled WHERE article = '02'",
        "DELETE FROM near_duplicate",
        "DELETE FROM page",
    ],
)
def test_rows_that_were_changed_are_noticed(tmp_path: Path, change: str) -> None:
    """Whatever was changed, and whichever article is looked at next."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    for key in ("01", "02"):
        save(store, key, text_of(1), "https://example.org/a")
    assert Copies(store).groups() == [["01", "02"]]
    store.connection.execute(change)
    store.close()
    store = FactsStore(tmp_path / "facts.sqlite3")
    save(store, "04", text_of(1))
    with pytest.raises(DamagedFacts):
        Copies(store).groups()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_change_that_is_missing_is_noticed(tmp_path: Path, number: int) -> None:
    """Its article would be compared with no other."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    for key in ("01", "02", "03"):
        save(store, key, text_of(1))
    store.connection.execute("DELETE FROM change WHERE number = ?", (number,))
    with pytest.raises(DamagedFacts):
        Copies(store)
