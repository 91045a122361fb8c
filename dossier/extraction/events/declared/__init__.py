"""Events of kinds that declare their words and have no extractor of their own."""
