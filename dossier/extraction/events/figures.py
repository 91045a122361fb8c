"""Figures of a sentence: the dead, the wounded and the damage."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from dossier.extraction.events.counts import Count, CountedClass, count_at, counted_class_of
from dossier.extraction.events.named_people import is_pronoun_of_one
from dossier.extraction.lexicon.lists import load_lexicon, word_set
from dossier.extraction.lexicon.numbers import ParsedNumber
from dossier.extraction.segments.doc_text import token_span
from dossier.extraction.syntax.factuality import Factuality, factuality_of
from dossier.model.event import Figure, FigureKind
from dossier.model.span import Span

NOT_OCCURRED = frozenset({Factuality.PLANNED, Factuality.DENIED, Factuality.HYPOTHETICAL})
CATEGORIES = ("killed", "wounded", "missing", "detained", "evacuated", "damaged")
PASSIVE_AUXILIARIES = frozenset({"be", "get"})
WINDOW = 14


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A figure, and the index of the token that it is attached to ("killed", "dead", "without").

    `named` is true where it counts people by their names or a pronoun alone.
    """

    figure: Figure
    token_index: int
    named: bool = False


def find_figures(doc: Doc, span: Span) -> tuple[Figure, ...]:
    """The figures between the offsets of `span`, in order of the text.

    Totals of a war or of a period, denied figures, ages, days, shares, distances and money are no figures.
    """
    return tuple(mention.figure for mention in find_figure_mentions(doc, span))


def find_figure_mentions(doc: Doc, span: Span) -> tuple[FigureMention, ...]:
    """As `find_figures`, with the token of each figure."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return () if tokens is None or is_total(tokens.text) else figure_mentions_in(tokens)


def figure_mentions_in(tokens: SpacySpan) -> tuple[FigureMention, ...]:
    """The figures of some tokens in order of the text, whether they count one event or are totals."""
    mentions: dict[tuple[FigureKind, int], FigureMention] = {}
    for token in tokens:
        if token.lower_ not in _count_words() and token.lemma_.lower() not in _count_words():
            continue
        for kind, count in _counts_of(token, tokens):
            if count.value and not _is_denied(token, count, tokens):
                figure = figure_of(tokens.doc, kind, count)
                mentions.setdefault((kind, figure.span.start), FigureMention(figure, token.i, count.named))
    return tuple(sorted(mentions.values(), key=lambda o: (o.figure.span, o.figure.name)))


@lru_cache(maxsize=1)
def _count_words() -> frozenset[str]:
    """Every word and lemma that a count may be attached to; all other words are skipped by one look-up."""
    words = {word for category in (*CATEGORIES, "fatal") for entries in load_lexicon("figures")[category].values() for word in entries}
    return frozenset(words | word_set("figures", "without.outage") | word_set("figures", "without.cues") | {"toll", "cut"})


def is_total(text: str) -> bool:
    """True where a sentence counts over a war, a campaign or a period instead of one event."""
    folded = f" {' '.join(text.lower().split())} "
    if " since " in folded and not word_set("figures", "total.superlatives") & set(folded.split(" since ", maxsplit=1)[0].split()[-6:]):
        return True
    return any(
        f" {phrase} " in folded or f" {phrase}," in folded or f" {phrase}." in folded for phrase in word_set("figures", "total.phrases")
    )


def counts_war(sentence: SpacySpan) -> bool:
    """True where a war, a conflict or fighting is what killed: its deaths are those of many attacks."""
    wars = [t for t in sentence if t.lemma_.lower() in word_set("figures", "total.wars")]
    suffers = word_set("strikes", "verbs.suffer")  # "has faced an insurgency, killing thousands"
    return any(
        t.dep_ in {"nsubj", "nsubjpass"}
        or (t.dep_ == "pobj" and t.head.lower_ in {"in", "by", "during"})
        or (t.dep_ == "dobj" and t.head.lemma_.lower() in suffers)
        or any(c.dep_ == "relcl" for part in (t, *([t.head.head] if t.head.lower_ == "of" else [])) for c in part.children)
        for t in wars
    )


def figure_of(doc: Doc, name: str, number: Count | ParsedNumber) -> Figure:
    """The figure of a count or a number in the text."""
    return Figure(name, number.value or 0, token_span(doc, number.first, number.last), number.at_least, number.about)


def _counts_of(token: Token, tokens: SpacySpan) -> Iterator[tuple[FigureKind, Count]]:
    """The counts that are attached to one token."""
    if _is_fatal(token):
        if count := _count_of_verb(token, tokens):
            yield FigureKind.KILLED, count
        return
    for category in CATEGORIES:
        count = _count_in_category(token, category, tokens)
        kind = _figure_kind(category, count)
        if count and kind:
            yield kind, count
    if token.lower_ == "toll" and (count := _count_of_toll(token, tokens)):
        yield FigureKind.KILLED, count
    yield from _counts_without_utilities(token, tokens)


def _count_in_category(token: Token, category: str, tokens: SpacySpan) -> Count | None:
    """The count that is attached to a word of one category: killed, wounded, missing …; None where it is no word of it."""
    lemma, lower = token.lemma_.lower(), token.lower_
    if token.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} and (
        lemma in word_set("figures", f"{category}.verbs") or lower in word_set("figures", f"{category}.adjectives")
    ):
        is_state = lemma not in word_set("figures", f"{category}.verbs")
        return _count_before(token, tokens) if is_state else _count_of_verb(token, tokens)
    if lemma in word_set("figures", f"{category}.intransitive"):
        return _count_before(token, tokens)
    if category != "damaged" and lemma in word_set("figures", f"{category}.nouns"):
        return _count_of_noun(token, tokens)
    if category != "damaged" and lemma in word_set("figures", f"{category}.lives"):
        return _count_of_lives(token, tokens)
    return None


def _is_fatal(verb: Token) -> bool:
    """True for "fatally shot", "shot dead", "shot to death", "gunned down"."""
    if verb.lemma_.lower() not in word_set("figures", "fatal.verbs"):
        return False
    if verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "dead":
        return True
    for child in verb.children:
        to_death = child.lower_ == "to" and any(c.lower_ == "death" for c in child.children)
        if child.lower_ in {"fatally", "mortally", "dead"} or to_death or (verb.lemma_.lower() == "gun" and child.lower_ == "down"):
            return True
    return False


def _figure_kind(category: str, count: Count | None) -> FigureKind | None:
    """Kind of figure for a lexicon category and the class of the count; None where they do not fit."""
    if count is None:
        return None
    if category == "damaged":
        return {CountedClass.BUILDINGS: FigureKind.BUILDINGS_DAMAGED, CountedClass.VEHICLES: FigureKind.VEHICLES_DAMAGED}.get(
            count.counted_class
        )
    if count.named and category not in {"killed", "wounded"}:
        return None
    return FigureKind(category) if count.counted_class in {CountedClass.PEOPLE, CountedClass.BARE} else None


def _count_of_verb(token: Token, tokens: SpacySpan) -> Count | None:
    """Count of a verb of harm: its object, or its subject in the passive; a pronoun of one person counts too."""
    patients = {"nsubjpass"} if _is_passive(token) else {"dobj"}
    pronoun = next((c for c in token.children if c.dep_ in patients and is_pronoun_of_one(c)), None)
    if pronoun is not None:
        return Count(1, CountedClass.PEOPLE, pronoun.i, pronoun.i + 1, named=True)
    if _is_passive(token):
        return _count_before(token, tokens)
    if (patient := next((c for c in token.children if c.dep_ == "dobj" and c.i > token.i), None)) is not None:
        first = patient.left_edge.i + int(patient.left_edge.lower_ == "dead")  # "shot dead 26 tourists"
        return count_at(token.doc, first, tokens.end) or _count_after(token, tokens)
    return _count_after(token, tokens) or (
        _count_before(token, tokens) if token.tag_ in {"VBN", "JJ", "VBD"} and not _has_subject(token) else None
    )


def _has_subject(token: Token) -> bool:
    """True where the verb has a subject that does the harm."""
    return any(child.dep_ == "nsubj" and counted_class_of(child) is None and not child.like_num for child in token.children)


def _is_passive(token: Token) -> bool:
    if any(child.dep_ == "auxpass" for child in token.children) or token.pos_ == "ADJ":
        return True
    i = token.i - 1
    while i >= token.sent.start and (token.doc[i].pos_ in {"ADV", "PRON"} or token.doc[i].lower_ in {"all", "both", "been"}):
        i -= 1
    return token.tag_ in {"VBN", "VBD"} and i >= 0 and token.doc[i].lemma_ in PASSIVE_AUXILIARIES


def _count_after(token: Token, tokens: SpacySpan) -> Count | None:
    """The list that begins after `token`, skipping adverbs."""
    i = token.i + 1
    while i < tokens.end and (token.doc[i].pos_ == "ADV" and not count_at(token.doc, i, tokens.end)):
        i += 1
    return count_at(token.doc, i, tokens.end)


def _count_before(token: Token, tokens: SpacySpan) -> Count | None:
    """The list that ends before `token`, skipping auxiliaries and a place in between."""
    if token.dep_ == "conj" and (count := _count_ending_at(token, token.i, tokens)) and count.value:
        return count  # "15 people were killed and forty injured"
    subject = _subject_of(token)
    if subject is not None and subject.left_edge.i >= tokens.start:
        count = count_at(token.doc, subject.left_edge.i, token.i)
        if count and count.value:
            return count
    last = token.i
    while last > tokens.start and _is_link(token.doc[last - 1]):
        last -= 1
    return _count_ending_at(token, last, tokens)


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
    for _ in range(3):
        subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i), None)
        if subject is not None or verb.dep_ not in {"conj", "xcomp", "oprd"}:
            return subject
        verb = verb.head
    return None


def _count_ending_at(token: Token, last: int, tokens: SpacySpan) -> Count | None:
    """The longest list that ends right before token `last`."""
    longest = None
    for i in range(last - 1, max(tokens.start, last - WINDOW) - 1, -1):
        if token.doc[i].pos_ in {"VERB", "SCONJ"} or token.doc[i].text in {";", ":", "—", "–"}:
            break
        if i and token.doc[i - 1].lower_ == "including":
            break  # "12 dead, including two children, and 25 wounded"
        count = count_at(token.doc, i, last)
        if count and count.last == last:
            longest = count
    return longest


def _count_of_noun(token: Token, tokens: SpacySpan) -> Count | None:
    """Count of a noun of harm: "five deaths", "the deaths of five civilians", "12 injuries", "five others sustained injuries"."""
    following = token.i + 1
    if _is_remembered(token):
        return None
    if following + 1 < tokens.end and token.doc[following].lower_ in {"of", "to"}:
        return count_at(token.doc, following + 1, tokens.end)
    if token.dep_ == "dobj" and token.head.lemma_.lower() in word_set("figures", "wounded.suffered"):
        return _count_before(token.head, tokens)
    for i in range(max(tokens.start, token.i - 4), token.i):
        count = count_at(token.doc, i, token.i)
        if (
            count
            and count.value
            and count.counted_class is CountedClass.BARE
            and all(t.pos_ in {"ADJ", "NOUN"} for t in token.doc[count.last : token.i])
        ):
            return count
    return None


def _is_remembered(noun: Token) -> bool:
    """True for "the anniversary of the death of X": an earlier death, which only says what the day is for."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and noun.head.head.lemma_.lower().startswith(("anniversar", "commemor", "memorial"))
    )


def _count_of_lives(token: Token, tokens: SpacySpan) -> Count | None:
    """Count of lives: "claimed 12 lives", "claimed the lives of 12 people", "12 people lost their lives"."""
    life = next((t for t in token.doc[token.i + 1 : min(tokens.end, token.i + 8)] if t.lower_ in {"lives", "life"}), None)
    if life is None or token.pos_ not in {"VERB", "AUX"}:
        return None
    if token.lemma_ == "lose" and token.doc[life.i - 1].lower_ in {"their", "his", "her"}:
        return _count_before(token, tokens)
    if life.i + 1 < tokens.end and token.doc[life.i + 1].lower_ == "of":
        return count_at(token.doc, life.i + 2, tokens.end)
    return count_at(token.doc, token.i + 1, life.i + 1)


def _count_of_toll(token: Token, tokens: SpacySpan) -> Count | None:
    """Count of a toll: "the death toll rose to 12", "a death toll of at least nine"."""
    if token.i == 0 or token.doc[token.i - 1].lower_ not in {"death", "the", "casualty"}:
        return None
    start = max(token.i, token.head.i) if token.dep_ == "nsubj" else token.i  # "the death toll from Monday's bombing in X has risen to 31"
    for i in range(start + 1, min(tokens.end, start + 8)):
        count = count_at(token.doc, i, tokens.end)
        if count and count.value and count.counted_class in {CountedClass.PEOPLE, CountedClass.BARE}:
            return count
    return None


def _counts_without_utilities(token: Token, tokens: SpacySpan) -> Iterator[tuple[FigureKind, Count]]:
    """People without power or heat."""
    if token.pos_ == "NOUN" and token.lemma_.lower() in word_set("figures", "without.outage"):
        yield from _counts_of_outage(token, tokens)
        return
    if token.lemma_.lower() not in word_set("figures", "without.cues") | {"cut"}:
        return
    following = token.doc[token.i + 1 : min(tokens.end, token.i + 8)]
    if any(t.lemma_.lower() == "life" for t in following[:2]):
        return  # "lost their lives, and power lines …"
    kinds = {
        kind
        for kind, key in ((FigureKind.WITHOUT_POWER, "without.power"), (FigureKind.WITHOUT_HEAT, "without.heat"))
        if any(t.lower_ in word_set("figures", key) for t in following)
    }
    if not kinds:
        return
    count = _count_of_people_before(token, tokens) if token.lemma_ != "cut" else _count_cut_off(token, tokens)
    if count:
        for kind in sorted(kinds):
            yield kind, count


def _counts_of_outage(token: Token, tokens: SpacySpan) -> Iterator[tuple[FigureKind, Count]]:
    """Counts of an outage: "a power outage for more than 40,000 customers", "a blackout affecting 3,000 people"."""
    preposition = next(
        (t for t in token.doc[token.i + 1 : min(tokens.end, token.i + 4)] if t.lower_ in {"for", "affecting", "to", "hitting"}), None
    )
    count = count_at(token.doc, preposition.i + 1, tokens.end) if preposition is not None else None
    if count and count.counted_class is CountedClass.PEOPLE and (token.lemma_ == "blackout" or _has_modifier(token, "without.power")):
        yield FigureKind.WITHOUT_POWER, count


def _has_modifier(token: Token, key: str) -> bool:
    return any(t.lower_ in word_set("figures", key) for t in token.lefts)


def _count_of_people_before(token: Token, tokens: SpacySpan) -> Count | None:
    """The nearest count of people before `token`; None where a count of buildings is nearer."""
    nearest = None
    for i in range(token.i - 1, max(tokens.start, token.i - WINDOW) - 1, -1):
        count = count_at(token.doc, i, token.i)
        if count and count.value and count.counted_class is not CountedClass.BARE:
            if nearest and count.last > nearest.last:
                continue
            if nearest and count.last < nearest.last:
                break
            nearest = count
    return nearest if nearest and nearest.counted_class is CountedClass.PEOPLE else None


def _count_cut_off(token: Token, tokens: SpacySpan) -> Count | None:
    """Count of people cut off: "cut power to 40,000 customers"."""
    preposition = next((t for t in token.doc[token.i + 1 : min(tokens.end, token.i + 8)] if t.lower_ in {"to", "for", "from"}), None)
    count = count_at(token.doc, preposition.i + 1, tokens.end) if preposition is not None else None
    return count if count and count.counted_class is CountedClass.PEOPLE else None


def _is_denied(token: Token, count: Count, tokens: SpacySpan) -> bool:
    """True where the words around say that the harm did not happen."""
    if any(child.dep_ == "neg" for child in token.children):
        return True
    if token.pos_ == "VERB" and token.tag_ in {"VB", "VBP"} and factuality_of(token) in NOT_OCCURRED:
        return True  # "tried to kill", "could die"
    before = token.doc[max(tokens.start, min(count.first, token.i) - 3) : min(count.first, token.i)]
    return any(t.lower_ in word_set("figures", "denied.negations") for t in before)
