"""Tables of articles as spreadsheets, crawlers and press archives write them."""

import csv
import io
import json
from collections.abc import Sequence

import pytest

from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.open import DecompressionBudget, read_container
from dossier.reading.formats.markdown import read_markdown
from dossier.reading.parsed_document import ParsedDocument

STORY = "The lighthouse at Merrow went dark on Monday night; the keeper said, “I saw the lamp fail,” and called the coastguard at once."
LONG = " ".join([STORY] * 3)


def entries_of(data: bytes, name: str = "a.csv", **columns: str) -> list[ContainerEntry]:
    """The entries of a table."""
    return list(read_container(io.BytesIO(data), name, DecompressionBudget(columns=columns)))


def table(*rows: Sequence[str], separator: str = ",", head: str = "") -> bytes:
    """A CSV file with these rows."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return (head + text.getvalue()).encode()


def article(entry: ContainerEntry) -> ParsedDocument:
    """The article of an entry."""
    assert not entry.error
    return read_markdown(entry.data)


def day(entry: ContainerEntry) -> str:
    """The day of publication of an entry."""
    published = article(entry).published
    return str(published.day) if published else ""


@pytest.mark.parametrize(("line", "separator"), [("sep=;\r\n", ";"), ("SEP=\t\n", "\t"), ('"sep=^"\r\n', "^"), ("\ufeffsep=,\n", ",")])
def test_a_line_for_the_spreadsheet_is_skipped(line: str, separator: str) -> None:
    """It names the separator, whatever else there is more of."""
    (entry,) = entries_of(table(["Title", "Text"], ["Lamp, out; again", STORY], separator=separator, head=line))
    assert (article(entry).title, article(entry).text) == ("Lamp, out; again", STORY)


def test_lines_above_the_names_are_passed_over() -> None:
    """As archives write the search and its day above the table."""
    (entry,) = entries_of(
        table(["Search: lighthouse"], ["Exported 3 May 2031"], [], ["Headline", "Body", "Date"], ["Lamp", STORY, "2031-05-05"])
    )
    assert (article(entry).title, day(entry)) == ("Lamp", "2031-05-05")


def test_a_table_without_names_is_read_by_its_contents() -> None:
    """The longest column is the text, the first of the rest that holds words the title; the first line of the report says so."""
    rows = [
        ["7", "Lamp out", STORY, "05/13/2031", "https://merrow.example/1"],
        ["8", "Lamp lit", LONG, "05/06/2031", "https://merrow.example/2"],
    ]
    first, second = entries_of(table(*rows))
    assert (article(first).title, article(first).text, article(first).url, day(first)) == (
        "Lamp out",
        STORY,
        "https://merrow.example/1",
        "2031-05-13",
    )
    assert (article(second).title, day(second), second.note) == ("Lamp lit", "2031-05-06", "")
    assert (
        first.note == "It has no header row; read column 2 as the title, column 3 as the text, column 4 as the date, column 5 as the url."
    )
    (numbered, _) = entries_of(table([str(n) for n in range(5)], *rows))
    assert article(numbered).text == STORY
    assert article(entries_of(table(*rows), outlet="1")[0]).outlet == "7"
    assert "no header row" in entries_of(table(["1", "2031-05-05"], ["2", "2031-05-06"]))[0].error


def test_running_text_under_an_unknown_name_is_the_text() -> None:
    """Where one column alone holds it; the report says so. Otherwise the columns are listed."""
    (entry,) = entries_of(table(["Headline", "Wording"], ["Lamp out", LONG]))
    assert (article(entry).text, "“Wording”" in entry.note) == (LONG, True)
    assert "(Headline, Wording, Remarks)" in entries_of(table(["Headline", "Wording", "Remarks"], ["Lamp out", LONG, LONG]))[0].error


@pytest.mark.parametrize(
    ("names", "cells"),
    [
        ("Überschrift;Volltext;Quelle;Autor;Datum;Sprache", "Lamp;TEXT;Merrow Bote;Ann Body;5. Mai 2031;German"),
        ("hd,lp,td,sn,by,pd,la", "Lamp,,TEXT,Merrow Post,Ann Body,5 May 2031,de"),
        ("title,fields.bodyText,publication_name,author_name,webPublicationDate,lang", "Lamp,TEXT,Merrow Post,Ann Body,2031-05-05T23:40:00-05:00,deu"),
        ("article_title,articleText,thread.site,byline,date_download,first_published_date,language", "Lamp,TEXT,merrow.example,Ann Body,2031-06-01,2031-05-05,de-AT"),
        ("Title,Source,Source URL,Authors,Load Date,Publication Date,Body,Language", 'Lamp,Merrow Post,https://merrow.example,Ann Body,2031-06-01,"May 5, 2031 Monday",TEXT,ger'),
        ("source,source-hostname,title,raw_text,text,author,date,language", "https://merrow.example/a,Merrow Post,Lamp,,TEXT,Ann Body,20310505,de"),
        ("source,title,text,author,seendate,language", "https://www.merrow.example/a,Lamp,TEXT,Ann Body,20310505T101500Z,german"),
    ],
)  # fmt: skip
def test_the_names_of_other_programs_are_known(names: str, cells: str) -> None:
    """Title, outlet, author, day and language of publication; days of download are none, an address is no outlet."""
    separator = ";" if ";" in names else ","
    read = next(csv.reader([cells], delimiter=separator))
    (entry,) = entries_of(table(names.split(separator), [STORY if cell == "TEXT" else cell for cell in read], separator=separator))
    draft = article(entry)
    assert (draft.title, draft.text, draft.byline, day(entry), draft.language) == ("Lamp", STORY, "Ann Body", "2031-05-05", "de")
    assert draft.outlet in {"Merrow Post", "Merrow Bote", "merrow.example"}


@pytest.mark.parametrize(
    "data",
    [
        f'title,text,date\n"Lamp ""out"", again","{STORY}",2031-05-05\n',
        f'title,text,date\n"Lamp \\"out\\", again","{STORY}",2031-05-05\n',
        f'title\ttext\tdate\nLamp "out", again\t{STORY}\t2031-05-05\n',
        f'title\ttext\tdate\n"Lamp "out", again"\t{STORY}\t2031-05-05\n"No\t{STORY}\t2031-05-06\nNo" again\t{STORY}\t2031-05-07\n',
        f'title;text;date\r"Lamp ""out"", again";"{STORY}";05.05.2031\r',
    ],
)
def test_quotation_marks_as_programs_write_them(data: str) -> None:
    """Doubled, behind a backslash, or without any meaning between tabs; lines ended as on old Macs."""
    entry = entries_of(data.encode())[0]
    assert (article(entry).title.strip('"'), article(entry).text, day(entry)) == ('Lamp "out", again', STORY, "2031-05-05")


def test_columns_are_told_apart_by_their_whole_names_first() -> None:
    """The title of the source is no title; lists in a cell are their parts; an address beside the article gives the outlet's host."""
    names = ["Source Title", "Article Title", "Authors", "Published Date/Time (UTC)", "Abstract"]
    (entry,) = entries_of(table(names, ["Merrow Post", "Lamp out", "['Ann Body', 'Bo Dy']", "2031-05-05 22:10", STORY]))
    assert (article(entry).title, article(entry).outlet, article(entry).byline, day(entry)) == (
        "Lamp out",
        "Merrow Post",
        "Ann Body, Bo Dy",
        "2031-05-05",
    )
    (entry,) = entries_of(table(["title", "content", "host_url"], ["Lamp out", STORY, "https://www.merrow.example"]))
    assert article(entry).outlet == "merrow.example"


def test_the_longest_of_short_columns_is_the_title() -> None:
    """Of a table without names: outlets are shorter; sentences are no names of columns."""
    rows = [["2031-05-05", "Merrow Post", "Lamp out at night", STORY], ["2031-05-06", "Merrow Post", "Lamp on again", f"{STORY} Again."]]
    assert [article(entry).title for entry in entries_of(table(*rows))] == ["Lamp out at night", "Lamp on again"]
    assert "no header row" in entries_of(table(["Lamp out", "It went dark at nine on Monday."], ["Lamp on", "It is lit."]))[0].error


def test_a_table_of_addresses_says_what_to_do() -> None:
    """Without text there is nothing to read; its pages can be added."""
    assert (
        "add the pages with" in entries_of(table(["URL", "Date", "Title"], ["https://merrow.example/a", "20310505", "Lamp out"]))[0].error
    )


def test_one_column_may_hold_any_sign() -> None:
    """Its cells need no marks around them."""
    assert [article(entry).text for entry in entries_of(f"text\n{STORY}\n{STORY} Again, and again.\n".encode())] == [
        STORY,
        f"{STORY} Again, and again.",
    ]


def test_an_opening_paragraph_in_a_column_of_its_own_is_part_of_the_text() -> None:
    """Once, also where the text begins with it; a summary is no part of it."""
    rows = [["hd", "lp", "td", "abstract"], ["a", "The lamp failed.", STORY, "Short."], ["b", STORY, f"{STORY}\n\nIt was dark.", ""]]
    first, second = entries_of(table(*rows))
    assert article(first).text == f"The lamp failed.\n\n{STORY}"
    assert article(second).text == f"{STORY}\n\nIt was dark."


def test_cells_without_a_value_give_way_to_the_next_column() -> None:
    """As programs write that there is none; objects in JSON are looked into."""
    (entry,) = entries_of(
        table(["title", "content", "description", "author", "date", "pubDate"], ["Lamp", "NaN", STORY, "None", "NaT", "2031-05-05"])
    )
    assert (article(entry).text, article(entry).byline, day(entry)) == (STORY, "", "2031-05-05")
    row = {"headline": {"main": "Lamp"}, "thread": {"site": "merrow.example"}, "text": STORY, "authors": ["Body, Ann", "Dy, Bo"]}
    (entry,) = entries_of(json.dumps(row).encode(), "a.jsonl")
    assert (article(entry).title, article(entry).outlet, article(entry).byline) == ("Lamp", "merrow.example", "Body, Ann; Dy, Bo")


def test_another_row_proves_the_order_of_a_column() -> None:
    """Also one further down; with a clock and years of two digits; each column by itself."""
    rows = [["text", "date"], [f"{STORY} 1", "7/10/31 09:30"], [f"{STORY} 2", "23/10/31 18:05"]]
    assert [day(entry) for entry in entries_of(table(*rows))] == ["2031-10-07", "2031-10-23"]
    rows = [["text", "date"], [f"{STORY} 1", "07-10-2031"], [f"{STORY} 2", "07-23-2031"]]
    assert [day(entry) for entry in entries_of(table(*rows))] == ["2031-07-10", "2031-07-23"]
    lines = [{"text": STORY, "date": "7/10/2031"}, {"text": STORY, "date": "7/31/2031"}]
    assert [day(entry) for entry in entries_of("\n".join(map(json.dumps, lines)).encode(), "a.ndjson")] == ["2031-07-10", "2031-07-31"]


def test_a_day_that_is_not_understood_is_said_and_stays() -> None:
    """With both readings where the order is open or contradicted; the cell stays in the file."""
    (entry,) = entries_of(table(["text", "date"], [STORY, "07/10/2031"]))
    assert (
        entry.note == "The day “07/10/2031” (date) is ambiguous: it can mean 2031-10-07 or 2031-07-10, and no other row proves the order."
    )
    assert (day(entry), b"07/10/2031" in entry.data) == ("", True)
    rows = [["text", "date"], [STORY, "07/10/2031"], [STORY, "23/10/2031"], [STORY, "10/23/2031"]]
    first, *rest = entries_of(table(*rows))
    assert "prove both orders" in first.note
    assert [(day(entry), entry.note) for entry in rest] == [("2031-10-23", "")] * 2
    assert [e.note for e in entries_of(table(["text", "date"], [STORY, "last week"]))] == ["The day “last week” (date) was not recognised."]
    assert [e.note for e in entries_of(table(["text", "date"], [STORY, ""], [STORY, "n.d."]))] == ["", ""]


def test_a_day_in_the_address_proves_the_order_too() -> None:
    """Of the whole column."""
    rows = [["text", "date", "url"], [STORY, "07/10/2031", "https://merrow.example/2031/10/07/lamp"], [STORY, "08/11/2031", ""]]
    assert [day(entry) for entry in entries_of(table(*rows))] == ["2031-10-07", "2031-11-08"]


def test_days_as_spreadsheets_count_them() -> None:
    """Since 1900, with a clock as a fraction; since 1904 where the rows name those years, which is said."""
    assert [day(entry) for entry in entries_of(table(["text", "date"], [STORY, "46056"], [STORY, "46056.75"], [STORY, "46056,5"]))] == [
        "2026-02-03"
    ] * 3
    (entry,) = entries_of(json.dumps({"text": STORY, "date": 46056}).encode(), "a.jsonl")
    assert day(entry) == "2026-02-03"
    rows = [["text", "date"], [f"{STORY} It had burned since 2026.", "44594"], [STORY, "44595"]]
    first, second = entries_of(table(*rows))
    assert (day(first), day(second)) == ("2026-02-03", "2026-02-04")
    assert "because the texts mention those years" in first.note


def test_cells_beyond_the_last_column_are_said() -> None:
    """Text whose separators are not quoted is cut there."""
    (entry,) = entries_of(f"title,text\nLamp,{STORY}\n".encode())
    assert entry.note.startswith("The row has 4 cells for 2 columns")
