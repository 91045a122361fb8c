"""Input of every exporter: the part of a dossier that a query shows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BufferedReader

from dossier.model.article import Article
from dossier.model.findings import Findings
from dossier.model.notebook import Correction, Entry
from dossier.model.saved_search import SavedSearch


@dataclass(frozen=True, slots=True)
class ExportContext:
    """Input of an export, narrowed to the current query: articles by publication day, findings that refer only to these articles and
    actors, entries of the notebook (none unless requested). `made_by` names program and language model; `query_text` is the query in
    words.

    `table` names the table wanted where a format has several. `settings` is the text of dossier.toml, `originals` opens the files of the
    articles, by their names in seeds/, `versions` those of their earlier versions, by their names in versions/, `corrections` the user's corrections that the findings rest on, `searches` the saved searches (none unless
    notes are requested); only a bundle uses these. `selected` describes in words the items chosen one by one, if any. `supporting_ids` are
    articles and actors that are included only because an event or a quotation refers to them: a list of articles or of actors leaves them
    out.
    """

    title: str
    description: str
    made_by: str
    query_text: str
    articles: tuple[Article, ...]
    findings: Findings
    entries: tuple[Entry, ...] = ()
    table: str = ""
    settings: str = ""
    originals: tuple[tuple[str, Callable[[], BufferedReader]], ...] = ()
    versions: tuple[tuple[str, Callable[[], BufferedReader]], ...] = ()
    corrections: tuple[Correction, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    selected: str = ""
    supporting_ids: frozenset[str] = frozenset()

    def listing(self, items: str) -> "ExportContext":
        """The context for a list of `items` ("article" or "actor"; any other word changes nothing): without the supporting ones."""
        if items == "article":
            return replace(self, articles=tuple(a for a in self.articles if a.id not in self.supporting_ids))
        if items == "actor":
            actors = tuple(a for a in self.findings.actors if a.id not in self.supporting_ids)
            return replace(self, findings=replace(self.findings, actors=actors))
        return self
