"""Parties of a meeting without a name: "the delegations met", "talks with families of the hostages"."""

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.meeting.participants import argument_heads, named_by
from dossier.extraction.events.meeting.series import is_known_group
from dossier.extraction.events.meeting.triggers import MeetingTrigger
from dossier.extraction.lexicon.geography import unions
from dossier.extraction.lexicon.people import is_person_noun, is_press

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver


def has_unnamed_party(trigger: MeetingTrigger, nationalities: NationalityResolver, resolver: "CorefResolver") -> bool:
    """True where one party is people without a name: "the delegations met", "talks with families of the hostages", "met his lawyer", and the
    members in "the G7 will meet".
    """
    parties = [part for head in argument_heads(trigger) for part in (head, *head.conjuncts)]
    keys = [nationalities.actor_of_name(part) for part in parties]
    if len(parties) == 1 and keys[0] is not None and trigger.token.lemma_ == "meet" and resolver.name(keys[0]) in unions():
        return True
    unknown = (part for part, key in zip(parties, keys, strict=True) if part.ent_type_ == "PERSON" and key is None)
    return any(_is_unnamed(part, nationalities) for part in parties) or any(unknown)


def has_other_side(trigger: MeetingTrigger, nationalities: NationalityResolver) -> bool:
    """True where people of whom nothing is named, or whose name is of no actor, stand beside the named participants: "met with the families"."""
    return any(
        (part.pos_ == "PROPN" or _is_unnamed(part, nationalities)) and not named_by(part, nationalities) and not is_known_group(part)
        for head in argument_heads(trigger)
        for part in (head, *head.conjuncts)
    )


def _is_unnamed(noun: Token, nationalities: NationalityResolver) -> bool:
    """True for several people, or a noun with an article, other than the press, of whom none is named."""
    if not is_person_noun(noun) or is_press(noun) or any(map(nationalities.person, named_by(noun, nationalities))):
        return False
    return "Plur" in str(noun.morph) or any(t.dep_ in {"det", "poss", "compound"} for t in noun.lefts)
