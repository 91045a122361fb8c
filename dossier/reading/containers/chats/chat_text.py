"""Chats exported as text: by WhatsApp, Signal, Discord and other programs, and messages copied out of Telegram."""

import re
from collections.abc import Iterator

from dossier.reading.cleaning.encoding import clean
from dossier.reading.containers.chats.messages import Chat, ChatMessage

DATE = r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\.?|\d{1,2}[- ][^\W\d_]{3,9}\.?[- ]\d{2,4}|[^\W\d_]{3,9}\.? \d{1,2}, \d{4})"
TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d{1,6})?)?(?:\s?[ap]\.?\s?m\.?)?(?:\s?(?:Z|UTC|[+-]\d\d:?\d\d))?"
STAMP = rf"(?P<stamp>{DATE},?(?:T|\s+(?:um |at |à |a las )?)?{TIME})"
SENDER = r"(?P<sender>[^:\n<>\[\]]{1,60}?)"
HEADS = (
    # [03/02/2031, 10:00:00] Ann: text        03/02/2031, 10:00 - Ann: text
    re.compile(rf"(?:\[\s*{STAMP}\s*\]|{STAMP.replace('stamp', 'stamp2')})\s*(?:[-–—]\s*)?{SENDER}:\s+(?P<text>.*)$", re.IGNORECASE),
    # Ann, [3 Feb 2031 10:00:00]: text
    re.compile(rf"{SENDER},? \[\s*{STAMP}\s*\]:?\s*(?P<text>.*)$", re.IGNORECASE),
    # [03-Feb-31 10:00 AM] ann#1234          the text below
    re.compile(rf"\[\s*{STAMP}\s*\]\s*{SENDER}(?P<text>)$", re.IGNORECASE),
    # 2031-02-03 10:00:00 <ann> text
    re.compile(rf"\[?{STAMP}\]?\s+<[@+ ]?(?P<sender>[^<>\s]{{1,40}})>\s+(?P<text>.*)$", re.IGNORECASE),
)
SYSTEM = re.compile(rf"(?:\[\s*{STAMP}\s*\]|{STAMP.replace('stamp', 'stamp2')})\s*[-–—]?\s*(?P<text>.*)$", re.IGNORECASE)
"""A line of the program's own: a moment without a sender."""
NAMED = re.compile(r"(?:channel|group|chat|room|conversation)\s*:\s*(?P<name>\S.{0,100})$", re.IGNORECASE)
FEWEST_MESSAGES = 2
LOOK_AHEAD = 12
"""Lines with words above the first message."""
MOST_HEAD = 20_000


def read_chat_text(text: str) -> Chat | None:
    """The chat in a text whose lines begin with moment and sender, a message's further lines below it; None for any other text."""
    head = clean(text[:MOST_HEAD])
    if sum(_head(line) is not None for line in head.split("\n")[:200]) < FEWEST_MESSAGES:
        return None
    lines = clean(text).split("\n")
    first = next(number for number, line in enumerate(lines) if _head(line))
    above = [line for line in lines[:first] if line.strip() and not SYSTEM.match(line)]
    messages = list(_messages(lines[first:]))
    if len(above) > LOOK_AHEAD or len(messages) < FEWEST_MESSAGES:
        return None
    name = next((match["name"] for line in above if (match := NAMED.match(line.strip()))), "")
    return Chat(name.rpartition(" / ")[2], messages)


def _messages(lines: list[str]) -> Iterator[ChatMessage]:
    stamp, sender, text = "", "", list[str]()
    for line in lines:
        message = _head(line)
        if message is None and SYSTEM.match(line):
            # a notice of the program ends the message above it
            message = ChatMessage("", "", "")
        if message is None:
            text.append(line)
            continue
        if stamp:
            yield ChatMessage(stamp, sender, "\n".join(text))
        stamp, sender, text = message.stamp, message.sender, [message.text]
    if stamp:
        yield ChatMessage(stamp, sender, "\n".join(text))


def _head(line: str) -> ChatMessage | None:
    """The first line of a message; None for any other line."""
    if len(line) > 20_000 or not re.match(r"\s*\S.{0,90}\d[:.]\d\d", line):
        return None
    for pattern in HEADS:
        if match := pattern.match(line.strip()):
            groups = match.groupdict()
            return ChatMessage(groups.get("stamp") or groups.get("stamp2") or "", match["sender"].strip(" ~*"), match["text"])
    return None
