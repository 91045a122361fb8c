"""A dossier on disk; the one door that cli, tui and web use."""
