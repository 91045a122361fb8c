"""Entity recognition: actors with roles and affiliations. All people are made up."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.nlp import parse
from dossier.model.actor import ActorKind, EntityCluster

Parsed = Callable[[str], Doc]


def actors_by_name(parsed: Parsed, text: str) -> dict[str, EntityCluster]:
    """The actors of a text by name."""
    return {actor.name: actor for actor in find_actors(parsed(text))}


def forms(actor: EntityCluster) -> set[str]:
    """The printed forms of an actor."""
    return {mention.text for mention in actor.mentions}


def roles(actor: EntityCluster) -> list[str]:
    """The roles of an actor as printed."""
    return [role.text for role in actor.roles]


def affiliations(actor: EntityCluster) -> set[str]:
    """The names of an actor's affiliations."""
    return {affiliation.name for affiliation in actor.affiliations}


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("Norwegian President Olav Brandt said the talks went well.", "Olav Brandt", "President", "Norway"),
        ("He met U.S. envoys Carl Whitlock and Dana Pruitt on Monday.", "Dana Pruitt", "envoy", "United States"),
        ("Carl Whitlock, a US peace envoy, spoke in Doha.", "Carl Whitlock", "peace envoy", "United States"),
        ("Kremlin spokesperson Fyodor Lapin said on Friday that nothing had changed.", "Fyodor Lapin", "Kremlin spokesperson", "Russia"),
        ("Kenya’s Deputy Prime Minister Amos Karuri said the road was closed.", "Amos Karuri", "Deputy Prime Minister", "Kenya"),
        (
            "Halvard Moe, the acting Prime Minister of Norway, spoke out against the plan.",
            "Halvard Moe",
            "acting Prime Minister of Norway",
            "Norway",
        ),
        ("The president's most senior diplomat, Edgar Voss, met the mediators.", "Edgar Voss", "president's most senior diplomat", ""),
        ("President of Kenya Amos Karuri said, “We wait.”", "Amos Karuri", "President of Kenya", "Kenya"),
        ("“Nothing changes,” said Tadeo, 38, a taxi driver.", "Tadeo", "taxi driver", ""),
        (
            "Samir al-Harbi was the deputy commander of the Hill Defence Forces.",
            "Samir al-Harbi",
            "deputy commander of the Hill Defence Forces",
            "Hill Defence Forces",
        ),
        ("NATO Secretary-General Jan Vermeer wrote a letter.", "Jan Vermeer", "NATO Secretary-General", "NATO"),
        (
            "Retired FBI agent and fraud specialist Omar Sayegh told the committee.",
            "Omar Sayegh",
            "Retired FBI agent and fraud specialist",
            "United States",
        ),
        ("In Kenya's Coast region, two people died, Governor Amos Karuri said.", "Amos Karuri", "Governor", "Kenya"),
    ],
)
def test_role_and_affiliation_by_context(parsed: Parsed, text: str, name: str, role: str, affiliation: str) -> None:
    """Role and affiliation by titles before, appositions after, copulas, plural titles and seats of government."""
    actor = actors_by_name(parsed, text)[name]
    assert actor.kind is ActorKind.PERSON
    assert role in roles(actor)
    assert affiliations(actor) == ({affiliation} if affiliation else set())


def test_second_title_shares_the_nation_of_the_first(parsed: Parsed) -> None:
    """In "Greek president A and energy minister B" both act for Greece."""
    actors = actors_by_name(parsed, "The pact was signed by Greek president Nikos Dellas and energy minister Petros Kanakis.")
    assert affiliations(actors["Petros Kanakis"]) == {"Greece"}


def test_members_of_a_delegation(parsed: Parsed) -> None:
    """The leader of a state's delegation acts for that state."""
    actors = actors_by_name(parsed, "Norway will dispatch a delegation led by General Olav Brandt next week.")
    assert affiliations(actors["Olav Brandt"]) == {"Norway"}


def test_title_of_the_next_name(parsed: Parsed) -> None:
    """In a list "chief A, secretary of X B" the words between the names are the title of B."""
    actors = actors_by_name(parsed, "Present were army chief Olav Brandt, secretary of Norway's Harbour Council Liv Dahl and others.")
    assert roles(actors["Olav Brandt"]) == ["army chief"]
    assert roles(actors["Liv Dahl"]) == ["secretary of Norway's Harbour Council"]


def test_bracketed_part_of_a_name(parsed: Parsed) -> None:
    """In "(Norwegian President Olav) Brandt" the name includes the words in brackets, the mention only the surname."""
    actors = actors_by_name(parsed, "“That comes before a meeting of (Norwegian President Olav) Brandt and the king,” an official said.")
    assert forms(actors["Olav Brandt"]) == {"Brandt"}
    assert affiliations(actors["Olav Brandt"]) == {"Norway"}


def test_name_without_title_honorific_or_possessive(parsed: Parsed) -> None:
    """Names and mentions exclude "President", "Sheikh" and "'s"."""
    actors = actors_by_name(parsed, "UAE President Sheikh Hamad bin Rashid Al Suwaidi arrived. Sheikh Hamad's visit ends on Friday.")
    assert forms(actors["Hamad bin Rashid Al Suwaidi"]) == {"Hamad bin Rashid Al Suwaidi", "Hamad"}


def test_name_variants_are_one_actor(parsed: Parsed) -> None:
    """Within an article a surname and a second spelling are the same person's."""
    text = (
        "Foreign Minister Andriy Melnychenko spoke on Monday. Melnychenko said he was tired. "
        "A statement called him Andrii Melnychenko. “We wait,” Melnichenko said."
    )
    assert forms(actors_by_name(parsed, text)["Andriy Melnychenko"]) == {
        "Andriy Melnychenko",
        "Melnychenko",
        "Andrii Melnychenko",
        "Melnichenko",
    }


def test_two_people_with_the_same_surname(parsed: Parsed) -> None:
    """Two full names with one surname are two persons; the surname alone belongs to the one whom the paragraph names more often."""
    text = (
        "President Harold Penrose spoke on Monday. He asked Harold Penrose and his son, Miles Penrose, to come. "
        "Harold Penrose was late. Penrose said he would explain."
    )
    actors = actors_by_name(parsed, text)
    assert forms(actors["Harold Penrose"]) == {"Harold Penrose", "Penrose"}
    assert forms(actors["Miles Penrose"]) == {"Miles Penrose"}
    assert "son" in roles(actors["Miles Penrose"])


def test_kinship_gives_no_affiliation(parsed: Parsed) -> None:
    """The son-in-law of a president acts for no state by that alone."""
    actors = actors_by_name(parsed, "They met Norwegian President Olav Brandt's son-in-law Lars Eide in Oslo.")
    assert affiliations(actors["Lars Eide"]) == set()
    assert any("son-in-law" in role for role in roles(actors["Lars Eide"]))


def test_affiliation_by_another_person(parsed: Parsed) -> None:
    """The affiliation of "one of President Brandt's aides" is President Brandt's."""
    actors = actors_by_name(
        parsed, "Norwegian President Olav Brandt was there. They met Lars Eide, one of President Brandt's aides, in Oslo."
    )
    assert affiliations(actors["Lars Eide"]) == {"Norway"}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Kyiv refused the offer.", "Ukraine"),
        ("Beijing's demands were clear.", "China"),
        ("They accused Tehran of lying.", "Iran"),
        ("The UAE's foreign ministry released pictures.", "United Arab Emirates"),
        ("The U.K. and France sent envoys.", "United Kingdom"),
    ],
)
def test_names_of_a_state(parsed: Parsed, text: str, state: str) -> None:
    """Short forms and capitals that act are mentions of the state."""
    assert actors_by_name(parsed, text)[state].kind is ActorKind.STATE


@pytest.mark.parametrize(
    "text", ["The fair opened in Kyiv.", "He flew to Tehran from Beijing.", "She lives near Paris, France.", "Kyiv residents were cold."]
)
def test_capital_as_a_location(parsed: Parsed, text: str) -> None:
    """A capital that is only a location is no actor."""
    assert actors_by_name(parsed, text) == {}


def test_seat_of_government(parsed: Parsed) -> None:
    """A seat of government is an organisation affiliated with its state."""
    actor = actors_by_name(parsed, "The Kremlin said that nothing had changed.")["Kremlin"]
    assert (actor.kind, affiliations(actor)) == (ActorKind.ORGANISATION, {"Russia"})


def test_body_with_acronym_and_short_form(parsed: Parsed) -> None:
    """A head word marks a body; the acronym in brackets and "the Council" are mentions of it."""
    text = "The Northern Fisheries Council (NFC) met on Monday. The NFC said it was late. Later the Council voted."
    actor = actors_by_name(parsed, text)["Northern Fisheries Council"]
    assert actor.kind is ActorKind.ORGANISATION
    assert forms(actor) == {"Northern Fisheries Council", "NFC", "Council"}


def test_ministry_with_possessive_and_adjective(parsed: Parsed) -> None:
    """Both "Norway's Foreign Ministry" and "the Norwegian Foreign Ministry" are one body with one affiliation."""
    actors = actors_by_name(parsed, "Norway's Foreign Ministry protested. The Norwegian Foreign Ministry summoned the envoy.")
    assert [affiliations(a) for a in actors.values() if a.kind is ActorKind.ORGANISATION] == [{"Norway"}]


def test_body_of_another_nation(parsed: Parsed) -> None:
    """The Libyan House of Representatives is Libya's, not the listed one of the United States."""
    actor = actors_by_name(parsed, "The Libyan House of Representatives rejected the plan.")["Libyan House of Representatives"]
    assert affiliations(actor) == {"Libya"}


def test_first_word_of_a_company(parsed: Parsed) -> None:
    """The first word of a company's name is a mention of the company, known by a word for companies or by its legal form."""
    actors = actors_by_name(parsed, "An investigation into Brimstone Holdings began. Brimstone denied everything.")
    assert forms(actors["Brimstone Holdings"]) == {"Brimstone Holdings", "Brimstone"}
    actors = actors_by_name(parsed, "An investigation into Brimstone Cooperative began. Brimstone denied everything.")
    assert forms(actors["Brimstone Cooperative"]) == {"Brimstone Cooperative", "Brimstone"}


def test_outlet_is_an_actor_only_as_an_employer(parsed: Parsed) -> None:
    """An outlet that is only the source is no actor; one that a person works for is."""
    assert "Reuters" not in actors_by_name(parsed, "The road was closed, Reuters reported. Norway denied it.")
    assert "AFP" in actors_by_name(parsed, "Liv Dahl, director of news for AFP, praised the crew.")


@pytest.mark.parametrize(
    "text",
    [
        "Hurricane Ottoline hit the coast. Ottoline weakened later.",
        "A missile hit the Darnovo power plant.",
        "The march began in Trellick and ended near Mossbury province.",
        "The ship Marlow Quint sank. The newspaper Vespera Nova said so. Marlow Quint was old.",
        "They gave out the Halloran Prize at the Zelle Festival.",
    ],
)
def test_storms_places_and_prizes_are_not_people(parsed: Parsed, text: str) -> None:
    """Names with the head word of an event or place are not persons."""
    assert [a for a in actors_by_name(parsed, text).values() if a.kind is ActorKind.PERSON] == []


def test_mentions_match_the_text(parsed: Parsed) -> None:
    """The text of a mention is the text at its span; keys count from 0."""
    text = "US-backed talks began. Ukrainian President Petro Halensky’s aides met U.S.-led teams; Halensky stayed in Kyiv."
    actors = find_actors(parsed(text))
    assert [a.key for a in actors] == list(range(len(actors)))
    assert all(m.span.of(text) == m.text for a in actors for m in a.mentions)


@pytest.mark.parametrize("text", ["", "\n\n", "...", "“”", "and", "The", "()", "A. B. C."])
def test_empty_and_odd_texts(parsed: Parsed, text: str) -> None:
    """Empty and odd texts give no actors and no failure."""
    assert find_actors(parsed(text)) == ()


def test_redefined_acronym(parsed: Parsed) -> None:
    """A listed acronym that the article defines for another body refers to that body throughout."""
    text = "The Royal Skating Federation (RSF) met in Oslo. The RSF said the rink was closed. RSF members left."
    actor = actors_by_name(parsed, text)["Royal Skating Federation"]
    assert [m.text for m in actor.mentions] == ["Royal Skating Federation", "RSF", "RSF", "RSF"]


def test_generic_body_of_a_state_that_is_not_mentioned(parsed: Parsed) -> None:
    """The Senate in a text about the Philippines alone is not the American one; in a text with "US" it is."""
    actors = actors_by_name(parsed, "The Senate in the Philippines voted on Monday.")
    assert affiliations(actors["Senate"]) == set()
    actors = actors_by_name(parsed, "The US wants a deal. The Senate voted on Monday.")
    assert affiliations(actors["United States Senate"]) == {"United States"}


def test_local_office_acts_for_the_main_state(parsed: Parsed) -> None:
    """A provincial governor's spokesperson acts for the state that the article mentions most, where the role names none."""
    text = "A bomb hit northern Kenya. Kenya's army denied it. Kenyan police came. Amos Karuri, spokesperson for the provincial governor, said so."
    assert affiliations(actors_by_name(parsed, text)["Amos Karuri"]) == {"Kenya"}


PIECES = st.sampled_from(
    ["Olav Brandt", "President", "(", ")", ",", "“", "”", "-", "'s", "’", "of", "the", "U.S.", "Kyiv", "al-", "bin", "NATO", "(RSF)", "said", "and", "who",
     "Council", "Mr.", "Gen.", "Lt. Col.", "38", "\n\n", "é", "—", "...", "\u00a0", "🙂", "Ex-", "is", "a taxi driver", "New", "Park", "Hurricane", "in"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_invariants_in_any_text(pieces: list[str]) -> None:
    """In any sequence of words, mentions match the text and do not overlap, and every actor has a mention."""
    text = " ".join(pieces)
    doc = parse(text)
    actors = find_actors(doc)
    spans = sorted(m.span for a in actors for m in a.mentions)
    assert all(m.span.of(text) == m.text for a in actors for m in a.mentions)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(a.mentions and a.name.strip() for a in actors)
    resolver = CorefResolver(doc, actors)
    assert all(key in range(len(actors)) for t in doc if (key := resolver.resolve(t)) is not None)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("The Sundal Farmers’ Union, a small body, said on Monday that it would wait.", ActorKind.ORGANISATION, "Sundal Farmers’ Union"),
        ("The raid was wrong, the human rights group Rights Torch said in a statement.", ActorKind.ORGANISATION, "Rights Torch"),
        ("The broadcaster Sundal Radio put the toll at seven.", ActorKind.ORGANISATION, "Sundal Radio"),
        ("Broadcaster Kari Moen said so on Monday. Later Kari Moen left.", ActorKind.PERSON, "Kari Moen"),
    ],
)
def test_names_beside_common_nouns(parsed: Callable[[str], Doc], text: str, kind: ActorKind, name: str) -> None:
    """Bodies with a plural's apostrophe, bodies and outlets after their noun, and people after a trade that opens the sentence."""
    assert (kind, name) in {(actor.kind, actor.name) for actor in find_actors(parsed(text))}
