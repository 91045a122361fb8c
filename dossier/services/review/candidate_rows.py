"""Rows of a merge candidate: what each side says, in words, side by side."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from dossier.linking.actors.candidates import alias_only_articles
from dossier.model.actor import Actor
from dossier.model.event import Event, SourceReport
from dossier.model.event_kinds.declaration import Slot
from dossier.model.event_kinds.registry import find_kind
from dossier.model.merge_review import ComparisonColumn, ComparisonLevel, Evidence, FeatureRow
from dossier.phrases.core import format_event_days, format_figure
from dossier.phrases.periods import MONTHS
from dossier.phrases.plural import pluralize
from dossier.services.snapshot import Snapshot

NOT_REPORTED = "– not reported"
NOBODY = "– nobody"
ROLES = 4
"""Forms, roles and titles that a column shows."""
AROUND = 70
"""Characters of a passage on either side of a mention."""


@dataclass(frozen=True, slots=True)
class EventSide:
    """One column of an event candidate: an event and those of its reports that the column shows."""

    event: Event
    reports: tuple[SourceReport, ...]

    @property
    def place(self) -> str:
        """The most detailed place in the reports."""
        return max((report.place for report in self.reports), key=len)

    @property
    def days(self) -> str:
        """The days in the reports, else those of the event; uncertain ones have their sign."""
        if len(self.reports) == len(self.event.reports):
            return format_event_days(self.event)
        dated = next((report for report in self.reports if report.start and report.end), None)
        if dated is None:
            return "no day given"
        return format_event_days(replace(self.event, start=dated.start, end=dated.end, granularity=dated.granularity, sure=dated.sure))


@dataclass(frozen=True, slots=True)
class ActorSide:
    """One column of an actor candidate: a name, the actor that has it, and the articles that the column is about."""

    name: str
    actor: Actor
    articles: frozenset[str]


def event_sides(snapshot: Snapshot, events: Sequence[Event]) -> tuple[EventSide, ...]:
    """The columns for events: one for each of several events, or one for each article of a single event."""
    if len(events) > 1:
        return tuple(EventSide(event, event.reports) for event in events)
    (event,) = events
    articles = (article for article in event.articles if article in snapshot.articles)
    return tuple(EventSide(event, tuple(r for r in event.reports if r.article == article)) for article in articles)


def event_columns(snapshot: Snapshot, sides: Sequence[EventSide]) -> tuple[ComparisonColumn, ...]:
    """The heads of the columns: place, days, source."""
    return tuple(
        ComparisonColumn(
            name=side.place.split(",")[0] or "no place given",
            lines=(side.days, _source(snapshot, side.reports)),
            article=side.reports[0].article,
            span=side.reports[0].span,
        )
        for side in sides
    )


def event_table(snapshot: Snapshot, sides: Sequence[EventSide], evidence: Evidence) -> tuple[FeatureRow, ...]:
    """The features of the sides, row by row; a row of the evidence has its level, others are the same where all sides agree."""
    levels = {feature.name: feature.level for feature in evidence.features}
    kind = sides[0].event.kind

    def row(name: str, feature: str, text_of: Callable[[EventSide], str], missing: str = NOT_REPORTED) -> FeatureRow:
        words = tuple(text_of(side) or missing for side in sides)
        return FeatureRow(name, levels[feature] if feature in levels else _level(words, missing), words)

    def names(idents: Iterable[str | None]) -> str:
        return ", ".join(dict.fromkeys(snapshot.actors[i].name for i in idents if i and i in snapshot.actors))

    rows = [
        FeatureRow("Sentence", ComparisonLevel.SILENT, tuple(" ".join(side.reports[0].text.split()) for side in sides)),
        FeatureRow("Kind", ComparisonLevel.SAME, tuple(kind for _ in sides)),
        row("Place", "place", lambda side: side.place),
    ]
    slots: dict[Slot, tuple[str, Callable[[EventSide], str]]] = {
        Slot.PARTICIPANTS: ("people", lambda side: names(p for r in side.reports for p in r.participants)),
        Slot.ATTACKER: (
            "by",
            lambda side: names(r.attacker for r in side.reports) or next((r.attacker_words for r in side.reports if r.attacker_words), ""),
        ),
        Slot.WEAPON: ("weapon", lambda side: next((r.weapon for r in side.reports if r.weapon), "")),
    }
    slot_names = find_kind(kind).slot_names
    rows += [row(slot_names[slot][1], feature, text_of) for slot, (feature, text_of) in slots.items() if slot in slot_names]
    rows.append(row("Day", "day", _day_with_words))
    if any(report.figures for side in sides for report in side.reports):
        rows.append(
            row("Figure", "figures", lambda side: ", ".join(dict.fromkeys(format_figure(f) for r in side.reports for f in r.figures)))
        )
    rows.append(row("Credited to", "", lambda side: names(r.attributed_to for r in side.reports), NOBODY))
    return tuple(rows)


def _level(words: Sequence[str], missing: str) -> ComparisonLevel:
    given = [w for w in words if w != missing]
    if len(given) < len(words):
        return ComparisonLevel.SILENT
    return ComparisonLevel.SAME if len(set(given)) == 1 else ComparisonLevel.DIFFER


def _day_with_words(side: EventSide) -> str:
    """The days with the words from which they are known."""
    words = dict.fromkeys(f"“{reason.words}”" for r in side.reports for reason in r.date_evidence if reason.words)
    return f"{side.days} {', '.join(words)}".strip() if side.days != "no day given" else ""


def _source(snapshot: Snapshot, reports: Sequence[SourceReport]) -> str:
    """The first source: title, paragraph, and the number of further sources."""
    first = reports[0]
    number = next((p.number for p in snapshot.article(first.article).paragraphs() if p.span.overlaps(first.span)), 0)
    more = len({r.article for r in reports}) - 1
    source = f"{snapshot.title_of(first.article)}{f', par. {number}' if number else ''}"
    return f"{source}, and {pluralize(more, 'source')} more" if more else source


def short_days(event: Event) -> str:
    """Days for a narrow column: “4–5 Feb”, “31 Jan – 1 Feb”, “August 2020”, “no day given”."""
    if event.start is None or event.end is None or event.granularity not in {"day", "week"}:
        return format_event_days(event)
    start, end = event.start, event.end
    last = f"{end.day} {MONTHS[end.month - 1][:3]}"
    if start == end:
        return last
    return f"{start.day}–{last}" if start.month == end.month else f"{start.day} {MONTHS[start.month - 1][:3]} – {last}"


def actor_sides(actors: Sequence[Actor], alias: str) -> tuple[ActorSide, ...]:
    """The columns for actors: one for each of two actors, or the name and the `alias` of a single one."""
    if len(actors) > 1:
        return tuple(ActorSide(actor.name, actor, frozenset(actor.articles)) for actor in actors)
    (actor,) = actors
    alias_only = alias_only_articles(actor, alias)
    return (
        ActorSide(actor.name, actor, frozenset(actor.articles) - alias_only or frozenset(actor.articles)),
        ActorSide(alias, actor, alias_only or _articles_printing(actor, alias)),
    )


def _articles_printing(actor: Actor, alias: str) -> frozenset[str]:
    return frozenset(m.article for m in actor.mentions if m.text.casefold() == alias.casefold())


def actor_columns(sides: Sequence[ActorSide]) -> tuple[ComparisonColumn, ...]:
    """The heads of the columns: name, kind, numbers of articles and mentions, and the place of the first mention."""
    columns = []
    for side in sides:
        mentions = [m for m in side.actor.mentions if m.article in side.articles]
        by_name = (m for m in mentions if m.text.casefold() == side.name.casefold())
        first = next(by_name, next(iter(mentions), side.actor.mentions[0]))
        counts = f"{pluralize(len(side.articles), 'article')}, {pluralize(len(mentions), 'mention')}"
        columns.append(ComparisonColumn(side.name, (side.actor.kind.value, counts), first.article, first.span))
    return tuple(columns)


def actor_table(
    snapshot: Snapshot, sides: Sequence[ActorSide], columns: Sequence[ComparisonColumn], evidence: Evidence
) -> tuple[FeatureRow, ...]:
    """The features of the sides, row by row: printed names, roles, side, articles, and a passage."""
    levels = {feature.name: feature.level for feature in evidence.features}

    def row(name: str, feature: str, texts_of: Callable[[ActorSide], Iterable[str]]) -> FeatureRow:
        words = tuple(", ".join(list(dict.fromkeys(texts_of(side)))[:ROLES]) or NOT_REPORTED for side in sides)
        return FeatureRow(name, levels.get(feature, ComparisonLevel.SILENT), words)

    two_actors = len({side.actor.id for side in sides}) > 1

    def acts_for(side: ActorSide) -> list[str]:
        printed = [r.text for r in side.actor.affiliation_evidence if r.article in side.articles]
        return printed or ([side.actor.side] if two_actors and side.actor.side else [])

    return (
        row("Named", "name", lambda side: [m.text for m in side.actor.mentions if m.article in side.articles]),
        row("Role", "role", lambda side: [r.text for r in side.actor.roles if r.article in side.articles]),
        row("Side", "side", acts_for),
        row("In", "", lambda side: [snapshot.title_of(article) for article in side.actor.articles if article in side.articles]),
        FeatureRow("Passage", ComparisonLevel.SILENT, tuple(_passage_around(snapshot, column) for column in columns)),
    )


def _passage_around(snapshot: Snapshot, column: ComparisonColumn) -> str:
    """The words around a mention, cut at blanks."""
    text = snapshot.article(column.article).text
    start, end = max(0, column.span.start - AROUND), min(len(text), column.span.end + AROUND)
    words = text[start:end].split()
    passage = " ".join(words[1 if start else 0 : -1 if end < len(text) else None])
    return f"{'… ' if start else ''}{passage}{' …' if end < len(text) else ''}"
