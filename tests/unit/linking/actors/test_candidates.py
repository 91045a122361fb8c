"""Names joined across articles, and actors that may be one. All people and bodies are made up."""

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
    """An actor printed in articles as (article, form), by its name in one of them where nothing is said."""
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
        ("Oleksii Marchuk", "Aleksii Marchuk", "but for a letter"),
        ("Brandt", "Orla Brandt", "the surname of"),
        ("Orla", "Orla Brandt", "the first name of"),
        ("O. Brandt", "Orla Brandt", "the initial of"),
        ("Max Kerr", "Maximilian Kerr", "the short first name"),
        ("Orla Brandtman", "Orla Brandtmann-Os", ""),
        ("Orla Hendersen", "Orla Henderson", "but for a letter"),
        ("Orla Kerr", "Tomas Kerr", ""),
        ("Orla Brandt", "Orla Kerr", ""),
    ],
)
def test_names_of_people(short: str, full: str, words: str) -> None:
    """What two names have in common is told as a clause; another first name or surname is nothing in common."""
    like = name_similarity(short, full, PERSON)
    assert words in like[1] if words and like else like is None and not words


@pytest.mark.parametrize(
    ("short", "full", "words"),
    [
        ("Harbour Defence Council", "Harbour Defense Council", "another spelling"),
        ("HDC", "Harbour Defence Council", "the initials"),
        ("Defence Council", "Harbour Defence Council", "part of the name"),
        ("Council", "Harbour Defence Council", ""),
        ("Harbour Board", "Harbour Defence Council", ""),
    ],
)
def test_names_of_bodies(short: str, full: str, words: str) -> None:
    """Spellings, initials and parts of more than one word are ground for a question, one common word is none."""
    like = name_similarity(short, full, BODY)
    assert words in like[1] if words and like else like is None and not words
    assert initials("Harbour Defence Council of the North") == "hdcn"


def test_an_alias_counts_where_it_stands_alone() -> None:
    """An article that prints the name, or a fuller form, needs no rule; one with the surname alone rests on it."""
    brandt = actor("Orla Brandt", ("a", "Orla Brandt"), ("a", "Brandt"), ("b", "Brandt"), side="Norland", role="minister")
    assert alias_only_articles(brandt, "Brandt") == {"b"}
    (found,) = actor_rule_merges(Findings((), (brandt,)))
    assert (found.part, found.second) == ("Brandt", "")
    points = {p.name: p.level for p in found.evidence.features}
    assert points == {
        "name": ComparisonLevel.OVERLAP,
        "side": ComparisonLevel.SAME,
        "role": ComparisonLevel.SAME,
        "articles": ComparisonLevel.SAME,
    }
    assert score_alias(actor("Orla Brandt", ("a", "Orla Brandt"), ("a", "Brandt")), "Brandt") is None


def test_what_agrees_makes_a_pair_stronger_and_what_differs_weaker() -> None:
    """Side and role of a surname's bearer count; other sides, or both in one article, tell them apart."""
    full = actor("Orla Brandt", side="Norland", role="minister")
    alike, other = actor("Brandt", side="Norland", role="minister"), actor("Brandt", side="Sudland", role="minister")
    both = actor("Brandt", ("in Orla Brandt", "Brandt"), side="Norland", role="minister")
    found = [score_actors(full, a) for a in (alike, other, both)]
    assert all(f and f.first == full.id for f in found)
    strengths = [f.evidence.score for f in found if f]
    assert strengths[0] > max(strengths[1:])
    assert "different sides" in (found[1].explanation if found[1] else "")
    assert "One article names both" in (found[2].explanation if found[2] else "")
    assert score_actors(full, actor("Tomas Kerr")) is None


def test_near_misses_are_asked_about_in_one_order() -> None:
    """Two bearers of one surname are asked about, strangers and states are not, whatever the order of the actors."""
    actors = (actor("Orla Brandt"), actor("Tomas Brandt"), actor("Brandt"), actor("Ida Kerr"), actor("Brandt Land", kind=ActorKind.STATE))
    near = find_actor_candidates(Findings((), actors))
    assert {(f.first, f.second) for f in near} == {("id of Orla Brandt", "id of Brandt"), ("id of Tomas Brandt", "id of Brandt")}
    assert near == find_actor_candidates(Findings((), tuple(reversed(actors))))
