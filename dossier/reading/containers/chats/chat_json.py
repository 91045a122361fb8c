"""Chats exported as JSON: by Telegram, Slack, Discord, Signal, Element, Facebook, Google Chat and programs that write the like."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dossier.reading.containers.chats.messages import Chat, ChatMessage

DEEPEST = 8
MOMENTS = (
    "date",
    "timestamp",
    "ts",
    "timestamp_ms",
    "origin_server_ts",
    "created_date",
    "created_at",
    "createdAt",
    "sent_at",
    "sentAt",
    "time",
    "datetime",
    "create_time",
)
TEXTS = ("text", "content", "message", "body", "full_text", "msg", "caption")
SENDERS = (
    *(
        "from",
        "sender_name",
        "sender",
        "user_profile",
        "author",
        "creator",
        "sourceName",
        "from_name",
        "username",
        "user",
        "name",
        "nick",
        "source",
        "from_id",
    ),
    *("bot_profile", "actor"),
)
NAMES = (
    "real_name",
    "display_name",
    "nickname",
    "global_name",
    "name",
    "sender_name",
    "displayName",
    "username",
    "screen_name",
    "email",
    "id",
)
"""Keys of an object for a sender that hold the name, best first."""
OWN = frozenset(
    [
        "ts",
        "timestamp_ms",
        "origin_server_ts",
        "from",
        "from_id",
        "sender",
        "sender_name",
        "sourceName",
        "user",
        "user_profile",
        "nick",
        "creator",
        "channel_id",
    ]
)
"""Keys that a message has and an article has not; some need another beside them."""
LINK = re.compile(r"<(?P<target>[^<>|]{1,2000})(?:\|(?P<label>[^<>]{0,500}))?>")
"""A link, a person or a channel in the text of Slack."""


def chats_in(value: Any) -> list[Chat]:
    """The chats in a JSON value; none in a value that holds something else."""
    if isinstance(value, list) and (messages := _message_list(value, bare=True)):
        return [Chat("", messages)]
    return list(_inner_chats(value, {}, 0))


def _inner_chats(value: Any, around: Mapping[str, Any], depth: int) -> Iterator[Chat]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict | list):
                yield from _inner_chats(item, around, depth + 1)
    elif isinstance(value, dict):
        items = value.get("messages")
        messages = _message_list(items, bare=False) if isinstance(items, list) else []
        if messages:
            yield Chat(_chat_name(value) or _chat_name(around), messages)
        else:
            for inner in value.values():
                if isinstance(inner, dict | list):
                    yield from _inner_chats(inner, value, depth + 1)


def _chat_name(chat: Mapping[str, Any]) -> str:
    for key in ("name", "title", "room_name", "channel", "chat", "conversation", "thread_name", "topic"):
        name = chat.get(key)
        name = next((name[k] for k in ("name", "title") if isinstance(name.get(k), str)), "") if isinstance(name, dict) else name
        if isinstance(name, str) and name.strip():
            return _mended(name)
    return ""


def _message_list(items: Sequence[Any], *, bare: bool) -> list[ChatMessage]:
    """The messages among objects, in order. A `bare` list has no chat around it and must have keys that only messages have."""
    records = [_unwrapped(item) for item in items if isinstance(item, dict)]
    messages = [message for record in records if (message := _message(record))]
    if len(messages) * 4 < len(records) and not any(_is_service(record) for record in records):
        return []
    if bare and not any(_is_own(record) for record in records):
        return []
    return messages


def _unwrapped(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """A message out of the envelope that signal-cli puts around it."""
    envelope = item.get("envelope")
    if not isinstance(envelope, dict):
        return item
    inner = envelope.get("dataMessage") or (envelope.get("syncMessage") or {}).get("sentMessage")
    return {**envelope, **inner} if isinstance(inner, dict) else envelope


def _is_own(record: Mapping[str, Any]) -> bool:
    titled = any(record.get(key) for key in ("title", "headline", "url", "link"))
    is_message = record.get("type") == "message" or record.get("_") == "Message"
    return not titled and (is_message or bool(OWN & {key for key, value in record.items() if value}))


def _is_service(record: Mapping[str, Any]) -> bool:
    return str(record.get("type") or "") in {"service", "message", "m.room.message"}


def _message(record: Mapping[str, Any]) -> ChatMessage | None:
    """A message; None for an object without moment or text."""
    if record.get("type") == "service" or record.get("subtype") in {"channel_join", "channel_leave", "channel_topic", "channel_purpose"}:
        return None
    stamp = next((str(record[key]) for key in MOMENTS if isinstance(record.get(key), str | int | float) and record[key]), "")
    text = next((words for key in TEXTS if (words := _text(record.get(key))).strip()), "")
    if not stamp or not text:
        return None
    sender = next((name for key in SENDERS if (name := _sender(record.get(key)))), "")
    if source := record.get("forwarded_from"):
        text = f"Forwarded from {source}: {text}"
    return ChatMessage(stamp, _mended(sender), _mended(_without_marks(text)))


def _text(value: Any) -> str:
    """The text of a message: words, a list of words and links, or an object that holds them."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(_text(part) for part in value)
    if isinstance(value, dict):
        return next((_text(value[key]) for key in ("text", "body", "content") if value.get(key)), "")
    return ""


def _sender(value: Any) -> str:
    if isinstance(value, dict):
        return next((str(value[key]) for key in NAMES if isinstance(value.get(key), str) and value[key]), "")
    return value if isinstance(value, str) else ""


def _without_marks(text: str) -> str:
    """The text of Slack without the marks around links, persons and channels."""
    if "<" not in text or not LINK.search(text):
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if "&" in text else text
    plain = LINK.sub(lambda link: link["label"] or (link["target"] if "://" in link["target"] else link["target"].lstrip("@#!")), text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _mended(text: str) -> str:
    """A text whose UTF-8 bytes were written as characters of Latin-1, as Facebook's export does, in its own letters."""
    if text.isascii() or any(ch > "\xff" for ch in text):
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
