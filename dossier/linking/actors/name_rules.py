"""Name rules: tests of whether names in two articles belong to one actor, each with its explanation as a sentence."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dossier.model.actor import ActorKind, EntityCluster
from dossier.text.names import fold_name, name_parts, partial_name_kind, same_arabic_name, same_full_name, transliteration_key

SPELLINGS = (
    (r"\bdefence\b", "defense"), (r"isation", "ization"), (r"\bcentre\b", "center"), (r"\bprogramme\b", "program"),
    (r"\blabour\b", "labor"), (r"\bmobilis", "mobiliz"), (r"\bauthoris", "authoriz"), (r"^the ", ""), (r"[’']s\b", ""), (r"[’']", ""),
    (r"\bpresidential\b", "president"), (r"-", " "),
)  # fmt: skip
"""British to American spelling, and parts of organisation names that may be left out."""


@dataclass(slots=True)
class ActorCluster:
    """Entity clusters of several articles that are one actor.

    `members` are pairs of article id and entity cluster; `explanation` has one sentence for each name that was linked by a rule.
    """

    members: list[tuple[str, EntityCluster]]
    explanation: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the members have in their articles, without repetition."""
        return tuple(dict.fromkeys(a.name for _, a in self.members))

    def kind(self) -> ActorKind:
        """The kind with most mentions; a mention of a kind that only the model gave counts a third."""
        weight: dict[ActorKind, float] = {}
        for _, actor in self.members:
            weight[actor.kind] = weight.get(actor.kind, 0) + len(actor.mentions) * (1 if actor.sure else 1 / 3)
        return max(weight, key=lambda kind: (weight[kind], kind))

    def form_counts(self) -> Counter[str]:
        """Number of mentions of each form."""
        return Counter(m.text for _, a in self.members for m in a.mentions)

    def forms(self) -> set[str]:
        """Every name and every form of a mention."""
        return {a.name for _, a in self.members} | set(self.form_counts())

    def display_name(self) -> str:
        """The name to show: of those of more than one word the one that most articles use, then the fullest."""
        articles, mentions = Counter(a.name for _, a in self.members), self.form_counts()
        names = [n for n in articles if len(name_parts(n)) > 1] or list(articles)
        return max(names, key=lambda n: (articles[n], mentions[n], len(name_parts(n)), len(n), n))

    def absorb(self, other: "ActorCluster", name: str, reason: str) -> None:
        """Add the members of the other cluster; `reason` explains why `name` belongs to this actor."""
        self.members += other.members
        self.explanation |= {key: why for key, why in other.explanation.items() if key not in self.explanation}
        if reason:
            self.explanation.setdefault(name, reason)


@lru_cache(maxsize=8192)
def body_form(name: str) -> str:
    """An organisation's name for comparison: American spelling, "Department of X" as "X department"."""
    form = fold_name(name)
    for pattern, better in SPELLINGS:
        form = re.sub(pattern, better, form)
    return re.sub(r"^(.*?)\b(department|ministry|office|bureau) (?:of|for) (?:the )?(.+)$", r"\1\3 \2", form)


def strip_nation(form: str, state: str, nations: Mapping[str, str]) -> str:
    """A form from `body_form` without the name of the state that the organisation serves; `nations` maps forms of states to their names."""
    for nation in (nation for nation, name in nations.items() if name == state):
        if form.startswith(f"{nation} "):
            return form[len(nation) + 1 :]
        if (bare := re.sub(rf" of (?:the )?{re.escape(nation)}\b", "", form)) != form:
            return bare
    return form


def state_served(actor: EntityCluster) -> str:
    """The most frequent affiliation of an organisation in its article, or empty."""
    names = [a.name for a in actor.affiliations]
    return max(names, key=lambda name: (names.count(name), -names.index(name)), default="")


def explain_same_person(a: str, b: str) -> str:
    """Explanation of why two full names are one person's, as a sentence; empty where they are not."""
    if fold_name(a) == fold_name(b):
        return "The names are the same."
    if same_full_name(a, b):
        is_spelling = transliteration_key(a) == transliteration_key(b) or same_arabic_name(a, b)
        how = "are two spellings of one name" if is_spelling else "differ by one letter"
        return f"“{a}” and “{b}” {how}."
    for short, long in ((a, b), (b, a)):
        if len(name_parts(short)) > 1 and partial_name_kind(short, long) in ("part", "surname"):
            return f"“{short}” is a shorter form of “{long}”."
    return ""


def explain_same_organisation(a: EntityCluster, b: EntityCluster) -> str:
    """Explanation of why two organisations are one, as a sentence; empty where they are not, as those of two states."""
    if a.affiliations and b.affiliations and state_served(a) != state_served(b):
        return ""
    form_a, form_b = body_form(a.name), body_form(b.name)
    if form_a == form_b:
        return (
            f"“{a.name}” and “{b.name}” are the same name." if a.name == b.name else f"“{a.name}” and “{b.name}” are spellings of one name."
        )
    shorter, longer = sorted((form_a, form_b), key=len)
    if " " in shorter and longer.endswith(f" {shorter}") and a.affiliations and b.affiliations:
        return f"“{a.name}” and “{b.name}” differ only by the country's name."
    return ""
