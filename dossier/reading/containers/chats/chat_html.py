"""Chats exported as HTML: by Telegram, Discord, Element and Signal, known by the classes of their elements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.reading.cleaning.html_blocks import blocks_of
from dossier.reading.containers.chats.messages import Chat, ChatMessage

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class ChatMarkup:
    """Classes of a program's export: of the page (`mark`), of a message and the parts of it, and of the chat's name."""

    mark: re.Pattern[bytes]
    message: str
    sender: tuple[str, ...]
    moment: tuple[str, ...]
    text: tuple[str, ...]
    name: tuple[str, ...]


PROGRAMS = (
    # Telegram Desktop
    ChatMarkup(re.compile(rb"class=[\"'][^\"']*\bchat_page\b"), "message", ("from_name",), ("date",), ("text",), ("page_header",)),
    # DiscordChatExporter
    ChatMarkup(
        re.compile(rb"class=[\"']?[^\"'>]*\bchatlog__message\b"),
        "chatlog__message",
        ("chatlog__author", "chatlog__author-name"),
        ("chatlog__timestamp", "chatlog__short-timestamp"),
        ("chatlog__content", "chatlog__markdown"),
        ("preamble__entry",),
    ),
    # Element
    ChatMarkup(
        re.compile(rb"class=[\"'][^\"']*\bmx_EventTile\b"),
        "mx_EventTile",
        ("mx_DisambiguatedProfile_displayName", "mx_SenderProfile_displayName"),
        ("mx_MessageTimestamp",),
        ("mx_EventTile_body",),
        ("mx_RoomHeader_nametext", "mx_RoomHeader_name"),
    ),
    # signal-export
    ChatMarkup(re.compile(rb"class=[\"']?msg\b"), "msg", ("sender",), ("date",), ("body",), ()),
)


def read_chat_html(data: bytes, source: str) -> Chat | None:
    """The chat in a page; None for a page of another kind. `source` is the page's text."""
    markup = next((program for program in PROGRAMS if program.mark.search(data[:2_000_000])), None)
    if markup is None:
        return None
    from lxml import html  # noqa: PLC0415  as with every large reader

    try:
        root = html.document_fromstring(source)
    except (ValueError, html.etree.ParserError):
        return None
    messages = list(_messages(root, markup))
    if not messages:
        return None
    names = [_words(part) for name in markup.name for part in _with_class(root, name)]
    return Chat(next((name.rpartition(" / ")[2].strip() for name in reversed(names) if name), ""), messages)


def _messages(root: "HtmlElement", markup: ChatMarkup) -> Iterator[ChatMessage]:
    sender = day = ""
    for element in _with_class(root, markup.message):
        own = _first(element, markup.sender)
        # messages that follow one another from one sender name that sender once
        sender = _words(own) if own is not None else _group_words(element, markup.sender) or sender
        moment = _first(element, markup.moment)
        stamp = _stamp(moment) if moment is not None else _group_words(element, markup.moment)
        # a bare clock belongs to the day above it
        day, stamp = (stamp, stamp) if re.search(r"\d{4}|\d[./-]\d", stamp) else (day, f"{day} {stamp}" if day else stamp)
        text = "\n".join(_text(part) for part in _texts(element, markup.text))
        if stamp and text.strip():
            yield ChatMessage(stamp, sender, text)


def _with_class(root: "HtmlElement", name: str) -> Iterator["HtmlElement"]:
    return (element for element in root.iter() if isinstance(element.tag, str) and name in (element.get("class") or "").split())


def _first(element: "HtmlElement", names: tuple[str, ...]) -> "HtmlElement | None":
    return next((part for name in names for part in _with_class(element, name)), None)


def _texts(element: "HtmlElement", names: tuple[str, ...]) -> list["HtmlElement"]:
    """The elements of a message's text by the first class that has any; none inside another, and none that only names what was sent."""
    for name in names:
        parts = list(_with_class(element, name))
        if parts:
            return [
                part
                for part in parts
                if not any(outer is not part and outer in parts for outer in part.iterancestors())
                and "bold" not in (part.get("class") or "").split()
            ]
    return []


def _group_words(element: "HtmlElement", names: tuple[str, ...]) -> str:
    """Sender or moment of the group of messages around one."""
    for outer in list(element.iterancestors())[:2]:
        messages = [part for part in outer if part is not element]
        for part in messages:
            if (inner := _first(part, names)) is not None:
                return _stamp(inner)
    return ""


def _stamp(element: "HtmlElement") -> str:
    title = element.get("title") or element.get("datetime") or ""
    return title if re.search(r"\d{4}", title) else _words(element)


def _words(element: "HtmlElement") -> str:
    return " ".join("".join(element.itertext()).split())


def _text(element: "HtmlElement") -> str:
    """The text of an element, its line breaks and blocks on lines of their own."""
    from lxml import html  # noqa: PLC0415  as above

    return "\n".join(blocks_of(str(html.tostring(element, encoding="unicode", with_tail=False))))
