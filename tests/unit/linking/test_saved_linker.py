"""Saved linkers: nothing but a linker is read from the bytes of one."""

import os
import pickle
from io import BytesIO

import pytest

from dossier.linking.saved_linker import read_linker
from dossier.linking.word_weights import word_weight


class _Command:
    """An object whose pickle runs a command."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


class _Function:
    """An object whose pickle calls a function of the program."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return word_weight, ("word",)


@pytest.mark.parametrize("strange", [_Command(), _Function(), pickle.Pickler])
def test_a_pickle_of_something_else_is_refused(strange: object) -> None:
    """Neither a command nor a function is called, and no other class is created."""
    file = BytesIO(pickle.dumps((strange, {}), 5))
    with pytest.raises(pickle.UnpicklingError, match="has no place in a linker"):
        read_linker(file, {}, {}, {})
