"""Two things that are, or may be, one and the same: what each side tells, in words, side by side."""

from collections.abc import Callable, Iterable, Sequence

from dossier.linking.actors.candidates import alias_only_articles
from dossier.model.actor import Actor
from dossier.model.event import Event, SourceReport
from dossier.model.merge_review import ComparisonColumn, ComparisonLevel, Evidence, FeatureRow
from dossier.phrases.core import MONTHS, format_event_days, format_figure, pluralize
from dossier.services.snapshot import Snapshot

NOT_TOLD = "– not told"
NOBODY = "– nobody"
ROLES = 4
"""Forms, roles and titles that a column shows."""
AROUND = 70
"""Characters of a passage on either side of a mention."""
Part = tuple[Event, tuple[SourceReport, ...]]


def event_parts(held: Snapshot, things: Sequence[Event]) -> tuple[Part, ...]:
    """The columns for events: one each for several, one an article for a single one."""
    if len(things) > 1:
        return tuple((event, event.reports) for event in things)
    (event,) = things
    return tuple((event, tuple(r for r in event.reports if r.article == article)) for article in event.articles if article in held.articles)


def event_sides(held: Snapshot, parts: Sequence[Part]) -> tuple[ComparisonColumn, ...]:
    """The head of each column: place, days, source."""
    return tuple(
        ComparisonColumn(
            _place(reports).split(",")[0] or "no place given",
            (_days(e, reports), _source(held, reports)),
            reports[0].article,
            reports[0].span,
        )
        for e, reports in parts
    )


def event_table(held: Snapshot, parts: Sequence[Part], evidence: Evidence) -> tuple[FeatureRow, ...]:
    """What the columns tell, point by point; a point of the evidence has its verdict, others agree where all say the same."""
    verdicts = {p.name: p.level for p in evidence.features}
    kind = parts[0][0].kind.value

    def row(name: str, point: str, told: Callable[[Event, Sequence[SourceReport]], str], none: str = NOT_TOLD) -> FeatureRow:
        words = tuple(told(event, reports) or none for event, reports in parts)
        return FeatureRow(name, verdicts[point] if point in verdicts else _agree(words, none), words)

    def actors(idents: Iterable[str | None]) -> str:
        return ", ".join(dict.fromkeys(held.actors[i].name for i in idents if i and i in held.actors))

    rows = [
        FeatureRow("Sentence", ComparisonLevel.SILENT, tuple(" ".join(reports[0].text.split()) for _, reports in parts)),
        FeatureRow("Kind", ComparisonLevel.SAME, tuple(kind for _ in parts)),
        row("Place", "place", lambda _, reports: _place(reports)),
    ]
    if kind == "strike":
        rows.append(row("By", "by", lambda _, reports: actors(r.attacker for r in reports)))
        rows.append(row("With", "weapon", lambda _, reports: _first(r.weapon for r in reports)))
    else:
        rows.append(row("Who", "people", lambda _, reports: actors(p for r in reports for p in r.participants)))
    rows.append(row("Day", "day", _day_told))
    if any(r.figures for _, reports in parts for r in reports):
        rows.append(
            row("Figure", "figures", lambda _, reports: ", ".join(dict.fromkeys(format_figure(f) for r in reports for f in r.figures)))
        )
    rows.append(row("Credited to", "", lambda _, reports: actors(r.attributed_to for r in reports), NOBODY))
    return tuple(rows)


def _agree(words: Sequence[str], none: str) -> ComparisonLevel:
    told = [w for w in words if w != none]
    if len(told) < len(words):
        return ComparisonLevel.SILENT
    return ComparisonLevel.SAME if len(set(told)) == 1 else ComparisonLevel.DIFFER


def _first(words: Iterable[str]) -> str:
    return next((w for w in words if w), "")


def _place(reports: Sequence[SourceReport]) -> str:
    return max((r.place for r in reports), key=len)


def _days(event: Event, reports: Sequence[SourceReport]) -> str:
    """The days that the reports give, else those of the event; a guess has its sign."""
    if len(reports) == len(event.reports):
        return format_event_days(event)
    dated = next((r for r in reports if r.start and r.end), None)
    if dated is None:
        return "no day given"
    told = Event("", event.kind, "", event.status, dated.start, dated.end, dated.granularity, dated.sure, "", "", (), None, "", "", (), ())
    return format_event_days(told)


def _day_told(event: Event, reports: Sequence[SourceReport]) -> str:
    """The days with the words they rest on."""
    words = dict.fromkeys(f"“{reason.words}”" for r in reports for reason in r.date_evidence if reason.words)
    days = _days(event, reports)
    return f"{days} {', '.join(words)}".strip() if days != "no day given" else ""


def _source(held: Snapshot, reports: Sequence[SourceReport]) -> str:
    """Where it stands: the title, the paragraph, and how many more tell it."""
    first = reports[0]
    number = next((p.number for p in held.article(first.article).paragraphs() if p.span.overlaps(first.span)), 0)
    more = len({r.article for r in reports}) - 1
    told = f"{held.title_of(first.article)}{f', par. {number}' if number else ''}"
    return f"{told}, and {pluralize(more, 'source')} more" if more else told


def short_days(event: Event) -> str:
    """Days for a narrow column: “4–5 Feb”, “31 Jan – 1 Feb”, “August 2020”, “no day given”."""
    if event.start is None or event.end is None or event.granularity not in {"day", "week"}:
        return format_event_days(event)
    start, end = event.start, event.end
    last = f"{end.day} {MONTHS[end.month - 1][:3]}"
    if start == end:
        return last
    return f"{start.day}–{last}" if start.month == end.month else f"{start.day} {MONTHS[start.month - 1][:3]} – {last}"


def actor_parts(things: Sequence[Actor], alias: str) -> tuple[tuple[str, Actor, frozenset[str]], ...]:
    """The columns for actors: a name, the actor it is of, and the articles that the column tells of."""
    if len(things) > 1:
        return tuple((a.name, a, frozenset(a.articles)) for a in things)
    (actor,) = things
    homes = alias_only_articles(actor, alias)
    return (
        (actor.name, actor, frozenset(actor.articles) - homes or frozenset(actor.articles)),
        (alias, actor, homes or _printing(actor, alias)),
    )


def _printing(actor: Actor, alias: str) -> frozenset[str]:
    return frozenset(m.article for m in actor.mentions if m.text.casefold() == alias.casefold())


def actor_sides(parts: Sequence[tuple[str, Actor, frozenset[str]]]) -> tuple[ComparisonColumn, ...]:
    """The head of each column: the name, the kind, how many articles; and its first mention."""
    sides = []
    for name, actor, homes in parts:
        mine = [m for m in actor.mentions if m.article in homes]
        first = next((m for m in mine if m.text.casefold() == name.casefold()), next(iter(mine), actor.mentions[0]))
        lines = (actor.kind.value, f"{pluralize(len(homes), 'article')}, {pluralize(len(mine), 'mention')}")
        sides.append(ComparisonColumn(name, lines, first.article, first.span))
    return tuple(sides)


def actor_table(
    held: Snapshot, parts: Sequence[tuple[str, Actor, frozenset[str]]], sides: Sequence[ComparisonColumn], evidence: Evidence
) -> tuple[FeatureRow, ...]:
    """What is told of each: names, roles, side, articles, and a passage."""
    verdicts = {p.name: p.level for p in evidence.features}

    def row(name: str, point: str, told: Sequence[Iterable[str]]) -> FeatureRow:
        words = tuple(", ".join(list(dict.fromkeys(one))[:ROLES]) or NOT_TOLD for one in told)
        return FeatureRow(name, verdicts.get(point, ComparisonLevel.SILENT), words)

    whole = len({actor.id for _, actor, _ in parts}) > 1
    printed = [[m.text for m in actor.mentions if m.article in homes] for _, actor, homes in parts]
    roles = [[r.text for r in actor.roles if r.article in homes] for _, actor, homes in parts]
    acts_for = [
        [r.text for r in a.affiliation_evidence if r.article in homes] or ([a.side] if whole and a.side else []) for _, a, homes in parts
    ]
    titles = [[held.title_of(article) for article in actor.articles if article in homes] for _, actor, homes in parts]
    return (
        row("Named", "name", printed),
        row("Role", "role", roles),
        row("Side", "side", acts_for),
        row("In", "", titles),
        FeatureRow("Passage", ComparisonLevel.SILENT, tuple(_around(held, side) for side in sides)),
    )


def _around(held: Snapshot, side: ComparisonColumn) -> str:
    """The words about a mention, cut at blanks."""
    text = held.article(side.article).text
    start, end = max(0, side.span.start - AROUND), min(len(text), side.span.end + AROUND)
    words = text[start:end].split()
    told = " ".join(words[1 if start else 0 : -1 if end < len(text) else None])
    return f"{'… ' if start else ''}{told}{' …' if end < len(text) else ''}"
