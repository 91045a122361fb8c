"""Anchors: where an entry of the notebook or a correction is attached, made from items and resolved to items again."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.model.notebook import Anchor, AnchorKind, Entry
from dossier.model.span import Span
from dossier.services.notebook.commands import article_anchor
from dossier.services.snapshot import Snapshot
from dossier.text.anchors import locate, make_anchor

LABEL_WORDS = 40
"""Characters of a quotation in the label of an anchor."""


def anchor_of(snapshot: Snapshot, kind: AnchorKind, ident: str = "", article: str = "", span: Span | None = None) -> Anchor:
    """An anchor on an article, actor, event or quotation (by id), on a passage of an article, or on the dossier."""
    if kind is AnchorKind.PASSAGE and span is not None:
        return make_anchor(snapshot.article(article), span, kind, snapshot.title_of(article))
    if kind is AnchorKind.ARTICLE:
        return article_anchor(snapshot.article(ident or article))
    if kind is AnchorKind.ACTOR:
        return Anchor(kind, exact=snapshot.actor(ident).name, label=snapshot.actor(ident).name)
    if kind is AnchorKind.EVENT:
        event = snapshot.event(ident)
        report = event.reports[0]
        return make_anchor(snapshot.article(report.article), report.span, kind, snapshot.label_of(event))
    if kind is AnchorKind.QUOTATION:
        quotation = snapshot.quotation(ident)
        label = f"{quotation.speaker_text}: “{quotation.text[:LABEL_WORDS]}”"
        return make_anchor(snapshot.article(quotation.article), quotation.span, kind, label)
    return Anchor(AnchorKind.DOSSIER, label=snapshot.title)


def resolve_entries(entries: Sequence[Entry], snapshot: Snapshot) -> tuple[Entry, ...]:
    """The entries, each with the id of the item that it is attached to now, or marked as detached."""
    return tuple(resolve_entry(entry, snapshot) for entry in entries)


def resolve_entry(entry: Entry, snapshot: Snapshot) -> Entry:
    """The entry with the id of the item that it is attached to now, or marked as detached."""
    anchor = entry.anchor
    if anchor.kind is AnchorKind.DOSSIER:
        return entry
    if anchor.kind is AnchorKind.ACTOR:
        actor = snapshot.actor_named(anchor.exact)
        return replace(entry, target=actor.id) if actor else replace(entry, detached=True)
    article = snapshot.by_hash.get(anchor.sha256)
    if article is None:
        return replace(entry, detached=True)
    if anchor.kind is AnchorKind.ARTICLE:
        return replace(entry, target=article.id)
    span = locate(anchor, article.text)
    if span is None:
        return replace(entry, detached=True)
    return replace(entry, target=snapshot.item_at(anchor.kind, article.id, span, anchor.label) or article.id)
