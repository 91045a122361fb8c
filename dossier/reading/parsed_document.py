"""What a format's reader makes of a file, before the file's name and hash make it an article."""

from dataclasses import dataclass

from dossier.model.article import PublicationDay


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """The parts of an article as far as one format tells them; the fields mean what they mean in `Article`.

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
