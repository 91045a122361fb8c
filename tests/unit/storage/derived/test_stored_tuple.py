"""Stored tuples: parts of findings that are decoded when something looks at them."""

from dataclasses import dataclass, replace

import msgspec
import pytest

from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole
from dossier.model.span import Span
from dossier.storage.derived.stored_tuple import PartialDecoder, StoredTuple, as_stored

MENTIONS = tuple(ArticleMention("a1b2c3d4e5f6", Span(at, at + 11), "Tilda Marow") for at in (4, 90, 312))
ACTOR = Actor("p1", "Tilda Marow", ActorKind.PERSON, ("Marow",), (), None, MENTIONS, ("Named in full once.",))
PARTS = PartialDecoder(Actor, "mentions", "roles")


def stored(actor: Actor) -> Actor:
    """The actor as it is read back from its JSON."""
    return PARTS.decode(msgspec.json.encode(actor, enc_hook=as_stored))


def test_an_actor_read_back_equals_the_one_that_was_stored() -> None:
    """Proves that nothing outside can tell the two apart: equality both ways, hash, and what is derived from the mentions."""
    actor = stored(ACTOR)
    assert isinstance(actor.mentions, StoredTuple)
    assert actor == ACTOR
    assert ACTOR == actor  # noqa: SIM300  the other way round
    assert hash(actor) == hash(ACTOR)
    assert {actor} == {ACTOR}
    assert actor.articles == ACTOR.articles
    assert repr(actor) == repr(ACTOR)
    assert actor != replace(ACTOR, mentions=MENTIONS[:2])
    assert stored(replace(ACTOR, mentions=MENTIONS[:2])) != actor


def test_it_behaves_as_a_tuple() -> None:
    """Proves length, truth, items, slices, iteration, membership and unpacking."""
    mentions = stored(ACTOR).mentions
    assert (len(mentions), bool(mentions)) == (3, True)
    assert (mentions[0], mentions[-1], mentions[1:]) == (MENTIONS[0], MENTIONS[-1], MENTIONS[1:])
    assert tuple(mentions) == (*mentions,) == MENTIONS
    assert MENTIONS[1] in mentions
    assert mentions.index(MENTIONS[2]) == 2
    with pytest.raises(IndexError):
        mentions[3]


def test_an_empty_tuple_stays_one() -> None:
    """Proves that what has no items is an ordinary empty tuple."""
    assert stored(ACTOR).roles == ()
    assert type(stored(ACTOR).roles) is tuple


def test_it_is_stored_again_as_the_same_bytes() -> None:
    """Proves that findings that were read and are written again need no decoding and do not change."""
    data = msgspec.json.encode(ACTOR)
    actor = stored(ACTOR)
    assert msgspec.json.encode(actor, enc_hook=as_stored) == data
    renamed = stored(replace(actor, name="T. Marow", roles=(ArticleRole("mayor", "a1b2c3d4e5f6", Span(0, 3)),)))
    assert renamed == replace(ACTOR, name="T. Marow", roles=(ArticleRole("mayor", "a1b2c3d4e5f6", Span(0, 3)),))


def test_other_values_are_refused() -> None:
    """Proves that the hook lets nothing else pass."""

    @dataclass
    class Thing:
        part: object

    with pytest.raises(TypeError, match="object cannot be stored"):
        msgspec.json.encode(Thing(object()), enc_hook=as_stored)


def test_json_of_another_shape_is_refused() -> None:
    """Proves that a missing field raises at once, and a wrong item when it is looked at."""
    with pytest.raises(msgspec.ValidationError):
        PARTS.decode(b"{}")
    mentions = PARTS.decode(msgspec.json.encode(ACTOR).replace(b'"start":4', b'"start":"x"')).mentions
    with pytest.raises(msgspec.ValidationError):
        list(mentions)
