"""Harm: the verbs that say that people were killed or hurt."""

from functools import lru_cache

from spacy.tokens import Token

from dossier.extraction.lexicon.lists import word_set


@lru_cache(maxsize=1)
def killing_verbs() -> frozenset[str]:
    """Lemmas of the verbs of killing and dying."""
    return word_set("figures", "killed.verbs") | word_set("figures", "killed.intransitive")


@lru_cache(maxsize=1)
def harming_verbs() -> frozenset[str]:
    """Lemmas of the verbs of killing, dying and wounding."""
    return killing_verbs() | word_set("figures", "wounded.verbs")


def kills_in(noun: Token) -> bool:
    """True for "killed in a strike", "died in an attack"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"in", "by"} else None
    return verb is not None and verb.lemma_.lower() in killing_verbs()
