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

__all__ = ["CorrectionReplay", "EventLikelihoods", "Linker", "apply_corrections", "link_documents", "with_user_metadata"]

__getattr__ = lazy_attributes(
    __name__,
    {
        "CorrectionReplay": "corrections.replay.CorrectionReplay",
        "EventLikelihoods": "review.likelihood.EventLikelihoods",
        "Linker": "link.Linker",
        "apply_corrections": "corrections.replay.apply_corrections",
        "link_documents": "link.link_documents",
        "with_user_metadata": "corrections.replay.with_user_metadata",
    },
)
