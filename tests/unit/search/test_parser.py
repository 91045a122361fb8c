"""The query language: what is typed becomes a tree; what is not understood is said."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.span import Span
from dossier.search.fields import FIELDS
from dossier.search.parser import Parsed, parse
from dossier.search.syntax import (
    And,
    DateRange,
    Everything,
    Field,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Value,
    Wildcard,
    Word,
    leaves,
)

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a or b", And((A, Word("or"), B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a OR b c", Or((A, And((B, C))))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("NOT a b", And((Not(A), B))),
        ("-(a OR b)", Not(Or((A, B)))),
        ("NOT NOT a", A),
        ("a-b", Phrase(("a", "b"), exact=False)),
        ('"a b"', Phrase(("a", "b"))),
        ("“a b”", Phrase(("a", "b"))),
        ('"a"', Phrase(("a",))),
        ('"a b"~5', Phrase(("a", "b"), near=5)),
        ('"a b"~', Phrase(("a", "b"), near=10)),
        ('"a"~5', Phrase(("a",))),
        ("Verh*", Prefix("verh")),
        ("*verh", Wildcard("*verh")),
        ("ve**rh*", Wildcard("ve*rh*")),
        ("verh~", Fuzzy("verh", 1)),
        ("verhal~", Fuzzy("verhal", 2)),
        ("verhal~1", Fuzzy("verhal", 1)),
        ("Avaria's", Word("avaria")),
        ("U.S.", Word("us")),
    ],
)
def test_words_and_operators(typed: str, expected: Node) -> None:
    """AND by default and tighter than OR, NOT tightest, operators in capitals only, signs on words."""
    assert parse(typed) == Parsed(expected, (), parse(typed).tokens)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("actor:brandt", Field("actor", Word("brandt"))),
        ("SAID:brandt", Field("said", Word("brandt"))),
        ("said:br*", Field("said", Prefix("br"))),
        ("text:security", Field("text", Word("security"))),
        ("title:talks", Field("title", Word("talks"))),
        ('source:"harbour post"', Field("source", Phrase(("harbour", "post")))),
        ("type:Strike", Field("type", Value("strike"))),
        ("place:o’port", Field("place", Phrase(("o", "port"), exact=False))),
        ("date:2031-02", DateRange(date(2031, 2, 1), date(2031, 2, 28))),
        ("before:2031-02", DateRange(None, date(2031, 1, 31))),
        ("after:2031-02", DateRange(date(2031, 3, 1), None)),
        ("date:<2031-02", DateRange(None, date(2031, 1, 31))),
        ("tag:To-Verify", Field("tag", Value("to-verify"))),
        ('tag:"two words"', Field("tag", Value("two words"))),
        ("has:quote", Field("has", Value("quote"))),
        ("-has:note", Not(Field("has", Value("note")))),
        ("said:(a OR b)", Or((Field("said", A), Field("said", B)))),
        ("said:OR", Field("said", Word("or"))),
    ],
)
def test_fields(typed: str, expected: Node) -> None:
    """Every field gives its leaf; its name counts in any case, and a group has the field before every part."""
    assert parse(typed) == Parsed(expected, (), parse(typed).tokens)


def test_every_field_of_the_table_is_understood() -> None:
    """A field that the table names has a value that it takes."""
    values = {"date": "2031", "before": "2031", "after": "2031", "has": "note", "is": "unread", "type": "meeting"}
    for name in FIELDS:
        assert not parse(f"{name}:{values.get(name, 'x')}").problems


@pytest.mark.parametrize(
    ("typed", "expected", "message"),
    [
        ("a OR", A, "OR needs a word after it."),
        ("OR a", A, "OR needs a word before it."),
        ("a AND", A, "AND needs a word after it."),
        ("AND a", A, "AND needs a word before it."),
        ("a NOT", A, "NOT needs a word after it."),
        ("a -", A, "“-” has no word to search for."),
        ("(a b", And((A, B)), "The parenthesis is not closed."),
        ("a) b", And((A, B)), "This parenthesis was never opened."),
        ("a ()", A, "There is nothing between the parentheses."),
        ('a "b c', And((A, Phrase(("b",)))), "The quotation mark is not closed."),
        ('a "b ', And((A, Phrase(("b",)))), "The quotation mark is not closed."),
        ('a ""', A, "There are no words between the quotation marks."),
        ("a said:", A, "said: needs a value."),
        ("a said: b", And((A, B)), "said: needs a value."),
        ("a *", A, "* needs letters next to it."),
        ("a b-c~", A, "~ needs a word right before it."),
        ("a date:2031-0", A, "Write dates as 2026, 2026-02 or 2026-02-04."),
        ("a date:2031-13", A, "2031-13 is not in the calendar."),
        ("a & b", And((A, B)), "“&” has no word to search for."),
    ],
)
def test_incomplete_parts_are_left_out_and_reported(typed: str, expected: Node, message: str) -> None:
    """The complete parts are searched; no problem is an error."""
    parsed = parse(typed)
    assert (parsed.tree, [p.text for p in parsed.problems]) == (expected, [message])
    assert not parsed.problems[0].error
    assert parsed.unknown_field is None


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("a has:conflikt", "has: takes conflict, note, quote, not “conflikt”. Did you mean conflict?"),
        ("a type:visit", "type: takes meeting, strike, not “visit”."),
        ("a date:soon", "Write dates as 2026, 2026-02 or 2026-02-04."),
    ],
)
def test_a_value_that_its_field_never_has_is_an_error(typed: str, message: str) -> None:
    """However it goes on, it will not be one; a day of digits may still become one."""
    (problem,) = parse(typed).problems
    assert (problem.text, problem.error) == (message, True)


def test_the_beginning_of_a_value_will_do() -> None:
    """Where it is the beginning of no other, so that a list narrows while a value is typed."""
    assert parse("type:str").tree == parse("type:strike").tree
    assert parse("has:con").tree == parse("has:conflict").tree


def test_a_field_that_does_not_exist_is_an_error_that_names_the_others() -> None:
    """So that a command can exit with 2; its value is left out."""
    for typed in ("speker:brandt a", "speker:(b c) a", 'speker:"b c" a', "a speker:"):
        parsed = parse(typed)
        assert parsed.tree == A
        assert parsed.unknown_field == "speker"
        (problem,) = parsed.problems
        assert problem.error
        assert all(f"{name}:" in problem.text for name in FIELDS)
    assert "did you mean source:?" in parse("sorce:post").problems[0].text


def test_an_address_is_no_field() -> None:
    """A link pasted into the box is looked for as words."""
    assert parse("https://post.example").tree == Phrase(("https", "post", "example"), exact=False)


def test_leaves_know_where_they_were_typed() -> None:
    """Places lead back to the characters, signs and marks included."""
    typed = 'ab said:"c d" -ef*'
    places = [leaf.node.at if isinstance(leaf, Field) else leaf.at for leaf in leaves(parse(typed).tree)]
    assert [place.of(typed) for place in places] == ["ab", '"c d"', "ef*"]


def test_problems_know_where_they_are() -> None:
    """The box can underline what was not understood."""
    assert [p.at for p in parse("a date:x").problems] == [Span(7, 8)]


def test_very_deep_nesting_is_reported_not_followed() -> None:
    """A thousand parentheses neither crash nor hang."""
    parsed = parse("(" * 1000 + "a")
    assert any("50 nested parentheses" in problem.text for problem in parsed.problems)


PARTS = (
    *(
        '"',
        "(",
        ")",
        "-",
        "~",
        "*",
        ":",
        " OR ",
        " AND ",
        " NOT ",
        " ",
        " ",
        "said:",
        "date:",
        "2031-",
        "..",
        "<",
        "has:",
        "foo:",
        "~5",
        "“",
    ),
    *("a", "b", "é", "停", "'s", "\u0301", "\udcff", "\x00"),
)


def check(typed: str) -> None:
    """A tree, places inside what was typed, and sentences."""
    parsed = parse(typed)
    for at in [piece.at for piece in parsed.tokens] + [problem.at for problem in parsed.problems]:
        assert 0 <= at.start < at.end <= len(typed)
    assert all(problem.text.endswith(".") for problem in parsed.problems)


def test_ten_thousand_half_typed_queries_give_a_tree() -> None:
    """Signs, operators and fields in any order, cut off anywhere: no exception."""
    rng = random.Random(7)  # noqa: S311 - no secrets
    for _ in range(10_000):
        check("".join(rng.choices(PARTS, k=rng.randint(1, 14))))


@given(st.text(max_size=40))
def test_any_text_gives_a_tree(typed: str) -> None:
    """Any characters at all."""
    check(typed)
