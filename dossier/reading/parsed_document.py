"""Parse result of one file, before its name and hash make it an article."""

from dataclasses import dataclass

from dossier.model.article import PublicationDay


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """Parsed document: the parts of an article that a format's reader extracts; the fields mean what they mean in `Article`.

    `published` is None where nothing in the file states a day; `language` is empty where the file does not declare one.
    """

    text: str
    title: str = ""
    outlet: str = ""
    byline: str = ""
    language: str = ""
    published: PublicationDay | None = None
    captions: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    url: str = ""
    dateline: str = ""
    is_paraphrase: bool = False
