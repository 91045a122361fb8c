"""Lazy imports: names or modules of a package that are imported on first use (PEP 562), so that opening a dossier stays quick."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any


def lazy_attributes(package: str, sources: Mapping[str, str]) -> Callable[[str], Any]:
    """A module-level `__getattr__` for `package`. `sources` maps a public name to "module.name" below the package.

    The attribute is looked up on each access, so that a test may replace it in its own module.
    """

    def __getattr__(name: str) -> Any:  # noqa: N807  PEP 562's own name
        if name not in sources:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, _, attribute = sources[name].rpartition(".")
        return getattr(import_module(f"{package}.{module}"), attribute)

    return __getattr__


def lazy_submodules(package: str) -> Callable[[str], ModuleType]:
    """A `__getattr__` for the package of that name. Raises AttributeError for a name that is no submodule.

    A package says the same to the type checker by importing them under `TYPE_CHECKING`, so that a misspelled name is seen.
    """

    def load(name: str) -> ModuleType:
        qualified = f"{package}.{name}"
        try:
            return import_module(qualified)
        except ModuleNotFoundError as error:
            if error.name != qualified:
                raise
            raise AttributeError(f"module {package!r} has no attribute {name!r}") from error

    return load
