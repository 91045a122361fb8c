"""Fixtures of the tests of the app."""

import gc

import pytest


@pytest.fixture(scope="module", autouse=True)
def no_sweeps_of_what_stays() -> None:
    """Leave what is there before these tests (modules, the language model) out of the sweeps that the app does whenever it is quiet: each would
    take half a second.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
