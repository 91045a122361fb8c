"""Actors by name are those of a look at every actor, also after changes."""

from random import Random

import pytest

from dossier.model.actor import Actor, ActorKind
from dossier.model.persistent import blocks
from dossier.model.persistent.blocks import Blocks
from dossier.text.actor_lookup import actors_called, find_actor

NAMES = ("Orla Brandt", "ORLA BRANDT", "Tomas Kerr", "Brandt", "kerr", "Åsa Straße", "ÅSA STRASSE")


@pytest.mark.parametrize("seed", range(4))
def test_the_first_of_a_name_comes_before_the_first_of_an_alias(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Case is ignored, but for actors of exactly that name; a name that nobody has finds nobody."""
    monkeypatch.setattr(blocks, "SIZE", 3)
    chance = Random(seed)  # noqa: S311  no secret

    def actor(number: int) -> Actor:
        return Actor(f"p{number}", chance.choice(NAMES), ActorKind.PERSON, tuple(chance.sample(NAMES, 1)), (), None, ())

    actors = Blocks.of(map(actor, range(chance.randrange(9))))
    for step in range(40):
        at = chance.randrange(len(actors) + 1)
        actors = actors.replaced(at, min(at + chance.randrange(2), len(actors)), [actor(100 + step)] * chance.randrange(2))
        for name in (*NAMES, "Nils Aker"):
            wanted = name.casefold()
            named = [number for number, each in enumerate(actors) if each.name.casefold() == wanted]
            known = [number for number, each in enumerate(actors) if wanted in {alias.casefold() for alias in each.aliases}]
            assert find_actor(actors, name) == find_actor(tuple(actors), name) == next(iter([*named, *known]), None)
            assert list(actors_called(actors, name)) == [each for each in actors if each.name == name]
