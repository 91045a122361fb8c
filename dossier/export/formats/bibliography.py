"""The articles as a bibliography: CSL-JSON, biblatex, RIS, under keys that are the same in all three."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from dossier.export.byline import Name, authors
from dossier.export.context import ExportContext
from dossier.export.lookup import Lookup
from dossier.model.article import Article, DateBasis
from dossier.text.unsafe_characters import one_line, strip_unsafe

LANGUAGES = {
    "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese", "nl": "dutch", "pl": "polish",
    "ru": "russian", "uk": "ukrainian", "tr": "turkish", "sv": "swedish", "da": "danish", "fi": "finnish", "cs": "czech", "el": "greek",
}  # fmt: skip
"""ISO 639-1 -> biblatex's `langid` (babel's names), for the languages of many newspapers."""
LATEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_"} | {
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def csl(context: ExportContext) -> Iterator[str]:
    """A list in CSL-JSON, an item a line."""
    lookup, separator = Lookup(context), "[\n"
    for article in context.articles:
        yield separator + json.dumps(_csl(article, lookup), ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n" if context.articles else "[]\n"


def _csl(article: Article, lookup: Lookup) -> dict[str, Any]:
    day = lookup.day(article.id)
    item: dict[str, Any] = {
        "id": lookup.key(article.id),
        "type": "article-newspaper",
        "title": one_line(lookup.title(article.id)),
        "container-title": one_line(article.outlet),
        "author": [_csl_name(name) for name in authors(article)],
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else {},
        "URL": _url(article),
        "language": article.language,
        "note": _note(article, lookup),
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    return {"given": name.given, "family": name.family} | ({"suffix": name.suffix} if name.suffix else {})


def bibtex(context: ExportContext) -> Iterator[str]:
    """Entries of the type @online for biblatex, one per part."""
    lookup = Lookup(context)
    separator = ""
    for article in context.articles:
        yield separator + _bibtex(article, lookup)
        separator = "\n"


def _bibtex(article: Article, lookup: Lookup) -> str:
    day = lookup.day(article.id)
    people = " and ".join(map(_bibtex_name, authors(article)))
    fields = {
        "author": people,
        "title": f"{{{_latex(lookup.title(article.id))}}}",
        "organization": f"{{{_latex(article.outlet)}}}" if article.outlet else "",
        "date": day.isoformat() if day else "",
        # biblatex prints a URL verbatim, so only characters that would end the field are escaped
        "url": _url(article).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "langid": LANGUAGES.get(article.language, ""),
        "note": _latex(_note(article, lookup)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{lookup.key(article.id)},", *lines, "}"]) + "\n"


def _bibtex_name(name: Name) -> str:
    parts = filter(None, (name.family, name.suffix, name.given))
    return ", ".join(map(_latex, parts)) if name.given else f"{{{_latex(name.family)}}}"


def ris(context: ExportContext) -> Iterator[str]:
    """RIS records of the type NEWS, one per part, lines ended by CR LF."""
    lookup = Lookup(context)
    for article in context.articles:
        day = lookup.day(article.id)
        lines: Sequence[tuple[str, str]] = (
            ("TY", "NEWS"),
            ("ID", lookup.key(article.id)),
            ("TI", lookup.title(article.id)),
            *(("AU", ", ".join(filter(None, (name.family, name.given, name.suffix)))) for name in authors(article)),
            ("T2", article.outlet),
            ("DA", f"{day:%Y/%m/%d}" if day else ""),
            ("PY", f"{day:%Y}" if day else ""),
            ("UR", _url(article)),
            ("LA", article.language),
            ("N1", _note(article, lookup)),
        )
        record = "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in lines if value)
        yield f"{record}ER  - \r\n\r\n"


def _url(article: Article) -> str:
    url = "".join(strip_unsafe(article.url).split())
    return url if url.startswith(("http://", "https://")) else ""


def _note(article: Article, lookup: Lookup) -> str:
    """The basis of the day, where the text itself does not state it; and the article's file."""
    basis = lookup.published[article.id].basis
    words = {
        DateBasis.STATED: "",
        DateBasis.GIVEN: "",
        DateBasis.FILE_NAME: "Date from the file name. ",
        DateBasis.INFERRED: "Date inferred. ",
        DateBasis.UNKNOWN: "Date not known. ",
    }
    return f"{words[basis]}File {one_line(article.file)}"


def _latex(text: str) -> str:
    return "".join(LATEX.get(letter, letter) for letter in one_line(text))
