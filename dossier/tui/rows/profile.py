"""The rows of an actor's page: sections under headings, each line with the passage that it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.content import Content

from dossier.model.actor import ActorKind
from dossier.model.event import Event
from dossier.model.notebook import Entry, EntryKind
from dossier.model.profile import Occurrence, Profile
from dossier.model.quotation import Quotation
from dossier.phrases.core import MONTHS, format_event_days, pluralize
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import ListModel, Row, counted_anew
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import Part, RenderContext, bar
from dossier.tui.text.phrases import NO_PLACE, joined, kind_word, main_figure, outlet_of, short_day, who


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the number of lines under it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One line of the page: its parts, those flush right, those of its second line and flush right in it; the passage it leads to, the thing it is about
    (an event's, a quotation's or an actor's id), and a share of the longest bar, where it has one.
    """

    left: tuple[Part, ...]
    right: tuple[Part, ...] = ()
    below: tuple[Part, ...] = ()
    corner: tuple[Part, ...] = ()
    where: Occurrence | None = None
    thing: str = ""
    actor: str = ""
    text: str = ""
    weight: tuple[int, int] | None = field(default=None)


@dataclass(frozen=True, slots=True)
class ProfileLayout:
    """An actor's page and its sections, every one that holds anything, in their order."""

    profile: Profile
    sections: tuple[tuple[str, tuple[ProfileLine, ...]], ...]


def layout_profile(told: Profile, names: Labels) -> ProfileLayout:
    """The page with its lines made, which takes a while for whom thousands of articles name: a worker does it."""
    return ProfileLayout(told, _sections(told, names))


def _sections(told: Profile, names: Labels) -> tuple[tuple[str, tuple[ProfileLine, ...]], ...]:
    """Every section that holds anything, in the order of the page."""
    every = (
        ("roles", _roles(told, names)),
        ("events", tuple(_event(p.event, p.role, p.told, names) for p in told.events)),
        ("said", tuple(_said(q, names) for q in told.quotations)),
        ("others said", tuple(_said(q, names, speaker=True) for q in told.sources_about)),
        ("named beside", _beside(told)),
        ("printed as", tuple(_name(told, n) for n in range(len(told.names)))),
        ("sources", _sources(told)),
        ("your notes", tuple(_entry(entry, names) for entry in told.entries)),
    )
    return tuple((name, lines) for name, lines in every if lines)


FACTS = ("roles", "named beside", "printed as", "sources", "your notes")
"""Sections of the left column where there are two."""


def page_rows(parts: Sequence[tuple[str, tuple[ProfileLine, ...]]]) -> ListModel:
    """The sections as rows of one list."""
    rows: list[Row] = []
    for name, lines in parts:
        rows.append(Row("", Section(name, len(lines)), gap=bool(rows)))
        for number, line in enumerate(lines):
            tall = 2 if line.below else 1
            rows.append(Row(f"{name} {number}", line, (1, tall, tall)))
    return ListModel(rows, draw_line, _words, sum(len(lines) for _, lines in parts), counted_anew)


def _words(row: Row) -> str:
    if not isinstance(row.item, ProfileLine):
        return ""
    return " ".join(text for text, _ in (*row.item.left, *row.item.below, *row.item.right))


def draw_line(row: Row, paint: RenderContext) -> list[Content]:
    """A line of the page, or a section's heading."""
    if isinstance(row.item, Section):
        return [paint.line([(row.item.name, "heading")], [(f"{row.item.count:,}", "faint")])]
    line: ProfileLine = row.item
    left = [(signed(text, paint.look), "bold" if paint.selected and role == "" else role) for text, role in line.left]
    right = [(signed(text, paint.look), role) for text, role in line.right]
    if line.weight is not None and not paint.narrow:
        cells = 8 if paint.wide else 6
        right += [(" ", ""), (bar(paint.look, *line.weight, cells) if line.weight[0] else " " * cells, "bar")]
    corner = [(signed(text, paint.look), role) for text, role in line.corner]
    if paint.narrow or not line.below:
        return [paint.line(left, [*right, *([("  ", "")] if right and corner else []), *corner])]
    return [paint.line(left, right), paint.line([("  ", ""), *line.below], corner)]


def signed(text: str, look: StyleRoles) -> str:
    """A part with the signs of the terminal in place of those it begins with."""
    own = {"●": look.glyphs.meeting, "◌": look.glyphs.planned, "✸": look.glyphs.strike, "❝": look.glyphs.quote}
    own |= {"≠": look.glyphs.differ, "★": look.glyphs.bookmark, "✎": look.glyphs.note}
    return own[text[0]] + text[1:] if text[:1] in own else text


def about(article: str, names: Labels) -> str:
    """Outlet and day of an article: “Lakeside Herald, 5 May 2031”."""
    published = names.published.get(article)
    day = f"{short_day(published.day)} {published.day.year}" if published and published.day else "no day given"
    return f"{outlet_of(names.articles.get(article))}, {day}"


def _roles(told: Profile, names: Labels) -> tuple[ProfileLine, ...]:
    """A line a printing; the role stands out where it is printed first."""
    lines = []
    for role in told.roles:
        for number, where in enumerate(role.printed):
            shown: Part = (role.text, "" if number == 0 else "faint")
            lines.append(ProfileLine((shown,), ((about(where.article, names), "muted"),), where=where, text=role.text))
    return tuple(lines)


def _event(event: Event, part: str, where: Occurrence, names: Labels) -> ProfileLine:
    role, word = kind_word(event)
    sign = {"meeting": "●", "planned": "◌", "strike": "✸"}[role]
    told = pluralize(len(event.articles), "source")
    differ: tuple[Part, ...] = ((f"≠ {event.conflicts[0].replace('_', ' ')}  ", "conflict"),) if event.conflicts else ()
    place = event.place.split(", ")[0] or NO_PLACE
    left: tuple[Part, ...] = ((_short_days(event), ""), ("  ", ""), (f"{sign} {word}", role), (f"  {place}", ""))
    below = joined((part, who(event, names)))
    corner: tuple[Part, ...] = (*differ, (told, "faint" if len(event.articles) == 1 else ""))
    figure: tuple[Part, ...] = ((main_figure(event), ""),) if main_figure(event) else ()
    return ProfileLine(
        left, figure, ((below, "muted"),), corner, where, event.id, text=f"{format_event_days(event)}, {word}, {event.place}"
    )


def _short_days(event: Event) -> str:
    """The days of an event with the months cut to three letters, so that the place beside them has room."""
    told = format_event_days(event)
    for month in MONTHS:
        told = told.replace(f"{month} ", f"{month[:3]} ")
    return told


def _said(quotation: Quotation, names: Labels, *, speaker: bool = False) -> ProfileLine:
    others = len({names.quoted.get(one, one) for one in quotation.same_as})
    by = (names.name(quotation.speaker) or quotation.speaker_text or "speaker not told") if speaker else ""
    below = joined((by, quotation.cue.lower(), quotation.channel, about(quotation.article, names)))
    corner: tuple[Part, ...] = (("≠ wording  ", "conflict"),) if quotation.differs else ()
    corner += ((f"also in {pluralize(others, 'other')}", ""),) if others else ()
    where = Occurrence(quotation.article, quotation.span)
    return ProfileLine(
        (("❝ ", "quote-bar"), (quotation.text, "")), (), ((below, "muted"),), corner, where, quotation.id, text=quotation.text
    )


def _beside(told: Profile) -> tuple[ProfileLine, ...]:
    """Who is named beside the actor, and how closely; the bar weighs sentences and events."""
    peak = max((c.sentences + c.events for c in told.co_occurrences), default=0)
    lines = []
    for other in told.co_occurrences:
        counts = ((other.sentences, "sentence"), (other.events, "event"), (other.articles, "article"))
        words = " · ".join(pluralize(number, word) for number, word in counts if number)
        weight = (other.sentences + other.events, peak) if peak else None
        kind = "" if other.actor.kind is ActorKind.PERSON else f"  {other.actor.kind.value}"
        left: tuple[Part, ...] = ((other.actor.name, ""), (kind, "faint"))
        lines.append(
            ProfileLine(left, ((words, "muted"),), (), (), other.together, other.actor.id, other.actor.id, other.actor.name, weight)
        )
    return tuple(lines)


def _name(told: Profile, number: int) -> ProfileLine:
    name = told.names[number]
    right: tuple[Part, ...] = ((f"{name.count:,} in {pluralize(name.articles, 'article')}", "muted"),)
    return ProfileLine(((name.text, ""),), right, where=name.first, text=name.text, weight=(name.count, told.names[0].count))


def _sources(told: Profile) -> tuple[ProfileLine, ...]:
    peak = max((s.mentions for s in told.sources), default=1)
    return tuple(
        ProfileLine(
            ((source.outlet or "no outlet named", ""),),
            ((f"{pluralize(source.articles, 'article')} · {pluralize(source.mentions, 'mention')}", "muted"),),
            where=source.first,
            text=source.outlet,
            weight=(source.mentions, peak),
        )
        for source in told.sources
    )


def _entry(entry: Entry, names: Labels) -> ProfileLine:
    sign = "✎" if entry.kind is EntryKind.NOTE else "★"
    first = entry.text.strip().splitlines()[0] if entry.text.strip() else entry.anchor.label or entry.kind.value
    about_it = joined((entry.anchor.label if entry.text.strip() else "", " ".join(f"#{tag}" for tag in entry.tags), entry.status.value))
    article = next((a for a in names.articles.values() if entry.anchor.sha256 and a.sha256 == entry.anchor.sha256), None)
    where = None
    if article is not None and entry.anchor.exact:
        from dossier.text.anchors import locate  # noqa: PLC0415  # few entries lead to words

        span = locate(entry.anchor, article.text)
        where = Occurrence(article.id, span) if span else None
    below: tuple[Part, ...] = ((about_it, "muted"),) if about_it else ()
    return ProfileLine(((f"{sign} ", "key"), (first, "")), (), below, (), where, entry.target, text=entry.text or first)
