"""Languages of rows."""

import pytest

from dossier.reading.containers.table_language import language_code


@pytest.mark.parametrize(
    ("words", "code"),
    [("en", "en"), ("en-US", "en"), ("pt_BR", "pt"), ("eng", "en"), ("deu", "de"), ("ger", "de"), ("German", "de"), ("ENGLISH; French", "en"), ("Klingonish", ""), ("", "")],
)  # fmt: skip
def test_codes_and_names(words: str, code: str) -> None:
    """As ISO 639-1."""
    assert language_code(words) == code
