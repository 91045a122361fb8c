"""The command watch: feeds and pages that the dossier follows, checked once or from time to time."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from dossier.cli.context import CliContext, pass_context
from dossier.cli.output import Row, is_interactive
from dossier.cli.parts import Part
from dossier.errors import DossierError, UsageError
from dossier.model.ingest import IngestResult
from dossier.model.watch.address import USUAL_INTERVAL, WatchedAddress, WatchKind
from dossier.model.watch.check import AddressCheck, AddressStatus, CheckStatus
from dossier.phrases.core import format_time
from dossier.phrases.plural import pluralize
from dossier.phrases.watch import check_words, due_words, summarize_checks
from dossier.runtime.watched_addresses import format_interval, parse_interval

if TYPE_CHECKING:
    from dossier.api import Dossier
    from dossier.services.watch.service import WatchOptions

SHORTEST_SLEEP = timedelta(seconds=10)
SIGNS = {"added": "+", "updated": "±", "refused": "!"}


@click.command("watch")
@click.option("--list", "lists", is_flag=True, help="List the watched addresses instead of checking them.")
@click.option("--add", "added", default="", metavar="URL", help="Watch a feed or page; saved in dossier.toml.")
@click.option("--remove", default="", metavar="URL", help="Stop watching an address. Its articles stay.")
@click.option("--now", is_flag=True, help="Also check addresses that are not due yet.")
@click.option("--keep", is_flag=True, help="Keep running, and check each address when it is due. Ctrl+C stops.")
@click.option(
    "--every",
    default="",
    metavar="TIME",
    help="Keep running, and check what is due every TIME (30m, 2h, 1d). With --add: how often to check it.",
)
@click.option("--page", is_flag=True, help="With --add: watch the page itself, not a feed.")
@click.option("--no-full", is_flag=True, help="With --add: don't fetch the pages that the feed links to.")
@click.option("--allow-network", is_flag=True, help="Allow requests to all addresses in dossier.toml, now and from now on.")
@click.option("--allow-private", is_flag=True, help="Also fetch addresses on this machine and the local network.")
@pass_context
def watch_command(
    context: CliContext,
    *,
    lists: bool,
    added: str,
    remove: str,
    now: bool,
    keep: bool,
    every: str,
    page: bool,
    no_full: bool,
    allow_network: bool,
    allow_private: bool,
) -> int:
    """Check the feeds and pages that the dossier follows.

    Adds what is new. An article that was edited becomes a new version, and the earlier text is kept (see “dossier versions”). Addresses
    are in dossier.toml, as [[watch.addresses]] with a url and, if you like, every = "2h"; the default is 30m. Only those are fetched that you
    added with --add or allowed with --allow-network, plus the pages that a feed's summaries link to. Sites are asked politely: robots.txt,
    intervals, requests to wait and caching are respected.

    Exits with 0 if anything is new or edited, 1 if not or if nothing could be checked.
    """
    interval = _interval(every)
    if (page or no_full) and not added:
        raise UsageError("--page and --no-full belong to --add.", do="For example: dossier watch --add https://news.example/live --page")
    opened = context.open_dossier()
    if added or remove:
        kind = WatchKind.PAGE if page else WatchKind.ANY
        address = WatchedAddress(added, interval or USUAL_INTERVAL, kind, full=not no_full)
        result = opened.watch.add(address) if added else opened.watch.remove(remove)
        context.output.say(result.sentence)
        return 0
    if lists:
        return _list(context, opened.watch.addresses())
    from dossier.services.watch.service import WatchOptions  # noqa: PLC0415  --list and --help need no fetcher

    options = WatchOptions(now, _allowed(context, opened, allow_network=allow_network), allow_private)
    if not (keep or interval):
        return _check(context, opened, options)
    return _keep_checking(context, opened, options, interval)


def _interval(every: str) -> timedelta | None:
    try:
        return parse_interval(every) if every else None
    except ValueError as error:
        raise UsageError(str(error)) from error


def _allowed(context: CliContext, opened: "Dossier", *, allow_network: bool) -> frozenset[str]:
    """The addresses that the user allows: all with the option; of those that were not allowed before, the user is asked in a terminal."""
    new = [status.address.url for status in opened.watch.addresses() if not status.allowed]
    if allow_network or not new or not is_interactive():
        return frozenset(new if allow_network else ())
    context.output.say("\n".join(["You have not allowed requests to these addresses yet:", *(f"  {url}" for url in new)]))
    return frozenset(new if click.confirm("Fetch them, now and from now on?", default=False, err=True) else ())


def _check(context: CliContext, opened: "Dossier", options: "WatchOptions") -> int:
    """One round of checks. Raises DossierError where no address is allowed."""
    with context.output.progress() as progress:
        checks = opened.watch.check(options, progress)
    for notice in opened.notices:
        context.output.say(notice)
    if all(check.status is CheckStatus.NOT_ALLOWED for check in checks):
        do = "Allow them with “dossier watch --allow-network”; “dossier watch --list” shows them."
        raise DossierError(f"You have not allowed requests to the {pluralize(len(checks), 'address')} in dossier.toml yet.", do=do)
    columns = ("status", "url", "new", "edited", "unchanged", "unreadable", "note", "next_check")
    context.output.rows([_check_row(check) for check in checks], _check_parts, columns)
    context.output.say(f"{summarize_checks(checks)}.")
    return 0 if any(check.new or check.edited for check in checks) else 1


def _keep_checking(context: CliContext, opened: "Dossier", options: "WatchOptions", interval: timedelta | None) -> int:
    """Rounds of checks until the user stops them: every `interval`, or when the next address is due."""
    code = 1
    try:
        while True:
            try:
                code = min(code, _check(context, opened, options))
            except DossierError as error:
                if not opened.watch.addresses():
                    raise
                context.output.fail(str(error))
            pause = interval or _until_due(opened)
            context.output.say(f"Next check at {format_time(datetime.now(UTC) + pause)}; ctrl+c stops.")
            time.sleep(pause.total_seconds())
    except KeyboardInterrupt:
        context.output.say("Stopped. Everything that was fetched is saved.")
    return code


def _until_due(opened: "Dossier") -> timedelta:
    """The time until the next allowed address is due; that of the usual interval where none is."""
    due = [status.due for status in opened.watch.addresses() if status.allowed and status.due]
    return max(SHORTEST_SLEEP, min(due) - datetime.now(UTC)) if due else USUAL_INTERVAL


def _list(context: CliContext, addresses: Sequence[AddressStatus]) -> int:
    rows = [_address_row(status) for status in addresses]
    if not context.output.rows(rows, _address_parts, ("url", "every", "kind", "allowed", "checked", "next_check", "note")):
        context.output.say("No feeds or pages are watched yet. Add one with “dossier watch --add URL”.")
        return 1
    return 0


def _address_row(status: AddressStatus) -> dict[str, Any]:
    return {
        "url": status.address.url,
        "every": format_interval(status.address.every),
        "kind": status.address.kind.value or None,
        "full": status.address.full,
        "allowed": status.allowed,
        "checked": status.checked.isoformat(timespec="seconds") if status.checked else None,
        "next_check": status.due.isoformat(timespec="seconds") if status.due else None,
        "note": status.note,
    }


def _address_parts(row: Row) -> list[Part]:
    checked = f"checked {format_time(datetime.fromisoformat(row['checked']))}" if row["checked"] else "not checked yet"
    words = [f"every {row['every']}", checked if row["allowed"] else "not allowed yet"]
    note = [(f"\n{row['note']}", "warning")] if row["note"] else []
    return [(row["url"], "strong"), (f"  {', '.join(words)}", "faint"), *note]


def _check_row(check: AddressCheck) -> dict[str, Any]:
    return {
        "url": check.url,
        "status": check.status.value,
        "new": check.new,
        "edited": check.edited,
        "unchanged": check.unchanged,
        "unreadable": check.failed,
        "note": check.note,
        "next_check": check.due.isoformat(timespec="seconds") if check.due else None,
        "moved_to": check.moved_to or None,
        "words": check_words(check),
        "due": due_words(check),
        "articles": [_article_row(result) for result in check.results],
    }


def _article_row(result: IngestResult) -> dict[str, Any]:
    return {"outcome": result.status.value, "article": result.article, "file": result.file, "path": result.path, "note": result.note}


def _check_parts(row: Row) -> list[Part]:
    """The address with what came of it, then a line for each article."""
    parts: list[Part] = [(row["url"], "strong"), (f"  {row['words']}", ""), (f"  {row['due']}" if row["due"] else "", "faint")]
    if row["note"]:
        parts.append((f"\n{row['note']}", "warning"))
    for article in row["articles"]:
        if sign := SIGNS.get(article["outcome"]):
            name = article["file"] or article["path"].removeprefix(f"{row['url']}/")
            note = f"  {article['note']}" if article["note"] else ""
            parts.append((f"\n{sign} {' '.join(name.split())}{note}", ""))
    return parts
