"""Match probability of event records: what speaks for and against one event, and by how much."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dossier.linking.events.corpus import CorpusEvidence, collect_evidence
from dossier.linking.events.match_weights import BY_ACT, BY_PARTIES
from dossier.linking.events.matching import match_features, match_probability
from dossier.linking.events.records import EventRecord
from dossier.model.event_kinds.strike import STRIKE
from tests.unit.linking.builders import DAY, make_record, on

NO_TEXTS = collect_evidence((), {})


def corpus_without_likeness(*_: EventRecord) -> CorpusEvidence:
    """Evidence in which the articles of the records have no words."""
    return replace(
        NO_TEXTS,
        names={"a0": frozenset(), "a1": frozenset()},
        people={"a0": frozenset(), "a1": frozenset()},
        vectors={"a0": {}, "a1": {}},
    )


def weights(a: EventRecord, b: EventRecord) -> dict[str, float]:
    """The weights of a pair's features by name."""
    return {feature.name: feature.weight for feature in match_features(a, b, corpus_without_likeness(a, b))}


def probability(a: EventRecord, b: EventRecord) -> float:
    """The match probability of a pair."""
    return match_probability(a, b, corpus_without_likeness(a, b))


def test_a_shared_place_weighs_what_the_table_says() -> None:
    """The weight of a shared town is that of BY_PARTIES; a country that holds the town weighs less, another town speaks against."""
    town, country = make_record(0), replace(make_record(1), place=("Ecuador",))
    assert weights(town, make_record(1))["same place"] == BY_PARTIES.features["same place"]
    assert weights(town, country)["overlapping place"] == BY_PARTIES.features["overlapping place"]
    assert weights(town, replace(make_record(1), place=("Nowhere Bay", "Chile")))["other place"] == BY_PARTIES.features["other place"]
    assert "same place" not in weights(town, replace(make_record(1), place=()))


def test_places_that_the_world_list_does_not_have() -> None:
    """A street without a town may lie in the town, which says nothing; a district of the same name overlaps with it."""
    town = replace(make_record(0), place=("Zorbury",))
    assert not {"other place", "overlapping place"} & weights(make_record(0), replace(make_record(1), place=("Alder Grove Lane",))).keys()
    assert "overlapping place" in weights(town, replace(make_record(1), place=("Zorbury district", "Lakeland")))


@pytest.mark.parametrize(("days", "name"), [(0, "same sure day"), (2, "near sure day"), (12, "other sure day")])
def test_days_speak_for_or_against(days: int, name: str) -> None:
    """The same sure day speaks for one meeting, a day some days off against it, a far day most."""
    features = weights(make_record(0), replace(make_record(1), dates=on(days)))
    assert features[name] == BY_PARTIES.features[name]
    assert (features[name] > 0) is (days == 0)


def test_a_guessed_day_is_not_that_of_an_earlier_year() -> None:
    """Talks recur: a report without a day weighs as one with a sure day against last year's; near in time it weighs less."""
    guessed, near = replace(on(200), sure=False), replace(on(12), sure=False)
    assert weights(make_record(0), replace(make_record(1), dates=guessed))["other sure day"] == BY_PARTIES.features["other sure day"]
    assert weights(make_record(0), replace(make_record(1), dates=near))["other day"] == BY_PARTIES.features["other day"]


def test_meetings_that_share_nobody_and_no_place_are_not_one() -> None:
    """That their articles are alike does not make them one."""
    stranger = replace(make_record(1), persons=frozenset({"stranger"}), bodies=frozenset(), represented_states=frozenset(), place=())
    assert weights(make_record(0), stranger)["only the articles alike"] == BY_PARTIES.features["only the articles alike"]
    assert "only the articles alike" not in weights(make_record(0), make_record(1))
    names = frozenset({"Tom Harrow", "Lena Quill", "Ida Moss"})
    alike = replace(
        corpus_without_likeness(),
        names={"a0": names, "a1": names} | {f"n{number}": frozenset() for number in range(50)},
        frequency=dict.fromkeys(names, 2),
        vectors={"a0": {"quay": 1.0}, "a1": {"quay": 1.0}},
    )
    assert match_probability(make_record(0), stranger, alike) < 0.1 < match_probability(make_record(0), make_record(1), alike)


def test_what_only_one_record_says_counts_for_nothing() -> None:
    """An attacker that one of two strikes names is no feature; two different attackers speak against one strike."""
    strike = replace(make_record(0), kind=STRIKE.name, persons=frozenset(), attacker="north")
    silent, other = replace(strike, key=("1.txt", "a1", 0, 0), article="a1", attacker=None), replace(strike, article="a1", attacker="south")
    assert not {"same attacker", "other attacker"} & set(weights(strike, silent))
    assert weights(strike, other)["other attacker"] == BY_ACT.features["other attacker"]
    assert probability(strike, other) < probability(strike, silent)


def test_a_day_after_publication_rules_an_article_out() -> None:
    """An article cannot report a strike of a later day."""
    strike = replace(make_record(0), kind=STRIKE.name, persons=frozenset())
    later = replace(strike, key=("1.txt", "a1", 0, 0), article="a1", dates=on(3), published=on(3).start)
    assert weights(strike, later)["after publication"] == BY_ACT.features["after publication"]
    assert probability(strike, later) < 0.01


def test_two_persons_and_a_town_on_one_day_are_probably_one_meeting() -> None:
    """The probability is symmetric, rises with what is shared, and is low for another round of the same talks."""
    one, other = make_record(0), make_record(1)
    assert probability(one, other) == probability(other, one) > 0.8
    assert probability(one, replace(other, persons=frozenset(), bodies=frozenset())) < probability(one, other)
    assert probability(replace(one, series="second round"), replace(other, series="third round")) < 0.1


def test_people_without_an_office_and_ages_speak_for_and_against() -> None:
    """A victim whom both articles name speaks for one strike, other people against it; so do the ages in the sentences."""
    strike = replace(make_record(0), kind=STRIKE.name, persons=frozenset())
    other = replace(strike, key=("1.txt", "a1", 0, 0), article="a1")
    names = dict.fromkeys(("a0", "a1"), frozenset({"Tom Harrow"}))
    both = replace(
        corpus_without_likeness(),
        names=names,
        people=names,
        frequency={"Tom Harrow": 2},
    )
    one, two = replace(strike, sentences=("A 6-year-old boy was shot.",)), replace(other, sentences=("A 6 year old was shot.",))
    features = {feature.name: feature.weight for feature in match_features(one, two, both)}
    assert (features["same people"], features["same age"]) == (
        BY_ACT.features["same people"],
        BY_ACT.features["same age"],
    )
    assert match_probability(one, two, both) > 0.3
    apart = replace(
        both,
        names={"a0": frozenset({"Tom Harrow"}), "a1": frozenset({"Lena Quill"})},
        people={"a0": frozenset({"Tom Harrow"}), "a1": frozenset({"Lena Quill"})},
    )
    two = replace(two, sentences=("A 19-year-old fled by bus.",))
    features = {feature.name: feature.weight for feature in match_features(one, two, apart)}
    assert (features["other people"], features["other age"]) == (
        BY_ACT.features["other people"],
        BY_ACT.features["other age"],
    )
    assert match_probability(one, two, apart) < 0.3


@pytest.mark.parametrize(
    ("killed", "other", "names"),
    [(52, 52, {"same figures"}), (52, 55, set()), (52, 90, {"other figures"}), (2, 3, {"other figures"})],
)
def test_tolls_of_early_and_late_reports(killed: int, other: int, names: set[str]) -> None:
    """Numbers of many dead that are near each other say nothing; few dead must be the same number."""
    a, b = (replace(make_record(n), kind=STRIKE.name, figures={"killed": dead}) for n, dead in enumerate((killed, other)))
    assert {name for name in weights(a, b) if name.endswith("figures")} == names


def test_a_suicide_attack_is_carried_out_with_a_bomb() -> None:
    """“Suicide attack” and “bomb” are no other weapon, “bomb” and “gun” are."""
    suicide, bomb, gun = (
        replace(make_record(n), kind=STRIKE.name, weapon=word) for n, word in ((0, "suicide attack"), (1, "bomb"), (1, "gun"))
    )
    assert "other weapon" not in weights(suicide, bomb)
    assert "other weapon" in weights(suicide, gun)


def test_an_attack_dated_alike_in_a_late_report() -> None:
    """A report weeks later that gives the same day for sure is not spoken against by its lateness; for talks, which recur, it is."""
    late = replace(make_record(1), published=DAY + timedelta(days=20))
    assert "published apart" in weights(make_record(0), late)
    assert "published apart" not in weights(replace(make_record(0), kind=STRIKE.name), replace(late, kind=STRIKE.name))


def test_an_airstrike_drops_bombs() -> None:
    """An airstrike and a bomb do not speak against each other, a bomb and a gun do."""
    bomb, airstrike = (replace(make_record(n), kind=STRIKE.name, weapon=word) for n, word in enumerate(("bomb", "airstrike")))
    assert "other weapon" not in weights(bomb, airstrike)
    assert "other weapon" in weights(bomb, replace(airstrike, weapon="gun"))


def test_the_news_of_two_articles_is_mostly_one_strike_in_a_small_dossier() -> None:
    """Two articles that open with a strike of one day report one, though only one of them gives the town; not where the towns or the
    attackers differ, nor where one of them only mentions it further down. In a large dossier similar texts count instead.
    """
    strike = replace(make_record(0), kind=STRIKE.name, persons=frozenset(), is_lead=True)
    other = replace(strike, key=("1.txt", "a1", 0, 0), article="a1", place=(), dates=on(sure=False))
    features = weights(strike, other)
    assert features["both lead"] == BY_ACT.features["both lead"]
    assert probability(strike, other) > STRIKE.matching.linked > probability(strike, replace(other, is_lead=False))
    far = replace(other, place=("Lisbon", "Portugal"))
    assert "both lead" not in weights(strike, far)
    assert "both lead" not in weights(replace(strike, attacker="x"), replace(other, attacker="y"))
    assert "both lead" not in weights(replace(strike, weapon="car bomb"), replace(other, weapon="gun"))
    many, few = replace(strike, weapon="bomb", figures={"killed": 30}), replace(other, weapon="drone", figures={"killed": 2})
    assert "both lead" not in weights(many, few)
    assert "both lead" in weights(many, replace(few, figures={"killed": 20}))
    names = {f"a{number}": frozenset[str]() for number in range(50)}
    large = replace(corpus_without_likeness(), names=names)
    assert "both lead" not in {feature.name for feature in match_features(strike, other, large) if feature.weight}
