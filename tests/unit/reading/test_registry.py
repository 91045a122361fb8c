"""Kinds of file."""

import subprocess
import sys
from pathlib import PurePosixPath

import pytest

from dossier.reading.registry import KINDS, get_reader, is_supported


@pytest.mark.parametrize("suffix", sorted(KINDS))
def test_every_kind_has_its_reader(suffix: str) -> None:
    """Each suffix leads to a function that takes bytes, in any letter case."""
    assert callable(get_reader(suffix.upper()))
    assert is_supported(PurePosixPath(f"a{suffix.upper()}"))


def test_looking_at_names_imports_no_reader() -> None:
    """A folder walk needs neither trafilatura nor the encodings."""
    code = "import sys, dossier.reading.registry; assert not {'trafilatura', 'charset_normalizer', 'dateparser'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
