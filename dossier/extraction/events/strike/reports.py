"""Grouped mentions of an attack as reports: one for each sentence that tells something of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dossier.extraction.events.dating import temporal_arguments
from dossier.extraction.events.figures import FigureMention
from dossier.extraction.events.location import state_named
from dossier.extraction.events.strike.context import StrikeContext
from dossier.extraction.events.strike.coref import StrikeGroup, StrikeMention
from dossier.extraction.events.strike.triggers import subjects_of
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.quotes.credit import attributed_actor
from dossier.model.event import EventKind, EventMention, FigureKind, Status
from dossier.model.span import Span

DAY_FORMS = frozenset({"date", "weekday", "relative day", "unit", "holiday", "numeric date", "clock"})
REACH_BACK = 12  # sentences over which a day told before still holds
REACH_ON = 2  # paragraphs over which figures still belong to the attack told last


def reports_of(
    groups: Sequence[StrikeGroup],
    mentions: Sequence[StrikeMention],
    blamed: Mapping[int, int],
    setting: StrikeContext,
    first_group: int,
) -> tuple[EventMention, ...]:
    """All reports in order of the text. `blamed` gives attackers named apart from the attack, by the group's number."""
    found: list[EventMention] = []
    added = _later_figures(groups, {m.sentence for m in mentions}, setting)
    for number, group in enumerate(groups):
        beside = [start for start, _ in added.get(number, ())]
        shared = replace(_shared(group, blamed.get(number), setting, beside), group=first_group + number)
        for sentence in sorted({m.sentence for m in group.mentions}):
            mine = [m for m in group.mentions if m.sentence == sentence]
            found.append(_report(setting, mine, shared))
        for start, told in added.get(number, ()):
            found.append(_figures_only(start, told, shared, setting))
    return tuple(sorted(_placed_by_attacker(found), key=lambda r: (r.span, r.group)))


def _placed_by_attacker(reports: Sequence[EventMention]) -> list[EventMention]:
    """Reports without a place in the one state that the same attacker strikes elsewhere in the text."""
    struck: dict[int | None, set[str]] = {}
    for report in reports:
        state = state_named(report.places[-1]) if report.places else None
        if state is not None:
            struck.setdefault(report.attacker, set()).add(state)
    return [
        replace(r, places=tuple(struck[r.attacker]))
        if not r.places and r.attacker is not None and len(struck.get(r.attacker, ())) == 1
        else r
        for r in reports
    ]


def _shared(group: StrikeGroup, blamed: int | None, setting: StrikeContext, beside: Sequence[int]) -> EventMention:
    """What the mentions of one attack tell together; a report that is silent on a point takes it from here.

    `beside` are the first tokens of sentences that only give figures of it.
    """
    order = [*(m for m in group.mentions if m.is_report), *group.mentions]
    dated_itself = any(m.when for m in group.mentions)
    relation = None if dated_itself else next((m for m in group.mentions if m.time_relation), None)
    when, own = _when(group, setting, has_relation=relation is not None)
    return EventMention(
        kind=EventKind.STRIKE,
        subkind=next((w.subkind for m in order for w in m.weapons), "") or _subkind(group),
        status=Status.OCCURRED,
        span=group.mentions[0].sentence,
        group=0,
        time_ids=when,
        time_relation=relation.time_relation if relation else ("" if own else "context"),
        time_relation_span=relation.relation_span if relation else None,
        places=_places(group, setting, beside),
        attacker=next((m.attacker for m in order if m.attacker is not None), blamed),
        weapon=_weapon(order) or _default_weapon(group),
        target=next((m.target for m in order if m.target), ""),
    )


def _places(group: StrikeGroup, setting: StrikeContext, beside: Sequence[int]) -> tuple[str, ...]:
    """The nearest place told; where that is only a region or a state, the area whose official tells of it goes before."""
    best = min((m for m in group.mentions if m.place), key=lambda m: (m.rank, not m.is_report), default=None)
    if best is not None and best.rank < 3:
        return best.place
    wide = best.place if best is not None else ()
    return _local_office(group, setting.doc, wide, beside) or wide


def _weapon(mentions: Sequence[StrikeMention]) -> str:
    """The weapons named, most exact words, three at most."""
    labels = list(dict.fromkeys(w.label for m in mentions for w in m.weapons))
    return " and ".join(_pruned(labels))


def _pruned(labels: list[str]) -> list[str]:
    """Labels without those that another one says more exactly ("missile" beside "ballistic missile"); three at most."""
    return [a for a in labels if not any(a != b and b.endswith(a) for b in labels)][:3]


def _subkind(group: StrikeGroup) -> str:
    lemmas = {m.trigger.token.lemma_.lower() for m in group.mentions}
    if _default_weapon(group) == "airstrike":
        return "air/drone strike"
    if lemmas & {"bombing", "bomb", "detonate"}:
        return "remote explosive"
    return "shelling/artillery/missile attack" if lemmas & {"shell", "shelling", "bombard", "bombardment"} else "armed attack"


def _default_weapon(group: StrikeGroup) -> str:
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


def _when(group: StrikeGroup, setting: StrikeContext, *, has_relation: bool) -> tuple[tuple[int, ...], bool]:
    """The expressions that date the attack, and whether they are its own: else those of the telling, or of the text so far."""
    own = next((m.when for m in group.mentions if m.is_report and m.when), ()) or next((m.when for m in group.mentions if m.when), ())
    if own or has_relation:
        return own, True
    fate = _fate_times(group, setting)
    context = next((m.context for m in group.mentions if m.context), ())
    if fate:
        return fate, True
    return context or (() if group.mentions[0].apart else _so_far(group, setting)), False


def _fate_times(group: StrikeGroup, setting: StrikeContext) -> tuple[int, ...]:
    """For a jet that was shot down: the day of "the jet crashed on Wednesday" elsewhere in the text."""
    struck = frozenset().union(*(m.target_words for m in group.mentions))
    for token in setting.doc:
        if token.pos_ == "VERB" and token.lemma_.lower() in word_set("strikes", "verbs.fate"):
            subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
            if subject is not None and subject.lemma_.lower() in struck and (found := temporal_arguments(token, setting.times).bound):
                return found
    return ()


def _so_far(group: StrikeGroup, setting: StrikeContext) -> tuple[int, ...]:
    """The last day that the text told before the attack, outside quotations."""
    start = group.mentions[0].sentence.start
    sentences = [s for s in setting.doc.sents if s.start_char <= start]
    floor = sentences[-REACH_BACK:][0].start_char if sentences else 0
    before = [i for i, t in enumerate(setting.times) if floor <= t.span.start < start and t.form in DAY_FORMS and not t.quoted]
    return (before[-1],) if before else ()


def _local_office(group: StrikeGroup, doc: Doc, wide: tuple[str, ...], beside: Sequence[int]) -> tuple[str, ...]:
    """The area that the speaker governs, for "the X region's governor said": local officials tell of their own area."""
    for start in (*(m.trigger.token.sent.start for m in group.mentions), *beside):
        for token in doc[start].sent:
            if token.lower_ in word_set("strikes", "local_office.areas") and (name := _name_before(token)) and _official_near(token):
                return (name, *wide)
    return ()


def _name_before(token: Token) -> str:
    """The name right before "region" or "Regional"."""
    i = token.i
    while i > token.sent.start and token.doc[i - 1].pos_ == "PROPN" and token.doc[i - 1].text[:1].isupper():
        i -= 1
    name: str = token.doc[i : token.i].text
    return name


def _official_near(token: Token) -> bool:
    near = token.doc[max(token.sent.start, token.i - 6) : min(token.sent.end, token.i + 6)]
    return any(t.lower_ in word_set("strikes", "local_office.nouns") for t in near)


def _report(setting: StrikeContext, mine: list[StrikeMention], shared: EventMention) -> EventMention:
    """One sentence's report; slots that the sentence leaves empty come from the attack's other mentions."""
    own = next((m.when for m in mine if m.when), ())
    relation = None if own else next((m for m in mine if m.time_relation), None)
    places = min((m for m in mine if m.place), key=lambda m: m.rank, default=None)
    return replace(
        shared,
        span=_trimmed(setting.text, mine[0].sentence),
        time_ids=own or shared.time_ids,
        time_relation=relation.time_relation if relation else ("" if own else shared.time_relation),
        time_relation_span=relation.relation_span if relation else (None if own else shared.time_relation_span),
        places=places.place if places and (places.rank < 3 or not shared.places) else shared.places,
        attacker=next((m.attacker for m in mine if m.attacker is not None), shared.attacker),
        weapon=_weapon(mine) or shared.weapon,
        target=next((m.target for m in mine if m.target), shared.target),
        figures=tuple(sorted({o.figure for m in mine for o in m.outcomes}, key=lambda f: (f.span, f.name))),
        attributed_to=next((m.attributed_to for m in mine if m.attributed_to is not None), None),
        explanation=f"“{mine[0].trigger.token.text}” tells of an attack",
    )


def _trimmed(whole: str, sentence: Span) -> Span:
    text = sentence.of(whole)
    return Span(sentence.start + len(text) - len(text.lstrip()), sentence.end - len(text) + len(text.rstrip()))


def _later_figures(
    groups: Sequence[StrikeGroup], busy: set[Span], setting: StrikeContext
) -> dict[int, list[tuple[int, tuple[FigureMention, ...]]]]:
    """Sentences without a trigger that give figures, by the number of the attack told last before them."""
    added: dict[int, list[tuple[int, tuple[FigureMention, ...]]]] = {}
    for sentence in setting.doc.sents:
        told = tuple(o for o in setting.outcomes[sentence.start] if o.figure.name is not FigureKind.DETAINED)
        if not told or Span(sentence.start_char, sentence.end_char) in busy:
            continue
        here = setting.paragraph(sentence.start_char)
        latest = [
            (m.trigger.token.i, number)
            for number, group in enumerate(groups)
            for m in group.mentions
            if m.trigger.token.i < sentence.start and here - m.paragraph <= REACH_ON
        ]
        if latest:
            added.setdefault(max(latest)[1], []).append((sentence.start, told))
    return added


def _figures_only(start: int, told: tuple[FigureMention, ...], shared: EventMention, setting: StrikeContext) -> EventMention:
    sentence = setting.doc[start].sent
    return replace(
        shared,
        span=_trimmed(setting.text, Span(sentence.start_char, sentence.end_char)),
        figures=tuple(o.figure for o in told),
        attributed_to=attributed_actor(setting.doc[told[0].token], setting.marks, setting.cast, setting.states),
        explanation="the sentence gives figures of the attack told before it",
    )
