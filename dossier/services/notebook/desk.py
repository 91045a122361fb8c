"""TO BE DELETED with `dossier/old_api.py`: the class that acts on the notebook were called on before."""

from dossier.model.merge_review import MergeCandidate, MergeDecision
from dossier.services.ingest.service import IngestService
from dossier.services.notebook.commands import CommandResult
from dossier.services.notebook.service import NotebookService
from dossier.services.review.service import ReviewService


class Desk(NotebookService):
    """The notebook service with the old names of what other services do now."""

    def __init__(self, notebook: NotebookService, ingest: IngestService, review: ReviewService) -> None:
        self.__dict__.update(vars(notebook))
        self._ingest, self._review = ingest, review

    def reread(self, article: str, method: str) -> CommandResult:
        """Old."""
        return self._ingest.select_text_method(article, method)

    def take_reading(self, ident: str, number: int) -> CommandResult:
        """Old."""
        return self.choose_date(ident, number)

    def joins(self) -> tuple[MergeCandidate, ...]:
        """Old."""
        return self._review.merge_candidates()

    def join(self, ident: str) -> MergeCandidate:
        """Old."""
        return self._review.merge_candidate(ident)

    def decide(self, ident: str, decision: MergeDecision) -> CommandResult:
        """Old."""
        return self._review.decide(ident, decision)
