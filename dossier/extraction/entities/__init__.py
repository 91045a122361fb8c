"""Named entities: persons, organisations and states of one article, with roles and affiliations."""
