"""What there is to write: the part of a dossier that a query shows."""

from dataclasses import dataclass, replace
from pathlib import Path

from dossier.model.article import Article
from dossier.model.findings import Findings
from dossier.model.notebook import Correction, Entry
from dossier.model.saved_search import SavedSearch


@dataclass(frozen=True, slots=True)
class ExportContext:
    """What an export writes, narrowed to the present query: articles by publication day, findings whose every id is among them,
    entries of the notebook (none unless asked for). `made_by` names program and language model; `asked` is the query in words.

    `table` names the table wanted where a format has several. `settings` is the text of dossier.toml, `originals` the files of
    the articles under their names in seeds/, `corrections` the user's decisions that the findings rest on, `searches` those saved (none
    unless notes are asked for); only a bundle takes these. `selected` tells in words what was chosen one by one, where anything was.
    `beside` are ids of articles and actors that were not asked for themselves and are here since an event or a quotation rests on them:
    a list of articles or of actors leaves them out.
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
    originals: tuple[tuple[str, Path], ...] = ()
    corrections: tuple[Correction, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    selected: str = ""
    supporting_ids: frozenset[str] = frozenset()

    def listing(self, items: str) -> "ExportContext":
        """The context for a list of `items` ("article" or "actor"; any other word changes nothing): only those asked for themselves."""
        if items == "article":
            return replace(self, articles=tuple(a for a in self.articles if a.id not in self.supporting_ids))
        if items == "actor":
            actors = tuple(a for a in self.findings.actors if a.id not in self.supporting_ids)
            return replace(self, findings=replace(self.findings, actors=actors))
        return self
