"""The attack that an article is about, where none of its sentences says enough to report it alone."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.extraction.events.place_phrases import WIDE
from dossier.extraction.events.strike.armed import armed_groups
from dossier.extraction.events.strike.background import comes_before_news
from dossier.extraction.events.strike.factuality import is_background, is_past, is_past_above
from dossier.extraction.events.strike.groups import StrikeMention
from dossier.extraction.events.strike.phrases import names_claim

OPENING = 4
"""Paragraphs in which an article says what its news is."""
ENOUGH_DETAILS = 2
OFTEN = 3
"""Times that "the attack" stands in an article that is about it."""


def with_news(mentions: Sequence[StrikeMention]) -> list[StrikeMention]:
    """The mentions, that of the article's news as a report of it; empty where there is none.

    `mentions` hold no report. The news is the mention in the opening that gives most details, two at least, or the first of an attack that the
    article comes back to again and again; there must be arms, or people who use them, in some mention.
    """
    news = _news_of(mentions) if _is_armed(mentions) else None
    if news is None:
        return []
    return [replace(m, is_report=True, is_single=not m.plural) if m is news else m for m in mentions]


def _news_of(mentions: Sequence[StrikeMention]) -> StrikeMention | None:
    """The mention of the article's news; None without one."""
    single = [m for m in mentions if _may_be_news(m)]
    detailed = [m for m in single if m.paragraph < OPENING and _details(m) >= ENOUGH_DETAILS]
    named = [m for m in single if m.definite and m.trigger.noun]
    return max(detailed, key=_details, default=None) or (named[0] if len(named) >= OFTEN else None)


def _may_be_news(mention: StrikeMention) -> bool:
    """True for one attack that is neither a habit nor only named beside another, counted over a month, or in the words of a speaker."""
    token = mention.trigger.token
    is_many = mention.plural and not (mention.time_ids or mention.figure_mentions)
    if is_many or mention.is_campaign or mention.set_off or mention.quoted or mention.trigger.counted or comes_before_news(token):
        return False
    return is_past_above(token) if mention.trigger.noun else is_past(token) and not is_background(mention)


def _details(mention: StrikeMention) -> int:
    """How many details a mention gives; a town or a venue counts twice."""
    place = bool(mention.places) + (bool(mention.places) and mention.place_rank < WIDE)
    others = mention.agent_name, mention.target, mention.weapons, mention.time_ids, mention.figure_mentions
    return place + sum(map(bool, others))


def _is_armed(mentions: Sequence[StrikeMention]) -> bool:
    """True where a mention has arms or an armed group, or the article says who claimed responsibility."""
    return any(m.trigger.armed or m.agent_name in armed_groups() for m in mentions) or any(
        names_claim(m.trigger.token.doc) for m in mentions[:1]
    )
