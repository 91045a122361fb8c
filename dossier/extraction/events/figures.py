"""Figures of the dead, the wounded and the damage, from one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Stretch

from dossier.extraction.events.counts import Count, CountedClass, count_at, kind_of
from dossier.extraction.lexicon.lists import load_lexicon, word_set
from dossier.extraction.syntax.factuality import Factuality, factuality_of
from dossier.model.event import Figure, FigureKind
from dossier.model.span import Span

NOT_HELD = frozenset({Factuality.PLANNED, Factuality.DENIED, Factuality.HYPOTHETICAL})
OUTCOMES = ("killed", "wounded", "missing", "detained", "evacuated", "damaged")
BE = frozenset({"be", "get"})
REACH = 14


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A figure, and the index of the token that makes it one ("killed", "dead", "without")."""

    figure: Figure
    token: int


def find_figures(doc: Doc, where: Span) -> tuple[Figure, ...]:
    """The figures told between the offsets of `where`, in order of the text.

    Totals of a war or of a span of time, denied figures, ages, days, shares, distances and money are none.
    """
    return tuple(outcome.figure for outcome in find_figure_mentions(doc, where))


def find_figure_mentions(doc: Doc, where: Span) -> tuple[FigureMention, ...]:
    """As `find_figures`, with the words behind each."""
    stretch = doc.char_span(where.start, where.end, alignment_mode="expand")
    if stretch is None or is_total(stretch.text):
        return ()
    found: dict[tuple[FigureKind, int], FigureMention] = {}
    for token in stretch:
        if token.lower_ not in _counting() and token.lemma_.lower() not in _counting():
            continue
        for name, count in _counted_by(token, stretch):
            if count.value and not _denied(token, count, stretch):
                figure = _figure(doc, name, count)
                found.setdefault((name, figure.span.start), FigureMention(figure, token.i))
    return tuple(sorted(found.values(), key=lambda o: (o.figure.span, o.figure.name)))


@lru_cache(maxsize=1)
def _counting() -> frozenset[str]:
    """Every word and lemma that a count may hang on: one look-up passes over all other words."""
    every = {word for outcome in OUTCOMES for listed in load_lexicon("figures")[outcome].values() for word in listed}
    return frozenset(every | word_set("figures", "without.outage") | word_set("figures", "without.cues") | {"toll", "cut"})


def is_total(text: str) -> bool:
    """Whether a sentence counts over a war, a campaign or a span of time instead of one event."""
    folded = f" {' '.join(text.lower().split())} "
    if " since " in folded and not word_set("figures", "total.superlatives") & set(folded.split(" since ", maxsplit=1)[0].split()[-6:]):
        return True
    return any(
        f" {phrase} " in folded or f" {phrase}," in folded or f" {phrase}." in folded for phrase in word_set("figures", "total.phrases")
    )


def _figure(doc: Doc, name: FigureKind, count: Count) -> Figure:
    span = Span(doc[count.first].idx, doc[count.last - 1].idx + len(doc[count.last - 1].text))
    return Figure(name, count.value or 0, span, count.at_least, count.about)


def _counted_by(token: Token, stretch: Stretch) -> Iterator[tuple[FigureKind, Count]]:
    """The counts that hang on one token."""
    lemma, lower = token.lemma_.lower(), token.lower_
    for outcome in OUTCOMES:
        count = None
        if token.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} and (
            lemma in word_set("figures", f"{outcome}.verbs") or lower in word_set("figures", f"{outcome}.adjectives")
        ):
            is_state = lemma not in word_set("figures", f"{outcome}.verbs")
            count = _before(token, stretch) if is_state else _of_verb(token, stretch)
        elif lemma in word_set("figures", f"{outcome}.intransitive"):
            count = _before(token, stretch)
        elif outcome != "damaged" and lemma in word_set("figures", f"{outcome}.nouns"):
            count = _of_noun(token, stretch)
        elif outcome != "damaged" and lemma in word_set("figures", f"{outcome}.lives"):
            count = _of_lives(token, stretch)
        name = _named(outcome, count)
        if count and name:
            yield name, count
    if lower == "toll" and (count := _of_toll(token, stretch)):
        yield FigureKind.KILLED, count
    yield from _without(token, stretch)


def _named(outcome: str, count: Count | None) -> FigureKind | None:
    if count is None:
        return None
    if outcome == "damaged":
        return {CountedClass.BUILDINGS: FigureKind.BUILDINGS_DAMAGED, CountedClass.VEHICLES: FigureKind.VEHICLES_DAMAGED}.get(count.what)
    return FigureKind(outcome) if count.what in {CountedClass.PEOPLE, CountedClass.BARE} else None


def _of_verb(token: Token, stretch: Stretch) -> Count | None:
    """What a verb of harm counts: its object, or its subject in the passive."""
    if _is_passive(token):
        return _before(token, stretch)
    return _after(token, stretch) or (_before(token, stretch) if token.tag_ in {"VBN", "JJ", "VBD"} and not _has_subject(token) else None)


def _has_subject(token: Token) -> bool:
    """Whether the verb has a subject that does the harm."""
    return any(child.dep_ == "nsubj" and kind_of(child) is None and not child.like_num for child in token.children)


def _is_passive(token: Token) -> bool:
    if any(child.dep_ == "auxpass" for child in token.children) or token.pos_ == "ADJ":
        return True
    i = token.i - 1
    while i >= token.sent.start and (token.doc[i].pos_ in {"ADV", "PRON"} or token.doc[i].lower_ in {"all", "both", "been"}):
        i -= 1
    return token.tag_ in {"VBN", "VBD"} and i >= 0 and token.doc[i].lemma_ in BE


def _after(token: Token, stretch: Stretch) -> Count | None:
    i = token.i + 1
    while i < stretch.end and (token.doc[i].pos_ == "ADV" and not count_at(token.doc, i, stretch.end)):
        i += 1
    return count_at(token.doc, i, stretch.end)


def _before(token: Token, stretch: Stretch) -> Count | None:
    """The list that ends before `token`, with auxiliaries and a place in between passed over."""
    subject = _subject_of(token)
    if subject is not None and subject.left_edge.i >= stretch.start:
        found = count_at(token.doc, subject.left_edge.i, token.i)
        if found and found.value:
            return found
    last = token.i
    while last > stretch.start and _is_link(token.doc[last - 1]):
        last -= 1
    return _ending_at(token, last, stretch)


def _is_link(token: Token) -> bool:
    return token.pos_ in {"AUX", "ADV", "PART"} or token.lower_ in {
        "all",
        "both",
        "reported",
        "confirmed",
        "feared",
        "believed",
        "presumed",
        "said",
        "left",
        "found",
    }


def _subject_of(token: Token) -> Token | None:
    verb = token if token.pos_ in {"VERB", "AUX"} else token.head
    return next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i), None)


def _ending_at(token: Token, last: int, stretch: Stretch) -> Count | None:
    """The longest list that ends right before token `last`."""
    found = None
    for i in range(last - 1, max(stretch.start, last - REACH) - 1, -1):
        if token.doc[i].pos_ in {"VERB", "SCONJ"} or token.doc[i].text in {";", ":", "—", "–"}:
            break
        count = count_at(token.doc, i, last)
        if count and count.last == last:
            found = count
    return found


def _of_noun(token: Token, stretch: Stretch) -> Count | None:
    """As in "five deaths", "the deaths of five civilians", "12 injuries"."""
    following = token.i + 1
    if following + 1 < stretch.end and token.doc[following].lower_ == "of":
        return count_at(token.doc, following + 1, stretch.end)
    for i in range(max(stretch.start, token.i - 4), token.i):
        count = count_at(token.doc, i, token.i)
        if (
            count
            and count.value
            and count.what is CountedClass.BARE
            and all(t.pos_ in {"ADJ", "NOUN"} for t in token.doc[count.last : token.i])
        ):
            return count
    return None


def _of_lives(token: Token, stretch: Stretch) -> Count | None:
    """As in "claimed 12 lives", "claimed the lives of 12 people", "12 people lost their lives"."""
    life = next((t for t in token.doc[token.i + 1 : min(stretch.end, token.i + 8)] if t.lower_ in {"lives", "life"}), None)
    if life is None or token.pos_ not in {"VERB", "AUX"}:
        return None
    if token.lemma_ == "lose" and token.doc[life.i - 1].lower_ in {"their", "his", "her"}:
        return _before(token, stretch)
    if life.i + 1 < stretch.end and token.doc[life.i + 1].lower_ == "of":
        return count_at(token.doc, life.i + 2, stretch.end)
    return count_at(token.doc, token.i + 1, life.i + 1)


def _of_toll(token: Token, stretch: Stretch) -> Count | None:
    """As in "the death toll rose to 12", "a death toll of at least nine"."""
    if token.i == 0 or token.doc[token.i - 1].lower_ not in {"death", "the", "casualty"}:
        return None
    for i in range(token.i + 1, min(stretch.end, token.i + 8)):
        count = count_at(token.doc, i, stretch.end)
        if count and count.value and count.what in {CountedClass.PEOPLE, CountedClass.BARE}:
            return count
    return None


def _without(token: Token, stretch: Stretch) -> Iterator[tuple[FigureKind, Count]]:
    """People without power or heat."""
    if token.pos_ == "NOUN" and token.lemma_.lower() in word_set("figures", "without.outage"):
        yield from _of_outage(token, stretch)
        return
    if token.lemma_.lower() not in word_set("figures", "without.cues") | {"cut"}:
        return
    near = token.doc[token.i + 1 : min(stretch.end, token.i + 8)]
    lacks = {
        name
        for name, key in ((FigureKind.WITHOUT_POWER, "without.power"), (FigureKind.WITHOUT_HEAT, "without.heat"))
        if any(t.lower_ in word_set("figures", key) for t in near)
    }
    if not lacks:
        return
    count = _people_before(token, stretch) if token.lemma_ != "cut" else _cut_to(token, stretch)
    if count:
        for name in sorted(lacks):
            yield name, count


def _of_outage(token: Token, stretch: Stretch) -> Iterator[tuple[FigureKind, Count]]:
    """As in "a power outage for more than 40,000 customers", "a blackout affecting 3,000 people"."""
    behind = next(
        (t for t in token.doc[token.i + 1 : min(stretch.end, token.i + 4)] if t.lower_ in {"for", "affecting", "to", "hitting"}), None
    )
    count = count_at(token.doc, behind.i + 1, stretch.end) if behind is not None else None
    if count and count.what is CountedClass.PEOPLE and (token.lemma_ == "blackout" or _kind_before(token, "without.power")):
        yield FigureKind.WITHOUT_POWER, count


def _kind_before(token: Token, key: str) -> bool:
    return any(t.lower_ in word_set("figures", key) for t in token.lefts)


def _people_before(token: Token, stretch: Stretch) -> Count | None:
    """The nearest counted people left of `token`; a nearer count of buildings says that it counts no people."""
    best = None
    for i in range(token.i - 1, max(stretch.start, token.i - REACH) - 1, -1):
        count = count_at(token.doc, i, token.i)
        if count and count.value and count.what is not CountedClass.BARE:
            if best and count.last > best.last:
                continue
            if best and count.last < best.last:
                break
            best = count
    return best if best and best.what is CountedClass.PEOPLE else None


def _cut_to(token: Token, stretch: Stretch) -> Count | None:
    """As in "cut power to 40,000 customers"."""
    target = next((t for t in token.doc[token.i + 1 : min(stretch.end, token.i + 8)] if t.lower_ in {"to", "for", "from"}), None)
    count = count_at(token.doc, target.i + 1, stretch.end) if target is not None else None
    return count if count and count.what is CountedClass.PEOPLE else None


def _denied(token: Token, count: Count, stretch: Stretch) -> bool:
    """Whether the words around say that it did not happen."""
    if any(child.dep_ == "neg" for child in token.children):
        return True
    if token.pos_ == "VERB" and token.tag_ in {"VB", "VBP"} and factuality_of(token) in NOT_HELD:
        return True  # "tried to kill", "could die"
    before = token.doc[max(stretch.start, min(count.first, token.i) - 3) : min(count.first, token.i)]
    return any(t.lower_ in word_set("figures", "denied.negations") for t in before)
