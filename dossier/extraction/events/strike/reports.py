"""Event mentions of strikes: one for each sentence that gives details of a group's strike."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from dossier.extraction.events.dating import temporal_arguments
from dossier.extraction.events.figures import FigureMention, counts_war, is_total
from dossier.extraction.events.place_phrases import LOCATIVE, WIDE, places_in
from dossier.extraction.events.strike.attackers.responsibility import Responsible
from dossier.extraction.events.strike.context import StrikeContext
from dossier.extraction.events.strike.coref.apart import follows_by_hours, is_recalled, is_set_apart
from dossier.extraction.events.strike.dating import procedure_above
from dossier.extraction.events.strike.factuality import is_accusation
from dossier.extraction.events.strike.groups import StrikeGroup, StrikeMention, latest_groups_before, places_overlap
from dossier.extraction.events.strike.scene import Scene, lies_in, scenes_of, with_scene
from dossier.extraction.events.strike.triggers import subjects_of
from dossier.extraction.lexicon.geography import state_named
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.quotes.credit import attributed_actor
from dossier.extraction.timex.recognizer import DAY_FORMS
from dossier.model.event import EventMention, FigureKind, Status
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.span import Span
from dossier.model.time import Direction
from dossier.places.gazetteer import find_places_spelled
from dossier.places.resolve import bare_name

NARRATIVE_FORMS = DAY_FORMS | {"clock"}
MAX_SENTENCES_BACK = 12  # sentences over which an earlier day still applies
MAX_PARAGRAPHS_BACK = 3  # the same in paragraphs
MAX_PARAGRAPHS_AHEAD = 2  # paragraphs over which figures still belong to the last strike


def reports_of(
    groups: Sequence[StrikeGroup],
    mentions: Sequence[StrikeMention],
    responsible: Mapping[int, Responsible],
    context: StrikeContext,
    first_group: int,
) -> tuple[EventMention, ...]:
    """All event mentions in order of the text. `responsible` are attackers named elsewhere, by number of the group."""
    reports: list[EventMention] = []
    later_figures = _figures_without_trigger(groups, _reporting_sentences(groups, mentions), context)
    scenes = scenes_of(groups, context)
    for number, group in enumerate(groups):
        extra_sentences = [start for start, _ in later_figures.get(number, ())]
        places = _places(group, context, extra_sentences, scenes[number])
        earlier = max((m.paragraph for g in groups[:number] for m in g.mentions), default=-1)
        of_others = {i for g in groups if g is not group for m in g.mentions if m.set_off or g.is_background for i in m.time_ids}
        defaults = _defaults(group, responsible.get(number), context, places, earlier, of_others)
        defaults = replace(defaults, group=first_group + number, is_another=is_set_apart(group, groups[:number]))
        placed = _placed(group)
        for sentence in sorted({m.sentence for m in group.mentions}):
            in_sentence = [m if m in placed or m.of_series else replace(m, places=()) for m in group.mentions if m.sentence == sentence]
            is_of_all = all(m.of_series for m in in_sentence)
            known = replace(defaults, places=(), attacker=None, attacker_words="", weapon="", target="") if is_of_all else defaults
            reports.append(_report(context, in_sentence, known))
        for start, figures in later_figures.get(number, ()):
            reports.append(_report_of_figures(start, figures, defaults, context))
    return tuple(sorted(_placed_by_attacker(reports), key=lambda r: (r.span, r.group)))


def _reporting_sentences(groups: Sequence[StrikeGroup], mentions: Sequence[StrikeMention]) -> set[Span]:
    """Sentences of the groups, and those that report a strike apart from them or mention strikes in general."""
    grouped = {m.sentence for group in groups for m in group.mentions}
    return grouped | {m.sentence for m in mentions if m.is_report or m.is_campaign or m.plural}


def _placed_by_attacker(reports: Sequence[EventMention]) -> list[EventMention]:
    """The mentions, those without a place located in the only state that the same attacker strikes elsewhere in the text."""
    states_by_attacker: dict[int | None, set[str]] = {}
    for report in reports:
        state = state_named(report.places[-1]) if report.places else None
        if state is not None:
            states_by_attacker.setdefault(report.attacker, set()).add(state)
    return [
        replace(r, places=tuple(states_by_attacker[r.attacker]))
        if not r.places and r.attacker is not None and len(states_by_attacker.get(r.attacker, ())) == 1
        else r
        for r in reports
    ]


def _defaults(
    group: StrikeGroup,
    responsible: Responsible | None,
    context: StrikeContext,
    places: tuple[str, ...],
    earlier: int,
    of_others: Collection[int],
) -> EventMention:
    """Event mention with the details of the whole group, for sentences that do not state them.

    `earlier` is the last paragraph that reports a strike before it, -1 for none; `of_others` are the times of strikes that sentences only
    name beside the one they report.
    """
    ranked = [*(m for m in group.mentions if m.is_report), *group.mentions]
    has_own_times = any(m.time_ids for m in group.mentions)
    relation = None if has_own_times else next((m for m in group.mentions if m.time_relation), None)
    time_ids, is_own = _times_of_group(group, context, earlier, of_others, has_relation=relation is not None)
    return EventMention(
        kind=STRIKE.name,
        subkind=next((w.subkind for m in ranked for w in m.weapons), "") or _subkind(group),
        status=Status.OCCURRED,
        span=group.mentions[0].sentence,
        group=0,
        time_ids=time_ids,
        time_relation=relation.time_relation
        if relation
        else _relation_without_own_days(group, time_ids, is_own=is_own, is_later=earlier >= 0),
        time_relation_span=relation.time_relation_span if relation else None,
        places=places,
        attacker=next(
            (m.attacker for m in ranked if m.attacker is not None and not _is_of_many(m, group)), responsible.key if responsible else None
        ),
        attacker_words=next((m.attacker_words for m in ranked if m.attacker_words and not _is_of_many(m, group)), "")
        or (responsible.words if responsible else ""),
        weapon=_weapon(ranked) or _default_weapon(group),
        target=next((m.target for m in ranked if m.target), ""),
    )


def _is_of_many(mention: StrikeMention, group: StrikeGroup) -> bool:
    """True for attacks in general beside one attack: "the group has carried out similar assaults"."""
    return mention.plural and not mention.definite and not mention.is_report and not group.mentions[0].plural


def _relation_without_own_days(group: StrikeGroup, time_ids: tuple[int, ...], *, is_own: bool, is_later: bool) -> str:
    """The relation "recalled" for a strike that the article first names in a charge, an arrest or a trial and gives no day, and for one that
    `is_later` than another in the text and described as past, or set off from it ("comes a week after"); else "context" for times that are
    not its own.
    """
    if time_ids:
        return "" if is_own else "context"
    first = group.mentions[0]
    is_days_before = first.set_off and not first.beside and not follows_by_hours(first)
    if is_later and (is_recalled(first) or is_days_before):
        return "recalled"
    word = procedure_above(first.trigger.token)
    return "recalled" if word is not None and is_accusation(word) else "context"


def _places(group: StrikeGroup, context: StrikeContext, extra_sentences: Sequence[int], scene: Scene) -> tuple[str, ...]:
    """The most specific place of the group; a region or a state is narrowed to the area of a local official who reports it.

    `scene` is the town by the rest of the article: it follows a street or a venue, and stands where the group names no place at all.
    `extra_sentences` are the first token indexes of sentences that only give figures of the strike.
    """
    best = min(_placed(group), key=lambda m: (m.place_rank, not m.is_report), default=None)
    if best is not None and best.place_rank < WIDE:
        places = with_scene(best.places, best.place_rank, scene)
        return places if best.place_rank or len(places) > 1 else (*places, *_region_around(group))
    wide_place = best.places if best is not None else ()
    places = with_scene(wide_place, WIDE, scene)
    return places if len(places) > len(wide_place) else _area_of_official(group, context.doc, wide_place, extra_sentences) or wide_place


def _placed(group: StrikeGroup) -> list[StrikeMention]:
    """The mentions with a place; those that report nothing only where that is, or lies in, the place of a report: "the attack was in
    solidarity with the people of X". Where reports name no more than a state, or nothing that the world list has, any
    place counts.
    """
    placed = [m for m in group.mentions if m.places and not m.of_series]
    reports = [m for m in placed if m.is_report]
    names = sorted({name for m in reports for name in m.places})
    if all(m.place_rank > WIDE for m in reports) or not any(map(find_places_spelled, names)):
        return placed
    return [m for m in placed if m.is_report or set(names) & set(m.places) or lies_in(m.places[0], names, needs_region=False)]


def _region_around(group: StrikeGroup) -> tuple[str, ...]:
    """The region that the group names beside a venue: "near the Old Mosque", of a blast "in X province"."""
    return next((m.places for m in _placed(group) if m.place_rank == WIDE and find_places_spelled(bare_name(m.places[0]))), ())


def _weapon(mentions: Sequence[StrikeMention]) -> str:
    """Labels of the weapons, most specific ones, three at most."""
    labels = list(dict.fromkeys(w.label for m in mentions for w in m.weapons))
    return " and ".join(_most_specific(labels))


def _most_specific(labels: list[str]) -> list[str]:
    """Labels without those that another one specifies ("missile" next to "ballistic missile"); three at most."""
    return [a for a in labels if not any(a != b and b.endswith(a) for b in labels)][:3]


def _subkind(group: StrikeGroup) -> str:
    """PLOVER mode of a group without a weapon, from its verbs and nouns."""
    lemmas = {m.trigger.token.lemma_.lower() for m in group.mentions}
    if _default_weapon(group) == "airstrike":
        return "air/drone strike"
    if lemmas & {"bombing", "bomb", "detonate"}:
        return "remote explosive"
    return "shelling/artillery/missile attack" if lemmas & {"shell", "shelling", "bombard", "bombardment"} else "armed attack"


def _default_weapon(group: StrikeGroup) -> str:
    """Weapon implied by the trigger or its subject, or an empty string."""
    if any(
        t.lemma_.lower() in word_set("strikes", "armed.aircraft")
        for m in group.mentions
        if not m.trigger.noun
        for t in subjects_of(m.trigger.token)
    ):
        return "airstrike"
    lemmas = {m.trigger.token.lemma_.lower() for m in group.mentions}
    if lemmas & {"shoot", "shooting"} and not any(c.lower_ == "down" for m in group.mentions for c in m.trigger.token.children):
        return "gun"
    return "shelling" if lemmas & {"shell", "shelling"} else ""


def _times_of_group(
    group: StrikeGroup, context: StrikeContext, earlier: int, of_others: Collection[int], *, has_relation: bool
) -> tuple[tuple[int, ...], bool]:
    """Time indexes of the strike, and whether they are its own; otherwise those of the statement or of the text so far."""
    time_ids = next((m.time_ids for m in group.mentions if m.is_report and m.time_ids), ()) or next(
        (m.time_ids for m in group.mentions if m.time_ids), ()
    )
    if time_ids or has_relation:
        return time_ids, True
    outcome_times = _times_of_outcome_verb(group, context)
    narrative = next((m.narrative_time_ids for m in group.mentions if m.narrative_time_ids), ())
    if outcome_times:
        return outcome_times, True
    has_open_day = (group.mentions[0].set_off and not group.mentions[0].beside) or (earlier >= 0 and is_recalled(group.mentions[0]))
    in_sentence = _day_in_sentence(group, context, of_others) if earlier >= 0 else ()  # the lead may give the day of what police did
    return narrative or (() if has_open_day else in_sentence or _last_day_before(group, context, earlier, of_others)), False


def _day_in_sentence(group: StrikeGroup, context: StrikeContext, of_others: Collection[int]) -> tuple[int, ...]:
    """Index of the only day that the first sentence gives, as a tuple, whatever the parse attaches it to; empty for more and for none."""
    sentence = group.mentions[0].sentence
    days = [i for i, t in enumerate(context.times) if sentence.start <= t.span.start < sentence.end and t.form in DAY_FORMS]
    is_free = len(days) == 1 and days[0] not in of_others and context.times[days[0]].direction is not Direction.FUTURE
    return tuple(days) if is_free and not context.times[days[0]].quoted else ()


def _times_of_outcome_verb(group: StrikeGroup, context: StrikeContext) -> tuple[int, ...]:
    """Time indexes of the outcome elsewhere in the text: "the jet crashed on Wednesday" for a jet that was shot down."""
    target_words = frozenset().union(*(m.target_words for m in group.mentions))
    for token in context.doc:
        if token.pos_ == "VERB" and token.lemma_.lower() in word_set("strikes", "verbs.fate"):
            subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
            if (
                subject is not None
                and subject.lemma_.lower() in target_words
                and (time_ids := temporal_arguments(token, context.times).time_ids)
            ):
                return time_ids
    return ()


def _last_day_before(group: StrikeGroup, context: StrikeContext, earlier: int, of_others: Collection[int]) -> tuple[int, ...]:
    """Index of the last unquoted day before the strike that is none `of_others`, as a tuple; only from a few paragraphs before it or before
    the strikes it follows.
    """
    start = group.mentions[0].sentence.start
    paragraph = context.paragraphs.number_at(start)
    sentences = [s for s in context.doc.sents if s.start_char <= start]
    earliest = sentences[-MAX_SENTENCES_BACK:][0].start_char if sentences else 0
    before = [
        i
        for i, t in enumerate(context.times)
        if earliest <= t.span.start < start and t.form in NARRATIVE_FORMS and not t.quoted and i not in of_others
    ]
    before = [i for i in before if context.times[i].direction is not Direction.FUTURE]  # a strike was not on a day to come
    reach = {i: paragraph - context.paragraphs.number_at(context.times[i].span.start) for i in before}
    near = [i for i in before if reach[i] <= MAX_PARAGRAPHS_BACK or (0 <= paragraph - earlier <= MAX_PARAGRAPHS_BACK and earlier >= 0)]
    return (near[-1],) if near else ()


def _area_of_official(group: StrikeGroup, doc: Doc, wide_place: tuple[str, ...], extra_sentences: Sequence[int]) -> tuple[str, ...]:
    """The area that a local official in the sentence governs ("the X region's governor said"), followed by `wide_place`; else empty."""
    for start in (*(m.trigger.token.sent.start for m in group.mentions), *extra_sentences):
        for token in doc[start].sent:
            if token.lower_ in word_set("strikes", "local_office.areas") and (name := _name_before(token)) and _has_official_near(token):
                return (name, *wide_place)
    return ()


def _name_before(token: Token) -> str:
    """The name right before "region" or "Regional"."""
    i = token.i
    while i > token.sent.start and token.doc[i - 1].pos_ == "PROPN" and token.doc[i - 1].text[:1].isupper():
        i -= 1
    name: str = token.doc[i : token.i].text
    return name


def _has_official_near(token: Token) -> bool:
    """True where an office is named within six tokens."""
    window = token.doc[max(token.sent.start, token.i - 6) : min(token.sent.end, token.i + 6)]
    return any(t.lower_ in word_set("strikes", "local_office.nouns") for t in window)


def _report(context: StrikeContext, mentions: list[StrikeMention], defaults: EventMention) -> EventMention:
    """Event mention of one sentence; details that the sentence lacks come from `defaults`."""
    time_ids = next((m.time_ids for m in mentions if m.time_ids), ())
    relation = None if time_ids else next((m for m in mentions if m.time_relation), None)
    places = min((m for m in mentions if m.places), key=lambda m: m.place_rank, default=None)
    return replace(
        defaults,
        span=mentions[0].sentence.trimmed(context.text),
        time_ids=time_ids or defaults.time_ids,
        time_relation=relation.time_relation if relation else ("" if time_ids else defaults.time_relation),
        time_relation_span=relation.time_relation_span if relation else (None if time_ids else defaults.time_relation_span),
        places=places.places if places and (places.place_rank < 3 or not defaults.places) else defaults.places,
        attacker=next((m.attacker for m in mentions if m.attacker is not None and (m.is_report or not m.plural)), defaults.attacker),
        attacker_words=next((m.attacker_words for m in mentions if m.attacker_words), defaults.attacker_words),
        weapon=_weapon(mentions) or defaults.weapon,
        target=next((m.target for m in mentions if m.target), defaults.target),
        figures=tuple(sorted({f.figure for m in mentions for f in m.figure_mentions}, key=lambda f: (f.span, f.name))),
        attributed_to=next((m.attributed_to for m in mentions if m.attributed_to is not None), None),
        explanation=f"“{mentions[0].trigger.token.text}” refers to an attack",
    )


def _figures_without_trigger(
    groups: Sequence[StrikeGroup], sentences_with_mentions: set[Span], context: StrikeContext
) -> dict[int, list[tuple[int, tuple[FigureMention, ...]]]]:
    """Sentences without a trigger that give figures, as (first token index, figures), by number of the group mentioned last before."""
    figures_by_group: dict[int, list[tuple[int, tuple[FigureMention, ...]]]] = {}
    paragraph_of_totals = -1
    is_after_total = False
    for sentence in context.doc.sents:
        follows_total, is_after_total = is_after_total, is_total(sentence.text)  # "… since May. The ministry counts 900 dead."
        mentions = context.figure_mentions[sentence.start]
        figures = tuple(f for f in mentions if f.figure.name != FigureKind.DETAINED and not f.named)
        if not figures or Span(sentence.start_char, sentence.end_char) in sentences_with_mentions:
            continue
        paragraph = context.paragraphs.number_at(sentence.start_char)
        if counts_war(sentence):
            paragraph_of_totals = paragraph
        if paragraph == paragraph_of_totals or (follows_total and paragraph == context.paragraphs.number_at(sentence.start_char - 2)):
            continue
        for number in latest_groups_before(groups, sentence.start, paragraph, MAX_PARAGRAPHS_AHEAD)[-1:]:
            if not _is_told_of_elsewhere(sentence, groups[number], context):
                figures_by_group.setdefault(number, []).append((sentence.start, figures))
    return figures_by_group


def _is_told_of_elsewhere(sentence: Sentence, group: StrikeGroup, context: StrikeContext) -> bool:
    """True where a sentence that gives figures names a town or region, none of which can be the strike's: "a crash in X killed six"."""
    places = [p.names for p in places_in(sentence, context.places) if p.preposition in LOCATIVE and p.rank in {1, 3} and p.names]
    known = [m.places for m in group.mentions if m.places and m.place_rank <= WIDE]
    return bool(places and known) and not any(places_overlap(names, own) for names in places for own in known)


def _report_of_figures(start: int, figures: tuple[FigureMention, ...], defaults: EventMention, context: StrikeContext) -> EventMention:
    """Event mention of a sentence that only gives figures; `start` is the index of its first token."""
    sentence = context.doc[start].sent
    return replace(
        defaults,
        span=Span(sentence.start_char, sentence.end_char).trimmed(context.text),
        figures=tuple(f.figure for f in figures),
        attributed_to=attributed_actor(context.doc[figures[0].token_index], context.quoted_spans, context.resolver, context.states),
        explanation="the sentence gives figures for the attack mentioned before it",
    )
