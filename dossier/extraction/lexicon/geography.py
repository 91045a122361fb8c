"""The world as the lists know it: states, their capitals and seats of government, cities, parts of states."""

from functools import lru_cache

from dossier.extraction.lexicon.lists import load_lexicon


@lru_cache(maxsize=1)
def states() -> dict[str, str]:
    """Every name of a state or territory -> its short English name."""
    found = {name: name for name in load_lexicon("places")["territories"]}
    for state in load_lexicon("states")["state"]:
        for name in (state["name"], *state.get("also", ()), *state.get("long", ())):
            found[name] = state["name"]
    return found


@lru_cache(maxsize=1)
def cities() -> dict[str, str]:
    """City -> short English name of its state; capitals come before other cities of the name."""
    found = dict(load_lexicon("places")["cities"])
    for state in load_lexicon("states")["state"]:
        for name in state.get("capital", ()):
            found[name] = state["name"]
    return found


@lru_cache(maxsize=1)
def seats() -> dict[str, str]:
    """Seats of government the world over -> the state that they serve."""
    return {name: seat["side"] for seat in load_lexicon("bodies")["seat"] for name in (seat["name"], *seat.get("also", ()))}


@lru_cache(maxsize=1)
def regions() -> dict[str, str]:
    """Parts of federal states and regions of the world -> the state, empty for what lies in several."""
    lists = {key: names for key, names in load_lexicon("regions").items() if key != "people"}
    return {name: states().get(key.replace("_", " ").title(), "") for key, names in lists.items() for name in names}


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """State -> its capital, the first where it has several."""
    return {state["name"]: state["capital"][0] for state in load_lexicon("states")["state"] if state.get("capital")}


def state_named(name: str) -> str | None:
    """The short English name of the state or territory that `name` names ("UAE", "the Netherlands"), else None."""
    bare = name.removeprefix("the ").removeprefix("The ").strip()
    return states().get(bare) or states().get(bare.rstrip("."))


def state_of_city(name: str) -> str | None:
    """The state of a capital or of another city of the world list, else None."""
    return cities().get(name)
