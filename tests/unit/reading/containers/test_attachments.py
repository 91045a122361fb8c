"""Attachments of mails: documents come with their origin, the rest is marked, the text of the mail stays its own."""

import json
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from dossier.reading.containers import attachments
from dossier.reading.containers.attachments import read_attachments
from dossier.reading.formats.mail import read_mail

TEXT = "The harbour master of Aster met the envoys on Tuesday, and all of them said that they would go on talking there."


def mail(subject: str = "Papers") -> EmailMessage:
    """A mail with a text of its own."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["Subject"] = "Ann Body <a@example.org>", subject
    message.set_content(TEXT)
    return message


def test_documents_come_out_with_their_origin() -> None:
    """Under their own names, also encoded ones and ones without a suffix; a mail inside under its subject."""
    message = mail()
    message.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="Lageübersicht.pdf")
    message.add_attachment(b"%PDF-1.4 y", maintype="application", subtype="pdf", filename="report")
    message.add_attachment("<p>Words.</p>", subtype="html", filename="../../page.html")
    message.add_attachment(mail("From the envoys"))
    entries = list(read_attachments(bytes(message), "papers.eml"))
    assert [m.name for m in entries] == ["Lageübersicht.pdf", "report.pdf", "page.html", "From the envoys.eml"]
    assert entries[0].data == b"%PDF-1.4 x"
    assert {json.loads(m.sidecar)["attached_to"]["mail"] for m in entries} == {"papers.eml"}
    assert json.loads(entries[0].sidecar)["attached_to"]["subject"] == "Papers"
    assert read_mail(entries[3].data).text == TEXT


def test_what_is_no_document_is_marked_and_pictures_in_the_text_are_not() -> None:
    """A table is passed over; a picture that the page shows, a signature and an invitation are no attachments to speak of."""
    message = mail()
    message.set_content('<p>Words with a picture <img src="cid:a"></p>', subtype="html")
    message.add_related(b"GIF89a", maintype="image", subtype="gif", cid="<a>", disposition="inline", filename="logo.gif")
    message.add_attachment(b"a,b", maintype="application", subtype="vnd.ms-excel", filename="rows.xls")
    message.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    assert [(m.shown, m.skipped) for m in read_attachments(bytes(message), "a.eml")] == [("rows.xls", True)]


def test_a_document_shown_inside_the_text_is_attached_all_the_same() -> None:
    """Some programs write it so."""
    message = mail()
    message.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="a.pdf", disposition="inline")
    assert [m.name for m in read_attachments(bytes(message), "a.eml")] == ["a.pdf"]


def test_the_text_of_a_mail_is_not_that_of_a_mail_attached_to_it() -> None:
    """A forwarded mail that is shown in place counts as text, an attached one does not."""
    message, inner = mail(), mail("Inner")
    inner.set_content("Quite other words that only the attached mail holds.")
    message.add_attachment(inner, disposition="inline")
    assert "other words" in read_mail(bytes(message)).text
    message = mail()
    message.add_attachment(inner)
    assert read_mail(bytes(message)).text == TEXT


def test_limits_and_damage_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many, too large, empty."""
    message = mail()
    for name in ("a.txt", "b.txt", "c.txt"):
        message.add_attachment("" if name == "a.txt" else TEXT, filename=name)
    monkeypatch.setattr(attachments, "MOST_ATTACHED", 2)
    assert [m.error for m in read_attachments(bytes(message), "a.eml")] == [
        "The attachment is empty or damaged.",
        "",
        "More than 2 attachments: the rest were skipped. Save them and add them.",
    ]
    monkeypatch.setattr(attachments, "MOST_FILE", 5)
    assert "larger than" in list(read_attachments(bytes(message), "a.eml"))[1].error
