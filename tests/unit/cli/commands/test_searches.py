"""Commands on saved searches, facets, and the options that narrow every query."""

import json
from pathlib import Path

import pytest

from dossier.api import Dossier
from dossier.cli.main import run
from dossier.model.query import Query, month_range


@pytest.fixture
def at(sample: Dossier) -> list[str]:
    """The options that name the sample."""
    return ["-C", str(sample.root)]


def printed(capsys: pytest.CaptureFixture[str], form: str = "json") -> list[dict[str, object]]:
    text = capsys.readouterr().out
    return json.loads(text) if form == "json" else [json.loads(line) for line in text.splitlines()]


def test_a_search_is_saved_listed_asked_again_renamed_and_removed(
    at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its narrowing; each step by a command, the last one undone."""
    day = next(e.start for e in sample.query.search(Query()).events if e.start)
    query = Query("talks", days=month_range(day))
    assert run([*at, "search", "--save", "one", "--days", f"{day:%Y-%m}", "talks"]) == 0
    capsys.readouterr()
    assert run([*at, "searches", "--json"]) == 0
    (row,) = printed(capsys)
    tally = sample.query.result_counts(query)
    assert (row["name"], row["query"], row["articles"], row["events"]) == ("one", "talks", tally.articles, tally.events)
    for command, wanted in (("search", sample.query.search(query).articles), ("timeline", sample.query.search(query).events)):
        assert run([*at, command, "--saved", "one", "--json"]) == (0 if wanted else 1)
        assert len(printed(capsys)) == len(wanted)
    assert run([*at, "searches", "--rename", "one", "two"]) == 0
    assert run([*at, "searches", "--remove", "two"]) == 0
    assert run([*at, "searches", "--json"]) == 1
    capsys.readouterr()
    assert run([*at, "undo"]) == 0
    assert run([*at, "searches", "--plain"]) == 0
    assert capsys.readouterr().out.split("\t")[1] == "two"


def test_an_actor_narrows_every_command(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """By id and by name; together they must all be there; an export is narrowed too."""
    first, second = [row.actor for row in sample.query.search(Query()).actors][:2]
    for ids in ((first.id,), (first.id, second.id)):
        answer = sample.query.search(Query(actors=ids))
        options = [word for ident in ids for word in ("--actor", ident)]
        for command, wanted in (("search", answer.articles), ("quotes", answer.quotations), ("timeline", answer.events)):
            run([*at, command, *options, "--json"])
            assert len(printed(capsys)) == len(wanted)
    assert run([*at, "search", "--actor", first.name, "--json"]) == 0
    assert len(printed(capsys)) == len(first.articles)
    assert run([*at, "export", "csv", "--table", "articles", "--actor", first.id]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(first.articles)


def test_facets_are_those_of_the_query(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """The same as the app's, in every form; one for people says what is chosen."""
    assert run([*at, "filters", "talks", "--jsonl"]) == 0
    rows = printed(capsys, "jsonl")
    facets = sample.query.facets(Query("talks"))
    assert [(r["by"], r["value"]) for r in rows] == [(f.filter.kind.value, f.filter.value) for f in facets]
    assert {r["by"] for r in rows} >= {"days", "kind", "actor", "outlet"}
    actor = next(f for f in facets if f.filter.kind.value == "actor")
    assert run([*at, "filters", "talks", "--actor", actor.filter.value]) == 0
    assert f"{actor.name:<32}  {actor.counts[0][0]} article" in (out := capsys.readouterr().out)
    assert "  chosen" in out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["search", "--saved", "none"], 1, "no saved search “none”"),
        (["search", "--days", "soon"], 2, "Write dates as"),
        (["timeline", "--actor", "Zebra Nobody"], 2, "No actor here is called"),
        (["search", "--save", "x"], 1, "Enter a search first"),
        (["search", "--save", "x", "nofield:y"], 2, "nofield"),
        (["searches", "--rename", "a", "b"], 1, "no saved search “a”"),
        (["searches"], 1, "No saved searches yet"),
        (["searches", "--recent"], 1, "No recent searches."),
    ],
)
def test_what_cannot_be_is_a_sentence(
    at: list[str], words: list[str], code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback; what to do stands beside it."""
    assert run([*at, *words]) == code
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert "Traceback" not in captured.err


def test_what_was_searched_lately_is_listed_and_forgotten(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Newest first."""
    sample.notebook.searches.remember("talks")
    sample.notebook.searches.remember("type:strike")
    assert run([*at, "searches", "--recent"]) == 0
    assert capsys.readouterr().out == "type:strike\ntalks\n"
    assert run([*at, "searches", "--forget"]) == 0
    assert sample.notebook.searches.recent() == ()


def test_an_id_of_another_sort_is_told_apart(at: list[str], sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """An actor has no day, an event no name; one thing cannot be joined."""
    actor, event = sample.query.search(Query()).actors[0].actor.id, sample.query.search(Query()).events[0].id
    quotation, article = sample.query.search(Query()).quotations[0].id, sample.query.snapshot.articles_by_day[0].id
    for words, sentence in (
        (["date", actor, "2031-03-05"], "is an actor; this command needs an event"),
        (["place", article, "Velmar"], "is an article; this command needs an event"),
        (["rename", event, "X"], "is an event; this command needs an actor"),
        (["speaker", event, "X"], "is an event; this command needs a quotation"),
        (["date", quotation, "2031-03-05"], "dossier timeline --plain"),
        (["merge", actor], "to merge"),
        (["merge", actor, event], "dossier merge ID ID"),
    ):
        assert run([*at, *words]) == 1
        assert sentence in capsys.readouterr().err, words


def test_words_with_a_dash_stay_words_beside_the_options(at: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """`-zebra` takes away, `--days` narrows."""
    assert run([*at, "search", "--days", "1990..", "talks", "-zebra", "--json"]) == 0
    assert printed(capsys)


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    """A new dossier with one report on a ferry."""
    root = tmp_path / "ferries"
    (root / "seeds").mkdir(parents=True)
    (root / "dossier.toml").write_text('title = "Ferries"\n', encoding="utf-8")
    (root / "seeds" / "first.txt").write_text(FERRY.format(day=3), encoding="utf-8")
    return root


FERRY = """The ferry of {day} February is late

Harbour Post, {day} February 2031

The ferry to Aldport was late on {day} February 2031 since the quay was closed.
"""


def add_ferry(root: Path, day: int) -> None:
    """Another report comes in."""
    path = root.parent / f"ferry-{day}.txt"
    path.write_text(FERRY.format(day=day), encoding="utf-8")
    assert run(["-C", str(root), "add", "-q", str(path)]) == 0


def test_new_articles_of_saved_searches_are_reported_once(ferries: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 while nothing is new; then the searches with new articles and their titles, until they are marked as seen."""
    at = ["-C", str(ferries)]
    assert run([*at, "searches", "--new"]) == 1
    assert "No saved searches yet." in capsys.readouterr().err
    assert run([*at, "search", "--save", "ferries", "ferry"]) == 0
    assert run([*at, "search", "--save", "trains", "train"]) == 1
    capsys.readouterr()
    assert run([*at, "searches", "--new"]) == 1
    assert capsys.readouterr() == ("", "Nothing new in your saved searches.\n")
    add_ferry(ferries, 4)
    capsys.readouterr()
    for _ in range(2):
        assert run([*at, "searches", "--new"]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "ferries",
            "    ferry  (2 articles; 1 new)",
            "    + The ferry of 4 February is late",
        ]
    assert run([*at, "searches", "--json"]) == 0
    rows = printed(capsys)
    assert [(row["name"], row["new"]) for row in rows] == [("ferries", 1), ("trains", 0)]
    assert run([*at, "searches", "--new", "--mark-seen", "--json"]) == 0
    ((row,),) = [printed(capsys)]
    assert [article["file"] for article in row["new_articles"]] == ["ferry-4.txt"]  # type: ignore[attr-defined]
    assert run([*at, "searches", "--new", "--plain"]) == 1
    for day in range(5, 17):
        add_ferry(ferries, day)
    capsys.readouterr()
    assert run([*at, "searches", "--new"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (len(lines), lines[1], lines[-1]) == (13, "    ferry  (14 articles; 12 new)", "      and 2 more")


def test_running_a_saved_search_by_a_command_leaves_the_count(ferries: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script that prints the results takes nothing away from the user; another query under the name begins again."""
    at = ["-C", str(ferries)]
    run([*at, "search", "--save", "ferries", "ferry"])
    add_ferry(ferries, 4)
    assert run([*at, "search", "--saved", "ferries"]) == 0
    assert run([*at, "searches", "--new"]) == 0
    assert run([*at, "search", "--save", "ferries", "quay"]) == 0
    assert run([*at, "searches", "--new"]) == 1
    assert run([*at, "undo"]) == 0
    assert run([*at, "searches", "--new"]) == 1, "the query of before begins again too"
    capsys.readouterr()


def test_without_history_nothing_is_new(ferries: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """And the command says why."""
    monkeypatch.setenv("DOSSIER_HISTORY", "false")
    at = ["-C", str(ferries)]
    run([*at, "search", "--save", "ferries", "ferry"])
    add_ferry(ferries, 4)
    capsys.readouterr()
    assert run([*at, "searches", "--new"]) == 1
    assert "With history = false" in capsys.readouterr().err
