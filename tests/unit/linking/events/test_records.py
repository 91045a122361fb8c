"""Event records: what they know of the actors of an event, and which of an article's is its lead."""

from datetime import date

from dossier.linking.events.records import ActorTable, records_from_article
from dossier.model.actor import Actor, ActorKind, ArticleMention
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import EventMention, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.facts import Facts
from dossier.model.span import Span

DAY = PublicationDay(date(2026, 3, 10), DateBasis.GIVEN, "given")


def actor(name: str, kind: ActorKind, side: str | None) -> Actor:
    """An actor whose id is the name."""
    return Actor(name, name, kind, (), (), side, (ArticleMention("a0", Span(0, 1), "x"),))


def test_a_state_is_represented_by_its_people_and_its_bodies() -> None:
    """A minister and an army act for their state; a group without a side and the state itself act for none."""
    table = ActorTable(
        [
            actor("Peru", ActorKind.STATE, None),
            actor("Anna Weber", ActorKind.PERSON, "Peru"),
            actor("Peruvian Army", ActorKind.ORGANISATION, "Peru"),
            actor("Red Band", ActorKind.ORGANISATION, None),
        ]
    )
    assert table.state_of == {"Anna Weber": "Peru", "Peruvian Army": "Peru"}


def test_the_lead_of_an_article_is_the_first_of_each_kind() -> None:
    """The first meeting and the first strike are the lead if they stand at the start of the text."""
    kinds = [(STRIKE.name, 10), (STRIKE.name, 60), (MEETING.name, 90), (MEETING.name, 5)]
    mentions = tuple(EventMention(kind, "", Status.OCCURRED, Span(at, at + 5), group) for group, (kind, at) in enumerate(kinds))
    late = tuple(EventMention(STRIKE.name, "", Status.OCCURRED, Span(at, at + 5), 0) for at in (900,))
    article = Article("a0", "a0.txt", "a0", "", "", "", "en", DAY, "x" * 5000)

    def leads(of: tuple[EventMention, ...]) -> list[tuple[str, int]]:
        records = records_from_article(article, Facts("a0", (), (), (), of), DAY, (), {}, ActorTable())
        return [(record.kind, record.key[2]) for record in records if record.is_lead]

    assert leads(mentions) == [(STRIKE.name, 10), (MEETING.name, 5)]
    assert leads(late) == []
