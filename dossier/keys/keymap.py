"""The one key table: bindings, footer, help, palette and manual are made from it. Free of the terminal library."""

from collections.abc import Sequence
from dataclasses import dataclass

ACTORS, TIMELINE, ARTICLES, QUOTES, NOTES = "actors", "timeline", "articles", "quotes", "notes"
READER, SEARCH, NOTE, REPORT = "reader", "search", "note", "report"
HELP, WELCOME, WHY, COMPARE, EXPORT, ORIGINAL = "help", "welcome", "why", "compare", "export", "original"
FACETS, SEARCHES = "facets", "searches"
REVIEW, HISTORY = "review", "history"
LISTS = (ACTORS, TIMELINE, ARTICLES, QUOTES, NOTES)
PANES = (*LISTS, READER)
ALL = (*PANES, SEARCH, NOTE, REPORT)
SHEETS = (HELP, WHY, COMPARE, ORIGINAL, REVIEW, HISTORY)
SCROLLED = tuple(sheet for sheet in SHEETS if sheet not in {COMPARE, REVIEW})
PROFILE = "profile"
ENDED = (*PANES, REPORT, COMPARE, REVIEW, PROFILE, HELP, WHY, ORIGINAL, HISTORY)
OVERLAYS = (*SHEETS, WELCOME, EXPORT, FACETS, SEARCHES, PROFILE)

NARROW, MEDIUM, WIDE = 1, 2, 4
EVERY_SIZE = NARROW + MEDIUM + WIDE

GROUPS = {
    "list": "On this list",
    "move": "Move",
    "find": "Find",
    "work": "Work",
    "see": "See and leave",
    "sheet": "Here",
}


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that keys do.

    `id` names it for good (also in settings); `keys` are all keys for it as the terminal names them, two keys in a row parted
    by a blank; `label` is a word or two for the footer, `help` a short phrase for the manual (neighbours with one phrase share
    a line of it). `where` lists the panes it works in. `footer` adds up the sizes in whose footer it stands: 1 below 100
    columns, 2 from 100, 4 from 160.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    where: tuple[str, ...] = PANES
    footer: int = 0


KEYMAP: tuple[Key, ...] = (
    Key("help", ("question_mark", "f1"), "help", "keys of this pane", "see", (*ALL, COMPARE, REVIEW, PROFILE), EVERY_SIZE),
    Key("quit", ("q",), "quit", "back, then quit", "see", (*PANES, REPORT), EVERY_SIZE),
    Key("quit_now", ("ctrl+q",), "quit now", "quit at once", "see", ALL),
    Key("search", ("slash",), "search", "search everything", "find", (*PANES, REPORT), EVERY_SIZE),
    Key("next_mark", ("n",), "next mark", "next, previous mark", "find", PANES, WIDE),
    Key("previous_mark", ("N",), "previous mark", "next, previous mark", "find"),
    Key("filter", ("f",), "filter", "filter this list", "find", LISTS),
    Key("back", ("escape",), "back", "one step back, never quits", "find", (*PANES, REPORT)),
    Key("near", ("tilde",), "near spellings", "allow near spellings", "find", LISTS),
    Key("facets", ("F",), "facets", "narrow by month, outlet, kind, tag, actor", "find"),
    Key("narrow_month", ("D",), "this month", "narrow to the month of the row, or widen", "find", (TIMELINE,)),
    Key("save_search", ("plus",), "save search", "save this search, list the saved ones", "find"),
    Key("searches", ("equals_sign",), "saved searches", "save this search, list the saved ones", "find"),
    Key("open", ("enter",), "open", "read the sentence behind it", "list", (*LISTS, PROFILE), MEDIUM + WIDE),
    Key("review", ("M",), "review joins", "review what was joined, decide what is to join", "list"),
    Key("select", ("space",), "select", "select a row", "list", LISTS),
    Key("compare", ("c",), "compare", "compare the sources", "list", (TIMELINE, QUOTES, READER, PROFILE), EVERY_SIZE),
    Key(
        "why",
        ("w",),
        "why",
        "why this day, why this name",
        "list",
        (ACTORS, TIMELINE, ARTICLES, QUOTES, READER, COMPARE, PROFILE),
        EVERY_SIZE,
    ),
    Key(
        "profile",
        ("p",),
        "actor's page",
        "all that is told of an actor",
        "list",
        (ACTORS, TIMELINE, QUOTES, READER, PROFILE),
    ),
    Key("merge", ("m",), "merge", "merge the selected rows", "list", (ACTORS, TIMELINE)),
    Key("split", ("s",), "split", "split a source off", "list", (ACTORS, TIMELINE, COMPARE, REVIEW, WHY)),
    Key("rename", ("r",), "rename", "rename, set the speaker", "list", (ACTORS, QUOTES, WHY)),
    Key("set_day", ("d",), "set day", "set the day", "list", (TIMELINE, WHY)),
    Key("status", ("v",), "status", "to verify, confirmed, rejected", "list", (NOTES,), EVERY_SIZE),
    Key("hide", ("x",), "hide", "hide the row", "list", (ACTORS, TIMELINE, NOTES)),
    Key("sort", ("S",), "sort", "another order of this list", "list", LISTS),
    Key("next_pane", ("tab",), "next pane", "next, previous pane", "move", (*PANES, REPORT, PROFILE)),
    Key("previous_pane", ("shift+tab",), "previous pane", "next, previous pane", "move", (*PANES, REPORT, PROFILE)),
    Key("show_actors", ("1",), "actors", "the five lists", "move", (*PANES, REPORT)),
    Key("show_timeline", ("2",), "timeline", "the five lists", "move", (*PANES, REPORT)),
    Key("show_articles", ("3",), "articles", "the five lists", "move", (*PANES, REPORT)),
    Key("show_quotes", ("4",), "quotes", "the five lists", "move", (*PANES, REPORT)),
    Key("show_notes", ("5",), "notes", "the five lists", "move", (*PANES, REPORT)),
    Key("show_reader", ("0",), "reader", "reader", "move", (*PANES, REPORT)),
    Key("down", ("j", "down"), "down", "one row", "move", (*PANES, REPORT, REVIEW, PROFILE)),
    Key("up", ("k", "up"), "up", "one row", "move", (*PANES, REPORT, REVIEW, PROFILE)),
    Key("left", ("h", "left"), "left", "to the list, to the reader", "move", (*PANES, PROFILE)),
    Key("right", ("l", "right"), "right", "to the list, to the reader", "move", (*PANES, PROFILE)),
    Key("half_down", ("ctrl+d",), "half a page down", "half a page", "move", (*PANES, REPORT, PROFILE)),
    Key("half_up", ("ctrl+u",), "half a page up", "half a page", "move", (*PANES, REPORT, PROFILE)),
    Key("page_down", ("pagedown",), "page down", "a page", "move", (*PANES, REPORT, PROFILE)),
    Key("page_up", ("pageup",), "page up", "a page", "move", (*PANES, REPORT, PROFILE)),
    Key("top", ("g", "home"), "first", "first, last", "move", ENDED),
    Key("bottom", ("G", "end"), "last", "first, last", "move", ENDED),
    Key("previous_article", ("left_square_bracket",), "previous article", "previous, next article", "move"),
    Key("next_article", ("right_square_bracket",), "next article", "previous, next article", "move"),
    Key("jump_back", ("backspace", "alt+left"), "back where you were", "back where you were, forth again", "move"),
    Key("jump_forth", ("alt+right",), "forth again", "back where you were, forth again", "move"),
    Key("bookmark", ("b",), "bookmark", "bookmark", "work", (*PANES, PROFILE), EVERY_SIZE),
    Key("note", ("a",), "note", "note, in your editor", "work", (*PANES, PROFILE), MEDIUM + WIDE),
    Key("note_editor", ("A",), "note in editor", "note, in your editor", "work"),
    Key("tag", ("t",), "tag", "tag", "work", (*PANES, PROFILE), WIDE),
    Key("copy_text", ("y y",), "text", "copy text", "work", (*PANES, COMPARE, PROFILE)),
    Key("copy_citation", ("y c",), "citation", "copy citation", "work", (*PANES, COMPARE)),
    Key("copy_quotation", ("y q",), "quotation", "copy quotation with speaker", "work", (QUOTES, READER, COMPARE)),
    Key("copy_json", ("y j",), "JSON", "copy as JSON", "work", (*PANES, COMPARE, PROFILE)),
    Key("export", ("e",), "export", "export what is shown", "work", (*PANES, COMPARE, PROFILE), MEDIUM + WIDE),
    Key("add", ("i",), "add articles", "add articles", "work", (*PANES, REPORT)),
    Key("undo", ("u",), "undo", "undo, redo", "work", (*PANES, REPORT, SEARCHES, REVIEW, HISTORY, WHY, PROFILE), 0),
    Key("redo", ("ctrl+r",), "redo", "undo, redo", "work", (*PANES, REPORT, REVIEW, HISTORY, WHY)),
    Key("history", ("U",), "history", "your acts, newest first, which are undone", "work", (*PANES, REPORT)),
    Key("fold", ("full_stop",), "captions", "show or fold captions and boilerplate", "see"),
    Key("zoom", ("z",), "zoom", "zoom this pane", "see", PANES, NARROW + WIDE),
    Key("original", ("o",), "original file", "original file", "see"),
    Key("palette", ("ctrl+p", "colon"), "all commands", "all commands", "see", ALL, WIDE),
    Key("suspend", ("ctrl+z",), "suspend", "back to the shell, until fg", "see", (*PANES, REPORT)),
    Key("take", ("tab",), "take", "take the completion", "find", (SEARCH,), EVERY_SIZE),
    Key("enter_search", ("enter",), "search", "search for what stands in the box", "find", (SEARCH,), EVERY_SIZE),
    Key("older", ("up",), "older search", "completions, or older searches", "find", (SEARCH,)),
    Key("newer", ("down",), "newer search", "completions, or older searches", "find", (SEARCH,)),
    Key("leave_search", ("escape",), "close", "back to the list", "find", (SEARCH,), EVERY_SIZE),
    Key("done", ("escape",), "done", "close the note; it is saved", "work", (NOTE,), EVERY_SIZE),
    Key("note_status", ("ctrl+t",), "status", "to verify, confirmed, rejected", "work", (NOTE,), EVERY_SIZE),
    Key("try_again", ("r",), "try again", "try the file again", "list", (REPORT,), EVERY_SIZE),
    Key("dismiss", ("x",), "dismiss", "put the report away", "list", (REPORT,), EVERY_SIZE),
    Key("start", ("enter", "escape"), "start", "start with the sample", "sheet", (WELCOME,), EVERY_SIZE),
    Key("all_keys", ("question_mark",), "all keys", "show all keys", "sheet", (WELCOME,), EVERY_SIZE),
    Key("leave_app", ("q",), "quit", "quit", "sheet", (WELCOME,), EVERY_SIZE),
    Key("filter_keys", ("slash",), "filter", "filter the keys", "sheet", (HELP,), EVERY_SIZE),
    Key("scroll_down", ("down", "j"), "scroll", "scroll", "sheet", (*SCROLLED, SEARCHES)),
    Key("scroll_up", ("up", "k"), "scroll", "scroll", "sheet", (*SCROLLED, SEARCHES)),
    Key("sheet_down", ("pagedown", "ctrl+d"), "page", "a page", "sheet", (*SHEETS, FACETS, SEARCHES)),
    Key("sheet_up", ("pageup", "ctrl+u"), "page", "a page", "sheet", (*SHEETS, FACETS, SEARCHES)),
    Key("next_source", ("right", "l"), "source", "next, previous source", "sheet", (COMPARE,), EVERY_SIZE),
    Key("previous_source", ("left", "h"), "source", "next, previous source", "sheet", (COMPARE,)),
    Key("next_point", ("down", "j"), "point", "next, previous point", "sheet", (COMPARE,)),
    Key("previous_point", ("up", "k"), "point", "next, previous point", "sheet", (COMPARE,)),
    Key("same", ("y",), "same", "they are one and the same", "list", (REVIEW,), EVERY_SIZE),
    Key("different", ("n",), "different", "they are two; not asked again", "list", (REVIEW,), EVERY_SIZE),
    Key("unsure", ("h",), "unsure", "two, marked as perhaps the same", "list", (REVIEW,), EVERY_SIZE),
    Key("take_reading", tuple("123456789"), "choose", "take that reading of the day", "sheet", (WHY,)),
    Key("next_section", ("n",), "section", "next, previous section", "sheet", (PROFILE,)),
    Key("previous_section", ("N",), "section", "next, previous section", "sheet", (PROFILE,)),
    Key("filter_page", ("slash", "f"), "filter", "filter the page", "sheet", (PROFILE,)),
    Key("next_passage", ("tab",), "passage", "the next passage it rests on", "sheet", (WHY,), EVERY_SIZE),
    Key("next_side", ("tab",), "next side", "the next side, to read there", "sheet", (REVIEW,)),
    Key("read_there", ("enter",), "read there", "read the sentence in the reader", "sheet", (WHY, COMPARE, REVIEW), EVERY_SIZE),
    Key("write_file", ("enter",), "write", "write the file", "sheet", (EXPORT,), EVERY_SIZE),
    Key("next_format", ("down",), "format", "choose the format", "sheet", (EXPORT,), EVERY_SIZE),
    Key("previous_format", ("up",), "format", "choose the format", "sheet", (EXPORT,)),
    Key("next_table", ("ctrl+t",), "table", "choose the table, of csv", "sheet", (EXPORT,), MEDIUM + WIDE),
    Key("with_mark", ("ctrl+o",), "Excel mark", "with the mark for Excel, of csv and acled", "sheet", (EXPORT,), WIDE),
    Key("with_notes", ("ctrl+n",), "notes", "with your notes, or without", "sheet", (EXPORT,), EVERY_SIZE),
    Key("toggle_facet", ("space",), "choose", "choose it, or give it up", "sheet", (FACETS,), EVERY_SIZE),
    Key("apply_facets", ("enter",), "apply", "narrow to what is chosen", "sheet", (FACETS,), EVERY_SIZE),
    Key("filter_facets", ("slash",), "filter", "or type: look for one", "sheet", (FACETS,), EVERY_SIZE),
    Key("clear_facets", ("delete",), "clear", "give up all that is chosen", "sheet", (FACETS,), EVERY_SIZE),
    Key("next_facet", ("down",), "row", "next, previous row", "sheet", (FACETS,)),
    Key("previous_facet", ("up",), "row", "next, previous row", "sheet", (FACETS,)),
    Key("unfilter_facets", ("backspace",), "shorten", "a letter less to look for", "sheet", (FACETS,)),
    Key("leave_facets", ("escape",), "close", "close, nothing is changed", "sheet", (FACETS,), EVERY_SIZE),
    Key("run_search", ("enter",), "ask again", "ask the search again", "sheet", (SEARCHES,), EVERY_SIZE),
    Key("rename_search", ("r",), "rename", "give it another name", "sheet", (SEARCHES,), EVERY_SIZE),
    Key("remove_search", ("x",), "remove", "remove it; undo brings it back", "sheet", (SEARCHES,), EVERY_SIZE),
    Key("leave_searches", ("escape", "q"), "close", "close", "sheet", (SEARCHES,), EVERY_SIZE),
    Key("close", ("escape", "q"), "close", "close", "sheet", (*SHEETS, PROFILE), EVERY_SIZE),
    Key("cancel", ("escape",), "cancel", "close without writing", "sheet", (EXPORT,), EVERY_SIZE),
)

SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "colon": ":",
    "tilde": "~",
    "plus": "+",
    "equals_sign": "=",
    "asterisk": "*",
    "number_sign": "#",
    "full_stop": ".",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pagedown": "pgdn",
    "pageup": "pgup",
}


def key_of(key_id: str, table: Sequence[Key] = KEYMAP) -> Key:
    """A table's entry for an id."""
    return next(key for key in table if key.id == key_id)


def shown(key: str) -> str:
    """A key as a person reads it: "?" for "question_mark"; two keys in a row stay parted by a blank."""
    return " ".join(SHOWN.get(part, part) for part in key.split(" "))


def works_in(pane: str, table: Sequence[Key] = KEYMAP) -> tuple[Key, ...]:
    """The keys that do something in a pane, in the order of the table."""
    return tuple(key for key in table if pane in key.where)


def footer_keys(pane: str, size: int, table: Sequence[Key] = KEYMAP) -> tuple[Key, ...]:
    """The keys that the footer names at a size (1, 2 or 4, see `Key`), help and quit first."""
    return tuple(key for key in works_in(pane, table) if key.footer & size)
