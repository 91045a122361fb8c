"""UTF-8 that was read as Windows-1252."""

import pytest

from dossier.reading.cleaning.encoding import clean
from dossier.reading.cleaning.mojibake import SIGN_OF, without_mojibake

TEXT = "“We had no choice – café,” said Čapek’s friend… naïve “no”"


def test_marks_and_letters_are_as_they_were_meant() -> None:
    """Also where the last byte of a closing mark was dropped or replaced on the way."""
    broken = "".join(SIGN_OF.get(code, chr(code)) for code in TEXT.encode())
    assert broken.startswith("â€œWe")
    for form in (broken, broken.replace("\x9d", ""), broken.replace("\x9d", "\ufffd")):
        assert without_mojibake(form) == TEXT
    assert clean(broken) == TEXT


@pytest.mark.parametrize("text", ["à «bon»", "à\u00a0«\u00a0bon", "Â la carte", "pâté â la €", "10 â 20 €", TEXT])
def test_letters_of_a_language_stay(text: str) -> None:
    """Without a mark of that kind, nothing is changed."""
    assert without_mojibake(text) == text
