"""One article read in another way: what each method keeps, and the choice, which is a decision of the user like any other."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dossier.errors import DossierError, ModelMissing, UnreadableFile
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.ingest import TextMethodPreview
from dossier.model.notebook import AnchorKind, Correction, CorrectionKind
from dossier.reading.registry import text_methods
from dossier.services.ingest.sync import extract_facts
from dossier.services.notebook.service import CommandResult, NotebookService

METHOD = "method"
"""The name under which a correction of an article keeps the choice."""
OPENING_WORDS = 12
NO_OTHER = "There is no other method to choose; what it takes too much or too little of can be mended in the file itself."


def chosen_methods(corrections: Sequence[Correction]) -> dict[str, str]:
    """Hash of a file -> the method that the user chose for it last."""
    told = (c for c in corrections if c.act is CorrectionKind.SET_METADATA and METHOD in c.values)
    return {c.anchors[0].sha256: c.values[METHOD] for c in told}


def read_as_chosen(article: Article, facts: Facts, wanted: str, seeds: Path, language: str, model: str) -> tuple[Article, Facts]:
    """The article read by the method wanted, with its facts; as it is where it was read so already, or cannot be."""
    method = "" if wanted == default_method(article.file) else wanted
    if article.method == method:
        return article, facts
    try:
        anew = _read(article, seeds, language, method)
        return (article, facts) if anew.sha256 != article.sha256 else (anew, extract_facts(anew, model)[0])
    except (UnreadableFile, ModelMissing):
        return article, facts


def default_method(file: str) -> str:
    """The usual method for a file of that name; empty where there is one only."""
    return next((name for name, _ in text_methods(file)), "")


def methods_for(article: Article) -> tuple[tuple[str, str, bool], ...]:
    """The methods by which an article's file can be read, each with what it takes and whether it is in use; nothing is read."""
    used = article.method or default_method(article.file)
    return tuple((name, what, name == used) for name, what in text_methods(article.file))


def preview_methods(article: Article, seeds: Path, language: str) -> tuple[TextMethodPreview, ...]:
    """What each method keeps of an article's file. Raises DossierError where files of its kind are read in one way only."""
    methods = text_methods(article.file)
    if not methods:
        raise DossierError("Files of its kind are read in one way only.", where=article.file, do=NO_OTHER)
    return tuple(_reading(article, seeds, language, name, what) for name, what in methods)


def _reading(article: Article, seeds: Path, language: str, name: str, what: str) -> TextMethodPreview:
    first = default_method(article.file)
    told = TextMethodPreview(name, what, chosen=name == (article.method or first), is_default=name == first)
    try:
        anew = _read(article, seeds, language, name)
    except UnreadableFile as refused:
        return replace(told, error=refused.what)
    words = anew.text.split()
    return replace(told, words=len(words), boilerplate=len(anew.boilerplate), start=" ".join(words[:OPENING_WORDS]))


def select_method(work: NotebookService, article: Article, method: str, seeds: Path, language: str) -> CommandResult:
    """Keeps the choice in the notebook. Raises DossierError for a method that is not known, or that finds no text."""
    readings = {told.method: told for told in preview_methods(article, seeds, language)}
    told = readings.get(method)
    if told is None:
        raise DossierError(f"There is no method “{method}” for {article.file}.", do=f"The methods for it are {', '.join(readings)}.")
    if told.error:
        raise DossierError(f"Read by “{method}”: {told.error}", where=article.file, do="Choose another method.")
    title = work.holdings.title_of(article.id)
    if told.chosen:
        return CommandResult(f"{title} is read by {method} already ({told.words:,} words).")
    before = len(article.text.split())
    sentence = f"Read {title} by {method}: {told.words:,} words instead of {before:,}."
    return work.correct(CorrectionKind.SET_METADATA, [work.anchor_of(AnchorKind.ARTICLE, article.id)], sentence, values={METHOD: method})


def _read(article: Article, seeds: Path, language: str, method: str) -> Article:
    from dossier.reading.read import read  # noqa: PLC0415  readers bring large libraries along; a sound index needs none

    return read(seeds / article.file, name=article.file, language=language, method="" if method == default_method(article.file) else method)
