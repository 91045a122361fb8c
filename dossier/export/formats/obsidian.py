"""An Obsidian vault: a linked note for each article, actor and event; quotations and reports are blocks that can be linked to."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

from dossier.export.context import ExportContext
from dossier.export.formats.brief import escape
from dossier.export.inert_markdown import defuse_templates, inert_note
from dossier.export.lookup import Lookup, headline
from dossier.export.sanitize import file_name
from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event, SourceReport
from dossier.model.notebook import Entry
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.core import format_event_days, format_figure, format_publication, long_day
from dossier.text.unsafe_characters import one_line

T = TypeVar("T")
FOLDERS = {"article": "Articles", "actor": "Actors", "event": "Events"}


def vault(context: ExportContext) -> Iterator[tuple[str, Callable[[], str]]]:
    """Every file of the vault: its name with forward slashes, and a function that gives its text, in Obsidian's Markdown with properties
    at the top.
    """
    builder = _VaultBuilder(context)
    yield "Timeline.md", partial(_inert, _timeline, context, builder)
    for article in context.articles:
        yield builder.file_of(article.id), partial(_inert, _article, article, builder)
    for actor in context.findings.actors:
        yield builder.file_of(actor.id), partial(_inert, _actor, actor, builder)
    for event in context.findings.events:
        yield builder.file_of(event.id), partial(_inert, _event, event, builder)


def _inert(write: "Callable[[T, _VaultBuilder], str]", item: T, builder: "_VaultBuilder") -> str:
    return defuse_templates(write(item, builder))


class _VaultBuilder:
    """Link targets of a vault: names of notes, and the events, quotations and entries of each."""

    def __init__(self, context: ExportContext) -> None:
        self.lookup = Lookup(context)
        self.note_names: dict[str, str] = {}
        self.marks: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        self.events: dict[str, list[Event]] = defaultdict(list)
        self.quotations: dict[str, list[Quotation]] = defaultdict(list)
        self.entries: dict[str, list[Entry]] = defaultdict(list)
        used_names: set[str] = {"timeline"}
        for article in context.articles:
            self._assign_name(article.id, "article", one_line(self.lookup.title(article.id)), self.lookup.day(article.id), used_names)
        for actor in context.findings.actors:
            self._assign_name(actor.id, "actor", actor.name, None, used_names)
        for event in context.findings.events:
            self._assign_name(event.id, "event", headline(event, self.lookup), event.start, used_names)
            for ident in dict.fromkeys((*event.participants, event.attacker)):
                self.events[ident or ""].append(event)
        for quotation in context.findings.quotations:
            self.quotations[quotation.speaker or ""].append(quotation)
            self.quotations[quotation.article].append(quotation)
        for entry in context.entries:
            self.entries[entry.target].append(entry)

    def _assign_name(self, ident: str, kind: str, words: str, day: date | None, used_names: set[str]) -> None:
        """Assign a name that no other note has, regardless of case."""
        plain = file_name(f"{day.isoformat()} {words}" if day else words, otherwise=f"{kind} {ident}")
        name = plain if plain.casefold() not in used_names else f"{plain} {ident[:6]}"
        name = name if name.casefold() not in used_names else f"{plain} {ident}"
        used_names.add(name.casefold())
        self.note_names[ident] = f"{FOLDERS[kind]}/{name}"

    def file_of(self, ident: str) -> str:
        """The file of a note."""
        return f"{self.note_names[ident]}.md"

    def link(self, ident: str, shown: str = "", block: str = "") -> str:
        """A link to a note, or to a block of it."""
        name = self.note_names[ident]
        words = one_line(shown or name.partition("/")[2]).translate(str.maketrans("[]|^<>`", "()/ ‹›'"))
        return f"[[{name}{f'#^{block}' if block else ''}|{words}]]"

    def passage(self, article_id: str, span: Span) -> str:
        """A link to the paragraph of an article in which a span begins."""
        number = self.lookup.paragraph(article_id, span)
        words = ", ".join(v for v in (self.lookup.outlet(article_id), f"paragraph {number}" if number else "") if v)
        return self.link(article_id, words, f"p-{number}" if number else "")


def _properties(values: Mapping[str, Any]) -> str:
    import yaml  # noqa: PLC0415  only a vault is written in YAML

    class Dumper(yaml.SafeDumper):
        """Writes a value each time it occurs, never as an alias such as `*id001`."""

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
            return True

    present = {k: v for k, v in values.items() if v not in ("", None, [])}
    return f"---\n{yaml.dump(present, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1000)}---\n"


def _tags(entries: Sequence[Entry], *more: str) -> list[str]:
    """Tags that Obsidian accepts: no blanks, not digits alone."""
    words = [*more, *(t for e in entries for t in e.tags)]
    plain = ("".join(c if c.isalnum() or c in "-_/" else "-" for c in w) for w in words)
    return list(dict.fromkeys(f"t-{p}" if p.isdigit() else p for p in plain if p.strip("-_/")))


def _join_blocks(*parts: str) -> str:
    return "\n\n".join(p for p in parts if p) + "\n"


def _article(article: Article, builder: _VaultBuilder) -> str:
    published, entries = builder.lookup.published[article.id], builder.entries[article.id]
    properties = {
        "title": one_line(article.title),
        "outlet": one_line(article.outlet),
        "byline": one_line(article.byline),
        "published": published.day,
        "published_basis": published.basis.value,
        "url": one_line(article.url),
        "file": one_line(article.file),
        "language": article.language,
        "tags": _tags(entries, "article"),
    }
    lines = [f"# {escape(builder.lookup.title(article.id))}"]
    day = f"{long_day(published.day)} ({format_publication(published)})" if published.day else "no day given"
    lines.append(" · ".join((escape(builder.lookup.outlet(article.id)), day)))
    for paragraph in article.paragraphs():
        words = escape(paragraph.span.of(article.text))
        lines.append(f"## {words}" if paragraph.subhead else f"{words} ^p-{paragraph.number}")
    quotes = [_quotation(q, builder, of_article=True) for q in builder.quotations[article.id]]
    lines += ["## Who says what", *quotes] if quotes else []
    return _properties(properties) + _join_blocks(*lines, _notes(entries))


def _quotation(quotation: Quotation, builder: _VaultBuilder, *, of_article: bool) -> str:
    has_note = quotation.speaker in builder.note_names
    speaker = builder.link(quotation.speaker or "") if has_note else escape(quotation.speaker_text or "not named")
    about = ", ".join(v for v in (escape(quotation.cue), escape(quotation.channel)) if v)
    head = speaker if of_article else builder.passage(quotation.article, quotation.span)
    block = f"\n^q-{quotation.id}" if of_article else ""
    return f"> [!quote] {head}{f' ({about})' if about else ''}\n> “{escape(quotation.text)}”\n{block}".rstrip("\n")


def _actor(actor: Actor, builder: _VaultBuilder) -> str:
    entries = builder.entries[actor.id]
    properties = {
        "aliases": [one_line(a) for a in actor.aliases],
        "kind": actor.kind.value,
        "side": actor.side,
        "roles": list(dict.fromkeys(one_line(r.text) for r in actor.roles)),
        "tags": _tags(entries, actor.kind.value),
    }
    events = [f"- {format_event_days(e)}: {builder.link(e.id, headline(e, builder.lookup))}" for e in builder.events[actor.id]]
    quotes = [_quotation(q, builder, of_article=False) for q in builder.quotations[actor.id]]
    articles = [f"- {builder.link(a)}" for a in actor.articles]
    return _properties(properties) + _join_blocks(
        f"# {escape(actor.name)}",
        *(["## Takes part in", "\n".join(events)] if events else []),
        *(["## Says", *quotes] if quotes else []),
        *(["## Named in", "\n".join(articles)] if articles else []),
        _notes(entries),
    )


def _event(event: Event, builder: _VaultBuilder) -> str:
    entries = builder.entries[event.id]
    properties = {
        "start": event.start,
        "end": event.end,
        "granularity": event.granularity,
        "place": one_line(event.place),
        "status": event.status.value,
        "subkind": event.subkind,
        "weapon": event.weapon,
        "conflicts": list(event.conflicts),
        "tags": _tags(entries, event.kind),
    }
    who = " · ".join(builder.link(i) for i in dict.fromkeys((*event.participants, event.attacker)) if i in builder.note_names and i)
    lines = [
        f"# {escape(headline(event, builder.lookup))}",
        " · ".join(v for v in (format_event_days(event), escape(event.place)) if v),
        who,
    ]
    lines += [f"*{escape(why)}*" for why in (event.date_explanation, event.merge_explanation) if why]
    return _properties(properties) + _join_blocks(*lines, "## As reported", *(_report(r, builder) for r in event.reports), _notes(entries))


def _report(report: SourceReport, builder: _VaultBuilder) -> str:
    figures = ", ".join(format_figure(f) for f in report.figures)
    return f"> {escape(report.text)}\n> — {builder.passage(report.article, report.span)}{f' ({figures})' if figures else ''}"


def _notes(entries: Sequence[Entry]) -> str:
    """The user's notes on an item."""
    with_text = [e for e in entries if e.text or e.anchor.exact]
    if not with_text:
        return ""
    texts = [inert_note(e.text) for e in with_text]
    quoted = [f"> {escape(e.anchor.exact)}\n\n" if e.anchor.sha256 and e.anchor.exact else "" for e in with_text]
    origins = [f"*From {escape(e.origin)}:*\n\n" if e.origin else "" for e in with_text]
    parts = ["".join(words) for words in zip(origins, quoted, texts, strict=True)]
    return "\n\n".join(["## Notes", *(p for p in parts if p.strip())])


def _timeline(context: ExportContext, builder: _VaultBuilder) -> str:
    lines = [f"- {format_event_days(e)}: {builder.link(e.id, headline(e, builder.lookup))}" for e in context.findings.events]
    loose = [e for e in context.entries if e.target not in builder.note_names]
    return _join_blocks(f"# {escape(context.title)}", escape(context.description), "\n".join(lines), _notes(loose))
