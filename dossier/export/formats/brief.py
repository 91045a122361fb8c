"""A brief in Markdown: events, quotations by speaker and the user's notes, each with a footnote that leads to its paragraph."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from dossier.export.context import ExportContext
from dossier.export.inert_markdown import defuse_templates, inert_note
from dossier.export.lookup import Lookup
from dossier.model.article import articles_by_hash
from dossier.model.event import Event, SourceReport, Status
from dossier.model.notebook import Entry
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.core import conflict_words, format_event_days, format_figure, format_publication, long_day, month_heading
from dossier.phrases.plural import pluralize
from dossier.text.unsafe_characters import one_line

SPECIAL = re.compile(r"([\\`*_\[\]|<>#~&$^@])")
OPENING = re.compile(r"(\d+)([.)]\s)|([-+=])(\s|=|-|$)")
"""Starts of a line that Markdown reads as a list, a heading or a rule."""


def brief(context: ExportContext) -> Iterator[str]:
    """The brief as text, with nothing in it that runs or loads anything."""
    return map(defuse_templates, _parts(context))


def _parts(context: ExportContext) -> Iterator[str]:
    """The brief in parts: title, timeline, quotations by speaker, notes if there are any, sources as footnotes.

    It contains no timestamp: the same dossier and query give the same bytes.
    """
    footnotes = _Footnotes(context)
    parts = [f"# {escape(context.title)}"]
    parts += [escape(context.description)] if context.description else []
    parts += [f"Results for {code(context.query_text)}."] if context.query_text else []
    parts += [f"Selected items: {escape(context.selected)}."] if context.selected else []
    counts = (
        pluralize(len(context.articles), "article"),
        pluralize(len(context.findings.events), "event"),
        pluralize(len(context.findings.quotations), "quotation"),
    )
    parts.append(", ".join(counts) + f". Made by {escape(context.made_by)}.")
    yield "\n\n".join(parts)
    for part in chain(_notes(context.entries, footnotes), _timeline(context, footnotes), _quotations(context, footnotes)):
        yield f"\n\n{part}"
    yield from _sources(context, footnotes)
    yield "\n"


def escape(text: str) -> str:
    """Text with Markdown's markup escaped, on one line, without control characters."""
    flat = SPECIAL.sub(r"\\\1", one_line(text))
    start = OPENING.match(flat)
    if start is None:
        return flat
    return f"{start[1]}\\{flat[len(start[1]) :]}" if start[1] else f"\\{flat}"


def code(text: str) -> str:
    """Text as a code span, with a longer fence where it contains backticks."""
    flat = one_line(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", flat)), default=0) + 1)
    space = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{space}{flat}{space}{fence}"


class _Footnotes:
    """Footnotes: one for each paragraph cited, numbered in the order of first use."""

    def __init__(self, context: ExportContext) -> None:
        self.lookup = Lookup(context)
        self.numbers: dict[tuple[str, int], int] = {}

    def paragraph_mark(self, article_id: str, span: Span) -> str:
        """The footnote mark for the paragraph that contains a span."""
        number = self.lookup.paragraph(article_id, span)
        return f"[^{self.numbers.setdefault((article_id, number), len(self.numbers) + 1)}]"

    def article_mark(self, article_id: str) -> str:
        """The mark of a footnote on an article as a whole."""
        return f"[^{self.numbers.setdefault((article_id, 0), len(self.numbers) + 1)}]"

    def names(self, ids: Sequence[str]) -> str:
        """Actors by name."""
        return ", ".join(map(escape, self.lookup.names(ids)))

    def source(self, article_id: str) -> str:
        """An article as an entry of a bibliography."""
        article, day = self.lookup.articles[article_id], self.lookup.published[article_id]
        title = f"“{escape(article.title)}”" if article.title else "untitled"
        published = f"{long_day(day.day)} ({format_publication(day)})" if day.day else "no day given"
        parts = (
            escape(article.outlet) or "no outlet named",
            escape(article.byline),
            title,
            published,
            escape(article.url),
            f"file {code(article.file)}",
        )
        return ", ".join(p for p in parts if p)


def _timeline(context: ExportContext, footnotes: _Footnotes) -> Iterator[str]:
    month = ""
    if context.findings.events:
        yield "## Timeline"
    for event in context.findings.events:
        heading = month_heading(event)
        if heading != month:
            yield f"### {heading}"
            month = heading
        yield _event(event, footnotes)


def _event(event: Event, footnotes: _Footnotes) -> str:
    by = footnotes.names([event.attacker] if event.attacker else []) or escape(event.attacker_words)
    who = footnotes.names(event.participants) or " · ".join(v for v in (escape(event.weapon), f"by {by}" if by else "") if v)
    planned = "planned " if event.status is Status.PLANNED else ""
    head = " · ".join(v for v in (f"{planned}{event.kind}", escape(event.place) or "no place given", who) if v)
    differs = f" · sources differ on {conflict_words(event.conflicts)}" if event.conflicts else ""
    lines = [f"- **{format_event_days(event)}** · {head}{differs}"]
    lines += [f"  - {_report(r, footnotes)}" for r in event.reports]
    return "\n".join(lines)


def _report(report: SourceReport, footnotes: _Footnotes) -> str:
    figures = ", ".join(format_figure(f) for f in report.figures)
    says = f"says {footnotes.names([report.attributed_to])}" if report.attributed_to else ""
    detail = " · ".join(v for v in (figures, says) if v)
    return f"{escape(report.text)}{footnotes.paragraph_mark(report.article, report.span)}{f' ({detail})' if detail else ''}"


def _quotations(context: ExportContext, footnotes: _Footnotes) -> Iterator[str]:
    speakers: dict[str, list[Quotation]] = {}
    for quotation in context.findings.quotations:
        name = footnotes.names([quotation.speaker]) if quotation.speaker else escape(quotation.speaker_text)
        speakers.setdefault(name or "Unnamed speaker", []).append(quotation)
    if speakers:
        yield "## Who said what"
    for name in sorted(speakers, key=lambda n: (-len(speakers[n]), n)):
        yield f"### {name}"
        yield from (_quotation(q, footnotes) for q in speakers[name])


def _quotation(quotation: Quotation, footnotes: _Footnotes) -> str:
    about = ", ".join(v for v in (escape(quotation.cue), escape(quotation.channel)) if v)
    return f"> “{escape(quotation.text)}”{footnotes.paragraph_mark(quotation.article, quotation.span)}" + (f"\n> {about}" if about else "")


def _notes(entries: Sequence[Entry], footnotes: _Footnotes) -> list[str]:
    if not entries:
        return []
    by_hash = {sha256: a.id for sha256, a in articles_by_hash(footnotes.lookup.articles.values()).items()}
    lines = ["## Notes"]
    for entry in entries:
        tags = " ".join(f"#{escape(t)}" for t in entry.tags)
        status = f"*{entry.status.value}*" if entry.status else ""
        on = escape(entry.anchor.label or entry.anchor.exact or "the dossier")
        mark = footnotes.article_mark(by_hash[entry.anchor.sha256]) if entry.anchor.sha256 in by_hash else ""
        origin = f"from {escape(entry.origin)}" if entry.origin else ""
        head = " ".join(
            v for v in (f"- **{entry.kind.value}** on {on}{mark}", origin, tags, status, "(detached)" if entry.detached else "") if v
        )
        quoted = f"\n  > {escape(entry.anchor.exact)}" if entry.anchor.sha256 and entry.anchor.exact else ""
        text = "\n".join(f"  {line}" for line in inert_note(entry.text).splitlines())
        lines.append(f"{head}{quoted}" + (f"\n\n{text}" if text else ""))
    return lines


def _sources(context: ExportContext, footnotes: _Footnotes) -> Iterator[str]:
    """The list of articles and the footnotes, a line at a time, each with the line's end before it."""
    yield "\n\n## Sources\n"
    for article in sorted(context.articles, key=lambda a: (footnotes.lookup.day(a.id) or date.max, a.file)):
        yield f"\n- {footnotes.source(article.id)}"
    if not context.articles:
        yield "\nNone."
    before = "\n\n"
    for (of, paragraph), number in footnotes.numbers.items():
        yield f"{before}[^{number}]: {footnotes.source(of)}{f', paragraph {paragraph}' if paragraph else ''}"
        before = "\n"
