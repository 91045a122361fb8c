"""Whom a pronoun or "the official" means. All people are made up."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.model.actor import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Parse = Callable[[str], "Doc"]


def read(parsed: Parse, text: str) -> "tuple[Doc, CorefResolver]":
    """The parse and the cast of a text."""
    doc = parsed(text)
    marks = find_quoted_spans(text)
    return doc, CorefResolver(doc, find_actors(doc, marks), marks)


def word(doc: "Doc", text: str, nth: int = 1) -> "Token":
    """The nth token with that text."""
    return [t for t in doc if t.text == text][nth - 1]


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Norwegian President Olav Brandt met the king. He said the talks went well.", "He", "Olav Brandt"),
        ("Spokeswoman Liv Dahl met Governor Olav Brandt. She said he was late.", "She", "Liv Dahl"),
        ("Spokeswoman Liv Dahl met Governor Olav Brandt. She said he was late.", "he", "Olav Brandt"),
        ("Governor Olav Brandt spoke on Monday. The road is closed, the governor said.", "governor", "Olav Brandt"),
        ("Russia signed the pact. It kept its promise.", "It", "Russia"),
        ("The minister accused Chad of breaking a truce, which Norway had backed. On Monday it fired rockets.", "it", "Chad"),
        ("Envoy Carl Whitlock arrived. Later envoy Dana Pruitt said they had met. “We wait,” she added.", "she", "Dana Pruitt"),
    ],
)
def test_a_pronoun_means_the_last_fitting_subject(parsed: Parse, text: str, pronoun: str, name: str) -> None:
    """He, she, it and "the governor" go to the last subject that fits in sex, kind or role."""
    doc, cast = read(parsed, text)
    key = cast.resolve(word(doc, pronoun))
    assert key is not None
    assert cast.name(key) == name


def test_what_is_quoted_does_not_change_who_he_is(parsed: Parse) -> None:
    """A person named inside a quotation is not the one whom the pronoun behind it means."""
    doc, cast = read(parsed, "Governor Olav Brandt spoke. “Minister Lars Eide knows it,” he said.")
    key = cast.resolve(word(doc, "he"))
    assert key is not None
    assert cast.name(key) == "Olav Brandt"


def test_a_role_that_nobody_here_holds_means_nobody(parsed: Parse) -> None:
    """A minister is no one where no minister was named; "they" is nobody in particular."""
    doc, cast = read(parsed, "Governor Olav Brandt spoke. The minister was silent. They all left.")
    assert cast.resolve(word(doc, "minister")) is None
    assert cast.resolve(word(doc, "They")) is None


def test_names_are_known_by_token(parsed: Parse) -> None:
    """Every token of a name leads to its actor, and no other does."""
    doc, cast = read(parsed, "Envoy Carl Whitlock met Governor Olav Brandt. Whitlock left Norway’s camp.")
    assert cast.actor_of_name(word(doc, "Carl")) == cast.actor_of_name(word(doc, "Whitlock", 2))
    assert cast.actor_of_name(word(doc, "met")) is None


def test_the_cast_tells_what_an_actor_is(parsed: Parse) -> None:
    """Kind, personhood and roles are told by key."""
    doc, cast = read(parsed, "Governor Olav Brandt left Norway's camp.")
    brandt, norway = (cast.actor_of_name(word(doc, w)) for w in ("Brandt", "Norway"))
    assert brandt is not None
    assert norway is not None
    assert cast.person(brandt)
    assert cast.roles(brandt) == ("Governor",)
    assert not cast.person(norway)
    assert cast.kind(norway) is ActorKind.STATE
