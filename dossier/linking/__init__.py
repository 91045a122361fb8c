"""Cross-document linking: the facts of many articles become actors, events, linked quotations and conflicts, with explanations.

The names below are imported on first use: findings that are stored need no linking.
"""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_attributes

if TYPE_CHECKING:
    from dossier.linking.corrections.replay import CorrectionReplay as CorrectionReplay
    from dossier.linking.corrections.replay import apply_corrections as apply_corrections
    from dossier.linking.corrections.replay import with_user_metadata as with_user_metadata
    from dossier.linking.link import Linker as Linker
    from dossier.linking.link import link_documents as link_documents
    from dossier.linking.review.likelihood import EventLikelihoods as EventLikelihoods
    from dossier.linking.saved_linker import read_linker as read_linker
    from dossier.linking.saved_linker import save_linker as save_linker
    from dossier.linking.saved_linker import stored_findings as stored_findings

__all__ = [
    "CorrectionReplay",
    "EventLikelihoods",
    "Linker",
    "apply_corrections",
    "link_documents",
    "read_linker",
    "save_linker",
    "stored_findings",
    "with_user_metadata",
]

__getattr__ = lazy_attributes(
    __name__,
    {
        "CorrectionReplay": "corrections.replay.CorrectionReplay",
        "EventLikelihoods": "review.likelihood.EventLikelihoods",
        "Linker": "link.Linker",
        "apply_corrections": "corrections.replay.apply_corrections",
        "link_documents": "link.link_documents",
        "read_linker": "saved_linker.read_linker",
        "save_linker": "saved_linker.save_linker",
        "stored_findings": "saved_linker.stored_findings",
        "with_user_metadata": "corrections.replay.with_user_metadata",
    },
)
