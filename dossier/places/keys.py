"""The forms under which the names of places are looked up."""

import re

from dossier.text.names import fold_name, transliteration_key

ARTICLES = frozenset({"al", "el", "an", "ad", "ar", "as", "at", "az", "ash", "ed", "er", "es", "et", "en", "ul"})
"""The Arabic article in its assimilated forms: "Al Hudaydah" and "Hodeidah" are one town."""


def place_key(name: str) -> str:
    """A name without accents, case, apostrophes and full stops, its hyphens as blanks."""
    return " ".join(re.sub(r"['’ʼʻ`.]", "", fold_name(name)).replace("-", " ").split())


def sound_key(name: str) -> str:
    """The form that the transliterations of one name share, without articles and blanks: "Nabatieh" and "An Nabatiyah"."""
    words = [word for word in place_key(name).split() if word not in ARTICLES]
    return transliteration_key(" ".join(words)).replace(" ", "")
