"""Meeting extraction: participants, place and time of each meeting, one group of mentions a meeting."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dossier.extraction.events.days import is_long_before
from dossier.extraction.events.limits import first_in_sentences
from dossier.extraction.events.meeting.context import without_house
from dossier.extraction.events.meeting.coref import group_mentions
from dossier.extraction.events.meeting.delegations import delegation_sentences
from dossier.extraction.events.meeting.meeting_mention import MeetingMention
from dossier.extraction.events.meeting.mentions import MeetingExtractor
from dossier.extraction.events.meeting.news import NewsParties, is_of_past, with_news
from dossier.extraction.events.meeting.triggers import find_joint_statements, find_triggers
from dossier.extraction.events.paragraphs import Paragraphs
from dossier.extraction.events.parsed_article import ParsedArticle
from dossier.extraction.events.place_phrases import find_places
from dossier.model.event import EventMention, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.span import Span
from dossier.model.time import Direction, TimeExpression

_PROGRAMME = 5
"""Paragraphs that the programme of a visit may take."""


def find_meetings(article: ParsedArticle, first_group: int = 0) -> tuple[EventMention, ...]:
    """Every meeting that the text reports as past or planned; one mention for each sentence that gives details of it.

    Statements, votes, interviews, denials, wishes and general references to meetings are no meetings. Mentions of one meeting share a
    `group`; groups count from `first_group` in order of first mention.
    """
    doc, times, resolver = article.doc, article.times, article.resolver
    extractor = MeetingExtractor(doc, find_places(doc, resolver.tokens_of_persons()), article.quoted_spans, times, resolver)
    mentions = [mention for trigger in first_in_sentences(find_triggers(doc)) for mention in extractor.mentions(trigger)]
    mentions += [mention for token in delegation_sentences(doc) if (mention := extractor.delegation(token)) is not None]
    mentions.sort(key=_order)
    groups = group_mentions(mentions, times, article.published)
    if not any(m.participants and not is_of_past(m, times, article.published) for group in groups for m in group):
        parties = NewsParties(doc, extractor.paragraphs, extractor.nationalities, resolver)
        joint = [mention for trigger in find_joint_statements(doc) for mention in extractor.mentions(trigger)]
        possible = sorted((*mentions, *(m for m in joint if parties.of(m))), key=_order)
        if with_parties := with_news(possible, parties, times, article.published):
            groups = group_mentions(with_parties, times, article.published)
    reports = [
        report
        for number, group in enumerate(groups)
        for report in _reports(extractor.paragraphs, group, first_group + number, times, groups[:number], article.published)
    ]
    return tuple(sorted(reports, key=lambda r: (r.span, r.group)))


def _order(mention: MeetingMention) -> tuple[Span, bool, int]:
    """Mentions by sentence, lists of those who take part last."""
    return mention.sentence, mention.roster, mention.token_index


def _reports(
    paragraphs: Paragraphs,
    group: list[MeetingMention],
    number: int,
    times: Sequence[TimeExpression],
    earlier: Sequence[list[MeetingMention]],
    published: date | None,
) -> list[EventMention]:
    """One event mention a sentence; in an undated group the first takes the day of the statement near it, a plan that of the programme:
    `earlier` are the groups before it.
    """
    is_dated, is_placed = any(m.time_ids for m in group), any(m.places for m in group)
    reports: list[EventMention] = []
    is_beside = any(len(m.persons) > 1 and not m.gathering for m in group)  # "met at the summit"
    for mention in group:
        is_recalled = mention.recalled and not is_dated and _follows_meeting(earlier)
        narrative = () if is_dated or reports or is_recalled else _narrative_times(paragraphs, mention, times, earlier, published)
        inherited = () if is_placed or reports else _town_of_the_day(mention, narrative, earlier)
        report = EventMention(
            kind=MEETING.name,
            subkind=_subkind(mention, group),
            status=mention.status if mention.time_ids and not (mention.passing or mention.definite) else group[0].status,
            span=mention.sentence,
            group=number,
            time_ids=mention.time_ids or narrative,
            time_relation="context" if narrative and not mention.time_ids else "recalled" if is_recalled else "",
            time_relation_span=times[narrative[0]].span if narrative and not mention.time_ids else None,
            day_index=mention.day_index or _implied_day(mention, group),
            duration=mention.duration,
            places=mention.places or inherited,
            participants=mention.participants,
            attributed_to=mention.attributed_to,
            called_off=mention.called_off,
            series="" if is_beside and mention.gathering else mention.series,
            is_another=group[0].is_new or group[0].recalled,
            explanation=mention.explanation,
        )
        index = next((i for i, r in enumerate(reports) if r.span == report.span), None)
        if index is None:
            reports.append(report)
        else:
            reports[index] = _merge(reports[index], report)
    return reports


def _implied_day(mention: MeetingMention, group: list[MeetingMention]) -> int:
    """Day index 2 for two-day talks that continue on a stated day, or with only the first day stated elsewhere; else 0."""
    is_two_day = any(m.day_index == 1 or m.duration == 2 for m in group if m is not mention)
    is_longer = any(m.day_index > 1 or m.duration > 2 for m in group)
    return 2 if mention.continues and mention.time_ids and is_two_day and not is_longer else 0


def _merge(left: EventMention, right: EventMention) -> EventMention:
    """Two mentions of one sentence as one; a day that only the context gives stands where no other does."""
    if not right.time_ids or left.time_relation == right.time_relation:
        time_ids, relation = tuple(sorted({*left.time_ids, *right.time_ids})), left.time_relation
    else:
        time_ids, relation = left.time_ids if not left.time_relation else right.time_ids, ""
    return replace(
        left,
        time_ids=time_ids,
        time_relation=relation,
        day_index=left.day_index or right.day_index,
        duration=left.duration or right.duration,
        places=left.places if len(left.places) >= len(right.places) else right.places,
        participants=tuple(dict.fromkeys((*left.participants, *right.participants))),
        series=left.series or right.series,
    )


def _narrative_times(
    paragraphs: Paragraphs,
    mention: MeetingMention,
    times: Sequence[TimeExpression],
    earlier: Sequence[list[MeetingMention]],
    published: date | None,
) -> tuple[int, ...]:
    """Index of the day on which an undated meeting was reported, as a tuple; of a planned one that of the
    programme. Empty where no day is near.

    The order is: the sentence, the paragraph so far, and for the first meeting of the article its first day and the rest of the paragraph:
    a later one of other people, mentioned in passing, may be on any day. Neither a day to come counts nor one long before the article.
    `earlier` are the groups before it.
    """
    if mention.status is Status.PLANNED:
        return _programme_times(mention, earlier)
    if mention.narrative_time_ids:
        return mention.narrative_time_ids[:1]
    days = [i for i, t in enumerate(times) if _names_day(t) and not t.quoted and t.direction is not Direction.FUTURE]
    days = [i for i in days if not is_long_before(times[i], published)]
    before = [i for i in days if times[i].span.start < mention.sentence.end]
    paragraph = paragraphs.span_at(mention.sentence.start)
    in_paragraph = [i for i in before if times[i].span.start >= paragraph.start]
    after = [i for i in days if mention.sentence.end <= times[i].span.start < paragraph.end]
    is_of_programme = any(mention.persons & m.persons and mention.paragraph - m.paragraph <= _PROGRAMME for g in earlier for m in g)
    may_be_any_day = _follows_meeting(earlier) and not (is_of_programme or mention.same_occasion)
    return tuple(in_paragraph[-1:] or (() if may_be_any_day else before[:1] or after[:1]))


def _names_day(time: TimeExpression) -> bool:
    """True for a weekday, a date, and days counted from the publication day ("yesterday")."""
    return time.form in {"weekday", "date"} or (time.form == "unit" and time.unit == "day")


def _follows_meeting(earlier: Sequence[list[MeetingMention]]) -> bool:
    """True where the article has reported a meeting that took place: the next one may be on any other day."""
    return any(m.status is Status.OCCURRED for group in earlier for m in group)


def _town_of_the_day(mention: MeetingMention, day: tuple[int, ...], earlier: Sequence[list[MeetingMention]]) -> tuple[str, ...]:
    """The town where one of the participants met others on the same day, for a meeting without a place of its own; never their house."""
    if mention.status is not Status.OCCURRED or mention.subkind == "call" or not day:
        return ()
    for group in reversed(earlier):
        keys = {key for m in group for key in m.persons}
        is_same_day = any(set(day) & set(m.time_ids) for m in group)
        if is_same_day and keys & mention.persons and group[0].status is Status.OCCURRED and group[0].subkind != "call":
            names = next((m.places for m in group if m.places), ())
            return without_house(names)
    return ()


def _programme_times(mention: MeetingMention, earlier: Sequence[list[MeetingMention]]) -> tuple[int, ...]:
    """The day of the planned meeting before it that somebody of a planned one goes to: all that a visit's programme lists is on its day."""
    if mention.status is not Status.PLANNED or mention.passing or mention.is_new:
        return ()
    for group in reversed(earlier):
        planned = [m for m in group if m.status is Status.PLANNED and m.time_ids and mention.persons & m.persons]
        if planned and mention.paragraph - planned[0].paragraph <= _PROGRAMME:
            return planned[0].time_ids
    return ()


def _subkind(mention: MeetingMention, group: list[MeetingMention]) -> str:
    """PLOVER mode: call or host where a word states it, else by the number of participants."""
    subkind = next((m.subkind for m in group if m.subkind), "")
    return subkind or mention.subkind or ("multilateral" if len({k for m in group for k in m.participants}) > 2 else "bilateral")
