"""Key bindings: the keymap and the user's own keys, which load where there are any."""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_submodules

if TYPE_CHECKING:
    from dossier.keys import user_keys

    __all__ = ["user_keys"]
else:
    __getattr__ = lazy_submodules(__name__)
