"""Lazy imports: names of a package that are imported on first use (PEP 562), so that opening a dossier stays quick."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_attributes(package: str, sources: Mapping[str, str]) -> Callable[[str], Any]:
    """A module-level `__getattr__` for `package`. `sources` maps a public name to "module.name" below the package.

    The attribute is looked up anew on each access, so that a test may replace it in its own module.
    """

    def __getattr__(name: str) -> Any:  # noqa: N807  PEP 562's own name
        if name not in sources:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, _, attribute = sources[name].rpartition(".")
        return getattr(import_module(f"{package}.{module}"), attribute)

    return __getattr__
