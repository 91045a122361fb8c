"""Actor names in one text: the lines that are found are those of a look at each name."""

from dataclasses import replace

from dossier.api import Dossier
from dossier.model.persistent.blocks import Blocks
from dossier.search.analysis import fold
from dossier.services.query.actor_names import ActorNames
from dossier.services.snapshot import Snapshot


def expected(snapshot: Snapshot, word: str) -> list[str]:
    """The names of visible actors in which a word begins so."""
    names = (
        f" {fold(name)}" for actor in snapshot.findings.actors if not actor.hidden for name in dict.fromkeys((actor.name, *actor.aliases))
    )
    return [name for name in names if f" {word}" in name]


def test_every_name_is_found_by_the_beginning_of_each_of_its_words(reports: Dossier) -> None:
    """Also by two letters, and by its first and last names in the text."""
    snapshot = reports.query.snapshot
    names = ActorNames(snapshot)
    words = {word[:end] for actor in snapshot.findings.actors for word in fold(actor.name).split() for end in (2, len(word))}
    assert words
    for word in words | {"zzz"}:
        assert list(names.with_beginning(word)) == expected(snapshot, word)


def test_names_are_ranked_by_mentions(reports: Dossier) -> None:
    """The names with a word that begins so, as they are written, the most mentioned actor first and a hidden one not at all."""
    first, second, *others = sorted(reports.query.snapshot.findings.actors, key=lambda actor: -sum(actor.mention_counts.values()))
    snapshot = reports.query.snapshot
    actors = (*others, replace(second, name="Zora Zabel", aliases=()), replace(first, name="Ada Zabel", aliases=("Zabel",)))
    visible = Snapshot("", snapshot.articles.values(), replace(snapshot.findings, actors=actors))
    assert [name for name, _ in ActorNames(visible).ranked_with("zab")] == ["Ada Zabel", "Zabel", "Zora Zabel"]
    hidden = Snapshot("", snapshot.articles.values(), replace(snapshot.findings, actors=(*actors[:-1], replace(actors[-1], hidden=True))))
    assert [name for name, _ in ActorNames(hidden).ranked_with("zora zab")] == ["Zora Zabel"]
    assert not list(ActorNames(hidden).ranked_with("ada"))


def test_names_of_the_next_snapshot_are_its_own(reports: Dossier) -> None:
    """One actor is renamed, one hidden; those of the snapshot before stay."""
    before = reports.query.snapshot
    first, second, *_ = before.findings.actors
    after = Snapshot(
        "",
        before.articles.values(),
        replace(before.findings, actors=Blocks.of(before.findings.actors).replaced(0, 2, [replace(first, name="Zora Zabel", aliases=())])),
    )
    old = ActorNames(before)
    new = ActorNames(after)
    assert list(new.with_beginning("zab")) == [" zora zabel"]
    for actor in (first, second):
        word = fold(actor.name).split()[0]
        assert list(new.with_beginning(word)) == expected(after, word)
        assert list(old.with_beginning(word)) == expected(before, word)
