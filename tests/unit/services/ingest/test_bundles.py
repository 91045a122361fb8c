"""Bundles: out of one dossier and into another, everything equal; nothing in a bundle is trusted."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.errors import DossierError
from dossier.model.ingest import IngestStatus
from dossier.model.merge_review import MergeDecision
from dossier.model.notebook import AnchorKind, NoteStatus
from dossier.model.query import Query
from dossier.reading.registry import SIDECAR_SUFFIX
from dossier.services.ingest import bundles
from dossier.services.ingest.bundles import new_from_bundle, read_bundle
from dossier.services.ingest.create import new_dossier


@pytest.fixture
def worked(sample: Dossier) -> Dossier:
    """The sample with a note, a bookmark, tags and three corrections."""
    events, actors = sample.query.snapshot.findings.events, sample.query.snapshot.findings.actors
    sample.notebook.note(sample.notebook.anchor_of(AnchorKind.EVENT, events[0].id), "Ask the zebra.", ("verify",), NoteStatus.TO_VERIFY)
    gone = sample.notebook.note(sample.notebook.anchor_of(AnchorKind.DOSSIER), "Taken out again.")
    sample.notebook.bookmark(sample.notebook.anchor_of(AnchorKind.ACTOR, actors[0].id))
    sample.notebook.remove_entry(gone.id)
    sample.notebook.tag(sample.notebook.anchor_of(AnchorKind.ARTICLE, sample.query.snapshot.articles_by_day[0].id), ["later"])
    sample.notebook.rename(actors[0].id, "Another Name")
    sample.notebook.set_place(events[0].id, "Velmar")
    sample.notebook.hide(sample.query.snapshot.findings.actors[-1].id)
    sample.notebook.searches.save(
        "Unsure", Query("talks", (events[0].participants or (actors[1].id,))[:1], days=(date(2026, 1, 1), date(2026, 1, 31)))
    )
    return sample


@pytest.fixture
def packed(worked: Dossier, tmp_path: Path) -> Path:
    """Its bundle, notes and all."""
    path = tmp_path / "case.dossier.zip"
    worked.exports.prepare("bundle", notes=True).save(path)
    return path


@pytest.fixture
def restored(packed: Path, tmp_path: Path) -> Iterator[Dossier]:
    """A dossier made from it."""
    new_from_bundle(packed, tmp_path / "new")
    with open_dossier(tmp_path / "new") as opened:
        yield opened


@pytest.mark.parametrize("name", ["case.dossier (1).zip", "case.zip", "case.dossier", "case"])
def test_a_bundle_is_recognised_under_another_name(packed: Path, tmp_path: Path, name: str) -> None:
    """A browser renames a second download: the file is still imported as a bundle, and its notes never become articles."""
    renamed = packed.rename(tmp_path / name)
    new_dossier(tmp_path / "mine", "Mine")
    with open_dossier(tmp_path / "mine") as opened:
        results = opened.ingest.add([renamed])
        assert {r.status for r in results} == {IngestStatus.ADDED, IngestStatus.UPDATED}
        assert {a.file for a in opened.query.snapshot.articles_by_day} == set(read_bundle(renamed).articles)
        assert [e.text for e in opened.notebook.entries() if e.text] == ["Ask the zebra."]


def test_a_renamed_bundle_in_a_folder_is_refused_with_what_to_do(packed: Path, tmp_path: Path) -> None:
    """Nothing in it is taken for an article."""
    (tmp_path / "in").mkdir()
    packed.rename(tmp_path / "in" / "case.zip")
    new_dossier(tmp_path / "mine", "Mine")
    with open_dossier(tmp_path / "mine") as opened:
        (result,) = opened.ingest.add([tmp_path / "in"])
        assert (result.status, result.note) == (
            IngestStatus.REFUSED,
            "This is a bundle: another dossier with its notes. Import it by itself.",
        )


def test_an_archive_with_some_other_manifest_is_no_bundle(tmp_path: Path) -> None:
    """Its articles are read."""
    with zipfile.ZipFile(tmp_path / "page.zip", "w") as archive:
        archive.writestr("manifest.json", '{"format": "something else"}')
        archive.writestr("talks.txt", "The envoys met in Velmar on 4 May 2031, officials said.")
    new_dossier(tmp_path / "mine", "Mine")
    with open_dossier(tmp_path / "mine") as opened:
        assert IngestStatus.ADDED in {r.status for r in opened.ingest.add([tmp_path / "page.zip"])}


def test_facts_notes_and_corrections_are_equal_after_a_journey(worked: Dossier, restored: Dossier) -> None:
    """In an empty home, all of it; numbers and times of notes too."""
    assert restored.exports.prepare("json", notes=True).text == worked.exports.prepare("json", notes=True).text
    assert restored.notebook.entries() == worked.notebook.entries()
    assert restored._state.notebook.corrections() == worked._state.notebook.corrections()
    assert restored._state.notebook.searches() == worked._state.notebook.searches() != ()
    assert restored.notebook.searches.all() == worked.notebook.searches.all()
    assert restored.settings == worked.settings
    assert {p.name: p.read_bytes() for p in restored.paths.seeds.iterdir()} == {
        p.name: p.read_bytes() for p in worked.paths.seeds.iterdir()
    }


def test_exported_again_it_is_the_same_file(restored: Dossier, packed: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    restored.exports.prepare("bundle", notes=True).save(tmp_path / "again.dossier.zip")
    assert (tmp_path / "again.dossier.zip").read_bytes() == packed.read_bytes()


def test_where_articles_came_from_goes_along(worked: Dossier, tmp_path: Path) -> None:
    """A sidecar is exported with its file, imported, and exported the same; also into an existing dossier."""
    first = worked.query.snapshot.articles_by_day[0].file
    sidecar = '{"url": "https://news.example.org/a", "fetched": "2031-05-07T10:00:00+00:00", "headers": [["etag", "x"]]}'
    beside = worked.paths.seeds / f"{first}{SIDECAR_SUFFIX}"
    beside.write_text(sidecar, encoding="utf-8")
    try:
        worked.exports.prepare("bundle", notes=True).save(tmp_path / "one.dossier.zip")
    finally:
        beside.unlink()
    new_from_bundle(tmp_path / "one.dossier.zip", tmp_path / "new")
    assert (tmp_path / "new" / "seeds" / f"{first}{SIDECAR_SUFFIX}").read_text(encoding="utf-8") == sidecar
    with open_dossier(tmp_path / "new") as opened:
        opened.exports.prepare("bundle", notes=True).save(tmp_path / "two.dossier.zip")
        urls = {a.file: a.url for a in opened.query.snapshot.articles_by_day}
    again = zipfile.ZipFile(tmp_path / "two.dossier.zip")
    assert again.read(f"seeds/{first}{SIDECAR_SUFFIX}").decode() == sidecar
    new_from_bundle(tmp_path / "two.dossier.zip", tmp_path / "same")
    with open_dossier(tmp_path / "same") as opened:
        opened.exports.prepare("bundle", notes=True).save(tmp_path / "same.dossier.zip")
    assert (tmp_path / "same.dossier.zip").read_bytes() == (tmp_path / "two.dossier.zip").read_bytes()
    with open_dossier(new_dossier(tmp_path / "third")) as opened:
        reports = opened.ingest.add([tmp_path / "two.dossier.zip"])
        assert not [r for r in reports if r.path.endswith(SIDECAR_SUFFIX)]
        assert {a.file: a.url for a in opened.query.snapshot.articles_by_day} == urls
        opened.exports.prepare("bundle", notes=True).save(tmp_path / "three.dossier.zip")
    assert zipfile.ZipFile(tmp_path / "three.dossier.zip").read(f"seeds/{first}{SIDECAR_SUFFIX}").decode() == sidecar


def test_notes_stay_at_home_unless_asked_for(worked: Dossier, tmp_path: Path) -> None:
    """Corrections, on which the facts rest, go along; notes do not."""
    worked.exports.prepare("bundle").save(tmp_path / "b.dossier.zip")
    assert read_bundle(tmp_path / "b.dossier.zip").notes.entries == ()
    assert len(read_bundle(tmp_path / "b.dossier.zip").notes.corrections) == 3
    assert b"zebra" not in zipfile.ZipFile(tmp_path / "b.dossier.zip").read("facts.json")


def test_a_bundle_without_searches_is_as_it_always_was(worked: Dossier, tmp_path: Path) -> None:
    """Version 1 and no member more, so that older programs read it; saved searches are notes, and stay at home with them."""
    worked.exports.prepare("bundle").save(tmp_path / "b.dossier.zip")
    with zipfile.ZipFile(tmp_path / "b.dossier.zip") as archive:
        assert json.loads(archive.read("manifest.json"))["version"] == 1
        assert "notebook/searches.jsonl" not in archive.namelist()
    assert read_bundle(tmp_path / "b.dossier.zip").notes.searches == ()


def test_a_search_whose_name_is_taken_gets_a_number(packed: Path, tmp_path: Path) -> None:
    """Nothing of the other's is lost, and what is there already does not come twice."""
    with open_dossier(new_dossier(tmp_path / "other", "Other")) as other:
        other.notebook.searches.save("unsure", Query("mine"))
        other.ingest.add([packed])
        assert other.notebook.searches.names() == ("unsure", "Unsure (2)")
        other.ingest.add([packed])
        assert other.notebook.searches.names() == ("unsure", "Unsure (2)")


def test_a_query_narrows_what_goes_out(worked: Dossier, tmp_path: Path) -> None:
    """Only the articles that it shows, and only what is said of them."""
    job = worked.exports.prepare(
        "bundle", Query(f'source:"{next(a.outlet for a in worked.query.snapshot.articles_by_day if a.outlet)}"'), notes=True
    )
    job.save(tmp_path / "b.dossier.zip")
    seeds = read_bundle(tmp_path / "b.dossier.zip").seeds
    assert 0 < len(seeds) < len(worked.query.snapshot.articles_by_day)
    assert set(seeds) == {a.file for a in job.context.articles}


def test_a_bundle_joins_a_dossier_that_is_there(packed: Path, worked: Dossier, tmp_path: Path) -> None:
    """Articles and notes are added, once; what is there stays, under its own numbers; undo takes the notes back at once."""
    root = new_dossier(tmp_path / "other", "Other")
    with open_dossier(root) as other:
        own = other.notebook.note(other.notebook.anchor_of(AnchorKind.DOSSIER), "Mine.")
        reports = other.ingest.add([packed])
        assert [r.status for r in reports] == [IngestStatus.ADDED] * len(worked.query.snapshot.articles_by_day) + [IngestStatus.UPDATED]
        assert all(r.path.startswith(str(packed)) for r in reports)
        assert other.title == "Other"
        assert {e.text for e in other.notebook.entries()} == {"Mine.", "Ask the zebra.", ""}
        assert own in other.notebook.entries()
        assert [a.value for a in other._state.notebook.corrections()] == [a.value for a in worked._state.notebook.corrections()]
        again = other.ingest.add([packed])
        assert {r.status for r in again} == {IngestStatus.SAME}
        assert len(other.notebook.entries()) == 4
        other.notebook.undo()
        assert [e.text for e in other.notebook.entries()] == ["Mine."]
        assert other._state.notebook.corrections() == ()


def test_a_dossier_that_is_there_is_not_written_over(packed: Path, sample: Dossier, tmp_path: Path) -> None:
    """Neither a dossier nor a folder with other things."""
    with pytest.raises(DossierError, match="dossier already"):
        new_from_bundle(packed, sample.root)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x", encoding="utf-8")
    with pytest.raises(DossierError, match="already exists"):
        new_from_bundle(packed, tmp_path / "full")


def rewritten(packed: Path, target: Path, *, more: dict[str, bytes] | None = None, fix: bool = True) -> Path:
    """A copy of a bundle with members added or changed, and a manifest that fits where `fix` is set."""
    with zipfile.ZipFile(packed) as old:
        members = {n: old.read(n) for n in old.namelist()} | (more or {})
    if fix:
        manifest = json.loads(members["manifest.json"])
        manifest["files"] = {n: hashlib.sha256(d).hexdigest() for n, d in members.items() if n != "manifest.json"}
        members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(target, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)
    return target


@pytest.mark.parametrize(
    "name",
    [
        "seeds/../../evil.txt",
        "seeds//etc/evil.txt",
        "/etc/evil.txt",
        "evil.txt",
        "seeds/.hidden",
        "seeds/..\\evil.txt",
        "seeds/c:evil.txt",
        "seeds/",
    ],
)
def test_names_that_lead_elsewhere_are_refused(packed: Path, tmp_path: Path, name: str) -> None:
    """Nothing is written at all."""
    bad = rewritten(packed, tmp_path / "bad.dossier.zip", more={name: b"evil"})
    with pytest.raises(DossierError, match=r"leads outside|damaged"):
        new_from_bundle(bad, tmp_path / "bad")
    assert not (tmp_path / "bad").exists()


def test_what_does_not_fit_its_hash_is_refused(packed: Path, tmp_path: Path) -> None:
    """A changed original, one not in the manifest, a missing manifest, a broken notebook, settings that are none."""
    seed = f"seeds/{read_bundle(packed).seeds[0]}"
    for changed, fix in (({seed: b"other"}, False), ({"seeds/more.txt": b"x"}, False), ({"manifest.json": b"{}"}, False), ({"manifest.json": b"[]"}, False),
                         ({"notebook/entries.jsonl": b'{"id": "x"}\n'}, True), ({"dossier.toml": b"title = "}, True)):  # fmt: skip
        with pytest.raises(DossierError, match="Nothing was changed"):
            read_bundle(rewritten(packed, tmp_path / "bad.dossier.zip", more=changed, fix=fix))


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        (b"a." * 50_000 + b"b = 1", "more than 200 dots"),
        (b"a = " + b"[" * 100_000, "nested too deep"),
        (b"a = " + b"{a = " * 40_000, "nested too deep"),
        (b"# " + b"x" * 300_000, "larger than"),
    ],
    ids=["dots", "brackets", "tables", "size"],
)
def test_settings_made_to_stall_the_reader_are_refused(packed: Path, tmp_path: Path, settings: bytes, why: str) -> None:
    """The same limits as those of a dossier.toml that lies in a folder."""
    with pytest.raises(DossierError, match=why):
        read_bundle(rewritten(packed, tmp_path / "bad.dossier.zip", more={"dossier.toml": settings}))


@pytest.mark.parametrize("name", ["notebook/entries.jsonl", "notebook/corrections.jsonl", "manifest.json"])
def test_lines_nested_deep_are_refused(packed: Path, tmp_path: Path, name: str) -> None:
    for opening in (b"[", b'{"a":'):
        with pytest.raises(DossierError, match="Nothing was changed"):
            read_bundle(rewritten(packed, tmp_path / "bad.dossier.zip", more={name: opening * 100_000}, fix=name != "manifest.json"))


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    """Text, nothing, half a bundle, a file that is not there."""
    bad = tmp_path / "bad.dossier.zip"
    for data in (b"", b"hello", b"PK\x03\x04"):
        bad.write_bytes(data)
        with pytest.raises(DossierError, match="damaged"):
            read_bundle(bad)
    with pytest.raises(DossierError, match="could not be read"):
        read_bundle(tmp_path / "none.dossier.zip")


def test_a_bundle_that_is_too_large_is_refused(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what the archive says of itself, before anything is unpacked."""
    monkeypatch.setattr(bundles, "MOST_BYTES", 1000)
    with pytest.raises(DossierError, match="exceeds"):
        read_bundle(packed)


def test_a_bundle_of_nothing_is_one(tmp_path: Path) -> None:
    """An empty dossier goes out and comes in."""
    with open_dossier(new_dossier(tmp_path / "empty", "Empty")) as empty:
        empty.exports.prepare("bundle", notes=True).save(tmp_path / "e.dossier.zip")
    sentence = new_from_bundle(tmp_path / "e.dossier.zip", tmp_path / "again")
    assert "0 articles" in sentence
    shutil.rmtree(tmp_path / "again")


@pytest.mark.parametrize("decision", [MergeDecision.SAME, MergeDecision.DIFFERENT, MergeDecision.UNSURE])
def test_what_was_decided_on_matches_goes_along(tmp_path: Path, decision: MergeDecision) -> None:
    """Same, perhaps the same, different: the other machine has the same actors and events, the same marks, and asks of nothing again;
    a reading by another method goes along too.
    """
    root = new_dossier(tmp_path / "case", "Case")
    for day, weekday in ((7, "Tuesday"), (8, "Tuesday"), (13, "Monday")):
        text = f"Published: 2031-05-{day:02}\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on {weekday}.\n"
        (root / "seeds" / f"{day}.txt").write_text(text, encoding="utf-8")
    with open_dossier(root) as case:
        for match in case.review.merge_candidates():
            case.review.decide(match.id, decision)
        case.ingest.select_text_method([case.query.snapshot.articles_by_day[0].id], "whole")
        case.exports.prepare("bundle", notes=True).save(tmp_path / "case.dossier.zip")
        before = (
            case.exports.prepare("json").text,
            case._state.notebook.corrections(),
            [(j.status, j.items) for j in case.review.merge_candidates()],
        )
        marks = (
            [(e.id, e.possible_duplicates) for e in case.query.snapshot.findings.events],
            [(a.id, a.possible_duplicates) for a in case.query.snapshot.findings.actors],
        )
    new_from_bundle(tmp_path / "case.dossier.zip", tmp_path / "new")
    with open_dossier(tmp_path / "new") as new:
        assert (
            new.exports.prepare("json").text,
            new._state.notebook.corrections(),
            [(j.status, j.items) for j in new.review.merge_candidates()],
        ) == before
        assert (
            [(e.id, e.possible_duplicates) for e in new.query.snapshot.findings.events],
            [(a.id, a.possible_duplicates) for a in new.query.snapshot.findings.actors],
        ) == marks
        assert new.query.snapshot.articles_by_day[0].method == "whole"
        assert len(before[1]) > 1
        new.exports.prepare("bundle", notes=True).save(tmp_path / "again.dossier.zip")
    assert (tmp_path / "again.dossier.zip").read_bytes() == (tmp_path / "case.dossier.zip").read_bytes()


@pytest.mark.parametrize("numbers", [(2**63 - 1, 2**63 - 2), (7, 7), (0, -1)], ids=["greatest", "twice", "none"])
def test_numbers_that_leave_no_room_are_given_anew(packed: Path, tmp_path: Path, numbers: tuple[int, int]) -> None:
    """Without that, the greatest number makes every later note fail, and of two notes with one number one is lost in silence."""
    with zipfile.ZipFile(packed) as archive:
        note = json.loads(archive.read("notebook/entries.jsonl").splitlines()[0])
    lines = [json.dumps({**note, "id": number, "text": f"note {number} {at}"}) for at, number in enumerate(numbers)]
    changed = rewritten(packed, tmp_path / "changed.dossier.zip", more={"notebook/entries.jsonl": "\n".join(lines).encode()})
    new_from_bundle(changed, tmp_path / "new", notes=True)
    with open_dossier(tmp_path / "new") as opened:
        assert len([entry for entry in opened.notebook.entries() if entry.text.startswith("note ")]) == 2
        later = opened.notebook.note(opened.notebook.anchor_of(AnchorKind.DOSSIER), "A later one.")
        assert later.id == 3
