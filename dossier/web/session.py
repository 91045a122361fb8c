"""One page's app: a process that starts with the page and ends with it, whatever it is doing."""

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress

from textual_serve.app_service import AppService
from textual_serve.download_manager import DOWNLOAD_CHUNK_SIZE, DownloadManager

from dossier.runtime.isolation import child_environment, child_folder

DRIVER = "dossier.tui.platform.web_driver:PageDriver"
QUIT_TIMEOUT = 3.0
"""Seconds that an app has to quit once its page is closed."""
SIGNAL_TIMEOUT = 1.0
"""Seconds that a process has to end after a signal, before it is killed."""
CHUNK_TIMEOUT = 60.0
"""Seconds that a download waits for its next part; a busy machine may need more than the library's four."""


class PageSession(AppService):
    """Textual's own connection to an app's process, with our driver at the other end, and a bounded shutdown."""

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return {**child_environment(super()._build_environment(width, height)), "TEXTUAL_DRIVER": DRIVER}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """A session of its own: ctrl+c in the server's terminal reaches the server alone, which then ends its apps in order."""
        process = await asyncio.create_subprocess_shell(
            self.command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
            cwd=child_folder(),
        )
        self._process, self._stdin = process, process.stdin
        return process

    async def over(self) -> None:
        """Wait until the app's output ends: the app has quit, or its page is closed."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def end(self) -> None:
        """Request the app to quit. After `QUIT_TIMEOUT` its process is terminated, then killed; so this takes a few seconds at most."""
        process = self._process
        if process is None:
            return
        try:
            for ask, limit in (
                (self._quit, QUIT_TIMEOUT),
                (_signalling(process.terminate), SIGNAL_TIMEOUT),
                (_signalling(process.kill), SIGNAL_TIMEOUT),
            ):
                with suppress(TimeoutError):
                    async with asyncio.timeout(limit):
                        await ask()
                        await _wait_and_drain(process)
                        return
        finally:
            if process.returncode is None:
                await _signalling(process.kill)()

    async def _quit(self) -> None:
        await self._download_manager.cancel_app_downloads(self.app_service_id)
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        await self.send_meta({"type": "quit"})
        self.stdin.close()


def _signalling(send_signal: Callable[[], None]) -> Callable[[], Awaitable[None]]:
    """Sends a process a signal, which may find it gone."""

    async def send() -> None:
        with suppress(ProcessLookupError):
            send_signal()

    return send


async def _wait_and_drain(process: Process) -> None:
    """Wait for the end of a process. Its output is read and dropped: with a full pipe it would never quit."""

    async def drain(stream: asyncio.StreamReader | None) -> None:
        while stream is not None and await stream.read(DOWNLOAD_CHUNK_SIZE):
            pass

    await asyncio.gather(drain(process.stdout), drain(process.stderr), process.wait())


class TruncatedDownload(Exception):
    """A download that stops before the end of its file."""


class PageDownloads(DownloadManager):
    """Textual's own downloads, with truncated files reported."""

    async def parts(self, delivery_key: str) -> AsyncGenerator[bytes, None]:
        """The file, part by part. Raises TruncatedDownload where the app ends, or sends nothing for a minute, before the last one;
        KeyError for an unknown download.
        """
        download = self._active_downloads[delivery_key]
        chunk_request: dict[str, str | int | bool | None] = {
            "type": "deliver_chunk_request",
            "key": delivery_key,
            "size": DOWNLOAD_CHUNK_SIZE,
            "name": download.name,
        }
        try:
            while True:
                if not await download.app_service.send_meta(chunk_request):
                    raise TruncatedDownload
                try:
                    part = await asyncio.wait_for(download.incoming_chunks.get(), CHUNK_TIMEOUT)
                except TimeoutError as late:
                    raise TruncatedDownload from late
                if part is None:
                    raise TruncatedDownload
                if not part:
                    return
                yield part
        finally:
            self._active_downloads.pop(delivery_key, None)
