"""Mailboxes and stored mails, as mail programs keep them."""

import io
import zipfile
from pathlib import Path

import pytest

from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.open import DecompressionBudget, read_container
from dossier.reading.formats.mail import read_mail
from dossier.reading.recognition import name_by_contents, recognised_name

STORY = "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there."
LAST = "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay for two days and a night."


def mail(subject: str, *paragraphs: str) -> str:
    """A mail of a newsletter."""
    body = "\n\n".join(paragraphs)
    return f"From: Aster Post <a@example.org>\nSubject: {subject}\nDate: Wed, 07 May 2031 10:00:00 +0000\n\n{body}\n"


def opened(data: bytes, name: str) -> list[ContainerEntry]:
    """The entries of a container."""
    return list(read_container(io.BytesIO(data), name, DecompressionBudget()))


@pytest.mark.parametrize(
    "sentence",
    [
        "From the quay one could see the broken wall, and by noon the first crews had begun.",
        "From Monday on, ferries run again.\nNote: none at night.",
        "From May 7 at 10:00 to noon nobody may enter the harbour.",
        "From a@example.org came a warning: the wall would not hold.",
        "From 2031-05-07 10:00 the road is closed.",
    ],
)
def test_a_sentence_that_begins_with_from_parts_no_mails(sentence: str) -> None:
    """Only a line with address or moment above a header field does."""
    box = f"From a@example.org Wed May  7 10:00:00 2031\n{mail('One', STORY, sentence, LAST)}\nFrom a@example.org Wed May  7 10:01:00 2031\n{mail('Two', LAST)}"
    entries = opened(box.encode(), "news.mbox")
    assert [entry.name for entry in entries] == ["One.eml", "Two.eml"]
    text = read_mail(entries[0].data).text
    assert LAST in text
    assert sentence.split("\n", maxsplit=1)[0] in text


@pytest.mark.parametrize(
    "line",
    [
        "From a@example.org Wed May  7 10:01:00 2031",
        "From - Wed May 07 10:01:00 2031",
        "From MAILER-DAEMON Wed May  7 10:01:00 2031",
        "From ???@??? Wed May 07 10:01:00 2031",
        "From 1234567890123456@xxx Wed May 07 10:01:00 +0000 2031",
        "From a@example.org Wed, 7 May 2031 10:01:00 +0000",
        "From Ann Body Wed May  7 10:01:00 2031",
        "From a@example.org 2031-05-07 10:01:00",
        "From a@example.org",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_lines_between_mails_of_many_programs(line: str, end: str) -> None:
    """Each parts two mails; the last mail may lack its line end, and lines that were quoted are restored."""
    box = f"{line}\n{mail('One', STORY, '>From the quay they left.')}\n{line}\n{mail('Two', LAST)}".rstrip()
    entries = opened(box.replace("\n", end).encode(), "news.mbox")
    assert [entry.name for entry in entries] == ["One.eml", "Two.eml"]
    assert read_mail(entries[0].data).text == f"{STORY}\n\nFrom the quay they left."
    assert read_mail(entries[1].data).text == LAST


def test_a_separator_without_an_empty_line_before_it() -> None:
    """Some programs leave it out; address and moment are enough then."""
    box = (
        f"From a@example.org Wed May  7 10:00:00 2031\n{mail('One', STORY)}From a@example.org Wed May  7 10:01:00 2031\n{mail('Two', LAST)}"
    )
    assert [entry.name for entry in opened(box.encode(), "news.mbox")] == ["One.eml", "Two.eml"]


def test_mailboxes_of_other_forms() -> None:
    """MMDF, and the form of UW-IMAP, which has each mail's size before it; one that is cut off says so."""
    one, two = mail("One", STORY).encode(), mail("Two", LAST).encode()
    mmdf = b"".join(b"\x01\x01\x01\x01\n" + data + b"\x01\x01\x01\x01\n" for data in (one, two))
    head = b"*mbx*\r\n".ljust(2048, b"\0")
    mbx = head + b"".join(b" 7-May-2031 10:00:00 +0000,%d;000000000000-00000001\r\n" % len(data) + data for data in (one, two))
    for data, name in ((mmdf, "Inbox.mbox"), (mbx, "Inbox.mbx"), (mbx, "Inbox.mbox")):
        entries = opened(data, name)
        assert [(entry.name, entry.data) for entry in entries] == [("One.eml", one), ("Two.eml", two)]
    broken = opened(mbx + b"garbage\r\n", "Inbox.mbx")
    assert [bool(entry.data) for entry in broken] == [True, True, False]
    assert "damaged" in broken[-1].error


def test_a_stored_mail_is_an_eml_file_under_its_subject() -> None:
    """Apple Mail writes the mail's length before it and a property list behind it; neither is part of the mail."""
    data = mail("Envoys meet", STORY).encode()
    plist = b'<?xml version="1.0"?><plist version="1.0"><dict><key>flags</key><integer>1</integer></dict></plist>\n'
    for stored in (b"%d      \n" % len(data) + data + plist, b"%d\n" % (len(data) + 9) + data):
        (entry,) = opened(stored, "4711.emlx")
        assert (entry.name, entry.data) == ("Envoys meet.eml", data)
    assert opened(b"", "4711.emlx")[0].error


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("Inbox", b"From - Wed May 07 10:01:00 2031\nX-Mozilla-Status: 0001\nFrom: a@example.org\n", ".mbox"),
        ("1759.M1P1.host:2,S", mail("One", STORY).encode(), ".emlx"),
        ("1759.M1P1.host,S=120:2,", b"Return-Path: <a@example.org>\nReceived: from b\n\tby c\nFrom: a@example.org\n\nWords", ".emlx"),
        ("17", mail("One", STORY).encode(), ".emlx"),
        ("notes", b"From the quay one could see it.\nNote: not from far.\n", ""),
        ("log", b"From: here\n", ""),
        ("page", b"HTTP/1.1 200 OK\nDate: Wed\nFrom: x\n\n", ""),
        ("Inbox.msf", b"// <!-- <mdb:mork:z v=1.4/> -->", ""),
        ("empty", b"", ""),
    ],
)
def test_mails_without_a_suffix_are_recognised_by_how_they_begin(name: str, data: bytes, kind: str, tmp_path: Path) -> None:
    """In a folder and in an archive alike; other files are not mistaken for mails."""
    assert name_by_contents(name, data) == (name + kind if kind else "")
    path = tmp_path / name.replace(":", "_")
    path.write_bytes(data)
    assert bool(recognised_name(path)) == bool(kind)


def test_a_maildir_in_an_archive() -> None:
    """The mails are read, other files passed over."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("Mail/cur/1759.M1P1.host:2,S", mail("One", STORY))
        archive.writestr("Mail/Inbox", f"From - Wed May 07 10:01:00 2031\n{mail('Two', LAST)}")
        archive.writestr("Mail/dovecot-uidlist", "3 V1 N2\n")
    entries = opened(data.getvalue(), "mail.zip")
    assert [entry.name for entry in entries if entry.data] == ["One.eml", "Two.eml"]
    assert [entry.shown for entry in entries if entry.skipped] == ["Mail/dovecot-uidlist"]
