"""Coreference of pronouns and role nouns. All people are made up."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.model.actor import ActorKind

Parsed = Callable[[str], Doc]


def resolve(parsed: Parsed, text: str) -> tuple[Doc, CorefResolver]:
    """The parse of a text and its resolver."""
    doc = parsed(text)
    quoted_spans = find_quoted_spans(text)
    return doc, CorefResolver(doc, find_actors(doc, quoted_spans), quoted_spans)


def word(doc: Doc, text: str, nth: int = 1) -> Token:
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
        ("Norway's Water Ministry closed the dam. It was old, the ministry said.", "ministry", "Water Ministry"),
        ("The Fishers’ League, a union, wrote a letter. It warned the mayor.", "It", "Fishers’ League"),
        ("The minister accused Chad of breaking a truce, which Norway had backed. On Monday it fired rockets.", "it", "Chad"),
        ("Envoy Carl Whitlock arrived. Later envoy Dana Pruitt said they had met. “We wait,” she added.", "she", "Dana Pruitt"),
    ],
)
def test_antecedent_is_the_last_fitting_subject(parsed: Parsed, text: str, pronoun: str, name: str) -> None:
    """The antecedent of "he", "she", "it" and "the governor" is the last subject that agrees in gender, kind or role."""
    doc, resolver = resolve(parsed, text)
    key = resolver.resolve(word(doc, pronoun))
    assert key is not None
    assert resolver.name(key) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Olav Brandt arrived. During her talks with Minister Lars Eide, Governor Liv Dahl raised the issue.", "Liv Dahl"),
        ("Spokeswoman Liv Dahl met Minister Anna Weber. After her visit, police closed the road.", "Liv Dahl"),
    ],
)
def test_pronoun_before_its_subject(parsed: Parsed, text: str, name: str) -> None:
    """“During her talks with Y, X said” speaks of X; “after her visit, police said” of somebody named before."""
    doc, resolver = resolve(parsed, text)
    key = resolver.resolve(word(doc, "her"))
    assert key is not None
    assert resolver.name(key) == name


def test_quoted_mentions_are_no_antecedents(parsed: Parsed) -> None:
    """A person mentioned inside a quotation is not the antecedent of a pronoun after it."""
    doc, resolver = resolve(parsed, "Governor Olav Brandt spoke. “Minister Lars Eide knows it,” he said.")
    key = resolver.resolve(word(doc, "he"))
    assert key is not None
    assert resolver.name(key) == "Olav Brandt"


def test_role_without_a_holder(parsed: Parsed) -> None:
    """A role noun that no actor has, and "they", have no antecedent."""
    doc, resolver = resolve(parsed, "Governor Olav Brandt spoke. The minister was silent. They all left.")
    assert resolver.resolve(word(doc, "minister")) is None
    assert resolver.resolve(word(doc, "They")) is None


def test_actor_of_name(parsed: Parsed) -> None:
    """Every token of a name gives its actor, other tokens None."""
    doc, resolver = resolve(parsed, "Envoy Carl Whitlock met Governor Olav Brandt. Whitlock left Norway’s camp.")
    assert resolver.actor_of_name(word(doc, "Carl")) == resolver.actor_of_name(word(doc, "Whitlock", 2))
    assert resolver.actor_of_name(word(doc, "met")) is None


def test_attributes_by_key(parsed: Parsed) -> None:
    """Kind, personhood and roles are looked up by key."""
    doc, resolver = resolve(parsed, "Governor Olav Brandt left Norway's camp.")
    brandt, norway = (resolver.actor_of_name(word(doc, w)) for w in ("Brandt", "Norway"))
    assert brandt is not None
    assert norway is not None
    assert resolver.person(brandt)
    assert resolver.roles(brandt) == ("Governor",)
    assert not resolver.person(norway)
    assert resolver.kind(norway) is ActorKind.STATE


def test_body_noun_with_two_antecedents(parsed: Parsed) -> None:
    """Of two ministries the one of this sentence and the last is meant; where both are near, or both far, it stays open."""
    far = "Norway's Water Ministry and Chad's Health Ministry disagreed. Rain fell. Snow fell."
    for text, name in (
        (f"{far} The ministry said so.", None),
        (f"{far} The Health Ministry wrote. The ministry said so.", "Health Ministry"),
    ):
        doc, resolver = resolve(parsed, text)
        key = resolver.resolve(word(doc, "ministry"))
        assert (resolver.name(key) if key is not None else None) == name


def test_object_pronoun_is_not_its_own_subject(parsed: Parsed) -> None:
    """“Him” in “Y thanked him” is not Y, also in “Y stopped and thanked him”; in another clause it may be."""
    first = "Envoy Carl Whitlock left on Monday."
    for text, name in (
        (f"{first} Governor Olav Brandt thanked him.", "Carl Whitlock"),
        (f"{first} Governor Olav Brandt stopped and thanked him.", "Carl Whitlock"),
        (f"{first} Governor Olav Brandt said that a reporter had called him.", "Olav Brandt"),
    ):
        doc, resolver = resolve(parsed, text)
        key = resolver.resolve(word(doc, "him"))
        assert key is not None
        assert resolver.name(key) == name
