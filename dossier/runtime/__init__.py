"""The user's environment: settings, paths, recently opened dossiers, crash reports."""
