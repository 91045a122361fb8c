"""Check of a dossier: what is inconsistent between its files, its index and its notebook."""

from collections.abc import Iterator

from dossier.reading.registry import is_container, is_supported
from dossier.services.derived.seed_status import has_utf8_name
from dossier.services.ingest.sources import container_hint, irregular_files, walk_files
from dossier.services.ingest.sync import changed_contents
from dossier.services.notebook.anchors import resolve_entries
from dossier.services.snapshot import Snapshot
from dossier.services.state import DossierState


def find_inconsistencies(state: DossierState, snapshot: Snapshot, *, deep: bool = False) -> tuple[str, ...]:
    """One sentence for each inconsistency, with what to do about it. With `deep` every file in seeds/ is hashed."""
    sources = state.index.store.source_files()
    return (
        *(
            f"seeds/{name} has changed although its size and timestamp have not. The next command re-reads it."
            for name in (changed_contents(state) if deep else ())
        ),
        *state.notebook.problems(),
        *snapshot.findings.stale_corrections,
        *(
            f"{source.file} could not be read: {source.note} Replace it with an undamaged file or remove it from seeds/."
            for source in sources.values()
            if source.article is None
        ),
        *_detached_entries(state, snapshot),
        *_unread_files(state),
        *(
            f"{article.file} is indexed but not in seeds/. Run “dossier index”."
            for article in snapshot.articles.values()
            if article.file not in sources or state.paths.files.stat(state.paths.seeds / article.file) is None
        ),
    )


def _detached_entries(state: DossierState, snapshot: Snapshot) -> Iterator[str]:
    for entry in resolve_entries(state.notebook.entries(), snapshot):
        if entry.detached:
            yield (
                f"The {entry.kind.value} {entry.id} on “{entry.anchor.label or entry.anchor.exact}” is detached: its article or words are "
                f"gone. It is still saved; restore the article, or remove the {entry.kind.value} with “dossier note . --remove {entry.id}”."
            )


def _unread_files(state: DossierState) -> Iterator[str]:
    seeds = state.paths.seeds
    if not seeds.is_dir():
        yield f"The folder {seeds}, which contains the articles, is missing. Restore it or add the articles again."
    for name in irregular_files(seeds):
        yield f"seeds/{name} is a link, a pipe or a device, so it is not read. Replace it with the actual file or remove it from seeds/."
    files = list(walk_files(seeds))
    for path in files:
        if is_supported(path) and not has_utf8_name(path.name):
            yield f"seeds/ has a file that cannot be read because its name is not valid UTF-8: {path.name!a}. Rename it."
    for path in files:
        if is_container(path.name):
            yield container_hint(path.relative_to(seeds).as_posix())
