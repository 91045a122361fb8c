"""Control characters and terminal escapes in any metadata of any format: none is left in any field."""

import base64
import io
import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.model.article import Article
from dossier.reading.bibliography import read_references
from dossier.reading.containers.open import DecompressionBudget, read_container
from dossier.reading.read import read, read_bytes
from dossier.reading.registry import SIDECAR_SUFFIX

ODD = "A\x1b[31mred\x1b]0;x\x07 \x9b2J\u202eword\u2066\x08 of storms"
HTML = "A&#27;[31mred&#x1b;]0;x&#7; &#155;2J&#x202e;word&#x2066; of storms"
STORY = "The harbour of Aster opened again on Tuesday after two days of storm, its master told reporters at the quay that night."
MORE = "Ferries to the island run from Friday, he said, and no boat will leave late, since the crews were asked to sleep aboard."
ENCODED = f"=?utf-8?b?{base64.b64encode(ODD.encode()).decode()}?="
FILES = {
    "a.txt": f"{ODD}\n\nBy {ODD}\n\n{STORY} {ODD}\n",
    "a.md": f"---\ntitle: {json.dumps(ODD)}\noutlet: {json.dumps(ODD)}\nauthor: {json.dumps(ODD)}\nurl: {json.dumps('https://a.example/' + ODD)}\n---\n\n{STORY} {ODD}\n",
    "a.html": f"<html><head><title>{HTML}</title><meta property='og:site_name' content='{HTML}'><meta name='author' content='{HTML}'>"
    f"</head><body><article><h1>{HTML}</h1><p>{STORY} {HTML}</p><p>{MORE}</p><p>{MORE.upper()}</p></article></body></html>",
    "a.eml": f"From: {ENCODED} <a@example.org>\nSubject: {ENCODED}\nArchived-At: <https://a.example/{ENCODED}>\nList-Id: x\n\n{STORY} {ODD}\n",
    "a.rtf": r"{\rtf1{\info{\title " + r"A\'1b[31mred\u8238?word}{\author " + r"\'1bX Y}}" + STORY + r" \'1b[31m\u27?[2J}",
    "a.rss": f"<rss version='2.0'><channel><title>{ODD}</title><item><title><![CDATA[{HTML}]]></title><author>{HTML}</author>"
    f"<description><![CDATA[{STORY} {STORY} {HTML}]]></description></item></channel></rss>".replace("\x08", ""),
    "a.csv": f'title,outlet,author,text\n"{ODD}","{ODD}","{ODD}","{STORY} {ODD}"\n',
    "a.jsonl": json.dumps({"title": ODD, "outlet": ODD, "author": ODD, "url": f"https://a.example/{ODD}", "text": f"{STORY} {ODD}"}),
}


def _words(article: Article) -> str:
    fields = (article.title, article.outlet, article.byline, article.url, article.dateline, article.language, article.published.explanation)
    return "".join((*fields, article.text, *article.captions, *article.boilerplate)).replace("\n", "")


def _unseen(text: str) -> set[str]:
    return {ch for ch in text if unicodedata.category(ch) in {"Cc", "Cf"}}


@pytest.mark.parametrize("name", FILES)
def test_no_field_steers_a_terminal(name: str) -> None:
    """Title, outlet, author, address and text of every format that can hold such signs; names of files neither."""
    data = FILES[name].encode("utf-8", "surrogatepass")
    if Path(name).suffix in {".rss", ".csv", ".jsonl"}:
        members = list(read_container(io.BytesIO(data), name, DecompressionBudget()))
        assert not _unseen("".join(m.name for m in members))
        articles = [read_bytes(m.data, m.name) for m in members if m.data]
    else:
        articles = [read_bytes(data, name)]
    assert articles
    for article in articles:
        assert "storm" in article.text
        assert not _unseen(_words(article))


def test_no_sidecar_steers_a_terminal(tmp_path: Path) -> None:
    """A sidecar may come from a stranger."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    sidecar = {"url": f"https://a.example/{ODD}", "metadata": {"title": ODD, "outlet": ODD, "author": ODD, "date": ODD}}
    (tmp_path / f"a.txt{SIDECAR_SUFFIX}").write_text(json.dumps(sidecar), encoding="utf-8")
    article = read(tmp_path / "a.txt")
    assert article.outlet.endswith("of storms")
    assert not _unseen(_words(article))
    malformed: tuple[object, ...] = ([], {"url": 5, "metadata": {"title": []}}, {"metadata": "x"})
    for odd in malformed:
        (tmp_path / f"a.txt{SIDECAR_SUFFIX}").write_text(json.dumps(odd), encoding="utf-8")
        assert replace(read(tmp_path / "a.txt"), file="") == replace(read_bytes(STORY.encode(), "a.txt"), file="")


@pytest.mark.parametrize("key", ["metadata", "told"])
def test_a_sidecar_of_an_earlier_version_is_read(key: str) -> None:
    """Until "metadata" was called so, it was called "told"."""
    article = read_bytes(STORY.encode(), "a.txt", sidecar=json.dumps({key: {"outlet": "Harbour Post", "title": "Storm"}}).encode())
    assert (article.outlet, article.title) == ("Harbour Post", "Storm")


def test_no_bibliography_steers_a_terminal() -> None:
    """Titles and outlets of its entries are shown in the report."""
    data = json.dumps([{"id": "a", "title": ODD, "container-title": ODD, "URL": f"https://a.example/{ODD}", "language": ODD}]).encode()
    (reference,) = read_references(data, "a.json")
    assert not _unseen(f"{reference.title}{reference.outlet}{reference.url}{reference.language}")
