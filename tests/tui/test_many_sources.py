"""An event that twenty outlets report, in invented articles made here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from tests.tui.driving import main_of, opened, press, shown

OPENINGS = (
    "A drone strike on the port of Halmersund killed {killed} people and wounded {wounded} on Tuesday, the harbour office said.",
    "Drones struck the port of Halmersund on Tuesday, killing {killed} people, the harbour office said. Another {wounded} were wounded.",
    "On Tuesday a drone attack on the port of Halmersund left {killed} people dead and {wounded} wounded, said the harbour office.",
    "At least {killed} people were killed and {wounded} wounded when drones hit the port of Halmersund on Tuesday, rescuers said.",
)
REST = (
    "Two grain ships at the quay burned until the evening.",
    "The cranes of the northern quay stood still after the attack.",
    "Insurers said that they would not raise their rates.",
    "Sailors were taken to the chapel, where the town hands out blankets.",
    "The lighthouse was dark for one night.",
)
MANY = 20


def report(number: int) -> str:
    """One report: every third counts three killed, every seventh five, the others four."""
    killed = 5 if number % 7 == 0 else 3 if number % 3 == 0 else 4
    opening = OPENINGS[number % len(OPENINGS)].format(killed=killed, wounded=10 + number % 2)
    rest = f"{REST[number % 5]} {REST[(number + 2) % 5]}"
    head = f"title: The port, report {number + 1}\noutlet: Outlet {number + 1:02}\npublished: 2031-09-{3 + number % 3:02}\nlanguage: en"
    return f"---\n{head}\n---\n\n{opening}\n\n{rest}\n"


@pytest.fixture(scope="module")
def twenty(tmp_path_factory: pytest.TempPathFactory, own_home: Path) -> Iterator[Dossier]:  # noqa: ARG001  the home must be there first
    """A dossier of the twenty reports."""
    root = tmp_path_factory.mktemp("twenty")
    (root / "seeds").mkdir()
    for number in range(MANY):
        (root / "seeds" / f"{number + 1:02}.md").write_text(report(number), encoding="utf-8")
    (root / "dossier.toml").write_text('title = "The port"\n', encoding="utf-8")
    with open_dossier(root) as made:
        made.query.load()
        yield made


def test_twenty_reports_are_one_event_with_what_they_differ_on(twenty: Dossier) -> None:
    """Proves that the reports are merged, that each keeps its own figures, and that different numbers are a conflict."""
    (event,) = twenty.query.snapshot.findings.events
    assert len(event.articles) == MANY
    assert {"killed", "wounded"} <= set(event.conflicts)
    killed = {report.article: figure.value for report in event.reports for figure in report.figures if figure.name == "killed"}
    assert len(killed) == MANY
    assert set(killed.values()) == {3, 4, 5}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_twenty_sources_are_counted_and_stepped_through_side_by_side(twenty: Dossier, size: tuple[int, int]) -> None:
    """Proves that the row counts them and names the conflict, and that the comparison shows every source by going sideways."""
    async with opened(twenty, size) as pilot:
        line = shown(pilot)
        assert "≠" in line
        assert "20 sources" in line or size == (80, 24)
        await press(pilot, "c")
        seen = set()
        for _ in range(MANY):
            screen = shown(pilot)
            assert "20 sources" in screen
            seen |= {f"Outlet {number + 1:02}" for number in range(MANY) if f"Outlet {number + 1:02}" in screen}
            await press(pilot, "right")
        assert len(seen) == MANY
        await press(pilot, "escape")
        assert main_of(pilot).focused_pane == "timeline"
