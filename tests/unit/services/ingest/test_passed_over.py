"""Files of other kinds, named in the report."""

import zipfile
from pathlib import Path

from dossier.api import open_dossier
from dossier.model.ingest import IngestResult, IngestStatus
from dossier.services.ingest.batches import add_in_batches
from dossier.services.ingest.create import new_dossier
from dossier.services.ingest.passed_over import passed_over

STORY = "The lighthouse at Merrow went dark on Monday night, and the keeper called the coastguard at once, who sent a boat to the rock."


def notes(names: list[str]) -> list[str]:
    """The sentences on files of these names."""
    results = list(passed_over("folder", names))
    assert sum(result.skipped for result in results) == len(names)
    assert {result.status for result in results} <= {IngestStatus.SKIPPED}
    return [result.note for result in results]


def test_files_are_named_by_what_to_save_them_as() -> None:
    """Each group in one line, the larger first, those without advice last."""
    assert notes(["old/plan.doc", "sheet.xlsx", "brief.pages", "x.qqq"]) == [
        "old/plan.doc and brief.pages are in an unsupported format: save them as .docx or .pdf.",
        "sheet.xlsx is in an unsupported format: save the sheet as .csv with a row for each article.",
        "x.qqq is in an unsupported format.",
    ]
    assert notes([]) == []


def test_many_files_are_counted_after_the_first() -> None:
    """A folder of pictures is one line; what a web archive holds beside its pages is a number."""
    (note,) = notes([f"{n}.jpg" for n in range(9)])
    assert note.startswith("0.jpg, 1.jpg, 2.jpg, 3.jpg, 4.jpg and 4 others are in an unsupported format: run text recognition on them")
    assert notes(["https://merrow.example/a.png", "https://merrow.example/b.js"]) == ["Skipped 2 unsupported files."]


def test_folders_archives_and_the_app_name_them_alike(tmp_path: Path) -> None:
    """The same sentence whichever way the file came; the file with the origin of an article is not refused."""
    case = new_dossier(tmp_path / "case", "A case")
    folder = tmp_path / "papers"
    (folder / "inner").mkdir(parents=True)
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    (folder / "story.txt.source.json").write_text("{}", encoding="utf-8")
    (folder / "inner" / "minutes.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    packed = tmp_path / "papers.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(folder / "inner" / "minutes.doc", "inner/minutes.doc")
        archive.writestr("other.txt", f"{STORY} It came back on Friday.")
    sentence = "inner/minutes.doc is in an unsupported format: save it as .docx or .pdf."
    with open_dossier(case) as opened:

        def notes_of(results: tuple[IngestResult, ...]) -> list[str]:
            return [r.note for r in results if r.status is IngestStatus.SKIPPED]

        assert notes_of(opened.ingest.add([folder])) == [sentence]
        assert notes_of(opened.ingest.add([packed])) == [sentence]
        assert notes_of(add_in_batches(opened.ingest, [folder], lambda _: None)) == [sentence]
        (refused,) = opened.ingest.add([folder / "inner" / "minutes.doc"])
        assert refused.note.startswith("Files of the kind .doc are not supported. Save it as .docx or .pdf. Supported: ")
