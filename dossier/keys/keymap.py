"""Keymap: bindings, footer, help, palette and manual are made from it. It does not import the terminal library."""

from collections.abc import Sequence
from dataclasses import dataclass

ACTORS, TIMELINE, ARTICLES, QUOTES, NOTES = "actors", "timeline", "articles", "quotes", "notes"
READER, SEARCH, NOTE, REPORT = "reader", "search", "note", "report"
HELP, WELCOME, WHY, COMPARE, EXPORT, ORIGINAL = "help", "welcome", "why", "compare", "export", "original"
FACETS, SEARCHES = "facets", "searches"
REVIEW, HISTORY = "review", "history"
SAMPLE_ADD = "sample_add"
LISTS = (ACTORS, TIMELINE, ARTICLES, QUOTES, NOTES)
PANES = (*LISTS, READER)
ALL = (*PANES, SEARCH, NOTE, REPORT)
MODALS = (HELP, WHY, COMPARE, ORIGINAL, REVIEW, HISTORY)
SCROLLABLE = tuple(sheet for sheet in MODALS if sheet not in {COMPARE, REVIEW})
PROFILE = "profile"
LIST_LIKE = (*PANES, REPORT, COMPARE, REVIEW, PROFILE, HELP, WHY, ORIGINAL, HISTORY)
OVERLAYS = (*MODALS, WELCOME, SAMPLE_ADD, EXPORT, FACETS, SEARCHES, PROFILE)

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
class KeyAction:
    """One action with its keys.

    `id` is its stable name (also in settings); `keys` are all its keys as the terminal library names them, two keys in a row with a blank
    between; `label` is a word or two for the footer, `help` a short phrase for the manual (neighbours with the same phrase share a line).
    `panes` are those it works in. `footer` is the sum of the sizes in whose footer it is named: 1 below 100 columns, 2 from 100, 4 from
    160.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    panes: tuple[str, ...] = PANES
    footer: int = 0


KEYMAP: tuple[KeyAction, ...] = (
    KeyAction("help", ("question_mark", "f1"), "help", "keys of this pane", "see", (*ALL, COMPARE, REVIEW, PROFILE), EVERY_SIZE),
    KeyAction("quit", ("q",), "quit", "back, then quit", "see", (*PANES, REPORT), EVERY_SIZE),
    KeyAction("quit_now", ("ctrl+q",), "quit now", "quit at once", "see", ALL),
    KeyAction("search", ("slash",), "search", "search everything", "find", (*PANES, REPORT), EVERY_SIZE),
    KeyAction("next_mark", ("n",), "next mark", "next, previous mark", "find", PANES, WIDE),
    KeyAction("previous_mark", ("N",), "previous mark", "next, previous mark", "find"),
    KeyAction("filter", ("f",), "filter", "filter this list", "find", LISTS),
    KeyAction("back", ("escape",), "back", "one step back, never quits", "find", (*PANES, REPORT)),
    KeyAction("near", ("tilde",), "near spellings", "allow near spellings", "find", LISTS),
    KeyAction("other_reading", ("asterisk",), "other reading", "ask the query that is offered beside yours", "find"),
    KeyAction("facets", ("F",), "facets", "narrow by month, outlet, kind, tag, actor", "find"),
    KeyAction("narrow_month", ("D",), "this month", "narrow to the month of the row, or widen", "find", (TIMELINE,)),
    KeyAction("save_search", ("plus",), "save search", "save this search, list the saved ones", "find"),
    KeyAction("searches", ("equals_sign",), "saved searches", "save this search, list the saved ones", "find"),
    KeyAction("open", ("enter",), "open", "read the sentence behind it", "list", (*LISTS, PROFILE), MEDIUM + WIDE),
    KeyAction("review", ("M",), "review joins", "review what was joined, decide what is to join", "list"),
    KeyAction("select", ("space",), "select", "select a row", "list", LISTS),
    KeyAction("compare", ("c",), "compare", "compare the sources", "list", (TIMELINE, QUOTES, READER, PROFILE), EVERY_SIZE),
    KeyAction(
        "why",
        ("w",),
        "why",
        "why this day, why this name",
        "list",
        (ACTORS, TIMELINE, ARTICLES, QUOTES, READER, COMPARE, PROFILE),
        EVERY_SIZE,
    ),
    KeyAction(
        "profile",
        ("p",),
        "actor's page",
        "all that is told of an actor",
        "list",
        (ACTORS, TIMELINE, QUOTES, READER, PROFILE),
    ),
    KeyAction("merge", ("m",), "merge", "merge the selected rows", "list", (ACTORS, TIMELINE)),
    KeyAction("split", ("s",), "split", "split a source off", "list", (ACTORS, TIMELINE, COMPARE, REVIEW, WHY)),
    KeyAction("rename", ("r",), "rename", "rename, set the speaker", "list", (ACTORS, QUOTES, WHY)),
    KeyAction("set_day", ("d",), "set day", "set the day", "list", (TIMELINE, WHY)),
    KeyAction("status", ("v",), "status", "to verify, confirmed, rejected", "list", (NOTES,), EVERY_SIZE),
    KeyAction("hide", ("x",), "hide", "hide the row", "list", (ACTORS, TIMELINE, NOTES)),
    KeyAction("sort", ("S",), "sort", "another order of this list", "list", LISTS),
    KeyAction("next_pane", ("tab",), "next pane", "next, previous pane", "move", (*PANES, REPORT, PROFILE)),
    KeyAction("previous_pane", ("shift+tab",), "previous pane", "next, previous pane", "move", (*PANES, REPORT, PROFILE)),
    KeyAction("show_actors", ("1",), "actors", "the five lists", "move", (*PANES, REPORT)),
    KeyAction("show_timeline", ("2",), "timeline", "the five lists", "move", (*PANES, REPORT)),
    KeyAction("show_articles", ("3",), "articles", "the five lists", "move", (*PANES, REPORT)),
    KeyAction("show_quotes", ("4",), "quotes", "the five lists", "move", (*PANES, REPORT)),
    KeyAction("show_notes", ("5",), "notes", "the five lists", "move", (*PANES, REPORT)),
    KeyAction("show_reader", ("0",), "reader", "reader", "move", (*PANES, REPORT)),
    KeyAction("down", ("j", "down"), "down", "one row", "move", (*PANES, REPORT, REVIEW, PROFILE)),
    KeyAction("up", ("k", "up"), "up", "one row", "move", (*PANES, REPORT, REVIEW, PROFILE)),
    KeyAction("left", ("h", "left"), "left", "to the list, to the reader", "move", (*PANES, PROFILE)),
    KeyAction("right", ("l", "right"), "right", "to the list, to the reader", "move", (*PANES, PROFILE)),
    KeyAction("half_down", ("ctrl+d",), "half a page down", "half a page", "move", (*PANES, REPORT, PROFILE)),
    KeyAction("half_up", ("ctrl+u",), "half a page up", "half a page", "move", (*PANES, REPORT, PROFILE)),
    KeyAction("page_down", ("pagedown",), "page down", "a page", "move", (*PANES, REPORT, PROFILE)),
    KeyAction("page_up", ("pageup",), "page up", "a page", "move", (*PANES, REPORT, PROFILE)),
    KeyAction("top", ("g", "home"), "first", "first, last", "move", LIST_LIKE),
    KeyAction("bottom", ("G", "end"), "last", "first, last", "move", LIST_LIKE),
    KeyAction("previous_article", ("left_square_bracket",), "previous article", "previous, next article", "move"),
    KeyAction("next_article", ("right_square_bracket",), "next article", "previous, next article", "move"),
    KeyAction("jump_back", ("backspace", "alt+left"), "back where you were", "back where you were, forth again", "move"),
    KeyAction("jump_forth", ("alt+right",), "forth again", "back where you were, forth again", "move"),
    KeyAction("bookmark", ("b",), "bookmark", "bookmark", "work", (*PANES, PROFILE), EVERY_SIZE),
    KeyAction("note", ("a",), "note", "note, in your editor", "work", (*PANES, PROFILE), MEDIUM + WIDE),
    KeyAction("note_editor", ("A",), "note in editor", "note, in your editor", "work"),
    KeyAction("tag", ("t",), "tag", "tag", "work", (*PANES, PROFILE), WIDE),
    KeyAction("copy_text", ("y y",), "text", "copy text", "work", (*PANES, COMPARE, PROFILE)),
    KeyAction("copy_citation", ("y c",), "citation", "copy citation", "work", (*PANES, COMPARE)),
    KeyAction("copy_quotation", ("y q",), "quotation", "copy quotation with speaker", "work", (QUOTES, READER, COMPARE)),
    KeyAction("copy_json", ("y j",), "JSON", "copy as JSON", "work", (*PANES, COMPARE, PROFILE)),
    KeyAction("export", ("e",), "export", "export what is shown", "work", (*PANES, COMPARE, PROFILE), MEDIUM + WIDE),
    KeyAction("add", ("i",), "add articles", "add articles", "work", (*PANES, REPORT)),
    KeyAction("reload", ("R",), "reload", "read what has changed in seeds/", "work", (*PANES, REPORT)),
    KeyAction("undo", ("u",), "undo", "undo, redo", "work", (*PANES, REPORT, SEARCHES, REVIEW, HISTORY, WHY, PROFILE), 0),
    KeyAction("redo", ("ctrl+r",), "redo", "undo, redo", "work", (*PANES, REPORT, REVIEW, HISTORY, WHY)),
    KeyAction("history", ("U",), "history", "your acts, newest first, which are undone", "work", (*PANES, REPORT)),
    KeyAction("fold", ("full_stop",), "captions", "show or fold captions and boilerplate", "see"),
    KeyAction("zoom", ("z",), "zoom", "zoom this pane", "see", PANES, NARROW + WIDE),
    KeyAction("original", ("o",), "original file", "original file", "see"),
    KeyAction("palette", ("ctrl+p", "colon"), "all commands", "all commands", "see", ALL, WIDE),
    KeyAction("suspend", ("ctrl+z",), "suspend", "back to the shell, until fg", "see", (*PANES, REPORT)),
    KeyAction("take", ("tab",), "take", "take the completion", "find", (SEARCH,), EVERY_SIZE),
    KeyAction("enter_search", ("enter",), "search", "search for what stands in the box", "find", (SEARCH,), EVERY_SIZE),
    KeyAction("older", ("up",), "older search", "completions, or older searches", "find", (SEARCH,)),
    KeyAction("newer", ("down",), "newer search", "completions, or older searches", "find", (SEARCH,)),
    KeyAction("leave_search", ("escape",), "clear", "clear the search, back to the list", "find", (SEARCH,), EVERY_SIZE),
    KeyAction("done", ("escape",), "done", "close the note; it is saved", "work", (NOTE,), EVERY_SIZE),
    KeyAction("note_status", ("ctrl+t",), "status", "to verify, confirmed, rejected", "work", (NOTE,), EVERY_SIZE),
    KeyAction("try_again", ("r",), "try again", "try the file again", "list", (REPORT,), EVERY_SIZE),
    KeyAction("dismiss", ("x",), "dismiss", "put the report away", "list", (REPORT,), EVERY_SIZE),
    KeyAction("start", ("enter", "escape"), "start", "start with the sample", "sheet", (WELCOME,), EVERY_SIZE),
    KeyAction("all_keys", ("question_mark",), "all keys", "show all keys", "sheet", (WELCOME,), EVERY_SIZE),
    KeyAction("leave_app", ("q",), "quit", "quit", "sheet", (WELCOME,), EVERY_SIZE),
    KeyAction("add_own", ("i",), "your articles", "add your own articles", "sheet", (WELCOME,)),
    KeyAction("new_dossier", ("enter", "n"), "new dossier", "make a new dossier for your articles", "sheet", (SAMPLE_ADD,), EVERY_SIZE),
    KeyAction("add_to_sample", ("s",), "add to the sample", "add them to the sample", "sheet", (SAMPLE_ADD,), EVERY_SIZE),
    KeyAction("leave_sample_add", ("escape", "q"), "cancel", "add nothing", "sheet", (SAMPLE_ADD,), EVERY_SIZE),
    KeyAction("filter_keys", ("slash",), "filter", "filter the keys", "sheet", (HELP,), EVERY_SIZE),
    KeyAction("scroll_down", ("down", "j"), "scroll", "scroll", "sheet", (*SCROLLABLE, SEARCHES)),
    KeyAction("scroll_up", ("up", "k"), "scroll", "scroll", "sheet", (*SCROLLABLE, SEARCHES)),
    KeyAction("sheet_down", ("pagedown", "ctrl+d"), "page", "a page", "sheet", (*MODALS, FACETS, SEARCHES)),
    KeyAction("sheet_up", ("pageup", "ctrl+u"), "page", "a page", "sheet", (*MODALS, FACETS, SEARCHES)),
    KeyAction("next_source", ("right", "l"), "source", "next, previous source", "sheet", (COMPARE,), EVERY_SIZE),
    KeyAction("previous_source", ("left", "h"), "source", "next, previous source", "sheet", (COMPARE,)),
    KeyAction("next_point", ("down", "j"), "point", "next, previous point", "sheet", (COMPARE,)),
    KeyAction("previous_point", ("up", "k"), "point", "next, previous point", "sheet", (COMPARE,)),
    KeyAction("same", ("y",), "same", "they are one and the same", "list", (REVIEW,), EVERY_SIZE),
    KeyAction("different", ("d",), "different", "they are two; not asked again", "list", (REVIEW,), EVERY_SIZE),
    KeyAction("unsure", ("p",), "perhaps", "two, marked as perhaps the same", "list", (REVIEW,), EVERY_SIZE),
    KeyAction("take_reading", tuple("123456789"), "choose", "take that reading of the day", "sheet", (WHY,)),
    KeyAction("next_section", ("n",), "section", "next, previous section", "sheet", (PROFILE,)),
    KeyAction("previous_section", ("N",), "section", "next, previous section", "sheet", (PROFILE,)),
    KeyAction("filter_page", ("slash", "f"), "filter", "filter the page", "sheet", (PROFILE,)),
    KeyAction("next_passage", ("tab",), "passage", "the next passage it rests on", "sheet", (WHY,), EVERY_SIZE),
    KeyAction("next_side", ("tab",), "next side", "the next side, to read there", "sheet", (REVIEW,)),
    KeyAction("read_there", ("enter",), "read there", "read the sentence in the reader", "sheet", (WHY, COMPARE, REVIEW), EVERY_SIZE),
    KeyAction("write_file", ("enter",), "write", "write the file", "sheet", (EXPORT,), EVERY_SIZE),
    KeyAction("next_format", ("down",), "format", "choose the format", "sheet", (EXPORT,), EVERY_SIZE),
    KeyAction("previous_format", ("up",), "format", "choose the format", "sheet", (EXPORT,)),
    KeyAction("next_table", ("ctrl+t",), "table", "choose the table, of csv", "sheet", (EXPORT,), MEDIUM + WIDE),
    KeyAction("with_mark", ("ctrl+o",), "Excel mark", "with the mark for Excel, of csv and acled", "sheet", (EXPORT,), WIDE),
    KeyAction("with_notes", ("ctrl+n",), "notes", "with your notes, or without", "sheet", (EXPORT,), EVERY_SIZE),
    KeyAction("toggle_facet", ("space",), "choose", "choose it, or give it up", "sheet", (FACETS,), EVERY_SIZE),
    KeyAction("apply_facets", ("enter",), "apply", "narrow to what is chosen", "sheet", (FACETS,), EVERY_SIZE),
    KeyAction("filter_facets", ("slash",), "filter", "or type: look for one", "sheet", (FACETS,), EVERY_SIZE),
    KeyAction("clear_facets", ("delete",), "clear", "give up all that is chosen", "sheet", (FACETS,), EVERY_SIZE),
    KeyAction("next_facet", ("down",), "row", "next, previous row", "sheet", (FACETS,)),
    KeyAction("previous_facet", ("up",), "row", "next, previous row", "sheet", (FACETS,)),
    KeyAction("unfilter_facets", ("backspace",), "shorten", "a letter less to look for", "sheet", (FACETS,)),
    KeyAction("leave_facets", ("escape",), "close", "close, nothing is changed", "sheet", (FACETS,), EVERY_SIZE),
    KeyAction("run_search", ("enter",), "ask again", "ask the search again", "sheet", (SEARCHES,), EVERY_SIZE),
    KeyAction("rename_search", ("r",), "rename", "give it another name", "sheet", (SEARCHES,), EVERY_SIZE),
    KeyAction("remove_search", ("x",), "remove", "remove it; undo brings it back", "sheet", (SEARCHES,), EVERY_SIZE),
    KeyAction("leave_searches", ("escape", "q"), "close", "close", "sheet", (SEARCHES,), EVERY_SIZE),
    KeyAction("close", ("escape", "q"), "close", "close", "sheet", (*MODALS, PROFILE), EVERY_SIZE),
    KeyAction("cancel", ("escape",), "cancel", "close without writing", "sheet", (EXPORT,), EVERY_SIZE),
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


def find_action(key_id: str, table: Sequence[KeyAction] = KEYMAP) -> KeyAction:
    """The action of an id."""
    return next(key for key in table if key.id == key_id)


def display_key(key: str) -> str:
    """A key as a person reads it: "?" for "question_mark"; two keys in a row keep the blank between."""
    return " ".join(SHOWN.get(part, part) for part in key.split(" "))


def works_in(pane: str, table: Sequence[KeyAction] = KEYMAP) -> tuple[KeyAction, ...]:
    """The actions that work in a pane, in the order of the keymap."""
    return tuple(key for key in table if pane in key.panes)


def footer_keys(pane: str, size: int, table: Sequence[KeyAction] = KEYMAP) -> tuple[KeyAction, ...]:
    """The actions that the footer names at a size (1, 2 or 4, see `KeyAction`), help and quit first."""
    return tuple(key for key in works_in(pane, table) if key.footer & size)
