"""Geography tables: states, their capitals and seats of government, cities, parts of states."""

from functools import lru_cache

from dossier.extraction.lexicon.lists import load_lexicon, row_names


@lru_cache(maxsize=1)
def states() -> dict[str, str]:
    """Name of a state or territory (short or long form) -> its short English name."""
    names = {name: name for name in load_lexicon("places")["territories"]}
    for state in load_lexicon("states")["state"]:
        for name in row_names(state):
            names[name] = state["name"]
    return names


@lru_cache(maxsize=1)
def cities() -> dict[str, str]:
    """City -> short English name of its state; a capital wins over another city of the same name."""
    states_by_city = dict(load_lexicon("places")["cities"])
    for state in load_lexicon("states")["state"]:
        for name in state.get("capital", ()):
            states_by_city[name] = state["name"]
    return states_by_city


@lru_cache(maxsize=1)
def seats() -> dict[str, str]:
    """Seat of government -> the state that it serves."""
    return {name: seat["side"] for seat in load_lexicon("bodies")["seat"] for name in row_names(seat)}


@lru_cache(maxsize=1)
def unions() -> frozenset[str]:
    """Unions of states and bodies of theirs: the first names, without other spellings."""
    return frozenset(union["name"] for union in load_lexicon("bodies")["union"])


@lru_cache(maxsize=1)
def regions() -> dict[str, str]:
    """Part of a federal state or region of the world -> the state; empty for a region that lies in several states."""
    lists = {key: names for key, names in load_lexicon("regions").items() if key != "people"}
    return {name: states().get(key.replace("_", " ").title(), "") for key, names in lists.items() for name in names}


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """State -> its capital; the first where it has several."""
    return {state["name"]: state["capital"][0] for state in load_lexicon("states")["state"] if state.get("capital")}


def state_named(name: str) -> str | None:
    """Short English name of the state or territory called `name` ("UAE", "the Netherlands"), else None."""
    bare = name.removeprefix("the ").removeprefix("The ").strip()
    return states().get(bare) or states().get(bare.rstrip("."))


def state_of_city(name: str) -> str | None:
    """Short English name of the state of a capital or another listed city, else None."""
    return cities().get(name)
