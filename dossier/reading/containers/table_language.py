"""Language of a row: codes of two or three letters and English names, as ISO 639-1 codes."""

import re
from collections.abc import Mapping
from functools import cache


@cache
def language_code(words: str) -> str:
    """The code of "en-US", "eng", "English" or "German; Deutsch"; empty for what names no language. Names and codes are those of CLDR."""
    first = re.split(r"[;,/(]", words)[0].strip().casefold()
    if not first:
        return ""
    if match := re.fullmatch(r"([a-z]{2})(?:[-_]\w+)*", first):
        return match[1]
    code = _codes().get(first, "")
    return code if len(code) == 2 else ""


@cache
def _codes() -> Mapping[str, str]:
    """Three-letter code or English name -> two-letter code."""
    from babel.core import Locale, get_global  # noqa: PLC0415  tables with such words are few

    three_letters = {code: other for code, other in get_global("language_aliases").items() if len(code) == 3}
    return {**three_letters, **{name.casefold(): code for code, name in Locale("en").languages.items()}}
