"""One bad file in seeds/ locks nothing: it is set apart with a sentence that names it, and all others are read."""

import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.cli.main import run
from dossier.errors import DossierError
from dossier.model.notebook import Anchor, AnchorKind
from dossier.services.ingest import sync
from dossier.services.ingest.create import new_dossier
from dossier.services.ingest.sync import SeedFile, SyncRun
from dossier.storage.facts import SourceFile

GOOD = "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on 4 March 2031. They talked about grain and the port.\n"
DEEP = "[" * 3000


def docx(cut: int) -> bytes:
    """A Word document whose text is cut short."""
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<?xml version="1.0"?><w:document xmlns:w="{words}"><w:body><w:p><w:r><w:t>{GOOD}</w:t></w:r></w:p></w:body></w:document>'
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        relation = f'<Relationships xmlns="{rels}"><Relationship Id="r" Type="{kind}" Target="word/document.xml"/></Relationships>'
        archive.writestr("_rels/.rels", relation)
        archive.writestr("word/document.xml", text[: len(text) - cut])
    return data.getvalue()


BAD = {
    "cut.docx": docx(60),
    "deep.md": f"---\ntitle: {DEEP}\n---\n\n{GOOD}".encode(),
    "deep-toml.md": f"+++\ntitle = {DEEP}\n+++\n\n{GOOD}".encode(),
    "from.eml": f"From: {'(' * 3000}\nSubject: x\n\n{GOOD}".encode(),
}
HALVES = {
    "half.rtf": rf"{{\rtf1\ansi {GOOD}\u-10180?}}".encode(),
    "half.md": f'---\ntitle: "\\ud83c"\noutlet: "a\\ud83c"\nurl: "\\ud83c"\n---\n\n{GOOD}'.encode(),
    "half.txt": GOOD.encode() + b"\xed\xa0\xbc",
    "half.html": f"<html><head><title>a&#xD83C;</title></head><body><p>{GOOD}</p><p>&#55356;{GOOD}</p></body></html>".encode(),
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    root = new_dossier(tmp_path / "case", "Case")
    (root / "seeds" / "good.txt").write_text(GOOD, encoding="utf-8")
    return root


@pytest.mark.parametrize("name", [*BAD, *HALVES])
def test_a_bad_file_locks_nothing(name: str, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Search, timeline, check and notes go on; check names the file; a later file is added."""
    (case / "seeds" / name).write_bytes((BAD | HALVES)[name])
    at = ["-C", str(case)]
    for command in (["search", "grain"], ["timeline"], ["notes"]):
        assert run([*at, *command]) in {0, 1}
    output = capsys.readouterr()
    assert "good.txt" in output.out
    assert "internal error" not in output.err
    run([*at, "check"])
    output = capsys.readouterr()
    checked = output.out
    with open_dossier(case) as opened:
        opened.notebook.note(Anchor(AnchorKind.DOSSIER), "Ask.")
        (case.parent / "later.txt").write_text(GOOD.replace("Lisbon", "Porto"), encoding="utf-8")
        opened.ingest.add([case.parent / "later.txt"])
        articles = {article.file for article in opened.query.snapshot.articles.values()}
        assert {"good.txt", "later.txt"} <= articles
        assert (name in checked) is (name not in articles)
        assert name in articles or name in BAD


def test_what_cannot_be_stored_is_set_apart(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a reader lets through: the row of the file says why it has no article."""
    (case / "seeds" / "odd.txt").write_text(GOOD.replace("grain", "wheat"), encoding="utf-8")

    def spoil(run: SyncRun, file: SeedFile, source: SourceFile) -> None:
        if file.article is not None and file.name == "odd.txt":
            file.article = replace(file.article, title="half \ud83c")
        save(run, file, source)

    save = sync._save
    monkeypatch.setattr(sync, "_save", spoil)
    with open_dossier(case) as opened:
        assert [article.file for article in opened.query.snapshot.articles.values()] == ["good.txt"]
        assert any("odd.txt" in sentence and "could not be stored" in sentence for sentence in opened.check())


@pytest.mark.parametrize("name", ["dossier.toml"])
def test_settings_nested_deep_are_a_sentence(name: str, case: Path) -> None:
    """It names the file and says that nothing was changed."""
    (case / name).write_text(f"title = {DEEP}", encoding="utf-8")
    with pytest.raises(DossierError, match="nested too deep") as raised:
        open_dossier(case)
    assert raised.value.where.endswith(name)


def test_a_stamp_nested_deep_means_an_index_of_our_own(case: Path) -> None:
    """It counts as somebody else's; the dossier opens."""
    with open_dossier(case) as opened:
        opened.query.load()
    (case / "index" / "stamp.json").write_text(DEEP, encoding="utf-8")
    with open_dossier(case) as opened:
        assert len(opened.query.snapshot.articles) == 1


def test_a_change_with_the_same_size_and_time_stamp_is_noticed(case: Path) -> None:
    """By opening the dossier, since the system notes the change; of another program's contents no trace is left."""
    path = case / "seeds" / "good.txt"
    with open_dossier(case) as opened:
        assert "Lisbon" in next(iter(opened.query.snapshot.articles.values())).text
    stat = path.stat()
    path.write_text(GOOD.replace("Lisbon", "Bergen"), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    with open_dossier(case) as opened:
        assert "Bergen" in next(iter(opened.query.snapshot.articles.values())).text
        assert opened.check() == ()


def test_a_change_that_the_system_did_not_note_is_found_by_hashes(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As bits that flip on a disk do: `check --deep` names the file, and the next command reads it again."""
    path = case / "seeds" / "good.txt"
    with open_dossier(case) as opened:
        opened.query.load()
        path.write_text(GOOD.replace("Lisbon", "Bergen"), encoding="utf-8")
        stat = path.stat()
        store = opened._state.index.store
        (row,) = store.source_files().values()
        store.save(replace(row, mtime_ns=stat.st_mtime_ns, ctime_ns=stat.st_ctime_ns))
        assert opened.check() == ()
    at = ["-C", str(case)]
    assert run([*at, "check", "--deep"]) == 1
    assert "good.txt has changed although" in capsys.readouterr().out
    with open_dossier(case) as opened:
        assert "Bergen" in next(iter(opened.query.snapshot.articles.values())).text
    assert run([*at, "check", "--deep"]) == 0
