"""Coreference: the actors that names, pronouns and nationalities refer to."""
