"""Keys: hashes of what findings are made from, under which they are stored."""

import hashlib
from collections.abc import Sequence

import msgspec

from dossier.model.notebook import Correction, CorrectionKind
from dossier.services.state import DossierState


def findings_keys(state: DossierState, corrections: Sequence[Correction]) -> tuple[str, str]:
    """The keys of the corrected and of the linked findings for the articles that are stored now."""
    linked_key = state.index.store.sources_fingerprint(digest(metadata_of(corrections)))
    return digest([corrections, state.settings.aliases, linked_key]), linked_key


def metadata_of(corrections: Sequence[Correction]) -> list[Correction]:
    """The corrections that set metadata of articles, in order."""
    return [correction for correction in corrections if correction.act is CorrectionKind.SET_METADATA]


def digest(value: object) -> str:
    """A hash of a value as JSON."""
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()
