"""The other reading of a query: what a user may have meant where the one asked has no or fewer articles."""

from collections.abc import Callable, Iterable

from dossier.model.search_result import OtherReading
from dossier.search.analysis import words
from dossier.search.syntax import And, AnyOf, Field, Leaf, Node, Phrase, Prefix, Value, Wildcard, Word

BESIDE_SAID = "Words beside said: are looked for in the quotation; text: looks in the whole article."


def find_other_reading(
    text: str, tree: Node, found: int, names: Callable[[str], Iterable[str]], count: Callable[[str], int]
) -> OtherReading | None:
    """The other reading of a query with its number of articles, where that is more than were `found`; None where there is none.

    - `said:"Orla Brandt" draft` without an article: `said:"Orla Brandt" text:draft`.
    - the words of a name: `actor:` with them; and the other way round.

    `names` gives the names of actors in which a word begins so, folded, with a blank before each word; `count` the number of articles of a query.
    """
    offers = (
        (_words_anywhere(text, tree), BESIDE_SAID) if not found else ("", ""),
        (_as_actor(text, tree, names), ""),
        (_as_words(tree), ""),
    )
    for query, why in offers:
        if query and (articles := count(query)) > found:
            return OtherReading(query, articles, why)
    return None


def _words_anywhere(text: str, tree: Node) -> str:
    """The query with text: before each word beside said:; empty where there is no such pair."""
    nodes = tree.nodes if isinstance(tree, And) else ()
    bare = [node for node in nodes if isinstance(node, Word | Phrase | Prefix | Wildcard | AnyOf)]
    if not bare or not any(isinstance(node, Field) and node.name == "said" for node in nodes):
        return ""
    for node in sorted(bare, key=lambda node: -node.at.start):
        text = f"{text[: node.at.start]}text:{text[node.at.start :]}"
    return text


def _as_actor(text: str, tree: Node, names: Callable[[str], Iterable[str]]) -> str:
    """The query as the name of an actor, where every word of it begins a word of one name; else empty."""
    nodes = tree.nodes if isinstance(tree, And) else (tree,)
    if not all(isinstance(node, Word | Phrase) for node in nodes):
        return ""
    typed = words(text)
    if typed and any(all(f" {word}" in name for word in typed) for name in names(typed[0])):
        value = " ".join(text.replace('"', " ").split())
        return f'actor:"{value}"' if " " in value else f"actor:{value}"
    return ""


def _as_words(tree: Node) -> str:
    """The value of a query for one actor, as words; empty for any other query."""
    leaf: Leaf | None = tree if isinstance(tree, Field) and tree.name == "actor" else None
    if not isinstance(leaf, Field) or isinstance(leaf.node, Value):
        return ""
    if isinstance(leaf.node, Phrase):
        return f'"{" ".join(leaf.node.words)}"'
    return leaf.node.text if isinstance(leaf.node, Word) else ""
