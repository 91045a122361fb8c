"""Lazy loading of submodules."""

import pytest

from dossier.lazy_imports import lazy_submodules


def test_a_submodule_is_imported_when_it_is_named() -> None:
    """Proves that a package gives its submodules by name, and that another name is an AttributeError."""
    load = lazy_submodules("dossier.phrases")
    assert load("core").__name__ == "dossier.phrases.core"
    with pytest.raises(AttributeError, match="has no attribute 'nowhere'"):
        load("nowhere")
