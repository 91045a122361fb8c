"""Corrections are replayed over the findings; those that no longer fit are named. All people are made up."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dossier.linking.corrections import replay
from dossier.linking.corrections.replay import DECISION_WORDS, REMEMBERED, CorrectionReplay, apply_corrections, with_user_metadata
from dossier.model.actor import Actor, ActorKind, ArticleMention
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import SourceReport, Status
from dossier.model.findings import Findings
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind
from dossier.model.quotation import Quotation, QuotationKind
from dossier.model.span import Span
from tests.unit.linking.builders import make_event

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


def actor_anchor(name: str) -> Anchor:
    """An anchor on an actor."""
    return Anchor(AnchorKind.ACTOR, exact=name, label=name)


@pytest.fixture
def findings() -> Findings:
    """Two people, their meeting, and words of one of them."""
    report = SourceReport("a1", Span(0, 27), TEXT[:27], Status.OCCURRED, DAY, DAY, "day", "Lisbon", ("p1", "p2"), None, "", (), None)
    event = replace(make_event("m1", report), conflicts=("day", "place"))
    quotation = Quotation("q1", "a1", Span(29, 34), "Fine,", QuotationKind.DIRECT, "p1", "Brandt", None, "", "said", "", "The cue.")
    return Findings((), (actor("p1", "Orla Brandt", "Brandt"), actor("p2", "Tomas Kerr")), (event,), (quotation,))


def corrected(findings: Findings, *decisions: tuple[CorrectionKind, Anchor | tuple[Anchor, ...], str]) -> Findings:
    """The findings after these decisions."""
    corrections = [Correction(n, act, at if isinstance(at, tuple) else (at,), value) for n, (act, at, value) in enumerate(decisions, 1)]
    return apply_corrections(findings, corrections, {"a1": ARTICLE})


def test_decisions_on_actors(findings: Findings) -> None:
    """Renamed, hidden, merged and split; each later correction applies to the result of the earlier ones."""
    renamed = corrected(
        findings,
        (CorrectionKind.RENAME_ACTOR, actor_anchor("Orla Brandt"), "O. B."),
        (CorrectionKind.HIDE_ACTOR, actor_anchor("O. B."), ""),
    )
    assert [(a.name, a.hidden) for a in renamed.actors] == [("O. B.", True), ("Tomas Kerr", False)]
    assert "Orla Brandt" in renamed.actors[0].aliases
    merged = corrected(
        findings,
        (CorrectionKind.MERGE_ACTORS, (actor_anchor("Tomas Kerr"), actor_anchor("Orla Brandt")), ""),
        (CorrectionKind.SPLIT_ACTOR, actor_anchor("Tomas Kerr"), "Brandt"),
    )
    assert [a.name for a in merged.actors] == ["Tomas Kerr", "Brandt"]
    assert (merged.events[0].participants, merged.stale_corrections) == (("p2",), ())


def test_decisions_on_events_and_quotations(findings: Findings) -> None:
    """Day, place and speaker are the user's; the conflict that they settle is gone, and the explanation says who decided."""
    after = corrected(
        findings,
        (CorrectionKind.DATE_EVENT, EVENT_AT, "2031-05-01..2031-05-02"),
        (CorrectionKind.PLACE_EVENT, EVENT_AT, "Porto"),
        (CorrectionKind.SET_SPEAKER, QUOTE_AT, "Tomas Kerr"),
    )
    (event,) = after.events
    assert (event.start, event.end, event.place, event.conflicts) == (date(2031, 5, 1), date(2031, 5, 2), "Porto", ())
    assert event.date_explanation == "You set this date."
    (quotation,) = after.quotations
    assert (quotation.speaker, quotation.speaker_text, quotation.explanation) == ("p2", "Tomas Kerr", "You set this speaker.")
    assert corrected(findings, (CorrectionKind.SET_SPEAKER, QUOTE_AT, "A bystander")).quotations[0].speaker is None
    assert corrected(findings, (CorrectionKind.HIDE_EVENT, EVENT_AT, "")).events[0].hidden


@pytest.mark.parametrize(
    ("act", "anchor"),
    [
        (CorrectionKind.RENAME_ACTOR, actor_anchor("Nobody")),
        (CorrectionKind.HIDE_ACTOR, actor_anchor("Nobody")),
        (CorrectionKind.MERGE_ACTORS, (actor_anchor("Orla Brandt"), actor_anchor("Nobody"))),
        (CorrectionKind.SPLIT_ACTOR, actor_anchor("Nobody")),
        (CorrectionKind.DATE_EVENT, replace(EVENT_AT, sha256="gone")),
        (CorrectionKind.PLACE_EVENT, replace(EVENT_AT, exact="Words that are no longer there")),
        (CorrectionKind.MERGE_EVENTS, (EVENT_AT, replace(EVENT_AT, sha256="gone"))),
        (CorrectionKind.SPLIT_EVENT, EVENT_AT),
        (CorrectionKind.HIDE_EVENT, replace(EVENT_AT, sha256="gone")),
        (CorrectionKind.SET_SPEAKER, replace(QUOTE_AT, exact="Orla")),
        (CorrectionKind.SET_METADATA, Anchor(AnchorKind.ARTICLE, "gone", label="An article")),
    ],
)
def test_a_stale_correction_is_named_and_changes_nothing(
    findings: Findings, act: CorrectionKind, anchor: Anchor | tuple[Anchor, ...]
) -> None:
    """One sentence with the kind of correction and its item; the findings are otherwise unchanged."""
    after = corrected(findings, (act, anchor, "2031-05-01"))
    assert replace(after, stale_corrections=()) == findings
    (sentence,) = after.stale_corrections
    assert DECISION_WORDS.get(act, act.value) in sentence
    assert "no longer applies" in sentence


def test_names_of_the_settings_are_one_actor_under_the_first(findings: Findings) -> None:
    """The name to show need not be in any article; names that no actor has change nothing."""
    after = apply_corrections(findings, (), {"a1": ARTICLE}, (("The pair", "Orla Brandt", "tomas kerr"), ("No", "Body")))
    (pair,) = after.actors
    assert (pair.id, pair.name) == ("p1", "The pair")
    assert {"Orla Brandt", "Brandt", "Tomas Kerr"} <= set(pair.aliases)
    assert after.events[0].participants == ("p1",)
    assert apply_corrections(findings, (), {"a1": ARTICLE}, (("Orla Brandt", "Nobody"),)) == findings


def renames(count: int) -> tuple[Correction, ...]:
    """Corrections each of which renames the actor of the one before."""
    names = ["Orla Brandt", *(f"Name {number}" for number in range(count))]
    return tuple(
        Correction(number, CorrectionKind.RENAME_ACTOR, (actor_anchor(names[number]),), names[number + 1]) for number in range(count)
    )


def test_only_what_differs_from_the_last_replay_is_applied(findings: Findings, monkeypatch: pytest.MonkeyPatch) -> None:
    """One correction after it was made, none after it was undone."""
    applied = []
    rename = replay.HANDLERS[CorrectionKind.RENAME_ACTOR]

    def counted(*arguments: Any) -> Findings | None:
        applied.append(arguments[1].id)
        return rename(*arguments)

    monkeypatch.setattr(replay, "HANDLERS", {CorrectionKind.RENAME_ACTOR: counted})
    made, articles = CorrectionReplay(), {"a1": ARTICLE}
    made.apply(findings, renames(9), articles)
    applied.clear()
    assert made.apply(findings, renames(10), articles).actors[0].name == "Name 9"
    assert applied == [9]
    assert made.apply(findings, renames(9), articles).actors[0].name == "Name 8"
    assert applied == [9]
    other = (*renames(9)[:8], Correction(50, CorrectionKind.RENAME_ACTOR, (actor_anchor("Name 7"),), "Other"))
    assert made.apply(findings, other, articles).actors[0].name == "Other"
    assert applied == [9, 50]


@pytest.mark.parametrize("seed", range(5))
def test_a_replay_remembered_is_one_from_nothing(findings: Findings, seed: int) -> None:
    """In any order of corrections made and undone, some of them stale, also of more than are remembered, and after the findings or the names
    of the settings changed.
    """
    chance, made, articles = random.Random(seed), CorrectionReplay(), {"a1": ARTICLE}  # noqa: S311  no secret
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    stale = 0
    for number in range(150):
        step = chance.random()
        if step < 0.3:
            corrections = corrections[: -chance.randint(1, REMEMBERED + 4)]
        elif step < 0.4:
            findings = replace(findings)
        elif step < 0.45:
            aliases = chance.choice([(), (("The pair", "Orla Brandt", "Tomas Kerr"),)])
        else:
            act = chance.choice([CorrectionKind.RENAME_ACTOR, CorrectionKind.HIDE_ACTOR, CorrectionKind.DATE_EVENT])
            anchor = EVENT_AT if act is CorrectionKind.DATE_EVENT else actor_anchor(chance.choice(["Orla Brandt", "Brandt", "A", "B"]))
            value = "2031-05-0" + str(chance.randint(1, 9)) if act is CorrectionKind.DATE_EVENT else chance.choice("AB")
            corrections = (*corrections, Correction(number, act, (anchor,), value))
        after = made.apply(findings, corrections, articles, aliases)
        assert after == apply_corrections(findings, corrections, articles, aliases)
        stale += bool(after.stale_corrections)
    assert stale


def test_metadata_by_the_user() -> None:
    """Only the fields given change, the last value counts, and corrections of other articles do not apply."""

    def metadata(sha256: str, **values: str) -> Correction:
        return Correction(1, CorrectionKind.SET_METADATA, (Anchor(AnchorKind.ARTICLE, sha256),), "", values)

    article = with_user_metadata(
        ARTICLE, [metadata("hash-1", title="One", published="2031-05-01"), metadata("hash-1", title="Two"), metadata("x", outlet="No")]
    )
    assert (article.title, article.outlet, article.language) == ("Two", "", "en")
    assert (article.published.day, article.published.basis) == (date(2031, 5, 1), DateBasis.GIVEN)
    assert with_user_metadata(ARTICLE, []) == ARTICLE
