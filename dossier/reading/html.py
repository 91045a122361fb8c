"""Web pages: trafilatura finds the reporting, the page's own metadata tell title, outlet, byline and day."""

from dataclasses import replace

from dossier.reading.draft import Draft
from dossier.reading.encoding import clean, decode
from dossier.reading.published import given_day
from dossier.reading.text import body_of


def read_html(data: bytes) -> Draft:
    """Reads a saved web page; its draft has no text where no article is found in it."""
    from trafilatura import bare_extraction  # noqa: PLC0415 -- a sixth of a second that searching must not wait for

    page = bare_extraction(
        decode(data),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        favor_recall=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if page is None:
        return Draft("")
    told = page if isinstance(page, dict) else page.as_dict()
    words = {key: clean(str(told.get(key) or "")).strip() for key in ("title", "sitename", "author", "url", "language", "text")}
    known = Draft(
        text="",
        title=words["title"],
        outlet=words["sitename"],
        byline=words["author"].replace("; ", ", "),
        language=words["language"][:2].lower(),
        url=words["url"],
        published=given_day(told.get("date"), "The page's metadata"),
    )
    paragraphs = [line.strip() for line in words["text"].split("\n") if line.strip()]
    if paragraphs and paragraphs[0] == known.title:
        paragraphs = paragraphs[1:]
    return body_of(paragraphs, known) if paragraphs else replace(known, text="")
