"""Scare quotes: marked words that nobody said, such as titles of works, nicknames, names of operations, so-called words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set
from dossier.extraction.segments.sentences import VERB_TAGS, QuoteSegmentation, ReportingSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

FUNCTION_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "v", "vs"}
)
MAX_WORDS = 8  # words that a title or a name may have


def is_scare_quote(sentence: ReportingSentence, quote: int, segmentation: QuoteSegmentation) -> bool:
    """True where the words between the marks are a title, a nickname or a name rather than something said."""
    before, after = segmentation.before(sentence, quote), segmentation.after(sentence, quote)
    quoted = segmentation.quotes[quote].inner.of(segmentation.text)
    if before and (_has_naming_cue(before) or (before[-1].text == "(" and after and after[0].text == ")")):
        return True
    if _is_work_title(before, after, quoted):
        return True
    if _is_nickname(before, after, quoted, segmentation, quote):
        return True
    return _is_title_case(quoted) and not _has_speech_lead_in(before) and not _has_cue_after(before, quoted, after)


def _has_naming_cue(before: Sequence["Token"]) -> bool:
    """True after a naming expression: “named it “…””, “so-called “…””, “known as “…””, “the film “…””."""
    last = before[-1]
    if last.lower_ in word_set("cues", "naming_words") or _hyphenated(before) in word_set("cues", "naming_words"):
        return True
    last_words = before[-4:]
    naming = next((t.i for t in reversed(last_words) if t.lemma_.lower() in word_set("cues", "naming") and t.pos_ == "VERB"), None)
    if naming is not None and not any(t.i > naming and t.tag_ in VERB_TAGS for t in last_words):
        return True
    if last.lower_ == "as" and any(t.lower_ in {"known", "named"} for t in last_words):
        return True
    if last.lower_ == "called" and last.tag_ == "VBN" and last.dep_ in {"acl", "amod", "advcl"}:
        return True
    return last.lower_ in {"as", "called"} and any(
        t.lower_ in {"also", "commonly", "sometimes", "popularly", "often", "known"} for t in last_words
    )


def _is_work_title(before: Sequence["Token"], after: Sequence["Token"], quoted: str) -> bool:
    """A few capitalised words right before or after a noun for a titled work: the film “Dawn”, the “Dawn” show."""
    if not quoted[:1].isupper() or len(quoted.split()) > MAX_WORDS or quoted[-1:] in ".?!":
        return False
    ahead = bool(before) and before[-1].pos_ == "NOUN" and before[-1].lemma_.lower() in word_set("cues", "titled")
    behind = bool(after) and after[0].pos_ == "NOUN" and after[0].lemma_.lower() in word_set("cues", "titled") and quoted[-1:] != ","
    return ahead or behind


def _hyphenated(before: Sequence["Token"]) -> str:
    """The last hyphenated word before the marks, which the tokeniser splits: "so-called"."""
    return "".join(t.lower_ for t in before[-3:]) if len(before) >= 3 else ""


def _is_nickname(before: Sequence["Token"], after: Sequence["Token"], quoted: str, segmentation: QuoteSegmentation, quote: int) -> bool:
    """One to three capitalised words between two parts of a name, without a comma: John “Jack” Smith."""
    if not before or not after or len(quoted.split()) > 3 or not quoted[:1].isupper() or quoted[-1:] in ",.?!":
        return False
    outer = segmentation.quotes[quote].outer
    is_adjacent = outer.start - (before[-1].idx + len(before[-1])) <= 1 and after[0].idx - outer.end <= 1
    return is_adjacent and before[-1].pos_ == "PROPN" and after[0].pos_ == "PROPN"


def _has_speech_lead_in(before: Sequence["Token"]) -> bool:
    """A comma or colon before the marks, right after a cue or a listener: "said, “Long Live …”"."""
    if not before or before[-1].text not in {",", ":"}:
        return False
    return before[-1].text == ":" or any(t.lemma_.lower() in word_set("cues", "say") for t in before[-3:-1])


def _is_title_case(quoted: str) -> bool:
    """True where every word but function words is capitalised and no sentence mark ends the text."""
    parts = quoted.rstrip(",").split()
    if not parts or len(parts) > MAX_WORDS or quoted.rstrip()[-1:] in ".?!…":
        return False
    content_words = [p for p in parts if p.lower() not in FUNCTION_WORDS]
    capitals = [p for p in content_words if p[:1].isupper() or p[:1].isdigit()]
    return len(content_words) >= 2 and len(capitals) == len(content_words) and parts[0][:1].isupper()


def _has_cue_after(before: Sequence["Token"], quoted: str, after: Sequence["Token"]) -> bool:
    """True for a comma inside the marks and a cue after them, but not in "on the city's “Meet the Press,” she said"."""
    return (
        quoted.endswith(",")
        and not (before and (before[-1].tag_ in {"POS", "IN", "DT", "PRP$"} or before[-1].lower_ in {"’s", "'s"}))
        and any(t.lemma_.lower() in word_set("cues", "say") for t in after[:6])
    )
