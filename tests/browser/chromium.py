"""Drives a headless Chromium by its DevTools protocol, over a websocket: opens pages, presses keys, notes what they ask for and say."""

import asyncio
import base64
import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
WAIT = 60.0
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
    # no network but this machine's, whatever the machine itself can reach
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
KEYS = {"Enter": (13, "\r"), "Tab": (9, ""), "Escape": (27, ""), "ArrowDown": (40, ""), " ": (32, " ")}


def find_chromium() -> str | None:
    """The browser to drive: DOSSIER_CHROMIUM, else the first of the usual names; None where there is none."""
    return os.environ.get("DOSSIER_CHROMIUM") or next((at for name in NAMES if (at := shutil.which(name))), None)


@contextmanager
def browser(folder: Path) -> Iterator[str]:
    """A Chromium of its own with an empty profile in `folder`; the address of its DevTools."""
    port_file = folder / "DevToolsActivePort"
    command = [find_chromium() or "", *QUIET, f"--user-data-dir={folder}", "about:blank"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            until = time.monotonic() + WAIT
            while not (port_file.exists() and len(port_file.read_text(encoding="utf-8").splitlines()) == 2):
                assert process.poll() is None, "the browser ended before it opened its port"
                assert time.monotonic() < until, "the browser opened no port"
                time.sleep(0.05)
            port, path = port_file.read_text(encoding="utf-8").splitlines()
            yield f"ws://127.0.0.1:{port}{path}"
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            process.kill()


class Page:
    """One tab in a profile of its own. `requested` are the addresses of its requests, `errors` its console errors and uncaught errors."""

    def __init__(self, line: aiohttp.ClientWebSocketResponse) -> None:
        self.line = line
        self.session = self.context = ""
        self.number = 0
        self.answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.requested: list[str] = []
        self.errors: list[str] = []
        self.loaded = asyncio.Event()

    async def listen(self) -> None:
        """Dispatch the browser's messages until the connection is closed."""
        async for message in self.line:
            reply = message.json()
            if "id" in reply:
                self.answers.pop(reply["id"]).set_result(reply)
            else:
                self._note(reply["method"], reply.get("params", {}))

    def _note(self, method: str, params: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.requested.append(params["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.requested.append(params["url"])
        elif method == "Runtime.exceptionThrown":
            self.errors.append(str(params["exceptionDetails"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.errors.append(params["entry"]["text"])
        elif method == "Runtime.consoleAPICalled" and params["type"] in {"error", "assert"}:
            self.errors.append(str(params["args"]))
        elif method == "Page.loadEventFired":
            self.loaded.set()

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the protocol and its result."""
        self.number += 1
        answer = self.answers[self.number] = asyncio.get_running_loop().create_future()
        whole = {"id": self.number, "method": method, "params": params}
        await self.line.send_json(whole | ({"sessionId": self.session} if self.session else {}))
        reply = await asyncio.wait_for(answer, WAIT)
        assert "error" not in reply, (method, reply)
        return dict(reply["result"])

    async def open(self, address: str) -> None:
        """Goes to an address and waits until it is loaded."""
        self.loaded.clear()
        navigation = await self.ask("Page.navigate", url=address)
        assert not navigation.get("errorText"), navigation
        await asyncio.wait_for(self.loaded.wait(), WAIT)

    async def run(self, script: str) -> Any:
        """The value of a JavaScript expression in the page."""
        evaluation = await self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in evaluation, evaluation
        return evaluation["result"].get("value")

    async def until(self, script: str) -> None:
        """Waits until an expression is true in the page."""
        end = time.monotonic() + WAIT
        while not await self.run(script):
            assert time.monotonic() < end, f"never became true: {script}"
            await asyncio.sleep(0.05)

    async def press(self, key: str) -> None:
        """A key by its name, or a sign."""
        code, text = KEYS.get(key, (0, key))
        key_name: dict[str, Any] = {"key": key, "text": text, "windowsVirtualKeyCode": code} if code else {"key": key, "text": text}
        await self.ask("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **key_name)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", **(key_name | {"text": ""}))

    async def click(self, selector: str) -> None:
        """The mouse on the middle of an element, brought into sight first."""
        x, y = await self.run(
            f"(() => {{ const e = document.querySelector({selector!r}); e.scrollIntoView({{block: 'center', behavior: 'instant'}});"
            " const b = e.getClientRects()[0]; return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            await self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def picture(self) -> bytes:
        """Screenshot of the viewport, as PNG."""
        return base64.b64decode((await self.ask("Page.captureScreenshot"))["data"])


@asynccontextmanager
async def page(address: str) -> AsyncIterator[Page]:
    """A tab of the browser whose DevTools are at `address`, without cookies or cache of others; closed at the end."""
    async with aiohttp.ClientSession() as client, client.ws_connect(address, max_msg_size=0) as line:
        opened = Page(line)
        listening = asyncio.create_task(opened.listen())
        try:
            opened.context = (await opened.ask("Target.createBrowserContext"))["browserContextId"]
            target = await opened.ask("Target.createTarget", url="about:blank", browserContextId=opened.context, width=1280, height=900)
            opened.session = (await opened.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True))["sessionId"]
            for domain in ("Page", "Network", "Runtime", "Log"):
                await opened.ask(f"{domain}.enable")
            yield opened
        finally:
            opened.session = ""
            if opened.context:
                await opened.ask("Target.disposeBrowserContext", browserContextId=opened.context)
            await line.close()
            await listening
