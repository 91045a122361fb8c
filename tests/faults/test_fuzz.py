"""Some hundred cases of the fuzzing; `make fuzz` runs a hundred thousand."""

import logging
import warnings

import pytest

from tests.faults import fuzz

CASES = 12
"""Of each target."""


@pytest.mark.parametrize("name", fuzz.TARGETS)
@pytest.mark.filterwarnings("ignore")
def test_no_input_makes_a_traceback(name: str) -> None:
    """The program's own errors are sentences; anything else fails here with the smallest input."""
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert fuzz.fuzz(fuzz.TARGETS[name], CASES, 1, []) >= 1
    finally:
        logging.disable(logging.NOTSET)
