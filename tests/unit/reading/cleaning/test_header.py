"""Lines above the reporting, and datelines."""

import pytest

from dossier.reading.cleaning.header import is_byline, outlet_beside_day, read_header, split_dateline, split_header, unglue
from dossier.reading.cleaning.outlet_lines import named_outlet

LEAD = "Envoys of three states met in Port Aster on Wednesday for talks that are to last two days, officials said."


def test_the_title_is_the_first_line_like_one() -> None:
    """Section names, spam, share bars and breadcrumbs above the title do not take its place; the line below it is its standfirst."""
    lines = ["看免费的电影", "World", "Home / World / Coast", "Envoys meet in harbour town", "Nobody speaks of a deal yet", "Share"]
    above, below = split_header([*lines, LEAD], "LATIN")
    header = read_header(above, "LATIN")
    assert below == [LEAD]
    assert header.title == "Envoys meet in harbour town"
    assert header.standfirst == ("Nobody speaks of a deal yet",)


def test_a_text_that_begins_with_reporting_has_no_title() -> None:
    """Prose on the first line is the text, not a title."""
    assert split_header([LEAD, "“We are close,” she said."], "LATIN") == ([], [LEAD, "“We are close,” she said."])
    assert read_header([], "LATIN").title == ""


def test_a_title_glued_behind_a_date_is_split_from_it() -> None:
    """Words like "date 2026-02-04 Title" gives a stamp and a title."""
    header = read_header(unglue(["date 2026-02-04 Envoys wrap up “useful” first day"], "LATIN"), "LATIN")
    assert header.title == "Envoys wrap up “useful” first day"
    assert header.stamps == ("date 2026-02-04",)


def test_a_standfirst_in_whole_sentences_stands_above_the_byline() -> None:
    """Sentences above the byline are the standfirst, and the reporting begins below."""
    standfirst = "Officials spoke of a useful day in the harbour town, while nobody dared to speak of a deal."
    above, below = split_header(["Envoys meet in harbour town", standfirst, "By Ann Body", "Published 4 Feb 2026", LEAD], "LATIN")
    assert below == [LEAD]
    header = read_header(above, "LATIN")
    assert (header.byline, header.standfirst) == ("Ann Body", (standfirst,))


@pytest.mark.parametrize(
    ("line", "byline", "outlet"),
    [
        ("By Ann Body in Port Aster | The Aster Post | Updated: 2026-02-04 09:40", "Ann Body", "The Aster Post"),
        ("By Ann Body and Will Body", "Ann Body and Will Body", ""),
        ("BY ANN BODY", "ANN BODY", ""),
        ("By Ann Body, Aster Correspondent", "Ann Body", ""),
        ("Source: Xinhua| 2026-02-04 21:15:33|Editor: ab", "", "Xinhua"),
    ],
)
def test_bylines_and_bars_are_read(line: str, byline: str, outlet: str) -> None:
    """A bar's pieces are the author without the place, the outlet, and the day."""
    header = read_header([line], "LATIN")
    assert (header.byline, header.outlet) == (byline, outlet)


def test_a_sentence_with_by_is_no_byline() -> None:
    """The word "By" opens sentences and headlines too."""
    assert not is_byline("By Wednesday the envoys had left the harbour town.")
    assert not is_byline("by far the longest round")


@pytest.mark.parametrize("title", ["Envoys meet in harbour town | The Aster Post", "Envoys meet in harbour town - Aster News"])
def test_the_outlet_is_taken_off_the_title(title: str) -> None:
    """A site's name behind a bar or dash is the outlet."""
    header = read_header([title], "LATIN")
    assert header.title == "Envoys meet in harbour town"
    assert header.outlet in {"The Aster Post", "Aster News"}


def test_a_dash_in_a_title_is_not_always_an_outlet() -> None:
    """Words behind a dash that name no outlet stay in the title."""
    assert read_header(["Envoys meet in harbour town – Lind hopeful"], "LATIN").title == "Envoys meet in harbour town – Lind hopeful"


@pytest.mark.parametrize(
    ("text", "dateline", "agency"),
    [
        ("PORT ASTER: Envoys met.", "PORT ASTER", ""),
        ("MARSK, Jan 3 (Reuters) - Envoys met.", "MARSK, Jan 3 (Reuters)", "Reuters"),
        ("MARSK, Feb. 4 (Xinhua) -- Envoys met.", "MARSK, Feb. 4 (Xinhua)", "Xinhua"),
        ("MARSK, Jan 3, 2026 — Envoys met.", "MARSK, Jan 3, 2026", ""),
        ("MARSK/LUND — Envoys met.", "MARSK/LUND", ""),
        ("PORT ASTER, Freeland (AP) — Envoys met.", "PORT ASTER, Freeland (AP)", "AP"),
        ("Port Aster, Freeland (AP) – Envoys met.", "Port Aster, Freeland (AP)", "AP"),
        ("Lima, Peru – Envoys met.", "Lima, Peru", ""),
        ("Port Said, Egypt: Envoys met.", "Port Said, Egypt", ""),
        ("Port Aster [Freeland], May 3 : Envoys met.", "Port Aster [Freeland], May 3", ""),
        ("Port Aster /Freeland, 3rd May 2031: Envoys met.", "Port Aster /Freeland, 3rd May 2031", ""),
        ("MARSK (Harbour NotebookService) - Envoys met.", "MARSK (Harbour NotebookService)", ""),
    ],
)
def test_datelines_are_split_from_the_text(text: str, dateline: str, agency: str) -> None:
    """Place, day and agency before the first sentence are the dateline; the text starts after it."""
    assert split_dateline(text) == (dateline, agency, "Envoys met.")


@pytest.mark.parametrize(
    "text",
    [
        "Ann Fellbody, Freeland – Envoys met.",
        "Lima, Peru and Chile met.",
        "UPDATE: Envoys met.",
        "NATO: Envoys met.",
        "Envoys met — again.",
        "Olga Lind: “We are close.”",
        "US - based envoys met.",
        "THE END.",
    ],
)
def test_other_openings_are_no_dateline(text: str) -> None:
    """Labels, bodies in capitals, names before a colon and dashes inside a sentence stay where they are."""
    assert split_dateline(text) == ("", "", text)


@pytest.mark.parametrize(
    "line",
    [
        "Aster Post’s website can also be accessed at the following addresses:",
        "The content belongs to Aster Post Information Co (APIC).",
        "© 2026 Aster Post. All rights reserved.",
        "Copyright © 2026 Aster Post",
        "Source: Aster Post",
    ],
)
def test_a_page_names_its_outlet_in_its_notices(line: str) -> None:
    """Notices of ownership name the outlet."""
    assert named_outlet(["Menu", line]) == "Aster Post"


def test_no_notice_no_outlet() -> None:
    """Without a notice that names one, the outlet is empty."""
    assert named_outlet(["Copyright 1999 - . All rights reserved.", "Follow us"]) == ""


def test_a_sentence_between_two_stamps_is_reporting() -> None:
    """It is neither title nor lost, with a headline above or without one; both stamps are read."""
    first = "The harbour of Aster opened again on Tuesday after two days of storm, its master said."
    second = "Ferries to the island will run from Friday, he told reporters at the quay, and none will be late."
    for headline in ([], ["Harbour opens again"]):
        above, below = split_header([*headline, "Published: 6 May 2031", first, "Updated: 7 May 2031", second], "LATIN")
        header = read_header(above, "LATIN")
        assert below == [first, second]
        assert header.title == next(iter(headline), "")
        assert header.stamps == ("Published: 6 May 2031", "Updated: 7 May 2031")


def test_a_line_with_an_address_is_no_title() -> None:
    """It says who or where, also where the title is shorter than it."""
    above, _ = split_header(["Harbour Storm Handbook", "Aster Harbour Office (http://www.example.org)", "Ann Body", LEAD], "LATIN")
    assert read_header(above, "LATIN").title == "Harbour Storm Handbook"


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Aster Post, 4 February 2026", "Aster Post"),
        ("Aster Post - Feb 4, 2026", "Aster Post"),
        ("Source: Aster Post (4 February 2026)", "Aster Post"),
        ("Aster Post | Wednesday 4 February 2026 | 14:05 GMT", "Aster Post"),
        ("February 4, 2026Aster Post", "Aster Post"),
        ("2026-02-04 / Aster Post", "Aster Post"),
        ("Aster Post / 04 February 2026 14:37", "Aster Post"),
        ("Vienna, 4 February 2026", ""),
        ("Desk Ann Body 11:18 AM – Wednesday, February 4, 2026", ""),
        ("Envoys met in the harbour town on 4 February 2026", None),
        ("Envoys met there, 4 February 2026.", None),
        ("Aster Post", None),
    ],
)
def test_a_line_names_outlet_and_day(line: str, outlet: str | None) -> None:
    """By hand or by a page: name and day, either first; a place beside a day is no outlet, a sentence is no such line."""
    assert outlet_beside_day(line) == outlet
    header = read_header(["Envoys meet in harbour town", line, LEAD], "LATIN")
    assert (line in header.stamps) == (outlet is not None)
    assert header.outlet == (outlet or "")


@pytest.mark.parametrize(
    "line",
    [
        "4 February 2026 - Aster Post",
        "via Aster Post, 4 February 2026",
        "From: Aster Post, 4 Feb 2026",
        "Quelle: Aster Post vom 04.02.2026, Seite 3",
        "Aster Post, Wednesday 4 February 2026, p. A3",
        "Ann Body, Aster Post, 4 February 2026",
        "Aster Post 4 February 2026",
        "Aster Post, mercredi 4 février 2026, 320 mots",
        "Aster Post, 4 lutego 2026, 320 słów",
    ],
)
def test_the_outlet_beside_a_day_in_other_orders(line: str) -> None:
    """Behind the day or the author, after a word for the source, with page and length."""
    assert outlet_beside_day(line) == "Aster Post"


def test_a_byline_names_the_outlet_behind_the_author() -> None:
    """Where it has the words of one; a place is none."""
    assert read_header(["By Ann Body, Aster Post, 4 February 2026"], "LATIN").outlet == "Aster Post"
    assert read_header(["By Ann Body, Paris, 4 February 2026"], "LATIN").outlet == ""


@pytest.mark.parametrize(
    "glued",
    [
        "date 2026-02-04 ",
        "Published: 4 February 2026, 18:20 ",
        "2026-02-04T18:20:00Z ",
        "February 4, 2026",
        "4 February 2026  ",
    ],
)
def test_a_lead_glued_behind_a_day_is_the_lead(glued: str) -> None:
    """The day is a stamp, the sentence stays whole and in its place."""
    lines = unglue(["Envoys meet in harbour town", glued + LEAD, "“We are close,” she said."], "LATIN")
    above, below = split_header(lines, "LATIN")
    assert below == [LEAD, "“We are close,” she said."]
    assert "".join(read_header(above, "LATIN").stamps) == glued.strip()


def test_a_standfirst_is_kept_and_words_of_the_page_are_not() -> None:
    """Lines of running words below the title, once; the title again, menus and calls to the reader are left out."""
    title = "Envoys meet in harbour town"
    lines = [title, "A ship brought them through the ice of the bay", "A ship brought them through the ice of the bay", title]
    header = read_header([*lines, "Join us on all of the channels", "Home of Harbour News", "By Ann Body"], "LATIN")
    assert header.standfirst == (lines[1],)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ann Body, first published on 4 February 2026", "Ann Body"),
        ("By  Ann Body  Feb 4, 2026, 9:37 p.m. ET", "Ann Body"),
        ("Published by Ann Body 4 de febrero, 2026", "Ann Body"),
    ],
)
def test_a_day_behind_the_author_is_parted_from_the_name(line: str, byline: str) -> None:
    """The line is byline and stamp."""
    header = read_header(["Envoys meet in harbour town", line], "LATIN")
    assert (header.byline, header.stamps) == (byline, (line,))


def test_the_first_speaker_of_a_transcript_is_no_dateline() -> None:
    """Where other lines begin with a speaker too, the first one keeps its own."""
    assert split_dateline("HOST: Welcome back.", in_transcript=True) == ("", "", "HOST: Welcome back.")
    above, below = split_header(["Talk at the quay", "HOST: Welcome.", "Q: What now?", "LIND: We wait."], "LATIN")
    assert (above, below[0]) == (["Talk at the quay"], "HOST: Welcome.")


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("Port Aster, February 4, 2026 — Envoys met.", "Port Aster, February 4, 2026"),
        ("Port Aster, 4 February 2026 – Envoys met.", "Port Aster, 4 February 2026"),
        ("Feb 4, 2026 (Reuters) –Envoys met.", "Feb 4, 2026 (Reuters)"),
    ],
)
def test_datelines_with_a_whole_day(text: str, dateline: str) -> None:
    """A place in small letters before a day with its year, and a day before the agency."""
    assert split_dateline(text)[::2] == (dateline, "Envoys met.")


def test_a_title_that_stands_again_ends_the_header() -> None:
    """Below a picture's words copied above it; the day that follows is read."""
    title, picture = (
        "Envoys meet in the harbour town",
        "Boats lie in the bay of Aster, where the ice broke this week, in a picture of the harbour office.",
    )
    above, below = split_header([title, picture * 5, title, "Views: 0", "February 4, 2026", LEAD], "LATIN")
    assert below == [LEAD]
    assert read_header(above, "LATIN").stamps == ("February 4, 2026",)


@pytest.mark.parametrize(
    "headline", ["محادثات السلام تبدأ في ميناء أستر", "アステル港で停戦協議、双方が合意", "Портовый город приветствует переговоры"]
)
def test_a_headline_in_another_script_above_the_outlet_is_the_title(headline: str) -> None:
    """The outlet's name is not, whatever the script of the text; a title in the text's script is, also below a menu of languages."""
    assert read_header([headline, "Aster Post", "4 March 2031"], "LATIN").title == headline
    assert read_header([headline, "4 March 2031"], "LATIN").title == headline
    assert read_header([headline, "Aster Post"], "LATIN").folded == ("Aster Post",)
    assert read_header([headline, "Harbour city welcomes the talks", "4 March 2031"], "LATIN").title == "Harbour city welcomes the talks"
    for language in ("العربية", "Русский", "日本語"):
        assert read_header([language, "Storm over Aster", "4 March 2031"], "LATIN").title == "Storm over Aster"


def test_an_agency_beside_a_town_and_a_day_is_the_outlet() -> None:
    """A line such as "Marsk, Freeland (AFP) May 12, 2031" names the agency, not the town; a dash parts an author from the agency."""
    assert outlet_beside_day("Marsk, Freeland (AFP) May 12, 2031") == "AFP"
    header = read_header(["Envoys meet in the harbour town", "By ANN FELL – Associated Press"], "LATIN")
    assert header.byline == "ANN FELL"
