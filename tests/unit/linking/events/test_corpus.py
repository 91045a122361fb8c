"""Evidence of whole articles: rare names, likeness of texts, and how much they count in dossiers of different sizes."""

from datetime import date

import pytest

from dossier.linking.events.corpus import CHANCE, MANY, CorpusEvidence, collect_evidence
from dossier.model.actor import ActorKind, EntityCluster, Mention, Role
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.facts import Facts
from dossier.model.span import Span


def article(ident: str, text: str) -> Article:
    """An article of a text."""
    published = PublicationDay(date(2026, 3, 2), DateBasis.GIVEN, "")
    return Article(ident, f"{ident}.txt", ident * 4, "", "", "", "en", published, text)


def person(key: int, name: str, role: str) -> EntityCluster:
    """A person whom an article mentions once, with a role."""
    return EntityCluster(key, name, ActorKind.PERSON, (Mention(Span(0, 1), name),), (Role(role, Span(0, 1)),))


def corpus(*texts: str) -> CorpusEvidence:
    """The evidence of articles a, b, c … with these texts, beside enough others for names to count."""
    others = [f"The council of Harbour Town {number} met about its budget." for number in range(MANY)]
    return collect_evidence((article(chr(97 + i) if i < 26 else f"n{i}", text) for i, text in enumerate([*texts, *others])), {})


def test_names_that_two_articles_share_and_few_others_print_are_rare() -> None:
    """A victim's name is rare, a name in every article is not."""
    evidence = corpus("Tom Harrow was shot near Harbour Town.", "Friends of Tom Harrow met in Harbour Town.")
    assert evidence.rare_names("a", "b") == ("Tom Harrow",)
    assert evidence.names_in_several(["a", "b", "c"]) == ("Tom Harrow",)


def test_alike_texts_are_alike_whatever_the_order_of_articles() -> None:
    """The same text is as alike as can be, another one less; the order of the articles changes nothing."""
    texts = ("A gunman opened fire at a dockside bar.", "A gunman opened fire at a dockside bar.", "Ministers signed a fishing treaty.")
    evidence = corpus(*texts)
    assert evidence.similarity("a", "b") == pytest.approx(1.0 - CHANCE)
    assert evidence.similarity("a", "c") < 0.2
    turned = collect_evidence((article(key, text) for key, text in reversed(list(zip("abc", texts, strict=True)))), {})
    straight = collect_evidence((article(key, text) for key, text in zip("abc", texts, strict=True)), {})
    assert turned.vectors == straight.vectors


def test_likeness_does_not_depend_on_other_articles() -> None:
    """Two reports are as alike in a dossier that is full of their words as in one that has none of them."""
    texts = ("A gunman opened fire at a dockside bar.", "Police searched for the gunman who fired at the bar.")
    alone, among = corpus(*texts), corpus(*texts, *["A gunman fired at a bar at the dockside."] * 30)
    assert alone.similarity("a", "b") == among.similarity("a", "b") > 0.1


def test_a_name_in_many_articles_is_not_rare() -> None:
    """A name that five articles print still points to one story, one that six print does not, however large the dossier is."""
    texts = ["Tom Harrow was shot."] * 5
    assert corpus(*texts).rare_names("a", "b") == ("Tom Harrow",)
    assert corpus(*texts, "Tom Harrow sang.").rare_names("a", "b") == ()


def test_a_few_articles_on_one_subject_prove_nothing_by_their_words() -> None:
    """In a dossier of four articles shared names and words have no weight, in one of fifty all of it."""
    small = collect_evidence((article(key, "Tom Harrow was shot.") for key in "abcd"), {})
    assert small.size_weight == 0.0
    assert small.names_in_several(["a", "b"]) == ()
    assert corpus("Tom Harrow was shot.").size_weight == 1.0
    assert collect_evidence([], {}).size_weight == 0.0


def test_names_of_bodies_are_not_rare_names() -> None:
    """Two reports that name the same party share no story by it."""
    texts = {"a": "The Harbour Reform Party blamed a gunman.", "b": "The Harbour Reform Party met."}
    body = EntityCluster(0, "Harbour Reform Party", ActorKind.ORGANISATION, (Mention(Span(4, 24), "Harbour Reform Party"),))
    articles = [article(key, text) for key, text in texts.items()]
    assert collect_evidence(articles, {}).rare_names("a", "b") == ("The Harbour Reform Party",)
    assert collect_evidence(articles, {key: Facts(key, (body,)) for key in texts}).rare_names("a", "b") == ()


def test_people_without_an_office_point_to_one_story_in_a_small_dossier() -> None:
    """A victim and a suspect are shared by two articles of four; the police spokesman and the mayor of both are not."""
    texts = {
        "a": "Tom Harrow was shot. Mayor Ida Vance and police spokesman Rolf Ames spoke.",
        "b": "The trial over the death of Tom Harrow, a father, began. Mayor Ida Vance and Rolf Ames came.",
    }
    roles = {"Tom Harrow": "father", "Ida Vance": "Mayor", "Rolf Ames": "police spokesman"}
    facts = {key: Facts(key, tuple(person(number, name, role) for number, (name, role) in enumerate(roles.items()))) for key in texts}
    small = collect_evidence([article(key, text) for key, text in texts.items()], facts)
    assert small.shared_people("a", "b") == small.shared_people("b", "a") == ("Tom Harrow",)
    assert small.names_in_several(["a", "b"]) == ("Tom Harrow",)


def test_names_are_the_same_with_and_without_accents() -> None:
    """“Jiří Novák” and “Jiri Novak” are one rare name."""
    assert corpus("Police named him as Jiří Novák.", "The shooter, Jiri Novak, was 24.").rare_names("a", "b") == ("Jiri Novak",)
