"""A third kind of event, declared here and nowhere else: in the app, in queries, comparisons, reasons and exports."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.model.event import Event, Status
from dossier.model.event_kinds.declaration import Codes, EventKind, FigureWords, Hue, Matching, Slot, TriggerLexicon
from dossier.model.event_kinds.registry import register_kind, unregister_kind
from dossier.model.query import Query
from dossier.tui.screens.compare import CompareScreen
from dossier.tui.widgets.modal_sheet import ModalSheet
from tests.tui.driving import click_on, opened, press, search, shown, top

SWAP = frozenset({"exchange", "swap", "trade"})
EXCHANGE = EventKind(
    name="exchange",
    plural="exchanges",
    occurred_word="completed",
    id_letter="e",
    glyph="◆",
    ascii_glyph="&",
    hue=Hue.GREEN,
    slots=frozenset({Slot.PARTICIPANTS}),
    slot_names={Slot.PARTICIPANTS: ("Between", "Between")},
    codes=Codes("COOPERATE", "Strategic developments", {"": ("Strategic developments", "Agreement")}),
    figures=(FigureWords("exchanged", "exchanged", SWAP, SWAP),),
    matching=Matching(weights={"day": 30, "place": 20, "people": 30, "figures": 20}),
    lexicon=TriggerLexicon(
        nouns=SWAP,
        verbs=SWAP,
        light_verbs=frozenset({"carry", "conduct", "complete", "hold", "make"}),
        objects=frozenset({"prisoner", "captive", "detainee", "soldier"}),
    ),
)
ARTICLES = {
    "harbour": (
        "Harbour Post",
        "2031-05-07",
        "Prisoners go home",
        (
            "Peru and Chile exchanged 150 prisoners in Arica on Tuesday, officials said.\n\n"
            "It was the second exchange of prisoners this year. The swap lasted two hours.\n\n"
            "Another prisoner exchange is planned for Friday in Tacna. No prisoners were exchanged on Sunday.\n\n"
            "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on Monday."
        ),
    ),
    "coast": (
        "Coast Daily",
        "2031-05-08",
        "A swap at the border",
        (
            "Chile carried out a prisoner swap with Peru in Arica on Tuesday. A total of 140 captives were exchanged.\n\n"
            "The ministers exchanged greetings. Any swap of prisoners would depend on a ceasefire, Brandt said."
        ),
    ),
}


@pytest.fixture(scope="module")
def swaps(tmp_path_factory: pytest.TempPathFactory, own_home: Path) -> Iterator[Dossier]:  # noqa: ARG001  the home must be there first
    """Two invented reports of a prisoner exchange, read while the kind is declared."""
    register_kind(EXCHANGE)
    root = tmp_path_factory.mktemp("case") / "swaps"
    (root / "seeds").mkdir(parents=True)
    for name, (outlet, day, title, text) in ARTICLES.items():
        front = f"---\ntitle: {title}\noutlet: {outlet}\npublished: {day}\n---\n\n"
        (root / "seeds" / f"{name}.md").write_text(f"{front}{text}\n", encoding="utf-8")
    (root / "dossier.toml").write_text('title = "Swaps"\n', encoding="utf-8")
    with open_dossier(root) as dossier:
        yield dossier
    unregister_kind(EXCHANGE.name)


def exchange_of(dossier: Dossier) -> Event:
    """The exchange that took place."""
    events = dossier.query.search(Query("type:exchange")).events
    return next(event for event in events if event.status is Status.OCCURRED)


def test_articles_are_read_for_it(swaps: Dossier) -> None:
    """Two reports are one event with a conflict of figures; the plan is another; greetings, denials and conditions are none."""
    names = {ident: actor.name for ident, actor in swaps.query.snapshot.actors.items()}
    exchanges = [
        (e.status, str(e.start), e.place.split(",")[0], {names[p] for p in e.participants}, len(e.articles))
        for e in swaps.query.snapshot.findings.events
        if e.kind == "exchange"
    ]
    assert exchanges == [
        (Status.OCCURRED, "2031-05-06", "Arica", {"Peru", "Chile"}, 2),
        (Status.PLANNED, "2031-05-09", "Tacna", set(), 1),
    ]
    event = exchange_of(swaps)
    assert event.id.startswith("e")
    assert event.conflicts == ("exchanged",)
    assert {f.value for r in event.reports for f in r.figures} == {150, 140}
    assert [e.kind for e in swaps.query.snapshot.findings.events].count("meeting") == 1


def test_queries_know_it(swaps: Dossier) -> None:
    """As a value of `type:`, in full or begun; in the completion, and as a filter with its number."""
    assert len(swaps.query.search(Query("type:exchange")).events) == len(swaps.query.search(Query("type:exch")).events) == 2
    assert "type:exchange" in [completion.label for completion in swaps.query.complete("type:e", 6)]
    assert {facet.name for facet in swaps.query.facets(Query()) if facet.filter.value == "exchange"} == {"exchange"}


def test_it_is_explained_and_compared(swaps: Dossier) -> None:
    """Why it has its day and its reports; its own words for its slots, its figure and that it took place."""
    event = exchange_of(swaps)
    why = " ".join(" ".join(row) for row in swaps.review.explain(event.id).rows)
    assert "2 articles report it" in why
    comparison = swaps.review.compare(event.id)
    assert comparison is not None
    rows = {row.name: [cell.text for cell in row.cells] for row in comparison.rows}
    assert rows["Exchanged"] == ["150", "140"]
    assert set(rows["Status"]) == {"completed"}
    assert all("Peru" in text and "Chile" in text for text in rows["Between"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("json", '"name": "exchanged"'),
        ("jsonl", '"kind":"exchange"'),
        ("markdown", "exchange · Arica · "),
        ("csv", "exchanged"),
        ("html", ".exchange { --c: var(--exchange)"),
        ("timelinejs", '"group": "exchange"'),
        ("ics", "CATEGORIES:exchange"),
        ("annotations", '"value": "exchange"'),
        ("acled", "Strategic developments,Strategic developments,Agreement,Chile,,,Peru"),
        ("geojson", '"kind": "exchange"'),
        ("kml", '<Style id="exchange">'),
    ],
)
def test_every_format_has_it(swaps: Dossier, name: str, words: str) -> None:
    """With its name, its figure, its colour and its codes."""
    assert words in swaps.exports.prepare(name).text


def test_the_schema_admits_it() -> None:
    """The schema is generated with the kinds that are declared."""
    code = (
        "import json, sys; sys.path.insert(0, 'docs'); from make import facts_schema\n"
        "from dossier.model.event_kinds.registry import register_kind\n"
        "from tests.tui.test_declared_kind import EXCHANGE\n"
        "register_kind(EXCHANGE); print(json.dumps(json.loads(facts_schema())['$defs']))"
    )
    repository = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    schema = json.loads(run.stdout)
    assert schema["event"]["properties"]["kind"]["enum"] == ["meeting", "strike", "exchange"]
    assert schema["figureName"]["enum"][-1] == "exchanged"


async def test_the_app_shows_it(swaps: Dossier) -> None:
    """A row with its sign, searched by kind; the comparison; the map; the legend of the help."""
    async with opened(swaps) as pilot:
        await press(pilot, "2")
        text = shown(pilot)
        assert "◆ exchange" in text
        assert "◌ exchange" in text
        assert "150 exchanged" in text
        await search(pilot, "type:exchange")
        assert "● meeting" not in shown(pilot)
        await press(pilot, "2")
        await click_on(pilot, "◆ exchange")
        await press(pilot, "c")
        assert "◆ completed" in shown(pilot)
        assert top(pilot, CompareScreen)
        await press(pilot, "escape", "W")
        assert "◆ Arica" in shown(pilot)
        await press(pilot, "escape", "question_mark")
        sheet = pilot.app.screen.query_one(ModalSheet)
        assert any("◆ exchange" in line.plain for line in sheet._lines(sheet.scrollable_content_region.width))
