"""One actor's page: roles, events, words, company, sources and notes, each line leading to its passage."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from dossier.keys.keymap import PROFILE
from dossier.model.profile import Profile
from dossier.phrases.core import pluralize
from dossier.tui import workers
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.keys.chords import Chord
from dossier.tui.messages import Failed, Finished, KeyClicked, RowOpened, RowShown
from dossier.tui.rows.passage import passage_lines
from dossier.tui.rows.profile import FACTS, ProfileLayout, ProfileLine, page_rows
from dossier.tui.state.labels import Labels
from dossier.tui.style.roles import style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.borders import position
from dossier.tui.text.lines import Part, assemble
from dossier.tui.text.phrases import day_in_year, joined
from dossier.tui.widgets.footer import KeyLine, size_bit
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.prompt import Prompt, PromptRequest
from dossier.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen

KEYS = ("help", "close", "next_section", "open", "filter_page", "profile", "bookmark", "note", "tag", "compare", "why", "export")
"""What the footer names, the most needed first."""
WIDE = 4


class ProfileScreen(ModalScreen[ReaderPosition | None], inherit_bindings=False):
    """Ends with the place to read at, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(PROFILE)
    AUTO_FOCUS = "#page-one"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012  # as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-high")]  # noqa: RUF012  # the same

    def __init__(self, main: "MainScreen", laid: ProfileLayout) -> None:
        super().__init__(classes="profile")
        self.main, self.laid = main, laid
        self.chord = Chord(PROFILE, style_roles(main.app).keys)
        self.lists = (LineList("page-one"), LineList("page-two"))
        self.top, self.about, self.foot = TopLine(()), TopLine(()), KeyLine(id="foot")
        self.passage = Static("", id="passage")
        self.prompt = Prompt()

    def compose(self) -> ComposeResult:
        """Who it is, the sections, the passage behind the line at the cursor, the keys."""
        bind_overlay(self, PROFILE, style_roles(self.app).keys)
        yield self.top
        yield self.about
        with Container(id="page-body"):
            yield from self.lists
            with Container(id="passage-pane"):
                yield self.passage
        yield self.prompt
        yield self.foot

    def on_mount(self) -> None:
        """Begin at the first line."""
        self.foot.pane, self.foot.named = PROFILE, KEYS
        for widget in self.lists:
            widget.visited = True

    def on_resize(self) -> None:
        """Other columns at other widths, once the screen knows its own."""
        self.call_after_refresh(self.show)

    # ------------------------------------------------------------------ what is shown
    @property
    def profile(self) -> Profile:
        """Whose page it is."""
        return self.laid.profile

    @property
    def names(self) -> Labels:
        """Names of things by id."""
        return self.main.labels or Labels()

    @property
    def list_now(self) -> LineList:
        """The list in focus."""
        return self.lists[1] if self.lists[1].has_focus else self.lists[0]

    @property
    def line(self) -> ProfileLine | None:
        """The line at the cursor."""
        chosen = self.list_now.chosen
        return chosen.item if chosen is not None and isinstance(chosen.item, ProfileLine) else None

    def show(self) -> None:
        """Fill the lists for the size at hand: in a wide terminal facts and what the actor did and said stand apart."""
        size = self.foot.size_bit = size_bit(self.classes)
        parts = self.laid.sections
        wide = size == WIDE
        facts = [part for part in parts if not wide or part[0] in FACTS]
        deeds = [part for part in parts if wide and part[0] not in FACTS]
        for widget, shown in zip(self.lists, (facts, deeds), strict=True):
            widget.narrow, widget.wide = size == 1, wide
            widget.show(page_rows(shown))
        self.lists[1].display = bool(deeds)
        if not self.lists[1].display and self.lists[1].has_focus:
            self.set_focus(self.lists[0])
        self._head(size)
        self.follow()

    def _head(self, size: int) -> None:
        actor, told = self.profile.actor, self.profile
        title: list[Part] = [] if size == 1 else [(self.main.dossier.title, "bold"), ("  ", "")]
        role = told.roles[0].text if told.roles else ""
        side = (actor.side or "") if actor.side != actor.name else ""
        what = joined((actor.kind.value, role, side))
        mentions = pluralize(len(actor.mentions), "mention")
        counts = joined((pluralize(len(actor.articles), "article"), mentions if size > 1 else ""))
        self.top.show([*title, (actor.name, "key"), (f"  {what}", "muted")], [(counts, "muted")])
        days = [day_in_year(day) for day in dict.fromkeys((told.first, told.last)) if day]
        named = f"named {' to '.join(days)}" if days else "no day given"
        also = f"also {', '.join(actor.aliases)}" if actor.aliases else ""
        tags = " ".join(sorted({f"#{tag}" for entry in told.entries if entry.target == actor.id for tag in entry.tags}))
        self.about.show([(joined((named, tags, also)), "")], [])

    def follow(self) -> None:
        """Show the passage behind the line at the cursor, and where in the list that is."""
        look, line = style_roles(self.app), self.line
        for widget in self.lists:
            here = widget is self.list_now
            name = "Facts" if self.lists[1].display and widget is self.lists[0] else "Did and said" if widget is self.lists[1] else "Page"
            widget.border_title = assemble(look, [(f"{look.glyphs.pane if here else ' '} {name}", "key" if here else "muted")])
            widget.border_subtitle = position(look, *widget.position, f"with “{widget.wanted}”" if widget.wanted else "")
        pane = self.query_one("#passage-pane")
        article = self.names.articles.get(line.where.article) if line is not None and line.where is not None else None
        pane.border_title = assemble(look, [("Passage", "muted")])
        if line is None or line.where is None or article is None:
            self.passage.update(Content(line.text if line else ""))
        else:
            self.passage.update(passage_lines(article, self.names.published.get(article.id), line.where.span, look))
        pane.scroll_home(animate=False)

    @on(RowShown)
    def _moved(self, message: RowShown) -> None:
        message.stop()
        self.follow()

    @on(RowOpened)
    def _opened(self, message: RowOpened) -> None:
        message.stop()
        self.read()

    def on_descendant_focus(self) -> None:
        """The other list has the cursor now."""
        self.follow()

    # ------------------------------------------------------------------ keys
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key works by itself as the second of two, and while words are typed none but the way out."""
        typing = self.prompt.display and not (action == "do" and parameters[:1] == ("close",))
        return not self.chord.first and not typing

    def action_chord(self, first: str) -> None:
        """The first of two keys."""
        self.chord.wait(first, self.foot)

    def on_key(self, event: events.Key) -> None:
        """The second of two keys."""
        if key_id := self.chord.take(event, self.foot):
            self.action_do(key_id)

    @on(KeyClicked)
    def _clicked(self, message: KeyClicked) -> None:
        message.stop()
        self.action_do(message.key_id)

    def action_do(self, key_id: str) -> None:
        """What a key does here."""
        from dossier.tui.actions.profile import PAGE_ACTS, move  # noqa: PLC0415  # the two rooms know each other

        self.foot.told = ""
        if not move(self, key_id):
            PAGE_ACTS[key_id](self)

    def close_step(self) -> None:
        """One step back: the prompt, then the filter, then the page."""
        if self.prompt.display:
            self.prompt.cancel()
            self.set_focus(self.lists[0])
        elif self.lists[0].wanted:
            self.filter("")
        else:
            self.dismiss(None)

    def filter(self, text: str) -> None:
        """Show only the lines that hold a text."""
        for widget in self.lists:
            widget.narrow_to(text)
        self.follow()

    def read(self) -> None:
        """Leave the page for the passage in the reader."""
        line = self.line
        if line is not None and line.where is not None:
            self.dismiss(ReaderPosition(line.where.article, line.where.span))
        else:
            self.foot.told = "This line rests on no passage."

    # ------------------------------------------------------------------ work
    def ask(self, label: str, hint: str, done: Callable[[str], object], value: str = "") -> None:
        """Ask for a word or two, then do it in a worker."""

        def typed(text: str) -> None:
            self.set_focus(self.lists[0])
            if text.strip():
                workers.run_action(self, label, lambda: done(text.strip()))

        self.prompt.open(PromptRequest(label, typed, value, hint))

    @on(Finished)
    def _done(self, message: Finished) -> None:
        """Say what an act did and show the page anew; reasons and pages of others are laid over it."""
        message.stop()
        from dossier.tui.actions.profile import came  # noqa: PLC0415  # the two rooms know each other

        came(self, message)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        message.stop()
        self.foot.told = f"! {message.error}"
