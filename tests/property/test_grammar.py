"""Properties of made-up articles: facts are verbatim, days are those of the grammar, and order does not matter."""

import hashlib
import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

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
class Made:
    """An article of the grammar: when it appears, and what happened how many days before."""

    published: date
    ago: int
    host: str
    guest: str
    place: str
    said: str
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
            f"{opening}{self.said},{closing} {self.host.split()[-1]} told reporters after the talks.",
        ]
        if self.struck:
            lines.append(
                f"A drone hit a depot near {self.place} on {weekday} and killed {self.killed} people, {self.guest.split()[-1]} said."
            )
        return "\n\n".join(lines)


@st.composite
def made(draw: st.DrawFn) -> Made:
    """Any article of the grammar."""
    host, guest = draw(st.permutations(PEOPLE))[:2]
    return Made(
        published=FIRST + timedelta(days=draw(st.integers(0, 20))),
        ago=draw(st.integers(1, 5)),
        host=host,
        guest=guest,
        place=draw(st.sampled_from(PLACES)),
        said=draw(st.sampled_from(WORDS)),
        marks=draw(st.sampled_from(MARKS)),
        struck=draw(st.booleans()),
        killed=draw(st.integers(2, 40)),
    )


@cache
def read(composed: Made) -> tuple[Article, Facts]:
    """The article as the reading room gives it, and its facts from the real parse."""
    digest = hashlib.sha256(f"{composed.published}\n{composed.text}".encode()).hexdigest()
    published = PublicationDay(composed.published, DateBasis.STATED, "The grammar says so.")
    article = Article(digest[:12], f"{digest[:8]}.txt", digest, "", "", "", "en", published, composed.text)
    return article, extract(article)


def findings_of(articles: list[Made]) -> Findings:
    """The findings over all of them."""
    return link_documents([read(a) for a in dict.fromkeys(articles)])


QUIET = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@QUIET
@given(made())
def test_every_span_is_verbatim(composed: Made) -> None:
    """Mentions, quotations, sources, cues, times and reports stand in the text where they say."""
    article, facts = read(composed)
    assert all(m.span.of(article.text) == m.text for a in facts.actors for m in a.mentions)
    assert all(t.span.of(article.text) == t.text for t in facts.times)
    assert [q.span.of(article.text) for q in facts.quotations] == [q.text for q in facts.quotations]
    assert all(q.cue_span is None or q.cue_span.of(article.text) == q.cue for q in facts.quotations)
    assert all(r.span.of(article.text).strip() for r in facts.event_mentions)
    everything = findings_of([composed])
    assert all(r.span.of(article.text) == r.text for e in everything.events for r in e.reports)


@QUIET
@given(made())
def test_days_lie_where_the_grammar_put_them(article: Made) -> None:
    """A past weekday is the last such day; the meeting and the strike have it."""
    everything = findings_of([article])
    meetings = [e for e in everything.events if e.kind.value == "meeting"]
    assert article.day in {e.start for e in meetings}
    if article.struck:
        strikes = [e for e in everything.events if e.kind.value == "strike"]
        assert [(e.start, e.end) for e in strikes] == [(article.day, article.day)]
        assert [f.value for e in strikes for r in e.reports for f in r.figures if f.name.value == "killed"] == [article.killed]


@QUIET
@given(made())
def test_words_between_marks_go_to_who_said_them(article: Made) -> None:
    """The quotation is found whole, and its speaker is the host."""
    everything = findings_of([article])
    names = {a.id: a.name for a in everything.actors}
    (quotation,) = everything.quotations
    assert quotation.text.rstrip(",") == article.said
    assert names.get(quotation.speaker or "") == article.host


@settings(parent=QUIET, max_examples=12)
@given(st.lists(made(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_adding_does_not_matter(articles: list[Made], chance: random.Random) -> None:
    """Findings are equal, ids and reasons included, however the articles come."""
    shuffled = list(articles)
    chance.shuffle(shuffled)
    assert findings_of(articles) == findings_of(shuffled)


@settings(parent=QUIET, max_examples=12)
@given(made(), made())
def test_joining_is_symmetric(article: Made, other: Made) -> None:
    """Two articles' events are joined or not, whichever comes first; and an article retold word for word adds no event."""
    both = findings_of([article, other])
    assert {(e.kind, e.start, e.articles) for e in both.events} == {
        (e.kind, e.start, e.articles) for e in findings_of([other, article]).events
    }
    again = Made(
        **{
            **{f: getattr(article, f) for f in article.__dataclass_fields__},
            "published": article.published + timedelta(days=1),
            "ago": article.ago + 1,
        }
    )
    if again.ago <= 6:
        alone, twice = findings_of([article]), findings_of([article, again])
        assert [(e.kind, e.start) for e in alone.events] == [(e.kind, e.start) for e in twice.events]
        assert all(len(e.articles) == 2 for e in twice.events)
