"""Lazy loading of submodules (PEP 562): a package imports those that its first user does not need when they are first named."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType


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
