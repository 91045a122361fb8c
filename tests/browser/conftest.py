"""Fixtures of the browser tests: one headless Chromium a session, a tab a test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.browser import chromium


@pytest.fixture(scope="session")
def devtools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running browser's DevTools."""
    if chromium.find_chromium() is None:
        pytest.skip("no Chromium is installed (DOSSIER_CHROMIUM or on PATH); CI installs it")
    with chromium.browser(tmp_path_factory.mktemp("chromium")) as address:
        yield address


@pytest.fixture
async def tab(devtools: str) -> AsyncIterator[chromium.Page]:
    """An empty tab."""
    async with chromium.page(devtools) as opened:
        yield opened


@pytest.fixture(scope="session")
def report(sample_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's report, as the command writes it."""
    from dossier.cli.main import run  # noqa: PLC0415  only where there is a browser to show it

    page = tmp_path_factory.mktemp("report") / "report.html"
    assert run(["-C", str(sample_root), "-q", "export", "html", "-o", str(page)]) == 0
    return page
