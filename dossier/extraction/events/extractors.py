"""Extractors of events: every declared kind has one of its own here, or the one that works from its declared words."""

from collections.abc import Callable, Mapping

from dossier.extraction.events.declared.extractor import find_declared_events
from dossier.extraction.events.meeting.extractor import find_meetings
from dossier.extraction.events.parsed_article import ParsedArticle
from dossier.extraction.events.strike.extractor import find_strikes
from dossier.model.event import EventMention
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.registry import event_kinds
from dossier.model.event_kinds.strike import STRIKE

EXTRACTORS: Mapping[str, Callable[[ParsedArticle, int], tuple[EventMention, ...]]] = {
    MEETING.name: find_meetings,
    STRIKE.name: find_strikes,
}
"""Extractors by kind; each takes the number of its first group."""


def find_events(article: ParsedArticle) -> tuple[EventMention, ...]:
    """The event mentions of all declared kinds, in order of the text. Mentions of one event share a `group`, whatever the kind."""
    mentions: list[EventMention] = []
    for kind in event_kinds():
        first_group = 1 + max((mention.group for mention in mentions), default=-1)
        if kind.name in EXTRACTORS:
            mentions += EXTRACTORS[kind.name](article, first_group)
        elif kind.lexicon is not None:
            mentions += find_declared_events(article, kind, first_group)
    return tuple(sorted(mentions, key=lambda m: (m.span, m.kind, m.group)))
