"""Mails."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.errors import UnreadableFile
from dossier.reading.containers.attachments import read_attachments
from dossier.reading.formats.mail import read_mail

ENGLISH = "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there next week."
RUSSIAN = "Министр иностранных дел встретился с президентом во вторник в портовом городе, и оба сказали, что переговоры продолжатся на следующей неделе."
WORDS = {
    "utf-8": RUSSIAN,
    "koi8-r": RUSSIAN,
    "windows-1251": RUSSIAN,
    "iso-8859-5": RUSSIAN,
    "iso-8859-1": "Der Minister möchte am Dienstag über die Lage sprechen, sagte er in der Früh den Reportern im großen Saal.",
    "windows-1252": "The minister said “we will meet again” – and left the café at noon on Tuesday for the harbour town.",
    "iso-8859-2": "Minister powiedział w środę, że rozmowy będą trwały także w przyszłym tygodniu w portowym mieście Łęczna.",
    "gb2312": "外交部长星期二在港口城市会见了总统，双方表示下周将继续会谈，双方都没有透露更多细节。",
    "big5": "外交部長星期二在港口城市會見了總統，雙方表示下週將繼續會談，雙方都沒有透露更多細節。",
    "shift_jis": "外務大臣は火曜日に港町で大統領と会談し、来週も協議を続けると述べた。詳細は明らかにされていない。",
    "euc-kr": "외무장관은 화요일 항구 도시에서 대통령을 만나 다음 주에도 회담을 계속하겠다고 말했다.",
    "iso-8859-7": "Ο υπουργός συναντήθηκε την Τρίτη με τον πρόεδρο στο λιμάνι, και οι δύο είπαν ότι θα συνεχίσουν.",
}


def mail(body: bytes, content: str = "text/plain; charset=utf-8", *more: str) -> bytes:
    """A mail of one part."""
    head = [
        "From: The Aster Post <news@example.org>",
        "Subject: Envoys meet in harbour town",
        "Date: Wed, 07 May 2031 23:30:00 -0500",
        "MIME-Version: 1.0",
        f"Content-Type: {content}",
        "Content-Transfer-Encoding: 8bit",
        *more,
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def test_the_headers_give_title_outlet_and_day() -> None:
    """The day is the sender's own, in the sender's time zone."""
    draft = read_mail(mail(ENGLISH.encode()))
    assert (draft.title, draft.outlet, draft.byline, draft.text) == ("Envoys meet in harbour town", "The Aster Post", "", ENGLISH)
    assert draft.published is not None
    assert str(draft.published.day) == "2031-05-07"


def test_a_person_who_writes_is_the_author() -> None:
    """A sender's name without a list and without a word of outlets."""
    draft = read_mail(mail(ENGLISH.encode()).replace(b"The Aster Post", b"Ann Body"))
    assert (draft.outlet, draft.byline) == ("", "Ann Body")
    assert (
        read_mail(mail(ENGLISH.encode(), "text/plain", "List-Id: <a.example.org>").replace(b"The Aster Post", b"Ann Body")).outlet
        == "Ann Body"
    )


@pytest.mark.parametrize("encoding", sorted(WORDS))
def test_twelve_encodings(encoding: str) -> None:
    """Body and subject in each of them."""
    document = EmailMessage(policy=SMTP)
    document["From"], document["Subject"] = "a@example.org", WORDS[encoding][:20]
    document.set_content(WORDS[encoding], charset=encoding, cte="base64")
    draft = read_mail(bytes(document))
    assert (draft.text, draft.title) == (WORDS[encoding], WORDS[encoding][:20].strip())


@pytest.mark.parametrize("encoding", ["koi8-r", "windows-1251"])
def test_a_wrong_declaration_does_not_matter(encoding: str) -> None:
    """The part says one encoding and is in another."""
    assert "встретился" in read_mail(mail(RUSSIAN.encode(encoding), "text/plain; charset=utf-8")).text
    assert "встретился" in read_mail(mail(RUSSIAN.encode(encoding), "text/plain; charset=no-such")).text


def test_a_newsletter_is_read_from_its_page() -> None:
    """Laid out in tables, with a hidden preview, a style sheet and a plain part that only points to the web."""
    document = EmailMessage(policy=SMTP)
    document["From"], document["Subject"], document["List-Unsubscribe"] = (
        "Morning Bell <m@example.org>",
        "Fwd: RE: Talks",
        "<https://example.org/u>",
    )
    document.set_content("Read this on the web: https://example.org/1")
    rows = "".join(f"<tr><td><p>{ENGLISH.replace('Tuesday', day)}</p></td></tr>" for day in ("Monday", "Tuesday", "Wednesday"))
    document.add_alternative(
        f"<html><head><style>p {{color: red}}</style></head><body><div style='display:none'>Preview words</div><table>{rows}</table></body></html>",
        subtype="html",
    )
    draft = read_mail(bytes(document))
    assert (draft.title, draft.outlet, draft.text.count("Orla Brandt")) == ("Talks", "Morning Bell", 3)
    assert not [word for word in ("Preview", "color", "on the web") if word in draft.text]


def test_attachments_and_signatures_are_no_text() -> None:
    """Only what was written is read."""
    document = EmailMessage(policy=SMTP)
    document["From"], document["Subject"] = "Ann Body <a@example.org>", "Notes"
    document.set_content(f"{ENGLISH}\n-- \nAnn Body, Aster\n")
    document.add_attachment("other words altogether", filename="a.txt")
    assert read_mail(bytes(document)).text == ENGLISH


def test_a_text_without_headers_is_no_mail() -> None:
    """The message says what to do."""
    with pytest.raises(UnreadableFile, match="not an email"):
        read_mail(b"Just words and nothing else.")


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from(
        [
            "text/plain",
            "text/html; charset=koi8-r",
            "multipart/mixed; boundary=x",
            'multipart/alternative; boundary="',
            "message/rfc822",
            "text/plain; charset==?",
        ]
    ),
)
def test_any_mail_makes_a_draft_or_is_refused(body: bytes, content: str) -> None:
    """Broken parts never fail otherwise."""
    try:
        draft = read_mail(mail(body, content))
    except UnreadableFile:
        return
    assert isinstance(draft.text, str)


@pytest.mark.parametrize("charset", ["iso-\xff859", "a\0b", "utf-8\0", "*0*=x''%00"])
def test_a_charset_that_is_none_breaks_nothing(charset: str) -> None:
    """Neither in a header nor in a part: what can be read is."""
    head = f"From: =?{charset}?q?Ann?= <a@example.org>\nSubject: =?{charset}?b?QQ==?=\nContent-Type: multipart/mixed; boundary=x\n\n"
    part = f"--x\nContent-Type: text/plain; charset={charset}\n\nCaf\xe9 words\n--x\nContent-Type: text/plain\n\n{ENGLISH}\n--x--\n"
    data = (head + part).encode("latin-1")
    assert ENGLISH in read_mail(data).text
    assert list(read_attachments(data, "a.eml")) == []


def test_parts_too_deep_inside_one_another_are_refused() -> None:
    """Mails in mails and parts in parts; nothing is taken for attached."""
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (i, i) for i in range(3000))
    for deep in (parts, b"Content-Type: message/rfc822\n\n" * 3000):
        data = b"From: a@example.org\nSubject: b\n" + deep + ENGLISH.encode()
        with pytest.raises(UnreadableFile, match="too deep"):
            read_mail(data)
        assert list(read_attachments(data, "a.eml")) == []


@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "latin1"])
def test_windows_marks_in_a_mail_that_calls_itself_latin_1(label: str) -> None:
    """Curly marks and dashes are kept in body and subject."""
    words = WORDS["windows-1252"]
    data = mail(words.encode("cp1252"), f"text/plain; charset={label}").replace(b"Envoys meet in", b"=?iso-8859-1?Q?=93Envoys=94?= meet in")
    draft = read_mail(data)
    assert draft.text == words
    assert draft.title == "“Envoys” meet in harbour town"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Überfall – “kein Boot”".encode(), "Überfall – “kein Boot”"),
        ("Überfall am Ufer, große Schäden in Köln".encode("latin-1"), "Überfall am Ufer, große Schäden in Köln"),
        ("Паром стоит у причала второй день".encode("koi8-r"), "Паром стоит у причала второй день"),
        (b"=?utf-8?Q?Storm halts ferries =E2=80=93 no boat?=", "Storm halts ferries – no boat"),
        (b"=?UTF-8?B?U3Rvcm0g4oCT?= =?utf-8?b?IG5vIGJvYXQ=?=", "Storm – no boat"),
        (b"=?utf-8?q?Caf=C3?=\r\n =?utf-8?q?=A9_opens?=", "Café opens"),
        (b"=?utf-8*en?q?Caf=C3=A9_opens?=", "Café opens"),
        (b"=?utf-8?b?Q2Fmw6kgb3BlbnM?=", "Café opens"),
        (b"=?utf-8?q?Caf=C3=A9?=opens", "Caféopens"),
        (b"Fwd: =?utf-8?q?Who_pays=3F_Caf=C3=A9?= asks", "Who pays? Café asks"),
        ("Eilmeldung: =?utf-8?q?Caf=C3=A9?= geöffnet".encode(), "Eilmeldung: Café geöffnet"),
        (b"=?windows-1252?Q?=93No=94_says_minister?=", "“No” says minister"),
        (b"=?no-such?q?Caf=C3=A9_opens?=", "Café opens"),
        (b"1 =? 2 and 3 ?= 4", "1 =? 2 and 3 ?= 4"),
    ],
)
def test_a_subject_is_read_letter_by_letter(subject: bytes, title: str) -> None:
    """Not encoded at all, or in encoded words as programs write them: split in a letter, with spaces inside, without their padding."""
    assert read_mail(mail(ENGLISH.encode()).replace(b"Envoys meet in harbour town", subject)).title == title


@pytest.mark.parametrize(
    ("sender", "outlet", "byline"),
    [
        ("=?utf-8?q?Post=2C_The_Aster?= <news@example.org>", "Post, The Aster", ""),
        ('"=?utf-8?q?L=C3=A4nsblad?=" <red@lansblad.example>', "", "Länsblad"),
        ("Harbour Light <desk@harbourlight.example>", "Harbour Light", ""),
        ("Morning Bell <newsletter@mb.example>", "Morning Bell", ""),
        ("Body, Ann <ann@example.org>", "", "Body, Ann"),
        ("Änn Böddy <ann@example.org>", "", "Änn Böddy"),
        ("ann@example.org (Ann Body)", "", "Ann Body"),
    ],
)
def test_the_sender_is_outlet_or_author(sender: str, outlet: str, byline: str) -> None:
    """An outlet by its name, by its address's host, or by an address that no person writes from."""
    draft = read_mail(mail(ENGLISH.encode()).replace(b"The Aster Post <news@example.org>", sender.encode()))
    assert (draft.outlet, draft.byline) == (outlet, byline)


@pytest.mark.parametrize(
    "before",
    [
        b"\r\n",
        b"\n\n \n",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf\r\n",
        b"\0\0",
        b"From news@example.org Wed May  7 10:00:00 2031\n",
        b">From news@example.org Wed May  7 10:00:00 2031\n",
        b"Saved by a mail program\n\n",
        b"1234      \n",
    ],
)
def test_what_stands_before_the_headers_costs_nothing(before: bytes) -> None:
    """Title, outlet and day are those of the headers, and the text is whole."""
    draft = read_mail(before + mail(ENGLISH.encode()))
    assert (draft.title, draft.outlet, draft.text) == ("Envoys meet in harbour town", "The Aster Post", ENGLISH)
    assert str(draft.published and draft.published.day) == "2031-05-07"


@pytest.mark.parametrize("change", ["utf-16", "doubled line ends"])
def test_a_mail_that_was_saved_as_a_text_is_read(change: str) -> None:
    """In UTF-16, as Windows programs save texts; or with a carriage return too many, as transfers leave it."""
    data = mail(ENGLISH.encode())
    data = data.decode().encode("utf-16") if change == "utf-16" else data.replace(b"\r\n", b"\r\r\n")
    draft = read_mail(data)
    assert (draft.title, draft.outlet, draft.text) == ("Envoys meet in harbour town", "The Aster Post", ENGLISH)


def test_an_encrypted_mail_says_so() -> None:
    """By its type, or by what stands in its text."""
    head = b"From: Ann Body <ann@paper.example>\nSubject: Envoys\nMIME-Version: 1.0\n"
    for mail in (
        head + b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\n\n--b\n\nVersion: 1\n--b--\n',
        head + b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB\n",
        head + b"Content-Type: text/plain\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n",
    ):
        with pytest.raises(UnreadableFile, match="encrypted"):
            read_mail(mail)
