"""Style sheet of the report: the template with the colours and filters of each kind of event."""

from collections.abc import Iterable
from importlib import resources

from dossier.model.event_kinds.declaration import Hue
from dossier.model.event_kinds.registry import event_kinds

LIGHT = {
    Hue.BLUE: ("#17707c", "#dcefee"),
    Hue.RED: ("#b0412a", "#f8e3dc"),
    Hue.GREEN: ("#4a6b1f", "#e6efd6"),
    Hue.PURPLE: ("#6f4a94", "#ebe2f4"),
}
DARK = {
    Hue.BLUE: ("#6cc4cc", "#16373b"),
    Hue.RED: ("#f08d70", "#43231a"),
    Hue.GREEN: ("#a9cf74", "#2a361a"),
    Hue.PURPLE: ("#c3a2e4", "#33264a"),
}
PRINT = {
    Hue.BLUE: ("#0b5560", "#e3eeee"),
    Hue.RED: ("#8c2a14", "#f3e4df"),
    Hue.GREEN: ("#38520f", "#e9efe0"),
    Hue.PURPLE: ("#55327a", "#ece5f2"),
}
"""The colour of text and signs, and of the ground behind them."""


def style_sheet() -> str:
    """The style sheet as text; a mark `/* kinds: NAME */` in the template stands for one of the parts below."""
    style = (resources.files("dossier.export.html") / "templates" / "report.css").read_text(encoding="utf-8")
    names = [kind.name for kind in event_kinds()]
    shown = "#timeline:has(#show-{0}:checked)"
    parts = {
        "light": _variables(LIGHT),
        "dark": _variables(DARK),
        "print": _variables(PRINT),
        "classes": "\n".join(f".{name} {{ --c: var(--{name}); --w: var(--{name}-wash); }}" for name in names),
        "hidden events": _selectors(f"{shown} .event:not(.{{0}}, :target)", names),
        "hidden months": _selectors(f"{shown} .month:not(:has(.{{0}}, :target))", names),
    }
    for name, part in parts.items():
        style = style.replace(f"/* kinds: {name} */", part)
    return style


def _variables(shades: dict[Hue, tuple[str, str]]) -> str:
    pairs = ((kind.name, *shades[kind.hue]) for kind in event_kinds())
    return " ".join(f"--{name}: {ink}; --{name}-wash: {wash};" for name, ink, wash in pairs)


def _selectors(pattern: str, names: Iterable[str]) -> str:
    """A selector for each name, each followed by a comma."""
    return " ".join(f"{pattern.format(name)}," for name in names)
