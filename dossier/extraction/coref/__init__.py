"""Coreference: which actor a name, a pronoun or a nationality stands for."""
