"""Word lists, gazetteers and numbers."""
