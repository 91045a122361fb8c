"""Text methods: the ways to take the text out of an article's file, a preview of each, and the user's choice among them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dossier import reading
from dossier.errors import DossierError, ModelMissing, UnreadableFile
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.ingest import TextMethodPreview
from dossier.model.notebook import Correction, CorrectionKind
from dossier.reading.registry import text_methods
from dossier.runtime.config import DossierSettings
from dossier.runtime.paths import DossierPaths
from dossier.services.ingest.facts import extract_facts

METHOD = "method"
"""The key of the chosen method among the values of a correction."""
OPENING_WORDS = 12
NO_OTHER = "There is no other method. If it keeps too much or too little, edit the file itself."


def chosen_method(article: Article, chosen: Mapping[str, str]) -> str:
    """The method that the user chose for an article or for an earlier version of it, empty where none; `chosen` are those of all files."""
    return next((chosen[sha256] for sha256 in reversed(article.hashes) if sha256 in chosen), "")


def chosen_methods(corrections: Sequence[Correction]) -> dict[str, str]:
    """SHA-256 of a file -> the method that the user chose for it last."""
    choices = (c for c in corrections if c.act is CorrectionKind.SET_METADATA and METHOD in c.values)
    return {c.anchors[0].sha256: c.values[METHOD] for c in choices}


def read_as_chosen(article: Article, facts: Facts, chosen: str, paths: DossierPaths, settings: DossierSettings) -> tuple[Article, Facts]:
    """The article as the method `chosen` reads it, with its facts; unchanged where it was read so already, or cannot be read."""
    method = "" if chosen == default_method(article.file) else chosen
    if article.method == method:
        return article, facts
    try:
        reread = _read(article, paths, settings.language, method)
        return (article, facts) if reread.sha256 != article.sha256 else (reread, extract_facts(reread, settings.model)[0])
    except (UnreadableFile, ModelMissing):
        return article, facts


def default_method(file: str) -> str:
    """The default method for a file of that name; empty where there is one method only."""
    return next((name for name, _ in text_methods(file)), "")


def method_of(article: Article) -> str:
    """The method by which an article was read; empty where files of its kind have one method only."""
    return article.method or default_method(article.file)


def methods_for(article: Article) -> tuple[tuple[str, str, bool], ...]:
    """The methods for an article's file: name, description, and whether it is in use. Nothing is read."""
    used = method_of(article)
    return tuple((name, what, name == used) for name, what in text_methods(article.file))


def preview_methods(article: Article, paths: DossierPaths, language: str) -> tuple[TextMethodPreview, ...]:
    """Previews of an article's text by each method. Raises DossierError where files of its kind have one method only."""
    methods = text_methods(article.file)
    if not methods:
        raise DossierError("There is only one way to read files of this kind.", where=article.file, do=NO_OTHER)
    return tuple(_preview(article, paths, language, name, what) for name, what in methods)


def _preview(article: Article, paths: DossierPaths, language: str, name: str, what: str) -> TextMethodPreview:
    preview = TextMethodPreview(name, what, chosen=name == method_of(article), is_default=name == default_method(article.file))
    try:
        reread = _read(article, paths, language, name)
    except UnreadableFile as refused:
        return replace(preview, error=refused.what)
    words = reread.text.split()
    return replace(preview, words=len(words), boilerplate=len(reread.boilerplate), start=" ".join(words[:OPENING_WORDS]))


def preview_of(article: Article, method: str, paths: DossierPaths, language: str) -> TextMethodPreview:
    """The preview of one method. Raises DossierError for a method that is not known, or that finds no text."""
    previews = {preview.method: preview for preview in preview_methods(article, paths, language)}
    preview = previews.get(method)
    if preview is None:
        raise DossierError(f"There is no method “{method}” for {article.file}.", do=f"Methods: {', '.join(previews)}.")
    if preview.error:
        raise DossierError(f"Read by “{method}”: {preview.error}", where=article.file, do="Choose another method.")
    return preview


def _read(article: Article, paths: DossierPaths, language: str, method: str) -> Article:
    wanted = "" if method == default_method(article.file) else method
    return reading.read_article(paths.seeds / article.file, name=article.file, language=language, method=wanted, files=paths.files)
