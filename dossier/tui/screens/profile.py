"""Profile: an actor's page with roles, events, words, company, sources and notes, each line leading to its passage."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from dossier.keys.keymap import PROFILE
from dossier.model.notebook import Anchor, AnchorKind
from dossier.model.profile import Profile
from dossier.model.query import Query
from dossier.phrases.core import NO_DAY, weekday_and_day
from dossier.phrases.plural import pluralize
from dossier.tui import queries
from dossier.tui.messages import ActionDone, RowOpened, RowShown, WorkResult
from dossier.tui.platform.clipboard import copy
from dossier.tui.rows.passage import passage_lines
from dossier.tui.rows.profile import ProfileLayout, layout_profile
from dossier.tui.screens.compare import CompareScreen
from dossier.tui.screens.explanation import ExplanationScreen
from dossier.tui.screens.export import ExportScreen
from dossier.tui.screens.help import HelpScreen
from dossier.tui.screens.overlay import FooterOverlay
from dossier.tui.screens.profile_lists import ProfileLists
from dossier.tui.state.labels import Labels
from dossier.tui.style.roles import style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.borders import position
from dossier.tui.text.lines import Part, assemble
from dossier.tui.text.phrases import join_parts
from dossier.tui.widgets.footer import size_bit
from dossier.tui.widgets.prompt import Prompt, PromptRequest
from dossier.tui.widgets.top_line import TopLine
from dossier.tui.work_results import ComparisonReady, CopyReady, ExplanationReady, NoteChanged, ProfileReady
from dossier.tui.workers import run_action, run_in_thread
from dossier.tui.workspace import Workspace


@dataclass
class ProfileRefreshed(WorkResult):
    """The page of the same actor after a change."""

    layout: ProfileLayout


class ProfileScreen(FooterOverlay):
    """Shows an actor's page. Commands work on the actor, or on the event or quotation of the line at the cursor."""

    PANE = PROFILE
    FOOTER_KEYS = ("help", "close", "next_section", "open", "filter_page", "profile", "bookmark", "note", "tag", "compare", "why", "export")
    AUTO_FOCUS = "#page-one"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012  # as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-high")]  # noqa: RUF012  # the same

    def __init__(self, workspace: Workspace, layout: ProfileLayout) -> None:
        super().__init__(workspace, classes="profile")
        self.dossier = workspace.dossier
        self.profile_layout = layout
        self.lists = ProfileLists()
        self.about_line = TopLine(())
        self.passage = Static("", id="passage")
        self.prompt = Prompt()

    def compose(self) -> ComposeResult:
        """The actor, the sections, the passage behind the line at the cursor, the keys."""
        yield self.top_line
        yield self.about_line
        with Container(id="page-body"):
            yield from self.lists.both
            with Container(id="passage-pane"):
                yield self.passage
        yield self.prompt
        yield self.footer

    def on_resize(self) -> None:
        """Fit the columns to the width, once the screen has its breakpoint."""
        self.call_after_refresh(self.show)

    # ------------------------------------------------------------------ what is shown
    @property
    def profile(self) -> Profile:
        """The actor's profile."""
        return self.profile_layout.profile

    @property
    def labels(self) -> Labels:
        """Names by id."""
        return self.workspace.labels or Labels()

    def show(self) -> None:
        """Show the page at the size of now."""
        size = self.footer.size_bit = size_bit(self.classes)
        self.lists.show(self.profile_layout.sections, size)
        if not self.lists.second.display and self.lists.second.has_focus:
            self.set_focus(self.lists.first)
        self._show_head(size)
        self.follow()

    def _show_head(self, size: int) -> None:
        profile, actor = self.profile, self.profile.actor
        dossier: list[Part] = [] if size == 1 else [(self.dossier.title, "bold"), ("  ", "")]
        role = profile.roles[0].text if profile.roles else ""
        side = (actor.side or "") if actor.side != actor.name else ""
        mentions = pluralize(len(actor.mentions), "mention")
        counts = join_parts((pluralize(len(actor.articles), "article"), mentions if size > 1 else ""))
        kind = join_parts((actor.kind.value, role, side))
        self.top_line.show([*dossier, (actor.name, "key"), (f"  {kind}", "muted")], [(counts, "muted")])
        days = [weekday_and_day(day) for day in dict.fromkeys((profile.first, profile.last)) if day]
        named = f"named {' to '.join(days)}" if days else NO_DAY
        also = f"also {', '.join(actor.aliases)}" if actor.aliases else ""
        tags = " ".join(sorted({f"#{tag}" for entry in profile.entries if entry.target == actor.id for tag in entry.tags}))
        self.about_line.show([(join_parts((named, tags, also)), "")], [])

    def follow(self) -> None:
        """Show the passage behind the line at the cursor, and the cursor's position in the border."""
        look, line, lists = style_roles(self.app), self.lists.line, self.lists
        names = ("Facts" if lists.second.display else "Page", "Events and quotes")
        for widget, name in zip(lists.both, names, strict=True):
            current = widget is lists.current
            widget.border_title = assemble(look, [(f"{look.glyphs.pane if current else ' '} {name}", "key" if current else "muted")])
            widget.border_subtitle = position(look, *widget.position, f"matching “{widget.filter_text}”" if widget.filter_text else "")
        pane = self.query_one("#passage-pane")
        article = self.labels.articles.get(line.where.article) if line is not None and line.where is not None else None
        pane.border_title = assemble(look, [("Passage", "muted")])
        if line is None or line.where is None or article is None:
            self.passage.update(Content(line.text if line else ""))
        else:
            self.passage.update(passage_lines(article, self.labels.published.get(article.id), line.where.span, look))
        pane.scroll_home(animate=False)

    @on(RowShown)
    def _row_shown(self, message: RowShown) -> None:
        message.stop()
        self.follow()

    @on(RowOpened)
    def _row_opened(self, message: RowOpened) -> None:
        message.stop()
        self._read()

    def on_descendant_focus(self) -> None:
        """The other list has the cursor now."""
        self.follow()

    # ------------------------------------------------------------------ keys
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While text is typed into the prompt, only the key that closes it works."""
        typing = self.prompt.display and not (action == "run" and parameters[:1] == ("close",))
        return super().check_action(action, parameters) and not typing

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        self.footer.message = ""
        if self.lists.move(self, key_id):
            self.follow()
            return
        actions: Mapping[str, Callable[[], object]] = {
            "close": self._step_back,
            "open": self._read,
            "filter_page": self._filter,
            "bookmark": self._bookmark,
            "note": self._write_note,
            "tag": self._tag,
            "undo": lambda: run_action(self, "undo", self.dossier.notebook.undo, undoable=False),
            "why": self._explain,
            "compare": self._compare,
            "profile": self._open_other,
            "export": self._export,
            "help": lambda: self.app.push_screen(HelpScreen(PROFILE)),
            "copy_text": self._copy_text,
            "copy_json": lambda: queries.look_up_facts(self, self.dossier, "actor", self.profile.actor.id),
        }
        actions[key_id]()

    def _step_back(self) -> None:
        """One step back: the prompt, then the filter, then the page."""
        if self.prompt.display:
            self.prompt.cancel()
            self.set_focus(self.lists.first)
        elif self.lists.filter_text:
            self._filter_by("")
        else:
            self.dismiss(None)

    def _filter(self) -> None:
        def entered(text: str) -> None:
            self._filter_by(text)
            self.set_focus(self.lists.first)

        self.prompt.open(PromptRequest("Filter", entered, self.lists.filter_text, "words on this page", self._filter_by))

    def _filter_by(self, text: str) -> None:
        self.lists.filter_by(text)
        self.follow()

    def _read(self) -> None:
        """Leave the page for the passage in the reader."""
        line = self.lists.line
        if line is not None and line.where is not None:
            self.dismiss(ReaderPosition(line.where.article, line.where.span))
        else:
            self.footer.message = "This line has no passage."

    # ------------------------------------------------------------------ notebook
    def _anchor(self) -> Anchor:
        """The anchor of the actor, to be made in a worker."""
        return self.dossier.notebook.anchor_of(AnchorKind.ACTOR, self.profile.actor.id)

    def _bookmark(self) -> None:
        run_action(self, "bookmark", lambda: self.dossier.notebook.bookmark(self._anchor()))

    def _write_note(self) -> None:
        def write(text: str) -> None:
            run_in_thread(self, "write note", lambda: NoteChanged(self.dossier.notebook.note(self._anchor(), text)))

        self._ask(f"Note on {self.profile.actor.name}", "your note", write)

    def _tag(self) -> None:
        def tag(text: str) -> None:
            run_action(self, "tag", lambda: self.dossier.notebook.tag(self._anchor(), text.split()))

        self._ask("Tags", "tags, separated by spaces; repeat one to remove it", tag)

    def _ask(self, label: str, hint: str, run: Callable[[str], None]) -> None:
        """Ask for a text, and run a function with it unless it is empty."""

        def entered(text: str) -> None:
            self.set_focus(self.lists.first)
            if text.strip():
                run(text.strip())

        self.prompt.open(PromptRequest(label, entered, "", hint))

    @on(ActionDone)
    def _action_done(self, message: ActionDone) -> None:
        message.stop()
        self._show_result(message.result.sentence, undoable=message.undoable)

    @on(NoteChanged)
    def _note_changed(self, message: NoteChanged) -> None:
        message.stop()
        self._show_result("Saved the note.")

    def _show_result(self, sentence: str, *, undoable: bool = True) -> None:
        """Show the sentence of a command, and the page and the main screen as they are after it."""
        undo = f"  {style_roles(self.app).key('undo')} undo" if undoable else ""
        self.footer.message = sentence + undo if sentence else ""
        self.workspace.refresh_all()
        actor, labels = self.profile.actor.id, self.labels
        run_in_thread(self, "page", lambda: ProfileRefreshed(layout_profile(self.dossier.review.profile(actor), labels)))

    @on(ProfileRefreshed)
    def _profile_refreshed(self, message: ProfileRefreshed) -> None:
        message.stop()
        self.profile_layout = message.layout
        self.show()

    # ------------------------------------------------------------------ overlays and copies
    def _explain(self) -> None:
        """Explain the event or quotation of the line, else why these names are one actor."""
        line = self.lists.line
        item_id = (line.item_id if line else "") or self.profile.actor.id
        run_in_thread(self, "why", lambda: ExplanationReady(self.dossier.review.explain(item_id)))

    @on(ExplanationReady)
    def _explanation_ready(self, message: ExplanationReady) -> None:
        message.stop()
        self.app.push_screen(ExplanationScreen(self.workspace, message.explanation, self.labels), self.close_for)

    def _compare(self) -> None:
        line = self.lists.line
        if line is None or not line.item_id or line.actor:
            self.footer.message = "Only events and quotes can be compared."
            return
        item_id = line.item_id
        run_in_thread(self, "compare", lambda: ComparisonReady(self.dossier.review.compare(item_id)))

    @on(ComparisonReady)
    def _comparison_ready(self, message: ComparisonReady) -> None:
        message.stop()
        if message.comparison is None:
            self.footer.message = "Only one source, so there is nothing to compare."
        else:
            self.app.push_screen(CompareScreen(self.workspace, message.comparison), self.close_for)

    def _open_other(self) -> None:
        """Open the page of the actor that the line names."""
        line, labels = self.lists.line, self.labels
        if line is None or not line.actor:
            self.footer.message = "Select someone under “named with” first."
            return
        actor = line.actor
        run_in_thread(self, "profile", lambda: ProfileReady(layout_profile(self.dossier.review.profile(actor), labels)))

    @on(ProfileReady)
    def _profile_ready(self, message: ProfileReady) -> None:
        message.stop()
        self.app.push_screen(ProfileScreen(self.workspace, message.layout), self.close_for)

    def _export(self) -> None:
        def closed(sentence: str | None) -> None:
            self.footer.message = sentence or ""

        self.app.push_screen(ExportScreen(self.dossier, Query(actors=(self.profile.actor.id,))), closed)

    def _copy_text(self) -> None:
        line = self.lists.line
        text = line.text if line and line.text else self.profile.actor.name
        self.footer.message = copy(self.app, "the line" if line else "the name", text)

    @on(CopyReady)
    def _copy_ready(self, message: CopyReady) -> None:
        message.stop()
        self.footer.message = copy(self.app, message.label, message.text)
