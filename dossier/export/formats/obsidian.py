"""An Obsidian vault: a note for each article, actor and event, linked; quotations and reports are blocks that links lead to."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from dossier.export.context import ExportContext
from dossier.export.formats.brief import escape
from dossier.export.lookup import Lookup, headline
from dossier.export.sanitize import file_name, one_line
from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event, SourceReport
from dossier.model.notebook import Entry
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.core import format_event_days, format_figure, format_publication, long_day

FOLDERS = {"article": "Articles", "actor": "Actors", "event": "Events"}


def vault(material: ExportContext) -> Iterator[tuple[str, Callable[[], str]]]:
    """Every file of the vault: its name with forward slashes, and what makes its text, in Obsidian's Markdown with properties at the top."""
    desk = _VaultBuilder(material)
    yield "Timeline.md", partial(_timeline, material, desk)
    for article in material.articles:
        yield desk.file(article.id), partial(_article, article, desk)
    for actor in material.findings.actors:
        yield desk.file(actor.id), partial(_actor, actor, desk)
    for event in material.findings.events:
        yield desk.file(event.id), partial(_event, event, desk)


class _VaultBuilder:
    """What the notes link to: names of files, blocks of passages, what hangs on what."""

    def __init__(self, material: ExportContext) -> None:
        self.references = Lookup(material)
        self.names: dict[str, str] = {}
        self.marks: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        self.events: dict[str, list[Event]] = defaultdict(list)
        self.quotations: dict[str, list[Quotation]] = defaultdict(list)
        self.entries: dict[str, list[Entry]] = defaultdict(list)
        taken: set[str] = {"timeline"}
        for article in material.articles:
            self._name(article.id, "article", one_line(self.references.title(article.id)), self.references.day(article.id), taken)
        for actor in material.findings.actors:
            self._name(actor.id, "actor", actor.name, None, taken)
        for event in material.findings.events:
            self._name(event.id, "event", headline(event, self.references), event.start, taken)
            for ident in dict.fromkeys((*event.participants, event.attacker)):
                self.events[ident or ""].append(event)
        for quotation in material.findings.quotations:
            self.quotations[quotation.speaker or ""].append(quotation)
            self.quotations[quotation.article].append(quotation)
        for entry in material.entries:
            self.entries[entry.target].append(entry)

    def _name(self, ident: str, kind: str, words: str, day: date | None, taken: set[str]) -> None:
        """A name that no other note has, whatever the case of its letters."""
        plain = file_name(f"{day.isoformat()} {words}" if day else words, otherwise=f"{kind} {ident}")
        name = plain if plain.casefold() not in taken else f"{plain} {ident[:6]}"
        name = name if name.casefold() not in taken else f"{plain} {ident}"
        taken.add(name.casefold())
        self.names[ident] = f"{FOLDERS[kind]}/{name}"

    def file(self, ident: str) -> str:
        """The file of a note."""
        return f"{self.names[ident]}.md"

    def link(self, ident: str, shown: str = "", block: str = "") -> str:
        """A link to a note, or to a block of it."""
        name = self.names[ident]
        words = one_line(shown or name.partition("/")[2]).translate(str.maketrans("[]|^<>`", "()/ ‹›'"))
        return f"[[{name}{f'#^{block}' if block else ''}|{words}]]"

    def passage(self, article: str, span: Span) -> str:
        """A link to the paragraph of an article in which a span begins."""
        number = self.references.paragraph(article, span)
        words = ", ".join(v for v in (self.references.outlet(article), f"paragraph {number}" if number else "") if v)
        return self.link(article, words, f"p-{number}" if number else "")


def _properties(values: Mapping[str, Any]) -> str:
    import yaml  # noqa: PLC0415  only a vault is written in YAML

    told = {k: v for k, v in values.items() if v not in ("", None, [])}
    return f"---\n{yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=1000)}---\n"


def _tags(entries: Sequence[Entry], *more: str) -> list[str]:
    """Tags that Obsidian takes: no blanks, not digits alone."""
    words = [*more, *(t for e in entries for t in e.tags)]
    plain = ("".join(c if c.isalnum() or c in "-_/" else "-" for c in w) for w in words)
    return list(dict.fromkeys(f"t-{p}" if p.isdigit() else p for p in plain if p.strip("-_/")))


def _heads(*parts: str) -> str:
    return "\n\n".join(p for p in parts if p) + "\n"


def _article(article: Article, desk: _VaultBuilder) -> str:
    published, entries = desk.references.published[article.id], desk.entries[article.id]
    told = {
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
    lines = [f"# {escape(desk.references.title(article.id))}"]
    day = f"{long_day(published.day)} ({format_publication(published)})" if published.day else "no day given"
    lines.append(" · ".join((escape(desk.references.outlet(article.id)), day)))
    for paragraph in article.paragraphs():
        words = escape(paragraph.span.of(article.text))
        lines.append(f"## {words}" if paragraph.subhead else f"{words} ^p-{paragraph.number}")
    quotes = [_quotation(q, desk, of_article=True) for q in desk.quotations[article.id]]
    lines += ["## Who says what", *quotes] if quotes else []
    return _properties(told) + _heads(*lines, _notes(entries))


def _quotation(quotation: Quotation, desk: _VaultBuilder, *, of_article: bool) -> str:
    named = quotation.speaker in desk.names
    speaker = desk.link(quotation.speaker or "") if named else escape(quotation.speaker_text or "not named")
    about = ", ".join(v for v in (escape(quotation.cue), escape(quotation.channel)) if v)
    head = speaker if of_article else desk.passage(quotation.article, quotation.span)
    block = f"\n^q-{quotation.id}" if of_article else ""
    return f"> [!quote] {head}{f' ({about})' if about else ''}\n> “{escape(quotation.text)}”\n{block}".rstrip("\n")


def _actor(actor: Actor, desk: _VaultBuilder) -> str:
    entries = desk.entries[actor.id]
    told = {
        "aliases": [one_line(a) for a in actor.aliases],
        "kind": actor.kind.value,
        "side": actor.side,
        "roles": list(dict.fromkeys(one_line(r.text) for r in actor.roles)),
        "tags": _tags(entries, actor.kind.value),
    }
    events = [f"- {format_event_days(e)}: {desk.link(e.id, headline(e, desk.references))}" for e in desk.events[actor.id]]
    quotes = [_quotation(q, desk, of_article=False) for q in desk.quotations[actor.id]]
    articles = [f"- {desk.link(a)}" for a in actor.articles]
    return _properties(told) + _heads(
        f"# {escape(actor.name)}",
        *(["## Takes part in", "\n".join(events)] if events else []),
        *(["## Says", *quotes] if quotes else []),
        *(["## Named in", "\n".join(articles)] if articles else []),
        _notes(entries),
    )


def _event(event: Event, desk: _VaultBuilder) -> str:
    entries = desk.entries[event.id]
    told = {
        "start": event.start,
        "end": event.end,
        "granularity": event.granularity,
        "place": one_line(event.place),
        "status": event.status.value,
        "subkind": event.subkind,
        "weapon": event.weapon,
        "conflicts": list(event.conflicts),
        "tags": _tags(entries, event.kind.value),
    }
    who = " · ".join(desk.link(i) for i in dict.fromkeys((*event.participants, event.attacker)) if i in desk.names and i)
    lines = [
        f"# {escape(headline(event, desk.references))}",
        " · ".join(v for v in (format_event_days(event), escape(event.place)) if v),
        who,
    ]
    lines += [f"*{escape(why)}*" for why in (event.date_explanation, event.merge_explanation) if why]
    return _properties(told) + _heads(*lines, "## As told", *(_report(r, desk) for r in event.reports), _notes(entries))


def _report(report: SourceReport, desk: _VaultBuilder) -> str:
    figures = ", ".join(format_figure(f) for f in report.figures)
    return f"> {escape(report.text)}\n> — {desk.passage(report.article, report.span)}{f' ({figures})' if figures else ''}"


def _notes(entries: Sequence[Entry]) -> str:
    """What the user wrote on a thing, as it was written."""
    told = [e for e in entries if e.text or e.anchor.exact]
    if not told:
        return ""
    parts = [f"> {escape(e.anchor.exact)}\n\n{e.text}" if e.anchor.sha256 and e.anchor.exact else e.text for e in told]
    return "\n\n".join(["## Notes", *(p for p in parts if p.strip())])


def _timeline(material: ExportContext, desk: _VaultBuilder) -> str:
    lines = [f"- {format_event_days(e)}: {desk.link(e.id, headline(e, desk.references))}" for e in material.findings.events]
    loose = [e for e in material.entries if e.target not in desk.names]
    return _heads(f"# {escape(material.title)}", escape(material.description), "\n".join(lines), _notes(loose))
