"""Meetings: talks, visits, receptions and calls. Their triggers and participants have an extractor of their own."""

from dossier.model.event_kinds.declaration import Codes, EventKind, Hue, Matching, Slot, Standing

GATHERING = "summit"
"""The series of the summit of a body, beside whose sessions two people may meet."""
MEETING = EventKind(
    name="meeting",
    plural="meetings",
    occurred_word="held",
    id_letter="m",
    glyph="●",
    ascii_glyph="o",
    hue=Hue.BLUE,
    slots=frozenset({Slot.PARTICIPANTS}),
    slot_names={Slot.PARTICIPANTS: ("Who came", "Who")},
    codes=Codes("CONSULT", "Strategic developments", {"": ("Strategic developments", "Other")}),
    counts_parties=True,
    above_line=True,
    standing=Standing(occurred=frozenset({"held", "mentioned"})),
    matching=Matching(dates_others=True),
)
