"""Four made-up reports of two outlets over two months, as a dossier that tests narrow."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.services.ingest.create import new_dossier
from tests.conftest import remove_notebook

TEXTS = {
    "lisbon.md": (
        "Harbour Post",
        "2031-03-05",
        "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday. “We made progress on grain,” Brandt said.",
    ),
    "bergen.md": (
        "Northern Wire",
        "2031-03-20",
        "A drone attack killed three people in Bergen on March 18, 2031. “This was an attack on grain stores,” Governor Nils Aker said.",
    ),
    "porto.md": (
        "Harbour Post",
        "2031-04-10",
        "Foreign Minister Orla Brandt met Governor Nils Aker in Porto on April 9, 2031. “Nobody will forget the winter,” Aker said.",
    ),
    "later.md": (
        "Northern Wire",
        "2031-04-12",
        (
            "A drone attack killed two people in Narvik on April 11, 2031. The first drone attack killed three people in Bergen "
            "on March 18, 2031. “We expect more of it,” Governor Nils Aker said."
        ),
    ),
}


@pytest.fixture(scope="session")
def reports_root(tmp_path_factory: pytest.TempPathFactory, own_home: Path) -> Path:  # noqa: ARG001  the home must be there first
    """A dossier of the four, its index built once a session."""
    root = new_dossier(tmp_path_factory.mktemp("reports") / "case", "Case")
    for name, (outlet, day, text) in TEXTS.items():
        (root / "seeds" / name).write_text(f"---\ntitle: {name}\noutlet: {outlet}\npublished: {day}\n---\n\n{text}\n", encoding="utf-8")
    with open_dossier(root) as opened:
        opened.query.load()
    return root


@pytest.fixture
def reports(reports_root: Path) -> Iterator[Dossier]:
    """The four, open, with an empty notebook."""
    remove_notebook(reports_root)
    with open_dossier(reports_root) as opened:
        yield opened
