"""Removed articles: listed, and brought back with what was noted on them."""

from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.errors import DossierError
from dossier.model.ingest import ArticleMetadata, RemovedArticle
from dossier.model.notebook import AnchorKind
from dossier.reading.registry import SIDECAR_SUFFIX
from dossier.services.ingest.create import new_dossier

QUAY = "Published: 2031-03-05\n\nEngineer Ada Lund met Mayor Ivo Kerr in Velmar on Tuesday and spoke of the quay wall.\n"
MILL = "Published: 2031-03-07\n\nA fire destroyed the mill of Aster on Friday, Captain Ole Brandt said.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Two made-up reports, one of them with a sidecar."""
    root = new_dossier(tmp_path / "case", "A case")
    (root / "seeds" / "quay.txt").write_text(QUAY, encoding="utf-8")
    (root / "seeds" / f"quay.txt{SIDECAR_SUFFIX}").write_text('{"url": "https://news.example/quay"}', encoding="utf-8")
    (root / "seeds" / "mill.txt").write_text(MILL, encoding="utf-8")
    return root


def ident(opened: Dossier, file: str) -> str:
    """The id of the article of a file."""
    return next(article.id for article in opened.query.snapshot.articles.values() if article.file == file)


def files(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_removed_articles_are_listed_and_brought_back(case: Path) -> None:
    """Files, sidecar, address, corrections and notes are as they were before."""
    with open_dossier(case) as opened:
        quay = ident(opened, "quay.txt")
        opened.notebook.set_articles([quay], ArticleMetadata(title="Quay wall"))
        opened.notebook.note(opened.notebook.anchor_of(AnchorKind.ARTICLE, quay), "Ask the engineer.")
        before = files(case / "seeds")
        removal = opened.ingest.remove([quay, ident(opened, "mill.txt")])
        assert removal.sentence == "Removed 2 articles."
        assert [path.name for path in removal.files] == ["quay.txt", "mill.txt"]
        assert files(case / "seeds") == []
        assert not opened.query.snapshot.articles
        listed = opened.ingest.removed_articles()
        assert {removed.file for removed in listed} == {"quay.txt", "mill.txt"}
        assert all(removed.title for removed in listed)
        result = opened.ingest.restore_articles(["quay.txt"])
        assert result.sentence == "Restored Quay wall."
        assert [removed.file for removed in opened.ingest.removed_articles()] == ["mill.txt"]
        opened.ingest.restore_articles(["mill.txt"])
        assert files(case / "seeds") == before
        assert opened.query.snapshot.article(quay).url == "https://news.example/quay"
        assert [(entry.text, entry.detached) for entry in opened.notebook.entries()] == [("Ask the engineer.", False)]
        assert opened.ingest.removed_articles() == ()


def test_a_name_that_was_taken_meanwhile_is_not_overwritten(case: Path) -> None:
    """The file comes back under a free name, with its sidecar beside it."""
    with open_dossier(case) as opened:
        opened.ingest.remove([ident(opened, "quay.txt")])
        (case / "seeds" / "quay.txt").write_text(MILL.replace("mill", "barn"), encoding="utf-8")
        opened.ingest.refresh()
        opened.ingest.restore_articles(["quay.txt"])
        assert files(case / "seeds") == ["mill.txt", "quay-2.txt", f"quay-2.txt{SIDECAR_SUFFIX}", "quay.txt"]
        assert opened.query.snapshot.article(ident(opened, "quay-2.txt")).url == "https://news.example/quay"


@pytest.mark.parametrize("name", ["gone.txt", "../dossier.toml", "", f"quay.txt{SIDECAR_SUFFIX}"])
def test_only_removed_articles_can_be_brought_back(case: Path, name: str) -> None:
    """Any other name is refused, and the good ones beside it stay in the trash."""
    with open_dossier(case) as opened:
        opened.ingest.remove([ident(opened, "quay.txt")])
        with pytest.raises(DossierError, match="not among the removed articles"):
            opened.ingest.restore_articles(["quay.txt", name])
        assert files(case / "seeds") == ["mill.txt"]


def test_an_article_that_was_added_again_is_not_brought_back_twice(case: Path) -> None:
    """The sentence names the file that has the same text."""
    with open_dossier(case) as opened:
        opened.ingest.remove([ident(opened, "mill.txt")])
        (case / "seeds" / "again.txt").write_text(MILL, encoding="utf-8")
        opened.ingest.refresh()
        with pytest.raises(DossierError, match=r"in the dossier already, as again\.txt"):
            opened.ingest.restore_articles(["mill.txt"])


def test_a_file_in_the_trash_that_cannot_be_read_is_listed_by_its_name(case: Path) -> None:
    """One damaged file hides none of the others."""
    with open_dossier(case) as opened:
        opened.ingest.remove([ident(opened, "mill.txt")])
        (case / ".trash" / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
        listed = opened.ingest.removed_articles()
        assert RemovedArticle("bad.pdf") in listed
        assert len(listed) == 2
