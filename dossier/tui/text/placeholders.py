"""What panes say while they have nothing to show: loading, empty, no hit, a failure."""

from collections.abc import Sequence

from textual.content import Content

from dossier.errors import DossierError
from dossier.keys.keymap import ACTORS, ARTICLES, NOTES, QUOTES, TIMELINE
from dossier.model.search_result import SearchResult
from dossier.phrases.core import pluralize
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import Part, assemble, clean, wrap

THINGS = {ACTORS: "actor", TIMELINE: "event", ARTICLES: "article", QUOTES: "quotation", NOTES: "note", "facet-list": "facet"}
INDENT = "  "


def _keys(look: StyleRoles, rows: Sequence[tuple[str, Sequence[Part]]]) -> list[Content]:
    """One key a line with what it does, keys flush right."""
    return [assemble(look, [(INDENT + key.rjust(5), "key"), ("  ", ""), *told]) for key, told in rows]


def loading(look: StyleRoles, stage: str, done: int, total: int, file: str) -> tuple[Content, ...]:
    """What is being read, how much of it is done, and the key that stops it."""
    amount = f"{done:,} of {total:,}" if total else ""
    first: list[Part] = [(INDENT, ""), (stage, "bold"), (f"  {amount}", "muted")]
    lines = [Content(""), assemble(look, first)]
    if file:
        lines.append(assemble(look, [(INDENT + file, "muted")]))
    return (*lines, Content(""), *_keys(look, [(look.key("back"), [("stop; what was read so far is kept", "muted")])]))


def stopped_reading(look: StyleRoles) -> tuple[Content, ...]:
    """That reading was stopped, and the key that goes on with it."""
    told = assemble(look, [(INDENT + "Reading was stopped; what was read so far is kept.", "")])
    return (
        Content(""),
        told,
        Content(""),
        *_keys(look, [(look.key("open"), [("go on reading", "muted")]), (look.key("quit"), [("quit", "muted")])]),
    )


def no_hit(look: StyleRoles, pane: str, answer: SearchResult) -> tuple[Content, ...]:
    """That nothing was found, the nearest spelling, and ways on."""
    thing = THINGS[pane]
    text = answer.query.text.strip()
    lines = [Content("")]
    if text:
        verb = "holds" if pane == ARTICLES else "fits"
        narrowed = " and what narrows it" if answer.query.filters else ""
        lines.append(assemble(look, [(f"{INDENT}No {thing} {verb} ", ""), (text, "searched"), (f"{narrowed}.", "")]))
    else:
        lines.append(assemble(look, [(f"{INDENT}No {thing} fits the narrowed search.", "")]))
    lines += [assemble(look, [(INDENT + problem, "muted")]) for problem in answer.problems]
    lines.append(Content(""))
    keys: list[tuple[str, Sequence[Part]]] = []
    if answer.nearest and not answer.articles:
        word, articles = answer.nearest
        lines += [
            assemble(
                look, [(f"{INDENT}The nearest word here: ", "muted"), (word, "bold"), (f", in {pluralize(articles, 'article')}", "muted")]
            ),
            Content(""),
        ]
        keys.append((look.key("open"), [("search ", "muted"), (word, "bold")]))
    if text and text[-1].isalnum() and not answer.articles:
        keys.append((look.key("near"), [("allow near spellings: ", "muted"), (f"{text}~", "bold")]))
    if answer.query.filters:
        keys.append((look.key("facets"), [("choose what narrows it", "muted")]))
    keys.append((look.key("back"), [("take the last filter away" if answer.query.filters else "clear the search", "muted")]))
    return (*lines, *_keys(look, keys))


def nothing_left(look: StyleRoles, pane: str, wanted: str) -> tuple[Content, ...]:
    """That a list has rows, but none that holds the words it is filtered by."""
    told = assemble(look, [(f"{INDENT}No {THINGS.get(pane, 'row')} of this list holds ", ""), (wanted, "searched"), (".", "")])
    return (Content(""), told, Content(""), *_keys(look, [(look.key("back"), [("clear the filter", "muted")])]))


def nothing_yet(look: StyleRoles, pane: str, *, articles: bool = True) -> tuple[Content, ...]:
    """That a dossier holds nothing of a kind, and the next key; `articles` tells whether it holds any article."""
    told, key, does = {
        ACTORS: ("Nobody is named yet.", "add", "add articles"),
        TIMELINE: ("No meeting and no strike is told of yet.", "add", "add articles"),
        ARTICLES: ("No articles here yet.", "add", "add articles: files, folders or archives"),
        QUOTES: ("Nobody is quoted yet.", "add", "add articles"),
        NOTES: ("No notes yet.", "note", f"write one on the {'selected row' if articles else 'dossier'}"),
    }[pane]
    more: list[tuple[str, Sequence[Part]]] = [(look.key(key), [(does, "muted")])]
    if pane == NOTES and articles:
        more.append((look.key("bookmark"), [("bookmark it", "muted")]))
    return (Content(""), assemble(look, [(INDENT + told, "")]), Content(""), *_keys(look, more))


def failure(look: StyleRoles, title: str, error: DossierError, width: int, thing: str = "File", closing: str = "") -> tuple[Content, ...]:
    """A failure: what it befell, the cause, what to do, and that nothing else was changed."""
    lines = [Content(""), assemble(look, [(f"{INDENT}! ", "trouble"), (title, "bold")]), Content("")]
    for label, text in ((thing, error.where), ("Cause", error.what), ("Do", error.do)):
        told = clean(text)
        for n, (start, end) in enumerate(wrap(told, max(10, width - 14))):
            lines.append(assemble(look, [(INDENT + (label if n == 0 else "").ljust(10), "muted"), (told[start:end], "")]))
    return (*lines, Content(""), assemble(look, [(INDENT + (closing or "Nothing else was changed."), "muted")]))
