"""Names in a page's metadata."""

import pytest

from dossier.reading.cleaning.page.names import author_names, bare_title, outlet_name


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ann Body; Will Body", "Ann Body, Will Body"),
        ("Ann Body; ANN BODY", "Ann Body"),
        ("Ann Body July", "Ann Body"),
        ("Ann Body Monday, February 3, 2031", "Ann Body"),
        ("Will May", "Will May"),
        ("June Lund", "June Lund"),
        ("Follow Author", ""),
        ("Username; Ann Body", "Ann Body"),
        ("Last Updated January 7", ""),
        ("作者", ""),
        ("Ann Body https://asterpost.example/ann", "Ann Body"),
        ("Our Foreign Staff", "Our Foreign Staff"),
    ],
)
def test_authors_are_names_and_each_stands_once(author: str, expected: str) -> None:
    """Labels, addresses and days behind a name are none; months that are names stay."""
    assert author_names(author) == expected


@pytest.mark.parametrize(
    ("sitename", "expected"),
    [
        ("The Aster Post", "The Aster Post"),
        ("http://www.asterpost.example", "asterpost.example"),
        ("(c) Copyright 2031 Aster Post", "Aster Post"),
        ("© 2031 Aster Post", "Aster Post"),
        ("Aster Post – all that the coast talks about", "Aster Post"),
        ("Aster Post - Sport", "Aster Post - Sport"),
    ],
)
def test_an_outlet_is_a_name(sitename: str, expected: str) -> None:
    """Addresses give their host; notices of rights and slogans go."""
    assert outlet_name(sitename) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Envoys meet | Aster Post", "Envoys meet"),
        ("Envoys meet - The Aster Post", "Envoys meet"),
        ("Envoys meet | Ann Body", "Envoys meet"),
        ("Envoys meet - asterpost.example", "Envoys meet"),
        ("Envoys meet – and part", "Envoys meet – and part"),
        ("Aster Post", "Aster Post"),
        ("", ""),
    ],
)
def test_a_title_ends_before_the_names_of_the_page(title: str, expected: str) -> None:
    """Only a name that the page gives elsewhere is taken off."""
    assert bare_title(title, "Aster Post", "asterpost.example", "Ann Body") == expected
