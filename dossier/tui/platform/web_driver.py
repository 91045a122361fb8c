"""What draws the app for a page: Textual's own driver, whose packets stay whole and which ends with its server."""

import os
from functools import partial
from threading import Lock
from typing import Any

from textual import messages
from textual.drivers.web_driver import WebDriver


class PageDriver(WebDriver):
    """Textual's driver for pages. The app draws from one thread and hands files over from another, and a pipe that is full takes either's
    bytes by pieces; here each packet is written whole before the next. An app whose server is gone quits.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        whole = Lock()

        def write(packet: bytes) -> int:
            with whole:
                left = memoryview(packet)
                while left:
                    left = left[os.write(self.fileno, left) :]
            return len(packet)

        self._write = partial(write)

    def run_input_thread(self) -> None:
        """Takes what the server sends until there is no more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())
