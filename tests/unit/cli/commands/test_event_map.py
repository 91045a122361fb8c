"""The command `map`: drawn for people, in ASCII where that is all there is, and listed with coordinates for programs."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.api import Dossier
from dossier.maps.spots import coordinates_of, find_spots
from dossier.model.event import Event
from dossier.model.query import Query
from tests.unit.cli.test_terminal import on_terminal, plain


def located(dossier: Dossier, text: str = "") -> list[Event]:
    """The events of a query that can be on a map."""
    return [event for event in dossier.query.search(Query(text)).events if coordinates_of(event) is not None]


def run(root: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command with its output in a pipe."""
    command = [sys.executable, "-m", "dossier", "-C", str(root), "map", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", env={**os.environ, **variables})


def test_the_map_names_the_places_and_counts_what_is_not_on_it(sample: Dossier) -> None:
    """A pipe gets the drawing without colours; the number of other events goes to standard error."""
    done = run(sample.root, "--width", "120", "--height", "40", PYTHONIOENCODING="utf-8")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert (len(lines), max(map(len, lines))) == (41, 120)
    for spot in find_spots(located(sample)):
        assert spot.name in done.stdout
    assert any("\u2800" < sign <= "\u28ff" for sign in done.stdout)
    assert "\x1b" not in done.stdout
    missing = len(sample.query.search(Query()).events) - len(located(sample))
    assert f"{missing} events not on the map: no town or region is known." in done.stderr


def test_a_query_narrows_it(sample: Dossier) -> None:
    """As in every list; without any event the exit code says so."""
    strikes = run(sample.root, "type:strike", PYTHONIOENCODING="utf-8")
    assert "●" not in strikes.stdout.rpartition("\n●")[0]
    assert "✸" in strikes.stdout.rpartition("\n●")[0]
    none = run(sample.root, "nobodysaysthis")
    assert (none.returncode, none.stdout) == (1, "")
    assert "No results for nobodysaysthis." in none.stderr
    wrong = run(sample.root, "colour:red")
    assert (wrong.returncode, wrong.stdout) == (2, "")


def test_an_encoding_without_braille_gets_ascii(sample: Dossier) -> None:
    """Lines, signs and legend."""
    done = run(sample.root, PYTHONIOENCODING="ascii")
    assert done.stdout.isascii()
    assert re.search(r"\d,000 km|\d00 km", done.stdout)
    assert "o meeting   . planned   * strike" in done.stdout


def test_programs_get_the_events_with_their_coordinates(sample: Dossier) -> None:
    """As JSON, and in columns."""
    rows = json.loads(run(sample.root, "--json").stdout)
    events = located(sample)
    assert [(row["id"], (row["latitude"], row["longitude"])) for row in rows] == [(event.id, coordinates_of(event)) for event in events]
    assert all(row["place_name"] and row["country"] for row in rows)
    lines = [line.split("\t") for line in run(sample.root, "--plain").stdout.splitlines()]
    assert [(line[0], float(line[6])) for line in lines] == [(row["id"], row["latitude"]) for row in rows]


@pytest.mark.parametrize("color", [True, False])
def test_a_terminal_gets_a_map_of_its_size_with_colours_if_wanted(sample: Dossier, *, color: bool) -> None:
    """As wide as the terminal, and no higher; neither wrapped nor paged."""
    output = on_terminal(sample.root, "map", *([] if color else ["--no-color"]), PAGER="more")
    lines = [line for line in plain(output).splitlines() if "not on the map" not in line]
    assert len(lines) == 10
    assert max(map(len, lines)) == 60
    assert ("\x1b[1;31m" in output) is color


@pytest.mark.parametrize("words", [["--width", "3"], ["--height", "0"], ["--width", "wide"]])
def test_an_impossible_size_is_refused(sample: Dossier, words: list[str]) -> None:
    """With the sizes that there are."""
    done = run(sample.root, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert words[0] in done.stderr
