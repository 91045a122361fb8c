"""One actor for all its names across articles. All people are made up."""

import random
from datetime import date

import pytest

from dossier.linking.actors.merge import merge_actors
from dossier.model.actor import Actor, ActorKind, Affiliation, EntityCluster, Mention, Role
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.facts import Facts
from dossier.model.span import Span

PERSON, BODY, STATE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.STATE


def actor(
    name: str, kind: ActorKind = PERSON, *, also: tuple[str, ...] = (), role: str = "", side: str = "", sure: bool = True
) -> EntityCluster:
    """A local actor with one mention of each form."""
    mentions = tuple(Mention(Span(10 * i, 10 * i + len(form)), form) for i, form in enumerate((name, *also)))
    place = Span(0, 5)
    return EntityCluster(0, name, kind, mentions, (Role(role, place),) if role else (), (Affiliation(side, place),) if side else (), sure)


def merged(*told: list[EntityCluster]) -> tuple[list[Actor], dict[tuple[str, int], str]]:
    """The actors of articles that each tell of the local actors given."""
    articles, facts = {}, {}
    for number, actors in enumerate(told):
        key = f"{number:012x}"
        day = PublicationDay(date(2024, 5, 1), DateBasis.STATED, "")
        articles[key] = Article(key, f"{number}.txt", key, "", "", "", "en", day, "text")
        local = tuple(EntityCluster(i, a.name, a.kind, a.mentions, a.roles, a.affiliations, a.sure) for i, a in enumerate(actors))
        facts[key] = Facts(key, local)
    found, ids = merge_actors(articles, facts)
    return list(found), ids


def only(*told: list[EntityCluster]) -> Actor:
    """The one actor that all these come to."""
    found, ids = merged(*told)
    assert len(found) == 1
    assert set(ids.values()) == {found[0].id}
    return found[0]


def test_two_spellings_of_a_full_name_are_one_actor() -> None:
    """The spelling that more articles use is shown, the other is an alias with its reason."""
    one = only([actor("Petro Halensky", also=("Halensky",))], [actor("Petro Halensky")], [actor("Petro Halenskyy")])
    assert one.name == "Petro Halensky"
    assert set(one.aliases) == {"Halensky", "Petro Halenskyy"}
    assert any("two spellings of one name" in why for why in one.explanation)


def test_a_surname_alone_goes_to_its_only_bearer() -> None:
    """An article that prints the surname alone means the only actor that bears it, and the reason says so."""
    one = only([actor("Olav Brandt")], [actor("Brandt")])
    assert one.aliases == ("Brandt",)
    assert any("no other actor here bears it" in why for why in one.explanation)


def test_a_surname_that_two_bear_is_joined_to_neither() -> None:
    """Two people of one surname stay two, and the bare surname is not guessed at."""
    found, _ = merged([actor("Olav Brandt"), actor("Sigrid Brandt")], [actor("Brandt")])
    assert {a.name for a in found} == {"Olav Brandt", "Sigrid Brandt", "Brandt"}


def test_a_longer_form_of_a_name_is_the_same_person() -> None:
    """Carl Whitlock and Carl J. Whitlock are one."""
    assert len(merged([actor("Carl Whitlock")], [actor("Carl J. Whitlock")])[0]) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Harbour and Defence Council", "Harbour and Defense Council"),
        ("Department of Fisheries", "Fisheries Department"),
        ("Northern Labour Organisation", "Northern Labor Organization"),
        ("Rowers’ League", "Rowers' League"),
    ],
)
def test_a_body_is_one_in_british_and_american_spelling(one: str, two: str) -> None:
    """Spelling, word order of departments and kind of apostrophe do not make two bodies."""
    assert set(only([actor(one, BODY)], [actor(two, BODY)]).aliases) | {one, two} >= {one, two}


def test_a_body_with_and_without_its_nation_is_one_where_the_side_is_the_same() -> None:
    """The Fisheries Ministry of Norway and "Norwegian Fisheries Ministry" are one; of another state they are not."""
    bare = actor("Fisheries Ministry", BODY, side="Norway")
    assert len(merged([bare], [actor("Norwegian Fisheries Ministry", BODY, side="Norway")])[0]) == 1
    assert len(merged([bare], [actor("Danish Fisheries Ministry", BODY, side="Denmark")])[0]) == 2


def test_one_name_of_two_states_stays_two_bodies() -> None:
    """Two states' ministries of the same name are two actors."""
    found, _ = merged([actor("Fisheries Ministry", BODY, side="Norway")], [actor("Fisheries Ministry", BODY, side="Denmark")])
    assert {a.side for a in found} == {"Norway", "Denmark"}


def test_an_acronym_alone_is_joined_where_another_article_explains_it() -> None:
    """The letters alone in one article are the body that another gives them to."""
    one = only([actor("Northern Fisheries Council", BODY, also=("NFC",))], [actor("NFC", BODY)])
    assert one.name == "Northern Fisheries Council"


def test_a_head_word_alone_is_not_joined_across_articles() -> None:
    """A senate in one article need not be the senate of another."""
    found, _ = merged([actor("Norwegian Senate", BODY, also=("Senate",), side="Norway")], [actor("Senate", BODY)])
    assert len(found) == 2


def test_the_kind_is_decided_by_vote() -> None:
    """What one article takes for a body by the model alone is a person where others are sure."""
    one = only([actor("Dana Pruitt")], [actor("Dana Pruitt")], [actor("Dana Pruitt", BODY, sure=False)])
    assert one.kind is PERSON


def test_the_side_is_decided_by_vote_and_led_on_to_the_state() -> None:
    """The side told most is taken; a body that serves a state stands for the state."""
    council = actor("Harbour Council", BODY, side="Norway")
    found, _ = merged(
        [council, actor("Olav Brandt", side="Harbour Council")],
        [actor("Olav Brandt", side="Norway")],
        [actor("Olav Brandt", side="Denmark")],
    )
    assert next(a.side for a in found if a.name == "Olav Brandt") == "Norway"


def test_roles_are_kept_once_with_their_passage() -> None:
    """The same role in two articles stands once, with the first passage."""
    one = only([actor("Olav Brandt", role="president")], [actor("Olav Brandt", role="President")])
    assert [(r.text, r.article) for r in one.roles] == [("president", f"{0:012x}")]


def test_every_alias_has_a_reason() -> None:
    """For each alias there is a sentence that names it."""
    one = only([actor("Petro Halensky", also=("Halensky", "Petro"))], [actor("Petro Halenskyy", also=("Halenskyy",))], [actor("Halensky")])
    assert all(any(f"“{alias}”" in why for why in one.explanation) for alias in one.aliases)


def test_the_order_of_articles_does_not_matter() -> None:
    """The same articles in another order give the same actors with the same ids."""
    told = [
        [actor("Olav Brandt", also=("Brandt",), side="Norway"), actor("Norway", STATE)],
        [actor("Brandt"), actor("Harbour Council", BODY)],
        [actor("Olaf Brandt"), actor("HC", BODY), actor("Norway", STATE, also=("Oslo",))],
    ]
    articles, facts = {}, {}
    for number, actors in enumerate(told):
        key = f"{number:012x}"
        articles[key] = Article(key, f"{number}.txt", key, "", "", "", "en", PublicationDay(None, DateBasis.UNKNOWN, ""), "text")
        facts[key] = Facts(key, tuple(EntityCluster(i, a.name, a.kind, a.mentions, a.roles, a.affiliations) for i, a in enumerate(actors)))
    expected = merge_actors(articles, facts)
    for seed in range(5):
        keys = random.Random(seed).sample(sorted(articles), len(articles))  # noqa: S311 - an order, no secret
        assert merge_actors({k: articles[k] for k in keys}, {k: facts[k] for k in reversed(keys)}) == expected


def test_the_nation_may_be_named_in_any_form_before_a_body() -> None:
    """A court of the United States is one with "U.S.", "US" or nothing before its name."""
    court = [actor(name, BODY, side="United States") for name in ("U.S. Harbour Court", "US Harbour Court", "Harbour Court")]
    states = [actor("United States", STATE, also=("U.S.", "US"))]
    found, _ = merged([court[0], *states], [court[1]], [court[2]])
    assert len([a for a in found if a.kind is BODY]) == 1


def test_a_surname_that_several_bear_goes_to_the_one_with_the_role() -> None:
    """Where only one bearer is called what the article calls the surname, it is that one's, and the reason says so."""
    found, _ = merged([actor("Olav Brandt", role="president"), actor("Sigrid Brandt", role="nurse")], [actor("Brandt", role="President")])
    (one,) = [a for a in found if a.name == "Olav Brandt"]
    assert "Brandt" in one.aliases
    assert any("the only bearer here" in why for why in one.explanation)


def test_nothing_gives_nothing() -> None:
    """No articles, no actors."""
    assert merge_actors({}, {}) == ((), {})
