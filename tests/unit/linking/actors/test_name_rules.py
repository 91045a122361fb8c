"""Rules for names in two articles. All people are made up."""

import pytest

from dossier.linking.actors.name_rules import body_form, explain_same_organisation, explain_same_person, strip_nation
from dossier.model.actor import ActorKind, Affiliation, EntityCluster, Mention
from dossier.model.span import Span


def body(name: str, side: str = "") -> EntityCluster:
    """An organisation with one mention and at most one affiliation."""
    span = Span(0, len(name))
    return EntityCluster(0, name, ActorKind.ORGANISATION, (Mention(span, name),), (), (Affiliation(side, span),) if side else ())


def test_the_form_of_a_body_is_one_for_all_spellings() -> None:
    """Spelling, "the", apostrophes and "Department of" do not count."""
    assert body_form("The Department of Labour Organisation") == body_form("Labor Organization Department")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (body("Coast Guard", "Norway"), body("Coast Guard", "Denmark"), False),
        (body("Coast Guard", "Norway"), body("Coast Guard"), True),
        (body("Coast Guard", "Norway"), body("Norwegian Coast Guard", "Norway"), True),
        (body("Coast Guard"), body("Harbour Coast Guard"), False),
    ],
)
def test_organisations_are_one_where_name_and_side_allow(first: EntityCluster, second: EntityCluster, same: bool) -> None:  # noqa: FBT001 - a table of cases
    """Organisations of two states are never one; a nation before the name is ignored only where both serve it."""
    assert bool(explain_same_organisation(first, second)) is same


def test_the_nation_before_a_bodys_name_is_left_out_in_every_form() -> None:
    """Forms like "US", "U.S." and the long name of the state served are left out; those of another state stay."""
    nations = {"us": "United States", "u.s": "United States", "norway": "Norway"}
    assert strip_nation("us coast guard", "United States", nations) == "coast guard"
    assert strip_nation("norway coast guard", "United States", nations) == "norway coast guard"


def test_the_reason_names_both_spellings() -> None:
    """The explanation names the two forms."""
    assert explain_same_person("Alexei Roe", "Aleksey Roe") == "“Alexei Roe” and “Aleksey Roe” are two spellings of one name."
    assert explain_same_person("Ann Roe", "Ann Doe") == ""
