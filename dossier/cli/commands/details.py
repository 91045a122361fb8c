"""Commands on one thing: show, why."""

from typing import TYPE_CHECKING, Any

import click

from dossier.cli.commands.profile import profile_row, profile_text
from dossier.cli.context import CliContext, pass_context
from dossier.cli.rows import event_row, quotation_row
from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.explanation import Explanation
from dossier.model.quotation import Quotation
from dossier.phrases.core import format_figure, format_publication, pluralize
from dossier.services.review.explanations import source_of

if TYPE_CHECKING:
    from dossier.api import Dossier


@click.command("show")
@click.argument("ident", metavar="ID")
@pass_context
def show_command(setting: CliContext, ident: str) -> int:
    """Show one article, actor, event or quotation, with the passages it rests on: of an actor its whole page. Any unique beginning of
    its id will do, or an actor's name.
    """
    opened = setting.load_dossier()
    thing = opened.find(ident)
    row, human = _shown(opened, thing)
    setting.output.thing(row, human)
    return 0


@click.command("why")
@click.argument("ident", metavar="ID")
@click.option("--take", type=int, default=None, metavar="NUMBER", help="Take that reading of the day instead; undo gives the other back.")
@pass_context
def why_command(setting: CliContext, ident: str, take: int | None) -> int:
    """Say why this date, this merge, this speaker."""
    opened = setting.load_dossier()
    if take is not None:
        setting.output.say(opened.desk.take_reading(opened.find(ident).id, take).sentence)
        return 0
    told = opened.why(ident)
    setting.output.thing(_why_row(told), _why_text(opened, told))
    return 0


def _shown(opened: "Dossier", thing: Article | Actor | Event | Quotation) -> tuple[dict[str, Any], str]:
    if isinstance(thing, Article):
        return _article(opened, thing)
    if isinstance(thing, Actor):
        return _actor(opened, thing)
    if isinstance(thing, Event):
        return _event(opened, thing)
    return _quotation(opened, thing)


def _article(opened: "Dossier", article: Article) -> tuple[dict[str, Any], str]:
    told = opened.published(article.id)
    row: dict[str, Any] = {
        "id": article.id,
        "file": article.file,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": told.day.isoformat() if told.day else None,
        "published_basis": told.basis.value,
        "method": opened.method_of(article.id),
        "words": len(article.text.split()),
        "left_out": len(article.boilerplate),
        "text": article.text,
        "captions": list(article.captions),
    }
    head = [opened.title_of(article.id), " · ".join(v for v in (article.outlet or "no outlet named", article.byline, article.file) if v)]
    head.append(f"{told.day.isoformat()} · {format_publication(told)}" if told.day else "no day given")
    read_by = f"read by {row['method']}, " if row["method"] else ""
    head.append(f"{read_by}{pluralize(row['words'], 'word')}, {pluralize(row['left_out'], 'line')} left out")
    body = [f"{p.number or '':>4}  {p.span.of(article.text)}" for p in article.paragraphs()]
    return row, "\n\n".join(["\n".join(head), *body])


def _actor(opened: "Dossier", actor: Actor) -> tuple[dict[str, Any], str]:
    told = opened.profile(actor.id)
    return profile_row(opened, told), profile_text(opened, told)


def _event(opened: "Dossier", event: Event) -> tuple[dict[str, Any], str]:
    row = event_row(opened, event)
    lines = [f"{row['days']}  {row['kind']}  {row['place'] or 'no place given'}  {row['who']}"]
    for report in event.reports:
        figures = ", ".join(format_figure(f) for f in report.figures)
        says = f" · says {opened.actor(report.attributed_to).name}" if report.attributed_to else ""
        lines.append(f"\n{_cited(opened, report.article)}{says}{' · ' + figures if figures else ''}\n    {' '.join(report.text.split())}")
    if event.conflicts:
        lines.append(f"\nSources differ on: {', '.join(c.replace('_', ' ') for c in event.conflicts)}")
    return row, "\n".join(lines)


def _quotation(opened: "Dossier", quotation: Quotation) -> tuple[dict[str, Any], str]:
    row = quotation_row(opened, quotation)
    text = opened.article(quotation.article).text
    around = next((p for p in opened.article(quotation.article).paragraphs() if p.span.overlaps(quotation.span)), None)
    lines = [f"{row['speaker'] or 'nobody named'}: “{quotation.text}”", _cited(opened, quotation.article)]
    lines += [f"\n{around.number:>4}  {around.span.of(text)}"] if around else []
    return row, "\n".join(lines)


def _cited(opened: "Dossier", article: str) -> str:
    return source_of(opened.query.snapshot, article)


def _why_row(told: Explanation) -> dict[str, Any]:
    return {
        "title": told.title,
        "rows": [{"label": label, "text": text} for label, text in told.rows],
        "readings": [
            {"start": r.start.isoformat(), "end": r.end.isoformat(), "rule": r.rule, "why": r.explanation, "chosen": r.chosen}
            for r in told.candidates
        ],
        "passages": [
            {"article": p.article, "start": p.span.start, "end": p.span.end, "text": p.text, "paragraph": p.paragraph}
            for p in told.passages
        ],
    }


def _why_text(opened: "Dossier", told: Explanation) -> str:
    width = max((len(label) for label, _ in told.rows), default=0)
    lines = [told.title, *(f"  {label:<{min(width, 24)}}  {text}" for label, text in told.rows)]
    if told.candidates:
        lines.append("  Readings")
        for number, reading in enumerate(told.candidates, 1):
            days = reading.start.isoformat() + (f" to {reading.end.isoformat()}" if reading.end != reading.start else "")
            lines.append(f"    {number} {'●' if reading.chosen else '○'} {days}  {reading.rule}: {reading.explanation}")
    lines += [f"  “{' '.join(p.text.split())}”  ({_cited(opened, p.article)}, paragraph {p.paragraph})" for p in told.passages]
    return "\n".join(lines)
