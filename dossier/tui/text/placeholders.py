"""Placeholders: what a pane shows while it has no rows: loading, empty, no hit, a failure."""

import textwrap
from collections.abc import Sequence

from textual.content import Content

from dossier.errors import DossierError
from dossier.keys.keymap import ACTORS, ARTICLES, NOTES, QUOTES, TIMELINE
from dossier.model.search_result import SearchResult
from dossier.phrases.plural import pluralize
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import Part, assemble, clean, wrap

ITEMS = {ACTORS: "actor", TIMELINE: "event", ARTICLES: "article", QUOTES: "quote", NOTES: "note", "filter-list": "filter"}
"""The noun for a row of each list."""
INDENT = "  "
ERROR_WIDTH = 44
"""Columns of an error in a query; a list at 80×24 has as many."""


def _keys(look: StyleRoles, rows: Sequence[tuple[str, Sequence[Part]]]) -> list[Content]:
    """One key a line with its effect, keys flush right."""
    return [assemble(look, [(INDENT + key.rjust(5), "key"), ("  ", ""), *effect]) for key, effect in rows]


def loading(look: StyleRoles, stage: str, done: int, total: int, file: str) -> tuple[Content, ...]:
    """Progress of loading: the stage, files done of the total, the file, and the key that stops it."""
    amount = f"{done:,} of {total:,}" if total else ""
    first: list[Part] = [(INDENT, ""), (stage, "bold"), (f"  {amount}", "muted")]
    lines = [Content(""), assemble(look, first)]
    if file:
        lines.append(assemble(look, [(INDENT + file, "muted")]))
    return (*lines, Content(""), *_keys(look, [(look.key("back"), [("stop, keeping what was read so far", "muted")])]))


def stopped_reading(look: StyleRoles) -> tuple[Content, ...]:
    """Loading was stopped, and the keys to go on or quit."""
    sentence = assemble(look, [(INDENT + "Stopped. What was read so far is saved.", "")])
    return (
        Content(""),
        sentence,
        Content(""),
        *_keys(look, [(look.key("open"), [("continue reading", "muted")]), (look.key("quit"), [("quit", "muted")])]),
    )


def no_hit(look: StyleRoles, pane: str, result: SearchResult) -> tuple[Content, ...]:
    """No row matches the query: the nearest spelling, and the keys that lead on."""
    noun = f"{ITEMS[pane]}s"
    text = result.query.text.strip()
    lines = [Content("")]
    if result.error:
        lines += [assemble(look, [(INDENT + line, "trouble")]) for line in textwrap.wrap(result.error, ERROR_WIDTH)]
    elif text:
        narrowed = " with these filters" if result.query.filters else ""
        lines.append(assemble(look, [(f"{INDENT}No {noun} for ", ""), (text, "searched"), (f"{narrowed}.", "")]))
    else:
        lines.append(assemble(look, [(f"{INDENT}No {noun} with these filters.", "")]))
    lines += [assemble(look, [(INDENT + problem, "muted")]) for problem in result.problems]
    lines.append(Content(""))
    keys: list[tuple[str, Sequence[Part]]] = []
    if result.nearest and not result.articles:
        word, articles = result.nearest
        lines += [
            assemble(look, [(f"{INDENT}Did you mean ", "muted"), (word, "bold"), (f"? ({pluralize(articles, 'article')})", "muted")]),
            Content(""),
        ]
        keys.append((look.key("open"), [("search ", "muted"), (word, "bold")]))
    if (reading := result.other_reading) and not result.articles:
        lines += [assemble(look, [(INDENT + line, "muted")]) for line in textwrap.wrap(reading.why, ERROR_WIDTH)]
        lines += [Content("")] if reading.why else []
        found: Part = (f", in {pluralize(reading.articles, 'article')}", "muted")
        keys.append((look.key("other_reading"), [("search ", "muted"), (reading.query, "bold"), found]))
    if text and text[-1].isalnum() and not (result.articles or result.error):
        keys.append((look.key("near"), [("include similar spellings: ", "muted"), (f"{text}~", "bold")]))
    if result.query.filters:
        keys.append((look.key("facets"), [("change the filters", "muted")]))
    keys.append((look.key("back"), [("remove the last filter" if result.query.filters else "clear the search", "muted")]))
    return (*lines, *_keys(look, keys))


def no_match(look: StyleRoles, pane: str, filter_text: str) -> tuple[Content, ...]:
    """No row of a list matches its filter text, and the key that clears the filter."""
    sentence = assemble(look, [(f"{INDENT}No {ITEMS.get(pane, 'row')}s match ", ""), (filter_text, "searched"), (".", "")])
    return (Content(""), sentence, Content(""), *_keys(look, [(look.key("back"), [("clear the filter", "muted")])]))


def nothing_yet(look: StyleRoles, pane: str, *, articles: bool = True) -> tuple[Content, ...]:
    """A dossier has no rows of this list, and the key that adds some; `articles` is true where it has any article."""
    sentence, key, effect = {
        ACTORS: ("No people or organisations yet.", "add", "add articles"),
        TIMELINE: ("No meetings or strikes yet.", "add", "add articles"),
        ARTICLES: ("No articles yet.", "add", "add articles: files, folders or archives"),
        QUOTES: ("No quotes yet.", "add", "add articles"),
        NOTES: ("No notes yet.", "note", f"write one on the {'selected row' if articles else 'dossier'}"),
    }[pane]
    more: list[tuple[str, Sequence[Part]]] = [(look.key(key), [(effect, "muted")])]
    if pane == NOTES and articles:
        more.append((look.key("bookmark"), [("bookmark it", "muted")]))
    return (Content(""), assemble(look, [(INDENT + sentence, "")]), Content(""), *_keys(look, more))


def failure(look: StyleRoles, title: str, error: DossierError, width: int, where_label: str = "File") -> tuple[Content, ...]:
    """A failure: its place under `where_label`, the cause, what to do, and that nothing else was changed."""
    lines = [Content(""), assemble(look, [(f"{INDENT}! ", "trouble"), (title, "bold")]), Content("")]
    for label, text in ((where_label, error.where), ("Cause", error.what), ("Fix", error.do)):
        safe = clean(text)
        for n, (start, end) in enumerate(wrap(safe, max(10, width - 14))):
            lines.append(assemble(look, [(INDENT + (label if n == 0 else "").ljust(10), "muted"), (safe[start:end], "")]))
    return (*lines, Content(""), assemble(look, [(INDENT + "Nothing else changed.", "muted")]))
