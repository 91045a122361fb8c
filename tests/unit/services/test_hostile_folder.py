"""A folder from a stranger: links, pipes and devices in place of a dossier's own files let nobody read, change or hang anything outside it.

Each case fails without the guard of `dossier.runtime.safe_files`: with plain `open` the link is followed and the file outside is changed or
copied into the bundle, and the pipe blocks until the alarm.
"""

import io
import os
import signal
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.errors import DossierError
from dossier.model.notebook import AnchorKind
from dossier.model.query import Query
from dossier.services.ingest.create import new_dossier
from dossier.storage.notebook_schema import VERSION_1

SECRET = b"title = 'of somebody else'\nPRIVATE KEY"
MET = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday.\n"
STRUCK = "Published: 2031-05-09\n\nA drone hit a depot near Riga on Thursday and killed two people, Governor Ilse Varda said.\n"
FILES = (
    "dossier.toml",
    "notebook.sqlite3",
    "notebook.sqlite3-wal",
    "notebook.sqlite3-shm",
    "notebook.sqlite3-journal",
    "index/stamp.json",
    "index/stamp.json.part",
    "index/facts.sqlite3",
    "index/facts.sqlite3-wal",
    "index/words/stamp.json",
    "index/words/MAIN_WRITELOCK",
    "index/words/_MAIN_1.toc",
    "seeds/.part",
    "seeds/struck.txt",
    "seeds/met.txt",
    "seeds/met.txt.source.json",
    "seeds/struck.txt.source.json",
)
READ = ("dossier.toml", "index/stamp.json", "index/words/stamp.json", "seeds/.part", "seeds/met.txt", "seeds/met.txt.source.json")
UNUSUAL = ("notebook.sqlite3", "notebook.sqlite3.jsonl", "dossier.toml", "index", "index/facts.sqlite3", "versions", "seeds/met.txt")
FOLDERS = ("seeds", "seeds/inner", "index", "index/words", ".trash")
Plant = Callable[[Path, Path], None]


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    """Ends a test that hangs at a pipe."""
    signal.signal(signal.SIGALRM, lambda *_: pytest.fail("it hangs"))
    signal.alarm(120)
    yield
    signal.alarm(0)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A dossier with one article, another one beside it, and a folder that is not the dossier's."""
    outside = tmp_path / "outside"
    (outside / "inner").mkdir(parents=True)
    for name in ("secret", "met.txt", "stamp.json", "facts.sqlite3", "_MAIN_1.toc", "inner/MAIN_x.seg"):
        (outside / name).write_bytes(SECRET)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "struck.txt").write_text(STRUCK, encoding="utf-8")
    root = new_dossier(tmp_path / "case", "A case")
    (root / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    return root


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _link(outside: Path, target: Path) -> None:
    target.symlink_to(outside)


def _pipe(_: Path, target: Path) -> None:
    os.mkfifo(target)


def _loop(_: Path, target: Path) -> None:
    target.symlink_to(target.name)


def _folder(_: Path, target: Path) -> None:
    (target / "inner").mkdir(parents=True)


def _device(_: Path, target: Path) -> None:
    target.symlink_to("/dev/zero")


def _replace(path: Path, plant: Plant, outside: Path) -> None:
    """Puts what `plant` makes in the place of a file or folder."""
    if path.is_dir() and not path.is_symlink():
        path.rename(path.with_name(f"{path.name}.before"))
    else:
        path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    plant(outside, path)


ACTS: tuple[Callable[[Dossier], object], ...] = (
    lambda d: d.query.load(),
    lambda d: d.query.search(Query("Lisbon")),
    lambda d: d.notebook.note(d.notebook.anchor_of(AnchorKind.DOSSIER), "a note"),
    lambda d: d.ingest.add([d.root.parent / "in"]),
    lambda d: d.check(),
    lambda d: d.exports.prepare("bundle").save(d.root.parent / "out.zip", force=True),
    lambda d: d.ingest.rebuild(),
    lambda d: d.ingest.text_method_previews(d.query.snapshot.articles_by_day[0].id),
    lambda d: d.ingest.remove([article.id for article in d.query.snapshot.articles_by_day]),
    lambda d: d.ingest.removed_articles(),
    lambda d: d.ingest.restore_articles(["met.txt"]),
)


def _use(root: Path) -> list[str]:
    """Does everything that a user does with a dossier; the sentences that refused something."""
    refusals = []
    for act in ACTS:
        try:
            with open_dossier(root) as opened:
                act(opened)
        except DossierError as error:
            refusals.append(str(error))
    return refusals


@pytest.mark.parametrize("built", [False, True], ids=["sent", "exchanged"])
@pytest.mark.parametrize(
    ("name", "plant"), [*product(FILES, (_link, _pipe)), *product(READ, (_device,)), *product(UNUSUAL, (_loop, _folder))]
)
def test_what_lies_in_the_place_of_a_file_is_not_followed(case: Path, name: str, plant: Plant, *, built: bool) -> None:
    """In a folder as it was sent, and in one of the user's own into which somebody put it later."""
    outside = case.parent / "outside"
    before = _contents(outside)
    if built:
        with open_dossier(case) as opened:
            opened.query.search(Query("Lisbon"))
            opened.notebook.note(opened.notebook.anchor_of(AnchorKind.DOSSIER), "an older note")
    _replace(case / name, plant, outside / "secret")
    _use(case)
    assert _contents(outside) == before
    _assert_nothing_leaked(case)


@pytest.mark.parametrize("built", [False, True], ids=["sent", "exchanged"])
@pytest.mark.parametrize("name", FOLDERS)
def test_a_link_in_the_place_of_a_folder_is_not_followed(case: Path, name: str, *, built: bool) -> None:
    """Nothing is written to, moved to, or deleted from the folder that it leads to."""
    outside = case.parent / "outside"
    before = _contents(outside)
    if built:
        with open_dossier(case) as opened:
            opened.query.search(Query("Lisbon"))
    _replace(case / name, _link, outside)
    refusals = _use(case)
    assert _contents(outside) == before
    assert name != "seeds" or any("seeds" in refusal and "link" in refusal for refusal in refusals)
    _assert_nothing_leaked(case)


def _assert_nothing_leaked(case: Path) -> None:
    """The secret is in no file that the user may send on."""
    bundle = case.parent / "out.zip"
    if bundle.exists():
        with zipfile.ZipFile(bundle) as archive:
            assert not any(b"PRIVATE KEY" in archive.read(member) for member in archive.namelist())
    own = (p for p in case.rglob("*") if p.is_file() and not any(q.is_symlink() for q in (p, *p.parents)))
    assert not any(b"PRIVATE KEY" in path.read_bytes() for path in own)


@pytest.mark.parametrize("name", ["notebook.sqlite3", "index/facts.sqlite3"])
def test_the_database_of_another_program_is_not_changed(case: Path, name: str) -> None:
    """SQLite itself would follow the link, and write tables into what it leads to."""
    with open_dossier(case) as opened:
        opened.query.load()
    database = case.parent / "outside" / "browser.sqlite3"
    with sqlite3.connect(database) as other:
        other.execute("CREATE TABLE login (password)")
    other.close()
    before = database.read_bytes()
    _replace(case / name, _link, database)
    refusals = _use(case)
    assert database.read_bytes() == before
    assert name != "notebook.sqlite3" or any("notebook.sqlite3: It is a link" in refusal for refusal in refusals)


def test_the_copy_before_a_migration_is_written_over_no_other_file(case: Path) -> None:
    """A notebook of the first version, and a link with the name of the copy."""
    outside = case.parent / "outside"
    with sqlite3.connect(case / "notebook.sqlite3") as old:
        old.executescript(VERSION_1)
        old.execute("PRAGMA user_version=1")
    old.close()
    (case / "notebook.sqlite3.before-2").symlink_to(outside / "secret")
    _use(case)
    assert (outside / "secret").read_bytes() == SECRET


def test_a_new_dossier_is_made_through_no_link(case: Path) -> None:
    """In a folder from a stranger that is no dossier yet."""
    outside, root = case.parent / "outside", case.parent / "new"
    root.mkdir()
    (root / ".gitignore").symlink_to(outside / "ignored")
    new_dossier(root)
    assert not (outside / "ignored").exists()
    (root / "dossier.toml").unlink()
    (root / "dossier.toml").symlink_to(outside / "settings")
    with pytest.raises(DossierError):
        new_dossier(root)
    assert not (outside / "settings").exists()


def test_links_in_seeds_are_named(case: Path) -> None:
    """`check` says which, and the article beside them is read."""
    (case / "seeds" / "key.txt").symlink_to(case.parent / "outside" / "secret")
    (case / "seeds" / "inner").symlink_to(case.parent / "outside")
    with open_dossier(case) as opened:
        opened.query.load()
        assert [article.file for article in opened.query.snapshot.articles_by_day] == ["met.txt"]
        refused = [sentence for sentence in opened.check() if "link" in sentence]
    assert [name for name in ("seeds/key.txt", "seeds/inner") for sentence in refused if name in sentence] == [
        "seeds/key.txt",
        "seeds/inner",
    ]


def test_an_exported_folder_is_written_through_no_link(case: Path, tmp_path: Path) -> None:
    """A folder that claims to be an earlier export, with links in place of its folders and files."""
    outside, vault = case.parent / "outside", tmp_path / "vault"
    vault.mkdir()
    with open_dossier(case) as opened:
        job = opened.exports.prepare("obsidian")
        job.save(vault)
        names = sorted(path.relative_to(vault).as_posix() for path in vault.rglob("*.md"))
        before = _contents(outside)
        for name in names:
            (vault / name).unlink()
            (vault / name).symlink_to(outside / "secret")
        with pytest.raises(DossierError, match="link"):
            job.save(vault, force=True)
        assert _contents(outside) == before
        folder = next(path for path in vault.iterdir() if path.is_dir() and not path.name.startswith("."))
        folder.rename(vault / "moved")
        folder.symlink_to(outside)
        with pytest.raises(DossierError, match="link"):
            job.save(vault, force=True)
        assert _contents(outside) == before


def test_a_bundle_holds_no_file_beside_a_link(case: Path) -> None:
    """The sidecar that is a link is left out."""
    with open_dossier(case) as opened:
        opened.query.load()
        (case / "seeds" / "met.txt.source.json").symlink_to(case.parent / "outside" / "secret")
        stream = io.BytesIO()
        opened.exports.prepare("bundle").save(case.parent / "out.zip")
        stream.write((case.parent / "out.zip").read_bytes())
    assert "seeds/met.txt.source.json" not in zipfile.ZipFile(stream).namelist()
