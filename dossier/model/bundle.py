"""Bundle format: how a zip archive says that it is a dossier packed for another computer."""

BUNDLE_FORMAT = "dossier-bundle"
"""The value of `format` in the manifest."""
BUNDLE_MANIFEST = "manifest.json"
"""The member with the format, the version, and the hash of every other member."""
