"""Screens of the app. The overlays load when one of them is first opened."""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_submodules

if TYPE_CHECKING:
    from dossier.tui.screens import (
        article_details,
        bundle_notes,
        compare,
        event_map,
        explanation,
        export,
        filters,
        help,  # noqa: A004  # a screen of that name
        history,
        merge_review,
        profile,
        removed_articles,
        sample_add,
        searches,
        source_file,
        versions,
        welcome,
    )

    __all__ = [
        "article_details",
        "bundle_notes",
        "compare",
        "event_map",
        "explanation",
        "export",
        "filters",
        "help",
        "history",
        "merge_review",
        "profile",
        "removed_articles",
        "sample_add",
        "searches",
        "source_file",
        "versions",
        "welcome",
    ]
else:
    __getattr__ = lazy_submodules(__name__)
