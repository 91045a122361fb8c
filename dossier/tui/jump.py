"""Jump: any actor, article or event by a few letters of its names, in the command palette."""

import re
import unicodedata
from asyncio import to_thread
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from weakref import WeakKeyDictionary

from textual.command import Hit, Hits, Provider

from dossier.api import Dossier
from dossier.keys.keymap import ACTORS, ARTICLES, TIMELINE
from dossier.model.event import Event
from dossier.model.findings import Findings
from dossier.phrases.core import format_event_days, weekday_and_day
from dossier.text.names import fold_name
from dossier.tui.actions.navigation import jump_to
from dossier.tui.actions.registry import Command
from dossier.tui.palette import command_columns, entry_line, room_for
from dossier.tui.rows.actors import second_line
from dossier.tui.state.labels import Labels
from dossier.tui.style.roles import style_roles
from dossier.tui.text.phrases import NO_PLACE, join_parts, outlet_of, title_of, who
from dossier.tui.workspace import workspace_of

MOST = 30
"""Items offered for what was typed."""
FEW = 5
"""Items with the words typed, below which those are looked at that have their letters in this order."""
LEAST_LETTERS = 2
"""Letters from which on items are offered: fewer are in nearly all of them."""


@dataclass(frozen=True, slots=True)
class JumpItem:
    """An item that can be jumped to: its name and more words on it, all its words folded, its list and id."""

    name: str
    more: str
    words: str
    pane: str
    row: str


_ITEMS: WeakKeyDictionary[Dossier, tuple[Findings, Sequence[JumpItem]]] = WeakKeyDictionary()
"""The items of each open dossier, with the findings that they were made of."""


def _fold(text: str) -> str:
    """A text for comparison; most need no more than lower case, which is far quicker."""
    return text.casefold() if text.isascii() else fold_name(text)


def jump_items(dossier: Dossier, labels: Labels) -> Sequence[JumpItem]:
    """All items of a dossier; made once for its findings."""
    known = _ITEMS.get(dossier)
    if known is None or known[0] is not labels.findings:
        known = _ITEMS[dossier] = (labels.findings, [*_actors(labels), *_articles(labels), *_events(labels)])
    return known[1]


def _actors(labels: Labels) -> Iterator[JumpItem]:
    for actor in labels.findings.actors:
        if not actor.hidden:
            more = join_parts((actor.kind.value, second_line(actor)))
            yield JumpItem(actor.name, more, _fold(" ".join((actor.name, *actor.aliases, more))), ACTORS, actor.id)


def _articles(labels: Labels) -> Iterator[JumpItem]:
    for article in labels.articles.values():
        published = labels.published.get(article.id)
        day = weekday_and_day(published.day) if published and published.day else ""
        name, more = title_of(article, 9), join_parts(("article", outlet_of(article), day))
        yield JumpItem(name, more, _fold(f"{name} {more}"), ARTICLES, article.id)


def _events(labels: Labels) -> Iterator[JumpItem]:
    for event in labels.findings.events:
        if not event.hidden:
            name, more = _event_name(event), join_parts((format_event_days(event), who(event, labels)))
            yield JumpItem(name, more, _fold(f"{name} {more}"), TIMELINE, event.id)


def _event_name(event: Event) -> str:
    """“strike: Aldport”."""
    return f"{event.kind}: {event.place or NO_PLACE}"


def matching_items(items: Sequence[JumpItem], typed: str) -> Sequence[JumpItem]:
    """The items that have all words typed, or where these are few, all letters typed in their order."""
    words = _fold(typed).split()
    if sum(map(len, words)) < LEAST_LETTERS:
        return ()
    matches = [item for item in items if all(word in item.words for word in words)]
    if len(matches) < FEW:
        letters = re.compile(".*?".join(map(re.escape, "".join(words))), re.DOTALL)
        seen = {(item.pane, item.row) for item in matches}
        matches += [item for item in items if (item.pane, item.row) not in seen and letters.search(_fold(item.name))]
    return matches


def score_of(item: JumpItem, typed: str) -> float:
    """How well an item matches, on the scale of the palette's own scores, so that a command typed by its name stays before it."""
    whole, name = " ".join(_fold(typed).split()), _fold(item.name)
    words = whole.split()
    starts = f" {name}"
    if name.startswith(whole):
        each = 4.0
    elif f" {whole}" in starts:
        each = 3.5
    elif all(f" {word}" in starts for word in words):
        each = 3.0
    elif all(word in name for word in words):
        each = 2.0
    else:
        each = 1.0 if all(word in item.words for word in words) else 0.5
    return each * len(whole)


def marks_in(columns: str, typed: str) -> set[int]:
    """The offsets of the letters of each word typed where it first stands in a line; letters are compared one by one, without accents."""
    folded = "".join(unicodedata.normalize("NFKD", letter)[0].casefold()[0] for letter in columns)
    words = ((folded.find(word), len(word)) for word in _fold(typed).split())
    return {at + n for at, length in words if at >= 0 for n in range(length)}


def _best(items: Sequence[JumpItem], typed: str) -> Sequence[tuple[float, JumpItem]]:
    scores = ((score_of(item, typed), item) for item in matching_items(items, typed))
    return nlargest(MOST, scores, key=lambda scored: scored[0])


class JumpCommands(Provider):
    """Provider of the items that match what was typed; before that it offers none."""

    async def search(self, query: str) -> Hits:
        """The best matches."""
        workspace = workspace_of(self.screen)
        if workspace is None or workspace.labels is None:
            return
        dossier, labels = workspace.dossier, workspace.labels
        best = await to_thread(lambda: _best(jump_items(dossier, labels), query))
        look, room = style_roles(self.app), room_for(self.app)
        for score, item in best:
            command = Command(item.name, item.more, partial(jump_to, workspace, item.pane, item.row))
            line = entry_line(look, room, command, marks_in(command_columns(command), query))
            yield Hit(score, line, command.run, text=item.name)
