"""The served app in a real browser: opened by its address, searched, exported from; closed to everybody else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dossier.runtime.isolation import child_folder
from tests.browser.chromium import WAIT, Page

# xterm keeps its lines to itself and draws them on a canvas; this catches the terminal as it is made
CATCH = """
Object.defineProperty(Object.prototype, '_core', {configurable: true, set(core) {
  Object.defineProperty(this, '_core', {value: core, writable: true, configurable: true, enumerable: true});
  if (!window.caught) window.caught = this;
}});
window.lines = () => {
  const b = window.caught?.buffer?.active;
  return b ? Array.from({length: b.length}, (_, n) => b.getLine(n).translateToString(true)).join('\\n') : '';
};
"""


@pytest.fixture
def address(served_root: Path, tmp_path: Path) -> Iterator[str]:
    """The address printed by the command, which runs in a process of its own in an empty folder."""
    with subprocess.Popen(
        [sys.executable, "-m", "dossier", "-C", str(served_root), "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "TERM": "dumb"},
        cwd=tmp_path,
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=WAIT)
        process.kill()


async def shows(tab: Page, *words: str) -> None:
    """Waits until all of these are on the terminal in the page."""
    await tab.until(f"{list(words)!r}.every(w => lines().includes(w))")


async def typed(tab: Page, text: str) -> None:
    """Signs, one key after the other."""
    for sign in text:
        await tab.press(sign)


def written(folder: Path) -> bytes:
    """The newest file in the folder in which served apps work: the export's."""
    files = (f for f in folder.iterdir() if f.is_file() and not f.name.startswith("."))
    return max(files, key=lambda f: f.stat().st_mtime_ns).read_bytes()


async def test_a_search_and_an_export_in_the_page(tab: Page, address: str, tmp_path: Path) -> None:
    """The address opens the app; a search typed there finds an article; an export is downloaded with its words. There is no request to
    another host, fonts included, and no error in the console.
    """
    saved = tmp_path / "saved"
    saved.mkdir()
    await tab.ask("Page.addScriptToEvaluateOnNewDocument", source=CATCH)
    await tab.ask("Browser.setDownloadBehavior", behavior="allow", browserContextId=tab.context, downloadPath=str(saved))
    await tab.open(address)
    await shows(tab, "Timeline", "5 articles")
    if "Welcome" in await tab.run("lines()"):
        await tab.press("Enter")
        await tab.until("!lines().includes('Welcome')")
    await typed(tab, "/title:davos")
    await shows(tab, "1/5", "Davos")
    await tab.press("Enter")
    await typed(tab, "2e")
    await shows(tab, "Export these results")
    await tab.press("Enter")
    await tab.until("!lines().includes('Export these results')")
    end = time.monotonic() + WAIT
    while not (files := [f for f in saved.iterdir() if f.suffix != ".crdownload"]):
        assert time.monotonic() < end, "nothing was downloaded"
        await tab.until("lines().length > 0")
    assert [f.read_bytes() for f in files] == [written(child_folder())]
    own = urlsplit(address).netloc
    assert {urlsplit(a).netloc for a in tab.requested if not a.startswith(("data:", "blob:"))} == {own}
    assert any(".ttf" in a for a in tab.requested)
    assert tab.errors == []


async def test_a_page_from_elsewhere_gets_no_line(tab: Page, address: str) -> None:
    """In a browser that holds the cookie, the app's own page gets a line to it; another page gets none, and cannot read what it asks for;
    nor does another name of this machine open the app.
    """
    await tab.open(address)
    await tab.until("document.body.classList.contains('-first-byte')")
    home = address.partition("/?")[0]
    line = f"new Promise(r => {{ const s = new WebSocket('{home.replace('http', 'ws')}/ws'); s.onopen = () => r(true); s.onerror = () => r(false) }})"
    assert await tab.run(line)
    await tab.open("about:blank")
    assert not await tab.run(line)
    assert await tab.run(f"fetch('{home}/').then(() => false, () => true)")
    await tab.open(f"{home.replace('127.0.0.1', 'localhost')}/")
    assert await tab.run("document.querySelector('#terminal')") is None


async def test_without_its_key_the_page_is_refused(tab: Page, address: str) -> None:
    """The bare address, and another name for this machine: a sentence that says what to do, and no app."""
    home = address.partition("/?")[0]
    await tab.open(home)
    assert "dossier serve" in await tab.run("document.body.textContent")
    assert await tab.run("document.querySelector('#terminal')") is None
