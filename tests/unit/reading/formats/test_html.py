"""Saved web pages."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.errors import UnreadableFile
from dossier.model.article import DateBasis
from dossier.reading.formats.html import decode_page, read_html

DATA = Path(__file__).parents[3] / "data" / "reading"


def test_a_page_gives_its_metadata() -> None:
    """Title, outlet, author, language, address and day come from the page's own metadata."""
    draft = read_html((DATA / "harbour.html").read_bytes())
    assert (draft.title, draft.outlet, draft.byline) == ("Envoys meet in harbour town", "The Aster Post", "Ann Body")
    assert (draft.language, draft.url) == ("en", "https://example.org/a/1")
    assert draft.published is not None
    assert (draft.published.day, draft.published.basis) == (date(2026, 2, 4), DateBasis.GIVEN)


def test_the_reporting_keeps_its_paragraphs() -> None:
    """Paragraphs, subheads and block quotes stay separate; navigation, boxes and the foot of the page are removed."""
    text = read_html((DATA / "harbour.html").read_bytes()).text
    parts = text.split("\n\n")
    assert len(parts) == 5
    assert parts[2] == "What comes next"
    assert "foreign minister of Freeland" in parts[1]
    assert not [word for word in ("Home", "Most read", "rights reserved", "Coastpix") if word in text]


def test_a_page_without_an_article_has_no_text() -> None:
    """An empty page gives an empty document."""
    assert read_html(b"<html><body></body></html>").text == ""


@pytest.mark.parametrize(
    "declaration", [b'<meta charset="koi8-r">', b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">']
)
def test_the_declared_encoding_is_used(declaration: bytes) -> None:
    """A page in a legacy encoding is read as it says of itself."""
    assert "Переговоры" in decode_page(declaration + "Переговоры".encode("koi8_r"))


def test_a_wrong_declaration_does_not_matter() -> None:
    """Bytes that are UTF-8, or a name that no encoding has, are read by what they are."""
    assert "Lindström" in decode_page('<meta charset="koi8-r">Lindström'.encode())
    assert "café" in decode_page('<meta charset="no-such">She left the café at noon, and nobody saw her go.'.encode("cp1252"))


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/=\"' abp&;!-"), max_size=120))
def test_any_page_makes_a_draft(page: str) -> None:
    """Broken markup never fails."""
    assert isinstance(read_html(page.encode() or b"<").text, str)


def test_a_saved_page_of_thirty_megabytes_is_read_without_its_pictures() -> None:
    """Embedded pictures and fonts do not count; markup past the limit is refused, and the message names the limit."""
    page = (DATA / "harbour.html").read_bytes()
    picture = b"<img src='data:image/png;base64," + b"iVBORw0KGgo" * 2_800_000 + b"'></body>"
    assert read_html(page.replace(b"</body>", picture)).text == read_html(page).text
    with pytest.raises(UnreadableFile, match="5 MB"):
        read_html(page.replace(b"</body>", b"<div>a</div>" * 600_000 + b"</body>"))


def test_a_declaration_below_a_long_comment_is_used() -> None:
    """However much stands above it; one inside a comment is none."""
    above = b"<html><head><!-- <meta charset=latin1> " + b"do not edit " * 5_000 + b"-->"
    assert "Переговоры" in decode_page(above + b'<meta charset="windows-1251">' + "Переговоры".encode("cp1251"))


FIRST = "Envoys of three states met in Port Aster on Wednesday for talks that are to last two days, officials said."
BODY = [
    "The master of the harbour had the quays cleared in the morning, and boats lay at anchor in the bay until dusk.",
    "Nobody spoke of a deal on the first evening, though two of the delegations dined together in the old town hall.",
    "The second day begins in the morning, and nobody expects much before the delegations fly home again on Friday.",
    "Fishing rights remain the sorest point, and neither side has moved on them since the last round ended in May.",
]
TITLE = "Envoys meet in harbour town"


def page(body: str, head: str = "", title: str = f"{TITLE} | The Aster Post") -> bytes:
    """A page with a menu and a foot."""
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/coast'>Coast</a></li></ul></nav>"
    foot = "<footer><p>© 2026 The Aster Post</p></footer>"
    return f"<html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{menu}{body}{foot}</body></html>".encode()


def prose(paragraphs: list[str]) -> str:
    """Paragraphs as markup."""
    return "".join(f"<p>{line}</p>" for line in paragraphs)


@pytest.mark.parametrize(
    "opening",
    [
        f"<h1>{TITLE}</h1><div class='abstract'>{FIRST}</div>",
        f"<header><h1>{TITLE}</h1><p class='lead'><strong>{FIRST}</strong></p></header>",
        f"<h1>{TITLE}</h1><section><h2>{FIRST}</h2></section><p>By Ann Body</p><figure><figcaption>Boats in the bay on a quiet day</figcaption></figure>",
        f"<div class='opener'><p>{FIRST}</p></div><h1>{TITLE}</h1>",
        f"<aside class='article-standfirst'><p>{FIRST}</p></aside><h1>{TITLE}</h1>",
    ],
)
def test_an_opening_paragraph_outside_the_body_is_kept(opening: str) -> None:
    """Whatever its element; authors and captions between are none."""
    text = read_html(page(f"<main>{opening}<div class='story-content'>{prose(BODY)}</div></main>")).text
    assert text.split("\n\n") == [FIRST, *BODY]


def test_lines_of_author_and_day_below_the_title_are_no_text() -> None:
    """They are the author and the day, where the metadata name none."""
    document = read_html(page(f"<h1>{TITLE}</h1><p>4 February 2026</p><p>By Ann Body</p>{prose([FIRST, *BODY])}"))
    assert document.text.split("\n\n") == [FIRST, *BODY]
    assert (document.byline, document.published and document.published.day) == ("Ann Body", date(2026, 2, 4))


def test_windows_signs_in_a_page_of_another_latin_encoding_are_signs() -> None:
    """ISO 8859-15 has control characters at their numbers, which no page means."""
    words = page(
        f"<h1>{TITLE}</h1>{prose([FIRST, *BODY])}<p>\x93We are close\x94, said Olga Lind, who speaks for the harbour, at a price of 5 \xa4.</p>"
    )
    data = words.decode().replace("charset=utf-8", "charset=iso-8859-15").encode("latin-1")
    assert "“We are close”, said Olga Lind, who speaks for the harbour, at a price of 5 €." in read_html(data).text


@pytest.mark.parametrize(
    "second", ["<div class='mobile'>{}</div>", "<div style='display:none'>{}</div>", "<div class='d-block d-md-none'>{}</div>"]
)
def test_a_text_that_stands_twice_is_read_once(second: str) -> None:
    """For small screens, hidden or not."""
    twice = f"<article><h1>{TITLE}</h1><div>{prose([FIRST, *BODY])}</div>{second.format(prose([FIRST, *BODY]))}</article>"
    assert read_html(page(twice)).text.split("\n\n") == [FIRST, *BODY]


@pytest.mark.parametrize(
    "hidden", ["class='sr-only'", "class='screen-reader-text'", "class='element-invisible'", "class='u-visually-hidden'", "hidden"]
)
def test_headings_for_screen_readers_are_no_title(hidden: str) -> None:
    """The title is the heading that the window's title names, wherever in it."""
    body = f"<h1 {hidden}>Main navigation</h1><h2 {hidden}>Where am I</h2><div><h1>{TITLE}</h1>{prose([FIRST, *BODY])}</div>"
    for title in (f"Harbour Office | Press | {TITLE}", f"{TITLE} - Harbour Office", "Harbour Office"):
        document = read_html(page(body, title=title))
        assert document.title == TITLE
        assert document.text.startswith(FIRST)


def test_a_table_stands_in_the_text_row_by_row() -> None:
    """Each row is a line, the cells parted by semicolons."""
    table = "<table><tr><th>Port</th><th>Boats</th></tr><tr><td>Old Quay</td><td>12</td></tr><tr><td>Marsk</td><td>7</td></tr></table>"
    parts = read_html(page(f"<article><h1>{TITLE}</h1>{prose([FIRST, *BODY[:2]])}{table}{prose(BODY[2:])}</article>")).text.split("\n\n")
    assert parts == [FIRST, *BODY[:2], "Port; Boats", "Old Quay; 12", "Marsk; 7", *BODY[2:]]


@pytest.mark.parametrize(
    "body",
    [
        "<div id='root'></div><noscript>You need JavaScript to read this.</noscript><script>load()</script>",
        "<div><p>Please turn on JavaScript and cookies to continue reading on this site.</p></div>",
    ],
)
def test_a_page_without_its_article_is_refused(body: str) -> None:
    """The sentence says why, and how to save it."""
    with pytest.raises(UnreadableFile, match="loads it with a script") as caught:
        read_html(page(body))
    assert "browser" in caught.value.do


def test_an_article_about_scripts_is_one() -> None:
    """Words on JavaScript in a text do not make it a request; a request beside an article does not matter."""
    article = f"<article><h1>{TITLE}</h1>{prose([FIRST, 'The site of the talks was written in JavaScript by two pupils of the harbour school.', *BODY])}</article>"
    assert FIRST in read_html(page(f"{article}<noscript>Please enable JavaScript.</noscript>")).text


def test_a_list_of_articles_is_refused() -> None:
    """Teasers under linked headings; links below an article do not make it a list, nor does a short one with its day in the metadata."""
    teasers = "".join(
        f"<article><h3><a href='/{n}'>Headline number {n}</a></h3><time>{n} May</time><p>{line}</p></article>"
        for n, line in enumerate(BODY)
    )
    with pytest.raises(UnreadableFile, match="lists several articles"):
        read_html(page(f"<main><h1>Coast</h1>{teasers}</main>", title="Coast | The Aster Post"))
    assert read_html(page(f"<main><h1>{TITLE}</h1>{prose([FIRST])}{teasers}</main>")).text
    assert read_html(page(f"<main>{teasers}</main>", "<meta property='article:published_time' content='2026-02-04'>")).text


@pytest.mark.parametrize(
    "teaser",
    [
        "<ul><li><a href='/{n}'><h2>Headline number {n}</h2><p>{line}</p></a></li></ul>",
        "<article><a href='/{n}'>Headline of number {n}</a><p>{line}</p></article>",
    ],
)
def test_lists_of_articles_of_other_shapes_are_refused(teaser: str) -> None:
    """In a list, or under links that are no headings."""
    teasers = "".join(teaser.format(n=n, line=line) for n, line in enumerate(BODY))
    with pytest.raises(UnreadableFile, match="lists several articles"):
        read_html(page(f"<main><h1>Coast</h1>{teasers}</main>", title="Coast"))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Just a moment...", "Checking your browser before accessing the site. This process is automatic."),
        ("Access Denied", "You have no permission to see this. Reference 18.2"),
        ("Page not found | The Aster Post", "The page that you are looking for does not exist or has been moved."),
    ],
)
def test_what_a_site_shows_in_place_of_an_article_is_refused(title: str, words: str) -> None:
    """A check for robots, a refusal, a page that is gone; an article about them is one."""
    with pytest.raises(UnreadableFile, match="has no article: the site shows"):
        read_html(page(f"<h1>{title}</h1><p>{words}</p>", title=title))
    assert read_html(page(f"<h1>{TITLE}</h1>{prose([FIRST, *BODY])}<p>Access denied, said the sign at the gate of the harbour.</p>")).text


def test_a_quotation_set_apart_stands_once() -> None:
    """The large letters repeat what the text says."""
    quotation = "We are close, and nobody should now leave the table"
    body = prose([FIRST, f"“{quotation}”", *BODY, f"“{quotation},” said Olga Lind, who speaks for the harbour."])
    assert read_html(page(f"<article><h1>{TITLE}</h1>{body}</article>")).text.count(quotation) == 1


def test_the_headline_is_the_title_where_every_page_has_the_site_s_name() -> None:
    """And the first heading is one for screen readers."""
    body = f"<h1 class='sr-only'>Article</h1><h2>{TITLE}</h2>{prose([FIRST, *BODY])}"
    assert read_html(page(body, title="The Aster Post")).title == TITLE


def test_the_order_of_figures_is_proved_by_the_day_of_the_change() -> None:
    """The second day on the line can only be read in one order."""
    body = f"<h1>{TITLE}</h1><p>04/02/2026 - Updated 26/03/2026</p>{prose([FIRST, *BODY])}"
    published = read_html(page(body, "<meta name='last-modified' content='2026-03-26'>")).published
    assert published is not None
    assert published.day == date(2026, 2, 4)


def test_a_page_from_an_archive_whose_addresses_have_no_day() -> None:
    """The outlet is the one behind the title."""
    head = "<link rel='canonical' href='https://perma.cc/AB12-CD34'><meta property='og:site_name' content='Perma.cc'>"
    assert read_html(page(f"<article><h1>{TITLE}</h1>{prose([FIRST, *BODY])}</article>", head)).outlet == "The Aster Post"


LINKED = "".join(f"<h3><a href='/{n}'>Headline number {n}</a></h3>" for n in range(4))


@pytest.mark.parametrize(
    "body",
    [
        f"<div><a href='/1'>News</a></div><div><a href='/2'>Coast</a></div><div><a href='/3'>Sport</a></div><h1>Ferry</h1>{prose([FIRST])}<h2>Why</h2>{prose(BODY[:1])}",
        f"{LINKED}<h1>Ferry</h1><div>{'<br><br>'.join([FIRST, *BODY] * 3)}</div>",
        f"{LINKED}<h1>{TITLE}</h1>{prose([FIRST])}<h2>Why</h2>{prose(BODY[:1])}",
    ],
    ids=["links of a menu", "lines parted by breaks", "a headline of its own"],
)
def test_an_article_between_links_is_no_list(body: str) -> None:
    """Linked headings above or beside an article, each page with something that no front page has."""
    title = TITLE if TITLE in body else "Ferry"
    assert FIRST in read_html(page(f"<main>{body}</main>", title=title)).text


@pytest.mark.parametrize(
    "address",
    [
        "https://web.archive.org/web/20260509101500/https://asterpost.example/a/1",
        "https://web.archive.org/web/20260509101500mp_/https://asterpost.example/a/1",
        "https://archive.ph/2026.05.09-101500/https://asterpost.example/a/1",
        "https://webarchive.example.gov/ukgwa/20260509101500/https://asterpost.example/a/1",
    ],
)
def test_a_page_from_an_archive_is_the_outlet_s_own(address: str) -> None:
    """Address, outlet and day are those of the page; the day of capture dates nothing."""
    head = (
        f"<link rel='canonical' href='{address}'><meta property='og:site_name' content='archive.ph'>"
        "<meta property='article:modified_time' content='2026-05-09T10:15:00Z'>"
    )
    bar = "<div id='HEADER'><time itemprop='pubdate' datetime='2026-05-09T10:15:00Z'>9 May 2026</time></div><div id='wm-ipp-base'>9 May 2026</div>"
    article = f"<article><h1>{TITLE}</h1><p>{{}}</p>{prose([FIRST, *BODY])}</article>"
    document = read_html(page(bar + article.format("Wednesday 4 February 2026"), head))
    assert (document.url, document.outlet) == ("https://asterpost.example/a/1", "The Aster Post")
    assert document.published is not None
    assert document.published.day == date(2026, 2, 4)
    undated = read_html(page(bar + article.format("By Ann Body"), head)).published
    assert undated is None or undated.day is None


def test_the_printed_day_comes_before_the_day_of_the_last_change() -> None:
    """A page whose metadata name only its last change; where nothing is printed, that day is an inference."""
    head = "<meta property='article:modified_time' content='2026-05-09T08:00:00Z'><script type='application/ld+json'>{\"dateModified\": \"2026-05-09\"}</script>"
    article = f"<article><h1>{TITLE}</h1><p>{{}}</p>{prose([FIRST, *BODY])}</article>"
    for line in (
        "Published on 4 February 2026, last changed on 9 May 2026",
        "By Ann Body, first published on 4 February 2026",
        "04.02.2026",
    ):
        published = read_html(page(article.format(line), head)).published
        assert published is not None
        assert (published.day, published.basis) == (date(2026, 2, 4), DateBasis.STATED)
    bare = read_html(page(article.format("By Ann Body"), head)).published
    assert bare is not None
    assert (bare.day, bare.basis) == (date(2026, 5, 9), DateBasis.INFERRED)
    both = read_html(page(article.format("By Ann Body"), head + "<meta property='article:published_time' content='2026-02-04'>")).published
    assert both is not None
    assert (both.day, both.basis) == (date(2026, 2, 4), DateBasis.GIVEN)


@pytest.mark.parametrize(
    ("body", "day", "basis"),
    [
        (f"<h1><a href='/a/1'>{TITLE}</a></h1><p>4 February 2026</p>{prose([FIRST, *BODY])}", date(2026, 2, 4), DateBasis.STATED),
        (f"<h1>{TITLE}</h1><div><h5>Date:</h5> 04.02.2026</div>{prose([FIRST, *BODY])}", date(2026, 2, 4), DateBasis.STATED),
        (f"<form><h1>{TITLE}</h1><p>4 February 2026</p>{prose([FIRST, *BODY])}</form>", date(2026, 2, 4), DateBasis.STATED),
        (f"<h1>{TITLE}</h1>{prose([FIRST, *BODY * 4])}<p>As of: 4 February 2026</p>", date(2026, 2, 4), DateBasis.INFERRED),
        (f"<h1>{TITLE}</h1>{prose([FIRST, *BODY])}<ul><li>4 February 2026</li></ul>", date(2026, 2, 4), DateBasis.INFERRED),
        (f"<h1>{TITLE}</h1>{prose([FIRST, *BODY])}<ul><li>February 2026</li></ul>", None, None),
        (f"<h1>{TITLE}</h1>{prose([FIRST, *BODY, 'The quays were built anew in 2029.'])}<ul><li>4 February 2026</li></ul>", None, None),
    ],
    ids=[
        "a title that is a link",
        "words between blocks",
        "a page in a form",
        "the one day of the page",
        "a day in a list",
        "a mere month",
        "a day long before a year of the text",
    ],
)
def test_the_day_printed_on_a_page(body: str, day: date | None, basis: DateBasis | None) -> None:
    """Near the title it is stated; from elsewhere on the page it is an inference; a month gives no day."""
    published = read_html(page(f"<main>{body}</main>")).published
    assert (published.day if published else None, published.basis if published and published.day else None) == (day, basis)


def test_a_page_laid_out_by_tables_is_read() -> None:
    """A table with headings in it is the page, and no data."""
    body = f"<table><tr><td>Menu</td><td><h1>{TITLE}</h1><p>4 February 2026</p>{prose([FIRST, *BODY])}</td></tr></table>"
    document = read_html(page(body))
    assert document.published is not None
    assert (document.published.day, document.published.basis) == (date(2026, 2, 4), DateBasis.STATED)


@pytest.mark.parametrize(
    ("later", "day"), [("It is to end by 2040.", date(2026, 2, 4)), ("On 9 May 2029 the quays were built anew.", None)]
)
def test_a_day_that_a_page_marks_without_saying_of_what(later: str, day: date | None) -> None:
    """It is an inference, and none where the article names later days: somebody was born then, or something founded."""
    body = f"<h1>{TITLE}</h1>{prose([FIRST, *BODY, later])}<span class='date'>4 February 2026</span>"
    published = read_html(page(f"<article>{body}</article>")).published
    assert (published.day if published else None) == day
    assert published is None or published.basis in {DateBasis.INFERRED, DateBasis.STATED}
