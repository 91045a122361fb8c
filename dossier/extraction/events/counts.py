"""Counts of people, buildings and vehicles: lists such as "a married couple and their neighbour", read token by token.

The small parser often attaches the second half of such a list to the wrong word, so the list is read in the order of the text.
"""

from dataclasses import dataclass, replace
from enum import Enum

from spacy.tokens import Doc, Token

from dossier.extraction.events.named_people import name_at
from dossier.extraction.lexicon.lists import load_lexicon, word_set
from dossier.extraction.lexicon.numbers import DASHES, ParsedNumber, quantity_at

TIMES = frozenset({"DATE", "TIME"})
DETERMINERS = frozenset({"a", "an", "one", "another", "the", "his", "her", "their", "its", "my", "our"})
CONJUNCTIONS = frozenset({",", "and", "&", "plus"})
LOCATIVES = frozenset({"in", "at", "of", "from", "near", "on", "inside", "outside", "aboard", "with"})
NOUN_PHRASE_POS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X"})
MAX_TOKENS = 9


class CountedClass(Enum):
    """Class of a counted noun; BARE is a number without a noun."""

    PEOPLE = "people"
    BUILDINGS = "buildings"
    VEHICLES = "vehicles"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Count:
    """A count over the tokens [first, last). `value` is None where the number is unknown.

    `at_least` is true for a lower bound, `about` for an approximate number, `named` for a person who is named or a pronoun, not counted.
    """

    value: int | None
    counted_class: CountedClass
    first: int
    last: int
    at_least: bool = False
    about: bool = False
    named: bool = False


def count_at(tokens: Doc, i: int, end: int) -> Count | None:
    """Sum of the counted list in the tokens from `i` and before `end`; None where nothing is counted there.

    A list after a comma that only details the first number ("two people, a man and a woman") is not added to it.
    """
    first = _item_at(tokens, i, end)
    if first is None:
        return None
    items = [first]
    while (start := _next_item(tokens, items[-1].last, end)) and (item := _item_at(tokens, start, end)):
        if not _same_class(items[0], item) or _has_own_predicate(tokens, item.last, end):
            break
        if _is_apposition(tokens, items[-1], item, start):
            items[-1] = replace(items[-1], last=item.last)
        else:
            items.append(item)
    return _sum(items)


def counted_class_of(token: Token) -> CountedClass | None:
    """Class of a noun, None where it belongs to no counted class."""
    lemma, lower = token.lemma_.lower(), token.lower_
    if lemma in word_set("figures", "buildings.nouns"):
        return CountedClass.BUILDINGS
    if lemma in word_set("figures", "vehicles.nouns"):
        return CountedClass.VEHICLES
    if lemma in word_set("figures", "people.nouns") or lower in word_set("figures", "people.nouns"):
        return CountedClass.PEOPLE
    if lower in word_set("figures", "people.not_people") or lemma in word_set("figures", "people.not_people"):
        return None
    if token.ent_type_ == "NORP" or lower.endswith(tuple(word_set("figures", "people.endings"))):
        return CountedClass.PEOPLE
    return None


def _item_at(tokens: Doc, i: int, end: int) -> Count | None:
    """One item: a number with or without a noun, or one person, named or not, or a couple."""
    after_name = name_at(tokens, i, end)
    if after_name:
        return Count(1, CountedClass.PEOPLE, i, after_name, named=True)
    quantity = quantity_at(tokens, i, end)
    start = quantity.last if quantity else i
    if quantity is None and not (i < end and (tokens[i].lower_ in DETERMINERS or tokens[i].pos_ in NOUN_PHRASE_POS)):
        return None
    after_age = _age_at(tokens, i, end)
    if after_age and (after_name := name_at(tokens, after_age, end)):
        return Count(1, CountedClass.PEOPLE, i, after_name, named=True)
    if after_age:
        quantity, start = None, after_age
    head, last = _noun_run(tokens, start, end)
    if quantity is None:
        return _single_at(tokens, i, head, last, has_age=bool(after_age))
    if _is_measure(tokens, quantity, end):
        return None
    if head is None:
        counted_class = None if quantity.bare_year else CountedClass.BARE
        return _partitive_at(tokens, quantity, end) or (_count_of(quantity, counted_class, quantity.last) if counted_class else None)
    noun_class = counted_class_of(head)
    group_size = load_lexicon("figures")["numbers"]["groups"].get(head.lemma_.lower(), 1)
    count = _count_of(quantity, noun_class, last) if noun_class else None
    if count and count.value is not None and group_size > 1:
        return Count(count.value * group_size, count.counted_class, count.first, last, count.at_least, count.about)
    return count


def _is_apposition(tokens: Doc, item: Count, next_item: Count, start: int) -> bool:
    """True for "a teacher, John Smith" and "John Smith, a teacher": one person, described after a comma only."""
    by_comma = tokens[start - 1].text == ","
    return by_comma and item.named != next_item.named and item.value == next_item.value == 1


def _count_of(quantity: ParsedNumber, counted_class: CountedClass, last: int) -> Count:
    return Count(quantity.value, counted_class, quantity.first, last, quantity.at_least, quantity.about)


def _partitive_at(tokens: Doc, quantity: ParsedNumber, end: int) -> Count | None:
    """Partitive: "two of the five soldiers" is two soldiers, "hundreds of Taliban" people without a number."""
    j = quantity.last
    if j + 1 < end and tokens[j].lower_ == "of":
        inner = _item_at(tokens, j + 1, end)
        if inner:
            return _count_of(quantity, inner.counted_class, inner.last)
        head, last = _noun_run(tokens, j + 2 if tokens[j + 1].lower_ in DETERMINERS else j + 1, end)
        counted_class = counted_class_of(head) if head is not None else None
        return _count_of(quantity, counted_class, last) if counted_class else None
    return None


def _single_at(tokens: Doc, i: int, head: Token | None, last: int, *, has_age: bool) -> Count | None:
    """One person ("their neighbour", "a 57-year-old"), a couple, or people without a number."""
    if head is None:
        has_determiner = has_age and tokens[i].lower_ in DETERMINERS
        return Count(1, CountedClass.PEOPLE, i, last) if has_determiner else None
    groups: dict[str, int] = load_lexicon("figures")["numbers"]["groups"]
    counted_class = counted_class_of(head)
    if head.lower_ in groups and tokens[i].lower_ in DETERMINERS:
        return Count(groups[head.lower_], CountedClass.PEOPLE, i, last)
    if counted_class is None:
        return None
    if head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"people", "police", "personnel", "staff", "crew"}:
        return Count(None, counted_class, i, last)
    if head.ent_type_ == "PERSON" or head.pos_ == "PROPN":
        return None
    family_size = _family_size(tokens, last, head)
    if tokens[i].lower_ not in DETERMINERS and not has_age and not (i > 0 and tokens[i - 1].lower_ in CONJUNCTIONS):
        return None
    return (
        Count(family_size or 1, counted_class, i, last)
        if head.lower_ not in {"family", "gang", "force", "service"} or family_size
        else None
    )


def _family_size(tokens: Doc, i: int, head: Token) -> int | None:
    """Size of "a family of five", None where no number follows."""
    if head.lower_ not in {"family", "group", "party", "crew"} or i + 1 >= len(tokens) or tokens[i].lower_ != "of":
        return None
    inner = quantity_at(tokens, i + 1, min(len(tokens), i + 3))
    return inner.value if inner else None


def _age_at(tokens: Doc, i: int, end: int) -> int:
    """Index after an age ("a 57-year-old", "57-year-old") that begins at `i`, 0 where none does."""
    position = i + 1 if i < end and tokens[i].lower_ in DETERMINERS else i
    while position < end and tokens[position].pos_ == "ADJ" and not tokens[position].like_num and tokens[position].lower_ != "old":
        position += 1
    number = quantity_at(tokens, position, end)
    if number is None:
        return 0
    following = [t.lower_ for t in tokens[number.last : min(end, number.last + 4)] if t.text not in DASHES]
    if len(following) >= 2 and following[0] in {"year", "years", "month", "months"} and following[1] == "old":
        return next(k for k in range(number.last, end) if tokens[k].lower_ == "old") + 1
    return 0


def _noun_run(tokens: Doc, i: int, end: int) -> tuple[Token | None, int]:
    """The head of the nouns that begin at `i`, and the index after them."""
    head, last, j = None, i, i
    while j < min(end, i + MAX_TOKENS) and _is_inside_noun_phrase(tokens, j, end):
        if j > i and tokens[j].ent_type_ in TIMES and tokens[j].lower_ != "old" and counted_class_of(tokens[j]) is None:
            break
        if (
            tokens[j].pos_ in {"NOUN", "PROPN"}
            or tokens[j].lower_ in {"others", "more", "other"}
            or counted_class_of(tokens[j]) is not None
        ):
            head, last = tokens[j], j + 1
            if tokens[j].lower_ == "others":
                break
        j += 1
    return head, last


def _is_inside_noun_phrase(tokens: Doc, j: int, end: int) -> bool:
    token = tokens[j]
    before = tokens[j - 1]
    if token.lower_ in word_set("figures", "killed.adjectives") and (before.like_num or counted_class_of(before) is not None):
        return False
    if token.pos_ in NOUN_PHRASE_POS or token.text in DASHES | {"'s", "’s"} or token.lower_ in DETERMINERS:
        return token.text not in {"—", "–"}
    return token.tag_ in {"VBN", "VBG"} and j + 1 < end and tokens[j + 1].pos_ in {"NOUN", "ADJ"} and token.dep_ in {"amod", "compound"}


def _is_measure(tokens: Doc, quantity: ParsedNumber, end: int) -> bool:
    """True where the number is money, a share, a distance, an age or a time."""
    before = tokens[quantity.first - 1].lower_ if quantity.first > 0 else ""
    if before in word_set("figures", "not_a_count.before") and quantity.value is not None:
        return True
    if quantity.last >= end:
        return False
    following = tokens[quantity.last]
    units = word_set("figures", "not_a_count.units")
    if following.lemma_.lower() in units or following.lower_ in units:
        return following.lemma_.lower() != "service"
    return following.text in DASHES and quantity.last + 1 < end and tokens[quantity.last + 1].pos_ in {"NOUN", "NUM"}


def _next_item(tokens: Doc, i: int, end: int) -> int:
    """Index of the next item of a list whose last item ended at `i`, 0 where the list ends; a place in between is skipped."""
    position = i
    if position < end and tokens[position].lower_ in LOCATIVES:
        position = next((k for k in range(position, min(end, position + MAX_TOKENS)) if tokens[k].lower_ == "and"), end)
    if position + 1 >= end or tokens[position].lower_ not in CONJUNCTIONS:
        return 0
    return position + 2 if tokens[position].text == "," and tokens[position + 1].lower_ in CONJUNCTIONS else position + 1


def _has_own_predicate(tokens: Doc, i: int, end: int) -> bool:
    """True where a verb follows at `i` that has the item as its subject; auxiliaries up to the end belong to the whole list."""
    if all(t.pos_ in {"AUX", "ADV"} or t.text == "," for t in tokens[i:end]):
        return False
    while i < end and tokens[i].pos_ == "ADV":
        i += 1
    return i < end and (tokens[i].pos_ == "AUX" or tokens[i].tag_ in {"VBD", "VBN", "VBZ", "VBP"})


def _same_class(first: Count, item: Count) -> bool:
    return item.counted_class is first.counted_class or CountedClass.BARE in {first.counted_class, item.counted_class}


def _sum(items: list[Count]) -> Count:
    """One count from the items of a list."""
    values = [c.value for c in items if c.value is not None]
    total = sum(values) if values else None
    head = items[0]
    if head.value is not None and head.value > 1 and len(items) > 1 and head.value == sum(values[1:]):
        total, items = head.value, items[:1]
    counted_class = next((c.counted_class for c in items if c.counted_class is not CountedClass.BARE), CountedClass.BARE)
    has_unnumbered = len(values) < len(items) and total is not None and len(items) > 1
    at_least = has_unnumbered or any(c.at_least for c in items)
    about = any(c.about for c in items) and not at_least
    return Count(total, counted_class, head.first, items[-1].last, at_least, about, named=all(c.named for c in items))
