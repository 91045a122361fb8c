"""Chats as messengers export them."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

import pytest

from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.open import DecompressionBudget, read_container
from dossier.reading.containers.split import split_document
from dossier.reading.formats.markdown import read_markdown

STORY = "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there."
LAST = "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay for two days and a night."


def outlines(entries: Sequence[ContainerEntry]) -> list[tuple[str, str, str, str]]:
    """Title, outlet, day and text of each article."""
    documents = [read_markdown(entry.data) for entry in entries if entry.data]
    return [(d.title, d.outlet, str(d.published.day if d.published else None), d.text) for d in documents]


def days(name: str, *, senders: bool = False) -> list[tuple[str, str, str, str]]:
    """What two messages of two days make."""
    ann, bo = ("Ann Body: ", "Bo Dy: ") if senders else ("", "")
    return [(f"{name}, 7 May 2031", name, "2031-05-07", f"{ann}{STORY}"), (f"{name}, 18 May 2031", name, "2031-05-18", f"{bo}{LAST}")]


def opened(value: Any, name: str = "result.json") -> list[ContainerEntry]:
    """The entries of a JSON export."""
    return list(read_container(io.BytesIO(json.dumps(value).encode()), name, DecompressionBudget()))


TELEGRAM = {
    "name": "Harbour Watch",
    "type": "public_channel",
    "id": 7,
    "messages": [
        {"id": 1, "type": "service", "date": "2031-05-07T09:00:00", "action": "create_channel", "title": "Harbour Watch", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2031-05-07T23:50:00",
            "date_unixtime": "1935964200",
            "from": "Harbour Watch",
            "text": [STORY[:20], {"type": "bold", "text": STORY[20:]}],
        },
        {"id": 3, "type": "message", "date": "2031-05-07T23:55:00", "from": "Harbour Watch", "photo": "photos/1.jpg", "text": ""},
        {"id": 4, "type": "message", "date": "2031-05-18T10:00:00", "from": "Harbour Watch", "text": LAST},
    ],
}


def test_a_channel_of_telegram() -> None:
    """An article for each day, named after the channel; notices and pictures without words are none. Several chats in one file too."""
    assert outlines(opened(TELEGRAM)) == days("Harbour Watch")
    everything = {"about": "…", "chats": {"list": [TELEGRAM, TELEGRAM | {"name": "Mill Flood"}]}}
    assert outlines(opened(everything)) == [*days("Harbour Watch"), *days("Mill Flood")]
    assert b"times: '23:50'" in opened(TELEGRAM)[0].data


GROUPS: dict[str, Any] = {
    "discord": {
        "guild": {"name": "Coast"},
        "channel": {"name": "Quay"},
        "messages": [
            {"id": "1", "type": "Default", "timestamp": "2031-05-07T10:00:00+00:00", "content": STORY, "author": {"name": "Ann Body"}},
            {"id": "2", "type": "Default", "timestamp": "2031-05-18T10:00:00+00:00", "content": LAST, "author": {"name": "Bo Dy"}},
        ],
    },
    "facebook": {
        "participants": [{"name": "Ann Body"}, {"name": "Bo Dy"}],
        "title": "Quay",
        "messages": [
            {"sender_name": "Bo Dy", "timestamp_ms": 1936864800000, "content": LAST},
            {"sender_name": "Ann Body", "timestamp_ms": 1935914400000, "content": STORY},
        ],
    },
    "element": {
        "room_name": "Quay",
        "messages": [
            {
                "type": "m.room.message",
                "sender": "Ann Body",
                "origin_server_ts": 1935914400000,
                "content": {"msgtype": "m.text", "body": STORY},
            },
            {"type": "m.room.message", "sender": "Bo Dy", "origin_server_ts": 1936864800000, "content": {"body": LAST}},
        ],
    },
    "google": {
        "messages": [
            {"creator": {"name": "Ann Body"}, "created_date": "Wednesday, May 7, 2031 at 10:00:00 AM UTC", "text": STORY},
            {"creator": {"name": "Bo Dy"}, "created_date": "Sunday, May 18, 2031 at 10:00:00 AM UTC", "text": LAST},
        ]
    },
    "slack": [
        {"type": "message", "user": "U1", "user_profile": {"real_name": "Ann Body"}, "ts": "1935914400.000100", "text": STORY},
        {"type": "message", "subtype": "channel_join", "user": "U2", "ts": "1935914500.0", "text": "<@U2> has joined"},
        {"type": "message", "user": "U2", "user_profile": {"real_name": "Bo Dy"}, "ts": "1936864800.0", "text": LAST},
    ],
    "telethon": [
        {"_": "Message", "id": 1, "date": "2031-05-07T10:00:00+00:00", "message": STORY, "from": "Ann Body"},
        {"_": "Message", "id": 2, "date": "2031-05-18T10:00:00+00:00", "message": LAST, "from": "Bo Dy"},
    ],
    "signal": [
        {
            "envelope": {
                "source": "+1",
                "sourceName": "Ann Body",
                "timestamp": 1935914400000,
                "dataMessage": {"timestamp": 1935914400000, "message": STORY},
            }
        },
        {"envelope": {"source": "+2", "sourceName": "Bo Dy", "timestamp": 1936864800000, "dataMessage": {"message": LAST}}},
    ],
}


@pytest.mark.parametrize("program", sorted(GROUPS))
def test_groups_of_other_messengers(program: str) -> None:
    """Each message stands behind its sender; a file without the chat's name is named after its folder."""
    assert outlines(opened(GROUPS[program], "Quay/messages.json")) == days("Quay", senders=True)


def test_an_archive_of_slack() -> None:
    """A folder for each channel, a file for each day in it; what the program marks stands as its words."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("users.json", json.dumps([{"id": "U1", "name": "ann"}]))
        archive.writestr(
            "quay/2031-05-07.json",
            json.dumps(
                [
                    {
                        "type": "message",
                        "user": "U1",
                        "user_profile": {"real_name": "Ann Body"},
                        "ts": "1935914400.0",
                        "text": f"{STORY} See <https://a.example/x|the note>, &amp; ask <@U2>.",
                    }
                ]
            ),
        )
    entries = list(read_container(io.BytesIO(data.getvalue()), "export.zip", DecompressionBudget()))
    assert outlines(entries) == [("quay, 7 May 2031", "quay", "2031-05-07", f"{STORY} See the note, & ask U2.")]
    assert [entry.shown for entry in entries if entry.skipped] == ["users.json"]


def test_letters_that_an_export_wrote_byte_by_byte() -> None:
    """As Facebook does."""
    broken = "Für alle: die Fähre fährt heute nicht, sagte der Hafenmeister.".encode().decode("latin-1")
    chat = {"title": "Quay", "messages": [{"sender_name": "A", "timestamp_ms": 1935914400000, "content": broken}]}
    assert outlines(opened(chat))[0][3] == "Für alle: die Fähre fährt heute nicht, sagte der Hafenmeister."


@pytest.mark.parametrize(
    "line",
    [
        "[{d}/05/2031, 10:00:00] {s}: {t}",
        "\u200e[{d}.05.31, 10:00:00] {s}: {t}",
        "{d}/05/2031, 10:00 - {s}: {t}",
        "{d}.05.31, 10:00 - {s}: {t}",
        "5/{n}/31, 10:00\u202fAM - {s}: {t}",
        "2031-05-{d} 10:00 - {s}: {t}",
        "[2031-05-{d} 10:00] {s}: {t}",
        "{s}, [{d}.05.2031 10:00]\n{t}",
        "{s}, [{n} May 2031 at 10:00:00]:\n{t}",
        "[{d}-May-31 10:00 AM] {s}\n{t}\n",
        "2031-05-{d} 10:00:00 <{s}> {t}",
    ],
)
def test_chats_exported_as_text(line: str) -> None:
    """With days in any order that the messages prove, and further lines of a message below it."""
    senders = ("ann_body", "bo_dy") if "<{s}>" in line else ("Ann Body", "Bo Dy")
    text = "\n".join(
        line.format(d=day, n=day.lstrip("0"), s=sender, t=words)
        for day, sender, words in (("07", senders[0], f"{STORY}\nNo paper was signed."), ("18", senders[1], LAST))
    )
    entries = split_document(ContainerEntry("WhatsApp Chat with Quay.txt", text.encode()), "in/WhatsApp Chat with Quay.txt")
    assert outlines(entries) == [
        ("Quay, 7 May 2031", "Quay", "2031-05-07", f"{senders[0]}: {STORY}\n\nNo paper was signed."),
        ("Quay, 18 May 2031", "Quay", "2031-05-18", f"{senders[1]}: {LAST}"),
    ]


def test_notices_of_the_program_are_no_messages() -> None:
    """Nor are pictures that the export left out; a chat in an archive is named after that."""
    text = (
        "[07/05/2031, 09:59:00] Quay: \u200eMessages and calls are end-to-end encrypted.\n"
        "07/05/2031, 10:00 - Ann Body created group “Quay”\n"
        f"[07/05/2031, 10:00:00] Ann Body: {STORY}\n[07/05/2031, 10:01:00] Ann Body: <Media omitted>\n[18/05/2031, 10:00:00] Bo Dy: {LAST}\n"
    )
    entries = split_document(ContainerEntry("_chat.txt", text.encode()), "in/WhatsApp Chat - Quay.zip/_chat.txt")
    assert [outline[0] for outline in outlines(entries)] == ["Quay, 7 May 2031", "Quay, 18 May 2031"]
    assert not any("omitted" in outline[3] or "created group" in outline[3] for outline in outlines(entries))


def test_days_that_can_be_two_are_not_guessed() -> None:
    """The report names one of them."""
    text = f"07/05/2031, 10:00 - Ann Body: {STORY}\n07/05/2031, 10:05 - Bo Dy: {LAST}\n"
    (entry,) = split_document(ContainerEntry("chat.txt", text.encode()), "Quay/chat.txt")
    assert read_markdown(entry.data).published is None
    assert "07/05/2031, 10:00" in entry.note


PAGES = {
    "Telegram": '<title>Exported Data</title><div class="page_header"><div class="content"><div class="text bold">Quay</div></div></div><div class="page_body chat_page"><div class="history">'
    '<div class="message service"><div class="body details">7 May 2031</div></div>'
    '<div class="message default clearfix"><div class="body"><div class="pull_right date details" title="07.05.2031 23:50:00 UTC+02:00">23:50</div><div class="from_name">Ann Body</div><div class="text">{story}</div></div></div>'
    '<div class="message default clearfix joined"><div class="body"><div class="pull_right date details" title="07.05.2031 23:51:00 UTC+02:00">23:51</div><div class="text">No paper was signed.</div></div></div>'
    '<div class="message default clearfix"><div class="body"><div class="pull_right date details" title="18.05.2031 10:00:00 UTC+02:00">10:00</div><div class="from_name">Bo Dy</div><div class="text">{last}</div></div></div></div></div>',
    "Discord": '<div class="preamble"><div class="preamble__entry">Coast</div><div class="preamble__entry">Text / Quay</div></div><div class="chatlog">'
    '<div class="chatlog__message-group"><div class="chatlog__message"><span class="chatlog__author" title="ann">Ann Body</span><span class="chatlog__timestamp" title="Wednesday, May 7, 2031 10:00 AM">07/05/2031 10:00</span><div class="chatlog__content chatlog__markdown">{story}</div></div>'
    '<div class="chatlog__message"><div class="chatlog__short-timestamp" title="Wednesday, May 7, 2031 10:01 AM">10:01</div><div class="chatlog__content chatlog__markdown">No paper was signed.</div></div></div>'
    '<div class="chatlog__message-group"><div class="chatlog__message"><span class="chatlog__author">Bo Dy</span><span class="chatlog__timestamp" title="Sunday, May 18, 2031 10:00 AM">x</span><div class="chatlog__content">{last}</div></div></div></div>',
    "Signal": "<div class=msg><span class=date>2031-05-07 10:00</span><span class=sender>Ann Body</span><span class=body><p>{story}</p></span></div>"
    "<div class=msg><span class=date>2031-05-07 10:01</span><span class=sender>Ann Body</span><span class=body><p>No paper was signed.</p></span></div>"
    "<div class=msg><span class=date>2031-05-18 10:00</span><span class=sender>Bo Dy</span><span class=body><p>{last}</p></span></div>",
}


@pytest.mark.parametrize("program", sorted(PAGES))
def test_chats_exported_as_pages(program: str) -> None:
    """Days are those of the messages; one that follows another of its sender is that sender's."""
    page = f"<html><body>{PAGES[program].format(story=STORY, last=LAST)}</body></html>"
    entries = split_document(ContainerEntry("messages.html", page.encode()), "Quay/messages.html")
    assert outlines(entries) == [
        ("Quay, 7 May 2031", "Quay", "2031-05-07", f"Ann Body: {STORY}\n\nAnn Body: No paper was signed."),
        ("Quay, 18 May 2031", "Quay", "2031-05-18", f"Bo Dy: {LAST}"),
    ]


def test_articles_are_no_chats() -> None:
    """A live page copied into a text, a list of articles, a page with messages of another kind."""
    live = f"Talks in Aster\n\n7 May 2031, 10:00 - What we know\n\n{STORY}\n\n11:30 - Ferries: what is next\n\n{LAST}\n"
    assert split_document(ContainerEntry("live.txt", live.encode()), "live.txt") == ()
    page = f"<html><body><div class='message'>Welcome back</div><article><h1>Envoys</h1><p>{STORY}</p></article></body></html>"
    assert split_document(ContainerEntry("a.html", page.encode()), "a.html") == ()
    rows = [{"title": "Envoys meet", "text": STORY, "date": "2031-05-07", "author": "Ann Body", "source": "Aster Post"}]
    assert outlines(opened(rows))[0][:2] == ("Envoys meet", "Aster Post")
