"""Events linked across the mentions of several articles."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.linking.actors.changes import ActorChanges
from dossier.linking.dates.resolve_all import resolve_times
from dossier.linking.events.merge import EventLinker, EventSource
from dossier.linking.events.records import most_specific_place
from dossier.model.actor import Actor, ActorKind, ArticleMention, EntityCluster, Mention
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import Event, EventMention, Figure, FigureKind, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.facts import Facts
from dossier.model.findings import ArticleLinks, ResolvedTime
from dossier.model.span import Span
from dossier.model.time import Direction, TimeExpression

PEOPLE = ("Anna Weber", "Carlos Ruiz", "Kenji Mori", "Peter Otieno")
STATES = ("Chile", "Peru", "Norway")
NAMES = (*PEOPLE, *STATES)
ANNA, CARLOS, KENJI, PETER, CHILE, PERU, NORWAY = range(7)
SENTENCE = 50


def weekday(at: int, number: int, direction: Direction = Direction.PAST) -> TimeExpression:
    """A weekday in sentence number `at`."""
    return TimeExpression(Span(at * SENTENCE + 1, at * SENTENCE + 7), f"day {number}", "weekday", direction=direction, weekday=number)


def report(at: int, group: int = 0, kind: str = MEETING.name, **fields: object) -> EventMention:
    """The mention in sentence number `at`."""
    base = EventMention(kind, "", Status.OCCURRED, Span(at * SENTENCE, at * SENTENCE + 40), group)
    return replace(base, **fields)  # type: ignore[arg-type]  # the keywords are the fields


class Corpus:
    """Articles with made-up facts, whose events are linked on demand."""

    def __init__(self) -> None:
        self.documents: list[tuple[Article, Facts]] = []
        self.times: dict[str, tuple[ResolvedTime, ...]] = {}
        self.actors = [
            Actor(n, n, ActorKind.PERSON if n in PEOPLE else ActorKind.STATE, (), (), None, (ArticleMention("a0", Span(0, 1), "x"),))
            for n in NAMES
        ]

    def add(self, published: date | None, mentions: Sequence[EventMention], times: Sequence[TimeExpression] = ()) -> str:
        """An article published that day; returns its id."""
        key = f"a{len(self.documents)}"
        day = PublicationDay(published, DateBasis.GIVEN if published else DateBasis.UNKNOWN, "given")
        article = Article(key, f"{key}.txt", key, "", "", "", "en", day, "x" * 5000)
        actors = tuple(
            EntityCluster(i, n, ActorKind.PERSON if n in PEOPLE else ActorKind.STATE, (Mention(Span(0, 1), "x"),))
            for i, n in enumerate(NAMES)
        )
        self.times[key] = resolve_times(tuple(times), published)
        self.documents.append((article, Facts(key, actors, tuple(times), (), tuple(mentions))))
        return key

    def link(
        self,
        near_duplicates: dict[str, tuple[str, ...]] | None = None,
        order: Sequence[int] | None = None,
        linker: EventLinker | None = None,
    ) -> Sequence[Event]:
        """The events of all articles, given in that order."""
        chosen = [self.documents[i] for i in (order if order is not None else range(len(self.documents)))]
        copies = near_duplicates or {}
        sources = {
            article.id: EventSource(
                article, facts, ArticleLinks(article.id, article.published, self.times[article.id], copies.get(article.id, ()))
            )
            for article, facts in chosen
        }
        ids = {(key, i): n for key in sources for i, n in enumerate(NAMES)}
        return (linker or EventLinker()).link(sources, ids, ActorChanges(frozenset(), self.actors, frozenset()))


@pytest.fixture
def corpus() -> Corpus:
    """A corpus without articles."""
    return Corpus()


# 2026-01-23 is a Friday
SAT, SUN, MON = date(2026, 1, 24), date(2026, 1, 25), date(2026, 1, 26)


def test_two_articles_one_meeting(corpus: Corpus) -> None:
    """Same day, same town and a shared person make one event, and it says so."""
    corpus.add(MON, [report(0, time_ids=(0,), places=("Quito", "Ecuador"), participants=(ANNA, CARLOS))], [weekday(0, 5)])
    corpus.add(SUN, [report(0, time_ids=(0,), places=("Quito",), participants=(ANNA,))], [weekday(0, 5)])
    (event,) = corpus.link()
    assert (event.start, event.end) == (SAT, SAT)
    assert event.place == "Quito, Ecuador"
    assert event.participants == ("Anna Weber", "Carlos Ruiz")
    assert event.independent_sources == 2
    assert "Quito" in event.merge_explanation
    assert "Anna Weber" in event.merge_explanation


def test_second_day(corpus: Corpus) -> None:
    """An event with “a second day on Saturday” began on Friday."""
    corpus.add(MON, [report(0, time_ids=(0,), day_index=2, places=("Quito",), participants=(CHILE, PERU))], [weekday(0, 5)])
    (event,) = corpus.link()
    assert (event.start, event.end) == (date(2026, 1, 23), SAT)


def test_two_days_long(corpus: Corpus) -> None:
    """A two-day round from Saturday ends on Sunday."""
    corpus.add(MON, [report(0, time_ids=(0,), duration=2, places=("Quito",), participants=(CHILE, PERU))], [weekday(0, 5)])
    (event,) = corpus.link()
    assert (event.start, event.end) == (SAT, SUN)


def test_plan_and_meeting(corpus: Corpus) -> None:
    """A plan and the meeting that followed are one event that took place, with both reports."""
    plan = report(0, time_ids=(0,), status=Status.PLANNED, places=("Quito",), participants=(ANNA, CARLOS))
    corpus.add(date(2026, 1, 22), [plan], [weekday(0, 5, Direction.FUTURE)])
    corpus.add(MON, [report(0, time_ids=(0,), places=("Quito",), participants=(ANNA, CARLOS))], [weekday(0, 5)])
    (event,) = corpus.link()
    assert event.status is Status.OCCURRED
    assert len(event.reports) == 2
    assert "announces" in event.merge_explanation


def test_a_plan_dates_the_meeting(corpus: Corpus) -> None:
    """Where no report of the meeting gives its day, it is the day that it was planned for, not that of a report."""
    plan = report(0, time_ids=(0,), status=Status.PLANNED, places=("Quito",), participants=(ANNA, CARLOS))
    corpus.add(date(2026, 1, 22), [plan], [weekday(0, 5, Direction.FUTURE)])
    corpus.add(date(2026, 1, 25), [report(0, places=("Quito",), participants=(ANNA, CARLOS))])
    (event,) = corpus.link()
    assert (event.start, event.sure, event.status) == (SAT, True, Status.OCCURRED)


def test_a_meeting_after_the_publication_day_is_planned(corpus: Corpus) -> None:
    """“The talks resume on Saturday” is a plan on Thursday, whatever the tense."""
    corpus.add(
        date(2026, 1, 22), [report(0, time_ids=(0,), places=("Quito",), participants=(ANNA, CARLOS))], [weekday(0, 5, Direction.FUTURE)]
    )
    (event,) = corpus.link()
    assert (event.start, event.status, event.reports[0].status) == (SAT, Status.PLANNED, Status.PLANNED)


def test_a_plan_that_moved_stays(corpus: Corpus) -> None:
    """Held on another day, the plan remains an event of its own."""
    plan = report(0, time_ids=(0,), status=Status.PLANNED, places=("Quito",), participants=(ANNA, CARLOS))
    corpus.add(date(2026, 1, 20), [plan], [weekday(0, 3, Direction.FUTURE)])
    corpus.add(MON, [report(0, time_ids=(0,), places=("Quito",), participants=(ANNA, CARLOS))], [weekday(0, 5)])
    assert [e.status for e in corpus.link()] == [Status.PLANNED, Status.OCCURRED]


def test_rounds_are_different_events(corpus: Corpus) -> None:
    """The first and the second round are two events, even if all else is equal."""
    corpus.add(MON, [report(0, time_ids=(0,), series="first round", places=("Quito",), participants=(ANNA, CARLOS))], [weekday(0, 5)])
    corpus.add(MON, [report(0, time_ids=(0,), series="second round", places=("Quito",), participants=(ANNA, CARLOS))], [weekday(0, 5)])
    assert len(corpus.link()) == 2


def test_other_persons_in_the_same_town(corpus: Corpus) -> None:
    """Two meetings of different people on one day in one town stay apart."""
    mentions = [
        report(0, 0, time_ids=(0,), places=("Davos",), participants=(ANNA, CARLOS)),
        report(1, 1, time_ids=(0,), places=("Davos",), participants=(KENJI, PETER)),
    ]
    corpus.add(MON, mentions, [weekday(0, 5)])
    assert len(corpus.link()) == 2


def test_no_chaining(corpus: Corpus) -> None:
    """A bare report that fits two meetings is linked to one of them and does not link the two."""
    corpus.add(MON, [report(0, time_ids=(0,), places=("Davos",), participants=(ANNA, CARLOS))], [weekday(0, 5)])
    corpus.add(MON, [report(0, time_ids=(0,), places=("Davos",), participants=())], [weekday(0, 5)])
    corpus.add(MON, [report(0, time_ids=(0,), places=("Davos",), participants=(KENJI, PETER))], [weekday(0, 5)])
    events = corpus.link()
    assert len(events) == 2
    assert sorted(len(e.participants) for e in events) == [2, 2]


def test_day_of_speaking_is_a_guess(corpus: Corpus) -> None:
    """A day known only from when somebody spoke of the event is not sure."""
    mention = report(
        0, time_ids=(0,), time_relation="context", time_relation_span=Span(1, 7), places=("Quito",), participants=(ANNA, CARLOS)
    )
    corpus.add(MON, [mention], [weekday(0, 5)])
    (event,) = corpus.link()
    assert event.start == SAT
    assert not event.sure
    assert "guess" in event.date_explanation


def test_lead_without_day(corpus: Corpus) -> None:
    """An undated mention in the lead takes the day of publication; one further down takes none."""
    corpus.add(
        MON, [report(0, 0, places=("Quito",), participants=(ANNA, CARLOS)), report(40, 1, places=("Lima",), participants=(ANNA, KENJI))]
    )
    first, last = corpus.link()
    assert (first.start, first.sure) == (MON, False)
    assert last.start is None


def test_eve_of_the_second_day(corpus: Corpus) -> None:
    """An attack on the eve of the second day of talks fell on their first day."""
    talks = report(0, 0, time_ids=(0,), day_index=2, places=("Quito",), participants=(CHILE, PERU))
    words = "On the eve of the second day of the Quito talks"
    attack = report(
        2,
        1,
        STRIKE.name,
        time_relation="eve",
        time_relation_span=Span(100, 100 + len(words)),
        places=("Arica", "Chile"),
        weapon="drone",
    )
    key = corpus.add(MON, [talks, attack], [weekday(0, 5)])
    article, facts = corpus.documents[0]
    corpus.documents[0] = (replace(article, text="x" * 100 + words + "x" * 3000), facts)
    strike = next(e for e in corpus.link() if e.kind == STRIKE.name)
    assert strike.start == date(2026, 1, 23)
    assert strike.reports[0].article == key


def test_strike_in_two_articles(corpus: Corpus) -> None:
    """Day, town and attacker link two mentions; figures that differ are a conflict, not averaged."""

    def strike(killed: int) -> EventMention:
        figure = Figure(FigureKind.KILLED, killed, Span(3, 4))
        return report(0, 0, STRIKE.name, time_ids=(0,), places=("Arica", "Chile"), attacker=PERU, weapon="drone", figures=(figure,))

    corpus.add(MON, [strike(5)], [weekday(0, 5)])
    corpus.add(MON, [strike(7)], [weekday(0, 5)])
    (event,) = corpus.link()
    assert event.conflicts == ("killed",)
    assert {f.value for r in event.reports for f in r.figures} == {5, 7}
    assert event.attacker == "Peru"


def test_other_attacker(corpus: Corpus) -> None:
    """Attacks by two sides on one town on one day are two."""
    for attacker in (PERU, NORWAY):
        corpus.add(MON, [report(0, 0, STRIKE.name, time_ids=(0,), places=("Arica",), attacker=attacker, weapon="drone")], [weekday(0, 5)])
    assert len(corpus.link()) == 2


def test_near_duplicates_count_once(corpus: Corpus) -> None:
    """Wire copy is one source."""
    for _ in range(3):
        corpus.add(MON, [report(0, time_ids=(0,), places=("Quito",), participants=(ANNA, CARLOS))], [weekday(0, 5)])
    (event,) = corpus.link({"a0": ("a1",), "a1": ("a0",)})
    assert event.independent_sources == 2


def test_month_and_day(corpus: Corpus) -> None:
    """“Last month in Ecuador” is the round of the month before in Quito, and its days are the finer ones."""
    corpus.add(MON, [report(0, time_ids=(0,), places=("Quito", "Ecuador"), participants=(CHILE, PERU))], [weekday(0, 5)])
    month = TimeExpression(Span(1, 7), "last month", "unit", direction=Direction.PAST, amount=-1, unit="month")
    corpus.add(date(2026, 2, 5), [report(0, time_ids=(0,), series="first round", places=("Ecuador",))], [month])
    (event,) = corpus.link()
    assert (event.start, event.granularity) == (SAT, "day")


def test_long_place_is_cut() -> None:
    """A place has at most three commas and 80 characters."""
    corpus = Corpus()
    names = tuple(f"A rather long name number {i}" for i in range(6))
    corpus.add(MON, [report(0, time_ids=(0,), places=names, participants=(ANNA, CARLOS))], [weekday(0, 5)])
    (event,) = corpus.link()
    assert len(event.place) <= 80
    assert event.place.count(",") <= 3


@given(st.permutations(range(4)))
def test_order_of_articles_does_not_matter(order: list[int]) -> None:
    """The same articles in another order give the same events."""
    corpus = Corpus()
    corpus.add(MON, [report(0, time_ids=(0,), places=("Davos",), participants=(ANNA, CARLOS))], [weekday(0, 5)])
    corpus.add(MON, [report(0, time_ids=(0,), places=("Davos",), participants=())], [weekday(0, 5)])
    corpus.add(MON, [report(0, time_ids=(0,), places=("Davos",), participants=(KENJI, PETER))], [weekday(0, 5)])
    corpus.add(SUN, [report(0, time_ids=(0,), places=("Davos",), participants=(ANNA, KENJI))], [weekday(0, 5)])
    assert corpus.link(order=order) == corpus.link()


def test_bilateral_and_multilateral(corpus: Corpus) -> None:
    """Two parties make it bilateral, three multilateral; a call stays a call."""
    corpus.add(MON, [report(0, time_ids=(0,), places=("Quito",), participants=(CHILE, PERU))], [weekday(0, 5)])
    corpus.add(MON, [report(0, time_ids=(0,), places=("Lima",), participants=(CHILE, PERU, NORWAY))], [weekday(0, 5)])
    corpus.add(MON, [report(0, time_ids=(0,), subkind="call", participants=(CHILE, PERU, NORWAY))], [weekday(0, 5)])
    assert [e.subkind for e in corpus.link()] == ["bilateral", "multilateral", "call"]


@pytest.mark.parametrize("seed", range(3))
def test_events_by_difference_are_those_from_nothing(corpus: Corpus, seed: int) -> None:
    """Articles come and go, become near-duplicates, and actors change sides; an event that is the same is the same object."""
    chance, linker, known = Random(seed), EventLinker(), dict[str, Event]()  # noqa: S311  no secret
    for _ in range(12):
        people = tuple(chance.sample(range(len(NAMES)), 2))
        place = (chance.choice(("Quito", "Lima", "Davos")),)
        corpus.add(MON, [report(0, time_ids=(0,), places=place, participants=people)], [weekday(0, chance.choice((4, 5)))])
    for _ in range(15):
        chosen = chance.sample(range(12), chance.randrange(3, 12))
        copies: dict[str, tuple[str, ...]] = {"a0": ("a1",), "a1": ("a0",)} if chance.random() < 0.5 else {}
        number = chance.randrange(len(NAMES))
        corpus.actors[number] = replace(corpus.actors[number], side=chance.choice((None, *NAMES)))
        events = corpus.link(copies, chosen, linker)
        assert events == corpus.link(copies, chosen)
        assert all(known[e.id] is e for e in events if known.get(e.id) == e)
        known = {e.id: e for e in events}


def test_place_with_a_town() -> None:
    """Of places with as many names the one with a town that is known is shown, not an unlisted venue."""
    venue, town = ("Qwrtz Mosque", "Puno Region", "Peru"), ("Ayaviri", "Puno Region", "Peru")
    assert most_specific_place([venue, town]) == town
    assert most_specific_place([venue, ("Peru",)]) == venue
