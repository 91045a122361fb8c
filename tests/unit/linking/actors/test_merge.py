"""Actors linked across articles. All people are made up."""

import random
from dataclasses import replace
from datetime import date

import pytest

from dossier.linking.actors.merge import ActorLinker, link_actors
from dossier.model.actor import Actor, ActorKind, Affiliation, EntityCluster, Mention, Role
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.facts import Facts
from dossier.model.span import Span

PERSON, BODY, STATE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.STATE


def actor(
    name: str, kind: ActorKind = PERSON, *, also: tuple[str, ...] = (), role: str = "", side: str = "", sure: bool = True
) -> EntityCluster:
    """An entity cluster with one mention of each form."""
    mentions = tuple(Mention(Span(10 * i, 10 * i + len(form)), form) for i, form in enumerate((name, *also)))
    place = Span(0, 5)
    return EntityCluster(0, name, kind, mentions, (Role(role, place),) if role else (), (Affiliation(side, place),) if side else (), sure)


def linked(*entities: list[EntityCluster]) -> tuple[list[Actor], dict[tuple[str, int], str]]:
    """The actors of articles that have these entity clusters, and their ids."""
    articles, facts = {}, {}
    for number, of_article in enumerate(entities):
        key = f"{number:012x}"
        day = PublicationDay(date(2024, 5, 1), DateBasis.STATED, "")
        articles[key] = Article(key, f"{number}.txt", key, "", "", "", "en", day, "text")
        facts[key] = Facts(key, tuple(replace(entity, key=i) for i, entity in enumerate(of_article)))
    actors, ids = link_actors(articles, facts)
    return list(actors), dict(ids)


def only(*entities: list[EntityCluster]) -> Actor:
    """The single actor to which all of them are linked."""
    actors, ids = linked(*entities)
    assert len(actors) == 1
    assert set(ids.values()) == {actors[0].id}
    return actors[0]


def test_two_spellings_of_a_full_name_are_one_actor() -> None:
    """The spelling that more articles use is shown, the other is an alias with an explanation."""
    linked_actor = only([actor("Petro Halensky", also=("Halensky",))], [actor("Petro Halensky")], [actor("Petro Halenskyy")])
    assert linked_actor.name == "Petro Halensky"
    assert set(linked_actor.aliases) == {"Halensky", "Petro Halenskyy"}
    assert any("two spellings of one name" in sentence for sentence in linked_actor.explanation)


def test_romanizations_of_an_arabic_name_are_one_actor() -> None:
    """The article apart, joined, left out or in another form, and "e" for "a", are one person, to whom the surname alone belongs too."""
    spellings = ["Ahmed al-Tamimi", "Ahmad Al Tamimi", "Ahmed Altamimi", "Ahmed Tamimi", "al-Tamimi", "Ahmed al-Tamimi"]
    linked_actor = only(*([actor(name)] for name in spellings))
    assert linked_actor.name == "Ahmed al-Tamimi"
    assert set(linked_actor.aliases) == {*spellings} - {"Ahmed al-Tamimi"}
    assert any("two spellings of one name" in sentence for sentence in linked_actor.explanation)


def test_namesakes_of_two_sides_stay_two() -> None:
    """What may be another romanization is another person where the articles give the two different sides; another given name always is."""
    assert len(linked([actor("Ahmed al-Tamimi", side="Norland")], [actor("Ahmad Tamimi", side="Sudland")])[0]) == 2
    assert len(linked([actor("Ahmed al-Tamimi", side="Norland")], [actor("Ahmad Tamimi", side="Norland")])[0]) == 1
    assert len(linked([actor("Hassan al-Tamimi")], [actor("Hussein al-Tamimi")])[0]) == 2


def test_a_family_name_may_come_first() -> None:
    """“Sato Kenji” and “Kenji Sato” are one person where both serve one state; without that they may be two."""
    linked_actor = only([actor("Kenji Sato", side="Norland")], [actor("Kenji Sato", side="Norland")], [actor("Sato Kenji", side="Norland")])
    assert linked_actor.name == "Kenji Sato"
    assert any("family name first" in sentence for sentence in linked_actor.explanation)
    assert len(linked([actor("Thomas James")], [actor("James Thomas")])[0]) == 2
    assert len(linked([actor("Thomas James", side="Norland")], [actor("James Thomas", side="Sudland")])[0]) == 2


def test_a_family_after_a_patronymic_may_be_left_out() -> None:
    """Omar bin Rashid Al Tamimi is Omar bin Rashid; Omar bin Said is not."""
    actors, _ = linked([actor("Omar bin Rashid Al Tamimi")], [actor("Omar bin Rashid")], [actor("Omar bin Said")])
    assert {a.name for a in actors} == {"Omar bin Rashid Al Tamimi", "Omar bin Said"}


def test_a_surname_alone_goes_to_its_only_bearer() -> None:
    """An article with the surname alone means the only actor of that surname, and the explanation says so."""
    linked_actor = only([actor("Olav Brandt")], [actor("Brandt")])
    assert linked_actor.aliases == ("Brandt",)
    assert any("no other actor here has it" in sentence for sentence in linked_actor.explanation)


def test_a_surname_of_two_people_is_linked_to_neither() -> None:
    """Two people of one surname stay two, and the surname alone is not assigned to either."""
    actors, _ = linked([actor("Olav Brandt"), actor("Sigrid Brandt")], [actor("Brandt")])
    assert {a.name for a in actors} == {"Olav Brandt", "Sigrid Brandt", "Brandt"}


def test_a_longer_form_of_a_name_is_the_same_person() -> None:
    """Carl Whitlock and Carl J. Whitlock are one."""
    assert len(linked([actor("Carl Whitlock")], [actor("Carl J. Whitlock")])[0]) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Harbour and Defence Council", "Harbour and Defense Council"),
        ("Department of Fisheries", "Fisheries Department"),
        ("Northern Labour Organisation", "Northern Labor Organization"),
        ("Rowers’ League", "Rowers' League"),
    ],
)
def test_a_body_is_one_in_british_and_american_spelling(first: str, second: str) -> None:
    """Spelling, word order of departments and kind of apostrophe do not make two bodies."""
    assert set(only([actor(first, BODY)], [actor(second, BODY)]).aliases) | {first, second} >= {first, second}


def test_a_body_with_and_without_its_nation_is_one_where_the_side_is_the_same() -> None:
    """The Fisheries Ministry of Norway and "Norwegian Fisheries Ministry" are one; of another state they are not."""
    bare = actor("Fisheries Ministry", BODY, side="Norway")
    assert len(linked([bare], [actor("Norwegian Fisheries Ministry", BODY, side="Norway")])[0]) == 1
    assert len(linked([bare], [actor("Danish Fisheries Ministry", BODY, side="Denmark")])[0]) == 2


def test_one_name_of_two_states_stays_two_bodies() -> None:
    """Two states' ministries of the same name are two actors."""
    actors, _ = linked([actor("Fisheries Ministry", BODY, side="Norway")], [actor("Fisheries Ministry", BODY, side="Denmark")])
    assert {a.side for a in actors} == {"Norway", "Denmark"}


def test_an_acronym_alone_is_linked_where_another_article_explains_it() -> None:
    """The acronym alone in one article is the organisation for which another article uses it."""
    linked_actor = only([actor("Northern Fisheries Council", BODY, also=("NFC",))], [actor("NFC", BODY)])
    assert linked_actor.name == "Northern Fisheries Council"


def test_a_head_word_alone_is_not_linked_across_articles() -> None:
    """A senate in one article need not be the senate of another."""
    actors, _ = linked([actor("Norwegian Senate", BODY, also=("Senate",), side="Norway")], [actor("Senate", BODY)])
    assert len(actors) == 2


def test_the_kind_is_decided_by_vote() -> None:
    """An organisation in one article, by the model alone, is a person where others are sure."""
    linked_actor = only([actor("Dana Pruitt")], [actor("Dana Pruitt")], [actor("Dana Pruitt", BODY, sure=False)])
    assert linked_actor.kind is PERSON


def test_the_side_is_decided_by_vote_and_is_the_state() -> None:
    """The most frequent affiliation is taken; an organisation that serves a state counts as the state."""
    council = actor("Harbour Council", BODY, side="Norway")
    actors, _ = linked(
        [council, actor("Olav Brandt", side="Harbour Council")],
        [actor("Olav Brandt", side="Norway")],
        [actor("Olav Brandt", side="Denmark")],
    )
    assert next(a.side for a in actors if a.name == "Olav Brandt") == "Norway"


def test_roles_are_listed_once_with_their_passage() -> None:
    """The same role in two articles is listed once, with the first passage."""
    linked_actor = only([actor("Olav Brandt", role="president")], [actor("Olav Brandt", role="President")])
    assert [(r.text, r.article) for r in linked_actor.roles] == [("president", f"{0:012x}")]


def test_every_alias_has_a_reason() -> None:
    """The explanation has a sentence for each alias that names it."""
    linked_actor = only(
        [actor("Petro Halensky", also=("Halensky", "Petro"))], [actor("Petro Halenskyy", also=("Halenskyy",))], [actor("Halensky")]
    )
    assert all(any(f"“{alias}”" in sentence for sentence in linked_actor.explanation) for alias in linked_actor.aliases)


def test_the_order_of_articles_does_not_matter() -> None:
    """The same articles in another order give the same actors with the same ids."""
    entities = [
        [actor("Olav Brandt", also=("Brandt",), side="Norway"), actor("Norway", STATE)],
        [actor("Brandt"), actor("Harbour Council", BODY)],
        [actor("Olaf Brandt"), actor("HC", BODY), actor("Norway", STATE, also=("Oslo",))],
    ]
    articles, facts = {}, {}
    for number, of_article in enumerate(entities):
        key = f"{number:012x}"
        articles[key] = Article(key, f"{number}.txt", key, "", "", "", "en", PublicationDay(None, DateBasis.UNKNOWN, ""), "text")
        facts[key] = Facts(key, tuple(replace(entity, key=i) for i, entity in enumerate(of_article)))
    expected = link_actors(articles, facts)
    for seed in range(5):
        keys = random.Random(seed).sample(sorted(articles), len(articles))  # noqa: S311 - an order, no secret
        assert link_actors({k: articles[k] for k in keys}, {k: facts[k] for k in reversed(keys)}) == expected


def test_the_nation_may_be_named_in_any_form_before_a_body() -> None:
    """A court of the United States is one actor with "U.S.", "US" or nothing before its name."""
    court = [actor(name, BODY, side="United States") for name in ("U.S. Harbour Court", "US Harbour Court", "Harbour Court")]
    states = [actor("United States", STATE, also=("U.S.", "US"))]
    actors, _ = linked([court[0], *states], [court[1]], [court[2]])
    assert len([a for a in actors if a.kind is BODY]) == 1


def test_a_surname_of_several_people_goes_to_the_one_with_the_role() -> None:
    """If only one of them has the role that the article gives, it is that one's, and the explanation says so."""
    actors, _ = linked([actor("Olav Brandt", role="president"), actor("Sigrid Brandt", role="nurse")], [actor("Brandt", role="President")])
    (brandt,) = [a for a in actors if a.name == "Olav Brandt"]
    assert "Brandt" in brandt.aliases
    assert any("the only one here described as" in sentence for sentence in brandt.explanation)


def test_nothing_gives_nothing() -> None:
    """No articles, no actors."""
    actors, ids = link_actors({}, {})
    assert (tuple(actors), ids) == ((), {})


POOL = (
    actor("Olav Brandt", also=("Brandt",), role="president", side="Norway"),
    actor("Olav Brand"),
    actor("Sigrid Brandt", role="nurse"),
    actor("Brandt", role="President"),
    actor("Brandt"),
    actor("Olav"),
    actor("Petro Halensky"),
    actor("Petro Halenskyy", also=("Halenskyy",)),
    actor("Halensky", role="minister"),
    actor("Anna Petro Halensky", role="minister"),
    actor("Harbour Council", BODY, also=("HC",)),
    actor("Harbor Council", BODY, side="Norway"),
    actor("Hill Council", BODY, also=("HC",), side="Norway"),
    actor("HC", BODY, also=("Harbour",)),
    actor("Harbour", BODY, also=("HC",)),
    actor("Norwegian Harbour Council", BODY, side="Norway"),
    actor("Norway", STATE, also=("Oslo", "Norwegian")),
    actor("Norway", STATE),
    actor("Norway", BODY, sure=False),
    actor("Olav Brandt", BODY, sure=False),
    actor("Oslo", STATE, also=("Harbour Council",)),
    actor("Mira Sund", side="Harbour Council"),
    actor("Sund", side="HC", role="envoy"),
)
"""Names that meet in every rule: spellings, parts, roles, kinds, acronyms, nations and sides."""


@pytest.mark.parametrize("seed", range(30))
def test_actors_linked_by_difference_are_those_linked_from_nothing(seed: int) -> None:
    """Articles come, go and change, also their file names; an actor that is the same is the same object."""
    chance, linker = random.Random(seed), ActorLinker()  # noqa: S311 - no secret
    articles: dict[str, Article] = {}
    facts: dict[str, Facts] = {}
    before: dict[str, Actor] = {}
    for _ in range(40):
        for _ in range(chance.choice((1, 1, 3))):
            key = f"{chance.randrange(12):02}"
            facts.pop(key, None)
            if articles.pop(key, None) is None or chance.random() < 0.5:
                day = PublicationDay(None, DateBasis.UNKNOWN, "")
                articles[key] = Article(key, f"{chance.randrange(5)}.txt", key, "", "", "", "en", day, "text")
                facts[key] = Facts(
                    key, tuple(replace(entity, key=i) for i, entity in enumerate(chance.sample(POOL, chance.randrange(1, 6))))
                )
        actors, ids = linker.link(dict(articles), dict(facts))
        expected, expected_ids = link_actors(articles, facts)
        assert actors == expected
        assert dict(ids) == dict(expected_ids)
        same = [a for a in actors if before.get(a.id) == a]
        assert all(before[a.id] is a for a in same)
        before = {a.id: a for a in actors}
