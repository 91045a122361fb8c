"""Driver of the app in a browser: Textual's own, whose packets stay whole and which ends with its server."""

import os
from functools import partial
from threading import Lock
from typing import Any

from textual import messages
from textual.drivers.web_driver import WebDriver


class PageDriver(WebDriver):
    """Textual's web driver. The app draws from one thread and sends files from another, and a full pipe takes the bytes of either in
    pieces; here each packet is written whole before the next. An app whose server is gone quits.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_packet = Lock()

        def write(packet: bytes) -> int:
            with one_packet:
                rest = memoryview(packet)
                while rest:
                    rest = rest[os.write(self.fileno, rest) :]
            return len(packet)

        self._write = partial(write)

    def run_input_thread(self) -> None:
        """Handle what the server sends until it closes the pipe."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())
