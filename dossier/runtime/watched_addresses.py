"""Watched addresses in dossier.toml: the tables [[watch.addresses]], validated, added and removed."""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dossier.errors import DossierError
from dossier.model.watch.address import USUAL_INTERVAL, WatchedAddress, WatchKind

KEYS = ("url", "every", "kind", "full")
MOST = 200
"""Addresses of one dossier."""
LONGEST_URL = 4000
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=30)
INTERVAL = re.compile(r"\s*(\d{1,5})\s*(m|min|minutes?|h|hours?|d|days?)\s*", re.IGNORECASE)
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
HEADER = re.compile(r"\s*\[\[\s*watch\s*\.\s*addresses\s*\]\]\s*(#.*)?")
EXAMPLE = '[[watch.addresses]] with url = "https://news.example/feed.xml"'


def parse_interval(text: str) -> timedelta:
    """A time such as “30m”, “2h” or “1 day”. Raises ValueError, with a sentence, for any other text and outside of 5 minutes to 30 days."""
    match = INTERVAL.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a time: write a number with m, h or d, such as 30m, 2h or 1d.")
    interval = timedelta(**{UNITS[match[2][0].lower()]: int(match[1])})
    if not SHORTEST <= interval <= LONGEST:
        raise ValueError(f"“{text}” is outside of 5 minutes to 30 days.")
    return interval


def format_interval(interval: timedelta) -> str:
    """A time as it is written in the settings: “30m”, “2h”, “1d”."""
    minutes = int(interval.total_seconds()) // 60
    for length, unit in ((24 * 60, "d"), (60, "h")):
        if minutes % length == 0:
            return f"{minutes // length}{unit}"
    return f"{minutes}m"


def url_fault(url: str) -> str:
    """Why an address cannot be watched, in words; empty for one that can."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host:
        return f"“{url[:200]}” is not a web address: it must start with http:// or https://."
    if re.search(r"[\x00-\x20\x7f]", url):
        return f"“{url[:200]}” contains a space or a control character; write a space as %20."
    if len(url) > LONGEST_URL:
        return f"The address “{url[:60]}…” is longer than {LONGEST_URL:,} characters."
    return "Addresses with a user name or password are not fetched." if parts.username is not None or parts.password is not None else ""


def parse_addresses(path: Path, tables: object) -> tuple[WatchedAddress, ...]:
    """The addresses of the settings file `path`. Raises DossierError, naming the address, where one is not valid."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise DossierError("“addresses” in [watch] must be tables.", where=str(path), do=f"Write {EXAMPLE}.")
    if len(tables) > MOST:
        raise DossierError(f"More than {MOST} addresses are watched.", where=str(path), do="Split the dossier, or remove some.")
    addresses = tuple(_address(path, number, table) for number, table in enumerate(tables, 1))
    urls = [address.url for address in addresses]
    if doubled := next((url for url in urls if urls.count(url) > 1), ""):
        raise DossierError(f"{doubled} is listed twice under [[watch.addresses]].", where=str(path), do="Remove one of the two.")
    return addresses


def _address(path: Path, number: int, table: Mapping[str, Any]) -> WatchedAddress:
    """One address. Raises DossierError where it is not valid."""

    def refuse(sentence: str, do: str = "") -> DossierError:
        return DossierError(f"Watched address {number}: {sentence}", where=str(path), do=do)

    if unknown := sorted(set(table) - set(KEYS)):
        raise refuse(f"unknown setting {', '.join(unknown)}.", do=f"Settings: {', '.join(KEYS)}.")
    if not isinstance(table.get("url"), str):
        raise refuse("it has no url.", do=f"Write {EXAMPLE}.")
    if fault := url_fault(table["url"]):
        raise refuse(fault)
    if not isinstance(table.get("every", ""), str):
        raise refuse("“every” must be a string in quotation marks.", do='For example: every = "2h".')
    try:
        every = parse_interval(table["every"]) if "every" in table else USUAL_INTERVAL
    except ValueError as error:
        raise refuse(str(error)) from error
    if table.get("kind", "") not in tuple(WatchKind):
        raise refuse("“kind” must be feed or page.", do="Leave it out to find out from the address.")
    if not isinstance(table.get("full", True), bool):
        raise refuse("“full” must be true or false.")
    return WatchedAddress(table["url"], every, WatchKind(table.get("kind", "")), table.get("full", True))


def with_address(text: str, address: WatchedAddress) -> str:
    """The text of the settings with an address at its end. Raises ValueError where it cannot be added there."""
    lines = ["[[watch.addresses]]", f"url = {json.dumps(address.url, ensure_ascii=False)}"]
    if address.every != USUAL_INTERVAL:
        lines.append(f'every = "{format_interval(address.every)}"')
    if address.kind:
        lines.append(f'kind = "{address.kind.value}"')
    if not address.full:
        lines.append("full = false")
    changed = (text.rstrip() + "\n\n" if text.strip() else "") + "\n".join(lines) + "\n"
    before = tomllib.loads(text)
    _require_addresses(changed, before, [*_tables(before), tomllib.loads("\n".join(lines[1:]))])
    return changed


def without_address(text: str, url: str) -> str:
    """The text of the settings without the address `url`; comments before the next table stay. Raises ValueError where that fails."""
    before = tomllib.loads(text)
    tables = _tables(before)
    number = next(number for number, table in enumerate(tables) if table.get("url") == url)
    lines = text.splitlines(keepends=True)
    headers = [at for at, line in enumerate(lines) if HEADER.fullmatch(line.rstrip("\r\n"))]
    if len(headers) != len(tables):
        raise ValueError("the addresses are not written as tables of their own")
    start = headers[number]
    end = next((at for at in range(start + 1, len(lines)) if lines[at].lstrip().startswith("[")), len(lines))
    # comments that stand before the next table belong to it
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    changed = "".join(lines[:start]).rstrip() + "\n" + "".join(lines[end:]) if lines[end:] else "".join(lines[:start]).rstrip() + "\n"
    _require_addresses(changed, before, [table for at, table in enumerate(tables) if at != number])
    return changed


def _tables(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    watch = table.get("watch", {})
    return list(watch.get("addresses", [])) if isinstance(watch, dict) else []


def _require_addresses(changed: str, before: Mapping[str, Any], addresses: list[dict[str, Any]]) -> None:
    """Raises ValueError unless the changed text has these addresses and every other setting as before."""
    after = tomllib.loads(changed)
    if _tables(after) != addresses or _without_addresses(after) != _without_addresses(before):
        raise ValueError("another setting would change")


def _without_addresses(table: Mapping[str, Any]) -> dict[str, Any]:
    watch = {key: value for key, value in table.get("watch", {}).items() if key != "addresses"}
    return {key: value for key, value in table.items() if key != "watch"} | ({"watch": watch} if watch else {})
