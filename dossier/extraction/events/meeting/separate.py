"""Separate meetings: "held separate meetings with X and Y" reports two, one with each."""

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.events.meeting.triggers import MeetingTrigger

SEPARATE = frozenset({"separate", "individual", "successive", "consecutive"})


def partners_met_apart(trigger: MeetingTrigger, participants: tuple[int, ...], nationalities: NationalityResolver) -> tuple[int, ...]:
    """Keys of the persons among `participants` whom another one met one by one: X and Y in "held separate meetings with X and Y", "met separately
    with X and Y"; else none. Somebody must be named before the word for the meeting.
    """
    token = trigger.token
    words = {t.lower_ for t in token.lefts} if trigger.noun else {t.lower_ for t in token.children if t.dep_ == "advmod"}
    if not (words & SEPARATE and token.tag_ == "NNS" if trigger.noun else "separately" in words):
        return ()
    first_named: dict[int, int] = {}
    for word in token.sent:
        if (key := nationalities.actor_of_name(word)) in participants and key is not None and nationalities.person(key):
            first_named.setdefault(key, word.i)
    partners = tuple(key for key, at in first_named.items() if at > token.i)
    return partners if 1 < len(partners) < len(first_named) else ()
