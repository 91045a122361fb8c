"""Phrases that only the app uses, for articles, people, events and paths; counts, days and figures are in `dossier.phrases.core`."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from dossier.model.article import Article
from dossier.model.event import Event, SourceReport, Status
from dossier.model.event_kinds.declaration import Slot
from dossier.model.event_kinds.registry import figure_words, find_kind
from dossier.model.quotation import Quotation
from dossier.phrases.core import format_figure_short
from dossier.tui.state.labels import Labels

NO_OUTLET, NO_PLACE, NOBODY, NOT_REPORTED = "no outlet named", "no place given", "speaker not named", "– not reported"


def title_of(article: Article | None, words: int = 6) -> str:
    """A title; for an untitled text its first words in angle marks."""
    if article is None:
        return "removed article"
    if article.title.strip():
        return article.title.strip()
    first = article.text.split(None, words)[:words]
    return f"‹{' '.join(first)}…›" if first else "untitled"


def outlet_of(article: Article | None) -> str:
    """The outlet, or that none is named."""
    return (article.outlet if article else "") or NO_OUTLET


def main_figure(event: Event) -> str:
    """The figure that matters most, as the report with the highest one gives it; or that the event is planned."""
    figures = [figure for report in event.reports for figure in report.figures]
    if not figures:
        return "planned" if event.status is Status.PLANNED else ""
    name = min((figure.name for figure in figures), key=list(figure_words()).index)
    return format_figure_short(max((figure for figure in figures if figure.name == name), key=lambda figure: figure.value))


def parties(participants: Sequence[str], labels: Labels) -> str:
    """Participants by short names: those of one side joined by commas, two sides by "with"."""
    sides: dict[str, list[str]] = {}
    for actor in participants:
        sides.setdefault(labels.side(actor) or actor, []).append(actor)
    groups = [", ".join(filter(None, (labels.short(actor) for actor in group))) for group in sides.values()]
    groups = [group for group in groups if group]
    return " with ".join(groups) if len(groups) == 2 else ", ".join(groups)


def who(event: Event, labels: Labels) -> str:
    """The second line of an event: its participants if its kind has any, else target and weapon, attacker, and who claims it."""
    if Slot.PARTICIPANTS in find_kind(event.kind).slots:
        return join_parts((parties(event.participants, labels) or event.subkind, event.series))
    attacker = labels.short(event.attacker) or event.attacker_words
    sources = (labels.short(report.attributed_to) for report in event.reports)
    source = next(filter(None, sources), "")
    # the place stands on the line above: a target of the same name would add nothing
    target = "" if event.target.casefold() in {event.place.casefold(), event.place.split(",")[0].casefold()} else event.target
    claims = filter(None, (f"by {attacker}" if attacker else "", f"says {source}" if source else ""))
    return join_parts((", ".join(filter(None, (target, event.weapon))) or event.subkind, ", ".join(claims)))


def speaker_of(quotation: Quotation, labels: Labels) -> str:
    """Speaker in words: the actor's name, else the name in the article, else that none is named."""
    return labels.name(quotation.speaker) or quotation.speaker_text or NOBODY


def join_parts(parts: Iterable[str]) -> str:
    """The parts that are not empty, with dots between."""
    return " · ".join(part for part in parts if part)


def paragraph_of(article: Article | None, offset: int) -> int:
    """The number of the paragraph that an offset lies in; 0 for a subhead or nowhere."""
    if article is None:
        return 0
    return next((p.number for p in article.paragraphs() if p.span.start <= offset < p.span.end), 0)


def best_report(event: Event, preferred: str = "") -> SourceReport:
    """The report to read first: of the `preferred` article (by id), else one that has the event as occurred and to the day."""
    return min(
        event.reports,
        key=lambda r: (r.article != preferred, r.status is not Status.OCCURRED, r.granularity != "day", r.start is None),
    )


def path_from_home(path: Path) -> str:
    """An absolute path as short as it can be typed: below the home as “~/…”."""
    with suppress(ValueError, RuntimeError):
        return str(Path("~") / path.relative_to(Path.home()))
    return str(path)
