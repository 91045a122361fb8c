"""Human decisions are replayed over whatever was found; what no longer fits is named. All people are made up."""

from dataclasses import replace
from datetime import date

import pytest

from dossier.linking.corrections.replay import apply_corrections, with_user_metadata
from dossier.model.actor import Actor, ActorKind, ArticleMention
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import Event, EventKind, SourceReport, Status
from dossier.model.findings import Findings
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind
from dossier.model.quotation import Quotation, QuotationKind
from dossier.model.span import Span

TEXT = "Orla Brandt met Tomas Kerr. “Fine,” Brandt said."
DAY = date(2031, 5, 6)
ARTICLE = Article("a1", "a.txt", "hash-1", "", "", "", "en", PublicationDay(None, DateBasis.UNKNOWN, ""), TEXT)
EVENT_AT = Anchor(AnchorKind.EVENT, "hash-1", "Orla Brandt met Tomas Kerr.", label="meeting, Lisbon")
QUOTE_AT = Anchor(AnchorKind.QUOTATION, "hash-1", "Fine,")


def actor(ident: str, name: str, *forms: str) -> Actor:
    """An actor mentioned once by each form."""
    return Actor(
        ident, name, ActorKind.PERSON, forms, (), None, tuple(ArticleMention("a1", Span(i, i + 1), f) for i, f in enumerate((name, *forms)))
    )


def named(name: str) -> Anchor:
    """An anchor on an actor."""
    return Anchor(AnchorKind.ACTOR, exact=name, label=name)


@pytest.fixture
def findings() -> Findings:
    """Two people, their meeting, and words of one."""
    who = ("p1", "p2")
    told = SourceReport("a1", Span(0, 27), TEXT[:27], Status.OCCURRED, DAY, DAY, "day", "Lisbon", who, None, "", (), None)
    days = (DAY, DAY, "day")
    slots = {"date_explanation": "", "place": "Lisbon", "participants": who, "attacker": None, "weapon": "", "target": ""}
    met = Event("m1", EventKind.MEETING, "", Status.OCCURRED, *days, sure=True, conflicts=("day", "place"), reports=(told,), **slots)
    said = Quotation("q1", "a1", Span(29, 34), "Fine,", QuotationKind.DIRECT, "p1", "Brandt", None, "", "said", "", "The cue.")
    return Findings((), (actor("p1", "Orla Brandt", "Brandt"), actor("p2", "Tomas Kerr")), (met,), (said,))


def done(findings: Findings, *made: tuple[CorrectionKind, Anchor | tuple[Anchor, ...], str]) -> Findings:
    """The findings after these decisions."""
    corrections = [Correction(n, act, at if isinstance(at, tuple) else (at,), value) for n, (act, at, value) in enumerate(made, 1)]
    return apply_corrections(findings, corrections, {"a1": ARTICLE})


def test_decisions_on_actors(findings: Findings) -> None:
    """Renamed, hidden, joined and set apart, each later one finding what the earlier ones made."""
    renamed = done(findings, (CorrectionKind.RENAME_ACTOR, named("Orla Brandt"), "O. B."), (CorrectionKind.HIDE_ACTOR, named("O. B."), ""))
    assert [(a.name, a.hidden) for a in renamed.actors] == [("O. B.", True), ("Tomas Kerr", False)]
    assert "Orla Brandt" in renamed.actors[0].aliases
    joined = done(
        findings,
        (CorrectionKind.MERGE_ACTORS, (named("Tomas Kerr"), named("Orla Brandt")), ""),
        (CorrectionKind.SPLIT_ACTOR, named("Tomas Kerr"), "Brandt"),
    )
    assert [a.name for a in joined.actors] == ["Tomas Kerr", "Brandt"]
    assert (joined.events[0].participants, joined.stale_corrections) == (("p2",), ())


def test_decisions_on_events_and_quotations(findings: Findings) -> None:
    """Day, place and speaker are the user's word; the conflict they settle is gone, and the reason says who decided."""
    after = done(
        findings,
        (CorrectionKind.DATE_EVENT, EVENT_AT, "2031-05-01..2031-05-02"),
        (CorrectionKind.PLACE_EVENT, EVENT_AT, "Porto"),
        (CorrectionKind.SET_SPEAKER, QUOTE_AT, "Tomas Kerr"),
    )
    (met,) = after.events
    assert (met.start, met.end, met.place, met.conflicts) == (date(2031, 5, 1), date(2031, 5, 2), "Porto", ())
    assert met.date_explanation == "You set this day."
    (said,) = after.quotations
    assert (said.speaker, said.speaker_text, said.explanation) == ("p2", "Tomas Kerr", "You set this speaker.")
    assert done(findings, (CorrectionKind.SET_SPEAKER, QUOTE_AT, "A bystander")).quotations[0].speaker is None
    assert done(findings, (CorrectionKind.HIDE_EVENT, EVENT_AT, "")).events[0].hidden


@pytest.mark.parametrize(
    ("act", "anchor"),
    [
        (CorrectionKind.RENAME_ACTOR, named("Nobody")),
        (CorrectionKind.HIDE_ACTOR, named("Nobody")),
        (CorrectionKind.MERGE_ACTORS, (named("Orla Brandt"), named("Nobody"))),
        (CorrectionKind.SPLIT_ACTOR, named("Nobody")),
        (CorrectionKind.DATE_EVENT, replace(EVENT_AT, sha256="gone")),
        (CorrectionKind.PLACE_EVENT, replace(EVENT_AT, exact="Words that are no longer there")),
        (CorrectionKind.MERGE_EVENTS, (EVENT_AT, replace(EVENT_AT, sha256="gone"))),
        (CorrectionKind.SPLIT_EVENT, EVENT_AT),
        (CorrectionKind.HIDE_EVENT, replace(EVENT_AT, sha256="gone")),
        (CorrectionKind.SET_SPEAKER, replace(QUOTE_AT, exact="Orla")),
        (CorrectionKind.SET_METADATA, Anchor(AnchorKind.ARTICLE, "gone", label="An article")),
    ],
)
def test_what_no_longer_fits_is_named_and_changes_nothing(
    findings: Findings, act: CorrectionKind, anchor: Anchor | tuple[Anchor, ...]
) -> None:
    """One sentence with the act and what it was made on; all else is as it was found."""
    after = done(findings, (act, anchor, "2031-05-01"))
    assert replace(after, stale_corrections=()) == findings
    (sentence,) = after.stale_corrections
    assert act.value in sentence
    assert "no longer fits" in sentence


def test_names_of_the_settings_are_one_actor_under_the_first(findings: Findings) -> None:
    """The name to show need not stand in any article; names that nobody bears change nothing."""
    after = apply_corrections(findings, (), {"a1": ARTICLE}, (("The pair", "Orla Brandt", "tomas kerr"), ("No", "Body")))
    (one,) = after.actors
    assert (one.id, one.name) == ("p1", "The pair")
    assert {"Orla Brandt", "Brandt", "Tomas Kerr"} <= set(one.aliases)
    assert after.events[0].participants == ("p1",)
    assert apply_corrections(findings, (), {"a1": ARTICLE}, (("Orla Brandt", "Nobody"),)) == findings


def test_what_the_user_says_of_an_article() -> None:
    """Only what was said changes, the last word counts, and other articles stay."""

    def said(sha256: str, **values: str) -> Correction:
        return Correction(1, CorrectionKind.SET_METADATA, (Anchor(AnchorKind.ARTICLE, sha256),), "", values)

    told = with_user_metadata(
        ARTICLE, [said("hash-1", title="One", published="2031-05-01"), said("hash-1", title="Two"), said("x", outlet="No")]
    )
    assert (told.title, told.outlet, told.language) == ("Two", "", "en")
    assert (told.published.day, told.published.basis) == (date(2031, 5, 1), DateBasis.GIVEN)
    assert with_user_metadata(ARTICLE, []) == ARTICLE
