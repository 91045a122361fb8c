"""Aliases merged by rule, and pairs of actors for review. All people and organisations are made up."""

import pytest

from dossier.linking.actors.candidates import (
    actor_rule_merges,
    alias_only_articles,
    find_actor_candidates,
    initials,
    name_similarity,
    score_actors,
    score_alias,
)
from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole
from dossier.model.findings import Findings
from dossier.model.merge_review import ComparisonLevel
from dossier.model.span import Span

PERSON, BODY = ActorKind.PERSON, ActorKind.ORGANISATION


def actor(name: str, *printed: tuple[str, str], kind: ActorKind = PERSON, side: str = "", role: str = "") -> Actor:
    """An actor with mentions given as (article, form); by default one mention of its name."""
    printed = printed or ((f"in {name}", name),)
    mentions = tuple(ArticleMention(a, Span(i, i + 1), form) for i, (a, form) in enumerate(printed))
    aliases = tuple(dict.fromkeys(form for _, form in printed if form != name))
    sides = tuple(ArticleRole(side, a, Span(0, 1)) for a, _ in printed if side)
    roles = tuple(ArticleRole(role, a, Span(0, 1)) for a, _ in printed if role)
    return Actor(f"id of {name}", name, kind, aliases, roles, side or None, mentions, (), sides)


@pytest.mark.parametrize(
    ("short", "full", "words"),
    [
        ("Orla Brandt", "Orla Brandt", "the same name"),
        ("Oleksii Marchuk", "Aleksii Marchuk", "differs by one letter"),
        ("Brandt", "Orla Brandt", "the surname of"),
        ("Orla", "Orla Brandt", "the first name of"),
        ("O. Brandt", "Orla Brandt", "surname and initial of"),
        ("Max Kerr", "Maximilian Kerr", "surname and short first name of"),
        ("Orla Brandtman", "Orla Brandtmann-Os", ""),
        ("Orla Hendersen", "Orla Henderson", "differs by one letter"),
        ("Orla Kerr", "Tomas Kerr", ""),
        ("Orla Brandt", "Orla Kerr", ""),
    ],
)
def test_names_of_people(short: str, full: str, words: str) -> None:
    """A clause says what two names have in common; with another first name or surname there is no match."""
    match = name_similarity(short, full, PERSON)
    assert words in match[1] if words and match else match is None and not words


@pytest.mark.parametrize(
    ("short", "full", "words"),
    [
        ("Harbour Defence Council", "Harbour Defense Council", "another spelling"),
        ("HDC", "Harbour Defence Council", "the acronym"),
        ("Defence Council", "Harbour Defence Council", "part of the name"),
        ("Council", "Harbour Defence Council", ""),
        ("Harbour Board", "Harbour Defence Council", ""),
    ],
)
def test_names_of_organisations(short: str, full: str, words: str) -> None:
    """Spellings, initials and parts of more than one word match; one common word does not."""
    match = name_similarity(short, full, BODY)
    assert words in match[1] if words and match else match is None and not words
    assert initials("Harbour Defence Council of the North") == "hdcn"


def test_an_alias_counts_where_it_stands_alone() -> None:
    """An article with the name, or a longer form, needs no rule; one with the surname alone depends on it."""
    brandt = actor("Orla Brandt", ("a", "Orla Brandt"), ("a", "Brandt"), ("b", "Brandt"), side="Norland", role="minister")
    assert alias_only_articles(brandt, "Brandt") == {"b"}
    (merge,) = actor_rule_merges(Findings((), (brandt,)))
    assert (merge.part, merge.second) == ("Brandt", "")
    levels = {f.name: f.level for f in merge.evidence.features}
    assert levels == {
        "name": ComparisonLevel.OVERLAP,
        "side": ComparisonLevel.SAME,
        "role": ComparisonLevel.SAME,
        "articles": ComparisonLevel.SAME,
    }
    assert score_alias(actor("Orla Brandt", ("a", "Orla Brandt"), ("a", "Brandt")), "Brandt") is None


def test_agreement_raises_the_score_and_difference_lowers_it() -> None:
    """Side and role of the person with the surname count; other sides, or both in one article, contradict the match."""
    full = actor("Orla Brandt", side="Norland", role="minister")
    alike, other = actor("Brandt", side="Norland", role="minister"), actor("Brandt", side="Sudland", role="minister")
    both = actor("Brandt", ("in Orla Brandt", "Brandt"), side="Norland", role="minister")
    pairs = [score_actors(full, a) for a in (alike, other, both)]
    assert all(pair and pair.first == full.id for pair in pairs)
    scores = [pair.evidence.score for pair in pairs if pair]
    assert scores[0] > max(scores[1:])
    assert "different sides" in (pairs[1].explanation if pairs[1] else "")
    assert "One article names both" in (pairs[2].explanation if pairs[2] else "")
    assert score_actors(full, actor("Tomas Kerr")) is None


def test_candidates_do_not_depend_on_the_order_of_actors() -> None:
    """Two people of one surname are candidates, others and states are not."""
    actors = (actor("Orla Brandt"), actor("Tomas Brandt"), actor("Brandt"), actor("Ida Kerr"), actor("Brandt Land", kind=ActorKind.STATE))
    candidates = find_actor_candidates(Findings((), actors))
    assert {(c.first, c.second) for c in candidates} == {("id of Orla Brandt", "id of Brandt"), ("id of Tomas Brandt", "id of Brandt")}
    assert candidates == find_actor_candidates(Findings((), tuple(reversed(actors))))
