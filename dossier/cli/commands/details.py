"""Commands on one item: show, why."""

from typing import TYPE_CHECKING, Any

import click

from dossier.cli.commands.profile import profile_row, profile_text
from dossier.cli.context import CliContext, pass_context
from dossier.cli.rows import cumulative_row, event_row, quotation_row
from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.explanation import Explanation
from dossier.model.quotation import Quotation
from dossier.phrases.core import conflict_words, format_figure, format_publication
from dossier.phrases.plural import pluralize
from dossier.services.review.explanations import source_of
from dossier.services.snapshot import Item, Snapshot

if TYPE_CHECKING:
    from dossier.api import Dossier


@click.command("show")
@click.argument("ident", metavar="ID")
@pass_context
def show_command(context: CliContext, ident: str) -> int:
    """Show an article, actor, event or quotation with its sources.

    For an actor, shows the whole profile. Any unique beginning of the ID works, or an actor's name.
    """
    opened = context.load_dossier(waits=False)
    row, human = _item(opened, opened.query.snapshot.find_item(ident))
    context.output.item(row, human)
    return 0


@click.command("why")
@click.argument("ident", metavar="ID")
@click.option("--take", type=int, default=None, metavar="NUMBER", help="Use this reading of the date instead. Can be undone.")
@pass_context
def why_command(context: CliContext, ident: str, take: int | None) -> int:
    """Explain how a date, match or speaker was decided."""
    opened = context.load_dossier(waits=False)
    if take is not None:
        context.output.say(opened.notebook.choose_date(opened.query.snapshot.find_item(ident).id, take).sentence)
        return 0
    explanation = opened.review.explain(ident)
    context.output.item(_explanation_row(explanation), _explanation_text(opened.query.snapshot, explanation))
    return 0


def _item(opened: "Dossier", item: Item) -> tuple[dict[str, Any], str]:
    """An item as a row and as text."""
    snapshot = opened.query.snapshot
    if isinstance(item, Article):
        return _article(snapshot, item, opened.ingest.text_method(item.id))
    if isinstance(item, Actor):
        profile = opened.review.profile(item.id)
        return profile_row(snapshot, profile), profile_text(snapshot, profile)
    if isinstance(item, Event):
        return _event(snapshot, item)
    return _quotation(snapshot, item)


def _article(snapshot: Snapshot, article: Article, method: str) -> tuple[dict[str, Any], str]:
    published = snapshot.published(article.id)
    row: dict[str, Any] = {
        "id": article.id,
        "file": article.file,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": published.day.isoformat() if published.day else None,
        "published_basis": published.basis.value,
        "method": method,
        "words": len(article.text.split()),
        "left_out": len(article.boilerplate),
        "versions": len(article.hashes),
        "cumulative": [cumulative_row(snapshot, c, article.id) for c in snapshot.links[article.id].cumulative],
        "text": article.text,
        "captions": list(article.captions),
    }
    head = [
        snapshot.title_of(article.id),
        " · ".join(v for v in (article.outlet or "no outlet named", article.byline, article.file) if v),
    ]
    head.append(f"{published.day.isoformat()} · {format_publication(published)}" if published.day else "no day given")
    read_by = f"read by {row['method']}, " if row["method"] else ""
    head.append(f"{read_by}{pluralize(row['words'], 'word')}, {pluralize(row['left_out'], 'line')} left out")
    if article.earlier:
        head.append(f"edited: {pluralize(row['versions'], 'version')}; “dossier versions {article.id}” shows what changed")
    head += [f"total: {words}" for words in snapshot.totals_of(article.id)]
    body = [f"{p.number or '':>4}  {p.span.of(article.text)}" for p in article.paragraphs()]
    return row, "\n\n".join(["\n".join(head), *body])


def _event(snapshot: Snapshot, event: Event) -> tuple[dict[str, Any], str]:
    row = event_row(snapshot, event)
    lines = [f"{row['days']['text']}  {row['kind']}  {row['place'] or 'no place given'}  {row['who']}"]
    for report in event.reports:
        figures = ", ".join(dict.fromkeys(format_figure(f) for f in report.figures))
        says = f" · says {snapshot.actor(report.attributed_to).name}" if report.attributed_to else ""
        lines.append(
            f"\n{source_of(snapshot, report.article)}{says}{' · ' + figures if figures else ''}\n    {' '.join(report.text.split())}"
        )
    if event.conflicts:
        lines.append(f"\nSources differ on: {conflict_words(event.conflicts)}")
    return row, "\n".join(lines)


def _quotation(snapshot: Snapshot, quotation: Quotation) -> tuple[dict[str, Any], str]:
    row = quotation_row(snapshot, quotation)
    text = snapshot.article(quotation.article).text
    around = next((p for p in snapshot.article(quotation.article).paragraphs() if p.span.overlaps(quotation.span)), None)
    lines = [f"{row['speaker'] or 'unnamed speaker'}: “{quotation.text}”", source_of(snapshot, quotation.article)]
    lines += [f"\n{around.number:>4}  {around.span.of(text)}"] if around else []
    return row, "\n".join(lines)


def _explanation_row(explanation: Explanation) -> dict[str, Any]:
    return {
        "title": explanation.title,
        "rows": [{"label": label, "text": text} for label, text in explanation.rows],
        "readings": [
            {"start": r.start.isoformat(), "end": r.end.isoformat(), "rule": r.rule, "why": r.explanation, "chosen": r.chosen}
            for r in explanation.candidates
        ],
        "passages": [
            {"article": p.article, "start": p.span.start, "end": p.span.end, "text": p.text, "paragraph": p.paragraph}
            for p in explanation.passages
        ],
    }


def _explanation_text(snapshot: Snapshot, explanation: Explanation) -> str:
    width = max((len(label) for label, _ in explanation.rows), default=0)
    lines = [explanation.title, *(f"  {label:<{min(width, 24)}}  {text}" for label, text in explanation.rows)]
    if explanation.candidates:
        lines.append("  Readings")
        for number, reading in enumerate(explanation.candidates, 1):
            days = reading.start.isoformat() + (f" to {reading.end.isoformat()}" if reading.end != reading.start else "")
            lines.append(f"    {number} {'●' if reading.chosen else '○'} {days}  {reading.rule}: {reading.explanation}")
    lines += [f"  “{' '.join(p.text.split())}”  ({source_of(snapshot, p.article)}, paragraph {p.paragraph})" for p in explanation.passages]
    return "\n".join(lines)
