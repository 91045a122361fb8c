"""Organisations and states of one article: listed bodies, bodies by their head words, their short forms and acronyms."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dossier.extraction.entities.affiliations import PUBLIC_HEADS, AffiliationHint, OrganisationState, state_of_body
from dossier.extraction.entities.disambiguation import defines_acronym
from dossier.extraction.entities.name_spans import AREAS, NameSpan, in_location_context
from dossier.extraction.entities.token_classes import NAME_WORDS, TokenClass
from dossier.extraction.entities.token_rows import ParagraphChunks
from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.lexicon.people import is_person_noun
from dossier.extraction.lexicon.titles import offices
from dossier.extraction.segments.doc_text import token_span
from dossier.extraction.syntax.noun_phrases import first_conjunct
from dossier.extraction.syntax.subjects import SUBJECTS
from dossier.model.span import Span
from dossier.text.names import fold_name

if TYPE_CHECKING:
    from spacy.tokens import Doc

TOWN_WORDS = frozenset({TokenClass.NAME, TokenClass.PLACE_HEAD})
AFTER_TOWN = NAME_WORDS - {TokenClass.PORTFOLIO} | {TokenClass.HYPHEN, TokenClass.NUMBER, TokenClass.TITLE}
"""Classes after a capital that make it part of a longer name or a title."""
OWNED_NAMES = TOWN_WORDS | {TokenClass.BODY_HEAD, TokenClass.OUTLET, TokenClass.TITLE, TokenClass.BODY}
VERBS_OF_DAMAGE = frozenset({"hit", "bomb", "shell", "attack", "strike", "damage", "target", "rock", "shake", "flood"})
TOWN_NOUNS = frozenset({"mayor", "resident", "police", "metro", "subway", "suburb", "outskirts", "centre", "center", "downtown", "airport", "skyline", "weather", "museum", "university", "school", "hospital", "street", "square", "station", "stadium", "residents", "people"})  # fmt: skip
"""Nouns of what belongs to a town rather than to the state that it is the capital of."""
IN_NATIONAL_PHRASE = frozenset({TokenClass.MODIFIER, TokenClass.ROLE, TokenClass.PORTFOLIO, TokenClass.NATIONALITY, TokenClass.HYPHEN})
"""Classes between the adjective of a state and the noun of those who act for it."""
SMALL_WORDS = frozenset({"of", "for", "the", "and"})
BODY_OF_OFFICER = re.compile(r"(?P<body>\w+) of the (?P<officer>[\w-]+(?: [\w-]+)?)(?: of .+)?")
OFFICERS_BODY = re.compile(r"(?P<officer>[\w-]+(?: [\w-]+)?)(?:['’]s?)? (?P<body>\w+)")
OFFICER_ADJECTIVES = {"presidential": "President", "prime ministerial": "Prime Minister", "vice presidential": "Vice President"}
LEADERS = frozenset({"government", "delegation", "side", "cabinet", "leadership"})
ADDRESSING_VERBS = frozenset({"push", "urge", "accuse", "tell", "ask", "press", "blame", "warn", "hand", "give", "embolden", "pressure", "allow", "help", "let", "criticize", "criticise", "back", "support", "arm", "force", "invite", "persuade", "condemn"})  # fmt: skip
"""Verbs whose object acts or decides, so that a capital there means its state."""
ACTOR_PREPOSITIONS = frozenset({"with", "by", "between", "against", "among"})
POLITICAL_NOUNS = frozenset({"pressure", "ally", "guarantee", "support", "demand", "sanction", "ambassador", "aid", "enemy", "friend", "partner", "criticism", "control"})  # fmt: skip
"""Nouns before "of" or "for" a capital that means its state."""


@dataclass(slots=True)
class Organisation:
    """Organisation or, with `is_state`, state: its name spans and affiliation hints; `sure` is false where only the model labels it so."""

    name: str
    name_spans: list[NameSpan] = field(default_factory=list)
    hints: list[AffiliationHint] = field(default_factory=list)
    is_state: bool = False
    sure: bool = True


def find_states(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], name_spans: tuple[NameSpan, ...]) -> list[Organisation]:
    """The states that are more than a location: their names everywhere, their capitals where these act; of states that are named by an
    adjective alone ("Freedonian negotiators"), the adjectives.
    """
    states: dict[str, Organisation] = {}
    acting: set[str] = set()
    for name_span in name_spans:
        paragraph, entry = paragraphs[name_span.paragraph], name_span.entry
        if name_span.label not in ("state", "capital") or entry is None:
            continue
        is_location = in_location_context(doc, paragraph, name_span)
        if name_span.label == "capital" and (is_location or not _capital_acts(doc, paragraph, name_span)):
            continue
        if not is_location:
            acting.add(entry.name)
        states.setdefault(entry.name, Organisation(entry.name, is_state=True)).name_spans.append(name_span)
    named = [state for state in states.values() if state.name in acting]
    return [*named, *_find_states_by_adjective(doc, paragraphs, {state.name for state in named})]


def _find_states_by_adjective(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], named: set[str]) -> list[Organisation]:
    """The states other than `named` whose people or leaders act."""
    states: dict[str, Organisation] = {}
    adjectives = [
        (number, i, chunk, chunk.entry)
        for number, paragraph in enumerate(paragraphs)
        for i, chunk in enumerate(paragraph.chunks)
        if chunk.kind is TokenClass.NATIONALITY and chunk.entry is not None and chunk.entry.name not in named
    ]
    for number, i, chunk, entry in adjectives:
        if _acts_for_state(doc, paragraphs[number], i):
            span, text = token_span(doc, chunk.start, chunk.end), doc[chunk.start : chunk.end].text
            name_span = NameSpan(number, i, i + 1, chunk.start, chunk.end, span, text, "state", entry)
            states.setdefault(entry.name, Organisation(entry.name, is_state=True)).name_spans.append(name_span)
    return list(states.values())


def _acts_for_state(doc: "Doc", paragraph: ParagraphChunks, nationality: int) -> bool:
    """True where people in the plural or a government follow the adjective, or talks of two states ("Freedonian-Sylvanian talks"). For forces
    and weapons see `attacking_states`.
    """
    end = nationality + 1
    while paragraph.class_at(end) in IN_NATIONAL_PHRASE:
        end += 1
    if end == nationality + 1 or paragraph.class_at(end) in {TokenClass.NAME, TokenClass.TITLE}:
        return False
    tokens = doc[paragraph.chunks[nationality + 1].start : paragraph.chunks[end - 1].end]
    last = tokens[-1]
    if tokens[0].text in {"-", "–"} or doc[tokens.start - 2].text in {"-", "–"}:
        return last.lower_ in word_set("meetings", "nouns")
    is_group = last.tag_ in {"NNS", "NNPS"} and is_person_noun(last) and last.lemma_.lower() not in word_set("strikes", "armed.nouns")
    return is_group or last.lemma_.lower() in LEADERS


def _capital_acts(doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    """True where a capital means its state: as subject, possessor, or object of a preposition that is not of place."""
    if paragraph.class_at(name_span.chunk_end) in AFTER_TOWN or _follows_town(paragraph, name_span):
        return False
    root = first_conjunct(doc[name_span.start : name_span.end].root)
    following = doc[name_span.end].text if name_span.end < len(doc) else ""
    if root.dep_ == "poss" or following in ("'s", "’s"):
        return paragraph.class_at(name_span.chunk_end + 1) not in OWNED_NAMES and root.head.lemma_.lower() not in AREAS | TOWN_NOUNS
    if root.dep_ in SUBJECTS:
        return root.head.pos_ in ("VERB", "AUX") and (root.dep_ == "nsubj" or root.head.lemma_ not in VERBS_OF_DAMAGE)
    if root.dep_ == "pobj":
        return _is_political_object(doc, name_span, root.head.lower_)
    return root.dep_ in ("dobj", "dative") and root.head.lemma_ in ADDRESSING_VERBS


def _follows_town(paragraph: ParagraphChunks, name_span: NameSpan) -> bool:
    """True for the second part of "Town, Capital" and "Town Capital"."""
    before = paragraph.class_at(name_span.chunk_start - 1)
    return before in TOWN_WORDS or (before == TokenClass.COMMA and paragraph.class_at(name_span.chunk_start - 2) in TOWN_WORDS)


def _is_political_object(doc: "Doc", name_span: NameSpan, preposition: str) -> bool:
    """True where the capital after the preposition means its state; after "of" and "for" only with a political noun before."""
    head = doc[name_span.start : name_span.end].root.head.head.lemma_.lower()
    return preposition in ACTOR_PREPOSITIONS or head in POLITICAL_NOUNS


def find_organisations(doc: "Doc", paragraphs: tuple[ParagraphChunks, ...], name_spans: tuple[NameSpan, ...]) -> list[Organisation]:
    """Listed bodies and bodies by their head words, with acronyms in brackets and short forms ("the Council")."""
    organisations: dict[str, Organisation] = {}
    for i, name_span in enumerate(name_spans):
        if name_span.label not in ("body", "group"):
            continue
        paragraph = paragraphs[name_span.paragraph]
        hint = state_of_body(doc, paragraph, name_span)
        organisation = organisations.setdefault(_key(paragraph, name_span, hint), Organisation(_name(name_span)))
        organisation.name_spans.append(name_span)
        if hint is not None:
            organisation.hints.append(hint)
        if i + 1 < len(name_spans) and defines_acronym(paragraphs, name_span, name_spans[i + 1]):
            organisations.setdefault(_stateless_key(name_spans[i + 1].text), organisation)
            organisation.name_spans.append(name_spans[i + 1])
    _merge_stateless(organisations)
    _merge_shortened(organisations)
    for name_span in name_spans:
        by_name = organisations.get(_stateless_key(name_span.text)) if name_span.label == "name" else None
        if by_name is not None and name_span not in by_name.name_spans:
            by_name.name_spans.append(name_span)
        if name_span.label == "short":
            full = _resolve_short_form(doc, paragraphs[name_span.paragraph], name_span, list(organisations.values()))
            if full is not None:
                full.name_spans.append(name_span)
    unique = {id(organisation): organisation for organisation in organisations.values()}
    return [o for o in unique.values() if not all(in_location_context(doc, paragraphs[n.paragraph], n) for n in o.name_spans)]


def affiliations_by_span(organisations: list[Organisation]) -> dict[Span, OrganisationState]:
    """Characters of each name of an organisation -> the organisation and the state that it serves, by most of its hints."""
    affiliations: dict[Span, OrganisationState] = {}
    for organisation in organisations:
        states = [hint.name for hint in organisation.hints]
        state = max(states, key=lambda name: (states.count(name), -states.index(name)), default="")
        if not organisation.is_state:
            affiliations |= {n.span: OrganisationState(organisation.name, state) for n in organisation.name_spans}
    return affiliations


def _name(name_span: NameSpan) -> str:
    return name_span.entry.name if name_span.label == "body" and name_span.entry is not None else name_span.text


def _stateless_key(name: str) -> str:
    return f"|{fold_name(_in_any_order(name))}"


def _in_any_order(name: str) -> str:
    """The words of a public body's name in alphabetical order, without prepositions and articles: "Ministry of Defence" and "Defence Ministry"
    are one; any other name as it is.
    """
    words = name.split()
    return " ".join(sorted(w for w in words if w.lower() not in SMALL_WORDS)) if PUBLIC_HEADS & set(words) else name


def _key(paragraph: ParagraphChunks, name_span: NameSpan, hint: AffiliationHint | None) -> str:
    """Key of an organisation, "STATE|NAME": its listed name, or the state that it serves and its name without the nation's."""
    entry = name_span.entry
    if name_span.label == "body" and entry is not None:
        return _stateless_key(entry.name)
    bare = name_span.text
    if entry is not None and hint is not None and entry.name == hint.name and PUBLIC_HEADS & set(bare.split()):
        first = paragraph.chunks[name_span.chunk_start]
        nation = " ".join(bare.split()[: first.end - first.start])
        bare = bare[len(nation) :].lstrip(" -'’")
    elif hint is not None and PUBLIC_HEADS & set(bare.split()):
        bare = _without_state_behind(bare, hint.name)
    return f"{hint.name if hint else ''}{_stateless_key(_owner_first(bare))}"


def _without_state_behind(name: str, state: str) -> str:
    """A body's name without its state after it: "Ministry of Defence" for "Ministry of Defence of Norway"."""
    body, of, owner = name.rpartition(" of ")
    return body if of and " " in body and owner.removeprefix("the ") == state else name


def _owner_first(name: str) -> str:
    """The name of an officer's body with the officer first: "Office of the President of Freedonia", "President's Office" and "Presidential
    Office" are one; any other name as it is.
    """
    match = BODY_OF_OFFICER.fullmatch(name) or OFFICERS_BODY.fullmatch(name)
    if match is None:
        return name
    officer = OFFICER_ADJECTIVES.get(match["officer"].lower(), match["officer"])
    return f"{officer} {match['body']}" if officer.lower() in offices() else name


def _merge_stateless(organisations: dict[str, Organisation]) -> None:
    """Merge "the Water Council" into "Freedonia's Water Council" where the article has no other state's."""
    for key in [k for k in organisations if k.startswith("|")]:
        full = {id(o): o for k, o in organisations.items() if not k.startswith("|") and k.partition("|")[2] == key[1:]}
        _merge_into_only(organisations, key, full)


def _merge_shortened(organisations: dict[str, Organisation]) -> None:
    """Merge "Thai Hearts" into "Thai Hearts Party", the only body whose name is that and a head word, and "Roe Foundation" into "Roe Foundation
    for the Arts".
    """
    by_name: dict[str, list[Organisation]] = {}
    for organisation in organisations.values():
        by_name.setdefault(fold_name(organisation.name), []).append(organisation)
    for key in list(organisations):
        name = fold_name(organisations[key].name)
        if " " in name:
            heads = ("party", "group", "movement", "company", "union")
            longer = {id(o): o for head in heads for o in by_name.get(f"{name} {head}", ())}
            complements = (f"{name} for ",) if name.endswith(" party") else (f"{name} for ", f"{name} of ")  # a party has branches
            longer |= {id(o): o for full in by_name if full.startswith(complements) for o in by_name[full]}
            _merge_into_only(organisations, key, longer)


def _merge_into_only(organisations: dict[str, Organisation], key: str, candidates: dict[int, Organisation]) -> None:
    """Merge the organisation at `key` into the only candidate; none where there are several or none."""
    if len(candidates) == 1:
        (target,) = candidates.values()
        target.name_spans += organisations[key].name_spans
        organisations[key] = target


def _resolve_short_form(
    doc: "Doc", paragraph: ParagraphChunks, name_span: NameSpan, organisations: list[Organisation]
) -> Organisation | None:
    """The organisation that "the Council" is short for, the last one mentioned before it, or None."""
    if paragraph.class_at(name_span.chunk_start - 1) != TokenClass.DETERMINER or in_location_context(doc, paragraph, name_span):
        return None
    candidates = [o for o in organisations if name_span.text in o.name.split() and any(n.start < name_span.start for n in o.name_spans)]
    return max(candidates, key=lambda o: max(n.start for n in o.name_spans if n.start < name_span.start), default=None)
