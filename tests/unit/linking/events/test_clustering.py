"""Clustering of event records across articles: what links strikes and meetings, and what keeps them apart."""

from dataclasses import replace
from datetime import date, timedelta

from dossier.linking.events.clustering import cluster_records
from dossier.linking.events.corpus import CorpusEvidence, collect_evidence
from dossier.linking.events.dating import EventDates
from dossier.linking.events.records import EventRecord
from dossier.model.actor import ActorKind, EntityCluster, Mention
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import EventMention, Status
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.facts import Facts
from dossier.model.span import Span

DAY = date(2026, 3, 2)


def article(ident: str, text: str, day: date = DAY) -> Article:
    """An article of a text, published on a day."""
    return Article(ident, f"{ident}.txt", ident * 4, "", "", "", "en", PublicationDay(day, DateBasis.GIVEN, ""), text)


def on(day: date, *, sure: bool = True) -> EventDates:
    """One day."""
    return EventDates(day, day, "day", sure)


def strike(of: Article, dates: EventDates, place: tuple[str, ...] = (), start: int = 0) -> EventRecord:
    """A strike that an article reports in its first sentence."""
    mention = EventMention(
        kind=STRIKE.name,
        subkind="",
        status=Status.OCCURRED,
        span=Span(start, len(of.text)),
        group=0,
        time_ids=(),
        time_relation="",
        time_relation_span=None,
        day_index=0,
        duration=0,
        places=place,
        participants=(),
        attacker=None,
        weapon="gun",
        target="",
        figures=(),
        attributed_to=None,
        called_off=False,
        series="",
        explanation="",
    )
    none = frozenset[str]()
    return EventRecord(
        key=(of.file, of.id, start, 0),
        article=of.id,
        kind=STRIKE.name,
        mentions=(mention,),
        sentences=(mention.span.of(of.text),),
        dates=dates,
        place=place,
        persons=none,
        bodies=none,
        represented_states=none,
        unaffiliated=none,
        attacker=None,
        weapon="gun",
        figures={},
        series="",
        is_call=False,
        status=Status.OCCURRED,
        published=of.published.day,
        actor_ids={},
    )


def evidence(*articles: Article) -> CorpusEvidence:
    """The evidence of the articles beside fifty on other subjects."""
    others = [article(f"n{number}", f"The council of Harbour Town {number} met about its budget.") for number in range(50)]
    return collect_evidence([*articles, *others], {})


FIRST = article("a", "Tom Harrow was shot dead outside a dockside bar, and Lena Quill was wounded.")
SECOND = article(
    "b", "Police named the man shot outside the dockside bar as Tom Harrow; Lena Quill is recovering.", DAY + timedelta(days=2)
)
THIRD = article("c", "Gunmen shot a shopkeeper during a robbery in the old town.")


def test_reports_of_one_shooting_are_one_event_without_place_or_day() -> None:
    """Victims whom few other articles name link a first report and a follow-up; a third shooting of the day stays apart."""
    records = [strike(FIRST, on(DAY)), strike(SECOND, on(DAY + timedelta(days=2), sure=False)), strike(THIRD, on(DAY))]
    clusters = cluster_records(records, evidence(FIRST, SECOND, THIRD))
    assert [[record.article for record in cluster] for cluster in clusters] == [["a", "b"], ["c"]]


def test_what_two_articles_open_with_is_compared_in_a_small_dossier() -> None:
    """Two articles that open with an attack of one day, one naming the university and one the town, share no place by name."""
    one = article("a", "A gunman opened fire at Arle University on Thursday, killing fourteen students of philosophy.")
    other = article("b", "Fourteen students of philosophy were killed by a gunman in Oslo on Thursday.")
    places = ("Arle University",), ("Oslo", "Norway")
    records = [replace(strike(of, on(DAY), place), is_lead=True) for of, place in zip((one, other), places, strict=True)]
    assert len(cluster_records(records, collect_evidence([one, other], {}))) == 1
    assert len(cluster_records(records, evidence(one, other))) == 2


def test_the_order_of_records_does_not_matter() -> None:
    """The same clusters in whatever order the records come."""
    records = [strike(FIRST, on(DAY)), strike(SECOND, EventDates()), strike(THIRD, on(DAY))]
    corpus = evidence(FIRST, SECOND, THIRD)
    assert cluster_records(records, corpus) == cluster_records(list(reversed(records)), corpus)


def test_an_article_reports_nothing_from_after_its_publication() -> None:
    """A strike with a sure day after the publication of an article is not the one that it reports."""
    later = replace(SECOND, published=PublicationDay(DAY + timedelta(days=9), DateBasis.GIVEN, ""))
    records = [strike(FIRST, EventDates()), strike(later, on(DAY + timedelta(days=8)))]
    assert len(cluster_records(records, evidence(FIRST, later))) == 2


def test_distant_towns_on_one_day_are_two_strikes() -> None:
    """Two reports of one day from towns far apart stay two events where nothing but the day links them."""
    one, other = article("d", "A drone hit a depot at dawn."), article("e", "A drone hit a power plant at dawn.")
    records = [strike(one, on(DAY), ("Porto", "Portugal")), strike(other, on(DAY), ("Lisbon", "Portugal"))]
    assert len(cluster_records(records, evidence(one, other))) == 2


def test_tellings_that_may_be_one_do_not_compete() -> None:
    """Two articles that each report a shooting twice, with a day and without, report one event with four mentions; where each has two days,
    it reports two shootings.
    """
    corpus = evidence(FIRST, SECOND)

    def told_twice(second: EventDates) -> list[EventRecord]:
        firsts = [strike(of, on(DAY)) for of in (FIRST, SECOND)]
        return firsts + [replace(r, key=(r.key[0], r.key[1], 20, 1), dates=second, attacker="someone") for r in firsts]

    assert [len(cluster) for cluster in cluster_records(told_twice(EventDates()), corpus)] == [4]
    assert [len(cluster) for cluster in cluster_records(told_twice(on(DAY - timedelta(days=9))), corpus)] == [2, 2]


def test_a_strike_that_an_article_recalls_from_another_year_is_not_its_news() -> None:
    """A shooting of last spring in a report of this week's stays an event of its own, however like the articles are; so does one from
    months before a day that is guessed. A few days apart, the sure day may be wrong.
    """
    corpus = evidence(FIRST, SECOND)

    def with_second(days: EventDates, *, sure: bool = True) -> list[int]:
        records = [strike(FIRST, on(DAY, sure=sure)), strike(SECOND, EventDates())]
        second = replace(records[0], key=(FIRST.file, FIRST.id, 20, 1), dates=days)
        return [len(cluster) for cluster in cluster_records([*records, second], corpus)]

    last_spring = EventDates(date(2025, 4, 1), date(2025, 4, 30), "month", sure=True)
    assert with_second(last_spring) == [2, 1]
    assert with_second(last_spring, sure=False) == [2, 1]
    assert with_second(on(DAY - timedelta(days=5))) == [3]


def test_two_strikes_of_an_article_on_two_days_stay_two() -> None:
    """Where an article gives each of two strikes a day and a number of wounded, another article joins one of them, not both."""
    corpus = evidence(FIRST, SECOND)
    now, other = strike(FIRST, on(DAY)), strike(SECOND, EventDates())
    before = replace(now, key=(FIRST.file, FIRST.id, 20, 1), dates=on(DAY - timedelta(days=5)))
    assert [len(cluster) for cluster in cluster_records([now, before, other], corpus)] == [3]
    wounded = [replace(record, figures={"wounded": 3}) for record in (now, before)]
    assert [len(cluster) for cluster in cluster_records([*wounded, other], corpus)] == [2, 1]


def test_a_report_without_a_place_joins_by_every_record_of_the_event() -> None:
    """A report with neither place nor a name of the others counts as like all of them by its words and its day, though it shares a name with
    one only.
    """
    rest = "a bus of dock workers near the customs gate of the grain terminal at shift change"
    names = ("Ida Moss", "Karl Vane", "Nora Pell", "Otto Reed", "Vera Lund")
    located = [article(ident, f"A bomb hit {rest}. {name} condemned it.") for ident, name in zip("ghijk", names, strict=True)]
    bare = article("l", "Ida Moss spoke of the bomb and the dock workers in the bus.", DAY + timedelta(days=3))
    records = [strike(of, on(DAY), ("Harbour Town",)) for of in located] + [strike(bare, on(DAY, sure=False))]
    assert [len(cluster) for cluster in cluster_records(records, evidence(*located, bare))] == [6]


def test_a_verdict_joins_the_shooting_years_later_by_the_people_of_both() -> None:
    """People without an office link a report of a trial; without them an article of another year is about another shooting."""
    trial = article("f", "A jury found Rolf Ames guilty of shooting Tom Harrow outside a dockside bar.", DAY + timedelta(days=700))
    people = tuple(
        EntityCluster(number, name, ActorKind.PERSON, (Mention(Span(0, 1), name),))
        for number, name in enumerate(("Tom Harrow", "Rolf Ames"))
    )
    records = [strike(FIRST, on(DAY), ("Harbour Town",)), strike(trial, EventDates(), ("Harbour Town",))]
    facts = {key: Facts(key, people) for key in ("a", "f")}
    assert [len(cluster) for cluster in cluster_records(records, collect_evidence([FIRST, trial], facts))] == [2]
    assert [len(cluster) for cluster in cluster_records(records, collect_evidence([FIRST, trial], {}))] == [1, 1]
