"""Page sessions: an app's process starts and ends with its page; a delivered file arrives whole, or is seen to be truncated."""

import asyncio
import os
import shlex
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from dossier.web import session
from dossier.web.server import DossierServer
from dossier.web.session import DRIVER, PageDownloads, PageSession

WAIT = 30
TOKEN = "token"  # noqa: S105  of a server that lives as long as its test
SILENT = "exec sleep 1000"
DEAF = """
import signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.stdout.write("__GANGLION__\\n")
sys.stdout.flush()
while True:
    sys.stdout.buffer.write(b"D" + (70000).to_bytes(4, "big") + bytes(70000))
"""
HANDING = """
import io, os, sys
from pathlib import Path
from textual.app import App

class Ending(io.BytesIO):
    def read(self, size=-1):
        if self.tell():
            os._exit(1)
        return super().read(size)

class Handing(App):
    def on_mount(self):
        held = Path(sys.argv[1]).read_bytes()
        self.turn = 0
        self.set_interval(0.001, self.draw)
        self.deliver_binary(Ending(held) if sys.argv[2] == "ending" else io.BytesIO(held), save_filename="held.bin")

    def draw(self):
        self.turn += 1
        self.screen.styles.background = ("red", "blue")[self.turn % 2]

Handing().run()
"""


def app_of(command: str, write: Callable[[bytes], None] = lambda _: None) -> PageSession:
    """A page's app whose page takes what it is sent."""

    async def receive(data: bytes) -> None:
        write(data)

    async def ignore_text(_: str) -> None:
        pass

    async def closed() -> None:
        pass

    return PageSession(command, write_bytes=receive, write_str=ignore_text, close=closed, download_manager=PageDownloads())


@asynccontextmanager
async def served(folder: Path, command: str) -> AsyncIterator[tuple[DossierServer, aiohttp.ClientSession, str, web.AppRunner]]:
    """A server of some other app: itself, a browser that holds its key, its address, and what runs it."""
    server = DossierServer(folder, "title", "127.0.0.1", 0, TOKEN)
    server.command = command
    runner = web.AppRunner(await server._make_app())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    home = f"http://127.0.0.1:{runner.addresses[0][1]}"
    jar = aiohttp.CookieJar(unsafe=True)
    try:
        async with aiohttp.ClientSession(cookie_jar=jar, timeout=aiohttp.ClientTimeout(WAIT)) as session:
            async with session.get(f"{home}/?token={TOKEN}") as answer:
                assert answer.status == 200
            yield server, session, home, runner
    finally:
        await runner.cleanup()


async def until(true: Callable[[], bool]) -> None:
    """Waits for a condition."""
    async with asyncio.timeout(WAIT):
        while not true():  # noqa: ASYNC110  what is waited for happens in other processes
            await asyncio.sleep(0.02)


def has_ended(number: str) -> bool:
    """True where a process has ended."""
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less patience, so that the tests are quick."""
    monkeypatch.setattr(session, "QUIT_TIMEOUT", 0.3)
    monkeypatch.setattr(session, "SIGNAL_TIMEOUT", 0.3)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("command", [SILENT, f"exec {shlex.join([sys.executable, '-c', DEAF])}"], ids=["says nothing", "will not end"])
async def test_an_app_that_does_not_quit_is_ended(command: str) -> None:
    """One that never draws, and one that draws without end, reads nothing and ignores the request to quit: ended within the limit."""
    app = app_of(command)
    await app.start(80, 24)
    await asyncio.wait_for(app.end(), WAIT)
    assert app._process is not None
    assert app._process.returncode not in {0, None}


async def test_an_app_whose_page_went_amid_a_frame_quits_by_itself(served_root: Path) -> None:
    """The page disconnects after the first whole frame, and the app's output is read no more; it still quits in order."""

    def broken(frame: bytes) -> None:
        if len(frame) > 1000:
            raise ConnectionResetError

    app = app_of(f"exec {shlex.join([sys.executable, '-m', 'dossier', str(served_root)])}", broken)
    await app.start(200, 60)
    await app.over()
    await app.end()
    assert app._process is not None
    assert app._process.returncode == 0


@pytest.mark.usefixtures("quick")
async def test_a_page_left_at_once_gives_its_place_and_process_back(tmp_path: Path) -> None:
    """Opened and closed before anything is drawn, more often than the limit of pages: each slot is free and each process has ended."""
    command = f"echo $$ >> {shlex.quote(str(tmp_path / 'numbers'))}; {SILENT}"
    async with served(tmp_path, command) as (server, browser, home, _):
        for _ in range(10):
            async with browser.ws_connect(f"{home}/ws", origin=home):
                pass
            await until(lambda: not server.pages)
        numbers = (tmp_path / "numbers").read_text().split()
        assert numbers
        await until(lambda: all(has_ended(n) for n in numbers))


@pytest.mark.usefixtures("quick")
async def test_the_server_ends_with_pages_open(tmp_path: Path) -> None:
    """Its pages are closed and their processes have ended when it has shut down."""
    command = f"echo $$ >> {shlex.quote(str(tmp_path / 'numbers'))}; {SILENT}"
    async with served(tmp_path, command) as (server, browser, home, runner):
        lines = [await browser.ws_connect(f"{home}/ws", origin=home) for _ in range(3)]
        await until(lambda: (tmp_path / "numbers").exists() and len((tmp_path / "numbers").read_text().split()) == 3)
        ending = asyncio.create_task(runner.cleanup())
        for line in lines:
            assert (await line.receive(timeout=WAIT)).type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}
            await line.close()
        await asyncio.wait_for(ending, WAIT)
        assert not server.pages
        await until(lambda: all(has_ended(n) for n in (tmp_path / "numbers").read_text().split()))


async def test_an_app_that_ends_closes_its_page(tmp_path: Path) -> None:
    """However it ends, the page is notified, and its slot is free."""
    async with served(tmp_path, "exit 3") as (server, browser, home, _):
        line = await browser.ws_connect(f"{home}/ws", origin=home)
        assert (await line.receive(timeout=WAIT)).type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}
        await line.close()
        await until(lambda: not server.pages)


async def handed_over(tmp_path: Path, how: str, content: bytes) -> bytes:
    """The part of a file that a browser gets while the app delivers it and draws."""
    (tmp_path / "app.py").write_text(HANDING, encoding="utf-8")
    (tmp_path / "held").write_bytes(content)
    command = f"exec {shlex.join([sys.executable, str(tmp_path / 'app.py'), str(tmp_path / 'held'), how])}"
    async with (
        served(tmp_path, command) as (_, browser, home, _),
        browser.ws_connect(f"{home}/ws?width=200&height=60", origin=home) as line,
    ):

        async def key() -> str:
            while True:
                message = await line.receive(timeout=WAIT)
                if message.type is aiohttp.WSMsgType.TEXT and message.json()[0] == "deliver_file_start":
                    return str(message.json()[1])

        async def read(address: str) -> bytes:
            async with browser.get(address) as answer:
                assert answer.status == 200
                return await answer.read()

        reading = asyncio.create_task(read(f"{home}/download/{await key()}"))
        while not reading.done():
            output = asyncio.create_task(line.receive())
            await asyncio.wait({reading, output}, return_when=asyncio.FIRST_COMPLETED)
            if not output.done():
                output.cancel()
        return await reading


async def test_a_file_arrives_whole_while_the_app_draws(tmp_path: Path) -> None:
    """Frames and parts of the file share a pipe that is often full; neither breaks the other."""
    content = os.urandom(1 << 20)
    assert await handed_over(tmp_path, "whole", content) == content


async def test_a_file_that_is_cut_short_is_seen_to_be(tmp_path: Path) -> None:
    """The app ends after the first part: the browser's reading fails, where it could take half a file for a whole one."""
    with pytest.raises(aiohttp.ClientPayloadError):
        await handed_over(tmp_path, "ending", os.urandom(1 << 18))


def test_the_driver_is_there() -> None:
    """The name that a page's app is started with leads to a driver; and the command knows a served app by it."""
    module, _, name = DRIVER.partition(":")
    assert "web_driver" in module
    assert hasattr(__import__(module, fromlist=[name]), name)
