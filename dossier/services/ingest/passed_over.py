"""Files of kinds that are not read, in a folder, an archive or a mail: named in the report, with what to save them as."""

from collections.abc import Iterator, Sequence

from dossier.model.ingest import IngestResult, IngestStatus
from dossier.phrases.plural import pluralize
from dossier.reading.network.urls import is_address
from dossier.reading.other_kinds import advice_on, group_of

MOST_NAMES = 5
"""Names of one group in a line of the report; the others are counted."""


def passed_over(path: str, names: Sequence[str]) -> Iterator[IngestResult]:
    """A result for each group of files that are saved in the same way, of those that were passed over in `path`.

    What a web archive holds beside its pages has addresses for names and is counted.
    """
    addresses = [name for name in names if is_address(name)]
    groups: dict[str, list[str]] = {}
    for name in names:
        if not is_address(name):
            groups.setdefault(group_of(name), []).append(name)
    for group in sorted(groups, key=lambda group: (not group, -len(groups[group]))):
        count = len(groups[group])
        advice = advice_on(group, count)
        note = f"{_listed(groups[group])} {'is' if count == 1 else 'are'} in an unsupported format{f': {advice}' if advice else ''}."
        yield IngestResult(path, IngestStatus.SKIPPED, note=note, skipped=count)
    if addresses:
        note = f"Skipped {pluralize(len(addresses), 'unsupported file')}."
        yield IngestResult(path, IngestStatus.SKIPPED, note=note, skipped=len(addresses))


def _listed(names: Sequence[str]) -> str:
    """The first names of a list, and how many there are beside them."""
    first = [" ".join(name.split()) for name in names[:MOST_NAMES]]
    if len(names) > MOST_NAMES:
        return f"{', '.join(first)} and {pluralize(len(names) - MOST_NAMES, 'other')}"
    return " and ".join(filter(None, (", ".join(first[:-1]), first[-1])))
