"""Registry of the kinds of events, by name and in the order in which lists show them."""

from dossier.model.event_kinds.declaration import EventKind, FigureWords
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.strike import STRIKE

_KINDS: dict[str, EventKind] = {kind.name: kind for kind in (MEETING, STRIKE)}


def event_kinds() -> tuple[EventKind, ...]:
    """All kinds, in order."""
    return tuple(_KINDS.values())


def kind_names() -> tuple[str, ...]:
    """The names of all kinds, in order."""
    return tuple(_KINDS)


def find_kind(name: str) -> EventKind:
    """The kind of a name. Raises ValueError for any other name."""
    if name not in _KINDS:
        raise ValueError(f"“{name}” is no kind of event; the kinds are {', '.join(_KINDS)}.")
    return _KINDS[name]


def register_kind(kind: EventKind) -> None:
    """Adds a kind after the others. Raises ValueError if its name or the letter of its ids is taken."""
    if kind.name in _KINDS or any(kind.id_letter == other.id_letter for other in _KINDS.values()):
        raise ValueError(f"There is a kind “{kind.name}”, or one whose ids begin with “{kind.id_letter}”, already.")
    _KINDS[kind.name] = kind


def unregister_kind(name: str) -> None:
    """Removes a kind."""
    del _KINDS[name]


def figure_words() -> dict[str, FigureWords]:
    """The figures of all kinds by name, in order; where two kinds have the same figure, the first declares its words."""
    words: dict[str, FigureWords] = {}
    for kind in _KINDS.values():
        for figure in kind.figures:
            words.setdefault(figure.name, figure)
    return words
