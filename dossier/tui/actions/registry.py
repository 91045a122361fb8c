"""Registry of actions: the function that each key of the main screen runs, and the commands that only the palette offers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from dossier.tui.workspace import Workspace

Action = Callable[[Workspace], None]
ACTIONS: dict[str, Action] = {}
"""The action of each key id of the keymap that the main screen handles; filled by `action`."""

Function = TypeVar("Function", bound=Callable[..., None])


def action(key_id: str, **arguments: object) -> Callable[[Function], Function]:
    """Register the decorated function as the action of a key id; it gets the workspace and the `arguments`.

    Raises ValueError where the id has an action already.
    """

    def register(function: Function) -> Function:
        if key_id in ACTIONS:
            raise ValueError(f"{key_id} has an action already: {ACTIONS[key_id]}")
        ACTIONS[key_id] = partial(function, **arguments) if arguments else function
        return function

    return register


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the palette: its name, more words on it, its function, and the key that runs it too, where there is one."""

    name: str
    more: str
    run: Callable[[], object]
    key: str = ""


CommandSource = Callable[[Workspace], Iterable[Command]]
COMMAND_SOURCES: list[CommandSource] = []
"""Functions that give commands without a key, in the order of the palette."""
SLOW_COMMAND_SOURCES: list[CommandSource] = []
"""The same for those that read the notebook, which may be busy: they are called in a thread."""


def palette_commands(function: CommandSource) -> CommandSource:
    """Register the decorated function as a source of commands."""
    COMMAND_SOURCES.append(function)
    return function


def slow_palette_commands(function: CommandSource) -> CommandSource:
    """Register the decorated function as a source of commands that is called in a thread."""
    SLOW_COMMAND_SOURCES.append(function)
    return function
