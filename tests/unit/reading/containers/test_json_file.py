"""Articles in JSON files, as programs and services write them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.json_file import holds_articles
from dossier.reading.containers.open import DecompressionBudget, read_container
from dossier.reading.formats.markdown import read_markdown
from dossier.reading.parsed_document import ParsedDocument
from dossier.reading.recognition import recognised_name

STORY = "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there."
LAST = "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay for two days and a night."
ADDRESS = "https://asterpost.example/news/envoys"


def opened(data: bytes | str, name: str = "news.json", **columns: str) -> list[ContainerEntry]:
    """The entries of a JSON file."""
    raw = data.encode() if isinstance(data, str) else data
    return list(read_container(io.BytesIO(raw), name, DecompressionBudget(columns=columns)))


def documents(value: Any, name: str = "news.json") -> list[ParsedDocument]:
    """The articles in a JSON value."""
    return [read_markdown(entry.data) for entry in opened(json.dumps(value), name) if entry.data]


PLAIN = {"title": "Envoys meet", "text": STORY, "date": "2031-05-07", "source": "Aster Post", "url": ADDRESS}
SHAPES: dict[str, Any] = {
    "a feed as JSON": {
        "feed": {"title": "Aster Post"},
        "items": [
            {"title": "Envoys meet", "link": ADDRESS, "pubDate": "Wed, 07 May 2031 23:40:00 -0500", "content:encoded": f"<p>{STORY}</p>"}
        ],
    },
    "names as titles": {
        "value": [
            {
                "name": "Envoys meet",
                "url": ADDRESS,
                "description": STORY,
                "provider": [{"name": "Aster Post"}],
                "datePublished": "2031-05-07T10:00:00Z",
            }
        ]
    },
    "a text under its own name": {
        "data": {
            "children": [
                {
                    "kind": "t3",
                    "data": {
                        "title": "Envoys meet",
                        "selftext": STORY,
                        "url": ADDRESS,
                        "date": "2031-05-07",
                        "author": 7,
                        "source": "Aster Post",
                    },
                }
            ]
        }
    },
    "by number": {"7": PLAIN},
    "a list": [PLAIN, PLAIN | {"title": "Ferries run", "text": LAST}],
    "one object": {
        "headline": "Envoys meet",
        "articleBody": f"{STORY}\n\n{LAST}",
        "datePublished": "2031-05-07",
        "publisher": {"name": "Aster Post"},
        "url": ADDRESS,
    },
    "an answer": {
        "status": "ok",
        "totalResults": 2,
        "articles": [
            {
                "title": "Envoys meet",
                "content": STORY,
                "publishedAt": "2031-05-07T23:30:00Z",
                "source": {"id": None, "name": "Aster Post"},
                "url": ADDRESS,
            }
        ],
    },
    "a nested answer": {"response": {"docs": {"count": 1, "results": [PLAIN]}}},
    "hits": {"took": 3, "hits": {"total": 1, "hits": [{"_index": "news", "_id": "1", "_source": PLAIN}]}},
    "attributes": {"data": [{"type": "article", "id": "7", "attributes": PLAIN}], "links": {"self": ADDRESS}},
    "rendered": [
        {
            "id": 7,
            "date": "2031-05-07T10:00:00",
            "link": ADDRESS,
            "title": {"rendered": "Envoys meet"},
            "content": {"rendered": f"<p>{STORY}</p>"},
            "source": "Aster Post",
        }
    ],
    "paragraphs": [PLAIN | {"text": [STORY, LAST]}],
    "blocks": [PLAIN | {"text": [{"type": "p", "text": STORY}, {"type": "p", "text": LAST}]}],
    "a graph": {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Aster"},
            {
                "@type": "NewsArticle",
                "headline": "Envoys meet",
                "articleBody": STORY,
                "datePublished": "2031-05-07",
                "publisher": {"name": "Aster Post"},
                "url": ADDRESS,
            },
        ],
    },
}


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_articles_in_many_shapes(shape: str) -> None:
    """Title, text, outlet, day and address, wherever the list stands; nothing else becomes an article."""
    first, *others = documents(SHAPES[shape])
    assert (first.title, first.outlet, first.url) == ("Envoys meet", "Aster Post", ADDRESS)
    assert str(first.published and first.published.day) == "2031-05-07"
    assert first.text.split("\n\n")[0] == STORY
    assert [document.text for document in others] == ([LAST] if shape == "a list" else [])


def test_a_json_feed() -> None:
    """Its title is the outlet, its authors those of items without any; the longer of two texts is not needed where one is plain."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Aster Post",
        "language": "en-GB",
        "authors": [{"name": "Ann Body"}],
        "items": [
            {
                "id": "1",
                "url": ADDRESS,
                "title": "Envoys meet",
                "content_html": f"<p>{STORY}</p><p>{LAST}</p>",
                "date_published": "2031-05-07T23:30:00-05:00",
            },
            {"id": "2", "content_text": LAST, "authors": [{"name": "Bo Dy"}]},
        ],
    }
    first, second = documents(feed)
    assert (first.title, first.outlet, first.byline, first.language, first.url) == ("Envoys meet", "Aster Post", "Ann Body", "en", ADDRESS)
    assert (first.text, str(first.published and first.published.day)) == (f"{STORY}\n\n{LAST}", "2031-05-07")
    assert (second.text, second.byline, second.outlet) == (LAST, "Bo Dy", "Aster Post")


@pytest.mark.parametrize("name", ["news.json", "news.jsonl", "news.ndjson"])
@pytest.mark.parametrize("shape", ["lines", "one after another", "a list", "with a byte-order mark", "utf-16"])
def test_lines_and_lists_under_any_of_the_suffixes(name: str, shape: str) -> None:
    """Programs write lists into .jsonl files and lines into .json files."""
    rows = [PLAIN, PLAIN | {"title": "Ferries run", "text": LAST}]
    texts = {
        "lines": "\n".join(map(json.dumps, rows)),
        "one after another": "".join(json.dumps(row, indent=1) for row in rows),
        "a list": json.dumps(rows, indent=1),
    }
    data = texts.get(shape, texts["a list"]).encode("utf-16" if shape == "utf-16" else "utf-8-sig" if "mark" in shape else "utf-8")
    assert [read_markdown(entry.data).text for entry in opened(data, name)] == [STORY, LAST]


def test_what_is_damaged_costs_itself_only() -> None:
    """A list that is cut off, and a line that is none."""
    cut = opened(json.dumps([PLAIN, PLAIN | {"title": "Ferries run", "text": LAST}, PLAIN], indent=1)[:-90])
    assert [read_markdown(entry.data).text for entry in cut if entry.data] == [STORY, LAST]
    assert "starts here" in cut[-1].error
    lines = opened(json.dumps(PLAIN) + "\n{broken\n" + json.dumps(PLAIN | {"text": LAST}))
    assert [bool(entry.data) for entry in lines] == [True, True, False]
    assert (lines[-1].shown, lines[-1].error) == ("row 2", "The line is not JSON.")
    empty = opened(json.dumps([PLAIN, PLAIN | {"text": ""}]))
    assert [entry.error for entry in empty] == ["", "The row has no text."]
    assert "not JSON" in opened("{broken")[0].error


@pytest.mark.parametrize(
    "value",
    [
        {
            "name": "aster",
            "version": "1.0.0",
            "description": "A program that counts the ferries in the harbour by day.",
            "author": "Ann Body",
        },
        [
            {
                "id": "a",
                "type": "article-newspaper",
                "title": "Envoys meet",
                "abstract": STORY,
                "URL": ADDRESS,
                "issued": {"date-parts": [[2031, 5, 7]]},
            }
        ],
        {"type": "FeatureCollection", "features": [{"geometry": {"coordinates": [1, 2]}, "properties": {"title": "Aster"}}]},
        {"a": [1, 2, 3], "b": "words"},
        {
            "components": [
                {"name": "aster", "description": "A library that counts the ferries in the harbour by day.", "purl": "pkg:a/aster@1"}
            ]
        },
        {
            "title": "Harbour",
            "type": "object",
            "properties": {"port": {"title": "Port", "description": "The port in which the ferries of the island lie at night."}},
        },
        [],
        3,
        "text",
    ],
)
def test_other_json_holds_no_articles(value: Any, tmp_path: Path) -> None:
    """Settings of programs, bibliographies, maps: passed over in folders and archives."""
    data = json.dumps(value)
    assert not holds_articles(data.encode())
    assert [entry.skipped for entry in opened(data)] == [True]
    path = tmp_path / "a.json"
    path.write_text(data, encoding="utf-8")
    assert recognised_name(path) == ""


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=60),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["title", "text", "date", "articles", "items", "version", "source", "content", "messages"]),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_any_json_gives_entries_or_reasons(value: Any) -> None:
    """However its objects lie in one another."""
    assert all(entry.error or entry.skipped or entry.data for entry in opened(json.dumps(value)))


def test_half_of_an_emoji_becomes_a_replacement_sign() -> None:
    """As in every other file; a pair is the emoji."""
    text = '{"title": "Calm \\ud83d", "date": "2031-05-07", "text": "Ferries \\ud83d\\ude42 run again from Aster to the island on Friday, after a storm had kept them at the quay for two days, the master of the harbour said."}'
    assert "Calm \ufffd" in opened(text)[0].data.decode()
    assert "Ferries 🙂 run" in opened(text)[0].data.decode()


def test_objects_too_deep_inside_one_another_are_refused() -> None:
    """In a sentence."""
    assert opened("[" * 100_000)[0].error
    assert opened('{"a":' * 100_000)[0].error
