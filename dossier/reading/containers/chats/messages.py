"""Messages of a chat, and the articles that they make: one for each day, with the chat as its outlet."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dossier.reading.cleaning.encoding import clean
from dossier.reading.cleaning.markdown.front_matter import as_markdown
from dossier.reading.cleaning.publication_date import parse_stated
from dossier.reading.containers.entry import ContainerEntry, file_name

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SHORT_YEAR = re.compile(r"^(\D{0,6}\d{1,2}[-/. ](?:\d{1,2}|[^\W\d_]{3,9})[-/. ] ?)(\d\d)(?!\d)")
"""A day whose year has two figures."""
CTIME = re.compile(r"^[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) +(?P<day>\d{1,2}) \d\d:\d\d:\d\d(?: [A-Z+-][\w:]{2,5})? (?P<year>\d{4})$")
"""A moment in the form of C's ctime, perhaps with a time zone."""
CLOCK = re.compile(r"(?<![\d.])\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\b\.?)?", re.IGNORECASE)
NOTHING = re.compile(
    r"<?(?:media omitted|image omitted|video omitted|audio omitted|sticker omitted|gif omitted|document omitted|null)>?$", re.IGNORECASE
)
"""What stands in the place of a picture or a film."""
GENERIC = re.compile(r"(?:result|messages?|_?chat|chats|data|export|index|channel|conversation|history|log)[ _-]?\d*$", re.IGNORECASE)
WHATSAPP = re.compile(r".*whats ?app.*?(?:\s(?:with|mit|con|avec|com|met|z|с|із|з|med|ile|-|–)\s+|[-_]\s*)(?P<name>\S.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message: the words in which its moment is written (`stamp`), its sender and its text; sender and text may be empty."""

    stamp: str
    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat or channel; its name is empty where the export does not give it."""

    name: str
    messages: Sequence[ChatMessage]


def chat_entries(chat: Chat, place: str) -> Iterator[ContainerEntry]:
    """An article as Markdown for each day of a chat, its messages as paragraphs, each after its sender where several write. `place` is
    the path of the export, which names the chat where nothing else does.
    """
    messages = [message for message in chat.messages if _is_text(message.text)]
    senders = {message.sender for message in messages}
    name = _one_line(chat.name) or _name_in(place) or (senders.pop() if len(senders) == 1 else "") or "Chat"
    senders = {message.sender for message in messages if message.sender}
    around = _days_of(message.stamp for message in messages)
    dated = [(_day_of(message.stamp, around), message) for message in messages]
    for day, group in groupby(sorted(dated, key=lambda pair: pair[0] or dt.date.max), key=lambda pair: pair[0]):
        of_day = [message for _, message in group]
        paragraphs = [line for message in of_day for line in _paragraphs(message, name, several=len(senders) > 1)]
        yield _entry_of(name, day, of_day, paragraphs)


def _entry_of(name: str, day: dt.date | None, messages: Sequence[ChatMessage], paragraphs: Sequence[str]) -> ContainerEntry:
    title = f"{name}, {day.day} {MONTHS[day.month - 1]} {day.year}" if day else name
    metadata = {
        "title": title,
        "outlet": name,
        "date": day.isoformat() if day else "",
        # the clock of each message, which is no part of its text
        "times": ", ".join(clock for message in messages if (clock := _clock(message.stamp))),
    }
    count = f"{len(messages)} message{'s' if len(messages) > 1 else ''}."
    unknown = "" if day else f" Their dates, such as “{messages[0].stamp}”, were not recognised; set the date with “dossier set”."
    return ContainerEntry(file_name(title, ".md", "chat"), as_markdown(metadata, paragraphs), note=count + unknown, shown=title)


def _paragraphs(message: ChatMessage, chat: str, *, several: bool) -> list[str]:
    lines = [line.strip() for line in clean(message.text).split("\n") if line.strip()]
    sender = _one_line(message.sender)
    if several and sender and sender != chat and lines:
        lines[0] = f"{sender}: {lines[0]}"
    return lines


def _is_text(text: str) -> bool:
    return any(ch.isalpha() for ch in text) and not NOTHING.fullmatch(clean(text).strip())


def _days_of(stamps: Iterable[str]) -> str:
    """The days of all stamps in one text, by which the order of day and month is proven."""
    return " | ".join(dict.fromkeys(_whole_year(stamp) for stamp in stamps))


def _whole_year(stamp: str) -> str:
    return SHORT_YEAR.sub(r"\g<1>20\2", stamp.strip("[]()\u200e\u200f "))


def _day_of(stamp: str, around: str) -> dt.date | None:
    """The day of a stamp as it is printed; of a moment in seconds, milliseconds or microseconds since 1970, the day in UTC."""
    stamp = CTIME.sub(r"\g<day> \g<month> \g<year>", stamp.strip())
    if match := re.match(r"(\d{4}-\d\d-\d\d)(?!\d)", stamp):
        try:
            return dt.date.fromisoformat(match[1])
        except ValueError:
            return None
    if re.fullmatch(r"\d{9,16}(?:\.\d+)?", stamp):
        return _day_since_1970(float(stamp))
    stated = parse_stated([_whole_year(stamp)], around)
    return stated.day if stated else None


def _day_since_1970(number: float) -> dt.date | None:
    while number > 1e11:
        number /= 1000
    return dt.datetime.fromtimestamp(number, tz=dt.UTC).date()


def _clock(stamp: str) -> str:
    if re.fullmatch(r"\d{9,16}(?:\.\d+)?", stamp.strip()):
        number = float(stamp)
        while number > 1e11:
            number /= 1000
        return dt.datetime.fromtimestamp(number, tz=dt.UTC).strftime("%H:%M UTC")
    match = re.search(r"T(\d\d:\d\d)", stamp) or CLOCK.search(re.sub(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}", " ", stamp))
    return (match[1] if match.re.groups else match.group()) if match else ""


def _name_in(place: str) -> str:
    """The name of a chat in the path of its export: of the file, or of the folder around files with names of their programs."""
    for part in reversed(re.split(r"[/\\]", place)):
        stem = re.sub(r"\.(?:json|jsonl|ndjson|html?|txt|md|zip)$", "", part, flags=re.IGNORECASE)
        if match := WHATSAPP.fullmatch(stem):
            return _one_line(match["name"])
        if stem and not GENERIC.fullmatch(stem) and not re.fullmatch(r"[\d_. -]+", stem) and any(ch.isalpha() for ch in stem):
            return _one_line(stem.replace("_", " "))
    return ""


def _one_line(words: str) -> str:
    return " ".join(clean(words).split())
