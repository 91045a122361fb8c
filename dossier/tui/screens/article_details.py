"""Article details: a sheet to correct title, outlet, publication day and language of one article, or of several at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from dossier.keys.keymap import DETAILS
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.ingest import ArticleMetadata
from dossier.phrases.plural import pluralize
from dossier.services.notebook.commands import CommandResult
from dossier.tui.keys.bindings import bind, overlay_bindings
from dossier.tui.messages import ActionDone, WorkFailed
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import assemble
from dossier.tui.text.phrases import title_of
from dossier.tui.widgets.line_input import LineInput
from dossier.tui.widgets.modal_sheet import border_keys
from dossier.tui.workers import run_in_thread

if TYPE_CHECKING:
    from dossier.api import Dossier

SEVERAL, STAYS, UNKNOWN = "(several)", "stays as it is", "not known"
FIELD_STEPS = ("next_field", "previous_field")


@dataclass(frozen=True, slots=True)
class DetailField:
    """One field of the sheet: its name in `ArticleMetadata`, its label, its first text, and what stands in it while it is empty."""

    name: str
    label: str
    value: str
    hint: str


def detail_fields(articles: Sequence[Article], published: Mapping[str, PublicationDay]) -> tuple[DetailField, ...]:
    """The fields for some articles: a value that all of them have, none where they differ. A day that was only inferred is a hint, so that
    it can be confirmed by typing it.
    """
    days = [published.get(article.id) for article in articles]
    known = [day.day.isoformat() if day and day.day and day.basis is not DateBasis.INFERRED else "" for day in days]
    inferred = [f"{day.day.isoformat()}, inferred" if day and day.day else UNKNOWN for day in days]
    return (
        _field("title", "Title", [article.title for article in articles], UNKNOWN),
        _field("outlet", "Outlet", [article.outlet for article in articles], UNKNOWN),
        _field("published", "Day", known, inferred[0] if len(set(inferred)) == 1 else SEVERAL),
        _field("language", "Language", [article.language for article in articles], UNKNOWN),
    )


def _field(name: str, label: str, values: Collection[str], empty: str) -> DetailField:
    same = len(set(values)) == 1
    value = next(iter(values)) if same else ""
    return DetailField(name, label, value, SEVERAL if not same else STAYS if value else empty)


class ArticleDetailsScreen(ModalScreen[CommandResult | None], inherit_bindings=False):
    """Ends with the result of the command that stores what was typed, or with None where nothing was changed. A value that is refused
    keeps the sheet with all texts, and says why.
    """

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(DETAILS)
    AUTO_FOCUS = "Input"

    def __init__(self, dossier: "Dossier", articles: Sequence[Article], published: Mapping[str, PublicationDay]) -> None:
        super().__init__()
        self.dossier, self.articles = dossier, articles
        self.fields = detail_fields(articles, published)
        self.saving = False

    def compose(self) -> ComposeResult:
        """A line for each field, under the article's title or the number of articles."""
        bind(self, overlay_bindings(DETAILS, style_roles(self.app).keys, FIELD_STEPS))
        with Vertical(classes="sheet", id="details"):
            yield Static("", id="details-head")
            for field in self.fields:
                with Horizontal(classes="field"):
                    yield Static(field.label, classes="field-label")
                    yield LineInput(field.value, placeholder=field.hint, compact=True, id=f"details-{field.name}")
            yield Static("", id="details-message")

    def on_mount(self) -> None:
        """Title and keys go into the border."""
        look, box = style_roles(self.app), self.query_one("#details")
        one = len(self.articles) == 1
        box.border_title = assemble(look, [("Article details" if one else "Details of the selected articles", "key")])
        box.border_subtitle = border_keys(look, DETAILS)
        names = title_of(self.articles[0]) if one else f"{pluralize(len(self.articles), 'article')}; what you type goes into all of them"
        self.query_one("#details-head", Static).update(assemble(look, [(names, "muted")]))

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        if key_id == "leave_details":
            self.dismiss(None)
        elif key_id == "save_details":
            self._save()
        else:
            boxes = list(self.query(Input))
            at = next((n for n, box in enumerate(boxes) if box is self.focused), 0)
            self.set_focus(boxes[(at + (1 if key_id == "next_field" else -1)) % len(boxes)])

    def _typed(self) -> dict[str, str]:
        """The fields with another text than at first; one that was emptied stays as it was."""
        texts = {field: self.query_one(f"#details-{field.name}", Input).value.strip() for field in self.fields}
        return {field.name: text for field, text in texts.items() if text not in {"", field.value}}

    @on(Input.Submitted)
    def _save(self) -> None:
        typed = self._typed()
        if not typed:
            self.dismiss(None)
        elif not self.saving:
            self.saving = True
            idents = [article.id for article in self.articles]
            run_in_thread(self, "set details", lambda: ActionDone(self.dossier.notebook.set_articles(idents, ArticleMetadata(**typed))))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one("#details-message", Static).update(Content(""))

    @on(ActionDone)
    def _stored(self, message: ActionDone) -> None:
        message.stop()
        self.dismiss(message.result)

    @on(WorkFailed)
    def _refused(self, message: WorkFailed) -> None:
        message.stop()
        self.saving = False
        self.query_one("#details-message", Static).update(assemble(style_roles(self.app), [(f"! {message.error}", "trouble")]))
