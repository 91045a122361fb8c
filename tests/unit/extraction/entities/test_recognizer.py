"""Who is named in one article, with roles and sides. All people are made up."""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.nlp import parse
from dossier.model.actor import ActorKind, EntityCluster

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]


def cast(parsed: Parse, text: str) -> dict[str, EntityCluster]:
    """The actors of a text by name."""
    return {actor.name: actor for actor in find_actors(parsed(text))}


def forms(actor: EntityCluster) -> set[str]:
    """The printed forms of an actor."""
    return {mention.text for mention in actor.mentions}


def roles(actor: EntityCluster) -> list[str]:
    """The roles of an actor, in words."""
    return [role.text for role in actor.roles]


def sides(actor: EntityCluster) -> set[str]:
    """The names of an actor's sides."""
    return {side.name for side in actor.affiliations}


@pytest.mark.parametrize(
    ("text", "name", "role", "side"),
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
def test_a_role_and_a_side_are_read_from_the_words_around_a_name(parsed: Parse, text: str, name: str, role: str, side: str) -> None:
    """Titles before, apposition behind, "is the ...", plural titles and seats of government tell role and side."""
    actor = cast(parsed, text)[name]
    assert actor.kind is ActorKind.PERSON
    assert role in roles(actor)
    assert sides(actor) == ({side} if side else set())


def test_two_ministers_share_the_nation_of_the_first(parsed: Parse) -> None:
    """In "Greek president A and energy minister B" the second serves Greece too."""
    found = cast(parsed, "The pact was signed by Greek president Nikos Dellas and energy minister Petros Kanakis.")
    assert sides(found["Petros Kanakis"]) == {"Greece"}


def test_a_delegation_tells_the_side_of_its_members(parsed: Parse) -> None:
    """Who leads or is in a state's delegation acts for that state."""
    found = cast(parsed, "Norway will dispatch a delegation led by General Olav Brandt next week.")
    assert sides(found["Olav Brandt"]) == {"Norway"}


def test_a_title_before_the_next_name_is_not_the_last_ones_role(parsed: Parse) -> None:
    """In a list "chief A, secretary of X B" the words between belong to B."""
    found = cast(parsed, "Present were army chief Olav Brandt, secretary of Norway's Harbour Council Liv Dahl and others.")
    assert roles(found["Olav Brandt"]) == ["army chief"]
    assert roles(found["Liv Dahl"]) == ["secretary of Norway's Harbour Council"]


def test_editors_brackets_belong_to_the_name(parsed: Parse) -> None:
    """In "(Norwegian President Olav) Brandt" the words in brackets make the full name, and the mention stays the surname."""
    found = cast(parsed, "“That comes before a meeting of (Norwegian President Olav) Brandt and the king,” an official said.")
    assert forms(found["Olav Brandt"]) == {"Brandt"}
    assert sides(found["Olav Brandt"]) == {"Norway"}


def test_a_name_holds_no_title_honorific_or_possessive(parsed: Parse) -> None:
    """Names and mentions leave "President", "Sheikh" and "'s" out."""
    found = cast(parsed, "UAE President Sheikh Hamad bin Rashid Al Suwaidi arrived. Sheikh Hamad's visit ends on Friday.")
    assert forms(found["Hamad bin Rashid Al Suwaidi"]) == {"Hamad bin Rashid Al Suwaidi", "Hamad"}


def test_surnames_first_names_and_spellings_lead_to_the_full_name(parsed: Parse) -> None:
    """Within an article the surname, the first name and a second spelling are the same person's."""
    text = (
        "Foreign Minister Andriy Melnychenko spoke on Monday. Melnychenko said he was tired. "
        "A statement called him Andrii Melnychenko. “We wait,” Melnichenko said."
    )
    assert forms(cast(parsed, text)["Andriy Melnychenko"]) == {"Andriy Melnychenko", "Melnychenko", "Andrii Melnychenko", "Melnichenko"}


def test_two_people_of_one_surname_stay_two(parsed: Parse) -> None:
    """A son does not become his father; the surname alone goes to the one who is named more."""
    text = (
        "President Harold Penrose spoke on Monday. He asked Harold Penrose and his son, Miles Penrose, to come. "
        "Harold Penrose was late. Penrose said he would explain."
    )
    found = cast(parsed, text)
    assert forms(found["Harold Penrose"]) == {"Harold Penrose", "Penrose"}
    assert forms(found["Miles Penrose"]) == {"Miles Penrose"}
    assert "son" in roles(found["Miles Penrose"])


def test_kin_serve_nobody_by_their_kinship(parsed: Parse) -> None:
    """A son-in-law of a president acts for no state by that alone."""
    found = cast(parsed, "They met Norwegian President Olav Brandt's son-in-law Lars Eide in Oslo.")
    assert sides(found["Lars Eide"]) == set()
    assert any("son-in-law" in role for role in roles(found["Lars Eide"]))


def test_an_aide_acts_for_whom_the_master_acts_for(parsed: Parse) -> None:
    """The side of "one of President Brandt's aides" is President Brandt's."""
    found = cast(parsed, "Norwegian President Olav Brandt was there. They met Lars Eide, one of President Brandt's aides, in Oslo.")
    assert sides(found["Lars Eide"]) == {"Norway"}


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
def test_a_state_acts_under_all_its_names(parsed: Parse, text: str, state: str) -> None:
    """Short forms and capitals that act are mentions of the state."""
    assert cast(parsed, text)[state].kind is ActorKind.STATE


@pytest.mark.parametrize(
    "text", ["The fair opened in Kyiv.", "He flew to Tehran from Beijing.", "She lives near Paris, France.", "Kyiv residents were cold."]
)
def test_a_capital_as_a_place_is_no_actor(parsed: Parse, text: str) -> None:
    """Where a capital only tells a place, nobody acts."""
    assert cast(parsed, text) == {}


def test_a_seat_of_government_is_a_body_with_a_side(parsed: Parse) -> None:
    """The Kremlin and the like are organisations that serve their state."""
    actor = cast(parsed, "The Kremlin said that nothing had changed.")["Kremlin"]
    assert (actor.kind, sides(actor)) == (ActorKind.ORGANISATION, {"Russia"})


def test_a_body_is_found_by_its_head_word_with_acronym_and_short_form(parsed: Parse) -> None:
    """Head words make bodies; the letters in brackets and "the Council" lead to the same one."""
    text = "The Northern Fisheries Council (NFC) met on Monday. The NFC said it was late. Later the Council voted."
    actor = cast(parsed, text)["Northern Fisheries Council"]
    assert actor.kind is ActorKind.ORGANISATION
    assert forms(actor) == {"Northern Fisheries Council", "NFC", "Council"}


def test_a_ministry_serves_its_state_under_both_wordings(parsed: Parse) -> None:
    """Both "Norway's Foreign Ministry" and "the Norwegian Foreign Ministry" name one body with one side."""
    found = cast(parsed, "Norway's Foreign Ministry protested. The Norwegian Foreign Ministry summoned the envoy.")
    assert [sides(a) for a in found.values() if a.kind is ActorKind.ORGANISATION] == [{"Norway"}]


def test_another_nations_house_is_not_the_american_one(parsed: Parse) -> None:
    """The Libyan House of Representatives is Libya's."""
    actor = cast(parsed, "The Libyan House of Representatives rejected the plan.")["Libyan House of Representatives"]
    assert sides(actor) == {"Libya"}


def test_a_company_is_told_by_the_word_before_it(parsed: Parse) -> None:
    """A producer is a company where a company's name follows, and a part of the name leads to the whole."""
    found = cast(parsed, "An investigation into Brimstone Holdings began. Brimstone denied everything.")
    assert forms(found["Brimstone Holdings"]) == {"Brimstone Holdings", "Brimstone"}


def test_an_outlet_is_no_actor_unless_somebody_works_for_it(parsed: Parse) -> None:
    """An outlet that is only the source is left out; the employer of a person who speaks is kept."""
    assert "Reuters" not in cast(parsed, "The road was closed, Reuters reported. Norway denied it.")
    assert "AFP" in cast(parsed, "Liv Dahl, director of news for AFP, praised the crew.")


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
def test_storms_places_and_prizes_are_no_people(parsed: Parse, text: str) -> None:
    """Names that an event's or place's word goes with are no persons."""
    assert [a for a in cast(parsed, text).values() if a.kind is ActorKind.PERSON] == []


def test_every_mention_is_printed_so(parsed: Parse) -> None:
    """A mention's text is the text at its span, in order, and keys count from 0."""
    text = "US-backed talks began. Ukrainian President Petro Halensky’s aides met U.S.-led teams; Halensky stayed in Kyiv."
    actors = find_actors(parsed(text))
    assert [a.key for a in actors] == list(range(len(actors)))
    assert all(m.span.of(text) == m.text for a in actors for m in a.mentions)


@pytest.mark.parametrize("text", ["", "\n\n", "...", "“”", "and", "The", "()", "A. B. C."])
def test_next_to_nothing_names_nobody(parsed: Parse, text: str) -> None:
    """Empty and odd texts give no actors and no failure."""
    assert find_actors(parsed(text)) == ()


def test_letters_mean_what_the_article_says_they_mean(parsed: Parse) -> None:
    """A listed acronym that the article explains as another body's is that body's throughout."""
    text = "The Royal Skating Federation (RSF) met in Oslo. The RSF said the rink was closed. RSF members left."
    actor = cast(parsed, text)["Royal Skating Federation"]
    assert [m.text for m in actor.mentions] == ["Royal Skating Federation", "RSF", "RSF", "RSF"]


def test_a_plain_body_of_a_state_that_is_not_named_serves_nobody_known(parsed: Parse) -> None:
    """The Senate in a text about the Philippines alone is not the American one; beside "US" it is."""
    found = cast(parsed, "The Senate in the Philippines voted on Monday.")
    assert sides(found["Senate"]) == set()
    found = cast(parsed, "The US wants a deal. The Senate voted on Monday.")
    assert sides(found["United States Senate"]) == {"United States"}


def test_a_local_office_serves_the_state_that_the_text_is_about(parsed: Parse) -> None:
    """A provincial governor's spokesperson acts for the state that the article names most, where no other is near."""
    text = "A bomb hit northern Kenya. Kenya's army denied it. Kenyan police came. Amos Karuri, spokesperson for the provincial governor, said so."
    assert sides(cast(parsed, text)["Amos Karuri"]) == {"Kenya"}


PIECES = st.sampled_from(
    ["Olav Brandt", "President", "(", ")", ",", "“", "”", "-", "'s", "’", "of", "the", "U.S.", "Kyiv", "al-", "bin", "NATO", "(RSF)", "said", "and", "who",
     "Council", "Mr.", "Gen.", "Lt. Col.", "38", "\n\n", "é", "—", "...", "\u00a0", "🙂", "Ex-", "is", "a taxi driver", "New", "Park", "Hurricane", "in"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_no_text_breaks_it(pieces: list[str]) -> None:
    """Whatever stands beside whatever, mentions are printed so, apart from each other, and every actor has one."""
    text = " ".join(pieces)
    doc = parse(text)
    actors = find_actors(doc)
    spans = sorted(m.span for a in actors for m in a.mentions)
    assert all(m.span.of(text) == m.text for a in actors for m in a.mentions)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(a.mentions and a.name.strip() for a in actors)
    cast = CorefResolver(doc, actors)
    assert all(key in range(len(actors)) for t in doc if (key := cast.resolve(t)) is not None)
