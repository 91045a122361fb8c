"""The review of matches: what is listed, what an answer does, that it is undone, and that it outlives what is added. All people are made up."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.errors import DossierError
from dossier.linking.review.likelihood import EventLikelihoods
from dossier.model.article import Article
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.findings import Findings
from dossier.model.merge_review import ACTOR, CandidateStatus, ComparisonLevel, MergeCandidate, MergeDecision
from dossier.phrases.likelihood import likely_words
from dossier.services.ingest.create import new_dossier

ONE = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday. “We made progress,” Brandt said.\n"
TWO = "Published: 2031-05-08\n\nPresident Tomas Kerr met Foreign Minister Orla Brandt in Lisbon on Tuesday. Kerr called it useful.\n"
THREE = "Published: 2031-05-09\n\nForeign Minister Orla Brandt and President Tomas Kerr are to meet in Lisbon on Sunday.\n"
FOUR = "Published: 2031-05-13\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on Monday.\n"
SHORT = "Published: 2031-05-10\n\nBrandt spoke in parliament. Minister Brandt was calm.\n"


@pytest.fixture
def case(tmp_path: Path) -> Dossier:
    """A dossier of three reports of one meeting, and a plan that was moved by a day."""
    return built(tmp_path / "case", ONE, TWO, THREE, FOUR)


def built(root: Path, *texts: str) -> Dossier:
    """A dossier of these articles."""
    new_dossier(root, "Made up")
    opened = open_dossier(root)
    for number, text in enumerate(texts, 1):
        (root / "seeds" / f"{number}.txt").write_text(text, encoding="utf-8")
    opened.query.load()
    return opened


def candidate_of(opened: Dossier, standing: CandidateStatus, kind: str = MEETING.name) -> MergeCandidate:
    """The first match of a standing and kind."""
    return next(j for j in opened.review.merge_candidates() if j.status is standing and j.kind == kind)


def test_matches_are_listed_with_their_evidence(case: Dossier) -> None:
    """A rule merges what two articles report alike; a pair that differs in its day alone is undecided, with the features of both sides."""
    made, undecided = candidate_of(case, CandidateStatus.BY_RULE), candidate_of(case, CandidateStatus.TO_DECIDE)
    assert made.score > undecided.score > 0
    assert len(made.items) == 1
    assert len(undecided.items) == len(undecided.columns) == 2
    verdicts = {t.name: t.level for t in undecided.table}
    assert (verdicts["Kind"], verdicts["Place"], verdicts["Day"]) == (ComparisonLevel.SAME, ComparisonLevel.SAME, ComparisonLevel.DIFFER)
    for side in (*made.columns, *undecided.columns):
        assert side.span.of(case.query.snapshot.article(side.article).text)
    assert case.review.merge_candidates() == case.review.merge_candidates()


def test_events_say_how_likely_they_are_one_and_why(case: Dossier) -> None:
    """The program's match is likelier one meeting than the open pair; both name what speaks for and against, and so does why."""
    made, undecided = candidate_of(case, CandidateStatus.BY_RULE), candidate_of(case, CandidateStatus.TO_DECIDE)
    assert made.likelihood is not None
    assert undecided.likelihood is not None
    assert made.likelihood.probability > undecided.likelihood.probability
    assert "the same people" in made.likelihood.supporting
    assert "For it: " in made.explanation
    assert "Against it: " in undecided.explanation
    assert likely_words(undecided.likelihood).removeprefix("about") in undecided.explanation
    rows = dict(case.review.explain(made.items[0]).rows)
    assert likely_words(made.likelihood) in rows["How likely"]


def test_the_review_and_why_name_the_same_report(sample: Dossier) -> None:
    """Of every event with several reports, the one that fits least is the one to split off, and both say how likely it is."""
    snapshot = sample.query.snapshot
    made = [j for j in sample.review.merge_candidates() if j.status is CandidateStatus.BY_RULE and j.likelihood]
    assert any(len(j.columns) > 2 for j in made)
    for candidate in made:
        weakest = snapshot.likelihoods.weakest(snapshot.event(candidate.items[0]))
        assert weakest == (candidate.part, candidate.likelihood)
        row = dict(sample.review.explain(candidate.items[0]).rows)["How likely"]
        assert row.startswith(f"The report that fits least ({snapshot.title_of(candidate.part)}) is ")
        assert candidate.explanation.endswith(row)
        assert candidate.anchors[1].sha256 == snapshot.article(candidate.part).sha256


def test_a_report_that_was_kept_says_how_likely_it_is(case: Dossier) -> None:
    """Once the user has answered “same”, the match is of that report, which need not be the one that fits least."""
    made = candidate_of(case, CandidateStatus.BY_RULE)
    case.review.decide(made.id, MergeDecision.SAME)
    (now,) = [j for j in case.review.merge_candidates() if j.id == made.id]
    assert (now.part, now.likelihood, now.score) == (made.part, made.likelihood, made.score)
    assert f"The report of {case.query.snapshot.title_of(made.part)} is " in now.explanation


def test_likelihoods_are_prepared_once_for_a_snapshot(case: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists, numbers, reasons and an answer share them; after the answer there are other findings, and so others."""
    prepared = []
    prepare = EventLikelihoods.__init__

    def count(likelihoods: EventLikelihoods, findings: Findings, articles: Mapping[str, Article]) -> None:
        prepared.append(likelihoods)
        prepare(likelihoods, findings, articles)

    monkeypatch.setattr(EventLikelihoods, "__init__", count)
    made = candidate_of(case, CandidateStatus.BY_RULE)
    assert case.review.undecided_count()
    assert case.review.explain(made.items[0]).rows
    case.review.decide(made.id, MergeDecision.UNSURE)
    assert len(prepared) == 1
    assert case.review.merge_candidates()
    assert len(prepared) == 2


def test_the_most_doubtful_come_first(tmp_path: Path) -> None:
    """Of two rows those likeliest to be one, of one row those least likely."""
    lima = "Published: 2031-05-07\n\nPresident Tomas Kerr met Premier Ida Holm in Porto on Tuesday.\n"
    other = "Published: 2031-05-15\n\nPresident Tomas Kerr and Premier Ida Holm met in Portugal last week.\n"
    matches = built(tmp_path / "case", ONE, TWO, THREE, FOUR, lima, other).review.merge_candidates()
    two_rows = [m.percent for m in matches if m.status is CandidateStatus.TO_DECIDE]
    one_row = [m.percent for m in matches if m.status is CandidateStatus.BY_RULE]
    assert len(one_row) > 1
    assert two_rows == sorted(two_rows, reverse=True)
    assert one_row == sorted(one_row)


@pytest.mark.parametrize("decision", [d for d in MergeDecision if d])
@pytest.mark.parametrize("standing", [CandidateStatus.TO_DECIDE, CandidateStatus.BY_RULE])
def test_every_answer_is_kept_shown_and_undone(case: Dossier, standing: CandidateStatus, decision: MergeDecision) -> None:
    """After an answer the match stands among those decided, under the same id; a rebuild keeps it; undo gives back the findings as they were."""
    before, matches = case.query.snapshot.findings, case.review.merge_candidates()
    candidate = candidate_of(case, standing)
    assert case.review.decide(candidate.id, decision).sentence
    for _ in range(2):
        (now,) = [j for j in case.review.merge_candidates() if j.id == candidate.id]
        assert (now.status, now.decision) == (CandidateStatus.BY_USER, decision)
        assert now.is_merged is (decision is MergeDecision.SAME)
        perhaps = {e.id for e in case.query.snapshot.findings.events if e.possible_duplicates}
        assert perhaps == (set(now.items) if decision is MergeDecision.UNSURE else set())
        assert not case.query.snapshot.findings.stale_corrections
        case.ingest.rebuild()
    with pytest.raises(DossierError, match="already"):
        case.review.decide(candidate.id, decision)
    case.notebook.undo()
    assert case.query.snapshot.findings == before
    assert case.review.merge_candidates() == matches
    case.notebook.redo()
    assert [j.decision for j in case.review.merge_candidates() if j.id == candidate.id] == [decision]


def test_an_answer_can_be_changed(case: Dossier) -> None:
    """Different, then the same, then unsure: the last word counts and the match is listed once."""
    candidate = candidate_of(case, CandidateStatus.TO_DECIDE)
    for decision in (MergeDecision.DIFFERENT, MergeDecision.SAME, MergeDecision.UNSURE):
        case.review.decide(candidate.id, decision)
        (now,) = [j for j in case.review.merge_candidates() if j.id == candidate.id]
        assert (now.decision, now.is_merged) == (decision, decision is MergeDecision.SAME)


def test_what_is_added_later_reverts_no_answer(tmp_path: Path) -> None:
    """Two reports that were kept apart stay two rows when a third comes that the rules would match with both."""
    case = built(tmp_path / "case", ONE, TWO)
    made = candidate_of(case, CandidateStatus.BY_RULE)
    case.review.decide(made.id, MergeDecision.DIFFERENT)
    rows = [set(e.articles) for e in case.query.snapshot.findings.events]
    assert len(rows) == 2
    (case.root / "seeds" / "3.txt").write_text(ONE.replace("2031-05-07", "2031-05-08").replace("We made progress", "All went well"))
    case.ingest.refresh()
    for articles in rows:
        assert any(articles <= set(e.articles) for e in case.query.snapshot.findings.events)
    assert len([e for e in case.query.snapshot.findings.events if e.place == "Lisbon, Portugal" or "Lisbon" in e.place]) == 2
    assert not case.query.snapshot.findings.stale_corrections


def test_a_split_by_hand_is_a_decision_too(case: Dossier) -> None:
    """A pair that was split by its key is listed as different and is no open question."""
    made = candidate_of(case, CandidateStatus.BY_RULE)
    case.notebook.split(made.items[0], made.part)
    decided = [j for j in case.review.merge_candidates() if j.status is CandidateStatus.BY_USER]
    assert [(j.kind, j.decision) for j in decided] == [(MEETING.name, MergeDecision.DIFFERENT)]
    assert not [
        j for j in case.review.merge_candidates() if j.status is CandidateStatus.TO_DECIDE and set(j.items) == set(decided[0].items)
    ]


def test_a_name_matched_by_rule_is_split_and_matched_again(tmp_path: Path) -> None:
    """The surname that one article alone prints: apart it is an actor with that article's mentions, same again it is an alias."""
    case = built(tmp_path / "case", ONE, SHORT)
    made = candidate_of(case, CandidateStatus.BY_RULE, ACTOR)
    assert (made.name, made.other) == ("Brandt", "Orla Brandt")
    before = case.query.snapshot.findings
    case.review.decide(made.id, MergeDecision.UNSURE)
    names = {a.name: a for a in case.query.snapshot.findings.actors}
    assert names["Brandt"].possible_duplicates == (names["Orla Brandt"].id,)
    assert len(names["Brandt"].articles) == 1
    case.review.decide(made.id, MergeDecision.SAME)
    assert {a.name for a in case.query.snapshot.findings.actors} == {a.name for a in before.actors}
    case.notebook.undo()
    case.notebook.undo()
    assert case.query.snapshot.findings == before


def test_an_unknown_match_is_refused(case: Dossier) -> None:
    """An id that no match has, or no answer, is refused in a sentence."""
    with pytest.raises(DossierError, match="No match"):
        case.review.decide("j000nothing", MergeDecision.SAME)
    with pytest.raises(DossierError, match="No answer"):
        case.review.decide(case.review.merge_candidates()[0].id, MergeDecision.NONE)
