"""Made-up articles: facts are verbatim, days are those of the grammar, and the order of adding does not matter."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.extraction.pipeline import extract
from dossier.linking.link import link_documents
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.facts import Facts
from dossier.model.findings import Findings

PEOPLE = ("Orla Brandt", "Tomas Kerrigan", "Ilse Vardal", "Marek Holub", "Anneke Solberg", "Dario Fenwick")
PLACES = ("Lisbon", "Riga", "Nairobi", "Quito", "Oslo")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MARKS = (("“", "”"), ('"', '"'))
WORDS = ("We made progress", "The road is long", "Nobody should expect miracles", "Our terms are known")
# the grammar's days lie in a year in which no article of the sample does
FIRST = date(2031, 3, 1)


@dataclass(frozen=True)
class MadeArticle:
    """An article of the grammar: when it appears, and what happened how many days before."""

    published: date
    ago: int
    host: str
    guest: str
    place: str
    quote: str
    marks: tuple[str, str]
    struck: bool
    killed: int

    @property
    def day(self) -> date:
        """The day on which it happened."""
        return self.published - timedelta(days=self.ago)

    @property
    def text(self) -> str:
        """The article."""
        opening, closing = self.marks
        weekday = WEEKDAYS[self.day.weekday()]
        lines = [
            f"Foreign Minister {self.host} met President {self.guest} in {self.place} on {weekday}.",
            f"{opening}{self.quote},{closing} {self.host.split()[-1]} told reporters after the talks.",
        ]
        if self.struck:
            lines.append(
                f"A drone hit a depot near {self.place} on {weekday} and killed {self.killed} people, {self.guest.split()[-1]} said."
            )
        return "\n\n".join(lines)


@st.composite
def made_articles(draw: st.DrawFn) -> MadeArticle:
    """Any article of the grammar."""
    host, guest = draw(st.permutations(PEOPLE))[:2]
    return MadeArticle(
        published=FIRST + timedelta(days=draw(st.integers(0, 20))),
        ago=draw(st.integers(1, 5)),
        host=host,
        guest=guest,
        place=draw(st.sampled_from(PLACES)),
        quote=draw(st.sampled_from(WORDS)),
        marks=draw(st.sampled_from(MARKS)),
        struck=draw(st.booleans()),
        killed=draw(st.integers(2, 40)),
    )


@cache
def read(invented: MadeArticle) -> tuple[Article, Facts]:
    """The article as the reading room gives it, and its facts from the real parse."""
    digest = hashlib.sha256(f"{invented.published}\n{invented.text}".encode()).hexdigest()
    published = PublicationDay(invented.published, DateBasis.STATED, "The grammar says so.")
    article = Article(digest[:12], f"{digest[:8]}.txt", digest, "", "", "", "en", published, invented.text)
    return article, extract(article)


def link_all(articles: list[MadeArticle]) -> Findings:
    """The findings of these articles together."""
    return link_documents([read(a) for a in dict.fromkeys(articles)])


QUIET = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@QUIET
@given(made_articles())
def test_every_span_is_verbatim(invented: MadeArticle) -> None:
    """Mentions, quotations, sources, cues, times and reports stand in the text where they say."""
    article, facts = read(invented)
    assert all(m.span.of(article.text) == m.text for a in facts.actors for m in a.mentions)
    assert all(t.span.of(article.text) == t.text for t in facts.times)
    assert [q.span.of(article.text) for q in facts.quotations] == [q.text for q in facts.quotations]
    assert all(q.cue_span is None or q.cue_span.of(article.text) == q.cue for q in facts.quotations)
    assert all(r.span.of(article.text).strip() for r in facts.event_mentions)
    everything = link_all([invented])
    assert all(r.span.of(article.text) == r.text for e in everything.events for r in e.reports)


@QUIET
@given(made_articles())
def test_days_lie_where_the_grammar_put_them(invented: MadeArticle) -> None:
    """A past weekday is the last such day; the meeting and the strike have it."""
    everything = link_all([invented])
    meetings = [e for e in everything.events if e.kind == "meeting"]
    assert invented.day in {e.start for e in meetings}
    if invented.struck:
        strikes = [e for e in everything.events if e.kind == "strike"]
        assert [(e.start, e.end) for e in strikes] == [(invented.day, invented.day)]
        assert [f.value for e in strikes for r in e.reports for f in r.figures if f.name == "killed"] == [invented.killed]


@QUIET
@given(made_articles())
def test_words_between_marks_go_to_who_said_them(invented: MadeArticle) -> None:
    """The quotation is found whole, and its speaker is the host."""
    everything = link_all([invented])
    names = {a.id: a.name for a in everything.actors}
    (quotation,) = everything.quotations
    assert quotation.text.rstrip(",") == invented.quote
    assert names.get(quotation.speaker or "") == invented.host


@settings(parent=QUIET, max_examples=12)
@given(st.lists(made_articles(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_adding_does_not_matter(articles: list[MadeArticle], chance: Random) -> None:
    """Findings are equal, ids and reasons included, however the articles come."""
    shuffled = list(articles)
    chance.shuffle(shuffled)
    assert link_all(articles) == link_all(shuffled)


@settings(parent=QUIET, max_examples=12)
@given(made_articles(), made_articles())
def test_joining_is_symmetric(invented: MadeArticle, other: MadeArticle) -> None:
    """Two articles' events are joined or not, whichever comes first; and an article retold word for word adds no event."""
    both = link_all([invented, other])
    assert {(e.kind, e.start, e.articles) for e in both.events} == {
        (e.kind, e.start, e.articles) for e in link_all([other, invented]).events
    }
    again = MadeArticle(
        **{
            **{f: getattr(invented, f) for f in invented.__dataclass_fields__},
            "published": invented.published + timedelta(days=1),
            "ago": invented.ago + 1,
        }
    )
    if again.ago <= 6:
        alone, twice = link_all([invented]), link_all([invented, again])
        assert [(e.kind, e.start) for e in alone.events] == [(e.kind, e.start) for e in twice.events]
        assert all(len(e.articles) == 2 for e in twice.events)
