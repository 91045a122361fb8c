"""Place phrases of a text: "at the Opera House in Vienna", each from specific to wide, ending in its state."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from dossier.extraction.events.announced_places import announced_rank
from dossier.extraction.events.dateline import is_town
from dossier.extraction.events.listed_names import end_over_particles, has_particle, is_larger_town, is_month_of_date, is_time_zone
from dossier.extraction.lexicon.gazetteer import country_of
from dossier.extraction.lexicon.geography import capitals, cities, regions, seats, state_named, states
from dossier.extraction.lexicon.lists import load_lexicon, word_set
from dossier.model.place import PlaceKind
from dossier.model.span import Span
from dossier.places.gazetteer import find_places_spelled
from dossier.places.keys import ARTICLES

LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "across", "over", "around", "throughout", "within", "off", "along"})
"""Prepositions of location."""
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
WIDE = 3
"""Rank from which a place phrase is a region or a state."""
STATE = 4
"""Rank of a state."""
_NO_PLACE = 5
HYPHENATED = 5
"""Tokens of a name such as "X-i-Y"."""
PAIR = 2
_LINKS = frozenset({"the", "'s", "’s", "in", "at", "of", "near", "centre", "center", "heart", "outskirts"})
_PARTS = frozenset({"part", "parts", "centre", "center", "outskirts", "south", "north", "east", "west", "heart", "edge", "rest", "areas"})
_RANKS = ((3, "regions"), (2, "districts"), (0, "venues"), (0, "streets"), (0, "quarters"), (1, "settlements"))


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A place phrase: `names` from specific to wide, its `span`, and the preposition before it ("" for none).

    `first` and `last` are the indexes of its first and last token. `rank` is 0 for a venue, 1 a settlement, 2 a district, 3 a region,
    4 a state. `possessive` is true for "Ukraine's".
    """

    names: tuple[str, ...]
    span: Span
    preposition: str
    first: int
    last: int
    rank: int
    possessive: bool = False


def places_in(sentence: SpacySpan, places: Sequence[PlacePhrase]) -> Sequence[PlacePhrase]:
    """The place phrases that begin in a sentence, of those of its text in order."""
    start = bisect_left(places, sentence.start, key=_first_token)
    return places[start : bisect_left(places, sentence.end, lo=start, key=_first_token)]


def _first_token(place: PlacePhrase) -> int:
    return place.first


def find_places(doc: Doc, people: frozenset[int] = frozenset()) -> tuple[PlacePhrase, ...]:
    """All place phrases of a text, in order; neighbours such as "at the Kremlin in Moscow" are one phrase.

    `people` are indexes of tokens that name persons, which are skipped where no words announce a place ("the village of X").
    """
    people = frozenset(i for i in people if not _is_announced(doc, i, people))
    known_places = frozenset(ent.text.removeprefix("the ") for ent in doc.ents if ent.label_ in _PLACE_LABELS)
    phrases = []
    i = 0
    while i < len(doc):
        phrase = None if i in people else _phrase_at(doc, i, people, known_places)
        if phrase is not None:
            i = phrase.last
            if phrase.rank < _NO_PLACE and not is_time_zone(doc, i + 1):
                phrases.append(phrase)
        i += 1
    return _merge_neighbours(doc, phrases)


def _is_announced(doc: Doc, i: int, people: frozenset[int]) -> bool:
    """True for a token of a name that is announced as a place, whatever the model takes it for."""
    start, end = i, i + 1
    # the model may take only the end of the name for a person
    while start - 1 > doc[i].sent.start and doc[start - 1].pos_ == "PROPN" and _is_capitalized(doc[start - 1]):
        start -= 1
    while end in people and _is_capitalized(doc[end]):
        end += 1
    return _is_capitalized(doc[start]) and announced_rank(doc, start, end) == 1


def _phrase_at(doc: Doc, start: int, people: frozenset[int], known_places: frozenset[str]) -> PlacePhrase | None:
    """The place phrase that begins with this token, without its neighbours."""
    if not _is_capitalized(doc[start]) or _is_second_half(doc, start) or is_month_of_date(doc, start):
        return None
    for end in range(_run_end(doc, start, people), start, -1):
        if _is_hyphenated(doc, end):
            continue
        phrase = _classify(doc, start, end, known_places)
        if phrase is not None:
            return phrase
    return None


def _is_second_half(doc: Doc, start: int) -> bool:
    """True for the second half of a name with a hyphen ("Asia-Pacific"), which is no place by itself; not after an article ("Al-Marva")."""
    if start < 2 or not _is_hyphenated(doc, start - 1) or not _is_capitalized(doc[start - 2]):
        return False
    return doc[start - 2].lower_ not in ARTICLES


def _is_hyphenated(doc: Doc, end: int) -> bool:
    """True for the name in "X-brokered", which names an agent, not a place."""
    return end < len(doc) and doc[end].text in {"-", "–"} and not doc[end - 1].whitespace_ and not doc[end].whitespace_


def _run_end(doc: Doc, start: int, people: frozenset[int]) -> int:
    """The index after the run of name tokens that begins at `start`; a common place noun may end it."""
    end = start + 1
    nouns = _place_nouns()
    while end < len(doc) and end - start < 7 and end not in people:
        token = doc[end]
        joins = token.lower_ in {"of", "al", "-", "el", "de", "la", "and", "the"} and end + 1 < len(doc) and _is_capitalized(doc[end + 1])
        if (last := _end_of_hyphens(doc, end)) is not None:
            end = last + 1
        elif (after := end_over_particles(doc, start, end)) is not None:
            end = after
        elif _is_capitalized(token) or token.lower_ in nouns:
            end += 1
        elif joins and (doc[start : end + 2].text in states() or token.ent_iob_ == "I" or _joins_region(doc, end)):
            end += 2
        else:
            break
        if doc[end - 1].lower_ in nouns and not _is_capitalized(doc[end - 1]):
            break
    return end


def _joins_region(doc: Doc, conjunction: int) -> bool:
    """True for the "and" of one region ("Marva and Tolestan province"); "Marva and Tolestan provinces" are two."""
    noun = conjunction + 2
    return (
        doc[conjunction].lower_ == "and"
        and noun < len(doc)
        and doc[noun].lower_ in word_set("places", "regions")
        and doc[noun].tag_ == "NN"
    )


def _end_of_hyphens(doc: Doc, at: int) -> int | None:
    """The last token of a name such as "X-i-Y" or "X-sur-Y" whose first hyphen is at `at`; None for other hyphens ("X-led")."""
    if at + 3 >= len(doc) or not (_is_hyphenated(doc, at) and _is_hyphenated(doc, at + 2)):
        return None
    return at + 3 if doc[at + 1].text.islower() and _is_capitalized(doc[at + 3]) else None


def _classify(doc: Doc, start: int, end: int, known_places: frozenset[str]) -> PlacePhrase | None:
    """A place from the name tokens [start, end), or None where nothing shows that it is one.

    `known_places` are names that the model labels as places anywhere in the text; after "in" they are places.
    """
    name = doc[start:end].text
    word = doc[start].text
    if country_of(word) and not state_named(word) and word not in cities() and not (end - start > 1 and _is_capitalized(doc[end - 1])):
        return _capital_of(doc, start, country_of(word)) if end == start + 1 else None
    name, rank = _listed_rank(name)
    if rank is None and name.lower() in words_for_events():
        return None  # "killed in Shooting", in a headline
    if rank is None:
        name, rank = _rank_by_noun(doc, start, end)
    is_chain = end - start == HYPHENATED and _is_hyphenated(doc, start + 1)
    is_known = name in known_places or (is_chain and any(t.ent_type_ in _PLACE_LABELS for t in doc[start:end]))
    if rank is None and has_particle(doc, start, end):
        rank = 1
    if rank is None and is_known and start and doc[start - 1].lower_ in {"in", "near"}:
        rank = 1
    if rank is None and _is_capitalized(doc[end - 1]):
        rank = _by_context(doc, start, end)
    if rank == 1 and name == doc[start:end].text and announced_rank(doc, start, end) is None:
        rank = _rank_by_world_list(name)
    if rank is not None and name.lower() in _place_nouns() | word_set("places", "streets"):
        return None  # "Avenue" alone names nothing
    return None if rank is None else _with_lead_in(doc, start, end, name, rank)


@lru_cache(maxsize=1)
def words_for_events() -> frozenset[str]:
    """Words for attacks, and holidays, which headlines and names of events print with capital letters."""
    return word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak") | frozenset(load_lexicon("times")["holidays"])


def _rank_by_world_list(name: str) -> int:
    """Rank of a name that the context makes a settlement: that of a region or district where the world list has no such town."""
    kinds = {place.kind for place in find_places_spelled(name)} if name not in cities() else set()
    if not kinds or PlaceKind.TOWN in kinds:
        return 1
    return 3 if PlaceKind.REGION in kinds else 2 if PlaceKind.DISTRICT in kinds else 4


def _listed_rank(name: str) -> tuple[str, int | None]:
    """A listed name in its usual form with its rank; the name and None where no list has it."""
    if state := state_named(name):
        return state, 4
    ranks = ((1, cities()), (0, seats()), (3, regions()))
    return name, next((rank for rank, names in ranks if name in names), None)


def _rank_by_noun(doc: Doc, start: int, end: int) -> tuple[str, int | None]:
    """The name and its rank by a noun that belongs to it: "the village of X", "X town", "X Street"; the name and None without one."""
    name: str = doc[start:end].text
    if announced_rank(doc, start, end) == 1:
        return name, 1
    if doc[start].pos_ == "DET" and end - start == PAIR:
        return name, None  # "The village of X"
    if _describes_next_name(doc, end):
        return doc[start : end - 1].text, 3
    if end - start == 1:
        return name, None
    if doc[end - 1].lower_ == "district" and any(t.lower_ in {"court", "courts"} for t in doc[end : end + 3]):
        return name, None  # "the X district and sessions courts"
    rank = next((r for r, key in _RANKS if doc[end - 1].lower_ in word_set("places", key)), None)
    return doc[start : end - 1].text if rank == 1 and not _is_capitalized(doc[end - 1]) else name, rank


def _describes_next_name(doc: Doc, end: int) -> bool:
    """True for "Northland town" before "of X": the first name is what the town lies in."""
    noun = doc[end - 1].lower_
    is_before_name = end + 1 < len(doc) and doc[end].lower_ == "of" and _is_capitalized(doc[end + 1])
    return is_before_name and noun in word_set("places", "settlements") and not _is_capitalized(doc[end - 1])


def _capital_of(doc: Doc, start: int, state: str) -> PlacePhrase | None:
    """The place of "the Ruritanian capital"; a demonym without "capital" is no place."""
    if start + 1 < len(doc) and doc[start + 1].lower_ == "capital" and state in capitals():
        return _with_lead_in(doc, start, start + 2, capitals()[state], 1)
    return None


def _by_context(doc: Doc, start: int, end: int) -> int | None:
    """Rank of an unlisted name: from "the village of", from the model's label, or from a bare "in" before it."""
    run = doc[start:end]
    if announced := announced_rank(doc, start, end):
        return announced
    if (
        end < len(doc)
        and doc[end].lemma_.lower() in word_set("strikes", "local_office.nouns")
        and doc[end].pos_ == "NOUN"
        and is_town(run.text)
    ):
        return 1  # "X police"
    if all(t.ent_type_ in _PLACE_LABELS and t.pos_ != "ADJ" for t in run):
        return 1 if run[0].ent_type_ == "GPE" else 3
    if start and doc[start - 1].lower_ in {"in", "near", "around", "nearby"} and _is_name_of_place(doc, start, end):
        after = doc[end] if end < len(doc) else None
        if after is None or after.pos_ not in {"NOUN", "PROPN", "NUM"} or after.tag_ == "POS":
            return 1
    return None


def _is_name_of_place(doc: Doc, start: int, end: int) -> bool:
    """True for proper nouns that the model takes for nothing or a person after a preposition of place; for a body only at the start of a
    sentence, or where it is a larger town.
    """
    run = doc[start:end]
    if any(t.pos_ != "PROPN" or t.ent_type_ not in {"", "PERSON", "ORG"} for t in run):
        return False
    opens_sentence = doc[start - 1].is_sent_start and end < len(doc) and doc[end].text == ","
    return opens_sentence or all(t.ent_type_ != "ORG" for t in run) or is_larger_town(run.text)


def _with_lead_in(doc: Doc, start: int, end: int, name: str, rank: int) -> PlacePhrase:
    """The phrase with the words before it: direction, article, "village of", and the preposition."""
    first = start
    if first and doc[first - 1].lower_ in word_set("places", "directions"):
        first -= 1
        if first > 1 and doc[first - 1].text == "-" and doc[first - 2].lower_ in {"north", "south"}:
            first -= 2
        name, rank = f"{doc[first:start].text} {name}", {1: 2, 4: 3}.get(rank, rank)  # a part of the town, of the state
    position = first - 1
    while position > 0 and first - position < 7 and _leads_in(doc, position):
        position -= 1
    preposition = doc[position].lower_ if position >= 0 and doc[position].lower_ in word_set("places", "prepositions") else ""
    if position >= 0 and doc[position].lower_ == "between" and doc[first - 1].lower_ == "of":
        preposition = "near"  # "between the villages of X and Y"
    if preposition == "of" and position < first - 1 and announced_rank(doc, start, end) == 1:
        preposition = "in"  # "residents of the town of X"
    possessive = end < len(doc) and doc[end].tag_ == "POS"
    if rank == 0 and preposition not in LOCATIVE:
        rank = _NO_PLACE
    return PlacePhrase(
        _parts_of(name), Span(doc[first].idx, doc[end - 1].idx + len(doc[end - 1])), preposition, first, end - 1, rank, possessive
    )


def _leads_in(doc: Doc, position: int) -> bool:
    """True for a word that may occur between a preposition and the place's name: "in [the port city of] X"."""
    word = doc[position].lower_
    if word == "of":
        return bool({doc[position - 1].lower_, doc[position - 1].lemma_.lower()} & (_place_nouns() | _PARTS))
    return (
        bool(
            {word, doc[position].lemma_.lower()}
            & (
                {"the", "a", "an"}
                | _PARTS
                | word_set("places", "settlements")
                | word_set("places", "districts")
                | word_set("places", "quarters")
            )
        )
        or doc[position].pos_ == "ADJ"
        or bool(country_of(doc[position].text) and not state_named(doc[position].text))
    )


def _merge_neighbours(doc: Doc, phrases: list[PlacePhrase]) -> tuple[PlacePhrase, ...]:
    """Neighbouring phrases as one, its names sorted from specific to wide and completed up to the state."""
    groups: list[list[PlacePhrase]] = []
    for phrase in phrases:
        if groups and _are_adjacent(doc, groups[-1][-1], phrase):
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
    return tuple(_merge(group) for group in groups)


def _are_adjacent(doc: Doc, left: PlacePhrase, right: PlacePhrase) -> bool:
    """True where only a comma, a possessive, or a locative preposition is between two phrases of different rank; also for a state and its
    capital ("X's capital, Y").
    """
    between = [t.lower_ for t in doc[left.last + 1 : right.first]]
    if (left.rank, right.rank) == (4, 1) and between[:1] in (["’s"], ["'s"]) and between[1:] in (["capital"], ["capital", ","]):
        return True
    if len(between) > 6 or left.rank == right.rank or doc[left.first].sent.start != doc[right.first].sent.start:
        return False
    if "," in between:
        after = doc[right.last + 1] if right.last + 1 < len(doc) else None
        ends_phrase = after is None or after.pos_ not in {"NOUN", "PROPN", "ADJ", "VERB", "AUX", "PART"}
        return between in ([","], [",", "the"]) and left.rank < right.rank and ends_phrase
    connectives = _LINKS | word_set("places", "directions") | word_set("places", "settlements")
    return set(between) <= connectives and not (left.rank == 4 and "in" in between)


def _merge(group: list[PlacePhrase]) -> PlacePhrase:
    """One phrase from neighbours."""
    ordered = sorted(group, key=lambda p: p.rank)
    names = list(dict.fromkeys(name for p in ordered for name in p.names))
    if ordered[-1].rank < 4:
        names += [name for name in _wider_names(ordered) if name not in names]
    first = group[0]
    preposition = next((p.preposition for p in group if p.preposition in LOCATIVE), first.preposition)
    return PlacePhrase(
        tuple(names),
        Span(first.span.start, group[-1].span.end),
        preposition,
        first.first,
        group[-1].last,
        ordered[0].rank,
        group[-1].possessive,
    )


def _parts_of(name: str) -> tuple[str, ...]:
    """The district and the region of "Marva township of Tolestan Region"; other names whole."""
    narrow, of, wide = name.partition(" of ")
    nouns = word_set("places", "districts") | word_set("places", "settlements")
    is_both = bool(of) and narrow.split()[-1].lower() in nouns and wide.split()[-1].lower() in word_set("places", "regions")
    return (narrow, wide) if is_both else (name,)


def _wider_names(ordered: Sequence[PlacePhrase]) -> list[str]:
    """Wider places from the lists for a phrase without a state: a seat's capital, a town's and a region's state."""
    names = [name for p in ordered for name in p.names]
    if ordered[0].rank == 0 and names[0] in seats():
        country = seats()[names[0]]
        return [capitals()[country], country] if len(ordered) == 1 and country in capitals() else [country]
    if ordered[0].rank == 0 and len(ordered) == 1:
        names += [city for n in range(names[0].count(" "), 0, -1) if (city := names[0].rsplit(" ", n)[0]) in cities()][:1]
    found_states = [cities().get(name) or regions().get(name) for name in names]
    return [*names[1:], *[state for state in found_states if state][:1]]


def _is_capitalized(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ != "PUNCT" and not token.like_num


@lru_cache(maxsize=1)
def _place_nouns() -> frozenset[str]:
    """Common nouns that mark a name as a place."""
    return frozenset().union(*(word_set("places", key) for key in ("settlements", "districts", "regions", "venues", "quarters")))
