"""The app's own colour themes, and colours of its roles for every other theme.

Four hues have one meaning each in every theme: where you are, what was searched, somebody's words, trouble; all else is grey.
"""

from textual.color import Color
from textual.theme import Theme

DEFAULT = "dossier-dark"

NAMES = ("dossier-dark", "dossier-light", "dossier-contrast", "dossier-safe")
# One row a role, one colour a theme in the order of NAMES.
ROLES: dict[str, tuple[str, str, str, str]] = {
    "background": ("#12161b", "#fbfaf6", "#000000", "#12161b"),
    "panel": ("#1a2027", "#f0eee7", "#1c1c1c", "#1a2027"),
    "foreground": ("#d4d9e0", "#22272d", "#ffffff", "#d8dce2"),
    "muted": ("#939daa", "#59616b", "#d6d6d6", "#98a1ad"),
    "faint": ("#6b7684", "#7d8590", "#b4b4b4", "#6f7986"),
    "rule": ("#343e4a", "#cfcbc0", "#8c8c8c", "#343e4a"),
    "accent": ("#7ab8f0", "#0a5fae", "#4fd8ff", "#4aa3e6"),
    "focus": ("#4f8bbf", "#4a8bc8", "#4fd8ff", "#2f86c4"),
    "row": ("#213246", "#d9e8f7", "#00467a", "#0f2b41"),
    "row-blurred": ("#1b222b", "#efede6", "#303030", "#1b222b"),
    "lit-bg": ("#23384f", "#d9e8f7", "#00467a", "#174a70"),
    "hit": ("#1d1500", "#241a00", "#000000", "#1d0d00"),
    "hit-bg": ("#e0b04c", "#ffd766", "#ffe14d", "#ffb454"),
    "hit-now-bg": ("#ffd98a", "#ffb020", "#ffffff", "#ffe0b0"),
    "hit-text": ("#e0b04c", "#8a5800", "#ffe14d", "#ffb454"),
    "quote": ("#5cc4ae", "#08705f", "#5cffc4", "#7fe3d2"),
    "quote-text": ("#b9ded5", "#0d4f45", "#d2fff0", "#bdece4"),
    "quote-bg": ("#15322e", "#d8efe8", "#004a3a", "#042a26"),
    "conflict": ("#f0907a", "#b23a22", "#ff9d85", "#e8583a"),
    "event-blue": ("#9fb4cc", "#3d5f88", "#bcdcff", "#4aa3e6"),
    "event-green": ("#a9c48a", "#4a6b1f", "#c8f090", "#9ccc65"),
    "event-purple": ("#b9a3d9", "#6a4c93", "#dcc2ff", "#b39ddb"),
    "bar": ("#56718c", "#8fa9c4", "#4fd8ff", "#2f6f9f"),
    "scrollbar": ("#3a4552", "#c4c0b4", "#8c8c8c", "#3a4552"),
}
STOCK = ("background", "panel", "foreground", "accent")


def own_themes() -> tuple[Theme, ...]:
    """The four themes that the app brings."""
    return tuple(_theme(name, {role: colours[at] for role, colours in ROLES.items()}) for at, name in enumerate(NAMES))


def _theme(name: str, colour: dict[str, str]) -> Theme:
    return Theme(
        name=name,
        dark=name != "dossier-light",
        primary=colour["accent"],
        secondary=colour["event-blue"],
        accent=colour["accent"],
        warning=colour["hit-bg"],
        error=colour["conflict"],
        success=colour["quote"],
        foreground=colour["foreground"],
        background=colour["background"],
        surface=colour["background"],
        panel=colour["panel"],
        variables={role: value for role, value in colour.items() if role not in STOCK} | _derived(colour),
    )


def _derived(colour: dict[str, str]) -> dict[str, str]:
    """Textual's names for parts that follow from the roles."""
    return {
        "event-red": colour["conflict"],
        "border": colour["accent"],
        "border-blurred": colour["rule"],
        "scrollbar-hover": colour["muted"],
        "scrollbar-active": colour["accent"],
        "scrollbar-background": colour["background"],
        "scrollbar-background-hover": colour["background"],
        "scrollbar-background-active": colour["background"],
        "scrollbar-corner-color": colour["background"],
        "input-cursor-background": colour["accent"],
        "input-cursor-foreground": colour["background"],
        "input-selection-background": colour["row"],
    }


def variables_for(theme: Theme) -> dict[str, str]:
    """Colours of the roles in a theme that does not name them: greys between its own two ends, hues from its own accents."""
    text = Color.parse(theme.foreground or ("#e0e0e0" if theme.dark else "#202020"))
    ground = Color.parse(theme.background or ("#121212" if theme.dark else "#f4f4f4"))
    accent = Color.parse(theme.accent or theme.primary)
    amber = Color.parse(theme.warning or "#e0b04c")
    teal = Color.parse(theme.success or "#5cc4ae")
    coral = Color.parse(theme.error or "#f0907a")
    colour = {
        "foreground": text,
        "background": ground,
        "panel": ground.blend(text, 0.06),
        "muted": ground.blend(text, 0.7),
        "faint": ground.blend(text, 0.5),
        "rule": ground.blend(text, 0.2),
        "accent": accent,
        "focus": accent,
        "row": ground.blend(accent, 0.25),
        "row-blurred": ground.blend(text, 0.08),
        "lit-bg": ground.blend(accent, 0.3),
        "hit": ground if theme.dark else text,
        "hit-bg": amber,
        "hit-now-bg": amber.blend(text, 0.4),
        "hit-text": amber,
        "quote": teal,
        "quote-text": teal.blend(text, 0.5),
        "quote-bg": ground.blend(teal, 0.2),
        "conflict": coral,
        "event-blue": accent.blend(text, 0.4),
        "event-green": teal.blend(amber, 0.4),
        "event-purple": accent.blend(coral, 0.5),
        "bar": ground.blend(accent, 0.5),
        "scrollbar": ground.blend(text, 0.25),
    }
    hexes = {role: value.hex for role, value in colour.items()}
    return {role: value for role, value in hexes.items() if role not in STOCK} | _derived(hexes)
