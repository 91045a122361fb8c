"""Meeting extraction, from the text to the event mentions."""

import pytest

from dossier.model.event import Status
from tests.unit.extraction.events.meeting.meeting_reports import Meetings


def test_participants_place_and_time(meetings: Meetings) -> None:
    """Subject and companion confer; place and day come from the clause."""
    (seen,) = meetings("Foreign Minister Anna Weber met President Carlos Ruiz in Oslo on Tuesday.")
    assert seen.participants == {"Anna Weber", "Carlos Ruiz"}
    assert seen.report.places == ("Oslo", "Norway")
    assert seen.times == ["Tuesday"]
    assert seen.report.status is Status.OCCURRED


def test_planned(meetings: Meetings) -> None:
    """A future meeting is planned."""
    (seen,) = meetings("President Peter Otieno is due to meet President Hassan Warsame in Nairobi next week.")
    assert seen.report.status is Status.PLANNED
    assert seen.times == ["next week"]


@pytest.mark.parametrize(
    "text",
    [
        "Officials in Delhi denied that any talks with Pakistan had taken place.",
        "Anna Weber urged Carlos Ruiz to hold talks with Chile.",
        "The minister met the deadline on Friday.",
        "Rovers meet United in the final on Saturday.",
        "The club's annual general meeting took place on Tuesday in Leeds.",
        "Anna Weber and Carlos Ruiz held a press conference in Paris on Monday.",
        "The sides remain far apart despite several rounds of talks with Chile.",
        "Anna Weber made a call for peace on Monday.",
        "Kurt Holm, the special envoy for Chile negotiations, resigned on Monday.",
        "If there is will, there will be a third round of talks with Chile in Lima.",
        "If Anna Weber meets Carlos Ruiz in Lima on Monday, prices will fall.",
    ],
)
def test_no_meeting(meetings: Meetings, text: str) -> None:
    """Denials, wishes, sports, an organisation's own sittings, general talk, titles and other senses are no meetings."""
    assert meetings(text) == []


def test_then_with_makes_two(meetings: Meetings) -> None:
    """A sentence such as “met with X, then with Y” reports two meetings."""
    seen = meetings("Minister Anna Weber met with President Carlos Ruiz on Tuesday, then with President Kenji Mori.")
    assert [s.participants for s in seen] == [{"Anna Weber", "Carlos Ruiz"}, {"Anna Weber", "Kenji Mori"}]
    assert len({s.report.group for s in seen}) == 2


def test_nationalities_represent_states(meetings: Meetings) -> None:
    """Officials of a nationality represent their state; a broker is no party."""
    text = "Chile and Peru are at odds. Chilean and Peruvian negotiators held a third round of US-brokered talks in Quito on Sunday."
    (seen,) = meetings(text)
    assert seen.participants == {"Chile", "Peru"}
    assert seen.report.series == "third round"


def test_days_of_long_talks(meetings: Meetings) -> None:
    """“A second day” and “two-day” give day index and duration, not a day."""
    first, second = meetings(
        "Chile and Peru wrapped up a second day of talks in Quito on Sunday.\n\nThe talks were expected to last three days."
    )
    assert (first.report.day_index, second.report.duration) == (2, 3)
    assert first.report.group == second.report.group


def test_reference_back_and_roster(meetings: Meetings) -> None:
    """The sentence “the meeting was attended by” adds its people to the meeting mentioned before."""
    text = "Delegations of Chile and Peru met in Quito on Monday. The meeting was attended by Anna Weber and Carlos Ruiz."
    seen = meetings(text)
    assert len({s.report.group for s in seen}) == 1
    assert {"Anna Weber", "Carlos Ruiz"} <= set().union(*(s.participants for s in seen))


def test_a_possessor_takes_no_part(meetings: Meetings) -> None:
    """Of "X's son-in-law Y" only Y takes part."""
    seen = meetings("Chile and Peru held talks in Quito on Monday. In attendance was President Carlos Ruiz's son-in-law Jorge Paz.")
    assert "Carlos Ruiz" not in set().union(*(s.participants for s in seen))


def test_round_long_ago_is_another(meetings: Meetings) -> None:
    """A first round that “took place last month” is not the round in the lead."""
    text = "Chile and Peru held new talks in Quito on Monday.\n\nThe first round of talks took place in Ecuador last month."
    seen = meetings(text)
    assert len({s.report.group for s in seen}) == 2


def test_a_call(meetings: Meetings) -> None:
    """A call is recognized by its word or by "on the phone"."""
    assert [s.report.subkind for s in meetings("Anna Weber and Carlos Ruiz spoke on the phone on Monday.")] == ["call"]
    assert [s.report.subkind for s in meetings("Anna Weber held a video call with Carlos Ruiz on Monday.")] == ["call"]


def test_speaker_of_we(meetings: Meetings) -> None:
    """The speaker of "we met" took part, at the place that the quotation states."""
    text = "“Working in Davos with Kenji Mori. In the morning, we held a meeting with the advisers of France and Chile,” Anna Weber wrote on Telegram."
    (seen,) = meetings(text)
    assert {"Anna Weber", "France", "Chile"} <= seen.participants
    assert seen.report.places[0] == "Davos"


def test_day_of_the_statement_is_context(meetings: Meetings) -> None:
    """The day of a statement about an undated meeting is context, not the meeting's own."""
    (seen,) = meetings("Anna Weber said on Wednesday that she had met Carlos Ruiz in Lima.")
    assert seen.report.time_relation == "context"
    assert seen.times == ["Wednesday"]


def test_groups_count_from_zero(meetings: Meetings) -> None:
    """Groups are numbered in order of first mention."""
    text = "Anna Weber met Carlos Ruiz in Lima on Monday.\n\nKenji Mori met Hassan Warsame in Nairobi on Friday."
    assert [s.report.group for s in meetings(text)] == [0, 1]


def test_unnamed_advisers_met(meetings: Meetings) -> None:
    """Envoys who met a state's advisers had a meeting, without its own day and place; the narrative gives the town."""
    text = (
        "Chile had people in Zurich on Tuesday. Its minister said the terms were being discussed in the town.\n\n"
        "In the morning Anna Weber and Carlos Ruiz met advisers on national security from Norway and Peru.\n\nNorway and Peru kept silent."
    )
    (seen,) = meetings(text)
    assert seen.participants == {"Anna Weber", "Carlos Ruiz", "Norway", "Peru"}
    assert (seen.report.places[0], seen.times) == ("Zurich", ["Tuesday"])
    text = "Carlos Ruiz met Kenji Mori at the Kelvin House in Davos on Tuesday.\n\n" + text.replace("in Zurich", "of its own in the town")
    assert [report.report.places[0] for report in meetings(text)] == ["Kelvin House", "Davos"]
    (seen,) = meetings("Anna Weber met advisers on national security from Italy, Chad and the U.K.")
    assert seen.participants == {"Anna Weber", "Italy", "Chad", "United Kingdom"}


def test_host_gives_the_place(meetings: Meetings) -> None:
    """The state that hosted an earlier round gives its place; the participants are the states of the preceding talks."""
    text = (
        "Envoys of Kenya and Chad met in Muscat on Wednesday. Qatar is rich.\n\nQatar hosted the first round last month.\n\n"
        "Before, negotiators of the two countries were known to have met in Vienna last summer."
    )
    first, earlier, oldest = meetings(text)
    assert first.participants == earlier.participants == oldest.participants == {"Kenya", "Chad"}
    assert (earlier.report.places, earlier.report.series) == (("Qatar",), "first round")
    assert oldest.report.places[0] == "Vienna"


def test_sender_and_superior_take_no_part(meetings: Meetings) -> None:
    """The sender of an envoy and the superior of a diplomat do not take part."""
    (seen,) = meetings("Carlos Ruiz, whom Norwegian President Anna Weber has sent to the talks in Doha, saw progress on Thursday.")
    assert seen.participants == {"Carlos Ruiz"}
    text = "Kenya waited. Carlos Ruiz, the most senior diplomat of Norwegian President Anna Weber, held talks with Kenyan officials in Nairobi on Tuesday."
    (seen,) = meetings(text)
    assert seen.participants == {"Carlos Ruiz", "Kenya"}


def test_first_day_past_and_second_day_planned(meetings: Meetings) -> None:
    """Two-day talks that continue on Thursday are in their second day then."""
    text = (
        "Envoys of Kenya and Chad have finished the first day of new talks in Doha, Qatar.\n\nThe two sides are to confer for two days.\n\n"
        "An official said the talks would go on on Thursday."
    )
    reports = meetings(text)
    assert {r.report.group for r in reports} == {reports[0].report.group}
    assert [(r.report.day_index, r.report.duration) for r in reports] == [(1, 0), (0, 2), (2, 0)]


def test_day_later_in_the_paragraph(meetings: Meetings) -> None:
    """The next day of the paragraph is the day of the statement, if nothing earlier is dated."""
    (seen,) = meetings("Envoys of Kenya and Chad have met in Doha. A spokesman called it useful on Wednesday.")
    assert (seen.times, seen.report.time_relation) == (["Wednesday"], "context")


def test_sentence_without_white_space(meetings: Meetings) -> None:
    """The sentence of a mention ends with its last mark, not with the blank line after it."""
    text = "Anna Weber met Carlos Ruiz in Oslo on Tuesday.\n\nIt rained."
    (seen,) = meetings(text)
    assert seen.report.span.of(text) == "Anna Weber met Carlos Ruiz in Oslo on Tuesday."


def test_ministers_of_the_subject(meetings: Meetings) -> None:
    """The ministers of "their" represent the states of the governing subject."""
    (seen,) = meetings("Kenya and Chad agreed on Thursday to open the road after their foreign ministers held talks in Mombasa.")
    assert seen.participants == {"Kenya", "Chad"}


def test_back_at_the_table(meetings: Meetings) -> None:
    """To return to the negotiating table is to meet; demonyms name the parties and do not refer back."""
    text = "Norway met Peru in Oslo on Monday.\n\nKenyan and Chadian negotiators returned to the table in Tbilisi on Tuesday. Kenya and Chad are at odds."
    assert [seen.participants for seen in meetings(text)][-1] == {"Kenya", "Chad"}
    assert meetings("Kenyan cooks returned to the dinner table in Tbilisi on Tuesday.") == []


def test_delegation_received(meetings: Meetings) -> None:
    """A person who receives a delegation meets its leader."""
    (seen,) = meetings("President Anna Weber on Monday received a large delegation led by Prime Minister Carlos Ruiz.")
    assert {"Anna Weber", "Carlos Ruiz"} <= seen.participants


def test_what_follows_the_talks_adds_nobody(meetings: Meetings) -> None:
    """The signatories of a pact after the talks are no participants."""
    text = (
        "Prime Minister Anna Weber held talks with Carlos Ruiz in Oslo on Monday.\n\n"
        "After the talks, they witnessed the signing of a pact between Norway's Ministry of Trade and the Kenyan Ministry of Energy."
    )
    assert set().union(*(seen.participants for seen in meetings(text))) == {"Anna Weber", "Carlos Ruiz"}


def test_the_two_ministers_meet_again(meetings: Meetings) -> None:
    """“The two ministers” refers to the pair mentioned before, also across paragraphs."""
    text = (
        "Minister Anna Weber met Carlos Ruiz, her counterpart, in Oslo on Monday.\n\n“We have turned a page,” Weber said.\n\nIt rained.\n\n"
        "The two ministers are scheduled to meet again in Quito on April 2."
    )
    assert meetings(text)[-1].participants == {"Anna Weber", "Carlos Ruiz"}


@pytest.mark.parametrize(("when", "count"), [("on Sunday", 2), ("in Quito", 2), ("", 1)])
def test_the_next_meeting_needs_a_day_or_a_place(when: str, count: int, meetings: Meetings) -> None:
    """Its parties are those of the last, which is not enough for a row."""
    text = f"Envoys of Kenya and Chad held talks in Oslo on Friday.\n\nThere will be another meeting {when}, an official said."
    assert len(meetings(text)) == count


def test_other_leaders_are_a_new_group(meetings: Meetings) -> None:
    """“African ministers” are not the two of whom the sentence before speaks."""
    text = "Minister Anna Weber met Carlos Ruiz in Oslo on Monday.\n\nAfrican ministers met in Nairobi on Sunday to agree on a reply."
    assert all(seen.participants == {"Anna Weber", "Carlos Ruiz"} for seen in meetings(text) if "Oslo" in seen.report.places)
    assert not any(seen.participants for seen in meetings(text) if "Nairobi" in seen.report.places)


def test_what_follows_a_planned_meeting_is_planned(meetings: Meetings) -> None:
    """“Before travelling to X for talks”, of somebody who is still to meet others first."""
    text = "Minister Anna Weber is scheduled to meet Carlos Ruiz on Tuesday before travelling to Nairobi for talks with Hassan Warsame."
    assert {seen.report.status for seen in meetings(text)} == {Status.PLANNED}


def test_call_received(meetings: Meetings) -> None:
    """The receiver of a call takes part as the caller does."""
    (seen,) = meetings(
        "Norway's foreign minister, Anna Weber, received a phone call from her Kenyan counterpart, Carlos Ruiz, on Thursday."
    )
    assert seen.participants == {"Anna Weber", "Carlos Ruiz"}
    assert seen.report.subkind == "call"


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        ("Minister Anna Weber met the families of the hostages.", {"Anna Weber"}),
        ("Anna Weber resigned after a long meeting in Lima with leaders of the unions.", {"Anna Weber"}),
        ("A team of lawyers is to travel to Lima to meet with Anna Weber.", {"Anna Weber"}),
        ("Anna Weber was late, delaying her meeting with the prime minister.", {"Anna Weber"}),
        ("Anna Weber and Carlos Ruiz will go to Lima, where they will meet Kenji Mori.", {"Anna Weber", "Carlos Ruiz", "Kenji Mori"}),
        ("Minister Anna Weber spoke with President Carlos Ruiz in Lima.", {"Anna Weber", "Carlos Ruiz"}),
    ],
)
def test_a_party_may_be_unnamed(meetings: Meetings, text: str, participants: set[str]) -> None:
    """Families, lawyers, leaders of unions are a party like any other; “they” are those who go there."""
    (seen,) = meetings(text)
    assert seen.participants == participants


@pytest.mark.parametrize(
    "text",
    [
        "Anna Weber met with journalists in Lima on Monday.",
        "Anna Weber is no kin of the mayor, Carlos Ruiz, who met Kenji Mori at the airfield.",
        "Norwegian forces struck two towns during the course of the Lima talks. Norway is far.",
        "Singer Anna Weber spoke with President Carlos Ruiz about the weather.",
    ],
)
def test_no_party_no_meeting(meetings: Meetings, text: str) -> None:
    """Interviews, attackers during talks, and a talk without a place are no meetings."""
    assert meetings(text) == []


def test_meetings_one_after_the_other(meetings: Meetings) -> None:
    """What was before the talks, or before that, is another meeting, with its own people."""
    text = (
        "Kenya and Chad held a second round of talks in Doha on Monday.\n\nBefore the talks, Anna Weber met with Carlos Ruiz in a hotel. "
        "Before that, Carlos Ruiz and Kenji Mori had sat down with Hassan Warsame."
    )
    seen = meetings(text)
    assert [s.participants for s in seen if s.participants][:1] == [{"Kenya", "Chad"}]
    assert {frozenset(s.participants) for s in seen if len(s.participants) > 1} >= {
        frozenset({"Anna Weber", "Carlos Ruiz"}),
        frozenset({"Carlos Ruiz", "Kenji Mori", "Hassan Warsame"}),
    }
    assert len({s.report.group for s in seen}) == 3


def test_the_talks_of_the_day(meetings: Meetings) -> None:
    """A town and its state, and a part of the same day, do not part two sentences on the talks to come."""
    text = (
        "Envoys from Kenya and Chad arrived Saturday in Oman ahead of a second round of talks.\n\n"
        "The talks, in the coastal town of Velmar, were to be held later in the day."
    )
    seen = meetings(text)
    assert {s.report.group for s in seen} == {0}
    assert {s.report.status for s in seen} == {Status.PLANNED}


def test_the_programme_of_a_visit(meetings: Meetings) -> None:
    """All that a visitor does on a programme is on its day, unless the sentence has its own."""
    text = (
        "Foreign Minister Anna Weber will visit Peru on 12 April for talks with President Carlos Ruiz.\n\n"
        "In Velmar Noi, she will meet with the governor, Kenji Mori."
    )
    last = meetings(text)[-1]
    assert (last.participants, last.times, last.report.places) == ({"Anna Weber", "Kenji Mori"}, ["12 April"], ("Velmar Noi",))


def test_the_day_before_the_words_for_who_says_so(meetings: Meetings) -> None:
    """Of two days the first is the meeting's, the second that of the statement."""
    (seen,) = meetings("A summit between Kenya and Chad will take place in Velmar on Tuesday, the Kenyan foreign ministry said on Monday.")
    assert seen.times == ["Tuesday"]


def test_the_two_sides_will_continue(meetings: Meetings) -> None:
    """The sides that will go on are the states that met last, not the people of the sentence before."""
    text = (
        "Talks between Kenya and Chad ended on Saturday in Doha.\n\nBefore the talks, Anna Weber met with Carlos Ruiz in a hotel.\n\n"
        "The two sides will continue next week in Rome, an official said."
    )
    last = meetings(text)[-1]
    assert (last.participants, last.times, last.report.status) == ({"Kenya", "Chad"}, ["next week"], Status.PLANNED)


def test_the_town_of_the_day_but_not_the_house(meetings: Meetings) -> None:
    """Whoever met somebody in a town that day met the others there too, though not in the same house; a call has no place."""
    text = (
        "President Anna Weber held talks with Carlos Ruiz at the Opera House in Oslo on Thursday.\n\n"
        "Weber met with the mayor, Kenji Mori.\n\nWeber spoke with Hassan Warsame by phone."
    )
    places = [seen.report.places for seen in meetings(text)]
    assert places == [("Opera House", "Oslo", "Norway"), ("Oslo", "Norway"), ()]
    text = "President Anna Weber met Carlos Ruiz at the Kelvin House in Davos on Thursday.\n\nWeber met with the mayor, Kenji Mori."
    assert [seen.report.places[0] for seen in meetings(text)] == ["Kelvin House", "Davos"]


def test_a_summit_to_come(meetings: Meetings) -> None:
    """Who departs for a summit will meet there; the day of the main clause is not that of the summit."""
    (seen,) = meetings(
        "A storm hit on Sunday, hours before President Anna Weber departed for Oslo for a summit with President Carlos Ruiz."
    )
    assert (seen.report.status, seen.times) == (Status.PLANNED, [])
    assert seen.participants == {"Anna Weber", "Carlos Ruiz"}


def test_those_involved_in_talks_meet_nobody(meetings: Meetings) -> None:
    """A participle says who somebody is, not that there was a meeting."""
    assert meetings("Chilean officials involved in negotiations with Peru insist on it. Chile and Peru are at odds.") == []


def test_the_day_of_what_followed_is_context(meetings: Meetings) -> None:
    """A day in the main clause does not date the meeting after which it happened."""
    (seen,) = meetings("Anna Weber resigned on Thursday after she met Carlos Ruiz in Oslo.")
    assert seen.report.time_relation == "context"


def test_where_refers_to_the_place(meetings: Meetings) -> None:
    """The town before "where" is the place of the event in the relative clause."""
    (seen,) = meetings("General Anna Weber is due in Oslo later this week, where she will meet Minister Carlos Ruiz.")
    assert seen.report.places == ("Oslo", "Norway")


def test_two_officers_who_speak_have_met(meetings: Meetings) -> None:
    """“Spoke with” needs no place where both hold an office of a state; artists and presidents of clubs have only talked."""
    text = "Foreign Secretary Kari Moen urged the embassy to reconsider and spoke with Secretary of State Luis Moy about the case."
    assert [m.participants for m in meetings(text)] == [{"Kari Moen", "Luis Moy"}]
    assert not meetings("Singer Kari Moen spoke with director Luis Moy about the film.")
    assert not meetings("Foreign Secretary Kari Moen spoke with club president Luis Moy about the match.")


def test_the_day_of_the_context_outlives_a_second_mention(meetings: Meetings) -> None:
    """Two words of one meeting in a sentence keep the day that only the context gives."""
    text = "Leaders of Peru and Chile met in Lima for a summit where on Sunday Presidents Ola Brenn and Kari Moen signed the deal."
    assert [m.times for m in meetings(text)] == [["Sunday"]]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The meeting took place between the Republic of Peru's president Ana Vega and Chile's president Ivo Bern on Tuesday.", ()),
        ("Iranian and Iraqi delegations held talks in Oman's capital, Muscat, on Tuesday.", ("Muscat", "Oman")),
    ],
)
def test_a_side_is_no_place(meetings: Meetings, text: str, places: tuple[str, ...]) -> None:
    """The states between which a meeting takes place; a capital named by its state."""
    assert meetings(text)[0].report.places == places


def test_what_is_to_come_dates_no_earlier_talks(meetings: Meetings) -> None:
    """Talks after which both agree to return next week were not next week."""
    report = meetings("Delegates from Peru and Chile agreed to come back next week after concluding negotiations in the town of Arica.")[0]
    assert report.times == []
    assert report.report.places[0] == "Arica"


def test_between_two_meetings(meetings: Meetings) -> None:
    """A journey between two meetings gives them neither day nor place."""
    reports = meetings(
        "Peru's envoy Ana Vega met Chile's envoy Ivo Bern in Arica on Monday. Between the two meetings, Vega is expected to travel to "
        "Bogota this week."
    )
    assert {r.report.places[0] for r in reports} == {"Arica"}


def test_states_by_their_delegations(meetings: Meetings) -> None:
    """States that only the adjectives of their delegations name take part."""
    assert meetings("Kenyan and Ugandan delegations held talks in Kampala on Tuesday.")[0].participants == {"Kenya", "Uganda"}


def test_a_meeting_that_marks_a_round(meetings: Meetings) -> None:
    """What the meeting is called in one sentence is no second meeting, and talks before it give it no place."""
    reports = meetings(
        "Peru's envoy Ana Vega met Chile's envoy Ivo Bern in Arica on Monday. This meeting marks the fourth round between Peru and Chile, "
        "following talks in Bogota."
    )
    assert {r.report.group for r in reports} == {0}
    assert "Bogota" not in {name for r in reports for name in r.report.places}


def test_a_second_meeting_has_the_same_sides(meetings: Meetings) -> None:
    """The next of a series needs no names."""
    reports = meetings(
        "Delegations of Peru and Chile held talks in Arica on Monday.\n\nA second meeting is scheduled to take place this coming Saturday in "
        "Bogota."
    )
    assert reports[-1].participants == {"Peru", "Chile"}
    assert reports[-1].report.places[0] == "Bogota"


def test_a_day_to_come_dates_no_meeting_that_was_held(meetings: Meetings) -> None:
    """The day of the next meeting in the paragraph is not that of the one before it."""
    reports = meetings(
        "The meeting between Peru's envoy Ana Vega and Chile's envoy Ivo Bern was cordial. A second meeting is scheduled to take place this "
        "coming Saturday in Bogota."
    )
    assert reports[0].times == []


def test_what_two_settle_after_talks(meetings: Meetings) -> None:
    """Who agrees to something after talks took part in them; mediators did not."""
    (seen,) = meetings("Kenya and Uganda have agreed to an immediate truce following talks mediated by Peru and Chile in Oslo.")
    assert seen.participants == {"Kenya", "Uganda"}
    assert seen.report.places == ("Oslo", "Norway")
    assert seen.report.status is Status.OCCURRED


def test_state_that_hosts_in_the_passive(meetings: Meetings) -> None:
    """The state that talks “were hosted by” gives no participant."""
    reports = meetings("Kenya and Uganda held talks in Oslo on Monday.\n\nThe Oslo talks were hosted by Norway.")
    assert {name for r in reports for name in r.participants} == {"Kenya", "Uganda"}


def test_next_meeting_announced_twice(meetings: Meetings) -> None:
    """“Agreed to meet again” is the next meeting that the lead announces."""
    reports = meetings(
        "Kenya and Uganda have agreed to hold a follow-up meeting in Oslo.\n\n"
        "“The talks ended with both sides agreeing to meet again,” the spokesman said."
    )
    assert {r.report.group for r in reports if r.report.status is Status.PLANNED} == {0}


def test_head_of_the_delegation(meetings: Meetings) -> None:
    """The head of a side's delegation takes part; the head of one to somewhere else does not."""
    talks = "Kenya and Uganda held talks in Oslo on Monday.\n\n"
    reports = meetings(f"{talks}The head of the Kenyan delegation, Anna Weber, praised the talks.")
    assert any("Anna Weber" in r.participants for r in reports)
    reports = meetings(f"{talks}The head of the delegation to the United Nations, Anna Weber, praised them.")
    assert not any("Anna Weber" in r.participants for r in reports)


def test_nobody_of_a_side_takes_part(meetings: Meetings) -> None:
    """“No Chilean representative would join the talks” names no participant."""
    reports = meetings("Kenya and Uganda will hold talks in Oslo on Monday.\n\nChile said no Chilean representative would join the talks.")
    assert not any("Chile" in r.participants for r in reports)


def test_place_of_a_journey_to_talks(meetings: Meetings) -> None:
    """Talks that somebody travels to a town to hold are in that town."""
    (seen,) = meetings("Anna Weber is travelling to Oslo, Norway, to hold talks with President Carlos Ruiz.")
    assert seen.report.places == ("Oslo", "Norway")
    assert seen.report.status is Status.PLANNED


def test_meeting_in_a_participle(meetings: Meetings) -> None:
    """“Meeting in X on Friday, the two leaders …” gives day and place of the meeting reported before."""
    reports = meetings(
        "The summit between President Anna Weber and President Carlos Ruiz ended without an agreement.\n\n"
        "Meeting in Oslo on August 15, the two leaders focused on the war."
    )
    assert {r.report.group for r in reports} == {0}
    assert reports[-1].times == ["August 15"]


def test_what_officials_can_do_is_no_meeting(meetings: Meetings) -> None:
    """That officials can go on negotiating on a day is no meeting on it."""
    assert meetings("He said that officials can continue negotiating Monday and beyond.") == []


def test_talks_after_which_something_failed(meetings: Meetings) -> None:
    """Talks after which the sides “failed to reach agreement” took place; the “further round” has the same sides."""
    reports = meetings(
        "Kenya and Uganda failed to reach agreement after talks in Oslo on Tuesday.\n\nA further round is planned for May 20 in Bergen."
    )
    assert [(r.report.status, r.report.places[0], r.participants) for r in reports] == [
        (Status.OCCURRED, "Oslo", {"Kenya", "Uganda"}),
        (Status.PLANNED, "Bergen", {"Kenya", "Uganda"}),
    ]


def test_the_venue_where_somebody_was_staying(meetings: Meetings) -> None:
    """What a clause says of the venue is the meeting's: “at the hotel where X was staying in Y on Saturday”."""
    (seen,) = meetings(
        "Anna Weber and Carlos Ruiz met at the hotel where Ruiz was staying on the sidelines of a forum in Lima on Saturday."
    )
    assert (seen.report.places[0], seen.times) == ("Lima", ["Saturday"])


def test_a_meeting_that_follows_another(meetings: Meetings) -> None:
    """Behind “the meeting follows” another one is told of, with its own day and place."""
    reports = meetings(
        "President Anna Weber and President Carlos Ruiz will meet on November 16 in Lima.\n\n"
        "The meeting follows the leaders’ last engagement a year ago on the sidelines of a forum in Quito, and their 2022 meeting in Oslo."
    )
    assert {(r.report.places[0], *r.times) for r in reports} == {("Lima", "November 16"), ("Oslo", "2022")}


def test_the_previous_meeting(meetings: Meetings) -> None:
    """“The previous meeting”, with a day and a place, was of the same people."""
    reports = meetings(
        "President Anna Weber and President Carlos Ruiz will meet on November 16 in Lima.\n\n"
        "They noted progress since the previous meeting in November 2023 in Oslo."
    )
    assert reports[-1].participants == {"Anna Weber", "Carlos Ruiz"}
    assert reports[-1].report.places[0] == "Oslo"


def test_who_hosts_a_meeting_between_others(meetings: Meetings) -> None:
    """A person who hosts a meeting “between” others takes no part in it."""
    reports = meetings("Earlier, President Anna Weber supported hosting the meeting between Carlos Ruiz and Kenji Mori in Lima on May 10.")
    assert {name for r in reports for name in r.participants} == {"Carlos Ruiz", "Kenji Mori"}


def test_another_round_of_those_who_meet(meetings: Meetings) -> None:
    """Another round, without day or place, between those who met makes no row."""
    reports = meetings(
        "Negotiators from Kenya and Uganda met in Oslo on Tuesday.\n\n"
        "“I thank our hosts for the initiative to hold another round of talks between Kenya and Uganda,” he said."
    )
    assert {r.report.group for r in reports} == {0}


def test_days_after_other_talks(meetings: Meetings) -> None:
    """In “met X on Monday, two days after talks with Y”, Monday is not the day of the talks."""
    _, talks = meetings("Anna Weber met Carlos Ruiz in Lima on Monday, two days after talks with Kenji Mori in Oslo.")
    assert (talks.report.places[0], talks.times, talks.participants) == ("Oslo", [], {"Anna Weber", "Kenji Mori"})


def test_arrived_to_meet(meetings: Meetings) -> None:
    """Where somebody arrived “to meet X” is where they met."""
    (seen,) = meetings("Anna Weber arrived in Lima on Monday to meet Carlos Ruiz.")
    assert seen.report.places[0] == "Lima"


def test_delegations_from_two_states(meetings: Meetings) -> None:
    """The states that delegations are from take part, though nothing else tells of them."""
    reports = meetings(
        "Delegations from Kenya and Uganda held a second round of talks in Oslo on Wednesday. A third round is expected in Bergen next week."
    )
    assert [r.participants for r in reports] == [{"Kenya", "Uganda"}, {"Kenya", "Uganda"}]


@pytest.mark.parametrize(
    ("text", "union", "status"),
    [
        ("The Arab League met in Cairo on Wednesday.", "Arab League", Status.OCCURRED),
        ("The G20 was already scheduled to meet this weekend.", "G20", Status.PLANNED),
        ("The NATO is to meet on Tuesday in Riga to discuss the border.", "NATO", Status.PLANNED),
    ],
)
def test_a_union_of_states_meets(meetings: Meetings, text: str, union: str, status: Status) -> None:
    """Nobody else need be named."""
    (seen,) = meetings(text)
    assert (seen.participants, seen.report.status) == ({union}, status)
    assert seen.times


@pytest.mark.parametrize(
    "text", ["The NATO met its target on Tuesday.", "The Dunbridge Company met on Tuesday.", "The G20 spoke of peace on Monday."]
)
def test_what_is_no_meeting_of_a_union(meetings: Meetings, text: str) -> None:
    """Targets that are met, other bodies' own sittings, and statements."""
    assert meetings(text) == []


def test_the_two_countries_are_the_states_named_before(meetings: Meetings) -> None:
    """In the paragraph, if these are two."""
    text = (
        "A quake struck the sea between Kenya and Tanzania on Friday. The leaders of the two countries spoke by telephone on Friday night."
    )
    (seen,) = meetings(text)
    assert seen.participants == {"Kenya", "Tanzania"}
    assert meetings(text.replace("Tanzania", "Tanzania and Malawi")) == []
    assert meetings(text.replace("Friday. The", "Friday.\n\nThe")) == []


def test_yesterday_in_the_lead_dates_an_undated_meeting(meetings: Meetings) -> None:
    """As a weekday there does; years ago do not."""
    rest = "Ruiz filed his letter after a recording was uploaded Wednesday.\n\nWeber said in a meeting with Ruiz, “You have a chance”."
    (seen,) = meetings(f"Yesterday, President Anna Weber declined Prime Minister Carlos Ruiz's offer to resign.\n\n{rest}")
    assert seen.times == ["Yesterday"]
    (seen,) = meetings(f"Two years ago, President Anna Weber chose Prime Minister Carlos Ruiz.\n\n{rest}")
    assert seen.times == ["Wednesday"]


def test_tensions_between_the_two_countries(meetings: Meetings) -> None:
    """“The two countries” between which there are tensions take no part in what two persons said to each other after them."""
    first = "Talks between Chile and Peru ended in Lima on Monday."
    text = f"{first} President Anna Weber spoke to Prime Minister Carlos Ruiz in Oslo after tensions between the two countries."
    assert [seen.participants for seen in meetings(text)] == [{"Chile", "Peru"}, {"Anna Weber", "Carlos Ruiz"}]


def test_who_led_the_delegation(meetings: Meetings) -> None:
    """Whoever “led the delegation” was at the talks that took place, whoever “will lead” it will be at those to come."""
    plan = "Delegations from Chile and Peru will meet again in Oslo on October 25."
    held = "The first round of talks between Chile and Peru took place on Saturday in Lima."
    for led, day in (("was led by", "Saturday"), ("will be led by", "October 25")):
        seen = meetings(f"{plan}\n\n{held}\n\nThe Peruvian delegation {led} Defence Minister Carlos Ruiz.")
        (group,) = {s.report.group for s in seen if "Carlos Ruiz" in s.participants}
        assert [s.times for s in seen if s.report.group == group and s.times] == [[day]]


def test_a_delegation_that_is_being_sent(meetings: Meetings) -> None:
    """In the present tense it is sent to the talks of the news, although another meeting took place before."""
    reports = meetings(
        "Chile and Peru are due to meet on Friday in Lima for talks, the palace said.\n\n"
        "Minister Anna Weber met President Bruno Stein in Quito and talked with him into the night.\n\n"
        "From there Weber will fly to Lima. Peru is sending a delegation under General Carlos Ruiz."
    )
    (places,) = [seen.report.places for seen in reports if "Carlos Ruiz" in seen.participants]
    groups = {seen.report.group for seen in reports if "Carlos Ruiz" in seen.participants}
    assert groups == {seen.report.group for seen in reports if "Chile" in seen.participants}
    assert places != ("Quito",)
