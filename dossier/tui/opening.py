"""Opening a dossier, in a worker thread: first the rows that were stored when it was last open, then all of it.

This is imported before the first rows are shown, so it imports nothing that they do not need.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.message import Message

from dossier.errors import DossierError
from dossier.services.notebook.read_state import PANES as NEWS_PANES
from dossier.tui.messages import DossierLoaded, FirstRowsReady, OpenFailed
from dossier.tui.state.first_rows import decode_first_rows, encode_first_rows
from dossier.tui.state.labels import Labels
from dossier.tui.state.left_off import load_left_off
from dossier.tui.workers import WorkerNode, progress_poster, run_in_thread

if TYPE_CHECKING:
    from dossier.api import Dossier
    from dossier.tui.state.list_contents import ListContents

FEWEST_ARTICLES = 500
"""Articles from which on first rows are stored."""
PAINT_SECONDS = 1.0
"""Loading begins after this at the latest, whether or not the first rows are painted."""


def open_first(
    node: WorkerNode, dossier: "Dossier", cancelled: Callable[[], bool], load_handlers: Callable[[], object], *, restores: bool
) -> None:
    """Show some rows at once, those around where the user left off if it `restores` that, import what handles results, and load the dossier; posts
    `FirstRowsReady`, then what `load` posts.
    """

    def look_up_rows() -> None:
        try:
            rows = first_rows_ready(dossier, restores=restores)
        except (DossierError, sqlite3.Error):
            rows = FirstRowsReady()  # what is wrong, loading says
        node.post_message(rows)
        if rows.first:
            rows.painted.wait(PAINT_SECONDS)  # loading at the same time would keep the screen waiting
        load_handlers()

    load(node, dossier, cancelled, look_up_rows)


def first_rows_ready(dossier: "Dossier", *, restores: bool) -> FirstRowsReady:
    """The rows that were stored, where they are those that will stay: of a query for everything, with the row that the user left and nothing that
    is new.
    """
    place = load_left_off(dossier.paths) if restores else None
    body = dossier.first_rows.read() if place is None or place.query.empty else None
    if body is None or any(map(dossier.read_state.new_articles, NEWS_PANES)):
        return FirstRowsReady()
    first = decode_first_rows(body, Labels(read_state=dossier.read_state))
    return FirstRowsReady(first, place) if first is not None and first.begins_at(place) else FirstRowsReady()


def load(node: WorkerNode, dossier: "Dossier", cancelled: Callable[[], bool], first: Callable[[], None] = lambda: None) -> None:
    """Bring the dossier into memory, reporting progress; posts `DossierLoaded` or `OpenFailed`. `first` is called before."""

    def work() -> Message:
        first()
        dossier.query.load(progress_poster(node), cancelled)
        return DossierLoaded(dossier.notices)

    run_in_thread(node, "open the dossier", work, "load", OpenFailed)


def store_first_rows(node: WorkerNode, dossier: "Dossier", contents: "ListContents", chosen: Mapping[str, str]) -> None:
    """Store the rows to show when the dossier is opened next; posts nothing."""
    run_in_thread(node, "store the first rows", lambda: keep_first_rows(dossier, contents, chosen))


def keep_first_rows(dossier: "Dossier", contents: "ListContents", chosen: Mapping[str, str]) -> None:
    """Store the rows around the chosen ones of lists that show everything in their first order. Of a small dossier, which is loaded as soon, none
    are stored, and none where that fails: they are of use only for a moment.
    """
    labels, totals = contents.labels, contents.result.totals
    is_whole = contents.result.query.empty and contents.has_first_orders and totals.notes == len(labels.entries)
    if totals.articles >= FEWEST_ARTICLES and is_whole:
        with suppress(DossierError, sqlite3.Error, OSError):
            dossier.first_rows.store(encode_first_rows(contents, chosen), labels.findings, labels.entries)
