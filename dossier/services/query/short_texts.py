"""Short texts: an inverted index in memory over many short texts, such as notes, updated text by text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dossier.search.analysis import words
from dossier.search.highlights.spans import matches_text, word_test
from dossier.search.syntax import AnyOf, Fuzzy, Phrase, Prefix, Text, Wildcard, Word
from dossier.search.variants import name_variants


class ShortTexts:
    """Short texts by number, searched as `spans.matches_text` does with each of them. Not for several threads at once."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._postings: defaultdict[str, set[int]] = defaultdict(set)

    def put(self, number: int, text: str) -> None:
        """Adds a text or replaces the one with that number."""
        if self._texts.get(number) == text:
            return
        self.remove(number)
        self._texts[number] = text
        for word in set(words(text)):
            self._postings[word].add(number)

    def remove(self, number: int) -> None:
        """Removes the text with that number, if there is one."""
        for word in set(words(self._texts.pop(number, ""))):
            self._postings[word].discard(number)
            if not self._postings[word]:
                del self._postings[word]

    def find(self, leaf: Text) -> set[int]:
        """The numbers of the texts that match. Only texts with all words of a phrase are looked through for it."""
        match leaf:
            case Prefix() | Wildcard() | Fuzzy():
                fits = word_test(leaf)
                return self._with_any(word for word in self._postings if fits(word))
            case AnyOf(single, phrases):
                return self._with_any(single) | self._with_phrase(leaf, phrases)
            case Phrase(parts, exact=True):
                return self._with_phrase(leaf, [parts])
        variants = name_variants((leaf.text,) if isinstance(leaf, Word) else leaf.words)
        return self._with_any(variants.words) | self._with_phrase(leaf, variants.phrases(self._postings))

    def _with_any(self, single: Iterable[str]) -> set[int]:
        return set().union(*(self._postings.get(word, ()) for word in single))

    def _with_phrase(self, leaf: Text, phrases: Sequence[Sequence[str]]) -> set[int]:
        postings: Mapping[str, set[int]] = self._postings
        candidates: set[int] = set().union(
            *(set.intersection(*(postings.get(word, set()) for word in phrase)) for phrase in phrases if phrase)
        )
        return {number for number in candidates if matches_text(leaf, self._texts[number])}
