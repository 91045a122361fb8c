"""Within-document coreference of strike mentions: which of them are one strike."""
