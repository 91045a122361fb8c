"""HTML report: one page with a timeline, a map, the reports of each event, quotations by speaker, and the articles that they link to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any
from urllib.parse import quote as escaped

from dossier.export.context import ExportContext
from dossier.export.html.actors import ActorIndex
from dossier.export.html.comparison import Table, compare_sources
from dossier.export.html.map_svg import draw_map
from dossier.export.html.style import style_sheet
from dossier.export.html.timeline_svg import draw_timeline
from dossier.export.lookup import Lookup, headline
from dossier.export.passages import Close, Open, Passage, pieces
from dossier.model.article import Article
from dossier.model.event import Event, SourceReport, Status
from dossier.model.event_kinds.declaration import EventKind
from dossier.model.event_kinds.registry import event_kinds
from dossier.model.notebook import Entry
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.core import conflict_words, format_event_days, format_figure, format_publication, long_day, month_heading, short_day
from dossier.phrases.plural import pluralize
from dossier.text.unsafe_characters import one_line, strip_unsafe


@dataclass(frozen=True, slots=True)
class ReportSection:
    """Section of the page with a heading: events of a month, quotations of a speaker; `actor` is the speaker's id if known."""

    name: str
    anchor: str
    items: Sequence[Any]
    actor: str = ""


def report(context: ExportContext) -> Iterator[str]:
    """The page in parts. Everything that comes from an article is escaped; nothing is loaded from anywhere."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415  only a report needs it

    room = resources.files("dossier.export.html") / "templates"
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"plain": strip_unsafe, "line": one_line, "url": _url}
    environment.tests |= {"opening": lambda p: isinstance(p, Open), "closing": lambda p: isinstance(p, Close)}
    template = environment.from_string((room / "report.html.j2").read_text(encoding="utf-8"))
    yield from template.generate(page=_Page(context), style=style_sheet())


def _url(text: str) -> str:
    """A URL that is safe as a link, other characters escaped; empty for all but http(s) (“javascript:” among them)."""
    return escaped(text, safe="%:/?#[]@!$&'()*+,;=~") if text.startswith(("http://", "https://")) else ""


class _Page:
    """Data for the template."""

    def __init__(self, context: ExportContext) -> None:
        self.context = context
        self.lookup = Lookup(context)
        self.actors = ActorIndex(context, self.lookup)
        self.numbers = {article.id: number for number, article in enumerate(context.articles, 1)}
        self.months = self._months()
        self.speakers = self._speakers()
        self.map = draw_map(context.findings.events)
        self.timeline = draw_timeline(context.findings.events, self.lookup)
        self._marks: dict[str, list[Passage]] = defaultdict(list)
        self._mark_all()
        self.notes_on: dict[str, list[Entry]] = defaultdict(list)
        for entry in context.entries:
            self.notes_on[entry.target].append(entry)

    def _mark_all(self) -> None:
        marks_of: dict[tuple[str, Span, str], list[tuple[str, str, str]]] = defaultdict(list)
        for event in self.context.findings.events:
            for number, report in enumerate(event.reports):
                marks_of[report.article, report.span, event.kind].append(
                    (self.place(event, number), f"#e-{event.id}", headline(event, self.lookup))
                )
        for quote in self.context.findings.quotations:
            marks_of[quote.article, quote.span, "quotation"].append((f"w-{quote.id}", f"#q-{quote.id}", self.speaker(quote)))
        for (article, span, kind), marks in marks_of.items():
            anchors, leads, labels = zip(*marks, strict=True)
            self._marks[article].append(Passage(span, anchors, kind, leads[0], " / ".join(dict.fromkeys(labels))))

    @property
    def counts(self) -> tuple[tuple[str, str], ...]:
        """Number and word for each kind of item."""
        findings = self.context.findings
        numbers = (len(self.context.articles), "article"), (len(findings.events), "event"), (len(findings.quotations), "quotation")
        every = (*numbers, (len(self.actors), "actor"))
        return tuple((f"{n:,}", pluralize(n, word).partition(" ")[2]) for n, word in every)

    @property
    def choices(self) -> tuple[tuple[str, str, int], ...]:
        """Filters of the timeline: name, label, and number of events; those without events are left out."""
        events = self.context.findings.events
        options = (
            ("all", "all", len(events)),
            *((kind.name, kind.plural, sum(e.kind == kind.name for e in events)) for kind in event_kinds()),
            ("planned", "planned", sum(e.status is Status.PLANNED for e in events)),
            ("several", "several sources", sum(len(e.articles) > 1 for e in events)),
            ("differing", "sources differ", sum(bool(e.conflicts) for e in events)),
        )
        return tuple(choice for choice in options if choice[2])

    @property
    def days(self) -> str:
        """From the first publication day to the last."""
        days = sorted(d for a in self.context.articles if (d := self.lookup.day(a.id)))
        return "" if not days else short_day(days[0]) if days[0] == days[-1] else f"{short_day(days[0])} – {short_day(days[-1])}"

    def _months(self) -> list[ReportSection]:
        """Events by month."""
        groups: dict[str, list[Event]] = {}
        for event in self.context.findings.events:
            groups.setdefault(month_heading(event), []).append(event)
        return [ReportSection(name, f"month-{n}", items) for n, (name, items) in enumerate(groups.items(), 1)]

    def _speakers(self) -> list[ReportSection]:
        """Quotations by speaker, those with most quotations first; each item is a quotation with those of the same words in other
        articles.
        """
        groups: dict[tuple[str, str], list[Quotation]] = {}
        for quote in self.context.findings.quotations:
            groups.setdefault((self.speaker(quote), quote.speaker or ""), []).append(quote)
        ordered = sorted(groups.items(), key=lambda g: (-len(g[1]), g[0]))
        return [ReportSection(name, f"speaker-{n}", _same_together(items), ident) for n, ((name, ident), items) in enumerate(ordered, 1)]

    def speaker(self, quote: Quotation) -> str:
        """Name of the speaker."""
        return one_line(next(iter(self.lookup.names([quote.speaker])), "") or quote.speaker_text or "Unnamed speaker")

    def elsewhere(self, quote: Quotation, group: Sequence[Quotation]) -> list[str]:
        """The ids of the same words outside the group: attributed to another speaker."""
        together = {q.id for q in group}
        return [s for s in quote.same_as if s not in together]

    def place(self, event: Event, number: int) -> str:
        """The anchor of a report's passage in its article."""
        return f"r-{event.id}-{number}"

    def head(self, event: Event) -> list[tuple[str, str]]:
        """An event in a few words, without its kind: parts of text, each with the id of the actor that it names, or none."""
        actors = self.lookup.actors
        who = [(one_line(actors[i].name), i) for i in event.participants if i in actors]
        if who:
            return [piece for at, name in enumerate(who) for piece in ((", ", ""), name)[0 if at else 1 :]]
        by = event.attacker if event.attacker in actors else None
        words = "" if by else one_line(event.attacker_words)
        lead = " · ".join(v for v in (one_line(event.weapon), "by " if by else f"by {words}" if words else "") if v)
        parts = [(lead, ""), (one_line(actors[by].name), by)] if by else [(lead, "")]
        return parts if any(words for words, _ in parts) else [(one_line(event.place) or "no participants named", "")]

    @property
    def kinds(self) -> tuple[EventKind, ...]:
        """The kinds of events, for the legends."""
        return event_kinds()

    def lane(self, *, above_line: bool) -> str:
        """The kinds on one side of the drawn timeline."""
        return ", ".join(kind.plural for kind in event_kinds() if kind.above_line is above_line)

    def title(self, event: Event, count: int = 1, noun: str = "events") -> str:
        """Tooltip of an event in the timeline, or of a column that begins with it; `noun` is what the column counts."""
        if count > 1:
            return f"{count:,} {noun} from {format_event_days(event)} on"
        return one_line(f"{format_event_days(event)} · {headline(event, self.lookup)}{f' · {event.place}' if event.place else ''}")

    def place_title(self, event: Event, count: int) -> str:
        """Tooltip of a dot of the map that stands for several events."""
        return one_line(f"{pluralize(count, 'event')} in {event.place}")

    def missing(self, count: int) -> str:
        """How many events are not on the map, and why."""
        return f"{pluralize(count, 'event')} not on the map: no town or region is known."

    def event_days(self, event: Event) -> str:
        """Its days in words."""
        return format_event_days(event)

    def figures(self, report: SourceReport) -> str:
        """The figures of a report in words."""
        return ", ".join(format_figure(f) for f in report.figures)

    def comparison(self, event: Event) -> Table | None:
        """Its sources side by side."""
        return compare_sources(event, self.lookup)

    def differs(self, event: Event) -> str:
        """The points on which the sources differ."""
        return conflict_words(event.conflicts)

    def source(self, article_id: str) -> str:
        """Outlet (or title) and day of an article, short."""
        day = self.lookup.day(article_id)
        name = self.lookup.articles[article_id].outlet or self.name_of(article_id)
        return one_line(", ".join(v for v in (name, short_day(day) if day else "") if v))

    def reports_by_article(self, event: Event) -> list[ReportSection]:
        """The reports of an event by article: the name of the source, its id, and each report with its anchor and paragraph."""
        groups: dict[str, list[tuple[SourceReport, str, int]]] = {}
        for number, report_ in enumerate(event.reports):
            place = self.lookup.paragraph(report_.article, report_.span)
            groups.setdefault(report_.article, []).append((report_, self.place(event, number), place))
        return [ReportSection(self.source(article), article, items) for article, items in groups.items()]

    def source_count(self, event: Event) -> str:
        """The number of sources that report an event, in words."""
        return pluralize(len(event.articles), "source")

    def name_of(self, article_id: str) -> str:
        """The title of an article."""
        return one_line(self.lookup.title(article_id))

    def cited(self, article: Article) -> str:
        """Outlet, byline and title, as a bibliography has them."""
        title = f"“{one_line(article.title)}”" if article.title else "untitled"
        return one_line(", ".join(v for v in (self.lookup.outlet(article.id), article.byline, title) if v))

    def publication(self, article: Article) -> str:
        """Publication day with its basis."""
        day = self.lookup.published[article.id]
        return f"{long_day(day.day)} ({format_publication(day)})" if day.day else format_publication(day)

    def byline(self, article: Article) -> str:
        """Outlet, byline, and day with its basis."""
        return one_line(" · ".join(v for v in (self.lookup.outlet(article.id), article.byline, self.publication(article)) if v))

    def paragraphs(self, article: Article) -> Iterator[tuple[int, bool, list[Any]]]:
        """For each paragraph its number, whether it is a subhead, and its text with marks."""
        passages = sorted(self._marks[article.id], key=lambda p: (p.span.start, -p.span.end))
        for paragraph in article.paragraphs():
            overlapping = [p for p in passages if p.span.overlaps(paragraph.span)]
            yield paragraph.number, paragraph.subhead, pieces(article.text, paragraph.span, overlapping)


def _same_together(quotes: Sequence[Quotation]) -> list[list[Quotation]]:
    """Quotations in their order, those with the same words as an earlier one after that."""
    first: dict[str, list[Quotation]] = {}
    groups: list[list[Quotation]] = []
    for quote in quotes:
        group = next((first[s] for s in quote.same_as if s in first), None)
        if group is None:
            groups.append(group := [])
        group.append(quote)
        first[quote.id] = group
    return groups
