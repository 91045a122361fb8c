"""An article read in another way: what each method keeps, the choice kept and taken back, notes where their words stand."""

from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.errors import DossierError
from dossier.model.notebook import AnchorKind
from dossier.model.query import Query
from dossier.model.span import Span
from dossier.reading.registry import METHODS, text_methods
from dossier.services.ingest.create import new_dossier

STORY = "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there."
MORE = "“We made progress,” Brandt told reporters at the quay. Nobody else was in the room, and no paper was signed, her office said in a note."
BOX = "The millers of Velmar hold their fair on the first Sunday of June, with forty stalls and a race of barrels down the hill behind the church."
PAGE = f"""<html lang="en"><head><title>Envoys meet</title></head><body><nav><a href="/">Home</a></nav>
<main><article><h1>Envoys meet</h1><p>{STORY}</p><p>{MORE}</p></article></main><aside class="sidebar related"><p>{BOX}</p></aside></body></html>"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A dossier with a page and a table."""
    root = new_dossier(tmp_path / "case", "A case")
    (root / "seeds" / "page.html").write_text(PAGE, encoding="utf-8")
    (root / "seeds" / "note.rtf").write_text(r"{\rtf1 " + MORE.replace("“", '"').replace("”", '"') + "}", encoding="ascii")
    return root


def test_each_method_says_what_it_keeps(case: Path) -> None:
    """Words, lines left out, the first words, the one in use; a kind with one way only has no list."""
    with open_dossier(case) as opened:
        previews = {r.method: r for r in opened.ingest.text_method_previews(opened.query.snapshot.find_item("page.html").id)}
        assert list(previews) == [name for name, _ in METHODS["html"]]
        assert [r.method for r in previews.values() if r.chosen] == ["balanced"] == [r.method for r in previews.values() if r.is_default]
        assert previews["whole"].words > previews["balanced"].words > 0
        assert previews["balanced"].start.startswith("Foreign Minister Orla Brandt")
        assert not [r.error for r in previews.values() if r.error]
        with pytest.raises(DossierError, match="only one way"):
            opened.ingest.text_method_previews(opened.query.snapshot.find_item("note.rtf").id)


def test_the_choice_is_kept_and_can_be_taken_back(case: Path) -> None:
    """In text, search and after a rebuild; undo brings the usual text back, redo the other; notes keep their words."""
    with open_dossier(case) as opened:
        article = opened.query.snapshot.article(opened.query.snapshot.find_item("page.html").id)
        at = article.text.index("Nobody else")
        opened.notebook.note(opened.notebook.anchor_of(AnchorKind.PASSAGE, "", article.id, Span(at, at + 11)), "Who says so?")
        usual = article.text
        done = opened.ingest.select_text_method([article.id], "whole")
        assert "Read Envoys meet by whole: " in done.sentence
        whole = opened.query.snapshot.article(article.id)
        assert (whole.method, opened.ingest.text_method(article.id)) == ("whole", "whole")
        assert BOX in whole.text
        assert [h.article for h in opened.query.search(Query("barrels")).articles] == [article.id]
        opened.ingest.rebuild()
        assert opened.query.snapshot.article(article.id).text == whole.text
        (note,) = opened.notebook.entries()
        assert (note.detached, note.target) == (False, article.id)
        opened.notebook.undo()
        assert opened.query.snapshot.article(article.id).text == usual
        assert opened.query.search(Query("barrels")).articles == ()
        opened.notebook.redo()
        assert opened.query.snapshot.article(article.id).text == whole.text
        opened.ingest.select_text_method([article.id], "balanced")
        assert (opened.query.snapshot.article(article.id).text, opened.query.snapshot.article(article.id).method) == (usual, "")
        assert "already" in opened.ingest.select_text_method([article.id], "balanced").sentence
    with open_dossier(case) as opened:
        assert opened.query.snapshot.article(article.id).text == usual


def test_what_cannot_be_is_told(case: Path) -> None:
    """An unknown method, one that finds nothing, a file that is gone: the article stays as it is."""
    (case / "seeds" / "mail.eml").write_text(f"From: a@example.org\nSubject: Talks\n\n{STORY}\n", encoding="utf-8")
    with open_dossier(case) as opened:
        page, mail = opened.query.snapshot.find_item("page.html").id, opened.query.snapshot.find_item("mail.eml").id
        with pytest.raises(DossierError, match=r"no method “sideways”.*balanced, recall, precise"):
            opened.ingest.select_text_method([page], "sideways")
        with pytest.raises(DossierError, match="Read by “page”: No article text"):
            opened.ingest.select_text_method([mail], "page")
        assert opened.notebook.history() == ()


def test_every_method_of_every_kind_is_one() -> None:
    """The table names kinds that are read; a page saved whole has the methods of a page."""
    assert text_methods("a.MHT") == text_methods("a.htm") != ()
    assert text_methods("a.pdf")[0][0] == "columns"
    assert text_methods("a.docx") == text_methods("a") == ()
