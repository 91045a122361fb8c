"""Mails that pass others on: forwarded in their text, in their page or as a part, and pasted into a file; and digests."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from dossier.reading.formats.mail import read_mail
from dossier.reading.formats.text import read_text
from dossier.reading.parsed_document import ParsedDocument

STORY = "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there."
LAST = "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay for two days and a night."
THIRD = "The council of the island voted late at night to pay for two more barges, and asked the government of the province for half of the money."
OWN = "For our piece on the coast, please keep."


def mail(plain: str = "", page: str = "", subject: str = "Fwd: Envoys meet") -> bytes:
    """A mail that a colleague sent in June."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = "Bo Dy <bo@paper.example>", "desk@paper.example", subject
    message["Date"] = "Tue, 17 Jun 2031 09:00:00 +0000"
    if plain:
        message.set_content(plain)
    if page and plain:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    return bytes(message)


def facts(document: ParsedDocument) -> tuple[str, str, str]:
    """Title, outlet and day."""
    return document.title, document.outlet, str(document.published.day if document.published else None)


BLOCKS = {
    "English": "---------- Forwarded message ---------\nFrom: Aster Post <news@asterpost.example>\nDate: Wed, May 7, 2031 at 12:20 PM\nSubject: Envoys meet\nTo: <bo@paper.example>\n",
    "with marks": "Begin forwarded message:\n\n> From: Aster Post <news@asterpost.example>\n> Subject: Envoys meet\n> Date: 7 May 2031 at 12:20:00 GMT\n> To: bo@paper.example\n>",
    "original": "-----Original Message-----\nFrom: Aster Post [mailto:news@asterpost.example]\nSent: Wednesday, May 7, 2031 12:20 PM\nTo: Bo Dy\nSubject: Envoys meet\n",
    "rule": "________________________________\nFrom: Aster Post <news@asterpost.example>\nSent: 07 May 2031 12:20\nTo: Bo Dy <bo@paper.example>; Ann Body\n <ann@paper.example>\nCc: Cy Dee\nSubject: Envoys meet\n",
    "German": "-----Ursprüngliche Nachricht-----\nVon: Aster Post <news@asterpost.example>\nGesendet: Mittwoch, 7. Mai 2031 12:20\nAn: Bo Dy\nBetreff: Envoys meet\n",
    "French": "-------- Message transféré --------\nSujet : \tEnvoys meet\nDate : \tWed, 7 May 2031 12:20:00 +0200\nDe : \tAster Post <news@asterpost.example>\nPour : \tbo@paper.example\n",
    "Spanish on one line": "   ----- Mensaje reenviado ----- De: Aster Post <news@asterpost.example>Para: Bo Dy <bo@paper.example>Enviado: miércoles, 7 de mayo de 2031 09:26:50 CETAsunto: Envoys meet",
    "Ukrainian": "---------- Forwarded message ---------\nВід: Aster Post <news@asterpost.example>\nДата: 7 травня 2031 р. о 12:20\nТема: Envoys meet\nКому: <bo@paper.example>\n",
    "Hungarian": "-------- Továbbított üzenet --------\nTárgy: Envoys meet\nDátum: 2031. május 7. 12:20\nFeladó: Aster Post <news@asterpost.example>\nCímzett: bo@paper.example\n",
    "bold": "*From:* Aster Post <news@asterpost.example>\n*Sent:* Wednesday, May 7, 2031 12:20 PM\n*To:* Bo Dy\n*Subject:* Envoys meet\n",
    "values below": "From:\nAster Post <news@asterpost.example>\nDate:\nMay 7, 2031\nSubject:\nEnvoys meet\n",
}


@pytest.mark.parametrize("program", sorted(BLOCKS))
def test_a_forwarded_mail_is_the_one_that_counts(program: str) -> None:
    """Title, outlet and day are its own; what the colleague wrote above it is kept apart from the text."""
    marks = "> " if program == "with marks" else ""
    body = f"{OWN}\n\n{BLOCKS[program]}\n{marks}{STORY}\n{marks}\n{marks}{LAST}\n"
    document = read_mail(mail(body))
    assert facts(document) == ("Envoys meet", "Aster Post", "2031-05-07")
    assert (document.byline, document.text) == ("", f"{STORY}\n\n{LAST}")
    assert [line for line in document.boilerplate if OWN in line] == [f"Bo Dy: {OWN}"]


def test_a_forwarded_page() -> None:
    """As mail programs put it below the colleague's line; the plain text may be there as well."""
    page = (
        f'<div dir="ltr">{OWN}<br><br><div class="quote"><div dir="ltr">---------- Forwarded message ---------<br>From: <strong>Aster Post</strong>'
        ' <span>&lt;<a href="mailto:news@asterpost.example">news@asterpost.example</a>&gt;</span><br>Date: Wed, 7 May 2031 at 12:20<br>'
        f"Subject: Envoys meet<br>To: &lt;bo@paper.example&gt;<br></div><br><p>{STORY}</p><p>{LAST}</p></div></div>"
    )
    outlook = (
        f"<p>{OWN}</p><div><p><b>From:</b> Aster Post &lt;news@asterpost.example&gt;<br><b>Sent:</b> Wednesday, May 7, 2031 12:20 PM<br>"
        f"<b>To:</b> Bo Dy<br><b>Subject:</b> Envoys meet</p></div><p>{STORY}</p><p>{LAST}</p>"
    )
    for source, subject in ((page, "Fwd: Envoys meet"), (outlook, "FW: Envoys meet"), (outlook, "Envoys meet")):
        for document in (read_mail(mail("", source, subject)), read_mail(mail("", source, subject), "page")):
            assert facts(document) == ("Envoys meet", "Aster Post", "2031-05-07")
            assert document.text == f"{STORY}\n\n{LAST}"
            assert any(OWN in line for line in document.boilerplate)


def test_a_mail_that_is_a_part_of_another() -> None:
    """Not attached, but shown in its place; what was written above it is kept apart."""
    inner = "From: Aster Post <news@asterpost.example>\nSubject: Envoys meet\nDate: Wed, 07 May 2031 12:20:00 +0200\nContent-Type: text/plain; charset=utf-8\n"
    outer = "From: Bo Dy <bo@paper.example>\nSubject: Fwd: Envoys meet\nDate: Tue, 17 Jun 2031 09:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n"
    data = f"{outer}\n--x\nContent-Type: text/plain; charset=utf-8\n\n{OWN}\n--x\nContent-Type: message/rfc822\nContent-Disposition: inline\n\n{inner}\n{STORY}\n\n{LAST}\n--x--\n"
    document = read_mail(data.encode())
    assert facts(document) == ("Envoys meet", "Aster Post", "2031-05-07")
    assert (document.text, document.boilerplate) == (f"{STORY}\n\n{LAST}", (OWN,))


def test_a_mail_that_was_forwarded_twice() -> None:
    """The innermost one counts, and nobody's line is lost."""
    outer = "---------- Forwarded message ---------\nFrom: Ann Body <ann@paper.example>\nDate: Mon, 16 Jun 2031 at 08:00\nSubject: Fwd: Envoys meet\nTo: Bo Dy <bo@paper.example>\n"
    document = read_mail(mail(f"{OWN}\n\n{outer}\nHave a look at this.\n\n{BLOCKS['English']}\n{STORY}\n\n{LAST}\n"))
    assert facts(document) == ("Envoys meet", "Aster Post", "2031-05-07")
    assert document.text == f"{STORY}\n\n{LAST}"
    kept = " ".join(document.boilerplate)
    assert OWN in kept
    assert "Have a look at this." in kept


def test_a_day_that_can_be_two_is_not_guessed() -> None:
    """Neither is the day of forwarding taken for it; the reason names its words."""
    block = BLOCKS["English"].replace("Wed, May 7, 2031 at 12:20 PM", "05/07/2031 12:20")
    published = read_mail(mail(f"{block}\n{STORY}\n\n{LAST}\n")).published
    assert published is not None
    assert published.day is None
    assert "05/07/2031" in published.explanation


@pytest.mark.parametrize("subject", ["Re: Envoys meet", "AW: Envoys meet", "Envoys meet"])
def test_what_an_answer_quotes_is_not_forwarded(subject: str) -> None:
    """The answer is the mail's own text where it is longer than what it quotes, or has the mark of an answer."""
    quoted = STORY if subject != "Envoys meet" else "Do you know more?"
    document = read_mail(
        mail(f"{LAST}\n\n{THIRD}\n\nOn Wed, 7 May 2031 at 12:20, Aster Post <news@asterpost.example> wrote:\n> {quoted}\n", subject=subject)
    )
    assert facts(document)[2] == "2031-06-17"
    assert (document.byline, LAST in document.text) == ("Bo Dy", True)


def test_an_answer_that_passes_a_forwarded_mail_on() -> None:
    """The mail inside is the one that counts; what the two colleagues wrote is kept apart."""
    quoted = "".join(f"> {line}\n" for line in f"{BLOCKS['English']}\n{STORY}\n\n{LAST}".split("\n"))
    body = f"{OWN}\n\nOn Mon, 16 Jun 2031 at 09:00, Cy Dee <cy@paper.example> wrote:\n{quoted}"
    document = read_mail(mail(body, subject="Re: Fwd: Envoys meet"))
    assert (facts(document), document.text) == (("Envoys meet", "Aster Post", "2031-05-07"), f"{STORY}\n\n{LAST}")
    assert OWN in " ".join(document.boilerplate)


def test_a_message_of_a_newsgroup_pasted_into_a_text() -> None:
    """With header lines of any name, or only the line that mail programs write above what they quote."""
    headers = "Path: news.example!not-for-mail\nFrom: ann@asterpost.example (Ann Body)\nNewsgroups: misc.news\nSubject: Envoys meet\nDate: 7 May 2031 18:20:00 GMT\n"
    document = read_text(f"{headers}\n{STORY}\n\n{LAST}\n".encode())
    assert (facts(document), document.byline, document.text) == (("Envoys meet", "", "2031-05-07"), "Ann Body", f"{STORY}\n\n{LAST}")
    document = read_text(
        f"This came today:\n\nOn Wed, May 7, 2031 at 6:20 PM Aster Post <news@asterpost.example> wrote:\n\n{STORY}\n\n{LAST}\n".encode()
    )
    assert (facts(document)[1:], document.text) == (("Aster Post", "2031-05-07"), f"{STORY}\n\n{LAST}")


@pytest.mark.parametrize("program", [name for name in sorted(BLOCKS) if name != "Spanish on one line"])
def test_a_mail_pasted_into_a_text(program: str) -> None:
    """With the header lines of any program, or without the line that announces them."""
    block = BLOCKS[program]
    for above in (block, block.split("\n", 1)[1] if block.startswith(("-", "_", "Begin")) else block):
        document = read_text(f"{above}\n{STORY}\n\n{LAST}\n".encode())
        assert facts(document) == ("Envoys meet", "Aster Post", "2031-05-07")
        assert document.text == f"{STORY}\n\n{LAST}"


def test_a_pasted_mail_of_a_person_and_one_that_was_forwarded() -> None:
    """A person is the author; of two mails inside one another the inner one counts."""
    document = read_text(
        f"From: Ann Body\nSent: Wednesday, 7 May 2031 12:20\nTo: Desk\nSubject: RE: Envoys meet\n\n{STORY}\n\n{LAST}\n".encode()
    )
    assert (facts(document), document.byline) == (("Envoys meet", "", "2031-05-07"), "Ann Body")
    outer = f"From: Bo Dy\nSent: Tuesday, 17 June 2031 09:00\nTo: Desk\nSubject: FW: Envoys meet\n\n{OWN}\n\n{BLOCKS['original']}\n{STORY}\n\n{LAST}\n"
    document = read_text(outer.encode())
    assert (facts(document), document.text) == (("Envoys meet", "Aster Post", "2031-05-07"), f"{STORY}\n\n{LAST}")
    assert OWN in document.boilerplate


def test_lines_with_colons_are_no_header_of_a_mail() -> None:
    """Two of them, or ones in the middle of an article."""
    text = f"Envoys meet in harbour town\n\nFrom: the harbour\nDate: 7 May 2031\n\n{STORY}\n\n{LAST}\n"
    assert "Envoys meet" in read_text(text.encode()).title
    middle = f"{STORY}\n\nFrom: Aster\nTo: Holm\nSubject: Ferries\n\n{LAST}\n"
    assert STORY in read_text(middle.encode()).text


STORIES = (("Envoys meet in harbour town", STORY), ("Island pays for two barges", THIRD), ("Who will mend the wall?", LAST))
PAGES = {
    "linked headings": "".join(
        f'<h2><a href="https://a.example/{n}">{head}</a></h2><p>{text}</p>' for n, (head, text) in enumerate(STORIES)
    ),
    "small headings": "".join(f"<h4>{head}</h4><p>{text}</p>" for head, text in STORIES),
    "tables": "<table>"
    + "".join(
        f'<tr><td><a href="https://a.example/{n}"><b>{head}</b></a></td></tr><tr><td>{text}</td></tr>'
        for n, (head, text) in enumerate(STORIES)
    )
    + "</table>",
    "bold lines": "".join(
        f'<p><strong><a href="https://a.example/{n}">{head}</a></strong></p><p>{text} <a href="https://a.example/{n}">Read more</a></p>'
        for n, (head, text) in enumerate(STORIES)
    ),
    "cells": "<table>"
    + "".join(f"<tr><td><span style='font-size:20px'>{head}</span><br>{text}</td></tr>" for head, text in STORIES)
    + "</table>",
    "mixed": f"<table><tr><td><h2>{STORIES[0][0]}</h2><p>{STORY}</p></td></tr><tr><td><a href='https://a.example/2'><strong>{STORIES[1][0]}</strong></a><p>{THIRD}</p></td></tr>"
    f"<tr><td><span style='font-size:20px'>{STORIES[2][0]}</span><br>{LAST}</td></tr></table>",
    "breaks": "<div>" + "<br><br>".join(f"<b>{head}</b><br>{text}" for head, text in STORIES) + "</div>",
}


@pytest.mark.parametrize("shape", sorted(PAGES))
def test_the_headlines_of_a_digest_stand_in_its_text(shape: str) -> None:
    """Each above its paragraph, however the page is made."""
    page = f"<html><body>{PAGES[shape]}<p><a href='https://a.example/u'>Unsubscribe</a></p></body></html>"
    text = read_mail(mail("", page, "Aster Post: the morning in brief")).text
    places = [text.find(words[:60]) for story in STORIES for words in story]
    assert -1 not in places
    assert places == sorted(places)
    assert "Unsubscribe" not in text


def test_the_headlines_of_a_digest_in_plain_text() -> None:
    """The first one too."""
    body = "\n\n".join(f"{head}\n\n{text}" for head, text in STORIES)
    text = read_mail(mail(body, subject="Aster Post: the morning in brief")).text
    assert [text.count(head) for head, _ in STORIES] == [1, 1, 1]
    assert text.startswith(STORIES[0][0])
    underlined = f"TWO BARGES\n==========\n{THIRD}\n\n* Who will mend the wall?\n\n{LAST}\n"
    assert read_mail(mail(underlined, subject="Aster Post: the morning in brief")).text.startswith("TWO BARGES\n\n")
