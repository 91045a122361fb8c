"""Quiet imports: no library opens a socket because it is imported.

urllib3, which spaCy and trafilatura import although nothing here fetches with it, binds a socket to ::1 on import to see whether the machine
has IPv6. It does not where `socket.has_ipv6` is false, so that is false while this one module is executed.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

PROBING = "urllib3.util.connection"
"""The module that opens a socket when it is imported."""


class QuietFinder:
    """A finder of `sys.meta_path` for the module that probes the network; it finds nothing else."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The module's spec with a loader that executes it quietly."""
        if name != PROBING or (spec := PathFinder.find_spec(name, path, target)) is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def execute_quietly(module: ModuleType) -> None:
            import socket  # noqa: PLC0415  most commands need none

            before = socket.has_ipv6
            socket.has_ipv6 = False
            try:
                execute(module)
            finally:
                socket.has_ipv6 = before

        spec.loader.exec_module = execute_quietly  # type: ignore[method-assign]
        return spec


def install() -> None:
    """Puts the finder before all others, once."""
    if QuietFinder not in sys.meta_path:
        sys.meta_path.insert(0, QuietFinder)
