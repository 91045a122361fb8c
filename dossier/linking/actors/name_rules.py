"""When names in two articles are one actor's: the tests, each with its reason as a sentence."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from dossier.model.actor import ActorKind, EntityCluster
from dossier.text.names import fold_name, name_parts, partial_name_kind, same_full_name, transliteration_key

SPELLINGS = (
    (r"\bdefence\b", "defense"), (r"isation", "ization"), (r"\bcentre\b", "center"), (r"\bprogramme\b", "program"),
    (r"\blabour\b", "labor"), (r"\bmobilis", "mobiliz"), (r"\bauthoris", "authoriz"), (r"^the ", ""), (r"[’']", ""), (r"-", " "),
)  # fmt: skip
"""British and American spelling, and what bodies' names are printed with or without."""


@dataclass(slots=True)
class ActorCluster:
    """Local actors that are one actor. `members` are (article id, local actor); `why` collects the reasons by name."""

    members: list[tuple[str, EntityCluster]]
    explanation: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The name that each member has in its article, each once."""
        return tuple(dict.fromkeys(a.name for _, a in self.members))

    def kind(self) -> ActorKind:
        """The kind that most mentions speak for; one that rests on the model alone counts a third."""
        weight: dict[ActorKind, float] = {}
        for _, actor in self.members:
            weight[actor.kind] = weight.get(actor.kind, 0) + len(actor.mentions) * (1 if actor.sure else 1 / 3)
        return max(weight, key=lambda kind: (weight[kind], kind))

    def printed(self) -> Counter[str]:
        """How often each form is printed."""
        return Counter(m.text for _, a in self.members for m in a.mentions)

    def forms(self) -> set[str]:
        """Every name and printed form."""
        return {a.name for _, a in self.members} | set(self.printed())

    def display(self) -> str:
        """The name to show: of those of more than one word the one that most articles use, then the fullest."""
        used, printed = Counter(a.name for _, a in self.members), self.printed()
        several = [n for n in used if len(name_parts(n)) > 1] or list(used)
        return max(several, key=lambda n: (used[n], printed[n], len(name_parts(n)), len(n), n))

    def join(self, other: "ActorCluster", name: str, reason: str) -> None:
        """Take the other group's members in, for the reason given."""
        self.members += other.members
        self.explanation |= {key: why for key, why in other.explanation.items() if key not in self.explanation}
        if reason:
            self.explanation.setdefault(name, reason)


@lru_cache(maxsize=8192)
def body_form(name: str) -> str:
    """A body's name for comparison: one spelling, "Department of X" as "X department"."""
    form = fold_name(name)
    for pattern, better in SPELLINGS:
        form = re.sub(pattern, better, form)
    return re.sub(r"^(.*?)\b(department|ministry|office|bureau) (?:of|for) (?:the )?(.+)$", r"\1\3 \2", form)


def strip_nation(form: str, state: str, nations: dict[str, str]) -> str:
    """A body's form without the name of the state it serves; `nations` leads from forms of states to their names."""
    for nation, name in nations.items():
        if name == state and form.startswith(f"{nation} "):
            return form[len(nation) + 1 :]
    return form


def state_served(actor: EntityCluster) -> str:
    """The state that a body serves, as its article tells most often; else empty."""
    told = [s.name for s in actor.affiliations]
    return max(told, key=lambda name: (told.count(name), -told.index(name)), default="")


def explain_same_person(a: str, b: str) -> str:
    """Why two full names are one person's, as a sentence, or empty."""
    if fold_name(a) == fold_name(b):
        return "The names are the same."
    if same_full_name(a, b):
        how = "two spellings of one name" if transliteration_key(a) == transliteration_key(b) else "one name but for a letter"
        return f"“{a}” and “{b}” are {how}."
    for short, long in ((a, b), (b, a)):
        if len(name_parts(short)) > 1 and partial_name_kind(short, long) in ("part", "surname"):
            return f"“{short}” is “{long}” without further names."
    return ""


def explain_same_organisation(a: EntityCluster, b: EntityCluster) -> str:
    """Why two bodies are one, as a sentence, or empty; bodies of two states never are."""
    if a.affiliations and b.affiliations and state_served(a) != state_served(b):
        return ""
    one, two = body_form(a.name), body_form(b.name)
    if one == two:
        return f"“{a.name}” and “{b.name}” are one name." if a.name == b.name else f"“{a.name}” and “{b.name}” are spellings of one name."
    few, many = sorted((one, two), key=len)
    if " " in few and many.endswith(f" {few}") and a.affiliations and b.affiliations:
        return f"“{a.name}” and “{b.name}” differ by the country's name alone."
    return ""
