"""Marked words that nobody is reported to have said: titles of works, nicknames, names of operations, so-called words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.sentences import VERB_TAGS, QuoteSegmentation, ReportingSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

SMALL = frozenset({"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "v", "vs"})
SHORT = 8  # words that a title or a name may have


def is_scare_quote(frame: ReportingSentence, quote: int, layout: QuoteSegmentation) -> bool:
    """True where the words between the marks are a title, a nickname or a name rather than something said."""
    before, after = layout.before(frame, quote), layout.after(frame, quote)
    inside = layout.quotes[quote].inner.of(layout.text)
    if before and (_introduced(before) or (before[-1].text == "(" and after and after[0].text == ")")):
        return True
    if _work(before, after, inside):
        return True
    if _nickname(before, after, inside, layout, quote):
        return True
    return _title_case(inside) and not _announced(before) and not _spoken_after(before, inside, after)


def _introduced(before: Sequence["Token"]) -> bool:
    """“named it “…””, “so-called “…””, “known as “…””, “the film “…””."""
    last = before[-1]
    if last.lower_ in word_set("cues", "naming_words") or _hyphenated(before) in word_set("cues", "naming_words"):
        return True
    near = before[-4:]
    naming = next((t.i for t in reversed(near) if t.lemma_.lower() in word_set("cues", "naming") and t.pos_ == "VERB"), None)
    if naming is not None and not any(t.i > naming and t.tag_ in VERB_TAGS for t in near):
        return True
    if last.lower_ == "as" and any(t.lower_ in {"known", "named"} for t in near):
        return True
    if last.lower_ == "called" and last.tag_ == "VBN" and last.dep_ in {"acl", "amod", "advcl"}:
        return True
    return last.lower_ in {"as", "called"} and any(
        t.lower_ in {"also", "commonly", "sometimes", "popularly", "often", "known"} for t in near
    )


def _work(before: Sequence["Token"], after: Sequence["Token"], inside: str) -> bool:
    """The film “Dawn”, the “Dawn” show: a few words with a capital right beside a noun for what bears titles."""
    if not inside[:1].isupper() or len(inside.split()) > SHORT or inside[-1:] in ".?!":
        return False
    ahead = bool(before) and before[-1].pos_ == "NOUN" and before[-1].lemma_.lower() in word_set("cues", "titled")
    behind = bool(after) and after[0].pos_ == "NOUN" and after[0].lemma_.lower() in word_set("cues", "titled") and inside[-1:] != ","
    return ahead or behind


def _hyphenated(before: Sequence["Token"]) -> str:
    """The last hyphenated word before the marks, which the tokeniser cuts: "so-called"."""
    return "".join(t.lower_ for t in before[-3:]) if len(before) >= 3 else ""


def _nickname(before: Sequence["Token"], after: Sequence["Token"], inside: str, layout: QuoteSegmentation, quote: int) -> bool:
    """John “Jack” Smith: one to three capitalised words between two parts of a name, without a comma."""
    if not before or not after or len(inside.split()) > 3 or not inside[:1].isupper() or inside[-1:] in ",.?!":
        return False
    outer = layout.quotes[quote].outer
    touching = outer.start - (before[-1].idx + len(before[-1])) <= 1 and after[0].idx - outer.end <= 1
    return touching and before[-1].pos_ == "PROPN" and after[0].pos_ == "PROPN"


def _announced(before: Sequence["Token"]) -> bool:
    """A comma or colon before the marks, right behind a cue or a listener: "said, “Long Live …”"."""
    if not before or before[-1].text not in {",", ":"}:
        return False
    return before[-1].text == ":" or any(t.lemma_.lower() in word_set("cues", "say") for t in before[-3:-1])


def _title_case(inside: str) -> bool:
    """Every word but the small ones starts with a capital, and no mark of a sentence ends it."""
    parts = inside.rstrip(",").split()
    if not parts or len(parts) > SHORT or inside.rstrip()[-1:] in ".?!…":
        return False
    weighty = [p for p in parts if p.lower() not in SMALL]
    capital = [p for p in weighty if p[:1].isupper() or p[:1].isdigit()]
    return len(weighty) >= 2 and len(capital) == len(weighty) and parts[0][:1].isupper()


def _spoken_after(before: Sequence["Token"], inside: str, after: Sequence["Token"]) -> bool:
    """A comma inside the marks and a cue behind them: said, whatever its capitals; but not in "on the city's “Meet the Press,” she said"."""
    return (
        inside.endswith(",")
        and not (before and (before[-1].tag_ in {"POS", "IN", "DT", "PRP$"} or before[-1].lower_ in {"’s", "'s"}))
        and any(t.lemma_.lower() in word_set("cues", "say") for t in after[:6])
    )
