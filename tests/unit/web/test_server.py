"""The app in a browser, served by a process of its own on a free port of loopback."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from dossier.api import Dossier
from dossier.cli.main import run

WAIT = 60
AGAIN = 8


@pytest.fixture(scope="module")
def address(served_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address printed by the command, which exits without errors when it is interrupted."""
    with subprocess.Popen(
        [sys.executable, "-m", "dossier", "-C", str(served_root), "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "TERM": "dumb"},
        cwd=tmp_path_factory.mktemp("cwd"),
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=WAIT)
        assert process.returncode == 0, stderr
        assert "Traceback" not in stderr


@pytest.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    """A cookie jar that works for IP addresses too."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(WAIT)) as session:
        yield session


async def status(browser: aiohttp.ClientSession, url: str, headers: dict[str, str] | None = None) -> int:
    """The response, read to its end."""
    async with browser.get(url, headers=headers) as answer:
        await answer.read()
        return answer.status


def home(address: str) -> str:
    """The address without its token."""
    return address.partition("/?")[0]


async def test_the_address_opens_the_page_and_nothing_else_does(address: str, browser: aiohttp.ClientSession) -> None:
    """Loopback and a long token; 403 without it, for another host and for another origin; 200 with it."""
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{40,}", address)
    for path in ("/", "/static/js/textual.js", "/ws", "/download/x", "/page.js", "/?token=x"):
        assert await status(browser, home(address) + path) == 403
    assert await status(browser, address, headers={"Host": "evil.example"}) == 403
    assert await status(browser, address) == 200
    assert await status(browser, home(address), headers={"Origin": "http://evil.example"}) == 403
    assert await status(browser, f"{home(address)}/download/x") == 404


async def test_nothing_of_the_page_comes_from_elsewhere(address: str, browser: aiohttp.ClientSession) -> None:
    """Page, style and our script hold no address but the server's own; every part named is there."""
    page = await (await browser.get(address)).text()
    parts = re.findall(r'(?:src|href)="(/[^"]+)"', page)
    assert len(parts) >= 4
    for part in parts:
        async with browser.get(home(address) + part) as answer:
            body = await answer.read()
            assert answer.status == 200, part
        if part.endswith((".css", "page.js")):
            page += body.decode()
    sockets = set(
        re.findall(r"(?:https?:|wss?:)?//[\w.-]+(?::\d+)?", re.sub(r"/\*.*?\*/|^\s*//.*?$", "", page, flags=re.DOTALL | re.MULTILINE))
    )
    assert sockets == {home(address).replace("http", "ws")}


async def test_a_foreign_origin_gets_no_line_to_the_app(address: str, browser: aiohttp.ClientSession) -> None:
    """Even with the cookie, as a page elsewhere in the same browser would have it."""
    assert await status(browser, address) == 200
    for origin in ("http://evil.example", "null", home(address).replace("127.0.0.1", "localhost")):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await browser.ws_connect(f"{home(address)}/ws", origin=origin)
        assert refused.value.status == 403


async def test_a_search_typed_in_the_page_finds_an_article(address: str, browser: aiohttp.ClientSession) -> None:
    """The app draws itself over the line, takes keys, and what is searched for is shown."""
    assert await status(browser, address) == 200
    async with browser.ws_connect(f"{home(address)}/ws?width=140&height=40", origin=home(address)) as line:
        await wait_for(line, "of 5 articles")
        await line.send_str(json.dumps(["stdin", "\r"]))
        await wait_for(line, "No events for", "/zzzunheard")
        await wait_for(line, r"\d\S*/5", "\x15title:talks")


async def wait_for(line: aiohttp.ClientWebSocketResponse, pattern: str, keys: str = "") -> None:
    """Reads what the app draws until it holds these words, colours left out. Keys are pressed before, and again where nothing is drawn for
    a while: an app that is being opened takes none.
    """
    output, until, pressed = "", time.monotonic() + WAIT, float(-WAIT)
    while not re.search(pattern, words := re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", output)):
        assert time.monotonic() < until, re.sub(r"\s+", " ", words)[-2000:]
        if keys and time.monotonic() - pressed > AGAIN:
            await line.send_str(json.dumps(["stdin", keys]))
            pressed = time.monotonic()
        try:
            message = await line.receive(timeout=AGAIN)
        except TimeoutError:
            continue
        assert message.type in {aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT}, output[-500:]
        output += message.data.decode(errors="replace") if isinstance(message.data, bytes) else ""


def test_another_host_wants_a_word(sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --allow-remote only loopback is served, and the message gives the reason."""
    assert run(["-C", str(sample.root), "serve", "--host", "0.0.0.0"]) == 2  # noqa: S104  it is refused
    assert "--allow-remote" in capsys.readouterr().err


def test_a_used_port_is_reported(address: str, sample: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """With what to do, and no traceback."""
    port = home(address).rpartition(":")[2]
    assert run(["-C", str(sample.root), "serve", "--port", port]) == 1
    assert "--port 0" in capsys.readouterr().err
