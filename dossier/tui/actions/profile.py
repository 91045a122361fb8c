"""An actor's page: opening it from the lists and the reader, and what the keys do on it."""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dossier.keys.keymap import ACTORS, PROFILE, QUOTES, READER
from dossier.model.actor import ActorKind
from dossier.model.notebook import AnchorKind, Entry
from dossier.model.query import Query
from dossier.model.span import Span
from dossier.tui import workers
from dossier.tui.actions.open import event_in_focus, quotation_in_focus, screen_go
from dossier.tui.chrome import list_in_focus
from dossier.tui.messages import Finished
from dossier.tui.rows.profile import ProfileLayout, layout_profile
from dossier.tui.state.labels import Labels
from dossier.tui.style.roles import style_roles
from dossier.tui.text.article_layout import ReaderPosition

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen
    from dossier.tui.screens.profile import ProfileScreen


# ---------------------------------------------------------------------- opening
def _profile(screen: "MainScreen") -> None:
    found = actors_in_focus(screen)
    if len(found) == 1:
        open_profile(screen, found[0])
    elif found and screen.labels is not None:
        some = ", ".join(screen.labels.name(actor) for actor in found[:4])
        told = f"Several are named here: {some}{' …' if len(found) > 4 else ''}."
        screen.show_status(
            f"{told} {style_roles(screen.app).key('show_actors')} lists the actors; {style_roles(screen.app).key('profile')} opens one there."
        )
    else:
        screen.show_status("Nobody is named here.")


def open_profile(screen: "MainScreen", actor: str) -> None:
    """Look an actor's page up."""
    dossier, names = screen.dossier, screen.labels or Labels()
    workers.run_in_thread(screen, "profile", lambda: Finished("profile", layout_profile(dossier.profile(actor), names)))


def profile_came(screen: "MainScreen", profile: ProfileLayout) -> None:
    """Lay an actor's page over the screen."""
    from dossier.tui.screens.profile import ProfileScreen  # noqa: PLC0415  # opened seldom

    screen.app.push_screen(ProfileScreen(screen, profile), screen_go(screen))


def actors_in_focus(screen: "MainScreen") -> tuple[str, ...]:
    """Whose page a key means: the selected actor, the speaker, else the people of the event or the lit sentence. One that the search is
    narrowed to goes before the others.
    """
    pane = screen.in_focus
    chosen = list_in_focus(screen).chosen
    if pane == ACTORS:
        return (chosen.id,) if chosen is not None else ()
    quotation = quotation_in_focus(screen) if pane in {QUOTES, READER} else None
    if quotation is not None:
        return (quotation.speaker,) if quotation.speaker else ()
    event = event_in_focus(screen)
    if event is not None:
        return _obvious(screen, [*event.participants, *filter(None, [event.attacker])])
    span = screen.reader.here() if pane == READER else None
    if span is None or screen.position is None:
        return _obvious(screen, screen.current_query.actors)
    return _obvious(screen, named_in(screen, screen.position.article, span))


def named_in(screen: "MainScreen", article: str, span: Span) -> list[str]:
    """The actors that a passage names."""
    every = screen.labels.actors.values() if screen.labels else ()
    return [a.id for a in every if any(m.article == article and m.span.overlaps(span) for m in a.mentions)]


def _obvious(screen: "MainScreen", found: Sequence[str]) -> tuple[str, ...]:
    """The one narrowed to, the one person, or all."""
    known = screen.labels.actors if screen.labels else {}
    narrowed = [actor for actor in found if actor in screen.current_query.actors]
    people = [actor for actor in found if actor in known and known[actor].kind is ActorKind.PERSON]
    if len(narrowed) == 1:
        return tuple(narrowed)
    return tuple(people if len(people) == 1 else dict.fromkeys(found))


# ---------------------------------------------------------------------- on the page
def move(page: "ProfileScreen", key_id: str) -> bool:
    """Move the cursor of the page, where a key means that."""
    widget = page.list_now
    steps = {"down": 1, "up": -1}
    parts = {"half_down": 0.5, "half_up": -0.5, "page_down": 1.0, "page_up": -1.0}
    if key_id in steps:
        widget.move(steps[key_id])
    elif key_id in parts:
        widget.page(parts[key_id])
    elif key_id in {"top", "bottom"}:
        widget.first() if key_id == "top" else widget.last()
    elif key_id in {"left", "right", "next_pane", "previous_pane"}:
        other = page.lists[0] if widget is page.lists[1] else page.lists[1]
        page.set_focus(other if other.display else widget)
    elif key_id in {"next_section", "previous_section"}:
        _section(page, 1 if key_id == "next_section" else -1)
    else:
        return False
    page.follow()
    return True


def _section(page: "ProfileScreen", by: int) -> None:
    """Go to the first line of the next or previous section, over both lists, round and round."""
    firsts = [
        (widget, at)
        for widget in page.lists
        if widget.display
        for at, row in enumerate(widget.listing.rows)
        if row.heading and at + 1 < len(widget.listing.rows)
    ]
    chosen = page.list_now.chosen
    if not firsts or chosen is None:
        return
    now = chosen.id.rpartition(" ")[0]
    named = [widget.listing.rows[at + 1].id.rpartition(" ")[0] for widget, at in firsts]
    widget, at = firsts[(named.index(now) + by) % len(firsts) if now in named else 0]
    page.set_focus(widget)
    widget.select(widget.listing.rows[at + 1].id)
    ends = widget.listing.ends[0 if widget.narrow else 2 if widget.wide else 1]
    widget.scroll_to(y=ends[at - 1] + widget.listing.rows[at].gap * (not widget.narrow) if at else 0, animate=False)


def _anchored(page: "ProfileScreen", what: str, work: Callable[..., object]) -> None:
    """Do something to the actor in a worker."""
    desk, ident = page.main.dossier.desk, page.profile.actor.id
    workers.run_action(page, what, lambda: work(desk, desk.anchor_of(AnchorKind.ACTOR, ident)))


def _bookmark(page: "ProfileScreen") -> None:
    _anchored(page, "bookmark", lambda desk, anchor: desk.bookmark(anchor))


def _note(page: "ProfileScreen") -> None:
    desk, ident = page.main.dossier.desk, page.profile.actor.id
    page.ask(
        f"note on {page.profile.actor.name}",
        "what you want to remember",
        lambda text: desk.note(desk.anchor_of(AnchorKind.ACTOR, ident), text),
    )


def _tag(page: "ProfileScreen") -> None:
    desk, ident = page.main.dossier.desk, page.profile.actor.id
    page.ask(
        "tag",
        "words parted by blanks; a tag that is there is taken away",
        lambda text: desk.tag(desk.anchor_of(AnchorKind.ACTOR, ident), text.split()),
    )


def _undo(page: "ProfileScreen") -> None:
    workers.run_action(page, "undo", page.main.dossier.desk.undo)


def _filter(page: "ProfileScreen") -> None:
    from dossier.tui.widgets.prompt import PromptRequest  # noqa: PLC0415  # as the page does

    def done(text: str) -> None:
        page.filter(text)
        page.set_focus(page.lists[0])

    page.prompt.open(PromptRequest("filter", done, page.lists[0].wanted, "words to look for on this page", page.filter))


def _why(page: "ProfileScreen") -> None:
    """Why the event or quotation of the line is as it is, else why these names are one actor."""
    line = page.line
    ident = (line.thing if line else "") or page.profile.actor.id
    workers.run_in_thread(page, "why", lambda: Finished("why", page.main.dossier.why(ident)))


def _compare(page: "ProfileScreen") -> None:
    line = page.line
    if line is None or not line.thing or line.actor:
        page.foot.told = "Events and quotations can be compared."
        return
    ident = line.thing
    workers.run_in_thread(page, "compare", lambda: Finished("compare", page.main.dossier.compare(ident)))


def _other(page: "ProfileScreen") -> None:
    """The page of the actor that a line names."""
    line = page.line
    if line is None or not line.actor:
        page.foot.told = "Go to somebody under “named beside” first."
        return
    ident = line.actor
    workers.run_in_thread(page, "profile", lambda: Finished("profile", layout_profile(page.main.dossier.profile(ident), page.names)))


def _export(page: "ProfileScreen") -> None:
    from dossier.tui.screens.export import ExportScreen  # noqa: PLC0415  # opened seldom

    def told(sentence: str | None) -> None:
        page.foot.told = sentence or ""

    page.app.push_screen(ExportScreen(page.main.dossier, Query(actors=(page.profile.actor.id,))), told)


def _help(page: "ProfileScreen") -> None:
    from dossier.tui.screens.help import HelpScreen  # noqa: PLC0415  # opened seldom

    page.app.push_screen(HelpScreen(PROFILE))


def _copy(page: "ProfileScreen", what: str) -> None:
    from dossier.tui.platform.clipboard import copy  # noqa: PLC0415  # seldom needed

    line, actor = page.line, page.profile.actor
    if what == "JSON":
        known = {"id": actor.id, "name": actor.name, "kind": actor.kind.value, "aliases": actor.aliases, "side": actor.side}
        page.foot.told = copy(page.app, "the JSON", json.dumps(known, ensure_ascii=False, indent=2))
    else:
        page.foot.told = copy(page.app, "the line" if line else "the name", line.text if line and line.text else actor.name)


def came(page: "ProfileScreen", message: Finished) -> None:
    """What a worker brought: reasons, a comparison, another page, this page anew, or the outcome of an act."""
    what, result = message.what, message.result
    if what == "page":
        page.laid = result
        page.show()
    elif what in {"why", "compare", "profile"}:
        _lay_over(page, what, result)
    else:
        sentence = "Kept the note." if isinstance(result, Entry) else getattr(result, "sentence", "")
        again = "" if what == "undo" else f"  {style_roles(page.app).key('undo')} undo"
        page.foot.told = sentence + again if sentence else ""
        page.main.refresh_all()
        ident, dossier = page.profile.actor.id, page.main.dossier
        workers.run_in_thread(page, "page", lambda: Finished("page", layout_profile(dossier.profile(ident), page.names)))


def _lay_over(page: "ProfileScreen", what: str, result: object) -> None:
    from dossier.tui.screens.compare import CompareScreen  # noqa: PLC0415  # opened seldom
    from dossier.tui.screens.explanation import ExplanationScreen  # noqa: PLC0415  # opened seldom
    from dossier.tui.screens.profile import ProfileScreen  # noqa: PLC0415  # the two rooms know each other

    def go(place: ReaderPosition | None) -> None:
        if place is not None:
            page.dismiss(place)

    if what == "why":
        page.app.push_screen(ExplanationScreen(result, page.names), go)  # type: ignore[arg-type]  # what the worker brings for it
    elif what == "profile":
        page.app.push_screen(ProfileScreen(page.main, result), go)  # type: ignore[arg-type]  # the same
    elif result is None:
        page.foot.told = "There is one source only; nothing to compare."
    else:
        page.app.push_screen(CompareScreen(page.main, result), go)  # type: ignore[arg-type]  # the same


PAGE_ACTS: "dict[str, Callable[[ProfileScreen], None]]" = {
    "close": lambda page: page.close_step(),
    "open": lambda page: page.read(),
    "filter_page": _filter,
    "bookmark": _bookmark,
    "note": _note,
    "tag": _tag,
    "undo": _undo,
    "why": _why,
    "compare": _compare,
    "profile": _other,
    "export": _export,
    "help": _help,
    "copy_text": lambda page: _copy(page, "text"),
    "copy_json": lambda page: _copy(page, "JSON"),
}

ACTS: "dict[str, Callable[[MainScreen], None]]" = {"profile": _profile}
