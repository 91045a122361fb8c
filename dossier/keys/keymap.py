"""Keymap: bindings, footer, help, palette and manual are made from it. It does not import the terminal library."""

from collections.abc import Sequence
from typing import NamedTuple

from dossier.keys.signs import SIGNS

ACTORS, TIMELINE, ARTICLES, QUOTES, NOTES = "actors", "timeline", "articles", "quotes", "notes"
READER, SEARCH, NOTE, REPORT = "reader", "search", "note", "report"
HELP, WELCOME, WHY, COMPARE, EXPORT, ORIGINAL = "help", "welcome", "why", "compare", "export", "original"
FILTERS, SEARCHES = "filters", "searches"
DETAILS, REMOVED = "details", "removed"
REVIEW, HISTORY, VERSIONS = "review", "history", "versions"
SAMPLE_ADD, BUNDLE = "sample_add", "bundle"
LISTS = (ACTORS, TIMELINE, ARTICLES, QUOTES, NOTES)
PANES = (*LISTS, READER)
ALL = (*PANES, SEARCH, NOTE, REPORT)
MODALS = (HELP, WHY, COMPARE, ORIGINAL, REVIEW, HISTORY, VERSIONS)
SCROLLABLE = tuple(sheet for sheet in MODALS if sheet not in {COMPARE, REVIEW})
PROFILE, MAP = "profile", "map"
LIST_LIKE = (*PANES, REPORT, COMPARE, REVIEW, PROFILE, HELP, WHY, ORIGINAL, HISTORY, VERSIONS)
OVERLAYS = (*MODALS, WELCOME, SAMPLE_ADD, BUNDLE, EXPORT, FILTERS, SEARCHES, DETAILS, REMOVED, PROFILE, MAP)
EITHER_PANE, EITHER_MARK = "Next or previous pane", "Next or previous mark in the article"

NARROW, MEDIUM, WIDE = 1, 2, 4
EVERY_SIZE = NARROW + MEDIUM + WIDE

GROUPS = {
    "list": "This list",
    "move": "Move around",
    "find": "Search and filter",
    "work": "Annotate, copy, export",
    "see": "View and quit",
    "sheet": "This window",
}


class KeyAction(NamedTuple):
    """One action with its keys.

    `id` is its stable name (also in settings); `keys` are all its keys as the terminal library names them, two keys in a row separated by a
    space; `label` is a word or two for the footer, `help` a short phrase in sentence case. Neighbours with the same `shared_line` are on one
    line of the app's help, with that phrase. `panes` are those it works in. `footer` is the sum of the sizes in whose footer it is named:
    1 below 100 columns, 2 from 100, 4 from 160.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    panes: tuple[str, ...] = PANES
    footer: int = 0
    shared_line: str = ""


KEYMAP: tuple[KeyAction, ...] = (
    KeyAction(
        "help", ("question_mark", "f1"), "help", "Show the keys of this pane", "see", (*ALL, COMPARE, REVIEW, PROFILE, MAP), EVERY_SIZE
    ),
    KeyAction("quit", ("q",), "quit", "Go back one step, or quit", "see", (*PANES, REPORT), EVERY_SIZE),
    KeyAction("quit_now", ("ctrl+q",), "quit now", "Quit from anywhere", "see", ALL),
    KeyAction("search", ("slash",), "search", "Search everything", "find", (*PANES, REPORT), EVERY_SIZE),
    KeyAction("next_mark", ("n",), "next mark", "Next mark in the article", "find", PANES, WIDE, shared_line=EITHER_MARK),
    KeyAction("previous_mark", ("N",), "previous mark", "Previous mark in the article", "find", shared_line=EITHER_MARK),
    KeyAction("filter", ("f",), "filter", "Filter this list", "find", LISTS),
    KeyAction("back", ("escape",), "back", "Go back one step, without quitting", "find", (*PANES, REPORT)),
    KeyAction("near", ("tilde",), "similar spellings", "Include similar spellings", "find", LISTS),
    KeyAction("other_reading", ("asterisk",), "other reading", "Run the suggested search instead", "find"),
    KeyAction("facets", ("F",), "filters", "Filter by month, outlet, kind, tag or actor", "find"),
    KeyAction("narrow_month", ("D",), "this month", "Show only this month, or all again", "find", (TIMELINE,)),
    KeyAction("save_search", ("plus",), "save search", "Save this search", "find"),
    KeyAction("searches", ("equals_sign",), "saved searches", "Open your saved searches", "find"),
    KeyAction("open", ("enter",), "open", "Open the passage in the reader", "list", (*LISTS, PROFILE), MEDIUM + WIDE),
    KeyAction("select_passage", ("v",), "select", "Select a passage from the cursor on", "list", (READER,), WIDE),
    KeyAction("review", ("M",), "review matches", "Review matches", "list"),
    KeyAction("select", ("space",), "select", "Select the row", "list", LISTS),
    KeyAction("compare", ("c",), "compare", "Compare sources", "list", (TIMELINE, QUOTES, READER, PROFILE, MAP), EVERY_SIZE),
    KeyAction(
        "why",
        ("w",),
        "why",
        "Explain this day, name or speaker",
        "list",
        (ACTORS, TIMELINE, ARTICLES, QUOTES, READER, COMPARE, PROFILE, MAP),
        EVERY_SIZE,
    ),
    KeyAction("profile", ("p",), "actor's page", "Open the actor's page", "list", (ACTORS, TIMELINE, QUOTES, READER, PROFILE)),
    KeyAction("merge", ("m",), "merge", "Merge the selected rows", "list", (ACTORS, TIMELINE)),
    KeyAction("split", ("s",), "split", "Split off a source or a name", "list", (ACTORS, TIMELINE, COMPARE, REVIEW, WHY)),
    KeyAction("rename", ("r",), "rename", "Rename the actor, or set the speaker", "list", (ACTORS, QUOTES, WHY)),
    KeyAction("set_day", ("d",), "set day", "Set the day", "list", (TIMELINE, WHY)),
    KeyAction("status", ("v",), "status", "Change the status: to verify, confirmed, rejected", "list", (NOTES,), EVERY_SIZE),
    KeyAction("hide", ("x",), "hide", "Hide the row", "list", (ACTORS, TIMELINE, NOTES)),
    KeyAction("details", ("E",), "details", "Edit title, outlet, day and language", "list", (ARTICLES, READER)),
    KeyAction("remove", ("X",), "remove", "Remove the article, or the selected ones", "list", (ARTICLES,)),
    KeyAction("sort", ("S",), "sort", "Change the sort order", "list", LISTS),
    KeyAction("toggle_read", ("T",), "read", "Mark the article as read or unread", "list", (ARTICLES, READER)),
    KeyAction("mark_read", ("H",), "all read", "Mark all articles in the list as read", "list", (ARTICLES,)),
    KeyAction("next_pane", ("tab",), "next pane", "Next pane", "move", (*PANES, REPORT, PROFILE), shared_line=EITHER_PANE),
    KeyAction(
        "previous_pane", ("shift+tab",), "previous pane", "Previous pane", "move", (*PANES, REPORT, PROFILE), shared_line=EITHER_PANE
    ),
    KeyAction("show_actors", ("1",), "actors", "Go to actors", "move", (*PANES, REPORT), shared_line="Go to a list"),
    KeyAction("show_timeline", ("2",), "timeline", "Go to the timeline", "move", (*PANES, REPORT), shared_line="Go to a list"),
    KeyAction("show_articles", ("3",), "articles", "Go to articles", "move", (*PANES, REPORT), shared_line="Go to a list"),
    KeyAction("show_quotes", ("4",), "quotes", "Go to quotes", "move", (*PANES, REPORT), shared_line="Go to a list"),
    KeyAction("show_notes", ("5",), "notes", "Go to notes", "move", (*PANES, REPORT), shared_line="Go to a list"),
    KeyAction("show_reader", ("0",), "reader", "Go to the reader", "move", (*PANES, REPORT)),
    KeyAction("down", ("j", "down"), "down", "Down one row", "move", (*PANES, REPORT, REVIEW, PROFILE), shared_line="Down or up one row"),
    KeyAction("up", ("k", "up"), "up", "Up one row", "move", (*PANES, REPORT, REVIEW, PROFILE), shared_line="Down or up one row"),
    KeyAction(
        "left", ("h", "left"), "left", "Left, to the list", "move", (*PANES, PROFILE), shared_line="Left to the list, right to the reader"
    ),
    KeyAction(
        "right",
        ("l", "right"),
        "right",
        "Right, to the reader",
        "move",
        (*PANES, PROFILE),
        shared_line="Left to the list, right to the reader",
    ),
    KeyAction(
        "half_down",
        ("ctrl+d",),
        "half a page down",
        "Down half a page",
        "move",
        (*PANES, REPORT, PROFILE),
        shared_line="Down or up half a page",
    ),
    KeyAction(
        "half_up", ("ctrl+u",), "half a page up", "Up half a page", "move", (*PANES, REPORT, PROFILE), shared_line="Down or up half a page"
    ),
    KeyAction(
        "page_down", ("pagedown",), "page down", "Down one page", "move", (*PANES, REPORT, PROFILE), shared_line="Down or up one page"
    ),
    KeyAction("page_up", ("pageup",), "page up", "Up one page", "move", (*PANES, REPORT, PROFILE), shared_line="Down or up one page"),
    KeyAction("top", ("g", "home"), "first", "First row", "move", LIST_LIKE, shared_line="First or last row"),
    KeyAction("bottom", ("G", "end"), "last", "Last row", "move", LIST_LIKE, shared_line="First or last row"),
    KeyAction("next_sentence", ("J",), "next sentence", "Next sentence", "move", (READER,), shared_line="Next or previous sentence"),
    KeyAction(
        "previous_sentence", ("K",), "previous sentence", "Previous sentence", "move", (READER,), shared_line="Next or previous sentence"
    ),
    KeyAction(
        "previous_article", ("left_square_bracket",), "previous article", "Previous article", "move", shared_line="Previous or next article"
    ),
    KeyAction("next_article", ("right_square_bracket",), "next article", "Next article", "move", shared_line="Previous or next article"),
    KeyAction("next_unread", ("I",), "next unread", "Next unread article", "move"),
    KeyAction("jump_back", ("backspace", "alt+left"), "go back", "Go back to where you were", "move", shared_line="Go back or forward"),
    KeyAction("jump_forth", ("alt+right",), "go forward", "Go forward again", "move", shared_line="Go back or forward"),
    KeyAction("bookmark", ("b",), "bookmark", "Bookmark", "work", (*PANES, PROFILE), EVERY_SIZE),
    KeyAction("note", ("a",), "note", "Write a note", "work", (*PANES, PROFILE), MEDIUM + WIDE),
    KeyAction("note_editor", ("A",), "note in editor", "Write a note in your editor", "work"),
    KeyAction("tag", ("t",), "tag", "Tag", "work", (*PANES, PROFILE), WIDE),
    KeyAction("copy_text", ("y y",), "text", "Copy text", "work", (*PANES, COMPARE, PROFILE)),
    KeyAction("copy_citation", ("y c",), "citation", "Copy citation", "work", (*PANES, COMPARE)),
    KeyAction("copy_quotation", ("y q",), "quote", "Copy quote with speaker", "work", (QUOTES, READER, COMPARE)),
    KeyAction("copy_json", ("y j",), "JSON", "Copy as JSON", "work", (*PANES, COMPARE, PROFILE)),
    KeyAction("export", ("e",), "export", "Export these results", "work", (*PANES, COMPARE, PROFILE, MAP), MEDIUM + WIDE),
    KeyAction("add", ("i",), "add articles", "Add articles", "work", (*PANES, REPORT)),
    KeyAction("check_feeds", ("C",), "check feeds", "Check watched feeds and pages", "work", (*PANES, REPORT)),
    KeyAction("reload", ("R",), "reload", "Read changes in seeds/", "work", (*PANES, REPORT)),
    KeyAction(
        "undo",
        ("u",),
        "undo",
        "Undo",
        "work",
        (*PANES, REPORT, SEARCHES, REVIEW, HISTORY, WHY, PROFILE, MAP),
        0,
        shared_line="Undo or redo",
    ),
    KeyAction("redo", ("ctrl+r",), "redo", "Redo", "work", (*PANES, REPORT, REVIEW, HISTORY, WHY), shared_line="Undo or redo"),
    KeyAction("history", ("U",), "history", "Show your changes", "work", (*PANES, REPORT)),
    KeyAction("fold", ("full_stop",), "captions", "Show or hide captions and boilerplate", "see"),
    KeyAction("zoom", ("z",), "zoom", "Zoom this pane", "see", PANES, NARROW + WIDE),
    KeyAction("changes", ("V",), "what changed", "Show what an outlet changed in the article", "see", (ARTICLES, READER)),
    KeyAction(
        "narrower", ("less_than_sign",), "narrower", "Make the lists narrower", "see", shared_line="Make the lists narrower or wider"
    ),
    KeyAction("wider", ("greater_than_sign",), "wider", "Make the lists wider", "see", shared_line="Make the lists narrower or wider"),
    KeyAction(
        "shorter",
        ("left_curly_bracket",),
        "shorter",
        "Make the upper list shorter",
        "see",
        shared_line="Make the upper list shorter or taller",
    ),
    KeyAction(
        "taller",
        ("right_curly_bracket",),
        "taller",
        "Make the upper list taller",
        "see",
        shared_line="Make the upper list shorter or taller",
    ),
    KeyAction("original", ("o",), "original file", "Show the original file", "see"),
    KeyAction("map", ("W",), "map", "Show the events on a map", "see"),
    KeyAction("palette", ("ctrl+p", "colon"), "all commands", "Open the command palette", "see", ALL, WIDE),
    KeyAction("suspend", ("ctrl+z",), "suspend", "Suspend; fg in the shell brings it back", "see", (*PANES, REPORT)),
    KeyAction("take", ("tab",), "complete", "Accept the completion", "find", (SEARCH,), EVERY_SIZE),
    KeyAction("enter_search", ("enter",), "search", "Run the search", "find", (SEARCH,), EVERY_SIZE),
    KeyAction(
        "older",
        ("up",),
        "older search",
        "Previous completion or search",
        "find",
        (SEARCH,),
        shared_line="Browse completions or past searches",
    ),
    KeyAction(
        "newer",
        ("down",),
        "newer search",
        "Next completion or search",
        "find",
        (SEARCH,),
        shared_line="Browse completions or past searches",
    ),
    KeyAction("leave_search", ("escape",), "clear", "Clear the search and go back to the list", "find", (SEARCH,), EVERY_SIZE),
    KeyAction("done", ("escape",), "done", "Save and close the note", "work", (NOTE,), EVERY_SIZE),
    KeyAction("note_status", ("ctrl+t",), "status", "Change the status: to verify, confirmed, rejected", "work", (NOTE,), EVERY_SIZE),
    KeyAction("try_again", ("r",), "retry", "Try the file again", "list", (REPORT,), EVERY_SIZE),
    KeyAction("dismiss", ("x",), "dismiss", "Close the report", "list", (REPORT,), EVERY_SIZE),
    KeyAction("start", ("enter", "escape"), "start", "Start with the sample", "sheet", (WELCOME,), EVERY_SIZE),
    KeyAction("all_keys", ("question_mark",), "all keys", "Show all keys", "sheet", (WELCOME,), EVERY_SIZE),
    KeyAction("leave_app", ("q",), "quit", "Quit", "sheet", (WELCOME,), EVERY_SIZE),
    KeyAction("add_own", ("i",), "your articles", "Add your own articles", "sheet", (WELCOME,)),
    KeyAction("new_dossier", ("enter", "n"), "new dossier", "Make a new dossier for your articles", "sheet", (SAMPLE_ADD,), EVERY_SIZE),
    KeyAction("add_to_sample", ("s",), "add to the sample", "Add them to the sample", "sheet", (SAMPLE_ADD,), EVERY_SIZE),
    KeyAction("leave_sample_add", ("escape", "q"), "cancel", "Close without adding", "sheet", (SAMPLE_ADD,), EVERY_SIZE),
    KeyAction("with_their_notes", ("y",), "import all", "Import the articles and the notes", "sheet", (BUNDLE,), EVERY_SIZE),
    KeyAction("without_their_notes", ("enter", "n"), "articles only", "Import the articles only", "sheet", (BUNDLE,), EVERY_SIZE),
    KeyAction("leave_bundle", ("escape", "q"), "cancel", "Close without importing", "sheet", (BUNDLE,), EVERY_SIZE),
    KeyAction("filter_keys", ("slash",), "filter", "Filter the keys", "sheet", (HELP,), EVERY_SIZE),
    KeyAction(
        "scroll_down", ("down", "j"), "scroll", "Scroll down", "sheet", (*SCROLLABLE, SEARCHES, REMOVED), shared_line="Scroll down or up"
    ),
    KeyAction("scroll_up", ("up", "k"), "scroll", "Scroll up", "sheet", (*SCROLLABLE, SEARCHES, REMOVED), shared_line="Scroll down or up"),
    KeyAction(
        "sheet_down",
        ("pagedown", "ctrl+d"),
        "page",
        "Down one page",
        "sheet",
        (*MODALS, FILTERS, SEARCHES, REMOVED),
        shared_line="Down or up one page",
    ),
    KeyAction(
        "sheet_up",
        ("pageup", "ctrl+u"),
        "page",
        "Up one page",
        "sheet",
        (*MODALS, FILTERS, SEARCHES, REMOVED),
        shared_line="Down or up one page",
    ),
    KeyAction(
        "next_source", ("right", "l"), "source", "Next source", "sheet", (COMPARE,), EVERY_SIZE, shared_line="Next or previous source"
    ),
    KeyAction("previous_source", ("left", "h"), "source", "Previous source", "sheet", (COMPARE,), shared_line="Next or previous source"),
    KeyAction("next_point", ("down", "j"), "point", "Next point", "sheet", (COMPARE,), shared_line="Next or previous point"),
    KeyAction("previous_point", ("up", "k"), "point", "Previous point", "sheet", (COMPARE,), shared_line="Next or previous point"),
    KeyAction("same", ("y",), "same", "Same: merge the two", "list", (REVIEW,), EVERY_SIZE),
    KeyAction("different", ("d",), "different", "Different: keep them apart", "list", (REVIEW,), EVERY_SIZE),
    KeyAction("unsure", ("p",), "possibly", "Possibly: keep them apart, marked as possibly the same", "list", (REVIEW,), EVERY_SIZE),
    KeyAction("take_reading", tuple("123456789"), "choose", "Choose that reading of the day", "sheet", (WHY,)),
    KeyAction("next_section", ("n",), "section", "Next section", "sheet", (PROFILE,), shared_line="Next or previous section"),
    KeyAction("previous_section", ("N",), "section", "Previous section", "sheet", (PROFILE,), shared_line="Next or previous section"),
    KeyAction("filter_page", ("slash", "f"), "filter", "Filter this page", "sheet", (PROFILE,)),
    KeyAction("next_event", ("n", "tab"), "event", "Next event, by day", "sheet", (MAP,), EVERY_SIZE, shared_line="Next or previous event"),
    KeyAction(
        "previous_event", ("N", "shift+tab"), "event", "Previous event, by day", "sheet", (MAP,), shared_line="Next or previous event"
    ),
    KeyAction("zoom_in", ("plus",), "zoom", "Zoom in", "sheet", (MAP,), EVERY_SIZE, shared_line="Zoom in or out"),
    KeyAction("zoom_out", ("minus",), "zoom", "Zoom out", "sheet", (MAP,), shared_line="Zoom in or out"),
    KeyAction("fit_map", ("0", "g"), "all", "Show all events", "sheet", (MAP,), EVERY_SIZE),
    KeyAction("pan_left", ("left", "h"), "move", "Move the map to the west", "sheet", (MAP,), shared_line="Move the map"),
    KeyAction("pan_down", ("down", "j"), "move", "Move the map to the south", "sheet", (MAP,), shared_line="Move the map"),
    KeyAction("pan_up", ("up", "k"), "move", "Move the map to the north", "sheet", (MAP,), shared_line="Move the map"),
    KeyAction("pan_right", ("right", "l"), "move", "Move the map to the east", "sheet", (MAP,), EVERY_SIZE, shared_line="Move the map"),
    KeyAction("search_map", ("slash",), "search", "Show the results of another search", "sheet", (MAP,), EVERY_SIZE),
    KeyAction("next_passage", ("tab",), "passage", "Next passage", "sheet", (WHY,), EVERY_SIZE),
    KeyAction("next_side", ("tab",), "next side", "Next side of the pair", "sheet", (REVIEW,)),
    KeyAction("read_there", ("enter",), "read", "Open the passage in the reader", "sheet", (WHY, COMPARE, REVIEW, MAP), EVERY_SIZE),
    KeyAction("write_file", ("enter",), "export", "Write the file", "sheet", (EXPORT,), EVERY_SIZE),
    KeyAction("next_format", ("down",), "format", "Next format", "sheet", (EXPORT,), EVERY_SIZE, shared_line="Choose the format"),
    KeyAction("previous_format", ("up",), "format", "Previous format", "sheet", (EXPORT,), shared_line="Choose the format"),
    KeyAction("next_table", ("ctrl+t",), "table", "Choose the table (csv)", "sheet", (EXPORT,), MEDIUM + WIDE),
    KeyAction("with_mark", ("ctrl+o",), "Excel mark", "Add a byte order mark for Excel (csv, acled)", "sheet", (EXPORT,), WIDE),
    KeyAction("with_notes", ("ctrl+n",), "notes", "Include your notes, or leave them out", "sheet", (EXPORT,), EVERY_SIZE),
    KeyAction("toggle_facet", ("space",), "choose", "Turn the filter on or off", "sheet", (FILTERS,), EVERY_SIZE),
    KeyAction("apply_facets", ("enter",), "apply", "Apply the filters", "sheet", (FILTERS,), EVERY_SIZE),
    KeyAction("filter_facets", ("slash",), "find", "Find a filter", "sheet", (FILTERS,), EVERY_SIZE),
    KeyAction("clear_facets", ("delete",), "clear", "Clear all filters", "sheet", (FILTERS,), EVERY_SIZE),
    KeyAction("next_facet", ("down",), "row", "Next row", "sheet", (FILTERS,), shared_line="Next or previous row"),
    KeyAction("previous_facet", ("up",), "row", "Previous row", "sheet", (FILTERS,), shared_line="Next or previous row"),
    KeyAction("unfilter_facets", ("backspace",), "shorten", "Delete the last letter", "sheet", (FILTERS,)),
    KeyAction("leave_facets", ("escape",), "cancel", "Close without changes", "sheet", (FILTERS,), EVERY_SIZE),
    KeyAction("run_search", ("enter",), "run", "Run the search", "sheet", (SEARCHES,), EVERY_SIZE),
    KeyAction("rename_search", ("r",), "rename", "Rename the search", "sheet", (SEARCHES,), EVERY_SIZE),
    KeyAction("remove_search", ("x",), "delete", "Delete the search", "sheet", (SEARCHES,), EVERY_SIZE),
    KeyAction("leave_searches", ("escape", "q"), "close", "Close", "sheet", (SEARCHES,), EVERY_SIZE),
    KeyAction("save_details", ("enter",), "save", "Save the details", "sheet", (DETAILS,), EVERY_SIZE),
    KeyAction(
        "next_field", ("tab", "down"), "next field", "Next field", "sheet", (DETAILS,), EVERY_SIZE, shared_line="Next or previous field"
    ),
    KeyAction("previous_field", ("shift+tab", "up"), "field", "Previous field", "sheet", (DETAILS,), shared_line="Next or previous field"),
    KeyAction("leave_details", ("escape",), "cancel", "Close without changes", "sheet", (DETAILS,), EVERY_SIZE),
    KeyAction("restore", ("enter",), "restore", "Restore the article, or the selected ones", "sheet", (REMOVED,), EVERY_SIZE),
    KeyAction("select_removed", ("space",), "select", "Select the row", "sheet", (REMOVED,), EVERY_SIZE),
    KeyAction("close", ("escape", "q"), "close", "Close", "sheet", (*MODALS, PROFILE, MAP, REMOVED), EVERY_SIZE),
    KeyAction("cancel", ("escape",), "cancel", "Close without exporting", "sheet", (EXPORT,), EVERY_SIZE),
)


def find_action(key_id: str, table: Sequence[KeyAction] = KEYMAP) -> KeyAction:
    """The action of an id."""
    return next(key for key in table if key.id == key_id)


def display_key(key: str) -> str:
    """A key as a person reads it: "?" for "question_mark"; two keys in a row keep the space between."""
    return " ".join(SIGNS.get(part, part) for part in key.split(" "))


def works_in(pane: str, table: Sequence[KeyAction] = KEYMAP) -> tuple[KeyAction, ...]:
    """The actions that work in a pane, in the order of the keymap."""
    return tuple(key for key in table if pane in key.panes)


def footer_keys(pane: str, size: int, table: Sequence[KeyAction] = KEYMAP) -> tuple[KeyAction, ...]:
    """The actions that the footer names at a size (1, 2 or 4, see `KeyAction`), help and quit first."""
    return tuple(key for key in works_in(pane, table) if key.footer & size)
