"""Strike extraction: attacker, weapon, target, place, time, figures and source of each strike."""

from itertools import groupby

from dossier.extraction.events.days import ArticleDays
from dossier.extraction.events.limits import first_in_sentences
from dossier.extraction.events.parsed_article import ParsedArticle
from dossier.extraction.events.strike.article_arms import arm_by_article
from dossier.extraction.events.strike.attackers.responsibility import assign_responsibility
from dossier.extraction.events.strike.context import build_strike_context
from dossier.extraction.events.strike.coref.grouping import group_strikes
from dossier.extraction.events.strike.mentions import mention_of
from dossier.extraction.events.strike.news import with_news
from dossier.extraction.events.strike.reports import reports_of
from dossier.extraction.events.strike.triggers import find_triggers
from dossier.extraction.lexicon.weapons import find_weapons
from dossier.model.event import EventMention


def find_strikes(article: ParsedArticle, first_group: int = 0) -> tuple[EventMention, ...]:
    """Every attack that the text reports as an occurrence; one mention for each sentence that gives details of it.

    Threats, denials, general references to attacks, totals of a war, exercises, and other senses of the words are no strikes. Mentions
    of one strike share a `group`; groups count from `first_group` in order of first mention. The town of the article's
    dateline is evidence for the place of its news; its publication day, where it is known, decides which days are the same.
    """
    doc, times, published = article.doc, article.times, article.published
    triggers = first_in_sentences(arm_by_article(find_triggers(doc, find_weapons(doc))))
    if not triggers:
        return ()
    context = build_strike_context(doc, article.quoted_spans, times, article.resolver, article.dateline)
    sentences = [tuple(members) for _, members in groupby(triggers, key=lambda trigger: trigger.token.sent.start)]
    mentions = [m for members in sentences for trigger in members if (m := mention_of(trigger, members, context)) is not None]
    days = ArticleDays(times, published)
    groups = group_strikes(mentions, days)
    if not groups and (with_report := with_news(mentions)):
        mentions, groups = with_report, group_strikes(with_report, days)
    return reports_of(groups, mentions, assign_responsibility(groups, context), context, first_group)
