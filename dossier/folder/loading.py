"""From the facts on disk to answers in memory: what the articles tell together, with the user's decisions replayed."""

import hashlib

import msgspec

from dossier.config import DossierSettings
from dossier.corroboration.corrections import replay, told_by_user
from dossier.corroboration.corroborate import corroborate
from dossier.folder.answers import Answers
from dossier.folder.holdings import Holdings
from dossier.folder.shelf import Shelf
from dossier.storage.notebook import Notebook


def loaded(shelf: Shelf, notebook: Notebook, settings: DossierSettings) -> Answers:
    """Answers over the facts in the shelf. Findings are kept there and made anew only where articles or decisions changed."""
    corrections = notebook.corrections()
    material = [(told_by_user(a, corrections), f) for a, f in shelf.store.material()]
    mark = shelf.store.fingerprint(hashlib.sha256(msgspec.json.encode([corrections, settings.aliases])).hexdigest())
    findings = shelf.store.findings(mark)
    if findings is None:
        findings = replay(corroborate(material), corrections, {a.id: a for a, _ in material}, settings.aliases)
        with shelf.lock:
            shelf.store.put_findings(findings, mark)
    return Answers(Holdings(settings.title, (a for a, _ in material), findings), shelf, notebook, settings.watch, mark)
