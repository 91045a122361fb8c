"""Cross-document linking: the facts of many articles become actors, events, linked quotations and conflicts, with explanations."""
