"""The names in a page's metadata: authors, the outlet, and the title without the names after it."""

import calendar
import re
from urllib.parse import urlsplit

MONTHS = frozenset(name.casefold() for name in (*calendar.month_name[1:], *calendar.month_abbr[1:]))
WEEKDAY = re.compile(rf",?\s+\b(?:{'|'.join(calendar.day_name)})\b.*", re.DOTALL)
LABELS = frozenset(
    re.findall(
        r"\S+",
        "admin administrator all author authors by contributor editor follow guest last more modified name posted posts profile published "
        "the updated user username view webmaster written autor autore auteur автор 作者 記者 记者",
    )
)
"""Words of buttons, forms and accounts, which are nobody's name."""
ADDRESS = re.compile(r"\b(?:https?|www\.)\S*", re.IGNORECASE)
RIGHTS = re.compile(r"^(?:\(c\)|\W|copyright\b|\b(?:19|20)\d\d\b)+", re.IGNORECASE)
TAGLINE = re.compile(r"\s+[|–—-]\s+(?=\S+\s+\S+\s+\S)")
BEHIND = re.compile(r"(?P<title>.*\S)\s*(?:\s[–—·•»-]|\|)\s+(?P<name>[^|–—·•»]{2,60})$", re.DOTALL)


def author_names(author: str) -> str:
    """The authors of a page, separated by commas: each once, without labels, addresses and the day that followed them."""
    names: dict[str, str] = {}
    for part in author.split(";"):
        words = WEEKDAY.sub("", ADDRESS.sub("", part)).split()
        # a month is a name too ("June", "May"): after two other names it is not one
        while len(words) > 2 and words[-1].strip(".,").casefold() in MONTHS:
            words.pop()
        if any(word.strip(".,:").casefold() not in LABELS | MONTHS and any(map(str.isalpha, word)) for word in words):
            names.setdefault(" ".join(words).casefold(), " ".join(words))
    return ", ".join(names.values())


def outlet_name(sitename: str) -> str:
    """The name of a page's outlet: of an address its host, of a notice of rights or a slogan after it only the name."""
    if re.match(r"https?://", sitename):
        return (urlsplit(sitename).hostname or "").removeprefix("www.")
    return TAGLINE.split(RIGHTS.sub("", sitename), maxsplit=1)[0].strip()


def bare_title(title: str, *names: str) -> str:
    """The title without the name of the outlet, its host or the author after it; `names` are those of the page."""
    behind = BEHIND.match(title)
    if not behind:
        return title
    name = _letters(behind["name"])
    return behind["title"] if name and any(name == _letters(known) for known in names) else title


def _letters(words: str) -> str:
    return re.sub(r"^the", "", "".join(filter(str.isalnum, words.casefold())))
