"""Plurals: a number with its noun."""


def pluralize(number: int, word: str) -> str:
    """“1 article”, “1,204 articles”, “2 entries”, “3 searches”."""
    plural = word if number == 1 else f"{word[:-1]}ies" if word.endswith("ry") else f"{word}{'es' if word.endswith(('ch', 'ss')) else 's'}"
    return f"{number:,} {plural}"
