"""Round trips of exports: each format is read by a library of its own and equals the facts, of a made-up dossier and of the sample."""

import csv
import io
import json
import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import html5lib
import networkx as nx
import pytest
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from icalendar import Calendar
from markdown_it import MarkdownIt

from dossier.api import Dossier
from dossier.export.formats.annotations import article_iri
from dossier.model.event import Event, FigureKind, Status
from dossier.model.notebook import AnchorKind, NoteStatus

CSL_TYPES = {"article-newspaper", "webpage"}
LINK = re.compile(r"(?<!\\)\[\[([^\]|#]+)(?:#\^([\w-]+))?\|[^\]]*\]\]")


@pytest.fixture(params=["reports", "sample"])
def case(request: pytest.FixtureRequest) -> Dossier:
    """The made-up reports, then the sample, each with a note and a bookmark."""
    opened: Dossier = request.getfixturevalue(request.param)
    event, article = opened.query.snapshot.findings.events[0], opened.query.snapshot.articles_by_day[0]
    opened.notebook.note(opened.notebook.anchor_of(AnchorKind.EVENT, event.id), "Ask the zebra.", ("verify",), NoteStatus.TO_VERIFY)
    opened.notebook.bookmark(opened.notebook.anchor_of(AnchorKind.ARTICLE, article.id))
    return opened


def dated(case: Dossier) -> dict[str, Event]:
    """The events that have a day, by id."""
    return {e.id: e for e in case.query.snapshot.findings.events if e.start and e.end and not e.hidden}


def outlets(case: Dossier) -> dict[str, str]:
    """The outlets of articles by id."""
    return {a.id: a.outlet for a in case.query.snapshot.articles_by_day}


def table(case: Dossier, name: str) -> list[dict[str, str]]:
    """A table as a spreadsheet reads it: with the mark in front, strict as to marks and line ends."""
    data = case.exports.prepare("csv", table=name, bom=True).text.encode()
    return list(csv.DictReader(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline=""), strict=True))


def same_words(text: str) -> str:
    """Text with its blanks alike."""
    return " ".join(text.split())


def test_the_long_table_holds_every_report(case: Dossier) -> None:
    """Event, source, sentence, place in the article and figures, one row each."""
    texts = {a.id: a.text for a in case.query.snapshot.articles_by_day}
    rows, facts = table(case, "reports"), [(e, r) for e in case.query.snapshot.findings.events for r in e.reports]
    assert [(r["event"], r["article"], r["text"]) for r in rows] == [(e.id, r.article, r.text) for e, r in facts]
    assert all(texts[r["article"]][int(r["start_char"]) : int(r["end_char"])] == r["text"] for r in rows)
    for row, (event, report) in zip(rows, facts, strict=True):
        assert (row["start"], row["end"]) == tuple(d.isoformat() if d else "" for d in (event.start, event.end))
        assert {n: int(row[n]) for n in (f.value for f in FigureKind) if row[n]} == {f.name: f.value for f in report.figures}


def test_the_wide_table_holds_every_event_once(case: Dossier) -> None:
    """Days, place, people by name, sources and the range of each figure."""
    names, events = {a.id: a.name for a in case.query.snapshot.findings.actors}, case.query.snapshot.findings.events
    rows = table(case, "events")
    assert [r["event"] for r in rows] == [e.id for e in events]
    for row, event in zip(rows, events, strict=True):
        assert row["participants"] == "; ".join(names[p] for p in event.participants)
        assert (row["place"], row["status"], int(row["articles"])) == (event.place, event.status.value, len(event.articles))
        for name in FigureKind:
            values = [f.value for r in event.reports for f in r.figures if f.name == name]
            bounds = (row[f"{name.value}_least"], row[f"{name.value}_most"])
            assert bounds == ((str(min(values)), str(max(values))) if values else ("", ""))


def test_tables_of_quotations_and_actors_say_the_same(case: Dossier) -> None:
    """Words, speaker, cue and channel; name, side, aliases and counts."""
    names = {a.id: a.name for a in case.query.snapshot.findings.actors}
    quotes = [(q.id, q.text, names.get(q.speaker or "", q.speaker_text), q.cue, q.channel) for q in case.query.snapshot.findings.quotations]
    assert [(r["quotation"], r["text"], r["speaker"], r["cue"], r["channel"]) for r in table(case, "quotes")] == quotes
    actors = [(a.name, a.side or "", "; ".join(a.aliases), str(len(a.mentions))) for a in case.query.snapshot.findings.actors]
    assert [(r["name"], r["side"], r["aliases"], r["mentions"]) for r in table(case, "actors")] == actors


def test_lines_say_what_the_object_says(case: Dossier) -> None:
    """Each line is an object by itself; put together they are the facts, notes too."""
    whole = json.loads(case.exports.prepare("json", notes=True).text)
    rows = [json.loads(line) for line in case.exports.prepare("jsonl", notes=True).text.splitlines()]
    parts = {"article": "articles", "event": "events", "quote": "quotes", "note": "notes"}
    for kind, part in parts.items():
        assert [{k: v for k, v in r.items() if k != "type"} for r in rows if r["type"] == kind] == whole[part]
    assert sum(r["type"] == "mention" for r in rows) == sum(len(a["mentions"]) for a in whole["actors"])


def test_the_brief_prints_every_sentence_and_quotation(case: Dossier) -> None:
    """As a reader of Markdown shows it: nothing is lost to a mark; footnotes are used and defined; notes are as written."""
    text = case.exports.prepare("markdown", notes=True).text
    shown = same_words(unescape(re.sub(r"<[^>]+>", "", MarkdownIt().render(re.sub(r"(?<!\\)\[\^\d+\]", "", text)))))
    for sentence in (r.text for e in case.query.snapshot.findings.events for r in e.reports):
        assert same_words(sentence) in shown
    for quotation in case.query.snapshot.findings.quotations:
        assert f"“{same_words(quotation.text)}”" in shown
    assert "Ask the zebra." in shown
    used, defined = (re.findall(p, text, re.MULTILINE) for p in (r"\[\^(\d+)\](?!:)", r"^\[\^(\d+)\]:"))
    assert set(used) == set(defined)
    assert len(defined) == len(set(defined))
    assert [int(n) for n in defined] == list(range(1, len(defined) + 1))


def test_the_report_shows_every_event_quotation_and_paragraph(case: Dossier) -> None:
    """As html5lib reads it: each event with its sentences, each quotation, each article's text whole."""
    tree = html5lib.parse(case.exports.prepare("html").text, namespaceHTMLElements=False)
    texts = {e.get("id"): same_words("".join(e.itertext())) for e in tree.iter() if e.get("id")}
    for event in case.query.snapshot.findings.events:
        assert all(same_words(r.text) in texts[f"e-{event.id}"] for r in event.reports)
    for quotation in case.query.snapshot.findings.quotations:
        assert texts[f"w-{quotation.id}"].replace("↩", "").strip() == same_words(quotation.text)
    for article in case.query.snapshot.articles_by_day:
        shown = re.sub(r"\W", "", texts[f"a-{article.id}"])
        assert all(re.sub(r"\W", "", p.span.of(article.text)) in shown for p in article.paragraphs())


def test_slides_stand_on_the_days_of_their_events(case: Dossier) -> None:
    """Every event with a day, under its id and kind, no finer than the day is known."""
    timeline = json.loads(case.exports.prepare("timelinejs").text)
    assert set(timeline) == {"scale", "title", "events"}
    slides = {s["unique_id"]: s for s in timeline["events"]}
    assert set(slides) == set(dated(case))
    for ident, event in dated(case).items():
        slide = slides[ident]
        for name, day in (("start_date", event.start), ("end_date", event.end)):
            assert day is not None
            assert slide[name].items() <= {"year": day.year, "month": day.month, "day": day.day}.items()
            assert ("day" in slide[name]) == (event.granularity not in {"month", "season", "year"})
        assert slide["group"] == event.kind
        assert all(same_words(r.text) in unescape(slide["text"]["text"]) for r in event.reports)


def test_the_calendar_says_when_where_and_how_sure(case: Dossier) -> None:
    """UID, days with an end that is not part of them, place; what is planned, a guess or no single day is tentative."""
    read = Calendar.from_ical(case.exports.prepare("ics").text)
    assert isinstance(read, Calendar)
    entries: dict[str, Any] = {str(e["UID"]): e for e in read.walk("VEVENT")}
    assert set(entries) == {f"{ident}@dossier" for ident in dated(case)}
    for ident, event in dated(case).items():
        entry = entries[f"{ident}@dossier"]
        assert event.end
        assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (event.start, event.end + timedelta(days=1))
        assert str(entry.get("LOCATION", "")) == event.place
        sure = event.sure and event.status is Status.OCCURRED and event.granularity == "day"
        assert str(entry["STATUS"]) == ("CONFIRMED" if sure else "TENTATIVE")
        assert all(r.text in str(entry["DESCRIPTION"]) for r in event.reports)


def test_three_bibliographies_say_the_same(case: Dossier) -> None:
    """Title, outlet, day, address, language of every article under one key; CSL-JSON has what its schema requires."""
    items = json.loads(case.exports.prepare("csl").text)
    entries = parse_string(case.exports.prepare("bibtex").text, append_middleware=[LatexDecodingMiddleware()])
    records = rispy.loads(case.exports.prepare("ris").text)
    assert entries.failed_blocks == []
    assert len(items) == len(entries.entries) == len(records) == len(case.query.snapshot.articles_by_day)
    for article, item, entry, record in zip(case.query.snapshot.articles_by_day, items, entries.entries, records, strict=True):
        day = case.query.snapshot.published(article.id).day
        assert item["id"] == entry.key == record["id"]
        assert item["type"] in CSL_TYPES
        assert item["title"] == entry["title"].strip("{}") == record["title"] == same_words(article.title)
        assert (item.get("container-title", ""), record.get("secondary_title", "")) == (article.outlet, article.outlet)
        assert entry["organization"].strip("{}") == article.outlet if article.outlet else "organization" not in entry
        if day:
            assert item["issued"]["date-parts"] == [[day.year, day.month, day.day]]
            assert (entry["date"], record["date"]) == (day.isoformat(), f"{day:%Y/%m/%d}")
        assert item["language"] == record["language"] == article.language
        assert article.file in item["note"]
        assert record["type_of_reference"] == "NEWS"


def test_selectors_find_their_words(case: Dossier) -> None:
    """Each quote, with what stands before and behind it, in the text of its article; each place holds the quote; nothing is left out."""
    texts = {a.url or article_iri(a.sha256): a.text for a in case.query.snapshot.articles_by_day}
    annotations = json.loads(case.exports.prepare("annotations", notes=True).text)
    items = annotations["first"]["items"]
    reports = sum(len(e.reports) for e in case.query.snapshot.findings.events)
    assert annotations["total"] == len(items) == reports + len(case.query.snapshot.findings.quotations) + len(case.notebook.entries())
    for target in (i["target"] for i in items if isinstance(i["target"], dict)):
        selectors = target["selector"] if isinstance(target["selector"], list) else [target["selector"]]
        quote = next(s for s in selectors if s["type"] == "TextQuoteSelector")
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert quote["exact"]
        assert around in texts[target["source"]]
        for place in (s for s in selectors if s["type"] == "TextPositionSelector"):
            assert texts[target["source"]][place["start"] : place["end"]] == quote["exact"]


def test_the_vault_is_linked_and_its_properties_are_the_facts(case: Dossier, tmp_path: Path) -> None:
    """As files on a disk: every link leads to a file, every block to a block; days, places, aliases as YAML reads them."""
    case.exports.prepare("obsidian", notes=True).save(tmp_path / "vault")
    files = {
        p.relative_to(tmp_path / "vault").as_posix().removesuffix(".md"): p.read_text(encoding="utf-8")
        for p in (tmp_path / "vault").rglob("*.md")
    }
    links = [link for text in files.values() for link in LINK.findall(text)]
    assert links
    for name, block in links:
        assert name in files
        assert not block or re.search(rf"\^{re.escape(block)}$", files[name], re.MULTILINE)
    properties = {name: yaml.safe_load(text.split("---\n")[1]) for name, text in files.items() if text.startswith("---\n")}
    events = sorted((p.get("start") or date.max, p.get("place", "")) for n, p in properties.items() if n.startswith("Events/"))
    assert events == sorted((e.start or date.max, e.place) for e in case.query.snapshot.findings.events)
    for actor in case.query.snapshot.findings.actors:
        pages = [p for n, p in properties.items() if n == f"Actors/{actor.name}"]
        assert not pages or pages[0].get("aliases", []) == list(actor.aliases)
    assert sum(n.startswith("Articles/") for n in files) == len(case.query.snapshot.articles_by_day)
    text = "\n".join(files.values())
    assert "Ask the zebra." in text


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_graph_has_every_actor_and_who_met_whom(case: Dossier, form: str) -> None:
    """Nodes with their words and counts; an edge at least between all who share an event, weighing what it rests on."""
    text = case.exports.prepare(form).text
    graph = nx.parse_graphml(text) if form == "graphml" else nx.read_gexf(io.BytesIO(text.encode()), version="1.2draft")
    actors = {a.id: a for a in case.query.snapshot.findings.actors}
    assert set(graph) == set(actors)
    for ident, node in graph.nodes(data=True):
        assert (node["label"], node["kind"], node.get("side") or None) == (actors[ident].name, actors[ident].kind.value, actors[ident].side)
        assert (node["mentions"], node["articles"]) == (len(actors[ident].mentions), len(actors[ident].articles))
    for event in case.query.snapshot.findings.events:
        present = {i for i in (*event.participants, event.attacker) if i}
        assert all(graph.has_edge(one, other) for one in present for other in present if one < other)
    articles = {a.id for a in case.query.snapshot.articles_by_day}
    for _, _, edge in graph.edges(data=True):
        assert edge["weight"] == edge["paragraphs"] + edge["events"] > 0
        assert set(edge["articles"].split("; ")) <= articles


def test_acled_rows_are_the_events_that_took_place(case: Dossier) -> None:
    """Day, place, lowest figure of the killed, sources."""
    rows = {r["event_id_cnty"]: r for r in csv.DictReader(io.StringIO(case.exports.prepare("acled").text, newline=""), strict=True)}
    occurred = {f"DOS-{i}": e for i, e in dated(case).items() if e.status is Status.OCCURRED}
    assert set(rows) == set(occurred)
    for ident, event in occurred.items():
        row, killed = rows[ident], [f.value for r in event.reports for f in r.figures if f.name == FigureKind.KILLED]
        assert event.start
        assert (row["event_date"], row["year"]) == (event.start.isoformat(), str(event.start.year))
        assert row["fatalities"] == (str(min(killed)) if killed else "")
        assert row["location"] == event.place.split(",")[0].strip()
        sources = {o for a in event.articles if (o := outlets(case)[a])}
        assert sources <= set(row["source"].split("; "))
