"""The HTML report: valid, self-contained, hostile words tamed, every link leads to something on the page."""

import itertools
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import html5lib
import pytest

from dossier.export.context import ExportContext
from dossier.export.formats.brief import brief
from dossier.export.html.actors import MOST_ARTICLES
from dossier.export.html.comparison import compare_sources
from dossier.export.html.page import report
from dossier.export.html.timeline_svg import MOST_ROWS, ROW, draw_timeline
from dossier.export.lookup import Lookup
from dossier.model.findings import Findings


class Page(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps the tag."""
        self.tags.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        """All values of one attribute."""
        return [a[name] or "" for _, a in self.tags if name in a]


@pytest.fixture
def text(context: ExportContext) -> str:
    """The page of the hand-made context."""
    return "".join(report(context))


def test_the_page_is_valid_html(text: str, nothing: ExportContext) -> None:
    """The strict html5lib parser finds nothing wrong; with an empty context too."""
    for page in (text, "".join(report(nothing))):
        html5lib.HTMLParser(strict=True).parse(page)


def test_every_link_inside_leads_to_one_place(text: str) -> None:
    """Ids are there once; each fragment has its id."""
    page = Page(text)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inside = [h.removeprefix("#") for h in page.values("href") if h.startswith("#")]
    assert set(inside) <= set(ids)
    assert {"e-m1", "r-m1-0", "w-q1", "q-q1"} <= set(inside)


def test_every_report_and_quotation_leads_to_its_words(context: ExportContext, text: str) -> None:
    """The mark that a link leads to holds the passage; two reports of one sentence share the mark."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    marks = {e.get("id"): "".join(e.itertext()).replace("↩", "") for e in tree.iter("mark") if e.get("id")}
    anchors = {e.get("id") for e in tree.iter("span") if e.get("id")}
    for event in context.findings.events:
        for number, source_report in enumerate(event.reports):
            name = f"r-{event.id}-{number}"
            assert name in anchors or marks[name] == source_report.text
    assert marks["w-q1"] == "We made progress,"


def test_nothing_is_loaded_and_nothing_runs(text: str) -> None:
    """No script, no image, no font, no style sheet from elsewhere; the page itself forbids them; links go to http(s) or inside."""
    page = Page(text)
    assert not {t for t, _ in page.tags} & {"script", "img", "iframe", "link", "object", "embed", "form", "base"}
    assert not [k for _, attributes in page.tags for k in attributes if k.startswith("on") or k == "src"]
    assert all(re.match(r"#|https?://", h) for h in page.values("href"))
    assert "default-src 'none'" in text
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    assert not re.search(r"url\(|@import", style[1])


def test_a_hostile_title_is_only_words(text: str) -> None:
    """It is shown as it is, and is no markup."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    titles = ["".join(e.itertext()) for e in tree.iter("h3")]
    assert any('<script>alert("x")</script>' in t for t in titles)
    assert list(tree.iter("script")) == []
    assert "\x1b" not in text


def test_figures_of_sources_stand_side_by_side(text: str) -> None:
    """A table where two sources report one strike."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    rows = [["".join(c.itertext()).strip() for c in row] for row in tree.iter("tr")]
    assert rows[0] == ["source", "killed", "without power"]
    assert [row[1:] for row in rows[1:]] == [["≥ 7", "1,200"], ["3", "–"]]


def test_what_sources_differ_on_stands_side_by_side(context: ExportContext) -> None:
    """Day, place and participants have a column where sources differ on them, and it is marked; a source without any of them has no row,
    and one source alone no table.
    """
    strike = context.findings.events[2]
    first, second = strike.reports
    first = replace(first, start=date(2031, 5, 6), end=date(2031, 5, 6), place="Velmar", participants=("p1",))
    second = replace(second, start=date(2031, 5, 7), end=date(2031, 5, 7), place="Tern", participants=("p1", "p2"), sure=False)
    lookup = Lookup(context)
    table = compare_sources(replace(strike, reports=(first, second), conflicts=("day", "place", "who")), lookup)
    assert table is not None
    assert [(c.words, c.differs, c.number) for c in table.columns[:4]] == [
        ("day", True, False),
        ("place", True, False),
        ("who", True, False),
        ("killed", False, True),
    ]
    assert [list(cells[:3]) for _, cells in table.rows] == [
        ["Tue 6 May 2031", "Velmar", "Orla Brandt"],
        ["~Wed 7 May 2031", "Tern", "Orla Brandt, Tomas Kerr"],
    ]
    assert compare_sources(replace(strike, reports=(first, replace(second, figures=())), conflicts=("killed",)), lookup) is None
    assert compare_sources(replace(strike, reports=(first,), conflicts=()), lookup) is None


def test_an_actor_leads_to_all_that_it_has_to_do_with(context: ExportContext, text: str) -> None:
    """To its events, its quotations, the paragraphs that name it; names in events and over quotations lead to the actor."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    item = next(e for e in tree.iter("li") if e.get("id") == "who-p1")
    leads = [a.get("href") or "" for a in item.iter("a")]
    article_id = context.articles[0].id
    assert {"#e-m0", "#e-m1", "#q-q1", f"#a-{article_id}", f"#a-{article_id}-1"} <= set(leads)
    assert "2 events · 1 quotation · named twice in 1 article" in "".join(item.itertext())
    assert text.count('href="#who-p1"') >= 3
    assert "who-s1" not in text, "an actor that no article names is not listed"


def test_sources_are_numbered_and_cited_by_their_numbers(context: ExportContext, text: str) -> None:
    """A list at the end says of each what the Markdown brief says; every sentence carries its number, every number leads there."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    listed = ["".join(e.itertext()) for e in tree.iter("li") if (e.get("id") or "").startswith("s-")]
    assert len(listed) == len(context.articles)
    citation = "The Morning Post, By Ann Marsh and Lew de Groot, “A meeting in Lisbon”, Wed 7 May 2031 (date stated)"
    assert listed[0].startswith(citation)
    assert "text-1.txt" in listed[0]
    assert citation in re.sub(r"\\(.)", r"\1", "".join(brief(context)))
    cited = {a.get("href"): "".join(a.itertext()) for a in tree.iter("a") if a.get("class") == "cite"}
    assert cited == {"#s-1": "[1]", "#s-2": "[2]"}
    assert all(any(a.get("class") == "cite" for a in e.iter("a")) for e in tree.iter("blockquote"))


def test_the_same_words_stand_once_with_where_else_they_were_printed(context: ExportContext) -> None:
    """Of one speaker, under the first to print them, with what differs; of another speaker, where that one stands."""
    first, other = context.findings.quotations
    again = replace(first, id="q3", article=other.article, span=other.span, same_as=("q1",), differs="“some” for “We made”")
    strange = replace(other, same_as=("q1",))
    first = replace(first, same_as=("q3", "q2"))
    findings = replace(context.findings, quotations=(first, strange, again))
    text = "".join(report(replace(context, findings=findings)))
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    blocks = {e.get("id"): re.sub(r"\s+", " ", "".join(e.itertext())) for e in tree.iter("blockquote") if e.get("id")}
    assert set(blocks) == {"q-q1", "q-q2"}
    assert 'also in =Evil, "Outlet" [2]: “some” for “We made”' in blocks["q-q1"]
    assert "same words, by another" in blocks["q-q1"]
    assert any(e.get("id") == "q-q3" for e in tree.iter("span"))


def test_a_name_that_many_articles_hold_is_counted_beyond_some(context: ExportContext) -> None:
    """The list of articles ends, and says how many more there are."""
    article, actor = context.articles[0], context.findings.actors[0]
    many = [replace(article, id=f"{n:012x}", sha256=f"{n:064x}") for n in range(MOST_ARTICLES + 3)]
    mentions = tuple(replace(actor.mentions[0], article=a.id) for a in many)
    links = [replace(context.findings.articles[0], article=a.id) for a in many]
    findings = Findings(tuple(links), (replace(actor, mentions=mentions, roles=()),))
    assert "<li>and 3 more</li>" in "".join(report(replace(context, articles=tuple(many), findings=findings, entries=())))


def test_notes_are_on_their_items_and_only_when_requested(context: ExportContext, text: str) -> None:
    """Beside the article, and in a list; none without --notes."""
    assert text.count("Ask the *zebra*") == 2
    assert "zebra" not in "".join(report(replace(context, entries=())))


def test_a_page_has_language_title_and_style_for_print(text: str) -> None:
    """The structure that screen readers, programs and printers look for."""
    assert '<html lang="en">' in text
    assert "<title>Case [1] *of* the &lt;harbour&gt;</title>" in text
    assert "@media print" in text
    assert "prefers-color-scheme: dark" in text


def test_the_picture_keeps_shapes_apart_and_inside(context: ExportContext) -> None:
    """Many events on few days: within the rows there are, none beyond the edges; undated ones are not drawn."""
    strike, meeting = context.findings.events[2], context.findings.events[1]
    first = date(2031, 5, 1)
    many = [
        replace(e, id=f"{e.id}{n}", start=first + timedelta(n % 5), end=first + timedelta(n % 5))
        for n in range(30)
        for e in (strike, meeting)
    ]
    timeline = draw_timeline([*many, context.findings.events[3]], Lookup(context))
    assert timeline is not None
    assert len(timeline.marks) == 60
    assert all(s.x >= 0 and s.x + s.width <= timeline.width and 0 < s.y < timeline.height for s in timeline.marks)
    assert all((s.y < timeline.line) == (s.event.kind == "meeting") for s in timeline.marks)
    assert timeline.height <= 2 * MOST_ROWS * ROW + 100
    boxes = sorted((s.y, s.x, s.x + s.width) for s in timeline.marks if s.label)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in itertools.pairwise(boxes))


def test_too_many_events_are_counted_in_columns(context: ExportContext) -> None:
    """Thousands are not drawn one by one; every one is counted, and each column leads to an event."""
    strike, meeting = context.findings.events[2], context.findings.events[1]
    first = date(2031, 5, 1)
    many = [
        replace(e, id=f"{e.id}{n}", start=first + timedelta(n % 50), end=first + timedelta(n % 50))
        for n in range(1000)
        for e in (strike, meeting)
    ]
    timeline = draw_timeline(many, Lookup(context))
    assert timeline is not None
    assert sum(s.count for s in timeline.marks) == 2000
    assert len(timeline.marks) <= 100
    assert all(s.y - s.radius > 0 and s.y + s.radius < timeline.height for s in timeline.marks)
    assert {s.event.id for s in timeline.marks} <= {e.id for e in many}


@pytest.mark.skipif(shutil.which("tidy") is None, reason="tidy is not installed; CI installs it")
def test_tidy_finds_nothing_wrong(text: str, nothing: ExportContext) -> None:
    """Debian's validator has no complaint, but for links within drawings, whose href and class it does not know."""
    for page in (text, "".join(report(nothing))):
        result = subprocess.run(["tidy", "-q", "-e", "-utf8"], input=page.encode(), capture_output=True, check=False)
        ignored = re.compile(r'Warning: <a> proprietary attribute "(href|class)"')
        assert [line for line in result.stderr.decode().splitlines() if not ignored.search(line)] == []


def test_what_can_be_shown_alone_is_offered_with_its_count(text: str, nothing: ExportContext) -> None:
    """A choice for each kind of event that there is, each with a rule of style; where there is nothing to choose, none."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    labels = ["".join(e.itertext()) for e in tree.iter("label")]
    assert labels == ["all 4", "meetings 3", "strikes 1", "planned 1", "several sources 1", "sources differ 1"]
    names = [e.get("id") or "" for e in tree.iter("input")]
    assert all(f"#{name}:checked" in text for name in names[1:])
    assert "fieldset" not in re.sub(r"<style>.*?</style>", "", "".join(report(nothing)), flags=re.DOTALL)
