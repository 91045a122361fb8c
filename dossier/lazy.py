"""Lazy loading of submodules (PEP 562): a package imports those that its first user does not need when they are first named."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def lazy_submodules(package: str) -> Callable[[str], ModuleType]:
    """A `__getattr__` for the package of that name. Raises AttributeError for a name that is no submodule.

    A package says the same to the type checker by importing them under `TYPE_CHECKING`, so that a misspelled name is seen.
    """

    def load(name: str) -> ModuleType:
        qualified = f"{package}.{name}"
        if name.startswith("_") or find_spec(qualified) is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return import_module(qualified)

    return load
