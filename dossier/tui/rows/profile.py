"""Rows of an actor's page: sections under headings, each line with the passage that it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from dossier.model.actor import ActorKind
from dossier.model.event import Event
from dossier.model.event_kinds.registry import event_kinds
from dossier.model.notebook import Entry, EntryKind
from dossier.model.profile import Occurrence, Profile
from dossier.model.quotation import Quotation
from dossier.phrases.core import NO_DAY, conflict_words, format_event_days, short_day
from dossier.phrases.periods import MONTHS
from dossier.phrases.plural import pluralize
from dossier.text.anchors import locate
from dossier.tui.rows.notes import event_words
from dossier.tui.rows.quotes import other_articles
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import Heading, ListModel, Row, count_rows, item_of
from dossier.tui.style.glyphs import Glyphs
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import Part, RenderContext, bar
from dossier.tui.text.phrases import NO_OUTLET, NO_PLACE, join_parts, main_figure, outlet_of, speaker_of, who


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """Payload of one line of the page: its parts, those flush right, those of its second line and flush right in it; the passage that it
    leads to, the id of the event, quotation or actor it is about, the id of another actor, its text for the clipboard, and its bar as
    (value, highest value).
    """

    left: tuple[Part, ...]
    right: tuple[Part, ...] = ()
    below: tuple[Part, ...] = ()
    corner: tuple[Part, ...] = ()
    where: Occurrence | None = None
    item_id: str = ""
    actor: str = ""
    text: str = ""
    weight: tuple[int, int] | None = None


Section = tuple[str, tuple[ProfileLine, ...]]
"""The name of a section, and its lines."""


@dataclass(frozen=True, slots=True)
class ProfileLayout:
    """An actor's profile and the sections of its page that are not empty, in their order."""

    profile: Profile
    sections: tuple[Section, ...]


def layout_profile(profile: Profile, labels: Labels) -> ProfileLayout:
    """The page with its lines; for an actor whom thousands of articles name this takes a while, so that a worker does it."""
    sections = (
        ("roles", _roles(profile, labels)),
        ("events", tuple(_event(part.event, part.role, part.occurrence, labels) for part in profile.events)),
        ("said", tuple(_quotation(quotation, labels) for quotation in profile.quotations)),
        ("said by others", tuple(_quotation(quotation, labels, speaker=True) for quotation in profile.quotations_about)),
        ("named with", _co_occurrences(profile)),
        ("spelled as", tuple(_name(profile, number) for number in range(len(profile.names)))),
        ("sources", _sources(profile)),
        ("your notes", tuple(_entry(entry, labels) for entry in profile.entries)),
    )
    return ProfileLayout(profile, tuple((name, lines) for name, lines in sections if lines))


FACTS = ("roles", "named with", "spelled as", "sources", "your notes")
"""Sections of the left column where there are two."""


def page_rows(sections: Sequence[Section]) -> ListModel:
    """The sections as rows of one list; a row's id is the section's name and the line's number in it."""
    rows: list[Row] = []
    for name, lines in sections:
        rows.append(Row("", Heading(name, len(lines)), gap=bool(rows)))
        for number, line in enumerate(lines):
            height = 2 if line.below else 1
            rows.append(Row(f"{name} {number}", line, (1, height, height)))
    return ListModel(rows, draw_line, _words, sum(len(lines) for _, lines in sections), count_rows)


def _words(row: Row) -> str:
    line = item_of(row, ProfileLine)
    return " ".join(text for text, _ in (*line.left, *line.below, *line.right)) if line else ""


def draw_line(row: Row, context: RenderContext) -> list[Content]:
    """A line of the page, or a section's heading."""
    if isinstance(row.item, Heading):
        return [context.line([(row.item.name, "heading")], [(f"{row.item.count:,}", "faint")])]
    line = item_of(row, ProfileLine)
    if line is None:
        return []
    left = [(signed(text, context.look), "bold" if context.selected and role == "" else role) for text, role in line.left]
    right = [(signed(text, context.look), role) for text, role in line.right]
    if line.weight is not None and not context.narrow:
        cells = 8 if context.wide else 6
        right += [(" ", ""), (bar(context.look, *line.weight, cells) if line.weight[0] else " " * cells, "bar")]
    corner = [(signed(text, context.look), role) for text, role in line.corner]
    if context.narrow or not line.below:
        return [context.line(left, [*right, *([("  ", "")] if right and corner else []), *corner])]
    return [context.line(left, right), context.line([("  ", ""), *line.below], corner)]


def signed(text: str, look: StyleRoles) -> str:
    """A part with the signs of the terminal in place of those it begins with."""
    own = {kind.glyph: look.glyphs.of_role(kind.name) for kind in event_kinds()}
    own |= {"◌": look.glyphs.planned, "❝": look.glyphs.quote}
    own |= {"≠": look.glyphs.differ, "★": look.glyphs.bookmark, "✎": look.glyphs.note}
    return own[text[0]] + text[1:] if text[:1] in own else text


def about(article: str, labels: Labels) -> str:
    """Outlet and day of an article: “Lakeside Herald, 5 May 2031”."""
    published = labels.published.get(article)
    day = short_day(published.day) if published and published.day else NO_DAY
    return f"{outlet_of(labels.articles.get(article))}, {day}"


def _roles(profile: Profile, labels: Labels) -> tuple[ProfileLine, ...]:
    """A line for each role, leading to the first article that prints it, with the number of these articles or the only one."""
    lines = []
    for role in profile.roles:
        first, count = role.printed[0], len(role.printed)
        source = pluralize(count, "article") if count > 1 else about(first.article, labels)
        lines.append(ProfileLine(((role.text, ""),), ((source, "muted"),), where=first, text=role.text))
    return tuple(lines)


def _event(event: Event, part: str, where: Occurrence, labels: Labels) -> ProfileLine:
    role, word = event.role, event.kind
    sign = Glyphs().of_role(role)
    sources = pluralize(len(event.articles), "source")
    differ: tuple[Part, ...] = ((f"≠ {conflict_words(event.conflicts[:1])}  ", "conflict"),) if event.conflicts else ()
    place = event.place.split(", ")[0] or NO_PLACE
    figure = main_figure(event)
    return ProfileLine(
        left=((_short_days(event), ""), ("  ", ""), (f"{sign} {word}", role), (f"  {place}", "")),
        right=((figure, ""),) if figure else (),
        below=((join_parts((part, who(event, labels))), "muted"),),
        corner=(*differ, (sources, "faint" if len(event.articles) == 1 else "")),
        where=where,
        item_id=event.id,
        text=f"{format_event_days(event)}, {word}, {event.place}",
    )


def _short_days(event: Event) -> str:
    """The days of an event with the months cut to three letters, so that the place beside them has room."""
    days = format_event_days(event)
    for month in MONTHS:
        days = days.replace(f"{month} ", f"{month[:3]} ")
    return days


def _quotation(quotation: Quotation, labels: Labels, *, speaker: bool = False) -> ProfileLine:
    others = other_articles(quotation, labels)
    by = speaker_of(quotation, labels) if speaker else ""
    corner: tuple[Part, ...] = (("≠ wording  ", "conflict"),) if quotation.differs else ()
    corner += ((f"also in {pluralize(others, 'other')}", ""),) if others else ()
    return ProfileLine(
        left=(("❝ ", "quote-bar"), (quotation.text, "")),
        below=((join_parts((by, quotation.cue.lower(), quotation.channel, about(quotation.article, labels))), "muted"),),
        corner=corner,
        where=Occurrence(quotation.article, quotation.span),
        item_id=quotation.id,
        text=quotation.text,
    )


def _co_occurrences(profile: Profile) -> tuple[ProfileLine, ...]:
    """Actors named with this one, and how closely; the bar weighs sentences and events."""
    peak = max((other.sentences + other.events for other in profile.co_occurrences), default=0)
    lines = []
    for other in profile.co_occurrences:
        counts = ((other.sentences, "sentence"), (other.events, "event"), (other.articles, "article"))
        words = " · ".join(pluralize(number, word) for number, word in counts if number)
        kind = "" if other.actor.kind is ActorKind.PERSON else f"  {other.actor.kind.value}"
        line = ProfileLine(
            left=((other.actor.name, ""), (kind, "faint")),
            right=((words, "muted"),),
            where=other.together,
            item_id=other.actor.id,
            actor=other.actor.id,
            text=other.actor.name,
            weight=(other.sentences + other.events, peak) if peak else None,
        )
        lines.append(line)
    return tuple(lines)


def _name(profile: Profile, number: int) -> ProfileLine:
    name = profile.names[number]
    right: tuple[Part, ...] = ((f"{name.count:,} in {pluralize(name.articles, 'article')}", "muted"),)
    return ProfileLine(((name.text, ""),), right, where=name.first, text=name.text, weight=(name.count, profile.names[0].count))


def _sources(profile: Profile) -> tuple[ProfileLine, ...]:
    peak = max((source.mentions for source in profile.sources), default=1)
    return tuple(
        ProfileLine(
            ((source.outlet or NO_OUTLET, ""),),
            ((f"{pluralize(source.articles, 'article')} · {pluralize(source.mentions, 'mention')}", "muted"),),
            where=source.first,
            text=source.outlet,
            weight=(source.mentions, peak),
        )
        for source in profile.sources
    )


def _entry(entry: Entry, labels: Labels) -> ProfileLine:
    sign = "✎" if entry.kind is EntryKind.NOTE else "★"
    has_text = bool(entry.text.strip())
    first_line = entry.text.strip().splitlines()[0] if has_text else event_words(entry, labels) or entry.anchor.label or entry.kind.value
    tags = " ".join(f"#{tag}" for tag in entry.tags)
    below = join_parts((entry.anchor.label if has_text else "", tags, entry.status.value))
    article = labels.by_hash.get(entry.anchor.sha256)
    span = locate(entry.anchor, article.text) if article is not None and entry.anchor.exact else None
    return ProfileLine(
        left=((f"{sign} ", "key"), (first_line, "")),
        below=((below, "muted"),) if below else (),
        where=Occurrence(article.id, span) if article is not None and span else None,
        item_id=entry.target,
        text=entry.text or first_line,
    )
