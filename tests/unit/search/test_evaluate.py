"""One query, several lists: what articles, events and quotations answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.search.engine import DocumentKind
from dossier.search.evaluate import Ids, add_scopes, select
from dossier.search.highlights.spans import matches_text
from dossier.search.parser import parse
from dossier.search.syntax import And, DateRange, Everything, Field, InEvent, InQuotation, Leaf, Node, Not, Or, Value, Word


@dataclass(frozen=True)
class Record:
    """A thing of a small world, with what each field holds of it."""

    articles: tuple[str, ...]
    text: str = ""
    day: date | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


RECORDS: dict[DocumentKind, dict[str, Record]] = {
    DocumentKind.ARTICLE: {
        "a1": Record(
            ("a1",), "Verhal spoke of grain. Brandt spoke of security. Drones struck Abel.", date(2031, 2, 1), {"source": "Harbour Post"}
        ),
        "a2": Record(
            ("a2",), "Verhal spoke of security. Envoys met in Abel in January.", date(2031, 2, 2), {"source": "Daily", "tag": "verify"}
        ),
        "a3": Record(("a3",), "Rain, and no security.", None, {"source": "Daily"}),
    },
    DocumentKind.QUOTATION: {
        "q1": Record(("a1",), "grain", None, {"said": "Ilse Verhal"}),
        "q2": Record(("a1",), "security", None, {"said": "Tomas Brandt"}),
        "q3": Record(("a2",), "security first", None, {"said": "Ilse Verhal"}),
    },
    DocumentKind.EVENT: {
        "e1": Record(("a1",), "Drones struck Abel.", date(2031, 1, 30), {"type": "strike", "place": "Abel"}),
        "e2": Record(("a2", "a1"), "Envoys met in Abel.", date(2031, 1, 20), {"type": "meeting", "place": "Abel", "has": "conflict"}),
        "e3": Record(("a2",), "A strike on Tor.", date(2031, 2, 2), {"type": "strike", "place": "Tor"}),
    },
}


class Small:
    """A world of nine records."""

    def everything(self, kind: DocumentKind) -> Ids:
        return frozenset(RECORDS[kind])

    def matching(self, kind: DocumentKind, leaf: Leaf) -> Ids:
        return frozenset(id_ for id_, record in RECORDS[kind].items() if _holds(record, leaf))

    def articles(self, kind: DocumentKind, ids: Ids) -> Ids:
        return frozenset(article for id_ in ids for article in RECORDS[kind][id_].articles)

    def within(self, kind: DocumentKind, articles: Ids) -> Ids:
        return frozenset(id_ for id_, record in RECORDS[kind].items() if articles.intersection(record.articles))


def _holds(record: Record, leaf: Leaf) -> bool:
    match leaf:
        case DateRange(start, end):
            return record.day is not None and (not start or start <= record.day) and (not end or record.day <= end)
        case Field(name, node):
            return matches_text(node, record.text if name == "text" else record.fields.get(name, ""))
    return matches_text(leaf, record.text)


def matching_ids(query: str) -> tuple[str, ...]:
    """The ids that match a query, in each list."""
    tree = add_scopes(parse(query).tree)
    return tuple(
        " ".join(sorted(select(tree, kind, Small()))) for kind in (DocumentKind.ARTICLE, DocumentKind.EVENT, DocumentKind.QUOTATION)
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ("a1 a2 a3", "e1 e2 e3", "q1 q2 q3")),
        ("security", ("a1 a2 a3", "", "q2 q3")),
        ("said:verhal", ("a1 a2", "e1 e2 e3", "q1 q3")),
        ("said:verhal security", ("a2", "e2 e3", "q3")),
        ("said:verhal text:security", ("a1 a2", "e1 e2 e3", "q1 q3")),
        ("said:verhal -security", ("a1", "e1 e2", "q1")),
        ("said:verhal (grain OR security)", ("a1 a2", "e1 e2 e3", "q1 q3")),
        ("(said:verhal OR said:brandt) security", ("a1 a2", "e1 e2 e3", "q2 q3")),
        ("said:verhal -said:brandt", ("a2", "e3", "q1 q3")),
        ("-said:brandt", ("a2 a3", "e3", "q1 q3")),
        ("-(said:verhal grain)", ("a2 a3", "e3", "q2 q3")),
        ("type:strike", ("a1 a2", "e1 e3", "q1 q2 q3")),
        ("type:strike place:abel", ("a1", "e1", "q1 q2")),
        ("type:meeting place:tor", ("", "", "")),
        ("type:strike -place:abel", ("a2", "e3", "q3")),
        ("type:strike date:2031-01", ("a1", "e1", "q1 q2")),
        ("place:abel date:2031-02", ("", "", "")),
        ("date:2031-02", ("a1 a2", "e3", "q1 q2 q3")),
        ("-date:2031", ("a3", "", "")),
        ("has:conflict", ("a1 a2", "e2", "q1 q2 q3")),
        ("-type:strike", ("a3", "e2", "")),
        ("source:daily", ("a2 a3", "e2 e3", "q3")),
        ("-source:daily", ("a1", "e1", "q1 q2")),
        ("tag:verify", ("a2", "", "")),
        ("said:verhal security OR rain", ("a2 a3", "e2 e3", "q3")),
        ("(said:brandt OR type:meeting) security", ("a1 a2", "e1 e2", "q2 q3")),
    ],
)
def test_each_list_has_its_own_answer(query: str, expected: tuple[str, ...]) -> None:
    """Words beside a speaker must match within one quotation, fields of an event within one event, the rest the listed record."""
    assert matching_ids(query) == expected


def test_scopes_are_written_into_the_tree() -> None:
    """Marks and lists share them."""
    assert add_scopes(parse("said:verhal security text:grain").tree) == And(
        (InQuotation(And((Field("said", Word("verhal")), Word("security")))), Field("text", Word("grain")))
    )
    assert add_scopes(parse("security OR place:abel -type:strike").tree) == Or(
        (Word("security"), InEvent(And((Field("place", Word("abel")), Not(Field("type", Value("strike")))))))
    )
    assert add_scopes(parse("a b").tree) == parse("a b").tree


def test_very_many_alternatives_are_answered_without_multiplying_them_out() -> None:
    """Ten ORs beside one another are a thousand alternatives; the query is answered all the same."""
    assert matching_ids("said:verhal " + "(type:strike OR type:meeting OR security) " * 10)[0] == "a1 a2"


QUERIES = st.lists(
    st.sampled_from(
        ["said:verhal", "said:brandt", "security", "grain", "-", "(", ")", "OR", "type:strike", "place:abel", "date:2031-01", "text:rain"]
    ),
    max_size=8,
).map(" ".join)


@given(QUERIES)
def test_a_query_and_its_opposite_share_nothing(query: str) -> None:
    """In every list, what answers and what does not make up everything."""
    tree = parse(query).tree
    for kind in DocumentKind:
        yes, no = select(add_scopes(tree), kind, Small()), select(add_scopes(Not(tree)), kind, Small())
        assert yes | no == Small().everything(kind)
        assert not yes & no


def matches(tree: Node, record: Record) -> bool:
    """Whether one record matches a tree without scopes."""
    match tree:
        case And(nodes):
            return all(matches(node, record) for node in nodes)
        case Or(nodes):
            return any(matches(node, record) for node in nodes)
        case Not(node):
            return not matches(node, record)
        case Everything():
            return True
        case InQuotation() | InEvent():
            raise ValueError("a tree without scopes was expected")
    return _holds(record, tree)


@given(QUERIES)
def test_without_scopes_a_list_is_its_records_one_by_one(query: str) -> None:
    """One record at a time and `select` on all agree for words and days."""
    tree = parse(" ".join(word for word in query.split() if ":" not in word)).tree
    for kind in DocumentKind:
        one_by_one = {id_ for id_, record in RECORDS[kind].items() if matches(tree, record)}
        assert select(add_scopes(tree), kind, Small()) == one_by_one
