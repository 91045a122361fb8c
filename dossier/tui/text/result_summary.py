"""Summary of a search result in the top line: counts, and the filters in words."""

from datetime import date

from dossier.model.query import Filter, FilterKind
from dossier.model.search_result import SearchResult
from dossier.phrases.core import format_range
from dossier.phrases.plural import pluralize
from dossier.tui.state.labels import Labels
from dossier.tui.text.lines import Part


def count_parts(result: SearchResult, size: int) -> list[Part]:
    """“5 articles · 21 events · 39 quotes”; narrowed numbers are bold and come with the total of articles."""
    totals, narrowed = result.totals, not result.query.empty
    if not narrowed:
        counts = [pluralize(totals.articles, "article"), pluralize(totals.events, "event"), pluralize(totals.quotations, "quote")]
        return [(" · ".join(counts[: 2 if size == 1 else 3]), "muted")]
    parts: list[Part] = [(f"{len(result.articles):,}", "bold"), (f"/{pluralize(totals.articles, 'article')}", "muted")]
    rest = ((len(result.events), "event"), (len(result.quotations), "quote"))
    for number, noun in rest[: 0 if size == 1 else 2]:
        amount, word = pluralize(number, noun).split(" ", 1)
        parts += [(" · ", "muted"), (amount, "bold"), (f" {word}", "muted")]
    return parts


def filter_label(filter_: Filter, labels: Labels) -> str:
    """A filter in a word or two: “Jan 2026”, “strike”, “no outlet named”, a name."""
    if filter_.kind is FilterKind.DAYS:
        first, last = (date.fromisoformat(day) for day in filter_.value.split(".."))
        return format_range(first, last)
    if filter_.kind is FilterKind.ACTOR:
        return labels.short(filter_.value) or labels.name(filter_.value) or filter_.value
    return filter_.value or "no outlet named"
